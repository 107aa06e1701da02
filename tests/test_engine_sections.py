"""The engine and whole sections: one that no longer applies vanishes with all its questions, and returns with all."""

from __future__ import annotations

from pathlib import Path

from policypack.catalogue import load_catalogue
from policypack.engine import Engine
from policypack.workspace import Workspace
from tests.hanging_section import with_hanging_section
from tests.organisations import CHECKOUT, workspace_of, workspace_with
from tests.test_engine import TODAY

SHIPPED = load_catalogue(Workspace.at(CHECKOUT))


def engine_for(folder: Path) -> Engine:
    workspace = Workspace.at(folder)
    return Engine(workspace, load_catalogue(workspace), TODAY)


def give(engine: Engine, qid: str, raw: str) -> list[str]:
    """Answer a question again at the end of everything, and return the qids that this sets aside."""
    assert engine.ask_again(qid)
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
    """Its answers stay in the file, it is not counted meanwhile, and nothing of it is asked again afterwards."""
    engine = engine_for(with_hanging_section(tmp_path, "gaming-charity"))
    said = {qid: value for qid, value in engine.answers.values.items() if qid.startswith("images.")}
    assert len(said) > 3
    sections, still_open = sections_counted(engine), engine.open_now()
    before = str(engine.document.raw("adults.messaging"))

    gone = give(engine, "adults.messaging", "never")
    assert {qid for qid in gone if qid.startswith("images.")} == set(said)
    assert all(engine.answers.get(qid) is None for qid in said)
    assert all(engine.document.raw(qid) is not None for qid in said)
    assert sections_counted(engine) == sections - 1
    assert not any(key.qid.startswith("images.") for key in engine.open_now())
    assert not engine.ask_again("images.photos")

    assert give(engine, "adults.messaging", before) == []
    assert {qid: engine.answers.get(qid) for qid in said} == said
    assert sections_counted(engine) == sections
    assert engine.open_now() == still_open


def test_the_shipped_answer_that_most_hangs_on_takes_all_of_it_away_and_brings_it_back(tmp_path: Path) -> None:
    """No shipped section hangs on one answer; most hangs on whether pictures of children are shared."""
    hanging = [question.qid for question in SHIPPED.questions if "images.photos" in _questions_behind(question.qid)]
    engine = engine_for(workspace_of("swimming-club", tmp_path))
    said = [qid for qid in hanging if engine.answers.get(qid) is not None]
    assert len(said) > 5
    assert give(engine, "images.photos", "no") == said
    assert all(engine.answers.get(qid) is None for qid in said)
    assert not set(said) & {key.qid for key in engine.open_now()}
    give(engine, "images.photos", "yes")
    assert all(engine.answers.get(qid) is not None for qid in said)


def _questions_behind(qid: str) -> set[str]:
    when = SHIPPED.questions[qid].when
    return {part.question for part in when.parts() if part.question} if when else set()


def test_the_quick_path_counts_the_sections_that_lie_on_it(tmp_path: Path) -> None:
    engine = engine_for(workspace_with("# nothing\n", tmp_path))
    asked = engine.next_question(quick=True)
    assert asked is not None
    on_path = [one for one in SHIPPED.questions.sections if any(question.quick for question in one.questions)]
    assert engine.progress(asked, quick=True).sections == len(on_path) < len(SHIPPED.questions.sections)
