"""What a workspace brings along that runs on this machine, or takes something from it, when pages are made of it.

A workspace often comes by email from the person before. Its answers, pictures and pages are text to us. Its
``mkdocs.yml`` is more: MkDocs loads any plugin, hook or Markdown extension that stands there, fills in any template,
and puts environment variables into pages. What is not known to do none of that is listed here, so that a setting that
MkDocs gets one day is asked about rather than let through.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from policypack.base.problems import Problem, one_problem, quoted
from policypack.files.text_files import read_text
from policypack.text.markdown import EXTENSIONS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from policypack.base.workspace import Workspace

SETTINGS = "mkdocs.yml"
_WORDS = frozenset({
    "copyright", "dev_addr", "docs_dir", "edit_uri", "exclude_docs", "extra", "extra_css", "extra_javascript", "nav",
    "not_in_nav", "repo_name", "repo_url", "site_author", "site_description", "site_name", "site_url", "strict",
    "use_directory_urls", "validation", "watch",
})  # fmt: skip
"""Settings of MkDocs that are words, or name files that are published as they are, as own pages are."""
_THEME = frozenset(["name", "favicon", "features", "font", "icon", "language", "locale", "logo", "palette"])
"""Settings of the theme of which the same is true."""
_PLUGINS = frozenset({"policypack", "search"})


@dataclass(frozen=True, slots=True)
class Program:
    """Something that runs, or takes something from this machine.

    file: relative to the workspace. line: counted from 1, or None. what: as its reader knows it. digest: changes with
    what would be run, as far as that lies in the workspace.
    """

    file: str
    line: int | None
    what: str
    digest: str

    def __str__(self) -> str:
        """Say where it stands and what it is, on one line, as a problem does."""
        return str(Problem(self.file, self.line, "", None, self.what))


def programs_of(workspace: Workspace) -> list[Program]:
    """Return what making the pages of a workspace would run, in the order of its files. Nothing is run for it.

    Raises ProblemsFoundError where ``mkdocs.yml`` cannot be read.
    """
    return [*_in_settings(workspace), *_templates(workspace)]


def runs_more_than_ours(workspace: Workspace) -> bool:
    """Say whether ``mkdocs.yml`` has something run that may make other pages of the same Markdown.

    Raises ProblemsFoundError where it cannot be read.
    """
    return any(True for _ in _in_settings(workspace))


def _in_settings(workspace: Workspace) -> Iterator[Program]:
    file = workspace.root / SETTINGS
    if not file.is_file():  # whoever needs it says that it is missing
        return
    text = read_text(file, workspace.root)
    try:
        top = yaml.compose(text, yaml.SafeLoader)  # nothing is made of what it says
    except RecursionError:
        one_problem(SETTINGS, "this is nested too deep to be read")
    except yaml.YAMLError:
        return  # MkDocs reads no more of it than we do, and says where it breaks
    for key, value in top.value if isinstance(top, yaml.MappingNode) else []:
        if not (_is_plain(key, value) and _is_known(key, value)):
            start = key.start_mark
            aliased = [node.start_mark for node in _nodes(value) if node.start_mark.index < start.index]
            written = text[start.index : value.end_mark.index] or text[start.index :].partition("\n")[0]
            said = " ".join(written.split())
            what = quoted(said) + "".join(f", with what line {mark.line + 1} says" for mark in aliased[:1])
            yield Program(SETTINGS, start.line + 1, what, _digest(workspace.root, text if aliased else said, value))


def _is_known(key: yaml.Node, value: yaml.Node) -> bool:
    """Say whether a setting is one that runs nothing."""
    if key.value == "plugins":
        return _names(value) <= _PLUGINS
    if key.value == "markdown_extensions":
        return _names(value) <= EXTENSIONS.keys()
    if key.value == "theme" and isinstance(value, yaml.MappingNode):
        name = [inner.value for key, inner in value.value if key.value == "name"]
        return _names(value) <= _THEME and name == ["material"]
    return (key.value == "theme" and value.value == "material") or _name(key) in _WORDS


def _names(node: yaml.Node) -> set[str]:
    """Return what is named in a list of names, of mappings from a name to its settings, or in one such mapping."""
    items = node.value if isinstance(node, yaml.SequenceNode) else [node]
    named = ([key for key, _ in item.value] if isinstance(item, yaml.MappingNode) else [item] for item in items)
    return {_name(each) for names in named for each in names}


def _name(node: yaml.Node) -> str:
    """Return the name that is written in a place for one; a list or mapping there is no name that anybody knows."""
    return node.value if isinstance(node, yaml.ScalarNode) else ""


def _nodes(*tops: yaml.Node) -> Iterator[yaml.Node]:
    """Return every piece of a setting, each once, however often an alias repeats it."""
    seen: dict[int, yaml.Node] = {}
    waiting = [*tops]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen[id(node)] = node
        yield node
        if isinstance(node, yaml.SequenceNode):
            waiting += node.value
        elif isinstance(node, yaml.MappingNode):
            waiting += [inner for pair in node.value for inner in pair]


def _is_plain(*tops: yaml.Node) -> bool:
    """Say whether a setting is text, numbers, lists and mappings: a tag makes something else of them."""
    return all(node.tag.startswith("tag:yaml.org,2002:") and "/" not in node.tag for node in _nodes(*tops))


def _digest(root: Path, said: str, value: yaml.Node) -> str:
    """Return what changes with a setting and with the files and folders of the workspace that it names."""
    named = {node.value for node in _nodes(value) if isinstance(node, yaml.ScalarNode)} - {""}
    found = hashlib.sha256(said.encode())
    for file in sorted({file for name in named for file in _files(root, name)}):
        found.update(b"\0" + bytes(file) + b"\0")
        with suppress(OSError):  # nobody else reads it either
            found.update(file.read_bytes())
    return found.hexdigest()


def _files(root: Path, name: str) -> list[Path]:
    """Return the file of that name in the workspace, or the files of that folder; none that lie outside."""
    try:
        place = (root / name).resolve()
        if not place.is_relative_to(root):  # "/" is the whole machine
            return []
        inside = [place] if place.is_file() else place.rglob("*")
        return [file for file in inside if file.is_file() and file.resolve().is_relative_to(root)]
    except (OSError, ValueError, RuntimeError):  # no name that a file can have, or links in a circle
        return []


def _templates(workspace: Workspace) -> Iterator[Program]:
    """Return the workspace's own templates as one: they run in a sandbox, and change from day to day."""
    *own, _ = workspace.folders("templates")
    found = ((file, folder) for folder in own for file in folder.rglob("*") if file.is_symlink() or not file.is_dir())
    names = sorted(file.relative_to(folder).as_posix() for file, folder in found)
    if names:
        few = names if len(names) < 4 else [*names[:3], f"and {len(names) - 3} more"]  # noqa: PLR2004 - a line of them
        yield Program("templates", None, f"own templates, which can only fill in pages: {', '.join(few)}", "templates")
