"""Items: what templates ask of what an organisation named: its places online, its areas, its days.

They see items as a page's audience does (:mod:`policypack.pages.view`). An approval covers every answer that was asked
for (:mod:`policypack.pack.approval`), so they ask for none that they do not need.
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from policypack.facts.reading_now import Days
from policypack.text.escaping import printed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from jinja2.runtime import Context

    from policypack.content.nations import Nation
    from policypack.content.platforms import Platform
    from policypack.pages.view import ItemView


def has_fact(item: ItemView, name: str) -> bool:
    """Return whether a derived fact about an item holds: ``accounts|select("fact", "is_live")`` in a template."""
    return bool(item.fact(name))


@jinja2.pass_context
def said_by(context: Context, items: Iterable[Any] | None, macro: Callable[[Any], Any]) -> list[Markup]:
    """Return what a macro says of each item, as Markdown; of nobody (None, or the answer "none") nothing.

    Raises SecurityError where an own template gives what no template may call in place of a macro.
    """
    engine = context.environment
    call = partial(engine.call, context) if isinstance(engine, SandboxedEnvironment) else context.call
    return [Markup(printed(call(macro, item))) for item in items or ()]  # noqa: S704 - escaped


def not_over(items: Iterable[ItemView], today: date) -> list[ItemView]:
    """Return the items whose first and last day are known and whose last is not past, the earliest first."""
    known = [item for item in items if item.first_day is not None and item.last_day is not None]
    return sorted((item for item in known if item.last_day >= today), key=lambda item: item.first_day)


def stretches_ahead(items: Iterable[ItemView], today: date) -> list[Days]:
    """Return the days of items that are not over, the earliest first; those that touch or overlap are one stretch."""
    found: list[Days] = []
    for item in not_over(items, today):
        if found and item.first_day <= found[-1].last + timedelta(days=1):
            found[-1] = Days(found[-1].first, max(found[-1].last, item.last_day))
        else:
            found.append(Days(item.first_day, item.last_day))
    return found


def in_nation(areas: Iterable[ItemView], nation: Nation, nations: Sequence[Nation]) -> list[ItemView]:
    """Return the areas that lie in a nation: all where it is the organisation's only one, else those that say so.

    nations: all of the organisation's.
    """
    alone = len(nations) == 1
    return [area for area in areas if alone or (area.nation and area.nation.id == nation.id)]


def platforms_with_ages(accounts: Iterable[ItemView], today: date) -> list[Platform]:
    """Return the platforms of places, each once, as far as a source says something about ages there.

    In what the organisation runs itself, the age is its own affair and no platform's.
    """
    known = {platform.id: platform for account in accounts if (platform := account.platform)}
    return [platform for platform in known.values() if not platform.is_our_own and platform.knows_ages_on(today)]


def nobody_of_ages(accounts: Sequence[ItemView], youngest: int, oldest: int) -> bool:
    """Return whether the answers show that nobody of these ages is in any place online.

    youngest, oldest: years, both ends included. False where it is not known, or where there are no places.
    """
    # Every place is asked, so that what an approval covers does not hang on the order of the places.
    found = [_may_have_ages(account, youngest, oldest) for account in accounts]
    return bool(found) and not any(found)


def _may_have_ages(account: ItemView, youngest: int, oldest: int) -> bool:
    if account.for_whom is None:
        return True
    if not account.fact("has_children"):
        return False
    if account.age_groups is None:
        return True
    return any(_overlaps(group, youngest, oldest) for group in account.age_groups)


def _overlaps(group: ItemView, youngest: int, oldest: int) -> bool:
    low = getattr(group, "from")
    return low is not None and group.to is not None and low <= oldest and group.to >= youngest
