"""What is asked of those who agree the policies and codes, and how what they say is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from policypack.pack.pack import Pack
from policypack.pages.render import Renderer
from policypack.publish.agreeing import NAMES, Agreed, Name, read_agreed, wanted
from policypack.publish.start_here import start_here
from tests.conftest import TODAY


@pytest.fixture(scope="module")
def pack(request: pytest.FixtureRequest) -> Pack:
    renderer_of: Callable[[str], Renderer] = request.getfixturevalue("renderer_of")
    return renderer_of("swimming-club").pack


def test_what_is_left_empty_is_what_was_suggested_in_words_beside_it(pack: Pack) -> None:
    suggested = {one.name: one.suggested for one in wanted(pack)}
    assert tuple(suggested) == NAMES
    agreed, wrong = read_agreed(pack, {})
    assert (agreed, wrong) == (Agreed("Committee", TODAY, "", date(2027, 11, 22)), {})
    assert (suggested["role"], suggested["agreed_on"]) == ("Committee", "22 November 2026")
    assert agreed is not None
    assert ("On", "22 November 2026") in agreed.rows()


@pytest.mark.parametrize("organisation", ["dance-school", "one-man-team"])
def test_no_committee_is_suggested_where_one_person_runs_it(
    organisation: str, renderer_of: Callable[[str], Renderer]
) -> None:
    """Neither where it is asked, nor in the command that stands in START-HERE.md."""
    renderer = renderer_of(organisation)
    suggested = {one.name: one.suggested for one in wanted(renderer.pack)}["role"]
    assert suggested in {"Owner", "The person who runs it"}
    assert re.findall(r'approve --role "([^"]*)"', start_here(renderer)) == [suggested]


def test_days_are_read_as_people_write_them_and_the_review_counts_from_the_day_of_the_meeting(pack: Pack) -> None:
    agreed, _ = read_agreed(pack, {"role": " Chair  of trustees ", "agreed_on": "1 Nov 2026", "present": "five of six"})
    assert agreed == Agreed("Chair of trustees", date(2026, 11, 1), "five of six", date(2027, 11, 1))
    agreed, _ = read_agreed(pack, {"agreed_on": "yesterday", "next_review": "1/5/27"})
    assert agreed is not None
    assert (agreed.agreed_on, agreed.next_review) == (date(2026, 11, 21), date(2027, 5, 1))


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("role", "x", "a role of 2 to 80 characters is wanted"),
        ("role", "a" * 81, "a role of 2 to 80 characters is wanted"),
        ("agreed_on", "last spring", "a date is wanted"),
        ("agreed_on", "November 2026", "which day of November 2026 is meant?"),
        ("agreed_on", "tomorrow", "today, or a day of the last three months"),
        ("agreed_on", "1 January 2026", "today, or a day of the last three months"),
        ("present", "a" * 201, "at most 200 characters"),
        ("next_review", "22 November 2026", "a day after today"),
        ("next_review", "1 January 2030", "at most a year away"),
    ],
)
def test_what_cannot_be_taken_says_what_is_wanted_and_the_others_are_read(
    pack: Pack, name: Name, text: str, said: str
) -> None:
    agreed, wrong = read_agreed(pack, {name: text})
    assert agreed is None
    assert list(wrong) == [name]
    assert said in wrong[name]


def test_everything_that_is_wrong_is_said_at_once(pack: Pack) -> None:
    said: dict[Name, str] = {"role": "x", "agreed_on": "soon", "present": "a" * 300, "next_review": "never"}
    assert set(read_agreed(pack, said)[1]) == set(NAMES)
