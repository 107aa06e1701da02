"""The guard: what does not come from the browser that was opened, and from our own pages, is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from policypack.base.workspace import Workspace
from policypack.browser.app import make_app
from policypack.browser.guard import LARGEST_FORM, LARGEST_UPLOAD, Guard
from policypack.browser.run import Run
from policypack.browser.showing import RUN
from policypack.questionnaire.engine import Engine
from policypack.questionnaire.flow import Flow
from tests.organisations import workspace_with
from tests.questionnaire.forms import AUTHORITY, BESIDE, CATALOGUE, ORIGIN, PRESETS, TODAY, Browser, window

COOKIE = f"policypack-{AUTHORITY[-4:]}"
NAME = "/question/organisation.name"


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    return window(workspace_with("# nothing yet\n", tmp_path))


def status(browser: Browser, method: str = "GET", path: str = NAME, **given: Any) -> int:
    """Ask as our own page would, but for what is given."""
    headers = {"Origin": ORIGIN, **given.pop("headers", {})}
    settings = {"base_url": ORIGIN, "headers": {name: value for name, value in headers.items() if value}, **given}
    return browser.client.open(path, method=method, **settings).status_code


def sent(browser: Browser, **others: str) -> dict[str, str]:
    version = next(one for one in browser.opens(NAME).form.inputs if one["name"] == "version")["value"]
    return {"token": browser.guard.form_token, "version": version, "answer": "Club", **others}


def answers(browser: Browser) -> str:
    run: Run = browser.client.application.extensions[RUN]
    return run.engine.workspace.answers_file.read_text(encoding="utf-8")


def test_our_own_page_is_answered(browser: Browser) -> None:
    assert status(browser) == 200
    assert status(browser, "POST", data=sent(browser)) == 303
    assert "Club" in answers(browser)


@pytest.mark.parametrize("host", ["localhost:4321", "127.0.0.1", "127.0.0.1:80", "evil.example:4321", "[::1]:4321", ""])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_another_host_is_refused_even_with_the_cookie(browser: Browser, host: str, method: str) -> None:
    """A name of somebody else's may lead to this machine (DNS rebinding)."""
    data = sent(browser) if method == "POST" else None
    assert status(browser, method, environ_overrides={"HTTP_HOST": host}, data=data) == 403
    assert "Club" not in answers(browser)


@pytest.mark.parametrize(
    "origin", ["", "null", "http://evil.example", "http://127.0.0.1:4322", "https://127.0.0.1:4321"]
)
def test_a_form_from_elsewhere_is_refused(browser: Browser, origin: str) -> None:
    assert status(browser, "POST", headers={"Origin": origin}, data=sent(browser)) == 403
    assert "Club" not in answers(browser)


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_what_another_website_asks_for_is_refused(browser: Browser, site: str) -> None:
    assert status(browser, headers={"Sec-Fetch-Site": site}) == 403
    assert status(browser, "POST", headers={"Sec-Fetch-Site": site}, data=sent(browser)) == 403


@pytest.mark.parametrize("origin", ["null", "http://evil.example"])
def test_a_page_that_another_website_reads_is_refused(browser: Browser, origin: str) -> None:
    assert status(browser, headers={"Origin": origin}) == 403


@pytest.mark.parametrize("token", ["", "wrong", "ü"])
def test_a_form_without_this_runs_token_is_refused(browser: Browser, token: str) -> None:
    data = sent(browser) | {"token": token}
    assert status(browser, "POST", data=data if token else {"answer": "Club"}) == 403
    assert "Club" not in answers(browser)


@pytest.mark.parametrize(
    "path", ["/", NAME, "/check", "/draft", "/assets/questionnaire.css", "/picture/brand.logo", "/look/main.css"]
)
def test_a_browser_that_did_not_open_the_address_is_refused(browser: Browser, path: str) -> None:
    data = sent(browser)
    browser.client.delete_cookie(COOKIE, domain="127.0.0.1")
    assert status(browser, path=path) == 403
    assert status(browser, "POST", path, data=data) == 403
    browser.client.set_cookie(COOKIE, "guessed", domain="127.0.0.1")
    assert status(browser, path=path) == 403


def test_the_opened_address_works_once(tmp_path: Path) -> None:
    run = Run(
        Flow(Engine(Workspace.at(workspace_with("# nothing\n", tmp_path)), CATALOGUE, TODAY), PRESETS, jumps=True)
    )
    guard = Guard(AUTHORITY)
    app = make_app(run, guard, Guard(BESIDE, beside=True))
    first, second = app.test_client(), app.test_client()
    address = guard.address().removeprefix(ORIGIN)
    assert second.get("/open?token=wrong", base_url=ORIGIN).status_code == 403
    assert second.get("/open", base_url=ORIGIN).status_code == 403
    opened = first.get(address, base_url=ORIGIN)
    assert opened.status_code == 303
    cookie = opened.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert address.rpartition("=")[2] not in cookie
    assert second.get(address, base_url=ORIGIN).status_code == 403
    assert first.get(address, base_url=ORIGIN).status_code == 303, "the same browser gets back in"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("path", ["/", NAME, "/stop", "/draft", "/assets/questionnaire.css"])
def test_any_other_method_is_refused(browser: Browser, method: str, path: str) -> None:
    assert status(browser, method, path, data=sent(browser)) == 405


@pytest.mark.parametrize("path", ["/stop", "/build", "/start", "/all", "/undo"])
def test_what_changes_something_is_not_done_by_opening_an_address(browser: Browser, path: str) -> None:
    assert status(browser, path=path) == 405


def test_more_than_an_answer_can_hold_is_refused(browser: Browser) -> None:
    assert status(browser, "POST", data=sent(browser, answer="x" * LARGEST_FORM)) == 413
    data = {**sent(browser), "file": (b"x" * LARGEST_UPLOAD).hex()}
    assert status(browser, "POST", data=data, content_type="multipart/form-data") == 413


def test_every_answer_keeps_to_itself(browser: Browser) -> None:
    for path in ("/", NAME, "/check", "/nothing-here", "/assets/questionnaire.js"):
        headers = browser.client.get(path, base_url=ORIGIN).headers
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'")
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    framed = browser.client.get("/draft?qid=organisation.name", base_url=ORIGIN).headers["Content-Security-Policy"]
    assert "sandbox" in framed
    assert "script-src" not in framed


def test_only_our_own_files_are_sent(browser: Browser) -> None:
    for path in (
        "/assets/../app.py",
        "/assets/..%2f..%2fpages%2fhome.md.j2",
        "/look/../../mkdocs.yml",
        "/assets/base.html",
    ):
        assert status(browser, path=path) == 404
