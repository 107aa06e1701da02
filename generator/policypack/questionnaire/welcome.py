"""What is ahead: what this is, how long each path takes, and what to have at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policypack.content.questions import Questions

QUICK, FULL, MISSING = "quick", "full", "missing"
"""The paths that somebody can choose."""
_SECONDS = 40
"""How long it takes to read a question and answer it."""


def quick_questions(questions: Questions) -> int:
    """Return how many questions the quick path has at most; a group counts as one."""
    return sum(question.quick for section in questions.sections for question in section.questions)


def parts(questions: Questions, quick: bool) -> int:
    """Return how many things the quick path asks for, or the rest, with one item in each group; as progress counts."""
    return sum(question.quick == quick and question.type != "group" for question in questions)


def minutes(questions: Questions, quick: bool) -> int:
    """Return how long the quick path takes, or the rest, those inside groups included; rounded up to five minutes."""
    return -(-parts(questions, quick) * _SECONDS // (5 * 60)) * 5


def ahead(questions: Questions) -> tuple[str, ...]:
    """Say what is ahead, a paragraph each: what this is, how long each path takes, and what to have at hand."""
    return (
        (
            "You say how you run your places online. From that come your house rules, the ways to report a worry and "
            "more. Only what you answer is promised."
        ),
        (
            f"Quick path: {quick_questions(questions)} questions, about {minutes(questions, quick=True)} minutes, for "
            f"a first draft. Some are asked of each person, age group and place: about {parts(questions, quick=True)} "
            "answers."
        ),
        (
            f"All of it: up to {parts(questions, quick=False)} answers more, {minutes(questions, quick=False)} "
            "minutes, in as many sittings as you like."
        ),
        (
            "At hand: who looks after children's safety, your places online, and your council's number for children's "
            "services."
        ),
        "Nothing you type leaves this machine. Each answer is saved at once.",
    )
