"""Two copies of the answers that met: what differs is chosen answer by answer, and nothing of either is lost."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from random import Random
from typing import Any

import pytest

from policypack.answers.differences import differences
from policypack.base.problems import ProblemsFoundError
from policypack.base.workspace import Workspace
from policypack.files.conflicted_copies import copies_beside
from policypack.questionnaire.two_copies import has_merge_marks, other_copies, part_merged, put_together
from tests.hardening.rounds import count
from tests.organisations import put, workspace_of, workspace_with
from tests.questionnaire.any_changes import change_something
from tests.questionnaire.forms import window
from tests.questionnaire.test_history import CATALOGUE, LABELS, TEAM, TODAY, engine_at, engine_with

COPY = "answers (conflicted copy 2026-11-20).yml"


def changed_copy(folder: Path, chance: Random, aside: Path) -> bytes:
    """Return the answers of a workspace as somebody else would have changed them elsewhere."""
    shutil.copytree(folder, aside)
    engine = engine_at(aside)
    for _ in range(8):
        change_something(engine, chance)
    return engine.workspace.answers_file.read_bytes()


@pytest.mark.parametrize("seed", range(count(2, 100)))
@pytest.mark.parametrize("taken", ["all", "none", "some"])
def test_what_is_taken_is_as_the_copy_has_it_and_the_rest_as_it_was(seed: int, taken: str, tmp_path: Path) -> None:
    """For any changes on two machines. Choices that do not fit together are refused, and nothing is changed then."""
    chance = Random(seed)
    folder = workspace_of(("gaming-charity", "swimming-club")[seed % 2], tmp_path / "w")
    theirs = changed_copy(folder, chance, tmp_path / "theirs")
    ours = changed_copy(folder, chance, tmp_path / "ours")
    put(folder, "site_config/answers.yml", ours)
    put(folder, f"site_config/{COPY}", theirs)
    engine = engine_at(folder)
    before = engine.said()
    (copy,) = other_copies(engine)
    assert copy.problems == ()
    wanted = {"all": copy.differences, "none": (), "some": tuple(chance.sample(copy.differences, 2))}[taken]
    places = [place for place, one in enumerate(copy.differences) if one in wanted]
    try:
        kept = put_together(engine, copy, places)
    except ValueError:
        assert taken == "some"
        assert engine.workspace.answers_file.read_bytes() == ours
        assert (folder / "site_config" / COPY).read_bytes() == theirs
        return
    assert (folder / "site_config" / kept).read_bytes() == theirs
    assert copies_beside(engine.workspace.answers_file) == []
    changed = {repr(step) for one in wanted for step in one.steps}
    assert {repr(step) for step in differences(before, engine.said(), LABELS)} <= changed or taken != "none"
    left = {repr(step) for step in differences(engine.said(), engine_at(tmp_path / "theirs").said(), LABELS)}
    assert (left == set()) == (taken == "all")
    assert differences(engine.history.known or {}, engine.said(), LABELS) == ()


def test_a_role_that_only_the_copy_has_comes_with_what_names_it(tmp_path: Path) -> None:
    engine = engine_with(TEAM.replace("    - {role: Coach}\n", ""), tmp_path)
    put(tmp_path, f"site_config/{COPY}", TEAM.replace("lead: Lead", "lead: Coach"))
    (copy,) = other_copies(engine)
    (one,) = copy.differences
    assert [(row.question, row.was, row.now) for row in one.rows] == [
        ("Coach (person)", "not there", "there"),
        ("Who is your child protection lead?", "Lead", "Coach"),
    ]
    put_together(engine, copy, [0])
    assert engine.answers.get("people.lead") == "Coach"


MERGED = """\
people:
  team:
<<<<<<< HEAD
    - role: Chair
      email: chair@club.example
||||||| 1a2b3c4
    - role: Chair
=======
    - role: Chair
      email: welfare@club.example
>>>>>>> origin/main
    - role: Lead

  lead: Lead
