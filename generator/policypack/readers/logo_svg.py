"""Check a drawing (SVG): it may hold shapes, words and colours, and nothing that acts, moves or calls another place.

What may stand in it is a list of what may, not of what may not: a browser knows more elements than we do.
"""

from __future__ import annotations

import math
import re
from xml.parsers import expat

from policypack.base.problems import quoted
from policypack.readers import svg_style, svg_weight
from policypack.readers.svg_weight import Piece

_SVG = "http://www.w3.org/2000/svg"
_XML = "http://www.w3.org/XML/1998/namespace"
# Notes that drawing programs leave for themselves; browsers do nothing with them.
_NOTES = {
    "http://www.inkscape.org/namespaces/inkscape", "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://creativecommons.org/ns#", "http://web.resource.org/cc/",
    "http://purl.org/dc/elements/1.1/", "http://www.serif.com/", "http://www.bohemiancoding.com/sketch/ns",
}  # fmt: skip
_ELEMENTS = {
    "svg", "g", "defs", "symbol", "use", "title", "desc", "metadata", "path", "rect", "circle", "ellipse", "line",
    "polyline", "polygon", "text", "tspan", "textPath", "linearGradient", "radialGradient", "stop", "clipPath",
    "mask", "pattern", "marker", "style", "switch", "filter", "feBlend", "feColorMatrix", "feComponentTransfer",
    "feComposite", "feConvolveMatrix", "feDiffuseLighting", "feDisplacementMap", "feDistantLight", "feDropShadow",
    "feFlood", "feFuncA", "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur", "feMerge", "feMergeNode", "feMorphology",
    "feOffset", "fePointLight", "feSpecularLighting", "feSpotLight", "feTile", "feTurbulence",
}  # fmt: skip
_SAID = {
    "script": "a script", "handler": "a script", "listener": "a script", "foreignObject": "a piece of a web page",
    "a": "a link", "image": "a picture inside the drawing", "feImage": "a picture inside the drawing",
    "animate": "an animation", "animateColor": "an animation", "animateMotion": "an animation",
    "animateTransform": "an animation", "set": "an animation", "discard": "an animation",
}  # fmt: skip
_MOST_ELEMENTS = 20_000
_DEEPEST = 50
"""Elements inside each other. A drawing program's groups reach ten."""

_MOST_SAID = 5

_DECLARATIONS = re.compile(r"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_OWN_FOLDER = re.compile(r"\b[A-Z]:\\|/home/|/Users/")
_NUMBER = r"[0-9]{1,9}(?:\.[0-9]+)?|\.[0-9]+"
_LENGTH = re.compile(rf"\s*({_NUMBER})\s*(px|pt|pc|mm|cm|in|)\s*")
_VIEW_BOX = re.compile(rf"\s*-?(?:{_NUMBER})[\s,]+-?(?:{_NUMBER})[\s,]+({_NUMBER})[\s,]+({_NUMBER})\s*")
_PIXELS = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}

_SAVE_AGAIN = "Save it again as PNG, or as plain SVG."


