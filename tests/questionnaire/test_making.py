"""Making the pages says how far it is, begins once, and says what went wrong."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from policypack.base.problems import ProblemsFoundError, one_problem
from policypack.browser.making import Making
from policypack.browser.run import Run
from policypack.browser.showing import RUN
from policypack.publish.build import STEPS, Step, build_all
from tests.organisations import workspace_of
from tests.patience import LONGEST
from tests.questionnaire.forms import ORIGIN, TODAY, window


def test_a_build_tells_every_step_once_and_in_order(tmp_path: Path) -> None:
    told: list[Step] = []
    build_all(workspace_of("angling-club", tmp_path / "club"), TODAY, told=told.append)
    assert told == [Step(number, len(STEPS), words) for number, words in enumerate(STEPS, 1)]


def test_the_page_says_the_step_and_leads_on_at_the_end(tmp_path: Path) -> None:
    browser = window(workspace_of("angling-club", tmp_path / "club"))
    run: Run = browser.client.application.extensions[RUN]
    goes_on, has_begun = threading.Event(), threading.Event()

    def work(told: Callable[[Step], None]) -> None:
        told(Step(2, 5, "Making the pages for everybody"))
        has_begun.set()
        goes_on.wait(LONGEST)

    run.making = making = Making(work)
    assert has_begun.wait(LONGEST)
    page = browser.client.get("/building", base_url=ORIGIN)
    assert "Step 2 of 5: Making the pages for everybody" in page.text
    assert '<noscript><meta http-equiv="refresh" content="1; url=/building">' in page.text
    again = browser.client.post(
        "/build", data={"token": browser.guard.form_token}, base_url=ORIGIN, headers={"Origin": ORIGIN}
    )
    assert (again.status_code, run.making) == (303, making), "nothing is begun twice"
    goes_on.set()
    assert making.has_ended(LONGEST)
    assert browser.client.get("/building", base_url=ORIGIN).headers["Location"] == "/end?built=yes#pages"
    assert run.making is None


def test_what_goes_wrong_is_said_and_can_be_tried_again(tmp_path: Path) -> None:
    folder = workspace_of("angling-club", tmp_path / "club")
    browser = window(folder)
    (folder / "mkdocs.yml").unlink()
    browser.opens("/end").sends("Make the pages")
    assert "this file is missing" in browser.text
    run: Run = browser.client.application.extensions[RUN]
    assert run.making is None


def test_what_it_failed_with_is_raised() -> None:
    def work(_: Callable[[Step], None]) -> None:
        one_problem("mkdocs.yml", "this is wrong")

    with pytest.raises(ProblemsFoundError, match="this is wrong"):
        Making(work).has_ended(LONGEST)
