"""Bank holidays: those of each nation, and working days that leave them out."""

from __future__ import annotations

from datetime import date

import pytest

from policypack.base.shortcuts import ONE_COUNTRY, SWITCH
from policypack.facts import bank_holidays as module
from policypack.facts.bank_holidays import BankHoliday, bank_holidays, working_day_after

ALL = ("england", "scotland", "wales", "northern_ireland")


def days_of(*nations: str, year: int = 2027) -> dict[str, str]:
    return {f"{day:%d %b}": name for day, name, _ in bank_holidays(nations, date(year, 1, 1), date(year, 12, 31))}


def test_each_nation_has_its_own() -> None:
    """GOV.UK's list for 2027, and what was moved off a weekend on its own day as well."""
    shared = {
        "01 Jan": "New Year's Day",
        "26 Mar": "Good Friday",
        "03 May": "May Day",
        "31 May": "Spring Bank Holiday",
        "25 Dec": "Christmas Day",
        "26 Dec": "Boxing Day",
        "27 Dec": "Bank holiday for Christmas Day",
        "28 Dec": "Bank holiday for Boxing Day",
    }
    summer = {"29 Mar": "Easter Monday", "30 Aug": "Late Summer Bank Holiday"}
    assert days_of("england") == days_of("wales") == shared | summer
    assert days_of("northern_ireland") == shared | summer | {
        "17 Mar": "Saint Patrick's Day",
        "12 Jul": "Battle of the Boyne",
    }
    assert days_of("scotland") == shared | {
        "02 Jan": "New Year Holiday",
        "04 Jan": "Bank holiday for New Year Holiday",
        "02 Aug": "Summer Bank Holiday",
        "30 Nov": "Saint Andrew's Day",
    }


def test_of_several_nations_each_day_stands_once_and_says_where_it_holds() -> None:
    found = bank_holidays(("england", "scotland"), date(2026, 12, 31), date(2027, 3, 29))
    assert found[:2] == [
        BankHoliday(date(2027, 1, 1), "New Year's Day", ("england", "scotland")),
        BankHoliday(date(2027, 1, 2), "New Year Holiday", ("scotland",)),
    ]
    assert found[-1] == BankHoliday(date(2027, 3, 29), "Easter Monday", ("england",))


@pytest.mark.parametrize(
    ("written", "number", "nations", "day"),
    [
        ("2026-11-23", 1, ALL, "2026-11-24"),
        ("2026-11-27", 1, ("england",), "2026-11-30"),  # a Friday
        ("2026-11-27", 1, ALL, "2026-12-01"),  # Saint Andrew's Day
        ("2026-11-28", 2, ("england",), "2026-12-01"),
        ("2026-12-24", 1, ("england",), "2026-12-29"),  # 28 December is for Boxing Day
        ("2026-12-31", 1, ("england",), "2027-01-04"),
        ("2026-12-31", 1, ("england", "scotland"), "2027-01-05"),
        ("2026-12-31", 3, ("england", "scotland"), "2027-01-07"),
    ],
)
def test_a_working_day_is_monday_to_friday_and_no_bank_holiday_of_any_of_the_nations(
    written: str, number: int, nations: tuple[str, ...], day: str
) -> None:
    assert working_day_after(date.fromisoformat(written), number, nations) == date.fromisoformat(day)


def test_the_short_way_to_the_library_finds_what_the_long_way_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    short = days_of(*ALL)
    module._of_a_year.cache_clear()
    module._united_kingdom.cache_clear()
    monkeypatch.setenv(SWITCH, ONE_COUNTRY.name)
    assert module._united_kingdom().__module__ == "holidays.countries.united_kingdom"
    assert days_of(*ALL) == short
    module._of_a_year.cache_clear()
    module._united_kingdom.cache_clear()
