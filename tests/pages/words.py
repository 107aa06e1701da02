"""The words of a pack's pages, for tests that look whether something stands there, however its lines are broken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from policypack.content.page_rows import Page
from policypack.content.questions import Audience
from policypack.pack.pack import Pack, load_pack
from policypack.pages.render import Renderer
from tests.organisations import workspace_with
from tests.sound import TODAY, text

AUDIENCES: tuple[Audience, ...] = ("public", "staff", "leaders")
_INLINE = {"a", "abbr", "b", "bdi", "code", "em", "i", "kbd", "mark", "small", "span", "strong", "time", "wbr"}
"""What stands within a line; at any other tag a block ends."""


def blocks_of(html: str) -> list[str]:
    """Return the paragraphs, items and cells of HTML, read apart from how the product takes words out of Markdown."""
    reader = _Blocks()
    reader.feed(html)
    reader.close()
    return [block for block in (" ".join(block.split()) for block in reader.found) if block]


class _Blocks(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found = [""]
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the parser's
        self._silent += tag in {"script", "style", "svg"}
        self._end_of(tag)

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in {"script", "style", "svg"}
        self._end_of(tag)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.found[-1] += data

    def _end_of(self, tag: str) -> None:
        if tag not in _INLINE:
            self.found.append("")


class Said(Mapping[str, str]):
    """What pages say. A page is rendered once it is looked at: most tests look at few of them.

    pages: those that are there, by the name that a test has for each. lines: whether the lines stay as they are; else
    each page is one line.
    """

    def __init__(self, renderer: Renderer, pages: dict[str, Page], *, lines: bool) -> None:
        self._renderer, self._pages, self._lines = renderer, pages, lines

    def __getitem__(self, name: str) -> str:
        markdown = self._renderer.page(self._pages[name]).markdown
        return markdown if self._lines else " ".join(markdown.split())

    def of(self, audience: Audience) -> list[str]:
        """Return the names of the pages that are for these readers."""
        return [name for name, page in self._pages.items() if page.audience == audience]

    def __contains__(self, name: object) -> bool:
        return name in self._pages

    def __iter__(self) -> Iterator[str]:
        return iter(self._pages)

    def __len__(self) -> int:
        return len(self._pages)


def said(renderer: Renderer, *audiences: Audience) -> Said:
    """Return the pages of these readers, or of all, by their ids, in one line each."""
    pages = [page for audience in audiences or AUDIENCES for page in renderer.pack.pages_of(audience)]
    return Said(renderer, {page.id: page for page in pages}, lines=False)


def markdown_of(pack: Pack, audience: Audience) -> Said:
    """Return the pages of one output by their paths, as render_pages does, with their lines."""
    return Said(Renderer(pack), {page.path: page for page in pack.pages_of(audience)}, lines=True)


def renderer_with(changes: dict[str, Any], folder: Path) -> Renderer:
    """Return what renders the pages of the sound organisation with changes, as tests.sound.text takes them."""
    return Renderer(load_pack(workspace_with(text(changes), folder), TODAY))
