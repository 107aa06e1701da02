"""The file for a volunteer's phone: five steps, whom to call and help numbers, complete in one HTML file.

It is kept on the phone itself, so it opens where there is no network, and nothing in it asks for one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from policypack.content.page_rows import Page
from policypack.pages.templates import filled, whole_files_of
from policypack.publish.page_html import hash_of, with_breaks_in_addresses
from policypack.publish.site_settings import brand_palette
from policypack.readers.colours import DARK_PAGE
from policypack.text.english import day
from policypack.text.markdown import to_html

if TYPE_CHECKING:
    from policypack.pages.render import Renderer

PHONE_FILE = "staff/five-steps-for-your-phone.html"
"""Where it lies in the staff site. Pages link there with ``to_file``."""

_PAGE = Page(
    id="phone",
    path=PHONE_FILE.replace(".html", ".md"),
    title="When a child tells you something",
    description="Five steps, whom to call, and help numbers.",
    audience="staff",
    template="pages/phone.md.j2",
    kind="living",
    gate="adults",
)


def phone_file(renderer: Renderer) -> str:
    """Return the file as HTML: its style within it and allowed by its hash, no script, nothing from elsewhere."""
    pack = renderer.pack
    body = to_html(renderer.page(_PAGE).markdown)
    palette = brand_palette(pack)
    variables = {
        "title": _PAGE.title,
        "organisation": pack.answers.get("organisation.name") or "",
        "body": Markup(with_breaks_in_addresses(body)),  # noqa: S704 - our own Markdown, answers escaped
        "light": palette.light,
        "dark": palette.dark,
        "dark_page": DARK_PAGE,
        "today": day(pack.today),
        "hashed": hash_of,
    }
    return filled(whole_files_of(pack.workspace), "phone.html.j2", variables)
