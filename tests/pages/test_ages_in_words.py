"""A page for children says the ages of those who are met, and not of a whole band, for any range of ages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.pages.words import renderer_with, said

RANGES = [
    # from, to, and what the pages for 11 to 13 and for 14 to 17 are for; None where there is none
    (13, 17, "13", "14 to 17"),
    (12, 17, "12 to 13", "14 to 17"),
    (11, 17, "11 to 13", "14 to 17"),
    (11, 11, "11", None),
    (6, 12, "11 to 12", None),
    (5, 10, None, None),
    (14, 14, None, "14"),
    (10, 28, "11 to 13", "14 or over"),
    (16, 18, None, "16 or over"),
    (8, 15, "11 to 13", "14 to 15"),
]


@pytest.mark.parametrize(("first", "last", "middle", "older"), RANGES)
def test_the_pages_for_an_age_name_only_ages_that_are_met(
    first: int, last: int, middle: str | None, older: str | None, tmp_path: Path
) -> None:
    groups = [{"name": "Juniors", "from": str(first), "to": str(last)}]
    renderer = renderer_with({"ages.groups": groups, "online.accounts.0.age_groups": ["Juniors"]}, tmp_path)
    pages = said(renderer, "public")
    for band, age in (("11-to-13", middle), ("14-to-17", older)):
        doors = [f"[I am {age}]", f"Our rules if you are {age}]", f"Who you can tell if you are {age}]"]
        assert (f"rules-{band}" in pages) is (age is not None)
        if age is not None:
            title = f"for age{'s' if ' ' in age else ''} {age.replace(' or ', ' and ')}"
            for kind in ("rules", "report", "help"):
                assert f'{title}"' in pages[f"{kind}-{band}"].partition("description")[0]
            for door in doors:
                assert door in pages["rules"] + pages["home"]
    everything = " ".join(pages.values())
    for said_of in ("11 to 13", "14 to 17"):
        if said_of not in (middle, older):
            assert not re.search(rf"(?:ages|I am|you are) {said_of}", everything)
    assert "{ages}" not in everything
