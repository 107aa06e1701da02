"""References: what a row names that stands elsewhere, such as a question or a guidance point.

A field that names something is marked: ``question: Annotated[str, Names("question")]``. What is marked is found
here and looked up in :mod:`policypack.pack.unknown_names`, which knows all rows. A row whose references are no plain
fields says them itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from string import Formatter
from typing import TYPE_CHECKING, Literal

import pydantic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Kind = Literal[
    "guidance point",
    "question",
    "question beside it",
    "group",
    "date",
    "section",
    "source of choices",
    "choice",
    "suggestion",
    "fact",
    "page",
    "service",
    "template",
    "partial",
    "rule",
    "finding",
    "word of a finding",
    "word of a text",
]
"""What is named. A question beside it lies in the same group; a word stands in braces in a text."""

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """The mark of a field that names something: one, or each of a list or of the words in braces of a text."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class Reference:
    """One name that a row gives. path: where in the row, as its file has it. of: the question whose choice it is."""

    path: Path
    kind: Kind
    given: str
    of: str = ""


class Referring(pydantic.BaseModel):
    """What can name something that stands elsewhere: every row."""

    model_config = pydantic.ConfigDict(defer_build=True)  # else what checks it is made at each start

    def more_references(self) -> Iterable[Reference]:
        """Return what it names, but for its fields that are marked and for the rows inside it."""
        return ()


def references_of(row: Referring, path: Path = ()) -> Iterator[Reference]:
    """Yield all that a row and the rows inside it name. path: where it lies in its file."""
    for name, field in type(row).model_fields.items():
        kind = next((mark.kind for mark in field.metadata if isinstance(mark, Names)), None)
        yield from _named(getattr(row, name), kind, (*path, field.alias or name))
    for reference in row.more_references():
        yield replace(reference, path=(*path, *reference.path))


def words_in_braces(text: str) -> Iterator[str]:
    """Yield the names that a text gives in braces; the text itself where its braces do not pair."""
    try:
        yield from (name for _, name, _, _ in Formatter().parse(text) if name is not None)
    except ValueError:
        yield text


def _named(value: object, kind: Kind | None, path: Path) -> Iterator[Reference]:
    if isinstance(value, str):
        if kind is not None:
            for given in words_in_braces(value) if kind.startswith("word of") else (value,):
                yield Reference(path, kind, given)
    elif isinstance(value, tuple):
        for place, one in enumerate(value):
            yield from _named(one, kind, (*path, place))
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _named(one, kind, (*path, key))
    elif isinstance(value, Referring):
        yield from references_of(value, path)