def svg_size(data: bytes, longest_side: int) -> tuple[int, int]:
    """Check a drawing and return its width and height in pixels, rounded up.

    longest_side: a drawing that gives only its shape (viewBox) is taken to be at most so large, in pixels.
    Raises ValueError in plain words with everything that a logo may not hold, and what to do.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(f"The logo is a drawing that is not saved as UTF-8. {_SAVE_AGAIN}") from None
    if found := _DECLARATIONS.search(text):
        # Before any parser sees it: declarations can make a small file grow without end.
        raise ValueError(f"The logo holds a {found[1].upper()} declaration. {_SAVE_AGAIN}")
    check = _Check()
    check.read(text)
    if not check.found:
        check.found += svg_weight.faults_of(check.pieces, check.rules)
    if check.found:
        unlike = list(dict.fromkeys(check.found))
        *others, last = unlike[:_MOST_SAID] + ["more of that kind"] * (len(unlike) > _MOST_SAID)
        said = f"{', '.join(others)} and {last}" if others else last
        raise ValueError(f"The logo holds {said}. {_SAVE_AGAIN}")
    width, height = (_LENGTH.fullmatch(check.root.get(side, "")) for side in ("width", "height"))
    if width and height and float(width[1]) and float(height[1]):
        return math.ceil(float(width[1]) * _PIXELS[width[2]]), math.ceil(float(height[1]) * _PIXELS[height[2]])
    shape = _VIEW_BOX.fullmatch(check.root.get("viewBox", ""))
    if shape is None or not (float(shape[1]) and float(shape[2])):
        raise ValueError(f"The logo does not say how wide and how high it is (it has no viewBox). {_SAVE_AGAIN}")
    scale = min(1.0, longest_side / max(float(shape[1]), float(shape[2])))
    return math.ceil(float(shape[1]) * scale), math.ceil(float(shape[2]) * scale)


class _Check:
    """Walks over a drawing: `found` is what may not be in it, `root` the attributes of its first element."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.root: dict[str, str] = {}
        self.pieces: list[Piece] = []
        self.rules: dict[str, list[svg_style.Reference]] = {}
        self.open: list[Piece] = []
        self.sheet: list[str] | None = None  # the text of a style sheet that is being read

    def read(self, text: str) -> None:
        parser = expat.ParserCreate("utf-8", " ")
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        parser.XmlDeclHandler = self.declaration
        parser.ProcessingInstructionHandler = lambda target, _: self.found.append(
            f"an instruction for other programs ({quoted(target)})"
        )
        parser.StartDoctypeDeclHandler = lambda *_: self.found.append("a DOCTYPE declaration")
        parser.EntityDeclHandler = lambda *_: self.found.append("an ENTITY declaration")
        try:
            parser.Parse(text.encode(), True)
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code)
            raise ValueError(
                f"The logo cannot be read as a drawing (line {error.lineno}: {reason}). {_SAVE_AGAIN}"
            ) from None

    def declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() not in ("utf-8", "us-ascii"):
            self.found.append(f"a note that it is not UTF-8 but {quoted(encoding)}")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        if not self.pieces and (namespace, local) != (_SVG, "svg"):
            raise ValueError(
                f"The logo starts with {quoted(local)}, not with svg in the namespace of SVG. {_SAVE_AGAIN}"
            )
        if not self.pieces:
            self.root = attributes
        if self.sheet is not None:
            self.found.append("a piece inside a style sheet")  # it could part a word that a browser reads as one
        classes = tuple(attributes.get("class", "").split())
        piece = Piece(local, attributes.get("id", ""), classes, svg_weight.points_of(attributes))
        if self.open:
            self.open[-1].inside.append(piece)
        self.pieces.append(piece)
        self.open.append(piece)
        if len(self.pieces) == _MOST_ELEMENTS + 1:
            self.found.append(f"more than {_MOST_ELEMENTS} pieces")
        if len(self.open) == _DEEPEST + 1:
            self.found.append(f"more than {_DEEPEST} groups inside each other")
        if namespace not in _NOTES and (namespace != _SVG or local not in _ELEMENTS):
            self.found.append(_SAID.get(local, f"an element that no plain drawing needs ({quoted(local)})"))
        if (namespace, local) == (_SVG, "style"):
            self.sheet = []
        for key, value in attributes.items():
            self.attribute(key, value)

    def attribute(self, key: str, value: str) -> None:
        space, _, local = key.rpartition(" ")
        local = local.lower()
        if local.startswith("on"):
            self.found.append(f"an event handler ({quoted(local)})")
        if (local == "href" and not value.strip().startswith("#")) or key == f"{_XML} base":
            self.found.append("a link to another place")
        elif local == "href":
            self.open[-1].references.append(("href", value.strip()[1:]))
        if re.search(r"\b(?:javascript|vbscript|data):", re.sub(r"[\0-\x20]", "", value), re.IGNORECASE):
            self.found.append("a javascript: or data: address")
        if space and _OWN_FOLDER.search(value):
            self.found.append("the name of a folder on somebody's computer")
        if not space:
            style = svg_style.read_attribute(local, value)
            self.found += style.found
            self.open[-1].references += style.references.get("", [])

    def characters(self, text: str) -> None:
        if self.sheet is not None:
            self.sheet.append(text)

    def end(self, name: str) -> None:
        self.open.pop()
        if self.sheet is not None and name == f"{_SVG} style":
            style = svg_style.read_sheet("".join(self.sheet))
            self.sheet = None
            self.found += style.found
            for whom, references in style.references.items():
                self.rules.setdefault(whom, []).extend(references)
