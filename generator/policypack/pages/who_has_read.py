"""Who has read it: who has confirmed the codes and procedures as they were agreed, who has not, and what to send them.

The words that count are those of the last approval: a draft has none that anybody could confirm.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Literal

from policypack.base.problems import ProblemsFoundError
from policypack.pack.approval import WORDS
from policypack.pack.read_by import ALL
from policypack.pages.differences import differences
from policypack.pages.page_words import read_words
from policypack.text.english import day

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from policypack.content.page_rows import Page
    from policypack.pack.pack import Pack
    from policypack.pack.read_by import Confirmed
    from policypack.pages.differences import Change
    from policypack.pages.page_words import PageWords

    WordsOf = Callable[[str], Mapping[str, PageWords]]

SHEET = "sign-off"
"""The page that is signed. Who confirmed all, confirmed what it listed when its words were agreed."""
_MOST = 12
"""Sentences of a page that a message names; where more differ, the page is read whole."""


@dataclass(frozen=True, slots=True)
class PageRead:
    """How one person stands to one page.

    state: read in the words of today; read in older words; not confirmed. day: of the confirmation. version: the name
    of the approval whose words were read. changes: what differs since; None where the words of then are not there.
    """

    page: Page
    state: Literal["read", "older", "missing"]
    day: date | None = None
    version: str = ""
    changes: tuple[Change, ...] | None = ()


@dataclass(frozen=True, slots=True)
class PersonRead:
    """One person of the list, with every page to read."""

    name: str
    pages: tuple[PageRead, ...]

    @property
    def missing(self) -> tuple[PageRead, ...]:
        """The pages that the person has never confirmed."""
        return tuple(one for one in self.pages if one.state == "missing")

    @property
    def older(self) -> tuple[PageRead, ...]:
        """The pages that have other words since the person confirmed them."""
        return tuple(one for one in self.pages if one.state == "older")

    @property
    def last_day(self) -> date | None:
        """The last day on which the person confirmed anything that is to be read."""
        return max((one.day for one in self.pages if one.day is not None), default=None)


class WhoHasRead:
    """The list of a pack, held against the words of its last approval. All is worked out once it is asked for."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack

    @property
    def agreed_on(self) -> date | None:
        """The day on which the words were agreed that are to be read; None where none are kept."""
        approval = self._pack.approval
        return approval.date if approval is not None and approval.name else None

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """The pages that are to be read: those to sign for that were there when the words were agreed."""
        approval = self._pack.approval
        if approval is None or not approval.name:
            return ()
        agreed = self._words(approval.name)
        return tuple(page for page in self._pack.pages_of("staff") if page.signed_for and page.id in agreed)

    @cached_property
    def people(self) -> tuple[PersonRead, ...]:
        """Everybody in the list, in its order. Raises ProblemsFoundError where it cannot be read."""
        return tuple(
            PersonRead(name, tuple(self._state_of(page, confirmed) for page in self.pages))
            for name, confirmed in self._pack.read_by.people.items()
        )

    @property
    def to_write_to(self) -> tuple[PersonRead, ...]:
        """Everybody in the list for whom something is left to read."""
        return tuple(person for person in self.people if person.missing or person.older)

    @cached_property
    def roles_not_listed(self) -> tuple[str, ...]:
        """The roles of the team that no name in the list has in it."""
        names = [name.casefold() for name in self._pack.read_by.people]
        roles = [item.name for item in self._pack.answers.items("people.team")]
        return tuple(role for role in roles if not any(role.casefold() in name for name in names))

    def read(self, page: Page) -> tuple[PersonRead, ...]:
        """Return who has confirmed a page in the words of today."""
        return self._those(page, "read")

    def read_before(self, page: Page) -> tuple[PersonRead, ...]:
        """Return who has confirmed a page in older words."""
        return self._those(page, "older")

    def not_read(self, page: Page) -> tuple[PersonRead, ...]:
        """Return who has never confirmed a page."""
        return self._those(page, "missing")

    def message_to(self, person: PersonRead) -> tuple[str, ...]:
        """Return the lines of a message to a person with something left to read, ready to paste."""
        assert self.agreed_on is not None  # noqa: S101 - nothing is left to read where nothing was agreed
        organisation = self._pack.answers.get("organisation.name") or "us"
        lines = [f"Hello {person.name},"]
        lines.append(
            f"Please read these pages on how we keep children safe online at {organisation}. "
            f"They were agreed on {day(self.agreed_on)}."
        )
        lines += [self._named(one.page) for one in person.missing]
        for one in person.older:
            assert one.day is not None  # noqa: S101 - older words were read on some day
            lines.append(f"{self._named(one.page)}. You read it on {day(one.day)}. It has changed since.")
            lines += _changes_in_words(one.changes)
        lines.append("Ask me whatever is not clear.")
        lines.append("When you have read them, answer this message: “I have read them”, with the day on which you did.")
        return tuple(lines)

    def _those(self, page: Page, state: str) -> tuple[PersonRead, ...]:
        place = self.pages.index(page)
        return tuple(person for person in self.people if person.pages[place].state == state)

    def _named(self, page: Page) -> str:
        address = self._pack.answers.get("brand.address")
        if page.audience != "public":
            return f"• {page.title} (on the pages for staff)"
        if not isinstance(address, str) or not address.startswith("http"):
            return f"• {page.title} (on our site)"
        return f"• {page.title}: {address.rstrip('/')}/{page.path.removesuffix('.md')}.html"

    def _state_of(self, page: Page, confirmed: tuple[Confirmed, ...]) -> PageRead:
        assert self._pack.approval is not None  # noqa: S101 - without one there are no pages
        mine = [
            one for one in confirmed if one.page == page.id or (one.page == ALL and self._signed(page, one.version))
        ]
        if not mine:
            return PageRead(page, "missing")
        last = max(mine, key=lambda one: (one.day, one.version))
        now, then = self._words(self._pack.approval.name).get(page.id), self._then(last.version).get(page.id)
        if last.version == self._pack.approval.name or (now and then and now.sentences == then.sentences):
            return PageRead(page, "read", last.day, last.version)
        if now is None or then is None:
            return PageRead(page, "older", last.day, last.version, None)
        changes = tuple(change for one in differences({page.id: then}, {page.id: now}) for change in one.changes)
        # The same sentences in another order are the same words: nothing is there to be read anew.
        return PageRead(page, "older" if changes else "read", last.day, last.version, changes)

    def _signed(self, page: Page, version: str) -> bool:
        """Say whether a page was on the sheet to sign when the words of a version were agreed."""
        words = self._then(version)
        if page.id not in words:
            return False
        sheet = words.get(SHEET)
        return sheet is None or any(words[page.id].title in sentence for sentence in sheet.sentences)

    def _then(self, version: str) -> Mapping[str, PageWords]:
        """Return the words of an earlier approval; none where they are there no longer, so that all is read anew."""
        try:
            return self._words(version)
        except ProblemsFoundError:
            return {}

    @cached_property
    def _words(self) -> WordsOf:
        workspace = self._pack.workspace
        return cache(lambda version: read_words(workspace.agreed / version / WORDS, workspace.root))


def _changes_in_words(changes: tuple[Change, ...] | None) -> list[str]:
    if changes is None or len(changes) > _MOST:
        return ["Please read all of it anew."]
    new, gone = (
        [text for text in texts if text] for texts in zip(*((one.new, one.old) for one in changes), strict=True)
    )
    said = [f"It says now: {text}" for text in new]
    return said + [f"It no longer says: {text}" for text in gone]
