"""Beside each promise of an answer stands what holds when nobody is there, and whom to turn to until then."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from policypack.content.questions import NONE
from policypack.pack.pack import load_pack
from policypack.pages.render import Renderer
from tests.hardening.rounds import SOAK, some_of
from tests.organisations import ORGANISATIONS, workspace_with
from tests.pages.words import said
from tests.sound import CATALOGUE, TODAY, text

REPLY, HEARD = "moderation.reply_time", "reporting.answered_within"
PROMISES = {
    question: {words for choice in CATALOGUE.questions[question].choices for words in choice.says.values() if words}
    for question in (REPLY, HEARD)
}
LONGER = "It takes longer at weekends and on bank holidays."
for known in PROMISES.values():
    known.discard(LONGER)
CLOSED = "When we are closed, it takes until we are back."
CLOSED_FOR_CHILDREN = "It takes longer when we are closed."
FOR_CHILDREN = {"help-under-11", "help-11-to-13", "help-14-to-17", "rules", "poster-children"}
NATIONS = "A bank holiday in any of our nations counts."
UNTIL = re.compile(
    r"Until then, (?:\[others can help you\]\(\S+\)|you can tell \[somebody outside\]\(report-a-worry\.md#outside\)"
    r"|the numbers here can help)\."
    r"|Please don't wait for us: call Childline on \[0800 1111\]\(tel:08001111\)\."
)
each_organisation = pytest.mark.parametrize("organisation", some_of(ORGANISATIONS))


def promises_on(pages: dict[str, str], question: str) -> Iterator[tuple[str, str, str]]:
    """Yield the page, the promise and what stands behind it, for each promise of a question's choices."""
    for name, page in pages.items():
        for words in PROMISES[question]:
            yield from ((name, words, page[found.end() :]) for found in re.finditer(re.escape(words), page))


def checked(renderer: Renderer) -> set[tuple[str, str]]:
    """Assert what stands beside each promise of a pack. Returns the pages that make one, with its question."""
    answers = renderer.pack.answers
    shuts = [item for item in answers.items("moderation.closed") if item.values["last_day"] >= TODAY]  # type: ignore[operator]
    several = len(answers.scope().words_of("organisation.nations") or ()) > 1
    made = set()
    pages = dict(said(renderer))
    texts = pages.pop("ready-texts", "")
    for question in PROMISES:
        closed = bool(shuts) and not (question == HEARD and answers.get("reporting.read_when_closed") is True)
        for name, words, behind in promises_on(pages, question):
            made.add((name, question))
            for_child = name in FOR_CHILDREN
            working = "working day" in words or "weekday" in words
            assert ("weekday" in words) is (working and for_child), (name, words)
            expected = [
                (CLOSED_FOR_CHILDREN if for_child else CLOSED, closed),
                (LONGER, working),
                (NATIONS, working and several and not for_child),
            ]
            beside = " ".join(sentence for sentence, there in expected if there)
            assert behind.startswith(f" {beside}" if beside else (" ", '"', "\n")) or not behind, (name, words)
            rest = behind.removeprefix(f" {beside}").lstrip()
            assert bool(UNTIL.match(rest)) is bool(beside), (name, words, rest[:80])
            for sentence, there in expected:
                assert there or not behind.lstrip().startswith(sentence), (name, words)
    for pasted in re.findall(r'<blockquote class="pp-paste">.*?</blockquote>', texts):
        if any(words in pasted for words in PROMISES[REPLY]):
            made.add(("ready-texts", REPLY))
            assert "999" in pasted
            assert ("We are closed" in pasted) is bool(shuts), pasted
    assert ("[whom they can ask meanwhile](#outside)" in pages.get("complaints", "")) is bool(shuts)
    return made


@each_organisation
def test_beside_each_promise_stands_what_holds_when_nobody_is_there(
    organisation: str, renderer_of: Callable[[str], Renderer]
) -> None:
    """Over every page, for everybody, staff and leaders; complaints, too."""
    renderer = renderer_of(organisation)
    promises = [renderer.pack.answers.get(question) for question in PROMISES]
    assert bool(checked(renderer)) is any(promise not in (None, NONE) for promise in promises)


CHOICES = [(question, choice.value) for question in PROMISES for choice in CATALOGUE.questions[question].choices]
if not SOAK:  # one of each kind
    CHOICES = list(
        {(asked, choice[:4] == "same", "working" in choice): (asked, choice) for asked, choice in CHOICES}.values()
    )


@pytest.mark.parametrize("closed", [True, False], ids=["closed", "never closed"])
@pytest.mark.parametrize(("question", "choice"), CHOICES)
def test_so_it_is_for_every_promise_that_can_be_made(question: str, choice: str, closed: bool, tmp_path: Path) -> None:
    changes: dict[str, Any] = {
        question: choice,
        "organisation.nations": ["england", "scotland"],
        "moderation.times": "every day all day",
        "reporting.read_at": "every day all day",
        "reporting.read_when_closed": "no",
    }
    if not closed:
        changes |= {"moderation.closed": "none", "reporting.read_when_closed": None}
    renderer = Renderer(load_pack(workspace_with(text(changes), tmp_path), TODAY))
    made = {page for page, asked in checked(renderer) if asked == question}
    if question == HEARD:
        assert made == {"report"}
    else:
        assert made >= {"home", "times", "rules", "poster-children", "poster-families", "moderation"}


def test_no_set_times_for_messages_and_closed_days_are_said_of_reports(tmp_path: Path) -> None:
    """Those who only read reports at set times are asked for closed days as well."""
    changes = {"moderation.times": "none", "moderation.reply_time": "none", "reporting.read_when_closed": "no"}
    renderer = Renderer(load_pack(workspace_with(text(changes), tmp_path), TODAY))
    assert checked(renderer) == {("report", HEARD)}
    report = said(renderer)["report"]
    assert "We are closed from 24 December 2026 to 3 January 2027." in report
    assert "reports-answered-too-soon" in {finding.id for finding in renderer.pack.findings}
