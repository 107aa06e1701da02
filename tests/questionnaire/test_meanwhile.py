"""Two windows, the back button, a reload, a double press, a file changed by hand: nothing is lost, and it is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from policypack.browser.run import Run
from policypack.browser.said_pages import MOST
from policypack.browser.showing import RUN
from policypack.questionnaire.engine import Engine
from tests.organisations import workspace_of, workspace_with
from tests.questionnaire.forms import Browser, window

NAME = "/question/organisation.name"
CLUB = "organisation:\n  name: Club\n  kind: other\n"


def second_window(browser: Browser) -> Browser:
    other = Browser(browser.client.application, browser.guard)
    other.client = browser.client
    return other


def file_of(browser: Browser) -> Path:
    run: Run = browser.client.application.extensions[RUN]
    return run.engine.workspace.answers_file


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    return window(workspace_with(CLUB, tmp_path))


def test_the_same_form_sent_twice_is_saved_once_and_says_so(browser: Browser) -> None:
    first, second = browser.opens(NAME), second_window(browser).opens(NAME)
    first.sends("Save and go on", ["Marlpool"])
    saved = file_of(browser).read_bytes()
    second.sends("Save and go on", ["Marlpool"])
    assert second.status == 200
    assert "had been saved already" in second.text
    assert file_of(browser).read_bytes() == saved


def test_another_answer_from_a_second_window_is_not_written_over_the_first(browser: Browser) -> None:
    first, second = browser.opens(NAME), second_window(browser).opens(NAME)
    first.sends("Save and go on", ["From the first"])
    second.sends("Save and go on", ["From the second"])
    assert second.status == 409
    assert "changed meanwhile" in second.text
    assert "From the first" in second.text
    assert "name: From the first" in file_of(browser).read_text(encoding="utf-8")
    assert 'value="From the second"' in second.html, "what was sent stands in the form again"
    second.sends("Save and go on")
    assert second.status == 200
    assert "name: From the second" in file_of(browser).read_text(encoding="utf-8")


def test_not_decided_yet_from_an_old_page_does_not_wipe_a_newer_answer(browser: Browser) -> None:
    old = second_window(browser).opens(NAME)
    browser.opens(NAME).sends("Save and go on", ["Newer"])
    old.sends("Not decided yet")
    assert old.status == 409
    assert "name: Newer" in file_of(browser).read_text(encoding="utf-8")


def test_an_item_that_is_added_twice_stands_once(browser: Browser) -> None:
    path = "/question/people.team.role"
    first, second = browser.opens(path), second_window(browser).opens(path)
    first.sends("Save and go on", ["Chair"])
    second.sends("Save and go on", ["Chair"])
    assert second.status == 200
    assert "had been added already" in second.text
    assert file_of(browser).read_text(encoding="utf-8").count("role: Chair") == 1


def test_two_windows_that_add_different_items_add_both(browser: Browser) -> None:
    path = "/question/people.team.role"
    first, second = browser.opens(path), second_window(browser).opens(path)
    first.sends("Save and go on", ["Chair"])
    second.sends("Save and go on", ["Deputy"])
    text = file_of(browser).read_text(encoding="utf-8")
    assert "role: Chair" in text
    assert "role: Deputy" in text


def test_an_item_that_was_taken_out_meanwhile_shows_what_was_sent(browser: Browser) -> None:
    browser.opens("/question/people.team.role").sends("Save and go on", ["Chair"])
    other = second_window(browser).opens("/question/people.team.email?item=Chair")
    browser.opens("/remove/people.team?item=Chair").sends("Yes, take out Chair")
    other.sends("Save and go on", ["chair@club.example"])
    assert other.status == 409
    assert "chair@club.example" in other.text
    assert "It was not saved" in other.text


def test_taking_out_twice_says_that_it_was_done(tmp_path: Path) -> None:
    browser = window(workspace_of("swimming-club", tmp_path))
    first, second = browser, second_window(browser)
    path = "/remove/people.team?item=Club chair"
    first.opens(path)
    second.opens(path)
    first.sends("Yes, take out")
    second.sends("Yes, take out")
    assert second.status == 200
    assert "had been taken out already" in second.text


def test_a_reload_after_saving_sends_nothing_again(browser: Browser) -> None:
    browser.opens(NAME)
    answer = browser.client.post(
        NAME,
        data={one["name"]: one.get("value", "") for one in browser.form.inputs} | {"answer": "Once"},
        base_url=browser.guard.origin,
        headers={"Origin": browser.guard.origin},
    )
    assert answer.status_code == 303, "the page that follows is one that was opened, not one that was sent"


def test_what_is_said_to_a_form_has_an_address_so_that_back_and_reload_send_nothing(browser: Browser) -> None:
    browser.opens(NAME).sends("Save and go on", [""])
    said = browser.path
    assert said.startswith(f"{NAME}?"), "it was led to, and not sent"
    assert "Error: " in browser.title
    browser.sends("Save and go on", ["Marlpool"])
    assert "Error: " in browser.opens(said).title, "going back shows what was said"
    for _ in range(MOST):
        browser.opens(NAME).sends("Save and go on", [""])
    assert "Error: " not in browser.opens(said).title
    assert 'value="Marlpool"' in browser.html, "an old one shows the question as it is now"


def test_what_was_said_on_one_page_is_not_shown_on_another(browser: Browser) -> None:
    query = browser.opens(NAME).sends("Save and go on", [""]).path.partition("?")[2]
    assert "Error: " not in browser.opens(f"/question/organisation.kind?{query}").title


def test_pages_are_not_kept_so_that_going_back_shows_what_is_true_now(browser: Browser) -> None:
    headers = browser.client.get(NAME, base_url=browser.guard.origin).headers
    assert headers["Cache-Control"] == "no-store"


def test_a_change_by_hand_is_taken_over_and_said(browser: Browser) -> None:
    browser.opens(NAME)
    file_of(browser).write_text("# mine\n" + CLUB.replace("Club", "By hand"), encoding="utf-8")
    browser.opens(NAME)
    assert "changed outside this window" in browser.text
    assert 'value="By hand"' in browser.html
    browser.opens(NAME)
    assert "changed outside this window" not in browser.text, "it is said once"
    browser.sends("Save and go on", ["Mine now"])
    text = file_of(browser).read_text(encoding="utf-8")
    assert text.startswith("# mine\n")
    assert "Mine now" in text


def test_a_change_by_hand_of_the_very_answer_is_not_written_over(browser: Browser) -> None:
    browser.opens(NAME)
    file_of(browser).write_text(CLUB.replace("Club", "By hand"), encoding="utf-8")
    browser.sends("Save and go on", ["Typed"])
    assert browser.status == 409
    assert "By hand" in browser.text
    assert "name: By hand" in file_of(browser).read_text(encoding="utf-8")


def test_a_file_that_cannot_be_read_is_named_with_its_line_and_what_was_sent_is_kept(browser: Browser) -> None:
    browser.opens(NAME)
    broken = CLUB + "  nations: [atlantis]\n"
    file_of(browser).write_text(broken, encoding="utf-8")
    browser.sends("Save and go on", ["Typed"])
    assert browser.status == 409
    assert "site_config/answers.yml:4" in browser.text
    assert "atlantis" in browser.text
    assert "Typed" in browser.text
    assert file_of(browser).read_text(encoding="utf-8") == broken
    file_of(browser).write_text(CLUB, encoding="utf-8")
    browser.sends("Try again")
    assert browser.status == 200, "once it is mended, it goes on"
    assert "name: Typed" in file_of(browser).read_text(encoding="utf-8")


def test_a_question_that_no_longer_applies_leads_on(browser: Browser) -> None:
    for path in (
        "/question/images.photo_consent",
        "/question/no.such",
        "/group/no.such",
        "/item/people.team?item=Nobody",
    ):
        browser.opens(path)
        assert browser.status == 404
        assert "no longer asked" in browser.heading
        assert any(href == "/next" for _, href in browser.read.links)


def test_what_was_begun_in_the_browser_goes_on_elsewhere_and_back(browser: Browser) -> None:
    browser.opens("/question/organisation.short_name").sends("Not decided yet")
    run: Run = browser.client.application.extensions[RUN]
    elsewhere = Engine(run.engine.workspace, run.engine.catalogue, run.engine.today)
    assert elsewhere.answers.put_off == run.engine.answers.put_off
    asked = elsewhere.next_question(quick=True)
    assert asked is not None
    assert asked.question.qid == "organisation.nations"
    elsewhere.answer(asked, ["wales"])
    assert browser.opens("/question/organisation.nations").html.count(" checked") == 1
