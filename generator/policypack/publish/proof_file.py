"""The sheet to hand on: what is in place and what shows it, for a county, a school or an insurer; one HTML file.

It lies in the report's folder, and is the one file there that may leave it: its template sees what public pages see,
and beside that only what :mod:`policypack.pages.handed_on` tells.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from markupsafe import Markup

from policypack.content.page_rows import Page
from policypack.pages.coverage import counts
from policypack.pages.handed_on import shown_in_place
from policypack.pages.templates import filled, whole_files_of
from policypack.publish.page_html import hash_of, with_breaks_in_addresses
from policypack.publish.site_settings import brand_palette, logo, site_address
from policypack.readers.colours import DARK_PAGE
from policypack.text.escaping import escape_css
from policypack.text.markdown import ToHtml, to_html

if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from policypack.base.month import Month
    from policypack.pack.pack import Pack
    from policypack.pages.render import Renderer
    from policypack.pages.view import ItemView

PROOF_FILE = "proof.html"
"""Where it lies in the report."""

_PAGE = Page(
    id="proof",
    path=PROOF_FILE.replace(".html", ".md"),
    title="Online safety: what we have in place",
    description="What is in place, and what shows it.",
    audience="public",
    template="pages/proof.md.j2",
    kind="report",
    gate="adults",
)


def proof_file(renderer: Renderer, html: ToHtml = to_html) -> str:
    """Return the sheet as HTML: its style within it and allowed by its hash, no script, nothing from elsewhere.

    Raises ProblemsFoundError for a fault in an own template.
    """
    pack = renderer.pack
    picture = logo(pack)
    palette = brand_palette(pack)
    variables = {
        "title": _PAGE.title,
        "organisation": pack.answers.get("organisation.name") or "",
        "body": Markup(  # noqa: S704 - our own Markdown, answers escaped
            with_breaks_in_addresses(html(renderer.page(_PAGE, _told(renderer)).markdown))
        ),
        "logo": "" if picture is None else f"data:{picture.media_type};base64,{_in_letters(picture.data)}",
        "light": palette.light,
        "dark": palette.dark,
        "dark_page": DARK_PAGE,
        "foot": Markup(escape_css(str(pack.answers.get("organisation.name") or ""))),  # noqa: S704 - escaped
        "hashed": hash_of,
    }
    return filled(whole_files_of(pack.workspace), "proof.html.j2", variables)


def _told(renderer: Renderer) -> dict[str, Any]:
    """Return what the template has beside a public page's variables."""
    pack = renderer.pack
    pages = renderer.pages("staff")
    return {
        "in_place": shown_in_place(pack, pages),
        "waiting": [page.page.title for page in pages if page.waiting],
        "points": counts(renderer.coverage()),
        "looked_at": [review for review in pack.reviews if review.for_others],
        "last_done": lambda rule, place: _last_done(pack, rule, place),
        "address": site_address(pack) or "",
    }


def _last_done(pack: Pack, rule: str, place: ItemView) -> date | Month | None:
    """Return when something was last looked at in a place online; None where that was never or is not told."""
    reviews = (one for one in pack.reviews if one.rule.id == rule and one.item is place.item and one.for_others)
    return next((review.done for review in reviews), None)


def _in_letters(data: bytes) -> str:
    return base64.b64encode(data).decode()
