"""The flow is the same on every face: what is asked, in which order, and what stands in the file at the end."""

from __future__ import annotations

from pathlib import Path

import pytest

from policypack.answers.document import Raw
from policypack.base.workspace import Workspace
from policypack.content.questions import NONE, NOT_DECIDED
from policypack.questionnaire.asked import DONE
from policypack.questionnaire.engine import Engine
from policypack.questionnaire.working_out import worked_out
from tests.given import answer, given
from tests.hardening.rounds import SOAK
from tests.organisations import workspace_of, workspace_with
from tests.questionnaire.faces import FACES, Face
from tests.questionnaire.forms import CATALOGUE, TODAY
from tests.terminal.pty import answers_in


@pytest.fixture(params=FACES)
def face(request: pytest.FixtureRequest, tmp_path: Path) -> Face:
    return FACES[request.param](workspace_with("# nothing yet\n", tmp_path / "run"))


def engine_of(organisation: str, folder: Path) -> Engine:
    return Engine(Workspace.at(workspace_of(organisation, folder)), CATALOGUE, TODAY)


def nothing_said(folder: Path) -> Engine:
    return Engine(Workspace.at(workspace_with("# nothing yet\n", folder)), CATALOGUE, TODAY)


LONG = [("scout-group", False), ("angling-club", False), ("one-man-team", False)]
ANSWERED = [("swimming-club", True), *(LONG if SOAK else [])]
"""Who answers, and whether on the quick path. In every round, all questions are asked too: by the engine, by the
terminal (tests/terminal/test_full_run.py) and by the browser (test_screens.py), each by itself."""


@pytest.mark.parametrize(("organisation", "quick"), ANSWERED)
def test_every_question_is_asked_in_the_same_order_and_the_file_is_the_same_to_the_byte(
    face: Face, organisation: str, quick: bool, tmp_path: Path
) -> None:
    source, mirror = engine_of(organisation, tmp_path / "source"), nothing_said(tmp_path / "mirror")
    face.begins(quick)
    count = 0
    while (asked := mirror.next_question(quick)) is not None:
        if worked_out(mirror, asked) is not None:
            continue  # it follows from other answers, and nobody is asked
        raw = given(asked, source, mirror)
        face.says(asked, raw)
        answer(mirror, asked, raw)
        count += 1
    face.ends()
    assert written(face.folder) == written(tmp_path / "mirror")
    assert count > (50 if quick else 100)


def written(folder: Path) -> str:
    return (folder / "site_config" / "answers.yml").read_text(encoding="utf-8")


def test_going_back_copying_and_taking_out_lead_to_the_same_answers(face: Face, tmp_path: Path) -> None:
    mirror = nothing_said(tmp_path / "mirror")
    face.begins(quick=True)

    def says(qid: str, raw: Raw) -> None:
        asked = mirror.next_question(quick=True)
        assert asked is not None
        assert asked.question.qid == qid
        face.says(asked, raw)
        answer(mirror, asked, raw)

    says("organisation.name", "Clubb")
    face.goes_back()  # a slip is mended
    assert mirror.back()
    says("organisation.name", "Club")
    says("organisation.kind", "other")
    says("organisation.nations", ["england", "wales"])
    says("organisation.parent_body", NONE)
    says("people.team.role", "Chair")
    says("people.team.email", "chair@club.example")
    says("people.team.phone", NOT_DECIDED)
    face.copies("people.team", "Chair", "Deputy")
    mirror.copy_item("people.team", "Chair", "Deputy")
    says("people.team.email", NONE)
    says("people.team.phone", "01632 960123")
    face.takes_out("people.team", "Chair")
    mirror.remove_item("people.team", "Chair")
    says("people.team", DONE)
    says("people.team.public_details", NONE)
    says("people.lead", "Deputy")
    face.asks_the_next()
    assert answers_in(face.folder) == answers_in(tmp_path / "mirror")
    assert answers_in(face.folder)["people.team"] == ["Deputy"]
