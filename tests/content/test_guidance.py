"""The guidance points."""

from __future__ import annotations

from collections import Counter
from datetime import date

from policypack.content.guidance import GuidancePoint, load_guidance
from tests.folded import folded
from tests.shipped_text import OURS, PLACEHOLDER, sentences

POINTS = load_guidance(OURS)
each = folded("point", POINTS, ids=lambda point: point.id)

EXPECTED = """
PURPOSE C:l C:l M:ls S:ls
PLATFORM C:l C:lo
RESOURCE C:l C:l
ACCESS C:mfs C:mfs C:mf C:mfs C:sl
RULES S:mf S:mf S:m S:m S:mf S:mo
RISK M:l M:ls M:ls C:lo S:s S:mfso
LEAD S:mfs S:s
SETTINGS S:s S:sm S:s
INCIDENT C:sl C:smf
POLICY M:sfl S:mfs
CODE S:s S:mf S:s S:s S:s S:sl S:sl S:s S:s
CONFLICT C:om
BULLY S:smf S:s S:somf
IMAGE S:fsm
RECRUIT M:ls
LAW S:l S:l
PRIVACY S:mfs S:mf S:ms
CONTACT C:mf M:s C:l M:so
CONSENT S:mf S:sf S:sm
FOOTPRINT S:s S:s S:s S:s
ROLE C:l S:mo S:m
MODERATE S:o S:o C:mf C:o S:mfo C:o C:om C:o S:l
HOST S:o S:o M:ol C:o
TRAIN S:ol S:ol M:ol
TIMES M:mfo S:o S:mo S:mf C:o
OUTSIDE S:mf S:mf M:l C:o
HANDOVER M:o S:o S:o M:o
RESPOND M:so M:smf S:s S:s M:s S:ol S:s S:s
SECRET M:sm M:sl S:ms
"""
"""Strength and readers of each point, in order. M must, S should, C consider; m members, f families, s staff,
o moderators, l leaders."""
STRENGTHS = {"M": "must", "S": "should", "C": "consider"}
READERS = {"m": "members", "f": "families", "s": "staff", "o": "moderators", "l": "leaders"}


def test_all_108_points_stand_with_their_strength_and_readers() -> None:
    expected = []
    for line in EXPECTED.split("\n"):
        prefix, *points = line.split() or [""]
        for number, point in enumerate(points, 1):
            strength, readers = point.split(":")
            expected.append((f"{prefix}-{number}", STRENGTHS[strength], {READERS[letter] for letter in readers}))
    assert [(point.id, point.strength, set(point.readers)) for point in POINTS] == expected
    assert len(POINTS) == 108


def test_the_strengths_add_up() -> None:
    assert Counter(point.strength for point in POINTS) == {"should": 63, "consider": 26, "must": 19}


@each
def test_each_point_names_its_publication_and_the_heading_it_stands_under(point: GuidancePoint) -> None:
    for source in point.sources:
        assert (source.publisher, source.date) == ("NSPCC Learning", str(date(2024, 1, 11)))
        assert source.place
        assert (source.url or "").startswith("https://learning.nspcc.org.uk/")


@each
def test_each_point_is_one_sentence_that_can_be_read_in_one_breath(point: GuidancePoint) -> None:
    assert point.point.endswith(".")
    assert point.point.count(". ") == 0
    assert all(len(part.split()) <= 31 for part in sentences(point.point)), point.point
    assert not PLACEHOLDER.search(point.point)


def test_no_two_points_say_the_same() -> None:
    assert len({point.point for point in POINTS}) == len(POINTS)
