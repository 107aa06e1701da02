"""Canaries: an answer of its own in each place that is not for everybody, so that any byte that leaks has a name.

Which questions get one, and of which kind, comes from the question data: a new question is covered by itself.
"""

from __future__ import annotations

import gzip
import html
import io
import json
import re
import zipfile
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from policypack.content.questions import AUDIENCES, NONE, NOT_DECIDED
from policypack.files.yaml_nodes import parse_yaml
from policypack.text.english import MONTHS
from tests.organisations import CHECKOUT
from tests.pdf_text import bookmarks_of, properties_of, sheets_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from policypack.answers.model import Answers
    from policypack.content.questions import Audience, Question, Questions

Data = dict[str, Any]

TODAY = date(2026, 11, 22)
CHOSEN = {"yes/no", "choice", "choices", "number"}
"""Types with so few answers that none is like no other; test_no_leak.py changes these and compares the pages."""

_BETWEEN_DIGITS = re.compile("(?<=[0-9])(?:[ ().\u00a0\u2011-]|&nbsp;)+(?=[0-9])")


@dataclass(frozen=True)
class Canary:
    """An answer that stands nowhere else.

    qid, position: the question, and the place of its item in the group (None outside of a group).
    forms: how it may be written, in small letters and with digits joined.
    """

    qid: str
    position: int | None
    value: str
    forms: tuple[str, ...]

    def seen_by(self, answers: Answers) -> Audience:
        """Return the widest audience that may see it; what is not asked is for nobody but the leaders."""
        question = answers.catalogue.questions[self.qid]
        item = None if self.position is None else answers.groups[self.qid.rpartition(".")[0]][self.position]
        if answers.get(self.qid, item) is None:
            return "leaders"
        return answers.visibility(question, item)


def answers_of(organisation: str) -> Data:
    """Return the answers of a test organisation as plain data."""
    text = (CHECKOUT / "tests" / "orgs" / f"{organisation}.yml").read_text(encoding="utf-8")
    data = parse_yaml(text, organisation).plain()
    assert isinstance(data, dict)
    return data


def with_canaries(data: Data, questions: Questions) -> tuple[str, list[Canary]]:
    """Put a canary into every answer that somebody may not see, and into each such answer that was not given.

    data: answers as plain data, which are changed. Returns the text of the answers file, and the canaries.
    """
    maker = _Maker(json.dumps(data, ensure_ascii=False))
    renamed: dict[str, dict[str, str]] = {}
    for question in questions:
        owner = questions.by_qid.get(question.qid.rpartition(".")[0])
        if question.visibility == AUDIENCES[0] or question.type in CHOSEN or question.type == "group":
            continue
        for position, answers in _places(data, question, owner):
            canary = maker.make(question, position)
            before = answers.get(question.id)
            answers[question.id] = canary.value
            if owner is not None and owner.label == question.id and isinstance(before, str):
                renamed.setdefault(owner.qid, {})[before] = canary.value
    _rename(data, questions, renamed)
    return json.dumps(data, ensure_ascii=False), maker.made


def _places(data: Data, question: Question, owner: Question | None) -> Iterator[tuple[int | None, Data]]:
    """Yield where a question has its answers: in its section, or in each item; an empty group gets an item."""
    section, _, name = question.qid.partition(".")
    answers = data.get(section)
    if not isinstance(answers, dict):
        answers = data[section] = {}
    if owner is None:
        yield None, answers
        return
    group = name.partition(".")[0]
    if not isinstance(answers.get(group), list):
        label = owner.by_id[owner.label or ""]
        if label.visibility == AUDIENCES[0]:
            return  # an item that readers may see is not invented
        answers[group] = [{}]
    yield from enumerate(answers[group])


def _rename(data: Data, questions: Questions, renamed: dict[str, dict[str, str]]) -> None:
    """Let answers that name an item go by its canary."""
    for question in questions:
        names = renamed.get(question.choices_from or "", {})
        owner = questions.by_qid.get(question.qid.rpartition(".")[0])
        for _, answers in _places(data, question, owner) if names else ():
            said = answers.get(question.id)
            if isinstance(said, str):
                answers[question.id] = names.get(said, said)
            elif isinstance(said, list):
                answers[question.id] = [names.get(one, one) for one in said]


