"""What stands on other people's pages: a small page for a frame, and the same as plain HTML where frames are stripped.

The page for a frame may be put into anybody's page. It says in its own Content-Security-Policy what it may load. Who
may frame it cannot be said there, for ``frame-ancestors`` counts in a header alone (Content Security Policy Level 3),
and a host of plain files sends what it likes. So nothing in it can be turned against a reader by whoever frames it: it
holds links and numbers, and no form, no sign-in and no cookie.

Both say from which day they are and until which they may be relied on (:mod:`policypack.publish.times_json`). After
that day the script of the clock takes the times out of the frame, by the reader's clock; the help numbers stay.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup

from policypack.base.clock import HOME
from policypack.content.page_rows import Page
from policypack.pages.templates import filled, whole_files_of
from policypack.publish.page_html import hash_of, with_breaks_in_addresses
from policypack.publish.site_settings import brand_palette, site_address
from policypack.publish.times_json import as_of, good_until
from policypack.readers.colours import DARK_PAGE
from policypack.text.escaping import escape_attribute
from policypack.text.markdown import ToHtml, to_html

if TYPE_CHECKING:
    from policypack.pack.pack import Pack
    from policypack.pages.render import Renderer

EMBED = "embed/index.html"
"""The page for a frame, in the public site."""
SNIPPET = "embed/snippet.txt"
"""The plain HTML to paste, in the public site: text, so that a browser shows it to be copied."""
_OURS = re.compile(r'<a( class="[^"]*")? href="\.\./([^"#]*)\.md(#[^"]*)?">(.*?)</a>', re.DOTALL)
_OTHERS = re.compile(r'<a href="(https:[^"]*)">')
_NEW_TAB = ' target="_blank" rel="noopener"'
_TITLE = "Online safety"


def embed_page(renderer: Renderer, html: ToHtml = to_html) -> str:
    """Return the page for a frame: its style within it, the site's own clock beside it, nothing from elsewhere.

    Raises ProblemsFoundError for a fault in an own template.
    """
    pack = renderer.pack
    body = _body(renderer, "embed", html, framed=True)
    body = _OTHERS.sub(rf'<a href="\1"{_NEW_TAB}>', _with_links(body, "../", _NEW_TAB))
    palette = brand_palette(pack)
    variables = {
        "title": _TITLE,
        "organisation": _name(pack),
        "body": Markup(with_breaks_in_addresses(body)),  # noqa: S704 - our own Markdown, answers escaped
        "light": palette.light,
        "dark": palette.dark,
        "dark_page": DARK_PAGE,
        "hashed": hash_of,
        "zone": HOME,
        "until": good_until(pack, as_of(pack)).isoformat() if 'class="times"' in body else "",
    }
    return filled(whole_files_of(pack.workspace), "embed.html.j2", variables)


def snippet(renderer: Renderer, html: ToHtml = to_html) -> str:
    """Return plain HTML to paste: paragraphs, a list and links, without a script or a style of its own.

    Its links need the site's address; while that is not known, they are left out. Raises as :func:`embed_page` does.
    """
    pack = renderer.pack
    address = site_address(pack)
    body = _body(renderer, "snippet", html, framed=False)
    heading = f"<p><strong>{escape_attribute(_name(pack) or _TITLE)}</strong></p>"
    return f"{heading}\n{_with_links(body, address, '')}\n"


def _body(renderer: Renderer, name: str, html: ToHtml, *, framed: bool) -> str:
    pack = renderer.pack
    since = as_of(pack)
    page = Page(
        id=name,
        path=f"embed/{name}.md",
        title=_TITLE,
        description="When messages are read, and help now.",
        audience="public",
        template="pages/elsewhere.md.j2",
        kind="report",
        gate="everyone",
    )
    told = {
        "framed": framed,
        "linked": site_address(pack) is not None,
        "since": since,
        "until": good_until(pack, since),
    }
    return html(renderer.page(page, told).says)


def _with_links(html: str, base: str | None, more: str) -> str:
    """Return HTML with its links to our pages as they are from `base`; without them where that is not known."""

    def linked(found: re.Match[str]) -> str:
        shown, path, anchor, words = found[1] or "", found[2], found[3] or "", found[4]
        return words if base is None else f'<a{shown} href="{base}{path}.html{anchor}"{more}>{words}</a>'

    return _OURS.sub(linked, html)


def _name(pack: Pack) -> str:
    return str(pack.answers.get("organisation.name") or "")
