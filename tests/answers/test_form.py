"""The answers file reads like a form: what is asked and what can be answered stands above each answer."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from policypack.answers.document import HEADER, AnswersDocument
from policypack.answers.form import question_lines, section_lines
from policypack.base.workspace import Workspace
from policypack.content.catalogue import load_catalogue
from policypack.content.questions import NONE, NOT_DECIDED, Question
from policypack.questionnaire.engine import Engine
from tests.folded import folded
from tests.organisations import workspace_with
from tests.shipped_text import OURS

if TYPE_CHECKING:
    from pathlib import Path

CATALOGUE = load_catalogue(OURS)
each_question = folded("question", list(CATALOGUE.questions), ids=lambda question: question.qid)


def said(question: Question) -> str:
    return " ".join(line.strip() for line in question_lines(question, CATALOGUE.rows))


@each_question
def test_each_question_stands_in_full_and_says_what_can_be_answered(question: Question) -> None:
    assert said(question).startswith(f"{question.prompt} ")
    assert ("none" in said(question).removeprefix(question.prompt)) == (
        question.none is not None
        or question.id == "safeguarding_policy"
        or (question.type == "group" and not question.fewest)
    )
    if question.none is not None:
        assert question.none in said(question)
    assert "None" not in said(question).replace(f"{NONE}: None of them", "")


@each_question
def test_short_lists_of_choices_stand_with_their_labels_and_longer_ones_do_not_hide_the_question(
    question: Question,
) -> None:
    labels = {choice.value: choice.label for choice in question.choices}
    labels = labels or CATALOGUE.rows.get(question.choices_from or "", {})
    if len(labels) <= 12:
        assert all(f"{value}: {label}" in said(question) for value, label in labels.items())
    elif len(labels) <= 25:
        assert all(value in said(question) for value in labels)
    assert len(question_lines(question, CATALOGUE.rows)) <= 18


def test_numbers_have_their_unit_and_their_bounds() -> None:
    assert said(CATALOGUE.questions["ages.groups.from"]).endswith("From 0 to 99 years")


def whole_form() -> str:
    """Return an answers file in which every question is put off, one item in each group."""
    document = AnswersDocument(OURS, CATALOGUE.questions, HEADER.encode(), CATALOGUE.rows)
    for section in CATALOGUE.questions.sections:
        for question in section.questions:
            if question.type != "group":
                document.set(question.qid, NOT_DECIDED)
                continue
            document.add_item(question.qid, {question.label or "": "1st"})
            rest = {inner: NOT_DECIDED for inner in question.by_id if inner != question.label}
            document.set_item(question.qid, 0, rest)
    return document.text


def test_the_form_has_every_section_and_question_in_order_and_lines_that_fit_a_page() -> None:
    text = whole_form()
    expected: list[str] = []
    for section in CATALOGUE.questions.sections:
        expected += section_lines(section)
        for question in section.questions:
            expected += question_lines(question, CATALOGUE.rows)
            label_first = sorted(question.questions, key=lambda inner: inner.id != question.label)
            expected += [line for inner in label_first for line in question_lines(inner, CATALOGUE.rows)]
    comments = [line.lstrip()[2:] for line in text.removeprefix(HEADER).splitlines() if line.lstrip().startswith("#")]
    assert comments == expected
    assert [line for line in text.removeprefix(HEADER).splitlines() if len(line) > 100] == []


def test_taking_every_answer_out_again_takes_its_comment_along() -> None:
    document = AnswersDocument(OURS, CATALOGUE.questions, whole_form().encode(), CATALOGUE.rows)
    for section in CATALOGUE.questions.sections:
        for question in section.questions:
            document.remove(question.qid)
    left = [line.lstrip()[2:] for line in document.text.removeprefix(HEADER).splitlines() if "#" in line]
    assert left == [line for section in CATALOGUE.questions.sections for line in section_lines(section)]


def test_the_questionnaire_writes_the_form(tmp_path: Path) -> None:
    workspace = Workspace.at(workspace_with(f"{HEADER}organisation:\n  name: Club\n", tmp_path))
    engine = Engine(workspace, CATALOGUE, date(2026, 11, 22))
    while (asked := engine.next_question(section="organisation")) and asked.question.id != "nations":
        engine.put_off(asked)
    assert asked is not None
    engine.answer(asked, ["england"])
    assert "  #   england: England\n" in workspace.answers_file.read_text(encoding="utf-8")
