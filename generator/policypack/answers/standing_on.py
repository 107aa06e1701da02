"""Standing on: what the bodies above say to a group's questions, and what of it stands among the group's answers.

A rule, a route or a look may be settled above (Question.settled_above). Locked, it holds whatever a group answers; of a
list of rules, a group may add to it. Not locked, it holds until the group answers otherwise. A suggestion is never
filled in. No answer of a group is ever looked at from above.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policypack.answers.called import called
from policypack.answers.laid_down import LaidDown
from policypack.answers.layer_file import read_layer_file
from policypack.base.problems import Gathering, Problem, one_problem, raise_if_any, shown_path
from policypack.files.yaml_nodes import read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from pathlib import Path

    from policypack.answers.laid_down import Strength
    from policypack.answers.layer_file import LayerFile
    from policypack.answers.model import Answers, Fact
    from policypack.answers.types.question_type import Value
    from policypack.base.workspace import Workspace
    from policypack.content.catalogue import Catalogue
    from policypack.files.yaml_nodes import Node

    Reads = Callable[[Workspace, Catalogue, date, Mapping[str, Fact], Path], Answers]


def standing_on(answers: Answers, workspace: Workspace, reads: Reads, root: Path | None = None) -> Answers:
    """Return the answers of a workspace together with what the bodies above settle.

    reads: what reads the answers of a workspace above, with what that stands on itself. root: the workspace from which
    paths are said, where that is another.
    Raises ProblemsFoundError with all that is wrong with the layers.
    """
    if not workspace.layer_file.is_file():
        return answers
    root = root or workspace.root
    own = read_layer_file(workspace, answers.catalogue.questions, root)
    if not workspace.above:
        return answers
    above = workspace.above[0]
    try_all = Gathering()
    theirs = try_all.read(lambda: reads(above, answers.catalogue, answers.today, answers.facts, root))
    layer = try_all.read(lambda: read_layer_file(above, answers.catalogue.questions, root))
    try_all.raise_if_any()
    return _put_together(answers, handed_on(theirs, layer, above, root), own)


def handed_on(answers: Answers, layer: LayerFile, above: Workspace, root: Path) -> dict[str, LaidDown]:
    """Return what a body hands on, by question: what it stands on itself, and its own answers.

    layer, above: its layer file, and its workspace. root: the workspace from which paths are said.
    Raises ProblemsFoundError for what is locked or suggested without an answer.
    """
    found = dict(answers.laid_down)
    name = name_below(answers, layer, above)
    file = shown_path(above.answers_file, root)
    node = read_yaml(above.answers_file, root)
    problems = []
    for key in ("locks", "suggests"):
        for qid, line in layer.named(key).items():
            if qid not in answers.values:
                where = shown_path(above.layer_file, root)
                problems.append(Problem(where, line, key, qid, "this has no answer there that could be handed on"))
    raise_if_any(problems)
    for question in answers.catalogue.questions:
        qid, before = question.qid, found.get(question.qid)
        if before is not None and before.strength == "locked" and question.type != "choices":
            continue
        strength: Strength | None = (
            "locked" if qid in layer.named("locks") or (before is not None and before.strength == "locked")
            else "suggested" if qid in layer.named("suggests")
            else "given" if question.settled_above
            else None
        )  # fmt: skip
        value, at = answers.values.get(qid), _at(node, qid)
        if strength is not None and value is not None and at is not None:
            raw = at.plain()
            given = [str(one) for one in raw] if isinstance(raw, list) else str(raw)
            adopted = dict(before.adopted_by) if before is not None else {}
            adopted = {one: adopted.get(one, name) for one in value} if isinstance(value, tuple) else {}
            found[qid] = LaidDown(name, strength, given, value, file, at.line, adopted)
    for qid, line in layer.named("asks_for").items():
        one = found.get(qid) or LaidDown(name, "asked for", "", None, shown_path(above.layer_file, root), line)
        found[qid] = replace(one, asked_by=name)
    return found


def name_below(answers: Answers, layer: LayerFile, above: Workspace) -> str:
    """Return what a body is called by those below it."""
    return layer.name or called(answers) or above.root.name


def _at(node: Node, qid: str) -> Node | None:
    """Return the node of an answer in an answers file; None where there is none."""
    for part in qid.split("."):
        inside = node.value.get(part) if isinstance(node.value, dict) else None
        if inside is None:
            return None
        node = inside
    return node


def _put_together(answers: Answers, laid: Mapping[str, LaidDown], own: LayerFile) -> Answers:
    values, not_taken, put_off = dict(answers.values), set[str](), set(answers.put_off)
    for qid, one in laid.items():
        mine = values.get(qid)
        if one.strength == "locked":
            put_off.discard(qid)
            if isinstance(one.value, tuple) and isinstance(mine, tuple):
                values[qid] = tuple(dict.fromkeys((*one.value, *mine)))
            else:
                if mine is not None and mine != one.value:
                    not_taken.add(qid)
                values[qid] = _there(one)
        elif one.strength == "given" and mine is None and qid not in put_off:
            values[qid] = _there(one)
    told = {qid: replace(one, reason=own.reasons.get(qid, "")) for qid, one in laid.items()}
    return replace(answers, values=values, put_off=frozenset(put_off), laid_down=told, not_taken=frozenset(not_taken))


def _there(one: LaidDown) -> Value:
    if one.value is None:  # nothing that holds is without an answer
        one_problem(one.file, "there is no answer here that could be handed on", line=one.line)
    return one.value
