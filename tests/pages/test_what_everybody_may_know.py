"""What everybody may know of a place and of a consent, and what leaders alone may know of a shared name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.pages.words import AUDIENCES, renderer_with, said
from tests.sound import PLACE

FORUM = "https://forum.example.org/start"
INVITE = "https://discord.gg/abcdef"


def answered(changes: dict[str, Any]) -> dict[str, Any]:
    """Return what was answered; None stands for a question that was not."""
    return {qid: answer for qid, answer in changes.items() if answer is not None}


def place(**answers: Any) -> dict[str, Any]:
    return answered({PLACE + name: value for name, value in answers.items()})


@pytest.mark.parametrize(
    ("answers", "is_public"),
    [
        ({"seen_by": "members", "platform": "own-forum", "open_to_all": "yes"}, True),
        ({"seen_by": "members", "platform": "own-forum", "open_to_all": "no"}, False),
        ({"seen_by": "members", "platform": "own-forum", "open_to_all": None}, False),
        ({"seen_by": "members", "platform": "own-website-comments", "open_to_all": "yes"}, True),
        ({"seen_by": "members", "platform": "discord", "open_to_all": "yes"}, False),  # not asked of a server
        ({"seen_by": "everybody", "platform": "own-forum", "open_to_all": None}, True),
    ],
)
@pytest.mark.parametrize("address", [FORUM, INVITE])
def test_the_address_of_a_closed_place_is_public_only_where_anybody_can_sign_up_at_it(
    answers: dict[str, Any], is_public: bool, address: str, tmp_path: Path
) -> None:
    """A link that lets in whoever has it never is."""
    renderer = renderer_with(place(address=address, **answers), tmp_path)
    for audience in AUDIENCES[:2]:
        text = " ".join(said(renderer, audience).values())
        assert (address in text) is (is_public and address == FORUM), audience
        assert ("Anybody can sign up there." in text) is (
            is_public and address == FORUM and answers["seen_by"] == "members"
        )
    register = said(renderer, "leaders")["register"]
    assert address in register
    assert ("(never published)" in register) is not (is_public and address == FORUM)


HOLDS = {
    "production": "Your yes is for one production or project",
    "year": "Your yes holds for a year",
    "leaving": "Your yes holds as long as",
}


@pytest.mark.parametrize("answer", [*HOLDS, "none", None])
@pytest.mark.parametrize("kind", ["arts_group", "sports_club"])
def test_how_long_a_yes_to_pictures_holds_stands_where_it_is_asked_for_and_given(
    answer: str | None, kind: str, tmp_path: Path
) -> None:
    """A group that puts on shows is asked; no other is, and none says what it did not answer."""
    changes = {"organisation.kind": kind, "images.photo_consent": "child_and_parent", "images.consent_holds": answer}
    pages = said(renderer_with(answered(changes), tmp_path), "public", "staff")
    for name in ("photos", "image-consent"):
        expected = {HOLDS[answer]} if answer in HOLDS and kind == "arts_group" else set()
        assert {words for words in HOLDS.values() if words in pages[name]} == expected, name


@pytest.mark.parametrize("logins", ["shared", "individual"])
@pytest.mark.parametrize("known_to", [["Chair"], "none", None])
def test_who_knows_a_shared_password_is_for_leaders_alone(
    logins: str, known_to: list[str] | str | None, tmp_path: Path
) -> None:
    renderer = renderer_with(answered({"adults.logins": logins, "adults.password_known_to": known_to}), tmp_path)
    register = said(renderer, "leaders")["register"]
    is_shared = logins == "shared"
    assert ("Who knows it, and can write under your name:" in register) is (is_shared and known_to == ["Chair"])
    assert ("Nobody knows for sure who has it." in register) is (is_shared and known_to == "none")
    for audience in AUDIENCES[:2]:
        text = " ".join(said(renderer, audience).values())
        assert "Who knows it, and can write" not in text
        assert "Nobody knows for sure" not in text
