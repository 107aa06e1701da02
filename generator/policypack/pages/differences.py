"""Differences: the sentences in which two states of the pages differ, old beside new, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal

from policypack.content.questions import AUDIENCES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from policypack.content.questions import Audience
    from policypack.pages.page_words import PageWords

Reason = Literal["answer", "words", "fact", "own words", "day", "agreement"]
"""What a sentence differs for: an answer; our wording; a fact of the world; an own template; the day; an approval."""


@dataclass(frozen=True, slots=True)
class Why:
    """Why a sentence differs.

    said: what is known of it in words, such as the question that was answered anew or our reason; "" where nothing is.
    source: where a fact was read, a name and an address, or "".
    """

    reason: Reason
    said: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One sentence that differs: as it was, "" where it is new, and as it is, "" where it is gone."""

    old: str
    new: str
    why: Why = Why("answer")


@dataclass(frozen=True, slots=True)
class PageDifference:
    """What differs on one page.

    kind: whether the page is new, gone, or says something else. changes: in the order of the page; of a page that is
    new or gone, all of its sentences.
    """

    page: str
    title: str
    audience: Audience
    kind: Literal["new", "gone", "changed"]
    changes: tuple[Change, ...]

    @property
    def new(self) -> tuple[str, ...]:
        """The sentences that were not there before."""
        return tuple(change.new for change in self.changes if change.new)

    @property
    def gone(self) -> tuple[str, ...]:
        """The sentences that are there no longer."""
        return tuple(change.old for change in self.changes if change.old)


def differences(before: Mapping[str, PageWords], after: Mapping[str, PageWords]) -> list[PageDifference]:
    """Return in what two states of the pages differ: public pages first, then in the order of `after`, gone ones last.

    before, after: what the pages say, by their ids. A sentence that only moved is no difference, nor is one that stood
    twice and is still there once.
    """
    found = []
    for page_id in dict.fromkeys([*after, *before]):
        was, now = before.get(page_id), after.get(page_id)
        page = now or before[page_id]
        if was is None:
            kind, changes = "new", tuple(Change("", text) for text in dict.fromkeys(page.sentences))
        elif now is None:
            kind, changes = "gone", tuple(Change(text, "") for text in dict.fromkeys(page.sentences))
        else:
            kind, changes = "changed", tuple(_changes(was.sentences, now.sentences))
        if changes:
            found.append(PageDifference(page_id, page.title, page.audience, kind, changes))  # type: ignore[arg-type]
    return sorted(found, key=lambda page: AUDIENCES.index(page.audience))


def _changes(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """Yield each sentence that one side alone has; what took another's place stands beside it."""
    if old == new:
        return
    gone, there = set(old) - set(new), set(new) - set(old)
    for kind, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        olds = [text for text in dict.fromkeys(old[first:last]) if text in gone]
        news = [text for text in dict.fromkeys(new[start:end]) if text in there]
        gone, there = gone - set(olds), there - set(news)
        for step in range(max(len(olds), len(news))):
            yield Change("".join(olds[step : step + 1]), "".join(news[step : step + 1]))
