"""Check a drawing (SVG): it may hold shapes, words and colours, and nothing that acts, moves or calls another place.

What may stand in it is a list of what may, not of what may not: a browser knows more elements than we do. What a
drawing program noted for itself (folders on somebody's computer, names, how it was last looked at) is left out: then
the drawing is written anew from what may stand in it, and what was written is checked like any other.
"""

from __future__ import annotations

import re
from xml.parsers import expat

from policypack.base.problems import quoted
from policypack.readers import svg_style, svg_weight
from policypack.readers.svg_notes import SVG, XLINK, is_note, without_doctype
from policypack.readers.svg_picture import MOST_PIXELS, read_inside
from policypack.readers.svg_size import size_of
from policypack.readers.svg_weight import Piece
from policypack.readers.svg_written import Writer, is_written

_XML = "http://www.w3.org/XML/1998/namespace"
_ELEMENTS = {
    "svg", "g", "defs", "symbol", "use", "title", "desc", "metadata", "path", "rect", "circle", "ellipse", "line",
    "polyline", "polygon", "text", "tspan", "textPath", "image", "linearGradient", "radialGradient", "stop", "clipPath",
    "mask", "pattern", "marker", "style", "switch", "filter", "feBlend", "feColorMatrix", "feComponentTransfer",
    "feComposite", "feConvolveMatrix", "feDiffuseLighting", "feDisplacementMap", "feDistantLight", "feDropShadow",
    "feFlood", "feFuncA", "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur", "feMerge", "feMergeNode", "feMorphology",
    "feOffset", "fePointLight", "feSpecularLighting", "feSpotLight", "feTile", "feTurbulence",
}  # fmt: skip
_SAID = {
    "script": "a script", "handler": "a script", "listener": "a script", "foreignObject": "a piece of a web page",
    "a": "a link", "feImage": "a picture inside the drawing",
    "animate": "an animation", "animateColor": "an animation", "animateMotion": "an animation",
    "animateTransform": "an animation", "set": "an animation", "discard": "an animation",
}  # fmt: skip
_MOST_ELEMENTS = 20_000
_DEEPEST = 50
"""Elements inside each other. A drawing program's groups reach ten."""

_MOST_SAID = 5
_ADDRESSES = {"href", f"{XLINK} href"}

