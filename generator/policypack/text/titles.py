"""Titles of roles, as they stand inside a sentence: "our welfare officer", "our DSL", "Akela", "the Vicar".

A title stands as it was written, unless it is plainly a common noun: all small but its first letter. Then it is small
throughout. Whether "our" goes before it is decided here and nowhere else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from policypack.text.title_words import (
    DETERMINERS,
    ENDINGS,
    NICKNAMES,
    OFTEN_SEVERAL,
    ONE_ALONE,
    OR_A_NAME,
    OTHERS,
    PERSONAL,
    PERSONAL_OR_ROLE,
    ROLES,
    WHOEVER,
)

_BESIDE = re.compile(r"\s*[,(/\u2013\u2014]| (?:of|for|to|at|in|on|with|from|and|&|who) ", re.IGNORECASE)
"""Where what is beside the title's noun begins: "Chair of trustees", "Coach, under-11s", "Youth leader (Cubs)"."""
_BRACKETS = re.compile(r"^(?P<before>[^()]+?)\s*\((?P<inside>[^()]+)\)$")
_SHORT = re.compile(r"(?=.*[A-Z].*[A-Z])[A-Z][A-Za-z&]{1,8}")
_INITIAL = re.compile(r"[A-Z]\.")
_PARTICLES = frozenset(
    [
        "de",
        "der",
        "den",
        "van",
        "von",
        "da",
        "di",
        "du",
        "la",
        "le",
        "bin",
        "ibn",
        "al",
        "el",
        "ap",
        "ab",
        "ferch",
        "of",
        "the",
        "and",
        "y",
    ]
)
_OUR_LADY = ("lady", "lord", "saviour", "redeemer")


@dataclass(frozen=True, slots=True)
class Said:
    """A title inside a sentence.

    before: "our ", "the " or "". words: the rest. sure: whether it can hardly be meant otherwise.
    """

    before: str
    words: str
    sure: bool = True

    def __str__(self) -> str:
        return f"{self.before}{self.words}"


def said_of(title: str, *, called: str = "", in_full: bool = False, several: bool = False) -> Said:
    """Return how a title stands inside a sentence.

    called: how the organisation wants it there, if it said so. in_full: the long form too where a short one is given in
    brackets, for who does not know it. several: of more people than one who hold it, so that a title for one
    ("Moderator") becomes one for all of them ("our moderators").
    """
    if called:
        return _as_called(" ".join(called.split()))
    tidy = " ".join(title.split())
    short = _short_form(tidy)
    if short:
        words = tidy if in_full else short
        return Said("our ", _without_commas(plural(words) if several else words))
    first, _, rest = tidy.partition(" ")
    small = first.casefold()
    if rest and small in DETERMINERS:
        return _with_its_own(first, rest, tidy)
    if small in WHOEVER:
        return Said("", _small_first(tidy))
    if _is_personal(first, rest) or _is_nickname(tidy):
        return Said("", _without_commas(tidy))
    shown = _without_commas(plural(tidy) if several else tidy)
    is_role = _names_a_role(tidy)
    if is_role is None:
        return Said("", shown, sure=bool(rest) and bool(_INITIAL.match(tidy)))
    return Said("our ", _small_first(shown) if _is_common(tidy) else shown, sure=small not in OR_A_NAME or bool(rest))


def as_entry(title: str, *, several: bool = False) -> str:
    """Return how a title stands at the head of an entry: "Moderators", "Co-ordinator (under-13s)"."""
    tidy = " ".join(title.split())
    first, _, rest = tidy.partition(" ")
    if rest and first.casefold() == "our" and not _is_our_lady(rest):
        tidy = rest
    shown = _without_commas(plural(tidy) if several else tidy)
    return shown[:1].upper() + shown[1:]


def may_be_several(title: str) -> bool:
    """Whether a title for one person is one that many often hold: a moderator, a host, a coach."""
    noun = _noun(title).casefold()
    words = {word.casefold() for word in title.split()}
    return not names_several(title) and noun in OFTEN_SEVERAL and not words & (ONE_ALONE | DETERMINERS - {"our"})


def names_several(role: str) -> bool:
    """Whether a role names more than one person: "Team coaches" and "Trustees" do, "Chair of trustees" does not."""
    noun = _BESIDE.split(role.strip())[0].strip().casefold()
    return noun.endswith("s") and not noun.endswith(("ss", "us", "is", "'s", "\u2019s")) and noun not in _ENDING_IN_S


_ENDING_IN_S = frozenset({"mrs", "ms", "jones", "comms", "communications"})


def plural(title: str) -> str:
    """Return a title for one person as one for several: "Youth worker" becomes "Youth workers"."""
    if names_several(title):
        return title
    head = _BESIDE.split(title, maxsplit=1)[0]
    return _plural_of(head) + title[len(head) :]


