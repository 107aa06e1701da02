"""Read weekly times as people write them: "Mon-Fri 6pm-8pm, Sat 10-12".

Where people leave something open (what a time of day means is read by clock_text.py):

- An end before its start lies on the next day: "Fri 8pm-1am".
- Days before a time share it ("Mon, Wed 16-20"); a semicolon or a new line between days ends what went before.
- Term time or school holidays, after times, belong to the times before them, back to the last semicolon or new line:
  "Mon-Fri 6-8pm, Sat 10-12, term time only". Before days they belong to all that follows, up to the next such words:
  "In term time Mon-Fri 4-8pm; in the holidays Mon 10-12". Between times, without "only", a comma decides.
- What comes back otherwise than each week ("every other Tuesday 7-9pm", "by appointment") is read with how it does.
- Bank holidays and months that are left out hold for all times; other days are asked for on their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policypack.base.problems import quoted
from policypack.readers.schedule_advice import Edit
from policypack.readers.schedule_days import DaysAndTimes, end_of
from policypack.readers.schedule_words import ITEM, day_number, how_of, left_out_by, season_of
from policypack.text.english import DAYS

if TYPE_CHECKING:
    from policypack.readers.schedule_advice import Advice
    from policypack.readers.schedule_days import Written
    from policypack.readers.schedule_words import Season, Token

_CLOSE = 0.75
"""How like a day a word is that is taken for one misspelt."""
_HOURS = {
    "morning": "9am to 11am",
    "lunch": "12 noon to 1pm",
    "afternoon": "3pm to 5pm",
    "office": "9am to 5pm",
    "working": "9am to 5pm",
    "night": "8pm to 10pm",
}
_USUAL_HOURS = "6pm to 8pm"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says: times in the order of writing, split at midnight.

    asked: what has no time ("by appointment"). left_out: what they do not hold on ("on bank holidays"). notes: a
    sentence each on what was passed over. advice: what is wrong; with anything in it, the rest is of no use. text: that
    to which its edits belong.
    """

    times: list[Written]
    asked: list[str]
    left_out: list[str]
    notes: list[str]
    advice: Advice
    text: str


def read_text(text: str) -> Reading:
    """Read weekly times."""
    reader = _Reader(text)
    reader.read()
    return Reading(reader.times, reader.asked, reader.left_out, reader.notes, reader.advice, reader.text)


