"""Put one answer into the text of an answers file, and leave every other line as it was.

The reader's own parser says where each value stands, and ruamel.yaml writes the new ones (yaml_scalars.py).
ruamel's round trip of a whole file is not used: it hands a comment to the key above it, so that a key added at the
end of a section lands below the title of the next one.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Any

import yaml
from yaml import MappingNode, ScalarNode, SequenceNode

from policypack.files.yaml_scalars import (
    Data,
    Layout,
    Path,
    changed,
    entry_lines,
    in_brackets,
    item_lines,
    nested,
    plain_text,
    quoted_text,
    value_lines,
)

Node = Any
"""One of PyYAML's nodes, whose attributes have no types."""

_BLOCK_HEAD = re.compile(r"[|>][^\n#]*(#[^\n]*)?")


_LOADER: type[yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class CommentAtRiskError(Exception):
    """An answer stands so that changing it would lose a comment. The message says what to do."""


def put(text: str, path: Path, value: Data, layout: Layout) -> str:
    """Return the text with `value` at `path`: replaced where something stands there, else added in its place.

    path: keys and positions (from 0) from the top. Its last step is a key, or the position one past the end of a list.
    Of a list of text, the lines of what stays in it stay, and what is new comes last.
    Raises CommentAtRiskError.
    """
    return _Editor(text, layout).put(path, value)


def insert(text: str, path: Path, value: Data, layout: Layout) -> str:
    """Return the text with `value` as a new item of a list that is there and not empty. Raises as put does.

    path: its last step is the position from 0 that it gets; what stands there and below comes after it.
    """
    return _Editor(text, layout).insert(path, value)


def take_out(text: str, path: Path, layout: Layout) -> str:
    """Return the text without what stands at `path`, which is there. Raises as put does."""
    return _Editor(text, layout).take_out(path)


class _Editor:
    """One change to one text. Every place is an index into it."""

    def __init__(self, text: str, layout: Layout) -> None:
        self.text = text if not text or text.endswith("\n") else f"{text}\n"
        self.layout = layout
        self.root: Node = yaml.compose(self.text, Loader=_LOADER)

    def put(self, path: Path, value: Data) -> str:
        if self.root is None or isinstance(self.root, ScalarNode):
            lines = entry_lines(path[:1], nested(path[1:], value), 0, self.layout)
            return self._insert(len(self.text), ["", *lines] if self.text.strip() else lines)
        node: Node = self.root
        for depth, step in enumerate(path):
            here, rest = path[: depth + 1], nested(path[depth + 1 :], value)
            if node.flow_style:
                return self._rewrite_flow(node, path[depth:], value)
            if isinstance(step, int):
                if step >= len(node.value):
                    return self._after(node.value[-1], item_lines(here, rest, node.start_mark.column, self.layout))
                node = node.value[step]
                continue
            key, inner = _entry(node, step)
            if key is None:
                return self._add(node, here, rest)
            if depth == len(path) - 1 or isinstance(inner, ScalarNode) or not inner.value:
                return self._replace(key, inner, here, rest)
            node = inner
        raise KeyError(path)

    def insert(self, path: Path, value: Data) -> str:
        node: Node = self.root
        is_flow = False
        for step in path[:-1]:
            is_flow = is_flow or bool(node.flow_style)
            node = node.value[step] if isinstance(step, int) else _entry(node, step)[1]
        at = int(path[-1])
        if is_flow or node.flow_style:
            items = [_plain(one) for one in node.value]
            return self.put(path[:-1], [*items[:at], value, *items[at:]])
        lines = item_lines(path, value, node.start_mark.column, self.layout)
        if at:
            return self._after(node.value[at - 1], lines)
        place = self._line_of_dash(node, node.value[0])
        while place and self.text[self._line_start(place - 1) : place].lstrip().startswith("#"):
            place = self._line_start(place - 1)
        return self._insert(place, lines)

    def take_out(self, path: Path) -> str:
        owner: Node = self.root
        for depth, step in enumerate(path):
            if owner.flow_style:
                return self._rewrite_flow(owner, path[depth:], None)
            if isinstance(step, int):
                node = owner.value[step]
                start, end = self._line_of_dash(owner, node), self._end(node)
            else:
                key, node = _entry(owner, step)
                start, end = self._line_start(key.start_mark.index), self._entry_end(key, node)
            if depth < len(path) - 1:
                owner = node
        ours = [f"# {line}" for line in self.layout.comment(path)]
        above = start
        for _ in ours:
            above = self._line_start(above - 1) if above else 0
        if [line.strip() for line in self.text[above:start].splitlines()] == ours:
            start = above
        return self.text[:start] + self.text[self._next_line(end) :]

    def _add(self, node: Node, path: Path, value: Data) -> str:
        """Add a key to a mapping: after those that come before it, else before the first."""
        order = self.layout.order(path[:-1])
        earlier = order[: order.index(str(path[-1]))] if path[-1] in order else order
        lines = entry_lines(path, value, node.start_mark.column, self.layout)
        ends = [self._entry_end(key, inner) for key, inner in node.value if key.value in earlier]
        if ends:
            return self._insert(self._next_line(max(ends)), ["", *lines] if len(path) == 1 else lines)
        place = self._line_start(node.value[0][0].start_mark.index)
        while place and self.text[self._line_start(place - 1) : place].lstrip().startswith("#"):
            place = self._line_start(place - 1)
        return self._insert(place, [*lines, ""] if len(path) == 1 else lines)

    def _replace(self, key: Node, old: Node, path: Path, value: Data) -> str:
        """Replace a key's value, and keep the comments beside the key and among the lines of a list."""
        if isinstance(old, SequenceNode) and old.flow_style and old.value and isinstance(value, list):
            return self._rewrite_flow(old, (), value)
        is_block = isinstance(old, MappingNode | SequenceNode) and not old.flow_style
        if is_block and isinstance(old, SequenceNode) and isinstance(value, list):
            return self._change_list(old, value)
        colon = self._colon(key)
        end = self._entry_end(key, old)
        beside = "" if is_block else self.text[end : self._line_end(end)]
        if is_block or (end > colon and old.start_mark.line > key.start_mark.line):
            beside = self.text[colon : self._line_end(colon)] + beside
        elif isinstance(old, ScalarNode) and old.style in ("|", ">"):
            head = _BLOCK_HEAD.match(self.text, old.start_mark.index)
            beside = f"  {head[1]}" if head and head[1] else ""
        among = self.text[self._next_line(colon) : end].splitlines() if is_block else []
        kept = [line for line in among if line.lstrip().startswith("#")]
        first, *body = value_lines(path, value, key.start_mark.column, self.layout)
        start = self._line_start(key.start_mark.index)
        lines = [f"{self.text[start:colon]}{first}{beside.rstrip()}", *kept, *body]
        return self.text[:start] + "".join(f"{line}\n" for line in lines) + self.text[self._next_line(end) :]

    def _change_list(self, old: SequenceNode, value: list[Data]) -> str:
        column, here = old.start_mark.column, [child.value for child in old.value]
        new = [line for text in value if text not in here for line in item_lines((), text, column, self.layout)]
        text = self._after(old.value[-1], new)
        for child in reversed(old.value):
            if child.value not in value:
                text = text[: self._line_of_dash(old, child)] + text[self._next_line(self._end(child)) :]
        return text

    def _rewrite_flow(self, node: Node, path: Path, value: Data) -> str:
        """Write a list or mapping in brackets anew, on one line."""
        start, end = node.start_mark.index, node.end_mark.index
        if re.search(r"(?:^|\s)#", self.text[start:end]):
            raise CommentAtRiskError(
                "brackets with a comment among them stand here; write it without brackets, a line each"
            )
        return self.text[:start] + in_brackets(changed(_plain(node), path, value)) + self.text[end:]

    # Places in the text

    def _after(self, node: Node, lines: list[str]) -> str:
        return self._insert(self._next_line(self._end(node)), lines)

    def _insert(self, place: int, lines: list[str]) -> str:
        ours = list(takewhile(lambda line: line.lstrip().startswith("#"), lines))
        comment = "".join(f"{line}\n" for line in ours)
        if self.text.startswith(comment, place):  # left over where somebody took the answer out
            place, lines = place + len(comment), lines[len(ours) :]
        return self.text[:place] + "".join(f"{line}\n" for line in lines) + self.text[place:]

    def _end(self, node: Node) -> int:
        """Return where a value ends, comments after it not counted: a block's own mark lies beyond them."""
        if isinstance(node, ScalarNode):
            end = int(node.end_mark.index)
            block = node.style in ("|", ">")
            return int(node.start_mark.index) + len(self.text[node.start_mark.index : end].rstrip()) if block else end
        if node.flow_style or not node.value:
            return int(node.end_mark.index)
        last = node.value[-1]
        if isinstance(node, SequenceNode):
            return self._end(last)
        return self._entry_end(*last)

    def _entry_end(self, key: Node, inner: Node) -> int:
        is_bare = isinstance(inner, ScalarNode) and not inner.value and not inner.style
        # What was left empty has its own mark where the next thing starts.
        return self._colon(key) if is_bare else self._end(inner)

    def _colon(self, key: Node) -> int:
        return self.text.index(":", key.end_mark.index) + 1

    def _line_of_dash(self, owner: Node, child: Node) -> int:
        dash = re.compile(rf"^ {{{owner.start_mark.column}}}-(?=\s)", re.MULTILINE)
        return [found.start() for found in dash.finditer(self.text, 0, child.start_mark.index)][-1]

    def _line_start(self, index: int) -> int:
        return self.text.rfind("\n", 0, index) + 1

    def _line_end(self, index: int) -> int:
        return self.text.index("\n", index)

    def _next_line(self, index: int) -> int:
        return self._line_end(index) + 1


def _entry(node: Node, key: str) -> tuple[Node, Node]:
    return next(((name, inner) for name, inner in node.value if name.value == key), (None, None))


def _plain(node: Node) -> Data:
    if isinstance(node, MappingNode):
        return {key.value: _plain(inner) for key, inner in node.value}
    if isinstance(node, SequenceNode):
        return [_plain(inner) for inner in node.value]
    if not node.value and not node.style:
        return None
    return quoted_text(node.value) if node.style else plain_text(node.value)
