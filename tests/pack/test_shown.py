"""A place of which too little is said stands on no page, and every list of what is open says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from policypack.base.workspace import Workspace
from policypack.pack.pack import Pack, load_pack
from policypack.pack.shown import MAKES_A_PLACE, NOT_SHOWN, PLACES
from policypack.pages.render import Renderer
from policypack.publish.approve import approve
from policypack.publish.messages import findings_text
from policypack.questionnaire.asked import Key
from policypack.questionnaire.asked_again import asked_again
from policypack.questionnaire.confirming import said_of_putting_off
from policypack.questionnaire.engine import Engine
from tests.organisations import ORGANISATIONS, workspace_of, workspace_with
from tests.questionnaire.forms import CATALOGUE
from tests.sound import TODAY, text

NEW = "Zebra corner"


def pages(pack: Pack) -> dict[str, str]:
    renderer = Renderer(pack)
    return {page.page.id: page.markdown for page in renderer.pages("staff")}


@pytest.mark.parametrize("organisation", ["swimming-club", "gaming-charity"])
def test_a_place_with_all_its_answers_open_changes_no_page(organisation: str, tmp_path: Path) -> None:
    folder = workspace_of(organisation, tmp_path)
    before = pages(load_pack(folder, TODAY))
    engine = Engine(Workspace.at(folder), CATALOGUE, TODAY)
    engine.add_items(PLACES, [{"name": NEW}])
    pack = load_pack(folder, TODAY)
    assert pages(pack) == before
    assert NEW in findings_text(pack.findings)
    engine.put(Key(MAKES_A_PLACE, NEW), "facebook-page")
    assert NEW in pages(load_pack(folder, TODAY))["accounts"], "a name and what it is on make it a place"


def test_nothing_that_was_agreed_turns_changed_by_it_and_what_is_open_says_that_it_is_left_out(tmp_path: Path) -> None:
    folder = workspace_with(text(), tmp_path)
    approve(load_pack(folder, TODAY), "Committee")
    engine = Engine(Workspace.at(folder), CATALOGUE, TODAY)
    engine.add_items(PLACES, [{"name": NEW}])
    pack = load_pack(folder, TODAY)
    assert not [page.page.id for page in Renderer(pack).pages("staff") if page.waiting]
    assert f"({NEW}; your pages leave it out until then)" in " ".join(findings_text(pack.findings).split())
    asked = next(one for one in [engine.next_question(section="online")] if one is not None)
    assert asked.question.qid == MAKES_A_PLACE
    assert NOT_SHOWN in asked.question.why
    assert NOT_SHOWN in said_of_putting_off(engine, asked)


def test_what_names_a_place_that_is_left_out_leaves_it_out_too(tmp_path: Path) -> None:
    """A place whose platform is put off after other answers named it: no page names it, and no page breaks."""
    for organisation in ORGANISATIONS:
        folder = workspace_of(organisation, tmp_path / organisation)
        engine = Engine(Workspace.at(folder), CATALOGUE, TODAY)
        for place in engine.answers.items(PLACES):
            asked = asked_again(engine.answers, Key(MAKES_A_PLACE, place.name))
            assert asked is not None
            engine.put_off(asked)
        pack = load_pack(folder, TODAY)
        assert not pack.shown.items(PLACES)
        assert pages(pack)["home"]
