"""Settings of a site: its name, menu, colours and Markdown, worked out from the pack. Knows no MkDocs.

The plugin hands them to MkDocs; ``build --markdown`` writes them out as a plain mkdocs.yml.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from policypack.content.questions import NONE
from policypack.readers.colours import Palette, palette_for
from policypack.readers.logo import Logo
from policypack.text.escaping import escape_attribute, escape_css, isolated

if TYPE_CHECKING:
    from policypack.content.questions import Audience
    from policypack.pack.pack import Pack

OUR_COLOUR = "#1d4e89"
"""The colour of a pack whose organisation has none of its own."""


FONT = "Atkinson Hyperlegible Next"
FONT_FILES = {400: "AtkinsonHyperlegibleNext-400.woff2", 700: "AtkinsonHyperlegibleNext-700.woff2"}
"""The files of our font, by weight. They lie in the theme, in assets/fonts/."""


def site_name(pack: Pack) -> str:
    """Return the site's name, escaped for a theme that prints it into HTML as it is (invariant 4)."""
    name = pack.answers.get("organisation.name")
    return str(escape_attribute(f"{isolated(str(name))}: online safety" if name else "Online safety"))


def site_address(pack: Pack) -> str | None:
    """Return the site's address with a slash at its end, or None while it is not known."""
    address = pack.answers.get("brand.address")
    if not isinstance(address, str) or address == NONE:
        return None
    return str(address) if address.endswith("/") else f"{address}/"


def logo(pack: Pack) -> Logo | None:
    """Return the organisation's logo, or None where it has none."""
    found = pack.answers.get("brand.logo")
    return found if isinstance(found, Logo) else None


def picture(pack: Pack) -> Logo | None:
    """Return the organisation's own picture for its first page, or None where it has none."""
    found = pack.answers.get("brand.picture")
    return found if isinstance(found, Logo) else None


def picture_path(pack: Pack) -> str | None:
    """Return where that picture lies in a site, as the first page names it; None where there is none."""
    found = picture(pack)
    return f"assets/picture{found.extension}" if found else None


def logo_path(pack: Pack) -> str | None:
    """Return where the organisation's logo lies in a site, or None where it has none."""
    picture = logo(pack)
    return f"assets/logo{picture.extension}" if picture else None


def menu(pack: Pack, audience: Audience, own: dict[str, list[str]] | None = None) -> list[dict[str, Any]]:
    """Return the menu of a site: a list of {title: path} and {heading: [{title: path}]}, as MkDocs takes it.

    own: paths of the organisation's own pages, by the heading under which they stand.
    """
    entries: list[dict[str, Any]] = []
    headings: dict[str, list[Any]] = {}
    for page in pack.pages_of(audience):
        entry = {page.title: page.path}
        if not page.menu:
            entries.append(entry)
        elif page.menu in headings:
            headings[page.menu].append(entry)
        else:
            headings[page.menu] = [entry]
            entries.append({page.menu: headings[page.menu]})
    entries += [{heading: list(paths)} for heading, paths in (own or {}).items() if paths]
    return entries


def brand_palette(pack: Pack) -> Palette:
    """Return the colours that follow from the organisation's own, or from ours where it has none."""
    answer = pack.answers.get("brand.colour")
    return palette_for(answer if isinstance(answer, str) and answer != NONE else OUR_COLOUR)


def brand_css(pack: Pack) -> str:
    """Return CSS variables with the brand colour, made readable on every background that it lands on.

    Paper takes the light scheme, whatever its reader has chosen, and the organisation's name at the foot of each sheet.
    """
    palette = brand_palette(pack)
    lines = []
    for opening, scheme, closing in (
        (':root, [data-md-color-scheme="default"] {', palette.light, "}"),
        ('@media screen { [data-md-color-scheme="slate"] {', palette.dark, "}}"),
    ):
        colours = {key.replace("_", "-"): value for key, value in asdict(scheme).items()}
        variables = {
            "--md-primary-fg-color": colours["header"],
            "--md-primary-fg-color--light": colours["header"],
            "--md-primary-fg-color--dark": colours["header"],
            "--md-primary-bg-color": colours["header-text"],
            "--md-primary-bg-color--light": colours["header-text"],
            "--md-accent-fg-color": colours["link"],
            "--md-typeset-a-color": colours["link"],
            **{f"--pp-{key}": value for key, value in colours.items()},
        }
        if scheme is palette.light:  # a sheet is white on a dark screen too
            variables["--pp-paper"] = colours["link"]
        lines += [opening, *(f"  {key}: {value};" for key, value in variables.items()), closing]
    name = escape_css(str(pack.answers.get("organisation.name") or ""))
    lines.append(f'@page {{ @bottom-left {{ content: "{name}"; font: 8pt sans-serif; }} }}')
    return "\n".join(lines) + "\n"


def font_css(audience: Audience, folder: str) -> str:
    """Return the style rules that bring our font along, in two weights (docs/decisions/0015).

    Pages for everybody ask for it at their head, and where it is late all the same, they keep the reader's own font:
    nothing hides and nothing moves. What lies on a disk cannot ask so early, but has the font in an instant: it takes
    it then.

    folder: where the files lie, seen from the style sheet.
    """
    display = "optional" if audience == "public" else "fallback"
    return "".join(
        f'@font-face {{ font-family: "{FONT}"; font-weight: {weight}; font-display: {display}; '
        f'src: url("{folder}{file}") format("woff2"); }}\n'
        for weight, file in FONT_FILES.items()
    )


def brand_icon(pack: Pack, drawing: str) -> str:
    """Return our sign, the site's icon where the organisation has no logo for it, in the organisation's colour.

    drawing: the sign as SVG in our colour and white.
    """
    scheme = brand_palette(pack).light
    return drawing.replace("#fff", scheme.button_text).replace(OUR_COLOUR, scheme.button)


def asks_search_engines_to_stay_away(pack: Pack, audience: Audience) -> bool:
    """Say whether the site asks search engines to stay away: staff pages always, public ones until approval."""
    return audience != "public" or pack.approval is None
