"""The clock: `today` is the only one, so that the same answers give the same bytes, on any machine, at any hour."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from policypack.base.problems import one_problem

HOME = "Europe/London"
"""The time zone of every organisation in the United Kingdom."""
LAST_YEAR = 2100
"""The first year of which no day is taken: what follows from a day (a review a year on) has to be a day too."""


def today_for() -> date:
    """Return SOURCE_DATE_EPOCH's day where it is set (seconds since 1970, UTC), else today in the United Kingdom.

    Raises ProblemsFoundError where SOURCE_DATE_EPOCH is not a number of seconds, or of a day too far away.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        try:
            day = datetime.fromtimestamp(int(epoch), UTC).date()
        except (ValueError, OverflowError, OSError):
            day = None
        if day is None or day.year >= LAST_YEAR:
            one_problem("SOURCE_DATE_EPOCH", "a number of seconds since 1970 is wanted", given=epoch)
        return day
    return datetime.now(ZoneInfo(HOME)).date()
