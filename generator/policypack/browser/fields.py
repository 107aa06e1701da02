"""Fields: what a question looks like in a form, and what was sent from it. Knows no web framework."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, assert_never

from policypack.answers.types.registry import type_of
from policypack.content.questions import NONE, NOT_DECIDED

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from policypack.answers.document import Raw
    from policypack.content.questions import Choice, Question
    from policypack.questionnaire.asked import Asked

LATER = "Not decided yet"
YES_NO = (("yes", "Yes"), ("no", "No"))


@dataclass(frozen=True)
class Field:
    """A question's place in a form.

    kind: what stands there. value, chosen: what is in it. options: value and label. none: the label of "none" beside
    a field to write in, or "". hint: how to write it. entry, mode: what a browser takes a line for, and the keys that a
    phone shows for it. has_words: whether its spelling can be looked at. longest: characters of a text, 0 for others.
    """

    kind: Literal["line", "lines", "one", "some", "picture"]
    value: str = ""
    chosen: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    none: str = ""
    hint: str = ""
    entry: Literal["text", "email", "tel", "url"] = "text"
    mode: Literal["", "numeric"] = ""
    width: Literal["short", "medium", "long"] = "long"
    has_words: bool = True
    unit: str = ""
    longest: int = 0

    @property
    def first(self) -> str:
        """The id of the first input, to which an error leads."""
        return "answer-1" if self.kind in ("one", "some") else "answer"


def field_for(asked: Asked, raw: Raw) -> Field:  # noqa: PLR0912 - a line for each
    """Return the field of a question that wants an answer; raw: what stands in it, "" for nothing."""
    question, kind = asked.question, type_of(asked.question)
    chosen = (raw,) if isinstance(raw, str) else tuple(raw)
    match kind.field:
        case "yes or no":
            return Field("one", chosen=chosen, options=YES_NO, hint=kind.hint)
        case "one of":
            return Field("one", chosen=chosen, options=_pairs(asked.options), hint=kind.hint)
        case "some of":
            return Field("some", chosen=chosen, options=_pairs(asked.options), hint=kind.hint)
        case "picture":
            return Field("picture", chosen[0] if chosen else "", chosen, none=question.none or "")
        case "lines":
            return replace(_written(question, raw), kind="lines", value=_text(question, raw))
        case "line":
            return _written(question, raw)
        case "number":
            return replace(_written(question, raw), width="short", mode="numeric")
        case "date":
            return replace(_written(question, raw), width="medium")
        case "email":
            return replace(_written(question, raw), entry="email", has_words=False)
        case "phone":
            return replace(_written(question, raw), entry="tel", width="medium", has_words=False)
        case "web address":
            return replace(_written(question, raw), entry="url", has_words=False)
        case "colour":
            return replace(_written(question, raw), width="medium", has_words=False)
        case "items":
            raise ValueError(f"{question.qid} has a page of its own, which lists its items")
    assert_never(kind.field)


def _written(question: Question, raw: Raw) -> Field:
    """Return the field of an answer that is written in a line."""
    kind = type_of(question)
    return Field(
        "line",
        " ".join(_text(question, raw).split()),
        (NONE,) if raw == NONE else (),
        none=question.none or "",
        hint=kind.hint,
        unit=question.unit or "",
        longest=question.longest if kind.in_own_words else 0,
    )


def _text(question: Question, raw: Raw) -> str:
    return "" if raw == NONE and question.none is not None else str(raw).strip()


def sent(asked: Asked, values: Callable[[str], Sequence[str]]) -> Raw:
    """Return what was sent from a question's form. values: gives all that was sent under a name.

    Raises ValueError with what is wanted where nothing was, or two answers that exclude each other.
    """
    question, field = asked.question, type_of(asked.question).field
    if field == "some of":
        chosen = list(values("answer"))
        if not chosen:
            raise ValueError(f"choose at least one, or “{LATER}”")
        return chosen
    text = next(iter(values("answer")), "").replace("\r\n", "\n").strip()
    if field in ("one of", "yes or no"):
        if not text:
            raise ValueError(f"choose one, or “{LATER}”")
        return text
    ticked = NONE in values("none")
    if ticked and text and field != "picture":  # the picture that is there comes along with every form
        raise ValueError(f"write an answer or tick “{question.none}”; both cannot be true")
    if not (ticked or text):
        wanted = "choose a file" if field == "picture" else "write an answer"
        raise ValueError(f"{wanted}, or choose “{LATER}”")
    return NONE if ticked else text


def is_later(raw: Raw) -> bool:
    """Say whether an answer that was written says that it is not decided."""
    return isinstance(raw, str) and raw.strip().casefold() == NOT_DECIDED


def _pairs(options: Sequence[Choice]) -> tuple[tuple[str, str], ...]:
    return tuple((option.value, option.label) for option in options)
