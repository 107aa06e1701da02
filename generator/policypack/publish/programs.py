"""What a workspace brings along that runs on this machine, or takes something from it, when pages are made of it.

A workspace often comes by email from the person before. Its answers, pictures and pages are text to us. Its
``mkdocs.yml`` is more: MkDocs loads any plugin, hook or Markdown extension that stands there, fills in any template,
and puts environment variables into pages. What is not known to do none of that is listed here, so that a setting that
MkDocs gets one day is asked about rather than let through.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from policypack.base.problems import one_problem, quoted
from policypack.files.yaml_nodes import read_text
from policypack.text.english import listed
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
        """Say where it stands and what it is, on one line."""
        return f"{self.file}: {self.what}" if self.line is None else f"{self.file}:{self.line}: {self.what}"


def programs_of(workspace: Workspace) -> list[Program]:
    """Return what making the pages of a workspace would run, in the order of its files. Nothing is run for it.

    Raises ProblemsFoundError where ``mkdocs.yml`` cannot be read.
    """
    return [*_in_settings(workspace), *_templates(workspace)]


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
        if not (_is_known(key, value) and _is_plain(value)):
            said = " ".join(text[key.start_mark.index : value.end_mark.index].split())
            yield Program(SETTINGS, key.start_mark.line + 1, quoted(said), _digest(workspace.root, said, value))


def _is_known(key: yaml.Node, value: yaml.Node) -> bool:
    """Say whether a setting is one that runs nothing."""
    if key.value == "plugins":
        return set(_names(value)) <= _PLUGINS
    if key.value == "markdown_extensions":
        return set(_names(value)) <= EXTENSIONS.keys()
    if key.value == "theme" and isinstance(value, yaml.MappingNode):
        name = [inner.value for key, inner in value.value if key.value == "name"]
        return set(_names(value)) <= _THEME and name == ["material"]
    return (key.value == "theme" and value.value == "material") or str(key.value) in _WORDS


def _names(node: yaml.Node) -> Iterator[object]:
    """Return what is named in a list of names, of mappings from a name to its settings, or in one such mapping."""
    if isinstance(node, yaml.ScalarNode):
        yield node.value
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _names(item)
    else:
        for key, _ in node.value:
            yield str(key.value)


def _nodes(top: yaml.Node) -> Iterator[yaml.Node]:
    """Return every piece of a setting, each once, however often an alias repeats it."""
    seen: dict[int, yaml.Node] = {}
    waiting = [top]
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


def _is_plain(top: yaml.Node) -> bool:
    """Say whether a setting is text, numbers, lists and mappings: a tag makes something else of them."""
    return all(node.tag.startswith("tag:yaml.org,2002:") and "/" not in node.tag for node in _nodes(top))


def _digest(root: Path, said: str, value: yaml.Node) -> str:
    """Return what changes with a setting and with the files and folders of the workspace that it names."""
    found = hashlib.sha256(said.encode())
    for node in _nodes(value):
        if isinstance(node, yaml.ScalarNode) and node.value.strip():
            for file in _files(root / node.value):
                found.update(b"\0" + file.as_posix().encode() + b"\0" + file.read_bytes())
    return found.hexdigest()


def _files(place: Path) -> list[Path]:
    try:
        return [place] if place.is_file() else sorted(inner for inner in place.rglob("*") if inner.is_file())
    except (OSError, ValueError):  # no name that a file can have
        return []


def _templates(workspace: Workspace) -> Iterator[Program]:
    """Return the workspace's own templates as one: they run in a sandbox, and change from day to day."""
    *own, _ = workspace.folders("templates")
    names = sorted(file.relative_to(folder).as_posix() for folder in own for file in _files(folder))
    if names:
        few = names if len(names) < 4 else [*names[:3], f"{len(names) - 3} more"]  # noqa: PLR2004 - a line of them
        yield Program("templates", None, f"own templates, which can only fill in pages: {listed(few)}", "templates")
