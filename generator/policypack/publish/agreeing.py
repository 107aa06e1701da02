"""Agreeing: what is asked of those who agree the policies and codes, and how what they say is read. It knows no screen.

What is left empty is what is suggested beside it; all of it is read back, and nothing is written before that is right.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from policypack.answers.types.date import read_day
from policypack.pack.approval import LONGEST_REVIEW
from policypack.pack.names import in_charge
from policypack.text.english import day as in_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policypack.pack.pack import Pack

Name = Literal["role", "agreed_on", "present", "next_review"]
NAMES: tuple[Name, ...] = ("role", "agreed_on", "present", "next_review")
_LONGEST_AGO = timedelta(days=92)
"""How long ago a meeting may have been that agreed what is recorded now; the words are those of today."""
_LONGEST_ROLE, _LONGEST_PRESENT = 80, 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing that is asked. suggested: what it is where nothing is said, "" for nothing; it is read back too."""

    name: Name
    prompt: str
    hint: str
    suggested: str = ""
    is_day: bool = False


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was said: who agreed them, as a role; the day; who was there, or ""; and when they are looked at again."""

    role: str
    agreed_on: date
    present: str
    next_review: date

    def rows(self) -> list[tuple[str, str]]:
        """Return it in words, for somebody to say whether it is right."""
        return [
            ("Who agreed them", self.role),
            ("On", in_words(self.agreed_on)),
            ("Who was there", self.present or "not written down"),
            ("Looked at again by", in_words(self.next_review)),
        ]


def wanted(pack: Pack) -> tuple[Wanted, ...]:
    """Return what is asked, in order."""
    role = pack.approval.role if pack.approval else in_charge(pack.answers, "role")
    return (
        Wanted(
            "role",
            "Who has agreed the policies and codes?",
            "A role, and no name: it stands on your pages, such as Committee.",
            role,
        ),
        Wanted(
            "agreed_on",
            "On which day were they agreed?",
            "As you would write it in a letter, such as 22 November 2026, or yesterday.",
            in_words(pack.today),
            is_day=True,
        ),
        Wanted(
            "present",
            "Who was there?",
            "In a few words, such as five of the seven trustees. It is kept with the record, and stands on no page.",
        ),
        Wanted(
            "next_review",
            "When are they looked at again?",
            "Within a year: the guidance has policies looked at each year.",
            "a year after that day",
            is_day=True,
        ),
    )


def read_agreed(pack: Pack, said: Mapping[Name, str]) -> tuple[Agreed | None, dict[Name, str]]:
    """Read what was said, and return it, or None with what is wrong with each that cannot be taken.

    said: by name, as it was typed; what is left out or empty is what is suggested.
    """
    wrong: dict[Name, str] = {}
    suggested = {one.name: one.suggested for one in wanted(pack)}
    role, present, agreed_on, review = "", "", pack.today, pack.today
    try:
        role = read_role(said.get("role", "").strip() or suggested["role"])
    except ValueError as error:
        wrong["role"] = str(error)
    try:
        typed = said.get("agreed_on", "").strip()
        agreed_on = require_day(pack, read_day(typed, pack.today) if typed else pack.today)
    except ValueError as error:
        wrong["agreed_on"] = str(error)
    try:
        present = read_present(said.get("present", ""))
    except ValueError as error:
        wrong["present"] = str(error)
    try:
        typed = said.get("next_review", "").strip()
        review = require_review(pack, agreed_on, read_day(typed, pack.today) if typed else None)
    except ValueError as error:
        wrong["next_review"] = str(error)
    return (None if wrong else Agreed(role, agreed_on, present, review)), wrong


def read_role(text: str) -> str:
    """Read who agreed. Raises ValueError with what is wanted."""
    role = " ".join(text.split())
    if not 2 <= len(role) <= _LONGEST_ROLE or not role.isprintable():  # noqa: PLR2004 - as the sentence says
        raise ValueError("a role of 2 to 80 characters is wanted, such as Committee or Chair of trustees")
    return role


def read_present(text: str) -> str:
    """Read who was there, which may be empty. Raises ValueError with what is wanted."""
    present = " ".join(text.split())
    if len(present) > _LONGEST_PRESENT or not (present == "" or present.isprintable()):
        raise ValueError("who was there is wanted in at most 200 characters, such as five of the seven trustees")
    return present


def require_day(pack: Pack, day: date) -> date:
    """Return the day on which they were agreed. Raises ValueError with what is wanted."""
    if not pack.today - _LONGEST_AGO <= day <= pack.today:
        raise ValueError("the day on which they were agreed is wanted: today, or a day of the last three months")
    if pack.approval is not None and day < pack.approval.date:
        raise ValueError(
            f"a day is wanted that is not before the last time they were agreed, {in_words(pack.approval.date)}"
        )
    return day


def require_review(pack: Pack, agreed_on: date, review: date | None) -> date:
    """Return the day of the next review, by default a year on. Raises ValueError with what is wanted."""
    review = review or a_year_after(agreed_on)
    if not pack.today < review <= agreed_on + timedelta(days=LONGEST_REVIEW):
        raise ValueError("a day after today, and at most a year away, is wanted for the next review")
    return review


def a_year_after(day: date) -> date:
    """Return the same day of the next year; the day before it for 29 February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year + 1, day=28)
