"""The ways to put the public pages online: plain steps, with where each host says so and when that was read."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

import pytest

from policypack.content.publishing import SITE, Way, load_ways
from tests.shipped_text import NOT_OUR_VOICE, OURS, PLACEHOLDER

WAYS = load_ways(OURS)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.id)
def test_steps_are_whole_sentences_that_name_the_folder_and_nothing_else_to_fill_in(way: Way) -> None:
    assert any(SITE in step for step in way.steps)
    for step in way.steps:
        text = step.replace(SITE, "site")
        assert text.endswith("."), step
        assert not PLACEHOLDER.search(text), step
        assert not NOT_OUR_VOICE.search(text), step


@pytest.mark.parametrize("way", [way for way in WAYS if way.host], ids=lambda way: way.id)
def test_a_host_is_described_by_its_own_pages_and_the_day_they_were_read(way: Way) -> None:
    assert way.seen is not None
    assert date(2026, 11, 1) < way.seen
    assert way.sources
    for source in way.sources:
        assert way.host
        assert urlsplit(source.url or "").hostname == f"docs.{way.host.lower()}.com"


def test_steps_that_name_a_host_have_a_source() -> None:
    for way in WAYS:
        assert way.host or not any(".com" in step for step in way.steps), way.id


def test_a_host_without_a_source_is_refused() -> None:
    with pytest.raises(ValueError, match="host, seen and sources go together"):
        Way.model_validate({"id": "x", "title": "X", "steps": ["Go."], "host": "X"})
