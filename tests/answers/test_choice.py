"""A choice is understood with a full stop or what nobody sees behind it, and by the words that stand on the screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from policypack.answers.values import read_value
from policypack.content.catalogue import load_catalogue
from policypack.content.questions import NONE
from policypack.pack.pack import load_pack
from tests.answers.test_reader import TODAY, problems_of
from tests.folded import folded
from tests.organisations import workspace_with
from tests.shipped_text import OURS

QUESTIONS = load_catalogue(OURS).questions
AROUND = ["{}", "{}.", " {} ", "{}\u200b", "\ufeff{}", "{}\u00a0", "\u201c{}\u201d", "{}!"]


@folded("form", AROUND)
@folded(("word", "meant"), [("no", False), ("No", False), ("YES", True), ("y", True)])
def test_yes_and_no_are_understood_with_what_stands_around_them(form: str, word: str, meant: bool) -> None:
    assert read_value(form.format(word), QUESTIONS["images.photos"], None, Path()) is meant


@folded("form", AROUND)
@folded("qid", ["organisation.kind", "adults.training"])
def test_each_choice_is_understood_by_its_value_and_by_its_label(form: str, qid: str) -> None:
    for choice in QUESTIONS[qid].choices:
        for text in (choice.value, choice.label, choice.label.upper()):
            assert read_value(form.format(text), QUESTIONS[qid], None, Path()) == choice.value


@folded("form", AROUND)
def test_none_and_not_decided_yet_are_understood_with_what_stands_around_them(form: str, tmp_path: Path) -> None:
    none, later = (f'"{form.format(word)}"'.replace("\u200b", "\\u200b") for word in ("None", "Not decided yet"))
    folder = workspace_with(f"organisation:\n  parent_body: {none}\nimages:\n  photos: {later}\n", tmp_path)
    answers = load_pack(folder, TODAY).answers
    assert answers.get("organisation.parent_body") == NONE
    assert answers.put_off == {"images.photos"}


def test_what_is_not_seen_is_made_visible_in_what_was_given(tmp_path: Path) -> None:
    assert 'given "perhaps\\u200b"' in problems_of('images:\n  photos: "perhaps\u200b"\n', tmp_path)[0]


@folded("form", AROUND)
def test_no_is_what_begins_with_no_where_nothing_else_does(form: str) -> None:
    assert read_value(form.format("No"), QUESTIONS["online.not_ours"], None, Path()) in (NONE, (NONE,))
    with pytest.raises(ValueError, match="is wanted"):
        read_value(form.format("No"), QUESTIONS["organisation.kind"], None, Path())


@folded("word", ["none", "None.", "no", "No."])
def test_a_group_is_none_by_either_word(word: str, tmp_path: Path) -> None:
    answers = load_pack(workspace_with(f"moderation:\n  times: Mon 4-6pm\n  closed: {word}\n", tmp_path), TODAY).answers
    assert answers.groups["moderation.closed"] == ()
