"""Writes weekly times as people do, in any of their habits: a grammar of its own, which knows nothing of the reader.

What is written can be read in one way by somebody who knows the country: whoever leaves out am and pm says "in the
evening", or uses the 24-hour clock.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import strategies as st

NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
HABITS = {
    "in full": NAMES,
    "plural": [f"{name}s" for name in NAMES],
    "short": ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    "short with a stop": ["Mon.", "Tues.", "Weds.", "Thurs.", "Fri.", "Sat.", "Sun."],
    "longer": ["Mon", "Tues", "Weds", "Thurs", "Fri", "Sat", "Sun"],
    "two letters": ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"],
    "small": ["mon", "tues", "wed", "thur", "fri", "sat", "sun"],
    "large": [name.upper() for name in NAMES],
    "Welsh": [
        "Dydd Llun", "Dydd Mawrth", "Dydd Mercher", "Dydd Iau", "Dydd Gwener", "Dydd Sadwrn", "Dydd Sul",
    ],
}  # fmt: skip
HOURS = ["twelve", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"]
NOON, DAY = 720, 1440
SEASONS = {
    "": [""],
    "term": ["in term time", "term time only", "during term", "(term time)", "outside the school holidays"],
    "holidays": ["in the holidays", "school holidays only", "in the school holidays", "during hols"],
}
FIRST = {"term": ["In term time", "Term time:"], "holidays": ["In the school holidays", "Holidays only:"]}
LEFT_OUT: dict[tuple[str, ...], list[str]] = {
    (): [""],
    ("on bank holidays",): [" except bank holidays", ", not on bank holidays", " (excluding public holidays)"],
    ("in August",): [" not August", ", but not in August", " excl. Aug"],
    ("in July", "in August"): [" except July and August", ", not in July or in August"],
}
LABELS = [" (beavers)", " (juniors and seniors)", " (U14 girls)"]


@dataclass(frozen=True)
class Meant:
    """What a text means: each (season, day, minute) that is covered, and what is left out."""

    text: str
    minutes: frozenset[tuple[str, int, int]] = field(repr=False)
    left_out: tuple[str, ...]


def twelve(minute: int, sign: str, mark: str) -> str:
    hour, past = divmod(minute % NOON, 60)
    return f"{hour or 12}{f'{sign}{past:02}' if past else ''}{mark}"


@st.composite
def marked(draw: st.DrawFn, minute: int) -> str:
    """Write a time of day with all that it takes."""
    if minute % DAY == 0:
        return draw(st.sampled_from(["midnight", "12 midnight", "12am"]))
    if minute == NOON:
        return draw(st.sampled_from(["noon", "12 noon", "midday", "12pm"]))
    half = "am" if minute < NOON else "pm"
    marks = [half, f" {half}", half.upper(), f"{half[0]}.m.", f" {half[0]}.m."]
    return twelve(minute, draw(st.sampled_from([":", "."])), draw(st.sampled_from(marks)))


@st.composite
def in_figures(draw: st.DrawFn, minute: int) -> str:
    """Write a time of the 24-hour clock in full."""
    shape = draw(st.sampled_from(["{:02}:{:02}", "{:02}.{:02}", "{:02}{:02}", "{:02}.{:02}h", "{:02}:{:02} hrs"]))
    return shape.format(*divmod(minute, 60))


def in_words(minute: int) -> str:
    hour, past = divmod(minute % NOON, 60)
    following = HOURS[(hour + 1) % 12]
    said = {0: f"{HOURS[hour]} o'clock", 15: f"quarter past {hour or 12}", 30: f"half past {HOURS[hour]}"}
    return said.get(past, f"quarter to {following}")


@st.composite
def written_range(draw: st.DrawFn, start: int, end: int) -> str:
    """Write a stretch of a day; an end before its start is the next day's."""
    length = (end - start) % DAY
    joint = draw(st.sampled_from(["-", " - ", "\u2013", " to ", " until ", " til "]))
    habits = ["marked", "24 hours"]
    plain = start % NOON and end % NOON
    if plain and length < NOON:
        habits.append("marked once")
    if start % 60 == 0 and end % 60 == 0 and start > 12 * 60 and (start < end):
        habits.append("bare 24 hours")
    if plain and NOON <= start < end:
        habits.append("in words")
    if 14 * 60 <= start < 18 * 60 and start % NOON < end % NOON and start < end:
        habits.append("bare afternoon")
    match draw(st.sampled_from(habits)):
        case "marked":
            return f"{draw(marked(start))}{joint}{draw(marked(end))}"
        case "24 hours":
            return f"{draw(in_figures(start))}{joint}{draw(in_figures(end))}"
        case "marked once":
            return f"{twelve(start, '.', '')}{joint}{twelve(end, '.', 'pm' if end >= NOON else 'am')}"
        case "bare 24 hours":
            return f"{start // 60}{joint}{end // 60}"
        case "in words":
            part = "evening" if start >= 17 * 60 else "afternoon"
            return f"{in_words(start)} till {in_words(end)} in the {part}"
        case _:
            return f"{twelve(start, '.', '')}{joint}{twelve(end, '.', '')} in the afternoon"


