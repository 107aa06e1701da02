"""Recent changes: what the site tells its readers of the last year, in words that stand on its pages today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from policypack.text.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from policypack.content.page_rows import Page
    from policypack.content.questions import Audience
    from policypack.pages.rendering import Rendering

_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of one page: the sentences of it that were new on a day and stand on it today."""

    page: Page
    new: tuple[str, ...]


def recent_changes(renderer: Rendering, audience: Audience) -> Iterator[tuple[date, list[Told]]]:
    """Yield each day of the last year on which pages for one audience changed, the latest first, with those pages.

    Nothing is told in words that no page has any longer: a number, an address or a name that went stays gone.
    """
    pages = {page.id: page for page in renderer.pack.pages if page.audience == audience and not page.tells_changes}
    today: dict[str, frozenset[str]] = {}
    days: dict[date, dict[str, dict[str, None]]] = {}
    for entry in reversed(renderer.pack.journal):
        if renderer.pack.today - entry.day > _YEAR:
            continue
        for changed in entry.pages:
            if changed.id not in pages:
                continue
            if changed.id not in today:
                page = pages[changed.id]
                today[page.id] = frozenset(sentences(renderer.page(page).markdown))
            new = days.setdefault(entry.day, {}).setdefault(changed.id, {})
            new |= dict.fromkeys(text for text in changed.new if text in today[changed.id])
    for day, changed_pages in days.items():
        yield day, [Told(pages[page_id], tuple(new)) for page_id, new in changed_pages.items()]
