"""Two copies of the answers that met, on a shared drive or in git: what differs, chosen one by one, nothing lost.

Only the answers file is read for pages. A copy beside it is held against it; once somebody has chosen, it is kept under
a name that says so.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policypack.answers.differences import differences, made, said_in
from policypack.answers.reader import answers_of
from policypack.answers.step_sets import sets_of
from policypack.base.problems import ProblemsFoundError, shown_path
from policypack.facts import FACTS
from policypack.files.atomic import require_no_link, write_whole
from policypack.files.conflicted_copies import copies_beside
from policypack.files.merge_marks import both_versions, without_gaps
from policypack.files.text_files import read_text
from policypack.files.yaml_mending import mended
from policypack.files.yaml_nodes import parse_yaml
from policypack.questionnaire.said_words import rows_of_steps

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from pathlib import Path

    from policypack.answers.differences import Said, Step
    from policypack.base.problems import Problem
    from policypack.base.workspace import Workspace
    from policypack.content.catalogue import Catalogue
    from policypack.questionnaire.engine import Engine
    from policypack.questionnaire.said_words import SaidRow

_OTHER_SIDE = "answers (conflicted copy, the other side of the merge)"


@dataclass(frozen=True, slots=True)
class Difference:
    """What two copies say otherwise, to be chosen as one. rows: in words; `was` is the answers file, `now` the copy."""

    steps: tuple[Step, ...]
    rows: tuple[SaidRow, ...]


@dataclass(frozen=True, slots=True)
class OtherCopy:
    """A copy beside the answers file.

    name: its file's. problems: what is wrong with it, where it cannot be read. differences: what it says otherwise;
    none where it says nothing at all.
    version: another one means that either of the two was changed meanwhile.
    """

    name: str
    problems: tuple[str, ...]
    differences: tuple[Difference, ...]
    version: str


def has_merge_marks(workspace: Workspace) -> bool:
    """Say whether git wrote two versions into the answers file. Raises ProblemsFoundError where it cannot be read."""
    return both_versions(read_text(workspace.answers_file, workspace.root)) is not None


def part_merged(workspace: Workspace, catalogue: Catalogue, today: date) -> str:
    """Make two files of an answers file with merge marks, and say so in a sentence or two; "" where it has none.

    The answers file keeps our side, the other lies beside it as a copy of which somebody chooses, and the file as it
    was is kept. Whoever calls it holds the workspace's lock. Raises ProblemsFoundError, and changes nothing, where
    either side cannot be read.
    """
    file, root = workspace.answers_file, workspace.root
    text = read_text(file, root)
    versions = both_versions(text)
    if versions is None:
        return ""
    name = shown_path(file, root)
    problems: list[Problem] = []
    for version, side in zip(versions, ("above", "below"), strict=True):
        try:
            _said_of(version, f"{name} (the version {side} =======)", workspace, catalogue, today)
        except ProblemsFoundError as error:
            problems += error.problems
    if problems:
        raise ProblemsFoundError(problems)
    ours, theirs = (without_gaps(version, text) for version in versions)
    kept = _free(file.parent, f"put-together-{today.isoformat()}-answers with both versions.yml")
    other = _free(file.parent, f"{_OTHER_SIDE}.yml", theirs)
    write_whole(kept, root, text, like=file)
    write_whole(other, root, theirs, like=file)
    write_whole(file, root, ours)
    return (
        f"{file.name} held two versions, which git had merged. They are two files now, and {file.name} says what stood "
        f"first until you have chosen; the file as it was is kept as “{kept.name}”."
    )


def other_copies(engine: Engine) -> list[OtherCopy]:
    """Return the copies that lie beside the answers file, each with what it says otherwise."""
    return [_copy(engine, name) for name in copies_beside(engine.workspace.answers_file)]


def _copy(engine: Engine, name: str) -> OtherCopy:
    workspace = engine.workspace
    file, said = workspace.site_config / name, engine.said()
    try:
        text = read_text(file, workspace.root)
        shown = shown_path(file, workspace.root)
        theirs = _said_of(text, shown, workspace, engine.catalogue, engine.today)
    except ProblemsFoundError as error:
        return OtherCopy(name, tuple(map(str, error.problems)), (), "")
    steps = differences(said, theirs, engine.history.labels) if theirs else ()
    sets = sets_of(steps, said, engine.catalogue.questions)
    version = hashlib.sha256(repr((said, theirs)).encode()).hexdigest()[:16]
    return OtherCopy(name, (), tuple(Difference(one, tuple(rows_of_steps(engine, one))) for one in sets), version)


def _said_of(text: str, name: str, workspace: Workspace, catalogue: Catalogue, today: date) -> Said:
    node = parse_yaml(mended(text)[0], name)
    if node.value is not None:
        answers_of(node, catalogue, today, FACTS, workspace.site_config, name)
    return said_in(node)


def put_together(engine: Engine, copy: OtherCopy, taken: Collection[int]) -> str:
    """Take from a copy what somebody chose, put the copy aside, and return the name under which it is kept.

    taken: the places (from 0) in its differences of those that are as the copy has them; the others stay as they are.
    Raises ValueError with what is wanted where these choices do not fit together, and ProblemsFoundError where a file
    cannot be written; nothing is changed then, but for a copy that cannot be put aside: it stays beside the answers.
    """
    steps = [step for place, one in enumerate(copy.differences) if place in taken for step in one.steps]
    said = engine.said()
    if made(said, steps, engine.history.labels) != said:
        engine.make(steps)
    return set_aside(engine, copy.name)


def set_aside(engine: Engine, name: str) -> str:
    """Keep a copy under a name that says that it was put together, and return that name. Raises ProblemsFoundError."""
    workspace = engine.workspace
    copy = workspace.site_config / name
    require_no_link(copy, workspace.root)
    kept = _free(workspace.site_config, f"put-together-{engine.today.isoformat()}-{name}")
    write_whole(kept, workspace.root, copy.read_bytes(), like=copy)
    copy.unlink()
    return kept.name


def _free(folder: Path, name: str, text: str | None = None) -> Path:
    """Return a file that is not there yet, by this name or with a number. text: one that says this may be there."""
    file, number = folder / name, 2
    while file.exists() and (text is None or file.read_text(encoding="utf-8", errors="replace") != text):
        file, number = folder / f"{name.removesuffix('.yml')} ({number}).yml", number + 1
    return file
