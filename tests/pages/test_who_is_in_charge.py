"""Who is in charge: no page names trustees, a committee, a chair or directors where there are none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.pages.words import renderer_with, said
from tests.sound import CATALOGUE, SOUND

CHOICES = [choice.value for choice in CATALOGUE.questions["organisation.run_by"].choices]
NAMED = {
    "trustees": re.compile(r"\btrustees?\b", re.I),
    "committee": re.compile(r"\bcommittee\b", re.I),
    "directors": re.compile(r"\bdirectors?\b", re.I),
    "church_council": re.compile(r"\bchurch council\b", re.I),
    "owner": re.compile(r"\bthe owner\b", re.I),
}
NOT_A_CHARITY = {"organisation.charity": "no"}
"""A registered charity has trustees in law, whatever they are called."""


@pytest.mark.parametrize("run_by", [*CHOICES, None])
def test_no_page_names_leaders_of_another_kind_than_was_answered(run_by: str | None, tmp_path: Path) -> None:
    """What stays undecided is named nowhere either. The names of law and of others' pages are left out."""
    assert "organisation" in SOUND
    pages = said(renderer_with({**NOT_A_CHARITY, "organisation.run_by": run_by}, tmp_path))
    for kind, words in NAMED.items():
        found = [(name, words.search(page)) for name, page in pages.items() if kind != run_by and words.search(page)]
        assert found == [], (run_by, found)


def test_a_lead_of_the_body_is_said_to_be_there_for_all_its_groups_and_who_is_on_the_spot(tmp_path: Path) -> None:
    of_body = {
        "organisation.parent_body": "Testshire Minis",
        "organisation.parent_body_rules": "none",
        "organisation.body_team": "none",
        "people.lead_of_body": "yes",
        "people.local_person": "Deputy",
    }
    pages = said(renderer_with(of_body, tmp_path / "of-body"))
    for name in ("report", "parents", "statement", "concern"):
        assert "Our lead is there for all groups of Testshire Minis." in pages[name], name
        assert "In our own group, you can tell our deputy" in pages[name], name
    alone = said(renderer_with({**of_body, "people.lead_of_body": "no"}, tmp_path / "own"))
    assert [name for name, page in alone.items() if "for all groups of" in page] == []
