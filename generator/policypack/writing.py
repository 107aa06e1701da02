"""Write answers as YAML: plain where every reader takes them for text, else in quotes. reading.py reads them back."""

from __future__ import annotations

import io
import re
from typing import cast

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString, PlainScalarString
from yaml import SafeLoader, ScalarNode

Data = str | list["Data"] | dict[str, "Data"] | None
"""What an answers file holds, without lines: text, lists, mappings by key, and None where nothing is written."""
Path = tuple[str | int, ...]
"""Keys, and positions in lists (from 0), from the top."""

STEP = 2
"""Spaces by which new lines stand further in than what they belong to."""


def nested(path: Path, value: Data) -> Data:
    """Return data that holds nothing but `value` at `path`."""
    for step in reversed(path):
        value = [value] if isinstance(step, int) else {step: value}
    return value


def changed(data: Data, path: Path, value: Data) -> Data:
    """Return data with `value` at `path`, a position one past the end of its list included; None takes it out."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        items = list(data) if isinstance(data, list) else []
        inner = changed(items[step] if step < len(items) else None, rest, value)
        items[step : step + 1] = [] if inner is None else [inner]
        return items
    entries = dict(data) if isinstance(data, dict) else {}
    entries[step] = changed(entries.get(step), rest, value)
    return entries if rest or value is not None else {key: kept for key, kept in entries.items() if key != step}


def scalar_lines(text: str, column: int) -> list[str]:
    """Write text as it stands after a colon or a dash; lines below the first stand further in than `column`."""
    if "\n" in text:
        head, *body = _written(LiteralScalarString(text)).splitlines()
        return [head, *(f"{' ' * (column + STEP)}{line[STEP:]}".rstrip() for line in body)]
    written = _written(text)
    return [_written(quoted_text(text)) if written.startswith("'") else written]


def item_lines(text: str, column: int) -> list[str]:
    """Write text as an item of a list, its dash in `column`."""
    first, *body = scalar_lines(text, column)
    return [f"{' ' * column}- {first}", *body]


def in_brackets(data: Data) -> str:
    """Write data on one line: {name: Club, nations: [england, wales]}."""
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
    return cast("str", DoubleQuotedScalarString(text))


def plain_text(text: str) -> str:
    """Mark text to be written as it is: a number, a date, yes or no."""
    return cast("str", PlainScalarString(text))


def _written(text: str) -> str:
    if isinstance(text, PlainScalarString):
        return str(text)
    writer = YAML(pure=True)
    writer.width = 1_000_000
    stream = io.StringIO()
    writer.dump({"a": text}, stream)
    return stream.getvalue().removeprefix("a: ").rstrip("\n")
