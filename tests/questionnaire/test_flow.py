"""docs/questions.md shows the questionnaire as it is."""

from __future__ import annotations

import re

import pytest

from policypack.content.catalogue import load_catalogue
from policypack.content.conditions import Condition
from policypack.content.questions import Question
from tests.flow import FILE, document, in_words
from tests.shipped_text import OURS

CATALOGUE = load_catalogue(OURS)
TEXT = document(CATALOGUE.questions)


def test_the_document_is_up_to_date() -> None:
    shown = FILE.read_text(encoding="utf-8") if FILE.exists() else ""
    assert shown == TEXT, "docs/questions.md is out of date; run: make docs"


@pytest.mark.parametrize("question", list(CATALOGUE.questions), ids=lambda question: question.qid)
def test_each_question_stands_in_its_sections_table_and_picture(question: Question) -> None:
    title = CATALOGUE.questions.section_of(question.qid).title
    section = re.split(r"^## ", TEXT, flags=re.MULTILINE)
    part = next(part for part in section if re.match(rf"\d+\. {re.escape(title)}\n", part))
    row = next(line for line in part.splitlines() if line.startswith(f"| `{question.qid}` | {question.prompt} |"))
    assert ("| always |" in row) == (question.when is None)
    assert part.count(f'["{question.prompt}"]') >= 1
    for point in question.points:
        assert point in row


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ({"question": "people.lead", "is": "none"}, "people.lead is none"),
        ({"question": "people.lead", "is_not": "none"}, "people.lead is not none"),
        ({"question": "adults.messaging", "is": ["own", "official"]}, "adults.messaging is own or official"),
        (
            {"question": "online.accounts.for_whom", "includes": "children"},
            "online.accounts.for_whom includes children",
        ),
        ({"fact": "several_accounts"}, "there is more than one place online"),
        (
            {"all": [{"fact": "several_accounts"}, {"not": {"question": "people.lead", "is": "none"}}]},
            "there is more than one place online and not (people.lead is none)",
        ),
        (
            {"any": [{"fact": "several_accounts"}, {"fact": "several_age_groups"}]},
            "there is more than one place online or there is more than one age group",
        ),
    ],
)
def test_a_condition_is_said_in_words(condition: dict[str, object], said: str) -> None:
    assert in_words(Condition.model_validate(condition)) == said


def test_every_edge_of_a_picture_joins_two_nodes_of_it() -> None:
    for picture in re.findall(r"```mermaid\n(.*?)```", TEXT, re.DOTALL):
        named = set(re.findall(r"^  (\w+)(?=[\[({])", picture, re.MULTILINE))
        joined = {node for line in picture.splitlines() if "-->" in line for node in re.findall(r"\w+(?= -->|$)", line)}
        assert joined == named
