"""The JSON Schema takes what the reader takes, as editors read it, and refuses what is plainly wrong."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from policypack.answers.document import HEADER, AnswersDocument
from policypack.answers.json_schema import (
    SCHEMA_LINE,
    SCHEMA_NAME,
    answers_schema,
    renew_schema,
    schema_file,
    schema_text,
)
from policypack.answers.versions import VERSION_LINE
from policypack.base.workspace import Workspace
from policypack.content.catalogue import load_catalogue
from policypack.content.questions import NONE, NOT_DECIDED, Question
from policypack.questionnaire.new_workspace import make_workspace
from tests.folded import folded
from tests.organisations import CHECKOUT, ORGANISATIONS, workspace_with
from tests.shipped_text import OURS

CATALOGUE = load_catalogue(OURS)
SCHEMA = answers_schema(CATALOGUE)
VALIDATOR = Draft202012Validator(SCHEMA)
QUESTIONS = list(CATALOGUE.questions)


def as_editors_read(text: str) -> Any:
    """Return YAML as the core schema of YAML 1.2 reads it, which editors use (yaml.org/spec/1.2.2, section 10.3.2)."""
    return core(yaml.compose(text, Loader=yaml.SafeLoader))


def core(node: Any) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {key.value: core(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [core(value) for value in node.value]
    if node.style:
        return node.value
    if re.fullmatch(r"|~|null|Null|NULL", node.value):
        return None
    if re.fullmatch(r"true|True|TRUE|false|False|FALSE", node.value):
        return node.value.lower() == "true"
    if re.fullmatch(r"[-+]?[0-9]+", node.value):
        return int(node.value)
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", node.value):
        return float(node.value)
    return node.value


def refused(text: str) -> bool:
    return not VALIDATOR.is_valid(as_editors_read(text))


def of(qid: str) -> Any:
    section, *steps = qid.split(".")
    found = SCHEMA["properties"][section]["properties"][steps[0]]
    return found["anyOf"][0]["items"]["properties"][steps[1]] if steps[1:] else found


def test_it_is_a_json_schema_of_its_draft() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    assert json.loads(schema_text(CATALOGUE)) == SCHEMA


@folded("organisation", ORGANISATIONS)
def test_it_takes_every_test_organisation_as_editors_read_it(organisation: str) -> None:
    read = as_editors_read((CHECKOUT / "tests" / "orgs" / f"{organisation}.yml").read_text(encoding="utf-8"))
    assert [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(read)] == []


@folded("question", QUESTIONS, ids=lambda question: question.qid)
def test_each_question_helps_with_its_words_and_takes_the_words_for_no_answer(question: Question) -> None:
    schema = of(question.qid)
    validator = Draft202012Validator({**schema, "$defs": SCHEMA["$defs"]})
    assert schema["title"] == question.prompt
    assert question.why in schema["description"]
    assert question.who in schema["description"]
    assert (question.example or "") in schema["description"]
    assert validator.is_valid(NOT_DECIDED)
    assert validator.is_valid(None)
    is_free = question.type in ("text", "long text", "weekly times", "colour", "image")
    among_answers = question.choices_from in CATALOGUE.questions.by_qid and question.choices_from not in CATALOGUE.rows
    if not is_free and not among_answers:
        may_be_none = question.none is not None or (question.type == "group" and not question.fewest)
        assert validator.is_valid(NONE) == may_be_none
    if question.example and question.type not in ("group", "number"):
        assert validator.is_valid(question.example)


@folded("question", [one for one in QUESTIONS if one.type in ("choice", "choices")], ids=lambda question: question.qid)
def test_each_choice_stands_in_it_with_its_label(question: Question) -> None:
    labels = {choice.value: choice.label for choice in question.choices}
    labels = labels or CATALOGUE.rows.get(question.choices_from or "", {})
    if labels:
        written = json.dumps([of(question.qid), SCHEMA["$defs"].get(question.choices_from)], ensure_ascii=False)
        choices = {"enum": list(labels), "enumDescriptions": list(labels.values())}
        assert json.dumps(choices, ensure_ascii=False) in written


TAKEN = [
    "organisation:",
    "organisation: {name: not decided yet, short_name: none, charity: true}",
    "organisation: {name: 1912, charity: no}",
    "organisation: {nations: england}",
    "organisation: {nations: [england, wales]}",
    "organisation: {parent_body: none, parent_body_rules: www.example.org/rules}",
    "people: {team: [{role: Chair, phone: 01632960123}]}",
    "people: {team: not decided yet, lead: none}",
    "ages: {groups: [{name: 7s, from: 7, to: 9}]}",
    "moderation: {times: none, other_times: none}",
    "rules: {own: []}",
    "signposting: {checked_on: 22 November 2026, services: none}",
    'brand: {colour: "#00609c", logo: logo.svg}',
]


@folded("text", TAKEN)
def test_it_takes_answers_in_each_form_that_the_reader_takes(text: str) -> None:
    assert not refused(text)


REFUSED = [
    "- a list",
    "organisations: {}",
    "organisation: [a list]",
    "organisation: {nmae: Club}",
    "organisation: {name: [Club]}",
    f"organisation: {{name: {'x' * 81}}}",
    "organisation: {kind: club}",
    "organisation: {kind: [sports_club]}",
    "organisation: {kind: none}",
    "organisation: {charity: perhaps}",
    "organisation: {charity: 1}",
    "organisation: {nations: [england, france]}",
    "organisation: {nations: none}",
    "organisation: {privacy_notice: on the wall}",
    "people: {team: none}",
    "people: {team: {role: Chair}}",
    "people: {team: [Chair]}",
    "people: {team: [{email: chair@club.example}]}",
    "people: {team: [{role: Chair, surname: Smith}]}",
    "people: {team: [{role: Chair, email: chair}]}",
    "people: {team: [{role: Chair, phone: ring the bell}]}",
    "ages: {groups: [{name: All, from: seven}]}",
    "ages: {groups: [{name: All, from: -1}]}",
    "ages: {groups: [{name: All, to: 100}]}",
    "online: {accounts: [{name: Page, platform: myspace}]}",
    "rules: {house: [be_nasty]}",
    "signposting: {checked_on: yesterday}",
    "images: {photos: none}",
]


@folded("text", REFUSED)
def test_it_refuses_what_is_plainly_wrong(text: str) -> None:
    assert refused(text)


def test_a_new_answers_file_names_the_schema_in_its_first_line() -> None:
    assert HEADER.splitlines()[0] == SCHEMA_LINE
    assert SCHEMA_LINE.endswith(f"$schema={SCHEMA_NAME}")
    document = AnswersDocument(OURS, CATALOGUE.questions, HEADER.encode())
    document.set("organisation.name", "Club")
    assert document.text.startswith(f"{SCHEMA_LINE}\n")


def test_the_schema_beside_the_answers_is_kept_up_to_date_only_where_it_lies(tmp_path: Path) -> None:
    workspace = Workspace.at(workspace_with("organisation:\n", tmp_path))
    renew_schema(workspace)
    assert not schema_file(workspace).exists()
    schema_file(workspace).write_text("{}", encoding="utf-8")
    renew_schema(workspace)
    assert schema_file(workspace).read_text(encoding="utf-8") == schema_text(CATALOGUE)
    before = schema_file(workspace).stat().st_ino
    renew_schema(workspace)
    assert schema_file(workspace).stat().st_ino == before


def test_the_command_prints_it() -> None:
    command = [str(Path(sys.executable).with_name("policypack")), "-C", str(CHECKOUT), "schema"]
    ran = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    assert json.loads(ran.stdout) == SCHEMA


@folded("text", ["organisation:\n  name: Club\n", f"{SCHEMA_LINE}\norganisation:\n  name: Club\n"])
def test_a_new_workspace_has_the_schema_beside_its_answers_and_names_it_once(text: str, tmp_path: Path) -> None:
    workspace = Workspace.at(tmp_path / "club")
    make_workspace(workspace, text)
    assert schema_file(workspace).read_text(encoding="utf-8") == schema_text(CATALOGUE)
    made = workspace.answers_file.read_text(encoding="utf-8")
    assert made == f"{SCHEMA_LINE}\n{VERSION_LINE}\n\norganisation:\n  name: Club\n"
