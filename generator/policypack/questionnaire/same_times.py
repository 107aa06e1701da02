"""Same times: what a question about weekly times can take over from another place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.readers.schedule import WeeklyTimes

if TYPE_CHECKING:
    from policypack.answers.model import Answers
    from policypack.questionnaire.asked import Asked


def same_times(asked: Asked, answers: Answers) -> dict[str, WeeklyTimes]:
    """Return the weekly times of the items that have some, by the item's name.

    Those of the asked item itself are left out; there are none for a question of another type.
    """
    if asked.kind != "answer" or asked.question.type != "weekly times":
        return {}
    found: dict[str, WeeklyTimes] = {}
    for group in answers.catalogue.questions:
        for inner in (one for one in group.questions if one.type == "weekly times"):
            for item in answers.items(group.qid):
                times = answers.get(inner.qid, item)
                if isinstance(times, WeeklyTimes) and item != asked.item:
                    found[item.name] = times
    return found
