"""Fields: what a question looks like in a form, and what was sent from it. Knows no web framework."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from policypack.content.questions import NONE, NOT_DECIDED
from policypack.questionnaire.asking_help import HOW

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from policypack.answers.document import Raw
    from policypack.content.questions import Choice, Question
    from policypack.questionnaire.asked import Asked

LATER = "Not decided yet"
YES_NO = (("yes", "Yes"), ("no", "No"))

_WIDTHS = {"number": "short", "date": "medium", "phone": "medium", "colour": "medium"}
_KINDS = {"email": "email", "phone": "tel", "web address": "url"}


@dataclass(frozen=True)
class Field:
    """A question's place in a form.

    kind: what stands there. value, chosen: what is in it. options: value and label. none: the label of "none" beside
    a field to write in, or "". hint: how to write it. names: the input that an error leads to.
    """

    kind: Literal["line", "lines", "one", "some", "picture"]
    value: str = ""
    chosen: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    none: str = ""
    hint: str = ""
    entry: str = "text"
    width: str = "long"
    unit: str = ""
    longest: int = 0

    @property
    def first(self) -> str:
        """The id of the first input, to which an error leads."""
        return "answer-1" if self.kind in ("one", "some") else "answer"


def field_for(asked: Asked, raw: Raw) -> Field:
    """Return the field of a question that wants an answer; raw: what stands in it, "" for nothing."""
    question = asked.question
    chosen = (raw,) if isinstance(raw, str) else tuple(raw)
    if question.type == "yes/no":
        return Field("one", chosen=chosen, options=YES_NO)
    if question.type in ("choice", "choices"):
        kind: Literal["one", "some"] = "one" if question.type == "choice" else "some"
        return Field(kind, chosen=chosen, options=_pairs(asked.options), hint=HOW.get(question.type, ""))
    if question.type == "image":
        return Field("picture", chosen[0] if chosen else "", chosen, none=question.none or "")
    text = "" if raw == NONE and question.none is not None else str(raw).strip()
    return Field(
        "lines" if question.type == "long text" else "line",
        text if question.type == "long text" else " ".join(text.split()),
        (NONE,) if raw == NONE else (),
        none=question.none or "",
        hint=HOW.get(question.type, ""),
        entry=_KINDS.get(question.type, "text"),
        width=_WIDTHS.get(question.type, "long"),
        unit=question.unit or "",
        longest=question.longest if question.type in ("text", "long text") else 0,
    )


def sent(asked: Asked, values: Callable[[str], Sequence[str]]) -> Raw:
    """Return what was sent from a question's form. values: gives all that was sent under a name.

    Raises ValueError with what is wanted where nothing was, or two answers that exclude each other.
    """
    question = asked.question
    if question.type == "choices":
        chosen = list(values("answer"))
        if not chosen:
            raise ValueError(f"choose at least one, or “{LATER}”")
        return chosen
    text = next(iter(values("answer")), "").replace("\r\n", "\n").strip()
    if question.type in ("choice", "yes/no"):
        if not text:
            raise ValueError(f"choose one, or “{LATER}”")
        return text
    ticked = NONE in values("none")
    if ticked and text and question.type != "image":  # the picture that is there comes along with every form
        raise ValueError(f"write an answer or tick “{question.none}”; both cannot be true")
    if not (ticked or text):
        raise ValueError(f"{_wanted(question)}, or choose “{LATER}”")
    return NONE if ticked else text


def is_later(raw: Raw) -> bool:
    """Say whether an answer that was written says that it is not decided."""
    return isinstance(raw, str) and raw.strip().casefold() == NOT_DECIDED


def _wanted(question: Question) -> str:
    return "choose a file" if question.type == "image" else "write an answer"


def _pairs(options: Sequence[Choice]) -> tuple[tuple[str, str], ...]:
    return tuple((option.value, option.label) for option in options)
