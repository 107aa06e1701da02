"""Read weekly times as people write them: "Mon-Fri 6pm-8pm, Sat 10-12".

Where people leave something open (what a time of day means is read by clock_text.py):

- An end before its start lies on the next day: "Fri 8pm-1am".
- Days before a time share it ("Mon, Wed 16-20"); a semicolon or a new line between days ends what went before.
- Term time or school holidays, after times, belong to the times before them, back to the last semicolon or new line:
  "Mon-Fri 6-8pm, Sat 10-12, term time only". Before days they belong to all that follows, up to the next such words:
  "In term time Mon-Fri 4-8pm; in the holidays Mon 10-12". Between times, without "only", a comma decides.
"""

from __future__ import annotations

import re
from typing import Literal

from policypack.base.problems import quoted
from policypack.readers.clock_text import DAY, Clock, read_clock, span_meant
from policypack.text.english import DAYS

Season = Literal["", "term", "holidays"]
"""When in the year a time holds: all year, in term time only, or in the school holidays only."""

_TOKEN = re.compile(
    r"""
      (?P<season>(?:only\s+)?(?:(?:in|during|within)\s+)?(?:the\s+)?(?:school\s+)?
        (?:(?P<outside>out(?:side)?\s+(?:of\s+)?)?(?P<term>term)(?:[\s-]*times?|s)?|holidays?|(?P<year>all\s+year)(?:[\s-]+round)?)
        (?P<only>\s+only)?(?![\w-]))
    | (?P<day>(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:rs?|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)
        s?\b\.?)
    | (?P<days>weekdays?\b|weekends?\b|(?:every|each)\s*day\b|daily\b)
    | (?P<whole>all\s+day\b)
    | (?P<time>(?P<hour>[0-9]{1,2})(?:[:.]?(?P<minute>[0-9]{2})(?:\s*hrs?\b)?)?
        \s*(?P<half>[ap]\.?m\b\.?|(?:noon|midday|midnight)\b)?(?![\w:/])
      | (?P<word>noon|midday|midnight)\b)
    | (?P<to>-+|(?:to|till|til|until|through)\b)
    | (?P<between>between\b)
    | (?P<and>(?:[,&+/]|and\b)\s*)
    | (?P<stop>[;\n])
    | (?P<filler>[\s:.()]|(?:on|from|at|every|each)\b)
    | (?P<other>[^\s,;]+)
    """,
    re.VERBOSE | re.IGNORECASE,
)
# One letter a token, so that what may follow what is one pattern.
_LETTERS = {
    "season": "s", "day": "d", "days": "D", "whole": "w", "time": "t",
    "to": "-", "between": "b", "and": "&", "stop": ";", "other": "x",
}  # fmt: skip
_ITEM = re.compile(
    "(?P<days>d-d|d|D)(?:-(?=b?t|w))?|(?P<across>t-dt)|(?P<times>b?t-t|bt&t|w)|(?P<lone>t-?)"
    "|(?P<season>s)|(?P<other>x+)|(?P<loose>[-b])|(?P<stop>;(?=[;&]*[dDs]))|[;&]"
)
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"))
_EXAMPLE = "Mon-Fri 6pm-8pm"


def read_spans(text: str) -> list[tuple[int, int, int, Season]]:
    """Read weekly times into spans (day 0-6, start minute, end minute, season), split at midnight, as written.

    Raises ValueError with everything that is wrong with the text, in plain words.
    """
    reader = _Reader(text.translate(_DASHES))
    reader.read()
    if reader.problems:
        first, *others = dict.fromkeys(reader.problems)
        raise ValueError(". ".join([first, *(other[0].upper() + other[1:] for other in others)]))
    return reader.spans


