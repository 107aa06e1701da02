"""The risk sheet: measures in place and what is left, and no likelihood that ticked boxes would give."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from policypack.pack.pack import load_pack
from policypack.pages.render import Renderer
from tests.hardening.rounds import some_of
from tests.organisations import ORGANISATIONS, workspace_with
from tests.sound import PLACE, TODAY, text


def sheet(renderer: Renderer) -> str:
    pages = renderer.pages("leaders", without=("coverage", "summary"))
    return next(" ".join(page.markdown.split()) for page in pages if page.page.id == "risks")


@pytest.mark.parametrize("organisation", some_of(ORGANISATIONS))
def test_no_answers_make_a_risk_likely_or_less_likely(
    organisation: str, renderer_of: Callable[[str], Renderer]
) -> None:
    text = sheet(renderer_of(organisation))
    assert text.count("**In place:**") == text.count("**What stays:**") > 0
    assert "less likely" not in text.lower()
    assert "**How likely:**" not in text
    assert "**How likely** something is, no list of measures can tell." in text
    assert "| Which of these could happen here, and how likely is it? | |" in text


def test_where_posts_are_held_nothing_says_that_they_are_seen_first(tmp_path: Path) -> None:
    changes = {PLACE + "platform": "own-forum", PLACE + "comments": "before", "moderation.outside": ["held"]}
    risks = sheet(Renderer(load_pack(workspace_with(text(changes), tmp_path), TODAY)))
    assert "It is checked before others see it." in risks
    assert "posted between two checks" not in risks
