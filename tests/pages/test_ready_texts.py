"""Texts to paste: each fits its place, keeps the help numbers, and says no more than everybody may see."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from string import Formatter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policypack.content.conditions import Condition
from policypack.content.text_rules import TextRule, load_text_rules
from policypack.pack.pack import Pack, load_pack
from policypack.pages.ready_texts import ReadyText, fitted, length, ready_texts
from policypack.pages.render import Renderer, render_pages
from policypack.pages.view import View
from tests.hardening.rounds import some_of
from tests.organisations import CHECKOUT, ORGANISATIONS, workspace_with
from tests.shipped_text import NOT_OUR_VOICE, OURS, sentences

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 22)
RULES = load_text_rules(OURS)
SHORTEST = 40
"""The least that content/platforms.yml may give as a limit."""


def texts_of(pack: Pack) -> list[tuple[str, ReadyText]]:
    view = View(pack.answers, "public", set())
    return [
        (account.name, text)
        for account in pack.answers.items("online.accounts")
        for text in ready_texts(RULES, view, account)
    ]


@pytest.fixture(scope="module", params=some_of(ORGANISATIONS))
def renderer(request: pytest.FixtureRequest, renderer_of: Callable[[str], Renderer]) -> Renderer:
    return renderer_of(str(request.param))


@pytest.fixture(scope="module")
def pack(renderer: Renderer) -> Pack:
    return renderer.pack


def small(answers: str, folder: Path) -> list[tuple[str, ReadyText]]:
    return texts_of(load_pack(workspace_with(answers, folder), TODAY))


def test_every_text_fits_its_place(pack: Pack) -> None:
    longest = {rule.id: rule.longest for rule in RULES}
    for account, text in texts_of(pack):
        assert text.length <= min(text.allowed or longest[text.id], longest[text.id]), (account, text)


def test_every_text_has_999_and_childline_in_full(pack: Pack) -> None:
    for account, text in texts_of(pack):
        assert "999" in text.text, account
        assert "0800 1111" in text.text, account


def test_no_text_has_a_gap_or_a_sentence_that_was_cut(pack: Pack) -> None:
    known = [says for rule in RULES for sentence in rule.sentences for says in sentence.says]
    starts = {says.partition("{")[0][:12] for says in known}
    for _, text in texts_of(pack):
        assert not set("{}") & set(text.text)
        assert "None" not in text.text
        for line in text.text.split("\n"):
            assert any(line.startswith(start) for start in starts), line


def test_nothing_that_only_staff_or_leaders_may_see_is_in_a_text(pack: Pack) -> None:
    hidden = [
        str(value)
        for person in pack.answers.items("people.team")
        for name, value in person.values.items()
        if name in ("first_name", "email", "phone") and name not in str(person.values.get("public_details"))
    ]
    for account, text in texts_of(pack):
        assert not [word for word in hidden if word != "none" and word in text.text.split()], account


@given(
    st.lists(st.tuples(st.integers(1, 9), st.lists(st.text("ab c", min_size=1, max_size=30), min_size=1, max_size=3))),
    st.integers(SHORTEST, 200),
)
def test_any_sentences_fit_any_limit_whole_and_the_help_numbers_stay(
    parts: list[tuple[int, list[str]]], most: int
) -> None:
    help_now = (0, ["In danger or badly hurt? Call 999. Childline: 0800 1111.", "999. Childline: 0800 1111."])
    all_parts = [help_now, *((rank, sorted(words, key=len, reverse=True)) for rank, words in parts)]
    text = fitted(all_parts, most, "\n")
    assert length(text) <= most
    lines = text.split("\n")
    assert lines[0] in help_now[1]
    assert all(any(line in words for _, words in all_parts) for line in lines)


def test_what_matters_least_goes_first_and_only_as_much_as_has_to() -> None:
    parts = [(0, ["help help", "help"]), (1, ["times times", "times"]), (2, ["site"]), (5, ["name"])]
    assert fitted(parts, 40, " ") == "help help times times site name"
    assert fitted(parts, 30, " ") == "help help times times site"
    assert fitted(parts, 22, " ") == "help help times site"
    assert fitted(parts, 15, " ") == "help help times"
    assert fitted(parts, 12, " ") == "help times"
    assert fitted(parts, 9, " ") == "help help"
    assert fitted(parts, 4, " ") == "help"


def test_characters_are_counted_as_the_strictest_platform_does() -> None:
    assert length("Llŷn") == 4
    assert length("🏊 Swim") == 7
    assert length("it\u2019s") == 5
    assert length("https://a.uk") == 23
    assert length("See https://safe.marlpoolswimming.example/") == 42


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_kind_of_text_keeps_one_sentence_that_fits_anywhere(rule: TextRule) -> None:
    kept = [sentence for sentence in rule.sentences if sentence.rank == 0]
    assert len(kept) == 1
    assert (kept[0].when, kept[0].unless, kept[0].times) == (None, None, ())
    assert length(kept[0].says[-1].format(emergency="999", childline="0800 1111")) <= SHORTEST


def test_sentences_are_short_in_our_voice_and_get_shorter() -> None:
    for rule in RULES:
        for sentence in rule.sentences:
            names = {name for says in sentence.says for _, name, _, _ in Formatter().parse(says) if name}
            plain = [says.format_map(dict.fromkeys(names, "x")) for says in sentence.says]
            for says in plain:
                assert not NOT_OUR_VOICE.search(says), says
                assert all(len(part.split()) <= 20 for part in sentences(says)), says
            same = [says for says in sentence.says if "{lead" not in says and "{mailbox" not in says]
            assert same == sorted(same, key=len, reverse=True), same


def test_conditions_of_texts_ask_only_what_everybody_may_see() -> None:
    questions = load_pack(CHECKOUT, TODAY).catalogue.questions
    found = [condition for rule in RULES for condition in (rule.unless,)]
    found += [c for rule in RULES for sentence in rule.sentences for c in (sentence.when, sentence.unless)]
    asked = {part.question for c in found if isinstance(c, Condition) for part in c.parts() if part.question}
    assert asked
    assert {questions[qid].visibility for qid in asked} == {"public"}


FACEBOOK = "online: {accounts: [{platform: facebook-page, name: Page, seen_by: everybody%s}]}\n"


def test_a_text_is_silent_about_what_is_not_decided_and_says_when_nobody_reads(tmp_path: Path) -> None:
    silent = {t.id: t.text for _, t in small(FACEBOOK % "", tmp_path / "a")}
    assert "these times" not in silent["post"]
    assert "It can take days" in silent["post"]
    assert "We check" not in silent["post"]
    nobody = {t.id: t.text for _, t in small(FACEBOOK % "" + "moderation: {times: none}\n", tmp_path / "b")}
    assert "Nobody reads messages at set times." in nobody["post"]


def test_a_place_with_times_of_its_own_shows_those(tmp_path: Path) -> None:
    answers = (
        "online: {accounts: [{platform: discord, name: A}, {platform: x, name: B}]}\n"
        "moderation: {times: Mon 6pm-7pm, other_times: [{account: B, times: Sat 9am-10am}]}\n"
    )
    texts = {(account, text.id): text.text for account, text in small(answers, tmp_path)}
    assert "Monday, 6pm to 7pm" in texts["A", "post"]
    assert "Saturday, 9am to 10am" in texts["B", "post"]
    assert "Monday" not in texts["B", "post"]


def test_the_post_and_the_automatic_reply_name_the_next_closed_days_until_they_are_over(tmp_path: Path) -> None:
    days = "{name: A, first_day: 2026-11-01, last_day: %s}, {name: B, first_day: 2027-01-02, last_day: 2027-01-03}"
    closed = FACEBOOK % ', private_messages: "on"' + f"moderation: {{times: Mon 6pm-7pm, closed: [{days}]}}\n"
    ahead = {t.id: t.text for _, t in small(closed % "2026-11-22", tmp_path / "a")}
    over = {t.id: t.text for _, t in small(closed % "2026-11-21", tmp_path / "b")}
    for text in ("post", "away"):
        assert "We are closed from 1 to 22 November 2026. Nobody reads messages then." in ahead[text]
        assert "We are closed from 2 to 3 January 2027. Nobody reads messages then." in over[text]


def test_private_messages_that_are_off_need_no_reply_and_the_rule_stands_in_the_reply(tmp_path: Path) -> None:
    off = small(FACEBOOK % ', private_messages: "off"', tmp_path / "a")
    assert {text.id for _, text in off} == {"bio", "post"}
    rule = ', private_messages: "on", private_message_rule: point_elsewhere'
    reply = {text.id: text.text for _, text in small(FACEBOOK % rule, tmp_path / "b")}["reply"]
    assert "We want to know what worries you. Are you safe right now?" in reply
    assert "Are you safe right now?" in reply
    assert "We can't promise to keep a secret." in reply


def test_a_name_is_escaped_on_the_page_and_stands_as_it_is_in_the_text(tmp_path: Path) -> None:
    answers = FACEBOOK % "" + "organisation: {name: 'O''Neill & <b>Sons {times}'}\n"
    text = {t.id: t.text for _, t in small(answers, tmp_path)}["post"]
    assert "Welcome to O'Neill & <b>Sons {times}." in text
    page = render_pages(load_pack(tmp_path, TODAY), "staff")["staff/ready-texts.md"]
    assert "Welcome to O'Neill &#38; &#60;b&#62;Sons &#123;times&#125;.<br>" in page
