"""The test organisations: answers files in tests/orgs/, each made into a workspace of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
ORGANISATIONS = sorted(path.stem for path in (CHECKOUT / "tests" / "orgs").glob("*.yml"))

FOUR = ("gaming-charity", "one-man-team", "scout-group", "swimming-club")
"""The organisations of which all is built in every round: documents, calendars and what is for other websites."""


def workspace_of(organisation: str, folder: Path) -> Path:
    """Make a workspace in `folder` with the answers of a test organisation, and return it."""
    answers = (CHECKOUT / "tests" / "orgs" / f"{organisation}.yml").read_text(encoding="utf-8")
    return workspace_with(answers, folder)


def workspace_with(answers: str | bytes, folder: Path) -> Path:
    """Make a workspace in `folder` with this answers file, and return it."""
    (folder / "site_config" / "pages").mkdir(parents=True, exist_ok=True)
    shutil.copy(CHECKOUT / "mkdocs.yml", folder / "mkdocs.yml")
    shutil.copy(CHECKOUT / "site_config" / "logo.svg", folder / "site_config" / "logo.svg")
    file = folder / "site_config" / "answers.yml"
    if isinstance(answers, bytes):
        file.write_bytes(answers)
    else:
        file.write_text(answers, encoding="utf-8")
    return folder


def put(folder: Path, name: str, data: str | bytes) -> Path:
    """Write a file of a workspace, and return the workspace."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return folder


def with_one_age_group(folder: Path) -> Path:
    """Make a workspace of a test organisation with one age group, the Juniors from 9 to 18, and pictures."""
    answers = (CHECKOUT / "tests" / "orgs" / "angling-club.yml").read_text(encoding="utf-8")
    return workspace_with(answers.replace("from: 9, to: 16", "from: 9, to: 18"), folder)
