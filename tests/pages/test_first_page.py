"""The first page: the organisation's own welcome and its own picture, where it has them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policypack.pack.pack import load_pack
from policypack.pages.render import Renderer
from policypack.publish.files_beside import Site, files_beside
from tests.organisations import workspace_with
from tests.pages.words import markdown_of
from tests.sound import TODAY

if TYPE_CHECKING:
    from pathlib import Path

CLUB = "organisation:\n  name: Marl Club\n  kind: sports_club\nbrand:\n"
OURS = "Marl Club is a sports club."
WELCOME = "  welcome: Come *in*, everybody.\n"
PICTURE = "  picture: logo.svg\n"


def first_page(brand: str, folder: Path) -> str:
    """Return the first page under these answers on how the site looks."""
    return markdown_of(load_pack(workspace_with(CLUB + brand, folder), TODAY), "public")["index.md"]


def image(brand: str, folder: Path) -> str:
    """Return the picture's element on the first page; "" where there is none."""
    found = re.search(r"<img[^>]*>", first_page(brand, folder))
    return found[0] if found else ""


def test_their_own_sentence_takes_the_place_of_ours_and_is_text(tmp_path: Path) -> None:
    own = first_page(WELCOME, tmp_path / "own")
    assert "Come &#42;in&#42;, everybody." in own
    assert OURS not in own
    assert "Here are ways to get help." in own
    for brand in ("  logo: none\n", "  welcome: none\n"):
        assert OURS in first_page(brand, tmp_path / brand.split()[0])


def test_their_picture_stands_on_the_first_page_with_its_words_or_is_passed_over(tmp_path: Path) -> None:
    said = image(WELCOME + PICTURE + '  picture_words: A "pool" <b>\n', tmp_path / "words")
    assert 'src="assets/picture.svg"' in said
    assert 'alt="A &#34;pool&#34; &#60;b&#62;"' in said
    assert 'width="64" height="64" loading="lazy"' in said
    for words in ("", "  picture_words: none\n"):
        assert 'alt=""' in image(WELCOME + PICTURE + words, tmp_path / f"decorates{len(words)}")


def test_without_a_welcome_nobody_is_asked_for_a_picture_and_none_is_shown(tmp_path: Path) -> None:
    for number, brand in enumerate((PICTURE, f"  welcome: none\n{PICTURE}", f"{WELCOME}  picture: none\n", WELCOME)):
        assert image(brand, tmp_path / str(number)) == "", brand


def test_the_picture_lies_in_each_site_where_the_first_page_names_it_as_it_was_checked(tmp_path: Path) -> None:
    note = "<!-- drawn by somebody -->"
    root = workspace_with(CLUB + WELCOME + PICTURE, tmp_path)
    logo = root / "site_config" / "logo.svg"
    logo.write_text(logo.read_text(encoding="utf-8").replace("<defs>", f"{note}<defs>"), encoding="utf-8")
    renderer = Renderer(load_pack(root, TODAY))
    for audience in ("public", "staff"):
        lies = dict(files_beside(Site(renderer, audience)))
        assert b"<svg" in lies["assets/picture.svg"]
        assert note.encode() not in lies["assets/picture.svg"]
    assert "assets/picture.svg" not in dict(files_beside(Site(renderer, "leaders")))
