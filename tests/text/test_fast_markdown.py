"""What is spared in turning Markdown into HTML changes nothing that is written."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown.inlinepatterns import InlineProcessor

from policypack.pages.render import Renderer
from policypack.text.fast_markdown import LessWork
from policypack.text.markdown import EXTENSIONS
from tests.hardening.rounds import SOAK, count
from tests.organisations import ORGANISATIONS

LINES = (
    "Plain words.", "**Bold:** plain words", "the same words", "a [link](a.md) and *more*",
    "&#45; &amp; <b>x</b> `c`", "- an item", "- **Bold:** item", "- the same words", "  goes on", "    indented",
    "        twice indented", "* star", "1. one", "2. two", "1986\\. was", "# Heading", "## Heading {: #own }",
    "#### Heading", "A line | with | bars", "| a | b |", "| --- | --- |", "--- | ---", "| the same words | `x` |",
    "---", "===", "- - -", "* * *", "***", "**", "-", ": meaning", ":   meaning", "> quoted", "!!! note",
    "!!! note \"Said\"", "??? tip", "```", "~~~ python", "[TOC]", "<div markdown>", "</div>", "<div>", "<!-- remark",
    "-->", "<p markdown=\"1\">x</p>", "[ref]: https://example.org", "[ref]", "![ref]", "two spaces  ",
    "back\\slash \\*", "{: .class }", "words {: .class }", "_under_ __score__", "*", "_", "é accents", "łączność",
    "中文", "3 digits", "\u2003wide", "a\u2028b", "a\x0bb", "\x02klzzwxh:0000\x03", "x\ty", "",
)  # fmt: skip
"""Lines of which each means something in Markdown somewhere: together, in any order, they meet in every way."""


def converted(source: str, *more: Any) -> tuple[str, list[Any]]:
    """Return a page's HTML and its headings."""
    extensions = [*EXTENSIONS, *more]
    converter: Any = markdown.Markdown(extensions=extensions, extension_configs=EXTENSIONS)
    return converter.convert(source), converter.toc_tokens


@pytest.mark.parametrize("organisation", ORGANISATIONS if SOAK else ["gaming-charity", "scout-group", "swimming-club"])
def test_every_page_of_an_organisation_is_written_as_without_it(
    organisation: str, renderer_of: Callable[[str], Renderer]
) -> None:
    renderer = renderer_of(organisation)
    pages = [*renderer.pages("staff"), *renderer.pages("leaders")]
    assert len(pages) > 40
    for page in pages:
        assert converted(page.markdown, LessWork()) == converted(page.markdown), page.page.path


@settings(max_examples=count(300, 20_000))
@given(lines=st.lists(st.sampled_from(LINES) | st.text(max_size=8), max_size=14))
def test_any_lines_are_written_as_without_it(lines: list[str]) -> None:
    assert converted("\n".join(lines), LessWork()) == converted("\n".join(lines))


def test_a_text_that_stands_on_a_page_fifty_times_is_looked_through_once_and_a_plain_one_not_at_all() -> None:
    looked_through = []

    class Noted(InlineProcessor):
        def handleMatch(self, m: re.Match[str], data: str) -> tuple[None, None, None]:  # type: ignore[override]  # noqa: ARG002, N802
            looked_through.append(m[0])
            return None, None, None

    converter = markdown.Markdown(extensions=[LessWork()])
    converter.inlinePatterns.register(Noted("(?:often|plain).*", converter), "noted", 1000)
    html = converter.convert("\n\n".join(["**said** often", "- said plain", "said *alone* plainly"] * 50))
    assert looked_through == ["often", "plainly"]
    assert html.count("<strong>said</strong> often") == html.count("said <em>alone</em> plainly") == 50


def test_a_converter_that_is_used_again_remembers_nothing_of_the_page_before() -> None:
    converter = markdown.Markdown(extensions=[LessWork()])
    first = converter.convert("The *same* [words] &amp; <b>more</b>\n\n[words]: https://one.example")
    assert "one.example" in first
    second = converter.reset().convert("The *same* [words] &amp; <b>more</b>")
    assert second == markdown.markdown("The *same* [words] &amp; <b>more</b>")
