"""Long lists: what most people choose comes first, and the rest where somebody asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.content.questions import NOT_DECIDED, Choice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policypack.terminal.face import Face, Step

ALL = "show_all"


def one_of(face: Face, options: Sequence[Choice], chosen: str) -> str | Step:
    """Ask for one of the options; those that are common come first, where there are any, with what shows the others.

    chosen: the answer so far, which stands in the first list too, or "".
    """
    if not any(option.common for option in options):
        return face.one_of(options, chosen)
    first = [option for option in options if option.common or option.value in (chosen, NOT_DECIDED)]
    rest = [option for option in options if option not in first]
    said = face.one_of((*first, Choice(value=ALL, label=f"Another one: show all {len(options)}")), chosen, hidden=rest)
    return face.one_of(options, chosen) if said == ALL else said
