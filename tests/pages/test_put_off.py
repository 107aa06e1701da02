"""Whatever was put off, every page is rendered: an answer that is not decided yet is none that a page can rest on."""

from __future__ import annotations

import json
from datetime import date
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
import yaml

from policypack.content.catalogue import load_catalogue
from policypack.content.questions import AUDIENCES, NOT_DECIDED, Question
from policypack.pack.pack import load_pack
from policypack.pages.render import Renderer
from tests.hardening.rounds import SOAK
from tests.organisations import CHECKOUT, workspace_with
from tests.shipped_text import OURS

TODAY = date(2026, 11, 22)
QUESTIONS = load_catalogue(OURS).questions
ANSWERS = (CHECKOUT / "tests" / "orgs" / "youth-theatre.yml").read_text(encoding="utf-8")
GROUPS = [question for question in QUESTIONS if question.type == "group"]
INSIDE = [[(group, inner) for inner in group.questions if inner.id != group.label] for group in GROUPS]
TOGETHER = [[one for one in some if one] for some in zip_longest(*INSIDE)]
SECTIONS = [section.id for section in QUESTIONS.sections]
AT_ONCE = 1 if SOAK else 2
TOGETHER = [[one for some in TOGETHER[at : at + AT_ONCE] for one in some] for at in range(0, len(TOGETHER), AT_ONCE)]
"""Questions that are put off at the same time: in the short round two of each group, in the long round each alone."""
if SOAK:
    TOGETHER = [[one] for some in INSIDE for one in some]


def answers() -> dict[str, Any]:
    """Return the answers of a test organisation as they stand in its file: every scalar as text."""
    found: dict[str, Any] = yaml.load(ANSWERS, yaml.BaseLoader)  # noqa: S506 - it makes nothing but text
    return found


def renders(data: dict[str, Any], folder: Path) -> None:
    """Render every page of a workspace with these answers. Raises what a page raises."""
    renderer = Renderer(load_pack(workspace_with(json.dumps(data), folder), TODAY))
    for audience in AUDIENCES:
        assert renderer.markdown(audience)


@pytest.mark.parametrize("put_off", TOGETHER, ids=lambda some: " ".join(inner.qid for _, inner in some))
def test_a_question_of_a_group_may_be_put_off_for_every_item(
    put_off: list[tuple[Question, Question]], tmp_path: Path
) -> None:
    data = answers()
    there = 0
    for group, inner in put_off:
        section, _, name = group.qid.partition(".")
        items = data[section].get(name)
        for item in items if isinstance(items, list) else ():
            item[inner.id] = NOT_DECIDED
            there += 1
    if not there:
        pytest.skip("this organisation has no item of it")
    renders(data, tmp_path)


@pytest.mark.parametrize("sections", [SECTIONS[at : at + AT_ONCE] for at in range(0, len(SECTIONS), AT_ONCE)])
def test_every_question_of_a_section_but_its_groups_may_be_put_off(sections: list[str], tmp_path: Path) -> None:
    data = answers()
    groups = {group.id for group in GROUPS}
    for section in sections:
        data[section] = {name: value if name in groups else NOT_DECIDED for name, value in data[section].items()}
    renders(data, tmp_path)
