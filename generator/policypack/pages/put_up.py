"""Put up: what hangs on walls, lies in pockets or stands pasted on a platform, and what to do about it today."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from policypack.base.problems import one_problem, shown_path
from policypack.pages.page_words import PageWords, as_text, page_words, read_words
from policypack.pages.ready_texts import ready_texts
from policypack.pages.view import View
from policypack.text.english import day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policypack.base.workspace import Workspace
    from policypack.pages.rendering import Rendering

_DAY = "put up on "
"""What stands, with the day, in place of a page's code in the file of what is put up."""


@dataclass(frozen=True, slots=True)
class ToPutUp:
    """Something to put up, or to take down.

    id: for the command line. title: what it is and where. text: what to paste, line by line; none for a sheet to
    print, and for what is to come down. path: of the page to print, or "". since: the day on which it was last put up;
    None where it never was.
    """

    id: str
    title: str
    text: tuple[str, ...]
    path: str
    since: dt.date | None

    @property
    def comes_down(self) -> bool:
        """Whether it hangs somewhere and there is nothing to put in its place."""
        return not (self.text or self.path)

    @property
    def todo(self) -> str:
        """What to do, with the day on which it was put up."""
        if self.since is None:
            return "new: " + ("print it, and put it up" if self.path else "paste it where it belongs")
        what = "take it down" if self.comes_down else "print it again" if self.path else "paste the new text"
        return f"put up on {day(self.since)}: {what}"


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


def to_put_up(renderer: Rendering) -> list[ToPutUp]:
    """Return what says something else today than where it was put up, what is new, and last what is to come down.

    What is put up is what there was at the first approval, and then whatever somebody said they had put up; before
    that, there is nothing. Raises ProblemsFoundError where that cannot be read.
    """
    known = known_put_up(renderer.pack.workspace)
    if not known:
        return []
    paths = {page.id: page.path for page in renderer.pack.pages}
    today = put_up_words(renderer)
    found = []
    for words_id, words in today.items():
        since, before = known.get(words_id, (None, None))
        if before is None or before.sentences != words.sentences:
            path = paths.get(words_id, "")
            found.append(ToPutUp(words_id, words.title, () if path else words.sentences, path, since))
    gone = ((words_id, *known[words_id]) for words_id in known if words_id not in today)
    return found + [ToPutUp(words_id, words.title, (), "", since) for words_id, since, words in gone]


def put_up_text(renderer: Rendering, made: Iterable[str] | None = None) -> str:
    """Return the text of the file of what is put up, once `made` (ids; all by default) were put up, or taken down."""
    today = put_up_words(renderer)
    known = known_put_up(renderer.pack.workspace)
    done = {*today, *known} if made is None else set(made)
    found = {}
    for words_id in {**today, **known}:
        since, words = known.get(words_id, (None, None))
        if words_id in done:
            since, words = renderer.pack.today, today.get(words_id)
        if since is not None and words is not None:
            found[words_id] = replace(words, code=f"{_DAY}{since.isoformat()}")
    return as_text(found)


def known_put_up(workspace: Workspace) -> Mapping[str, tuple[dt.date, PageWords]]:
    """Return what is put up, by its id: since when, and its words. Raises ProblemsFoundError for a fault in it."""
    if not workspace.put_up.is_file():
        return {}
    found = {}
    for words in read_words(workspace.put_up, workspace.root).values():
        try:
            found[words.id] = (dt.date.fromisoformat(words.code.removeprefix(_DAY)), words)
        except ValueError:
            name = shown_path(workspace.put_up, workspace.root)
            one_problem(name, f"{words.id}: policypack wrote this file, and somebody changed it; take it away")
    return found
