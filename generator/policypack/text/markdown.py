"""Markdown: the dialect that every page is written in, its front matter, and a page's source as HTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown import Extension, Markdown

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

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


def converter_with(*more: Extension) -> Markdown:
    """Return what turns our Markdown into HTML, for several pages; more: extensions beside :data:`EXTENSIONS`."""
    from markdown import Markdown  # only where something is converted: it takes a while to load

    return Markdown(extensions=[*EXTENSIONS, *more], extension_configs=EXTENSIONS)


def to_html(source: str, converter: Markdown | None = None) -> str:
    """Return a page's Markdown, front matter left out, as HTML.

    converter: what :func:`converter_with` returned, where several pages are converted one after the other.
    """
    converter = converter_with() if converter is None else converter.reset()
    return str(converter.convert(without_front_matter(source)))


def without_front_matter(source: str) -> str:
    """Return a page's Markdown without the lines that say its title and description to MkDocs."""
    return _FRONT_MATTER.sub("", source, count=1)
