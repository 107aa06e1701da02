"""What stands on the pages of the questionnaire, and where they lead."""

from __future__ import annotations

import errno
import io
import re
import zlib
from pathlib import Path
from typing import Any

import pytest

from policypack.browser.fields import LATER
from policypack.browser.showing import RUN
from policypack.content.publishing import load_ways
from policypack.content.questions import NONE
from tests.hardening.rounds import some_of
from tests.organisations import ORGANISATIONS, put, workspace_of, workspace_with
from tests.questionnaire.forms import CATALOGUE, PRESETS, Browser, window
from tests.readers.programs import INKSCAPE
from tests.readers.test_exported_logos import gif


@pytest.fixture
def club(tmp_path: Path) -> Browser:
    return window(workspace_of("swimming-club", tmp_path))


@pytest.fixture
def nobody(tmp_path: Path) -> Browser:
    return window(workspace_with("# nothing yet\n", tmp_path))


def test_the_start_offers_the_quick_path_or_all_of_it(nobody: Browser) -> None:
    assert nobody.path == "/"
    assert [one["text"] for one in nobody.form.buttons] == ["Start with the quick path", "Answer all of it"]
    assert nobody.sends("Start with the quick path").path.startswith("/screen/organisation.name")


@pytest.mark.parametrize("organisation", ["swimming-club", "gaming-charity"])
def test_every_question_that_applies_has_a_page_with_its_words_and_not_decided_yet(
    organisation: str, tmp_path: Path
) -> None:
    browser = window(workspace_of(organisation, tmp_path))
    run = browser.client.application.extensions[RUN]
    answers = run.engine.answers
    for question in CATALOGUE.questions:
        owner = question.qid.rpartition(".")[0]
        items = answers.items(owner) if owner in CATALOGUE.questions.by_qid else (None,)
        for item in items:
            if question.type == "group" or not answers.asked(question.qid, item):
                continue
            browser.opens(f"/question/{question.qid}" + (f"?item={item.name}" if item else ""))
            assert browser.status == 200, question.qid
            assert browser.heading == question.prompt
            assert question.type == "image" or question.why in browser.text
            assert question.who in browser.text
            assert question.example is None or question.type == "image" or question.example in browser.text
            assert LATER in [one["text"] for one in browser.form.buttons]
            assert "Section " in browser.text


def test_nothing_chosen_or_written_is_an_error_that_leads_to_the_field(nobody: Browser) -> None:
    nobody.opens("/question/organisation.name").sends("Save and go on", [""])
    assert nobody.title.startswith("Error: ")
    assert ("Write an answer, or choose “Not decided yet”.", "#answer") in nobody.read.links
    assert 'id="answer"' in nobody.html
    assert re.search(r'id="answer"[^>]*aria-describedby="answer-why answer-error"', nobody.html)
    assert re.search(r'id="answer"[^>]*aria-invalid="true"', nobody.html)
    nobody.opens("/question/organisation.kind").sends("Save and go on", [])
    assert ("Choose one, or “Not decided yet”.", "#answer-1") in nobody.read.links
    assert 'id="answer-1"' in nobody.html


def test_what_was_wrong_stands_in_the_field_again(club: Browser) -> None:
    club.opens("/question/brand.address").sends("Save and go on", ["not an address <b>"], none=[])
    assert "these are words and no address" in club.text.casefold()
    assert 'value="not an address &lt;b&gt;"' in club.html


def test_writing_and_ticking_none_together_asks_which_is_true(club: Browser) -> None:
    club.opens("/question/brand.colour").sends("Save and go on", ["navy"], none=NONE)
    assert "both cannot be true" in club.text


def test_an_error_stands_beside_a_choice_of_what_to_copy_to(tmp_path: Path) -> None:
    browser = window(
        workspace_with(
            "online:\n  accounts: [{name: Page}, {name: Chat}]\nmoderation:\n  times: none\n"
            "  other_times:\n    - {account: Page, differs: [times], times: Tue 7pm-8pm}\n",
            tmp_path,
        )
    )
    browser.opens("/copy/moderation.other_times?item=Page").sends("Save and go on", [])
    assert browser.title.startswith("Error: ")
    assert 'id="answer-error"' in browser.html
    assert 'aria-describedby="answer-why answer-error"' in browser.html


