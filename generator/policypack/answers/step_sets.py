"""Which differences belong together: an item that comes, goes or gets another name, with the answers that name it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.answers.differences import folded, is_name, labels_of, made

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policypack.answers.differences import Labels, Said, Step
    from policypack.content.questions import Questions


def sets_of(steps: Sequence[Step], before: Said, questions: Questions) -> list[tuple[Step, ...]]:
    """Return steps in sets that can be made, or left, each without the others; in order, all of them make the same.

    before: what was said before them.
    """
    labels = labels_of(questions)
    owner = list(range(len(steps)))
    for number, step in enumerate(steps):
        for other in range(number):
            if _belong(step, steps[other], questions, labels):
                joined, into = owner[number], owner[other]
                owner = [into if one == joined else one for one in owner]
    sets: dict[int, list[Step]] = {}
    for number, step in enumerate(steps):
        sets.setdefault(owner[number], []).append(step)
    found = [tuple(one) for one in sets.values()]
    again = made(before, [step for one in found for step in one], labels)
    return found if again == made(before, steps, labels) else [tuple(steps)]


def _belong(one: Step, other: Step, questions: Questions, labels: Labels) -> bool:
    if one.question == other.question and labels.get(one.question) and (one.at is None or other.at is None):
        return True  # a group that had items and now has none, or the order of those that stay
    return _names(one, other, questions, labels) or _names(other, one, questions, labels)


def _names(one: Step, item: Step, questions: Questions, labels: Labels) -> bool:
    """Say whether a step is about an answer that names the item that another step is about."""
    group = item.question if item.at is not None else item.question.rpartition(".")[0]
    if item.at is None and not is_name(item, labels):
        return False
    names = {folded(item.item)} | ({folded(item.now)} if is_name(item, labels) else set())
    if one.at is not None:  # a whole item: any of its answers
        inside = [(f"{one.question}.{short}", value) for short, value in ((one.was or one.now) or {}).items()]  # type: ignore[union-attr]
    else:
        inside = [(one.question, one.was), (one.question, one.now)]
        if one.item and one is not item and folded(one.item) in names and one.question.rpartition(".")[0] == group:
            return True  # an answer of the item itself
    for qid, value in inside:
        question = questions.by_qid.get(qid)
        if question is None or question.choices_from != group:
            continue
        if names & {folded(said) for said in (value if isinstance(value, list) else [value])}:
            return True
    return False
