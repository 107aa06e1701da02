"""The shell of a page: what is done to its HTML around and after the theme, and which of the theme's files it needs.

By regular expressions, and not as a treeprocessor of Markdown: that sees no table, list or address which an own page
writes as HTML, nor the theme around a page, and would write ``<wbr />`` where ``<wbr>`` stands now.
"""

from __future__ import annotations

import base64
import hashlib
import re
from html import escape

from markupsafe import Markup

_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_TICK = re.compile(r"<li>(\s*(?:<p>)?☐)")
_ADDRESS = re.compile(r'(<a href="mailto:[^"]*">[^<@]*@)')
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_CHARSET = '<meta charset="utf-8">'
_DAY = re.compile(r"\s*<lastmod>[^<]*</lastmod>")
_MAP = re.compile(r"\s*/[/*]# sourceMappingURL=\S+( \*/)?\s*$")

_POLICY = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],  # the icons in our style sheets are data: addresses
    "media-src": ["'self'"],
    "font-src": ["'self'"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
}
"""What a page may load: files of its own site, and nothing else (invariant 9)."""

EXIT_TO = "https://www.bbc.co.uk/weather"
"""Where "Exit this page" leads: well known, dull, and the same for everybody. The default of GOV.UK's component of that
name (GOV.UK Design System, Exit this page, read 2026-11-22)."""


def is_needed(path: str) -> bool:
    """Say whether a file of the theme is worth publishing.

    path: where it lies in the site. Our own script takes the place of the theme's, with its workers and languages;
    source maps serve nobody who reads; the icon is the organisation's or ours.
    """
    return not (path.startswith(("assets/javascripts/", "assets/images/favicon")) or path.endswith(".map"))


def without_source_map(text: str) -> str:
    """Return a style sheet or script without the line that names its source map, which is not published."""
    return _MAP.sub("\n", text)


def without_days(sitemap: str) -> str:
    """Return a sitemap without the days on which pages are said to have changed: MkDocs takes that of the build.

    Search engines take such a day only where it is right each time (Google Search Central, Build and submit a sitemap).
    """
    return _DAY.sub("", sitemap)


def with_framed_tables(html: str) -> str:
    """Put each table of a page's own text into a frame that scrolls by itself where the screen is too small."""
    return _TABLE.sub(
        lambda table: f'<div class="md-typeset__scrollwrap"><div class="md-typeset__table">{table.group()}</div></div>',
        html,
    )


def with_tick_boxes(html: str) -> str:
    """Mark each item of a list that begins with a box to tick, so that it needs no bullet beside the box."""
    return _TICK.sub(r'<li class="pp-tick">\1', html)


def finished(html: str) -> str:
    """Do all to a page's HTML that a site needs: frame tables, mark boxes to tick, let addresses break."""
    return with_breaks_in_addresses(with_tick_boxes(with_framed_tables(html)))


def with_breaks_in_addresses(html: str) -> str:
    """Let an email address break after its @ where a line is too short for it, rather than within a word."""
    return _ADDRESS.sub(r"\1<wbr>", html)


def with_content_policy(html: str, text: str = "") -> str:
    """Put a Content-Security-Policy at the head of a page that allows the site alone.

    html: the whole page. text: the part of it that is the page's own text. Scripts of the frame are allowed by their
    hash; one in the text is not, so that nothing can get in by way of an answer or an own page.
    """
    frame = html.replace(text, "", 1) if text else html
    policy = dict(_POLICY)
    policy["script-src"] = [*policy["script-src"], *(_hash(script) for script in dict.fromkeys(_SCRIPT.findall(frame)))]
    content = "; ".join(f"{name} {' '.join(values)}" for name, values in policy.items())
    meta = f'<meta http-equiv="Content-Security-Policy" content="{escape(content, quote=False)}">'
    return html.replace(_CHARSET, f"{_CHARSET}\n      {meta}", 1)


def hash_of(text: str) -> Markup:
    """Return the hash by which a Content-Security-Policy lets in a style or a script that stands in the page itself."""
    digest = hashlib.sha256(str(text).encode()).digest()
    return Markup(f"sha256-{base64.b64encode(digest).decode()}")  # noqa: S704 - letters and digits


def _hash(script: str) -> str:
    return f"'{hash_of(script)}'"
