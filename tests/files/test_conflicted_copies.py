"""A copy that a service or a person left beside the answers file is said, and no other file is taken for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policypack.files.conflicted_copies import copies_beside, said_of_copies

if TYPE_CHECKING:
    from pathlib import Path

COPIES = [
    "answers (conflicted copy 2026-11-20).yml",
    "answers (Jo Smith's conflicted copy 2026-11-20).yml",
    "answers (Jo\u2019s MacBook\u2019s conflicted copy 2026-11-20) (1).yml",
    "answers (conflicted copy 2026-11-20 101500).yml",
    "answers (Jo's conflicted copy).yaml",
    "answers_conflict-20261120-101500.yml",
    "answers (1).yml",
    "answers(1).yml",
    "answers (12).yml",
    "answers 2.yml",
    "answers - Copy.yml",
    "answers - Copy (2).yml",
    "Answers - Copy.yml",
    "answers copy.yml",
    "answers copy 2.yml",
    "answers (copy).yml",
    "answers (another copy).yml",
    "answers (3rd copy).yml",
    "answers-LAPTOP.yml",
    "answers-DESKTOP-4F6A2B1.yml",
    "answers-LAPTOP-2.yml",
    "answers-Jos-MacBook-Pro.yml",
    "answers.sync-conflict-20261120-101500-ABCDEFG.yml",
    "answers_Andy-PC_Nov-20-1015-2026_Conflict.yml",
    "answers_Andy-PC_Nov-20-1015-2026_CaseConflict_1.yml",
]
OTHERS = [
    "answers.yml",
    "answers.schema.json",
    "answers.yml.orig",
    "answers-2025.yml",
    "answers-old.yml",
    "answers_of_the_youth_section.yml",
    "my answers.yml",
    "logo (1).png",
    "approval.yml",
    "copy.yml",
]


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_is_named_as_each_service_names_it(name: str, tmp_path: Path) -> None:
    (tmp_path / "answers.yml").touch()
    (tmp_path / name).touch()
    assert copies_beside(tmp_path / "answers.yml") == [name]
    assert said_of_copies(tmp_path / "answers.yml").startswith(
        f"Beside answers.yml lies \u201c{name}\u201d, which looks"
    )


def test_other_files_are_no_copies(tmp_path: Path) -> None:
    for name in OTHERS:
        (tmp_path / name).touch()
    assert copies_beside(tmp_path / "answers.yml") == []
    assert said_of_copies(tmp_path / "answers.yml") == ""
    assert said_of_copies(tmp_path / "nowhere" / "answers.yml") == ""


def test_many_copies_are_said_in_one_sentence(tmp_path: Path) -> None:
    for number in range(1, 6):
        (tmp_path / f"answers ({number}).yml").touch()
    said = said_of_copies(tmp_path / "answers.yml")
    assert said.count("answers (") == 3
    assert "and 2 more, which look like copies of it" in said


@pytest.mark.parametrize("name", [name for name in COPIES if name.endswith(".yml")])
def test_a_copy_of_the_history_is_named_too(name: str, tmp_path: Path) -> None:
    copy = name.replace("answers", "history").replace("Answers", "History").replace(".yml", ".jsonl")
    for one in ("history.jsonl", copy, name, "history (1).yml", "history-2025.jsonl"):
        (tmp_path / one).touch()
    assert copies_beside(tmp_path / "history.jsonl") == [copy]
