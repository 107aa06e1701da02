"""Following: which answers follow from other answers, as content/worked_out.yml says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.questionnaire.asked import Key

if TYPE_CHECKING:
    from policypack.answers.document import Raw
    from policypack.answers.model import Answers, Item


def follows(answers: Answers, qid: str, item: Item | None) -> tuple[Raw, str] | None:
    """Return the answer to a question that follows from the others, and what from; None where none does."""
    for row in answers.catalogue.worked_out:
        if row.question == qid and row.when.holds(answers.scope(item)):
            if row.only_item_of is None:
                return row.answer or "", row.because
            names = [one.name for one in answers.items(row.only_item_of)]
            if len(names) == 1:
                return names, row.because
    return None


def followed(answers: Answers) -> dict[Key, Raw]:
    """Return each answer that is the one that follows from the others."""
    found: dict[Key, Raw] = {}
    for row in answers.catalogue.worked_out:
        group = row.question.rpartition(".")[0]
        items: tuple[Item | None, ...] = (None,)
        if group in answers.catalogue.questions.by_qid:
            items = answers.items(group)
        for item in items:
            value, given = follows(answers, row.question, item), answers.get(row.question, item)
            if value is not None and given is not None and _as_raw(given) == value[0]:
                found[Key(row.question, item.name if item else "")] = value[0]
    return found


def _as_raw(value: object) -> Raw:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return list(value) if isinstance(value, tuple) else str(value)
