"""A nation's own line for children stands wherever Childline does, once it is chosen, for those whose ages it fits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.pages.words import Said, renderer_with, said
from tests.sound import CATALOGUE

LINES = [service for service in CATALOGUE.services.values() if service.beside_childline]
each = pytest.mark.parametrize("line", LINES, ids=lambda line: line.id)
FOR_ALL = ("report", "home", "poster-children", "rules")
BANDS = {"under-11": (0, 10), "11-to-13": (11, 13), "14-to-17": (14, 17)}


def pages_with(
    services: list[str], nations: list[str], ages: tuple[int, int], folder: Path, more: dict[str, Any] | None = None
) -> Said:
    changes = {
        "organisation.nations": nations,
        "signposting.services": services,
        "ages.groups": [{"name": "Juniors", "from": str(ages[0]), "to": str(ages[1])}],
        "online.accounts.0.age_groups": ["Juniors"],
    }
    return said(renderer_with(changes | (more or {}), folder), "public")


def test_each_nation_but_england_has_such_a_line() -> None:
    assert {nation for line in LINES for nation in line.nations} == {"scotland", "wales", "northern_ireland"}


@each
@pytest.mark.parametrize("ages", [(6, 17), (13, 17), (6, 10), (11, 15), (14, 17), (16, 17)])
def test_a_chosen_line_stands_on_every_page_for_an_age_that_it_fits_and_on_no_other(
    line: Any, ages: tuple[int, int], tmp_path: Path
) -> None:
    low, high = (line.ages.from_ or 0, line.ages.to or 99) if line.ages else (0, 99)
    pages = pages_with([line.id], list(line.nations), ages, tmp_path)
    said_there = f"call {line.name} on [{line.phone}]"
    for band, (first, last) in BANDS.items():
        met = max(first, ages[0]), min(last, ages[1])
        if met[0] <= met[1]:
            fits = low <= met[1] and high >= met[0]
            for kind in (
                "rules",
                "report",
                "help",
                *(("young-code",) if band == "under-11" and ages[1] > last else ()),
            ):
                assert (said_there.casefold() in pages[f"{kind}-{band}"].casefold()) is fits, (kind, band)
                assert (f"From {low}, you" in pages[f"{kind}-{band}"]) is (fits and low > met[0]), (kind, band)
    there = low <= ages[1] and high >= ages[0]
    assert (f"#### {line.name}" in pages["help"].partition("For parents")[0]) is there, "a card that children read"
    for page in FOR_ALL:
        assert (said_there.casefold() in pages[page].casefold()) is (low <= ages[1] and high >= ages[0]), page


@each
def test_a_line_that_was_not_chosen_stands_nowhere(line: Any, tmp_path: Path) -> None:
    for name, text in pages_with(["shout"], list(line.nations), (6, 17), tmp_path).items():
        assert f"also call {line.name}" not in text, name


def test_among_several_nations_each_line_says_where_it_helps(tmp_path: Path) -> None:
    chosen = [line.id for line in LINES]
    nations = ["england", "scotland", "wales", "northern_ireland"]
    local: dict[str, Any] = {"reporting.local": []}
    pages = pages_with(chosen, nations, (16, 17), tmp_path, local)
    for page in ("help-14-to-17", "poster-children"):
        for line in LINES:
            assert f"In {CATALOGUE.nations[line.nations[0]].name}, call {line.name}" in pages[page]
