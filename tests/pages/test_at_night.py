"""What pages say to somebody whom nobody answers: who comes next, by day and at night."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from policypack.pack.pack import Pack, load_pack
from policypack.pages.render import Renderer
from tests.hardening.rounds import some_of
from tests.organisations import ORGANISATIONS, workspace_with
from tests.pages.words import Said, renderer_with, said
from tests.sound import TODAY, text

NEXT = ("outside-hours", "incident", "conflict", "adult-concern", "concern")
"""Pages for staff that say whom to tell, by their ids. Handover and parents' groups are not in every pack."""
each_organisation = pytest.mark.parametrize("organisation", some_of(ORGANISATIONS))


def of(changes: dict[str, Any], folder: Path) -> Said:
    return said(renderer_with(changes, folder))


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
    for name in ("report-11-to-13", "privacy"):
        assert "Whoever you tell here also tells our lead, unless it is about them." in pages[name]
        assert "If everyone is safe, we ask you before we tell anyone else." in pages[name]
    assert "Our lead is told about every worry that is not about them, today. That does not wait" in pages["concern"]
    assert "Ask the child before you pass on what they told you" not in pages["concern"]


def test_a_card_says_now_of_nobody_who_has_only_an_address(tmp_path: Path) -> None:
    """An email is read when it is read."""
    pages = of({"people.team.0.phone": "none"}, tmp_path)
    assert "**Tell children's services or the police now,**" in pages["card-suicide"]
    assert "Tell them now, yourself." not in pages["card-suicide"]
    assert pages["card-suicide"].index("[01632 960111]") < pages["card-suicide"].index("Afterwards, **Lead**")
    assert pages["incident"].index("[01632 960111]") < pages["incident"].index("Afterwards, tell our lead")
    reached = of({}, tmp_path / "reached")["card-suicide"]
    assert "**Tell our lead now,**" in reached
    assert "Tell them now, yourself." in reached


def test_a_volunteer_knows_how_long_to_wait_for_our_own_people(tmp_path: Path) -> None:
    """The time that was agreed stands before whoever comes next, on every page that says who that is."""
    pages = of({}, tmp_path)
    for name in (*NEXT[:3], "concern"):
        assert "Nobody answers within half an hour? Do not wait any longer." in pages[name], name
    assert "**Nobody in half an hour?** Call children's services" in pages["card-public"]
    assert "**Nobody?** Call children's services" in pages["card-suicide"], "now is not in half an hour"
    assert "Nobody in half an hour? Children's services" in pages["pocket-card"]


def test_the_parent_body_s_own_team_is_named_with_its_numbers(tmp_path: Path) -> None:
    """Beside our own people, by day and at night, with the time by which it wants to hear of a worry."""
    pages = of(
        {
            "organisation.parent_body": "Club Union",
            "organisation.body_team": "The Union's team",
            "organisation.body_phone": "01632 960130",
            "organisation.body_night_phone": "01632 960131",
            "organisation.body_email": "team@union.example",
            "organisation.body_within": "same_day",
        },
        tmp_path,
    )
    for name in (*NEXT, "report", "card-suicide"):
        assert "call [01632 960130](tel:01632960130)" in pages[name], name
        assert "at night call [01632 960131]" in pages[name], name
        assert name.startswith("card-") or "They want to hear of it on the same day." in pages[name], name


@each_organisation
def test_every_pack_says_how_to_find_the_children_s_services_of_a_postcode(
    organisation: str, renderer_of: Callable[[str], Renderer]
) -> None:
    """In each nation where its children live, for families and for staff."""
    renderer = renderer_of(organisation)
    pages = said(renderer)
    nations = renderer.pack.answers.scope(None).words_of("organisation.nations") or ()
    for nation in nations:
        finder = renderer.pack.catalogue.nations[nation].childrens_services.find
        for name in ("report", "concern"):
            assert f"[{finder.words}]({finder.web})" in pages[name], (name, nation)


def test_where_children_live_all_over_northern_ireland_each_trust_stands_with_its_number(tmp_path: Path) -> None:
    """Nobody is made to list them all, and nothing is missing."""
    changes = {
        "organisation.nations": ["northern_ireland"],
        "reporting.local": "none",
        "reporting.no_local": "all_over",
    }
    renderer = Renderer(load_pack(workspace_with(text(changes), tmp_path), TODAY))
    gateway = renderer.pack.catalogue.nations["northern_ireland"].gateway
    assert gateway is not None
    for number in (*(team.phone for team in gateway.teams), gateway.out_of_hours):
        assert f"[{number}]" in said(renderer)["report"]
    assert not {finding.id for finding in renderer.pack.findings} & {
        "no-local-numbers",
        "not-decided-reporting.no_local",
    }


