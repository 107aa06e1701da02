"""The files that are written beside the pages of an output. A new one is a row here, and the function that makes it.

Both sites, the report and the Markdown export walk this table, and name no file themselves. Not here are the theme's
own files, the sitemap among them: MkDocs copies or fills them in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policypack.content.synonyms import load_synonyms, typed_for
from policypack.publish.embed import EMBED, SNIPPET, embed_page, snippet
from policypack.publish.phone_file import PHONE_FILE, phone_file
from policypack.publish.proof_file import PROOF_FILE, proof_file
from policypack.publish.reviews_calendar import REVIEWS_CALENDAR, reviews_calendar
from policypack.publish.search_index import INDEX, search_index
from policypack.publish.site_settings import (
    FONT_FILES,
    brand_css,
    brand_icon,
    font_css,
    logo,
    logo_path,
    picture,
    picture_path,
)
from policypack.publish.times_calendar import TIMES_CALENDAR, times_calendar
from policypack.publish.times_json import TIMES_JSON, TIMES_SCHEMA, times_json, times_schema
from policypack.text.markdown import ToHtml, to_html

if TYPE_CHECKING:
    from policypack.content.questions import Audience
    from policypack.pack.pack import Pack
    from policypack.pages.render import Renderer
    from policypack.text.page_sections import Section

SITES: tuple[Audience, ...] = ("public", "staff")
BRAND_CSS = "assets/brand.css"
ICON = "assets/favicon.svg"


@dataclass(frozen=True, slots=True)
class Site:
    """What a file beside the pages is made from.

    renderer: of the pack; each page is rendered once. audience: public for site/, staff for staff/, leaders for
    report/. found: the title and the sections of each page that search looks through, by its address; None where
    nothing searches, and before the pages have become HTML. html: what turns their Markdown into HTML.
    """

    renderer: Renderer
    audience: Audience
    found: Mapping[str, tuple[str, Sequence[Section]]] | None = None
    html: ToHtml = to_html

    @property
    def pack(self) -> Pack:
        """The pack whose pages these are."""
        return self.renderer.pack


@dataclass(frozen=True, slots=True)
class FileBeside:
    """A file beside the pages.

    audiences: whose outputs have it; what staff or leaders alone may know stands in no public one. path: where it lies
    in them; worked out from the pack where it hangs on an answer, and None where there is none. make: returns what is
    in it; None writes nothing. for_our_theme: another generator has no use for it, so that the export goes without.
    after_html: it is made once the pages have become HTML, which only a site's do.
    """

    audiences: tuple[Audience, ...]
    path: str | Callable[[Pack], str | None]
    make: Callable[[Site], str | bytes | None]
    for_our_theme: bool = False
    after_html: bool = False


def _logo(site: Site) -> bytes | None:
    found = logo(site.pack)
    return found.data if found else None


def _picture(site: Site) -> bytes | None:
    found = picture(site.pack)
    return found.data if found else None


def _brand(site: Site) -> str:
    return font_css(site.audience, "fonts/") + brand_css(site.pack)


def _icon(site: Site) -> str:
    drawing = site.pack.workspace.find("templates", f"theme/{ICON}")
    return brand_icon(site.pack, drawing.read_text(encoding="utf-8"))


def _font(name: str) -> FileBeside:
    """Put a file of our font beside the pages of the report. The sites have it with the theme."""

    def make(site: Site) -> bytes:
        return site.pack.workspace.find("templates", f"theme/assets/fonts/{name}").read_bytes()

    return FileBeside(("leaders",), f"fonts/{name}", make)


def _index(site: Site) -> str | None:
    if site.found is None:
        return None
    typed = typed_for(load_synonyms(site.pack.workspace), site.pack.pages_of(site.audience))
    return search_index(site.found, typed)


FILES_BESIDE: tuple[FileBeside, ...] = (
    FileBeside(("staff",), PHONE_FILE, lambda site: phone_file(site.renderer, site.html)),
    FileBeside(("leaders",), PROOF_FILE, lambda site: proof_file(site.renderer, site.html)),
    FileBeside(("leaders",), REVIEWS_CALENDAR, lambda site: reviews_calendar(site.pack)),
    *(_font(name) for name in (*FONT_FILES.values(), "OFL.txt")),
    FileBeside(SITES, TIMES_CALENDAR, lambda site: times_calendar(site.pack)),
    FileBeside(("public",), EMBED, lambda site: embed_page(site.renderer, site.html), for_our_theme=True),
    FileBeside(("public",), SNIPPET, lambda site: snippet(site.renderer, site.html)),
    FileBeside(("public",), TIMES_JSON, lambda site: times_json(site.pack)),
    FileBeside(("public",), TIMES_SCHEMA, lambda site: times_schema(site.pack)),
    FileBeside(SITES, logo_path, _logo),
    FileBeside(SITES, picture_path, _picture),
    FileBeside(SITES, BRAND_CSS, _brand, for_our_theme=True),
    FileBeside(SITES, ICON, _icon, for_our_theme=True),
    FileBeside(SITES, INDEX, _index, for_our_theme=True, after_html=True),
)


def files_beside(site: Site, *, after_html: bool = False, our_theme: bool = True) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the content of each file that one output has beside its pages.

    after_html: those that are made of the pages' HTML, in place of the others. our_theme: those for our theme as well.
    Raises ProblemsFoundError for a fault in an own template.
    """
    for file in FILES_BESIDE:
        if site.audience not in file.audiences or file.after_html is not after_html:
            continue
        if file.for_our_theme and not our_theme:
            continue
        path = file.path if isinstance(file.path, str) else file.path(site.pack)
        content = None if path is None else file.make(site)
        if path is not None and content is not None:
            yield path, content.encode() if isinstance(content, str) else content
