"""Small rules of English: a verb goes with the role before it, for one person and for several."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from policypack.pack.pack import load_pack
from policypack.pages.render import Renderer
from policypack.text.english import initials
from policypack.text.titles import names_several
from tests.organisations import CHECKOUT, workspace_with

if TYPE_CHECKING:
    from pathlib import Path

THEATRE = (CHECKOUT / "tests" / "orgs" / "youth-theatre.yml").read_text(encoding="utf-8")
HELD = [
    "decides",
    "appeal",
    "aftercare",
    "code_broken",
    "leaving",
    "new_place",
    "bullying",
    "waiting_messages",
    "cover",
]
SINGULAR = re.compile(r"\btrustees(?: \([^)]*\))? (?:\w+s|has|is) [a-z]+ ?[a-z]*")


@pytest.mark.parametrize(
    ("role", "several"),
    [
        ("Team coaches", True),
        ("Trustees", True),
        ("Forum hosts (volunteers)", True),
        ("Chair of trustees", False),
        ("Officer for girls", False),
        ("Welfare officer", False),
        ("Boss", False),
        ("Committee", False),
    ],
)
def test_a_role_names_several_people_where_its_noun_does(role: str, several: bool) -> None:
    assert names_several(role) is several


def test_a_role_of_several_people_has_the_verb_of_several_on_every_page(tmp_path: Path) -> None:
    answers = THEATRE.replace("Chair of trustees", "Trustees")
    for name in HELD:
        answers = re.sub(rf"^(  {name}:) [^\n]*$", r"\1 Trustees", answers, flags=re.MULTILINE)
    pack = load_pack(
        workspace_with(answers.replace("decides: Trustees", "decides: [Trustees]"), tmp_path), date(2026, 11, 22)
    )
    text = {page.page.id: " ".join(page.markdown.split()) for page in Renderer(pack).pages("staff")}
    assert "Our trustees decide whether somebody" in text["rules"]
    assert [(page, found) for page, words in text.items() for found in SINGULAR.findall(words)] == []


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Marlpool Swimming Club", "MSC"),
        ("Lanternfish", "L"),
        ("The Friends of St Mary's Church Hall", "FSM"),
        ("élan & co", "ÉC"),
        ("3rd Dale Scouts", "3DS"),
        ("<b>*_* 😀", "B"),
        ("The", "T"),
        ("נוער דרום", "נד"),
        ("😀", ""),
        ("", ""),
    ],
)
def test_a_name_is_known_by_the_first_letters_of_its_words(name: str, letters: str) -> None:
    assert initials(name) == letters
