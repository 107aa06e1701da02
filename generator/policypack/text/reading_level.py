"""Reading levels: how hard a text is, against the gate of the band of readers that it is for.

The gates, and the school grade (Flesch-Kincaid: 0.39 times the words of a sentence, plus 11.8 times the syllables of a
word, less 15.59), are those of the domain's notes on readability, seen on 22 November 2026. No measure sees meaning: a
page for children needs a human reader as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Band = Literal["under_11", "from_11", "from_14", "everyone", "adults"]
"""Whom a text is for, by age."""


@dataclass(frozen=True, slots=True)
class Gate:
    """What a text for one band of readers keeps to.

    aim, fail: the school grade that is wanted, and the one above which a text fails. average, longest: words of a
    sentence. length: words of a page, or None where it may be as long as it has to be.
    """

    aim: float
    fail: float
    average: int
    longest: int
    length: int | None = None


GATES: dict[Band, Gate] = {
    "under_11": Gate(3.0, 4.5, 9, 14, 250),
    "from_11": Gate(4.5, 6.0, 11, 18, 400),
    "from_14": Gate(6.0, 8.0, 14, 22, 600),
    "everyone": Gate(4.5, 6.0, 11, 18),
    "adults": Gate(6.5, 9.0, 16, 25),
}

_FAR_TOO_LONG = 1.2
"""A page for one age may be longer than is wanted by this much: how many rules it prints is for the organisation."""
_END = re.compile(r"(?<=[.?!…])[\"\u201d\u2019)]*\s+")
_WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:['\u2019-][A-Za-zÀ-ÿ]+)*")
_NOT_COUNTED = re.compile(r"\S*(?:[0-9@]|://|www\.)\S*")
_VOWELS = re.compile(r"[aeiouyà-ÿ]+")
# Vowels that are not said (asked, rules, safe, someone), and neighbours that are said apart (media, doing, create).
_SILENT = re.compile(
    r"(?<![td])ed$|(?<![sxzcgh])(?<![^aeiouy]l)es$|(?<!l)e$|(?<=[aeiouy]l)e$|(?<=^som)e|(?<=^saf)e|(?<=^ev)e"
)
_APART = re.compile(r"ia(?!l)|io(?!n|us)|eo(?!p)|[aeiouy]ing$|(?<=[a-z])yon|crea|react")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its words and syllables counted."""

    text: str
    words: int
    syllables: int

    @property
    def grade(self) -> float:
        """The school grade of this sentence by itself."""
        return _grade(self.words, 1, self.syllables)


@dataclass(frozen=True, slots=True)
class Level:
    """How hard a text is: its sentences that have words, in order."""

    sentences: tuple[Sentence, ...]

    @property
    def words(self) -> int:
        """Words, without what is not counted."""
        return sum(sentence.words for sentence in self.sentences)

    @property
    def grade(self) -> float:
        """The school grade; 0 for a text without words."""
        return _grade(self.words, len(self.sentences), sum(sentence.syllables for sentence in self.sentences))

    @property
    def average(self) -> float:
        """Words of a sentence on average."""
        return self.words / max(1, len(self.sentences))

    @property
    def longest(self) -> Sentence:
        """The sentence with the most words. Raises ValueError for a text without words."""
        return max(self.sentences, key=lambda sentence: sentence.words)

    def worst(self, gate: Gate) -> Sentence:
        """Return the sentence that does most to take the text over a gate. Raises ValueError as `longest` does."""
        return max(self.sentences, key=lambda sentence: sentence.words * (sentence.grade - gate.aim))

    def fails(self, gate: Gate) -> list[str]:
        """Say what is above what a gate allows, in plain words."""
        found = [f"grade {self.grade:.1f}, at most {gate.fail}"] if self.grade > gate.fail else []
        if gate.length is not None and self.words > _FAR_TOO_LONG * gate.length:
            found.append(f"{self.words} words, far above {gate.length}")
        return found + [f"{one.words} words, at most {gate.longest}: {one.text}" for one in self._too_long(gate)]

    def misses(self, gate: Gate) -> list[str]:
        """Say what is above what a gate wants; what fails is there too."""
        found = [f"grade {self.grade:.1f}, wanted {gate.aim}"] if self.grade > gate.aim else []
        if self.average > gate.average:
            found.append(f"{self.average:.1f} words a sentence, wanted {gate.average}")
        if gate.length is not None and self.words > gate.length:
            found.append(f"{self.words} words, wanted {gate.length}")
        return found + [f"{one.words} words, at most {gate.longest}: {one.text}" for one in self._too_long(gate)]

    def _too_long(self, gate: Gate) -> list[Sentence]:
        return [sentence for sentence in self.sentences if sentence.words > gate.longest]


def syllables(word: str) -> int:
    """Count the syllables of an English word, near enough for a grade: the groups of vowels that are said."""
    plain = _SILENT.sub("", re.sub(r"['\u2019]s?$", "", word.lower()))
    return max(1, len(_VOWELS.findall(plain)) + len(_APART.findall(plain)))


def measure(
    units: Iterable[str], count: Callable[[str], int] = syllables, leave_out: Callable[[str], str] = str
) -> Level:
    """Measure a text.

    units: paragraphs, list items, headings, cells of tables; each begins a sentence. count: the syllables of a word.
    leave_out: takes what is not counted, such as names, out of a sentence. Numbers and addresses are never counted.
    """
    sentences = (_counted(text, count, leave_out) for unit in units for text in _END.split(unit))
    return Level(tuple(sentence for sentence in sentences if sentence.words))


def _counted(text: str, count: Callable[[str], int], leave_out: Callable[[str], str]) -> Sentence:
    words = _WORD.findall(_NOT_COUNTED.sub(" ", leave_out(text)))
    return Sentence(" ".join(text.split()), len(words), sum(count(word) for word in words))


def _grade(words: int, sentences: int, sounds: int) -> float:
    return 0.39 * words / sentences + 11.8 * sounds / words - 15.59 if words else 0.0