def test_no_answer_becomes_markup(nobody: Browser) -> None:
    nasty = "<script>alert(1)</script> & {{ 7*7 }}"
    nobody.opens("/question/organisation.name").sends("Save and go on", [nasty])
    for path in ("/", "/check", "/question/organisation.name", "/draft?qid=organisation.name", "/end"):
        nobody.opens(path)
        assert "<script>alert" not in nobody.html
        assert "49" not in nobody.html.partition("<main")[2].partition("</main>")[0].replace(nasty, "")


def test_times_are_read_back_in_words_and_day_by_day_before_they_are_taken(club: Browser) -> None:
    path = "/question/moderation.times"
    club.opens(path).sends("Save and go on", ["weekdays 4-6pm, Sat 10-12"])
    assert club.heading == "Is that right?"
    assert "Monday to Friday, 4pm to 6pm" in club.text
    assert "Saturday" in club.text
    assert "nobody" in club.text
    club.sends("No, change what I wrote")
    assert 'value="weekdays 4-6pm, Sat 10-12"' in club.html
    club.sends("Save and go on").sends("Yes, that is right")
    assert "Monday to Friday, 4pm to 6pm" in club.opens("/check").text


def test_the_times_of_another_place_are_taken_with_one_press_once_they_were_read_back(tmp_path: Path) -> None:
    browser = window(
        workspace_with(
            "online:\n  accounts: [{name: Page}, {name: Chat}, {name: Call}]\nmoderation:\n  times: none\n"
            "  other_times:\n    - {account: Page, differs: [times], times: Tue 7pm-8pm}\n"
            "    - {account: Chat, differs: [times]}\n",
            tmp_path,
        )
    )
    browser.opens("/question/moderation.other_times.times?item=Chat")
    assert "Page: Tuesday, 7pm to 8pm" in browser.text
    browser.sends("Same times as Page")
    assert browser.heading == "Is that right?"
    assert "That is: Tuesday, 7pm to 8pm" in browser.text
    browser.sends("Yes, that is right")
    run = browser.client.application.extensions[RUN]
    first, second = run.engine.answers.items("moderation.other_times")
    assert second.values["times"] == first.values["times"]
    assert "Same times as" not in browser.opens("/question/moderation.reply_time").text


def test_answers_that_would_no_longer_apply_are_named_first(club: Browser) -> None:
    club.opens("/question/people.lead?from=check").sends("Save and go on", [NONE])
    assert "these answers no longer apply" in club.text
    assert CATALOGUE.questions["people.cover"].prompt in club.text
    club.sends("Yes, change it")
    assert club.path == "/question/people.meanwhile?from=check", "what newly applies is asked next"
    club.sends("Not decided yet")
    assert club.path.startswith("/check")


def test_a_change_from_the_rows_leads_back_to_them(club: Browser) -> None:
    club.opens("/check")
    assert "Check your answers" in club.heading
    prompts = [question.prompt for section in CATALOGUE.questions.sections for question in section.questions]
    shown = [said for said, _ in club.read.links if said.startswith("Change: ")]
    assert {said.removeprefix("Change: ") for said in shown} <= set(prompts)
    assert len(shown) > 60
    club.follows("Change: What is your organisation called?").sends("Save and go on", ["Marlpool Two"])
    assert club.path.startswith("/check")
    assert "Marlpool Two" in club.text


def test_an_item_is_shown_changed_and_renamed_everywhere(club: Browser) -> None:
    club.opens("/group/people.team").follows("Change Club chair")
    assert "Club chair" in club.heading
    role = CATALOGUE.questions["people.team.role"].prompt
    club.follows(f"Change: {role}").sends("Save and go on", ["Chairperson"])
    assert club.path.startswith("/item/people.team")
    assert "Chairperson" in club.heading
    assert "Chairperson" in club.opens("/group/people.team").text


def test_a_name_that_is_taken_is_refused_in_words(club: Browser) -> None:
    club.opens("/question/people.team.role").sends("Save and go on", ["Club chair"])
    assert club.title.startswith("Error: ")
    assert '"Club chair" is there already; each person needs a role of its own.' in club.text
    club.opens("/copy/people.team?item=Club chair").sends("Save and go on", ["welfare officer"])
    assert '"welfare officer" is there already' in club.text
    club.opens("/question/people.team.role?item=Club chair").sends("Save and go on", ["Welfare officer"])
    assert '"Welfare officer" is there already' in club.text
    club.opens("/question/people.team.role?item=Club chair").sends("Save and go on", ["Club Chair"])
    assert not club.title.startswith("Error: "), "its own name may be written another way"


