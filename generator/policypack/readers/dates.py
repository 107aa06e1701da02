"""Dates: a day, or a month, in the ways in which people in Britain write it: the day comes before the month.

A date that is read wrongly is worse than one that is refused: what has two meanings is asked about.
"""

from __future__ import annotations

import difflib
import re
import string
from datetime import date, timedelta

from policypack.base.clock import LAST_YEAR
from policypack.base.month import Month, days_in
from policypack.text.english import DAYS, MONTHS, day

_FIRST_YEAR = 2000
_UNCLEAR_FROM = 50
"""From here on two figures of a year can be of the last century: nobody would see a training of 2099 in `5.6.99`."""
_WANTED = "a date is wanted, such as 2026-11-22 or 22 November 2026"
_MONTHS = {name[:length].casefold(): number for number, name in enumerate(MONTHS, 1) for length in (3, len(name))}
_MONTHS["sept"] = 9
_WEEKDAYS = {name[:length].casefold(): place for place, name in enumerate(DAYS) for length in (3, len(name))}
_WEEKDAYS |= {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_EMPTY_WORDS = {"the", "of", "on", "in"}
_FIXED = {
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
}
_FROM_EASTER = {"good friday": -2, "easter sunday": 0, "easter day": 0, "easter monday": 1}
_STRETCHES = {
    "easter": ("good friday", "easter sunday", "easter monday"),
    "christmas": ("christmas eve", "christmas day", "boxing day"),
    "xmas": ("christmas eve", "christmas day", "boxing day"),
    "new year": ("new year's eve", "new year's day"),
}
"""Names of more than a day, with the days that may be meant."""
_SEPARATED = re.compile(r"(\d{1,4}) ?[-/. ] ?(\d{1,2})(?: ?[-/. ] ?(\d{1,4}))?")
_PLAIN = re.compile(rf"\d{{4}}-\d\d(-\d\d)?|(?=.*\b\d{{4}}\b)(?=.*\b({'|'.join(_MONTHS)})\b).*")


def parse_date(text: str, today: date | None) -> date | Month:
    """Read a day or a month: 22/11/26, Nov 22, 2026, 1st Sept 2026, yesterday, Good Friday 2027, March 2025.

    today: what `yesterday` counts from; None where that is not to be said, as in a file that is read on another day.
    Raises ValueError with what is wanted.
    """
    word = " ".join(text.casefold().replace("\u2019", "'").split()).strip(" .,;")
    word = re.sub("[\u2010-\u2015\u2212]", "-", word)
    if word in ("today", "yesterday", "tomorrow", "this month", "last month"):
        if today is None:
            raise ValueError(f"“{word}” means something else later; write the day itself, such as 22 November 2026")
        return _from_today(word, today)
    if found := _SEPARATED.fullmatch(word):
        return _of_figures(*found.groups())
    if found := re.fullmatch(r"([a-z' ]+?) (\d{4})", word):
        name, year = re.sub(r"^(on|at) ", "", found[1]).replace("new years", "new year's"), int(found[2])
        if name in _FIXED or name in _FROM_EASTER:
            return _named_day(name, _checked_year(year))
        if name in _STRETCHES:
            raise ValueError(_which_day(name, _checked_year(year)))
    return _of_words(word, today)


def says_one_day_only(text: str) -> bool:
    """Say whether a text names its month in letters and its year in full, or is written 2026-11-22.

    Any other text can be meant otherwise, and is read back before it is taken.
    """
    return _PLAIN.fullmatch(" ".join(text.casefold().split())) is not None


def _of_figures(first: str, second: str, third: str | None) -> date | Month:
    longest = len(first), len(third or "")
    if third is None:
        if (len(first), len(second)) == (4, 2) or (len(first) == 4 and len(second) == 1):  # noqa: PLR2004 - 2026-11
            return _checked_month(int(first), int(second))
        raise ValueError(f"the year is missing; {_WANTED}")
    if longest[0] == 4 and longest[1] <= 2:  # noqa: PLR2004 - 2026/11/22
        return _checked_day(int(first), int(second), int(third))
    if longest[0] <= 2 and longest[1] in (2, 4):  # noqa: PLR2004 - 22.11.26, 22/11/2026
        return _checked_day(_full_year(third), int(second), int(first))
    raise ValueError(_WANTED)


def _of_words(word: str, today: date | None) -> date | Month:
    if month_first := re.fullmatch(r"(\d{1,2}) ?[-/. ] ?(\d{4})", word):
        return _checked_month(int(month_first[2]), int(month_first[1]))
    apart = re.sub(r"(?<=\d)(?!st|nd|rd|th)(?=[a-z])|(?<=[a-z])(?=\d)", " ", word)
    parts = [part for part in re.split(r"[ ,./-]+", apart) if part and part not in _EMPTY_WORDS]
    weekdays = [part for part in parts if part in _WEEKDAYS]
    months = [part for part in parts if part in _MONTHS]
    figures = [part for part in parts if re.fullmatch(r"\d{1,2}(st|nd|rd|th)?|\d{4}|'\d\d", part)]
    if len(months) != 1 or len(weekdays) > 1 or len(parts) != len(weekdays) + len(months) + len(figures):
        raise ValueError(_not_read(word, parts))
    month = _MONTHS[months[0]]
    match figures:
        case [year] if _is_year(year) and not weekdays:
            return _checked_month(int(year), month)
        case [year] if year.startswith("'") and not weekdays:
            return _checked_month(_full_year(year), month)
        case [] | [_]:
            raise ValueError(_without_year(figures, month, today))
        case [year, number] if _is_year(year):
            found = _checked_day(int(year), month, _figure(number))
        case [number, year] if parts[-1] == year and not year[-1].isalpha() and not number.startswith("'"):
            found = _checked_day(_full_year(year), month, _figure(number))
        case _:
            raise ValueError(_WANTED)
    if weekdays and found.weekday() != (said := _WEEKDAYS[weekdays[0]]):
        wanted = "write the day that you mean"
        raise ValueError(f"{day(found)} is a {DAYS[found.weekday()]}, not a {DAYS[said]}; {wanted}")
    return found


def _is_year(written: str) -> bool:
    return len(written) == 4 and written.isdigit()  # noqa: PLR2004 - 2026


def _figure(written: str) -> int:
    return int(re.sub(r"\D", "", written))


def _full_year(written: str) -> int:
    number = _figure(written)
    if len(written.lstrip("'")) > 2:  # noqa: PLR2004 - 2026
        return number
    if number >= _UNCLEAR_FROM:
        raise ValueError(f"write the year in four figures; {_WANTED}")
    return _FIRST_YEAR + number


def _checked_year(year: int) -> int:
    if not _FIRST_YEAR <= year < LAST_YEAR:  # another year is a slip of the keys
        raise ValueError(f"there is a slip in the year {year}; a year from {_FIRST_YEAR} to {LAST_YEAR - 1} is wanted")
    return year


def _checked_month(year: int, month: int) -> Month:
    _checked_year(year)
    if not 1 <= month <= len(MONTHS):
        raise ValueError(f"there is no month {month}; {_WANTED}")
    return Month(year, month)


def _checked_day(year: int, month: int, number: int) -> date:
    _checked_year(year)
    if not 1 <= month <= len(MONTHS):
        turned = 1 <= number <= len(MONTHS) and 1 <= month <= days_in(year, number)
        better = f"is {day(date(year, number, month))} meant?" if turned else "write the month in letters"
        raise ValueError(f"there is no month {month}; the day comes before the month here: {better}")
    last = days_in(year, month)
    if number < 1:
        raise ValueError(f"a month begins with day 1; {_WANTED}")
    if number > last:
        name = MONTHS[month - 1]
        whose = f"{name} {year}" if name == "February" else name
        raise ValueError(f"{whose} has {last} days; write a day from 1 to {last}")
    return date(year, month, number)


def _from_today(word: str, today: date) -> date | Month:
    match word:
        case "yesterday":
            return today - timedelta(days=1)
        case "tomorrow":
            return today + timedelta(days=1)
        case "this month":
            return Month(today.year, today.month)
        case "last month":
            before = today.replace(day=1) - timedelta(days=1)
            return Month(before.year, before.month)
    return today


def _named_day(name: str, year: int) -> date:
    if name in _FIXED:
        return date(year, *_FIXED[name])
    from dateutil.easter import easter

    return date.fromordinal(easter(year).toordinal() + _FROM_EASTER[name])


def _which_day(name: str, year: int) -> str:
    days = [f"{string.capwords(one)} is {day(_named_day(one, year))}" for one in _STRETCHES[name]]
    return f"which day is meant? {', '.join(days)}"


def _without_year(figures: list[str], month: int, today: date | None) -> str:
    number, year = (_figure(figures[0]) if figures else 1), (_FIRST_YEAR if today is None else today.year)
    known = today is not None and 1 <= number <= days_in(year, month)
    such_as = day(date(year, month, number)) if known else "22 November 2026"
    return f"the year is missing; write it behind the month in four figures, as in {such_as}"


def _not_read(word: str, parts: list[str]) -> str:
    if re.fullmatch(r"\d{4}", word) and _checked_year(int(word)):
        return f"the day and the month are missing; write them before the year, as in 22 November {word}"
    for part in parts:
        near = difflib.get_close_matches(part, [name.casefold() for name in MONTHS], n=1, cutoff=0.75)
        if near and part not in _MONTHS and len(part) > 3:  # noqa: PLR2004 - not of a short form
            return f"“{part}” is no month; did you mean {near[0].title()}? {_WANTED}"
    return _WANTED