"""


def test_a_file_with_merge_marks_becomes_two_copies_of_which_both_are_read(tmp_path: Path) -> None:
    """The file as it was is kept too; the answers say what stood first until somebody has chosen."""
    workspace = Workspace.at(workspace_with(MERGED, tmp_path))
    assert has_merge_marks(workspace)
    said = part_merged(workspace, CATALOGUE, TODAY)
    assert "held two versions" in said
    assert workspace.answers_file.read_text(encoding="utf-8") == (
        "people:\n  team:\n    - role: Chair\n      email: chair@club.example\n    - role: Lead\n\n  lead: Lead\n"
    )
    kept = next(workspace.site_config.glob("put-together-*both versions.yml"))
    assert kept.read_text(encoding="utf-8") == MERGED
    engine = engine_at(tmp_path)
    (copy,) = other_copies(engine)
    (one,) = copy.differences
    assert [(row.was, row.now) for row in one.rows] == [("chair@club.example", "welfare@club.example")]
    put_together(engine, copy, [0])
    assert engine.answers.items("people.team")[0].values["email"] == "welfare@club.example"
    assert not has_merge_marks(workspace)
    assert part_merged(workspace, CATALOGUE, TODAY) == ""


@pytest.mark.parametrize("seed", range(count(3, 100)))
def test_whatever_git_merged_is_parted_into_what_each_side_said(seed: int, tmp_path: Path) -> None:
    """But for what changed on one side alone, which git has taken over into both."""
    chance = Random(seed)
    folder = workspace_of("swimming-club", tmp_path / "w")
    base = folder / "site_config" / "answers.yml"
    sides = [put(tmp_path, name, changed_copy(folder, chance, tmp_path / name[0])) for name in ("ours.yml", "them.yml")]
    style = ["", "--diff3", "--zdiff3"][seed % 3]
    git = ["git", "merge-file", "-p", *filter(None, [style]), str(sides[0] / "ours.yml"), str(base)]
    merged = subprocess.run([*git, str(sides[1] / "them.yml")], capture_output=True, check=False).stdout
    both = {name: (tmp_path / name).read_text(encoding="utf-8").splitlines() for name in ("ours.yml", "them.yml")}
    put(folder, "site_config/answers.yml", merged)
    workspace = Workspace.at(folder)
    if not has_merge_marks(workspace):
        return
    try:
        part_merged(workspace, CATALOGUE, TODAY)
    except ProblemsFoundError:  # what git took over does not fit what stands there
        assert base.read_bytes() == merged
        return
    (copy,) = copies_beside(base)
    parted = base.read_text(encoding="utf-8"), (base.parent / copy).read_text(encoding="utf-8")
    known = {line for lines in both.values() for line in lines}
    for text in parted:
        assert set(text.splitlines()) <= known
    lost = [line for name, text in zip(both, parted, strict=True) for line in both[name] if line not in text]
    assert [line for line in lost if line.encode() in merged] == []


def test_marks_that_do_not_fit_and_a_side_that_cannot_be_read_are_said_and_nothing_is_changed(tmp_path: Path) -> None:
    workspace = Workspace.at(workspace_with(MERGED.replace("=======\n", ""), tmp_path))
    assert not has_merge_marks(workspace)
    with pytest.raises(ProblemsFoundError, match="a mark of two merged versions was left here"):
        engine_at(tmp_path)
    workspace_with(MERGED.replace("email: welfare@club.example", "emale: x"), tmp_path)
    with pytest.raises(ProblemsFoundError) as found:
        part_merged(workspace, CATALOGUE, TODAY)
    assert "answers.yml (the version below =======):10: people.team[1].emale" in str(found.value)
    assert len(list(workspace.site_config.glob("*.yml"))) == 1


def test_a_copy_that_says_nothing_else_is_put_aside_and_one_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    folder = workspace_with(TEAM, tmp_path)
    put(folder, "site_config/answers (1).yml", f"# mine\n{TEAM}")
    put(folder, "site_config/answers (2).yml", "people: [\n")
    browser = window(folder).opens("/copies")
    assert "answers (1).yml” says nothing else, and is kept as “put-together-2026-11-22-answers (1).yml" in browser.text
    assert "answers (2).yml lies beside your answers and cannot be read" in browser.text
    assert "site_config/answers (2).yml:1: " in browser.text
    assert "the bracket [ that opens here is not closed" in browser.text


def chosen(*said: str) -> dict[str, Any]:
    return {f"answer-{number}": one for number, one in enumerate(said)}


def test_in_the_browser_the_start_leads_to_what_differs_and_all_of_it_is_chosen(tmp_path: Path) -> None:
    """What is missing is said, what was changed meanwhile is shown anew, and choices that do not fit are refused."""
    folder = workspace_with(TEAM, tmp_path)
    theirs = TEAM.replace("comments: after", "comments: before").replace("lead: Lead", "lead: Chair")
    put(folder, f"site_config/{COPY}", theirs)
    browser = window(folder).follows("See what differs")
    assert "Your answers: Lead" in browser.text
    assert "The copy: Chair" in browser.text
    browser.sends("Put them together", None, None, **chosen("theirs"))
    assert "Choose which is right at number 2." in browser.text
    put(folder, f"site_config/{COPY}", theirs.replace("lead: Chair", "lead: Coach"))
    browser.sends("Put them together", None, None, **chosen("theirs", "ours"))
    assert browser.status == 409
    browser.sends("Put them together", None, None, **chosen("theirs", "ours"))
    assert "Put together. The copy is kept as" in browser.text
    assert "lead: Coach" in (folder / "site_config" / "answers.yml").read_text(encoding="utf-8")
    assert "comments: after" in (folder / "site_config" / "answers.yml").read_text(encoding="utf-8")
