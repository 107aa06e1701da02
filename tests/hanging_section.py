"""A workspace whose own content lets a whole section hang on one answer outside it: photos, streams and calls."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from tests.organisations import CHECKOUT, workspace_of

GATE = {"question": "adults.messaging", "is_not": "never"}
FILE = "content/questions/09-images.yml"


def with_hanging_section(folder: Path, organisation: str) -> Path:
    """Make a workspace in which no question about photos, streams and calls applies once adults never write."""
    workspace_of(organisation, folder)
    section: dict[str, Any] = yaml.load((CHECKOUT / FILE).read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506
    for question in section["questions"]:
        question["when"] = {"all": [GATE, question["when"]]} if "when" in question else GATE
    own = folder / FILE
    own.parent.mkdir(parents=True)
    own.write_text(yaml.dump(section, Dumper=_Plain, default_style='"', allow_unicode=True), encoding="utf-8")
    return folder


class _Plain(yaml.SafeDumper):
    """Writes the same mapping twice where it is used twice: our reader takes no aliases."""

    def ignore_aliases(self, _: object) -> bool:
        return True
