"""Drafts beside the questions: the right page, what changed marked, and nothing that runs or leads away."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policypack.browser.draft_page import DRAFTS
from policypack.browser.drafts import Drafts
from policypack.browser.marked import marked
from policypack.browser.run import Run
from policypack.browser.showing import RUN
from policypack.pages.render import Renderer
from tests.organisations import workspace_of
from tests.questionnaire.forms import CATALOGUE, Browser, window


class Pairs(HTMLParser):
    """Counts tags that are not closed in the order in which they were opened."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the parser names it
        if tag not in {"br", "hr", "img", "input"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


WORDS = st.lists(st.sampled_from(["<p>one</p>", "<p>two <b>three</b></p>", "<ul><li>four</li></ul>", "five six"]))


@given(WORDS, WORDS)
def test_marks_never_break_a_page_and_hold_all_that_is_new(before: list[str], now: list[str]) -> None:
    html, count = marked(" ".join(before), " ".join(now))
    assert Pairs(html).open == []
    without = re.sub(r"<del[^>]*>.*?</del>", "", html)
    assert re.sub(r"</?mark[^>]*>|\s", "", without) == "".join(" ".join(now).split())
    assert (count > 0) == (html.find('id="changed"') >= 0 or "<del" in html)


@pytest.mark.parametrize(
    ("before", "now", "shown"),
    [
        ("<p>7pm to 8pm</p>", "<p>7pm to 9pm</p>", '<p>7pm to <del class="pp-gone">8pm</del> '),
        ("<p>Call us</p>", "<p>Call us now</p>", "now</mark></p>"),
        ("<p>Same</p>", "<p>Same</p>", "<p>Same</p>"),
        ("<p>Gone</p><p>Stays</p>", "<p>Stays</p>", "<p>Stays</p>"),
    ],
)
def test_what_is_new_is_marked_and_what_has_gone_is_struck_out(before: str, now: str, shown: str) -> None:
    assert shown in marked(before, now)[0]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    return window(workspace_of("swimming-club", tmp_path_factory.mktemp("club")))


@pytest.fixture(scope="module")
def renderer(browser: Browser) -> Renderer:
    """Return what renders the same pages as the drafts, each once."""
    run: Run = browser.client.application.extensions[RUN]
    drafts: Drafts = browser.client.application.extensions[DRAFTS]
    return Renderer(drafts.pack(run.engine.answers))


@pytest.mark.parametrize(
    "question", [one for one in CATALOGUE.questions if one.type != "group"], ids=lambda one: one.qid
)
def test_the_draft_of_a_question_shows_a_page_that_uses_its_answer(  # type: ignore[no-untyped-def]
    question, browser: Browser, renderer: Renderer
) -> None:
    run: Run = browser.client.application.extensions[RUN]
    drafts: Drafts = browser.client.application.extensions[DRAFTS]
    draft = drafts.for_question(question, run.engine.answers, run.engine.answers)
    assert draft.changed == ()
    if draft.page is None or question.qid.startswith("brand."):
        return
    assert question.qid in renderer.page(draft.page).seen
    assert "<script" not in draft.html
    for address in re.findall(r'<a\b[^>]*?href="([^"]*)"', draft.html):
        assert address.startswith(("#", "/draft?page=")), address


def test_the_name_is_shown_on_the_first_page(browser: Browser) -> None:
    """A page about the worst that can happen is no welcome."""
    run: Run = browser.client.application.extensions[RUN]
    drafts: Drafts = browser.client.application.extensions[DRAFTS]
    question = CATALOGUE.questions["organisation.name"]
    draft = drafts.for_question(question, run.engine.answers, run.engine.answers)
    assert draft.page is not None
    assert draft.page.id == "home"


def test_trying_an_answer_out_shows_it_and_saves_nothing(tmp_path: Path) -> None:
    folder = workspace_of("swimming-club", tmp_path)
    browser = window(folder)
    before = (folder / "site_config" / "answers.yml").read_bytes()
    browser.opens("/question/organisation.name").sends("See it on the page", ["Club of Two Suns"])
    assert browser.path == "/draft"
    marks = " ".join(re.findall(r"<mark[^>]*>(.*?)</mark>", browser.html))
    assert "Club of Two Suns" in marks
    assert (folder / "site_config" / "answers.yml").read_bytes() == before
    assert "Suns" not in browser.opens("/check").text


def test_an_answer_that_cannot_be_taken_leaves_the_draft_as_it_is(tmp_path: Path) -> None:
    browser = window(workspace_of("swimming-club", tmp_path))
    browser.opens("/question/moderation.times").sends("See it on the page", ["never on a full moon"])
    assert browser.status == 200
    assert "pp-new" not in browser.html


def test_the_last_answer_is_marked_and_the_other_pages_that_it_changed_are_listed(tmp_path: Path) -> None:
    browser = window(workspace_of("swimming-club", tmp_path))
    browser.opens("/question/organisation.name?from=check").sends("Save and go on", ["Club of Two Suns"])
    browser.opens("/draft?qid=organisation.name")
    assert "Suns" in " ".join(re.findall(r"<mark[^>]*>(.*?)</mark>", browser.html))
    assert "Your last answer also changed" in browser.text
    other = next(href for _, href in browser.read.links if href.startswith("/draft?page="))
    assert browser.opens(other).status == 200


def test_a_colour_is_tried_out_without_javascript_too(tmp_path: Path) -> None:
    browser = window(workspace_of("swimming-club", tmp_path))
    browser.opens("/question/brand.colour").sends("See it on the page", ["#aa0033"])
    style = next(found for found in re.findall(r'href="(/look/brand\.css[^"]*)"', browser.html))
    assert "#aa0033" in browser.client.get(style, base_url=browser.guard.origin).text
    saved = browser.client.get("/look/brand.css", base_url=browser.guard.origin).text
    assert "#aa0033" not in saved
