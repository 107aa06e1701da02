"""What a release said: fingerprints of the words of each page, partial, rule and finding, and what it asked.

`python -m tests.released` writes `content/releases/VERSION.yml` for the version in `policypack/__init__.py`; it is run
once, when that version is released (CONTRIBUTING.md). With a folder behind it, it reads that checkout instead.
"""

from __future__ import annotations

import hashlib
import re
import sys
from pathlib import Path
from typing import Any

import yaml

from policypack import __version__
from tests.organisations import CHECKOUT

RELEASES = CHECKOUT / "content" / "releases"
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_QUOTED = re.compile(r'"([^"\n]* [^"\n]*)"')
_HEAD = """\
# What policypack {version} said, made by `python -m tests.released` when it was released; nobody writes here.
# A page, partial or rule whose words are others now wants a reason in version_notes.yml (a test says which).
"""


def words_of(template: str) -> str:
    """Return the words of a template, without logic and layout: what stands outside tags, and sentences in them."""
    text = _TAG.sub(lambda tag: " ".join(_QUOTED.findall(tag[0])), _COMMENT.sub("", template))
    return " ".join(text.replace("\\\n", " ").split())


def fingerprint(words: str) -> str:
    """Return a short code that changes with the words."""
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def said_by(checkout: Path) -> dict[str, Any]:
    """Return what a checkout says: fingerprints of pages, partials, rules and findings by id, and its questions."""
    rows = {name: _rows(checkout / "content" / f"{name}.yml") for name in ("findings", "pages", "rules")}
    templates = checkout / "templates"
    pages = {
        row["id"]: f"{row['title']} {words_of((templates / row['template']).read_text())}" for row in rows["pages"]
    }
    partials = {path.name: words_of(path.read_text()) for path in sorted((templates / "partials").glob("*.j2"))}
    return {
        "questions": [
            qid for path in sorted((checkout / "content" / "questions").glob("*.yml")) for qid in _asked(path)
        ],
        "templates": sorted(path.relative_to(templates).as_posix() for path in (templates / "pages").glob("*.j2")),
        "pages": {name: fingerprint(words) for name, words in sorted(pages.items())},
        "partials": {name: fingerprint(words) for name, words in partials.items()},
        "rules": _said(rows["rules"], "label", "says", "adapted", "instead"),
        "findings": _said(rows["findings"], "title", "why", "first_step"),
    }


def _said(rows: list[dict[str, Any]], *keys: str) -> dict[str, str]:
    """Return a fingerprint of each row's words by its id. keys: of those that are words, where a row has them."""
    return {row["id"]: fingerprint(repr([row.get(key) for key in keys])) for row in sorted(rows, key=_id)}


def _id(row: dict[str, Any]) -> str:
    return str(row["id"])


def _rows(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    return found


def _asked(path: Path) -> list[str]:
    section: Any = _rows(path)
    found = []
    for question in section["questions"]:
        found.append(f"{section['id']}.{question['id']}")
        found += [f"{found[-1]}.{inner['id']}" for inner in question.get("questions", ())]
    return found


def record(checkout: Path, version: str) -> str:
    """Return the file of a release."""
    said = {"version": version, **said_by(checkout)}
    return _HEAD.format(version=version) + yaml.safe_dump(said, sort_keys=False, width=120, allow_unicode=True)


if __name__ == "__main__":
    where, of = (Path(sys.argv[1]), sys.argv[2]) if len(sys.argv) == 3 else (CHECKOUT, __version__)
    (RELEASES / f"{of}.yml").write_text(record(where, of), encoding="utf-8")
