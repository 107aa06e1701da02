"""The reading level of each page of the test organisations, with the syllables that textstat counts."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from policypack.pack.own_words import leaving_out, names, own_texts
from policypack.pages.render import Renderer
from policypack.text.plain_text import plain_text
from policypack.text.reading_level import GATES, Gate, Level, measure

if TYPE_CHECKING:
    from policypack.content.page_rows import Page
    from policypack.content.questions import Audience


@dataclass(frozen=True, slots=True)
class PageLevel:
    """The level of one page: merged, and in our own words alone."""

    page: Page
    merged: Level
    ours: Level

    @property
    def gate(self) -> Gate:
        """What the page keeps to."""
        return GATES[self.page.gate]


@cache
def syllables(word: str) -> int:
    """Count the syllables of a word as textstat does."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it still imports pkg_resources
        import textstat  # type: ignore[import-untyped]

    return int(textstat.syllable_count(word))


@cache
def units_of(markdown: str) -> tuple[str, ...]:
    """Return the plain text of a page; turning its Markdown into HTML takes long."""
    return tuple(plain_text(markdown))


def levels(renderer: Renderer, audience: Audience) -> list[PageLevel]:
    """Measure the pages of one output. Names, numbers and addresses are not counted."""
    pack = renderer.pack
    no_names = leaving_out(names(pack.answers, pack.all_pages))
    no_own_words = leaving_out(
        line for _, _, text in own_texts(pack.answers, pack.all_pages) for line in text.splitlines()
    )
    found = []
    for rendered in renderer.pages(audience):
        units = units_of(rendered.markdown)
        merged = measure(units, syllables, no_names)
        ours = measure(map(no_own_words, units), syllables, no_names)
        found.append(PageLevel(rendered.page, merged, ours))
    return found
