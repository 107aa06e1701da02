"""The rules that are shipped, and the pages that print those that an organisation adopted."""

from __future__ import annotations

import functools
import html
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import pytest

from policypack.content.rules import Reader, Rule, Wording, load_rules
from policypack.pack.pack import load_pack
from policypack.pages.render import render_pages
from tests.folded import folded
from tests.organisations import workspace_with
from tests.shipped_text import OURS, faults_of, sentences

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    PagesOf = Callable[[str], dict[str, str]]


TODAY = date(2026, 11, 22)
RULES = load_rules(OURS)
each = folded("rule", RULES, ids=lambda rule: rule.id)

# Highest school grade (Flesch-Kincaid) and most words in a sentence. House rules in adults' words stand on a page for
# everyone, so they keep to the limits of ages 11 to 13.
LIMITS = {"under_11": (4.5, 14), "from_11": (6.0, 18), "from_14": (8.0, 22), "everyone": (6.0, 18), "adults": (9.0, 25)}

CONTRADICTED = """
adults: {messaging: own, devices: own, code: [%(adults)s]}
moderation: {times: none}
images: {calls: yes, two_adults: no, livestreams: yes, stream_stop: none, stream_children: anybody}
"""
KEPT = """
adults: {messaging: official, devices: organisation, second_adult: yes, code: [%(adults)s]}
moderation: {times: Mon 16:00-17:00}
images: {calls: yes, two_adults: yes, livestreams: yes, stream_children: agreed}
"""
ALL_AGES = "{name: Small, from: 6, to: 10}, {name: Middle, from: 11, to: 13}, {name: Big, from: 14, to: 17}"


def wordings(rule: Rule) -> list[tuple[Reader, Wording]]:
    """Return all words that a rule has, each with its reader: the usual ones, weaker ones and adapted ones."""
    others = [rule.instead or {}, *(other.says for other in rule.adapted)]
    return [*rule.says.items(), *(said for other in others for said in other.items())]


def texts(rule: Rule) -> list[tuple[str, str]]:
    """Return each passage of a rule with the limits that hold for it."""
    found: list[tuple[str, str]] = []
    for reader, words in wordings(rule):
        limits = "everyone" if rule.kind == "house" and reader == "adults" else reader
        found += [(limits, f"{words.rule}."), *((limits, sentence) for sentence in sentences(words.why))]
    return found


def named(kind: str) -> str:
    return ", ".join(rule.id for rule in RULES if rule.kind == kind)


@pytest.fixture(scope="module")
def public_pages(tmp_path_factory: pytest.TempPathFactory) -> PagesOf:
    """Return a function from an answers file to its public pages, rendered once, as readers see their text."""

    def rendered(answers: str) -> dict[str, str]:
        pack = load_pack(workspace_with(answers, tmp_path_factory.mktemp("rules")), today=TODAY)
        return {path: html.unescape(page) for path, page in render_pages(pack, "public").items()}

    return functools.cache(rendered)


def adopting(answers: str, ages: str = ALL_AGES, members: str = "children") -> str:
    """Return the answers file of an organisation that adopted every rule."""
    known = {kind: named(kind) for kind in ("house", "young", "adults")}
    file = f"ages: {{members: {members}, groups: [{ages}]}}\n"
    file += f"rules: {{house: [{known['house']}], young_code: [{known['young']}]}}\n"
    return file + answers % known


@each
def test_each_rule_is_a_phrase_and_its_reason_is_in_whole_sentences(rule: Rule) -> None:
    for _, words in wordings(rule):
        assert words.rule[0].isupper()
        assert words.rule[-1] not in ".!?"
        assert words.why[0].isupper()
        assert words.why[-1] in ".?"


@each
def test_no_rule_holds_words_that_are_not_our_voice(rule: Rule) -> None:
    passages = [rule.label, rule.contradiction or "", *(text for _, text in texts(rule))]
    passages = [passage.replace("Say sorry", "") for passage in passages]  # a kind word between people
    assert [fault for passage in passages for fault in faults_of(passage)] == []


@each
def test_no_sentence_of_a_rule_is_too_long_for_its_reader(rule: Rule) -> None:
    assert [text for limits, text in texts(rule) if len(text.split()) > LIMITS[limits][1]] == []


@each
def test_each_rule_can_be_read_by_those_it_is_for(rule: Rule) -> None:
    from textstat import textstat  # type: ignore[import-untyped]

    for limits in {held_to for held_to, _ in texts(rule)}:
        passage = "\n".join(text for held_to, text in texts(rule) if held_to == limits)
        assert textstat.flesch_kincaid_grade(passage) <= LIMITS[limits][0], passage


def test_no_two_rules_have_the_same_label() -> None:
    assert [label for label, count in Counter(rule.label for rule in RULES).items() if count > 1] == []


