"""Change texts: what leaders do with a list of changes: a notice for members, a paragraph for the minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from policypack.pages.changes import page_changes
from policypack.pages.view import View
from policypack.text.english import day, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from policypack.content.page_rows import Page
    from policypack.pack.pack import Pack
    from policypack.pages.differences import PageDifference, Reason
    from policypack.pages.rendering import Rendering

Readers = Literal["everybody", "children", "parents", "staff", "leaders"]
READERS: Mapping[Readers, str] = {
    "everybody": "For everybody",
    "children": "For children and young people",
    "parents": "For parents, carers and other adults",
    "staff": "For staff and volunteers",
    "leaders": "For the leaders alone",
}
REASONS: Mapping[Reason, str] = {
    "answer": "You answered anew",
    "words": "This version of policypack says it in other words",
    "fact": "A fact of the world",
    "own words": "Your own templates or content",
    "day": "The day",
    "agreement": "What was agreed",
}
_MOST = 3
"""Sentences of a page in a notice; the page has the rest."""
_MOST_PAGES = 8


def readers_of(page: Page) -> Readers:
    """Say for whom a page is, by its audience and by the ages whose words it takes."""
    if page.audience != "public":
        return "staff" if page.audience == "staff" else "leaders"
    if page.gate == "adults":
        return "parents"
    return "everybody" if page.gate == "everyone" else "children"


def by_readers(pack: Pack, found: Iterable[PageDifference]) -> dict[Readers, list[PageDifference]]:
    """Return the pages that differ under those who read them; only readers for whom something differs."""
    pages = {page.id: page for page in pack.all_pages}
    grouped: dict[Readers, list[PageDifference]] = {readers: [] for readers in READERS}
    for one in found:
        page = pages.get(one.page)
        whom: Readers = "everybody" if one.audience == "public" else "staff" if one.audience == "staff" else "leaders"
        grouped[readers_of(page) if page else whom].append(one)
    return {readers: pages_of_it for readers, pages_of_it in grouped.items() if pages_of_it}


def notice(pack: Pack, found: Iterable[PageDifference], since: date) -> str:
    """Return a short notice to members in plain words, ready to paste; "" where nothing public has changed.

    It says only what stands on public pages today: what went is not repeated.
    """
    public = [one for one in found if one.audience == "public"]
    if not public:
        return ""
    said = View(pack.answers, "public", set()).sections()
    organisation = said["organisation"]
    lines = [
        f"{organisation.name or 'Our group'}: what is new on our pages about staying safe online since {day(since)}",
        "",
    ]
    changes = page_changes(public)
    for change in changes[:_MOST_PAGES]:
        titles = listed(change.titles[:4]) + (" and others" if len(change.titles) > 4 else "")  # noqa: PLR2004 - a few
        if change.kind != "changed":
            lines.append(f"{titles}: {'new' if change.kind == 'new' else 'no longer there'}")
            continue
        lines.append(f"{titles}:")
        lines += [f"- {sentence}" for sentence in change.new[:_MOST]]
        if len(change.new) > _MOST or not change.new:
            lines.append("- More has changed there." if change.new else "- Something that stood there has gone.")
    if len(changes) > _MOST_PAGES:
        lines.append("Other pages have changed, too.")
    lines.append("")
    if said["brand"].address:
        lines.append(f"You can read all of it here: {said['brand'].address}")
    services = pack.catalogue.services
    lines.append(
        f"Are you worried about something online? Tell us. You can always ring Childline on "
        f"{services['childline'].phone}. Is somebody in danger now? Ring {services['emergency-999'].phone}."
    )
    return "\n".join(lines)


def minutes(renderer: Rendering, found: Sequence[PageDifference]) -> str:
    """Return a paragraph for the minutes: which policies and codes changed since they were agreed, and what to decide.

    found: the differences from what was agreed. It is "" where no policy waits.
    """
    pack = renderer.pack
    approval, waiting = pack.approval, renderer.waiting()
    if approval is None or not waiting:
        return ""
    differing = {one.page: one for one in found}
    what = []
    for rendered in waiting:
        one = differing.get(rendered.page.id)
        if rendered.state == "new":
            what.append(f"{rendered.page.title} (new)")
        elif one is None:
            what.append(rendered.page.title)
        else:
            count = len(one.changes)
            what.append(f"{rendered.page.title} ({count} {'sentence' if count == 1 else 'sentences'})")
    return (
        f"{approval.role} agreed our online safety policies and codes on {day(approval.date)}. "
        f"These have changed since: {'; '.join(what)}. The changes were read, and the policies and codes were agreed "
        "as they now stand, to be looked at again by: ____________"
    )
