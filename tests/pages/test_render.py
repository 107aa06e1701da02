"""Every page of every test organisation: nothing blank, nothing promised, nothing that its readers may not see."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from policypack.base.problems import ProblemsFoundError
from policypack.content.gone_names import gone_names_in
from policypack.content.guidance import load_guidance
from policypack.content.questions import sees
from policypack.pack.pack import Pack, load_pack
from policypack.pages.one_page import RenderedPage
from policypack.pages.render import Renderer, render_pages
from tests.hardening.rounds import some_of
from tests.organisations import ORGANISATIONS, workspace_of
from tests.shipped_text import NOT_OUR_VOICE, OURS

TODAY = date(2026, 11, 22)
POINTS = {point.id for point in load_guidance(OURS)}
LINK = re.compile(r"\]\(([^)#:]+\.md)(?:#([^)]+))?\)")
ALWAYS = ("999", "0800 1111", "0808 800 5000", "help@nspcc.org.uk")
NUMBER = re.compile(r"tel:([0-9+]+)")


@pytest.fixture(scope="module", params=some_of(ORGANISATIONS))
def renderer(request: pytest.FixtureRequest, renderer_of: Callable[[str], Renderer]) -> Renderer:
    return renderer_of(str(request.param))


@pytest.fixture(scope="module")
def pack(renderer: Renderer) -> Pack:
    return renderer.pack


@pytest.fixture(scope="module")
def pages(renderer: Renderer) -> list[RenderedPage]:
    return [*renderer.pages("staff"), *renderer.pages("leaders")]


def test_every_page_of_the_pack_is_rendered_and_has_words(pack: Pack, pages: list[RenderedPage]) -> None:
    assert {page.page.id for page in pages} == {page.id for page in pack.pages}
    for page in pages:
        assert len(page.markdown.split()) > 60, page.page.id


def test_no_page_has_a_blank_a_placeholder_or_a_leftover_of_a_template(pages: list[RenderedPage]) -> None:
    left_over = re.compile(
        r"\bNone\b(?! of)|\{\{|\{%|\bundefined\b|TODO|\[name|\[your|<function|policypack\.|  +\.| ,|\(\)"
    )
    for page in pages:
        body = page.markdown.partition("\n# ")[2]
        assert not left_over.search(body), (page.page.id, left_over.search(body))


def test_every_link_leads_to_a_page_of_the_same_site(pages: list[RenderedPage]) -> None:
    for page in pages:
        there = {other.page.path for other in pages if sees(page.page.audience, other.page.audience)}
        folder = posixpath.dirname(page.page.path)
        for path, _ in LINK.findall(page.markdown):
            assert posixpath.normpath(posixpath.join(folder, path)) in there, (page.page.id, path)


def test_headings_go_down_one_level_at_a_time(pages: list[RenderedPage]) -> None:
    for page in pages:
        levels = [len(marks) for marks in re.findall(r"^(#+) ", page.markdown, re.MULTILINE)]
        assert levels[0] == 1, page.page.id
        assert levels.count(1) == 1, page.page.id
        assert all(after - before <= 1 for before, after in pairwise(levels)), page.page.id


def test_the_help_numbers_of_the_guidance_stand_in_every_pack(pages: list[RenderedPage]) -> None:
    for page_id in ("report", "help", "concern"):
        text = next(page.markdown for page in pages if page.page.id == page_id)
        wanted = ALWAYS if page_id != "help" else ALWAYS[:3]
        for number in wanted:
            assert re.sub(r"[^a-z0-9]", "", number) in re.sub(r"&#\d+;|[^a-z0-9]", "", text), (page_id, number)
    for page_id in ("home", "times", "rules"):
        text = next(page.markdown for page in pages if page.page.id == page_id)
        assert "999" in text, page_id
        assert "0800 1111" in text, page_id


def test_every_number_that_can_be_tapped_comes_from_an_answer_or_from_the_list_of_services(
    pack: Pack, pages: list[RenderedPage]
) -> None:
    services = pack.catalogue.services.values()
    known = {service.phone for service in services} | {service.text for service in services}
    known |= {str(value) for value in pack.answers.values.values()}
    known |= {str(value) for items in pack.answers.groups.values() for item in items for value in item.values.values()}
    for nation in pack.catalogue.nations.values():
        if nation.gateway:
            known |= {team.phone for team in nation.gateway.teams} | {nation.gateway.out_of_hours}
    digits = {re.sub(r"[^0-9+]", "", number) for number in known if number}
    for page in pages:
        assert set(NUMBER.findall(page.markdown)) <= digits, page.page.id


def test_no_page_uses_a_name_that_has_gone_or_words_that_are_not_our_voice(pages: list[RenderedPage]) -> None:
    for page in pages:
        assert gone_names_in(page.markdown) == [], page.page.id
        found = NOT_OUR_VOICE.search(re.sub("(?i)please|sorry", "", page.markdown))  # kind words between people
        assert not found, (page.page.id, found)


def test_every_mark_names_a_point_of_the_guidance(pages: list[RenderedPage]) -> None:
    for page in pages:
        for carried in page.carried:
            assert carried.points
            assert set(carried.points) <= POINTS, page.page.id


def test_safety_instructions_are_carried_whatever_was_answered(pages: list[RenderedPage]) -> None:
    """999, no promise of secrecy, Childline, the steps, and that whoever sees it reports it (invariant 1)."""
    carried = {point for page in pages for passage in page.carried for point in passage.points}
    always = {"RESPOND-1", "RESPOND-2", "RESPOND-3", "RESPOND-4", "RESPOND-5", "SECRET-1", "SECRET-3"}
    assert carried >= always | {"HANDOVER-4", "OUTSIDE-2", "INCIDENT-2"}


def test_nothing_of_another_nation_stands_on_a_page(pack: Pack, pages: list[RenderedPage]) -> None:
    nations = set(pack.answers.scope().words_of("organisation.nations") or ())
    terms = {
        "LADO": {"england", "wales"},
        "Local Authority Designated Officer": {"england", "wales"},
        "Gateway": {"northern_ireland"},
        "AccessNI": {"northern_ireland"},
        "PSNI": {"northern_ireland"},
        "PVG": {"scotland"},
        "Police Scotland": {"scotland"},
        "Disclosure and Barring Service": {"england", "wales", "northern_ireland"},
        "Meic": {"wales"},
    }
    for page in pages:
        for term, where in terms.items():
            if re.search(rf"\b{term}\b", page.markdown):
                assert nations & where, (page.page.id, term)


def test_a_template_that_asks_for_a_hidden_answer_is_refused(tmp_path: Path) -> None:
    folder = workspace_of("gaming-charity", tmp_path)
    own = folder / "templates" / "pages" / "times.md.j2"
    own.parent.mkdir(parents=True)
    for said, wanted in (
        ("{{ online.accounts[0].joining_checks }}", "online.accounts.joining_checks is not for readers of public"),
        ("{{ people.team[0].public_details }}", "people.team.public_details is not for readers of public pages"),
        ("{{ people.team[0].phone }}", "has no words for readers"),
        ("{{ images.photo_consent }}", "has no words for readers"),
        ("{{ people.leed.role }}", "leed"),
        ("{{ organisation.name", "the template cannot be read"),
        ("\n\n{{ nobody }}", "'nobody' is undefined"),
        ('{{ fact("has_under_11") }}', "no fact is called has_under_11 (did you mean has_under_11s?)"),
        ('{{ to("accounds") }}', "no page accounds is there for these readers (did you mean accounts?)"),
        ('{{ to("photos") }}', "link only where has_page holds"),
    ):
        own.write_text(said, encoding="utf-8")
        with pytest.raises(ProblemsFoundError) as found:
            render_pages(load_pack(folder, TODAY), "public")
        problem = found.value.problems[0]
        assert problem.file == "templates/pages/times.md.j2"
        assert problem.line == said.count("\n") + 1
        assert wanted in str(problem)


def test_the_same_answers_on_the_same_day_give_the_same_pages(tmp_path: Path) -> None:
    folder = workspace_of("swimming-club", tmp_path)
    assert render_pages(load_pack(folder, TODAY), "staff") == render_pages(load_pack(folder, TODAY), "staff")


HOSTILE = [
    "O'Neill & Sons <b>",
    "{{ 7*7 }}",
    "a | b",
    "line one\nline two",
    "Clwb Nofio Llŷn",
    "نادي السباحة",
    "🏊 Swim",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_any_name_builds_every_page(name: str, tmp_path: Path) -> None:
    import json

    folder = workspace_of("swimming-club", tmp_path)
    file = folder / "site_config" / "answers.yml"
    text = file.read_text(encoding="utf-8")
    text = text.replace("name: Marlpool Swimming Club", f"name: {json.dumps(name, ensure_ascii=False)}")
    text = text.replace("short_name: Marlpool", f"short_name: {json.dumps(name, ensure_ascii=False)}")
    text = text.replace("Social media volunteer", "Volunteer").replace(
        "purpose: Announcements about training and galas", f"purpose: {json.dumps(name, ensure_ascii=False)}"
    )
    file.write_text(text, encoding="utf-8")
    for markdown in render_pages(load_pack(folder, TODAY), "staff").values():
        assert "<b>" not in markdown
        assert "49" not in markdown.replace("&#49;", "")
