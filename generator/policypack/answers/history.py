"""The history: every change of an answer, in ``site_config/history.jsonl``, beside the answers and as private as they.

Each line is an object that a person can read: what the answers were when the history begins, a question or an item a
line, and then each change with its day, the face by which it was made, and what was said before and after. A change is
written here before the answers file is replaced: a process that is killed between the two leaves a change that was
never made, which the next command sees, and none that nobody knows of.

Lines are only added, within bounds: at most MOST_CHANGES of them, MOST_BYTES, and LONGEST days. What is older goes into
the first lines. A first run through all questions makes some 300 changes and a year some 100, so that years can be
looked at; half a megabyte is read in a moment, and any shared drive takes it; and who left two years ago should not
stand in a file for good.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, get_args

from policypack.answers.differences import Step, differences, items_in, labels_of, made
from policypack.answers.step_sets import sets_of
from policypack.base.problems import shown_path
from policypack.files.atomic import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policypack.answers.differences import Said
    from policypack.base.workspace import Workspace
    from policypack.content.questions import Questions

By = Literal["terminal", "browser", "file"]
"""How a change was made: on one of the two faces, or by hand in the answers file."""
MOST_CHANGES = 1000
MOST_BYTES = 500_000
LONGEST = 731
"""Days: two years, so that what the last yearly review changed can be looked at in this one."""
_KEPT = 0.75
"""What stays of a history that has become too long: it is cut once in a while, not with each change."""
_ABOUT = (
    "Every change of an answer, kept by policypack; `policypack history` shows them in words. As private as the "
    "answers. Take the file away, and the history begins anew."
)


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the answers. number: counted from 1. puts_back: the number of the change that it undoes, or 0."""

    number: int
    day: date
    by: By
    steps: tuple[Step, ...]
    puts_back: int = 0