@each_organisation
def test_from_11_on_a_page_says_what_to_do_when_somebody_cannot_go_on(
    organisation: str, renderer_of: Callable[[str], Renderer]
) -> None:
    """999 before anything else, even where somebody feels fine; Childline can mean waiting; 111 where it is."""
    renderer = renderer_of(organisation)
    pages = said(renderer)
    catalogue = renderer.pack.catalogue
    nations = set(renderer.pack.answers.scope(None).words_of("organisation.nations") or ())
    served = nations & set(catalogue.services["nhs-111-mental-health"].nations)
    for name in {"help-11-to-13", "help-14-to-17"} & pages.keys():
        passage = pages[name].partition("If you feel that you can't go on")[2].partition(" ## ")[0]
        assert passage.index("[999]") < passage.index("Childline")
        assert "even if you feel fine" in passage
        assert "have to wait" in passage
        assert "text SHOUT to [85258]" in passage
        if name == "help-14-to-17":
            assert ("choose mental health" in passage) is bool(served)
            assert ("choose mental health (in " in passage) is (bool(served) and served != nations)


@each_organisation
def test_children_of_every_age_are_told_of_people_they_only_know_online(
    organisation: str, renderer_of: Callable[[str], Renderer]
) -> None:
    """Of any age: not only adults, and not only ours."""
    pages = said(renderer_of(organisation))
    for name in {"help-under-11", "help-11-to-13", "help-14-to-17"} & pages.keys():
        assert "any age" in pages[name], name


@each_organisation
def test_fake_pictures_count_and_report_remove_is_there_before_and_after(
    organisation: str, renderer_of: Callable[[str], Renderer]
) -> None:
    """Whatever services were chosen; and the police are called for more than an adult or a threat."""
    pages = said(renderer_of(organisation))
    for name in {"picture", "card-nude", "help-11-to-13", "help-14-to-17"} & pages.keys():
        assert "fake" in pages[name].lower(), name
    for name in ("picture", "card-nude"):
        assert "childline.org.uk/info-advice/bullying-abuse-safety/online-mobile-safety/report-remove" in pages[name]
        assert "under 13" in pages[name]
    assert "keep it from coming up" in pages["picture"]
    assert "safe place for it" in pages["picture"]


@each_organisation
def test_who_cannot_go_on_is_answered_where_anybody_looks_first(
    organisation: str, renderer_of: Callable[[str], Renderer]
) -> None:
    """On the page of those who can help, which search leads to, one step from home, and on the children's poster."""
    pages = said(renderer_of(organisation))
    passage = pages["help"].partition("If you feel that you can't go on")[2].partition(" ## ")[0]
    assert passage.index("[999]") < passage.index("Childline") < passage.index("SHOUT")
    assert "you may have to wait" in passage
    assert (
        "**Do you feel that you can't go on?** [See what you can do now](who-can-help.md#cannot-go-on)" in pages["home"]
    )
    assert "poster-children" not in pages or "text SHOUT to [85258]" in pages["poster-children"]


@each_organisation
def test_no_day_on_which_nobody_is_there_stands_in_a_policy(
    organisation: str, renderer_of: Callable[[str], Renderer]
) -> None:
    """A policy is agreed for a year; days change within it, and stand on the pages that go out at once."""
    renderer = renderer_of(organisation)
    policies = [page for page in renderer.pages("public") if page.page.kind == "policy"]
    assert policies
    for page in policies:
        assert "We are closed" not in page.markdown, page.page.id


def test_who_never_answers_a_private_message_is_told_so_wherever_words_for_an_answer_stand(tmp_path: Path) -> None:
    """A parent body's rule wins: on each card, beside the words to copy, and for whoever writes; no answer is ready."""
    pages = of({"online.accounts.0.private_message_rule": "no_answer"}, tmp_path)
    words = "A private message to Our Spond? Do not answer there, unless a life is at risk. Tell our lead now."
    cards = [name for name in pages if name.startswith("card-") and "Never promise" in pages[name]]
    assert len(cards) > 5
    for name in (*cards, "concern"):
        assert words in pages[name], name
    assert "Nobody answers one. Whoever reads it tells our child protection lead." in pages["accounts"]
    texts = pages["ready-texts"].partition("## Our Spond")[2].partition(" ## ")[0]
    assert "First answer to a child" not in texts
    assert "You can expect an answer" not in texts
    assert not any(words in page for page in of({}, tmp_path / "answered").values())


@each_organisation
def test_who_decides_is_not_a_matter_of_age_alone(organisation: str, renderer_of: Callable[[str], Renderer]) -> None:
    """Somebody of any age may need help to decide; nobody is told that they are too young."""
    for name, page in said(renderer_of(organisation)).items():
        assert "too young to decide" not in page, name
        assert "Nobody has to agree to that first." not in page, name
