"""What was agreed stays agreed: its words, whatever changes them, with today's contacts and times (invariant 11)."""

from __future__ import annotations

import re
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policypack.base.problems import ProblemsFoundError
from policypack.pack.approval import read_approvals
from policypack.pack.pack import load_pack
from policypack.pages.agreed import merge
from policypack.pages.one_page import RenderedPage
from policypack.pages.render import Renderer
from policypack.publish import approve as approving
from policypack.publish.approve import approve
from tests.hardening.rounds import SOAK
from tests.organisations import ORGANISATIONS, put, workspace_of

TODAY = date(2026, 11, 22)
OLD_EMAIL, NEW_EMAIL = "welfare@marlpoolswimming.example", "safe@marlpoolswimming.example"


def change(folder: Path, old: str, new: str) -> None:
    file = folder / "site_config" / "answers.yml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def pages(folder: Path, today: date = TODAY) -> dict[str, RenderedPage]:
    return {page.page.id: page for page in Renderer(load_pack(folder, today)).pages("staff")}


@pytest.fixture
def club(agreed: Path, tmp_path: Path) -> Path:
    """Return a workspace whose policies have been agreed."""
    return shutil.copytree(agreed, tmp_path, symlinks=True, dirs_exist_ok=True)


def test_until_a_change_is_agreed_the_agreed_words_stand_with_the_contacts_of_today(club: Path) -> None:
    before = pages(club)["adult-code"]
    change(club, OLD_EMAIL, NEW_EMAIL)
    change(club, "  messaging: never\n", "  messaging: own\n")
    after = pages(club)["adult-code"]
    assert after.waiting
    assert "We do not message children." in before.says
    assert "We do not message children." not in after.says
    assert "We do not message children." in after.markdown
    assert "This is what we agreed on 22 November 2026. A change to it waits to be agreed." in after.markdown
    assert OLD_EMAIL in before.markdown
    assert OLD_EMAIL not in after.markdown
    assert NEW_EMAIL in after.markdown


def test_no_page_is_published_with_a_contact_that_its_words_of_today_lack(club: Path) -> None:
    """What was agreed and cannot be kept up is not shown: a number that nobody answers is worse than new words."""
    change(club, "  messaging: never\n", "  messaging: own\n")
    change(club, OLD_EMAIL, NEW_EMAIL)
    change(club, "01632 960123", "01632 960777")
    change(club, "Tuesday and Thursday 19:00-20:00", "Monday 18:00-19:00")
    waiting = [page for page in pages(club).values() if page.waiting]
    assert len(waiting) > 3
    for page in waiting:
        for gone in (OLD_EMAIL, "960123", "960 123", "Thursday, 7pm"):
            assert gone not in page.markdown, page.page.id


def test_who_wants_the_new_words_at_once_gets_them_marked_as_waiting(club: Path) -> None:
    change(club, "until_agreed: agreed", "until_agreed: new")
    change(club, "  messaging: never\n", "  messaging: own\n")
    page = pages(club)["adult-code"]
    assert "We do not message children." not in page.markdown
    assert "<strong>Changed.</strong> This page has changed since 22 November 2026" in page.markdown


def test_a_policy_that_comes_later_is_marked_as_new(club: Path) -> None:
    change(club, "livestreams: no", "livestreams: yes")
    page = pages(club)["streams"]
    assert page.state == "new"
    assert "<strong>New.</strong> We have not agreed this yet." in page.markdown


