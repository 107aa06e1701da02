"""Same in, same out: the same answers on the same day give the same bytes, wherever and however they are built."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from policypack import compiled_templates
from tests.organisations import CHECKOUT, ORGANISATIONS, workspace_of
from tests.test_site import bytes_of

BUILD = """
import sys
from datetime import date
from pathlib import Path
from policypack.site import build_all
for folder in sys.argv[1:]:
    build_all(Path(folder), date(2026, 11, 22))
"""


def started(folder: Path, environment: dict[str, str], *, backwards: bool) -> subprocess.Popen[bytes]:
    """Start to build all organisations, one after the other in one process."""
    workspaces = [workspace_of(organisation, folder / organisation) for organisation in ORGANISATIONS]
    order = workspaces[::-1] if backwards else workspaces
    return subprocess.Popen([sys.executable, "-c", BUILD, *order], env=os.environ | environment, cwd=CHECKOUT)


def outputs(workspace: Path) -> dict[str, str]:
    """Return the hash of each file of each output."""
    names = ("site", "staff", "report")
    return {f"{name}/{path}": code for name in names for path, code in bytes_of(workspace / name).items()}


def test_all_organisations_have_the_same_bytes_from_another_folder_zone_locale_hash_seed_and_order_without_a_cache(
    tmp_path: Path,
) -> None:
    one = {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1", "XDG_CACHE_HOME": str(tmp_path / "cache")}
    other = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "2", compiled_templates.SWITCH: "off"}
    here, there = tmp_path / "one", tmp_path / "a folder with späces"
    builds = [started(here, one, backwards=False), started(there, other, backwards=True)]
    assert [build.wait(600) for build in builds] == [0, 0]
    assert any((tmp_path / "cache").iterdir())
    assert any((here / organisation / "site" / "sitemap.xml.gz").is_file() for organisation in ORGANISATIONS)
    for organisation in ORGANISATIONS:
        assert outputs(here / organisation) == outputs(there / organisation), organisation
