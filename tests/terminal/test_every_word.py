"""Nothing that is drawn breaks inside a word, whatever the width: every question of the content, with real prompts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from policypack.answers.model import Answers
from policypack.base.workspace import Workspace
from policypack.content.catalogue import load_catalogue
from policypack.content.questions import Choice, Question
from policypack.facts import FACTS
from policypack.questionnaire.asked import Asked, Progress
from policypack.questionnaire.asking_help import HOW
from policypack.questionnaire.steps import AskQuestion
from policypack.terminal import explaining
from policypack.terminal.key_terminal import entry_of
from policypack.terminal.list_prompt import Entries
from policypack.terminal.shown_lines import columns, wrapped, wrapped_command
from tests.hardening.rounds import SOAK
from tests.organisations import CHECKOUT
from tests.terminal.drawn import Drawn, drawn

CATALOGUE = load_catalogue(Workspace.at(CHECKOUT))
NOTHING_SAID = Answers(CATALOGUE, date(2026, 11, 22), {}, {}, FACTS)
ALL = [question for question in CATALOGUE.questions if question.type != "group"]
LONG = "https://www.example.org/safeguarding/policies/our-online-safety-policy-and-house-rules-for-2026.html"


def step_of(question: Question) -> AskQuestion:
    """Return a question as it is asked, with all that it could ever offer."""
    group = CATALOGUE.questions.by_qid.get(question.qid.rpartition(".")[0])
    rows = CATALOGUE.rows.get(question.choices_from or "", {})
    options = (*question.choices, *(Choice(value=value, label=label) for value, label in rows.items()))
    section = CATALOGUE.questions.section_of(question.qid)
    asked = Asked("answer", question, section, 1, 1, options, group)
    screen = CATALOGUE.screen_of.get(question.qid)
    return AskQuestion(asked, Progress(1, 11, 99, 100), "", None, "", "", {}, group, True, (), False, (), screen=screen)


WIDTHS = pytest.mark.parametrize("width", [80, 60, 40])
NARROWEST = pytest.mark.parametrize("width", [80, 60, 40] if SOAK else [40])
"""What is dear to draw is drawn in the width in which most has to break; in the long round in each."""


def broken_in(texts: list[str], lines: list[str], width: int) -> list[str]:
    """Return the texts that do not stand in lines word for word; words that are longer than a line may break."""
    shown = " ".join(" ".join(lines).split())
    whole = [" ".join(text.split()) for text in texts]
    return [text for text in whole if text not in shown and all(columns(word) < width for word in text.split())]


@NARROWEST
def test_every_question_and_its_help_are_said_in_whole_words(width: int) -> None:
    for question in ALL:
        step = step_of(question)
        group, who = step.introduces, f"{question.who[:1].lower()}{question.who[1:]}"
        texts = [question.prompt, question.why, question.example or "", f"Ask: {who}", HOW.get(question.type, "")]
        with drawn(width) as on:
            explaining.introduce(on.face, step)
            explaining.say_help(on.face, step)
        assert broken_in([*texts, *([group.prompt, group.why] if group else [])], on.printed(), width) == []
        assert all(columns(line) < width for line in on.printed())


@WIDTHS
def test_every_choice_of_every_list_is_drawn_in_whole_words(width: int) -> None:
    for question in ALL:
        options = step_of(question).asked.options
        if options:
            entries = Entries([entry_of(option, width - 1, "     ") for option in options])
            drawn_list = entries.create_content(width, None)
            lines = ["".join(text for _, text, *_ in drawn_list.get_line(at)) for at in range(drawn_list.line_count)]
            assert broken_in([option.label for option in options], lines, width) == []
            assert all(columns(line) < width for line in lines), question.qid


@NARROWEST
def test_every_answer_that_is_chosen_or_typed_stays_on_the_screen_in_whole_words(width: int) -> None:
    broken: list[str] = []
    for start in range(0, len(ALL), 12):
        with drawn(width, rows=100) as on:
            texts = [answers(on, question) for question in ALL[start : start + 12]]
            broken += broken_in(texts, on.lines(), width)
    assert broken == []


def answers(on: Drawn, question: Question) -> str:
    """Answer a question, and return what has to stand on the screen then."""
    options = step_of(question).asked.options[-1:]
    if not options:
        typed = " ".join(f"{question.example or question.prompt} {question.why}".split())
        on.press("\r")
        assert on.face.text("", typed) == typed
        return typed
    if question.type == "choices":
        on.press(" \r")
        assert on.face.some_of(options, needs_one=True) == [options[-1].value]
    else:
        on.press("\r")
        assert on.face.one_of(options) == options[-1].value
    return options[-1].label


@pytest.mark.parametrize("width", [20, 40, 80])
@pytest.mark.parametrize(
    "text",
    [
        f"Where it is: {LONG}",
        "/home/sam/Documents/Clubs and groups/marlpool-swimming-club/site_config/answers.yml: all is saved",
        "x" * 200,
        "日本語の名前 " * 20,
        "Instagram, “passwords”, answers.yml",
        "",
    ],
)
def test_a_word_breaks_only_where_it_is_longer_than_a_line(text: str, width: int) -> None:
    lines = wrapped(text, width, indent="  ")
    assert all(columns(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
    shown = [word for line in lines for word in line.split()]
    assert [word for word in text.split() if columns(word) <= width - 2 and word not in shown] == []


@pytest.mark.parametrize("width", [40, 60, 80])
def test_a_command_is_broken_between_its_words_by_the_terminal_and_can_be_copied_whole(
    width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    folder = Path("/home/sam/Documents/marlpool")
    command = ["policypack", "-C", f"'{folder}/swimming club'", "ask", "--quick", "--plain"]
    *_, line = wrapped_command(f"Everything you answered is saved in {folder}/answers.yml; go on with", command)
    assert line.split() == " ".join(command).split()
    rows = [line[at : at + width] for at in range(0, len(line), width)]
    shown = [word for row in rows for word in row.split(" ")]
    assert [word for word in command if len(word) <= width and not {*word.split()} <= {*shown}] == []
