"""Pages as HTML, kept from one build of a workspace to the next: most of them say what they said before.

They lie beside what else the last build noted, in ``site_config/last_build/``, and hold what the pages held. Whoever
hands on a workspace could put other words there, which no answer and no template shows: so a file counts only with a
code that is made with a secret of this user, on this machine. Where there is none, each page is made anew.
"""

from __future__ import annotations

import json
import secrets
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from mkdocs.structure.toc import get_toc

import policypack
from policypack.base.shortcuts import KEPT_PAGES
from policypack.files.atomic import write_whole
from policypack.files.cache import cache_folder, digest_of, keep, kept, stamp
from policypack.files.text_files import LARGEST_RECORD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.toc import AnchorLink, TableOfContents

    from policypack.base.workspace import Workspace

NAME = "pages.json"
_MAKERS = ("Markdown", "mkdocs", "pymdown-extensions")
"""The packages that turn Markdown into HTML."""

Key = tuple[str, str]
"""A page's path, and a code of its Markdown."""


class Converted(NamedTuple):
    """A page's Markdown turned into HTML, with all that MkDocs takes from it.

    asked: the files of the site that were asked for, for links to lead there, and the address of each; None where there
    was none. It is all that the HTML takes from the site around it.
    """

    content: str
    toc: TableOfContents
    title: str | None
    anchors: set[str]
    links: dict[str, dict[str, str]]
    asked: dict[str, str | None]


class Pages(NamedTuple):
    """What is kept. converted: pages of the sites. html: of other pages, by a code of their Markdown."""

    converted: dict[Key, Converted]
    html: dict[str, str]


def key_of(path: str, markdown: str) -> Key:
    """Return what a page is kept under. path: of its file."""
    return path, code_of(markdown)


def code_of(markdown: str) -> str:
    """Return what changes with Markdown."""
    return sha256(markdown.encode()).hexdigest()


def way_of(config: MkDocsConfig) -> str:
    """Return a code of all that decides what a page's Markdown becomes, but for the files that it links to."""
    package = stamp(Path(str(policypack.__file__)).parent)
    extensions = [one if isinstance(one, str) else type(one).__qualname__ for one in config.markdown_extensions]
    settings = extensions, config.mdx_configs, config.use_directory_urls, config.validation
    makers = [f"{name} {version(name)}" for name in _MAKERS]
    return sha256(repr((package, makers, settings)).encode()).hexdigest()


def read_pages(workspace: Workspace, way: str) -> Pages:
    """Return the pages that the last build kept; none where it kept none, in another way, or somebody changed them.

    way: as :func:`way_of` returns it.
    """
    secret = _secret(workspace)
    place = workspace.last_build / NAME
    if secret is None or not place.is_file() or place.stat().st_size > LARGEST_RECORD:
        return Pages({}, {})
    data = kept(place, secret + way.encode())
    if data is None:
        return Pages({}, {})
    noted: dict[str, Any] = json.loads(data)
    converted = {
        (path, code): Converted(content, get_toc(toc), title, set(anchors), links, asked)
        for path, code, content, toc, title, anchors, links, asked in noted["converted"]
    }
    return Pages(converted, noted["html"])


def keep_pages(workspace: Workspace, way: str, pages: Pages) -> None:
    """Keep pages for the next build, in the way `way`. Raises ProblemsFoundError where they cannot be written."""
    secret = _secret(workspace)
    if secret is None:
        return
    converted = [
        [*key, one.content, _tokens(one.toc), one.title, sorted(one.anchors), one.links, one.asked]
        for key, one in sorted(pages.converted.items())
    ]
    data = json.dumps({"converted": converted, "html": pages.html}, ensure_ascii=False).encode()
    whole = digest_of(secret + way.encode(), data) + b"\n" + data
    place = workspace.last_build / NAME
    if len(whole) <= LARGEST_RECORD and not (place.is_file() and place.read_bytes() == whole):
        write_whole(place, workspace.root, whole, like=workspace.answers_file)


def _tokens(links: Iterable[AnchorLink]) -> list[dict[str, Any]]:
    """Return a table of contents as Python-Markdown gives it to MkDocs."""
    return [
        {"name": link.title, "id": link.id, "level": link.level, "children": _tokens(link.children)} for link in links
    ]


def _secret(workspace: Workspace) -> bytes | None:
    """Return this user's secret on this machine with the workspace's place, made where there is none yet.

    None where nothing is to be kept, or nowhere where nobody else can read it.
    """
    folder = cache_folder() if KEPT_PAGES.taken else None
    if folder is None:
        return None
    place, key = folder / "secret", b"secret"
    if kept(place, key) is None:
        keep(place, key, secrets.token_bytes(32))
    found = kept(place, key)
    return None if found is None else found + str(workspace.root).encode()
