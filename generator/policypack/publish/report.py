"""The leaders' report: plain pages in report/, which is never published."""

from __future__ import annotations

import re
from base64 import b64encode
from typing import TYPE_CHECKING

from markupsafe import Markup

from policypack.pages.coverage import counts
from policypack.pages.templates import filled, whole_files_of
from policypack.publish.documents.links import on_paper
from policypack.publish.files_beside import Site, files_beside
from policypack.publish.site_settings import brand_palette, font_css, logo
from policypack.readers.colours import DARK_PAGE
from policypack.text.markdown import to_html

if TYPE_CHECKING:
    from pathlib import Path

    from policypack.pages.render import Renderer
    from policypack.publish.faster.shared_work import Kept

_COVERAGE = "evidence-map.md"
"""The page on which what became of the guidance is drawn as a bar."""
_PEOPLE = "who-has-read-it.md"
"""The page that names people: nothing of it is kept once the report is deleted."""
_HTML_OF_MARKDOWN = re.compile(r'(href="[^":#]+)\.md([#"])')


def write_report(renderer: Renderer, target: Path, kept: Kept, *, documents: bool = False) -> None:
    """Write the leaders' pages as HTML files into the folder `target`, each complete in itself.

    kept: what the build before left to this one. documents: whether they link to the documents put beside them.
    """
    pack = renderer.pack
    papers = on_paper(pack, "leaders") if documents else {}
    environment = whole_files_of(pack.workspace)
    titles = {page.path: page.title for page in pack.pages_of("leaders")}
    palette, picture = brand_palette(pack), logo(pack)
    frame = {
        "font": Markup(font_css("leaders", "fonts/")),  # noqa: S704 - ours
        "light": palette.light,
        "dark": palette.dark,
        "dark_page": DARK_PAGE,
        "logo": "" if picture is None else f"data:{picture.media_type};base64,{b64encode(picture.data).decode()}",
        "menu": [(title, path.replace(".md", ".html")) for path, title in titles.items()],
    }
    for path, source in renderer.markdown("leaders").items():
        body = _HTML_OF_MARKDOWN.sub(r"\1.html\2", (to_html if path == _PEOPLE else kept.html_of)(source))
        page = target / path.replace(".md", ".html")
        page.parent.mkdir(parents=True, exist_ok=True)
        variables = {
            "title": titles[path],
            "organisation": pack.answers.get("organisation.name") or "",
            "body": Markup(body),  # noqa: S704 - our own Markdown, in which every answer is escaped
            "here": path.replace(".md", ".html"),
            "points": counts(renderer.coverage()) if path == _COVERAGE else None,
            "papers": papers.get(path, []),
        }
        html = filled(environment, "report.html.j2", frame | variables)
        page.write_text(html, encoding="utf-8", newline="\n")
    for path, content in files_beside(Site(renderer, "leaders", html=kept.html_of)):
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_bytes(content)
