"""Put up: what hangs on walls, lies in pockets or stands pasted on a platform, and is out of date once pages change."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policypack.base.problems import one_problem, shown_path
from policypack.pages.page_words import PageWords, as_text, page_words, read_words
from policypack.pages.ready_texts import ready_texts
from policypack.pages.view import View

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policypack.pages.rendering import Rendering

_DAY = "put up on "
"""What stands, with the day, in place of a page's code in the file of what is put up."""


@dataclass(frozen=True, slots=True)
class OutOfDate:
    """Something to put up anew.

    id: for the command line. title: what it is and where. text: what to paste, line by line; none for a sheet to
    print. path: of the page to print, or "". since: the day on which it was last put up.
    """

    id: str
    title: str
    text: tuple[str, ...]
    path: str
    since: dt.date


def put_up_words(renderer: Rendering) -> dict[str, PageWords]:
    """Return what is to be put up as it is today, by its id: sheets to print by that of their page, then texts."""
    pack = renderer.pack
    found = {page.id: page_words(page, renderer.page(page).says) for page in pack.pages_of("staff") if page.put_up}
    view = View(pack.answers, "public", set())
    for account in pack.answers.items("online.accounts"):
        for ready in ready_texts(pack.text_rules, view, account):
            words_id = f"{account.name.replace('|', '/')}: {ready.id}"
            title = f"{account.name}: {ready.title}"
            lines = tuple(line for line in ready.text.split("\n") if line)
            found[words_id] = PageWords(words_id, title, "public", lines, "")
    return found


def out_of_date(renderer: Rendering) -> list[OutOfDate]:
    """Return what was put up and says something else today.

    What is put up is what there was at the first approval, and then whatever somebody said they had put up.
    Raises ProblemsFoundError where that cannot be read.
    """
    pack = renderer.pack
    known = _known(renderer)
    found = []
    for words_id, words in put_up_words(renderer).items():
        if words_id not in known:
            continue
        since, before = known[words_id]
        if before != words.sentences:
            page = next((page for page in pack.pages if page.id == words_id), None)
            text = () if page else words.sentences
            found.append(OutOfDate(words_id, words.title, text, page.path if page else "", since))
    return found


def put_up_text(renderer: Rendering, made: Iterable[str] | None = None) -> str:
    """Return the text of the file of what is put up, once `made` (ids; all by default) were put up today."""
    today = put_up_words(renderer)
    known = _known(renderer)
    new = set(today if made is None else made)
    found = {}
    for words_id, words in today.items():
        day, said = (renderer.pack.today, words.sentences) if words_id in new else known.get(words_id, (None, ()))
        if day is not None:
            mark = f"{_DAY}{day.isoformat()}"
            found[words_id] = PageWords(words_id, words.title, words.audience, said, mark)
    return as_text(found)


def _known(renderer: Rendering) -> Mapping[str, tuple[dt.date, tuple[str, ...]]]:
    """Return what is put up, by its id: since when, and what it says."""
    workspace = renderer.pack.workspace
    if not workspace.put_up.is_file():
        return {}
    found = {}
    for words in read_words(workspace.put_up, workspace.root).values():
        try:
            found[words.id] = (dt.date.fromisoformat(words.code.removeprefix(_DAY)), words.sentences)
        except ValueError:
            name = shown_path(workspace.put_up, workspace.root)
            one_problem(name, f"{words.id}: policypack wrote this file, and somebody changed it; take it away")
    return found
