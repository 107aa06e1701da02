"""The pages of documents as one tree: the HTML that the site has, read by pandoc, made ready for paper.

What a writer needs to know is in the tree itself: each page is a Div of the class ``pp-page`` with the page's id; ids
within it begin with that; a link to a page of ours leads to ``page:ID--ANCHOR`` and says in ``words`` what paper has in
its place; whatever only a screen has is gone.
"""

from __future__ import annotations

import base64
import json
import posixpath
import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Any

from policypack.publish.documents.tools import pandoc
from policypack.publish.page_html import with_tick_boxes
from policypack.publish.site_settings import site_address
from policypack.text.markdown import to_html

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from policypack.pack.pack import Pack
    from policypack.publish.documents.chosen import Source

Node = dict[str, Any]
"""An element of pandoc's tree: {"t": its type, "c": what is in it} (pandoc-types, Text.Pandoc.Definition)."""

PAGE = "pp-page"
TO_PAGE = "page:"
PICTURE = "picture:"
BOX = "☐"
"""A box to tick."""
ICON = "pp-icon"
"""The class of an icon: it says nothing that the words beside it do not."""
_ONLY_ON_SCREENS = "pp-screen"
_MARKED_PARAGRAPH = re.compile(r'<p ((?:class|id)="[^>]*)>(.*?)</p>', re.DOTALL)
_MARKED_ITEM = re.compile(r'<li id="([^"]*)"[^>]*>(\s*<p>)?')
_MARKED_WORD = re.compile(r'<(strong|em|code) id="([^"]*)"[^>]*>')
_DRAWN = re.compile(r"<svg\b[^>]*>.*?</svg>", re.DOTALL)
_LABEL = re.compile(r'aria-label="([^"]*)"')
_TAGGED = re.compile(r"</?[A-Za-z][^>]*>")
_SCHEMES = ("http://", "https://", "mailto:", "tel:", "sms:")
_MAY_HOLD = re.compile(r"[^A-Za-z0-9_-]+")
_SPACES = frozenset({"Space", "SoftBreak", "LineBreak"})


@dataclass(frozen=True, slots=True)
class Trees:
    """Pages as trees. pages: the blocks of each, by its id. pictures: drawings in them as SVG, by their numbers."""

    pages: Mapping[str, list[Node]]
    pictures: Mapping[str, str]


def trees_of(pack: Pack, sources: Sequence[Source]) -> Trees:
    """Return pages as trees; one call of pandoc reads them all.

    sources: pages for one audience, and for more readers. A link to a page that is not among them is said in words.
    """
    pictures: dict[str, str] = {}
    html = "\n".join(
        f'<div class="{PAGE}" id="{page.id}">\n{_for_paper(to_html(page.markdown), pictures)}\n</div>'
        for page in sources
    )
    read: Node = json.loads(pandoc(["--from", "html", "--to", "json"], html.encode()))
    address = site_address(pack) or ""
    known = {page.path: page for page in sources}
    others = {page.path: (page.title, page.audience) for page in pack.pages}
    links = _Links(known, others, address)
    pages = {}
    for block in read["blocks"]:
        page = next(one for one in sources if one.id == block["c"][0][0])
        pages[page.id] = in_whole_texts(_Page(page, links).made(block["c"][1]))
    return Trees(pages, pictures)


def _for_paper(html: str, pictures: dict[str, str]) -> str:
    """Return HTML in which pandoc sees what it would pass over: classes of paragraphs, and drawings with names."""

    def drawn(found: re.Match[str]) -> str:
        number = next((number for number, known in pictures.items() if known == found[0]), str(len(pictures)))
        pictures[number] = found[0]
        label = _LABEL.search(found[0])
        return f'<img src="{PICTURE}{number}" alt="{label[1] if label else ""}">'

    marked = _MARKED_PARAGRAPH.sub(r"<div \1><p>\2</p></div>", with_tick_boxes(html))
    marked = _MARKED_WORD.sub(r'<span id="\2"></span><\1>', marked)
    return _DRAWN.sub(drawn, _MARKED_ITEM.sub(r'<li>\2<span id="\1"></span>', marked))


