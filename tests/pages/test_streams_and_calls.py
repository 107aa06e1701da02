"""A stream that everybody can watch is not a call: who has one of the two reads nothing of the other, on any page."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from policypack.base.workspace import Workspace, shipped
from policypack.content.catalogue import load_catalogue
from policypack.pages.render import Renderer
from tests.hardening.rounds import some_of
from tests.organisations import CHECKOUT, ORGANISATIONS
from tests.pages.words import Said, renderer_with, said
from tests.sound import PLACE

OF_STREAMS = re.compile(r"\b(?:live ?stream|stream(?:s|ed|ing)?|(?:film|filmed) live)\b", re.IGNORECASE)
OF_CALLS = re.compile(
    r"\b(?:video|voice) calls?\b|\b(?:in|of|join|hold|held|leave|every|group|Zoom|a new) calls?\b"
    r"|\bthe call\b(?! is free)"
    r"|[Kk]eep the link|[Tt]urn off your camera|camera off|bedroom|[Ww]aiting room|[Tt]ake out the person"
    r"|take the person out"
    r"|Close the room|the far end|on screen\b",
)
"""What is said of calls. A call to a helpline is another thing."""

NO_CALLS = {"images.calls": "no", "images.two_adults": None, "images.live_consent": None, "images.recorded": None}
NO_STREAMS = {"images.livestreams": "no"} | {
    f"images.stream_{name}": None for name in ("places", "children", "consent", "comments", "stop", "kept", "deleted")
}
STREAMS: list[dict[str, Any]] = [
    {"stream_comments": comments, "stream_children": children, "stream_kept": kept}
    for comments, children, kept in (
        ("off", "nobody", "none"),
        ("held", "distant", ["website"]),
        ("watched", "agreed", ["platform", "inside"]),
        ("open", "anybody", ["inside"]),
        ("off", "none", ["platform"]),
    )
]


def pages_of(changes: dict[str, Any], folder: Path) -> Said:
    return said(renderer_with(changes, folder), "public", "staff")


def streams(answers: dict[str, Any]) -> dict[str, Any]:
    """Return changes that make the sound organisation one that streams from its YouTube channel, and holds no calls."""
    given = {f"images.{name}": value for name, value in answers.items()}
    given |= {} if answers["stream_children"] == "agreed" else {"images.stream_consent": None}
    given |= {"images.stream_deleted": None} if answers["stream_kept"] == "none" else {}
    place = {PLACE + "platform": "youtube", PLACE + "name": "Our channel", "images.stream_places": ["Our channel"]}
    return NO_CALLS | place | given


def left_out(renderer: Renderer) -> list[str]:
    """Return what may speak of streams wherever it stands: what platforms are known for, and what was answered."""
    known = [text for platform in renderer.pack.catalogue.platforms.values() for text in platform.reader_text()]
    values = [value for item in renderer.pack.answers.items("online.accounts") for value in item.values.values()]
    aims = renderer.pack.answers.get("organisation.aims")
    return [*known, *(" ".join(str(value).split()) for value in [*values, aims] if value)]


def found(pattern: re.Pattern[str], pages: Said, without: list[str]) -> list[tuple[str, str]]:
    """Return each hit with the page on which it stands."""
    hits = []
    known = re.compile("|".join(re.escape(each) for each in without), re.IGNORECASE)
    for page, whole in pages.items():
        if not pattern.search(whole):
            continue  # to take out what is known takes long
        text = known.sub("", whole)
        hits += [(page, text[max(0, hit.start() - 60) : hit.end() + 40]) for hit in pattern.finditer(text)]
    return hits


@pytest.mark.parametrize("organisation", some_of(ORGANISATIONS))
def test_an_organisation_reads_of_streams_or_of_calls_only_where_it_has_them(
    organisation: str, renderer_of: Callable[[str], Renderer]
) -> None:
    renderer = renderer_of(organisation)
    scope = renderer.pack.answers.scope()
    pages = said(renderer, "public", "staff")
    without = left_out(renderer)
    if scope.words_of("images.livestreams") != ("yes",):
        assert found(OF_STREAMS, pages, without) == []
    if scope.words_of("images.calls") == ("no",) and not scope.fact("people_can_talk_aloud"):
        assert found(OF_CALLS, pages, without) == []


@pytest.mark.parametrize("answers", STREAMS)
def test_who_only_streams_reads_nothing_of_calls_whatever_the_stream_is_like(
    answers: dict[str, Any], tmp_path: Path
) -> None:
    renderer = renderer_with(streams(answers), tmp_path)
    pages = said(renderer, "public", "staff")
    assert {"streams", "stream-procedure"} <= set(pages)
    assert not {"calls", "call-procedure"} & set(pages)
    assert found(OF_CALLS, pages, left_out(renderer)) == []


def test_who_only_holds_calls_reads_nothing_of_streams(tmp_path: Path) -> None:
    renderer = renderer_with(NO_STREAMS | {PLACE + "platform": "zoom"}, tmp_path)
    pages = said(renderer, "public", "staff")
    assert {"calls", "call-procedure"} <= set(pages)
    assert not {"streams", "stream-procedure"} & set(pages)
    assert found(OF_STREAMS, pages, left_out(renderer)) == []


def test_who_does_neither_reads_of_neither(tmp_path: Path) -> None:
    renderer = renderer_with(NO_STREAMS | NO_CALLS, tmp_path)
    pages = said(renderer, "public", "staff")
    assert found(OF_STREAMS, pages, left_out(renderer)) == []
    assert found(OF_CALLS, pages, left_out(renderer)) == []


def test_the_words_that_are_looked_for_stand_on_the_pages_of_each() -> None:
    for pattern, names in ((OF_CALLS, ("calls", "call-procedure")), (OF_STREAMS, ("streams", "stream-procedure"))):
        for name in names:
            assert pattern.search((shipped("templates") / "pages" / f"{name}.md.j2").read_text(encoding="utf-8")), name


@pytest.mark.parametrize("recorded", ["yes", "no"])
def test_what_is_said_at_the_start_of_a_call_says_no_recording_only_where_none_is_made(
    recorded: str, tmp_path: Path
) -> None:
    page = pages_of({"images.recorded": recorded}, tmp_path)["call-procedure"]
    assert ("No recording and no screenshots." in page) is (recorded == "no")
    assert ("We record this call." in page) is (recorded == "yes")


CHOSEN = {
    "call_watched": ("those_there", "helpers", "few", "members", "none", None),
    "call_kept": ("organisation", "platform", "own", "none", None),
    "call_deleted": ("week", "month", "project", "year", "none", None),
}
"""What can be said of the recording of a call: who watches it, where it is kept, and until when."""


@pytest.mark.parametrize("qid", CHOSEN)
def test_who_watches_a_recorded_call_where_it_is_kept_and_until_when_is_said_as_it_was_answered(
    qid: str, tmp_path: Path
) -> None:
    """In words for those who take part, and in others for those who run it; nothing of it where nothing is recorded."""
    question = load_catalogue(Workspace.at(CHECKOUT)).questions[f"images.{qid}"]
    says = {choice.value: choice.says for choice in question.choices} | {"none": question.none_says}
    assert set(says) == {*CHOSEN[qid]} - {None}
    words = {one[place] for one in says.values() for place in one} - {""}
    for recorded in ("yes", "no"):
        for number, answer in enumerate(CHOSEN[qid] if recorded == "yes" else (None,)):
            answers = {"images.recorded": recorded} | ({} if answer is None else {f"images.{qid}": answer})
            pages = pages_of(answers, tmp_path / f"{recorded}{number}")
            mine = says.get(str(answer), {})
            for name in ("calls", "privacy"):
                expected = {mine.get("children", "")} - {""}
                assert {said for said in words if said in pages[name]} == expected, (name, answer)
            expected = {mine.get("crew", "")} - {""}
            assert {said for said in words if said in pages["call-procedure"]} == expected, answer


@pytest.mark.parametrize("comments", ["off", "after"])
def test_nobody_is_invited_to_write_in_a_call_in_which_nobody_can(comments: str, tmp_path: Path) -> None:
    changes = {PLACE + "platform": "zoom", PLACE + "comments": comments}
    page = pages_of(changes, tmp_path)["call-procedure"]
    assert ("You can write to either of us." in page) is (comments != "off")
    assert ("You can speak to either of us." in page) is (comments == "off")


@pytest.mark.parametrize("answers", STREAMS)
def test_who_writes_under_a_stream_who_is_seen_and_what_stays_is_said_as_it_was_answered(
    answers: dict[str, Any], tmp_path: Path
) -> None:
    pages = pages_of(streams(answers), tmp_path)
    children = answers["stream_children"]
    recorded, off = answers["stream_kept"] != "none", answers["stream_comments"] == "off"
    assert ("We record it" in pages["stream-procedure"]) is recorded
    assert ("We keep a recording" in pages["streams"]) is recorded
    assert ("We record it" in pages["ready-texts"]) is recorded
    assert ("Comments are off." in pages["ready-texts"]) is off
    assert ("## If you write under it" in pages["streams"]) is not off
    assert ("what you write, and name no child" in pages["ready-texts"]) is not off
    assert ("Your child may be" in pages["parents"]) is (children != "nobody")
    assert ("## When we film live" in pages["rules-11-to-13"]) is (children != "nobody")
    assert ("Our live streams" in pages.get("image-consent", "")) is (children == "agreed")


def test_a_form_asks_for_streams_alone_where_no_pictures_are_shared(tmp_path: Path) -> None:
    photos = ("photo_consent", "shared_in", "kept_out", "visitors", "photographers", "not_shown", "stored")
    none = {"images.photos": "no", "images.deleted_after": None} | {f"images.{name}": None for name in photos}
    form = pages_of(streams(STREAMS[2]) | none, tmp_path)["image-consent"]
    assert "Our live streams, which everybody can watch" in form
    assert "Our website" not in form
    assert "Posters and leaflets" not in form
