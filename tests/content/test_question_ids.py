"""Every question that the code names is a question."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import policypack
from policypack.content.catalogue import load_catalogue
from tests.shipped_text import OURS

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(policypack.__file__).parent
CATALOGUE = load_catalogue(OURS)
SECTIONS = "|".join(section.id for section in CATALOGUE.questions.sections)
LOOKS_LIKE_AN_ID = re.compile(rf"({SECTIONS})(\.[a-z][a-z0-9_]*){{1,2}}")
FILES = (".css", ".yml")
"""How names end that are those of files."""


def named(code: str) -> Iterator[tuple[int, str]]:
    """Yield each text in a module's code that looks like the id of a question, with its line."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and LOOKS_LIKE_AN_ID.fullmatch(node.value):
            yield node.lineno, node.value


def test_every_question_that_the_code_names_is_asked() -> None:
    found = [
        (f"{file.relative_to(PACKAGE)}:{line}", qid)
        for file in sorted(PACKAGE.rglob("*.py"))
        for line, qid in named(file.read_text("utf-8"))
        if not qid.endswith(FILES)
    ]
    assert len({qid for _, qid in found}) > 30, "the code names questions otherwise now; this test has to look anew"
    wrong = [f"{place}: there is no question {qid}" for place, qid in found if qid not in CATALOGUE.questions.by_qid]
    assert not wrong, "\n".join(wrong)


def test_an_id_that_is_no_question_is_found_wherever_it_stands_in_the_code() -> None:
    code = (
        'X = ("people.team", {"moderation.tmes": 1})\ndef f(a):\n    return a.get("ages.groups.youngest") or f"{a}"\n'
    )
    assert list(named(code)) == [(1, "people.team"), (1, "moderation.tmes"), (3, "ages.groups.youngest")]
