"""The sheet to hand on: what is in place and what shows it, true to the answers, and nothing that is not for others."""

from __future__ import annotations

import copy
import html
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from policypack.content.catalogue import load_catalogue
from policypack.content.questions import Question, sees
from policypack.pack.pack import load_pack
from policypack.pack.risks import assess
from policypack.pages.coverage import counts
from policypack.pages.handed_on import shown_in_place
from policypack.pages.render import Renderer
from policypack.publish.approve import approve
from policypack.publish.build import Built
from policypack.publish.messages import built_text
from policypack.publish.proof_file import PROOF_FILE, proof_file
from tests.hardening.canaries import answers_of, as_read, with_canaries
from tests.hardening.rounds import SOAK, some_of
from tests.organisations import ORGANISATIONS, workspace_of, workspace_with
from tests.shipped_text import OURS
from tests.sound import SOUND

TODAY = date(2026, 11, 22)
CATALOGUE = load_catalogue(OURS)
TOLD_DAYS = {rule.question for rule in CATALOGUE.review_rules if rule.for_others}
"""Days that are told whoever sees them on our pages: their rows say so."""


def words_of(sheet: str) -> str:
    """Return the words of a sheet as they are read."""
    body = sheet[sheet.index("<body>") :]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def without_coverage(sheet: str) -> str:
    """Return a sheet without its bar and the numbers beside it."""
    return re.sub(r'<h2 id="guidance">.*?(?=<h2|</main>)', "", sheet, flags=re.DOTALL)


def sheet_of(data: dict[str, Any] | str, folder: Path, today: date = TODAY) -> str:
    text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
    return proof_file(Renderer(load_pack(workspace_with(text, folder), today)))


@pytest.mark.parametrize("organisation", some_of(ORGANISATIONS))
def test_no_answer_that_is_not_public_stands_in_it_but_the_days_whose_rows_say_so(
    organisation: str, tmp_path: Path
) -> None:
    text, canaries = with_canaries(answers_of(organisation), CATALOGUE.questions)
    pack = load_pack(workspace_with(text, tmp_path), TODAY)
    read = as_read(proof_file(Renderer(pack)))
    hidden = [
        canary
        for canary in canaries
        if canary.qid not in TOLD_DAYS and not sees("public", canary.seen_by(pack.answers))
    ]
    assert len(hidden) >= 6
    said = {canary.qid for canary in hidden for form in canary.forms if re.search(rf"(?<!\d){re.escape(form)}", read)}
    assert said == set(), "8 November is not said by 18 November"


def test_only_days_are_told_that_staff_or_leaders_alone_see_on_pages() -> None:
    """What may be handed on beside public answers is listed here, so that a new row is looked at."""
    assert {qid for qid in TOLD_DAYS if qid and CATALOGUE.questions[qid].visibility != "public"} == {
        "online.accounts.risk_assessed_on",
        "online.accounts.settings_checked_on",
        "adults.trained_on",
    }


def test_a_choice_for_the_leaders_alone_changes_no_word_of_it_but_the_bar(tmp_path: Path) -> None:
    """Such an answer has no words to look for: whatever it is, the sheet reads the same.

    In the short round all such questions are answered otherwise at once, in the long round each alone too.
    """
    before = sheet_of(answers_of("swimming-club"), tmp_path)
    asked = [
        question
        for question in CATALOGUE.questions
        if question.visibility == "leaders" and question.type in {"yes/no", "choice", "choices"}
    ]
    assert len(asked) >= 3
    for questions in (asked, *([question] for question in asked if SOAK)):
        for given in (True, False):
            data = answers_of("swimming-club")
            for question in questions:
                answer(data, question, given=given)
            assert data != answers_of("swimming-club")
            names = [question.qid for question in questions]
            assert without_coverage(sheet_of(data, tmp_path)) == without_coverage(before), (names, given)


def answer(data: Any, question: Question, *, given: bool) -> None:
    """Give the first choice of a question wherever it is asked, or leave it open."""
    group, _, inner = question.qid.rpartition(".")
    section, _, name = group.partition(".")
    roles = [each["role"] for each in data["people"]["team"]] if question.choices_from == "people.team" else []
    first = next(iter([*roles, *(choice.value for choice in question.choices)]), "no")
    for place in data[section].get(name, []) if name else [data[section]]:
        place.pop(inner, None)
        if given:
            place[inner] = [first] if question.type == "choices" else first


@pytest.mark.parametrize("organisation", some_of(ORGANISATIONS))
def test_it_tells_each_measure_in_place_that_staff_may_read_and_nothing_that_is_missing(
    organisation: str, renderer_of: Callable[[str], Renderer]
) -> None:
    """The risk sheet for leaders is the measure: what it has as in place is told, what it lacks is not."""
    renderer = renderer_of(organisation)
    pack = renderer.pack
    words = words_of(proof_file(renderer))
    risks = [
        risk
        for place in (None, *pack.answers.items("online.accounts"))
        for risk in assess(pack.answers.scope(place), pack.risk_rules)
    ]
    there = {measure.says for risk in risks for measure in risk.in_place}
    told = {measure.says for shown in shown_in_place(pack, renderer.pages("staff")) for measure in shown.measures}
    assert there - told <= {"There are enough people for the next year"}
    assert told <= there
    assert [says for says in told if says not in words] == []
    missing = {measure.says for risk in risks for measure in (*risk.missing, *risk.undecided)} - there
    assert [says for says in missing if says in words] == []
    assert [finding.title for finding in pack.findings if finding.title in words] == []