def test_only_the_young_peoples_code_lists_what_is_not_accepted() -> None:
    assert {rule.kind for rule in RULES if rule.refused} == {"young"}


@each
def test_a_rule_that_answers_contradict_is_on_no_page(rule: Rule, public_pages: PagesOf) -> None:
    if rule.contradicted_by is None:
        return
    # Where adults use accounts of their own, nobody is asked about a second adult, so that rule has its own answers.
    answers = CONTRADICTED
    if rule.id == "second_adult":
        answers = KEPT.replace("second_adult: yes", "second_adult: no")
    pages = public_pages(adopting(answers))
    printed = [path for path, page in pages.items() for words in rule.says.values() if words.rule in page]
    assert printed == []


PLACES = {
    ("house", "under_11"): ("rules/under-11.md", ALL_AGES),
    ("house", "from_11"): ("rules/11-to-13.md", ALL_AGES),
    ("house", "from_14"): ("rules/14-to-17.md", ALL_AGES),
    ("house", "adults"): ("rules/index.md", ALL_AGES),
    ("young", "under_11"): ("codes/young-people.md", "{name: Small, from: 6, to: 10}"),
    ("young", "from_11"): ("codes/young-people.md", ALL_AGES),
    ("young", "from_14"): ("codes/young-people.md", "{name: Big, from: 14, to: 17}"),
    ("adults", "adults"): ("codes/adults.md", ALL_AGES),
}


@folded(("kind", "reader"), PLACES)
def test_each_adopted_rule_is_printed_with_its_reason_for_each_of_its_readers(
    kind: str, reader: str, public_pages: PagesOf
) -> None:
    path, ages = PLACES[kind, reader]
    page = public_pages(adopting(KEPT, ages))[path]
    said = [words for rule in RULES if rule.kind == kind for key, words in rule.says.items() if key == reader]
    assert [words.rule for words in said if words.rule not in page or words.why not in page] == []


def test_where_only_parents_are_online_childrens_pages_say_so_and_print_no_house_rules(
    public_pages: PagesOf,
) -> None:
    pages = public_pages(adopting(KEPT, members="parents"))
    for path in ("rules/under-11.md", "rules/11-to-13.md", "rules/14-to-17.md"):
        assert "Only parents and carers are in our places online. Children are not." in pages[path]
        assert "pp-card" not in pages[path]


HARDLY_ANYTHING = (
    f"ages: {{groups: [{ALL_AGES}]}}\n"
    "rules: {house: [kind_words], young_code: [be_kind]}\n"
    "adults: {code: [never_secret]}\n"
)
"""One rule of each kind: a page of rules without a rule is not published."""


@folded("path", [path for path, _ in PLACES.values()])
def test_help_stands_on_the_rules_whatever_is_answered(path: str, public_pages: PagesOf) -> None:
    page = public_pages(HARDLY_ANYTHING)[path]
    assert "(tel:999)" in page
    assert "(tel:08001111)" in page


@folded("age", ["under-11", "11-to-13", "14-to-17"])
def test_help_and_the_truth_about_secrets_stand_one_step_from_the_rules_of_each_age(
    age: str, public_pages: PagesOf
) -> None:
    pages = public_pages(HARDLY_ANYTHING)
    assert f"](../help/{age}.md)" in pages[f"rules/{age}.md"]
    assert f"](../tell-somebody/{age}.md)" in pages[f"rules/{age}.md"]
    page = pages[f"tell-somebody/{age}.md"]
    assert "(tel:999)" in page
    assert "(tel:08001111)" in page
    assert "We can't promise to keep" in page
    assert "not your fault" in page


def test_the_adults_code_always_says_how_to_report_and_whom_to_call_outside(
    public_pages: PagesOf,
) -> None:
    page = public_pages(HARDLY_ANYTHING)["codes/adults.md"]
    for words in (
        "Never promise to keep a secret",
        "Report it yourself, today",
        "(tel:08088005000)",
        "(tel:08000280285)",
    ):
        assert words in page


def test_a_policy_without_answers_promises_nothing_but_a_way_to_report(tmp_path: Path) -> None:
    nothing = "organisation: {name: not decided yet}\n"
    page = render_pages(load_pack(workspace_with(nothing, tmp_path), today=TODAY), "public")["online-safety-policy.md"]
    done = page.split("## What we do\n")[1].split("\n## ")[0]
    assert [line[:30] for line in done.splitlines() if line.startswith("- ")] == ["- **A way to tell us, and othe"]


def test_a_policy_names_the_law_of_its_own_nations_only(tmp_path: Path) -> None:
    pack = load_pack(workspace_with("organisation: {nations: [scotland]}\n", tmp_path), today=TODAY)
    page = html.unescape(render_pages(pack, "public")["online-safety-policy.md"])
    for nation in pack.catalogue.nations.values():
        named = [law.name for law in nation.laws if law.name in page]
        assert bool(named) == (nation.id == "scotland"), named
