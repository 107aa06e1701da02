"""Addresses: where each page of the questionnaire lies. Each question has one, so that a reload asks it again."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from policypack.questionnaire.asked import Key

if TYPE_CHECKING:
    from policypack.questionnaire.asked import Asked

START, NEXT, NEWS, END, CHECK, REVIEW = "/", "/next", "/news", "/end", "/check", "/review"
HISTORY, COPIES, READERS = "/history", "/copies", "/readers"
ROWS = ("check", "review", "findings", "end", "agree", "history")
"""Pages with rows that are changed one by one; after a change somebody comes back to them."""
ROWS_OF_ITEMS = ("review", "findings", "end", "agree")
"""Those of them that lead to an item itself, past the list of its group."""
_ITEM = "item"
CAME_FROM = (*ROWS, _ITEM, *(f"{_ITEM}-{one}" for one in ROWS))


def to(path: str, **query: str) -> str:
    """Return an address with a query; what is empty is left out."""
    asked = urlencode({name: value for name, value in query.items() if value}, quote_via=quote)
    return f"{path}?{asked}" if asked else path


def to_key(key: Key, came_from: str = "") -> str:
    """Return where a question is asked, or where the items of a group are."""
    if key.gate:
        return to(f"/group/{key.qid}", **{"from": came_from})
    return to(f"/question/{key.qid}", item=key.item, **{"from": came_from})


def to_screen(key: Key) -> str:
    """Return where several questions stand on one page, by the first of them."""
    return to(f"/screen/{key.qid}", item="" if key.gate else key.item)


def to_again(key: Key) -> str:
    """Return where all that stands on the screen of a question is shown with its answers, to be changed."""
    return to(f"/again/{key.qid}", item=key.item)


def to_asked(asked: Asked, came_from: str = "") -> str:
    """Return where what the engine asks is asked."""
    return to_key(Key(asked.question.qid, asked.item.name if asked.item else "", asked.kind != "answer"), came_from)


def to_item(group: str, name: str, what: str = "item", came_from: str = "") -> str:
    """Return where an item is shown (item), copied (copy) or taken out (remove)."""
    return to(f"/{what}/{group}", item=name, **{"from": came_from})


def from_item(came_from: str) -> str:
    """Return what an item's questions name as where somebody came from: the item, and what led to it."""
    return f"{_ITEM}-{came_from}" if came_from else _ITEM


def of_item(came_from: str) -> str | None:
    """Return where somebody came to an item from ("" for nowhere else), or None where they did not come from one."""
    item, _, before = came_from.partition("-")
    return before if item == _ITEM else None


def anchor(qid: str) -> str:
    """Return the id of a question's row on a page with many."""
    return qid.replace(".", "-")
