"""The pages as they were made, inside the questionnaire: public and staff, behind the same guard, with less allowed."""

from __future__ import annotations

import re

import pytest

from tests.organisations import workspace_of
from tests.questionnaire.forms import ORIGIN, Browser, window

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


def policy_of(browser: Browser, path: str) -> dict[str, str]:
    said = browser.client.get(path, base_url=ORIGIN).headers["Content-Security-Policy"]
    return {name: rest.strip() for name, _, rest in (part.strip().partition(" ") for part in said.split(";"))}


def test_the_end_links_to_the_site_and_the_staff_pages_and_names_their_folders(built: Browser) -> None:
    built.opens("/end")
    links = dict(built.read.links)
    assert (links["See your site"], links["See the staff pages"]) == ("/site/", "/staff/")
    assert re.search(r"<code>/\S+/site</code>", built.html)
    assert built.opens("/site/").heading == "Staying safe online with us"
    assert built.opens("/site/rules/").status == 200
    assert built.opens("/staff/staff/answering-a-concern.html").heading == "Answering a concern"


def test_what_is_not_there_gets_the_sites_own_page_that_says_so(built: Browser) -> None:
    assert built.opens("/site/no-such.html").status == 404
    assert "Childline" in built.text


@pytest.mark.parametrize(
    "path", ["/site/../site_config/answers.yml", "/site/%2e%2e/site_config/answers.yml", "/report/", "/site_config/"]
)
def test_nothing_else_of_the_workspace_can_be_had(built: Browser, path: str) -> None:
    said = built.client.get(path, base_url=ORIGIN)
    assert said.status_code == 404
    assert b"Marlpool Swimming Club is" not in said.data
    assert b"kind:" not in said.data


def test_a_browser_that_has_not_opened_the_questionnaire_gets_neither_site(built: Browser) -> None:
    stranger = built.client.application.test_client()
    for path in ("/site/", "/staff/", "/site/assets/policypack.css"):
        assert stranger.get(path, base_url=ORIGIN).status_code == 403, path


def test_a_page_may_load_files_of_its_own_site_and_reaches_neither_the_questions_nor_another_host(
    built: Browser,
) -> None:
    for path in ("/site/", "/staff/", "/site/report-a-worry.html", "/site/own.html", "/site/assets/policypack.js"):
        place = f"{ORIGIN}/{path.split('/')[1]}/"
        policy = policy_of(built, path)
        assert policy["default-src"] == policy["form-action"] == policy["frame-ancestors"] == "'none'"
        assert policy["connect-src"] == place
        for name in ("script-src", "style-src"):
            first, *rest = policy[name].split()
            assert first == place
            assert all(one.startswith("'sha256-") for one in rest), policy[name]


def test_the_pages_own_scripts_are_named_and_an_own_pages_are_not(built: Browser) -> None:
    assert "'sha256-" in policy_of(built, "/site/")["script-src"]
    assert policy_of(built, "/site/own.html")["script-src"] == f"{ORIGIN}/site/"
