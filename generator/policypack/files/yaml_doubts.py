"""Doubts: what YAML reads without complaint, and reads otherwise than its author meant.

Two versions that were merged; what stands behind # and is left out; an answer that ran on into the lines below it; and
the marks of a word processor, which YAML takes for letters.
"""

from __future__ import annotations

import re
from itertools import chain, islice, pairwise
from typing import TYPE_CHECKING

import yaml

from policypack.files.yaml_faults import KEY, Fault, not_closed
from policypack.files.yaml_mending import STRANGE, Note, name_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_OPEN, _CLOSED = "\u201c\u201d\u201e\u201f", "\u201c\u201d\u201f"
_OPEN_SINGLE, _CLOSED_SINGLE = "\u2018\u201a\u201b\u2019", "\u2019\u2018\u201b"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212\u2022\u00b7"
ODD_STARTS = frozenset(_OPEN + _OPEN_SINGLE + _DASHES)
"""What no answer begins with that was not pasted from a word processor: quotation marks, dashes, bullets."""
_SEPARATORS = re.compile("[\u0085\u2028\u2029]")
_SEPARATOR_NAMES = {"\u0085": "a next line (U+0085)"}
_MOST = 100
"""Faults that are named at once; nobody reads more."""
_MARKS = ("<", ">", "|", "=")
_MARKERS = re.compile(r"^(<{7}|>{7}|\|{7}|={7})(?: .*)?$")
_ATTACHED = re.compile(r"\S[ \t]+#[^\s#!]")
_STRUCTURE = re.compile(rf" *(?:- |{KEY}:(?:\s|$))")
_OWN_ANSWER = re.compile(r" *[a-z][a-z0-9_]*: ")
_BLOCKS = ("|", ">")
"""How a text begins that runs over several lines by design."""
_GLUED = re.compile(r" *(?:- +)*[a-z][a-z0-9_]*:[^\s/]")
_NOTHING_FOLLOWS = (yaml.KeyToken, yaml.BlockEndToken, yaml.BlockEntryToken, yaml.StreamEndToken)
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def before_reading(text: str) -> list[Fault]:
    """Return what is wrong with a text whatever YAML makes of it: two versions in one, and line ends that are none."""
    return list(islice(chain(_merged(text), _separated(text)), _MOST))


def _merged(text: str) -> Iterator[Fault]:
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return
    where: dict[str, int] = {}
    for line, written in enumerate(text.split("\n"), 1):
        found = _MARKERS.fullmatch(written) if written[:1] in _MARKS else None
        if found is None:
            continue
        mark = found[1][0]
        if mark == ">" and {"<", "="} <= where.keys():
            first, middle = where["<"], where["="]
            yield Fault(
                first,
                f"two versions of this file were merged, and differ here: one stands below line {first}, the other "
                f"below line {middle}, up to line {line}; keep what is right of both, and take out the lines that "
                "begin with <<<<<<<, ======= and >>>>>>>; of two versions of your answers, `policypack ask` shows each "
                "answer that differs, and you choose",
            )
            where = {}
        elif mark in "<>":
            if mark in where or mark == ">":
                yield Fault(line, "a mark of two merged versions was left here; take this line out", found[0])
            where = {mark: line} if mark == "<" else {}
        elif mark == "=" and "<" in where:
            where[mark] = line
    for line in where.values():
        yield Fault(line, "a mark of two merged versions was left here; take this line out")


def _separated(text: str) -> Iterator[Fault]:
    for found in islice(_SEPARATORS.finditer(text), _MOST):
        name = _SEPARATOR_NAMES.get(found[0]) or name_of(found[0])
        wanted = "stands in this line, as word processors end a line; put a space or a new line in its place"
        yield Fault(text.count("\n", 0, found.start()) + 1, f"{name} {wanted}")


def in_curly_quotes(answer: str) -> str | None:
    """Return what stands between curly quotation marks around a whole answer; None where they are not around it.

    "Be kind" and "be safe", each in marks of its own, begin and end with one too, and stay as they are.
    """
    for opens, closes, inside in ((_OPEN, _CLOSED, _OPEN + _CLOSED), (_OPEN_SINGLE, _CLOSED_SINGLE, _OPEN_SINGLE[:3])):
        inner = answer[1:-1]
        if answer[:1] in opens and answer[-1:] in closes and inner and not any(mark in inner for mark in inside):
            return inner
    return None