class History:
    """The history of a workspace, as it stands on the disk. Whoever writes to it holds the workspace's lock.

    changes: what it holds, the oldest first. known: what the answers are by it, None where there is no history yet.
    """

    def __init__(self, workspace: Workspace, questions: Questions) -> None:
        self.workspace = workspace
        self.questions = questions
        self.labels = labels_of(questions)
        self.changes: list[Change] = []
        self.known: Said | None = None
        self._data: bytes | None = None
        self._lines: list[tuple[str, Change | None]] = []  # each line that is not about the beginning
        self._begins: Said = {}
        self._since = ""
        self.read()

    @property
    def name(self) -> str:
        """The file's name in messages."""
        return shown_path(self.workspace.history_file, self.workspace.root)

    def read(self) -> None:
        """Read the file where it is another one than before. What cannot be read in it stays there, and is not used."""
        try:
            data = self.workspace.history_file.read_bytes()
        except OSError:
            data = b""
        if data == self._data:
            return
        self._data = data
        self.changes, self._lines, self._begins, self._since = [], [], {}, ""
        for line in data.decode("utf-8", "replace").splitlines():
            try:
                self._take(line, json.loads(line))
            except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
                self._lines.append((line, None))
        steps = [step for change in self.changes for step in change.steps]
        self.known = made(self._begins, steps, self.labels) if self._since else None

    def _take(self, line: str, read: dict[str, Any]) -> None:
        if "about" in read:
            self._since = str(read["since"])
        elif "stood" in read:
            qid = str(read["stood"])
            if "item" in read:
                items = self._begins.setdefault(qid, [])
                items.append(_answers(read["answers"]))  # type: ignore[union-attr, arg-type] # or AttributeError
            else:
                self._begins[qid] = _answer(read["answer"])
        else:
            last = self.changes[-1].number if self.changes else 0  # two histories that were merged number alike
            change = Change(
                max(int(read["change"]), last + 1),
                date.fromisoformat(read["day"]),
                read["by"] if read["by"] in get_args(By) else "file",
                tuple(_step(one) for one in read["steps"]),
                int(read.get("puts_back", 0)),
            )
            self.changes.append(change)
            self._lines.append((line, change))

    def notice(self, said: Said, day: date) -> bool:
        """Keep what was changed by hand since, or begin where there is no history yet; say whether anything was kept.

        said: what the answers file says. day: on which it is noticed. Raises ProblemsFoundError where it cannot be
        written.
        """
        self.read()
        if self.known is None:
            self._begins, self._since, self.known = said, day.isoformat(), said
            if said:
                self._write(day)
            return False
        steps = differences(self.known, said, self.labels)
        for one in sets_of(steps, self.known, self.questions):
            self._add(day, "file", one, 0)
        if steps:
            self.known = said
            self._write(day)
        return bool(steps)

    def note(self, before: Said, after: Said, day: date, by: By, puts_back: int = 0) -> bool:
        """Keep a change that is about to be made, and say whether there is one: not where only a comment differs.

        before, after: what the answers file says. Raises as notice does.
        """
        self.notice(before, day)
        steps = differences(before, after, self.labels)
        if steps:
            self._add(day, by, steps, puts_back)
            self.known = after
            self._write(day)
        return bool(steps)

    def take_back(self) -> None:
        """Leave out the last change, which could not be made. Raises as notice does."""
        if self._lines and self._lines[-1][1] is not None:
            self._lines.pop()
            day = self.changes.pop().day
            try:
                self._write(day)
            finally:
                self.forget()

    def forget(self) -> None:
        """Read the file anew: what is known here is not what stands in it."""
        self._data = None
        self.read()

    def _add(self, day: date, by: By, steps: Iterable[Step], puts_back: int) -> None:
        number = self.changes[-1].number + 1 if self.changes else 1
        change = Change(number, day, by, tuple(steps), puts_back)
        self.changes.append(change)
        self._lines.append((_line_of(change), change))

    def _write(self, day: date) -> None:
        text = self._text()
        old = sum((day - change.day).days > LONGEST for change in self.changes)
        if old or len(self.changes) > MOST_CHANGES or len(text.encode()) > MOST_BYTES:
            self._shorten(old)
            text = self._text()
        write_whole(self.workspace.history_file, self.workspace.root, text, like=self.workspace.answers_file)
        self._data = text.encode()

    def _shorten(self, old: int) -> None:
        """Let the oldest changes go into what stood at the beginning. old: how many are too old."""
        leave = max(old, len(self.changes) - int(MOST_CHANGES * _KEPT) if len(self.changes) > MOST_CHANGES else 0)
        size = len(self._text().encode())
        for line, change in self._lines:
            if size <= MOST_BYTES * _KEPT or (size <= MOST_BYTES and old):
                break
            size -= len(line.encode()) + 1
            leave = max(leave, self.changes.index(change) + 1 if change is not None else 0)
        leave = min(leave, len(self.changes) - 1)  # the last one is what is being kept
        gone = self.changes[:leave]
        self._begins = made(self._begins, [step for change in gone for step in change.steps], self.labels)
        self.changes = self.changes[leave:]
        kept = {change.number for change in self.changes}
        self._lines = [(line, change) for line, change in self._lines if change is not None and change.number in kept]

    def _text(self) -> str:
        lines = [_json({"about": _ABOUT, "since": self._since})]
        for qid, value in self._begins.items():
            items = items_in(self._begins, qid)
            label = self.labels.get(qid, "")
            lines += [_json({"stood": qid, "item": item.get(label, ""), "answers": item}) for item in items]
            if not items:
                lines.append(_json({"stood": qid, "answer": value}))
        return "".join(f"{line}\n" for line in [*lines, *(line for line, _ in self._lines)])


def read_history(workspace: Workspace, questions: Questions) -> History:
    """Return the history of a workspace; without changes where there is none yet."""
    return History(workspace, questions)


def _line_of(change: Change) -> str:
    about: dict[str, Any] = {"change": change.number, "day": change.day.isoformat(), "by": change.by}
    if change.puts_back:
        about["puts_back"] = change.puts_back
    return _json({**about, "steps": [dict(_written(step)) for step in change.steps]})


def _written(step: Step) -> Iterator[tuple[str, Any]]:
    yield "question", step.question
    if step.item:
        yield "item", step.item
    if step.at is not None:
        yield "at", step.at
    yield "was", step.was
    yield "now", step.now


def _step(read: dict[str, Any]) -> Step:
    at = read.get("at")
    was, now = (
        None if one is None else _answers(one) if isinstance(one, dict) else _answer(one)
        for one in (read["was"], read["now"])
    )
    return Step(str(read["question"]), str(read.get("item", "")), was, now, None if at is None else int(at))


def _answers(read: dict[str, Any]) -> dict[str, str | list[str]]:
    return {str(short): _answer(one) for short, one in read.items()}


def _answer(read: Any) -> str | list[str]:
    if isinstance(read, dict):
        raise TypeError
    return [str(one) for one in read] if isinstance(read, list) else str(read)


def _json(data: object) -> str:
    # What splits lines and is no line end is written as its number: a line of the file is a line of text.
    return json.dumps(data, ensure_ascii=False).translate(_SPLITS)


_SPLITS = {ord(one): f"\\u{ord(one):04x}" for one in "\x7f\x85\u2028\u2029"}
