"""No page joins what stood apart: words, sentences and steps keep the space between them, whatever a template loses."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import pytest

from policypack.pages.render import Renderer
from tests.hardening.rounds import some_of
from tests.organisations import CHECKOUT, ORGANISATIONS
from tests.pages.words import AUDIENCES, said

each_organisation = pytest.mark.parametrize("organisation", some_of(ORGANISATIONS))
SOURCES = [
    *(CHECKOUT / "templates").rglob("*.j2"),
    *(CHECKOUT / "content").rglob("*.yml"),
    *(CHECKOUT / "generator").rglob("*.py"),
    *(CHECKOUT / "tests" / "orgs").glob("*.yml"),
]
WORD = re.compile(r"(?<![\w.@/&;'-])[a-z]{2,}(?![\w@/'-])")
NO_WORDS = re.compile(r"\]\([^)]*\)|\{:[^}]*\}|<[^>]*>|\S*[@/#]\S*")
"""What of Markdown is no text: addresses, marks and ids."""


@each_organisation
def test_no_two_sentences_or_steps_run_together(organisation: str, renderer_of: Callable[[str], Renderer]) -> None:
    """A line end that a template loses joins what stood apart."""
    for name, page in said(renderer_of(organisation)).items():
        words = re.sub(r"\]\([^)]*\)|<[^>]*>|\S*[@/#]\S*", " ", page)
        assert re.search(r"[a-z](?:[.!?](?:[A-Z][a-z]|\d{1,2}\. )|,[a-z])", words) is None, name


@cache
def words_that_somebody_wrote() -> frozenset[str]:
    """Every word of the templates, the content, the answers and the code."""
    return frozenset(
        word for path in SOURCES for word in re.findall(r"[a-z]+", path.read_text(encoding="utf-8").lower())
    )


@each_organisation
def test_no_two_words_run_together(organisation: str, renderer_of: Callable[[str], Renderer]) -> None:
    """A word on a page that stands nowhere in what it was made from is two that a template joined."""
    for name, page in said(renderer_of(organisation)).items():
        assert set(WORD.findall(NO_WORDS.sub(" ", page))) - words_that_somebody_wrote() == set(), name


@each_organisation
def test_no_sentence_ends_twice(organisation: str, renderer_of: Callable[[str], Renderer]) -> None:
    """Words with a full stop of their own, put before another."""
    for name, page in said(renderer_of(organisation)).items():
        assert re.search(r"[a-z]\.\.(?!\.)|[.?!] \.|[a-z][,:]\.", NO_WORDS.sub("", page)) is None, name


@each_organisation
def test_no_item_of_a_list_is_empty(organisation: str, renderer_of: Callable[[str], Renderer]) -> None:
    """An item whose condition does not hold leaves nothing behind."""
    renderer = renderer_of(organisation)
    for page in (page for audience in AUDIENCES for page in renderer.pages(audience)):
        assert re.search(r"(?m)^ *(-|\d+\.) *$", page.markdown) is None, page.page.id


@each_organisation
def test_no_mark_of_a_line_that_goes_on_is_printed(organisation: str, renderer_of: Callable[[str], Renderer]) -> None:
    """A backslash joins lines only behind a space; elsewhere readers would see it."""
    renderer = renderer_of(organisation)
    for page in (page for audience in AUDIENCES for page in renderer.pages(audience)):
        assert re.search(r"(?m)\\$", page.markdown) is None, page.page.id
