"""Styles in a drawing (SVG), read as a browser reads them: where their addresses lead, and what they are for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import tinycss2

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ELSEWHERE = "an address (url) in a style"
UNUSUAL_RULE = "a style sheet with @import or another rule that is not about shapes and colours"
UNREADABLE = "a style that cannot be read"
BACKSLASHES = "a style written with backslashes"  # they can spell a name in many ways

_MAY_LEAD_AWAY = re.compile(r"url|src|image|cross-fade|element|attr", re.IGNORECASE)
_ADDRESSES = {"url", "src"}
"""Functions that take an address."""
_MAY_HOLD_ONE = {"image", "image-set", "-webkit-image-set", "cross-fade", "-webkit-cross-fade", "element", "attr"}
"""Functions that may take a picture. No plain drawing needs one."""

Reference = tuple[str, str]
"""A property or attribute (fill, mask, …; "" where it is not known), and the id of what it refers to."""


@dataclass
class Style:
    """What a piece of style says.

    found: what no logo may hold. references: to other pieces of the drawing, by the last name of the selector that they
    are for (``.class``, ``#id``, ``element``, ``*`` for any); "" for a style of its own piece.
    """

    found: list[str] = field(default_factory=list)
    references: dict[str, list[Reference]] = field(default_factory=dict)


def read_sheet(text: str) -> Style:
    """Read a style sheet, which may have rules and @media."""
    style = Style()
    if "\\" in text:
        style.found.append(BACKSLASHES)
        return style
    _read_rules(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True), style)
    return style


def read_attribute(name: str, value: str) -> Style:
    """Read an attribute: ``style``, or any other, for most of them can be properties too."""
    style = Style()
    if "\\" in value:
        style.found.append(BACKSLASHES)
    elif name == "style":
        declarations = tinycss2.parse_blocks_contents(value, skip_comments=True, skip_whitespace=True)
        _read_declarations(declarations, [""], style)
    elif _MAY_LEAD_AWAY.search(value):
        _read_values(name, tinycss2.parse_component_value_list(value, skip_comments=True), [""], style)
    return style


def _read_rules(rules: Iterable[Any], style: Style) -> None:
    for rule in rules:
        if rule.type == "qualified-rule":
            content = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
            _read_declarations(content, list(last_names(rule.prelude)), style)
        elif rule.type == "at-rule" and rule.lower_at_keyword == "media" and rule.content is not None:
            _read_rules(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True), style)
        else:
            style.found.append(UNUSUAL_RULE if rule.type == "at-rule" else UNREADABLE)


def _read_declarations(declarations: Iterable[Any], names: list[str], style: Style) -> None:
    for one in declarations:
        if one.type == "declaration":
            _read_values(one.lower_name, one.value, names, style)
        else:  # a rule within a rule, or nothing that a browser could read
            style.found.append(UNREADABLE if one.type == "error" else UNUSUAL_RULE)


def _read_values(name: str, values: Iterable[Any], names: list[str], style: Style) -> None:
    for value in values:
        addresses = []
        if value.type == "url":
            addresses = [value.value]
        elif value.type == "function" and value.lower_name in _ADDRESSES:
            addresses = [one.value for one in value.arguments if one.type == "string"] or [""]
        elif value.type == "error" or (value.type == "function" and value.lower_name in _MAY_HOLD_ONE):
            style.found.append(ELSEWHERE)
        for address in addresses:
            if address.startswith("#"):
                for whom in names:
                    style.references.setdefault(whom, []).append((name, address[1:]))
            else:
                style.found.append(ELSEWHERE)
        inside = getattr(value, "arguments", None) or getattr(value, "content", None)
        if isinstance(inside, list) and not addresses:
            _read_values(name, inside, names, style)


def last_names(prelude: Iterable[Any]) -> Iterator[str]:
    """Return the last name of each selector: what it is for has that class, id or element's name."""
    name, sign = "*", ""
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            yield name
            name, sign = "*", ""
        elif token.type == "hash":
            name, sign = f"#{token.value}", ""
        elif token.type == "ident" and sign != ":":
            name, sign = f"{'.' if sign == '.' else ''}{token.value}", ""
        elif token.type in ("literal", "whitespace"):
            # A combinator starts anew: what comes after it is what the rule is for.
            sign = token.value if token.type == "literal" else ""
            name = "*" if sign in (">", "+", "~", "*") else name
        else:
            name, sign = "*", ""
    yield name
