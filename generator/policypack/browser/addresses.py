"""Addresses: where each page of the questionnaire lies. Each question has one, so that a reload asks it again."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from policypack.asked import Key

if TYPE_CHECKING:
    from policypack.asked import Asked

START, NEXT, NEWS, END, CHECK, REVIEW = "/", "/next", "/news", "/end", "/check", "/review"
ROWS = ("check", "review", "findings", "end")
"""Pages with rows that are changed one by one; after a change somebody comes back to them."""
CAME_FROM = (*ROWS, "item")


def to(path: str, **query: str) -> str:
    """Return an address with a query; what is empty is left out."""
    asked = urlencode({name: value for name, value in query.items() if value}, quote_via=quote)
    return f"{path}?{asked}" if asked else path


def to_key(key: Key, came_from: str = "") -> str:
    """Return where a question is asked, or where the items of a group are."""
    if key.gate:
        return to(f"/group/{key.qid}", **{"from": came_from})
    return to(f"/question/{key.qid}", item=key.item, **{"from": came_from})


def to_asked(asked: Asked, came_from: str = "") -> str:
    """Return where what the engine asks is asked."""
    return to_key(Key(asked.question.qid, asked.item.name if asked.item else "", asked.kind != "answer"), came_from)


def to_item(group: str, name: str, what: str = "item", came_from: str = "") -> str:
    """Return where an item is shown (item), copied (copy) or taken out (remove)."""
    return to(f"/{what}/{group}", item=name, **{"from": came_from})


def anchor(qid: str) -> str:
    """Return the id of a question's row on a page with many."""
    return qid.replace(".", "-")
