"""Questions that belong together stand on one screen on both faces, and all of them are few enough for an evening."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest

from policypack.base.workspace import Workspace
from policypack.pack.pack import load_pack
from policypack.pages.render import Renderer
from policypack.questionnaire.engine import Engine
from policypack.questionnaire.looking_up import NOT_NOW
from policypack.terminal.key_terminal import KeyTerminal
from tests.hardening.rounds import SOAK
from tests.organisations import CHECKOUT, workspace_with
from tests.questionnaire.counting import SMALL, count, said
from tests.questionnaire.forms import CATALOGUE, TODAY, window
from tests.questionnaire.walking import Walk

TRIED = SMALL if SOAK else ("swimming club",)
"""Small organisations whose screens are counted: in the short round, the one that takes the most."""
counted = functools.cache(count)
"""Walking through all questions takes a while, and leads to the same count each time."""


@pytest.mark.parametrize("organisation", TRIED)
def test_after_the_quick_path_the_rest_takes_at_most_60_screens_and_5000_words(organisation: str) -> None:
    counts, _ = counted(SMALL[organisation], rest=True)
    assert counts.screens <= 60
    assert counts.words <= 5000


@pytest.mark.parametrize("organisation", TRIED)
def test_from_an_empty_file_all_of_it_takes_at_most_60_screens_and_5000_words(organisation: str) -> None:
    """The quick path is in it. The swimming club has three people, age groups and places, and takes the most words."""
    counts, shown = counted(SMALL[organisation])
    assert counts.screens <= 60
    assert counts.words <= 5000
    assert any("https://www.gov.uk/report-child-abuse-to-local-council" in line for line in shown)
    assert f"- {NOT_NOW}" in shown


def test_the_keys_are_said_once_and_then_where_help_is() -> None:
    _, shown = counted(SMALL["swimming club"])
    assert shown.count(KeyTerminal.help_key) > 10
    assert sum(line == KeyTerminal.keys for line in shown) <= 5  # and at what is read back or chosen in between


def test_of_a_later_item_nothing_is_explained_again() -> None:
    _, shown = counted(SMALL["swimming club"])
    assert shown.count("none: This role has no phone number.") == 1
    assert shown.count("- Everybody (it is public)") == 1
    assert shown.count("- Everybody") == 2


@pytest.mark.parametrize("organisation", ["swimming club", *(["village drama group"] if SOAK else ())])
def test_the_browser_asks_on_as_many_pages_as_are_counted_and_the_answers_are_the_same(
    organisation: str, tmp_path: Path
) -> None:
    answers = (CHECKOUT / SMALL[organisation]).read_text(encoding="utf-8")
    source = Engine(Workspace.at(workspace_with(answers, tmp_path / "source")), CATALOGUE, TODAY)
    folder = workspace_with("# nothing yet\n", tmp_path / "run")
    browser = window(folder).sends("Answer all of it")
    walk = Walk(browser, folder, source).all()
    assert said(Engine(Workspace.at(folder), CATALOGUE, TODAY)) == said(source)
    ours, theirs = (Renderer(load_pack(one, TODAY)).coverage() for one in (folder, tmp_path / "source"))
    assert ours == theirs  # guidance is covered as by the same answers, given question by question
    counts, _ = counted(SMALL[organisation])
    assert len(walk.pages) <= counts.screens, walk.pages
