"""Cards for what befalls a community: hate, a death, many against one, a fake account, blackmail, and extremism."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from policypack.pages.render import Renderer
from tests.folded import folded
from tests.organisations import ORGANISATIONS
from tests.pages.words import Said, renderer_with, said

each_organisation = folded("organisation", ORGANISATIONS)
NATIONS = ("england", "scotland", "wales", "northern_ireland")
ASKS_NOBODY = {"card-missing", "card-death", "card-blackmail"}
"""Cards on which the police or the family decide, so that whether a parent is told is no question."""


def of(changes: dict[str, Any], folder: Path) -> Said:
    return said(renderer_with(changes, folder), "staff")


@pytest.fixture(scope="module")
def by_nation(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Said]:
    return {
        nation: of(
            {"organisation.nations": [nation], "reporting.local": "not decided yet"}, tmp_path_factory.mktemp(nation)
        )
        for nation in NATIONS
    }


def test_a_hate_crime_is_told_to_the_police_as_each_nation_has_it(by_nation: dict[str, Said]) -> None:
    for nation, pages in by_nation.items():
        assert "It may be a hate crime. [What to do, and whom to tell](if-you-see/hate.md)" in pages["conflict"]
        assert "on 101" in pages["card-hate"]
        assert ("True Vision" in pages["card-hate"]) is (nation != "scotland")
        assert ("Police Scotland" in pages["card-hate"]) is (nation == "scotland")


def test_the_one_who_was_hurt_is_asked_before_the_police_are_told_of_hate(by_nation: dict[str, Said]) -> None:
    assert "Nobody in danger? Ask the one who was hurt before you tell the police." in by_nation["england"]["card-hate"]


def test_a_prevent_referral_is_made_as_each_nation_has_it_and_the_lead_decides(
    by_nation: dict[str, Said],
) -> None:
    says = {
        "england": "A referral goes to the police or the council",
        "wales": "A referral goes to the police or the council",
        "scotland": "A referral goes to Police Scotland.",
        "northern_ireland": "There is no Prevent.",
    }
    for nation, pages in by_nation.items():
        passage = pages["card-extremism"].partition("A Prevent referral")[2].partition(" ## ")[0]
        assert "Our lead decides it with the police or the council. Nobody reached? Ask them yourself." in passage
        assert [words for words in set(says.values()) if words in passage] == [says[nation]]


def test_after_a_death_close_friends_come_before_all_and_nobody_says_how_it_happened(
    by_nation: dict[str, Said],
) -> None:
    card = by_nation["england"]["card-death"]
    steps = [card.index(words) for words in ("asks the family", "Tell close friends first", "Then tell all")]
    assert steps == sorted(steps)
    for words in ("No word of how or where.", "Never say how somebody died", "Look after close friends for weeks"):
        assert words in card
    assert "Ask the family. Settle who can see it." in card.partition("memorial page")[2]


def test_whoever_is_piled_on_is_taken_out_of_it_and_a_volunteer_is_not_left_alone(
    by_nation: dict[str, Said],
) -> None:
    card = by_nation["england"]["card-pile-on"]
    for words in ("They read no more.", "Does it hit you?** Stop reading", "Never leave a volunteer alone with it"):
        assert words in card


def test_members_are_told_where_we_really_are_when_somebody_pretends_to_be_us(
    by_nation: dict[str, Said],
) -> None:
    for nation, pages in by_nation.items():
        card = pages["card-fake-account"]
        assert "Report it to the platform" in card
        assert "[Ours are listed here](../../our-accounts.md)" in card
        assert ("Report Fraud" in card) is (nation != "scotland")
        assert "Action Fraud" not in card


def test_blackmail_is_not_paid_nothing_is_deleted_and_no_picture_is_kept(by_nation: dict[str, Said]) -> None:
    card = by_nation["england"]["card-blackmail"]
    for words in ("Do not pay, and do not answer.", "Delete nothing.", "Call the police now,", "Not even as proof."):
        assert words in card
    assert "report-remove" in card
    assert "Internet Watch Foundation" in card


@folded(("photos", "said"), [("yes", True), ("no", False)])
def test_photos_are_taken_from_view_only_where_there_are_some(photos: str, said: bool, tmp_path: Path) -> None:
    card = of({"images.photos": photos}, tmp_path)["card-blackmail"]
    assert ("Take our photos of children out of public view" in card) is said


@each_organisation
def test_a_picture_made_with_ai_counts_on_each_card_about_pictures(
    organisation: str, renderer_of: Callable[[str], Renderer]
) -> None:
    pages = said(renderer_of(organisation), "staff")
    assert "Fake, or made with AI? The same." in pages["card-nude"]
    assert "real or made with AI" in pages["card-grooming"]
    assert "made with AI from our photos. Treat them as real." in pages["card-blackmail"]


@each_organisation
def test_each_card_says_who_tells_a_parent_when_the_lead_cannot_be_reached(
    organisation: str, renderer_of: Callable[[str], Renderer]
) -> None:
    pages = said(renderer_of(organisation), "staff")
    cards = {name for name in pages if name.startswith("card-")}
    for name in (cards - ASKS_NOBODY) | {"concern"}:
        danger = pages[name].index("Where a parent may be the danger, the police or children's services decide.")
        assert danger < pages[name].index("a life is at risk, tell the parent or carer yourself"), name


@each_organisation
def test_every_card_is_on_the_list_of_cards_and_on_the_sheet_to_sign(
    organisation: str, renderer_of: Callable[[str], Renderer]
) -> None:
    renderer = renderer_of(organisation)
    pages = said(renderer, "staff")
    for page in renderer.pack.pages_of("staff"):
        if page.id.startswith("card-"):
            assert f"](if-you-see/{page.path.rpartition('/')[2]})" in pages["moderation"], page.id
            assert f"If you see this: [{page.title}]" in pages["sign-off"], page.id
