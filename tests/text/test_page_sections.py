"""Sections: what search looks through is what stands on the page, under its heading."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from material.plugins.search.plugin import Parser

from policypack.pages.render import Renderer
from policypack.publish.build import build_site
from policypack.publish.page_html import with_framed_tables
from policypack.text.markdown import to_html
from policypack.text.page_sections import Section, sections_of
from tests.hardening.rounds import SOAK, count
from tests.organisations import ORGANISATIONS, workspace_of
from tests.publish.test_build import TODAY

PIECES = (
    "<h1 id=\"top\">", "</h1>", "<h2 id='a'>", "</h2>", "<h3 id=c>", "</h3>", "<h2>", "<p>", "</p>", "<div>", "</div>",
    "<section data-search-exclude>", "</section>", "<br>", "<strong>", "</strong>", "<td title=\"a > b\">", "</td>",
    "<script>if (a < b) { c('</p>') }</script>", "<!-- <p>not this -->", "<", ">", "\"", "'", "&", "&lt;", "&#45;",
    "<img alt=\"x", "<a href='", "words", " ", "\n", "more words",
)  # fmt: skip


@pytest.mark.parametrize(
    ("html", "sections"),
    [
        ("<h1 id=x>Fees &amp; dues</h1>\n<p>30<br>\npounds</p>", [("", "Fees & dues", "30 pounds")]),
        ("<p>Before</p><h2 id=x>A</h2><p>in A</p>", [("", "", "Before"), ("x", "A", "in A")]),
        ("<h1 id=x>T</h1><h2>no id</h2><ul><li>one</li><li>two</li></ul>", [("", "T", "no id one two")]),
        ("<h1 id=x>T</h1><div><h2 id=y>A</h2>in A</div>not in A", [("", "T", "not in A"), ("y", "A", "in A")]),
        ("<h1 id=x>T</h1>a<div data-search-exclude>b<div>c</div>d</div>e", [("", "T", "ae")]),
        ("<h1 id=x>T</h1>a<script>if (a<b) {x}</script><!-- <p> -->b", [("", "T", "ab")]),
        ("<h1 id=x>T</h1><p title='a>b'>&lt;b&gt; 1 < 2</p></div>", [("", "T", "<b> 1 < 2")]),
        ("<h1 id=x>T</h1><h1 id=y>U</h1>", [("", "T", ""), ("y", "U", "")]),
    ],
)
def test_a_page_is_divided_at_its_headings(html: str, sections: list[tuple[str, str, str]]) -> None:
    assert sections_of(html) == sections


@given(pieces=st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=25))
@settings(max_examples=count(300, 20_000))
def test_no_html_is_too_broken_to_be_divided(pieces: list[str]) -> None:
    found = sections_of("".join(pieces))
    assert found
    assert all(isinstance(one, Section) for one in found)


def test_html_that_is_broken_a_hundred_thousand_times_takes_no_longer_for_each_time() -> None:
    for broken in ('<a "', "<a '\"", "<", "<script", "<!", "</", "<a b=", "<p><h2 id=x>"):
        assert sections_of(broken * 25_000)


@pytest.mark.parametrize("organisation", ORGANISATIONS if SOAK else ["gaming-charity", "scout-group", "swimming-club"])
def test_each_page_has_the_sections_and_words_that_the_theme_s_own_search_finds(
    organisation: str, renderer_of: Callable[[str], Renderer]
) -> None:
    renderer = renderer_of(organisation)
    for page in [*renderer.pages("staff"), *renderer.pages("leaders")]:
        html = with_framed_tables(to_html(page.markdown))
        theirs = Parser()
        theirs.feed(html)
        theirs.close()
        expected = [
            (
                one.id or "",
                *(" ".join(unescape(re.sub("<[^>]*>", " ", "".join(x))).split()) for x in (one.title, one.text)),
            )
            for one in theirs.data
            if not one.is_excluded()
        ]
        assert sections_of(html) == expected, page.page.path


def test_an_own_page_says_whether_search_finds_it_and_nonsense_there_leaves_it_found(tmp_path: Path) -> None:
    folder = workspace_of("swimming-club", tmp_path)
    own = folder / "site_config" / "pages" / "public"
    own.mkdir(parents=True)
    for name, settings_of_page in (("found", "search: nonsense"), ("hidden", "search: {exclude: true}"), ("plain", "")):
        (own / f"{name}.md").write_text(f"---\n{settings_of_page}\n---\n\n# Title of {name}\n\nSome words.\n")
    build_site(folder, folder / "site", "public", TODAY)
    index = (folder / "site" / "search" / "index.js").read_text(encoding="utf-8")
    assert {name: f'"page":"Title of {name}"' in index for name in ("found", "hidden", "plain")} == {
        "found": True, "hidden": False, "plain": True,
    }  # fmt: skip
