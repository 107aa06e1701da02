"""What builds in one process share: the theme's compiled templates, and Markdown that is turned into HTML already."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import jinja2
import material
import mkdocs.utils
from mkdocs.structure.pages import Page

import policypack
from policypack.base.workspace import Workspace, shipped
from policypack.files.template_cache import compiled_templates
from policypack.pack.own_content import load_content
from policypack.pack.pack import load_pack
from policypack.text.page_sections import sections_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.toc import TableOfContents
    from mkdocs.theme import Theme

    from policypack.content.catalogue import Catalogue
    from policypack.pack.pack import Pack
    from policypack.text.page_sections import Section


_PACKAGES = tuple(str(Path(str(package.__file__)).parent) for package in (material, mkdocs))
"""Where the theme and MkDocs lie."""


class Converted(NamedTuple):
    """A page's Markdown turned into HTML, with all that MkDocs takes from it, and the site's files at that time."""

    content: str
    toc: TableOfContents
    title: str | None
    anchors: set[str]
    links: dict[str, dict[str, str]]
    files: frozenset[str]


class Kept:
    """What the builds of one process leave to each other, for each public page is in two sites."""

    def __init__(self) -> None:
        self.environments: dict[tuple[str, ...], jinja2.Environment] = {}
        self.converted: dict[tuple[str, str], Converted] = {}
        self.content: tuple[object, Catalogue] | None = None
        self.divided: dict[str, tuple[str, list[Section]]] = {}

    def pack(self, root: Path, today: date | None) -> Pack:
        """Load the pack of the workspace in `root`, with the last build's catalogue where no file of it changed."""
        workspace = Workspace.at(root)
        files = [(path, path.stat()) for path in workspace.find_all("content", "**/*.yml")]
        state = [(path, found.st_mtime_ns, found.st_size) for path, found in files]
        if self.content is None or self.content[0] != state:
            self.content = state, load_content(workspace)
        return load_pack(root, today, self.content[1])

    def keep_templates(self, theme: Theme, *, renew: bool) -> None:
        """Let a theme make its template environment once: MkDocs and its plugins ask for it again and again.

        renew: look for changes of our own templates and the workspace's, as is wanted while serving.
        """
        make = theme.get_env
        ours = [folder for folder in theme.dirs if not folder.startswith(_PACKAGES)] if renew else []
        key = (*theme.dirs, *(f"{folder}/{name}" for folder in ours for name in _ThemeFiles(folder).list_templates()))

        def environment() -> jinja2.Environment:
            if key not in self.environments:
                self.environments = {key: _with_kept_templates(make(), theme.dirs)}
                self.environments[key].auto_reload = renew
            return self.environments[key]

        theme.get_env = environment  # type: ignore[method-assign] # MkDocs has no hook for it

    def page(self, title: str | None, file: File, config: MkDocsConfig) -> KeptPage:
        """Return MkDocs' page of a file, with its `title` in the menu, which takes what is converted already."""
        page = KeptPage(title, file, config)
        page.kept = self
        return page

    def sections(self, page: Page) -> list[Section]:
        """Return the sections of a page, which are those of another site where its HTML is the same there."""
        html = page.content or ""
        if page.url not in self.divided or self.divided[page.url][0] != html:
            self.divided[page.url] = html, sections_of(html)
        return self.divided[page.url][1]


class KeptPage(Page):
    """A page that is not converted anew where another build of this process has done so."""

    kept: Kept

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Convert the Markdown, unless the same was converted in a site with the same files.

        Or with fewer, where a build ends when a link leads nowhere: each link leads to the same place in both then.
        """
        names = frozenset(file.src_uri for file in files)
        key = (self.file.src_uri, str(self.markdown))
        found = self.kept.converted.get(key)
        if found is None or not (found.files == names or (config.strict and found.files < names)):
            super().render(config, files)
            links = {file.src_uri: anchors for file, anchors in (self.links_to_anchors or {}).items()}
            found = Converted(
                self.content or "", self.toc, self._title_from_render, self.present_anchor_ids or set(), links, names
            )
            self.kept.converted[key] = found
            return
        self.content, self.toc, self._title_from_render = found.content, found.toc, found.title
        self.present_anchor_ids = found.anchors
        targets = [(files.get_file_from_path(name), anchors) for name, anchors in found.links.items()]
        self.links_to_anchors = {file: anchors for file, anchors in targets if file is not None}


class _ThemeFiles(jinja2.FileSystemLoader):
    """A theme's templates and files. Its 14,500 icons are hidden files, which MkDocs would list and then leave out."""

    def list_templates(self) -> list[str]:
        """Return the names of all files that are not hidden."""
        found: set[str] = set()
        for place in self.searchpath:
            for folder, folders, files in os.walk(place):
                folders[:] = [name for name in folders if not name.startswith(".")]
                within = Path(folder).relative_to(place)
                found.update((within / name).as_posix() for name in files)
        return sorted(found)


def _with_kept_templates(environment: jinja2.Environment, folders: Sequence[str]) -> jinja2.Environment:
    environment.loader = _ThemeFiles(folders)
    places = [shipped("templates"), *map(Path, _PACKAGES)]
    environment.bytecode_cache = compiled_templates(places, [jinja2, mkdocs.utils, policypack])
    return environment
