"""The version of policypack that last wrote an answers file: a line of the file itself, so that it goes where it goes.

A file without the line was written by 0.1.0, which knew none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn

from policypack.base.problems import Problem, ProblemsFoundError, one_problem, shown_path
from policypack.base.versions import FIRST, VERSION, is_older
from policypack.files.text_files import LARGEST_FILE
from policypack.files.yaml_nodes import Node, parse_yaml

if TYPE_CHECKING:
    from policypack.base.workspace import Workspace

MADE_WITH = "made_with"
"""The key at the top of an answers file."""
VERSION_LINE = f"{MADE_WITH}: {VERSION}"

_VERSION = re.compile(r"\d{1,4}(\.\d{1,4}){1,3}")
_LINE = re.compile(rf"^{MADE_WITH}[ \t]*:[ \t]*[\"']?({_VERSION.pattern})[\"']?[ \t]*(?:#.*)?\r?$", re.MULTILINE)
_SAID = re.compile(r"^[^\s#]", re.MULTILINE)
"""Anything but comments."""
_COMMENTS = re.compile(r"(?:#[^\n]*\n)*")


def version_of(node: Node, file: str) -> str:
    """Return the version that last wrote an answers file.

    node: of the whole file. file: its name in messages.
    Raises ProblemsFoundError where a newer policypack wrote it, or where what stands there is no version.
    """
    said = node.value.get(MADE_WITH) if isinstance(node.value, dict) else None
    if said is None:
        return FIRST
    given = said.value if isinstance(said.value, str) else ""
    if not _VERSION.fullmatch(given.strip()):
        wanted = f"a version such as {VERSION} is wanted; put back what policypack wrote here"
        raise ProblemsFoundError([Problem(file, said.line, MADE_WITH, given or None, wanted)])
    if is_older(VERSION, given.strip()):
        _refuse(file, said.line, given.strip())
    return given.strip()


def without_version(node: Node) -> Node:
    """Return what an answers file holds, but for the line of its version."""
    if not isinstance(node.value, dict) or MADE_WITH not in node.value:
        return node
    kept = {key: inner for key, inner in node.value.items() if key != MADE_WITH}
    return Node(kept or None, node.line)


def of_this_version(node: Node) -> Node:
    """Return what an answers file holds, with this version as the one that wrote it."""
    held = without_version(node).value
    return Node({MADE_WITH: Node(VERSION, node.line), **(held if isinstance(held, dict) else {})}, node.line)


def refuse_newer(workspace: Workspace) -> None:
    """Raise ProblemsFoundError where a newer policypack wrote the answers of a workspace.

    It looks for the one line, in a file that may have other faults or be of a form that nobody here knows yet.
    """
    version, line = _written(workspace)
    if is_older(VERSION, version):
        _refuse(shown_path(workspace.answers_file, workspace.root), line, version)


def written_before(workspace: Workspace) -> str:
    """Return the earlier version that wrote the answers of a workspace; "" where none did, or there are no answers."""
    version, _ = _written(workspace)
    return version if is_older(version) else ""


def _written(workspace: Workspace) -> tuple[str, int]:
    try:
        with workspace.answers_file.open("rb") as file:
            text = file.read(LARGEST_FILE).decode("utf-8", errors="replace")
    except OSError:  # what is wrong with it is said by whoever reads it
        return VERSION, 1
    found = _LINE.search(text)
    if found is None and not _SAID.search(text):
        return VERSION, 1
    return (FIRST, 1) if found is None else (found[1], text.count("\n", 0, found.start()) + 1)


def with_version(text: str) -> str:
    """Return the text of an answers file with the line of this version, below the comments that it begins with.

    text: a file that reads without a problem.
    """
    if _LINE.search(text):
        return _LINE.sub(VERSION_LINE, text, count=1)
    top = _COMMENTS.match(text)
    end = top.end() if top is not None else 0
    gap = "" if text[end:].startswith("\n") or not text[end:] else "\n"
    tried = (
        f"{text[:end]}{VERSION_LINE}\n{gap}{text[end:]}",
        re.sub(r"^(---[^\n]*\n)", rf"\1{VERSION_LINE}\n", text, count=1, flags=re.MULTILINE),
        re.sub(r"^\{", f"{{{VERSION_LINE}, ", text, count=1, flags=re.MULTILINE),  # all of it in brackets
    )
    return next((one for one in tried if _is_same(one, text)), tried[0])


def _is_same(found: str, text: str) -> bool:
    """Say whether the line was put so that nothing else reads otherwise, such as a layout in brackets would."""
    try:
        after = parse_yaml(found, "")
    except ProblemsFoundError:
        return False
    has_it = isinstance(after.value, dict) and MADE_WITH in after.value
    return has_it and without_version(after).plain() == without_version(parse_yaml(text, "")).plain()


def _refuse(file: str, line: int, version: str) -> NoReturn:
    wanted = (
        f"policypack {version} wrote this file and this is the older {VERSION}, which leaves it as it is; "
        f"install policypack {version} or a newer one"
    )
    one_problem(file, wanted, line=line)
