"""Readers said: who has read it, as text for a terminal. The report has the same, with what to send."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from policypack.text.english import day

if TYPE_CHECKING:
    from policypack.pages.who_has_read import PersonRead, WhoHasRead

_WIDTH = 78
_NOT_AGREED = (
    "Nothing has been agreed yet, and a draft has no words that anybody could confirm. `policypack approve` records "
    "what is agreed."
)
_NOBODY = (
    "Nobody is in the list yet. `policypack readers add NAME` adds one who has signed, and `policypack readers import "
    "FILE` takes the answers of a form."
)


def readers_text(reading: WhoHasRead, *, with_messages: bool = False) -> str:
    """Say who has confirmed what. with_messages: and what to send to those for whom something is left to read."""
    if reading.agreed_on is None:
        return _NOT_AGREED
    if not reading.people:
        return _NOBODY
    blocks = [f"Who has read the pages as they were agreed on {day(reading.agreed_on)}"]
    blocks += [_person_text(person) for person in reading.people]
    if reading.roles_not_listed:
        roles = ", ".join(reading.roles_not_listed)
        blocks.append(_wrapped(f"Nobody in the list has these roles of your answers in their name: {roles}", ""))
    if with_messages:
        for person in reading.to_write_to:
            said = "\n".join(_wrapped(line, "  ") for line in reading.message_to(person))
            blocks.append(f"TO {person.name}\n\n{said}")
    elif reading.to_write_to:
        blocks.append("`policypack readers --messages` writes what to send to each, and so does the report.")
    return "\n\n".join(blocks)


def _person_text(person: PersonRead) -> str:
    done = len(person.pages) - len(person.missing) - len(person.older)
    last = f", last on {day(person.last_day)}" if person.last_day else ""
    lines = [f"{person.name}: {done} of {len(person.pages)} pages{last}"]
    if len(person.missing) == len(person.pages):
        lines.append("  Not yet: all")
    elif person.missing:
        lines.append(_wrapped("Not yet: " + "; ".join(one.page.title for one in person.missing), "  "))
    if person.older:
        lines.append(_wrapped("Read in older words: " + "; ".join(one.page.title for one in person.older), "  "))
    return "\n".join(lines)


def _wrapped(text: str, start: str) -> str:
    return textwrap.fill(text, _WIDTH, initial_indent=start, subsequent_indent=f"{start}  " if start else "")