class _Reader(DaysAndTimes):
    """Walks over the items of a text; there is one method for each kind of item in ITEM."""

    def read(self) -> None:
        for item in ITEM.finditer(self.letters):
            if item.lastgroup:
                parts = self.tokens[item.start() : item.end()]
                self.at = item.end()
                getattr(self, f"_{item.lastgroup}")(self._as_written(parts), parts)
        self._stop()
        if not (self.times or self.asked or self.advice.problems):
            self.advice.add("no day and no time is named")

    def _season(self, said: str, parts: list[Token], *, inverted: bool = False) -> None:
        season = season_of(parts[0], inverted=inverted)
        if self.waiting:
            self.days_season = season
            return
        at = self.tokens.index(parts[0])
        before, after = self.letters[:at].rstrip("e"), self.letters[at + 1 :]
        loose = self.prefix is None and self.loose_from < len(self.times)
        if self.times and not re.search("[dDtw]", after):  # it stands at the end
            self._belongs_before(said, season, 0 if not loose else self.loose_from)
        elif not loose:
            self.prefix = season
            self.loose_from = len(self.times)
        elif parts[0]["only"] or inverted or after[:1] == ";" or (after[:1] in ("&", ",") and before[-1:] not in "&,"):
            self._belongs_before(said, season, self.loose_from)
        elif before[-1:] in ("&", ",") and after[:1] not in ("&", ","):
            self.prefix = season
        else:
            self.advice.add(
                f"{quoted(said)} may belong to the times before it or to those after it; put a semicolon on one side",
                Edit(parts[0].start(), end_of(parts[0]), (f"{said};", f"; {said}")),
            )

    def _belongs_before(self, said: str, season: Season, first: int) -> None:
        if self.prefix is not None:
            self.advice.add(f"{quoted(said)} has no times of its own")
        self.times[first:] = [time._replace(season=time.season or season) for time in self.times[first:]]
        self.loose_from = len(self.times)

    def _how(self, said: str, parts: list[Token]) -> None:
        how = how_of(parts[0])
        after, before = self.letters[self.at :], self.letters[: self.at - 1]
        if re.match(",?[dD]", after):
            self.next_how = how
            if self.waiting:
                self.advice.add(f"{quoted(said)} holds for the days behind it alone; give those before it their times")
        elif self.waiting:
            self.how = how
        elif self.times[self.group_from :] and before[-1:] not in ("&", "o", ";"):
            if self.loose_from < self.group_from:
                at = self.group_at
                self.advice.add(f"{quoted(said)} may belong to all times before it", Edit(at, at, ("; ",)))
            if self.how:
                self.advice.add(
                    f"{quoted(said)} and {quoted(self.how)} both say when",
                    Edit(parts[0].start(), parts[0].start(), ("; ",)),
                )
            self.how = how
            self.times[self.group_from :] = [time._replace(how=how) for time in self.times[self.group_from :]]
        elif parts[0]["asked"]:
            self.asked.append(how)
        else:
            self.advice.add(f"no day is named for {quoted(said)}")

    def _month(self, said: str, _parts: list[Token]) -> None:
        how = self.next_how or self.how or (self.times[-1].how if self.times else "")
        if not how.startswith("the "):
            self.advice.add(f"{quoted(said)} leaves open which; write the first, the second or the last, with its day")

    def _apart(self, said: str, parts: list[Token]) -> None:
        seasons = [part for part in parts if part["season"]]
        days = [part for part in parts if part["day"] or part["days"]]
        left_out = [part for part in parts if part["bank"] or part["in_month"]]
        for season in seasons:
            self._season(said, [season], inverted=True)
        if days:
            self._leave_out_days(said, days, parts)
        self.left_out += [left_out_by(part) for part in left_out]
        if left_out and re.search("[dDtwr]", self.letters[self.at :]):
            start, end = parts[0].start(), end_of(parts[-1])
            at_the_end = Edit(len(self.text), len(self.text), (f", {said}",))
            self.advice.add(
                f"{quoted(said)} holds for all times; put it at the end", Edit(start, end, ("",)), at_the_end
            )

    def _leave_out_days(self, said: str, days: list[Token], parts: list[Token]) -> None:
        gone = {day_number(part) for part in days if part["day"]}
        for part in (part for part in days if part["days"]):
            gone |= set(range(5, 7) if "end" in part[0].lower() else range(5))
        if any(part["to"] for part in parts):
            first, last = (day_number(part) for part in days[:2])
            gone = {day % 7 for day in range(first, last + 1 if first <= last else last + 8)}
        if re.match("-?@?b?[tw]", self.letters[self.at :]) and not self.waiting:
            self.advice.add(f"{quoted(said)} may belong to the times before it or to those after it")
        elif self.waiting:
            self.days = [day for day in self.days if day not in gone]
        else:
            kept = [time for time in self.times[self.group_from :] if time.day not in gone]
            self.times[self.group_from :] = kept

    def _unless(self, said: str, parts: list[Token]) -> None:
        self.advice.add(
            f"{quoted(said)} is asked for on its own, with the days on which you are closed",
            Edit(parts[0].start(), end_of(parts[-1]), ("",)),
            example=True,
        )

    def _other(self, _said: str, parts: list[Token]) -> None:
        import difflib

        unknown: list[str] = []
        for part in parts:
            close = difflib.get_close_matches(part[0].strip(".:'\u2019").capitalize(), DAYS, n=1, cutoff=_CLOSE)
            if close:
                edit = Edit(part.start(), part.end(), (close[0],))
                self.advice.add(f"{quoted(part[0])} is neither a day nor a time", edit)
            else:
                unknown.append(part[0])
        if unknown:
            edits = [Edit(part.start(), part.end(), ("",)) for part in parts if part[0] in unknown]
            self.advice.add(f"{quoted(' '.join(unknown))} is neither a day nor a time", *edits, example=True)

    def _loose(self, _said: str, parts: list[Token]) -> None:
        self.advice.add(f"{quoted(parts[0][0])} joins no two days and no two times here")

    def _stop(self, *_: object) -> None:
        if self.waiting:
            said = self.text[self.waiting[0].start() : end_of(self.waiting[-1])]
            hours = next((hours for part, hours in _HOURS.items() if self.part.startswith(part)), _USUAL_HOURS)
            end = end_of(self.waiting[-1])
            self.advice.add(f"no time is given for {said}", Edit(end, end, (f" {hours}",)), example=True)
            if not self.days:
                start = self.waiting[0].start()
                self.advice.add(f"no day is named before {said}", Edit(start, start, ("weekdays ",)), example=True)
        elif self.next_how:
            self.advice.add(f"no day is named for {self.next_how}")
        self.waiting.clear()
        self.loose_from = len(self.times)
