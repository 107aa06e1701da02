"""Agreed: a policy page held against the words that were agreed, and what of it is published meanwhile (invariant 11).

Contacts, times and services go out at once. Any other difference, whatever brought it about, waits to be agreed; until
then the agreed words stay, brought up to date in what goes out at once, unless the organisation wants the new ones.
"""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import SequenceMatcher
from functools import cached_property
from posixpath import join, normpath
from typing import TYPE_CHECKING, Literal

from policypack.answers.going_out import with_live_of, without_what_is_over
from policypack.content.questions import sees
from policypack.content.version_notes import urgent_since
from policypack.pack.earlier_answers import earlier_answers
from policypack.text.markdown import to_html
from policypack.text.plain_text import plain_text
from policypack.text.sentences import one_a_line, sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from policypack.answers.model import Answers
    from policypack.content.page_rows import Page
    from policypack.pack.approval import Approval
    from policypack.pack.pack import Pack

State = Literal["", "agreed", "changed", "new"]
"""Of a page: nothing that is agreed, or not yet; as it was agreed; changed since; there since, and never agreed."""

_CONTACT = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?://[^\s<>()\"\]]+|(?!(?:19|20)\d\d\b)\+?\d(?:[ \u00a0-]?\d){2,}"
)
"""An email or web address, or three digits and more that are no year: a number to ring, or what looks like one."""
_LINK = re.compile(r"\]\((?!https?:|mailto:|tel:|sms:)([^)#\s]*)(#[^)\s]*)?\)")
_ID = re.compile(r'\bid="([^"]+)"')
_SHORTEST = 3
"""Letters of an answer that is looked for in a text; a shorter one stands in many words."""


