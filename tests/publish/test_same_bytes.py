"""Same in, same out: the same answers on the same day give the same bytes, wherever and however they are built."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from policypack.files.cache import SWITCH
from policypack.publish.build import Built
from tests.hardening.rounds import SOAK
from tests.organisations import CHECKOUT, ORGANISATIONS, workspace_of
from tests.publish.test_build import TODAY, bytes_of

BUILT = ORGANISATIONS if SOAK else ["angling-club", "gaming-charity", "swimming-club"]
"""Organisations that are built: in the short round the example, a small one, and one whose address is known."""

BUILD = """
import sys
from datetime import date
from pathlib import Path
from policypack.publish.build import build_all
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
    assert any("site/sitemap.xml.gz" in files for files in here.values())
    for organisation in BUILT:
        assert here[organisation] == outputs(there / organisation), organisation


def test_the_day_in_the_sitemap_and_in_its_archive_is_the_day_that_was_given(built_of: Callable[[str], Built]) -> None:
    """Two builds on one day would not show that the real clock was asked."""
    found = 0
    for site in (built_of(organisation).folders["site"] for organisation in BUILT):
        if (site / "sitemap.xml").is_file():
            days = re.findall("<lastmod>([^<]*)</lastmod>", (site / "sitemap.xml").read_text(encoding="utf-8"))
            assert set(days) == {TODAY.isoformat()}
            packed = int.from_bytes((site / "sitemap.xml.gz").read_bytes()[4:8], "little")  # RFC 1952, 2.3.1
            assert datetime.fromtimestamp(packed, UTC).date() == TODAY
            found += 1
    assert found > 0
