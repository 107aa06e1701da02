"""The pages on which a child reads whom to tell: one for each age, short enough to be read when frightened."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from policypack.pages.render import Renderer
from tests.hardening.rounds import some_of
from tests.organisations import ORGANISATIONS
from tests.pages.words import said
from tests.reading_levels import levels

each_organisation = pytest.mark.parametrize("organisation", some_of(ORGANISATIONS))
LONGEST = {"report-under-11": 250, "report-11-to-13": 450, "report-14-to-17": 450}
"""Words of the whole page, names and lists included."""


@each_organisation
def test_a_child_reads_whom_to_tell_on_one_short_page_for_their_age(
    organisation: str, renderer_of: Callable[[str], Renderer]
) -> None:
    """No longer than a frightened child reads."""
    found = {level.page.id: level.merged.words for level in levels(renderer_of(organisation), "public")}
    assert [f"{page}: {found[page]}" for page, most in LONGEST.items() if found.get(page, 0) > most] == []


@each_organisation
def test_each_age_finds_its_own_page_from_the_page_for_everybody(
    organisation: str, renderer_of: Callable[[str], Renderer]
) -> None:
    """It is one click from there. It says that no secret is promised, and that a worry may be about one of us."""
    pages = said(renderer_of(organisation))
    there = [page for page in LONGEST if page in pages]
    for page in there:
        assert f"(tell-somebody/{page.removeprefix('report-')}.md)" in pages["report"], page
        assert "We can't promise to keep" in pages[page], page
        assert "You don't have to tell us" in pages[page], page
        assert "[0800 1111]" in pages[page], page
    assert there or "[See who you can tell here](#tell-us)" in pages["report"]


@each_organisation
def test_the_nation_is_chosen_before_the_council(organisation: str, renderer_of: Callable[[str], Renderer]) -> None:
    """Where children live in several nations, a child is not made to read past three that are not theirs."""
    renderer = renderer_of(organisation)
    nations = renderer.pack.answers.scope(None).words_of("organisation.nations") or ()
    pages = said(renderer)
    for page in (page for page in LONGEST if page in pages):
        for nation in nations:
            anchor = f"children-in-{nation.replace('_', '-')}"
            assert (f"(../report-a-worry.md#{anchor})" in pages[page]) is (len(nations) > 1), (page, nation)
            assert len(nations) == 1 or f"{{: #{anchor} }}" in pages["report"], nation


@each_organisation
def test_whoever_did_harm_themselves_finds_a_way_back(
    organisation: str, renderer_of: Callable[[str], Renderer]
) -> None:
    """On the page for each age, in words that do not condemn, and beside what to do about a picture."""
    pages = said(renderer_of(organisation))
    for page in ("help-under-11", "help-11-to-13", "help-14-to-17"):
        assert page not in pages or "#way-back" in pages[page], page
    assert "Did you send it on yourself? You can still put a lot right." in pages["picture"]