class Agreement:
    """What one approval agreed, held against the pages of a pack.

    rendered: returns the Markdown of a page under other answers of the same pack.
    """

    def __init__(self, pack: Pack, approval: Approval, rendered: Callable[[Pack, Page], str]) -> None:
        self._pack = pack
        self.approval = approval
        self._rendered = rendered
        self._then: dict[str, str] = {}

    def state_of(self, page: Page, markdown: str) -> State:
        """Say how a policy page stands to what was agreed. markdown: what it says now, without a note."""
        agreed = self.approval.words_of(page.id, self._pack.workspace)
        if agreed is None:
            return "new" if page.id not in self.approval.pages else "changed"
        before = self._answers_then
        for alike in (_same_lines, _same_sentences):  # what is dear to find out comes last
            if alike(agreed, markdown):
                return "agreed"
            if before is not None and alike(agreed, self._with_live_of(before, page)) and not self._day_matters(page):
                return "agreed"
        return "changed"

    def kept(self, page: Page, markdown: str) -> str | None:
        """Return the agreed words of a page that has changed, with the contacts, times and services of today.

        None where they cannot be kept up, and where a change is urgent. What is new goes out then: a contact that is
        out of date, a name that is to be seen no longer or a link that leads nowhere is worse than words that nobody
        has agreed yet.
        """
        agreed = self.approval.words_of(page.id, self._pack.workspace)
        if agreed is None or page.id in self._urgent:
            return None
        before = self._answers_then
        if before is None:
            return None
        merged = merge(one_a_line(self._with_live_of(before, page)), agreed, one_a_line(markdown))
        if merged is None or _contacts(merged) - _contacts(markdown):
            return None
        shown, today = (" ".join(plain_text(text)) for text in (merged, markdown))
        if any(words in shown and words not in today for words in self._to_be_hidden(before, page)):
            return None
        return self._with_links(page, merged, markdown)

    @cached_property
    def _urgent(self) -> frozenset[str]:
        """The pages of which a newer version of ours says something that keeps children safer today."""
        return urgent_since(self._pack.workspace, self.approval.policypack)

    @cached_property
    def _answers_then(self) -> Answers | None:
        """The answers as they were agreed, as far as they can still be read."""
        assert self.approval.folder is not None  # noqa: S101 - there are words only where there is a folder
        return earlier_answers(self._pack, self.approval.folder, self._pack.today)

    def _with_live_of(self, before: Answers, page: Page) -> str:
        """Return a page as it would be with the contacts, times and services of then, on the day of then."""
        if page.id not in self._then:
            answers = replace(with_live_of(self._pack.answers, before), today=self.approval.date)
            self._then[page.id] = self._rendered(replace(self._pack, answers=answers), page)
        return self._then[page.id]

    def _day_matters(self, page: Page) -> bool:
        """Say whether the day changes a page otherwise than by a closed week or a term that is over."""
        if self.approval.date == self._pack.today:
            return False
        quiet = without_what_is_over(self._pack.answers)
        then, now = (
            self._rendered(replace(self._pack, answers=replace(quiet, today=day)), page)
            for day in (self.approval.date, self._pack.today)
        )
        return not (_same_lines(then, now) or _same_sentences(then, now))

    def _to_be_hidden(self, before: Answers, page: Page) -> Iterator[str]:
        """Yield the answers in own words, of then and of now, that readers of a page may not see today."""
        now = self._pack.answers
        for answers in (before, now):
            for question in now.catalogue.questions:
                group = question.qid.rpartition(".")[0]
                for item in answers.groups.get(group, ()) if group.count(".") else (None,):
                    value = item.values.get(question.id) if item is not None else answers.values.get(question.qid)
                    if not isinstance(value, str) or len(value) < _SHORTEST or question.choices:
                        continue
                    still = item is None or any(item.name == other.name for other in now.groups.get(group, ()))
                    if not still or not sees(page.audience, now.visibility(question, item)):
                        yield value

    def _with_links(self, page: Page, merged: str, markdown: str) -> str | None:
        """Return the words with links that lead somewhere today, and with the places that others link to.

        None where a page that they link to is gone.
        """
        folder = page.path.rpartition("/")[0]
        there = {other.path for other in self._pack.pages_of(page.audience)}
        links = {found[0] for found in _LINK.finditer(markdown)}
        for path, place in _LINK.findall(merged):
            if f"]({path}{place})" not in links and path and normpath(join(folder, path)) not in there:
                return None
        merged = _LINK.sub(lambda found: found[0] if found[0] in links else f"]({found[1] or '#'})", merged)
        there_already = _places(merged)
        lost = [name for name in _places(markdown) if name not in there_already]
        return "".join(f'<a id="{name}"></a>\n' for name in lost) + ("\n" if lost else "") + merged


def merge(base: str, ours: str, theirs: str) -> str | None:
    """Return `ours` with every change that leads from `base` to `theirs`; None where one of them does not fit.

    All three are texts of lines. A change fits where the lines that it replaces, and those around them, are in `ours`.
    """
    old, new, into = base.splitlines(), theirs.splitlines(), ours.splitlines()
    places: dict[int, int] = {}
    for start, other, size in SequenceMatcher(None, old, into, autojunk=False).get_matching_blocks():
        places |= {start + step: other + step for step in range(size)}
    places[len(old)] = len(into)
    for kind, first, last, start, end in reversed(SequenceMatcher(None, old, new, autojunk=False).get_opcodes()):
        if kind == "equal":
            continue
        at = [places.get(line) for line in range(max(first - 1, 0), last + 1)]
        if None in at or at[-1] - at[0] != len(at) - 1:  # type: ignore[operator]
            return None
        into[places[first] : places[first] + last - first] = new[start:end]
    return "\n".join(into) + "\n"


def _same_lines(markdown: str, other: str) -> bool:
    return one_a_line(markdown) == one_a_line(other)


def _same_sentences(markdown: str, other: str) -> bool:
    return sentences(markdown) == sentences(other)


def _contacts(markdown: str) -> set[str]:
    return {re.sub(r"[\s\u00a0-]", "", found) for found in _CONTACT.findall(markdown)}


def _places(markdown: str) -> list[str]:
    """Return the names of the places of a page that a link can lead to."""
    return list(dict.fromkeys(_ID.findall(to_html(markdown))))
