"""Handing over: a question as a short text to send to whoever knows, and their reply as an answer.

The text names nobody and nothing that was answered, but the organisation and an item whose name anybody may read: it
goes by email or in a group chat.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policypack.answers.called import called
from policypack.answers.types.choice import value_said
from policypack.answers.types.registry import type_of
from policypack.base.nearest import listed, nearest
from policypack.content.questions import NONE
from policypack.questionnaire.asking_help import seen_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policypack.answers.document import Raw
    from policypack.answers.model import Answers, Item
    from policypack.content.questions import Choice, Question
    from policypack.questionnaire.asked import Asked

_OUR_OWN_WORDS = ("nations", "platforms", "services", "rules.")
"""How the names of sources begin whose choices are ours; what stands in others is what was answered."""
_QUOTED = re.compile(r"^\s*>.*$", re.MULTILINE)
"""What an email program puts before the lines that were sent to whoever replies."""
_NUMBER = re.compile(r"^\(?(\d{1,3})[.)]?(?:\s|$)")
_BETWEEN = re.compile(r"[,;]")


def text_to_send(question: Question, answers: Answers, item: Item | None = None, options: Sequence[Choice] = ()) -> str:
    """Return a question as a text to send: what is asked, why, what is wanted, an example, and who will see it.

    options: what can be chosen, as it is asked now.
    """
    who = called(answers)
    whom = f"how {who} keeps children safe online" if who else "how we keep children safe online"
    about = f"It is about: {item.name}" if item is not None and _may_be_named(question, answers) else ""
    example = f"For example: {question.example}" if question.example else ""
    parts = [
        f"Hello, we are answering questions about {whom}. You may know the answer to this one.",
        "\n".join(filter(None, [f"The question: {question.prompt}", about])),
        f"Why it is asked: {question.why}",
        "\n".join(filter(None, [f"What is wanted: {_wanted(question)}", *_numbered(question, options), example])),
        f"Who would know: {question.who}",
        f"{seen_by(question)} Please write nothing about a particular child.",
        "If you do not know, say so, or who would.",
    ]
    return "\n\n".join(parts) + "\n"


def read_reply(asked: Asked, text: str) -> Raw:
    """Return a reply as an answer, as if it had been typed; for choices, by their words or their numbers.

    Whether its type can take it is said when it is written down. Raises ValueError with what is wanted.
    """
    text = _QUOTED.sub("", text.replace("\r\n", "\n")).strip()
    if not text:
        raise ValueError("paste what they wrote, without the text that you sent")
    kind = type_of(asked.question)
    if kind.field == "yes or no":
        return value_said(text, {"yes": "Yes", "no": "No"})
    if kind.field == "one of":
        return _chosen(" ".join(text.split()), asked)
    if kind.field == "some of":
        return [one for line in text.splitlines() if line.strip() for one in _chosen_in(line, asked)]
    return text if kind.field == "lines" else " ".join(text.split())


def _may_be_named(question: Question, answers: Answers) -> bool:
    """Say whether anybody may read the name of the item that a question is about."""
    group = answers.catalogue.questions.by_qid[question.qid.rpartition(".")[0]]
    return answers.catalogue.questions[f"{group.qid}.{group.label}"].visibility == "public"


def _wanted(question: Question) -> str:
    kind = type_of(question)
    none = f" Or: {question.none}." if question.none is not None and not kind.is_choice else ""
    if kind.field == "yes or no":
        return "yes or no."
    if kind.field in ("one of", "some of"):
        if question.choices_from is not None and not question.choices_from.startswith(_OUR_OWN_WORDS):
            return "a name or a role." if kind.field == "one of" else "one name or role, or several."
        return "one of these; its number will do." if kind.field == "one of" else "those that are true, by number."
    if kind.field == "picture":
        return f"the picture, as a file.{none}"
    if kind.field == "items":
        return f"the name of each {question.item}.{none}"
    unit = f" A number of {question.unit}." if question.unit else ""
    return f"{kind.hint or 'a sentence or two in your own words.'}{unit}{none}"


def _numbered(question: Question, options: Sequence[Choice]) -> list[str]:
    """Return a line for each choice that is ours to name. options: what is asked now, or none where that is unknown."""
    if not type_of(question).is_choice and not type_of(question).is_list:
        return []
    if question.choices_from is not None and not question.choices_from.startswith(_OUR_OWN_WORDS):
        return []
    labels = [one.label for one in options or question.choices]
    if question.none is not None and NONE not in [one.value for one in options]:
        labels.append(question.none)
    return [f"  {number}. {label}" for number, label in enumerate(labels, 1)]


def _chosen_in(line: str, asked: Asked) -> list[str]:
    """Return what a line of a reply chooses: one, or several with commas between them."""
    try:
        return [_chosen(line, asked)]
    except ValueError:
        parts = [part for part in _BETWEEN.split(line) if part.strip()]
        if len(parts) < 2:  # noqa: PLR2004 - nothing to part
            raise
        return [_chosen(part, asked) for part in parts]


def _chosen(said: str, asked: Asked) -> str:
    """Return the option that is meant, by its words or its number. Raises ValueError with the options."""
    labels = {one.value: one.label for one in asked.options}
    said = said.strip().lstrip("-•* ").strip()
    if (value := value_said(said, labels)) in labels:
        return value
    if found := _NUMBER.match(said):
        rest, number = said[found.end() :].strip(), int(found[1])
        if (value := value_said(rest, labels)) in labels:
            return value
        if not rest and 1 <= number <= len(labels):
            return list(labels)[number - 1]
    known = list(labels.values())
    raise ValueError(f"“{said[:80]}” is none of the answers; one of {listed(known)} is wanted{nearest(said, known)}")
