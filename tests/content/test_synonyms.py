"""What readers type into search, and the pages that it leads to."""

from __future__ import annotations

from pathlib import Path

from policypack.content.page_rows import load_pages
from policypack.content.synonyms import Synonym, Typed, load_synonyms, typed_for
from policypack.pack.pack import load_pack
from tests.folded import folded
from tests.organisations import ORGANISATIONS, workspace_of
from tests.publish.test_build import TODAY
from tests.shipped_text import OURS

SYNONYMS = load_synonyms(OURS)
PAGES = {page.id: page for page in load_pages(OURS)}


@folded("row", SYNONYMS, ids=lambda row: row.id)
def test_every_row_leads_to_a_page_that_every_public_site_has(row: Synonym) -> None:
    assert len(set(row.pages)) == len(row.pages)
    public = [PAGES[name] for name in row.pages if PAGES[name].audience == "public"]
    staff = [PAGES[name] for name in row.pages if PAGES[name].audience == "staff"]
    always = public or staff
    assert any(page.when is None for page in always), "some site would have no page for it"
    assert not [name for name in row.pages if PAGES[name].audience == "leaders"]


def test_no_phrase_stands_twice() -> None:
    typed = [phrase.casefold() for row in SYNONYMS for phrase in row.typed]
    assert sorted(typed) == sorted(set(typed))


def test_a_page_that_a_site_does_not_have_hands_its_first_place_on() -> None:
    rows = [Synonym(id="n", typed=("nudes",), pages=("card-nude", "help", "report"))]
    there = [PAGES["help"], PAGES["report"]]
    assert typed_for(rows, there) == {
        "who-can-help.html": Typed(("nudes",), ()),
        "report-a-worry.html": Typed((), ("nudes",)),
    }
    assert typed_for(rows, [PAGES["card-nude"]]) == {
        PAGES["card-nude"].path.replace(".md", ".html"): Typed(("nudes",), ())
    }


@folded("organisation", ORGANISATIONS)
def test_what_children_type_leads_somewhere_on_every_public_site(organisation: str, tmp_path: Path) -> None:
    pack = load_pack(workspace_of(organisation, tmp_path), TODAY)
    first = {phrase for typed in typed_for(SYNONYMS, pack.pages_of("public")).values() for phrase in typed.first}
    for row in SYNONYMS:
        if any(PAGES[name].audience == "public" for name in row.pages):
            assert set(row.typed) <= first, row.id
