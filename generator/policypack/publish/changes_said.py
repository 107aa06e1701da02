"""Changes said: what `policypack changes` says, as text for a terminal or as JSON for another program."""

from __future__ import annotations

import json
import textwrap
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from policypack.pack.journal import DayOfChanges
from policypack.pages.change_texts import READERS, REASONS, by_readers, minutes, notice
from policypack.pages.differences import Change, PageDifference, Why
from policypack.pages.moments import moment_of_approval, moment_of_last_build
from policypack.pages.put_up import ToPutUp, to_put_up
from policypack.pages.why import changes_from
from policypack.text.english import day

if TYPE_CHECKING:
    from datetime import date

    from policypack.pack.approval import Approval
    from policypack.pages.rendering import Rendering

_WIDTH = 78


@dataclass(frozen=True)
class Changes:
    """What differs from one day to another.

    since, until: the days; both belong to it where changes between two days are asked for. found: page by page.
    put_up: what to put up anew. minutes: a paragraph, "" where nothing waits to be agreed.
    """

    since: date
    until: date
    found: tuple[PageDifference, ...]
    put_up: tuple[ToPutUp, ...] = ()
    minutes: str = ""


def changes_since_approval(rendering: Rendering, approval: Approval | None = None) -> Changes | None:
    """Return what differs from what was agreed; None where no words have been agreed yet. approval: [the last one]."""
    pack = rendering.pack
    approval = approval or pack.approval
    moment = moment_of_approval(pack, approval) if approval else None
    if moment is None:
        return None
    found = tuple(changes_from(moment, rendering))
    said = minutes(rendering, found) if approval == pack.approval else ""
    return Changes(moment.day, pack.today, found, tuple(to_put_up(rendering)), said)


def changes_since_build(rendering: Rendering) -> Changes | None:
    """Return what differs from what was built last; None before the first build."""
    moment = moment_of_last_build(rendering.pack)
    if moment is None:
        return None
    found = tuple(changes_from(moment, rendering))
    return Changes(moment.day, rendering.pack.today, found, tuple(to_put_up(rendering)))


def changes_between(rendering: Rendering, since: date, until: date) -> Changes:
    """Return what builds changed after one day and up to another, as it stands in the journal.

    What came in one build and went in a later one, or the other way, is no change.
    """
    pages: dict[str, tuple[PageDifference, dict[str, None], dict[str, None]]] = {}
    for entry in rendering.pack.journal:
        if since < entry.day <= until:
            _add(pages, entry)
    found = []
    for page, new, gone in pages.values():
        changes = (
            *(Change(text, "", Why("answer")) for text in gone),
            *(Change("", text, Why("answer")) for text in new),
        )
        if changes:
            found.append(PageDifference(page.page, page.title, page.audience, "changed", changes))
    return Changes(since, until, tuple(found))


def _add(pages: dict[str, tuple[PageDifference, dict[str, None], dict[str, None]]], entry: DayOfChanges) -> None:
    for changed in entry.pages:
        blank = PageDifference(changed.id, changed.title, changed.audience, "changed", ())
        _, new, gone = pages.setdefault(changed.id, (blank, {}, {}))
        for text in changed.new:
            if text in gone:
                del gone[text]
            else:
                new[text] = None
        for text in changed.gone:
            if text in new:
                del new[text]
            else:
                gone[text] = None


def changes_text(rendering: Rendering, changes: Changes, *, with_reasons: bool = True) -> str:
    """Say what differs: by readers and page, old beside new, then what to do about it. with_reasons: and why."""
    if not changes.found:
        return f"Nothing has changed since {day(changes.since)}."
    blocks = [f"What changed since {day(changes.since)}"]
    for readers, pages in by_readers(rendering.pack, changes.found).items():
        blocks.append(READERS[readers].upper())
        blocks += [_page_text(titles, page, with_reasons=with_reasons) for titles, page in alike(pages)]
    if changes.put_up:
        blocks.append(
            "TO PUT UP\nWhat says something else now than on the day it was put up, what is new, and what comes down:"
        )
        blocks += [_put_up_text(thing) for thing in changes.put_up]
        blocks.append("Have you done all of it? `policypack changes --put-up` notes it.")
    if said := notice(rendering.pack, changes.found, changes.since):
        blocks.append(f"A NOTICE FOR MEMBERS, to paste\n\n{textwrap.indent(said, '  ')}")
    if changes.minutes:
        blocks.append(
            f"FOR THE MINUTES\n\n{textwrap.fill(changes.minutes, _WIDTH, initial_indent='  ', subsequent_indent='  ')}"
        )
    return "\n\n".join(blocks)


def alike(pages: list[PageDifference]) -> list[tuple[str, PageDifference]]:
    """Return pages with their titles; what differs in the same words on several of them stands once, under all titles.

    A number that stands on thirty pages is told once, and each page has what is its own.
    """
    titles: dict[Change, dict[str, str]] = {}
    for page in pages:
        for change in page.changes if page.kind == "changed" else ():
            titles.setdefault(change, {})[page.page] = page.title
    together: dict[tuple[str, ...], list[Change]] = {}
    for change, on in titles.items():
        together.setdefault(tuple(on), []).append(change)
    whole = [(page.title, page) for page in pages if page.kind != "changed"]
    first = {page.page: page for page in pages}
    return whole + [
        ("; ".join(titles[changes[0]].values()), replace(first[on[0]], changes=tuple(changes)))
        for on, changes in together.items()
    ]


def _page_text(titles: str, page: PageDifference, *, with_reasons: bool) -> str:
    if page.kind != "changed":
        return f"{titles}: {'a new page' if page.kind == 'new' else 'no longer there'}"
    lines = textwrap.wrap(titles, _WIDTH)
    said: Why | None = None
    for change in page.changes:
        if with_reasons and change.why != said:
            said = change.why
            lines += _wrapped(_why_text(change.why), "  ")
        lines += _wrapped(change.old, "  - ") + _wrapped(change.new, "  + ")
    return "\n".join(lines)


def _why_text(why: Why) -> str:
    words = REASONS[why.reason] + (f": {why.said}" if why.said else "")
    return f"{words} ({why.source})" if why.source else words


def _put_up_text(thing: ToPutUp) -> str:
    lines = _wrapped(f"{thing.title} ({thing.todo})", "")
    for line in thing.text:
        lines += _wrapped(line, "  | ")
    return "\n".join(lines)


def _wrapped(text: str, start: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=start, subsequent_indent=" " * len(start)) if text else []


def changes_json(rendering: Rendering, changes: Changes) -> str:
    """Return what differs as JSON."""
    readers = {page.page: name for name, pages in by_readers(rendering.pack, changes.found).items() for page in pages}
    data = {
        "organisation": rendering.pack.answers.get("organisation.name"),
        "since": changes.since.isoformat(),
        "until": changes.until.isoformat(),
        "pages": [asdict(page) | {"readers": readers[page.page]} for page in changes.found],
        "put_up": [asdict(thing) | {"since": thing.since and thing.since.isoformat()} for thing in changes.put_up],
        "notice": notice(rendering.pack, changes.found, changes.since),
        "minutes": changes.minutes,
    }
    return json.dumps(data, ensure_ascii=False, indent=2)