def test_services_are_listed_with_numbers_and_websites_to_check(club: Browser) -> None:
    club.opens("/question/signposting.services")
    for service in CATALOGUE.services.values():
        if f'value="{service.id}"' in club.html:
            assert service.name in club.text
            assert service.phone is None or service.phone in club.text
            assert service.web is None or f'href="{service.web}"' in club.html
    assert 'rel="noopener noreferrer"' in club.html


PNG = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\nIDATx\x9cc\0\1\0\0\5\0\1"
    b"\r\n-\xb4\0\0\0\0IEND\xaeB`\x82"
)


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"GIF89a", "logo.gif", "cut short or damaged"),
        (b"%PDF-1.7", "logo.pdf", "The picture is a PDF"),
        (b"", "logo.png", "empty"),
        (PNG, "logo.jpg", "but it is a PNG picture"),
        (PNG + b"more", "logo.png", "behind the end of the picture"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 2_100_000, "logo.png", "at most 2 MB"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "logo.svg", "script"),
    ],
)
def test_a_bad_logo_is_refused_with_what_is_wrong(club: Browser, data: bytes, name: str, said: str) -> None:
    config = club.client.application.extensions[RUN].engine.workspace.site_config
    before = sorted(path.name for path in config.iterdir())
    club.opens("/question/brand.logo").sends("Save and go on", file=(io.BytesIO(data), name))
    assert club.title.startswith("Error: ")
    assert said in club.text
    assert sorted(path.name for path in config.iterdir()) == before


@pytest.mark.parametrize("name", ["logo.png", "../../evil.png", "C:\\temp\\mark.png", ".png"])
def test_a_logo_lands_beside_the_answers_and_writes_over_nothing(nobody: Browser, name: str) -> None:
    config = nobody.client.application.extensions[RUN].engine.workspace.site_config
    other = config / "logo.png"
    other.write_bytes(b"somebody else's")
    nobody.opens("/question/brand.logo")
    if name == ".png":
        nobody.sends("Save and go on", file=(io.BytesIO(PNG), name))
        assert nobody.title.startswith("Error: ")
        return
    nobody.sends("Save and go on", file=(io.BytesIO(PNG), name))
    assert (config / "logo-2.png").read_bytes() == PNG
    assert other.read_bytes() == b"somebody else's"
    assert "logo-2.png" in (config / "answers.yml").read_text(encoding="utf-8")
    assert nobody.client.get("/picture/brand.logo", base_url=nobody.guard.origin).data == PNG


def test_pictures_sent_one_after_the_other_do_not_pile_up_nor_keep_what_a_camera_noted(
    nobody: Browser,
) -> None:
    config = nobody.client.application.extensions[RUN].engine.workspace.site_config
    for number in range(10):
        note = b"Author\0somebody %d" % number
        chunk = len(note).to_bytes(4) + b"tEXt" + note + zlib.crc32(b"tEXt" + note).to_bytes(4)
        picture = _coloured(number)
        nobody.opens("/question/brand.logo").sends(
            "Save and go on", file=(io.BytesIO(picture[:33] + chunk + picture[33:]), "logo.png")
        )
    kept = [path.read_bytes() for path in config.glob("logo*.png")]
    assert _coloured(9) in kept
    assert len(kept) <= 2
    assert not any(b"somebody" in data for data in kept)


def test_a_picture_for_the_first_page_leaves_the_logo_alone(nobody: Browser) -> None:
    run = nobody.client.application.extensions[RUN]
    config = run.engine.workspace.site_config
    nobody.opens("/question/brand.welcome").sends("Save and go on", ["Come in!"])
    nobody.opens("/question/brand.logo").sends("Save and go on", file=(io.BytesIO(PNG), "mark.png"))
    for red in (8, 9):
        nobody.opens("/question/brand.picture").sends("Save and go on", file=(io.BytesIO(_coloured(red)), "pool.png"))
    assert run.engine.answers.get("brand.logo").data == PNG
    assert run.engine.answers.get("brand.picture").data == _coloured(9)
    assert {path.name for path in config.glob("*.png")} >= {"logo.png", "picture-2.png"}
    for qid, data in (("brand.logo", PNG), ("brand.picture", _coloured(9))):
        assert nobody.client.get(f"/picture/{qid}", base_url=nobody.guard.origin).data == data
    for qid in ("brand.colour", "no.such"):
        assert nobody.client.get(f"/picture/{qid}", base_url=nobody.guard.origin).status_code == 404
    draft = nobody.client.get("/draft?page=home", base_url=nobody.guard.origin).text
    assert 'src="/picture/brand.picture"' in draft