class _Maker:
    def __init__(self, taken: str) -> None:
        self.made: list[Canary] = []
        self._taken = taken + _BETWEEN_DIGITS.sub("", taken) + _shipped()

    def make(self, question: Question, position: int | None) -> Canary:
        assert question.type in _KINDS, f"_KINDS lacks what an answer of the type {question.type} looks like"
        value, forms = _KINDS[question.type](self, f"qzx{len(self.made):04d}k")
        canary = Canary(question.qid, position, value, tuple(form.casefold() for form in forms))
        self.made.append(canary)
        return canary

    def phone(self, _word: str) -> tuple[str, tuple[str, ...]]:
        # Ofcom keeps these numbers for drama: nobody has one.
        number = self._free(f"{start}{last:03d}" for start in ("01632960", "07700900") for last in range(1000))
        return number, (number, f"44{number[1:]}")

    def day(self, _word: str) -> tuple[str, tuple[str, ...]]:
        days = (TODAY - timedelta(days=back) for back in range(1, 3000))
        found = date.fromisoformat(self._free(day.isoformat() for day in days if not self._is_said(day)))
        return found.isoformat(), _said(found)

    def times(self, _word: str) -> tuple[str, tuple[str, ...]]:
        time = self._free(f"{hour:02d}:{minute:02d}" for hour in range(1, 6) for minute in range(1, 60))
        plain = time.lstrip("0")
        return f"Mon {time}-11:00", (time, f"{plain}am", f"{plain.replace(':', '.')}am")

    def colour(self, word: str) -> tuple[str, tuple[str, ...]]:
        found = f"#7a{int(word[3:7]):04x}"
        return found, (found,)

    def _is_said(self, day: date) -> bool:
        return any(form in self._taken for form in _said(day))

    def _free(self, values: Iterator[str]) -> str:
        used = {canary.value for canary in self.made}
        return next(value for value in values if value not in used and value not in self._taken)


_KINDS: dict[str, Callable[[_Maker, str], tuple[str, tuple[str, ...]]]] = {
    "text": lambda _, word: (word.capitalize(), (word,)),
    "long text": lambda _, word: (f"One {word} two\nand {word}", (word,)),
    "email": lambda _, word: (f"{word}@qzx.example", (word,)),
    "web address": lambda _, word: (f"https://{word}.example/{word}", (word,)),
    "phone": _Maker.phone,
    "date": _Maker.day,
    "weekly times": _Maker.times,
    "colour": _Maker.colour,
}


def _said(day: date) -> tuple[str, ...]:
    month = MONTHS[day.month - 1]
    return (
        day.isoformat(),
        f"{day.day} {month} {day.year}",
        f"{day.day} {month[:3]} {day.year}",
        f"{day.day:02d}/{day.month:02d}/{day.year}",
    )


@cache
def _shipped() -> str:
    """Return what we ship, in which dates and numbers stand that are no canaries."""
    files = [path for name in ("content", "templates") for path in sorted((CHECKOUT / name).rglob("*.*"))]
    return "\n".join(path.read_text(encoding="utf-8") for path in files if path.suffix in {".yml", ".j2", ".html"})


def leaks(folder: Path, canaries: list[Canary]) -> list[tuple[str, str]]:
    """Return the question of each canary that stands in a file of a folder, or in a file's name, and the file."""
    found = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        data = path.read_bytes() if path.is_file() else b""
        data += gzip.decompress(data) if data.startswith(b"\x1f\x8b") else b""
        # The theme's files are the same in every output, and large: each is made ready once.
        text = as_read(name) + (_read_once(data) if name.startswith("assets/") else _words_of(path, data))
        found += [(canary.qid, name) for canary in canaries if any(form in text for form in canary.forms)]
    return found


def _words_of(path: Path, data: bytes) -> str:
    """Return what a file says: of a PDF its text and properties, of a Word file all its parts."""
    if path.suffix == ".pdf":
        return as_read("\n".join([*sheets_of(data), *bookmarks_of(data), *properties_of(data).values()]))
    if path.suffix == ".docx":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [f"{name}\n{archive.read(name).decode('utf-8', 'ignore')}" for name in archive.namelist()]
        return as_read("\n".join([*parts, *(re.sub(r"<[^>]*>", "", part) for part in parts)]))
    return _as_text(data)


def _as_text(data: bytes) -> str:
    return as_read(data.decode("utf-8", errors="ignore"))


_read_once = cache(_as_text)


def as_read(text: str) -> str:
    """Return a text as it stands, as HTML and as an address are read, in small letters and with digits joined."""
    read = f"{text}\n{html.unescape(text)}\n{unquote(text)}\n{html.unescape(unquote(text))}"
    if "\\u" in text:
        read += re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
    read = read.casefold()
    return f"{read}\n{_BETWEEN_DIGITS.sub('', read)}"


def is_given(value: object) -> bool:
    """Say whether something was answered."""
    return value not in (None, NONE, NOT_DECIDED)
