r"""Two ways to write a line of a template, beside Jinja's own, so that words stay readable among conditions.

A line that ends in a space and a backslash goes on in the next one: a long line of Markdown stays one line, and nobody
has to scroll to read it. ``- {% if condition %}words{% endif %}`` is an item of a list that is not there at all where
its condition does not hold, in one line instead of three.
"""

from __future__ import annotations

import re

from jinja2.ext import Extension

_GOES_ON = re.compile(r"(?<= )\\\n[ \t]*")
_JOINED = "{#\n#}"
"""A comment in place of a line break: nothing is printed, and a fault further down is still named with its line."""
_TAG = r"\{\{(?:(?!\}\})[\s\S])*\}\}|\{%(?:(?!%\})[\s\S])*%\}|\{#(?:(?!#\})[\s\S])*#\}"
"""An expression, a statement or a comment. It may have line breaks in it, as words of an item may not."""
_ITEM = re.compile(
    r"^(?P<mark> *(?:[-*]|\d+\.) )(?P<when>\{% if (?:(?!%\})[\s\S])+%\})"
    rf"(?P<words>(?>{_TAG}|[^\n])+)\{{% endif %\}}$",
    re.MULTILINE,
)
_BRANCH = re.compile(r"\{%[-+]? *(if|elif|else|endif)\b")
_LINE_BREAK = r'{{ "\n"|safe }}'


class TemplateLines(Extension):
    """Read both ways to write a line, before Jinja reads the template."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 - Jinja's
        """Return a template's source in Jinja's own words, with each line where it was."""
        return _ITEM.sub(_item, _GOES_ON.sub(_JOINED, source))


def _item(found: re.Match[str]) -> str:
    # "- {% if a %}one{% endif %} and {% if b %}two{% endif %}" is an item that is always there.
    depth = 1
    for branch in _BRANCH.findall(found["words"]):
        depth += {"if": 1, "endif": -1}.get(branch, 0)
        if depth == 0 or (depth == 1 and branch in ("elif", "else")):
            return found[0]
    return f"{found['when']}{found['mark']}{found['words']}{_LINE_BREAK}{{% endif %}}"
