"""Approve a pack: record who agreed which words of it, unless something stands in the way."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

from policypack import __version__
from policypack.base.problems import one_problem, shown_path
from policypack.files.atomic import require_no_link
from policypack.files.text_files import read_text, write_record
from policypack.pack.approval import ANSWERS, RECORD, WORDS, Approval, code_of
from policypack.pack.findings import stands_in_the_way
from policypack.pages.page_words import as_text, content_code, own_code, words_of
from policypack.pages.put_up import put_up_text
from policypack.pages.render import Renderer
from policypack.publish.agreeing import read_present, read_role, require_day, require_review
from policypack.text.sentences import one_a_line, shows_the_same

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from policypack.pack.finding import Finding
    from policypack.pack.pack import Pack

_HEADER = """\
# Written when the policies and codes were agreed: who did, when, and when they are looked at again.
# The files beside this one hold the words that were agreed; the codes under `pages` tell whether one was changed.
# Nothing here is written again. Agreeing anew adds a folder beside this one.
"""
_ASIDE = ".being-agreed"


class ApprovalRefusedError(Exception):
    """Something has to be settled first: `findings`, the most urgent first."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        super().__init__(f"{len(findings)} things come first")


def approve(
    pack: Pack, role: str, next_review: date | None = None, *, agreed_on: date | None = None, present: str = ""
) -> Approval:
    """Record that the policies and codes, in the words of today, have been agreed.

    role: who agreed them (a role, not a name), 2 to 80 characters. next_review: when they are looked at again, by
    default a year from the day on which they were agreed: agreed_on, by default today. present: who was there, at most
    200 characters.
    Raises ApprovalRefusedError while something urgent is open or something that approval needs is not decided,
    ValueError where one of the others cannot be taken, and ProblemsFoundError where nothing can be written.
    """
    if blockers := stands_in_the_way(pack.findings):
        raise ApprovalRefusedError(blockers)
    workspace = pack.workspace
    day = require_day(pack, agreed_on or pack.today)
    role, present = read_role(role), read_present(present)
    review = require_review(pack, day, next_review)
    answers = read_text(workspace.answers_file, workspace.root)
    record = Approval(
        role=role,
        date=day,
        next_review=review,
        present=present,
        policypack=__version__,
        content=content_code(),
        own=own_code(workspace),
        answers=code_of(answers),
        pages={page.id: "" for page in pack.pages_of("staff") if page.kind == "policy"},
    )
    renderer = Renderer(replace(pack, approval=record))  # the words name who agreed them
    policies = {page.page.id: _agreed(page.says) for page in renderer.pages("staff") if page.page.kind == "policy"}
    record = record.model_copy(update={"pages": {page: code_of(text) for page, text in policies.items()}})
    settled = {page: rendered.says for page, rendered in renderer.by_id().items()}
    files = {f"{page}.md": text for page, text in policies.items()}
    files |= {ANSWERS: answers, WORDS: as_text(words_of(renderer, settled)), RECORD: _as_yaml(record)}
    folder = _write(pack, day, files)
    if not workspace.put_up.exists():
        write_record(workspace.put_up, workspace.root, put_up_text(renderer))
    record._folder = folder
    return record


def _agreed(markdown: str) -> str:
    split = one_a_line(markdown)
    return split if shows_the_same(split, markdown) else markdown


def _write(pack: Pack, day: date, files: dict[str, str]) -> Path:
    """Write the files of a record into a folder of its own, which is there whole or not at all."""
    agreed, root = pack.workspace.agreed, pack.workspace.root
    aside = agreed / _ASIDE
    require_no_link(aside, root)
    shutil.rmtree(aside, ignore_errors=True)  # of a run that was stopped
    for name, text in files.items():
        write_record(aside / name, root, text)
    names = (f"{day.isoformat()}{'' if number == 1 else f'-{number}'}" for number in range(1, 1000))
    folder = next(agreed / name for name in names if not (agreed / name).exists())
    try:
        aside.rename(folder)
    except OSError as error:
        one_problem(shown_path(folder, root), f"it could not be written ({error.strerror}); nothing is agreed yet")
    return folder


def _as_yaml(record: Approval) -> str:
    # A JSON string is a YAML string: quotes and all, whatever somebody wrote.
    lines = [
        f"role: {json.dumps(record.role, ensure_ascii=False)}",
        f"date: {record.date.isoformat()}",
        f"next_review: {record.next_review.isoformat()}",
        *([f"present: {json.dumps(record.present, ensure_ascii=False)}"] if record.present else []),
        f'policypack: "{record.policypack}"',
        f"content: {record.content}",
        *([f"own: {record.own}"] if record.own else []),
        f"answers: {record.answers}",
        "pages:",
        *(f"  {name}: {code}" for name, code in sorted(record.pages.items())),
    ]
    return _HEADER + "\n".join(lines) + "\n"
