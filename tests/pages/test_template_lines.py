"""How the lines of templates are written: none too long to read, and words that are not lost among conditions."""

from __future__ import annotations

import re
from pathlib import Path

import jinja2
import pytest

from policypack.base.workspace import shipped
from policypack.pages.template_lines import TemplateLines
from tests.folded import folded

TEMPLATES = shipped("templates")
SHIPPED = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.j2"))
LONGEST = 120
"""Characters of a line of a template, as of a line of code."""


def filled(source: str, **variables: object) -> str:
    """Fill in a template that is read as a page's is."""
    environment = jinja2.Environment(
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=[TemplateLines],
        undefined=jinja2.StrictUndefined,
    )
    return environment.from_string(source).render(variables)


def test_no_more_than_25_lines_of_100_are_logic() -> None:
    """What is worked out belongs into Python, where it has a name and a test; a template says things."""
    lines = [line for name in SHIPPED for line in (TEMPLATES / name).read_text(encoding="utf-8").splitlines()]
    logic = [line for line in lines if line.lstrip().startswith("{%")]
    assert len(logic) <= 0.25 * len(lines), f"{len(logic)} of {len(lines)}"


@folded("name", SHIPPED)
def test_no_line_of_a_template_is_too_long_to_read(name: str) -> None:
    lines = (TEMPLATES / name).read_text(encoding="utf-8").splitlines()
    long = [f"templates/{name}:{number}" for number, line in enumerate(lines, 1) if len(line) > LONGEST]
    assert not long, f"over {LONGEST} characters, so end them in a space and a backslash, and go on below: {long}"


@folded("name", SHIPPED)
def test_a_backslash_at_the_end_of_a_line_stands_behind_a_space(name: str) -> None:
    """Elsewhere it joins nothing, and is printed: in a branch that no test organisation reaches, too."""
    lines = (TEMPLATES / name).read_text(encoding="utf-8").splitlines()
    printed = [number for number, line in enumerate(lines, 1) if re.search(r"[^ ]\\$", line)]
    assert printed == [], name


def test_a_line_that_ends_in_a_backslash_goes_on_in_the_next() -> None:
    assert filled("- One \\\n  two \\\n  {{ x }}.\nThree\\\nfour", x="x") == "- One two x.\nThree\\\nfour"


@folded(
    ("source", "true", "false"),
    [
        ("- {% if x %}a{% endif %}\n- b\n", "- a\n- b\n", "- b\n"),
        ("1. a\n1. {% if x %}b \\\n   c{% endif %}\n", "1. a\n1. b c\n", "1. a\n"),
        ("- a\n    - {% if x %}{{\n  'b' }}{% endif %}\n- c\n", "- a\n    - b\n- c\n", "- a\n- c\n"),
        ("- {% if x %}a{% if not x %}b{% else %}c{% endif %}{% endif %}\n- d\n", "- ac\n- d\n", "- d\n"),
        ("- {% if x %}a{% endif %}b{% if x %}c{% endif %}\n", "- abc", "- b"),
        ("- {% if x %}a{% else %}b{% endif %}.\n", "- a.\n", "- b.\n"),
    ],
)
def test_an_item_that_is_all_one_condition_is_not_there_where_it_does_not_hold(
    source: str, true: str, false: str
) -> None:
    assert filled(source, x=True).rstrip("\n") == true.rstrip("\n")
    assert filled(source, x=False).rstrip("\n") == false.rstrip("\n")


def test_a_fault_is_named_with_its_line_however_the_lines_above_are_written(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("- One \\\n  two\n- {% if 1 %}a{% endif %}\n{{ nobody.x }}\n", encoding="utf-8")
    environment = jinja2.Environment(
        autoescape=True, loader=jinja2.FileSystemLoader(tmp_path), extensions=[TemplateLines], trim_blocks=True
    )
    with pytest.raises(jinja2.UndefinedError) as raised:
        environment.get_template("x").render()
    assert [entry.lineno + 1 for entry in raised.traceback if str(entry.path) == str(tmp_path / "x")] == [4]
