"""The questions are data that hold together: known names, no orphan, words for somebody short of time."""

from __future__ import annotations

from datetime import date

import pytest

from policypack.answers.model import Answers
from policypack.content.catalogue import Catalogue, load_catalogue
from policypack.content.guidance import load_guidance
from policypack.content.questions import NONE, NOT_DECIDED, Question
from policypack.facts import FACTS
from policypack.pack.names import names_for
from tests.shipped_text import NOT_OUR_VOICE, OURS, PLACEHOLDER

CATALOGUE: Catalogue = load_catalogue(OURS)
QUESTIONS = list(CATALOGUE.questions)
POINTS = {point.id for point in load_guidance(OURS)}
TYPES_OF_THE_DESIGN = {
    "text", "long text", "yes/no", "choice", "choices", "email", "phone", "web address", "date", "colour", "image",
    "weekly times", "group",
}  # fmt: skip


def conditions() -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = [(q.qid, q.when) for q in QUESTIONS if q.when]
    found += [(q.qid, wider.when) for q in QUESTIONS for wider in q.wider]
    found += [(q.qid, choice.when) for q in QUESTIONS for choice in q.choices if choice.when]
    found += [(rule.id, rule.when) for rule in CATALOGUE.rules.values() if rule.when]
    found += [(rule.id, rule.contradicted_by) for rule in CATALOGUE.rules.values() if rule.contradicted_by]
    found += [(rule.id, rule.when) for rule in CATALOGUE.finding_rules]
    return found


@pytest.mark.parametrize(
    ("owner", "condition"), conditions(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_condition_names_questions_facts_and_choices_that_exist(owner: str, condition: object) -> None:
    for part in condition.parts():  # type: ignore[attr-defined]
        if part.fact is not None:
            assert part.fact in FACTS, owner
        if part.question is None:
            continue
        question = CATALOGUE.questions[part.question]
        said = [part.is_, part.is_not, part.includes]
        words = [word for value in said if value for word in ((value,) if isinstance(value, str) else value)]
        allowed = allowed_words(question)
        assert allowed is None or set(words) <= allowed, (owner, part.question, words)


def allowed_words(question: Question) -> set[str] | None:
    none = {NONE} if question.none is not None else set()
    if question.type == "yes/no":
        return {"yes", "no"}
    if question.choices:
        return {choice.value for choice in question.choices} | none
    if question.choices_from in CATALOGUE.rows:
        return set(CATALOGUE.rows[question.choices_from]) | none
    return {NONE} if none else None


def test_every_question_type_of_the_design_is_asked() -> None:
    assert {question.type for question in QUESTIONS} >= TYPES_OF_THE_DESIGN


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.qid)
def test_every_question_says_why_and_who_would_know_in_plain_words(question: Question) -> None:
    said = (question.prompt, question.why, question.who, question.example, question.none, question.at_least_one)
    for text in (one or "" for one in said):
        assert not NOT_OUR_VOICE.search(text), text
        assert not PLACEHOLDER.search(text), text
    assert question.prompt.endswith("?")
    assert question.why.endswith((".", "?"))
    assert len(question.prompt) <= 120


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.qid)
def test_every_question_names_known_points_and_known_sources_of_choices(question: Question) -> None:
    assert set(question.points) <= POINTS
    if question.choices_from is not None:
        assert question.choices_from in CATALOGUE.rows or question.choices_from in CATALOGUE.questions.by_qid
    if question.type == "group":
        assert question.label in question.by_id
        assert question.by_id[question.label].when is None
    for choice in question.choices:
        assert choice.value != NOT_DECIDED


def test_every_example_would_be_taken_as_an_answer() -> None:
    from pathlib import Path

    from policypack.answers.values import read_value

    for question in QUESTIONS:
        if question.example is None or question.type in ("choice", "choices", "group", "image"):
            continue
        assert read_value(question.example, question, None, Path()) is not None, question.qid


def test_a_question_is_asked_only_after_what_its_condition_hangs_on() -> None:
    """But for visibility, which may hang on a later answer of the same item."""
    order = {question.qid: position for position, question in enumerate(QUESTIONS)}
    late = {"images.livestreams", "adults.messaging"}
    for question in QUESTIONS:
        for part in question.when.parts() if question.when else ():
            if part.question:
                assert order[part.question] < order[question.qid] or part.question in late, question.qid


def test_every_finding_names_known_points_questions_and_words() -> None:
    empty = Answers(CATALOGUE, date(2026, 11, 22), {}, {}, FACTS)
    names = names_for(empty, None)
    for rule in CATALOGUE.finding_rules:
        assert set(rule.points) <= POINTS
        assert rule.points
        assert rule.question in CATALOGUE.questions.by_qid
        assert rule.for_each is None or CATALOGUE.questions[rule.for_each].type == "group"
        for text in (rule.title, rule.why, rule.first_step, rule.takes):
            assert text.format_map(names)
            assert not NOT_OUR_VOICE.search(text), text


def test_nothing_follows_from_no_answers_but_that_they_are_open() -> None:
    from policypack.pack.findings import find

    empty = Answers(CATALOGUE, date(2026, 11, 22), {}, {}, FACTS)
    found = find(empty, CATALOGUE)
    assert found
    assert all(finding.undecided for finding in found)
    assert any(finding.needed for finding in found)
