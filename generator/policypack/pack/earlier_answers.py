"""Earlier answers: those that a record was made from, of which the workspace keeps a copy beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.answers.reader import answers_as_far_as_read
from policypack.base.problems import ProblemsFoundError
from policypack.files.yaml_nodes import read_yaml
from policypack.pack.approval import ANSWERS

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from policypack.answers.model import Answers
    from policypack.pack.pack import Pack


def earlier_answers(pack: Pack, folder: Path, day: date) -> Answers | None:
    """Return the answers of which a copy lies in `folder`, as far as they can still be read, seen on a day.

    None where they cannot be read at all.
    """
    try:
        node = read_yaml(folder / ANSWERS, pack.workspace.root)
    except ProblemsFoundError:
        return None
    now = pack.answers
    return answers_as_far_as_read(node, now.catalogue, day, now.facts, pack.workspace.site_config)
