"""What MkDocs is told of a pack before it builds: its Markdown, its theme and its address."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from policypack.pack.own_pages import own_pages
from policypack.publish.files_beside import BRAND_CSS, ICON
from policypack.publish.json_ld import json_ld
from policypack.publish.page_html import EXIT_TO
from policypack.publish.site_settings import (
    asks_search_engines_to_stay_away,
    logo_path,
    menu,
    picture_path,
    site_address,
    site_name,
)
from policypack.text.english import initials, tel
from policypack.text.escaping import escape_attribute
from policypack.text.fast_markdown import LessWork
from policypack.text.markdown import EXTENSIONS

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from policypack.content.questions import Audience
    from policypack.pack.pack import Pack

SITEMAP = "sitemap.xml"
"""For search engines: the addresses of all pages. It is the theme's, filled in by MkDocs."""
_OUR_CSS = "assets/policypack.css"
_PAPER_CSS = "assets/paper.css"
_PALETTE = {"scheme": "default", "primary": "custom", "accent": "custom"}  # policypack.js settles light or dark


def settle_markdown(config: MkDocsConfig) -> None:
    """Settle the Markdown extensions, plain file addresses, and that a link that leads nowhere is said."""
    config.markdown_extensions = [*EXTENSIONS, LessWork()]  # type: ignore[list-item] # MkDocs hands them on
    config.mdx_configs = {name: dict(settings) for name, settings in EXTENSIONS.items() if settings}
    config.use_directory_urls = False  # so that a folder opens by double click, without a server
    config.validation.links.anchors = logging.WARNING
    config.validation.links.not_found = logging.WARNING
    config.validation.links.absolute_links = logging.WARNING
    config.validation.links.unrecognized_links = logging.WARNING
    config.validation.nav.omitted_files = logging.INFO


def settle_theme(config: MkDocsConfig, pack: Pack | None, audience: Audience) -> None:
    """Settle name, menu, logo, colours and what the theme's templates ask for. pack: None where it has problems."""
    theme = config.theme
    theme["language"] = "en"
    theme["font"] = False  # stock fonts come from another host (invariant 9)
    theme["palette"] = _PALETTE
    if pack is None:
        config.site_name = "policypack"
        config.nav = None
        return
    theme.dirs[:0] = [
        str(folder / "theme") for folder in pack.workspace.folders("templates") if (folder / "theme").is_dir()
    ]
    theme["favicon"] = ICON
    if picture := logo_path(pack):
        theme["logo"] = picture
        if picture.endswith((".svg", ".png")):
            theme["favicon"] = picture
    config.site_name = site_name(pack)
    config.extra_css = [*config.extra_css, BRAND_CSS, _OUR_CSS, _PAPER_CSS]
    config.extra["generator"] = False
    paths = {page.id: page.path for page in pack.pages_of(audience)}
    config.extra["policypack"] = {
        "noindex": asks_search_engines_to_stay_away(pack, audience),
        "audience": audience,
        "exit_to": EXIT_TO,
        "young_pages": [page.path for page in pack.pages_of(audience) if page.gate == "under_11"],
        "help_pages": [page.path for page in pack.pages_of(audience) if page.help_page],
        "exit_pages": _exit_pages(pack, audience),
        "staff_page": paths.get("staff-home", ""),
        "report_page": paths.get("report", ""),
        "json_ld": {paths["times"]: json_ld(pack)} if audience == "public" and "times" in paths else {},
        "silent_page": paths.get("help", ""),
        "organisation": escape_attribute(str(pack.answers.get("organisation.name") or "Online safety")),
        "initials": escape_attribute(initials(str(pack.answers.get("organisation.name") or ""))),
        "has_picture": picture_path(pack) is not None,
        "numbers": {
            name: {"shown": (number := pack.catalogue.services[name].phone or ""), "tel": tel(number)}
            for name in ("emergency-999", "childline")
        },
    }
    own = [path for path in own_pages(pack.workspace, audience) if path.endswith(".md")]
    shipped_paths = {page.path for page in pack.pages_of(audience)}
    config.nav = menu(pack, audience, {"More from us": [path for path in own if path not in shipped_paths]})


def _exit_pages(pack: Pack, audience: Audience) -> list[str]:
    """Return the pages that can be left quickly: those on help, and all public ones where membership is private."""
    private = pack.answers.scope().fact("membership_is_private")
    public = {page.path for page in pack.pages_of("public")} if private else set()
    return [page.path for page in pack.pages_of(audience) if page.help_page or page.path in public]


def settle_address(config: MkDocsConfig, pack: Pack | None) -> None:
    """Settle where the site will stand: without an address there is no sitemap."""
    config.site_url = (site_address(pack) if pack else None) or ""
    if not config.site_url:
        config.theme.static_templates.discard(SITEMAP)
