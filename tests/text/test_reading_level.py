"""Reading levels: how they are measured, and that every page keeps to the gate of its readers."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, get_args

import pytest

from policypack.content.page_rows import load_pages
from policypack.pack.own_words import leaving_out, names, own_texts
from policypack.pack.pack import Pack
from policypack.pages.render import Renderer
from policypack.text.plain_text import plain_text
from policypack.text.reading_level import GATES, Band, measure, syllables
from tests.hardening.rounds import some_of
from tests.organisations import CHECKOUT, ORGANISATIONS
from tests.reading_levels import PageLevel, levels, units_of
from tests.reading_levels import syllables as counted_by_textstat
from tests.shipped_text import OURS

if TYPE_CHECKING:
    from collections.abc import Iterator

TODAY = date(2026, 11, 22)
FAR = 7
"""Grades above a gate's "fail" at which one sentence by itself is too hard."""
FOR_CHILDREN = ("under_11", "from_11", "from_14", "everyone")

# Words that a child may not know, and what explains one where it first stands.
NOT_KNOWN = r"safeguarding|disclos\w*|moderat\w*|LADO|consent\w*|cumulative\w*|designated|allegation\w*|confidential\w*"
EXPLAINED = {
    "moderator": r"keeps the (chat|talk) friendly and keeps it safe\. They are both host and",
    "moderating": "Looking after a place online is called moderating.",
    "moderators": (
        r"Moderators look out for safety\.|keep the (chat|talk) friendly and keep it safe\. They are both hosts and"
    ),
}


@pytest.fixture(scope="module", params=some_of(ORGANISATIONS))
def renderer(request: pytest.FixtureRequest, renderer_of: Callable[[str], Renderer]) -> Renderer:
    return renderer_of(str(request.param))


@pytest.fixture(scope="module")
def pack(renderer: Renderer) -> Pack:
    return renderer.pack


@pytest.fixture(scope="module")
def measured(renderer: Renderer) -> list[PageLevel]:
    return levels(renderer, "staff")


def our_words(renderer: Renderer) -> Iterator[tuple[str, str, list[str]]]:
    """Yield the id, the gate and the units of each public page, without what the organisation wrote."""
    pack = renderer.pack
    wrote = {line for _, _, text in own_texts(pack.answers, pack.all_pages) for line in text.splitlines()}
    clean = leaving_out(wrote | names(pack.answers, pack.all_pages))
    for rendered in renderer.pages("public"):
        yield rendered.page.id, rendered.page.gate, [clean(unit) for unit in units_of(rendered.markdown)]


def test_no_page_fails_its_gate_in_our_words(measured: list[PageLevel]) -> None:
    """Public pages and staff pages, in all test organisations."""
    failing = {level.page.id: failed for level in measured if (failed := level.ours.fails(level.gate))}
    assert failing == {}


def test_no_single_sentence_of_ours_is_far_too_hard(measured: list[PageLevel]) -> None:
    """A page of easy sentences hides a hard one. A short sentence has no grade that means much."""
    for level in measured:
        limit = level.gate.fail + FAR
        hard = [one.text for one in level.ours.sentences if one.words >= 8 and one.grade > limit]
        assert hard == [], level.page.id


def test_a_page_for_children_explains_each_word_that_they_may_not_know(renderer: Renderer) -> None:
    for page, gate, units in our_words(renderer):
        text = " ".join(re.sub(r"\S+@\S+", "", " ".join(units)).split())
        for found in re.finditer(rf"\b(?:{NOT_KNOWN})\b", text, re.IGNORECASE) if gate in FOR_CHILDREN else ():
            explained = re.search(EXPLAINED.get(found[0].lower(), "(?!)"), text)
            where = (page, text[max(0, found.start() - 80) : found.end() + 40])
            assert explained, where
            assert explained.start() <= found.start(), where


def test_a_page_for_one_age_says_what_somebody_is_for_whose_role_has_a_word_that_they_may_not_know(
    renderer: Renderer,
) -> None:
    for rendered in renderer.pages("public"):
        text = re.sub(r"\S+@\S+", "", " ".join(units_of(rendered.markdown)))
        if rendered.page.gate in ("under_11", "from_11", "from_14") and re.search(NOT_KNOWN, text):
            assert "is here to help keep you safe." in text, rendered.page.id


def test_pages_print_the_organisations_own_words_where_the_list_of_pages_says_so(renderer: Renderer) -> None:
    pack = renderer.pack
    for rendered in renderer.pages("public"):
        text = " ".join(units_of(rendered.markdown))
        for question, _, wrote in own_texts(pack.answers, pack.all_pages):
            lines = [" ".join(line.split()).rstrip(".") for line in wrote.splitlines() if line.strip()]
            if all(len(line.split()) > 3 and line in text for line in lines):
                assert question.qid in rendered.page.own_words, (rendered.page.id, wrote)


