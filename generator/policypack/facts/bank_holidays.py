"""Bank holidays of the nations, and working days: Monday to Friday, but not on a bank holiday.

They are those of the library `holidays`, which is imported only where somebody needs them: it takes long.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from policypack.base.shortcuts import ONE_COUNTRY

if TYPE_CHECKING:
    from collections.abc import Mapping

_SUBDIVISIONS = {"england": "ENG", "scotland": "SCT", "wales": "WLS", "northern_ireland": "NIR"}
"""What the library calls the nations."""
_OBSERVED = " (observed)"
"""What the library puts after the name of a bank holiday that was moved off a weekend."""
_WEEKEND = 5
"""The first day of the week, counted from 0, that is no working day."""


class BankHoliday(NamedTuple):
    """A bank holiday. name: as people know it. nations: the ids of those of the nations asked for that have it."""

    day: date
    name: str
    nations: tuple[str, ...]


def bank_holidays(nations: tuple[str, ...], first: date, last: date) -> list[BankHoliday]:
    """Return the bank holidays of any of these nations from one day to another, both included, in order.

    nations: ids of content/nations.yml. One that is moved off a weekend stands twice: on its own day, and as "Bank
    holiday for Boxing Day".
    """
    found: dict[date, list[tuple[str, str]]] = {}
    for year in range(first.year, last.year + 1):
        for nation in nations:
            for day, name in _of_a_year(nation, year).items():
                if first <= day <= last:
                    found.setdefault(day, []).append((name, nation))
    return [BankHoliday(day, had[0][0], tuple(nation for _, nation in had)) for day, had in sorted(found.items())]


def is_bank_holiday(day: date, nations: tuple[str, ...]) -> bool:
    """Say whether a day is a bank holiday of any of the nations; of any in the UK where none are known."""
    return any(day in _of_a_year(nation, day.year) for nation in nations or _SUBDIVISIONS)


def working_day_after(day: date, number: int, nations: tuple[str, ...]) -> date:
    """Return the so manieth working day after a day, which is not counted itself.

    A bank holiday of any of the nations is no working day. number: 1 for the next one.
    """
    while number:
        day += timedelta(days=1)
        number -= day.weekday() < _WEEKEND and not (nations and is_bank_holiday(day, nations))
    return day


@lru_cache(maxsize=64)
def _of_a_year(nation: str, year: int) -> Mapping[date, str]:
    known = _united_kingdom()(subdiv=_SUBDIVISIONS[nation], years=year)
    return {day: _in_words(name) for day, name in known.items()}


def _in_words(name: str) -> str:
    """Return the name of a bank holiday; of one that the library joined from two that fall on one day, the first."""
    first = name.partition("; ")[0]
    return f"Bank holiday for {first.removesuffix(_OBSERVED)}" if first.endswith(_OBSERVED) else first


@lru_cache(maxsize=1)
def _united_kingdom() -> Any:
    """Return the library's class for the United Kingdom."""
    package = find_spec("holidays")
    if ONE_COUNTRY.taken and package is not None and package.origin:
        file = Path(package.origin).with_name("countries") / "united_kingdom.py"
        spec = spec_from_file_location("policypack.united_kingdom", file)
        if spec is not None and spec.loader is not None and file.is_file():
            module = module_from_spec(spec)
            spec.loader.exec_module(module)
            return module.UnitedKingdom
    from holidays.countries.united_kingdom import UnitedKingdom

    return UnitedKingdom
