"""The file for a volunteer's phone: five steps, whom to call and help numbers, complete in one HTML file.

It is kept on the phone itself, so it opens where there is no network, and nothing in it asks for one. Without a script
it cannot say how old it is, so the day on which its words last changed stands in it: of two copies, the newer is known.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup

from policypack.base.month import Month
from policypack.content.page_rows import Page
from policypack.pages.templates import filled, whole_files_of
from policypack.publish.page_html import hash_of, with_breaks_in_addresses
from policypack.publish.site_settings import brand_palette
from policypack.readers.colours import DARK_PAGE
from policypack.readers.dates import parse_date
from policypack.text.english import day
from policypack.text.markdown import ToHtml, to_html

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from policypack.pages.render import Renderer

PHONE_FILE = "staff/five-steps-for-your-phone.html"
"""Where it lies in the staff site. Pages link there with ``to_file``."""

_DAY = re.compile(r"\b\d{1,2} [A-Z][a-z]+ \d{4}\b")
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


def phone_file(renderer: Renderer, html: ToHtml = to_html) -> str:
    """Return the file as HTML: its style within it and allowed by its hash, no script, nothing from elsewhere.

    The day in it is that of the file which an earlier build left in staff/, where nothing else in it has changed.
    """
    pack = renderer.pack
    body = html(renderer.page(_PAGE).markdown)
    palette = brand_palette(pack)
    variables = {
        "title": _PAGE.title,
        "organisation": pack.answers.get("organisation.name") or "",
        "body": Markup(with_breaks_in_addresses(body)),  # noqa: S704 - our own Markdown, answers escaped
        "light": palette.light,
        "dark": palette.dark,
        "dark_page": DARK_PAGE,
        "hashed": hash_of,
    }
    environment = whole_files_of(pack.workspace)

    def of(changed: date) -> str:
        return filled(environment, "phone.html.j2", {**variables, "today": day(changed)})

    before = _text_of(pack.workspace.root / "staff" / PHONE_FILE)
    days = {found for words in set(_DAY.findall(before)) if (found := _day_of(words)) and found < pack.today}
    return before if any(of(changed) == before for changed in days) else of(pack.today)


def _text_of(file: Path) -> str:
    """Return what stands in a file, "" where nothing can be read there."""
    try:
        return file.read_bytes().decode("utf-8", "replace") if file.is_file() else ""
    except OSError:
        return ""


def _day_of(words: str) -> date | None:
    try:
        found = parse_date(words, None)
    except ValueError:
        return None
    return None if isinstance(found, Month) else found
