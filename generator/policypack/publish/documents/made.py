"""Made: which documents the last build put beside its pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policypack.content.documents import load_documents
from policypack.content.questions import Audience

if TYPE_CHECKING:
    from pathlib import Path

    from policypack.base.workspace import Workspace

ENDINGS = {"pdf": "PDF", "docx": "Word"}
"""The forms of each document: the ending of its file, and what people call it."""
OUTPUTS: dict[Audience, tuple[str, ...]] = {"public": ("site", "staff"), "staff": ("staff",), "leaders": ("report",)}
"""The outputs that have the documents for each audience. A public page is the same in both sites, with its links."""
RECORD = "documents/made.json"
"""Where the report keeps what was made of which words, and on which day. No answer is in it."""


@dataclass(frozen=True, slots=True)
class Made:
    """A document of the last build. output: site, staff or report. path: in there, without the ending."""

    title: str
    output: str
    path: str

    @property
    def files(self) -> list[tuple[str, str]]:
        """What people call each of its forms, and the path of its file in the output."""
        return [(name, f"{self.path}.{ending}") for ending, name in ENDINGS.items()]


def were_made(root: Path) -> bool:
    """Say whether the last build of the workspace in `root` made documents."""
    return (root / "report" / RECORD).is_file()


def made_documents(workspace: Workspace) -> list[Made]:
    """Return the documents of the last build, in the order in which they are offered; each once.

    Raises as load_documents does.
    """
    if not were_made(workspace.root):
        return []
    found = [Made(one.title, OUTPUTS[one.audience][0], one.path) for one in load_documents(workspace)]
    return [one for one in found if all((workspace.root / one.output / path).is_file() for _, path in one.files)]
