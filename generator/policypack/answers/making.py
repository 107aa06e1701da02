"""Making steps in the text of an answers file: what differs is written, and every other line stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from policypack.answers.differences import differences, folded, items_in, made, place_of, said_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policypack.answers.differences import ItemSaid, Labels, Said, Step
    from policypack.answers.document import AnswersDocument, Raw


def make_in(document: AnswersDocument, steps: Iterable[Step], labels: Labels) -> None:
    """Make steps in a document, one after the other; one that fits nothing changes nothing.

    Raises ProblemsFoundError where an answer cannot be put in its place.
    """
    write_in(document, made(said_in(document.node), steps, labels), labels)


def write_in(document: AnswersDocument, wanted: Said, labels: Labels) -> None:
    """Have a document say what is wanted, and leave every line that says so already. Raises as make_in does."""
    for step in differences(said_in(document.node), wanted, labels):
        _write(document, step, labels)


def _write(document: AnswersDocument, step: Step, labels: Labels) -> None:
    group, _, short = step.question.rpartition(".")
    if step.at is not None:
        if step.now is None:
            document.remove_item(step.question, document.index_of(step.question, step.item))
        else:
            document.insert_item(step.question, step.at, cast("ItemSaid", step.now))
    elif step.question in labels and isinstance(step.now, list):
        _reorder(document, step.question, step.now, labels[step.question])
    elif step.item:
        index = document.index_of(group, step.item)
        if step.now is None:
            document.remove_answer(group, index, short)
        else:
            document.set_item(group, index, {short: cast("Raw", step.now)})
    elif step.now is None:
        document.remove(step.question)
    else:
        document.set(step.question, cast("Raw", step.now))


def _reorder(document: AnswersDocument, group: str, names: list[str], label: str) -> None:
    for at, name in enumerate(names):
        said = said_in(document.node)
        items, place = items_in(said, group), place_of(said, group, name, label)
        if place is not None and place != at and folded(items[at].get(label)) != folded(name):
            document.remove_item(group, place)
            document.insert_item(group, at, items[place])
