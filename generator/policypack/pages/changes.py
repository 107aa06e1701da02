"""Page changes: in a few words, what each page says that it did not say before, and what it no longer says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from policypack.pages.differences import differences
from policypack.pages.page_words import page_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policypack.answers.model import Answers
    from policypack.content.questions import Audience
    from policypack.pages.differences import PageDifference
    from policypack.pages.rendering import Rendering

MOST_SENTENCES = 3
"""Sentences of a page that are named in full; the page itself shows the rest."""
MOST_CHANGES = 12
"""Changes that are told in full. A new name stands on every page, and nobody reads them all."""
MOST_TITLES = 4
"""Pages with the same change that are named."""
READERS = {"public": "for everybody", "staff": "for staff", "leaders": "for the leaders alone"}


@dataclass(frozen=True, slots=True)
class PageChange:
    """What changes on one page, or in the same words on several.

    titles: of the pages. audience: for whom they are. kind: whether they are new, gone, or say something else.
    new, gone: sentences, headings, items of lists and cells of tables, in the order of the page; none where the whole
    page is new or gone.
    """

    titles: tuple[str, ...]
    audience: Audience
    kind: Literal["new", "gone", "changed"]
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


def changes_since(before: Answers, now: Rendering) -> list[PageChange]:
    """Return what changes on the pages from earlier answers to those of today, as :func:`page_changes` does.

    The leaders' pages are among them: whoever answers the questions may see every one.
    """
    then = now.of(replace(now.pack, answers=before)).by_id()
    today = now.by_id()
    same = {page for page, rendered in today.items() if page in then and then[page].markdown == rendered.markdown}
    was, says = (
        {page: page_words(one.page, one.markdown) for page, one in pages.items() if page not in same}
        for pages in (then, today)
    )
    return page_changes(differences(was, says))


def page_changes(differing: Iterable[PageDifference]) -> list[PageChange]:
    """Return shortly in what pages differ, in their order. Those for the same readers with the same changes are one."""
    found: dict[PageChange, list[str]] = {}
    for page in differing:
        whole = page.kind != "changed"
        change = PageChange((), page.audience, page.kind, () if whole else page.new, () if whole else page.gone)
        found.setdefault(change, []).append(page.title)
    return [replace(change, titles=tuple(titles)) for change, titles in found.items()]


def changes_in_words(changes: Sequence[PageChange]) -> list[tuple[str, list[str]]]:
    """Return a heading for each change, with a few lines that say what is new, then what goes."""
    said = [(heading(change), change_lines(change)) for change in changes[:MOST_CHANGES]]
    if rest := changes[MOST_CHANGES:]:
        count = sum(len(change.titles) for change in rest)
        titles = [title for change in rest for title in change.titles]
        said.append((f"And {count} more {'page' if count == 1 else 'pages'}", ["; ".join(titles)]))
    return said


def heading(change: PageChange) -> str:
    """Name the pages of a change, for whom they are, and whether they are new or gone, on one line."""
    titles = "; ".join(change.titles[:MOST_TITLES])
    if more := len(change.titles[MOST_TITLES:]):
        titles += f"; and {more} more {'page' if more == 1 else 'pages'}"
    new = "a new page" if len(change.titles) == 1 else "new pages"
    kind = {"new": f"{new}, ", "gone": "no longer there, ", "changed": ""}[change.kind]
    return f"{titles} ({kind}{READERS[change.audience]})"


def change_lines(change: PageChange) -> list[str]:
    """Say what changes on a page in a few lines of plain text: what is new, then what goes."""
    said = []
    for sentences, word in ((change.new, "New"), (change.gone, "Gone")):
        said += [f"{word}: {sentence}" for sentence in sentences[:MOST_SENTENCES]]
        if len(sentences) > MOST_SENTENCES:
            said.append(f"{word}: and {len(sentences) - MOST_SENTENCES} more")
    return said
