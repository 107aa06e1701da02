"""A command that is printed as advice leads to what the sentence speaks of, in the state in which it is printed."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from policypack.base.workspace import Workspace
from policypack.browser.showing import RUN
from policypack.cli.asking import ask
from policypack.cli.main import cli
from policypack.pack.finding import Finding
from policypack.pack.findings import find
from policypack.pack.pack import load_pack
from policypack.pages.render import Renderer
from policypack.publish.messages import state_text
from policypack.questionnaire.engine import Engine
from policypack.questionnaire.flow import Flow
from policypack.questionnaire.missing import missing
from policypack.questionnaire.review import agree_again, to_review
from policypack.questionnaire.sections import rows_of
from tests.cli.test_printed_commands import OURS
from tests.organisations import ORGANISATIONS, workspace_of, workspace_with
from tests.pack.test_findings import OVERDUE, RAISED
from tests.questionnaire.forms import CATALOGUE, PRESETS, window
from tests.sound import TODAY, text

_PRINTED = re.compile(r"`(policypack [^`]+)`")
QUESTIONS = CATALOGUE.questions


def commands_in(words: str) -> list[str]:
    """Return the commands that a text prints, each on one line."""
    return [" ".join(found.split()) for found in _PRINTED.findall(words)]


def options_of(command: str) -> dict[str, Any]:
    """Return what `policypack ask` with these words is given. Fails where it takes them not, or not together."""
    first, *rest = shlex.split(command)[1:]
    assert first == "ask", command
    return dict(ask.make_context("ask", rest).params)


def asked_by(command: str, engine: Engine) -> set[str]:
    """Return the questions that a printed `policypack ask` asks or shows to be changed, in a workspace as it is."""
    options = options_of(command)
    only, way = options["section"], options["way"] or "open"
    flow = Flow(engine, PRESETS, quick=options["quick"], only=only, only_missing=way == "missing")
    sections = [one for one in QUESTIONS.sections if only in (None, one.id)]
    if way == "check":
        return {row.qid for one in sections for row in rows_of(one, engine.answers, flow.quick)}
    if way == "review":
        return {question.qid for question, _ in to_review(engine.answers, only)}
    if way == "missing":
        return {asked.question.qid for asked, _ in missing(engine, (), (), only)}
    return {key.qid for key in engine.open_now(flow.quick) if only in (None, key.qid.partition(".")[0])}


def leads_to(command: str, engine: Engine, qid: str) -> bool:
    """Say whether a command leads to a question, or to the items of the group that it is asked in."""
    return bool({qid, qid.rpartition(".")[0]} & asked_by(command, engine))


def engine_of(folder: Path) -> Engine:
    return Engine(Workspace.at(folder), CATALOGUE, TODAY)


def advice(found: Finding) -> list[str]:
    return [one for words in (found.title, found.why, found.first_step) for one in commands_in(words)]


PRINTING = [rule.id for rule in CATALOGUE.finding_rules if commands_in(rule.title + rule.why + rule.first_step)]
REVIEWS = [one.id for one in CATALOGUE.review_rules if commands_in(one.first_step + one.why + one.what)]


def test_some_findings_print_a_command() -> None:
    assert {"terms-have-passed", "closed-days-have-passed"} <= set(PRINTING)


@pytest.mark.parametrize("finding", PRINTING)
def test_the_command_that_a_finding_prints_leads_to_the_answer_that_settles_it(finding: str, tmp_path: Path) -> None:
    """In a workspace with the answers that raise it, where that answer is there and nothing may be open."""
    engine = engine_of(workspace_with(text(RAISED[finding]), tmp_path))
    raised = [one for one in find(engine.answers, CATALOGUE) if one.id == finding]
    assert raised
    for one in raised:
        for command in advice(one):
            assert leads_to(command, engine, one.question), f"{command} does not lead to {one.question}"


@pytest.mark.parametrize("review", REVIEWS)
def test_the_command_that_a_day_prints_leads_to_its_question(review: str, tmp_path: Path) -> None:
    rule = next(one for one in CATALOGUE.review_rules if one.id == review)
    changes = OVERDUE[review][0] if review in OVERDUE else {}
    engine = engine_of(workspace_with(text(changes), tmp_path))
    for command in commands_in(rule.first_step + rule.why + rule.what):
        if command.startswith("policypack ask"):
            asked = asked_by(command, engine)
            assert leads_to(command, engine, rule.question) if rule.question else asked


@pytest.mark.parametrize("organisation", ["swimming-club", "support-server"])
def test_what_is_not_decided_yet_is_asked_by_the_command_beside_it(organisation: str, tmp_path: Path) -> None:
    """Each open question of an organisation that put several off."""
    folder = workspace_of(organisation, tmp_path)
    engine = engine_of(folder)
    for asked in [one for one in (engine.next_question(section=s.id) for s in QUESTIONS.sections) if one]:
        engine.put_off(asked)
    engine = engine_of(folder)
    for one in find(engine.answers, CATALOGUE):
        for command in advice(one) if one.undecided else ():
            assert leads_to(command, engine, one.question), one.question


def test_the_risk_sheet_leads_to_where_its_day_is_written_down(tmp_path: Path) -> None:
    folder = workspace_of("swimming-club", tmp_path)
    page = next(one for one in Renderer(load_pack(folder, TODAY)).pages("leaders") if one.page.id == "risks")
    (command,) = [one for one in commands_in(page.markdown) if " ask" in one]
    assert leads_to(command, engine_of(folder), "online.accounts")


def test_what_approves_is_taken_as_it_is_printed_wherever_it_is(tmp_path: Path) -> None:
    """At the end of the browser's questions, in the report, after a review: each is run, and records its role."""
    folder = workspace_with(text(), tmp_path)
    pack = load_pack(folder, TODAY)
    assert "Nothing stands in the way" in state_text(pack, [])
    report = "\n".join(page.markdown for page in Renderer(pack).pages("leaders"))
    browser = window(folder)
    assert browser.client.application.extensions[RUN]
    printed = {one for one in commands_in(report) if one.startswith("policypack approve --role")}
    printed.add(agree_again(engine_of(folder)).command)
    printed |= {
        " ".join(one.split()) for one in re.findall(r"policypack approve --role \"[^\"]+\"", browser.opens("/end").text)
    }
    assert printed
    for command in printed:
        ran = CliRunner().invoke(cli, ["-C", str(folder), *shlex.split(command)[1:]], standalone_mode=False)
        assert ran.return_value == 0, (command, ran.output, ran.exception)
        assert load_pack(folder).approval is not None


ASKS = [text for text in OURS if text.startswith("policypack ask")]


@pytest.mark.parametrize("command", ASKS)
def test_every_way_of_asking_that_is_printed_finds_something_to_show(command: str, tmp_path: Path) -> None:
    """With all of it answered, and with nearly nothing: an advice that is followed never ends in nothing at all."""
    words = command.replace("SECTION", "moderation")
    if options_of(words)["way"] in ("check", "review"):
        assert asked_by(words, engine_of(workspace_of("swimming-club", tmp_path)))
    else:
        assert asked_by(words, engine_of(workspace_with("organisation:\n  name: Club\n", tmp_path)))


READS = sorted(one for one in OURS if re.fullmatch(r"policypack (check|coverage|facts|schema)( --ours)?", one))


@pytest.mark.parametrize("command", READS)
def test_what_only_reads_runs_as_it_is_printed(command: str, tmp_path: Path) -> None:
    folder = workspace_of(ORGANISATIONS[0], tmp_path)
    ran = CliRunner().invoke(cli, ["-C", str(folder), *shlex.split(command)[1:]], standalone_mode=False)
    assert ran.exception is None
    assert ran.return_value in {0, 1}
    assert ran.output.strip()
