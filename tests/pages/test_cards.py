"""Cards for the moment: 999 first, words to say, never a secret, and nobody's name where a child may read it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from policypack.pack.pack import Pack
from policypack.pages.render import Renderer
from tests.hardening.rounds import some_of
from tests.organisations import ORGANISATIONS

TODAY = date(2026, 11, 22)
AT_ONCE, IN_ALL = 320, 540
"""Words of a card: until it has been said what to do and what to say (two screens of a phone), and altogether."""


@pytest.fixture(scope="module", params=some_of(ORGANISATIONS))
def renderer(request: pytest.FixtureRequest, renderer_of: Callable[[str], Renderer]) -> Renderer:
    return renderer_of(str(request.param))


@pytest.fixture(scope="module")
def pack(renderer: Renderer) -> Pack:
    return renderer.pack


@pytest.fixture(scope="module")
def cards(renderer: Renderer) -> dict[str, str]:
    found = {page.page.id: page.markdown for page in renderer.pages("staff")}
    return {name: found[name] for name in found if name.startswith("card-")}


def plain(markdown: str) -> str:
    """Return the words that a reader sees, without addresses."""
    body = markdown.split("---", 2)[2]
    body = re.sub(r"<[^>]+>|\{:[^}]*\}", " ", body)
    return re.sub(r"https?://\S+|\S+@\S+", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", body))


def test_there_are_twelve_cards_in_every_pack(cards: dict[str, str]) -> None:
    assert len(cards) == 12


def test_each_card_says_999_before_any_step_and_then_what_to_do_say_and_never_do(cards: dict[str, str]) -> None:
    for name, markdown in cards.items():
        places = [markdown.index(words) for words in ("tel:999", "#first", "#say", "#never", "#tell", "#record")]
        assert places == sorted(places), name
        assert markdown.index("tel:999") < markdown.index("## "), name


def test_each_card_has_childline_no_promise_of_secrecy_and_the_helpline(cards: dict[str, str]) -> None:
    for name, markdown in cards.items():
        assert "0800 1111" in markdown, name
        assert "Never promise to keep it secret" in markdown, name
        assert "0808 800 5000" in markdown, name


def test_no_first_name_stands_in_words_that_a_child_reads(pack: Pack, cards: dict[str, str]) -> None:
    names = {str(person.values.get("first_name")) for person in pack.answers.items("people.team")} - {"none", "None"}
    for name, markdown in cards.items():
        said = "\n".join(line for line in markdown.splitlines() if line.startswith(">"))
        assert said, name
        assert not [first for first in names if f"({first})" in said], name


def test_each_card_is_short(cards: dict[str, str]) -> None:
    for name, markdown in cards.items():
        for text, most in ((markdown.partition("## Never")[0], AT_ONCE), (markdown, IN_ALL)):
            assert len(re.findall(r"[a-z][a-z'-]*", plain(text), re.IGNORECASE)) <= most, name


def test_nobody_is_told_to_copy_or_delete_a_picture_of_a_child(cards: dict[str, str]) -> None:
    text = plain(cards["card-nude"])
    assert re.search(r"Never look again, copy, save, print, screenshot or send it", text)
    assert "Do not delete it" in text
    assert not re.search(r"(?i)take a screenshot|keep a copy|save it", text)


def test_a_service_that_nobody_confirmed_is_on_no_card(pack: Pack, cards: dict[str, str]) -> None:
    confirmed = pack.answers.scope().words_of("signposting.services") or ()
    for row in pack.catalogue.services.values():
        if not row.always and row.offered and row.id not in confirmed:
            assert not [name for name, markdown in cards.items() if f"**{row.name}**" in markdown], row.id
