"""Low-level concerns about an adult: always told, kept in one log, looked through each term, and when they are more."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from policypack.pages.render import Renderer
from tests.hardening.rounds import some_of
from tests.organisations import ORGANISATIONS
from tests.pages.words import Said, said


@pytest.fixture(scope="module", params=some_of(ORGANISATIONS))
def pages(request: pytest.FixtureRequest, renderer_of: Callable[[str], Renderer]) -> Said:
    return said(renderer_of(str(request.param)), "staff")


def test_it_says_what_is_low_level_and_when_it_is_so_no_longer(pages: Said) -> None:
    page = pages["low-level"]
    headings = [page.index(f"{{: #{name} }}") for name in ("what", "not", "tell", "taking", "log", "looked-through")]
    assert headings == sorted(headings)
    more = page.partition("## What is not")[2].partition(" ## ")[0]
    for words in ("may have been hurt", "is sexual in any way", "the adult hid it", "it happened before"):
        assert words in more
    assert "You can't tell? Then it is not low-level." in more


def test_it_is_always_told_and_its_log_is_one_and_looked_through_each_term(pages: Said) -> None:
    page = pages["low-level"]
    assert "Tell it the same day" in page
    assert "Do not weigh it first, and do not ask the adult." in page
    assert "**Look through the whole log each term,**" in page
    assert "It is kept together, locked, by the one who takes such reports." in page
    assert "Is it about the one who keeps the log?" in page
    assert "Throw no entry away while that adult is with us" in page


def test_the_lead_always_gets_to_know_where_there_is_one(renderer_of: Callable[[str], Renderer]) -> None:
    for organisation in ORGANISATIONS:
        renderer = renderer_of(organisation)
        lead = renderer.pack.answers.scope().person("people.lead")
        page = next(each.markdown for each in renderer.pages("staff") if each.page.id == "low-level")
        said = "always gets to know, whoever takes it, unless it is about them." in " ".join(page.split())
        assert said is (lead is not None), organisation


def test_it_can_be_found_from_a_concern_about_an_adult_and_is_signed_for(pages: Said) -> None:
    assert "and the log](low-level-concerns.md)" in pages["adult-concern"]
    assert "[Low-level concerns](low-level-concerns.md)" in pages["sign-off"]
