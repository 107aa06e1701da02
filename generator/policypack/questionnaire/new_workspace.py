"""Make a workspace: the few files that an organisation keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.answers.conversions import convert
from policypack.answers.document import HEADER, AnswersDocument
from policypack.answers.form_comments import with_form_comments
from policypack.answers.json_schema import with_schema_line, write_schema
from policypack.answers.reader import answers_of
from policypack.answers.versions import refuse_newer, version_of, with_version, without_version
from policypack.base.problems import one_problem, shown_path
from policypack.base.workspace import Workspace, shipped
from policypack.content.questions import NONE
from policypack.facts import FACTS
from policypack.files.atomic import write_whole
from policypack.files.swap import WRITTEN_INTO
from policypack.files.swap import require_room as require_folders
from policypack.files.text_files import read_text
from policypack.files.yaml_mending import mended
from policypack.files.yaml_nodes import parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from policypack.answers.model import Answers
    from policypack.content.catalogue import Catalogue

_IGNORED = (
    "/site/",
    "/staff/",
    "/report/",
    "/.policypack-build/",
    "/.policypack-open.html",
    "/site_config/.policypack.lock",
)
"""What a build makes, what a browser is started with, and the lock of a run. report/ holds names and numbers."""


def require_room(folder: Path) -> Workspace:
    """Return the workspace to be made in `folder`. Raises ProblemsFoundError where it has answers, or is a file."""
    workspace = Workspace.at(folder)
    if workspace.root.exists() and not workspace.root.is_dir():
        one_problem(str(folder), "a folder is wanted here; this is a file")
    refuse_newer(workspace)
    require_folders(workspace.root, WRITTEN_INTO)
    if workspace.answers_file.exists() or workspace.answers_file.is_symlink():
        one_problem(
            str(workspace.answers_file),
            "there are answers here already, and they are left as they are; go on with `policypack ask`, "
            "or choose another folder",
        )
    return workspace


def make_workspace(workspace: Workspace, answers: str = HEADER, pictures: Iterable[Path] = ()) -> list[str]:
    """Make the files of a workspace, and return what its owner has to do about files that were there before.

    answers: the text of the answers file, which is written last. pictures: files to copy beside it.
    Nothing is overwritten. Raises ProblemsFoundError where a file cannot be written.
    """
    notes = []
    root = workspace.root
    settings = root / "mkdocs.yml"
    if not settings.exists():
        write_whole(settings, root, shipped("mkdocs.yml").read_text(encoding="utf-8"))
    elif "policypack" not in settings.read_text(encoding="utf-8", errors="replace"):
        wanted = "add `policypack` to its plugins, and `docs_dir: site_config/pages`"
        notes.append(f"mkdocs.yml was there already and is left as it is; {wanted}.")
    ignore = root / ".gitignore"
    if not ignore.exists():
        write_whole(ignore, root, "".join(f"{line}\n" for line in _IGNORED))
    elif missing := not_ignored(workspace):
        notes.append(f".gitignore was there already and is left as it is; add {' '.join(missing)} to it.")
    keep = workspace.own_pages / ".gitkeep"
    if not keep.exists():
        write_whole(keep, root, "")
    for file in pictures:
        picture = workspace.site_config / file.name
        if not (picture.exists() or picture.is_symlink()):
            write_whole(picture, root, file.read_bytes())
    write_schema(workspace)
    write_whole(workspace.answers_file, root, with_schema_line(with_version(answers)))
    return notes


def not_ignored(workspace: Workspace) -> list[str]:
    """Return the lines that the .gitignore of a workspace lacks; none where it has no such file."""
    ignore = workspace.root / ".gitignore"
    said = ignore.read_text(encoding="utf-8", errors="replace") if ignore.is_file() else "\n".join(_IGNORED)
    return [line for line in _IGNORED if line not in said]


def read_foreign_answers(file: Path, catalogue: Catalogue, today: date) -> tuple[str, Answers, list[Path]]:
    """Read an answers file that lies anywhere; its pictures lie beside it.

    Returns its text as a form, its answers, and the pictures that it names. Raises ProblemsFoundError with all
    that is wrong with it.
    """
    name = shown_path(file, file.parent)
    if not file.exists():  # whoever names a file has begun `policypack new` already
        one_problem(name, f"there is no such file in {file.absolute().parent}; the answers file to take is wanted")
    text, _ = mended(read_text(file, file.parent))
    node = parse_yaml(text, name)
    _, converted = convert(without_version(node), version_of(node, name))
    answers = answers_of(node, catalogue, today, FACTS, file.parent, name)
    whole = AnswersDocument(Workspace.at(file.parent), catalogue.questions, text.encode(), catalogue.rows)
    for one in converted:
        if one.was != one.now:
            whole.edit(one.path, one.now)
    text = with_version(with_form_comments(whole.text, catalogue))
    named = (whole.raw(question.qid) for question in catalogue.questions if question.type == "image")
    pictures = [file.parent / name.strip() for name in named if isinstance(name, str) and name != NONE]
    return text, answers, [picture for picture in pictures if picture.is_file()]


def open_for_approval(answers: Answers) -> list[str]:
    """Return a line for each question that approval needs and that has no answer yet."""
    return [
        f"{question.qid}: {question.prompt} (Who would know: {question.who})"
        for question in answers.catalogue.questions
        if question.approval_needs_it and "." not in question.qid.partition(".")[2] and answers.is_open(question.qid)
    ]
