"""Counselling, forms and never meeting in person: pages say of them what was answered, whoever the organisation is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from policypack.base.problems import ProblemsFoundError
from policypack.base.workspace import Workspace
from policypack.content.rules import load_rules
from policypack.pack.pack import load_pack
from policypack.pages.render import Renderer
from tests.hardening.rounds import some_of
from tests.organisations import CHECKOUT, ORGANISATIONS, put, workspace_with
from tests.pack.test_findings import COUNSELS
from tests.pages.words import Said, said
from tests.sound import PLACE, TODAY, text

BANDS = ("counselling-under-11", "counselling-11-to-13", "counselling-14-to-17")
ALL_AGES = [
    {"name": "Juniors", "from": "8", "to": "12"},
    {"name": "Seniors", "from": "13", "to": "17"},
]
NO_COUNSELLORS = re.compile(
    r"not counsellors|not give counselling|Childline has counsellors who|Childline is good at|what Childline is for"
)
MEETING = re.compile(
    r"(?<!never meet )in person|when we meet|next meet with us|\bsessions?\b|in the hall|at the pool|face to face with"
)
each_organisation = pytest.mark.parametrize("organisation", some_of(ORGANISATIONS))


def said_in(folder: Path) -> Said:
    return said(Renderer(load_pack(folder, TODAY)))


def of(changes: dict[str, Any], folder: Path) -> Said:
    ages = {"ages.groups": ALL_AGES} if "organisation.counselling" in changes else {}
    return said_in(workspace_with(text({**ages, **changes}), folder))


def varied(organisation: str, *changes: tuple[str, str]) -> str:
    """Return the answers of a test organisation, with the value of some questions changed by their line."""
    answers = (CHECKOUT / "tests" / "orgs" / f"{organisation}.yml").read_text(encoding="utf-8")
    for line, instead in changes:
        assert re.search(line, answers, re.MULTILINE), (organisation, line)
        answers = re.sub(line, instead, answers, flags=re.MULTILINE)
    return answers


@each_organisation
def test_who_counsels_never_says_that_nobody_does(organisation: str, tmp_path: Path) -> None:
    """With counselling: yes and no other answer about it, too."""
    pages = said_in(workspace_with(varied(organisation, (r"^  counselling: \w+$", "  counselling: yes")), tmp_path))
    assert [name for name, page in pages.items() if NO_COUNSELLORS.search(page)] == []
    assert "staff/one-to-one-support" not in pages
    assert "Three jobs" in pages["moderation"]
    assert "counselling" in pages


@each_organisation
def test_who_never_meets_in_person_sends_nobody_to_a_meeting(organisation: str, tmp_path: Path) -> None:
    """What the organisation wrote in its own words is its own."""
    answers = varied(organisation, (r"^  in_person: \w+$", "  in_person: no"), (r"^  also: .*$", "  also: none"))
    own = " ".join(answers.split())
    for name, page in said_in(workspace_with(answers, tmp_path)).items():
        found = [found[0] for found in MEETING.finditer(page) if page[found.start() - 12 : found.end() + 1] not in own]
        assert found == [], (name, found)


def test_who_meets_in_person_says_so_where_it_matters(tmp_path: Path) -> None:
    """The words that vanish for who never meets are there for others, and while it is not decided."""
    for number, said_of_it in enumerate(("yes", None)):
        pages = of({"organisation.in_person": said_of_it}, tmp_path / str(number))
        assert "online and when we meet" in pages["young-code"]
        assert "Tell us in person" in pages["report"]


def test_a_report_about_the_lead_goes_outside_where_it_cannot_be_told_in_person(tmp_path: Path) -> None:
    overheard = {"people.team.2.email": "report@testbourne.example"}
    assert "Tell them in person. Do not email" in of(overheard, tmp_path / "meets")["report"]
    never = of({**overheard, "organisation.in_person": "no", "reporting.also": "none"}, tmp_path / "never")
    for name in ("report", "adult-concern"):
        assert "We never meet in person, so go outside instead. Do not email" in never[name]


@pytest.mark.parametrize("form", ["https://www.testbourne.example/report", "none", None])
def test_there_is_no_form_only_where_there_is_none(form: str | None, tmp_path: Path) -> None:
    """Where there is one it stands beside the other ways to tell, on each page that has them."""
    pages = of({"reporting.form": form}, tmp_path)
    assert ("there is no form" in pages["report"]) == (form == "none")
    for name in ("report", "report-11-to-13", "report-14-to-17", "rules", "parents", "adult-code", "concern"):
        assert ("https://www.testbourne.example/report" in pages[name]) == bool(form and form != "none"), name


def test_several_ways_to_report_stand_beside_each_other_and_none_leads_to_a_counsellor(tmp_path: Path) -> None:
    several = of({"reporting.also": ["private_message", "in_person"]}, tmp_path / "several")["report"]
    for words in (
        "Send us a private message: Our Spond or Newsletter",
        "Tell us in person",
        "**Email for reports**: [report@testbourne.example]",
    ):
        assert words in several
    counsels = {**COUNSELS, PLACE + "private_message_rule": "supervised", "reporting.also": ["private_message"]}
    assert "Send us a private message: Newsletter" in of(counsels, tmp_path / "counsels")["report"]


def test_what_is_confidential_is_not_said_to_be_seen_by_two_adults(tmp_path: Path) -> None:
    changes = {**COUNSELS, PLACE + "private_message_rule": "supervised", "adults.second_adult": "not_counselling"}
    changes["online.accounts.1.private_messages"] = "off"
    pages = of({**changes, "adults.code": ["second_adult", "child_writes_privately"]}, tmp_path)
    for name, page in pages.items():
        assert not re.search(r"[Tt]wo (of our )?adults can see|A second adult can see every message\.", page), name
    assert "but for what is said in counselling" in pages["parents"]
    assert "but for what is said in counselling" in pages["statement"]
    assert "Outside counselling, make sure a second adult can see" in pages["adult-code"]
    assert "Only our counsellors read this chat." in pages["ready-texts"]
    assert "Only they read it." in pages["accounts"]


def test_where_only_counsellors_write_to_children_pages_say_so(tmp_path: Path) -> None:
    pages = of({**COUNSELS, "adults.messaging": "counsellors", "adults.code": ["never_secret"]}, tmp_path)
    assert "Only our counsellors message children, and only from our official accounts." in pages["parents"]
    assert "Only counsellors write to children." in pages["statement"]
    assert "Do not message children, unless you counsel." in pages["moderation"]
    others = [page for name, page in pages.items() if name != "risks"]  # whose table names what is missing, too
    assert not any("A second adult can see" in page for page in others)


def test_each_age_reads_who_it_is_when_what_stays_and_how_to_complain(tmp_path: Path) -> None:
    pages = of(COUNSELS, tmp_path)
    for name in BANDS:
        for words in (
            "deputy@testbourne.example",
            "Monday to Thursday, 4pm to 7pm",
            "What you say stays",
            "may not be safe",
            "supervisor",
            "every two weeks",
            "Tell our chair",
            "(tel:08001111)",
            "(tel:999)",
            "It is not your fault" if name != BANDS[2] else "None of it is your fault",
        ):
            assert words in pages[name], (name, words)
        assert f"{name.removeprefix('counselling-')}.md)" in pages["parents"]


def test_nothing_is_promised_of_counselling_that_was_not_answered(tmp_path: Path) -> None:
    """Only that it is there, and that what shows danger is passed on."""
    pages = of({"organisation.counselling": "yes"}, tmp_path)
    for name in (*BANDS, "parents", "statement", "privacy"):
        for words in (
            "you say stays",
            "stays between them",
            "supervises each",
            "supervisor",
            "short notes",
            "We keep no notes",
        ):
            assert words not in pages[name], (name, words)
    for name in BANDS:
        assert "may not be safe" in pages[name]
    assert "Nobody supervises you yet" not in pages["counselling"]


def test_staff_are_told_what_to_do_where_something_is_missing(tmp_path: Path) -> None:
    worse = {
        **COUNSELS,
        "adults.counsellors": "none",
        "adults.counselling_times": "none",
        "adults.counselling_supervision": "none",
        "adults.counselling_limit": "no",
        "adults.counselling_notes": "none",
        "adults.counselling_ends": "none",
    }
    pages = of(worse, tmp_path)
    for words in (
        "nobody in particular yet",
        "by appointment",
        "Take on no child until somebody does",
        "So promise nothing",
        "A worry is no note",
        "Nothing is agreed on how it ends",
    ):
        assert words in pages["counselling"]
    assert "You and the counsellor agree on a time." in pages["counselling-14-to-17"]


def test_the_rule_on_adults_who_want_secrets_stays_and_leaves_counsellors_their_room(tmp_path: Path) -> None:
    rule = {"rules.house": ["adults_here"]}
    without, counsels = of(rule, tmp_path / "a"), of({**COUNSELS, **rule}, tmp_path / "b")
    assert "wants a secret, a private chat or to meet alone" in without["rules-11-to-13"]
    assert "wants a secret, a chat elsewhere or to meet alone" in counsels["rules-11-to-13"]
    assert "private chat" not in counsels["rules-14-to-17"]


def test_other_words_of_a_rule_are_for_readers_that_it_has(tmp_path: Path) -> None:
    rules = (CHECKOUT / "content" / "rules.yml").read_text(encoding="utf-8")
    usual, wrong = (f"        {reader}:\n          rule: Outside counselling" for reader in ("adults", "from_11"))
    changed = rules.replace(usual, wrong)
    assert changed != rules
    with pytest.raises(ProblemsFoundError, match="adapted has words for readers whom the rule has"):
        load_rules(Workspace.at(put(tmp_path, "content/rules.yml", changed)))