def _coloured(red: int) -> bytes:
    """Return the picture in a colour of its own."""
    return PNG[:33] + _idat(bytes([0, red, 0, 0, 255])) + PNG[-12:]


def _idat(pixels: bytes) -> bytes:
    body = zlib.compress(pixels)
    return len(body).to_bytes(4) + b"IDAT" + body + zlib.crc32(b"IDAT" + body).to_bytes(4)


def test_a_logo_that_nobody_would_see_is_said_at_once_and_kept(nobody: Browser) -> None:
    run = nobody.client.application.extensions[RUN]
    white = PNG[:33] + _idat(bytes([0, 255, 255, 255, 255])) + PNG[-12:]
    nobody.opens("/question/brand.logo").sends("Save and go on", file=(io.BytesIO(white), "logo.png"))
    assert "Your logo is white or nearly so, and can hardly be seen" in nobody.text
    assert run.engine.answers.get("brand.logo").data == white
    nobody.opens("/question/brand.logo").sends("Save and go on", file=(io.BytesIO(_coloured(9)), "logo.png"))
    assert "Your logo" not in nobody.text


def test_a_drawing_with_a_folder_in_it_and_a_gif_are_kept_as_they_are_published(nobody: Browser) -> None:
    config = nobody.client.application.extensions[RUN].engine.workspace.site_config
    nobody.opens("/question/brand.logo").sends("Save and go on", file=(io.BytesIO(INKSCAPE), "logo.svg"))
    assert not [path for path in config.glob("logo*.svg") if b"Users" in path.read_bytes()]
    nobody.opens("/question/brand.logo").sends("Save and go on", file=(io.BytesIO(gif()), "logo.gif"))
    assert "logo.png" in (config / "answers.yml").read_text(encoding="utf-8")
    assert not list(config.glob("*.gif"))


def test_the_start_says_what_lies_beside_the_answers_file(tmp_path: Path) -> None:
    folder = put(workspace_of("swimming-club", tmp_path), "site_config/answers (1).yml", "")
    browser = window(folder)
    assert "“answers (1).yml” lies beside your answers: perhaps two people wrote at once." in browser.text
    assert "says nothing else, and is kept as “put-together" in browser.follows("See what differs").text
    assert "“answers (1).yml” lies" not in browser.opens("/").text


