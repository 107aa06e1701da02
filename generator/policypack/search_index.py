"""What search looks through: each page in its sections, as a script, which a page opened from a folder can load too."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policypack.synonyms import Typed

INDEX = "search/index.js"
"""Where the index lies in a site. It is fetched when a reader opens search, not before."""

_TAG = re.compile(r"<[^>]+>")


def search_index(sections: Iterable[Mapping[str, Any]], typed: Mapping[str, Typed]) -> str:
    """Return the index as a script.

    sections: in the order of the pages, each with its location (path and anchor), title and text (HTML). The first
    section of a page carries the page's title, and what readers type who mean this page.
    typed: that, by the page's address.
    """
    titles: dict[str, str] = {}
    rows: list[dict[str, str]] = []
    for section in sections:
        path = section["location"].partition("#")[0]
        heading = _plain(section["title"])
        titles.setdefault(path, heading)
        row = {
            "at": section["location"],
            "page": titles[path],
            "heading": heading if "#" in section["location"] else "",
            "text": _plain(section["text"]),
        }
        if path == section["location"] and path in typed:
            row |= {name: "; ".join(phrases) for name, phrases in typed[path]._asdict().items() if phrases}
        rows.append(row)
    return f"globalThis.policypackIndex = {json.dumps(rows, ensure_ascii=False, separators=(',', ':'))}\n"


def _plain(html: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", html)).split())
