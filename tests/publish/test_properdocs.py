"""ProperDocs as a second engine under the plugin: it is MkDocs 1.x, which is maintained no more, carried on."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, time
from importlib.metadata import version
from pathlib import Path

import pytest

from policypack.publish.build import Built
from policypack.publish.embed import EMBED
from policypack.publish.phone_file import PHONE_FILE
from tests.organisations import workspace_of
from tests.publish.test_build import TODAY

PROPERDOCS = Path(sys.executable).with_name("properdocs")
MKDOCS_NAME = f'content="mkdocs-{version("mkdocs")}, '.encode()
PROPERDOCS_NAME = f'content="mkdocs-ProperDocs {version("properdocs")}, '.encode()
"""What either calls itself in the head of each page that the theme frames."""


def build(folder: Path, audience: str = "public") -> subprocess.CompletedProcess[str]:
    """Run `properdocs build` in a workspace, on the tests' day."""
    settings = folder / "mkdocs.yml"
    plugin = f"  - policypack:\n      audience: {audience}\n"
    settings.write_text(settings.read_text(encoding="utf-8").replace("  - policypack\n", plugin), encoding="utf-8")
    noon = int(datetime.combine(TODAY, time(12), UTC).timestamp())
    return subprocess.run(
        [PROPERDOCS, "build", "-f", settings],
        cwd=folder,
        env=os.environ | {"SOURCE_DATE_EPOCH": str(noon), "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("organisation", "output", "audience"),
    [("swimming-club", "site", "public"), ("gaming-charity", "staff", "staff")],  # staff/ holds the public pages too
)
def test_properdocs_builds_the_same_bytes_but_for_the_name_of_the_generator(
    organisation: str, output: str, audience: str, built_of: Callable[[str], Built], tmp_path: Path
) -> None:
    """That name stands in every page of the theme, and shows that no other engine built it."""
    run = build(workspace_of(organisation, tmp_path), audience)
    assert (run.returncode, "WARNING" in run.stderr) == (0, False), run.stderr
    wanted, site = built_of(organisation).folders[output], tmp_path / "site"
    files = sorted(path.relative_to(wanted) for path in wanted.rglob("*") if path.is_file())
    assert sorted(path.relative_to(site) for path in site.rglob("*") if path.is_file()) == files
    for path in files:
        page = (wanted / path).read_bytes()
        framed = path.suffix == ".html" and path.as_posix() not in {PHONE_FILE, EMBED}
        assert page.count(MKDOCS_NAME) == framed, path
        assert (site / path).read_bytes() == page.replace(MKDOCS_NAME, PROPERDOCS_NAME), path


IN_ITS_PLACE = "import properdocs.replacement; from policypack.cli.main import main; main()"
"""`policypack`, for which ProperDocs stands where MkDocs would."""


def test_policypack_build_says_what_properdocs_complains_of_as_it_does_with_mkdocs(tmp_path: Path) -> None:
    """It complains under a name of its own; a link that leads nowhere is said to its author all the same."""
    folder = workspace_of("swimming-club", tmp_path)
    own = folder / "site_config" / "pages" / "public" / "fees.md"
    own.parent.mkdir(parents=True)
    own.write_text("# Fees\n\nSee [the prices](prices.md).\n", encoding="utf-8")
    said = []
    for script in (IN_ITS_PLACE, IN_ITS_PLACE.partition("; ")[2]):
        command = [sys.executable, "-c", script, "-C", str(folder), "build", "--today", TODAY.isoformat()]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        assert run.returncode == 2, run.stderr
        said.append(run.stderr)
    assert said[0] == said[1]
    assert "prices.md" in said[0]
    assert len(said[0].splitlines()) == 1


def test_properdocs_says_what_is_wrong_without_a_traceback(tmp_path: Path) -> None:
    folder = workspace_of("swimming-club", tmp_path)
    (folder / "site_config" / "answers.yml").write_text("organisation:\n  knid: x\n", encoding="utf-8")
    run = build(folder)
    assert run.returncode != 0
    assert "site_config/answers.yml:2: organisation.knid" in run.stderr
    assert "Traceback" not in run.stderr