def swallowed(text: str, odd: Iterable[yaml.ScalarEvent]) -> Iterator[Note]:
    """Return the last lines of texts (| and >) that could be answers of their own, and what is to be said of them."""
    lines = text.split("\n")
    for event in odd:
        if event.style in _BLOCKS and event.end_mark is not None:
            last = next((one for one in range(event.end_mark.line - 1, -1, -1) if lines[one].strip()), 0)
            if _OWN_ANSWER.match(lines[last]):
                wanted = "this line stands below a text and further in, and was read as a part of it"
                yield Note(
                    last + 1, f"{wanted}; if it is an answer of its own, give it as few spaces as its neighbours"
                )


def in_a_name(name: str, says_nothing: bool) -> str | None:
    """Return what is doubtful about what stands before a colon; None for nothing.

    says_nothing: nothing stands behind the colon. {role:Chair} is one long name of nothing.
    """
    if not name.isascii() and (found := STRANGE.search(name)):
        return f"{name_of(found[0])} stands here, and no plain space; write one in its place, or take it out"
    if says_nothing and ":" in name:
        return f"a space is wanted behind the colon: {name.replace(':', ': ', 1)}"
    return None


def of_answers(text: str, odd: Iterable[yaml.ScalarEvent]) -> Iterator[Fault]:
    """Return what is doubtful about answers that run over several lines, or begin with one of ODD_STARTS."""
    lines = text.split("\n")
    for event in odd:
        if event.start_mark is None or event.end_mark is None or event.style in _BLOCKS:
            continue
        first, last = event.start_mark.line, event.end_mark.line
        doubt = _pasted(lines[first], first, event) if event.value[:1] in ODD_STARTS and event.implicit[0] else None
        if doubt is None and last > first:
            doubt = _ran_on(lines, first, last, bool(event.implicit[0]))
        if doubt is not None:
            yield doubt


def _ran_on(lines: list[str], first: int, last: int, is_plain: bool) -> Fault | None:
    """Look for what begins anew within an answer: then it ends in the wrong line."""
    start = lines[first]
    indent = len(start) - len(start.lstrip(" "))
    for number in range(first + 1, last + 1):
        line = lines[number]
        if is_plain and (line.lstrip().startswith("- ") or (line.lstrip()[:2].rstrip() in _DASHES and line.strip())):
            return Fault(number + 1, _list_below(number), line.strip())
        if is_plain and _GLUED.match(line):
            name, _, rest = line.strip().partition(":")
            return Fault(number + 1, f"a space is wanted behind the colon: {name}: {rest}", line.strip())
        if not is_plain and _STRUCTURE.match(line) and len(line) - len(line.lstrip(" ")) <= indent:
            return Fault(first + 1, not_closed(start), start.strip())
    return None


def _list_below(number: int) -> str:
    return (
        f"this reads as part of line {number}, not as an item of a list; a list begins below a colon with nothing "
        "behind it, and each item with a plain hyphen and a space"
    )


def _pasted(line: str, number: int, event: yaml.ScalarEvent) -> Fault | None:
    sign, value = event.value[0], event.value
    if sign in _DASHES:
        if value[1:2] == " " and event.start_mark is not None and not line[: event.start_mark.column].strip(" "):
            wanted = "an item of a list begins with a plain hyphen and a space, and what stands here is"
            return Fault(number + 1, f"{wanted} {name_of(sign)}", line.strip())
    elif sign in _OPEN and not any(mark in value[1:] for mark in _CLOSED):
        wanted = "a curly quotation mark opens here and does not close; put plain quotes around the answer, or none"
        return Fault(number + 1, wanted, line.strip())
    return None


def of_comments(text: str) -> Iterator[Fault]:
    """Return what stands behind an answer and a #, and would be left out, though it looks like a part of the answer.

    A comment has a space behind its #.
    """
    if not _ATTACHED.search(text):
        return
    lines = text.split("\n")
    tokens = list(yaml.scan(text, _LOADER))
    for before, after in pairwise(tokens):
        if isinstance(before, yaml.ValueToken | yaml.BlockEntryToken):
            is_answer = isinstance(after, _NOTHING_FOLLOWS)
        else:
            is_answer = isinstance(before, yaml.ScalarToken) and before.plain
        number, column = before.end_mark.line, before.end_mark.column
        rest = lines[number][column:] if number < len(lines) else ""
        if is_answer and re.match(r"[ \t]+#[^\s#!]", rest):
            yield _left_out(number, lines[number].strip())


def _left_out(number: int, line: str) -> Fault:
    name, _, answer = line.partition(": ")
    mark = "'" if '"' in answer else '"'
    example = f", {name}: {mark}{answer}{mark}," if re.fullmatch(rf"(?:- )*{KEY}", name) and answer else ""
    wanted = "what stands behind # is left out as a comment; put the answer in quotes where it belongs to it"
    return Fault(number + 1, f"{wanted}{example} or a space behind the # where it does not", line)
