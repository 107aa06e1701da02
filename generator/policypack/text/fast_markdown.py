"""An extension for Python-Markdown that changes nothing it writes, and spares it work on what is plain or repeated.

A pack repeats itself: each place online has the same headings, risks and lines to fill in. Python-Markdown asks of each
block what it may be, from eighteen kinds, and of each text whether one of fourteen patterns is in it. Here the usual
blocks go to where they end up anyway, a text without any sign of Markdown is left as it is, and one that stands several
times on a page, or on several pages, is converted once.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING

from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from policypack.base.shortcuts import PLAIN_TEXTS, REPEATED_TEXTS, USUAL_BLOCKS

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from markdown import Markdown
    from markdown.blockparser import BlockParser

_PLAIN_LINE = r"(?:\*\*)?[^\W\d_][^\n]*"
_USUAL_BLOCK = re.compile(
    rf"(?P<hashheader>\#[^\n]*)\Z"
    rf"|(?P<paragraph>{_PLAIN_LINE}(?:\n{_PLAIN_LINE})*)\Z"
    rf"|(?P<ulist>-[ ]{_PLAIN_LINE}(?:\n(?:-|[ ])[ ]{_PLAIN_LINE})*)\Z"
)
"""A heading in a line; lines that all begin with a letter, also in bold type; a list of such lines. Each group is named
after the only kind of block that takes it."""

_SIGN = re.compile(r"[\\`!\[<&*_\x02\x03]|  \n")
"""A character that all that Markdown knows within a text begins with: code, escapes, links, pictures, addresses, line
breaks, HTML, entities, emphasis; and what Python-Markdown marks its own places with."""

_OF_ITS_PAGE = re.compile(r"[<&\x02\x03]")
"""What Python-Markdown keeps in a store of the page, with a number in its place: HTML, entities, and code in fences."""
_MOST = 3000
"""Texts that are kept from one page to the next: what thirty pages have. A worker builds thousands of packs."""
_earlier: dict[tuple[object, str], Element] = {}
"""What has become of each text by the patterns that it was held against: the same, whosever page it is on."""


class LessWork(Extension):
    """Python-Markdown's extension for it: the same HTML, sooner."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown names it
        """Put the three shortcuts into their places: before all kinds of blocks, and around the texts' patterns."""
        repeated = _Repeated(md)
        if USUAL_BLOCKS.taken:
            md.parser.blockprocessors.register(_UsualBlocks(md.parser), "usual_blocks", 1000)
        md.treeprocessors.register(repeated, "repeated_texts", 21)
        md.treeprocessors.register(_Copied(md, repeated), "copied_texts", 19)


class _UsualBlocks(BlockProcessor):
    """Takes a block whose look says already what it is to the one that makes it."""

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)
        self.kind = ""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - Python-Markdown gives it
        found = _USUAL_BLOCK.match(block)
        self.kind = str(found.lastgroup) if found else ""
        return found is not None

    def run(self, parent: Element, blocks: list[str]) -> bool | None:
        return self.parser.blockprocessors[self.kind].run(parent, blocks)


class _Repeated(Treeprocessor):
    """Takes texts out of the way of the patterns: those without a sign of Markdown, and all but the first of a kind."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.copies: list[tuple[Element, Element]] = []
        self.firsts: list[tuple[str, Element]] = []
        self.patterns: tuple[type, ...] = ()

    def run(self, root: Element) -> None:
        firsts: dict[str, Element] = {}
        self.copies, self.firsts = [], []
        self.patterns = tuple(map(type, self.md.inlinePatterns))
        plain_texts, repeated_texts = PLAIN_TEXTS.taken, REPEATED_TEXTS.taken
        for element in root.iter():
            text = element.text
            if not text or isinstance(text, AtomicString):
                continue
            if not _SIGN.search(text):
                if plain_texts:
                    element.text = AtomicString(text)
            elif (
                repeated_texts and not len(element) and (first := self._first_of(text, element, firsts)) is not element
            ):
                element.text = None
                self.copies.append((element, first))

    def _first_of(self, text: str, element: Element, firsts: dict[str, Element]) -> Element:
        """Return what has become of a text here or on an earlier page, or will; the element itself if it is first."""
        if text not in firsts and not self.md.references and not _OF_ITS_PAGE.search(text):
            before = _earlier.get((self.patterns, text))
            if before is not None:
                return before
            self.firsts.append((text, element))
        return firsts.setdefault(text, element)


class _Copied(Treeprocessor):
    """Gives each text that was taken away what has become of the first of its kind."""

    def __init__(self, md: Markdown, repeated: _Repeated) -> None:
        super().__init__(md)
        self.repeated = repeated

    def run(self, root: Element) -> None:  # noqa: ARG002 - Python-Markdown gives it
        for element, first in self.repeated.copies:
            element.text = first.text
            element.extend(map(deepcopy, first))
        if len(_earlier) > _MOST:
            _earlier.clear()
        for text, element in self.repeated.firsts:
            _earlier[self.repeated.patterns, text] = deepcopy(element)