def test_a_measure_that_is_answered_otherwise_is_gone_and_one_by_place_names_the_places_that_have_it(
    tmp_path: Path,
) -> None:
    data = answers_of("swimming-club")
    says = "At least two people can get into each account"
    checked = "Its settings have been gone through (Marlpool on Instagram)."
    words = words_of(sheet_of(data, tmp_path))
    assert says in words
    assert checked in words
    data["adults"]["managers"] = "no"
    data["online"]["accounts"][2]["settings_checked_on"] = "none"
    words = words_of(sheet_of(data, tmp_path))
    assert says not in words
    assert "Its settings have been gone through" not in words


@pytest.mark.parametrize("organisation", some_of(ORGANISATIONS))
def test_a_measure_stands_on_the_page_that_is_named_for_it(
    organisation: str, renderer_of: Callable[[str], Renderer]
) -> None:
    """The page is one that applies, and carries a point that a question of the measure asks for."""
    renderer = renderer_of(organisation)
    pages = {page.page.id: page for page in renderer.pages("staff")}
    for shown in shown_in_place(renderer.pack, renderer.pages("staff")):
        if shown.page is not None:
            assert pages[shown.page.id].carried, shown.page.id
            assert shown.page.title in words_of(proof_file(renderer))


def test_it_says_truthfully_who_agreed_it_and_what_has_changed_since(tmp_path: Path) -> None:
    folder = workspace_with(json.dumps(copy.deepcopy(SOUND)), tmp_path)

    def words(today: date) -> str:
        return words_of(proof_file(Renderer(load_pack(folder, today))))

    assert "A draft: nobody has agreed our policies and codes yet." in words(TODAY)
    approve(load_pack(folder, TODAY), "Chair of trustees", date(2027, 5, 1))
    agreed = words(date(2027, 2, 1))
    assert "Agreed by: Chair of trustees, on 22 November 2026. It is to be looked at again by 1 May 2027." in agreed
    assert "A draft" not in agreed
    assert "Changed since then" not in agreed
    assert "It was to be looked at again by 1 May 2027." in words(date(2027, 5, 2))
    changed = copy.deepcopy(SOUND)
    changed["adults"]["messaging"] = "never"
    folder = workspace_with(json.dumps(changed), tmp_path)
    assert re.search(r"Changed since then, and not agreed again yet: .*Adults' code of conduct", words(TODAY))


@pytest.mark.parametrize("organisation", some_of(ORGANISATIONS))
def test_the_bar_is_as_long_as_the_points_that_arise_and_the_numbers_stand_beside_it(
    organisation: str, renderer_of: Callable[[str], Renderer]
) -> None:
    renderer = renderer_of(organisation)
    sheet = proof_file(renderer)
    number = counts(renderer.coverage())
    arising = number["carried"] + number["answered_no"] + number["not_decided"]
    assert f'viewBox="0 0 {arising} 1"' in sheet
    assert sum(map(int, re.findall(r'<rect class="\w+"[^>]* width="(\d+)"', sheet))) == arising
    words = words_of(sheet)
    assert f"{number['carried']} carried out" in words
    assert f"{number['answered_no']} not so yet" in words
    assert f"{number['not_decided']} not decided yet" in words


@pytest.mark.parametrize("organisation", some_of(ORGANISATIONS))
def test_it_gives_no_verdict(organisation: str, renderer_of: Callable[[str], Renderer]) -> None:
    renderer = renderer_of(organisation)
    words = words_of(proof_file(renderer))
    for title in (page.title for page in renderer.pack.pages):
        words = words.replace(title, "")
    words = re.sub(r"\S+\.\S+", "", words)  # addresses and what they are called
    assert re.findall(r"(?i)\b(complian\w*|compl(?:y|ies)|safe|guarantee\w*|certif\w*)\b", words) == []
    assert "It is no verdict" in words


def test_it_is_complete_in_itself_and_lies_in_the_report_alone(built_of: Callable[[str], Built]) -> None:
    built = built_of("swimming-club")
    sheet = (built.folders["report"] / PROOF_FILE).read_text(encoding="utf-8")
    assert not re.search(r"<script|<link|<iframe|@import|url\(|style=", sheet)
    assert re.findall(r'src="(.{10})', sheet) == ["data:image"]
    assert not [link for link in re.findall(r'href="([^"]*)"', sheet) if not link.startswith("https://")]
    assert "only.</strong> Do not publish" not in sheet
    assert not [file for name in ("site", "staff") for file in built.folders[name].rglob(PROOF_FILE)]


def test_the_build_names_it_and_the_report_and_the_summary_lead_to_it(built_of: Callable[[str], Built]) -> None:
    built = built_of("swimming-club")
    assert str(built.folders["report"] / PROOF_FILE) in built_text(built.renderer, built.folders, {})
    for page in ("index.html", "summary.html"):
        assert f'href="{PROOF_FILE}"' in (built.folders["report"] / page).read_text(encoding="utf-8"), page


def test_the_pages_of_a_pack_whose_address_is_known_are_links(tmp_path: Path) -> None:
    folder = workspace_of("gaming-charity", tmp_path)
    sheet = proof_file(Renderer(load_pack(folder, TODAY)))
    assert '<a href="https://safe.lanternfish.example/rules/index.html">House rules</a>' in sheet
