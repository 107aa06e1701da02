"""Try whether own pages can be turned into HTML within bounds, in a process of its own that can be ended.

Markdown takes time with the square, or worse, of what is nested in it, and no count of its signs tells how long: so it
is tried. ``python -m policypack.publish.trial`` is that process: it reads texts from its input, and says the number of
each before it begins with it.
"""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from functools import lru_cache
from itertools import count, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from policypack.base.problems import Problem, raise_if_any, shown_path
from policypack.files.text_files import read_text
from policypack.pack.own_pages import own_pages
from policypack.publish.page_html import finished
from policypack.text.markdown import to_html, without_front_matter
from policypack.text.page_sections import sections_of

if TYPE_CHECKING:
    from policypack.base.workspace import Workspace

LONGEST = 1.0
"""Seconds of work for a page, and again for finding the line. A page of 100 kB of plain words takes a tenth of one."""
MOST_MEMORY = 200 * 1024**2
"""Bytes for all pages, beyond those that the process takes before it begins."""
_SHORT = 2_000
"""Characters of a page that is not tried: whatever stands in so few is done in less than a second."""
_PATIENCE = 60.0
"""Seconds that each page gets where the system does not count work, which is on Windows."""
_EDGE = re.compile(r"(?<=\n)[ \t]*\n")


def require_quick_pages(workspace: Workspace) -> None:
    """Raise ProblemsFoundError, with file and line, for each own page that takes too long or too much to be made."""
    files = [file for file in own_pages(workspace, "staff").values() if file.suffix == ".md"]
    pages = [(shown_path(file, workspace.root), read_text(file, workspace.root)) for file in files]
    raise_if_any(_problems_of(tuple((name, text) for name, text in pages if len(text) > _SHORT)))


@lru_cache(maxsize=1)  # a build makes two sites of the same pages
def _problems_of(pages: tuple[tuple[str, str], ...]) -> list[Problem]:
    wanted = (
        f"this page takes more than {LONGEST:g} second or {MOST_MEMORY // 1024**2} MB to be made, which no page of "
        "plain words does; write what stands here more plainly, or make several pages of it"
    )
    problems = []
    waiting = list(pages)
    while waiting and (stuck := _stuck_in([[text] for _, text in waiting])) is not None:
        name, text = waiting[stuck]
        problems.append(Problem(name, _line_of(text), "", None, wanted))
        del waiting[: stuck + 1]
    return problems


def _line_of(text: str) -> int:
    """Return the line of the block at which the time is over where each is made by itself, or the first of the page."""
    body = without_front_matter(text)
    first = text.count("\n") - body.count("\n") + 1
    edges = [0, *(edge.end() for edge in _EDGE.finditer(body)), len(body)]
    stuck = _stuck_in([[body[start:end] for start, end in pairwise(edges)]])
    return first + body.count("\n", 0, edges[stuck or 0])


def _stuck_in(pages: list[list[str]]) -> int | None:
    """Return the number of the piece at which a process of its own is ended that makes all pieces of all pages, if any.

    pages: each in pieces, which are counted from 0 through all pages. The time is for a page.
    """
    command = [sys.executable, "-P", "-m", "policypack.publish.trial"]  # -P: no module that lies in the workspace
    with subprocess.Popen(  # noqa: S603 - our own module
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        ended = threading.Timer(_PATIENCE * len(pages), process.kill)
        ended.start()
        said, _ = process.communicate(json.dumps(pages).encode())
        ended.cancel()
    begun = said.split()
    return int(begun[-1]) if process.returncode and begun else None


def _bound_memory() -> None:
    """Have the system refuse this process more than MOST_MEMORY more."""
    with suppress(ImportError, OSError, ValueError):  # Linux alone says how much it has
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = pages * resource.getpagesize() + MOST_MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _bound_work() -> None:
    """Have the system end this process after LONGEST seconds of work more: of work, however busy the machine is."""
    with suppress(AttributeError):  # Windows
        signal.setitimer(signal.ITIMER_PROF, LONGEST)  # its signal ends a process that does nothing about it


def main() -> None:
    """Make the pieces of pages that the input holds, a JSON list of lists, as a build does."""
    pages = json.load(sys.stdin)
    to_html("")  # what has to be loaded and made for the first page counts for none
    number = count()
    _bound_memory()
    for pieces in pages:
        _bound_work()
        for text in pieces:
            sys.stdout.write(f"{next(number)}\n")
            sys.stdout.flush()
            try:
                sections_of(finished(to_html(text)))
            except MemoryError:
                raise
            except Exception:  # noqa: S112 - the build says it better, such as that it is nested too deep
                continue


if __name__ == "__main__":
    main()
