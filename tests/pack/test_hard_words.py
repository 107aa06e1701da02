"""Hard words: an organisation is told which sentence of its own is too hard, on which page, and for whom."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from policypack.pack.pack import load_pack
from tests.organisations import ORGANISATIONS, workspace_of, workspace_with

if TYPE_CHECKING:
    from pathlib import Path

    from policypack.pack.finding import Finding

TODAY = date(2026, 11, 22)
AGES = "{groups: [{name: Small, from: 6, to: 10}], members: %s}"
LONG = "We meet each week to swim and play and have fun and then we all walk home with a big bag of hot chips"
OFFICIAL = """Inappropriate communication necessitates consultation. Unauthorised participation constitutes
contravention of organisational procedures and regulations.""".replace("\n", " ")


def hard_words(folder: Path, answers: str) -> list[Finding]:
    pack = load_pack(workspace_with(answers, folder), TODAY)
    return [finding for finding in pack.findings if finding.id.startswith("hard-words-")]


def test_a_long_sentence_of_its_own_is_named_with_its_page_and_its_words(tmp_path: Path) -> None:
    found = hard_words(tmp_path, f"organisation:\n  name: Marlpool\n  aims: We swim. {LONG}.\n")
    assert [finding.id for finding in found] == ["hard-words-organisation.aims"]
    assert f"“{LONG}.”" in found[0].title
    assert "children of 11" in found[0].title
    assert "“Our places online”" in found[0].why
    assert "For parents" not in found[0].why, "parents can follow 24 words"
    assert "24 words" in found[0].why
    assert "18 at most" in found[0].why
    assert (found[0].severity, found[0].needed, found[0].question) == ("advisory", False, "organisation.aims")


def test_long_words_are_named_where_the_sentences_are_short(tmp_path: Path) -> None:
    found = hard_words(tmp_path, f"organisation: {{name: Marlpool, aims: {OFFICIAL}}}\n")
    assert [finding.first_step for finding in found] == ["Say it in the short words that people use aloud."]
    assert "“For parents and carers”" in found[0].why


@pytest.mark.parametrize(("members", "page"), [("children", "for under-11s"), ("parents", "")])
def test_a_rule_is_judged_by_the_youngest_who_read_it(members: str, page: str, tmp_path: Path) -> None:
    """Where only parents are online, the pages of each age print no rules."""
    rule = "Ask before you take a photo of a swimmer or of a coach by the pool"
    answers = f"ages: {AGES % members}\nrules:\n  own:\n    - {{rule: {rule}, reason: It is fair}}\n"
    found = hard_words(tmp_path, answers)
    assert [finding.about for finding in found] == ([rule] if page else [])
    assert all(page in finding.why and "children under 11" in finding.title for finding in found)


def test_names_make_no_sentence_hard(tmp_path: Path) -> None:
    name = "The Royal and Ancient Swimming and Lifesaving Association of Upper Marlpool"
    answers = f"organisation:\n  name: {name}\n  aims: {name} teaches children to swim and to have fun in the water.\n"
    assert hard_words(tmp_path, answers) == []


def test_an_own_page_is_judged_as_a_page_for_everybody(tmp_path: Path) -> None:
    answers = "organisation: {name: Marlpool}\n"
    own = workspace_with(answers, tmp_path) / "site_config" / "pages" / "public"
    own.mkdir(parents=True)
    (own / "galas.md").write_text(f"# Galas\n\n| Day |\n| --- |\n| {LONG} |\n", encoding="utf-8")
    (own / "easy.md").write_text("# Lanes\n\nSwim on the left.\n", encoding="utf-8")
    found = hard_words(tmp_path, answers)
    assert [(finding.id, finding.about, finding.question) for finding in found] == [
        ("hard-words-own-page", "galas.md", "")
    ]
    assert f"“{LONG}”" in found[0].title


def test_some_organisations_are_told_and_nobody_is_told_more_than_once_about_an_answer(tmp_path: Path) -> None:
    told = 0
    for name in ORGANISATIONS:
        findings = load_pack(workspace_of(name, tmp_path / name), TODAY).findings
        found = [(one.id, one.about) for one in findings if one.id.startswith("hard-words-")]
        assert len(found) == len(set(found))
        told += bool(found)
    assert 0 < told < len(ORGANISATIONS)
