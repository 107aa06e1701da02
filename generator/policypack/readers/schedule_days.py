"""Read the days and times of a text, each with what hangs on it; schedule_text.py reads what stands around them."""

from __future__ import annotations

import re
from typing import NamedTuple

from policypack.base.problems import quoted
from policypack.readers.clock_text import (
    DAY,
    HOUR,
    LONGEST_NIGHT,
    NOON,
    is_of_24_hours,
    moments_meant,
    pairs_meant,
    read_clock,
)
from policypack.readers.schedule_advice import Advice, Edit
from policypack.readers.schedule_words import Season, Token, day_number, letters_of, part_of_day, words_of
from policypack.readers.week_words import range_in_words, time_in_words


class Written(NamedTuple):
    """A time as written: day 0-6, start and end in minutes of that day.

    end: as the start for a moment at which somebody looks in. how: how it comes back where that is not each week.
    """

    day: int
    start: int
    end: int
    season: Season
    how: str


class DaysAndTimes:
    """Keeps what was read so far, and takes each item of days or times, by the names that ITEM has for them.

    Each of them is handed the item as it was written, and its tokens.
    """

    def __init__(self, text: str) -> None:
        words = words_of(text)
        self.text, self.tokens = words.text, words.tokens
        self.letters = letters_of(self.tokens)
        self.by_24_hours = any(token["time"] and is_of_24_hours(token) for token in self.tokens)
        self.at = 0  # the first token after the item that is read
        self.days: list[int] = []
        self.waiting: list[Token] = []  # days, or a part of one, that have no time yet
        self.part = ""  # the part of the day that is named beside the days ("evening")
        self.how = ""  # how the times of these days come back
        self.next_how = ""
        self.group_from = 0  # the first time of these days
        self.sure_until: int | None = None  # when the last time of these days ends that can be read in one way
        self.group_at = 0  # where they stand in the text
        self.times: list[Written] = []
        self.loose_from = 0  # the first time that a season after it would belong to
        self.prefix: Season | None = None  # the season of all that follows
        self.days_season: Season | None = None  # the season between the last days and their times
        self.asked: list[str] = []
        self.left_out: list[str] = []
        self.notes: list[str] = []
        self.advice = Advice()
        self.has_no_days = False
        if words.labels:
            labels = ", ".join(f"“{label}”" for label in words.labels)
            self.notes.append(f"What stands in brackets is not kept ({labels}): your pages say the times alone.")
        if words.loose:
            self.notes.append("“About” is not kept: your pages say of all times that they are the usual ones.")
        if words.zoned:
            self.notes.append("Times are those that a clock in the UK shows, in summer as in winter.")

    def _as_written(self, parts: list[Token]) -> str:
        return self.text[parts[0].start() : end_of(parts[-1])].strip(" -")

    def _days(self, said: str, parts: list[Token]) -> None:
        if not self.waiting:
            self.days, self.days_season, self.part, self.how = [], None, "", ""
            self.group_from, self.group_at, self.sure_until = len(self.times), parts[0].start(), None
        if self.next_how:
            self.how, self.next_how = self.next_how, ""
        self.waiting += [part for part in parts if part["day"] or part["days"]]
        word = parts[0][0].lower()
        if parts[0]["days"]:
            is_weekend = word.startswith("week") and "end" in word
            self.days += range(5, 7) if is_weekend else range(5 if word.startswith("week") else 7)
            self.part = "evening" if "night" in word else self.part
            return
        first, *others = [day_number(part) for part in parts if part["day"]]
        last = others[0] if others else first
        self.part = "evening" if any(part["nos"] for part in parts) else self.part
        if others and first == last:
            edit = Edit(parts[0].start(), end_of(parts[2]), (parts[0][0],))
            self.advice.add(f"{quoted(said)} starts and ends on the same day; write one day, or every day", edit)
        self.days += [day % 7 for day in range(first, last + 1 if first <= last else last + 8)]

    def _part(self, _said: str, parts: list[Token]) -> None:
        if not self.waiting:
            if self.at > 1 and self.letters[self.at - 2] in "tw":
                return  # it stands behind times, which have been read with it
            self.days, self.days_season, self.how = [], None, ""
            self.group_from, self.sure_until = len(self.times), None
        self.part = part_of_day(parts[0])
        self.waiting += parts

    def _times(self, said: str, parts: list[Token]) -> None:
        self.waiting.clear()
        times = [part for part in parts if part["time"]]
        if not times and parts[0]["always"] and not self.days:
            self.days = list(range(7))
        self._needs_days(parts[0], said)
        pair = self._pair_meant(said, times) if times else (0, DAY)
        if pair is None:
            return
        start, end = pair
        for day in self.days:
            self._take(day, start, end if end > start else DAY)
            if 0 < end < start:
                self._take((day + 1) % 7, 0, end)

    def _looks(self, said: str, parts: list[Token]) -> None:
        self.waiting.clear()
        times = [part for part in parts if part["time"]]
        self._needs_days(parts[0], said)
        for time in times:
            try:
                clock = read_clock(time)
            except ValueError as error:
                self.advice.add(str(error))
                continue
            minutes = moments_meant(clock, by_24_hours=self.by_24_hours)
            if len(minutes) > 1:
                words = tuple(time_in_words(minute) for minute in minutes)
                self.advice.add(
                    f"{quoted(time[0].strip())} can be read in two ways", Edit(time.start(), end_of(time), words)
                )
            for day in self.days:
                self._take(day, minutes[0] % DAY, minutes[0] % DAY)

    def _take(self, day: int, start: int, end: int) -> None:
        season = self.days_season if self.days_season is not None else self.prefix or ""
        self.times.append(Written(day, start, end, season, self.how))

    def _needs_days(self, before: Token, shown: str) -> None:
        if self.days or self.has_no_days:
            return
        self.has_no_days = True
        if not any(token["other"] for token in self.tokens):
            edits = [] if re.search("[dD]", self.letters) else [Edit(before.start(), before.start(), ("every day ",))]
            self.advice.add(f"no day is named before {shown}", *edits, example=True)

    def _pair_meant(self, said: str, times: list[Token]) -> tuple[int, int] | None:
        clocks = []
        for time in times:
            try:
                clocks.append(read_clock(time))
            except ValueError as error:
                self.advice.add(str(error))
        if len(clocks) < len(times):
            return None
        start, end = times[0].start(), end_of(times[1])
        behind = part_of_day(self.tokens[self.at]) if self.letters[self.at : self.at + 1] == "p" else ""
        try:
            pairs = pairs_meant(clocks[0], clocks[1], behind or self.part, by_24_hours=self.by_24_hours)
        except ValueError as error:
            self.advice.add(
                f"{quoted(said)} {error}", *([Edit(start, end, ("all day",))] if "same" in str(error) else [])
            )
            return None
        if self.sure_until is not None:  # people write the times of a day in their order
            later = [pair for pair in pairs if pair[0] >= self.sure_until]
            pairs = later if len(later) == 1 else pairs
        self.sure_until = pairs[0][1] if len(pairs) == 1 else None
        wrong = "can be read in two ways"
        first, last = pairs[0]
        if len(pairs) == 1 and 0 < last < first and last + DAY - first > LONGEST_NIGHT:
            hours = round((last + DAY - first) / HOUR)
            wrong = f"would go on for {hours} hours, into the next day; write the times of each day for that"
            pairs = [(last, first), (first, (last + NOON) % DAY)]
        if len(pairs) > 1:
            self.advice.add(f"{quoted(said)} {wrong}", Edit(start, end, tuple(range_in_words(*pair) for pair in pairs)))
        return first, last

    def _lone(self, _said: str, parts: list[Token]) -> None:
        self.waiting.clear()
        time = next(part for part in parts if part["time"])
        try:
            clock = read_clock(time)
        except ValueError as error:
            self.advice.add(str(error))
            return
        at = self.tokens.index(time)
        is_end = at > 0 and self.tokens[at - 1]["to"] is not None and self.tokens[at - 1]["to"].isalpha()
        first = self.tokens[at - 1] if is_end else parts[0]
        shown = time[0].strip()
        hour = -HOUR if is_end else HOUR
        pairs = [sorted((minute, minute + hour)) for minute in moments_meant(clock, by_24_hours=self.by_24_hours)]
        words = tuple(f" {range_in_words(start % DAY, end % DAY or DAY)}" for start, end in pairs)
        self.advice.add(
            f"{shown} has no {'beginning' if is_end else 'end'}",
            Edit(first.start(), end_of(parts[-1]), words),
            example=True,
        )
        self._needs_days(first, shown)

    def _across(self, said: str, parts: list[Token]) -> None:
        day = parts[2]
        is_next = len(self.days) == 1 and (self.days[0] + 1) % 7 == day_number(day)
        self.waiting.clear()
        self.advice.add(
            f"{quoted(said)} names a day inside a time; write what runs past midnight as Fri 8pm-1am",
            *([Edit(day.start(), day.end(), ("",))] if is_next else []),
        )


def end_of(token: Token) -> int:
    """Return where a token ends, without the space behind it."""
    return token.start() + len(token[0].rstrip())
