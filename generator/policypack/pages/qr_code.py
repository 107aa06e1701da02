"""QR codes for paper: a web address that a phone's camera reads."""

from __future__ import annotations

from markupsafe import Markup

from policypack.text.escaping import escape_attribute

LONGEST = 120
"""Characters of an address that a poster carries. A longer one makes squares too small for an old phone's camera."""

_QUIET = 4
"""Squares of white around the code, as its standard wants (ISO/IEC 18004)."""


def to_scan(site: object, path: str) -> str:
    """Return the address of a page as a code on paper holds it, "" where there is none.

    site: the answer that says where the pages are. path: where the page lies there. Where both together are too long,
    it is the site's own address, which leads there in a step or two.
    """
    if not isinstance(site, str):
        return ""
    own = f"{site.rstrip('/')}/{path}"
    return next((address for address in (own, site) if len(address) <= LONGEST), "")


def qr_code(address: str) -> Markup:
    """Return a QR code as an SVG element, black on white in both colour schemes, with the address as its name.

    address: of a checked web address, as :func:`to_scan` returns it.
    """
    import segno  # only packs whose address is known need it

    drawn = segno.make(address, micro=False).svg_inline(border=_QUIET, omitsize=True, light="#fff", svgclass="pp-qr")
    named = f'<svg width="160" height="160" role="img" aria-label="QR code for {escape_attribute(address)}" '
    return Markup(drawn.replace("<svg ", named, 1))  # noqa: S704 - numbers, and an address that is escaped