def _with_its_own(first: str, rest: str, tidy: str) -> Said:
    """Leave a title the "the", "our" or the like that it has, small inside a sentence; Our Lady is a name."""
    if first.casefold() == "our" and _is_our_lady(rest):
        return Said("", _without_commas(tidy))
    return Said(f"{first.casefold()} ", _without_commas(rest))


def _is_our_lady(rest: str) -> bool:
    return rest[:1].isupper() and rest.casefold().startswith(_OUR_LADY)


def _as_called(called: str) -> Said:
    first, _, rest = called.partition(" ")
    before = f"{first.casefold()} " if rest and first.casefold() in ("our", "the") and not _is_our_lady(rest) else ""
    return Said(before, called[len(before) :])


def _is_personal(first: str, rest: str) -> bool:
    name = _BESIDE.split(rest)[0].split() if rest else []
    if not name or not name[0][:1].isupper():
        return False
    title = first.casefold().rstrip(".")
    return title in PERSONAL or (title in PERSONAL_OR_ROLE and not any(_is_known(word) for word in name))


def _is_nickname(tidy: str) -> bool:
    bare = _BESIDE.split(tidy)[0].casefold()
    return bare.replace(" ", "-") in NICKNAMES or bool(re.fullmatch(r"[\w-]+ owl", bare))


def _names_a_role(tidy: str) -> bool | None:
    """Return True where a title is plainly no name of somebody, and None where it may be one."""
    if _INITIAL.match(tidy):
        return None
    head = _BESIDE.split(tidy)[0].split()
    if any(_is_known(word, ROLES) for word in re.split(r"[\s()/,]+", tidy) if word):
        return True
    # A name has one capital, at the beginning of each of its words. More of them are a short form: DSL, SENCo.
    if any(sum(letter.isupper() for letter in word) > 1 for word in head):
        return True
    named = all(word[:1].isupper() or word in _PARTICLES for word in head)
    return None if named else True


def _is_known(word: str, known: frozenset[str] = ROLES | OTHERS) -> bool:
    small = word.casefold().strip(".'\u2019")
    return any(one in known for one in (small, _singular(small), *small.split("-")))


def _is_common(tidy: str) -> bool:
    """Whether a title is plainly a common noun: all small but its first letter, with which no name begins."""
    first, *others = re.split(r"[,(]", tidy)[0].split()
    if not first[:1].isupper() or not _all_small(first[1:]):
        return False
    if not all(_all_small(word) or _is_letters(word) for word in others):
        return False
    parts = [part for part in first.casefold().split("/") if part]
    return bool(parts) and all(_is_known(part) or part.endswith(ENDINGS) for part in parts)


def _all_small(word: str) -> bool:
    return word == word.lower()


def _is_letters(word: str) -> bool:
    """Whether a word is a short form, which is no sign that titles are written with capitals: IT, U12s."""
    bare = word.strip("(),.").removesuffix("s")
    return len(bare) > 1 and bare == bare.upper()


def _small_first(words: str) -> str:
    return words[:1].lower() + words[1:]


def _short_form(tidy: str) -> str:
    """Return the short form where a title has it in brackets, or has its long form there; else ""."""
    found = _BRACKETS.match(tidy)
    if found is None:
        return ""
    for short, long in ((found["inside"], found["before"]), (found["before"], found["inside"])):
        if _SHORT.fullmatch(short) and _stands_for(short, long):
            return short
    return ""


def _stands_for(short: str, long: str) -> bool:
    letters = re.sub(r"[^A-Z]", "", short)
    initials = "".join(word[0].upper() for word in re.split(r"[\s/&-]+", long) if word[:1].isalpha())
    fewest = 2  # one letter in common says nothing
    return len(initials) >= fewest and (_within(letters, initials) or _within(initials, letters))


def _within(inner: str, outer: str) -> bool:
    left = iter(outer)
    return all(letter in left for letter in inner)


def _without_commas(words: str) -> str:
    """Put what follows a comma into brackets, so that a list that names the title can be read."""
    head, comma, rest = words.partition(",")
    if not comma or not rest.strip():
        return head if comma else words
    beside = rest.strip().replace("(", "").replace(")", "").split(",")
    return f"{head.rstrip()} ({'; '.join(part.strip() for part in beside if part.strip())})"


def _noun(title: str) -> str:
    return (_BESIDE.split(title.strip())[0].split() or [""])[-1]


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _plural_of(noun: str) -> str:
    if noun.isupper():
        return f"{noun}s"
    for one, several in (("person", "people"), ("man", "men"), ("child", "children")):
        if noun.casefold().endswith(one):
            return noun[: len(noun) - len(one)] + several
    if re.search(r"[^aeiou]y$", noun, re.IGNORECASE):
        return f"{noun[:-1]}ies"
    return f"{noun}es" if re.search(r"(s|x|z|ch|sh)$", noun, re.IGNORECASE) else f"{noun}s"
