"""What one process shares between groups carries no word of one into another, and changes no byte."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from policypack.base.shortcuts import SWITCH
from policypack.many.work import Job, work
from policypack.pack.pack import load_pack
from policypack.pages.page_words import words_of
from policypack.pages.render import Renderer
from policypack.publish.build import build_all
from policypack.text.markdown import new_converter
from tests.hardening.rounds import count
from tests.organisations import CHECKOUT, ORGANISATIONS, workspace_of, workspace_with
from tests.publish.test_build import bytes_of

TODAY = date(2026, 11, 30)


def with_canary(number: int, root: Path) -> str:
    """Make a group whose name, team and own page hold a word that no other group has; return the word."""
    canary = f"Zq{number:03}xw"
    organisation = ORGANISATIONS[number % len(ORGANISATIONS)]
    text = (CHECKOUT / "tests" / "orgs" / f"{organisation}.yml").read_text(encoding="utf-8")
    lines = []
    for line in text.splitlines():
        head, colon, _ = line.partition("name: ")
        lines.append(f"{head}name: {canary}" if colon and not head.strip() and len(head) == 2 else line)
    workspace_with("\n".join(lines) + "\n", root)
    page = root / "site_config" / "pages" / "staff" / "own.md"
    page.parent.mkdir(parents=True)
    page.write_text(f"# {canary} own\n\nRead **{canary}** first, and [home](index.md).\n", encoding="utf-8")
    return canary


def built_in_one_process(folder: Path, number: int) -> dict[str, Path]:
    """Build so many groups one after another, in any order; return the workspace of each canary."""
    groups = {with_canary(one, folder / f"{one:03}"): folder / f"{one:03}" for one in range(number)}
    order = list(groups.values())
    random.Random(number).shuffle(order)
    for root in order:
        outcome = work(Job("build", root.name, str(root), TODAY, True, 600))
        assert outcome.state == "built", outcome
    return groups


def strangers_in(groups: dict[str, Path]) -> list[tuple[str, Path]]:
    """Return each file that holds the word of another group."""
    words = {canary.encode(): root for canary, root in groups.items()}
    found = []
    for root in groups.values():
        for path in root.rglob("*"):
            data = path.read_bytes() if path.is_file() else b""
            if b"Zq" in data:
                found += [(word.decode(), path) for word, home in words.items() if home != root and word in data]
    return found


def test_no_word_of_a_group_is_in_the_output_of_another(tmp_path: Path) -> None:
    groups = built_in_one_process(tmp_path, count(4, 200))
    for canary, root in groups.items():
        assert canary in (root / "site" / "index.html").read_text(encoding="utf-8")
        assert canary in (root / "staff" / "own.html").read_text(encoding="utf-8")
    assert not strangers_in(groups)


def test_a_group_after_others_is_what_it_is_alone(tmp_path: Path) -> None:
    for name in ("scout-group", "one-man-team"):
        root = workspace_of(name, tmp_path / name)
        assert work(Job("build", name, str(root), TODAY, True, 600)).state == "built"
    alone = workspace_of("one-man-team", tmp_path / "alone")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(SWITCH, "all")
        build_all(alone, TODAY)
    for output in ("site", "staff"):
        assert bytes_of(alone / output) == bytes_of(root / output)
    words = "site_config/last_build/words.txt"
    assert (alone / words).read_bytes() == (root / words).read_bytes()


def test_words_taken_from_html_are_those_of_the_markdown(tmp_path: Path) -> None:
    root = workspace_of("gaming-charity", tmp_path / "one")
    build_all(root, TODAY)
    renderer = Renderer(load_pack(root, TODAY))
    noted = (root / "site_config" / "last_build" / "words.txt").read_text(encoding="utf-8")
    for page_id, page in words_of(renderer).items():
        for sentence in page.sentences:
            assert f"  {sentence}\n" in noted, page_id


@pytest.mark.parametrize(
    "other",
    ["[one]: https://example.org/\n\n", "`", "<b>", ""],
)
def test_a_text_of_an_earlier_page_is_taken_only_where_it_becomes_the_same(other: str) -> None:
    text = "Read [one] and **two** and [three](three.md).\n"
    first, second = new_converter(), new_converter()
    before = first.convert(text)
    assert "<strong>two</strong>" in before
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(SWITCH, "all")
        wanted = new_converter().convert(other + text)
    assert second.convert(other + text) == wanted
    assert first.reset().convert(text) == before
