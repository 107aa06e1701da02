"""Names and numbers that have gone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policypack.base.workspace import shipped
from policypack.content.gone_names import gone_names_in, load_gone_names
from policypack.content.platforms import load_platforms
from policypack.content.services import load_services
from policypack.content.sources import load_publications
from tests.folded import folded
from tests.shipped_text import OURS

if TYPE_CHECKING:
    from pathlib import Path

GONE = load_gone_names(OURS)
SHIPPED_FILES = sorted(
    path
    for folder in ("content", "templates")
    for path in shipped(folder).rglob("*")
    if path.suffix in {".yml", ".j2", ".md", ".html"} and path.name not in {"gone_names.yml", "sources.yml"}
)
"""All but the list of what has gone, and the titles of what that list rests on."""


@folded("path", SHIPPED_FILES, ids=lambda path: path.name)
def test_nothing_that_is_shipped_names_what_has_gone(path: Path) -> None:
    assert gone_names_in(path.read_text(encoding="utf-8")) == []


def test_only_what_the_list_itself_rests_on_names_what_has_gone() -> None:
    rests = {source.title for name in GONE for source in name.sources}
    for publication in load_publications(OURS).values():
        said = f"{publication.publisher}: {publication.title} ({publication.url})"
        assert publication.title in rests or gone_names_in(said) == []


def test_names_of_services_and_platforms_are_not_gone() -> None:
    names = [*(row.name for row in load_services(OURS)), *(row.name for row in load_platforms(OURS))]
    assert gone_names_in("; ".join(names)) == []


def test_each_gone_name_is_found_in_a_sentence() -> None:
    for name in GONE:
        for term in name.terms:
            assert term in [found.term for found in gone_names_in(f"Write to {term}, or call.")]


def test_a_name_is_found_whole_and_in_its_own_case_only() -> None:
    assert gone_names_in("The mix of ages suits us.") == []
    assert gone_names_in("Skypecast and SCRBL") == []
    assert [found.term for found in gone_names_in("Ask The Mix.")] == ["The Mix"]


def test_a_number_is_found_with_other_spaces_and_not_inside_a_longer_one() -> None:
    for written in ("03003300630", "0300-330-0630", "0300 3300 630"):
        assert [found.term for found in gone_names_in(written)] == ["0300 330 0630"]
    assert gone_names_in("020 8885 8123") == []
    assert gone_names_in("0888580") == []
    assert gone_names_in("888 5812") == []


def test_numbers_given_instead_are_those_of_the_services() -> None:
    known = {number.replace(" ", "") for row in load_services(OURS) for number in (row.phone, row.text) if number}
    for name in GONE:
        for number in re.findall(r"\b\d[\d ]{2,}\d\b", name.now):
            digits = number.replace(" ", "")
            assert digits in known or digits.startswith("20"), number


def test_each_gone_name_has_a_source_and_says_what_to_write_instead() -> None:
    for name in GONE:
        assert name.sources
        assert name.now.endswith((".", ")"))
