"""A review that was stopped goes on where it was; one that is finished, or was begun long ago, begins anew."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from policypack.base.workspace import Workspace
from policypack.questionnaire.review import to_review
from policypack.questionnaire.review_begun import ReviewBegun
from tests.organisations import put, workspace_of
from tests.questionnaire.test_history import TODAY, engine_at


def test_what_was_looked_at_is_not_looked_at_again_until_the_review_is_finished(tmp_path: Path) -> None:
    engine = engine_at(workspace_of("swimming-club", tmp_path))
    rows = list(to_review(engine.answers))
    begun = ReviewBegun(engine.workspace, TODAY)
    for row in rows[:5]:
        begun.note(row)
    later = ReviewBegun(engine.workspace, TODAY + timedelta(days=9))
    assert later.first_left(rows) == 5
    assert later.since == TODAY
    assert later.first_left(rows[2:]) == 3  # what was taken out since is not counted
    later.finish()
    assert not engine.workspace.review_begun.exists()
    assert ReviewBegun(engine.workspace, TODAY).first_left(rows) == 0


@pytest.mark.parametrize("days", [-1, 31, 365])
def test_one_that_was_begun_long_ago_begins_anew(days: int, tmp_path: Path) -> None:
    engine = engine_at(workspace_of("swimming-club", tmp_path))
    rows = list(to_review(engine.answers))
    ReviewBegun(engine.workspace, TODAY).note(rows[0])
    assert ReviewBegun(engine.workspace, TODAY + timedelta(days=days)).first_left(rows) == 0


@pytest.mark.parametrize("text", ["", "[]", "{", '{"since": 3}', '{"since": "2026-11-22", "seen": [1]}', "[" * 9999])
def test_what_cannot_be_read_counts_as_nothing_looked_at(text: str, tmp_path: Path) -> None:
    put(tmp_path, "site_config/review_begun.json", text)
    assert ReviewBegun(Workspace.at(tmp_path), TODAY).since == TODAY