@st.composite
def written_days(draw: st.DrawFn, days: list[int]) -> str:
    """Write some days."""
    names = HABITS[draw(st.sampled_from(sorted(HABITS)))]
    whole = {
        tuple(range(7)): ["every day", "daily", "each day", "Mon-Sun"],
        tuple(range(5)): ["weekdays", "Mon-Fri", "Monday to Friday", "M-F"],
        (5, 6): ["weekends", "Sat & Sun", "Saturday/Sunday"],
    }
    if tuple(days) in whole and draw(st.booleans()):
        return draw(st.sampled_from(whole[tuple(days)]))
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1 and draw(st.booleans()):
        return names[days[0]] + draw(st.sampled_from(["-", " to ", " - ", "\u2013"])) + names[days[-1]]
    joint = draw(st.sampled_from([", ", " & ", " and ", "/", ","]))
    return joint.join(names[day] for day in days)


@st.composite
def ranges(draw: st.DrawFn) -> list[tuple[int, int]]:
    """Return one to three stretches of a day in quarters of an hour; the last may run past midnight."""
    edges = sorted(draw(st.sets(st.integers(0, 95), min_size=2, max_size=6)))
    found = [(start * 15, end * 15) for start, end in zip(edges[::2], edges[1::2], strict=False)]
    start = found[-1][0]
    if start >= 18 * 60 and draw(st.booleans()):
        found[-1] = (start, draw(st.integers(0, 8)) * 15)
    return found


@st.composite
def schedules(draw: st.DrawFn) -> Meant:
    """Return weekly times as somebody writes them, with what they mean."""
    free, parts, minutes = list(range(7)), [], set()
    season_first = draw(st.sampled_from(["", "", "term", "holidays"]))
    days_first = draw(st.booleans())
    for _ in range(draw(st.integers(1, 3))):
        if not free:
            break
        days = sorted(draw(st.sets(st.sampled_from(free), min_size=1)))
        free = [day for day in free if day not in days]
        season = season_first or draw(st.sampled_from(["", "", "term", "holidays"]))
        some = draw(ranges())
        times = draw(st.sampled_from([" and ", ", ", " & "])).join(draw(written_range(*one)) for one in some)
        said = draw(written_days(days))
        between = draw(st.sampled_from([" ", ": ", ", "] if days_first else [" ", " on ", ", "]))
        part = f"{said}{between}{times}" if days_first else f"{times}{between}{said}"
        if draw(st.integers(0, 9)) == 0:
            part += draw(st.sampled_from(LABELS))
        if season and not season_first:
            part += f" {draw(st.sampled_from(SEASONS[season]))}"
        parts.append(part)
        for day in days:
            for start, end in some:
                for minute in range(start, end if end > start else DAY + end):
                    minutes.add((season, (day + minute // DAY) % 7, minute % DAY))
    text = draw(st.sampled_from(["; ", "\n"])).join(parts)
    if season_first:
        text = f"{draw(st.sampled_from(FIRST[season_first]))} {text}"
    left_out = draw(st.sampled_from(sorted(LEFT_OUT)))
    return Meant(text + draw(st.sampled_from(LEFT_OUT[left_out])), frozenset(minutes), left_out)
