"""The few pages that stand for all others hold every kind of element of the site."""

from __future__ import annotations

from pathlib import Path

from tests.browser.kinds import one_of_each_kind
from tests.browser.served import Site


def test_each_page_with_an_element_of_its_own_is_chosen_and_one_that_only_repeats_others_is_not(tmp_path: Path) -> None:
    pages = {
        "a.html": "<main><p>one</p><ul><li>two</li></ul></main>",
        "b.html": "<main><p>other words<br>with a break</p><ul><li>two</li></ul></main>",
        "c.html": "<main><ul><li><p>in a list</p></li></ul></main>",
        "d.html": "<main><p class='note'>of a class</p></main>",
    }
    for name, html in pages.items():
        (tmp_path / name).write_text(html, encoding="utf-8")
    assert sorted(one_of_each_kind(Site(tmp_path, ""))) == ["b.html", "c.html", "d.html"]


def test_few_pages_of_the_example_stand_for_all(staff: Site) -> None:
    chosen = one_of_each_kind(staff)
    assert len(chosen) == len(set(chosen))
    assert 10 < len(chosen) < len(staff.pages) / 2
