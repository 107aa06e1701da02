"""The platforms that are shipped."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from policypack.base.problems import ProblemsFoundError
from policypack.base.workspace import Workspace
from policypack.content.platforms import AgeLimit, Platform, load_platforms
from tests.folded import folded
from tests.shipped_text import OURS, faults_of, sentences

if TYPE_CHECKING:
    from pathlib import Path

PLATFORMS = load_platforms(OURS)
TODAY = date(2026, 11, 22)
each = folded("platform", PLATFORMS, ids=lambda platform: platform.id)


def by_id(identity: str) -> Platform:
    return next(platform for platform in PLATFORMS if platform.id == identity)


@each
def test_each_platform_has_the_day_its_sources_were_read(platform: Platform) -> None:
    assert platform.seen >= TODAY


@each
def test_what_a_page_may_state_has_a_source(platform: Platform) -> None:
    stated = [
        field for field in ("min_age", "holds_comments", "turn_on", "risks", "age_rules") if platform.knows(field)
    ]
    assert not stated or platform.sources


@each
def test_readers_meet_no_hours_no_foreign_words_and_no_gaps(platform: Platform) -> None:
    for text in platform.reader_text():
        assert faults_of(text) == [], text


@each
def test_sentences_are_short_and_list_items_have_no_full_stop(platform: Platform) -> None:
    for text in platform.reader_text():
        assert all(len(sentence.split()) <= 28 for sentence in sentences(text)), text
    for item in (*platform.turn_on, *platform.risks, *platform.age_rules):
        assert not item.endswith("."), item


@each
def test_the_announced_age_limit_is_never_in_force(platform: Platform) -> None:
    if platform.announced is not None:
        assert platform.announced.age == 16
        assert platform.announced.source.date is not None
        assert platform.min_age_on(date(2099, 1, 1)) != 16


def test_the_six_platforms_of_the_announcement_carry_it_and_those_outside_it_do_not() -> None:
    announced = {platform.id for platform in PLATFORMS if platform.announced}
    named = {"facebook-page", "facebook-group", "instagram", "tiktok", "youtube", "snapchat", "x"}
    assert announced == named


def test_somebody_can_choose_something_else() -> None:
    other = by_id("other")
    assert other == PLATFORMS[-1]
    assert (other.min_age, other.comments, other.holds_comments, other.direct_messages) == (None, None, None, None)


def test_only_what_an_organisation_runs_itself_raises_the_online_safety_act() -> None:
    own = {platform.id for platform in PLATFORMS if platform.own_service}
    assert own == {"minecraft-server", "own-website-comments", "own-forum"}
    assert all(by_id(identity).online_safety_act for identity in own)


def test_whatsapp_shows_numbers_and_cannot_hold_comments() -> None:
    whatsapp = by_id("whatsapp-group")
    assert whatsapp.numbers_visible
    assert whatsapp.holds_comments == "none"
    assert whatsapp.knows("holds_comments")


def test_what_is_not_verified_is_not_known() -> None:
    assert not by_id("youtube").knows("min_age")
    assert by_id("youtube").knows("holds_comments")
    assert not by_id("other").knows("min_age")


def test_an_age_limit_holds_from_its_first_day_and_ends_before_its_last() -> None:
    limits = (
        AgeLimit.model_validate({"age": "13", "until": "2027-04-01", "status": "in_force"}),
        AgeLimit.model_validate({"age": "16", "from": "2027-04-01", "status": "in_force"}),
        AgeLimit.model_validate({"age": "18", "from": "2020-01-01", "status": "announced"}),
    )
    platform = by_id("instagram").model_copy(update={"min_age": limits})
    assert platform.min_age_on(date(2027, 3, 31)) == 13
    assert platform.min_age_on(date(2027, 4, 1)) == 16


def test_a_fact_without_a_source_is_refused_unless_it_is_marked(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    path = tmp_path / "content" / "platforms.yml"
    row = "- {id: a, name: A, kind: app, closes: It cannot be closed., seen: 2026-11-22"
    path.write_text(f"{row}, unverified: [closes]}}\n", encoding="utf-8")
    assert len(load_platforms(Workspace.at(tmp_path))) == 1
    path.write_text(f"{row}}}\n", encoding="utf-8")
    with pytest.raises(ProblemsFoundError, match="sources are wanted, or these fields in unverified: closes"):
        load_platforms(Workspace.at(tmp_path))
    path.write_text(f"{row}, unverified: [closing]}}\n", encoding="utf-8")
    with pytest.raises(ProblemsFoundError, match="these are none: closing"):
        load_platforms(Workspace.at(tmp_path))


def test_all_that_a_row_lacks_is_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    row = "{id: a, name: A, kind: app, min_age: [{age: 13, status: in_force}], holds_comments: posts, seen: 2026-11-22}"
    (tmp_path / "content" / "platforms.yml").write_text(f"- {row}\n", encoding="utf-8")
    said = "sources are wanted, .*; min_age_sure is wanted .*; holds_sure is wanted "
    with pytest.raises(ProblemsFoundError, match=said):
        load_platforms(Workspace.at(tmp_path))


def test_a_page_states_of_ages_only_what_has_a_source() -> None:
    discord = by_id("discord")
    unsure = discord.model_copy(update={"unverified": ("min_age", "age_rules", "announced")})
    assert discord.sourced_age_on(TODAY) == discord.min_age_on(TODAY)
    assert discord.knows_ages_on(TODAY)
    assert unsure.min_age_on(TODAY) is not None
    assert (unsure.sourced_age_on(TODAY), unsure.sourced_age_rules, unsure.sourced_announcement) == (None, (), None)
    assert not unsure.knows_ages_on(date(2027, 1, 1))
