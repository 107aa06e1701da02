"""The text of one section in an answers file, so that a change looks through no more of a long file than it has to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policypack.files.yaml_nodes import Node


def section_text(text: str, node: Node, section: str) -> tuple[int, int]:
    """Return where the lines of a section start and end: from its name to the next name at the start of a line.

    node: what the text was read as. Returns all of the text where the section is not in it, or where sections may not
    stand on lines of their own, as in brackets.
    """
    top = node.value if isinstance(node.value, dict) else {}
    lines = text.splitlines(keepends=True)
    starts = sorted(inner.line - 1 for inner in top.values())
    is_plain = all(not line.strip() or line.startswith("#") for line in lines[: starts[0]]) if starts else False
    if section not in top or not is_plain:
        return 0, len(text)
    first = top[section].line - 1
    after = next((start for start in starts if start > first), len(lines))
    begin = sum(map(len, lines[:first]))
    return begin, begin + sum(map(len, lines[first:after]))
