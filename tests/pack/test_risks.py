"""Risk assessments: what could go wrong in a place, and what stands against it, from the answers alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

import pytest

from policypack.answers.model import Answers, Item
from policypack.content.risk_rules import Kind, Measure, RiskRule, load_risk_rules
from policypack.facts import FACTS
from policypack.pack.risks import Risk, assess
from policypack.pages.render import Renderer
from tests.organisations import ORGANISATIONS
from tests.shipped_text import OURS, faults_of, sentences
from tests.sound import CATALOGUE, PLACE, TODAY, scope

RULES = load_risk_rules(OURS)
ACCOUNT = ("online.accounts", 0)
each = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


def risks(changes: dict[str, Any] | None = None) -> dict[str, Risk]:
    return {risk.rule.id: risk for risk in assess(scope(changes, ACCOUNT), RULES)}


@each
def test_a_risk_is_told_in_plain_short_sentences(rule: RiskRule) -> None:
    texts = [rule.risk, rule.harm, rule.left, *(text for m in rule.measures for text in (m.says, m.do))]
    for text in texts:
        assert faults_of(text) == [], text
        assert all(len(sentence.split()) <= 20 for sentence in sentences(text)), text
    for item in (rule.risk, *(text for m in rule.measures for text in (m.says, m.do))):
        assert not item.endswith("."), item


@each
def test_a_risk_that_is_the_same_everywhere_hangs_on_no_account(rule: RiskRule) -> None:
    if rule.everywhere:
        conditions = [rule.when, *(c for measure in rule.measures for c in (measure.when, measure.only))]
        asked = [part.question or "" for condition in conditions if condition for part in condition.parts()]
        assert not any(question.startswith("online.accounts.") for question in asked)


def test_there_are_risks_of_content_contact_conduct_and_commerce_to_children_adults_and_the_organisation() -> None:
    assert {rule.kind for rule in RULES} == set(get_args(Kind))
    assert {whom for rule in RULES for whom in rule.whom} == {"children", "adults", "organisation"}


def test_nothing_is_in_place_that_was_not_answered() -> None:
    place = Item("online.accounts", "Somewhere", {})
    silent = Answers(CATALOGUE, TODAY, {}, {"online.accounts": (place,)}, FACTS)
    for risk in (*assess(silent.scope(place), RULES), *assess(silent.scope(), RULES)):
        assert risk.in_place == (), risk.rule.id
        assert risk.missing == (), risk.rule.id


def test_a_measure_is_in_place_missing_or_not_decided() -> None:
    measure = next(m for rule in RULES if rule.id == "cry-unheard" for m in rule.measures if "waited" in m.says)
    assert measure in risks()["cry-unheard"].in_place
    assert measure in risks({"moderation.waiting_messages": "none"})["cry-unheard"].missing
    assert measure in risks({"moderation.waiting_messages": None})["cry-unheard"].undecided


def test_how_likely_it_is_does_not_follow_from_what_stands_against_it() -> None:
    rule = RULES[0]
    one: tuple[Measure, ...] = rule.measures[:1]
    for risk in (Risk(rule, (), one, ()), Risk(rule, one, (), ())):
        assert not [name for name in dir(risk) if "likel" in name]


def test_a_place_has_the_risks_of_calls_or_of_streams_only_where_it_is_used_for_them() -> None:
    of_streams = {"seen-in-stream", "written-under-stream"}
    channel = {PLACE + "platform": "youtube"}
    streamed = risks(channel | {"images.stream_places": ["Our Spond"]})
    assert of_streams <= set(streamed)
    assert "live-accident" not in streamed
    assert not of_streams & set(risks(channel | {"images.livestreams": "no"}))
    in_calls = risks({PLACE + "platform": "zoom", "images.stream_places": ["Newsletter"]})
    assert "live-accident" in in_calls
    assert not of_streams & set(in_calls)


def test_a_risk_arises_only_where_the_answers_do_not_rule_it_out() -> None:
    assert "phone-numbers" not in risks()
    assert "phone-numbers" in risks({PLACE + "platform": "whatsapp-group"})
    assert "unkindness" in risks()
    assert "unkindness" not in risks({PLACE + "members_talk": "no"})
    assert "unkindness" in risks({PLACE + "members_talk": None})


def test_a_measure_that_is_of_no_use_there_is_not_asked_for() -> None:
    found = risks({"images.photos": "no", PLACE + "seen_by": "everybody"})
    said = {m.says for risk in found.values() for m in (*risk.in_place, *risk.missing, *risk.undecided)}
    assert "Somebody is asked before a picture is shared" not in said
    assert "People are checked before they are let in" not in said


@pytest.mark.parametrize("organisation", ORGANISATIONS)
def test_each_place_has_its_assessment_and_a_line_to_sign(
    organisation: str, renderer_of: Callable[[str], Renderer]
) -> None:
    renderer = renderer_of(organisation)
    text = renderer.page(next(page for page in renderer.pack.pages if page.id == "risks")).markdown
    places = renderer.pack.answers.items("online.accounts")
    assert text.count("| Signed | |") == len(places) + 1
    assert text.count("\n**Last written down:**") == len(places)
    assert text.count("### What to do") == len(places) + 1
