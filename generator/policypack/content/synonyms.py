"""Synonyms for search: what readers type who have another word for what they need, and the pages that it leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NamedTuple

import pydantic

from policypack.content.kept_content import kept_rows
from policypack.content.references import Names
from policypack.content.rows import Row
from policypack.content.sources import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policypack.base.workspace import Workspace
    from policypack.content.page_rows import Page


class Synonym(Row):
    """Words and phrases as they are typed, and the ids of the pages that answer them, the best first."""

    id: str
    typed: Annotated[tuple[Words, ...], pydantic.Field(min_length=1)]
    pages: Annotated[tuple[str, ...], pydantic.Field(min_length=1), Names("page")]


class Typed(NamedTuple):
    """What leads to one page. first: phrases for which it is the best page. then: those for which it is another."""

    first: tuple[str, ...]
    then: tuple[str, ...]


def load_synonyms(workspace: Workspace) -> tuple[Synonym, ...]:
    """Load ``content/synonyms.yml``. Raises ProblemsFoundError as load_rows does."""
    return kept_rows(workspace, "synonyms.yml", Synonym)


def typed_for(synonyms: Iterable[Synonym], pages: Iterable[Page]) -> dict[str, Typed]:
    """Return what leads to each page, by its address in the site.

    pages: those of one site. A page that it does not have hands its first place on to the next of the row.
    """
    addresses = {page.id: page.path.removesuffix(".md") + ".html" for page in pages}
    found: dict[str, Typed] = {}
    for synonym in synonyms:
        there = [addresses[name] for name in synonym.pages if name in addresses]
        for place, address in enumerate(there):
            first, then = found.get(address, Typed((), ()))
            found[address] = Typed(first, then + synonym.typed) if place else Typed(first + synonym.typed, then)
    return found
