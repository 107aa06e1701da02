"""The engine and whole sections: one that no longer applies vanishes with all its questions, and returns with all."""

from __future__ import annotations

from pathlib import Path

from policypack.base.workspace import Workspace
from policypack.content.catalogue import load_catalogue
from policypack.questionnaire.engine import Engine
from tests.organisations import CHECKOUT, with_one_age_group, workspace_with
from tests.questionnaire.test_engine import TODAY

SHIPPED = load_catalogue(Workspace.at(CHECKOUT))


def engine_for(folder: Path) -> Engine:
    workspace = Workspace.at(folder)
    return Engine(workspace, load_catalogue(workspace), TODAY)


def give(engine: Engine, qid: str, raw: str, item: str = "") -> list[str]:
    """Answer a question again at the end of everything, and return the qids that this sets aside."""
    assert engine.ask_again(qid, item)
    asked = engine.next_question()
    assert asked is not None
    assert asked.question.qid == qid
    gone = [question.qid for question, _ in engine.set_aside_by(asked, raw)]
    engine.answer(asked, raw)
    return gone


def sections_counted(engine: Engine) -> int:
    engine.ask_again("organisation.name")
    asked = engine.next_question()
    assert asked is not None
    return engine.progress(asked).sections


def test_an_answer_changed_at_the_end_takes_a_whole_section_away_and_brings_it_back_with_its_answers(
    tmp_path: Path,
) -> None:
    """Its answers stay in the file, it is not counted meanwhile, and nothing of it is asked again afterwards.

    Where every member is of 18 and over, nothing is asked about pictures of children.
    """
    engine = engine_for(with_one_age_group(tmp_path))
    said = {qid: value for qid, value in engine.answers.values.items() if qid.startswith("images.")}
    assert len(said) > 3
    sections, still_open = sections_counted(engine), engine.open_now()

    gone = give(engine, "ages.groups.from", "18", "Juniors")
    assert {qid for qid in gone if qid.startswith("images.")} == set(said)
    assert all(engine.answers.get(qid) is None for qid in said)
    assert all(engine.document.raw(qid) is not None for qid in said)
    assert sections_counted(engine) == sections - 1
    assert not any(key.qid.startswith("images.") for key in engine.open_now())
    assert not engine.ask_again("images.photos")

    assert give(engine, "ages.groups.from", "9", "Juniors") == []
    assert {qid: engine.answers.get(qid) for qid in said} == said
    assert sections_counted(engine) == sections
    assert [key for key in engine.open_now() if not key.gate] == [key for key in still_open if not key.gate]


def test_pictures_are_asked_about_while_ages_are_not_decided(tmp_path: Path) -> None:
    engine = engine_for(workspace_with("organisation: {name: Club}\n", tmp_path))
    assert engine.next_question(section="images") is not None


def test_the_quick_path_counts_the_sections_that_lie_on_it(tmp_path: Path) -> None:
    engine = engine_for(workspace_with("# nothing\n", tmp_path))
    asked = engine.next_question(quick=True)
    assert asked is not None
    on_path = [one for one in SHIPPED.questions.sections if any(question.quick for question in one.questions)]
    assert engine.progress(asked, quick=True).sections == len(on_path) < len(SHIPPED.questions.sections)
