"""What is ahead: what this is, how long each path takes, and what to have at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.questionnaire.expected import Expected
from policypack.questionnaire.run_state import RunState

if TYPE_CHECKING:
    from policypack.answers.model import Answers
    from policypack.content.questions import Questions

QUICK, FULL, MISSING = "quick", "full", "missing"
"""The paths that somebody can choose."""
AT_HAND = "At hand:"
"""How the paragraph begins that says what to have at hand."""
_SECONDS = 40
"""How long it takes to read a question and answer it."""


def quick_questions(questions: Questions) -> int:
    """Return how many questions the quick path has at most; a group counts as one."""
    return sum(question.quick for section in questions.sections for question in section.questions)


def parts(answers: Answers, quick: bool) -> int:
    """Return about how many answers the quick path asks for, or the rest; as progress counts.

    answers: what was said so far, which is nothing where somebody begins.
    """
    on_quick_path = Expected(answers, RunState(), quick=True).left(None)
    return on_quick_path if quick else Expected(answers, RunState(), quick=False).left(None) - on_quick_path


def minutes(questions: Questions, quick: bool) -> int:
    """Return how long the quick path takes, or the rest, with one item in each group; rounded up to five minutes."""
    asked = sum(question.quick == quick and question.type != "group" for question in questions)
    return -(-asked * _SECONDS // (5 * 60)) * 5


def ahead(answers: Answers) -> tuple[str, ...]:
    """Say what is ahead, a paragraph each: what this is, how long each path takes, and what to have at hand.

    answers: those of somebody who begins.
    """
    questions = answers.catalogue.questions
    return (
        (
            "From your answers come your house rules, the ways to report a worry and more. Only what you answer is "
            "promised."
        ),
        (
            f"Quick path: {quick_questions(questions)} questions, about {minutes(questions, quick=True)} minutes, for "
            f"a first draft; {parts(answers, quick=True)} answers with three people, age groups and places."
        ),
        (
            f"All of it: about {parts(answers, quick=False)} answers more, {minutes(questions, quick=False)} "
            "minutes, in as many sittings as you like."
        ),
        (
            f"{AT_HAND} who looks after children's safety, your places online, and your council's number for "
            "children's services."
        ),
        "Nothing you type leaves this machine. Each answer is saved at once.",
    )
