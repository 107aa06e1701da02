"""What drawing programs add to a drawing (SVG) for themselves: names that browsers do nothing with.

Illustrator declares the namespaces of its notes as entities in a DOCTYPE. No parser ever sees a DOCTYPE: one that holds
nothing but such namespaces is taken out here, and the namespaces are written where they are named.
"""

from __future__ import annotations

import re

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
_PROGRAMS = {
    "http://www.inkscape.org/namespaces/inkscape", "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://creativecommons.org/ns#", "http://web.resource.org/cc/",
    "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/", "http://www.serif.com/", "adobe:ns:meta/",
    "http://www.bohemiancoding.com/sketch/ns", "http://www.corel.com/coreldraw/odm/2003",
}  # fmt: skip
_OF_ADOBE = "http://ns.adobe.com/"

_PROLOG = re.compile(r"\s*(?:<\?xml[^<>]*\?>)?(?:\s|<!--.*?-->)*", re.DOTALL)
_DOCTYPE = re.compile(
    r"""<!DOCTYPE\s+svg
    (?:\s+PUBLIC\s+(["'])-//W3C//DTD\ SVG\ [0-9.]{1,5}(?:\ Basic|\ Tiny)?//EN\1\s+(["'])https?://www\.w3\.org/[\w./-]*\2)?
    \s*(?:\[(?P<inside>[^\]]*)\]\s*)?>""",
    re.VERBOSE,
)
_ENTITY = re.compile(r"""\s*<!ENTITY\s+([A-Za-z_][\w.-]*)\s+(["'])([^"'<>&%]*)\2\s*>\s*""")


def is_note(namespace: str) -> bool:
    """Say whether a namespace is one in which a drawing program notes something for itself."""
    return namespace in _PROGRAMS or namespace.startswith(_OF_ADOBE)


def without_doctype(text: str) -> str:
    """Return a drawing without its DOCTYPE, if that holds nothing but namespaces; else as it is."""
    found = _DOCTYPE.match(text, _PROLOG.match(text).end())  # type: ignore[union-attr]  # it matches nothing, too
    if found is None:
        return text
    names: dict[str, str] = {}
    inside, at = found["inside"] or "", 0
    while at < len(inside.rstrip()):
        entity = _ENTITY.match(inside, at)
        if entity is None or not (entity[3] in (SVG, XLINK) or is_note(entity[3])):
            return text
        names.setdefault(entity[1], entity[3])  # the first of two holds (XML 1.0, 4.2)
        at = entity.end()
    rest = text[found.end() :]
    if names:
        rest = re.sub(rf"&({'|'.join(map(re.escape, names))});", lambda name: names[name[1]], rest)
    return text[: found.start()] + rest
