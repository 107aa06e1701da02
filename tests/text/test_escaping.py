"""Answers are text: whatever they hold comes out as that text, on every page (invariant 4)."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policypack.text.escaping import (
    Code,
    Text,
    escape_attribute,
    escape_css,
    escape_markdown,
    escape_url,
    isolated,
    paragraphs,
    printed,
)
from policypack.text.markdown import new_converter
from tests.folded import folded

HOSTILE = [
    "O'Neill & Sons <b>",
    "{{ 7*7 }} {% raw %}",
    "a | b || c",
    "# not a heading",
    "1. not a list",
    "- nor this",
    "*stars* _lines_ `ticks` ~~gone~~",
    "[link](javascript:alert(1)) ![x](y) <https://evil.example>",
    "&amp; &#60; &lt;script&gt;",
    "{: .attr } [TOC] [^1] *[abbr]: x",
    "Clwb Nofio Llŷn a'r Ŵyl",
    "نادي السباحة",
    "🏊‍♀️ Swimmers",
    "back\\slash \\* \\`",
    "http://www.example.org/?a=1&b=2",
    "!!! note ??? x ::: y",
    "$math$ ==mark== ^^ins^^ ++key++ :smile:",
    "St. Mary's U-18s (est. 1999) 50%",
]


def shown(source: str) -> str:
    return new_converter().convert(source)


def text_of(fragment: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", fragment)).strip()


def tags_of(fragment: str) -> list[str]:
    return re.findall(r"<[^>]*>", fragment)


@folded("text", HOSTILE)
def test_hostile_text_comes_out_as_itself_in_every_place(text: str) -> None:
    escaped = escape_markdown(text)
    tidy = " ".join(text.split())
    for source, tags in (
        (f"{escaped}", ["<p>", "</p>"]),
        (f"Before {escaped} after", ["<p>", "</p>"]),
        (f"- {escaped}", ["<ul>", "<li>", "</li>", "</ul>"]),
        (f"**{escaped}**", ["<p>", "<strong>", "</strong>", "</p>"]),
    ):
        result = shown(source)
        assert tags_of(result) == tags, result
        assert tidy in text_of(result)


@folded("text", HOSTILE)
def test_hostile_text_stays_in_its_table_cell(text: str) -> None:
    result = shown(f"| A | B |\n|---|---|\n| {escape_markdown(text)} | x |")
    assert result.count("<td>") == 2
    assert " ".join(text.split()) in text_of(result)


@folded("text", HOSTILE)
def test_hostile_text_stays_in_its_attribute_and_reads_the_same(text: str) -> None:
    escaped = str(escape_attribute(text))
    assert not set("<>\"'`") & set(escaped)
    assert html.unescape(escaped) == " ".join(text.split())


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp")), max_size=60))
def test_any_text_makes_no_element_and_reads_the_same(text: str) -> None:
    result = shown(f"x {escape_markdown(text)} x")
    assert tags_of(result) == ["<p>", "</p>"]
    assert re.sub("[\u2068\u2069]", "", text_of(result)).split() == ["x", *text.split(), "x"]


def test_what_is_written_from_right_to_left_stands_between_isolates_line_by_line() -> None:
    club = Text("\u0646\u0627\u062f\u064a")
    assert isolated(club) == f"\u2068{club}\u2069"
    assert isinstance(isolated(club), Text)
    assert isolated(isolated(club)) == isolated(club)
    assert isolated(f"{club}\nClub") == f"\u2068{club}\u2069\n\u2068Club\u2069"
    assert isolated("Sea\u0301n 0800 1111") == "Sea\u0301n 0800 1111"
    assert escape_markdown(f"{club} 5") == f"\u2068{club} 5\u2069"


@given(st.text())
def test_any_text_stays_in_a_quoted_string_of_a_style_sheet_and_reads_the_same(text: str) -> None:
    escaped = escape_css(text)
    assert re.fullmatch(r"([A-Za-z0-9]|\\[0-9a-f]{6})*", escaped)
    assert re.sub(r"\\([0-9a-f]{6})", lambda found: chr(int(found[1], 16)), escaped) == " ".join(text.split())


def test_a_long_text_keeps_its_lines_as_paragraphs() -> None:
    assert shown(str(paragraphs("One *line*\n\n  # Two"))).count("<p>") == 2


def test_an_address_cannot_leave_its_link() -> None:
    address = 'https://example.org/a)(b"><script>'
    result = shown(f"[x]({escape_url(address)})")
    assert tags_of(result)[1].startswith('<a href="https://example.org/a%29%28b%22%3E%3Cscript%3E"')


def test_text_joined_to_marked_text_is_escaped_all_the_same() -> None:
    assert str(escape_markdown("a") + Text("*b*")) == "a&#42;b&#42;"


@folded("value", [None, True, False, [], (), Code("copy_parent"), object()])
def test_what_has_no_words_cannot_be_printed(value: object) -> None:
    with pytest.raises(TypeError, match="has no words for readers"):
        printed(value)
