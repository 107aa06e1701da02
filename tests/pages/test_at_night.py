"""What pages say to somebody whom nobody answers: who comes next, by day and at night."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from policypack.content.questions import Audience
from policypack.pack.pack import Pack, load_pack
from policypack.pages.render import Renderer
from tests.organisations import ORGANISATIONS, workspace_with
from tests.sound import TODAY, text

AUDIENCES: tuple[Audience, ...] = ("public", "staff", "leaders")
NEXT = ("outside-hours", "incident", "conflict", "adult-concern", "concern")
"""Pages for staff that say whom to tell, by their ids. Handover and parents' groups are not in every pack."""
each_organisation = pytest.mark.parametrize("organisation", ORGANISATIONS)


def said(renderer: Renderer) -> dict[str, str]:
    """Return every page, by its id, in one line each."""
    pages = [page for audience in AUDIENCES for page in renderer.pages(audience)]
    return {each.page.id: " ".join(each.markdown.split()) for each in pages}


def of(changes: dict[str, Any], folder: Path) -> dict[str, str]:
    return said(Renderer(load_pack(workspace_with(text(changes), folder), TODAY)))


def local_numbers(pack: Pack) -> set[str]:
    areas = pack.answers.items("reporting.local")
    return {str(value) for area in areas for key, value in area.values.items() if key in {"day_phone", "night_phone"}}


@each_organisation
def test_where_nobody_answers_the_area_and_the_police_come_next(
    organisation: str, renderer_of: Callable[[str], Renderer]
) -> None:
    """The answered numbers of children's services, or the way to them, then the police; the Helpline is for advice."""
    renderer = renderer_of(organisation)
    numbers = local_numbers(renderer.pack) - {"none"}
    pages = said(renderer)
    for name in NEXT:
        assert "hildren's services" in pages[name], name
        assert "[101](tel:101)" in pages[name], name
        assert all(
            number in pages[name] for number in numbers if len(renderer.pack.answers.items("reporting.local")) == 1
        )
    for page in pages.values():
        assert "at any time: the NSPCC" not in page.lower()
        assert "Nobody there? Call the NSPCC" not in page
        for call in re.finditer(r"For advice, call the NSPCC Helpline", page):
            assert "It is not open at all hours. You can email" in page[call.end() : call.end() + 120]


@each_organisation
def test_the_short_steps_lead_on_to_children_s_services(
    organisation: str, renderer_of: Callable[[str], Renderer]
) -> None:
    """On the pocket card, whose steps stand in the file for a phone, too."""
    pages = said(renderer_of(organisation))
    step = re.search(r"4\. \*\*Tell .*? 5\. ", pages["pocket-card"])
    assert step is not None
    assert "Children's services" in step[0]
    assert "[101](tel:101)" in step[0]


@pytest.mark.parametrize("rule", ["no", None])
def test_a_say_is_promised_only_where_children_are_asked(rule: str | None, tmp_path: Path) -> None:
    """Whoever passes on without asking, or has not decided, promises nothing of the kind."""
    for page in of({"reporting.sharing_rule": rule}, tmp_path).values():
        for words in ("You can say who you want to know", "what you would like to happen", "we ask you before"):
            assert words not in page
    assert any("You can say who you want" in page for page in of({}, tmp_path / "asked").values())


def test_the_lead_is_told_without_asking_and_the_child_knows(tmp_path: Path) -> None:
    """Inside and outside are told apart, on the child's pages and on those of staff."""
    pages = of({}, tmp_path)
    for name in ("report", "privacy"):
        assert "Whoever you tell here also tells our lead, unless it is about them." in pages[name]
        assert "If everyone is safe, we ask you before we tell anyone else." in pages[name]
    assert "Our lead is told about every worry, today. That does not wait for anybody's consent." in pages["concern"]
    assert "Ask the child before you pass on what they told you" not in pages["concern"]


def test_a_card_says_now_of_nobody_who_has_only_an_address(tmp_path: Path) -> None:
    """An email is read when it is read."""
    pages = of({}, tmp_path)
    assert "Do not wait for an answer by email." in pages["card-suicide"]
    assert "Tell them now, yourself." not in pages["card-suicide"]
    reached = {"people.team.0.phone": "01632 960199", "people.team.0.staff_details": ["email", "phone"]}
    assert "Tell them now, yourself." in of(reached, tmp_path / "reached")["card-suicide"]


@each_organisation
def test_no_two_sentences_or_steps_run_together(organisation: str, renderer_of: Callable[[str], Renderer]) -> None:
    """A line end that a template loses joins what stood apart."""
    for name, page in said(renderer_of(organisation)).items():
        words = re.sub(r"\]\([^)]*\)|<[^>]*>|\S*[@/#]\S*", " ", page)
        assert re.search(r"[a-z][.!?](?:[A-Z][a-z]|\d{1,2}\. )", words) is None, name