def test_every_approval_is_kept_and_the_last_one_counts(club: Path) -> None:
    first = {path.name: path.read_bytes() for path in (club / "site_config/agreed/2026-11-22").iterdir()}
    change(club, "  written_with: asked\n", "  written_with: no\n")
    later = date(2027, 3, 1)
    approve(load_pack(club, later), "Trustees", present="five of the seven trustees")
    approve(load_pack(club, later), "Trustees")
    pack = load_pack(club, later)
    assert [(one.role, one.date, one.present) for one in read_approvals(pack.workspace)] == [
        ("Club committee", TODAY, ""),
        ("Trustees", later, "five of the seven trustees"),
        ("Trustees", later, ""),
    ]
    assert pack.approval == pack.approvals[-1]
    assert not Renderer(pack).waiting()
    assert {path.name: path.read_bytes() for path in (club / "site_config/agreed/2026-11-22").iterdir()} == first


@pytest.mark.parametrize(
    ("name", "spoiled", "said"),
    [
        ("adult-code.md", "Be careful.\n", "was changed"),
        ("adult-code.md", None, "is gone"),
        ("record.yml", "role: x\n", "role"),
    ],
)
def test_agreed_words_that_somebody_changed_are_a_problem_with_their_file(
    name: str, spoiled: str | None, said: str, club: Path
) -> None:
    file = club / "site_config" / "agreed" / "2026-11-22" / name
    if spoiled is None:
        file.unlink()
    else:
        file.write_text(spoiled, encoding="utf-8")
    with pytest.raises(ProblemsFoundError) as found:
        pages(club)
    assert f"site_config/agreed/2026-11-22/{name}" in str(found.value)
    assert said in str(found.value)


def test_a_record_by_an_older_version_holds_no_words_so_that_every_policy_waits(tmp_path: Path) -> None:
    workspace_of("swimming-club", tmp_path)
    record = f"role: Committee\ndate: 2026-03-01\nnext_review: 2027-03-01\npages:\n  statement: {'0' * 32}\n"
    put(tmp_path, "site_config/approval.yml", record)
    found = pages(tmp_path)
    assert all(page.waiting == (page.page.kind == "policy") for page in found.values())
    assert "An earlier form was agreed on 1 March 2026." in found["statement"].markdown


@pytest.mark.parametrize("organisation", ORGANISATIONS if SOAK else ["swimming-club", "church-youth-group"])
def test_no_day_that_passes_changes_what_was_agreed(
    organisation: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(approving, "stands_in_the_way", lambda _: ())
    folder = workspace_of(organisation, tmp_path)
    approve(load_pack(folder, TODAY), "Committee")
    for days in (0, 1, 45, 400):
        assert Renderer(load_pack(folder, TODAY + timedelta(days=days))).waiting() == []


TEXTS = st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), max_size=8).map(
    lambda lines: "".join(f"{x}\n" for x in lines)
)


@given(base=TEXTS, theirs=TEXTS)
def test_where_nothing_else_changed_a_merge_gives_the_new_text(base: str, theirs: str) -> None:
    assert merge(base, base, theirs) in {theirs, theirs or "\n"}


@given(base=TEXTS, ours=TEXTS)
def test_where_nothing_goes_out_at_once_a_merge_gives_the_agreed_text(base: str, ours: str) -> None:
    assert merge(base, ours, base) in {ours, ours or "\n"}


@given(base=TEXTS, ours=TEXTS, theirs=TEXTS)
def test_a_merge_has_every_line_that_came_and_none_that_went(base: str, ours: str, theirs: str) -> None:
    """Or it says that it cannot be made."""
    merged = merge(base, ours, theirs)
    if merged is not None:
        came = set(theirs.split()) - set(base.split())
        assert came <= set(merged.split())
        assert set(merged.split()) <= set(ours.split()) | set(theirs.split())


def test_a_merge_that_does_not_fit_says_so() -> None:
    assert merge("a\nold\nc\n", "a\nagreed\nc\n", "a\nnew\nc\n") is None
    assert merge("a\nb\nc\nd\ne\n", "A\nb\nc\nd\ne\n", "a\nb\nc\nX\ne\n") == "A\nb\nc\nX\ne\n"
    assert re.fullmatch("a\nb\nX\n", merge("a\nb\n", "a\nb\n", "a\nb\nX\n") or "")
