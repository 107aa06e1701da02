"""The answers file as a form: the lines of comment above each section and each question."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from policypack.answers.types.registry import type_of
from policypack.content.questions import NONE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policypack.content.questions import Question, Questions, Section
    from policypack.files.yaml_scalars import Path

_WIDTH = 92
"""Characters of a line: with the mark and six spaces, those of an item's answers, it stays within 100."""
_MOST_LABELS, _MOST_VALUES = 12, 25
"""A longer list of choices would hide the question: its values stand alone, or nothing but where to find them."""


def comment_for(path: Path, questions: Questions, rows: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Return what stands above the key at a path of the answers file; nothing where the form has no line for it.

    Of the items of a group the first alone says what is asked: the others read like it. rows: as question_lines has it.
    """
    match path:
        case (str(section),) if section in (one.id for one in questions.sections):
            return section_lines(next(one for one in questions.sections if one.id == section))
        case (str(section), str(short)) if f"{section}.{short}" in questions.by_qid:
            return question_lines(questions[f"{section}.{short}"], rows)
        case (str(section), str(group), 0, str(short)) if f"{section}.{group}.{short}" in questions.by_qid:
            return question_lines(questions[f"{section}.{group}.{short}"], rows)
    return []


def section_lines(section: Section) -> list[str]:
    """Return what stands above a section: its title, and what it is about."""
    return [section.title, *_wrapped(section.intro)]


def question_lines(question: Question, rows: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Return what stands above an answer: the question, and what can be answered.

    rows: ids and labels of the shipped rows that questions choose from, by source, as the catalogue has them.
    """
    return [*_wrapped(question.prompt), *_answers(question, rows)]


def _answers(question: Question, rows: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    kind = type_of(question)
    first = kind.in_form(question)
    if not kind.is_choice:
        yield from _wrapped(f"{first}{_or_none(question)}")
        return
    labels = {choice.value: choice.label for choice in question.choices}
    labels = labels or dict(rows.get(question.choices_from or "", {}))
    if not labels:
        yield from _wrapped(f"{first} those in {question.choices_from}{_or_none(question)}")
    elif len(labels) > _MOST_VALUES:
        yield from _wrapped(f"{first} the {len(labels)} that `policypack ask` lists{_or_none(question)}")
    elif len(labels) > _MOST_LABELS:
        yield from _wrapped(f"{first}: {', '.join(labels)}{_or_none(question)}")
    else:
        yield f"{first}:"
        if question.none is not None:
            labels[NONE] = question.none
        for value, label in labels.items():
            yield from _wrapped(f"{value}: {label}", "  ")


def _or_none(question: Question) -> str:
    if question.none is not None:
        return f", or {NONE} ({question.none})"
    return f", or {NONE}" if question.type == "group" and not question.fewest else ""


def _wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=indent, subsequent_indent=indent * 2, break_on_hyphens=False)
