"""The words of weekly times: which piece of a text is a day, a time, a season, an exception, or none of them.

Each token has one letter, so that what may follow what is one pattern. Where times stand before their days ("9am-5pm
Monday to Friday"), the days are put in front, so that there is one order to read.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from policypack.text.english import DAYS, MONTHS

Token = re.Match[str]
Season = Literal["", "term", "holidays"]
"""When in the year a time holds: all year, in term time only, or in the school holidays only."""

BANK_HOLIDAYS = "on bank holidays"
"""What times can leave out, as MONTHS_LEFT_OUT is."""
MONTHS_LEFT_OUT = tuple(f"in {month}" for month in MONTHS)

NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ORDINALS = {"1st": "first", "2nd": "second", "3rd": "third", "4th": "fourth", "5th": "fifth"}
_ORDINAL = f"(?:{'|'.join([*_ORDINALS, *_ORDINALS.values(), 'last'])})"
_AND_MORE = rf"(?:\s*(?:,|&|and)\s*(?:the\s+)?{_ORDINAL})"
_MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" if len(month) > len("May") else month for month in MONTHS)
_DAY = "mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:rs?|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
_AFTER_WE = (
    "(?:to|till?|until|and|in|during|outside|out|term|school|hol|only|not|but|exc|from|between|at|noon|mid|half|quarter|all"
    f"|morning|lunch|afternoon|evening|night|about|around|{'|'.join(NUMBERS)})"
)
"""What can follow "We" where it is Wednesday, and not those who write."""
_WELSH = ("llun", "mawrth", "mercher", "iau", "gwener", "sadwrn", "sul")
_WELSH_EVENINGS = ("lun", "fawrth", "fercher", "iau", "wener", "sadwrn", "sul")

TOKEN = re.compile(
    rf"""
      (?P<how>(?:every|each)\s+(?:other|second|2nd)(?!{_AND_MORE})(?:\s+week\b)?|alternat(?:e|ing)\b(?:\s+weeks?\b)?
        |(?:every\s+|once\s+a\s+)?fortnight(?:ly)?\b|every\s+(?P<weeks>[2-9]|{"|".join(NUMBERS[1:9])})\s+weeks?\b
        |(?:on\s+)?(?:the\s+)?(?P<ordinal>{_ORDINAL}{_AND_MORE}*)(?=\s+(?:{_DAY})s?\b)
        |(?:only\s+)?(?P<asked>(?:by\s+(?:prior\s+)?|with\s+an?\s+)appointment|by\s+(?:prior\s+)?arrangement|on\s+request)s?\b
          (?:\s+only)?)
    |(?P<month>(?:(?:of|in)\s+(?:the|each|every|a)\s+|(?:each|every|once\s+a)\s+)month\b|monthly\b)
    |(?P<bank>(?:bank|public)[\s-]*hol(?:iday)?s?\b)
    |(?P<season>(?:only\s+)?(?:(?P<outside>out(?:side)?\s+(?:of\s+)?)|(?:in|during|within)\s+)?(?:the\s+)?(?:school\s+)?
        (?:(?P<term>(?<!half[\s-])term)(?:[\s-]*times?|s)?|hol(?:iday)?s?
        |(?P<year>all\s+year)(?:[\s-]+round)?)
        (?P<only>\s+only)?(?![\w-]))
    |(?P<except>(?:but\s+)?(?:not|except(?:ing)?(?:\s+for)?|excluding|excl?\b\.?|apart\s+from|other\s+than|no)\b
        (?:\s+(?:on|in|during|over|the|any)\b)*)
    |(?P<day>(?:{_DAY}|mo|tu|th|fr|sa|su|we(?!\s+(?!{_AFTER_WE})[a-z])|[mwf](?![\w.:'\u2019]))(?:['\u2019]?s)?\b\.?
        |(?:d?dydd\s+)?(?P<welsh>{"|".join(_WELSH)})\b|nos\s+(?P<nos>{"|".join(_WELSH_EVENINGS)})\b)
    |(?P<in_month>(?:(?:in|during)\s+)?(?:{_MONTH})\b\.?)
    |(?P<days>week[\s-]?(?:days?|ends?|nights?)\b|(?:every|each)\s*(?:single\s+)?day\b|daily\b|all\s+week\b
        |(?:every|each)(?=\s+(?:morning|lunch|afternoon|evening|night))
        |(?:7|seven)\s+days(?:\s+(?:a|per)\s+week)?\b)
    |(?P<part>(?:in\s+the\s+|at\s+)?(?P<of_day>morning|lunch[\s-]?time|afternoon|evening|eve|night)s?\b
        |(?:in\s+|during\s+)?(?P<of_work>(?:office|working)\s+hour)s\b)
    |(?P<date>[0-9]{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTH})\b)
    |(?P<whole>all\s+day(?:\s+long)?\b|(?P<always>24\s*/\s*7(?![\w/])|24\s*(?:hours?|hrs?)\b(?:\s+(?:a|per|every|each)\s+day\b)?
        |(?:a)?round\s+the\s+clock\b|at\s+all\s+times\b|always\b))
    |(?P<time>(?:(?P<past>half(?:\s+past)?|quarter\s+(?:past|to))\s+)?
        (?:(?P<hour>[0-9]{{1,2}})(?P<sign>[:.]?)(?P<minute>[0-9]{{2}})?(?:\s*h(?:rs?|ours?)?\b\.?)?
          |(?P<name>{"|".join(NUMBERS)})\b)
        (?:\s*o\s?['\u2019]?\s?clock\b)?(?:\s*(?P<ish>ish)\b)?
        \s*(?P<half>[ap]\.?\s?m\b\.?|(?:noon|midday|midnight)\b)?(?:[\s-]?(?P<about>ish)\b)?(?![\w:/])
      |(?P<word>noon|midday|midnight)\b)
    |(?P<to>-+|(?:to|till|til|until|through|thru)\b|'?til\b|i(?=\s+d?dydd\b))
    |(?P<between>between\b)
    |(?P<at>at\b|@)
    |(?P<comma>,)
    |(?P<and>(?:[&+/]|and\b|a(?=\s+d?dydd\b)))
    |(?P<or>or\b)
    |(?P<stop>[;\n])
    |(?P<roughly>about\b|around\b|approx(?:imately)?\b\.?|roughly\b)
    |(?P<zone>(?:gmt|bst)\b(?:\s*/\s*(?:gmt|bst)\b)?|(?:uk|local)\s+time\b)
    |(?P<filler>[\s:.()]|(?:on|from|every|each|onwards?|(?:we\s+)?(?:look(?:s|ed)?\s+in|check(?:s|ed)?))\b)
    |(?P<other>[^\s,;()]+)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LETTERS = {
    "how": "r", "month": "M", "bank": "h", "in_month": "m", "season": "s", "except": "e", "day": "d", "days": "D",
    "part": "p", "whole": "w", "time": "t", "to": "-", "between": "b", "at": "@", "comma": ",", "and": "&", "or": "o",
    "stop": ";", "date": "x", "other": "x",
}  # fmt: skip
ITEM = re.compile(
    "(?P<days>(?:d-d|d|D)(?:-(?=@?b?t|w))?)|(?P<across>t-dt)|(?P<times>@?b?t-t|@?bt&t|w)"
    "|(?P<looks>(?:@t|t(?=&t(?!-)))(?:[&,]@?t(?!-))*(?!-))|(?P<lone>-?@?t-?)"
    "|(?P<apart>e(?:d-d|[dDhms])(?:[&,o]+e?[hm]|[&o]+e?(?:d-d|[dDs]))*)|(?P<unless>ex*|[hm])"
    "|(?P<season>s)|(?P<how>r)|(?P<month>M)|(?P<part>p)|o(?=r)|(?P<other>[xo]+)|(?P<loose>[-b])"
    "|(?P<stop>;(?=[;&,]*[dDsrpe]))|[;&,@]"
)
_DAYS_BEHIND = re.compile(
    "(?P<times>(?:@?b?t-t|@?bt&t|w|(?:@t|t(?=&t(?!-)))(?:[&,]t(?!-))*)(?:p?[&,]+(?:@?b?t-t|@?bt&t|w))*)(?P<between>[psM]*,?)"
    "(?P<days>r?(?:d-d|[dD])p?(?:[&,]+(?:d-d|[dD])p?(?![-@bptw]))*M?)(?![-@bptw])"
)
ASKED_FOR = ("by appointment", "by arrangement", "on request")
"""What has no time of its own."""
_FORTNIGHT = 2
"""Weeks."""
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"))
_BRACKETS = re.compile(r"\(([^()]*)\)")
_LABEL = re.compile(r"\s*(?:[^\W\d]+|[uU]?[0-9]{1,2}s|[uU][0-9]{1,2})(?:[\s&+-]+(?:[^\W\d]+|[0-9]{1,2}s)){0,3}\s*")
_LIMITS = re.compile(
    r"\b(?:only|if|unless|when|while|mostly|usually|sometimes|maybe|perhaps|urgent|emergenc\w+|closed?|some|most|but"
    r"|with|without|cancel\w*|tbc|easter|christmas|summer|winter|spring|autumn|half|week\w*|year\w*|times?|until)\b",
    re.IGNORECASE,
)


class Words(NamedTuple):
    """A text as tokens.

    text: without its labels, with all else at the places where it was. tokens: with days before their times. labels:
    what was left out, since it only says for whom a time is ("beavers"). loose: what is "about" or "ish". zoned:
    whether a time zone is named.
    """

    text: str
    tokens: list[Token]
    labels: list[str]
    loose: bool
    zoned: bool


def words_of(text: str) -> Words:
    """Take a text of weekly times apart."""
    labels: list[str] = []

    def without(match: Token) -> str:
        inside = match[1]
        if not _LABEL.fullmatch(inside) or _LIMITS.search(inside) or not _says_nothing(inside):
            return match[0]
        labels.append(inside.strip())
        return " " * len(match[0])

    plain = _BRACKETS.sub(without, text.translate(_DASHES))
    found = list(TOKEN.finditer(plain))
    kinds = {token.lastgroup for token in found}
    loose = "roughly" in kinds or any(token["ish"] or token["about"] for token in found)
    return Words(
        plain, _days_first([token for token in found if token.lastgroup in _LETTERS]), labels, loose, "zone" in kinds
    )


def letters_of(tokens: list[Token]) -> str:
    """Return a letter for each token."""
    return "".join(_LETTERS[str(token.lastgroup)] for token in tokens)


def _says_nothing(words: str) -> bool:
    return all(token.lastgroup in ("other", "filler", "and") for token in TOKEN.finditer(words))


def _days_first(tokens: list[Token]) -> list[Token]:
    """Put days before the times that stand before them, from one semicolon or new line to the next."""
    ordered: list[Token] = []
    start = 0
    for part in letters_of(tokens).split(";"):
        here, at = tokens[start : start + len(part)], 0
        while found := _DAYS_BEHIND.match(part, at) or _DAYS_BEHIND.match(part, _past_joints(part, at)):
            times, between, days = (here[slice(*found.span(name))] for name in ("times", "between", "days"))
            ordered += here[at : found.start()] + days + times + between
            at = found.end()
        ordered += here[at:] + tokens[start + len(part) : start + len(part) + 1]
        start += len(part) + 1
    return ordered


def _past_joints(letters: str, at: int) -> int:
    while at < len(letters) and letters[at] in "&,sp":
        at += 1
    return at


def day_number(token: Token) -> int:
    """Return which day of the week a token names: 0 for Monday."""
    for names, word in ((_WELSH, token["welsh"]), (_WELSH_EVENINGS, token["nos"])):
        if word:
            return names.index(word.lower())
    short = token[0][:2].lower().rstrip(".'\u2019s") or token[0][0].lower()
    return next(number for number, day in enumerate(DAYS) if day.lower().startswith(short))


def part_of_day(token: Token) -> str:
    """Return the part of the day that a token names: "evening", "office hours"."""
    return f"{token['of_day'] or token['of_work']}".lower()


def season_of(token: Token, *, inverted: bool = False) -> Season:
    """Return the season that a token names; inverted: the other one, for "except in term time"."""
    if token["year"]:
        return ""
    return "term" if bool(token["term"]) != (bool(token["outside"]) != inverted) else "holidays"


def how_of(token: Token) -> str:
    """Return how a time comes back that is not weekly: "every other week", "the first and third", "by appointment"."""
    if token["ordinal"]:
        found = re.findall(_ORDINAL, token["ordinal"], re.IGNORECASE)
        *others, last = [_ORDINALS.get(word.lower(), word.lower()) for word in found]
        return f"the {', '.join(others)} and {last}" if others else f"the {last}"
    if token["asked"]:
        return next(said for said in ASKED_FOR if said.split()[-1] in token["asked"].lower())
    weeks = (token["weeks"] or "2").lower()
    number = int(weeks) if weeks.isdigit() else NUMBERS.index(weeks) + 1
    return "every other week" if number == _FORTNIGHT else f"every {NUMBERS[number - 1]} weeks"


def left_out_by(token: Token) -> str:
    """Return what a token of bank holidays or of a month leaves out."""
    if token["bank"]:
        return BANK_HOLIDAYS
    month = token[0].split()[-1][:3].lower()
    return next(said for said in MONTHS_LEFT_OUT if said[3:6].lower() == month)
