"""Unreachable: findings about roles that pages send their readers to, and that these readers have no way to reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.content.questions import NONE, sees
from policypack.pack.finding import Finding
from policypack.text.escaping import isolated

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policypack.answers.model import Answers, Item
    from policypack.content.questions import Question

_TEAM = "people.team"
_OF_A_WORRY = ("report", "concern", "bullying", "counselling")
"""How the ids of pages begin on which somebody looks who may not be safe, or who has to help now."""


def unreachable(answers: Answers, titles: Mapping[str, str]) -> Iterator[Finding]:
    """Yield a finding for each role that pages send readers to, where they show these readers no way to it.

    Which pages those are stands beside the question that chooses the role (`turned_to`), and who reads them is who may
    see its answer. titles: of the pages that apply, by id; without any, none is named.
    """
    for person in answers.items(_TEAM):
        asking = [
            question
            for question in _questions_that_chose(answers, person)
            if _is_out_of_reach(answers, person, question)
        ]
        if asking:
            pages = dict.fromkeys(page for question in asking for page in question.turned_to)
            yield _finding(person, asking, tuple(pages), titles)


def _questions_that_chose(answers: Answers, person: Item) -> Iterator[Question]:
    for question in answers.catalogue.questions:
        if question.turned_to:
            chosen = answers.get(question.qid)
            if person.name in (chosen if isinstance(chosen, tuple) else (chosen,)):
                yield question


def _is_out_of_reach(answers: Answers, person: Item, question: Question) -> bool:
    scope = answers.scope(person)
    if scope.fact("is_reached_otherwise"):
        return False
    if question.qid == "adults.counsellors" and "supervised" in (
        answers.scope().words_of("online.accounts.private_message_rule") or ()
    ):
        return False
    for way in ("email", "phone"):
        asked = answers.catalogue.questions[f"{_TEAM}.{way}"]
        value = answers.get(asked.qid, person)
        if value is None or (value != NONE and not _is_decided(answers, person, question)):
            return False  # it may yet be shown
        if value != NONE and sees(question.visibility, answers.visibility(asked, person)):
            return False
    return True


def _is_decided(answers: Answers, person: Item, question: Question) -> bool:
    """Whether it was said what the readers of a question's answer may see of a person."""
    wanted = ("public_details",) if question.visibility == "public" else ("public_details", "staff_details")
    return all(answers.get(f"{_TEAM}.{one}", person) is not None for one in wanted)


def _finding(person: Item, asking: list[Question], pages: tuple[str, ...], titles: Mapping[str, str]) -> Finding:
    named = [f"“{titles[page]}”" for page in pages if page in titles]
    shown = named[:3] + (["other pages"] if len(named) > 3 else [])  # noqa: PLR2004 - more are not read
    where = " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown) or "Your pages"
    one = len(shown) == 1 and bool(named)
    staff = all(question.visibility == "staff" for question in asking)
    readers = "your volunteers and staff" if staff else "their readers" if not one else "its readers"
    return Finding(
        "no-way-to-reach",
        "urgent" if any(page.startswith(_OF_A_WORRY) for page in pages) else "important",
        f"{isolated(person.name)}: your pages give no way to reach them",
        f"{where} {'sends' if one else 'send'} {readers} to this role, and {'shows' if one else 'show'} neither an "
        "email address nor a number, nor another way.",
        "Let an email address or a number of the role stand on these pages, say in which other way people reach it, or "
        "name somebody else.",
        "Half an hour",
        ("CONTACT-1", "LEAD-1"),
        _TEAM,
        person.name,
        comes="name",
    )
