"""Name the fault in a file that YAML cannot read, as its author would find it: the line, what is wrong, what to write.

YAML says where it could not go on. What is wrong often stands above: a quotation mark that is not closed, a colon
without its space. So the lines around are looked at, too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from policypack.files.yaml_mending import STRANGE, name_of

if TYPE_CHECKING:
    import yaml

KEY = r"[A-Za-z_][A-Za-z0-9_-]*"
_ANSWER = re.compile(rf" *(?:- +)*({KEY}): +(\S.*)")
_GLUED = re.compile(rf" *(?:- +)*({KEY}):(?!//)(\S.*)")
_EQUALS = re.compile(rf" *(?:- +)*({KEY}) *[=;] *(\S.*)")
_NO_COLON = re.compile(rf" *(?:- +)*({KEY})(?: +(\S.*))?$")
_CURLY = re.compile("[\u201c\u201d\u201e\u2018\u2019]")
_SIGNS = {
    "an alias": "*", "an anchor": "&", "a tag": "!", "a block scalar": "> or |",
}  # fmt: skip
_BRACKETS = {"sequence": ("[", "]"), "mapping": ("{", "}")}
_UNNAMED = (
    "this line cannot be read; often it is a colon, a quotation mark or the spaces at its start, or at the start of "
    "the line above it"
)


class Fault(NamedTuple):
    """line: counted from 1. wanted: what is wrong and what to write. given: what stands there, if that helps."""

    line: int
    wanted: str
    given: str | None = None


def fault_of(text: str, error: yaml.MarkedYAMLError) -> Fault:
    """Return the fault for which a text could not be read, with the line where its author has to change something."""
    lines = _Lines(text)
    mark = error.problem_mark or error.context_mark
    at = lines.last_until(0 if mark is None else mark.line)
    column = 0 if mark is None or mark.line != at else mark.column
    begun = at if error.context_mark is None else error.context_mark.line
    what, context = error.problem or "", error.context or ""
    for near in (at, lines.before(at), begun):
        if near is not None and (found := _hidden(lines[near], near)):
            return found
    if "quoted scalar" in context:
        return _quote(lines, begun, at, what)
    if "flow" in context and (bracket := _bracket(lines, begun, context)) is not None:
        begun, opened, closed = bracket
        wanted = f"the bracket {opened} that opens here is not closed in its place; close it with {closed}"
        return _in(lines, begun, f"{wanted}, or put the answer in quotes where the bracket belongs to it")
    if sign := next((sign for kind, sign in _SIGNS.items() if context.endswith(kind)), ""):
        return _in(lines, begun, _needs_quotes(lines[begun], f"begins with {sign}"))
    if "cannot start any token" in what:
        return _in(lines, at, _needs_quotes(lines[at], f"begins with {lines[at][column : column + 1]}"))
    if "sequence entries are not allowed" in what:
        wanted = "a list begins on a line of its own, below and further in, or stands in brackets, [a, b]"
        return _in(lines, at, f"{wanted}; where the dash belongs to the answer, put the answer in quotes")
    if "mapping keys are not allowed" in what:
        return _in(lines, at, _needs_quotes(lines[at], "begins with ?"))
    if "could not find expected ':'" in what:
        return _without_colon(lines, begun) or _in(lines, begun, "a name and a colon with a space behind it are wanted")
    if "mapping values are not allowed" in what:
        return _two_colons(lines, at, column)
    if ("did not find expected" in what and "key" in what) or "indicator" in what:
        return _behind(lines, at, column) or _indented(lines, at)
    return _in(lines, at, _UNNAMED)


def _bracket(lines: _Lines, begun: int, context: str) -> tuple[int, str, str] | None:
    """Return the line of a bracket that is not closed, and what opens and closes it; None where none can be named."""
    for kind, (opened, closed) in _BRACKETS.items():
        if kind in context:
            return begun, opened, closed
    last = lines.last_until(begun)  # nothing stands behind it: YAML does not say which it was
    there = (pair for pair in _BRACKETS.values() if lines[last].count(pair[0]) > lines[last].count(pair[1]))
    return next(((last, opened, closed) for opened, closed in there), None)


class _Lines(list[str]):
    def __init__(self, text: str) -> None:
        super().__init__(text.split("\n"))

    def before(self, number: int) -> int | None:
        """Return the last line with something on it above a line, both counted from 0; comments do not count."""
        return next((one for one in range(number - 1, -1, -1) if self._holds(one)), None)

    def after(self, number: int) -> int | None:
        return next((one for one in range(number + 1, len(self)) if self._holds(one)), None)

    def last_until(self, number: int) -> int:
        """Return a line itself, or the last above it with something on it: YAML notices some faults at the end."""
        number = min(number, len(self) - 1)
        return number if self._holds(number) else (self.before(number) or 0)

    def begin(self, number: int | None, signs: str) -> int:
        """Return the column in which a line begins, behind `signs` (" -": its name, behind the dash of its item)."""
        return -1 if number is None else len(self[number]) - len(self[number].lstrip(signs))

    def _holds(self, number: int) -> bool:
        return self[number].strip() != "" and not self[number].lstrip().startswith("#")


def _in(lines: _Lines, number: int, wanted: str) -> Fault:
    return Fault(number + 1, wanted, lines[number].strip())


def _hidden(line: str, number: int) -> Fault | None:
    """Say which character stands where only a space can stand, if one does."""
    start = line[: len(line) - len(line.lstrip())]
    if "\t" in start:
        wanted = "stands at the start of this line; write plain spaces in its place, two for each step further in"
        return Fault(number + 1, f"{name_of(chr(9))} {wanted}")
    found = STRANGE.search(start) or re.search(rf"(?<=[:,\-\[{{]){STRANGE.pattern}", line)
    if found is None:
        return None
    return Fault(number + 1, f"{name_of(found[0])} stands in this line, and no plain space; write one in its place")


def _quote(lines: _Lines, begun: int, at: int, what: str) -> Fault:
    if "end of stream" not in what and "document indicator" not in what:
        wanted = "between double quotes, a backslash begins a sign of its own; put single quotes around the answer"
        return _in(lines, at, wanted)
    return _in(lines, begun, not_closed(lines[begun]))


def not_closed(line: str) -> str:
    """Say what to do about a quotation mark that opens in a line and closes nowhere, or too late."""
    curly = " (a curly one does not close it)" if _CURLY.search(line) else ""
    return f"the quotation mark that opens here is not closed in this line; put the same one at the end{curly}"


def _needs_quotes(line: str, why: str) -> str:
    return f"an answer that {why} stands in quotes{_example(line)}"


def _example(line: str) -> str:
    """Return how to write the answer in a line in quotes, as the end of a sentence."""
    found = _ANSWER.fullmatch(line)
    if found is None:
        return ""
    answer = found[2].strip("\"'\u201c\u201d\u2018\u2019 ")
    mark = "'" if '"' in answer or "\\" in answer else '"'
    return f": {found[1]}: {mark}{answer}{mark}" if mark not in answer else ""


def _without_colon(lines: _Lines, number: int | None) -> Fault | None:
    """Say what a line lacks that should name something and say something of it."""
    if number is None:
        return None
    line = lines[number]
    if found := _GLUED.fullmatch(line):
        return _in(lines, number, f"a space is wanted behind the colon: {found[1]}: {found[2]}")
    if _ANSWER.fullmatch(line) or line.rstrip().endswith(":"):
        return None
    if found := _EQUALS.fullmatch(line):
        return _in(lines, number, f"a colon and a space are wanted behind the name: {found[1]}: {found[2]}")
    if found := _NO_COLON.fullmatch(line):
        return _in(lines, number, f"a colon is wanted behind the name: {found[1]}: {found[2] or ''}".rstrip())
    return None


def _two_colons(lines: _Lines, at: int, column: int) -> Fault:
    answer = _ANSWER.match(lines[at])
    if answer is not None and answer.start(2) <= column:
        if _CURLY.match(answer[2]):
            wanted = "curly quotation marks do not hold an answer together; put plain ones around it"
        else:
            wanted = "a colon with a space behind it stands inside the answer; put the answer in quotes"
        return _in(lines, at, wanted + _example(lines[at]))
    above = lines.before(at)
    return _without_colon(lines, above) or _indented(lines, at)


def _behind(lines: _Lines, at: int, column: int) -> Fault | None:
    """Say what is wrong where something stands behind the quotation mark or bracket that closed an answer."""
    line, before = lines[at], lines[at][:column].rstrip()
    if not before or before[-1] not in "\"']}":
        return None
    answer = _ANSWER.match(line)
    if answer is not None and answer[2][0] in "\"'[{" and len(before) > answer.start(2) + 1:
        if answer[2][0] in "[{":
            return _in(lines, at, "more stands behind the bracket that closes the answer; put all of it in quotes")
        other = "single" if answer[2][0] == '"' else "double"
        wanted = (
            f"the answer ends at its second quotation mark, and more stands behind it; put {other} quotes around it"
        )
        return _in(lines, at, f"{wanted} where the mark belongs to it")
    mark = before[-1]
    opened = next((one for one in range(at - 1, -1, -1) if lines[one].count(mark) % 2), at)
    return _in(lines, opened, not_closed(lines[opened]))


def _indented(lines: _Lines, at: int) -> Fault:
    """Say which line does not begin where its neighbours do."""
    above, below = lines.before(at), lines.after(at)
    signs = " " if lines[at].lstrip().startswith("- ") else " -"
    here, over, under = lines.begin(at, signs), lines.begin(above, signs), lines.begin(below, signs)
    higher = lines.begin(lines.before(above), signs) if above is not None else -1
    if above is None:
        return _in(lines, at, _UNNAMED)
    if here != over and (here == higher or (here == under and over != higher and higher < here)):
        at, above, here, over = above, at, over, here  # it is the line above that stands apart
    if lines[at].lstrip().startswith("- ") and here == over and _ANSWER.fullmatch(lines[above]):
        wanted = f"a list stands below line {above + 1}, which has its answer already; take one of them out"
        return _in(lines, at, wanted)
    side = "further in" if here > over else "further out"
    wanted = f"this line begins {side} than line {above + 1}, and belongs to nothing there"
    return _in(lines, at, f"{wanted}; give it as many spaces as the lines beside it ({_steps(over)})")


def _steps(spaces: int) -> str:
    return "none" if spaces <= 0 else "1 space" if spaces == 1 else f"{spaces} spaces"
