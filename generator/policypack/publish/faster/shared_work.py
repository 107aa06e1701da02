"""What builds in one process leave to each other: the theme's templates, and Markdown that is HTML already."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mkdocs.structure.pages import Page

from policypack.base.shortcuts import SHARED_PAGES, UNCHANGED_CONTENT
from policypack.base.workspace import Workspace
from policypack.pack.own_content import load_content
from policypack.pack.pack import load_pack
from policypack.publish.faster.theme_templates import KeptEnvironment

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.toc import TableOfContents

    from policypack.content.catalogue import Catalogue
    from policypack.pack.pack import Pack


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
        self.environment = KeptEnvironment()
        self.converted: dict[tuple[str, str], Converted] = {}
        self.content: tuple[object, Catalogue] | None = None

    def pack(self, root: Path, today: date | None) -> Pack:
        """Load the pack of the workspace in `root`, with the last build's catalogue where no file of it changed."""
        workspace = Workspace.at(root)
        files = [(path, path.stat()) for path in workspace.find_all("content", "**/*.yml")]
        state = [(path, found.st_mtime_ns, found.st_size) for path, found in files]
        if not UNCHANGED_CONTENT.taken or self.content is None or self.content[0] != state:
            self.content = state, load_content(workspace)
        return load_pack(root, today, self.content[1])

    def page(self, title: str | None, file: File, config: MkDocsConfig) -> Page:
        """Return MkDocs' page of a file, with its `title` in the menu, which takes what is converted already."""
        if not SHARED_PAGES.taken:
            return Page(title, file, config)
        page = KeptPage(title, file, config)
        page.kept = self
        return page


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
