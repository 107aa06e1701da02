"""Layer archives: what a body lays down, packed into one file for its groups, and put into a group's workspace.

Of the body's answers only those go in that it hands on: nothing else that it said of itself leaves it. The same body
makes the same bytes. Each file stands with its code in ``layer.json``, and the group notes the code of that.
"""

from __future__ import annotations

import io
import json
import re
import shutil
import tempfile
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import yaml

from policypack.answers.layer_file import read_layer_file
from policypack.answers.standing_on import handed_on, name_below
from policypack.base.problems import one_problem
from policypack.base.versions import VERSION
from policypack.base.workspace import Workspace
from policypack.files.atomic import write_whole
from policypack.files.sealed import SEAL, code_of
from policypack.pack.pack import Pack, load_pack
from policypack.pages.changes import page_changes
from policypack.pages.differences import differences
from policypack.pages.page_words import words_of
from policypack.pages.render import Renderer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from policypack.pages.changes import PageChange

_PLACE = "site_config/layers"
_LAYER, _ANSWERS = "site_config/layer.yml", "site_config/answers.yml"
_MOST_FILES, _MOST_BYTES = 2_000, 50_000_000
_FOLDERS = ("content", "templates", "site_config/pages", _PLACE)
_LINE = re.compile(r"^(extends|checksum):.*(?:\n|\Z)", re.MULTILINE)


def packed(pack: Pack, version: str) -> tuple[str, bytes]:
    """Return the name and the bytes of an archive of what a body lays down.

    version: as its groups will be told it, such as 2026-11. Raises ProblemsFoundError where it lays nothing down, or
    stands on a folder that does not come with it.
    """
    workspace = pack.workspace
    layer = read_layer_file(workspace, pack.catalogue.questions)
    laid = handed_on(pack.answers, layer, workspace, workspace.root)
    own = {qid: one for qid, one in laid.items() if one.raw and one.file == _ANSWERS}
    if not own and not layer.lists.get("asks_for"):
        one_problem(_LAYER, "nothing is laid down here: answer a question that can be settled above, or ask for one")
    if workspace.above and not workspace.above[0].root.is_relative_to(workspace.root / _PLACE):
        one_problem(
            _LAYER, "what this stands on does not come with it; put the body's archive here first, with `layer update`"
        )
    name = name_below(pack.answers, layer, workspace)
    answers: dict[str, Any] = {"made_with": VERSION, "organisation": {"name": name}}
    for qid, one in own.items():
        section, _, question = qid.partition(".")
        answers.setdefault(section, {})[question] = one.raw
    files = dict(_files(workspace))
    files[_ANSWERS] = yaml.safe_dump(answers, allow_unicode=True, sort_keys=False, width=1000).encode()
    for one in (one for qid, one in own.items() if pack.catalogue.questions[qid].type == "image"):
        files[f"site_config/{one.raw}"] = (workspace.site_config / str(one.raw)).read_bytes()
    seal = {
        "layer": name,
        "version": version,
        "made_with": VERSION,
        "files": {path: code_of(files[path]) for path in sorted(files)},
    }
    files[SEAL] = f"{json.dumps(seal, indent=1, ensure_ascii=False)}\n".encode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(files):
            archive.writestr(zipfile.ZipInfo(path), files[path], zipfile.ZIP_DEFLATED)
    return f"{_slug(name)}-{_slug(version)}.layer.zip", made.getvalue()


def _files(workspace: Workspace) -> Iterator[tuple[str, bytes]]:
    if workspace.layer_file.is_file():
        yield _LAYER, workspace.layer_file.read_bytes()
    for folder in _FOLDERS:
        for path in sorted((workspace.root / folder).rglob("*")):
            if path.is_file() and not path.is_symlink() and not path.name.startswith("."):
                yield path.relative_to(workspace.root).as_posix(), path.read_bytes()


@dataclass(frozen=True)
class Update:
    """An archive as it would stand in a workspace.

    name, version: of the layer. place: its folder, from the workspace on. files: its bytes by their paths.
    checksum: of its list. changes: what changes on which page.
    """

    name: str
    version: str
    place: str
    files: dict[str, bytes]
    checksum: str
    changes: list[PageChange]


