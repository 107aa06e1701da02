"""What changed, in the browser: old beside new and why; what to put up anew; and texts to copy."""

from __future__ import annotations

import shutil
from html import unescape
from pathlib import Path

import pytest

from policypack.pack.pack import load_pack
from policypack.pages.put_up import to_put_up
from policypack.pages.render import Renderer
from policypack.publish.changes_said import changes_since_approval
from tests.once import once
from tests.organisations import workspace_of
from tests.questionnaire.forms import TODAY, Browser, window
from tests.questionnaire.test_agreeing import agrees, change


@pytest.fixture(scope="session")
def agreed(shared: Path) -> Path:
    """Return a workspace whose words were agreed and built once a run, to be copied."""
    return once(
        shared / "agreed-in-the-browser",
        lambda folder: agrees(window(workspace_of("swimming-club", folder))).sends("Make the pages anew"),
    )


@pytest.fixture
def changed(agreed: Path, tmp_path: Path) -> Browser:
    """Have the words agreed and built; then a policy, a contact, and what is pasted somewhere change."""
    club = window(shutil.copytree(agreed, tmp_path, symlinks=True, dirs_exist_ok=True))
    change(tmp_path, "  messaging: never\n", "  messaging: official\n")
    change(tmp_path, "welfare@marlpoolswimming.example", "safe@marlpoolswimming.example")
    change(tmp_path, "Tuesday and Thursday 19:00-20:00", "Monday 18:00-19:00")
    return club


def renderer_of(folder: Path) -> Renderer:
    return Renderer(load_pack(folder, TODAY))


def areas(browser: Browser) -> list[str]:
    """Return what stands in the fields that are copied from: no form sends them."""
    parts = browser.html.split("<textarea ")[1:]
    assert all("readonly" in part.partition(">")[0] for part in parts)
    return [unescape(part.partition(">")[2].partition("</textarea>")[0]) for part in parts]


def test_without_an_agreement_or_a_build_it_says_so_and_nothing_links_to_it(tmp_path: Path) -> None:
    club = window(workspace_of("swimming-club", tmp_path))
    assert "there is nothing to hold your answers against" in club.opens("/changes").text
    for path in ("/end", "/check"):
        assert "/changes" not in [href for _, href in club.opens(path).read.links]


def test_every_sentence_stands_old_beside_new_with_its_reason_under_its_readers(
    changed: Browser, tmp_path: Path
) -> None:
    for path in ("/end", "/check"):
        assert "/changes" in [href for _, href in changed.opens(path).read.links], path
    found = changes_since_approval(renderer_of(tmp_path))
    assert found is not None
    changed.opens("/changes")
    text = " ".join(changed.text.split())
    for page in found.found:
        assert page.title in text
        for one in page.changes if page.kind == "changed" else ():
            assert " ".join(one.old.split()) in text
            assert " ".join(one.new.split()) in text
    assert "You answered anew: How do adults who help you message children?" in text
    groups = ["For everybody", "For children and young people", "For parents, carers", "For staff and volunteers"]
    places = [changed.html.index(f">{one}", changed.html.index("<h2")) for one in groups]
    assert places == sorted(places)


def test_the_notice_and_the_minutes_and_each_text_can_be_copied_without_scripts(
    changed: Browser, tmp_path: Path
) -> None:
    found = changes_since_approval(renderer_of(tmp_path))
    assert found is not None
    texts = areas(changed.opens("/changes"))
    assert found.minutes in texts
    assert any("what is new on our pages about staying safe online" in one for one in texts)
    pasted = [one for one in to_put_up(renderer_of(tmp_path)) if one.text]
    assert pasted
    assert all("\n".join(one.text) in texts for one in pasted)


def test_what_is_put_up_is_noted_one_by_one_or_all_at_once(changed: Browser, tmp_path: Path) -> None:
    first, *others = to_put_up(renderer_of(tmp_path))
    assert len(others) > 1
    changed.opens("/changes")
    button = f"This is put up now: {first.title}"
    form = next(one for one in changed.read.forms if any(button in each["text"] for each in one.buttons))
    changed.sends(button, form=form)
    assert changed.path.startswith("/changes")
    assert "put up as on 22 November 2026" in changed.text
    assert to_put_up(renderer_of(tmp_path)) == others
    form = next(one for one in changed.read.forms if any("All of this" in each["text"] for each in one.buttons))
    changed.sends("All of this is done now", form=form)
    assert not to_put_up(renderer_of(tmp_path))
    assert "To put up" not in changed.text


def test_a_sheet_to_print_leads_to_its_page_as_it_was_made(changed: Browser, tmp_path: Path) -> None:
    sheets = [one for one in to_put_up(renderer_of(tmp_path)) if one.path]
    assert sheets
    links = [href for said, href in changed.opens("/changes").read.links if "Print it" in said]
    assert len(links) == len(sheets)
    for link in links:
        leads = changed.client.get(link, base_url=changed.origin)
        assert leads.status_code == 303
        opened = changed.beside.opens(leads.headers["Location"].removeprefix(changed.beside.origin))
        assert opened.status == 200, link


def test_each_earlier_day_can_be_looked_at_and_what_was_just_agreed_is_still_told(changed: Browser) -> None:
    changed.opens("/changes")
    assert "since=before" not in changed.html, "it was agreed once"
    assert "Our adults message children" in changed.opens("/changes?since=build").text
    agrees(changed)
    changed.follows("tell your members what changed")
    assert changed.path.startswith("/changes?since=before")
    assert any("safe@marlpoolswimming.example" in one for one in areas(changed))
    changed.opens("/changes")
    assert "Every page says what it said then." in changed.text
    assert changed.opens("/changes?since=nonsense").status == 200
