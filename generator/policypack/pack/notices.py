"""Notices: what whoever looks after the files should know, and readers of pages need not. No command stops for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.answers.versions import written_before
from policypack.base.problems import shown_path, visible
from policypack.base.versions import VERSION
from policypack.base.workspace import Workspace
from policypack.files.conflicted_copies import said_of_copies
from policypack.files.text_files import read_text
from policypack.files.yaml_nodes import parse_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from policypack.answers.model import Answers
    from policypack.base.workspace import Workspace
    from policypack.files.yaml_mending import Note

_MOST_SAID = 5
"""Lines of the answers file that were read otherwise than they stand there. Of a pasted file it can be each."""
_CHOOSE = "`policypack ask` shows each answer that differs, and you choose."
_OF_HISTORY = (
    "No answer is lost with it: it only says what was changed, on the other machine, and when. Keep it elsewhere as "
    "long as you want to look that up, or delete it."
)
_OLDER = (
    f"written by policypack {{before}}, and is read as {VERSION} takes it; `policypack upgrade` writes it anew, "
    "keeps a copy, and says what is new."
)
UNSEEN = (
    "Your logo is white or nearly so, and can hardly be seen: it stands on white on every page. Take the one that is "
    "made for white paper, or one with a ground of its own."
)
_HEAVY = 300_000
"""Bytes of a picture from which on a phone with a slow connection takes more than a second or two for it."""
_SMALLER = "phones with a slow connection wait for it. Save it again as JPEG, some 1,200 pixels wide."


def file_notices(file: Path, root: Path, copies_too: bool = True) -> list[str]:
    """Return what is to be said of an answers file and of what lies beside it; root: the workspace's folder.

    copies_too: whether copies of it are said, which a face can show instead.
    Raises ProblemsFoundError where the file cannot be read.
    """
    name = shown_path(file, root)
    notes: list[Note] = []
    parse_yaml(read_text(file, root), name, notes)
    said = [f"{name}:{note.line}: {note.said}." for note in notes[:_MOST_SAID]]
    if len(notes) > _MOST_SAID:
        said.append(f"{name}: {len(notes) - _MOST_SAID} more lines were read in the same way.")
    is_in_workspace = file == Workspace.at(root).answers_file
    copies = [said_of_copies(file, _CHOOSE if is_in_workspace else "")] if copies_too else []
    if is_in_workspace:  # what a copy of the history holds, no face shows
        copies.append(said_of_copies(Workspace.at(root).history_file, _OF_HISTORY))
    return [*said, *(visible(one) for one in copies if one)]


def version_notice(workspace: Workspace) -> str:
    """Say in a sentence that an earlier version wrote the answers; "" where this one did, or there are none."""
    before = written_before(workspace)
    return f"{shown_path(workspace.answers_file, workspace.root)} was {_OLDER.format(before=before)}" if before else ""


def picture_notices(answers: Answers) -> dict[str, str]:
    """Return what is to be said of the organisation's pictures, by the ids of their questions; mostly nothing.

    Of a logo, that nobody would see it, where that can be told; of the picture on the first page, that it is heavy.
    """
    logo, picture = answers.get("brand.logo"), answers.get("brand.picture")
    if (logo is None or isinstance(logo, str)) and (picture is None or isinstance(picture, str)):
        return {}
    from policypack.readers.logo import Logo
    from policypack.readers.logo_seen import is_seen  # both bring what most commands do not need

    said = {}
    if isinstance(logo, Logo) and is_seen(logo) is False:
        said["brand.logo"] = UNSEEN
    if isinstance(picture, Logo) and len(picture.data) > _HEAVY:
        size = f"{len(picture.data) / 1_000_000:.1f} MB"
        said["brand.picture"] = f"Your picture for the first page is {size}: {_SMALLER}"
    return said
