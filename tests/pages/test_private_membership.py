"""Membership that has to stay private: each reader is told what is kept, and its limit, whatever else was answered."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from policypack.pack.pack import load_pack
from policypack.pages.render import Renderer
from policypack.publish.build import Built
from tests.hardening.rounds import some_of
from tests.organisations import ORGANISATIONS, workspace_with
from tests.pack.test_findings import PRIVATE
from tests.pages.words import Said, said
from tests.sound import PLACE, TODAY, text

HOME = "organisation.members_home"
AGES = {"ages.groups": [{"name": "Small", "from": "8", "to": "12"}, {"name": "Tall", "from": "13", "to": "17"}]}
IN_IT = {PLACE + "age_groups": ["Small", "Tall"]}
FOR_AGES = ("rules-under-11", "rules-11-to-13", "rules-14-to-17")
KEPT = re.compile(r"We don't tell others that you are (here|a member)\.")
LIMIT = re.compile(r"[Ii]f (you or someone else|someone) may not be safe, we have to tell someone who can help")
ABSOLUTE = re.compile(
    r"\b[Ww]e (?:will )?never (?:tell|say)|[Nn]obody will ever|whatever happens, we|always secret", re.I
)
PROMISED = "You decide who at home knows that you are here."


def of(changes: dict[str, Any], folder: Path) -> Said:
    return said(Renderer(load_pack(workspace_with(text(changes), folder), TODAY)))


@pytest.mark.parametrize("home", ["child", "older_child", "parent_agreed", "none"])
def test_a_child_of_each_age_reads_what_is_kept_private_and_its_limit_beside_it(home: str, tmp_path: Path) -> None:
    pages = of({**PRIVATE, **AGES, **IN_IT, HOME: home}, tmp_path)
    for name in (*FOR_AGES, "privacy"):
        found = KEPT.search(pages[name])
        assert found, name
        assert LIMIT.search(pages[name], found.end()), name
    for name, page in pages.items():
        assert not ABSOLUTE.search(page), (name, ABSOLUTE.search(page))


@pytest.mark.parametrize("home", ["child", "older_child", "none"])
def test_where_a_parent_may_not_know_no_page_for_parents_offers_to_tell_them_what_is_happening(
    home: str, tmp_path: Path
) -> None:
    parents = of({**PRIVATE, HOME: home}, tmp_path)["parents"]
    assert "You can ask at any time what is happening." not in parents
    assert "we say neither yes nor no" in parents
    assert "If a child may not be safe, that comes first" in parents


def test_a_parent_who_agreed_may_still_ask_what_is_happening(tmp_path: Path) -> None:
    parents = of(PRIVATE, tmp_path)["parents"]
    assert "You can ask at any time what is happening." in parents
    assert "neither yes nor no" not in parents
    assert "Somebody at home may not know" not in of(PRIVATE, tmp_path / "again")["concern"]


ASKED = [
    {"rules.signing": "child_and_parent"},
    {"images.photo_consent": "child_and_parent"},
    {"images.live_consent": "parent"},
    {PLACE + "private_message_rule": "copy_parent"},
]
NOT_ASKED = {"rules.signing": "child", "images.photo_consent": "none", "images.live_consent": "none"}


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: next(iter(asked)))
def test_a_child_is_not_promised_to_decide_who_knows_where_another_answer_tells_a_parent(
    asked: dict[str, str], tmp_path: Path
) -> None:
    kept = {**PRIVATE, **NOT_ASKED, HOME: "child"}
    assert PROMISED in of(kept, tmp_path / "kept")["rules-14-to-17"]
    pages = of({**kept, **asked}, tmp_path / "broken")
    assert [name for name, page in pages.items() if PROMISED in page] == []
    assert "Ask us which, before you join." in pages["rules-14-to-17"]


@pytest.mark.parametrize(("place", "told"), [("facebook-page", "We do not tell others that you wrote to us, unless")])
def test_the_automatic_reply_says_that_it_stays_private_and_the_limit(place: str, told: str, tmp_path: Path) -> None:
    assert told in of({**PRIVATE, PLACE + "platform": place}, tmp_path)["ready-texts"]


@pytest.mark.parametrize("organisation", some_of(ORGANISATIONS))
def test_where_membership_is_no_secret_no_page_says_that_it_is(
    organisation: str, renderer_of: Callable[[str], Renderer]
) -> None:
    renderer = renderer_of(organisation)
    if renderer.pack.answers.scope().fact("membership_is_private"):
        return
    pages = said(renderer)
    words = (
        "Who knows that you are here",
        "is a member and who is not",
        "neither yes nor no",
        "Who our members are stays",
    )
    assert [(name, one) for name, one in itertools.product(pages, words) if one in pages[name]] == []


def test_where_membership_is_private_each_page_for_everybody_can_be_left_quickly(
    built_of: Callable[[str], Built],
) -> None:
    built = built_of("support-server")
    for page in built.pack.pages_of("public"):
        html = (built.folders["site"] / page.path.replace(".md", ".html")).read_text(encoding="utf-8")
        assert "pp-exit-note" in html, page.path
        assert "exit.js" in html, page.path
