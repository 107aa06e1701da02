"""Agreeing the policies and codes in the browser: refused with links, read back, written down, and what comes next."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from policypack.pack.pack import load_pack
from policypack.pages.render import Renderer
from policypack.publish.agreeing import NAMES
from tests.organisations import workspace_of
from tests.questionnaire.forms import ORIGIN, TODAY, Browser, window


def records(folder: Path) -> list[str]:
    return [one.name for one in load_pack(folder, TODAY).approvals]


def change(folder: Path, old: str, new: str) -> None:
    file = folder / "site_config" / "answers.yml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def club(tmp_path: Path) -> Browser:
    return window(workspace_of("swimming-club", tmp_path))


def agrees(browser: Browser, **said: Any) -> Browser:
    return browser.opens("/agree").sends("Go on", **said).sends("Yes, they agreed this")


def test_all_that_is_said_is_read_back_written_down_and_leads_to_the_pages(club: Browser, tmp_path: Path) -> None:
    club.opens("/end").follows("Agree them")
    club.sends("Go on", role="Chair of the club", agreed_on="20/11/26", present="four of six", next_review="1 May 2027")
    assert club.heading == "Is that right?"
    for text in ("Chair of the club", "20 November 2026", "four of six", "1 May 2027"):
        assert text in club.text
    assert not records(tmp_path), "nothing is written before that is right"
    club.sends("Yes, they agreed this")
    assert (club.path, club.heading) == ("/agreed", "It is agreed")
    approval = load_pack(tmp_path, TODAY).approval
    assert approval is not None
    said = (approval.role, approval.date.isoformat(), approval.present, approval.next_review.isoformat())
    assert said == ("Chair of the club", "2026-11-20", "four of six", "2027-05-01")
    club.sends("Make the pages anew")
    assert club.path.startswith("/end?built=yes")
    assert "Approved by Chair of the club on 20 November 2026" in club.text
    path = next(page.path for page in load_pack(tmp_path, TODAY).pages if page.id == "young-code")
    code = (tmp_path / "site" / path.replace(".md", ".html")).read_text(encoding="utf-8")
    assert "We have not agreed this yet" not in code


def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(club: Browser, tmp_path: Path) -> None:
    typed: dict[str, Any] = {
        "role": "x",
        "agreed_on": "1 January 2026",
        "present": "Ann & <Bob>",
        "next_review": "soon",
    }
    club.opens("/agree").sends("Go on", **typed)
    assert club.title.startswith("Error: ")
    assert {one["name"]: one["value"] for one in club.form.inputs if one["name"] in NAMES} == typed
    for name in ("role", "agreed_on", "next_review"):
        assert f'href="#{name}"' in club.html
        assert f'id="{name}-error"' in club.html
    assert 'id="present-error"' not in club.html
    assert not records(tmp_path)


def test_whoever_goes_back_from_what_is_read_back_finds_what_they_wrote(club: Browser, tmp_path: Path) -> None:
    club.opens("/agree").sends("Go on", role="Chair", present="all").sends("No, change what I wrote")
    said = {one["name"]: one["value"] for one in club.form.inputs if one["name"] in NAMES}
    assert said == {"role": "Chair", "agreed_on": "", "present": "all", "next_review": ""}
    assert not records(tmp_path)


def test_what_stands_in_the_way_is_named_with_a_link_to_its_question_that_leads_back(tmp_path: Path) -> None:
    browser = window(workspace_of("angling-club", tmp_path))
    change(tmp_path, "  local: none", "  local: not decided yet")
    browser.opens("/agree")
    findings = [one for one in load_pack(tmp_path, TODAY).findings if one.severity == "urgent" or one.needed]
    assert len(findings) > 1
    assert all(one.title in browser.text for one in findings)
    to_change = [href for _, href in browser.read.links if "from=agree" in href]
    assert len(to_change) == len(findings)
    assert "Who agreed them" not in browser.text, "there is nothing to fill in yet"
    browser.opens(next(href for href in to_change if "local" in href))
    assert browser.status == 200
    browser.sends("Save and go on", none="none")
    assert any(href.startswith("/agree") for _, href in browser.read.links), browser.path


def test_what_comes_into_the_way_meanwhile_refuses_it_and_what_was_typed_still_stands(
    club: Browser, tmp_path: Path
) -> None:
    club.opens("/agree")
    change(tmp_path, "  lead: Welfare officer\n", "  lead: not decided yet\n")
    club.sends("Go on", role="Chair of the club")
    assert "to be settled before they can be agreed" in club.text
    assert "Chair of the club" in club.text
    assert not records(tmp_path)


def test_words_that_nobody_has_read_are_not_agreed(club: Browser, tmp_path: Path) -> None:
    """They change after the page was opened, or after it was read back; what was typed stays."""
    club.opens("/agree")
    change(tmp_path, "  written_with: asked\n", "  written_with: no\n")
    club.sends("Go on", role="Chair of the club")
    assert "Read them again first" in club.text
    assert next(one["value"] for one in club.form.inputs if one["name"] == "role") == "Chair of the club"
    club.sends("Go on")
    change(tmp_path, "  written_with: no\n", "  written_with: asked\n")
    club.sends("Yes, they agreed this")
    assert "Read them again first" in club.text
    assert not records(tmp_path)


def test_a_form_that_is_sent_twice_is_written_down_once(club: Browser, tmp_path: Path) -> None:
    club.opens("/agree").sends("Go on")
    form = {one["name"]: one.get("value", "") for one in club.form.inputs} | {"confirmed": "yes"}
    for _ in range(2):
        club.posts("/agree", form)
    assert "Read them again first" in club.text
    assert records(tmp_path) == ["2026-11-22"]


def test_nothing_is_agreed_by_a_form_of_another_run_or_from_elsewhere(club: Browser, tmp_path: Path) -> None:
    club.opens("/agree").sends("Go on")
    form = {one["name"]: one.get("value", "") for one in club.form.inputs} | {"confirmed": "yes"}
    assert club.posts("/agree", form | {"token": "other"}).status == 403
    headers = {"Origin": "http://evil.example"}
    assert club.client.post("/agree", data=form, base_url=ORIGIN, headers=headers).status_code == 403
    assert not records(tmp_path)


def test_each_policy_can_be_read_as_it_will_be_agreed_marked_where_it_changed(club: Browser, tmp_path: Path) -> None:
    agrees(club)
    change(tmp_path, "  messaging: never\n", "  messaging: official\n")
    waiting = {f"/words/{one.page.id}" for one in Renderer(load_pack(tmp_path, TODAY)).waiting()}
    club.opens("/end")
    assert club.text.index(f"{len(waiting)} pages wait to be agreed") < club.text.index("Findings:"), "it comes first"
    club.follows("Read and agree them")
    words = [href for _, href in club.read.links if href.startswith("/words/")]
    policies = [page.id for page in load_pack(tmp_path, TODAY).pages_of("staff") if page.kind == "policy"]
    assert sorted(words) == sorted(f"/words/{page}" for page in policies)
    assert set(words[: len(waiting)]) == waiting, "what changed comes first"
    marked = {path for path in words if "pp-new" in club.opens(path).html.partition("<article")[2]}
    assert marked
    assert marked <= waiting, "a passage that only went leaves no mark, and stands among the changes"
    assert club.opens("/words/rules").status == 404, "that page is no policy"


def test_to_agree_anew_adds_a_record_and_then_nothing_waits(club: Browser, tmp_path: Path) -> None:
    agrees(club)
    change(tmp_path, "  written_with: asked\n", "  written_with: no\n")
    agrees(club, role="Trustees")
    assert records(tmp_path) == ["2026-11-22", "2026-11-22-2"]
    assert "waits to be agreed" not in club.opens("/end").text
    assert "pp-note" not in club.opens("/draft?page=young-code").html, "no draft is shown as it was before"


def test_the_report_opens_from_the_end_page_for_this_browser_alone_and_nothing_of_it_is_kept(
    club: Browser, tmp_path: Path
) -> None:
    assert club.opens("/report/").status == 404, "nothing was made yet"
    assert "See the report" not in club.opens("/end").text
    club.sends("Make the pages")
    assert str(tmp_path / "report") not in club.text, "it is opened, and not named as a path"
    assert dict(club.read.links)["See the report"] == "/report/"
    for path in (
        "/report/",
        *(f"/report/{one}" for one in re.findall(r'href="([\w-]+\.html)"', club.opens("/report/").html)),
    ):
        said = club.client.get(path, base_url=ORIGIN)
        assert said.status_code == 200, path
        assert said.headers["Cache-Control"] == "no-store"
        policy = said.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'sha256-")
        for script in re.findall(r"<script>(.*?)</script>", said.get_data(as_text=True), re.DOTALL):
            assert b64encode(sha256(script.encode()).digest()).decode() in policy, path
        assert said.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    stranger = club.client.application.test_client()
    assert stranger.get("/report/", base_url=ORIGIN).status_code == 403
    assert club.client.get("/report/", base_url="http://evil.example").status_code == 403
    beside = club.client.get("/report/", base_url=ORIGIN, headers={"Sec-Fetch-Site": "same-site"})
    assert beside.status_code == 403, "a script of an own page may not read it"
    assert club.client.get("/report/../site_config/answers.yml", base_url=ORIGIN).status_code == 404