class _Links:
    """Where links of pages lead on paper. known: pages of this audience by path; others: title and readers of all."""

    def __init__(self, known: Mapping[str, Source], others: Mapping[str, tuple[str, str]], address: str) -> None:
        self.known, self.others, self.address = known, others, address

    def led(self, page: Source, href: str) -> tuple[str, str]:
        """Return where a link leads, and the words that paper has for it; both "" where it leads nowhere on paper."""
        if href.startswith("#"):
            return f"{TO_PAGE}{anchored(page.id, href[1:])}", ""
        if href.lower().startswith(_SCHEMES):
            return href, _spelled(href)
        target, _, anchor = href.partition("#")
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), target))
        path = re.sub(r"^(\.\./)+(staff|site)/", "", path)
        path = re.sub(r"\.html$", ".md", path)
        if path in self.known:
            return f"{TO_PAGE}{anchored(self.known[path].id, anchor)}", self._words(path)
        return "", self._words(path)

    def _words(self, path: str) -> str:
        title, audience = self.others.get(path, ("", ""))
        if audience == "public" and self.address:
            return _spelled(self.address + re.sub(r"(^|/)index\.md$", r"\1", path).replace(".md", ".html"))
        return f"“{title}”" if title else ""


def anchored(page: str, anchor: str) -> str:
    """Return the id of a place in a page, as it is in a document. anchor: "" for the page itself."""
    plain = _MAY_HOLD.sub("-", anchor)
    return f"{page}--{plain}" if plain else page


def _spelled(href: str) -> str:
    """Return an address as people type it."""
    return unescape(re.sub(r"^(https?://|mailto:|tel:|sms:)", "", href, flags=re.IGNORECASE).rstrip("/"))


class _Page:
    """Makes the blocks of one page ready."""

    def __init__(self, page: Source, links: _Links) -> None:
        self.page, self.links = page, links
        self.level = 0

    def made(self, blocks: list[Node]) -> list[Node]:
        made: list[Node] = changed(blocks, self._one)
        if not any(block["t"] == "Header" and block["c"][0] == 1 for block in made):
            made.insert(0, {"t": "Header", "c": [1, [self.page.id, [], []], [{"t": "Str", "c": self.page.title}]]})
        return made

    def _one(self, node: Node) -> Iterable[Node]:
        kind, inside = node["t"], node.get("c", "")
        if kind in {"RawBlock", "RawInline"}:
            return
        if kind == "Math":
            yield {"t": "Str", "c": str(inside[1])}
            return
        if kind in {"Div", "Span", "Code", "CodeBlock", "Table", "Link", "Image"}:
            self._named(inside[0])
        if kind == "Header":
            # The first heading is the page's; no level is left out, as readers of structure want it (PDF/UA-1, 7.4.2).
            wanted = 1 if self.level == 0 else max(2, min(inside[0], self.level + 1))
            name = "" if self.level == 0 else inside[1][0]
            self.level = inside[0] = wanted
            inside[1] = [anchored(self.page.id, name), [], []]
        elif kind == "Div":
            classes, others = inside[0][1], dict(inside[0][2])
            if "hidden" in others or _ONLY_ON_SCREENS in classes:
                return
            inside[0][2] = []
        elif kind == "Span" and not inside[1] and not inside[0][0]:
            return
        elif kind == "Link":
            yield from self._link(inside)
            return
        elif kind == "Image" and not inside[2][0].startswith(PICTURE):
            yield from inside[1]  # an own page's: its words
            return
        yield node

    def _link(self, inside: Any) -> Iterable[Node]:
        attributes, body, (href, _) = inside
        target, words = self.links.led(self.page, href)
        said = plain_text(body)
        if words and _bare(words) in _bare(said):
            words = ""
        attributes[2] = [["words", words]]
        if href.lower().startswith(("tel:", "sms:")):  # a number stays on one line
            body = [{"t": "Str", "c": "\xa0"} if one["t"] == "Space" else one for one in body]
        if target or words:
            yield {"t": "Link", "c": [attributes, body, [target, ""]]}
        else:
            yield from body

    def _named(self, attributes: list[Any]) -> None:
        if attributes[0]:
            attributes[0] = anchored(self.page.id, attributes[0])


