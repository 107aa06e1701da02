"""What pages say of the law: members read what a policy rests on, leaders also what is unknown or only planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policypack.pack.pack import load_pack
from tests.hardening.rounds import some_of
from tests.organisations import ORGANISATIONS, workspace_of
from tests.pages.words import markdown_of
from tests.sound import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from policypack.content.questions import Audience
    from policypack.pages.render import Renderer

ONLY_WITH_A_SERVICE = ("Online Safety Act 2023", "Children's code of the Information Commissioner")
ONLY_FOR_LEADERS = ("Crime and Policing Act", "spring 2027, by", "Social media and under-16s", "Out-of-school")


def page(organisation: str, audience: Audience, name: str, folder: Path) -> str:
    """Return the Markdown of one page of a test organisation."""
    return markdown_of(load_pack(workspace_of(organisation, folder), TODAY), audience)[name]


def test_a_policy_claims_the_law_on_services_only_where_a_service_is_run(tmp_path: Path) -> None:
    for organisation, runs in (("swimming-club", False), ("scout-group", False), ("young-carers-forum", True)):
        statement = page(organisation, "public", "online-safety-policy.md", tmp_path / organisation)
        assert "Data Protection Act 2018" in statement
        for law in ONLY_WITH_A_SERVICE:
            assert (law in statement) == runs, (organisation, law)


@pytest.mark.parametrize("organisation", some_of(ORGANISATIONS))
def test_no_member_reads_law_that_is_only_for_leaders(
    organisation: str, renderer_of: Callable[[str], Renderer]
) -> None:
    for name, text in renderer_of(organisation).markdown("public").items():
        for words in ONLY_FOR_LEADERS:
            assert words not in text, name


def test_leaders_read_what_is_unknown_and_what_is_planned(tmp_path: Path) -> None:
    text = page("dance-school", "leaders", "online-safety-act.md", tmp_path)
    law, planned = text.split("## Other laws")[1].split("### Planned, and not law yet")
    assert "The day from which this counts is not known here" in law
    assert "pictures made with AI" in law
    assert "Social media and under-16s" not in law
    assert "first rules are expected in spring 2027" in planned
    assert "We read this on 29 November 2026." in planned
    assert "Wiggin" in planned


def test_a_finding_that_says_something_of_the_world_names_its_sources(tmp_path: Path) -> None:
    text = page("football-club", "leaders", "index.md", tmp_path)
    found = text.split("Everybody can see your pictures of children")[1].split("###")[0]
    assert "National Crime Agency" in found
    assert "Sources:" in found
    assert "Britain Today News" in found


def test_whoever_chooses_people_reads_that_moderating_can_be_regulated_activity(tmp_path: Path) -> None:
    text = page("swimming-club", "staff", "staff/choosing-people.md", tmp_path)
    assert "wholly or mainly for children is regulated activity" in text
