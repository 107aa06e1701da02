"""A name that is refused where it stands brings no second problem where it is used."""

from __future__ import annotations

from pathlib import Path

import pytest

from policypack.answers.reader import answers_of
from policypack.base.problems import ProblemsFoundError
from policypack.content.catalogue import load_catalogue
from policypack.content.questions import Question
from policypack.facts import FACTS
from policypack.files.yaml_nodes import parse_yaml
from tests.answers.test_reader import TODAY
from tests.folded import folded
from tests.shipped_text import OURS

CATALOGUE = load_catalogue(OURS)
NAMED = [
    question
    for question in CATALOGUE.questions
    if question.choices_from in CATALOGUE.questions.by_qid
    and question.choices_from not in CATALOGUE.rows
    and CATALOGUE.questions[question.choices_from].type == "group"
]
"""Questions that choose among the items of a group."""


def problems_of(text: str) -> list[str]:
    with pytest.raises(ProblemsFoundError) as found:
        answers_of(parse_yaml(text, "answers.yml"), CATALOGUE, TODAY, FACTS, Path(), "answers.yml")
    return [str(problem) for problem in found.value.problems]


def _written(qid: str, name: str) -> tuple[str, str]:
    """Return the section, and the lines of an answer that names an item."""
    section, _, rest = qid.partition(".")
    group, _, short = rest.rpartition(".")
    if not group:
        return section, f"  {rest}: {name}\n"
    label = CATALOGUE.questions[f"{section}.{group}"].label
    named = "" if label == short else f"{label}: Something, "
    return section, f"  {group}:\n    - {{{named}{short}: {name}}}\n"


@folded("question", NAMED, ids=lambda question: question.qid)
@folded("refused", ['"[name]"', "TBC", '"..."'])
def test_a_refused_name_of_an_item_is_one_problem_wherever_it_is_used(question: Question, refused: str) -> None:
    qid, source = question.qid, question.choices_from or ""
    section, _, short = source.partition(".")
    label = CATALOGUE.questions[source].label
    there = f"  {short}:\n    - {{{label}: {refused}}}\n"
    where, used = _written(qid, refused)
    if where == section and f"  {short}:\n" in used:  # an item that names another of its own group
        pytest.skip("it stands in the group itself")
    text = f"{section}:\n{there}{used}" if where == section else f"{section}:\n{there}{where}:\n{used}"
    found = [one for one in problems_of(text) if f" {source}[1].{label}:" in one or f"(from {source})" in one]
    assert len(found) == 1, found


@folded(
    "text",
    [
        "people:\n  team: Chair\n  lead: Chair\n",
        "people:\n  taem:\n    - {role: Chair}\n  lead: Chair\n",
        "poeple:\n  team:\n    - {role: Chair}\npeople:\n  lead: Chair\n",
        "people:\n  team:\n    - Chair\n  lead: Chair\n",
        "organisation:\n  nations: [atlantis]\nreporting:\n  local:\n    - {area: Town, nation: atlantis}\n",
        "organisation:\n  nations: [england, atlantis]\nreporting:\n  local:\n    - {area: Town, nation: england}\n",
        "people:\n  team:\n    - {email: chair@example.org}\n  lead: Chair\n",
        "people:\n  team:\n    - {role: TBC}\n    - {role: Chair}\n  lead: tbc.\n",
    ],
)
def test_an_answer_that_is_lost_as_a_whole_is_one_problem_too(text: str) -> None:
    assert len(problems_of(text)) == 1, problems_of(text)


def test_another_name_than_the_refused_one_is_still_a_problem_of_its_own() -> None:
    found = problems_of("people:\n  team:\n    - {role: TBC}\n    - {role: Chair}\n  lead: Treasurer\n")
    assert len(found) == 2
    assert 'people.lead: given "Treasurer": one of Chair is wanted' in found[1]
