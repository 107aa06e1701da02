"""What templates ask of what an organisation named: each place, area and platform is told as far as it is known."""

from __future__ import annotations

from typing import Any

import jinja2
import pytest
from jinja2.exceptions import SecurityError
from jinja2.sandbox import unsafe

from policypack.pages.items import has_fact, in_nation, nobody_of_ages, platforms_with_ages, said_by
from policypack.pages.sandbox import Sandbox
from policypack.pages.view import View
from tests.sound import CATALOGUE, PLACE, TODAY, scope

SMALL = {"name": "Small", "from": "5", "to": "8"}
ONE_PLACE = {"platform": "spond", "name": "Spond", "for_whom": ["children"], "age_groups": ["Juniors"]}


def section(name: str, changes: dict[str, Any]) -> Any:
    """Return a section of sound answers with these changes, as staff pages see it."""
    return View(scope(changes).answers, "staff", set()).sections()[name]


@pytest.mark.parametrize(
    ("changes", "ages", "nobody"),
    [
        ({}, (0, 10), True),
        ({}, (0, 11), False),
        ({}, (17, 99), False),
        ({}, (18, 99), True),
        ({PLACE + "for_whom": ["parents"]}, (11, 13), True),
        ({PLACE + "for_whom": None}, (0, 10), False),
        ({PLACE + "age_groups": None}, (0, 10), False),
        ({"online.accounts.1.for_whom": None}, (0, 10), False),
        ({"online.accounts": None}, (0, 10), False),
    ],
)
def test_nobody_of_some_ages_is_in_a_place_where_every_place_says_so(
    changes: dict[str, Any], ages: tuple[int, int], nobody: bool
) -> None:
    assert nobody_of_ages(section("online", changes).accounts, *ages) is nobody


def test_an_age_group_whose_ages_are_not_known_is_of_no_age() -> None:
    half = {"ages.groups": [{"name": "Juniors", "from": "11", "to": "not decided yet"}], "online.accounts": [ONE_PLACE]}
    assert nobody_of_ages(section("online", half).accounts, 0, 99)


def test_an_item_has_a_fact_that_holds_and_none_that_is_not_known() -> None:
    place = section("online", {}).accounts[0]
    unknown = section("online", {PLACE + "seen_by": None}).accounts[0]
    assert has_fact(place, "is_closed")
    assert not has_fact(place, "is_public")
    assert not has_fact(unknown, "is_closed")


def test_areas_of_one_nation_are_all_areas_and_of_several_those_that_say_so() -> None:
    areas = [{"area": "Here", "nation": "england"}, {"area": "There", "nation": "wales"}, {"area": "Nowhere"}]
    both = {"organisation.nations": ["england", "wales"], "reporting.local": areas}
    england, wales = (CATALOGUE.nations[name] for name in ("england", "wales"))
    found = section("reporting", both).local
    assert [area.area for area in in_nation(found, wales, [england, wales])] == ["There"]
    assert [area.area for area in in_nation(found, england, [england])] == ["Here", "There", "Nowhere"]


def test_platforms_with_ages_stand_once_and_without_what_is_our_own() -> None:
    used = ("discord", "own-website-comments", "instagram", "discord", "other")
    places = [{"platform": platform, "name": f"Place {number}"} for number, platform in enumerate(used)]
    found = platforms_with_ages(section("online", {"online.accounts": places}).accounts, TODAY)
    assert [platform.id for platform in found] == ["discord", "instagram"]


def test_of_each_item_something_is_said_and_of_nobody_nothing() -> None:
    environment = jinja2.Environment(autoescape=True)
    environment.filters["said_by"] = said_by
    said = "{% macro star(x) %}*{{ x }}{% endmacro %}{{ items|said_by(star)|join(' ') }}"
    assert environment.from_string(said).render(items=["a", "b"]) == "*a *b"
    assert environment.from_string(said).render(items=None) == ""
    assert environment.from_string("{{ ['*a*']|said_by(plain)|first }}").render(plain=str) == "&#42;a&#42;"


def test_in_a_sandbox_nothing_is_called_in_place_of_a_macro_that_no_template_may_call() -> None:
    boxed = Sandbox()
    boxed.filters["said_by"] = said_by

    @unsafe
    def copy(item: object) -> str:
        return f"copied {item}"

    with pytest.raises(SecurityError):
        boxed.from_string("{{ [1]|said_by(copy)|first }}").render(copy=copy)
