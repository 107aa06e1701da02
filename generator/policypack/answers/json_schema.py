"""A JSON Schema of the answers file: completion and hover help in editors, from the questions (invariant 5).

It is lighter than the reader, which alone judges answers (reader.py). Editors read YAML 1.2:
`yes` is text there, `true` a truth value, `7` a number and `2026-11-22` text.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from policypack.answers.types.question_type import TEXT_OR_NUMBER, one_of_schema
from policypack.answers.types.registry import type_of
from policypack.answers.versions import MADE_WITH
from policypack.content.catalogue import load_catalogue
from policypack.content.questions import NONE, NOT_DECIDED
from policypack.files.atomic import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from policypack.answers.types.question_type import Schema
    from policypack.base.workspace import Workspace
    from policypack.content.catalogue import Catalogue
    from policypack.content.questions import Question

SCHEMA_NAME = "answers.schema.json"
SCHEMA_LINE = f"# yaml-language-server: $schema={SCHEMA_NAME}"
"""The first line of an answers file. Editors with a YAML language server look for it."""
_MODELINE = "yaml-language-server: $schema="

_EMPTY: Schema = {"type": "null"}
"""A key with nothing behind it: a question that is not answered yet."""
_PUT_OFF: Schema = {"const": NOT_DECIDED, "title": "Put off on purpose; `policypack ask` asks again"}


def answers_schema(catalogue: Catalogue) -> Schema:
    """Return the JSON Schema (draft 2020-12) of an answers file, with the sections and questions in their order."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "policypack answers",
        "description": "What an organisation answered. `policypack check` says more about each answer than an editor.",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            MADE_WITH: {**TEXT_OR_NUMBER, "title": "The policypack that last wrote this file; leave it as it is"},
        }
        | {
            section.id: {
                "title": section.title,
                "description": section.intro,
                "type": ["object", "null"],
                "additionalProperties": False,
                "properties": _properties(section.questions, catalogue),
            }
            for section in catalogue.questions.sections
        },
        "$defs": {source: one_of_schema(labels) for source, labels in catalogue.rows.items()},
    }


def schema_text(catalogue: Catalogue) -> str:
    """Return the schema as the text of a JSON file."""
    return json.dumps(answers_schema(catalogue), indent=2, ensure_ascii=False) + "\n"


def schema_file(workspace: Workspace) -> Path:
    """Return where the schema of a workspace lies: beside its answers."""
    return workspace.site_config / SCHEMA_NAME


def with_schema_line(text: str) -> str:
    """Return an answers file whose first line names the schema, for editors; one that names any stays as it is."""
    return text if _MODELINE in text else f"{SCHEMA_LINE}\n{text}"


def write_schema(workspace: Workspace) -> None:
    """Put the schema beside the answers where it is missing. Raises ProblemsFoundError where it cannot be written."""
    file = schema_file(workspace)
    if not file.exists():
        write_whole(file, workspace.root, schema_text(load_catalogue(workspace)))


def renew_schema(workspace: Workspace) -> None:
    """Bring the schema up to date where it lies beside the answers, or where these name it. Raises as write_schema."""
    file, answers = schema_file(workspace), workspace.answers_file
    is_named = answers.is_file() and answers.read_text(encoding="utf-8", errors="replace").startswith(SCHEMA_LINE)
    if not (file.is_file() or is_named):
        return
    text = schema_text(load_catalogue(workspace))
    if not file.is_file() or file.read_text(encoding="utf-8", errors="replace") != text:
        write_whole(file, workspace.root, text)


def _properties(questions: Iterable[Question], catalogue: Catalogue) -> dict[str, Schema]:
    return {question.id: _of(question, catalogue) for question in questions}


def _of(question: Question, catalogue: Catalogue) -> Schema:
    example = f" Example: {question.example}" if question.example else ""
    said: Schema = {
        "title": question.prompt,
        "description": f"{question.why}{example}\n\nWho would know: {question.who}",
    }
    kind = type_of(question)
    if question.example and (examples := kind.examples(question.example)):
        said["examples"] = examples
    words = [_PUT_OFF, _EMPTY]
    if question.none is not None or (question.type == "group" and not question.fewest):
        words.insert(0, {"const": NONE, "title": question.none or "There is none"})
    inside = _properties(question.questions, catalogue)
    return {**said, "anyOf": [*kind.schema(question, catalogue.rows, inside), *words]}