def test_a_full_disk_at_an_upload_leaves_no_file_and_is_said(nobody: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    config = nobody.client.application.extensions[RUN].engine.workspace.site_config
    before = sorted(config.iterdir())

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    nobody.opens("/question/brand.logo")
    monkeypatch.setattr("os.fsync", full)
    nobody.sends("Save and go on", file=(io.BytesIO(PNG), "logo.png"))
    assert "make room on the disk" in nobody.text
    assert sorted(config.iterdir()) == before


def test_a_logo_can_be_given_up_and_never_together_with_another(club: Browser) -> None:
    run = club.client.application.extensions[RUN]
    club.opens("/question/brand.logo").sends("Save and go on", file=(io.BytesIO(PNG), "new.png"), none=[NONE])
    assert "both cannot be true" in club.text
    club.opens("/question/brand.logo").sends("Save and go on", none=[NONE])
    assert run.engine.answers.get("brand.logo") == NONE


@pytest.mark.parametrize("organisation", some_of(ORGANISATIONS))
def test_every_finding_leads_to_the_answer_that_changes_it(organisation: str, tmp_path: Path) -> None:
    browser = window(workspace_of(organisation, tmp_path))
    run = browser.client.application.extensions[RUN]
    links = browser.opens("/findings").read.links
    for finding in run.flow.findings.all():
        change = run.to_change(finding, "findings")
        assert change is not None, finding.id
        assert (change[0], change[1]) in links
        browser.opens(change[1])
        assert browser.status == 200, finding.id
        assert change[0].removeprefix(f"{finding.about}: ") in browser.text, finding.id


@pytest.mark.parametrize("page", ["findings", "end"])
def test_a_change_that_settles_a_finding_leads_back_to_the_findings(page: str, club: Browser) -> None:
    club.opens("/question/adults.messaging?from=check").sends("Save and go on", ["own"])
    prompt = CATALOGUE.questions["adults.messaging"].prompt
    assert prompt in club.opens(f"/{page}").text
    club.follows(prompt).sends("Save and go on", ["official"])
    while club.path.startswith("/question/"):  # what newly applies
        club.sends("Not decided yet")
    assert club.path.startswith(f"/{page}")
    assert prompt not in club.text


def test_putting_off_an_answer_that_others_hang_on_can_be_taken_back(club: Browser) -> None:
    club.opens("/question/people.lead").sends("Not decided yet")
    assert "these answers no longer apply" in club.text
    assert "Your answer was: Welfare officer" in club.text, "what is lost is said"
    assert "Who is your child protection lead?" not in club.html.partition("<ul>")[2].partition("</ul>")[0]
    assert club.follows("No, keep my answer").path == "/question/people.lead"
    assert club.client.application.extensions[RUN].engine.answers.get("people.lead") is not None


def test_an_address_without_a_page_leads_our_own_browser_on(club: Browser) -> None:
    for path, status in (("/nothing-here", 404), ("/stop", 405)):
        response = club.client.get(path, base_url=club.guard.origin, headers={"Accept": "text/html"})
        assert response.status_code == status
        assert "There is no such page here" in response.text
        assert 'href="/next"' in response.text
    assert response.headers["Allow"] == "POST"


def test_rules_are_ticked_singly_each_that_is_suggested_with_a_mark_and_none_is_ticked_before(nobody: Browser) -> None:
    nobody.opens("/question/organisation.kind").sends("Save and go on", ["sports_club"])
    nobody.opens("/question/rules.house")
    boxes = [one for one in nobody.form.inputs if one.get("name") == "answer"]
    assert not any("checked" in one for one in boxes)
    suggested = PRESETS["sports_club"].suggested("rules.house")
    assert nobody.html.count("(groups like yours often choose this)") == len(suggested or ())
    nobody.sends("Save and go on", ["kind_words", "tell_us"])
    answers = nobody.client.application.extensions[RUN].engine.answers
    assert answers.get("rules.house") == ("kind_words", "tell_us")


def test_on_the_quick_path_rules_stand_in_the_words_of_the_pages(nobody: Browser) -> None:
    rule = CATALOGUE.rules["tell_us"].says["adults"]
    assert f"{rule.rule}. {rule.why}" not in nobody.opens("/question/rules.house").text
    nobody.opens("/").sends("Start with the quick path")
    assert f"{rule.rule}. {rule.why}" in nobody.opens("/question/rules.house").text


def test_only_what_is_missing_is_asked_and_the_start_says_how_much_that_is(nobody: Browser) -> None:
    nobody.opens("/question/organisation.name").sends("Save and go on", ["Club"])
    run = nobody.client.application.extensions[RUN]
    left = run.flow.missing_left
    nobody.opens("/").sends(f"Ask only what is missing before it can be agreed ({left})")
    assert nobody.path.startswith("/question/organisation.nations")
    nobody.sends("Save and go on", ["england"])
    assert run.flow.missing_left == left - 1
    assert nobody.path.startswith("/question/organisation.aims")


def test_findings_are_said_after_the_section_that_raised_them(tmp_path: Path) -> None:
    text = (
        "organisation:\n  name: Club\n  kind: other\n  nations: [england]\n  parent_body: none\npeople:\n  team:\n"
        "    - {role: Chair, email: none, phone: none, public_details: none}\n"
    )
    browser = window(workspace_with(text, tmp_path), quick=True)
    browser.opens("/question/people.lead").sends("Save and go on", [NONE])
    while browser.path.startswith("/question/people"):
        browser.sends("Not decided yet")
    assert browser.path.startswith("/news")
    assert "First step:" in browser.text
    assert browser.follows("Go on with the questions").path.startswith("/question/ages")


def test_the_sections_say_how_far_they_are(club: Browser, tmp_path: Path) -> None:
    assert club.path == "/"
    assert club.text.count(" Done ") >= 8
    half = window(workspace_with("organisation:\n  name: Club\n", tmp_path / "half"), quick=True)
    assert "3 to go" in half.text
    assert "Not started" in half.text


def test_what_an_answer_raises_is_said_on_the_next_page_once_with_the_first_step(club: Browser) -> None:
    club.opens("/question/adults.messaging?from=check").sends("Save and go on", ["own"])
    assert "What that answer shows" in club.text
    run = club.client.application.extensions[RUN]
    raised = [one for one in run.flow.findings.all() if one.title in club.text]
    assert raised
    assert all(f"First step: {one.first_step}" in club.text for one in raised)
    assert "What that answer shows" not in club.opens("/question/brand.colour").text
    club.sends("Save and go on", ["#1d4e89"])
    assert "What that answer shows" not in club.text, "an answer that raises nothing says nothing"


def test_what_a_section_has_raised_is_not_said_twice_on_its_last_page(nobody: Browser) -> None:
    nobody.opens("/next?section=rules")
    while nobody.path.startswith(("/question/rules.", "/group/rules.", "/screen/rules.")):
        if nobody.path.startswith("/screen/"):
            data: dict[str, Any] = {"answer:rules.decides|": "", "answer:rules.breaking|": "none"}
            nobody.sends("Save and go on", **data)
            continue
        said_none = next((one["value"] for one in nobody.form.inputs if one.get("value") == "none"), None)
        if said_none:
            nobody.sends("Save and go on", ["none"])
        else:
            nobody.sends("Not decided yet")
    assert nobody.path.startswith("/news")
    assert "What your answers show so far" in nobody.text
    assert "What that answer shows" not in nobody.text


def test_the_review_lists_what_ages_and_changes_lead_back_to_it(club: Browser) -> None:
    club.opens("/review")
    assert "answers that may have changed since" in club.text
    club.follows(f"Change: {CATALOGUE.questions['moderation.times'].prompt}").sends(
        "Save and go on", ["Mon 6pm-8pm"]
    ).sends("Yes, that is right")
    assert club.path.startswith("/review")
    assert "Monday, 6pm to 8pm" in club.text


def test_the_review_ends_with_what_changes_on_which_page_until_the_pages_are_made(club: Browser) -> None:
    club.opens("/review").follows("That was all")
    assert "Nothing changes on your pages." in club.text
    club.opens("/question/people.team.phone?item=Welfare officer&from=review").sends("Save and go on", ["01632 960999"])
    assert club.path.startswith("/review"), "whether there is another person is not asked for a change"
    phone = CATALOGUE.questions["people.team.phone"].prompt
    club.opens("/item/people.team?item=Welfare officer&from=review").follows(f"Change: {phone}")
    assert ("Back", "/item/people.team?item=Welfare%20officer&from=review") in club.read.links
    club.sends("Save and go on", ["01632 960999"])
    assert ("Done", "/review#people-team") in club.read.links
    club.opens("/question/people.team.first_name?item=Welfare officer&from=review").sends("Save and go on", ["Alex"])
    club.opens("/review").follows("That was all")
    assert "Report a worry" in club.text
    assert "New: Welfare officer (Alex): call 01632 960999 or email welfare@marlpoolswimming.example" in club.text
    assert "Gone: Welfare officer (Sam): call 01632 960123 or email welfare@marlpoolswimming.example" in club.text
    club.follows("Agree them")
    assert club.path.startswith("/agree"), "no command is to be typed"
    club.opens("/end").sends("Make the pages")
    club.opens("/review").follows("That was all")
    assert "Nothing changes on your pages." in club.text


def test_the_end_names_what_comes_first_and_how_to_publish(club: Browser) -> None:
    club.opens("/end")
    assert "What comes first" in club.text
    assert "policypack approve" in club.text
    club.sends("Make the pages")
    assert club.path.startswith("/end?built=yes")
    for way in load_ways(club.client.application.extensions[RUN].engine.workspace):
        assert way.title in club.text
        assert all(piece in club.text for step in way.steps for piece in step.split("{site}"))
    root = club.client.application.extensions[RUN].engine.workspace.root
    assert (root / "site" / "index.html").is_file()
    assert str(root / "site") in club.text
    assert "since the last build" not in club.text
    club.sends("Make the pages anew")
    assert "No file of site/ or staff/ has changed since the last build." in club.text


def test_the_end_says_what_has_to_be_settled_first_as_one_sentence(tmp_path: Path) -> None:
    """What is not decided is a question, which has its own mark at its end."""
    browser = window(workspace_with("organisation:\n  name: Club\n", tmp_path))
    browser.opens("/end")
    state = browser.text.partition("Before it can be approved")[2].partition("Findings:")[0].rstrip()
    assert state.endswith("?")
    assert state.count(":") == 1


@pytest.mark.parametrize("organisation", some_of(ORGANISATIONS))
def test_rows_sections_and_findings_can_be_shown_of_every_organisation(organisation: str, tmp_path: Path) -> None:
    browser = window(workspace_of(organisation, tmp_path))
    for path in ("/", "/check", "/review", "/findings", "/end"):
        assert browser.opens(path).status == 200, path
