"""New groups: a workspace for each row of a table, with what the body knows, and an invitation to go on with it.

The table has the column that names workspaces in every other run (:data:`policypack.many.groups.COLUMN`), so that it
serves for both. A body knows what a group is called, and the address that goes with its lead's role: no name of a
person is asked for, and nothing else is filled in, for nobody's answers are invented.
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from io import StringIO
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from policypack.answers.form_comments import with_form_comments
from policypack.answers.reader import answers_of
from policypack.base.problems import Problem, ProblemsFoundError, one_problem, raise_if_any
from policypack.base.workspace import Workspace, shipped
from policypack.content.catalogue import Catalogue, load_catalogue
from policypack.facts import FACTS
from policypack.files.atomic import write_whole
from policypack.files.text_files import decode, read_data
from policypack.files.yaml_nodes import parse_yaml
from policypack.many.groups import COLUMN
from policypack.many.outcome import Outcome
from policypack.questionnaire.new_workspace import make_workspace, require_room
from policypack.questionnaire.welcome import minutes

if TYPE_CHECKING:
    from collections.abc import Container
    from datetime import date

INVITATION = "INVITATION.txt"
_LARGEST_TABLE = 20_000_000


@dataclass(frozen=True, slots=True)
class NewGroup:
    """A group to be made. name: of its folder. root: of its workspace. answers, invitation: texts."""

    name: str
    root: Path
    answers: str
    invitation: str


def read_new_groups(table: Path, target: Path, today: date) -> list[NewGroup]:
    """Read the groups to be made in a folder.

    Raises ProblemsFoundError with all that is wrong with the table, a line each; nothing is made then.
    """
    text = decode(read_data(table, table.name, _LARGEST_TABLE), table.name)
    rows = csv.DictReader(StringIO(text))
    missing = [column for column in (COLUMN, "name") if column not in (rows.fieldnames or ())]
    if missing:
        one_problem(
            table.name, f"a table with a column `{missing[0]}` is wanted", line=1, given=text.partition("\n")[0]
        )
    catalogue = load_catalogue(Workspace.at(shipped("content").parent))
    found: dict[PurePosixPath, NewGroup] = {}
    problems: list[Problem] = []
    for row in rows:
        said = {column: (row.get(column) or "").strip() for column in (COLUMN, "name", "lead", "email")}
        place = PurePosixPath(said[COLUMN])
        if (wrong := _wrong(said, place, found)) is not None:
            column, wanted = wrong
            problems.append(Problem(table.name, rows.line_num, column, said[column] or None, wanted))
        else:
            answers = _answers(said)
            try:
                answers_of(parse_yaml(answers, table.name), catalogue, today, FACTS, target, table.name)
            except ProblemsFoundError as error:
                line = rows.line_num
                problems += [Problem(table.name, line, one.question, one.given, one.wanted) for one in error.problems]
            else:
                found[place] = _group(place, target, answers, said["name"], catalogue)
    raise_if_any(problems)
    if not found:
        one_problem(table.name, "a row for each group is wanted below the first line")
    return list(found.values())


def _wrong(said: dict[str, str], place: PurePosixPath, found: Container[PurePosixPath]) -> tuple[str, str] | None:
    """Return the column of a row in which something is wrong, and what is wanted there; None where nothing is."""
    if not place.parts or place.is_absolute() or ".." in place.parts or "\\" in said[COLUMN]:
        return COLUMN, "a folder inside the one that --to names is wanted, such as north/first-scouts"
    if place in found:
        return COLUMN, "this folder stands in a row above, too"
    if not said["name"]:
        return "name", "what the group is called is wanted here"
    if bool(said["lead"]) != bool(said["email"]):
        return "lead" if said["email"] else "email", "a role and its address are wanted together, or neither"
    return None


def made(group: NewGroup) -> Outcome:
    """Make a workspace and the invitation in it, or leave the one that is there as it is."""
    try:
        if Workspace.at(group.root).answers_file.exists():
            return Outcome(group.name, "kept")
        workspace = require_room(group.root)
        if not (workspace.root / INVITATION).exists():
            workspace.root.mkdir(parents=True, exist_ok=True)
            write_whole(workspace.root / INVITATION, workspace.root, group.invitation)
        return Outcome(
            group.name, "made", notes=tuple(make_workspace(workspace, group.answers))
        )  # the answers come last
    except ProblemsFoundError as error:
        return Outcome(group.name, "refused", problems=tuple(map(str, error.problems)))
    except OSError as error:
        return Outcome(group.name, "refused", problems=(f"it cannot be written ({error.strerror})",))


def _answers(said: dict[str, str]) -> str:
    """Return an answers file with what a row says. What stands in quotes in JSON is a text in YAML as well."""
    name, lead, email = (json.dumps(said[column], ensure_ascii=False) for column in ("name", "lead", "email"))
    answers = f"organisation:\n  name: {name}\n"
    return answers + (f"people:\n  team:\n    - role: {lead}\n      email: {email}\n" if said["lead"] else "")


def _group(place: PurePosixPath, target: Path, answers: str, name: str, catalogue: Catalogue) -> NewGroup:
    template = shipped("templates") / "body" / "invitation.txt"
    invitation = template.read_text(encoding="utf-8").replace("GROUP", " ".join(name.split()))
    for mark, quick in (("SHORT", True), ("LONG", False)):
        invitation = invitation.replace(mark, str(minutes(catalogue.questions, quick=quick)))
    return NewGroup(str(place), target.absolute() / place, with_form_comments(answers, catalogue), invitation)
