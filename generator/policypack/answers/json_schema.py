"""A JSON Schema of the answers file: completion and hover help in editors, from the questions (invariant 5).

It is lighter than the reader, which alone judges answers (reader.py). Editors read YAML 1.2:
`yes` is text there, `true` a truth value, `7` a number and `2026-11-22` text.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from policypack.content.catalogue import load_catalogue
from policypack.content.questions import NONE, NOT_DECIDED
from policypack.files.atomic import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from policypack.base.workspace import Workspace
    from policypack.content.catalogue import Catalogue
    from policypack.content.questions import Question

SCHEMA_NAME = "answers.schema.json"
SCHEMA_LINE = f"# yaml-language-server: $schema={SCHEMA_NAME}"
"""The first line of an answers file. Editors with a YAML language server look for it."""
_MODELINE = "yaml-language-server: $schema="

Schema = dict[str, Any]

_EMPTY: Schema = {"type": "null"}
"""A key with nothing behind it: a question that is not answered yet."""
_PUT_OFF: Schema = {"const": NOT_DECIDED, "title": "Put off on purpose; `policypack ask` asks again"}
_TEXT_OR_NUMBER: Schema = {"type": ["string", "number"]}
"""A name such as 2012 is a number to an editor, and text to the reader."""
_SHAPES: dict[str, Schema] = {
    "email": {"type": "string", "pattern": "@"},
    "phone": {"type": ["string", "number"], "pattern": r"^[\s0-9+()-]*$"},
    "web address": {"type": "string", "pattern": r"\."},
    "date": {"type": "string", "pattern": "[0-9]{4}"},
    "colour": _TEXT_OR_NUMBER,
    "image": {"type": "string"},
    "weekly times": {"type": "string"},
}


def answers_schema(catalogue: Catalogue) -> Schema:
    """Return the JSON Schema (draft 2020-12) of an answers file, with the sections and questions in their order."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "policypack answers",
        "description": "What an organisation answered. `policypack check` says more about each answer than an editor.",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            section.id: {
                "title": section.title,
                "description": section.intro,
                "type": ["object", "null"],
                "additionalProperties": False,
                "properties": _properties(section.questions, catalogue),
            }
            for section in catalogue.questions.sections
        },
        "$defs": {source: _one_of(labels) for source, labels in catalogue.rows.items()},
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
        write_whole(file, schema_text(load_catalogue(workspace)))


def renew_schema(workspace: Workspace) -> None:
    """Bring the schema up to date where it lies beside the answers, or where these name it. Raises as write_schema."""
    file, answers = schema_file(workspace), workspace.answers_file
    is_named = answers.is_file() and answers.read_text(encoding="utf-8", errors="replace").startswith(SCHEMA_LINE)
    if not (file.is_file() or is_named):
        return
    text = schema_text(load_catalogue(workspace))
    if not file.is_file() or file.read_text(encoding="utf-8", errors="replace") != text:
        write_whole(file, text)


def _properties(questions: Iterable[Question], catalogue: Catalogue) -> dict[str, Schema]:
    return {question.id: _of(question, catalogue) for question in questions}


def _of(question: Question, catalogue: Catalogue) -> Schema:
    example = f" Example: {question.example}" if question.example else ""
    said: Schema = {
        "title": question.prompt,
        "description": f"{question.why}{example}\n\nWho would know: {question.who}",
    }
    if question.example and question.type != "group":
        said["examples"] = [int(question.example) if question.type == "number" else question.example]
    words = [_PUT_OFF, _EMPTY]
    if question.none is not None or (question.type == "group" and not question.fewest):
        words.insert(0, {"const": NONE, "title": question.none or "There is none"})
    return {**said, "anyOf": [*_forms(question, catalogue), *words]}


def _forms(question: Question, catalogue: Catalogue) -> list[Schema]:
    """Return the forms that an answer can have, but for the words that stand for no answer."""
    match question.type:
        case "text" | "long text":
            return [{**_TEXT_OR_NUMBER, "maxLength": question.longest}]
        case "number":
            bounds = {"minimum": question.lowest, "maximum": question.highest}
            return [{"type": "integer", **{name: bound for name, bound in bounds.items() if bound is not None}}]
        case "yes/no":
            return [_one_of({"yes": "Yes", "no": "No"}), {"type": "boolean"}]
        case "choice":
            return [_choice(question, catalogue)]
        case "choices":
            one = _choice(question, catalogue)
            return [{"type": "array", "items": one}, one]
        case "group":
            item = {
                "title": question.item,
                "type": "object",
                "required": [question.label],
                "additionalProperties": False,
                "properties": _properties(question.questions, catalogue),
            }
            return [{"type": "array", "items": item}]
    return [_SHAPES[question.type]]


def _choice(question: Question, catalogue: Catalogue) -> Schema:
    if question.choices:
        return _one_of({choice.value: choice.label for choice in question.choices})
    if question.choices_from in catalogue.rows:
        return {"$ref": f"#/$defs/{question.choices_from}"}
    # What is chosen among other answers is known to the reader alone: a schema sees one answer at a time.
    return {**_TEXT_OR_NUMBER, "description": f"One of {question.choices_from}"}


def _one_of(labels: dict[str, str]) -> Schema:
    # Without titles of their own: an editor would show one in place of the question, over an answer that is there.
    return {"enum": list(labels), "enumDescriptions": list(labels.values())}
