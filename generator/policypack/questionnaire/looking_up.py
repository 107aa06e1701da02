"""Looking up: where somebody finds what a question asks for, such as the council's numbers by a postcode.

Addresses are shown, and whoever answers opens them: nothing here asks another host.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from policypack.answers.model import Answers
    from policypack.questionnaire.asked import Asked

NOT_NOW = "Not now, remind me"


class LookUp(NamedTuple):
    """Where something is found. words: what the link says; how: what to do there."""

    words: str
    how: str
    web: str


def look_ups(asked: Asked, answers: Answers) -> tuple[LookUp, ...]:
    """Return where the answers to a group's questions are found, one for each nation that children live in."""
    group = asked.group or asked.question
    if group.looked_up_at is None:
        return ()
    nations = [answers.catalogue.nations[one] for one in answers.scope().words_of("organisation.nations") or ()]
    found = {}
    for nation in nations:
        finder = nation.childrens_services.find
        words = finder.words if len(nations) == 1 else f"{finder.words} ({nation.name})"
        found[finder.web] = LookUp(words, finder.how, finder.web)
    return tuple(found.values())
