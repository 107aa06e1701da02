"""The layer file: what a workspace stands on, and what of its answers it lays down for those below it.

``site_config/layer.yml`` holds `extends` (the folder of the workspace above), `checksum` (where that is a packed layer,
which is refused once it differs from it by a byte), `name` (what those below call it), and three lists of questions:
`locks` (settled for all below), `suggests` (offered, and confirmed below) and `asks_for` (every group has to answer).
What else it answers and may settle (Question.settled_above) holds below until a group answers otherwise. `reasons`
says, by question, why this workspace answers otherwise than the one above.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policypack.base.extends import folder_above
from policypack.base.nearest import nearest
from policypack.base.problems import Problem, raise_if_any, shown_path
from policypack.files.sealed import SEAL, fault_of
from policypack.files.yaml_nodes import Node, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from policypack.base.workspace import Workspace
    from policypack.content.questions import Questions

_LISTS = ("locks", "suggests", "asks_for")
_KEYS = ("extends", "checksum", "name", *_LISTS, "reasons")


@dataclass(frozen=True)
class LayerFile:
    """What a layer file says. lists: questions with the line on which each is named, by the name of the list."""

    name: str = ""
    lists: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)

    def named(self, key: str) -> Mapping[str, int]:
        """Return the questions of a list (locks, suggests, asks_for), each with its line."""
        return self.lists.get(key, {})


def read_layer_file(workspace: Workspace, questions: Questions, root: Path | None = None) -> LayerFile:
    """Read a layer file; one that is missing says nothing.

    root: the workspace from which its path is said, where that is another.
    Raises ProblemsFoundError with all that is wrong with it, a circle or a fourth layer among it.
    """
    file = workspace.layer_file
    if not file.is_file():
        return LayerFile()
    name = shown_path(file, root or workspace.root)
    node = read_yaml(file, root or workspace.root)
    if not isinstance(node.value, dict):
        raise_if_any([Problem(name, node.line, "", None, f"names with a colon are wanted: {', '.join(_KEYS)}")])
        return LayerFile()
    problems = [*_unknown(node.value, name), *_above(workspace, node.value, name)]
    lists = {key: _questions(node.value.get(key), key, questions, name, problems) for key in _LISTS}
    for qid, line in lists["locks"].items():
        if not questions[qid].settled_above:
            wanted = "only a group can say what it does; suggest an answer, or ask for one, in place of settling it"
            problems.append(Problem(name, line, "locks", qid, wanted))
        if qid in lists["suggests"]:
            problems.append(Problem(name, line, "locks", qid, "this is suggested too; it is one or the other"))
    reasons = _reasons(node.value.get("reasons"), questions, name, problems)
    said = node.value["name"].value if "name" in node.value else ""
    raise_if_any(problems)
    return LayerFile(said if isinstance(said, str) else "", lists, reasons)


def _unknown(given: Mapping[str, Node], name: str) -> Iterator[Problem]:
    for key, inner in given.items():
        if key not in _KEYS:
            yield Problem(name, inner.line, key, None, f"this is none of {', '.join(_KEYS)}{nearest(key, _KEYS)}")
        elif key in {"extends", "checksum", "name"} and not isinstance(inner.value, str):
            yield Problem(name, inner.line, key, None, "one line of text is wanted here")


def _above(workspace: Workspace, given: Mapping[str, Node], name: str) -> Iterator[Problem]:
    said = given.get("extends")
    if said is None or not isinstance(said.value, str):
        return
    folder = (workspace.root / said.value).resolve()
    chain = [workspace, *workspace.above]
    if folder == workspace.root:
        yield Problem(name, said.line, "extends", said.value, "this is the workspace itself; name the one above it")
    elif not (folder / "site_config" / "answers.yml").is_file():
        yield Problem(name, said.line, "extends", said.value, "there is no workspace in this folder")
    elif fault := _broken(folder, given.get("checksum")):
        wanted = f"this packed layer is not what was put here ({fault}); `policypack layer update` puts it here anew"
        yield Problem(name, said.line, "extends", said.value, wanted)
    elif folder_of_last := _goes_on(chain):
        wanted = (
            "the workspaces above stand on each other in a circle"
            if folder_of_last in {one.root for one in chain}
            else f"a body, its region and a group are the most; {folder_of_last} would be one more"
        )
        yield Problem(name, said.line, "extends", said.value, wanted)


def _broken(folder: Path, checksum: Node | None) -> str:
    """Say what is wrong with a packed layer; "" where nothing is, or where it is no packed one."""
    noted = checksum.value if checksum is not None else None
    if isinstance(noted, str):
        return fault_of(folder, noted)
    return "no checksum of it is noted" if (folder / SEAL).exists() else ""


def _goes_on(chain: list[Workspace]) -> Path | None:
    """Return the folder that the last of a chain stands on, which is one too many or in the chain already."""
    said = folder_above(chain[-1].layer_file)
    return (chain[-1].root / said).resolve() if said else None


def _questions(node: Node | None, key: str, questions: Questions, name: str, problems: list[Problem]) -> dict[str, int]:
    if node is None or node.value is None:
        return {}
    if not isinstance(node.value, list):
        problems.append(Problem(name, node.line, key, None, "a list of questions is wanted, each behind a dash"))
        return {}
    found = {}
    for one in node.value:
        given = one.value if isinstance(one.value, str) else None
        question = questions.by_qid.get(given or "")
        if question is None:
            known = nearest(given or "", questions.by_qid)
            problems.append(Problem(name, one.line, key, given, f"there is no such question{known}"))
        elif question.type == "group" or question.qid.rpartition(".")[0] in questions.by_qid:
            wanted = "what is a list of places, people or areas is each group's own; name a question of a section"
            problems.append(Problem(name, one.line, key, given, wanted))
        else:
            found[question.qid] = one.line
    return found


def _reasons(node: Node | None, questions: Questions, name: str, problems: list[Problem]) -> dict[str, str]:
    if node is None or node.value is None:
        return {}
    if not isinstance(node.value, dict):
        problems.append(Problem(name, node.line, "reasons", None, "a question, a colon and a reason are wanted"))
        return {}
    found = {}
    for qid, inner in node.value.items():
        if qid not in questions.by_qid:
            known = nearest(qid, questions.by_qid)
            problems.append(Problem(name, inner.line, f"reasons.{qid}", None, f"there is no such question{known}"))
        elif not isinstance(inner.value, str) or not inner.value.strip():
            problems.append(Problem(name, inner.line, f"reasons.{qid}", None, "a reason in a few words is wanted"))
        else:
            found[qid] = " ".join(inner.value.split())
    return found
