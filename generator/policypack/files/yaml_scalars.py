"""Write answers as YAML: plain where every reader takes them for text, else in quotes.

They are read back by yaml_nodes.py. ruamel.yaml is loaded by what writes, for every command reads answers and most
write none.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, NamedTuple, cast

from yaml import SafeLoader, ScalarNode

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Data = str | list["Data"] | dict[str, "Data"] | None
"""What an answers file holds, without lines: text, lists, mappings by key, and None where nothing is written."""
Path = tuple[str | int, ...]
"""Keys, and positions in lists (from 0), from the top."""

_STEP = 2
"""Spaces by which new lines stand further in than what they belong to."""


class Layout(NamedTuple):
    """How new entries are laid out.

    order: returns the keys of the mapping at a path, in the order in which they are wanted.
    comment: returns the lines of the comment to write above what stands at a path; none where none is wanted.
    """

    order: Callable[[Path], Sequence[str]]
    comment: Callable[[Path], Sequence[str]]


def nested(path: Path, value: Data) -> Data:
    """Return data that holds nothing but `value` at `path`."""
    for step in reversed(path):
        value = [value] if isinstance(step, int) else {step: value}
    return value


def changed(data: Data, path: Path, value: Data, is_new: bool = False) -> Data:
    """Return data with `value` at `path`, a position one past the end of its list included; None takes it out.

    is_new: whether what stands at that position of a list stays, after it.
    """
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        items = list(data) if isinstance(data, list) else []
        inner = changed(items[step] if step < len(items) else None, rest, value, is_new)
        items[step : step + (not is_new or bool(rest))] = [] if inner is None else [inner]
        return items
    entries = dict(data) if isinstance(data, dict) else {}
    entries[step] = changed(entries.get(step), rest, value, is_new)
    return entries if rest or value is not None else {key: kept for key, kept in entries.items() if key != step}


def entry_lines(path: Path, value: Data, column: int, layout: Layout) -> list[str]:
    """Write a key (the last step of `path`), its value and the comment above them; the key starts in `column`."""
    pad = " " * column
    first, *body = value_lines(path, value, column, layout)
    return [*(f"{pad}# {line}" for line in layout.comment(path)), f"{pad}{path[-1]}:{first}", *body]


def value_lines(path: Path, value: Data, column: int, layout: Layout) -> list[str]:
    """Write what follows the colon of the key in `column`, and the lines below it."""
    if value is None:
        return [""]
    if isinstance(value, str):
        first, *body = _scalar_lines(value, column)
        return [f" {first}", *body]
    column += _STEP
    if isinstance(value, dict):
        known = [key for key in layout.order(path) if key in value]
        return ["", *(line for key in known for line in entry_lines((*path, key), value[key], column, layout))]
    items = [item_lines((*path, number), item, column, layout) for number, item in enumerate(value)]
    return ["", *(line for lines in items for line in lines)]


def item_lines(path: Path, value: Data, column: int, layout: Layout) -> list[str]:
    """Write an item of a list, its dash in `column`."""
    pad = " " * column
    if not isinstance(value, dict):
        first, *body = _scalar_lines(str(value), column)
        return [f"{pad}- {first}", *body]
    _, *lines = value_lines(path, value, column, layout)
    start = next(number for number, line in enumerate(lines) if not line.lstrip().startswith("#"))
    above = [pad + line.lstrip() for line in lines[:start]]
    return [*above, f"{pad}- {lines[start].lstrip()}", *lines[start + 1 :]]


def in_brackets(data: Data) -> str:
    """Write data on one line: {name: Club, nations: [england, wales]}."""
    from ruamel.yaml.scalarstring import PlainScalarString

    if isinstance(data, dict):
        return "{" + ", ".join(f"{key}: {in_brackets(inner)}".rstrip() for key, inner in data.items()) + "}"
    if isinstance(data, list):
        return "[" + ", ".join(map(in_brackets, data)) + "]"
    if data is None:
        return ""
    if isinstance(data, PlainScalarString):
        return str(data)
    is_plain = type(data) is str and re.fullmatch(r"\w[\w -]*\w|\w", data) and not is_misread(data)
    return data if is_plain else _written(quoted_text(data))


def is_misread(text: str) -> bool:
    """Say whether a YAML reader that guesses types takes this for something else than text: no, 0123, 12:30."""
    tag = SafeLoader("").resolve(ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return bool(tag != "tag:yaml.org,2002:str")


def quoted_text(text: str) -> str:
    """Mark text to be written in double quotes."""
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    return cast("str", DoubleQuotedScalarString(text))


def plain_text(text: str) -> str:
    """Mark text to be written as it is: a number, a date, yes or no."""
    from ruamel.yaml.scalarstring import PlainScalarString

    return cast("str", PlainScalarString(text))


def _scalar_lines(text: str, column: int) -> list[str]:
    if "\n" in text:
        from ruamel.yaml.scalarstring import LiteralScalarString

        head, *body = _written(LiteralScalarString(text)).splitlines()
        return [head, *(f"{' ' * (column + _STEP)}{line[_STEP:]}".rstrip() for line in body)]
    written = _written(text)
    return [_written(quoted_text(text)) if written.startswith("'") or _needs_quotes(text) else written]


def _needs_quotes(text: str) -> bool:
    """Say whether what text begins with would be taken for a slip, were it written plainly (yaml_doubts.py)."""
    return not (text[0].isascii() or text[0].isalnum())


def _written(text: str) -> str:
    from ruamel.yaml import YAML
    from ruamel.yaml.scalarstring import PlainScalarString

    if isinstance(text, PlainScalarString):
        return str(text)
    writer = YAML(pure=True)
    writer.width = 1_000_000
    stream = io.StringIO()
    writer.dump({"a": text}, stream)
    return stream.getvalue().removeprefix("a: ").rstrip("\n")
