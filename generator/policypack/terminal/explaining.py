"""Explaining: what is said around a question: where it stands, what it is about, help, and what answers have raised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.questionnaire.asking_help import HOW, seen_by
from policypack.questionnaire.raised_findings import MOST_AT_ONCE
from policypack.questionnaire.service_hints import BEFORE
from policypack.questionnaire.working_out import said_of_working_out
from policypack.terminal import group_menu
from policypack.text.english import first_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policypack.questionnaire.steps import AskQuestion, NewFindings, SectionBegins, WorkedOut
    from policypack.terminal.face import Face


def open_section(face: Face, step: SectionBegins) -> None:
    """Say that a section begins, and what of it is settled already."""
    face.say()
    face.say(step.section.title.upper(), "heading")
    for line in step.settled:
        face.say(line)


def introduce(face: Face, step: AskQuestion, goes_on: bool = False, last: AskQuestion | None = None) -> None:
    """Say where a question stands, and what it is about.

    goes_on: it stands on the screen of the one before it. last: what was asked last; None at the first question, where
    all keys are said.
    """
    asked, question = step.asked, step.asked.question
    if goes_on:
        face.begin()  # what was answered may scroll away; the question may not
    else:
        face.say()
        face.begin()
        _say_place(face, step)
    if asked.kind == "more":
        group_menu.introduce(face, step, goes_on)
    else:
        if (opens := step.introduces) is not None and not goes_on:
            face.say(opens.prompt, "heading")
            if opens.at_least_one:
                face.say(first_sentence(opens.at_least_one))
        _say_question(face, step, is_alone=not step.is_beside)
        types = _WRITTEN if step.is_beside else HOW.keys() | _WRITTEN
        if question.example and question.type in types and not step.is_repeated:
            face.say(f"Example: {question.example}")
        say_hints(face, step.hints)
        for one in () if goes_on else step.look_ups:
            face.say(f"{one.words}: {one.web}")
            face.say(one.how)
    _say_keys(face, step, last)


def _say_keys(face: Face, step: AskQuestion, last: AskQuestion | None) -> None:
    """Say all keys once, and the one for help where a section begins and above a long list, which pushes it off."""
    if last is None:
        face.say(face.keys, "place")
    elif last.asked.section != step.asked.section or len(step.asked.options) >= _LONG:
        face.say(face.help_key, "place")


def introduce_checks(face: Face, step: AskQuestion, last: AskQuestion | None = None) -> None:
    """Say where a screen of checks stands, and what they are. last: as for introduce."""
    face.say()
    face.begin()
    _say_place(face, step)
    face.say("" if step.screen is None else step.screen.title, "heading")
    names = [*([step.asked.item.name] if step.asked.item else []), *step.for_all]
    if step.for_all:
        face.say(f"For all of them: {', '.join(names)}")
    for qid in dict.fromkeys(one.question.qid for one in (step.asked, *step.beside)):
        face.say(f"- {step.screen.brief.get(qid, '') if step.screen else ''}", indent="  ")
    _say_keys(face, step, last)


_LONG = 10
"""Options of a list before which the key for help is said again, on a screen with others."""
_WRITTEN = {"text", "long text", "weekly times"}
"""Types of which an example stands on a screen with others; the rest shows theirs with the help."""


def _say_place(face: Face, step: AskQuestion) -> None:
    asked, group = step.asked, step.asked.group
    about = f" | {asked.item.name}" if asked.item else f" | new {group.item}" if group is not None else ""
    left = f", about {step.about_left} left" if step.about_left else ""
    if step.for_all or (step.screen is not None and step.screen.is_late and step.beside):
        about = ""
    place = f"{step.progress.section}/{step.progress.sections}"
    face.say(f"{place} {asked.section.title}{left}{about}", "place")


def _say_question(face: Face, step: AskQuestion, is_alone: bool) -> None:
    asked, question, screen = step.asked, step.asked.question, step.screen
    about = ""
    if asked.item is not None and screen is not None and screen.is_late and not step.for_all:
        about = f"{asked.item.name}: "
    face.say(f"{about}{step.prompt}", "heading")
    if is_alone:
        face.say(first_sentence(question.why))


def say_help(face: Face, step: AskQuestion) -> None:
    """Say what helps to answer a question."""
    asked, question = step.asked, step.asked.question
    face.say()
    face.begin()
    face.say(question.prompt, "heading")
    if asked.opens_group and asked.group is not None:
        face.say(asked.group.why)
    face.say(question.why)
    if question.type in HOW:
        face.say(HOW[question.type])
    if question.example:
        face.say(f"Example: {question.example}")
    if step.suggested_because:
        face.say(f"What groups like yours often choose, and why: {step.suggested_because}")
    face.say(seen_by(question))
    face.say(
        f"Not sure? Ask: {question.who[:1].lower()}{question.who[1:]}. Skip it for now: it counts as not decided yet, "
        "which is not a no, and `policypack ask` asks it again. An answer that you gave before stays when you skip."
    )
    face.say("Each answer is saved at once. Stop whenever you like.")
    face.say(face.keys, "place")


def say_nothing_before(face: Face) -> None:
    """Say that somebody cannot go back any further."""
    face.say("This is where this run started; there is nothing before it.", "wrong")


def say_hints(face: Face, found: Sequence[str]) -> None:
    """Say what is to be checked of services, a paragraph each; nothing where nothing is known to check."""
    if found:
        face.say(BEFORE, "heading")
        for hint in found:
            face.say(f"- {hint}", indent="  ")


def say_worked_out(face: Face, step: WorkedOut) -> None:
    """Say what was not asked, since it follows."""
    face.say(f"Worked out: {said_of_working_out(step)}")


def say_findings(face: Face, new: NewFindings) -> None:
    """Say what the answers have raised, with the first step."""
    face.say()
    face.say("Your answers show:", "heading")
    for finding in new.findings[:MOST_AT_ONCE]:
        is_urgent = finding.severity == "urgent"
        face.say(f"- {'Urgent: ' if is_urgent else ''}{finding.title}", "heading")
        if is_urgent:
            face.say(f"First step: {first_sentence(finding.first_step)}", indent="  ")
    if len(new.findings) > MOST_AT_ONCE:
        face.say(f"And {len(new.findings) - MOST_AT_ONCE} more: `policypack check` lists them.")
