"""Upgrading: a workspace that an earlier version wrote is written anew as this one takes it, beside a copy of before.

The file is replaced once, whole, after its copy and the list of what changed are on the disk: a run that is killed
leaves the old one or the new one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.answers.conversions import convert, data_of
from policypack.answers.document import AnswersDocument
from policypack.answers.json_schema import renew_schema
from policypack.answers.model import Answers
from policypack.answers.reader import answers_of
from policypack.answers.set_aside import readable
from policypack.answers.versions import of_this_version, version_of, with_version, without_version
from policypack.base.clock import today_for
from policypack.base.problems import shown_path
from policypack.base.versions import VERSION, is_older
from policypack.content.releases import load_release
from policypack.content.version_notes import notes_since
from policypack.facts import FACTS
from policypack.files.atomic import write_whole
from policypack.files.text_files import read_text
from policypack.files.yaml_nodes import parse_yaml
from policypack.pack.own_content import load_content
from policypack.pack.pack import pack_of
from policypack.pages.render import Renderer
from policypack.questionnaire.new_workspace import not_ignored
from policypack.questionnaire.upgrade_words import Upgrade, as_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from policypack.base.workspace import Workspace
    from policypack.files.yaml_nodes import Node

LIST = "what-changed.txt"
"""What came of an upgrade, beside the copy of the answers as they were."""


def planned(workspace: Workspace, today: date | None = None) -> Upgrade | None:
    """Return what bringing a workspace up to date comes to; None where this version wrote it. Nothing is written.

    Raises ProblemsFoundError where a newer version wrote it, and for all that is wrong besides single answers.
    """
    file = workspace.answers_file
    name = shown_path(file, workspace.root)
    whole = parse_yaml(read_text(file, workspace.root), name)
    before = version_of(whole, name)
    if whole.value is None or not is_older(before):
        return None
    catalogue = load_content(workspace)
    day = today or today_for()
    node, converted = convert(without_version(whole), before)

    def read(one: Node) -> Answers:
        if one.value is None:  # nothing was answered yet
            return Answers(catalogue, day, {}, {}, FACTS)
        return answers_of(of_this_version(one), catalogue, day, FACTS, workspace.site_config, name)

    answers, _, set_aside, edits = readable(node, read)
    document = AnswersDocument.open(workspace, catalogue.questions, catalogue.rows)
    for path, value in [(one.path, one.now) for one in converted if one.was != one.now] + [edit[:2] for edit in edits]:
        document.edit(path, value)
    pack = pack_of(workspace, answers)
    release = load_release(workspace, before)
    return Upgrade(
        before=before,
        text=with_version(document.text),
        data=data_of(without_version(whole)),
        answers=answers,
        converted=tuple(converted),
        set_aside=tuple(set_aside),
        asked_before=frozenset(release.questions) if release else frozenset(catalogue.questions.by_qid),
        pages={page.id: page.title for page in pack.pages},
        notes=notes_since(workspace, before, answers.scope()),
        approval=pack.approval,
        waiting=tuple(one.page.title for one in Renderer(pack).pages("staff") if one.waiting),
        own_unused=tuple(_unused(workspace, release.templates if release else ())),
        not_ignored=tuple(not_ignored(workspace)),
    )


def carried_out(workspace: Workspace, upgrade: Upgrade) -> Path:
    """Write a workspace as this version takes it, and return the folder with the copy of before.

    Whoever calls holds the workspace's lock. Raises ProblemsFoundError where something cannot be written; the answers
    are then as they were.
    """
    root = workspace.root
    before = workspace.answers_file.read_bytes()
    folder = _folder(workspace, before)
    write_whole(folder / workspace.answers_file.name, root, before)
    write_whole(folder / LIST, root, as_text(upgrade, shown_path(folder, root)))
    write_whole(workspace.answers_file, root, upgrade.text)
    renew_schema(workspace)
    return folder


def _folder(workspace: Workspace, before: bytes) -> Path:
    """Return where the copy goes: a folder of its own, or that of a run that was stopped with the same answers."""
    number = 1
    while True:
        folder = workspace.site_config / f"before-{VERSION}{f'-{number}' if number > 1 else ''}"
        copy = folder / workspace.answers_file.name
        if not folder.exists() or not copy.exists() or copy.read_bytes() == before:
            return folder
        number += 1


def _unused(workspace: Workspace, templates: Iterable[str]) -> list[str]:
    """Return the own templates of a workspace that took the place of a page's, and that no page asks for any longer."""
    *own, ours = workspace.folders("templates")
    return [name for name in templates for folder in own if (folder / name).is_file() and not (ours / name).exists()]
