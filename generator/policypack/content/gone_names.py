"""Names and numbers that have gone: people still write them, and readers who call them reach nobody."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Annotated, NamedTuple

import pydantic

from policypack.base.workspace import Workspace, shipped
from policypack.content.rows import Row, load_rows
from policypack.content.sources import PartialDate, Sources, Words

if TYPE_CHECKING:
    from collections.abc import Iterable

_SEPARATOR = r"[ \u00a0-]?"


class GoneName(Row):
    """Something that has gone, in the ways it is written. now: what to write instead. since: when it went."""

    id: str
    terms: Annotated[tuple[Words, ...], pydantic.Field(min_length=1)]
    now: Words
    since: PartialDate | None = None
    sources: Sources


class FoundName(NamedTuple):
    """A gone name that stands in a text. term: as the list has it. now: what to write instead."""

    term: str
    now: str


def load_gone_names(workspace: Workspace) -> tuple[GoneName, ...]:
    """Load ``content/gone_names.yml``. Raises as load_rows does."""
    return load_rows(workspace, "gone_names.yml", GoneName)


def gone_names_in(text: str, names: Iterable[GoneName] | None = None) -> list[FoundName]:
    """Return the gone names that stand in `text`, in the order of the list, each once.

    A name is found as a whole and in its own case ("The Mix", not "the mix of ages"); a number also with other spaces,
    and not as a part of a longer one. names: the list to look through; ours where it is None.
    """
    has_digits = any(map(str.isdigit, text))
    # Most texts hold neither a digit nor any of the names, so that no pattern is worth trying.
    return [
        FoundName(term, name.now)
        for name in (_ours() if names is None else names)
        for term in name.terms
        if (has_digits if term[0].isdigit() else term in text) and _pattern(term).search(text)
    ]


@cache
def _ours() -> tuple[GoneName, ...]:
    return load_gone_names(Workspace.at(shipped("content").parent))


@cache
def _pattern(term: str) -> re.Pattern[str]:
    digits = term.replace(" ", "")
    if digits.isdigit():
        return re.compile(rf"(?<!\d)(?<!\d[ \u00a0-]){_SEPARATOR.join(digits)}(?!{_SEPARATOR}\d)")
    return re.compile(rf"(?<!\w){re.escape(term)}(?!\w)")
