"""What may be kept as proof, on which device and how long; how long things are kept is asked, or nobody claims it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from policypack.pack.findings import find
from policypack.pages.render import Renderer
from tests.organisations import ORGANISATIONS
from tests.pages.words import renderer_with, said
from tests.sound import CATALOGUE, answers

each_organisation = pytest.mark.parametrize("organisation", ORGANISATIONS)
KEPT = ("notes_kept", "records_kept", "messages_kept", "accounts_kept")
CLAIMS = ("What we keep about people:", "what we keep about people in", "says what we keep", "says how long")
UNKNOWN = "Nobody has decided yet how long it is kept. Destroy nothing until somebody has."


@each_organisation
def test_the_record_says_what_proof_may_be_kept_where_and_that_a_sexual_picture_never_is(
    organisation: str, renderer_of: Callable[[str], Renderer]
) -> None:
    found = said(renderer_of(organisation), "staff")
    passage = found["incident"].partition("## What may be kept as proof")[2].partition(" ## ")[0]
    for words in (
        "only of words. Take it on a phone or computer of ours.",
        "**Hand it over the same day,**",
        "Then delete it from the device, from its bin and from any copy that went online by itself.",
        "**Never a sexual picture** of somebody under 18, real or made with AI. No screenshot",
        "Do not delete it before the police",
        "as long as this record",
    ):
        assert words in passage
    for name, page in found.items():
        if name.startswith("card-"):
            assert "[Use the record, and see what may be kept as proof](../incident-record.md)" in page, name


@each_organisation
def test_nothing_is_claimed_of_a_privacy_notice_but_where_it_is(
    organisation: str, renderer_of: Callable[[str], Renderer]
) -> None:
    """Only its address was asked for."""
    renderer = renderer_of(organisation)
    for page in said(renderer, "public", "staff").values():
        for words in (
            "what we keep about people in",
            "says what we keep",
            "says how long",
            "What we keep about people:",
        ):
            assert words not in page


def test_how_long_things_are_kept_stands_where_readers_look_for_it(tmp_path: Path) -> None:
    renderer = renderer_with({}, tmp_path)
    privacy, staff = said(renderer, "public")["privacy"], said(renderer, "staff")
    for words in (
        "We keep our notes on what happened in our places for three months.",
        "We keep what we wrote down about a worry as long as our safety policy says.",
        "We keep messages and chats for a year.",
        "When you leave us, we take you out of our closed places within a month.",
    ):
        assert words in privacy
    assert "- The notes of those who moderate are kept for three months, and then destroyed." in staff["handover"]
    assert "- Records of a worry are kept for as long as the safeguarding policy asks." in staff["incident"]
    assert "- Messages with children are kept for a year." in staff["moderation"]
    assert UNKNOWN not in staff["incident"] + staff["handover"]


@pytest.mark.parametrize("answer", ["none", "not decided yet"])
def test_where_it_is_not_decided_nothing_is_promised_and_nothing_is_destroyed(answer: str, tmp_path: Path) -> None:
    changes = {f"adults.{name}": answer for name in KEPT}
    renderer = renderer_with(changes, tmp_path)
    staff, privacy = said(renderer, "staff"), said(renderer, "public")["privacy"]
    assert UNKNOWN in staff["incident"]
    assert UNKNOWN in staff["handover"]
    assert "Then nobody has decided it yet. Destroy nothing" in staff["moderation"]
    assert "We keep the notes" not in privacy
    assert "We keep what we wrote" not in privacy
    raised = {finding.id for finding in find(answers(changes), CATALOGUE)}
    assert raised == ({"kept-for-no-set-time"} if answer == "none" else {f"not-decided-adults.{name}" for name in KEPT})
