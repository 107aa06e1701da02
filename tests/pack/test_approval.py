"""Draft, approved and changed: what each state shows, and what may go out at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from policypack.base.problems import ProblemsFoundError
from policypack.pack.pack import Pack, load_pack
from policypack.pages.render import Renderer
from policypack.publish.approve import ApprovalRefusedError, approve
from tests.organisations import workspace_of

TODAY = date(2026, 11, 22)


def change(folder: Path, old: str, new: str) -> None:
    file = folder / "site_config" / "answers.yml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def approved(folder: Path) -> Pack:
    workspace_of("swimming-club", folder)
    approve(load_pack(folder, TODAY), "Club committee")
    return load_pack(folder, TODAY)


def waiting(folder: Path) -> set[str]:
    return {page.page.id for page in Renderer(load_pack(folder, TODAY)).pages("staff") if page.waiting}


def notes(pack: Pack) -> dict[str, str]:
    return {
        page.page.id: "".join(line for line in page.markdown.splitlines() if "pp-note" in line)
        for page in Renderer(pack).pages("staff")
    }


def test_a_draft_marks_policies_and_says_on_other_pages_that_help_works_now(tmp_path: Path) -> None:
    pack = load_pack(workspace_of("angling-club", tmp_path), TODAY)
    said = notes(pack)
    kinds = {page.id: page.kind for page in pack.pages}
    for page, note in said.items():
        assert ("Draft." in note) == (kinds[page] == "policy")
        assert ("The help numbers work now." in note) == (kinds[page] == "living")


def test_an_approved_pack_carries_no_notes(tmp_path: Path) -> None:
    assert set(notes(approved(tmp_path)).values()) == {""}


def test_approval_is_refused_while_something_urgent_is_open_and_says_what_comes_first(tmp_path: Path) -> None:
    folder = workspace_of("angling-club", tmp_path)
    change(folder, "  local: none", "  local: not decided yet")
    with pytest.raises(ApprovalRefusedError) as refused:
        approve(load_pack(folder, TODAY), "Committee")
    assert refused.value.findings[0].severity == "urgent"
    assert any(finding.needed for finding in refused.value.findings)
    assert not (folder / "site_config" / "approval.yml").exists()


def test_a_change_of_contacts_times_or_services_goes_out_at_once(tmp_path: Path) -> None:
    approved(tmp_path)
    change(tmp_path, "welfare@marlpoolswimming.example", "safe@marlpoolswimming.example")
    change(tmp_path, "Tuesday and Thursday 19:00-20:00", "Monday 18:00-19:00")
    change(tmp_path, "[shout, ceop, report-remove]", "[shout]")
    assert waiting(tmp_path) == set()


def test_a_change_of_a_policy_waits_for_approval_on_that_page_alone(tmp_path: Path) -> None:
    approved(tmp_path)
    change(tmp_path, "  written_with: asked\n", "  written_with: no\n")
    assert waiting(tmp_path) == {"young-code"}
    assert "A change to it waits to be agreed." in notes(load_pack(tmp_path, TODAY))["young-code"]
    approve(load_pack(tmp_path, TODAY), "Club committee")
    assert waiting(tmp_path) == set()


def test_a_rule_that_an_answer_newly_contradicts_changes_the_code(tmp_path: Path) -> None:
    approved(tmp_path)
    change(tmp_path, "  messaging: never\n", "  messaging: own\n")
    assert "adult-code" in waiting(tmp_path)


def test_an_own_template_for_a_policy_waits_for_approval(tmp_path: Path) -> None:
    approved(tmp_path)
    own = tmp_path / "templates" / "pages" / "adult-code.md.j2"
    own.parent.mkdir(parents=True)
    own.write_text("Be careful out there.\n", encoding="utf-8")
    assert waiting(tmp_path) == {"adult-code"}


@pytest.mark.parametrize("role", ["", "x", "a" * 81, "line\x07"])
def test_the_role_that_approves_is_a_few_plain_words(role: str, tmp_path: Path) -> None:
    pack = load_pack(workspace_of("swimming-club", tmp_path), TODAY)
    with pytest.raises(ValueError, match="a role of 2 to 80 characters is wanted"):
        approve(pack, role)


@pytest.mark.parametrize("review", [TODAY, date(2026, 1, 1), date(2028, 1, 1)])
def test_the_next_review_is_within_a_year(review: date, tmp_path: Path) -> None:
    pack = load_pack(workspace_of("swimming-club", tmp_path), TODAY)
    with pytest.raises(ValueError, match="at most a year away"):
        approve(pack, "Committee", review)


def test_any_role_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    pack = load_pack(workspace_of("swimming-club", tmp_path), TODAY)
    for role in ('Chair: "acting" #1', "Cadeirydd y pwyllgor ŵ", "- x", "O'Neill & Sons"):
        approve(pack, role)
        record = load_pack(tmp_path, TODAY).approval
        assert record is not None
        assert (record.role, record.date, record.next_review) == (role, TODAY, date(2027, 11, 22))


def test_a_damaged_record_is_a_problem_with_its_line(tmp_path: Path) -> None:
    folder = workspace_of("swimming-club", tmp_path)
    (folder / "site_config" / "approval.yml").write_text("role: Chair\ndate: yesterday\nnext_review: 2027-01-01\n")
    with pytest.raises(ProblemsFoundError) as found:
        load_pack(folder, TODAY)
    said = "\n".join(map(str, found.value.problems))
    assert "site_config/approval.yml:2: date" in said
    assert "pages" in said
