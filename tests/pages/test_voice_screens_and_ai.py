"""Meetings half on screen, talk that leaves no record, and programs that write for those who help."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from policypack.pages.render import Renderer
from policypack.questionnaire.presets import load_presets
from tests.hardening.rounds import some_of
from tests.organisations import ORGANISATIONS
from tests.pages.words import Said, renderer_with, said
from tests.shipped_text import OURS
from tests.sound import PLACE

each_organisation = pytest.mark.parametrize("organisation", some_of(ORGANISATIONS))


def of(changes: dict[str, Any], folder: Path) -> Said:
    return said(renderer_with(changes, folder), "staff")


@each_organisation
def test_how_to_run_a_call_says_what_to_do_with_some_in_the_room_and_some_on_screen(
    organisation: str, renderer_of: Callable[[str], Renderer]
) -> None:
    renderer = renderer_of(organisation)
    scope = renderer.pack.answers.scope()
    calls, recorded = (scope.words_of(f"images.{name}") == ("yes",) for name in ("calls", "recorded"))
    page = said(renderer, "staff").get("call-procedure", "")
    assert ("**One adult looks after the screen,** and does nothing else." in page) is calls
    assert ("## What is said leaves no record" in page) is (calls and not recorded)


@each_organisation
def test_voice_is_open_only_while_two_adults_listen_wherever_people_can_talk_aloud(
    organisation: str, renderer_of: Callable[[str], Renderer]
) -> None:
    renderer = renderer_of(organisation)
    aloud = renderer.pack.answers.scope().fact("people_can_talk_aloud") is True
    page = said(renderer, "staff")["moderation"]
    assert ("**Open voice only in our times,** and only while two adults listen." in page) is aloud
    assert ("Nobody else may record either." in page) is aloud


def test_a_server_without_calls_has_voice_too(tmp_path: Path) -> None:
    changes = {"images.calls": "no", "images.live_consent": "none"}
    assert "## Voice {: #voice }" not in of(changes, tmp_path / "none")["moderation"]
    assert "## Voice {: #voice }" in of(changes | {PLACE + "platform": "discord"}, tmp_path / "server")["moderation"]


@each_organisation
def test_no_child_goes_into_an_ai_tool_and_none_answers_a_child(
    organisation: str, renderer_of: Callable[[str], Renderer]
) -> None:
    page = said(renderer_of(organisation), "staff")["moderation"]
    for words in (
        "**No child goes in:**",
        "**It never answers a child.**",
        "**You read and change** all",
    ):
        assert words in page


def test_the_rule_on_ai_tools_is_suggested_to_every_kind_of_organisation_and_stands_in_the_code(tmp_path: Path) -> None:
    for preset in load_presets(OURS).values():
        assert "no_child_data_in_ai" in (preset.suggested("adults.code") or []), preset.id
    code = of({"adults.code": ["no_child_data_in_ai"]}, tmp_path)["adult-code"]
    assert "Put no child's name, picture, message or story into an AI tool, and let none answer a child" in code
