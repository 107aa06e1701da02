"""Form comments: an answers file written by hand gets the lines that make it read like a form, and keeps its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml
from yaml import MappingNode, SequenceNode

from policypack.answers.form import comment_for
from policypack.files.yaml_nodes import parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policypack.content.catalogue import Catalogue
    from policypack.files.yaml_scalars import Path

_LOADER: type[yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def with_form_comments(text: str, catalogue: Catalogue) -> str:
    """Return an answers file with its section or question above each answer, where it does not stand there already.

    text: a file that reads without a problem. What stands in brackets on one line has no room for comments. Every line
    of the text stays.
    """
    end = "\r\n" if "\r\n" in text else "\n"
    found = text
    for index, path in sorted(_keys(yaml.compose(text, Loader=_LOADER), ()), reverse=True):
        start = found.rfind("\n", 0, index) + 1
        pad = " " * (len(found[start:]) - len(found[start:].lstrip(" ")))
        lines = [f"{pad}# {line}" for line in comment_for(path, catalogue.questions, catalogue.rows)]
        if lines and not _stand_above(lines, found[:start].splitlines()):
            found = found[:start] + "".join(f"{line}{end}" for line in lines) + found[start:]
    is_same = parse_yaml(found, "").plain() == parse_yaml(text, "").plain()
    return found if is_same else text  # a layout in which lines of comment would say something else


def _keys(node: Any, path: Path) -> Iterator[tuple[int, Path]]:
    """Yield where each key stands that begins a line, with its path; of the items of a group only those of the first.

    node: one of PyYAML's nodes, whose attributes have no types.
    """
    if isinstance(node, SequenceNode) and not node.flow_style and node.value:
        yield from _keys(node.value[0], (*path, 0))
    elif isinstance(node, MappingNode) and not node.flow_style:
        for key, inner in node.value:
            yield key.start_mark.index, (*path, key.value)
            yield from _keys(inner, (*path, key.value))


def _stand_above(lines: list[str], above: list[str]) -> bool:
    """Say whether lines stand in the comment that ends `above`, whatever was written by hand between them and a key."""
    ours = [line.strip() for line in lines]
    comment: list[str] = []
    for line in reversed(above):
        if not line.lstrip().startswith("#"):
            break
        comment.insert(0, line.strip())
    return any(comment[at : at + len(ours)] == ours for at in range(len(comment)))
