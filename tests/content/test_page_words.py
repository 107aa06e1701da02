"""Page words: every choice of a question has words for the same places, and they keep to what all our text keeps to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policypack.base.problems import ProblemsFoundError
from policypack.base.workspace import Workspace
from policypack.content.catalogue import load_catalogue
from policypack.content.page_words import IN_BRACES, NAMES
from policypack.content.questions import Question, load_questions
from tests.folded import folded
from tests.shipped_text import NOT_OUR_VOICE, OURS, PLACEHOLDER

if TYPE_CHECKING:
    from pathlib import Path

QUESTIONS = [question for question in load_catalogue(OURS).questions if question.choices or question.none_says]
SECTION = """id: drinks
title: Drinks
intro: What you serve.
questions:
  - id: warm
    type: choice
    prompt: What is there?
    why: People get thirsty.
    who: Whoever runs the bar
    none: Nothing warm
    visibility: public
    NONE_SAYS
    choices:
      - value: tea
        label: Tea
        says: {bar: "We serve tea at {org}.", door: ""}
      - value: cocoa
        label: Cocoa
        says: COCOA
"""


def problems_of(folder: Path, none_says: str, cocoa: str) -> list[str]:
    """Return what is said about a section of questions of a workspace's own."""
    own = folder / "content" / "questions"
    own.mkdir(parents=True)
    text = SECTION.replace("NONE_SAYS", none_says).replace("COCOA", cocoa)
    (own / "99-drinks.yml").write_text(text, encoding="utf-8")
    try:
        load_questions(Workspace.at(folder))
    except ProblemsFoundError as error:
        return [str(problem) for problem in error.problems]
    return []


def test_words_for_the_same_places_are_taken(tmp_path: Path) -> None:
    assert problems_of(tmp_path, 'none_says: {bar: "", door: Bring a flask.}', "{bar: Cocoa!, door: Smell it.}") == []


@folded(
    ("none_says", "cocoa", "wanted"),
    [
        (
            "none_says: {bar: None., door: None.}",
            "{bar: Cocoa!}",
            '17: drinks.warm.cocoa: page words for `door` are wanted, as tea has them; "" where pages say nothing',
        ),
        (
            "none_says: {door: None.}",
            '{bar: "", door: ""}',
            '10: drinks.warm.none: page words for `bar` are wanted, as tea has them; "" where pages say nothing',
        ),
        (
            "none_says: {bar: None., door: None.}",
            '{bar: "", door: "Ask {drink}."}',
            f'17: drinks.warm.cocoa: given "{{drink}}": one of {", ".join(NAMES)} is wanted in braces',
        ),
    ],
)
def test_a_choice_without_words_for_a_place_is_refused_with_its_line(
    none_says: str, cocoa: str, wanted: str, tmp_path: Path
) -> None:
    assert problems_of(tmp_path, none_says, cocoa) == [f"content/questions/99-drinks.yml:{wanted}"]


@folded("question", QUESTIONS, ids=lambda question: question.qid)
def test_page_words_keep_to_our_voice_and_leave_no_gap(question: Question) -> None:
    said = [question.none_says, *(choice.says for choice in question.choices)]
    for words in [text for says in said for text in says.values()]:
        plain = IN_BRACES.sub("it", re.sub(r"\]\(\{\w+\}\)", "", words.replace("[", "")))
        assert not NOT_OUR_VOICE.search(plain), words
        assert not PLACEHOLDER.search(plain), words
        assert words == words.strip("\n"), words
