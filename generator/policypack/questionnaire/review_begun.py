"""A review that was stopped: what was looked at already, so that it goes on there and does not begin again.

That an answer is still right leaves no trace in it, so it is noted beside the answers until the review is finished.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING

from policypack.files.atomic import require_no_link, write_whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policypack.answers.model import Item
    from policypack.base.workspace import Workspace
    from policypack.content.questions import Question

    Row = tuple[Question, Item | None]

_LASTS = timedelta(days=30)
"""What was looked at longer ago is looked at again: a review is of one time of the year."""


class ReviewBegun:
    """How far a review has come, on the disk from the first answer that was looked at until its end.

    today: the day of this run. What cannot be read counts as nothing looked at yet.
    """

    def __init__(self, workspace: Workspace, today: date) -> None:
        self._workspace = workspace
        self._today = today
        self.since = today
        self._seen: set[tuple[str, str]] = set()
        try:
            read = json.loads(workspace.review_begun.read_text(encoding="utf-8"))
            since = date.fromisoformat(read["since"])
            seen = {(str(qid), str(item)) for qid, item in read["seen"]}
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return
        if timedelta(0) <= today - since <= _LASTS:
            self.since, self._seen = since, seen

    def first_left(self, rows: Sequence[Row]) -> int:
        """Return the place of the first row that was not looked at; 0 where all were."""
        return next((place for place, row in enumerate(rows) if _key(row) not in self._seen), 0)

    def note(self, row: Row) -> None:
        """Note that a row was looked at. Raises ProblemsFoundError where that cannot be written."""
        self._seen.add(_key(row))
        text = json.dumps({"since": self.since.isoformat(), "seen": sorted(self._seen)}, ensure_ascii=False, indent=1)
        write_whole(self._workspace.review_begun, self._workspace.root, f"{text}\n")

    def finish(self) -> None:
        """Forget how far it has come, for the next one begins at the beginning."""
        self._seen.clear()
        require_no_link(self._workspace.review_begun, self._workspace.root)
        self._workspace.review_begun.unlink(missing_ok=True)


def _key(row: Row) -> tuple[str, str]:
    question, item = row
    return question.qid, item.name if item is not None else ""
