"""Fields of a screen: several questions in one form, each under a name of its own, and what was sent for each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flask import request

from policypack.browser import fields
from policypack.questionnaire.reading_back import day_meant

if TYPE_CHECKING:
    from policypack.answers.document import Raw
    from policypack.browser.fields import Field
    from policypack.browser.run import Run
    from policypack.content.questions import Question
    from policypack.content.screens import Screen
    from policypack.questionnaire.asked import Asked, Key


@dataclass
class Entry:
    """One field of the form. name: under which it is sent. about: its item. often: what is suggested."""

    name: str
    question: Question
    prompt: str
    field: Field
    about: str = ""
    often: tuple[str, ...] = ()
    often_said: str = ""
    error: str = ""


@dataclass
class Errors:
    """What is wrong, by the name of its field. at: what is asked where it stands, in order."""

    said: dict[str, str] = field(default_factory=dict)
    at: list[Key] = field(default_factory=list)

    def add(self, name: str, said: str, key: Key) -> None:
        """Add what is wrong with a field."""
        self.said[name] = said
        self.at.append(key)

    def __bool__(self) -> bool:
        """Say whether anything is wrong."""
        return bool(self.at)


def name_of(asked: Asked, item: str = "") -> str:
    """Return the name under which an answer is sent. item: of a row that is no item yet."""
    return f"{asked.question.qid}|{item or asked.key.item}"


def sent_for(asked: Asked, name: str = "") -> Raw:
    """Return what was sent for a question; "" for nothing. Raises ValueError where two answers exclude each other."""
    name = name or name_of(asked)
    values, none = request.form.getlist(f"answer:{name}"), request.form.getlist(f"none:{name}")
    if not [one for one in (*values, *none) if one.strip()]:
        return ""
    return fields.sent(asked, lambda what: values if what == "answer" else none)


def require_plain(run: Run, asked: Asked, raw: Raw) -> None:
    """Raise ValueError where a day could be meant otherwise: on a page of its own it would be read back."""
    if meant := day_meant(asked, raw, run.engine.today):
        raise ValueError(f"do you mean {meant}? Write it like that, and save again")


def entry_for(  # noqa: PLR0913, PLR0917 - each fills a part of it
    run: Run, asked: Asked, screen: Screen | None, errors: Errors, number: str = "", given: Raw = ""
) -> Entry:
    """Return the field of a question as it stands there. number: of its row; given: what stands in it at first."""
    name = name_of(asked, number)
    values = request.form.getlist(f"answer:{name}") or request.form.getlist(f"none:{name}")
    many = asked.question.type == "choices"
    raw: Raw = values if many else (values[0] if values else "")
    raw = raw if request.method == "POST" else given
    suggested = run.flow.suggestions.for_one(asked)
    is_late = screen is not None and screen.is_late and asked.item is not None and not run.engine.for_all(asked)
    return Entry(
        name,
        asked.question,
        asked.question.prompt if screen is None else screen.brief.get(asked.question.qid, asked.question.prompt),
        fields.field_for(asked, raw),
        asked.item.name if is_late and asked.item is not None else "",
        () if suggested is None else (suggested,) if isinstance(suggested, str) else tuple(suggested),
        "" if suggested is None or asked.options else str(suggested),
        errors.said.get(name, ""),
    )
