"""Markdown: the dialect that every page is written in, its front matter, and a page's source as HTML."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from threading import local
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown import Markdown

EXTENSIONS: dict[str, dict[str, Any]] = {
    "admonition": {},
    "attr_list": {},
    "def_list": {},
    "md_in_html": {},
    "pymdownx.details": {},
    "pymdownx.superfences": {},
    "tables": {"use_align_attribute": True},  # a style attribute is what a strict Content-Security-Policy blocks
    "toc": {"permalink": False, "toc_depth": 3},
}
"""The Markdown that pages are written in, with the settings of each extension."""

ToHtml = Callable[[str], str]
"""What turns a page's Markdown into HTML: :func:`to_html`, or what asks it only for pages that are new."""

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


class _Mine(local):
    """What this thread turns Markdown into HTML with: to make one takes as long as a short page."""

    @cached_property
    def converter(self) -> Markdown:
        return new_converter()


_mine = _Mine()


def new_converter() -> Markdown:
    """Return what turns our Markdown into HTML."""
    from markdown import Markdown  # only where something is converted: it takes a while to load

    from policypack.text.fast_markdown import LessWork

    return Markdown(extensions=[*EXTENSIONS, LessWork()], extension_configs=EXTENSIONS)


def to_html(source: str) -> str:
    """Return a page's Markdown, front matter left out, as HTML."""
    return str(_mine.converter.reset().convert(without_front_matter(source)))


def without_front_matter(source: str) -> str:
    """Return a page's Markdown without the lines that say its title and description to MkDocs."""
    return _FRONT_MATTER.sub("", source, count=1)