def planned_update(workspace: Workspace, archive: Path, today: date | None, *, trusted: bool) -> Update:
    """Return what putting an archive into a workspace comes to. Nothing is written there.

    trusted: whether templates in it may fill in pages.
    Raises ProblemsFoundError for an archive that is damaged, too large or changed since it was packed, and for all that
    would be wrong with the workspace afterwards.
    """
    files = _read(archive)
    if not trusted and any(path.startswith("templates/") for path in files):
        one_problem(
            archive.name, "it brings templates, which fill in your pages; where you trust its body, write --trust"
        )
    seal = json.loads(files[SEAL])
    name, version = str(seal.get("layer", "")), str(seal.get("version", ""))
    update = Update(name, version, f"{_PLACE}/{_slug(name)}", files, code_of(files[SEAL]), [])
    before = words_of(Renderer(load_pack(workspace.root, today)))
    with _copy(workspace) as copy:
        put_in_place(Workspace.at(copy), update)
        after = words_of(Renderer(load_pack(copy, today)), known=before)
    update.changes.extend(page_changes(differences(before, after)))
    return update


def put_in_place(workspace: Workspace, update: Update) -> None:
    """Put a layer into a workspace, and let that stand on it. Whoever calls holds the workspace's lock.

    Raises ProblemsFoundError where it cannot be written. Stopped in between, the workspace says that the layer is not
    what was put there, and the same call mends it.
    """
    root, place = workspace.root, workspace.root / update.place
    for path, data in update.files.items():
        write_whole(place / path, root, data)
    for file in sorted(place.rglob("*")):
        if file.is_file() and file.relative_to(place).as_posix() not in update.files:
            file.unlink()
    settings = workspace.layer_file
    rest = _LINE.sub("", settings.read_text(encoding="utf-8")) if settings.is_file() else ""
    write_whole(settings, root, f"extends: {update.place}\nchecksum: {update.checksum}\n{rest}")


def _read(archive: Path) -> dict[str, bytes]:
    """Return the files of an archive, each held to its code. Raises ProblemsFoundError."""
    name = archive.name
    try:
        with zipfile.ZipFile(archive) as opened:
            entries = [one for one in opened.infolist() if not one.is_dir()]
            if len(entries) > _MOST_FILES or sum(one.file_size for one in entries) > _MOST_BYTES:
                one_problem(
                    name, f"at most {_MOST_FILES} files and {_MOST_BYTES // 1_000_000} MB are wanted in a layer"
                )
            files = {one.filename: opened.read(one) for one in entries}
        listed: Any = json.loads(files[SEAL])["files"]
        codes = {path: code_of(data) for path, data in files.items() if path != SEAL}
    except (OSError, ValueError, KeyError, TypeError, RuntimeError, NotImplementedError, zipfile.BadZipFile) as error:
        one_problem(
            name, f"this is no layer that `policypack layer pack` wrote, or it is damaged ({type(error).__name__})"
        )
    if codes != listed:
        one_problem(name, "this layer is not what was packed: somebody has changed it; ask your body for it again")
    if bad := [path for path in files if not _is_plain(path)]:
        one_problem(name, "a file in it lies where no layer has any", given=bad[0])
    return files


def _is_plain(path: str) -> bool:
    parts = PurePosixPath(path).parts
    inside = path == SEAL or parts[0] in {"content", "templates", "site_config"}
    return inside and not path.startswith("/") and "\\" not in path and ":" not in path and ".." not in parts


@contextmanager
def _copy(workspace: Workspace) -> Iterator[Path]:
    """Give a copy of what a pack is made of, which is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / workspace.root.name
        for name in ("site_config", "content", "templates"):
            if (workspace.root / name).is_dir():
                shutil.copytree(workspace.root / name, copy / name, symlinks=True)
        yield copy


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9.]+", "-", name.casefold()).strip("-.") or "layer"
