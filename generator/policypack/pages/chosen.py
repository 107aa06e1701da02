"""Chosen: a choice as templates have it, equal to its code, with the words that pages have for it.

``{{ moderation.reply_time|says("reply") }}`` prints the words that stand beside the choice in ``content/questions/``.
No template of ours compares a code, so a choice that is new either has its words or is missed at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import jinja2
from markupsafe import Markup

from policypack.content.page_words import IN_BRACES
from policypack.content.questions import NONE
from policypack.text.escaping import Code, escape_markdown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2.runtime import Context

    from policypack.content.questions import Question


class Chosen(Code):
    """A choice that was made: its code, which the organisation's own templates may compare, and its page words."""

    says: Mapping[str, str]

    def __new__(cls, code: str, says: Mapping[str, str]) -> Chosen:
        """Make a chosen code with its page words."""
        chosen = super().__new__(cls, code)
        chosen.says = says
        return chosen


class Nothing:
    """The answer "none": false, and printed only in the page words that its question has for it."""

    def __init__(self, says: Mapping[str, str]) -> None:
        self.says = says

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return NONE


def chosen(question: Question, value: str | tuple[str, ...]) -> Chosen | tuple[Chosen, ...]:
    """Return what was chosen, with its page words. Several keep the order of their choices, but for steps."""
    says = {choice.value: choice.says for choice in question.choices}
    if isinstance(value, str):
        return Chosen(value, says[value])
    codes = value if question.in_steps else [code for code in says if code in value]
    return tuple(Chosen(code, says[code]) for code in codes)


@jinja2.pass_context
def says(context: Context, value: Any, place: str, /, **names: str | Callable[[], str]) -> Markup | list[Markup]:
    """Return the page words that a choice has for a place; a list where several may be chosen.

    value: the answer. While it is not decided yet there are no words, and a choice without words is left out of a list.
    names: what the words name in braces beside `org`, each escaped here unless it is Markdown already. A macro is
    asked only where they name it, so that no page notes an answer that it does not print.
    Raises UndefinedError where the choice has no words for that place, or they name what is not given.
    """
    if value is None:
        return Markup("")
    if isinstance(value, tuple):
        return [words for one in value if (words := _words(one, place, {"org": context["org"], **names}))]
    return _words(value, place, {"org": context["org"], **names})


def _words(value: Chosen | Nothing, place: str, names: Mapping[str, str | Callable[[], str]]) -> Markup:
    try:
        # What was put in is not looked at again, so that an answer may hold braces.
        return Markup(IN_BRACES.sub(lambda found: _escaped(names[found[1]]), value.says[place]))  # noqa: S704 - escaped
    except (AttributeError, KeyError) as error:
        raise jinja2.UndefinedError(f"{value!r} has no page words for “{place}”: {error}") from error


def _escaped(given: str | Callable[[], str]) -> str:
    text = given() if callable(given) else given
    return text if isinstance(text, Markup) else escape_markdown(text)
