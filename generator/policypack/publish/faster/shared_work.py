"""What builds leave to each other: the theme's templates, and Markdown that is HTML already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from policypack.base.shortcuts import SHARED_PAGES, UNCHANGED_CONTENT
from policypack.base.workspace import Workspace
from policypack.pack.own_content import load_content
from policypack.pack.pack import load_pack
from policypack.publish.faster.kept_pages import Converted, Key, Pages, code_of, keep_pages, key_of, read_pages, way_of
from policypack.publish.faster.theme_templates import KeptEnvironment
from policypack.publish.programs import runs_more_than_ours
from policypack.text.markdown import to_html, without_front_matter

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File

    from policypack.content.catalogue import Catalogue
    from policypack.pack.pack import Pack


class Kept:
    """What the builds of one process leave to each other, for each public page is in two sites.

    workspace: where pages are taken from its last build as well, and kept for the next one. environment: what builds of
    other packs leave to this one.
    """

    def __init__(self, workspace: Workspace | None = None, environment: KeptEnvironment | None = None) -> None:
        self.content: tuple[object, Catalogue] | None = None
        self._workspace = None if workspace is None or runs_more_than_ours(workspace) else workspace
        self.environment = KeptEnvironment(None if self._workspace is None else environment)
        self._way = ""
        self._before, self._now = Pages({}, {}), Pages({}, {})

    def pack(self, root: Path, today: date | None) -> Pack:
        """Load the pack of the workspace in `root`, with the last build's catalogue where no file of it changed."""
        workspace = Workspace.at(root)
        files = [(path, path.stat()) for path in workspace.find_all("content", "**/*.yml")]
        state = [(path, found.st_mtime_ns, found.st_size) for path, found in files]
        if not UNCHANGED_CONTENT.taken or self.content is None or self.content[0] != state:
            self.content = state, load_content(workspace)
        return load_pack(root, today, self.content[1])

    def begin(self, config: MkDocsConfig) -> None:
        """Take from the last build what was converted in the way that this one converts."""
        if self._workspace is not None and (way := way_of(config)) != self._way:
            self._way, self._before = way, read_pages(self._workspace, way)

    def keep(self) -> None:
        """Keep what this build's pages became. Raises ProblemsFoundError where it cannot be written."""
        if self._workspace is not None and self._way:
            keep_pages(self._workspace, self._way, self._now)

    def found(self, key: Key, files: Files) -> Converted | None:
        """Return what a page became, if its links lead now where they led then."""
        one = self._now.converted.get(key) or self._before.converted.get(key)
        if one is None or any(_address(files, path) != address for path, address in one.asked.items()):
            return None
        self._now.converted[key] = one
        return one

    def note(self, key: Key, page: Converted) -> None:
        """Note what a page became."""
        self._now.converted[key] = page

    def html_of(self, source: str) -> str:
        """Return Markdown that belongs to no site as HTML."""
        code = code_of(source)
        self._now.html[code] = html = self._before.html.get(code) or to_html(source)
        return html

    def html_made(self, path: str, source: str) -> str | None:
        """Return what a page's Markdown has become in this build; None where it has not been converted.

        path: of its file. source: with its front matter, which MkDocs takes away before it converts the rest.
        """
        one = self._now.converted.get(key_of(path, without_front_matter(source).lstrip("\n")))
        return self._now.html.get(code_of(source)) if one is None else one.content

    def page(self, title: str | None, file: File, config: MkDocsConfig) -> Page:
        """Return MkDocs' page of a file, with its `title` in the menu, which takes what is converted already."""
        if not SHARED_PAGES.taken:
            return Page(title, file, config)
        page = KeptPage(title, file, config)
        page.kept = self
        return page


def _address(files: Files, path: str) -> str | None:
    """Return the address of a file of the site; None where it has none of that path."""
    file = files.get_file_from_path(path)
    return None if file is None else file.url


class _Asked(Files):
    """The files of a site, and the address of each that was asked for; None where there is none."""

    def __init__(self, files: Files) -> None:
        super().__init__(files)
        self.addresses: dict[str, str | None] = {}

    def get_file_from_path(self, path: str) -> File | None:
        file = super().get_file_from_path(path)
        self.addresses[path] = None if file is None else file.url
        return file


class KeptPage(Page):
    """A page that is not converted anew where another build of this process has done so."""

    kept: Kept

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Convert the Markdown, unless the same was converted already."""
        key = key_of(self.file.src_uri, str(self.markdown))
        found = self.kept.found(key, files)
        if found is None:
            super().render(config, asked := _Asked(files))
            links = {file.src_uri: anchors for file, anchors in (self.links_to_anchors or {}).items()}
            anchors = self.present_anchor_ids or set()
            found = Converted(self.content or "", self.toc, self._title_from_render, anchors, links, asked.addresses)
            self.kept.note(key, found)
            return
        self.content, self.toc, self._title_from_render = found.content, found.toc, found.title
        self.present_anchor_ids = found.anchors
        targets = [(files.get_file_from_path(name), anchors) for name, anchors in found.links.items()]
        self.links_to_anchors = {file: anchors for file, anchors in targets if file is not None}
