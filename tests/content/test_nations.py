"""What differs between the nations."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pydantic
import pytest

from policypack.base.problems import ProblemsFoundError
from policypack.base.workspace import Workspace, shipped
from policypack.content.nations import Law, Nation, SharedLaw, load_nations, load_shared_laws
from policypack.content.sources import Source
from tests.shipped_text import OURS, faults_of, is_uk_number

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NATIONS: dict[str, Nation] = {nation.id: nation for nation in load_nations(OURS)}
SHARED_LAWS = load_shared_laws(OURS)
each = pytest.mark.parametrize("nation", NATIONS.values(), ids=lambda nation: nation.id)


def passages(row: pydantic.BaseModel) -> Iterator[str]:
    """Yield every text of a row that a reader can meet: all but its sources and ids."""
    for field in type(row).model_fields:
        value = getattr(row, field)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, str) and field != "id":
                yield part
            elif isinstance(part, pydantic.BaseModel) and not isinstance(part, Source):
                yield from passages(part)


def test_there_are_four_nations() -> None:
    assert list(NATIONS) == ["england", "scotland", "wales", "northern_ireland"]


def test_scotland_and_northern_ireland_have_no_officer_and_never_name_one() -> None:
    for identity in ("scotland", "northern_ireland"):
        nation = NATIONS[identity]
        assert nation.officer is None
        for text in passages(nation):
            assert "LADO" not in text
            assert "designated officer" not in text.lower()


def test_england_and_wales_have_an_officer_with_a_time_and_the_letters_people_use() -> None:
    for identity, letters in (("england", "LADO"), ("wales", "DOS")):
        officer = NATIONS[identity].officer
        assert officer is not None
        assert officer.short == letters
        assert "day" in officer.within


@each
def test_readers_meet_no_hours_no_foreign_words_and_no_gaps(nation: Nation) -> None:
    found = list(passages(nation))
    assert len(found) > 20
    for text in found:
        assert faults_of(text) == [], text


@each
def test_whoever_hears_of_an_allegation_is_told_not_to_tell_the_adult_or_investigate(nation: Nation) -> None:
    assert "Do not tell the adult" in nation.allegation_route
    assert "not investigate" in " ".join(nation.allegation_route.split())
    assert "999" in nation.police


@each
def test_a_law_has_a_source_and_a_first_day_only_where_it_is_in_force(nation: Nation) -> None:
    for law in (*nation.laws, *SHARED_LAWS):
        assert law.sources
        assert law.from_ is None or (law.status == "in_force" and law.from_ <= law.checked)


def test_the_duty_to_report_child_sexual_abuse_is_not_said_to_be_in_force() -> None:
    laws: list[Law] = [law for nation in NATIONS.values() for law in nation.laws]
    duty = [law for law in laws if "duty to report" in law.name]
    assert [law.status for law in duty] == ["not_known"]


def law_of(identity: str) -> SharedLaw:
    return next(law for law in SHARED_LAWS if law.id == identity)


def test_a_policy_rests_on_what_is_in_force_for_its_organisation_and_on_nothing_else() -> None:
    day = date(2026, 11, 29)
    rests = {law.id for law in SHARED_LAWS if law.is_rested_on(day, own_service=False)}
    with_service = {law.id for law in SHARED_LAWS if law.is_rested_on(day, own_service=True)}
    assert with_service - rests == {"online-safety-act", "online-safety-act-children", "childrens-code"}
    assert not {"crime-and-policing-act", "under-16-plans"} & with_service
    assert not law_of("online-safety-act-children").is_rested_on(date(2025, 7, 24), own_service=True)
    supervised = next(law for law in NATIONS["england"].laws if "supervised volunteers" in law.name)
    assert supervised.status == "in_force"
    assert not supervised.is_rested_on(day, own_service=True)


def test_the_plans_for_under_16s_are_plans_with_all_that_they_cover() -> None:
    plans = law_of("under-16-plans")
    assert plans.status == "planned"
    assert plans.from_ is None
    for what in ("Livestreaming", "strangers", "games", "WhatsApp", "spring 2027", "16- and 17-year-olds"):
        assert what in plans.note


def test_moderating_a_place_for_children_is_named_with_the_checks_of_each_nation() -> None:
    for identity in ("england", "wales", "northern_ireland"):
        assert "regulated activity" in NATIONS[identity].vetting.online
    assert "regulated role" in NATIONS["scotland"].vetting.online


def test_a_law_of_several_nations_stands_once() -> None:
    names = [law.name for nation in NATIONS.values() for law in nation.laws] + [law.name for law in SHARED_LAWS]
    assert len(names) == len(set(names))


def test_the_gateway_teams_are_northern_irelands_and_can_be_called() -> None:
    assert [nation.id for nation in NATIONS.values() if nation.gateway] == ["northern_ireland"]
    gateway = NATIONS["northern_ireland"].gateway
    assert gateway is not None
    assert len(gateway.teams) == 5
    numbers = [*(team.phone for team in gateway.teams), gateway.out_of_hours]
    assert len(numbers) == len(set(numbers))
    assert all(map(is_uk_number, numbers))


def test_each_nation_has_its_own_regulator_and_check() -> None:
    assert {nation.charity_regulator.short for nation in NATIONS.values()} == {"Charity Commission", "OSCR", "CCNI"}
    assert NATIONS["scotland"].vetting.check == "PVG scheme membership"
    assert NATIONS["northern_ireland"].vetting.body == "AccessNI"


def test_an_officer_given_to_scotland_is_refused(tmp_path: Path) -> None:
    text = (shipped("content") / "nations.yml").read_text(encoding="utf-8")
    start = text.index("  officer:\n")
    officer = text[start : text.index("  allegation_route:", start)]
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "nations.yml").write_text(text.replace("  officer: null\n", officer, 1), encoding="utf-8")
    with pytest.raises(ProblemsFoundError, match="none in any other nation"):
        load_nations(Workspace.at(tmp_path))