class _Reader:
    """Walks over the items of a text; there is one method for each kind of item in _ITEM."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = [match for match in _TOKEN.finditer(text) if match.lastgroup != "filler"]
        self.letters = "".join(_LETTERS[str(token.lastgroup)] for token in self.tokens)
        self.days: list[int] = []
        self.waiting: list[str] = []  # days that have no time yet, as written
        self.spans: list[tuple[int, int, int, Season]] = []
        self.loose_from = 0  # the first span that a season after it would belong to
        self.prefix: Season | None = None  # the season of all that follows
        self.days_season: Season | None = None  # the season between the last days and their times
        self.problems: list[str] = []

    def read(self) -> None:
        for item in _ITEM.finditer(self.letters):
            if item.lastgroup:
                parts = self.tokens[item.start() : item.end()]
                said = self.text[parts[0].start() : parts[-1].end()].strip(" -")
                getattr(self, f"_{item.lastgroup}")(said, parts)
        self._stop()
        if not (self.spans or self.problems):
            self.problems.append(f"no day and no time is named; write for example {_EXAMPLE}")

    def _days(self, said: str, parts: list[re.Match[str]]) -> None:
        if not self.waiting:
            self.days, self.days_season = [], None
        self.waiting.append(said)
        word = parts[0][0].lower()
        if parts[0]["days"]:
            self.days += range(5, 7) if word.startswith("weekend") else range(5 if word.startswith("weekday") else 7)
            return
        first, *others = [_day_number(part[0]) for part in parts if part["day"]]
        last = others[0] if others else first
        if others and first == last:
            self.problems.append(f"{quoted(said)} starts and ends on the same day; write one day, or every day")
        self.days += [day % 7 for day in range(first, last + 1 if first <= last else last + 8)]

    def _times(self, said: str, parts: list[re.Match[str]]) -> None:
        self.waiting.clear()
        times = [part for part in parts if part["time"]]
        if not self.days and not any(token["other"] for token in self.tokens):
            shown = times[0][0].strip() if times else said
            self.problems.append(f"no day is named before {shown}; write for example {_EXAMPLE}")
        clocks: list[Clock] = []
        for time in times:
            try:
                clocks.append(read_clock(time))
            except ValueError as error:
                self.problems.append(str(error))
        if len(clocks) < len(times):
            return
        try:
            start, end = span_meant(said, *clocks) if clocks else (0, DAY)
        except ValueError as error:
            self.problems.append(str(error))
            return
        season = self.days_season if self.days_season is not None else self.prefix or ""
        for day in self.days:
            self.spans.append((day, start, end if end > start else DAY, season))
            if 0 < end < start:
                self.spans.append(((day + 1) % 7, 0, end, season))

    def _season(self, said: str, parts: list[re.Match[str]]) -> None:
        season = _season_of(parts[0])
        if self.waiting:
            self.days_season = season
            return
        at = self.tokens.index(parts[0])
        before, after = self.letters[:at], self.letters[at + 1 :]
        loose = self.prefix is None and self.loose_from < len(self.spans)
        if self.spans and not re.search("[dDtw]", after):  # it stands at the end
            self._belongs_before(said, season, 0 if not loose else self.loose_from)
        elif not loose:
            self.prefix = season
            self.loose_from = len(self.spans)
        elif parts[0]["only"] or after.startswith(";") or (after.startswith("&") and not before.endswith("&")):
            self._belongs_before(said, season, self.loose_from)
        elif before.endswith("&") and not after.startswith("&"):
            self.prefix = season
        else:
            self.problems.append(
                f"{quoted(said)} may belong to the times before it or to those after it; put a semicolon on one side"
            )

    def _belongs_before(self, said: str, season: Season, first: int) -> None:
        if self.prefix is not None:
            self.problems.append(
                f"{quoted(said)} has no times of its own; write for example {_EXAMPLE}, term time only"
            )
        self.spans[first:] = [(*span[:3], span[3] or season) for span in self.spans[first:]]
        self.loose_from = len(self.spans)

    def _across(self, said: str, _parts: list[re.Match[str]]) -> None:
        self.waiting.clear()
        self.problems.append(f"{quoted(said)} names a day inside a time; write what runs past midnight as Fri 8pm-1am")

    def _lone(self, _said: str, parts: list[re.Match[str]]) -> None:
        self.waiting.clear()
        self.problems.append(
            f"{parts[0][0].strip()} stands alone; write when it starts and when it ends, for example 6pm-8pm"
        )

    def _other(self, said: str, _parts: list[re.Match[str]]) -> None:
        import difflib

        close = difflib.get_close_matches(said.capitalize(), DAYS, n=1)
        hint = f"did you mean {close[0]}?" if close else f"use only days and times, such as {_EXAMPLE}"
        self.problems.append(f"{quoted(said)} is neither a day nor a time; {hint}")

    def _loose(self, _said: str, parts: list[re.Match[str]]) -> None:
        self.problems.append(
            f"{quoted(parts[0][0])} joins no two days and no two times here; write for example {_EXAMPLE}"
        )

    def _stop(self, *_: object) -> None:
        if self.waiting:
            self.problems.append(f"no time is given for {', '.join(self.waiting)}; write for example {_EXAMPLE}")
        self.waiting.clear()
        self.loose_from = len(self.spans)


def _season_of(token: re.Match[str]) -> Season:
    if token["year"]:
        return ""
    return "term" if token["term"] and not token["outside"] else "holidays"


def _day_number(word: str) -> int:
    return next(number for number, day in enumerate(DAYS) if day.lower().startswith(word[:3].lower()))
