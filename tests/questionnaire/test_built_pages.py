"""The pages as they were made, beside the questionnaire: at an address of their own, with less allowed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from policypack.base.workspace import Workspace
from policypack.publish.build import build_all
from policypack.publish.documents.made import made_documents
from policypack.publish.messages import built_text
from tests.organisations import workspace_of
from tests.questionnaire.forms import AUTHORITY, BESIDE, ORIGIN, TODAY, Browser, window

BESIDE_ORIGIN = f"http://{BESIDE}"
COOKIES = [f"policypack-{one[-4:]}" for one in (AUTHORITY, BESIDE)]
OWN = (
    '<meta http-equiv="Content-Security-Policy" content="script-src *; connect-src *"><script>fetch("/check")</script>'
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    folder = workspace_of("swimming-club", tmp_path_factory.mktemp("built"))
    (folder / "site_config" / "pages" / "public").mkdir()
    (folder / "site_config" / "pages" / "public" / "own.html").write_text(OWN, encoding="utf-8")
    browser = window(folder)
    assert browser.opens("/site/").status == 404, "nothing was made yet"
    assert "See your site" not in browser.opens("/end").text
    return browser.sends("Make the pages")


@pytest.fixture
def beside(built: Browser) -> Browser:
    """Follow the link to the site, and return the window that it opens."""
    leads = built.client.get("/site/", base_url=ORIGIN)
    assert leads.status_code == 303
    return built.beside.opens(leads.headers["Location"].removeprefix(BESIDE_ORIGIN))


def policy_of(browser: Browser, path: str) -> dict[str, str]:
    said = browser.client.get(path, base_url=browser.origin).headers["Content-Security-Policy"]
    return {name: rest.strip() for name, _, rest in (part.strip().partition(" ") for part in said.split(";"))}


def test_the_end_links_to_the_site_and_the_staff_pages_and_names_their_folders(built: Browser) -> None:
    built.opens("/end")
    links = dict(built.read.links)
    assert (links["See your site"], links["See the staff pages"]) == ("/site/", "/staff/")
    assert re.search(r"<code>/\S+/site</code>", built.html)


def test_the_pages_are_all_there(beside: Browser) -> None:
    assert beside.heading == "Staying safe online with us"
    assert beside.opens("/site/rules/").status == 200
    assert beside.opens("/staff/staff/answering-a-concern.html").heading == "Answering a concern"


def test_what_is_not_there_gets_the_sites_own_page_that_says_so(beside: Browser) -> None:
    assert beside.opens("/site/no-such.html").status == 404
    assert "Childline" in beside.text


@pytest.mark.parametrize(
    "path", ["/site/../site_config/answers.yml", "/site/%2e%2e/site_config/answers.yml", "/report/", "/site_config/"]
)
def test_nothing_else_of_the_workspace_can_be_had(beside: Browser, path: str) -> None:
    said = beside.client.get(path, base_url=BESIDE_ORIGIN)
    assert said.status_code == 404
    assert b"Marlpool Swimming Club is" not in said.data
    assert b"kind:" not in said.data


def test_a_browser_that_has_not_opened_the_questionnaire_gets_neither_site(beside: Browser) -> None:
    stranger = beside.client.application.test_client()
    for path in ("/site/", "/staff/", "/site/assets/policypack.css"):
        assert stranger.get(path, base_url=BESIDE_ORIGIN).status_code == 403, path


def test_the_cookie_and_the_address_of_the_one_are_no_use_at_the_other(built: Browser, beside: Browser) -> None:
    """A browser sends cookies to every port of a machine."""
    for here, there in ((built, beside), (beside, built)):
        stranger = there.client.application.test_client()
        for cookie in (here.client.get_cookie(name, "127.0.0.1") for name in COOKIES):
            if cookie is not None:
                stranger.set_cookie(cookie.key, cookie.value, domain="127.0.0.1")
        for path in ("/", "/site/", "/question/organisation.name"):
            assert stranger.get(path, base_url=there.origin).status_code == 403, path
        address = here.guard.address().removeprefix(here.origin)
        assert stranger.get(address, base_url=there.origin).status_code == 403


@pytest.mark.parametrize("path", ["/", "/site/", "/question/organisation.name", "/check", "/assets/questionnaire.js"])
def test_what_comes_from_the_made_pages_is_refused_by_the_questions(built: Browser, path: str) -> None:
    """With the cookie, as a browser sends it along when a page of another port opens a window, a form or a request."""
    for headers in ({"Sec-Fetch-Site": "same-site"}, {"Origin": BESIDE_ORIGIN}):
        assert built.client.get(path, base_url=ORIGIN, headers=headers).status_code == 403
    form = {"token": built.guard.form_token, "answer": "Evil"}
    assert built.client.post(path, base_url=ORIGIN, headers={"Origin": BESIDE_ORIGIN}, data=form).status_code == 403


def test_a_page_may_load_files_of_its_own_site_and_reaches_neither_the_questions_nor_another_host(
    beside: Browser,
) -> None:
    for path in ("/site/", "/staff/", "/site/report-a-worry.html", "/site/own.html", "/site/assets/policypack.js"):
        place = f"{BESIDE_ORIGIN}/{path.split('/')[1]}/"
        policy = policy_of(beside, path)
        assert policy["default-src"] == policy["form-action"] == policy["frame-ancestors"] == "'none'"
        assert policy["connect-src"] == place
        for name in ("script-src", "style-src"):
            first, *rest = policy[name].split()
            assert first == place
            assert all(one.startswith("'sha256-") for one in rest), policy[name]


def test_the_pages_own_scripts_are_named_and_an_own_pages_are_not(beside: Browser) -> None:
    assert "'sha256-" in policy_of(beside, "/site/")["script-src"]
    assert policy_of(beside, "/site/own.html")["script-src"] == f"{BESIDE_ORIGIN}/site/"


def test_documents_are_made_where_they_are_wanted_and_stay_until_they_are_not(tmp_path: Path) -> None:
    """Ticked in the browser, they are listed with their files; a build by command makes them anew untold."""
    folder = workspace_of("swimming-club", tmp_path)
    club = window(folder)
    club.opens("/end")
    assert "PDF and Word files" in club.text
    club.sends("Make the pages")
    assert not made_documents(Workspace.at(folder))
    club.sends("Make the pages anew", documents=["yes"])
    made = made_documents(Workspace.at(folder))
    assert {one.output for one in made} == {"site", "staff", "report"}
    for one in made:
        assert one.title in club.text
        assert all(f"/{one.output}/{path}" in {address for _, address in club.read.links} for _, path in one.files)
    report = next(one for one in made if one.output == "report")
    file = club.client.get(f"/report/{report.files[0][1]}", base_url=ORIGIN)
    assert file.headers["Content-Disposition"].startswith("attachment")
    built = build_all(folder, TODAY)
    assert made_documents(Workspace.at(folder)) == made
    assert made[0].path in built_text(built.renderer, built.folders, built.changes)
    build_all(folder, TODAY, documents=False)
    assert not made_documents(Workspace.at(folder))