_DECLARATIONS = re.compile(r"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_OWN_FOLDER = re.compile(r"\b[A-Z]:\\|/home/|/Users/")
_SAVE_AGAIN = "Save it again as PNG, or as plain SVG."


def read_svg(data: bytes, longest_side: int) -> tuple[int, int, bytes]:
    """Check a drawing. Returns its width and height in pixels, rounded up, and the drawing without notes.

    longest_side: a drawing that gives only its shape (viewBox) is taken to be at most so large, in pixels.
    Raises ValueError in plain words with everything that a logo may not hold, and what to do.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(f"The picture is a drawing that is not saved as UTF-8. {_SAVE_AGAIN}") from None
    plain = without_doctype(text)
    check = _checked(plain)
    try:
        width, height = size_of(check.root, longest_side)
    except ValueError as error:
        raise ValueError(f"The picture {error}. {_SAVE_AGAIN}") from None
    if plain is text and not check.leaves_out:
        return width, height, data
    written = check.writer.data()
    if _checked(written.decode()).leaves_out:  # what is published stands the whole check, and needs no other
        raise ValueError(f"The picture holds notes that cannot be left out. {_SAVE_AGAIN}")
    return width, height, written


def _checked(text: str) -> _Check:
    if found := _DECLARATIONS.search(text):
        # Before any parser sees it: declarations can make a small file grow without end.
        raise ValueError(f"The picture holds a {found[1].upper()} declaration. {_SAVE_AGAIN}")
    check = _Check()
    check.read(text)
    if not check.found:
        check.found += svg_weight.faults_of(check.pieces, check.rules)
    if check.found:
        unlike = list(dict.fromkeys(check.found))
        *others, last = unlike[:_MOST_SAID] + ["more of that kind"] * (len(unlike) > _MOST_SAID)
        said = f"{', '.join(others)} and {last}" if others else last
        raise ValueError(f"The picture holds {said}. {_SAVE_AGAIN}")
    return check


class _Check:
    """Walks over a drawing: `found` is what may not be in it, `root` the attributes of its first element.

    leaves_out: whether there was something to leave out. writer: the drawing without it.
    """

    def __init__(self) -> None:
        self.found: list[str] = []
        self.root: dict[str, str] = {}
        self.pieces: list[Piece] = []
        self.rules: dict[str, list[svg_style.Reference]] = {}
        self.open: list[Piece] = []
        self.sheet: list[str] | None = None  # the text of a style sheet that is being read
        self.words: tuple[int, int, list[str]] | None = (
            None  # a title or description: where it begins, how deep; its text
        )
        self.inside_notes = 0  # elements that are open and left out
        self.elements = 0
        self.pixels = 0
        self.leaves_out = False
        self.writer = Writer()

    def read(self, text: str) -> None:
        parser = expat.ParserCreate("utf-8", " ")
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        parser.XmlDeclHandler = self.declaration
        parser.ProcessingInstructionHandler = self.instruction
        parser.CommentHandler = self.comment
        parser.StartDoctypeDeclHandler = lambda *_: self.found.append("a DOCTYPE declaration")
        parser.EntityDeclHandler = lambda *_: self.found.append("an ENTITY declaration")
        try:
            parser.Parse(text.encode(), True)
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code)
            raise ValueError(
                f"The picture cannot be read as a drawing (line {error.lineno}: {reason}). {_SAVE_AGAIN}"
            ) from None

    def declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() not in ("utf-8", "us-ascii"):
            self.found.append(f"a note that it is not UTF-8 but {quoted(encoding)}")

    def instruction(self, target: str, _data: str) -> None:
        if not self.inside_notes:
            self.found.append(f"an instruction for other programs ({quoted(target)})")

    def comment(self, _text: str) -> None:
        self.leaves_out = True

    def start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        if not self.elements and (namespace, local) != (SVG, "svg"):
            raise ValueError(
                f"The picture starts with {quoted(local)}, not with svg in the namespace of SVG. {_SAVE_AGAIN}"
            )
        if not self.elements:
            self.root = attributes
        if self.sheet is not None:
            self.found.append("a piece inside a style sheet")  # it could part a word that a browser reads as one
        self.elements += 1
        if self.elements == _MOST_ELEMENTS + 1:
            self.found.append(f"more than {_MOST_ELEMENTS} pieces")
        if len(self.open) + self.inside_notes == _DEEPEST:
            self.found.append(f"more than {_DEEPEST} groups inside each other")
        if (
            not is_note(namespace)
            and (namespace != SVG or local not in _ELEMENTS)
            and not _holds_notes(name, attributes)
        ):
            self.found.append(_SAID.get(local, f"an element that no plain drawing needs ({quoted(local)})"))
        if self.inside_notes or is_note(namespace) or name == f"{SVG} metadata" or _holds_notes(name, attributes):
            self.inside_notes += 1
            self.leaves_out = True
            return
        piece = Piece(local, attributes.get("id", ""), tuple(attributes.get("class", "").split()))
        piece.points = svg_weight.points_of(attributes)
        if self.open:
            self.open[-1].inside.append(piece)
        self.pieces.append(piece)
        self.open.append(piece)
        if local == "style":
            self.sheet = []
        if local in ("title", "desc") and self.words is None:
            self.words = (self.writer.mark(), len(self.open), [])
        if local == "image" and not attributes.keys() & _ADDRESSES:
            self.found.append("a picture inside the drawing that is nowhere")
        read = [(key, self.attribute(key, value)) for key, value in attributes.items()]
        kept = {key: value for key, value in read if value is not None}
        self.leaves_out |= kept != attributes
        self.writer.start(local, kept)

    def attribute(self, key: str, value: str) -> str | None:
        """Check an attribute of the piece that was opened last. Returns what is left of it, None where nothing is."""
        space, _, local = key.rpartition(" ")
        if is_note(space):
            return None
        if key in _ADDRESSES and self.open[-1].name == "image":
            return self.picture(value)
        local = local.lower()
        if local.startswith("on"):
            self.found.append(f"an event handler ({quoted(local)})")
        if (local == "href" and not value.strip().startswith("#")) or key == f"{_XML} base":
            self.found.append("a link to another place")
        elif local == "href":
            self.open[-1].references.append(("href", value.strip()[1:]))
        if re.search(r"\b(?:javascript|vbscript|data):", re.sub(r"[\0-\x20]", "", value), re.IGNORECASE):
            self.found.append("a javascript: or data: address")
        if not is_written(key) or (local.startswith("data-") and _OWN_FOLDER.search(value)):
            return None
        if not space:
            style = svg_style.read_attribute(local, value)
            self.found += style.found
            self.open[-1].references += style.references.get("", [])
        return value

    def picture(self, address: str) -> str:
        try:
            pixels, address = read_inside(address)
        except ValueError as error:
            self.found.append(str(error))
            return ""
        self.pixels += pixels
        if self.pixels > MOST_PIXELS:
            self.found.append(f"pictures inside the drawing of more than {MOST_PIXELS // 1_000_000} million pixels")
        return address

    def characters(self, text: str) -> None:
        if self.inside_notes:
            return
        if self.sheet is not None:
            self.sheet.append(text)
        if self.words is not None:
            self.words[2].append(text)
        self.writer.characters(text)

    def end(self, _name: str) -> None:
        if self.inside_notes:
            self.inside_notes -= 1
            return
        piece = self.open.pop()
        self.writer.end(piece.name)
        if self.sheet is not None and piece.name == "style":
            style = svg_style.read_sheet("".join(self.sheet))
            self.sheet = None
            self.found += style.found
            for whom, references in style.references.items():
                self.rules.setdefault(whom, []).extend(references)
        if self.words is not None and self.words[1] > len(self.open):
            if _OWN_FOLDER.search("".join(self.words[2])):
                self.writer.back_to(self.words[0])
                self.leaves_out = True
            self.words = None


def _holds_notes(name: str, attributes: dict[str, str]) -> bool:
    """Say whether an element is the one with Illustrator's own file: no browser has the extension that it needs."""
    return name == f"{SVG} foreignObject" and is_note(attributes.get("requiredExtensions", ""))
