"""An own page that would keep a build busy is refused with its line, and a long one of plain words is not."""

from __future__ import annotations

import resource
from pathlib import Path

import pytest

from policypack.base.problems import ProblemsFoundError
from policypack.base.workspace import Workspace
from policypack.publish.build import build_site
from policypack.publish.trial import LONGEST, require_quick_pages
from tests.conftest import TODAY
from tests.hardening.rounds import SOAK
from tests.organisations import workspace_of

BUSY = {
    "a sign after another": "\\*" * 75_000,
    "emphasis": "*a" * 75_000,
    "brackets": "[" * 20_000,
    "links": "[a](" * 20_000,
    "pictures": "![a](" * 20_000,
    "tags": "<a " * 50_000,
    "fences": "```\n" * 40_000,
    "definitions": "a\n: b\n" * 20_000,
    "details": "??? a\n    " * 5_000,
    "a wide table": "|" + "a|" * 1_000 + "\n|" + "-|" * 1_000 + "\n" + ("|" + "a|" * 100 + "\n") * 1_500,
    "ticks": "`" * 40_000 + "\n\n|" + "a|" * 3_000 + "\n|" + "-|" * 3_000 + "\n" + ("|" + "a|" * 3_000 + "\n") * 60,
    "quotes": "> " * 60_000,
}
PLAIN = {
    "long": "Some words about how we meet, with *some* of it in [another place](a.md) and `more`.\n\n" * 1_100,
    "lists": "- One thing\n- Another\n    - and one inside it\n\n" * 2_000,
    "a table": "| Day | Time |\n|---|---|\n" + "| Tuesday | 7pm |\n" * 1_000,
}


def workspace(folder: Path, text: str) -> Workspace:
    """Make a workspace with an own page, of which this text begins on the seventh line."""
    workspace_of("angling-club", folder)
    page = folder / "site_config" / "pages" / "public" / "a.md"
    page.parent.mkdir()
    page.write_text(
        f"---\ntitle: Fees\n---\n# Fees\n\nPlain words.\n\n{text}\n\n" + "The end. " * 300, encoding="utf-8"
    )
    return Workspace.at(folder)


@pytest.mark.parametrize("kind", BUSY if SOAK else ("emphasis", "a wide table"))
def test_a_page_that_takes_too_long_is_refused_with_its_line(kind: str, tmp_path: Path) -> None:
    """Whatever is nested in what: the work for finding out is bounded as well."""
    of = workspace(tmp_path, BUSY[kind])
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with pytest.raises(ProblemsFoundError) as refused:
        require_quick_pages(of)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime - before.ru_utime < 2 * (LONGEST + 1)  # the page, then its blocks
    (problem,) = refused.value.problems
    assert problem.file == "site_config/pages/public/a.md"
    assert problem.line in {1, 4, 8, 10}
    assert "takes more than 1 second" in problem.wanted


@pytest.mark.parametrize("kind", PLAIN)
def test_a_long_page_of_plain_words_is_taken(kind: str, tmp_path: Path) -> None:
    require_quick_pages(workspace(tmp_path, PLAIN[kind]))


def test_every_such_page_is_named_at_once_and_by_a_build(tmp_path: Path) -> None:
    """Two of three, the staff's among them; and nothing is written."""
    of = workspace(tmp_path, BUSY["fences"])
    staff = tmp_path / "site_config" / "pages" / "staff"
    staff.mkdir()
    (staff / "b.md").write_text(PLAIN["long"], encoding="utf-8")
    (staff / "c.md").write_text(BUSY["quotes"], encoding="utf-8")
    with pytest.raises(ProblemsFoundError) as refused:
        build_site(of.root, tmp_path / "site", "public", TODAY)
    assert [problem.file[18:] for problem in refused.value.problems] == ["public/a.md", "staff/c.md"]
    assert not (tmp_path / "site").exists()


def test_no_module_of_a_workspace_is_run_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the command is run in a workspace that has a ``json.py``, Python's own is taken."""
    of = workspace(tmp_path, PLAIN["long"])
    (tmp_path / "json.py").write_text("open('ran', 'w')\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    require_quick_pages(of)
    assert not (tmp_path / "ran").exists()
