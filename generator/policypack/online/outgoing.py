"""What may go online: the files that the last build wrote into an output, as it wrote them, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policypack.base.problems import Problem, one_problem, raise_if_any
from policypack.content.rows import load_row
from policypack.files.sealed import code_of
from policypack.files.text_files import read_text
from policypack.pack.approval import ANSWERS, RECORD
from policypack.pages.moments import BuildRecord
from policypack.publish.written_files import files_in, written

if TYPE_CHECKING:
    from pathlib import Path

    from policypack.base.workspace import Workspace
    from policypack.online.ways import Output

_AGAIN = "nothing went online; take it away or run `policypack build`, which makes the folder anew"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Files that may go online. folder: where they lie. files: a code of the content of each, by its path."""

    folder: Path
    files: dict[str, str]

    def read(self, path: str) -> bytes:
        """Return a file. Raises ProblemsFoundError where it is no longer what was looked at: nothing else may go."""
        try:
            data = (self.folder / path).read_bytes()
        except OSError as error:
            one_problem(f"{self.folder.name}/{path}", f"this file cannot be read ({error.strerror}); {_AGAIN}")
        if code_of(data) != self.files[path]:
            one_problem(f"{self.folder.name}/{path}", f"this is not what the last build wrote; {_AGAIN}")
        return data


def outgoing(workspace: Workspace, output: Output) -> Outgoing:
    """Return what may go online of an output.

    Raises ProblemsFoundError with each file that the last build did not write there, or wrote with other content, and
    each that is missing: whoever copies a page of report/ into site/, under whatever name, is told so.
    """
    folder = workspace.root / output
    if folder.is_symlink():
        one_problem(f"{output}/", f"this is a link, and not what the last build wrote; {_AGAIN}")
    wanted, there = written(workspace, output), files_in(folder)
    problems = []
    for path in sorted(wanted.keys() | there.keys()):
        file = there.get(path)
        if path not in wanted:
            said = "the last build did not write this file here"
        elif file is None:
            said = "this file of the last build is missing"
        elif file.is_symlink() or code_of(file.read_bytes()) != wanted[path]:
            said = "this is not what the last build wrote"
        else:
            continue
        problems.append(Problem(f"{output}/{path}", None, "", None, f"{said}; {_AGAIN}"))
    raise_if_any(problems)
    return Outgoing(folder, wanted)


def said_of_the_build(workspace: Workspace) -> list[str]:
    """Return what is to be said of what goes online, in sentences. Nothing of it stops anybody."""
    folder = workspace.last_build
    said = []
    if (folder / RECORD).is_file() and not load_row(workspace, folder / RECORD, BuildRecord)[0].approval:
        said.append("The policies are a draft: nobody has agreed them yet, and the pages say so.")
    if (folder / ANSWERS).is_file():
        then, now = (read_text(file, workspace.root) for file in (folder / ANSWERS, workspace.answers_file))
        if then != now:
            said.append("Your answers have changed since the last build: `policypack build` makes the pages anew.")
    return said
