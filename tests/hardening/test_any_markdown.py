"""Whatever is nested in what on an own page, it is made within bounds, or refused with its line."""

from __future__ import annotations

import random
import resource
from pathlib import Path

import pytest

from policypack.base.problems import Problem, ProblemsFoundError
from policypack.base.workspace import Workspace
from policypack.publish.trial import LONGEST, require_quick_pages
from tests.hardening.rounds import count
from tests.organisations import put, workspace_of

PIECES = (
    *("*", "**", "_", "__", "`", "``", "```\n", "~", "> ", "- ", "1. ", "    ", "\n", "\n\n", "# ", "|", "|-|\n", "a"),
    *("b ", "[", "](", ")", "![", "<", "<b>", "</b>", "<div markdown>\n", "&amp;", "{: a", "}", ": ", "??? x\n", "\\"),
    *("[a]: b\n", "[^1]", "[^1]: a\n", "*[a]: b\n", "<!--", "-->", "---\n", "!!! a\n", "\t", "~~", "==", "\u202e"),
)
AROUND = (
    *(("*", "*"), ("**", "**"), ("[", "](a)"), ("![", "](a)"), ("<b>", "</b>"), ("<div markdown>\n", "\n</div>\n")),
    *(("`", "`"), ("```\n", "\n```\n"), ("- ", "\n"), ("> ", "\n"), ("    ", "\n"), ("a\n: ", "\n")),
)
LENGTHS = (3_000, 3_000, 8_000, 20_000, 60_000)
AT_ONCE = 20
"""Pages of one workspace."""
SHARE = count(AT_ONCE, 500)
"""Pages that one test tries; the long round has ten such tests, which run beside each other."""


def grown(chance: random.Random, length: int) -> str:
    """Return Markdown of about so many characters: pieces after one another, repeated, or inside each other."""
    if length < 30 or chance.random() < 0.1:
        return "".join(chance.choices(PIECES, k=chance.randint(1, 6)))
    kind = chance.choice(("after", "often", "often", "around", "deep"))
    if kind == "after":
        return grown(chance, length // 2) + grown(chance, length // 2)
    before, behind = chance.choice(AROUND)
    if kind == "around":
        return before + grown(chance, length - len(before + behind)) + behind
    unit = grown(chance, chance.choice((10, 30, 200)))
    if kind == "often":
        return unit * max(1, length // len(unit))
    times = length // len(before + behind)
    return before * times + unit + behind * times


@pytest.mark.parametrize("first", range(0, count(SHARE, 10 * SHARE), SHARE))
def test_any_nested_markdown_is_made_or_refused_within_bounds(first: int, tmp_path: Path) -> None:
    """A page gets its time, and one that is refused gets it twice; each that is refused is named, with a line of it."""
    of = Workspace.at(workspace_of("angling-club", tmp_path))
    folder = of.own_pages / "public"
    for begin in range(first, first + SHARE, AT_ONCE):
        for number in range(begin, begin + AT_ONCE):
            chance = random.Random(number)
            put(folder, f"{number}.md", grown(chance, chance.choice(LENGTHS)))
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        refused = problems_of(of)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        for problem in refused:
            lines = (tmp_path / problem.file).read_text(encoding="utf-8").count("\n") + 1
            assert problem.line in range(1, lines + 1), problem
        assert len({problem.file for problem in refused}) == len(refused)
        worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        assert worked < (AT_ONCE + 2 * len(refused)) * LONGEST + (1 + 2 * len(refused)), begin  # a process takes 0.3 s
        for file in folder.iterdir():
            file.unlink()


def problems_of(of: Workspace) -> list[Problem]:
    """Return what is refused of a workspace's own pages."""
    try:
        require_quick_pages(of)
    except ProblemsFoundError as error:
        return list(error.problems)
    return []
