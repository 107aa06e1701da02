"""What search looks through: each page in its sections, as a script, which a page opened from a folder can load too."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from policypack.content.synonyms import Typed
    from policypack.text.page_sections import Section

INDEX = "search/index.js"
"""Where the index lies in a site. It is fetched when a reader opens search, not before."""


def search_index(pages: Mapping[str, tuple[str, Sequence[Section]]], typed: Mapping[str, Typed]) -> str:
    """Return the index as a script.

    pages: in their order, by address, each with its title and its sections. The first section of a page carries the
    page's title, and what readers type who mean this page. typed: that, by the page's address.
    """
    rows: list[dict[str, str]] = []
    for address, (title, sections) in pages.items():
        named = (sections[0].heading if sections else "") or title
        for section in sections:
            at = f"{address}#{section.anchor}" if section.anchor else address
            heading = (section.heading or title) if section.anchor else ""
            row = {"at": at, "page": named, "heading": heading, "text": section.text}
            if at == address and address in typed:
                row |= {name: "; ".join(phrases) for name, phrases in typed[address]._asdict().items() if phrases}
            rows.append(row)
    return f"globalThis.policypackIndex = {json.dumps(rows, ensure_ascii=False, separators=(',', ':'))}\n"
