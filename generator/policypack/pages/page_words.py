"""Page words: what every page says on one day, sentence by sentence, as a text that reads well and is read again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from policypack.base.problems import one_problem, shown_path
from policypack.base.workspace import shipped
from policypack.content.questions import AUDIENCES, Audience
from policypack.files.text_files import read_record
from policypack.text.sentences import sentences, sentences_of_html

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from policypack.base.workspace import Workspace
    from policypack.content.page_rows import Page
    from policypack.pages.rendering import Rendering

_HEADING = "== "
_MARK = " | "
_INDENT = "  "

HtmlMade = Callable[[str, str], "str | None"]
"""What a page has become already, of the path of its file and its Markdown; None where it has not."""


@dataclass(frozen=True, slots=True)
class PageWords:
    """What one page says.

    sentences: of it, with headings, items of lists and cells of tables, in order. code: of its Markdown, so that a page
    that has not changed need not be read again.
    """

    id: str
    title: str
    audience: Audience
    sentences: tuple[str, ...]
    code: str


def words_of(
    renderer: Rendering,
    markdown: Mapping[str, str] | None = None,
    known: Mapping[str, PageWords] | None = None,
    html: HtmlMade = lambda _path, _markdown: None,
) -> dict[str, PageWords]:
    """Return what the pages of a pack say, by their ids, in the order of the menu; the pages that tell changes are out.

    markdown: of each page by its id; by default as it is published. known: words of an earlier day, from which a page
    that has not changed is taken. html: what a page has become already, of its path and its Markdown; None where it has
    not.
    """
    found = {}
    for page_id, rendered in renderer.by_id().items():
        page = rendered.page
        source = rendered.markdown if markdown is None else markdown[page_id]
        found[page_id] = page_words(page, source, (known or {}).get(page_id), html)
    return found


def page_words(
    page: Page, markdown: str, known: PageWords | None = None, html: HtmlMade = lambda _path, _markdown: None
) -> PageWords:
    """Return what one page says. known: what it said on an earlier day. html: as for :func:`words_of`."""
    code = hashlib.sha256(markdown.encode()).hexdigest()[:16]
    same = known is not None and known.code == code
    if known is not None and same:
        said = known.sentences
    else:
        made = html(page.path, markdown)
        said = sentences(markdown) if made is None else sentences_of_html(made)
    return PageWords(page.id, page.title, page.audience, said, code)


def as_text(words: Mapping[str, PageWords]) -> str:
    """Return words as the text of a file: a heading for each page, and below it a sentence a line."""
    lines = []
    for page in words.values():
        lines += [
            _HEADING + _MARK.join([page.id, page.audience, page.code, page.title]),
            *(_INDENT + text for text in page.sentences),
            "",
        ]
    return "\n".join(lines)


def read_words(path: Path, root: Path) -> dict[str, PageWords]:
    """Read a file of words. root: of the workspace. Raises ProblemsFoundError where it is no such file."""
    name = shown_path(path, root)
    text = read_record(path, root)
    found: dict[str, tuple[str, Audience, str, list[str]]] = {}
    said: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith(_HEADING):
            page_id, audience, code, title = (*line.removeprefix(_HEADING).split(_MARK, 3), "", "", "")[:4]
            if audience not in get_args(Audience):
                one_problem(name, "policypack wrote this file, and somebody changed it; take it away", line=number)
            said = []
            found[page_id] = (title, AUDIENCES[AUDIENCES.index(audience)], code, said)
        elif line.startswith(_INDENT):
            said.append(line.removeprefix(_INDENT))
    return {
        page_id: PageWords(page_id, title, audience, tuple(sentences_of_it), code)
        for page_id, (title, audience, code, sentences_of_it) in found.items()
    }


def content_code() -> str:
    """Return a code of all that pages are made from but answers: what this version knows, and its templates."""
    return _code_of([*shipped("content").rglob("*.yml"), *_templates(shipped("templates"))])


def own_code(workspace: Workspace) -> str:
    """Return a code of the content and templates that an organisation has of its own; "" where it has none."""
    content, templates = (
        [folder for folder in workspace.folders(name) if folder != shipped(name)] for name in ("content", "templates")
    )
    files = [path for folder in content for path in folder.rglob("*.yml")]
    return _code_of([*files, *(path for folder in templates for path in _templates(folder))])


def _templates(folder: Path) -> Iterator[Path]:
    for name in ("pages", "partials"):
        yield from (folder / name).glob("*.j2")


def _code_of(files: Iterable[Path]) -> str:
    code = hashlib.sha256()
    found = sorted(files)
    for path in found:
        code.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return code.hexdigest()[:16] if found else ""