def test_each_answer_that_a_page_is_said_to_print_is_printed_there_for_some_organisation(
    renderer_of: Callable[[str], Renderer],
) -> None:
    wanted = {(page.id, qid) for page in load_pages(OURS) for qid in page.own_words}
    for name in ORGANISATIONS:
        renderer = renderer_of(name)
        pack = renderer.pack
        for rendered in renderer.pages("public"):
            text = " ".join(units_of(rendered.markdown))
            for question, _, wrote in own_texts(pack.answers, pack.all_pages):
                if " ".join(wrote.splitlines()[0].split()).rstrip(".") in text:
                    wanted.discard((rendered.page.id, question.qid))
    assert wanted == set()


def test_each_band_has_a_gate_and_younger_readers_have_stricter_ones() -> None:
    assert set(GATES) == set(get_args(Band))
    ordered = [GATES[band] for band in ("under_11", "from_11", "from_14", "adults")]
    for younger, older in pairwise(ordered):
        assert (younger.aim, younger.fail, younger.average, younger.longest) < (
            older.aim,
            older.fail,
            older.average,
            older.longest,
        )
        assert younger.aim < younger.fail
        assert older.length is None or (younger.length or 0) < older.length


def test_a_level_is_the_school_grade_of_the_words_that_count() -> None:
    level = measure(["Tell a grown-up. Call 0800 1111 or see www.childline.org.uk today!", "12:30", "Rules"])
    assert [(sentence.words, sentence.syllables) for sentence in level.sentences] == [(3, 4), (4, 5), (1, 1)]
    assert level.grade == pytest.approx(0.39 * 8 / 3 + 11.8 * 10 / 8 - 15.59)
    assert level.average == pytest.approx(8 / 3)


def test_a_text_that_is_too_hard_fails_and_its_hardest_sentence_is_named() -> None:
    easy, hard = "Be kind.", "Inappropriate communication necessitates consultation with designated personnel."
    level, gate = measure([easy, hard]), GATES["under_11"]
    assert level.worst(gate).text == hard
    assert level.fails(gate) == [f"grade {level.grade:.1f}, at most 4.5"]
    long = " ".join(["we"] * 15)
    assert measure([f"{long}."]).fails(gate) == [f"15 words, at most 14: {long}."]
    assert measure([easy]).misses(gate) == measure([]).misses(gate) == []
    assert "251 words, wanted 250" in measure([easy] * 125 + ["Go."]).misses(gate)
    assert measure([easy] * 150).fails(gate) == []
    assert measure([easy] * 151).fails(gate) == ["302 words, far above 250"]


def test_syllables_are_counted_as_they_are_said() -> None:
    said = {
        1: "the asked rules tell's",
        2: "people waited safety doing being",
        3: "grown-up's-eye media messages everyone",
    }
    for number, words in said.items():
        assert {word: syllables(word) for word in words.split()} == dict.fromkeys(words.split(), number)


def test_our_count_and_the_library_grade_all_that_is_shipped_within_a_grade_and_a_quarter() -> None:
    """The library takes "about" and "any" for one syllable, so ours is the higher one."""
    text = [unit for path in sorted((CHECKOUT / "content").glob("r*.yml")) for unit in path.read_text().splitlines()]
    ours, theirs = measure(text).grade, measure(text, counted_by_textstat).grade
    assert 0 < ours - theirs < 1.25


def test_plain_text_is_what_readers_read_block_by_block() -> None:
    page = "---\ntitle: No\n---\n\n# One\n\nTwo [three](x.md) **four**.\n\n- five\n- six\n\n|a|b|\n|-|-|\n|7|8|\n"
    assert plain_text(page) == ["One", "Two three four.", "five", "six", "a", "b", "7", "8"]


def test_names_are_left_out_as_whole_words_with_their_possessive() -> None:
    no_names = leaving_out(["Marlpool", "Marlpool Swimming Club."])
    for text, left in {
        "Tell Marlpool's team.": "Tell team.",
        "Marlpools stays.": "Marlpools stays.",
        "Marlpool  Swimming Club.": ".",
        "Write to chair@Marlpool.example.": "Write to chair@Marlpool.example.",
    }.items():
        assert " ".join(no_names(text).split()) == left
    level = measure(["Tell Marlpool now."], leave_out=no_names)
    assert [(sentence.text, sentence.words) for sentence in level.sentences] == [("Tell Marlpool now.", 2)]
    assert leaving_out([])("As it is.") == "As it is."
