"""Each question type says all that has to be said of one, and its parts fit together."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

import policypack
from policypack.answers.types.question_type import Around, QuestionType
from policypack.answers.types.registry import type_of
from policypack.answers.values import read_value
from policypack.base.workspace import shipped
from policypack.content.catalogue import load_catalogue
from policypack.content.questions import Question
from tests.folded import folded
from tests.shipped_text import OURS

PACKAGE = Path(policypack.__file__).parent
CATALOGUE = load_catalogue(OURS)
WRITTEN = [
    one for one in CATALOGUE.questions if one.example and one.type not in ("image", "choice", "choices", "group")
]
PICTURES = shipped("site_config")

PARTS = [field.name for field in fields(QuestionType)]
FACES = ("terminal/asking.py", "browser/fields.py")


@folded("question", WRITTEN, ids=lambda question: question.qid)
def test_what_a_type_writes_reads_back_as_the_same_value(question: Question) -> None:
    kind, example = type_of(question), question.example or ""
    value = read_value(example, question, None, PICTURES)
    written = kind.write(value, example)
    assert isinstance(written, str)
    assert kind.read(written, question, Around(None, PICTURES)) == value
    assert kind.in_yaml(written) == written


@folded("question", WRITTEN, ids=lambda question: question.qid)
def test_an_answer_of_each_type_is_read_back_in_words(question: Question) -> None:
    value = read_value(question.example or "", question, None, PICTURES)
    assert type_of(question).in_words(value, {}).strip()


def test_a_picture_is_read_back_by_what_it_is_and_not_by_its_bytes() -> None:
    question = CATALOGUE.questions["brand.logo"]
    value = read_value("logo.svg", question, None, PICTURES)
    assert type_of(question).in_words(value, {}) == "SVG picture, 64 by 64 pixels"


@pytest.fixture(scope="module")
def complaints(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return what mypy says of a copy in which a name has no module, no face draws a field, and types lack a part."""
    folder = tmp_path_factory.mktemp("types")
    package = folder / "policypack"
    for source in (*(PACKAGE / "answers" / "types").glob("*.py"), *(PACKAGE / face for face in FACES)):
        copied = package / source.relative_to(PACKAGE)
        copied.parent.mkdir(parents=True, exist_ok=True)
        copied.write_bytes(source.read_bytes())
    types, questions = package / "answers" / "types", package / "content" / "questions.py"
    questions.parent.mkdir()
    questions.write_text(
        _with_name((PACKAGE / "content" / "questions.py").read_text("utf-8"), "group", "moon"), "utf-8"
    )
    shape = types / "question_type.py"
    shape.write_text(_with_name(shape.read_text("utf-8"), "items", "dial"), "utf-8")
    whole = (types / "date.py").read_text("utf-8")
    for part in PARTS:
        lacking, count = re.subn(rf"^    {part}=.*\n", "", whole, flags=re.MULTILINE)
        assert count == 1, part
        (types / f"lacks_{part}.py").write_text(lacking, "utf-8")
    for place in (package, *package.rglob("*")):
        if place.is_dir():
            (place / "__init__.py").touch()
    # Alone, without what they import, so that it takes a second or two; `make lint` looks at everything together.
    alone = ["--config-file=", "--follow-imports=skip", "--ignore-missing-imports", "--disable-error-code=attr-defined"]
    command = [
        sys.executable,
        "-m",
        "mypy",
        *alone,
        "--no-site-packages",
        "--cache-dir",
        str(folder / "cache"),
        "-p",
        "policypack",
    ]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout


def _with_name(code: str, last: str, name: str) -> str:
    more = code.replace(f'    "{last}",\n]', f'    "{last}",\n    "{name}",\n]')
    assert more != code
    return more


@folded("part", PARTS)
def test_a_type_that_lacks_a_part_is_a_type_error(complaints: str, part: str) -> None:
    assert re.search(rf'lacks_{part}\.py:[0-9]+: error: Missing named argument "{part}"', complaints), complaints


def test_a_name_without_a_module_is_a_type_error(complaints: str) -> None:
    assert re.search(r"registry\.py:[0-9]+: error: .*assert_never.*Literal\['moon'\]", complaints), complaints


@folded("face", FACES)
def test_a_kind_of_field_that_a_face_does_not_draw_is_a_type_error(complaints: str, face: str) -> None:
    assert re.search(rf"{face}:[0-9]+: error: .*assert_never.*Literal\['dial'\]", complaints), complaints


def test_nothing_else_is_wrong_with_the_types(complaints: str) -> None:
    errors = [line for line in complaints.splitlines() if ": error: " in line]
    assert len(errors) == len(PARTS) + 1 + len(FACES), complaints
