"""Files are read as text with lines, and whatever is wrong with one is a problem with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from policypack.base.problems import ProblemsFoundError
from policypack.files.text_files import LARGEST_FILE
from policypack.files.yaml_nodes import parse_yaml, read_yaml


def problems_of(data: bytes, folder: Path) -> list[str]:
    file = folder / "answers.yml"
    file.write_bytes(data)
    with pytest.raises(ProblemsFoundError) as found:
        read_yaml(file, folder)
    return [str(problem) for problem in found.value.problems]


def test_every_scalar_stays_the_text_that_was_written() -> None:
    node = parse_yaml("a: 0123456\nb: 12:30\nc: no\nd: 2026-11-22\ne: 1e3\nf: yes\n", "x.yml")
    assert node.plain() == {"a": "0123456", "b": "12:30", "c": "no", "d": "2026-11-22", "e": "1e3", "f": "yes"}


def test_nothing_written_is_not_an_empty_text() -> None:
    assert parse_yaml("a:\nb: ~\nc: ''\n", "x.yml").plain() == {"a": None, "b": None, "c": ""}


def test_a_byte_order_mark_and_windows_line_ends_are_read() -> None:
    node = parse_yaml("a: 1\n", "x.yml")
    assert node.plain() == {"a": "1"}


@pytest.mark.parametrize("start", [b"\xef\xbb\xbf", b""])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_line_ends_and_byte_order_marks_do_not_move_lines(start: bytes, end: bytes, tmp_path: Path) -> None:
    file = tmp_path / "answers.yml"
    file.write_bytes(start + end.join([b"a: 1", b"b:", b"  c: 2", b""]))
    assert read_yaml(file, tmp_path).line_of(("b", "c")) == 3


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"a: 1\na: 2\n", 'answers.yml:2: given "a": it stands here a second time (first on line 1)'),
        (b"a: &x [1]\nb: *x\n", 'answers.yml:2: given "*x": an answer that begins with * stands in quotes'),
        (b"a: !!python/object:os.system x\n", "answers.yml:1: given"),
        (b"a: [1, 2\nb: 3\n", "answers.yml:1: given \"a: [1, 2\": the bracket [ that opens here is not closed"),
        (b"a: 1\n\tb: 2\n", "answers.yml:2: a tab (U+0009) stands at the start of this line"),
        (b"\xff\xfea\x00:\x00", "answers.yml: this file is saved as UTF-16"),
        (b"a: caf\xe9\n", "answers.yml:1: this file is not saved as UTF-8 (byte 0xe9"),
        (b"a: \x00\n", "answers.yml: this is not a text file"),
        (b"a: b\x07\n", "answers.yml:1: "),
        (b"a: 1\n---\nb: 2\n", 'answers.yml:2: given "---": one document a file is wanted'),
        (b"a: " + b"[" * 40 + b"]" * 40, "nested more than"),
        (b"a" * (LARGEST_FILE + 1), "a file of at most 500 kB is wanted"),
    ],
    ids=[
        "duplicate", "alias", "tag", "open bracket", "tab", "UTF-16", "Latin-1", "NUL", "bell", "two documents", "deep",
        "large",
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_a_problem_with_its_place(data: bytes, said: str, tmp_path: Path) -> None:
    assert said in "\n".join(problems_of(data, tmp_path))


def test_an_alias_bomb_is_refused_without_being_unfolded(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    found = problems_of("\n".join(lines).encode(), tmp_path)
    assert len(found) == 90
    assert all("aliases are not read" in problem for problem in found)


def test_a_missing_file_and_a_folder_in_its_place_are_problems(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFoundError, match=r"answers\.yml: this file is missing"):
        read_yaml(tmp_path / "answers.yml", tmp_path)
    (tmp_path / "answers.yml").mkdir()
    with pytest.raises(ProblemsFoundError, match="this is a folder"):
        read_yaml(tmp_path / "answers.yml", tmp_path)
