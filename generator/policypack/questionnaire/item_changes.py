"""Changes of the answers file: an answer, or a whole item of a group with what names it elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.answers.types.registry import type_of
from policypack.content.questions import NOT_DECIDED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from policypack.answers.document import AnswersDocument, Raw
    from policypack.answers.model import Answers, Item
    from policypack.content.questions import Question
    from policypack.questionnaire.asked import Asked


def change_for(asked: Asked, written: Raw, answers: Answers) -> Callable[[AnswersDocument], None]:
    """Return the change that puts an answer into the file; `written` is the answer as the file holds it."""
    question, group, item = asked.question, asked.group, asked.item

    def change(document: AnswersDocument) -> None:
        if group is None:
            document.set(question.qid, written)
        elif item is None:
            require_free(answers, group, str(written))
            document.add_item(group.qid, {question.id: written})
        elif question.id == group.label:
            rename(document, answers, group.qid, item.name, str(written))
        else:
            document.set_item(group.qid, document.index_of(group.qid, item.name), {question.id: written})

    return change


def require_free(answers: Answers, group: Question, name: str, old: str = "") -> None:
    """Raise ValueError, in words for whoever typed it, where another item than `old` has a name already."""
    if any(item.name.casefold() == name.casefold() and item.name != old for item in answers.items(group.qid)):
        raise ValueError(f'"{name}" is there already; each {group.item} needs a {group.label} of its own')


def references(answers: Answers, group: str, name: str) -> Iterator[tuple[Question, Item | None]]:
    """Yield each question, with its item where it lies in a group, whose answer names this item of `group`."""
    questions = answers.catalogue.questions
    for question in questions:
        if question.choices_from != group or question.qid in answers.catalogue.rows:
            continue
        owner = question.qid.rpartition(".")[0]
        if owner not in questions.by_qid:
            value = answers.values.get(question.qid)
            if value == name or (isinstance(value, tuple) and name in value):
                yield question, None
            continue
        for item in answers.groups.get(owner, ()):
            value = item.values.get(question.id)
            if value == name or (isinstance(value, tuple) and name in value):
                yield question, item


def rename(document: AnswersDocument, answers: Answers, group: str, old: str, new: str) -> None:
    """Give an item another name, here and wherever an answer names it."""
    label = answers.catalogue.questions[group].label or ""
    require_free(answers, answers.catalogue.questions[group], new, old)
    index = document.index_of(group, old)
    for question, item in references(answers, group, old):
        _put(document, question, item, lambda value: new if value == old else value)
    document.set_item(group, index, {label: new})


def remove(document: AnswersDocument, answers: Answers, group: str, name: str) -> None:
    """Take an item out. What named it is asked again; an item elsewhere that is called by it goes as well."""
    for question, item in list(references(answers, group, name)):
        owner = answers.catalogue.questions.by_qid.get(question.qid.rpartition(".")[0])
        if item is not None and owner is not None and owner.label == question.id:
            document.remove_item(owner.qid, document.index_of(owner.qid, item.name))
        else:
            _put(document, question, item, lambda value: None if value == name else value)
    document.remove_item(group, document.index_of(group, name))


def copy(document: AnswersDocument, answers: Answers, group: str, name: str, new: str) -> None:
    """Add an item called `new` with the answers of another, but for those that can only be its own."""
    questions = answers.catalogue.questions[group]
    require_free(answers, questions, new)
    index = document.index_of(group, name)
    copied: dict[str, Raw] = {questions.label or "": new}
    for question in questions.questions:
        raw = document.raw(group, index, question.id)
        if raw is not None and question.id != questions.label and not type_of(question).of_one_item:
            copied[question.id] = raw
    document.add_item(group, copied)


def add(document: AnswersDocument, answers: Answers, group: str, items: Iterable[Mapping[str, Raw]]) -> None:
    """Add items with the answers that they have by the short id of their question."""
    questions = answers.catalogue.questions[group]
    for item in items:
        require_free(answers, questions, str(item[questions.label or ""]))
        document.add_item(group, item)


def _put(document: AnswersDocument, question: Question, item: Item | None, change: Callable[[str], str | None]) -> None:
    owner, _, short = question.qid.rpartition(".")
    index = None if item is None else document.index_of(owner, item.name)
    raw = document.raw(question.qid) if index is None else document.raw(owner, index, short)
    if isinstance(raw, list):
        kept = [value for text in raw if (value := change(text)) is not None]
        written: Raw = kept or NOT_DECIDED
    else:
        written = change(raw or "") or NOT_DECIDED
    if index is None:
        document.set(question.qid, written)
    else:
        document.set_item(owner, index, {short: written})
