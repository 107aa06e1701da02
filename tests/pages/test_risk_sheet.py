"""The risk sheet: measures in place and what is left, and no likelihood that ticked boxes would give."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from policypack.content.conditions import Condition
from policypack.content.risk_rules import load_risk_rules
from policypack.pack.pack import load_pack
from policypack.pack.risks import assess, measures_at_places
from policypack.pages.render import Renderer
from tests.hardening.rounds import some_of
from tests.organisations import ORGANISATIONS, workspace_with
from tests.shipped_text import OURS
from tests.sound import PLACE, TODAY, answers, text

RULES = load_risk_rules(OURS)


def sheet(renderer: Renderer) -> str:
    pages = renderer.pages("leaders", without=("coverage", "summary"))
    return next(" ".join(page.markdown.split()) for page in pages if page.page.id == "risks")


@pytest.mark.parametrize("organisation", some_of(ORGANISATIONS))
def test_no_answers_make_a_risk_likely_or_less_likely(
    organisation: str, renderer_of: Callable[[str], Renderer]
) -> None:
    text = sheet(renderer_of(organisation))
    assert text.count("**In place:**") == text.count("**What stays:**") > 0
    assert "less likely" not in text.lower()
    assert "**How likely:**" not in text
    assert "**How likely** something is, no list of measures can tell." in text
    assert "| Which of these could happen here, and how likely is it? | |" in text


def test_where_posts_are_held_nothing_says_that_they_are_seen_first(tmp_path: Path) -> None:
    changes = {PLACE + "platform": "own-forum", PLACE + "comments": "before", "moderation.outside": ["held"]}
    risks = sheet(Renderer(load_pack(workspace_with(text(changes), tmp_path), TODAY)))
    assert "It is checked before others see it." in risks
    assert "posted between two checks" not in risks


ROW = re.compile(r'<tr><th scope="row">(.*?)</th> ?<td>(.*?)</td> ?<td>(.*?)</td></tr>')


def places_in(words: str, names: list[str], others: set[str]) -> set[str]:
    """Return the places that a cell names. others: those that stand beside."""
    if words == "all places":
        return set(names)
    return set(names) - others if words == "all others" else {name for name in names if name in words}


@pytest.mark.parametrize("organisation", some_of(ORGANISATIONS))
def test_one_table_says_of_each_measure_where_it_is_in_place_and_what_is_open_comes_first(
    organisation: str, renderer_of: Callable[[str], Renderer]
) -> None:
    renderer = renderer_of(organisation)
    said, rules = renderer.pack.answers, renderer.pack.risk_rules
    names = [place.name for place in said.items("online.accounts")]
    rows = {unescape(says): (unescape(there), unescape(to_do)) for says, there, to_do in ROW.findall(sheet(renderer))}
    wanted = {row.says: row for row in measures_at_places(said, rules)}
    assert list(rows) == list(wanted)
    assert len(rows) > 10
    open_first = [to_do.split(":")[0] for _, to_do in rows.values()]
    assert open_first == sorted(open_first, key=["missing", "not decided yet", "nothing"].index)
    for says, (there, to_do) in rows.items():
        row = wanted[says]
        missing = to_do.partition("missing: ")[2].partition(";")[0]
        undecided = to_do.partition("not decided yet: ")[2]
        read = [
            places_in(there, names, {*row.missing, *row.undecided}),
            places_in(missing, names, {*row.in_place, *row.undecided}),
            places_in(undecided, names, {*row.in_place, *row.missing}),
        ]
        assert read == [set(row.in_place), set(row.missing), set(row.undecided)], says
        assert (there == "nowhere") == (not row.in_place), says
        assert [there, missing, undecided].count("all others") <= 1
    for item in said.items("online.accounts"):
        for risk in assess(said.scope(item), rules):
            assert all(item.name in wanted[measure.says].missing for measure in risk.missing)
            assert all(item.name not in wanted[measure.says].in_place for measure in risk.undecided)


def test_a_measure_that_is_missing_against_one_risk_of_a_place_is_not_in_place_there() -> None:
    rules = [rule for rule in RULES if not rule.everywhere][:1]
    measure = rules[0].measures[0]
    never = measure.model_copy(
        update={"when": Condition.model_validate({"not": measure.when.model_dump(by_alias=True)})}
    )
    other = rules[0].model_copy(update={"measures": (never,)})
    for chosen in ([*rules, other], [other, *rules]):
        (row,) = [one for one in measures_at_places(answers(), chosen) if one.says == measure.says]
        assert not set(row.in_place) & {*row.missing, *row.undecided}
        assert row.missing


def test_without_a_place_there_is_no_table_of_measures(tmp_path: Path) -> None:
    assert "<table" not in sheet(Renderer(load_pack(workspace_with("organisation:\n  name: Club\n", tmp_path), TODAY)))
