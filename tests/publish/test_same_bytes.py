"""Same in, same out: the same answers give the same bytes, wherever and however they are built.

On another day too, as long as nothing changes for a reader.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from policypack.content.questions import Audience
from policypack.files.cache import SWITCH
from policypack.files.file_changes import FileChanges
from policypack.pack.pack import load_pack
from policypack.pages.render import Renderer
from policypack.publish.build import OUTPUTS, Built, build_all
from policypack.publish.phone_file import PHONE_FILE
from policypack.publish.proof_file import PROOF_FILE
from tests.hardening.rounds import SOAK, some_of
from tests.organisations import CHECKOUT, ORGANISATIONS, workspace_of
from tests.publish.test_build import TODAY, bytes_of

BUILT = ORGANISATIONS if SOAK else ["gaming-charity"]
"""Organisations that are built: in the short round the largest, whose address is known."""

BUILD = """
import sys
from datetime import date
from pathlib import Path
from policypack.publish.build import build_all
from policypack.publish.proof_file import PROOF_FILE
for folder in sys.argv[1:]:
    build_all(Path(folder), date(2026, 11, 22))
"""


def outputs(workspace: Path) -> dict[str, str]:
    """Return the hash of each file of each output."""
    names = ("site", "staff", "report")
    return {f"{name}/{path}": code for name in names for path, code in bytes_of(workspace / name).items()}


def test_organisations_have_the_same_bytes_from_another_folder_zone_locale_hash_seed_and_order_without_a_cache(
    tmp_path: Path, built_of: Callable[[str], Built]
) -> None:
    """Built here, with the cache that this user has, and by a process that has everything else."""
    there = tmp_path / "a folder with späces"
    workspaces = [workspace_of(organisation, there / organisation) for organisation in reversed(BUILT)]
    zone = "Pacific/Kiritimati" if time.timezone >= 0 else "Pacific/Pago_Pago"  # where it is another day
    other = {"TZ": zone, "LC_ALL": "C", "PYTHONHASHSEED": "2", SWITCH: "off"}
    other["SOURCE_DATE_EPOCH"] = "86400"  # the day is given, and no other clock is asked
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path / "cache")} | other
    build = subprocess.Popen([sys.executable, "-c", BUILD, *workspaces], env=environment, cwd=CHECKOUT)
    here = {name: outputs(built_of(name).pack.workspace.root) for name in BUILT}
    assert build.wait(600) == 0
    assert not (tmp_path / "cache").exists()
    assert any("site/sitemap.xml" in files for files in here.values())
    for organisation in BUILT:
        assert here[organisation] == outputs(there / organisation), organisation


def words_of(page: str) -> str:
    """Return what a reader sees of a page, whether it is Markdown or HTML: no tags, no attributes, no scripts."""
    return " ".join(re.sub(r"<(script|style)>.*?</\1>|<[^>]*>", " ", page, flags=re.DOTALL).split())


Pages = dict[tuple[str, str], str]
"""What stands on each page, by its audience and its path."""


def pages_on(workspace: Path, day: date) -> Pages:
    """Return every page for a day, as Markdown."""
    renderer = Renderer(load_pack(workspace, day))
    audiences: tuple[Audience, ...] = ("public", "staff", "leaders")
    return {(name, path): text for name in audiences for path, text in renderer.markdown(name).items()}


def differing(before: Pages, now: Pages) -> set[tuple[str, str]]:
    return {place for place in before.keys() | now.keys() if before.get(place) != now.get(place)}


WITH_THE_DAY = ("leaders", "index.md")
"""The one page that says on which day it was made."""
NOTHING_FALLS_DUE = [TODAY + timedelta(days=ahead) for ahead in ((1, 7, 14) if SOAK else (14,))]


@pytest.mark.parametrize("organisation", some_of(ORGANISATIONS))
def test_no_page_changes_on_another_day_but_where_its_words_do(
    organisation: str, renderer_of: Callable[[str], Renderer]
) -> None:
    """In these weeks nothing falls due that a public or a staff page of any of them speaks of."""
    renderer = renderer_of(organisation)
    before = pages_on(renderer.pack.workspace.root, TODAY)
    for day in NOTHING_FALLS_DUE:
        now = pages_on(renderer.pack.workspace.root, day)
        changed = differing(before, now)
        assert {audience for audience, _ in changed} == {"leaders"}, day
        assert WITH_THE_DAY in changed
        assert {place for place in changed if words_of(before[place]) != words_of(now[place])} == changed


COUNTED = {("leaders", path) for path in ("index.md", "evidence-map.md", "summary.md")}
"""Pages that count what is found."""


@pytest.mark.parametrize(
    ("organisation", "last", "changed"),
    [
        ("swimming-club", date(2027, 3, 27), set()),  # the clocks change in the night after it
        ("dance-school", date(2026, 12, 12), {(name, "when-we-are-here.md") for name in ("public", "staff")}),  # a term
        ("swimming-club", date(2027, 3, 12), {("leaders", "review-calendar.md")}),  # the day of a review
    ],
)
def test_what_falls_due_changes_the_pages_that_speak_of_it_and_no_others(
    organisation: str, last: date, changed: set[tuple[str, str]], renderer_of: Callable[[str], Renderer]
) -> None:
    """last: its last day."""
    workspace = renderer_of(organisation).pack.workspace.root
    before, now = pages_on(workspace, last), pages_on(workspace, last + timedelta(days=1))
    found = differing(before, now)
    assert found - COUNTED == changed
    assert {place for place in found if words_of(before[place]) != words_of(now[place])} == found


def test_a_build_on_another_day_leaves_every_file_and_its_time_as_they_were_but_for_the_page_with_the_day(
    copy_of: Callable[[str], Path],
) -> None:
    """The example has an address, so that there is a sitemap, and its phone file keeps the day of the first build."""
    workspace = copy_of("gaming-charity")
    files = [path for name in OUTPUTS for path in sorted((workspace / name).rglob("*")) if path.is_file()]
    for number, file in enumerate(files):
        os.utime(file, (1e9 + number, 1e9 + number))
    before = {file: (file.read_bytes(), file.stat().st_mtime) for file in files}
    built = build_all(workspace, TODAY + timedelta(days=1))
    with_the_day, to_hand_on = (workspace / "report" / name for name in ("index.html", PROOF_FILE))
    assert {file for file in files if (file.read_bytes(), file.stat().st_mtime) != before[file]} == {
        with_the_day,
        to_hand_on,
    }
    assert built.changes == {
        "site": FileChanges(),
        "staff": FileChanges(),
        "report": FileChanges(changed=("index.html", PROOF_FILE)),
    }
    assert "23 November 2026" in with_the_day.read_text(encoding="utf-8")
    assert "Last changed on 22 November 2026" in (workspace / "staff" / PHONE_FILE).read_text(encoding="utf-8")
    assert "<loc>" in (workspace / "site" / "sitemap.xml").read_text(encoding="utf-8")
    answers = workspace / "site_config" / "answers.yml"
    answers.write_text(answers.read_text(encoding="utf-8").replace("07700 900123", "07700 900125"), encoding="utf-8")
    build_all(workspace, TODAY + timedelta(days=2))
    assert "Last changed on 24 November 2026" in (workspace / "staff" / PHONE_FILE).read_text(encoding="utf-8")
