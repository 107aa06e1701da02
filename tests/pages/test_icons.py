"""Icons: drawings of our own for house rules and kinds of platforms, always beside their words."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

from policypack.content.platforms import load_platforms
from policypack.content.rules import load_rules
from policypack.pack.pack import load_pack
from policypack.text.markdown import to_html
from tests.folded import folded
from tests.organisations import CHECKOUT, ORGANISATIONS, put, workspace_of
from tests.pages.words import markdown_of
from tests.shipped_text import OURS
from tests.sound import TODAY

ICONS = CHECKOUT / "templates" / "icons"
FILES = sorted(path for path in ICONS.rglob("*") if path.is_file())
RULES = [rule.id for rule in load_rules(OURS) if rule.kind == "house"]
KINDS = sorted({platform.kind for platform in load_platforms(OURS)})
SVG = "{http://www.w3.org/2000/svg}"
ON_ALL = {
    "width": "24",
    "height": "24",
    "viewBox": "0 0 24 24",
    "fill": "none",
    "stroke": "currentColor",
    "stroke-width": "1.75",
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
    "aria-hidden": "true",
}
"""What each says of itself: it takes the colour and the size of where it stands, and screen readers pass it over."""
SHAPES = {
    "path": {"d", "transform"},
    "circle": {"cx", "cy", "r"},
    "rect": {"x", "y", "width", "height", "rx"},
}
"""What a drawing is made of, and what is said of it: no script, no style, no address, no id that two could share."""
CARD = re.compile(r'<div class="pp-card[^"]*pp-drawn">(.*?)</h3>', re.DOTALL)
HOUSE_RULES = ("rules/index.md", "rules/under-11.md", "rules/11-to-13.md", "rules/14-to-17.md")
PLACES = "our-accounts.md"
each = folded("file", FILES, ids=lambda file: file.relative_to(ICONS).as_posix())


def drawing(name: str) -> str:
    return (ICONS / f"{name}.svg").read_text(encoding="utf-8").strip()


def public_pages(root: Path) -> dict[str, str]:
    """Return the pages that have icons, as HTML by their paths."""
    said = markdown_of(load_pack(root, TODAY), "public")
    return {path: to_html(said[path]) for path in (*HOUSE_RULES, PLACES) if path in said}


def cards(html: str) -> list[str]:
    """Return what stands on each card with an icon, up to the end of its heading."""
    return CARD.findall(html)


def test_every_house_rule_and_every_kind_of_platform_has_an_icon_and_no_other_is_there() -> None:
    wanted = {f"rules/{name}.svg" for name in [*RULES, "own"]} | {f"platforms/{name}.svg" for name in [*KINDS, "place"]}
    assert {file.relative_to(ICONS).as_posix() for file in FILES} == wanted


@each
def test_an_icon_is_a_drawing_of_lines_and_nothing_else(file: Path) -> None:
    root = ET.fromstring(file.read_text(encoding="utf-8"))  # noqa: S314 - our own files
    assert root.tag == f"{SVG}svg"
    assert root.attrib == ON_ALL
    assert len(root)
    for shape in root:
        assert shape.tag.startswith(SVG)
        assert set(shape.attrib) <= SHAPES[shape.tag.removeprefix(SVG)]
        assert not len(shape)
        assert not (shape.text or "").strip()


@each
def test_an_icon_is_one_line_that_no_template_takes_for_its_own_words(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count("\n") == 1
    assert not re.search(r"\{[{%#]", text)


def test_no_two_icons_are_the_same() -> None:
    drawn = [file.read_text(encoding="utf-8") for file in FILES]
    assert len(set(drawn)) == len(drawn)


@folded("organisation", ORGANISATIONS)
def test_every_house_rule_and_every_place_stands_beside_its_icon(organisation: str, tmp_path: Path) -> None:
    root = workspace_of(organisation, tmp_path / organisation)
    pack, pages = load_pack(root, TODAY), public_pages(root)
    known = {drawing(f"rules/{name}") for name in RULES} | {drawing("rules/own")}
    for path in (path for path in HOUSE_RULES if path in pages):
        found = cards(pages[path])
        assert len(found) == pages[path].count("<svg"), path
        for card in found:
            icon, words = re.search(r"<svg.*</svg>", card), re.search(r"<h3[^>]*>(.+)", card, re.DOTALL)
            assert icon is not None, path
            assert icon[0] in known, path
            assert words is not None, path
    adopted = pack.answers.adopted_rules("rules.house")
    assert sum(drawing(f"rules/{rule.id}") in pages["rules/index.md"] for rule in adopted) == len(adopted)
    places = [card for card in cards(pages[PLACES]) if "<h3" in card]
    assert len(places) == pages[PLACES].count("<svg") == pages[PLACES].count("pp-place")


def test_a_rule_of_their_own_has_the_neutral_icon(tmp_path: Path) -> None:
    pages = public_pages(workspace_of("swimming-club", tmp_path))
    (own,) = [card for card in cards(pages["rules/index.md"]) if "Cheer for every swimmer" in card]
    assert drawing("rules/own") in own


def test_a_row_of_their_own_without_an_icon_has_the_neutral_one(tmp_path: Path) -> None:
    root = workspace_of("swimming-club", tmp_path)
    rows = (CHECKOUT / "content" / "rules.yml").read_text(encoding="utf-8").replace("id: kind_words", "id: our_words")
    put(root, "content/rules.yml", rows)
    answers = (root / "site_config" / "answers.yml").read_text(encoding="utf-8")
    put(root, "site_config/answers.yml", answers.replace("kind_words", "our_words"))
    (card,) = [card for card in cards(public_pages(root)["rules/index.md"]) if "even when you disagree" in card]
    assert drawing("rules/own") in card


def test_an_icon_of_their_own_takes_the_place_of_ours(tmp_path: Path) -> None:
    root = workspace_of("swimming-club", tmp_path)
    before = public_pages(root)["rules/index.md"]
    theirs = drawing("rules/own").replace("M8 8h8", "M8 9h8")
    put(root, "templates/pages/about-us.md.j2", "")
    assert public_pages(root)["rules/index.md"] == before
    put(root, "templates/icons/rules/kind_words.svg", theirs)
    (card,) = [card for card in cards(public_pages(root)["rules/index.md"]) if "even when you disagree" in card]
    assert theirs in card
