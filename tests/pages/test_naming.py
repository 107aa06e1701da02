"""How pages name roles: our, the or nothing, one or several, each address once, in every template and on every page."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from policypack.base.workspace import shipped
from policypack.pack.pack import load_pack
from policypack.pages.one_page import RenderedPage
from policypack.pages.render import Renderer
from tests.hardening.rounds import some_of
from tests.organisations import CHECKOUT, ORGANISATIONS, workspace_with
from tests.pages.words import Said, said

TODAY = date(2026, 11, 22)
TEMPLATES = sorted(shipped("templates").rglob("*.j2"))
BEFORE_A_ROLE = re.compile(r"\b[Oo]ur (?:\\\s*)?\{\{(?![^}]*\"place\")|\b[Oo]ur \{% ")
NOT_A_WAY_TO_NAME = re.compile(
    r"\b[Oo]ur [Oo]ur\b|\b[Oo]ur the\b|\b[Tt]he our\b"
    r"|\b[Oo]ur (?:[Mm]rs|[Mm]r|[Mm]iss|[Dd]r|[Rr]ev) |\b[Oo]ur \w+ [Oo]wl\b"
    r"|\b[Oo]ur [Aa]kela\b|\b[a-z]+ Safeguarding Lead|\bour (?:DSL|[a-z ]+) \(DSL\)|\bour moderator\b"
)
ADDRESS = re.compile(r"mailto:([^)]+)\)")
CALLED = {
    "scout-group": ("Designated Safeguarding Lead (DSL)", "Akela"),
    "football-club": ("The Vicar", "Mrs Jones"),
    "youth-theatre": ("Our Lady's youth worker", "Brown Owl"),
    "gaming-charity": ("Co-ordinator, under-13s", "Minecraft host"),
}
"""How lead and cover of some test organisations are called here, so that pages of each kind name such titles."""


def answers_of(organisation: str) -> str:
    return (CHECKOUT / "tests" / "orgs" / f"{organisation}.yml").read_text(encoding="utf-8")


def pages_of(answers: str, folder: Path) -> list[RenderedPage]:
    return Renderer(load_pack(workspace_with(answers, folder), TODAY)).pages("staff")


def said_of(answers: str, folder: Path) -> Said:
    return said(Renderer(load_pack(workspace_with(answers, folder), TODAY)), "staff")


def recalled(answers: str, lead: str, cover: str) -> str:
    """Return answers with other titles for lead and cover, quoted in case they hold a comma."""
    for qid, title in (("lead", lead), ("cover", cover)):
        found = re.search(rf"^  {qid}: (.+)$", answers, re.MULTILINE)
        assert found is not None
        was = found[1]
        answers = re.sub(
            rf"(?<=: ){re.escape(was)}$|(?<=[\[ ]){re.escape(was)}(?=[,\]])", f'"{title}"', answers, flags=re.M
        )
    return answers


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_writes_our_before_a_role_or_asks_for_a_title_itself(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert not [found[0] for found in BEFORE_A_ROLE.finditer(text)]
    bare = re.findall(r"\{\{[^}]*\.role\b(?!\|lower)[^}]*\}\}|attribute=\"role\"", text)
    assert [found for found in bare if "approval" not in found] == []


@pytest.mark.parametrize("organisation", some_of(ORGANISATIONS))
def test_no_page_puts_our_before_a_name_or_takes_a_capital_away(
    organisation: str, renderer_of: Callable[[str], Renderer]
) -> None:
    for page in renderer_of(organisation).pages("staff"):
        words = " ".join(page.markdown.split())
        assert [found[0] for found in NOT_A_WAY_TO_NAME.finditer(words)] == [], page.page.id


@pytest.mark.parametrize("organisation", CALLED)
def test_pages_name_a_lead_of_any_title_as_people_do(organisation: str, tmp_path: Path) -> None:
    lead, cover = CALLED[organisation]
    said = {
        "Designated Safeguarding Lead (DSL)": "our DSL",
        "The Vicar": "the Vicar",
        "Minecraft host": "our Minecraft host",
    }
    said["Co-ordinator, under-13s"] = "our co-ordinator (under-13s)"
    pages = pages_of(recalled(answers_of(organisation), lead, cover), tmp_path)
    everything = " ".join(" ".join(page.markdown.split()) for page in pages)
    assert [found[0] for found in NOT_A_WAY_TO_NAME.finditer(everything)] == []
    for title in (lead, cover):
        assert re.search(
            rf"[Tt]ell {re.escape(said.get(title, title))}\b|[Tt]ell {re.escape(said.get(title, title))}", everything
        )
    assert "under-13s, " not in everything


def once(pages: list[RenderedPage]) -> None:
    """Check that no list and no paragraph of a page prints an address twice."""
    for page in pages:
        for passage in re.split(r"\n(?:#|<|\n(?![-\s]))", page.markdown):
            found = ADDRESS.findall(passage)
            assert len(found) == len(set(found)), (page.page.id, passage)


@pytest.mark.parametrize("organisation", some_of(ORGANISATIONS))
def test_no_list_prints_an_address_twice(
    organisation: str, renderer_of: Callable[[str], Renderer], tmp_path: Path
) -> None:
    answers = answers_of(organisation)
    once(renderer_of(organisation).pages("staff"))
    if organisation not in some_of(ORGANISATIONS):
        return
    mailbox = re.search(r"^  mailbox: (\S+@\S+)$", answers, re.MULTILINE)
    first = re.search(r"^  (?:lead|meanwhile): (?!none)(.+)$", answers, re.MULTILINE)
    if mailbox and first:
        at = answers.index(f"- role: {first[1]}\n")
        own = re.compile(r"email: \S+").search(answers, at)
        assert own is not None
        shared = answers[: own.start()] + f"email: {mailbox[1]}" + answers[own.end() :]
        once(pages_of(shared, tmp_path / "lead-and-mailbox"))


def test_two_roles_with_one_address_have_it_once_and_both_are_reached_by_it(tmp_path: Path) -> None:
    shared = answers_of("scout-group").replace("deputy@thornybeckscouts", "lead@thornybeckscouts")
    pages = pages_of(shared, tmp_path)
    once(pages)
    report = next(page.markdown for page in pages if page.page.id == "report")
    assert "**Akela**: use the same email, when the lead is away" in report


def test_a_role_that_several_hold_has_their_number_and_their_verbs_on_every_page(tmp_path: Path) -> None:
    answers = re.sub(
        r"^  (appeal|new_place|code_broken): .*$", r"  \1: Moderator", answers_of("gaming-charity"), flags=re.M
    )
    pages = said_of(answers, tmp_path)
    assert "Our moderators deal with it" in pages["adult-code"]
    assert "Our moderators have to agree first" in pages["moderation"]
    assert "Our moderators look at it again" in pages["moderation"]
    assert "Ask our moderators to look at it again. You can write in the channel ask-a-moderator." in pages["rules"]
    assert not [page for page, text in pages.items() if re.search(r"\b[Oo]ur moderator\b", text)]


def held(sharing: str, tmp_path: Path) -> Said:
    answers = re.sub(r"^  sharing: .*\n  shifts: .*$", sharing, answers_of("gaming-charity"), flags=re.M)
    answers = answers.replace("      sharing: turns\n", "").replace("outside, sharing, names]", "outside, names]")
    return said_of(answers, tmp_path)


def test_two_together_who_shut_when_they_go_have_no_turns_and_no_handover(tmp_path: Path) -> None:
    pages = held("  sharing: together\n  taken_over: no", tmp_path)
    assert "handover" not in pages
    assert "## Being there together" in pages["moderation"]
    assert not [
        page for page, text in pages.items() if re.search("[Tt]ak(?:e|ing) turns|[Hh]andover log|Who takes over", text)
    ]
    assert "At the end of" not in pages["moderation"] + pages["staff-home"]


def test_staff_pages_say_which_shifts_there_are_and_how_one_is_handed_over(tmp_path: Path) -> None:
    shifts = "Four: midnight to 6am, 6am to noon, noon to 6pm, 6pm to midnight"
    pages = held(f'  sharing: shifts\n  shifts: "{shifts}"', tmp_path)
    assert f"**Our shifts:** {shifts}. Whoever begins reads the notes of the shift before" in pages["moderation"]
    assert (
        "At the end of each shift,** the notes go to our moderators: write in the channel ask-a-moderator."
        in pages["moderation"]
    )
    assert "Whose shift it was" in pages["handover"]
    public = said_of(answers_of("gaming-charity"), tmp_path).of("public")
    assert not [page for page in public if "6pm to midnight" in pages[page]]


NOBODY_IS_SENT_TO_THEM = {"online.accounts.moderators", "reporting.mailbox_readers"}
"""Pages say that these look after a place, or read the address that stands beside them."""


def test_each_question_that_chooses_somebody_for_pages_says_which_of_them_send_readers_there(
    renderer_of: Callable[[str], Renderer],
) -> None:
    named: dict[str, set[str]] = {}
    for organisation in ORGANISATIONS:
        for page in renderer_of(organisation).pages("staff"):
            for qid, _ in page.named:
                named.setdefault(qid, set()).add(page.page.id)
    named.pop("", None)
    questions = renderer_of(ORGANISATIONS[0]).pack.catalogue.questions
    for qid in named.keys() - NOBODY_IS_SENT_TO_THEM:
        assert questions[qid].turned_to, qid
        assert set(questions[qid].turned_to) <= named[qid] | {"report-under-11"}, qid
    assert {question.qid for question in questions if question.turned_to} <= set(named)
