"""A week that one can see: each day as a bar, from midnight to midnight, beside the times in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from policypack.readers.clock_text import DAY
from policypack.text.english import DAYS

if TYPE_CHECKING:
    from policypack.readers.schedule import WeeklyTimes

_QUARTERS = 4
_GAP = 16
"""Minutes of the bar that are left out between its quarters, so that 6am, noon and 6pm can be seen."""
_HIGH = 10
_READ = "pp-day__read"


def day_bars(weekly: WeeklyTimes) -> list[Markup]:
    """Return an SVG element for each day, Monday first: the day in quarters, and over them the times that are read.

    weekly: times of one season, or of all year. What runs past midnight is drawn on both its days. The bars say nothing
    that the words beside them do not, so that screen readers pass them over.
    """
    return [_bar([(span.start, span.end) for span in weekly.spans if span.day == day]) for day in range(len(DAYS))]


def _bar(times: list[tuple[int, int]]) -> Markup:
    quarter = DAY // _QUARTERS
    drawn = [_piece(start, start + quarter - _GAP, "pp-day__rest") for start in range(0, DAY, quarter)]
    drawn += [_piece(start, end, _READ) for start, end in times]
    opening = f'<svg class="pp-day" viewBox="0 0 {DAY} {_HIGH}" preserveAspectRatio="none" aria-hidden="true">'
    return Markup(f"{opening}{''.join(drawn)}</svg>")  # noqa: S704 - numbers alone


def _piece(start: int, end: int, name: str) -> str:
    paint = 'fill="currentColor"' + ("" if name == _READ else ' fill-opacity=".2"')  # where our style sheet is not
    return f'<rect class="{name}" {paint} x="{start}" width="{end - start}" height="{_HIGH}"></rect>'
