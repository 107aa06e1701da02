"""Read YAML as text with lines: no types guessed, no duplicate keys, no aliases, no tags.

PyYAML's own loader turns ``0123456`` into a number, ``12:30`` into 750 and ``no`` into False. Answers are
text (invariant 4), so every scalar stays the string that was written, and remembers its line for messages.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import yaml

from policypack.base.problems import Problem, ProblemsFoundError, one_problem, raise_if_any, raise_if_many, shown_path
from policypack.files.text_files import read_text
from policypack.files.yaml_doubts import (
    ODD_STARTS,
    before_reading,
    in_a_name,
    in_curly_quotes,
    of_answers,
    of_comments,
    swallowed,
)
from policypack.files.yaml_faults import fault_of
from policypack.files.yaml_mending import Note, mended

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_DOUBTS = 50
"""Of each kind, in one file: to look on would take long, and nobody reads more."""
DEEPEST = 12
"""Levels of nesting. Answers use four."""

_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NO_VALUE = {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of a YAML file.

    value: the text of a scalar (None where nothing was written), a list of nodes, or a dict of key to node.
    line: where it starts, counted from 1.
    """

    value: str | list[Node] | dict[str, Node] | None
    line: int

    def plain(self) -> object:
        """Return the same data without lines: strings, lists, dicts and None."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def line_of(self, path: tuple[str | int, ...]) -> int:
        """Return the line of what lies at `path`, or of the nearest thing above it that exists."""
        node = self
        for step in path:
            inner = node.value
            if isinstance(inner, dict) and step in inner:
                node = inner[str(step)]
            elif isinstance(inner, list) and isinstance(step, int) and step < len(inner):
                node = inner[step]
            else:
                break
        return node.line


def read_yaml(path: Path, root: Path) -> Node:
    """Read a YAML file whose top level is a mapping or a list.

    Raises ProblemsFoundError with every duplicate key, alias, tag and doubt at once, or with the place where it breaks.
    """
    return parse_yaml(read_text(path, root), shown_path(path, root))


def parse_yaml(text: str, name: str, notes: list[Note] | None = None) -> Node:
    """Parse YAML text; `name` is the file's name for messages. Raises as read_yaml does.

    notes: what was read otherwise than it stands there is added to it.
    """
    if unreadable := before_reading(text):
        raise ProblemsFoundError(Problem(name, line, "", given, wanted) for line, wanted, given in unreadable)
    text, mends = mended(text)
    reading = _Reading(name)
    try:
        node = reading.document(_events(text))
        doubts = [
            *islice(of_comments(text), MOST_DOUBTS),
            *islice(of_answers(text, reading.odd), MOST_DOUBTS),
        ]
    except yaml.MarkedYAMLError as error:
        line, wanted, given = fault_of(text, error)
        one_problem(name, wanted, line=line, given=given)
    except yaml.YAMLError as error:
        character = getattr(error, "character", None)
        given = None if character is None else (character if isinstance(character, str) else chr(character))
        position = getattr(error, "position", 0)
        one_problem(
            name,
            "this character cannot stand in a YAML file; take it out",
            line=text.count("\n", 0, position) + 1,
            given=given,
        )
    said = {doubt.line: doubt for doubt in doubts}.values()
    raise_if_any([*reading.problems, *(Problem(name, line, "", given, wanted) for line, wanted, given in said)])
    if notes is not None:
        notes += sorted(
            [*(Note(*mend) for mend in mends), *reading.notes, *(Note(*one) for one in swallowed(text, reading.odd))]
        )
    return node


def _events(text: str) -> Iterator[yaml.Event]:
    """Return what a YAML text holds, piece by piece. Asking PyYAML whether there is more takes as long as the rest."""
    loader = _LOADER(text)
    return iter(loader.get_event, None)


class _Reading:
    """Makes nodes of a file's pieces. `name` is the file's name for messages.

    odd: answers that run over several lines or begin with what nobody types, to be looked at again.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.notes: list[Note] = []
        self.odd: list[yaml.ScalarEvent] = []

    def document(self, events: Iterator[yaml.Event]) -> Node:
        for event in events:
            if isinstance(event, yaml.DocumentEndEvent | yaml.StreamEndEvent):
                break
            if isinstance(event, yaml.NodeEvent):
                node = self.node(event, events, 0)
                for extra in events:
                    if isinstance(extra, yaml.DocumentStartEvent):
                        self.wrong(_line(extra), "---", "one document a file is wanted")
                        raise_if_many(self.problems)
                return node
        return Node(None, 1)

    def node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        if self.problems:
            raise_if_many(self.problems)
        line = _line(event)
        if type(event) is yaml.ScalarEvent and event.tag is None:  # nearly all of a file
            return Node(self.scalar(event, line), line)
        if depth > DEEPEST:
            one_problem(self.name, f"nested more than {DEEPEST} levels deep; answers need four", line=line)
        if isinstance(event, yaml.AliasEvent):
            wanted = "an answer that begins with * stands in quotes (aliases are not read)"
            self.wrong(line, f"*{event.anchor}", wanted)
            return Node(None, line)
        tag = getattr(event, "tag", None)
        if tag is not None and tag != "!":
            self.wrong(line, tag, "an answer that begins with ! stands in quotes (tags are not read)")
        if isinstance(event, yaml.ScalarEvent):
            return Node(self.scalar(event, line), line)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(item := next(events), yaml.SequenceEndEvent):
                items.append(self.node(item, events, depth + 1))
            return Node(items, line)
        return Node(self.mapping(events, depth), line)

    def mapping(self, events: Iterator[yaml.Event], depth: int) -> dict[str, Node]:
        mapping: dict[str, Node] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self.node(event, events, depth + 1)
            value = self.node(next(events), events, depth + 1)
            if not isinstance(key.value, str):
                self.wrong(key.line, None, "a name before the colon is wanted")
            elif (wanted := in_a_name(key.value, value.value is None)) is not None:
                self.wrong(key.line, key.value, wanted)
            elif key.value in mapping:
                first = mapping[key.value].line
                wanted = f"it stands here a second time (first on line {first}); keep one of them"
                self.wrong(key.line, key.value, wanted)
            else:
                # A value's own line can be the next one; the key's line is where its author looks.
                mapping[key.value] = value if value.line == key.line else Node(value.value, key.line)
        return mapping

    def scalar(self, event: yaml.ScalarEvent, line: int) -> str | None:
        value: str = event.value
        is_plain = event.implicit[0]
        if event.anchor is not None:
            self.wrong(line, f"&{event.anchor}", "an answer that begins with & stands in quotes (anchors are not read)")
        if is_plain and value in _NO_VALUE:
            return None
        if is_plain and value[:1] in ODD_STARTS:
            inner = in_curly_quotes(value)
            if inner is not None:
                wanted = "curly quotation marks around the whole answer were read as quotes, and are on no page"
                self.notes.append(Note(line, f"{wanted}; to keep them, put plain quotes around them"))
                return inner
            self.odd.append(event)
        elif event.end_mark is not None and event.end_mark.line >= line:
            self.odd.append(event)
        return value

    def wrong(self, line: int, given: str | None, wanted: str) -> None:
        self.problems.append(Problem(self.name, line, "", given, wanted))


def _line(event: yaml.Event) -> int:
    return 1 if event.start_mark is None else event.start_mark.line + 1
