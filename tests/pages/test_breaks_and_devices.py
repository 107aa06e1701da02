"""A break in which nobody reads, phones of one's own, and training: what leaders are told, and what pages say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from policypack.pack.findings import find
from policypack.pack.pack import load_pack
from policypack.pages.render import Renderer
from tests.hardening.rounds import some_of
from tests.organisations import ORGANISATIONS, workspace_with
from tests.sound import CATALOGUE, PLACE, TODAY, answers, text

each_organisation = pytest.mark.parametrize("organisation", some_of(ORGANISATIONS))
OPEN = {"moderation.outside": ["pinned"], PLACE + "comments": "after"}


def ids(changes: dict[str, Any]) -> set[str]:
    return {finding.id for finding in find(answers(changes), CATALOGUE)}


@each_organisation
def test_a_place_is_closed_before_a_break_and_a_pin_alone_is_not_enough(
    organisation: str, renderer_of: Callable[[str], Renderer]
) -> None:
    found = next(page for page in renderer_of(organisation).pages("staff") if page.page.id == "outside-hours")
    words = " ".join(found.markdown.split())
    assert "First [close for the break](#break). 1. **Sign out,**" in words
    assert "A pinned post alone stops nobody from posting." in words.partition("## Before a break")[2]


def test_a_break_with_open_comments_is_found_although_a_post_is_pinned() -> None:
    assert "long-break-without-a-word" in ids(OPEN)
    assert "long-break-without-a-word" not in ids(OPEN | {"moderation.outside": ["pinned", "held"]})
    assert "long-break-without-a-word" not in ids(OPEN | {PLACE + "comments": "off"})


@pytest.mark.parametrize(("code", "raised"), [(["never_secret"], True), (["organisation_devices"], False)])
def test_own_phones_that_are_allowed_want_a_rule_in_the_code(code: list[str], raised: bool) -> None:
    assert ("code-silent-on-own-devices" in ids({"adults.devices": "own_recorded", "adults.code": code})) is raised
    assert "code-silent-on-own-devices" not in ids({"adults.code": code})


@pytest.mark.parametrize("trained", ["all", "some", "not_yet"])
def test_the_public_policy_speaks_of_training_only_where_all_are_trained(trained: str, tmp_path: Path) -> None:
    """That some are not is for leaders to act on, and for staff to know."""
    renderer = Renderer(load_pack(workspace_with(text({"adults.training": trained}), tmp_path), TODAY))
    public = {page.page.id: page.markdown for page in renderer.pages("public")}
    assert ("**Training.**" in public["statement"]) is (trained == "all")
    assert "Some of those who moderate" not in "".join(public.values())
