"""Hard words: findings about what an organisation wrote itself and readers of its public pages will find hard to read.

They are made from the answers and the list of pages, without rendering anything, since `check` has to stay quick. That
is also why syllables are counted here and not by a library that takes longer to load than all the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from policypack.pack.finding import Finding
from policypack.pack.own_pages import own_pages
from policypack.pack.own_words import leaving_out, names, own_texts
from policypack.text.reading_level import GATES, Band, Gate, Level, measure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from policypack.answers.model import Answers
    from policypack.base.workspace import Workspace
    from policypack.content.page_rows import Page

    _NoNames = Callable[[], Callable[[str], str]]

_FEWEST = 12
"""Words below which a school grade means little."""
_MARGIN = 1.0
"""Our count of syllables gives a grade that is higher by this much than the one the gates were set with."""
_READERS: dict[Band, str] = {
    "under_11": "children under 11",
    "from_11": "ages 11 to 13",
    "from_14": "ages 14 to 17",
    "everyone": "everybody, children of 11 too",
    "adults": "parents and carers in a hurry",
}


@dataclass(frozen=True, slots=True)
class _Hard:
    """A sentence that is too hard for a band of readers, with why and what to do in words."""

    sentence: str
    because: str
    first_step: str


def hard_words(answers: Answers, workspace: Workspace, pages: Sequence[Page]) -> Iterator[Finding]:
    """Yield a finding for each answer and each own page whose words fail the gate of a public page that they stand on.

    pages: those that apply to the organisation. No name counts, for nobody can choose a shorter one.
    """
    scope = answers.scope()
    no_names = cache(lambda: leaving_out(names(answers, pages)))  # made only where something may be hard
    for question, item, text in own_texts(answers, pages):
        found = [
            (page, hard)
            for page in pages
            if question.qid in page.own_words
            and (page.own_words_when is None or page.own_words_when.holds(scope) is not False)
            and (hard := _hard(text.splitlines(), page.gate, no_names)) is not None
        ]
        if not found:
            continue
        strictest, hard = min(found, key=lambda one: GATES[one[0].gate].fail)
        titles = " and ".join(f"“{page.title}”" for page, _ in found)
        about = "" if item is None else item.name
        yield Finding(
            f"hard-words-{question.qid}",
            "advisory",
            f"Hard to read for {_READERS[strictest.gate]}: “{hard.sentence}”",
            f"It stands on {titles}, from your answer to “{question.prompt}” {hard.because}",
            hard.first_step,
            "A few minutes",
            ("RULES-1",) if question.qid.startswith("rules.") else (),
            question.qid,
            about,
        )
    yield from _own_pages(workspace, pages, no_names)


def _own_pages(workspace: Workspace, pages: Sequence[Page], no_names: _NoNames) -> Iterator[Finding]:
    gates = {page.path: page.gate for page in pages}
    for path, file in own_pages(workspace, "public").items():
        if file.suffix != ".md":
            continue
        from policypack.text.plain_text import (
            plain_text,  # it loads a library, and few organisations have pages of their own
        )

        band = gates.get(path, "everyone")
        hard = _hard(plain_text(file.read_text(encoding="utf-8", errors="replace")), band, no_names)
        if hard is not None:
            yield Finding(
                "hard-words-own-page",
                "advisory",
                f"Hard to read for {_READERS[band]}: “{hard.sentence}”",
                f"It stands on your own page {path}. {hard.because}",
                hard.first_step,
                "A few minutes",
                (),
                "",
                path,
            )


def _hard(units: list[str], band: Band, no_names: _NoNames) -> _Hard | None:
    """Return the sentence that makes a text too hard, or None where nothing does."""
    gate = GATES[band]
    if _passes(measure(units), gate):
        return None
    level = measure(units, leave_out=no_names())
    if _passes(level, gate):
        return None
    if level.longest.words > gate.longest:
        because = f"It has {level.longest.words} words. These readers can follow {gate.longest} at most."
        return _Hard(level.longest.text, because, "Make two sentences of it, or leave out what they do not need.")
    worst = level.worst(gate)
    return _Hard(worst.text, "Its words are long.", "Say it in the short words that people use aloud.")


def _passes(level: Level, gate: Gate) -> bool:
    if not level.sentences:
        return True
    easy = level.words < _FEWEST or level.grade <= gate.fail + _MARGIN
    return easy and level.longest.words <= gate.longest
