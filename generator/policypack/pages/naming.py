"""Naming: how pages name the people of the team, inside a sentence and at the head of an entry.

Whether "our" stands before a title is decided by :mod:`policypack.text.titles`, and no template writes it itself. Each
naming is noted, so that it can be known which pages send readers to whom.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from policypack.text.english import listed
from policypack.text.escaping import escape_markdown
from policypack.text.titles import as_entry, said_of

if TYPE_CHECKING:
    from policypack.pages.view import ItemView


def our(
    who: ItemView | list[ItemView] | None, joint: str = "and", *, names: bool = False, in_full: bool = False
) -> Markup:
    """Name a person of the team, or several, inside a sentence: "our welfare officer and Akela".

    joint: the word before the last of several. names: with their first names, where the page may show them. in_full:
    with the long form of a title that has a short one in brackets.
    """
    people = who if isinstance(who, list) else [who] if who else []
    return listed([_named(person, names, in_full) for person in people], joint)


def as_title(who: ItemView) -> str:
    """Return the title of a person of the team as it stands at the head of an entry, or in a cell."""
    who.note_named()
    return as_entry(str(who.role), several=bool(who.fact("held_by_several")))


def does(who: ItemView | list[ItemView], one: str, several: str) -> str:
    """Choose the verb that goes with people of the team: "looks" for one, "look" for several."""
    people = who if isinstance(who, list) else [who]
    return several if len(people) > 1 or any(person.fact("held_by_several") for person in people) else one


def in_sentence(person: ItemView, *, in_full: bool = False) -> str:
    """Name a person of the team inside a sentence of plain text, by title alone."""
    person.note_named()
    called = str(person.called) if person.called else ""
    several = bool(person.fact("held_by_several"))
    return str(said_of(str(person.role), called=called, in_full=in_full, several=several))


def _named(person: ItemView, names: bool, in_full: bool) -> Markup:
    words = in_sentence(person, in_full=in_full)
    if names and person.first_name:
        words = f"{words} ({person.first_name})"
    return escape_markdown(words)
