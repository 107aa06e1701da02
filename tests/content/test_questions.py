"""The questions are data that hold together: known names, no orphan, words for somebody short of time."""

from __future__ import annotations

from datetime import date

from policypack.answers.model import Answers
from policypack.content.catalogue import Catalogue, load_catalogue
from policypack.content.guidance import load_guidance
from policypack.content.questions import NOT_DECIDED, Question
from policypack.facts import FACTS
from policypack.pack.names import names_for
from tests.folded import folded
from tests.shipped_text import NOT_OUR_VOICE, OURS, PLACEHOLDER

CATALOGUE: Catalogue = load_catalogue(OURS)
QUESTIONS = list(CATALOGUE.questions)
POINTS = {point.id for point in load_guidance(OURS)}
TYPES_OF_THE_DESIGN = {
    "text", "long text", "yes/no", "choice", "choices", "email", "phone", "web address", "date", "colour", "image",
    "weekly times", "group",
}  # fmt: skip


def test_every_question_type_of_the_design_is_asked() -> None:
    assert {question.type for question in QUESTIONS} >= TYPES_OF_THE_DESIGN


@folded("question", QUESTIONS, ids=lambda question: question.qid)
def test_every_question_says_why_and_who_would_know_in_plain_words(question: Question) -> None:
    said = (question.prompt, question.why, question.who, question.example, question.none, question.at_least_one)
    for text in (one or "" for one in said):
        assert not NOT_OUR_VOICE.search(text), text
        assert not PLACEHOLDER.search(text), text
    assert question.prompt.endswith("?")
    assert question.why.endswith((".", "?"))
    assert len(question.prompt) <= 120


@folded("question", QUESTIONS, ids=lambda question: question.qid)
def test_what_names_an_item_is_always_asked_and_no_choice_is_the_word_for_not_decided(question: Question) -> None:
    if question.type == "group":
        assert question.by_id[question.label or ""].when is None
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


def test_every_finding_has_points_and_speaks_as_we_do() -> None:
    empty = Answers(CATALOGUE, date(2026, 11, 22), {}, {}, FACTS)
    names = names_for(empty, None)
    for rule in CATALOGUE.finding_rules:
        assert rule.points
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
