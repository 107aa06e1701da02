"""About how many answers are left: near the truth for organisations of every size, and steadily fewer."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from statistics import mean

import pytest

from policypack.base.workspace import Workspace
from policypack.questionnaire.engine import Engine
from policypack.questionnaire.flow import Flow
from policypack.questionnaire.steps import AskQuestion, Finished
from policypack.questionnaire.welcome import parts
from tests.given import answer, given
from tests.organisations import workspace_of, workspace_with
from tests.questionnaire.forms import CATALOGUE, TODAY


def run_of(organisation: str, folder: Path, quick: bool) -> tuple[int, list[int], list[int], list[int]]:
    """Answer as an organisation does.

    Returns how many answers the welcome speaks of, how many are said to be left at each of them, how many really come,
    and by how many more are left after an item was added to a group.
    """
    source = Engine(Workspace.at(workspace_of(organisation, folder / "source")), CATALOGUE, TODAY)
    engine = Engine(Workspace.at(workspace_with("# nothing yet\n", folder / "run")), CATALOGUE, TODAY)
    begins = parts(engine.answers, quick=True) + (0 if quick else parts(engine.answers, quick=False))
    said: list[int] = []
    for_items = []
    while (asked := engine.next_question(quick)) is not None:
        if asked.kind == "answer":
            now = engine.progress(asked, quick).left
            if asked.opens_group and said and now > said[-1]:
                for_items.append(now - said[-1])
            said.append(now)
        answer(engine, asked, given(asked, source, engine))
    return begins, said, list(range(len(said), 0, -1)), for_items


@pytest.mark.parametrize(
    ("organisation", "quick", "most_wrong"),
    [
        ("swimming-club", False, 0.1),
        ("angling-club", False, 0.25),  # one person with one place: as few questions as there can be
        ("one-man-team", False, 0.22),
        ("scout-group", True, 0.2),
    ],
)
def test_what_is_said_to_be_left_is_near_what_really_comes_and_falls_steadily(
    organisation: str, quick: bool, most_wrong: float, tmp_path: Path
) -> None:
    """On average by so much of all answers. It rises only where an item is added, or an answer brings questions."""
    begins, said, real, for_items = run_of(organisation, tmp_path, quick)
    assert said[0] == begins
    assert said[-1] == 1
    assert mean(abs(one - other) for one, other in zip(said, real, strict=True)) <= most_wrong * len(real)
    rises = [after - before for before, after in pairwise(said) if after > before]
    assert sum(rises) - sum(for_items) <= 0.15 * len(real)
    assert sum(rises) <= 0.35 * len(real)
    # The last fifth is what somebody counts on.
    last = len(real) // 5
    assert mean(abs(one - other) for one, other in zip(said[-last:], real[-last:], strict=True)) <= 5


def test_what_is_left_of_one_section_alone_is_said_where_only_that_is_asked(tmp_path: Path) -> None:
    """What hangs on an answer counts until that is given: without a picture, nobody is asked what it shows."""
    engine = Engine(Workspace.at(workspace_with("# nothing yet\n", tmp_path)), CATALOGUE, TODAY)
    flow = Flow(engine, {}, only="brand")
    left = []
    while not isinstance(step := flow.next(), Finished):
        if isinstance(step, AskQuestion):
            left.append(step.about_left)
            flow.take(step.asked, "none" if step.asked.question.none else "not decided yet")
    assert left == [6, 5, 4, 2, 1]
