"""What may be told to people outside, such as a county, a school or an insurer: measures in place, and what shows them.

Told is what the pages of staff could say: a measure in the fixed words of ``content/risks.yml``, where the answers that
it rests on are for everybody or for staff. An answer for the leaders alone is told in no words, and what somebody wrote
in their own words only where everybody reads it. What is missing is not told: it is for the leaders to mend.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policypack.content.questions import sees
from policypack.pack.risks import assess

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policypack.answers.model import Item
    from policypack.content.page_rows import Page
    from policypack.content.risk_rules import Measure
    from policypack.pack.pack import Pack
    from policypack.pages.one_page import RenderedPage

_BY_PLACE = ("online.accounts", "moderation.other_times")
"""Groups whose answers say how one place is looked after: a measure that rests on them can be missing in another."""

_FOR_ADULTS = ("everyone", "adults")
"""The reading bands of pages that adults are sent to."""


@dataclass(frozen=True, slots=True)
class InPlace:
    """A measure that the answers say is in place.

    says: it, in our words, without a full stop. places: the names of the places that have it, in the order of the
    answers; none where it is the same everywhere. everywhere: every place has it.
    """

    says: str
    places: tuple[str, ...]
    everywhere: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """What shows that measures are in place: a page for everybody or for staff, or the answers alone (None)."""

    page: Page | None
    measures: tuple[InPlace, ...]


def shown_in_place(pack: Pack, pages: Sequence[RenderedPage]) -> tuple[Shown, ...]:
    """Return the measures that are in place, under what shows each best, in the order of the pages.

    pages: those for staff, the public ones among them, rendered.
    """
    by_page: dict[str, list[InPlace]] = {}
    for measure, places, asked in _told(pack):
        page = _best(pack, pages, asked)
        by_page.setdefault(page.id if page else "", []).append(_in_place(pack, measure, places, asked))
    found = [Shown(page.page, tuple(by_page[page.page.id])) for page in pages if page.page.id in by_page]
    return (*found, *([Shown(None, tuple(by_page[""]))] if "" in by_page else []))


def _in_place(pack: Pack, measure: Measure, places: Sequence[Item], asked: set[str]) -> InPlace:
    """Return a measure as it is told. places: where it is in place. asked: the questions that it rests on."""
    if not any(qid.startswith(group) for qid in asked for group in _BY_PLACE):
        return InPlace(measure.says, (), everywhere=False)
    all_places = len(places) == len(pack.answers.items("online.accounts"))
    return InPlace(measure.says, tuple(place.name for place in places), everywhere=all_places)


def _told(pack: Pack) -> Iterator[tuple[Measure, list[Item], set[str]]]:
    """Yield each measure in place that may be told, with the places that have it and the questions it rests on."""
    found: dict[str, tuple[Measure, list[Item], set[str]]] = {}
    for place in (None, *pack.answers.items("online.accounts")):
        for measure in _measures(pack, place):
            asked: set[str] = set()
            measure.when.holds(pack.answers.scope(place, asked))
            if not all(sees("staff", pack.catalogue.questions[qid].visibility) for qid in asked):
                continue
            _, places, all_asked = found.setdefault(measure.says, (measure, [], set()))
            all_asked |= asked
            if place is not None and place not in places:
                places.append(place)
    yield from found.values()


def _measures(pack: Pack, place: Item | None) -> Iterator[Measure]:
    for risk in assess(pack.answers.scope(place), pack.risk_rules):
        yield from risk.in_place


def _best(pack: Pack, pages: Iterable[RenderedPage], asked: set[str]) -> Page | None:
    """Return the page that shows best what these questions ask: it prints their answers, and says why they are asked.

    Why is the guidance: the page that carries most of the points that the questions ask for; the first of several. What
    is written for children of one age comes last, for it is not for whoever reads here.
    """
    questions = pack.catalogue.questions
    wanted = {point for qid in asked for point in questions[qid].points}
    best, most = None, (False, 0)
    for page in pages:
        carried = {point for passage in page.carried for point in passage.points} if page.seen & asked else set()
        found = (page.page.gate in _FOR_ADULTS, len(carried & wanted))
        if carried & wanted and found > most:
            best, most = page.page, found
    return best
