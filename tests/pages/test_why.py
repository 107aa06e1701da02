"""What changed: exactly the sentences in which two builds differ, each with the reason for which it does."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from policypack.pack.pack import load_pack
from policypack.pages.differences import PageDifference
from policypack.pages.moments import moment_of_last_build
from policypack.pages.page_words import as_text, page_words, read_words
from policypack.pages.render import Renderer
from policypack.pages.why import changes_from
from policypack.publish.build import build_all
from policypack.publish.changes_said import changes_between, changes_since_approval
from policypack.publish.faster.shared_work import Kept
from policypack.publish.last_build import note_build, with_todays_entry
from tests.hardening.rounds import SOAK
from tests.organisations import put, workspace_of
from tests.pages.words import blocks_of

TODAY = date(2026, 11, 22)


def built_text(file: Path) -> str:
    """Return the words of a built page on one line."""
    html = file.read_text(encoding="utf-8")
    end = "</article>" if "</article>" in html else "</main>"
    return " ".join(blocks_of(html[html.index("<h1") : html.index(end)]))


def texts_of(folder: Path) -> dict[str, str]:
    found = {path.relative_to(folder).as_posix(): built_text(path) for path in (folder / "staff").rglob("*.html")}
    found |= {path.relative_to(folder).as_posix(): built_text(path) for path in (folder / "report").rglob("*.html")}
    return {
        name: text
        for name, text in found.items()
        if not name.endswith(("404.html", "changed.html", "changes.html", "phone.html", "proof.html"))
    }


CHANGES = [
    [("welfare@marlpoolswimming.example", "safe@marlpoolswimming.example")],
    [("Tuesday and Thursday 19:00-20:00", "Monday 18:00-19:00"), ("  messaging: never\n", "  messaging: own\n")],
    [("livestreams: no", "livestreams: yes"), ("[shout, ceop, report-remove]", "[shout]")],
]


@pytest.mark.parametrize("edits", CHANGES if SOAK else CHANGES[1:2])
def test_the_list_holds_exactly_the_sentences_in_which_two_builds_differ(
    edits: list[tuple[str, str]], copy_of: Callable[[str], Path]
) -> None:
    """Taken out of both builds, they leave the same words, page by page; each is in one build and not in the other."""
    folder = copy_of("swimming-club")
    before = texts_of(folder)
    file = folder / "site_config" / "answers.yml"
    for old, new in edits:
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
    pack = load_pack(folder, TODAY)
    moment = moment_of_last_build(pack)
    assert moment is not None
    found = {page.page: page for page in changes_from(moment, Renderer(pack))}
    paths = {page.id: page.path.replace(".md", ".html") for page in pack.all_pages}
    build_all(folder, TODAY)
    after = texts_of(folder)
    told: dict[str, PageDifference] = {}
    for page_id, page in found.items():
        told[f"{'report' if page.audience == 'leaders' else 'staff'}/{paths[page_id]}"] = page
    assert told
    for name in before.keys() | after.keys():
        old, new = before.get(name, ""), after.get(name, "")
        if name not in told:
            assert _words(old) == _words(new), name
            continue
        page = told[name]
        for text in sorted(page.gone, key=len, reverse=True):
            assert text in old, name
            old = old.replace(text, " ")
        for text in sorted(page.new, key=len, reverse=True):
            assert text in new, name
            new = new.replace(text, " ")
        if page.kind == "changed":
            assert _words(old) == _words(new), name


def _words(text: str) -> set[str]:
    """Return words; cells with a figure or a mark alone are no sentences, and are not told."""
    return {word for word in text.split() if re.search(r"[^\W\d_]", word)}


def test_nothing_is_listed_where_nothing_changed(copy_of: Callable[[str], Path]) -> None:
    folder = copy_of("swimming-club")
    pack = load_pack(folder, TODAY)
    moment = moment_of_last_build(pack)
    assert moment is not None
    assert changes_from(moment, Renderer(pack)) == []


@pytest.fixture
def club(agreed: Path, tmp_path: Path) -> Path:
    return shutil.copytree(agreed, tmp_path, symlinks=True, dirs_exist_ok=True)


def reasons(folder: Path, today: date = TODAY) -> set[tuple[str, str]]:
    changes = changes_since_approval(Renderer(load_pack(folder, today)))
    assert changes is not None
    return {(change.why.reason, change.new or change.old) for page in changes.found for change in page.changes}


def test_a_sentence_that_differs_for_an_answer_names_its_question(club: Path) -> None:
    file = club / "site_config" / "answers.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("01632 960123", "01632 960777"), encoding="utf-8")
    try:
        changes = changes_since_approval(Renderer(load_pack(club, TODAY)))
    finally:
        file.write_text(text, encoding="utf-8")
    assert changes is not None
    why = {change.why for page in changes.found for change in page.changes if "960777" in change.new}
    prompt = load_pack(club, TODAY).catalogue.questions["people.team.phone"].prompt
    assert {(one.reason, one.said) for one in why} == {("answer", prompt)}


def test_a_sentence_of_an_own_template_and_one_of_our_new_wording_are_told_apart(club: Path) -> None:
    own = "templates/pages/leaving.md.j2"
    put(club, own, "When somebody leaves, we talk.\n")
    try:
        assert ("own words", "When somebody leaves, we talk.") in reasons(club)
        record = club / "site_config" / "agreed" / "2026-11-22" / "record.yml"
        text = record.read_text(encoding="utf-8")
        record.write_text(re.sub(r"content: \w+", "content: 0123456789abcdef", text), encoding="utf-8")
        try:
            assert ("words", "When somebody leaves, we talk.") in reasons(club)
        finally:
            record.write_text(text, encoding="utf-8")
    finally:
        (club / own).unlink()


def test_a_sentence_that_differs_for_the_day_alone_says_so(club: Path) -> None:
    found = reasons(club, date(2026, 12, 30))
    assert found
    assert {reason for reason, _ in found} == {"day"}


def test_what_came_and_went_again_between_two_days_is_no_change(agreed_and_built: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(agreed_and_built, tmp_path, symlinks=True, dirs_exist_ok=True)
    file = folder / "site_config" / "answers.yml"
    text = file.read_text(encoding="utf-8")
    for day, phone in ((23, "01632 960777"), (24, "01632 960888"), (25, "01632 960123")):
        file.write_text(text.replace("01632 960123", phone), encoding="utf-8")
        note_build(*with_todays_entry(Renderer(load_pack(folder, date(2026, 11, day)))), Kept())
    rendering = Renderer(load_pack(folder, date(2026, 11, 25)))

    def told(first: int, last: int) -> set[str]:
        found = changes_between(rendering, date(2026, 11, first), date(2026, 11, last)).found
        return set(re.findall(r"960\d{3}", " ".join(text for page in found for text in (*page.new, *page.gone))))

    assert told(22, 25) == set()
    assert told(22, 24) == {"960123", "960888"}
    assert told(23, 24) == {"960777", "960888"}


def test_a_file_of_words_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    pack = load_pack(workspace_of("gaming-charity", tmp_path), TODAY)
    renderer = Renderer(pack)
    words = {page.page.id: page_words(page.page, page.markdown) for page in renderer.pages("staff")}
    file = tmp_path / "words.txt"
    file.write_text(as_text(words), encoding="utf-8")
    assert read_words(file, tmp_path) == words
