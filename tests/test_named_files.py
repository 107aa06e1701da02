"""Every file of ours that data, templates or guides for developers name is there."""

from __future__ import annotations

import re
from pathlib import Path

from tests.folded import folded
from tests.organisations import CHECKOUT

NAMING = [
    CHECKOUT / "README.md",
    CHECKOUT / "CONTRIBUTING.md",
    CHECKOUT / "SECURITY.md",
    *(CHECKOUT / "docs").rglob("*.md"),
    *(CHECKOUT / "content").rglob("*.yml"),
    *(path for path in (CHECKOUT / "templates").rglob("*") if path.suffix in (".j2", ".js", ".css", ".html")),
]
NAMED = re.compile(r"(?<![\w/.])((?:generator/policypack|content|templates|tests|docs)/[\w/.-]+\.(?:py|yml|j2|md))")
ROOMS = ("", "generator/policypack/")
"""Where a name begins: at the top, or among the rooms of the code, as in `content/page_rows.py`."""


@folded("path", NAMING, ids=lambda path: path.relative_to(CHECKOUT).as_posix())
def test_every_file_that_is_named_is_there(path: Path) -> None:
    named = {name for name in NAMED.findall(path.read_text(encoding="utf-8")) if "NAME" not in name}
    assert {name for name in named if not any((CHECKOUT / room / name).exists() for room in ROOMS)} == set()
