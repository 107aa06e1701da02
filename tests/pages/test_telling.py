"""The pages on which a child reads whom to tell: one for each age, short enough to be read when frightened."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from policypack.pages.render import Renderer
from policypack.text.markdown import to_html
from tests.hardening.rounds import some_of
from tests.organisations import ORGANISATIONS
from tests.pages.words import blocks_of, said
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


TO_THE_NEXT_STEP, WHOLE = 560, 1_080
"""Words of the page for everybody: from its top to the end of what happens next; all, for a reader of one nation."""
NATION = "### "
"""What begins the children's services of one nation among several."""


def words_in(markdown: str) -> int:
    """Return how many words stand in Markdown, names, numbers and lists included."""
    return sum(len(block.split()) for block in blocks_of(to_html(markdown)))


def part(page: str, first: str, last: str = "") -> str:
    """Return what stands on a page from a section's anchor on, to another's end or the page's; "" is the top."""
    sections = re.split(r"(?m)^(?=## )", page)
    at = {anchor[1]: number for number, one in enumerate(sections) if (anchor := re.search(r"{: #([a-z-]+)", one))}
    return "".join(sections[at[first] if first else 0 : at[last] + 1 if last else None])


@each_organisation
def test_the_page_for_everybody_is_no_longer_than_somebody_reads_at_night(
    organisation: str, renderer_of: Callable[[str], Renderer]
) -> None:
    """What a child needs comes first and is short; whom adults ask stands below, and nobody reads of four nations."""
    page = renderer_of(organisation).by_id()["report"].markdown
    first = part(page, "", "next")
    outside = part(page, "outside", "outside")
    nations = re.split(rf"(?m)^(?={NATION})", outside)[1:]
    others = sum(sorted(map(words_in, nations))[:-1])
    assert words_in(first) <= TO_THE_NEXT_STEP
    assert words_in(page) - others <= WHOLE


@each_organisation
def test_what_protects_stands_above_all_that_is_for_adults(
    organisation: str, renderer_of: Callable[[str], Renderer]
) -> None:
    """Danger, somebody to talk to, whom to tell and what happens next, in this order; then parents and volunteers."""
    page = renderer_of(organisation).by_id()["report"].markdown
    order = [
        "[999](tel:999)",
        "{: #young-person }",
        "#about-us",
        "#cannot-go-on",
        "[0800 1111](tel:08001111)",
        "We can't promise to keep it secret",
        "{: #tell-us }",
        "{: #next }",
        "{: #about-us }",
        "{: #outside }",
        "{: #parent }",
        "{: #staff }",
    ]
    at = [page.index(words) for words in order]
    assert at == sorted(at)
    assert "[0808 800 5000](tel:08088005000)" in part(page, "about-us", "outside")


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
