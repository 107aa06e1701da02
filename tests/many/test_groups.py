"""Which groups a run has: every workspace below a folder, or the rows of a table, with each wrong row named."""

from __future__ import annotations

from pathlib import Path

import pytest

from policypack.base.problems import ProblemsFoundError
from policypack.many.groups import groups_of
from tests.organisations import put


def workspace(folder: Path) -> Path:
    return put(put(folder, "mkdocs.yml", ""), "site_config/answers.yml", "")


def test_every_workspace_below_a_folder_is_a_group_and_nothing_in_one_is(tmp_path: Path) -> None:
    for name in ("north/one", "north/two", "three", "a/b/c/four"):
        workspace(tmp_path / name)
    for name in ("three/site", "three/inner", ".hidden/five", "a/b/c/d/too-deep"):
        workspace(tmp_path / name)
    (tmp_path / "linked").symlink_to(tmp_path / "three", target_is_directory=True)
    (tmp_path / "empty").mkdir()
    found = groups_of(tmp_path)
    assert [group.name for group in found] == ["a/b/c/four", "north/one", "north/two", "three"]
    assert all(group.root == (tmp_path / group.name).resolve() for group in found)


def test_a_table_names_groups_in_its_order_and_may_say_more(tmp_path: Path) -> None:
    table = put(tmp_path, "groups.csv", '\ufeffname,folder,lead\r\n"One, the first",b,x\r\nTwo,a,y\r\n') / "groups.csv"
    assert [(group.name, group.root) for group in groups_of(table)] == [("b", tmp_path / "b"), ("a", tmp_path / "a")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,place\na,b\n", ['groups.csv:1: given "name,place": a table with a column `folder` is wanted']),
        (
            'folder\na\n""\n./a\n',
            ["groups.csv:3: folder: the folder of a workspace", 'groups.csv:4: folder: given "./a": this folder'],
        ),
        ("folder\n", ["no workspace is named"]),
        ("", ["groups.csv:1"]),
        ("folder\n\0", ["not a text file"]),
    ],
)
def test_all_that_is_wrong_with_a_table_is_said_with_its_line(tmp_path: Path, text: str, said: list[str]) -> None:
    put(tmp_path, "groups.csv", text)
    with pytest.raises(ProblemsFoundError) as raised:
        groups_of(tmp_path / "groups.csv")
    for problem, words in zip(raised.value.problems, said, strict=True):
        assert words in str(problem)


def test_a_place_that_is_not_there_or_empty_is_named(tmp_path: Path) -> None:
    for place, words in (
        (tmp_path, "no workspace is named or lies here"),
        (tmp_path / "no", "no such folder or table"),
    ):
        with pytest.raises(ProblemsFoundError, match=words):
            groups_of(place)
