"""Sources: where a fact of the shipped data comes from, and how sure it is."""

from __future__ import annotations

from typing import Annotated, Literal

import pydantic
from pydantic_core import PydanticCustomError

from policypack.content.rows import Row

Sure = Literal["guidance", "dated", "undated", "old"]
"""How well a fact is supported: the founding guidance; a dated page of the last two years; an undated page; older."""

Words = Annotated[str, pydantic.StringConstraints(min_length=1, pattern=r"^\S(.*\S)?$")]
"""One line of text that a reader sees, without blanks at its ends."""

WebAddress = Annotated[str, pydantic.StringConstraints(pattern=r"^https://[^\s/]+\.[^\s/]+(/\S*)?$")]
"""A web address that starts with https://."""

PartialDate = Annotated[str, pydantic.StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
"""A date as far as it is known: 2024, 2024-01 or 2024-01-11."""


class Source(Row):
    """A publication that states a fact.

    title: what it is called, for a person who wants to find it. url: where it stood. date: when it was published,
    as far as it is known.
    """

    title: Words
    url: Annotated[str, pydantic.StringConstraints(pattern=r"^https?://\S+$")] | None = None
    date: PartialDate | None = None


Sources = Annotated[tuple[Source, ...], pydantic.Field(min_length=1)]


def wanted(message: str) -> PydanticCustomError:
    """Return an error that says only `message`, for a validator to raise; pydantic's own adds words of its own."""
    return PydanticCustomError("wanted", "{message}", {"message": message})