def _bare(text: str) -> str:
    return re.sub(r"[^\w@.]|^www\.", "", re.sub(r"^www\.", "", text.casefold().strip())).strip(".")


def changed(node: Any, change: Callable[[Node], Iterable[Node]]) -> Any:
    """Return a tree in which `change` has taken each node, from the top; what it yields is gone through further.

    A node that it yields is not given to it again; spaces, and texts without a box to tick, are not given to it at all.
    """
    if isinstance(node, list):
        made = []
        for one in node:
            if not isinstance(one, dict):
                made.append(changed(one, change) if isinstance(one, list) else one)
            elif (kind := one.get("t")) is None:
                made.append(changed(one, change))
            elif kind in _SPACES or (kind == "Str" and BOX not in one["c"]):
                made.append(one)
            else:
                made += [_within(new, change) for new in change(one)]
        return made
    return _within(node, change) if isinstance(node, dict) else node


def _within(node: Node, change: Callable[[Node], Iterable[Node]]) -> Node:
    inside = node.get("c")
    return node if inside is None or isinstance(inside, str) else {**node, "c": changed(inside, change)}


def in_whole_texts(nodes: list[Any]) -> list[Any]:
    """Return a tree in which words and the spaces between them are one text: a fifth of the nodes to go through."""
    made: list[Any] = []
    for node in nodes:
        kind = node.get("t") if isinstance(node, dict) else None
        if kind in {"Str", "Space"}:
            words = node["c"] if kind == "Str" else " "
            last = made[-1] if made else None
            if isinstance(last, dict) and last.get("t") == "Str":
                made[-1] = {"t": "Str", "c": last["c"] + words}
            else:
                made.append({"t": "Str", "c": words} if kind == "Str" else node)
        elif isinstance(node, list):
            made.append(in_whole_texts(node))
        elif kind is not None and isinstance(node.get("c"), list):
            made.append({**node, "c": in_whole_texts(node["c"])})
        else:
            made.append(node)
    return made


def names_in(tree: Any) -> set[str]:
    """Return the ids of the places in a tree."""
    found: set[str] = set()

    def noted(node: Node) -> Iterable[Node]:
        inside = node.get("c", "")
        if node["t"] == "Header":
            found.add(inside[1][0])
        elif node["t"] in {"Div", "Span"}:
            found.add(inside[0][0])
        return (node,)

    changed(tree, noted)
    return found - {""}


def plain_text(nodes: Any) -> str:
    """Return the words in a tree."""
    if isinstance(nodes, list):
        return "".join(map(plain_text, nodes))
    if not isinstance(nodes, dict):
        return ""
    kind, inside = nodes.get("t"), nodes.get("c", "")
    if kind == "Str":
        return str(inside)
    if kind in _SPACES:
        return " "
    if kind in {"Code", "Math"}:
        return str(inside[1])
    return plain_text(inside)


def is_blank(cell: Any) -> bool:
    """Say whether a cell of a table is left empty, for a hand to write in."""
    return not plain_text(cell[4]).strip("\xa0 ")


def with_boxes(text: str, box: Callable[[], Node]) -> Iterator[Node]:
    """Yield a text with what `box` returns in the place of each box to tick."""
    for number, part in enumerate(text.split(BOX)):
        if number:
            yield box()
        if part or text == "":
            yield {"t": "Str", "c": part}


def raw(form: str, text: str, *, inline: bool = False) -> Node:
    """Return what pandoc writes as it stands. form: the one that it is for, such as ``typst``."""
    return {"t": "RawInline" if inline else "RawBlock", "c": [form, text]}


def data_address(kind: str, data: bytes) -> str:
    """Return a picture as an address that holds it. kind: its media type."""
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"
