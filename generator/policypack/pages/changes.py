"""Page changes: what each page says after answers were changed and did not say before, and what it no longer says."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from policypack.content.questions import AUDIENCES
from policypack.pages.render import Renderer
from policypack.text.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from policypack.answers.model import Answers
    from policypack.content.questions import Audience
    from policypack.pack.pack import Pack
    from policypack.pages.one_page import RenderedPage

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


def changes_since(before: Answers, now: Pack) -> list[PageChange]:
    """Return what changes on the pages from earlier answers to a pack, as :func:`page_changes` does.

    The leaders' pages are among them: whoever answers the questions may see every one.
    """
    return page_changes(_all_pages(replace(now, answers=before)), _all_pages(now))


def page_changes(before: Mapping[str, RenderedPage], after: Mapping[str, RenderedPage]) -> list[PageChange]:
    """Return what changes from one rendering of the pages to another, in the order of `after`, what has gone last.

    before, after: rendered pages by their ids. Pages for the same readers on which the same changes are told as one.
    """
    found: dict[PageChange, list[str]] = {}
    for page_id in dict.fromkeys([*after, *before]):
        was, now = before.get(page_id), after.get(page_id)
        page = (now or before[page_id]).page
        if was is None or now is None:
            change = PageChange((), page.audience, "new" if was is None else "gone")
        elif was.markdown == now.markdown:
            continue
        else:
            change = _changed(was, now)
            if not (change.new or change.gone):
                continue  # what only a program reads, such as the address of a link
        found.setdefault(change, []).append(page.title)
    by_readers = sorted(found, key=lambda change: AUDIENCES.index(change.audience))
    return [replace(change, titles=tuple(found[change])) for change in by_readers]


def _all_pages(pack: Pack) -> dict[str, RenderedPage]:
    renderer = Renderer(pack)
    return {one.page.id: one for audience in AUDIENCES for one in renderer.pages(audience)}


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


def _changed(was: RenderedPage, now: RenderedPage) -> PageChange:
    """Return what is on one side alone. What only moved is no change, and what stood twice is still there once."""
    old, new = sentences(was.markdown), sentences(now.markdown)
    return PageChange((), now.page.audience, "changed", _without(new, old), _without(old, new))


def _without(sentences: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    left = Counter(others)
    found = []
    for sentence in sentences:
        if left[sentence]:
            left[sentence] -= 1
        else:
            found.append(sentence)
    return tuple(dict.fromkeys(found))
