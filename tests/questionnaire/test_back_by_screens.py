"""The way back in the browser goes screen by screen, as the way forward did, and every answer stands there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from policypack.base.workspace import Workspace
from policypack.questionnaire.engine import Engine
from tests.organisations import CHECKOUT, workspace_of, workspace_with
from tests.questionnaire.counting import SMALL
from tests.questionnaire.forms import CATALOGUE, TODAY, Browser, window
from tests.questionnaire.walking import Walk

PLACE = "/again/online.accounts.name?item="


def test_back_shows_each_screen_once_with_its_answers_and_saving_them_changes_nothing(tmp_path: Path) -> None:
    """From the screen after the places, past two places, rows of people, and screens of one question and of several."""
    answers = (CHECKOUT / SMALL["village drama group"]).read_text(encoding="utf-8")
    source = Engine(Workspace.at(workspace_with(answers, tmp_path / "source")), CATALOGUE, TODAY)
    folder = workspace_with("# nothing yet\n", tmp_path / "run")
    file = folder / "site_config" / "answers.yml"
    browser = window(folder).sends("Answer all of it")
    walk = Walk(browser, folder, source)
    while not browser.path.startswith("/screen/online.not_ours"):
        walk.one()
    said = file.read_bytes()
    seen: list[str] = []
    while browser.follows("Back").path != "/":
        back = browser.path
        assert back not in seen, "no page twice"
        seen.append(back)
        if back.startswith("/again/"):
            assert browser.form.inputs, back
            browser.sends("Save and go on")
            assert browser.path.startswith(("/screen/online.not_ours", "/news")), "on to what is open"
            assert file.read_bytes() == said, back
            browser.opens(back)
    places = ("Thornby%20Players%20on%20Facebook", "Cast%20WhatsApp")
    assert seen == [
        f"/again/online.accounts.risk_assessed_on?item={places[0]}",
        f"/again/online.accounts.who_may_join?item={places[1]}",
        f"/again/online.accounts.name?item={places[1]}",
        f"/again/online.accounts.who_may_join?item={places[0]}",
        f"/again/online.accounts.name?item={places[0]}",
        "/group/ages.groups",
        "/question/ages.members",
        "/again/people.lead",
        "/again/people.team.public_details?item=Safeguarding%20officer",
        "/group/people.team",
        "/again/organisation.aims",
        "/again/organisation.name",
    ]


@pytest.fixture
def club(tmp_path: Path) -> Browser:
    return window(workspace_of("swimming-club", tmp_path))


def saves(browser: Browser, changed: dict[str, Any]) -> None:
    """Save the screen that is shown, with other answers in the fields of these names."""
    browser.sends("Save and go on", **changed)


def _file(folder: Path) -> str:
    return (folder / "site_config" / "answers.yml").read_text(encoding="utf-8")


def test_only_what_was_changed_is_taken_and_the_rest_of_the_file_stays(club: Browser, tmp_path: Path) -> None:
    before = _file(tmp_path).splitlines()
    saves(club.opens("/again/organisation.short_name"), {"answer:organisation.name|": "Newt Club"})
    changed = [line for line in _file(tmp_path).splitlines() if line not in before]
    assert changed == ["  name: Newt Club"]


def test_what_was_changed_elsewhere_meanwhile_is_not_put_back(club: Browser, tmp_path: Path) -> None:
    """A field that somebody left alone stays as the file has it now; one that both changed is asked about."""
    club.opens("/again/organisation.name")
    file = tmp_path / "site_config" / "answers.yml"
    file.write_text(_file(tmp_path).replace("name: Marlpool Swimming Club", "name: By Hand"), encoding="utf-8")
    saves(club, {"answer:organisation.short_name|": "Newts"})
    assert "name: By Hand" in _file(tmp_path)
    assert "short_name: Newts" in _file(tmp_path)
    club.opens("/again/organisation.name")
    file.write_text(_file(tmp_path).replace("name: By Hand", "name: By Hand Again"), encoding="utf-8")
    saves(club, {"answer:organisation.name|": "By Browser"})
    assert "It was changed meanwhile, and is now: By Hand Again" in club.text
    assert "name: By Hand Again" in _file(tmp_path)
    club.sends("Save and go on")
    assert "name: By Browser" in _file(tmp_path)


def test_an_answer_that_is_emptied_is_put_off_once_that_is_confirmed(club: Browser, tmp_path: Path) -> None:
    saves(club.opens("/again/organisation.name"), {"answer:organisation.short_name|": ""})
    assert "Change this answer?" in club.heading
    assert "short_name: not decided yet" not in _file(tmp_path)
    club.sends("Yes")
    assert "short_name: not decided yet" in _file(tmp_path)


def test_a_place_is_renamed_on_its_screen_with_what_else_was_changed_there(club: Browser, tmp_path: Path) -> None:
    name = Engine(Workspace.at(tmp_path), CATALOGUE, TODAY).answers.items("online.accounts")[0].name
    club.opens(f"{PLACE}{name}")
    saves(
        club,
        {
            f"answer:online.accounts.name|{name}": "Our page",
            f"answer:online.accounts.purpose|{name}": "News of Newts",
        },
    )
    place = Engine(Workspace.at(tmp_path), CATALOGUE, TODAY).answers.items("online.accounts")[0]
    assert (place.name, place.values["purpose"]) == ("Our page", "News of Newts")


def test_what_cannot_be_taken_stands_in_its_field_with_what_is_wanted(club: Browser, tmp_path: Path) -> None:
    before = _file(tmp_path)
    name = Engine(Workspace.at(tmp_path), CATALOGUE, TODAY).answers.items("online.accounts")[0].name
    club.opens(f"{PLACE}{name}")
    saves(club, {f"answer:online.accounts.address|{name}": "nonsense <b>"})
    assert club.title.startswith("Error")
    assert "nonsense <b>" in club.text or "nonsense &lt;b&gt;" in club.html
    assert _file(tmp_path) == before
