"""Who has read it, in the browser: the list, a form to add to it, and a button to take somebody out."""

from __future__ import annotations

from pathlib import Path

import pytest

from policypack.pack.pack import load_pack
from policypack.pack.read_by import Confirmed
from policypack.publish.approve import approve
from tests.organisations import workspace_of
from tests.questionnaire.forms import TODAY, Browser, window

NAME = TODAY.isoformat()


def people(folder: Path) -> dict[str, tuple[Confirmed, ...]]:
    return dict(load_pack(folder, TODAY).read_by.people)


@pytest.fixture
def club(tmp_path: Path) -> Path:
    return workspace_of("swimming-club", tmp_path)


@pytest.fixture
def browser(club: Path) -> Browser:
    """Return the page of a club whose policies are agreed."""
    approve(load_pack(club, TODAY), "Club committee")
    return window(club).opens("/readers")


def test_a_draft_has_nothing_to_confirm(club: Path) -> None:
    page = window(club).opens("/readers")
    assert "a draft has no words that anybody could confirm" in page.text
    assert [form.action for form in page.read.forms if "readers" in form.action] == []


def test_somebody_is_added_and_taken_out(browser: Browser, club: Path) -> None:
    page = browser.sends("Add", name="Sam R", day="22 November 2026")
    assert "Sam R is in the list. Read on 22 November 2026." in page.text
    assert "Everything is read, last on 22 November 2026." in page.text
    everyone = next(form for form in page.read.forms if form.action == "/readers")
    page = page.sends("Add", form=everyone, name="Jo", day="22/11/26", page=["concern"])
    everyone = next(form for form in page.read.forms if form.action == "/readers")
    page = page.sends("Add", form=everyone, name="Al", day="")
    assert people(club) == {
        "Sam R": (Confirmed("all", TODAY, NAME),),
        "Jo": (Confirmed("concern", TODAY, NAME),),
        "Al": (),
    }
    assert "1 of 22 pages read" in page.text
    page = page.follows("Take out: Sam R")
    assert page.heading == "Take out Sam R?"
    page = page.sends("Yes, take out Sam R")
    assert "Sam R is taken out." in page.text
    assert list(people(club)) == ["Jo", "Al"]


@pytest.mark.parametrize(
    ("name", "day", "said"),
    [
        ("", "22 November 2026", "A name or a role"),
        ("Sam", "soon", "A date is wanted"),
        ("Sam", "23 November 2026", "A day that is not after today"),
        ("Sam", "1 November 2026", "A day is wanted from 2026-11-22 on"),
    ],
)
def test_what_cannot_be_taken_is_said_and_stays_in_the_form(
    name: str, day: str, said: str, browser: Browser, club: Path
) -> None:
    page = browser.sends("Add", name=name, day=day, page=["concern"])
    assert page.status == 400
    assert said in page.text
    sent = {
        one["id"]: one
        for one in next(form for form in page.read.forms if form.action == "/readers").inputs
        if "id" in one
    }
    assert (sent["name"]["value"], sent["day"]["value"], "checked" in sent["page-concern"]) == (name, day, True)
    assert people(club) == {}


def test_the_end_leads_to_the_list_once_pages_are_made(browser: Browser, club: Path) -> None:
    (club / "site").mkdir()
    (club / "site" / "index.html").touch()
    assert browser.opens("/end").follows("Who has read it").heading == "Who has read it"
