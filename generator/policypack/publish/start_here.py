"""START-HERE.md: what a workspace is and how to go on, for whoever comes next. It lies beside the outputs, in none.

Ours is one part of it, between two marks, and each build writes that anew; what stands around it is somebody else's and
stays. It names no day but those that answers give, so that it changes only where something has changed.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from markupsafe import Markup

from policypack import __version__
from policypack.base.problems import ProblemsFoundError
from policypack.content.page_rows import Page
from policypack.files.atomic import clear_left_overs, require_no_link, write_whole
from policypack.publish.proof_file import PROOF_FILE
from policypack.publish.site_settings import site_address
from policypack.text.markdown import without_front_matter

if TYPE_CHECKING:
    from policypack.base.workspace import Workspace
    from policypack.pages.render import Renderer

START_HERE = "START-HERE.md"
"""Its name in the workspace."""

_PAGE = Page(
    id="start-here",
    path="start-here.md",
    title="Start here",
    description="What this folder is, and how to go on.",
    audience="public",
    template="pages/start-here.md.j2",
    kind="report",
    gate="adults",
)

_BEGIN = (
    "<!-- policypack {code}: each build writes anew what stands from here to the next mark. Write above or below. -->"
)
_END = "<!-- policypack: what you write below this line stays. -->"
_OURS = re.compile(
    r"<!-- policypack (?P<code>[0-9a-f]{12}):[^>]*-->\n(?P<part>.*?)\n<!-- policypack:[^>]*-->", re.DOTALL
)
_HARMLESS = re.compile(r"&#(38|34);(?![#\w])")
"""What a page has as a number, and a file that is read as it stands has no need to: & and quote marks."""
_BY_HAND = "## Written by hand where policypack writes"


def start_here(renderer: Renderer) -> str:
    """Return our part of the file, without the marks. Raises ProblemsFoundError for a fault in an own template."""
    pack = renderer.pack
    leaders = {page.id: page.path for page in pack.pages_of("leaders")}
    told = {
        "due": [review for review in pack.reviews if review.for_others],
        "waiting": [page.page.title for page in renderer.pages("staff") if page.waiting],
        "address": site_address(pack) or "",
        "paths": {page.id: page.path for page in pack.pages_of("staff")},
        "register": leaders["register"],
        "calendar_page": leaders["calendar"],
        "proof": PROOF_FILE,
        "start_here": START_HERE,
        "version": Markup(__version__),  # noqa: S704 - ours
    }
    text = without_front_matter(renderer.page(_PAGE, told).markdown).strip("\n")
    return _HARMLESS.sub(lambda found: chr(int(found[1])), text)


def write_start_here(workspace: Workspace, part: str) -> str | None:
    """Write our part into the file, whole or not at all; where nothing has changed, the file is not touched.

    part: as :func:`start_here` returns it. Returns a sentence where the file was left as it is: it is not ours, or it
    cannot be written. Nothing fails for that.
    """
    path = workspace.root / START_HERE
    try:
        require_no_link(path, workspace.root)
        clear_left_overs(path)
        before = path.read_bytes() if path.exists() else b""
        after = with_part(before.decode("utf-8"), part)
        if after is None:
            return _not_ours()
        if after.encode("utf-8") != before:
            write_whole(path, workspace.root, after)
    except UnicodeDecodeError:
        return _not_ours()
    except ProblemsFoundError as error:
        return "; ".join(str(problem) for problem in error.problems)
    except OSError as error:
        return f"{START_HERE}: it could not be read or written ({error.strerror}); check who may write in this folder"
    return None


def _not_ours() -> str:
    return (
        f"{START_HERE}: the two marks between which policypack writes are not in it, so it is left as it is; give it "
        "another name, and `policypack build` makes one"
    )


def with_part(before: str, part: str) -> str | None:
    """Return the text of the file with our part in it; None where it is not ours to write into.

    before: its text, "" where there is none. What was changed by hand in our part goes below it, line by line, where
    we no longer say the same. Line ends stay as they were.
    """
    ours = f"{_BEGIN.format(code=_code_of(part))}\n{part}\n{_END}"
    if not before.strip():
        return f"{ours}\n"
    line_end = "\r\n" if "\r\n" in before else "\n"
    text = before.replace("\r\n", "\n")
    found = list(_OURS.finditer(text))
    if len(found) != 1:
        return None
    old = found[0]
    by_hand = "" if _code_of(old["part"]) == old["code"] else _by_hand(old["part"], part)
    return (text[: old.start()] + ours + by_hand + text[old.end() :]).replace("\n", line_end)


def _by_hand(old: str, new: str) -> str:
    """Return the lines of our part as it was found that we do not write, to be kept; "" where there are none."""
    written = set(new.split("\n"))
    kept = [line for line in old.split("\n") if line.strip() and line not in written]
    return "".join(f"\n\n{text}" for text in (_BY_HAND, "\n".join(kept))) if kept else ""


def _code_of(part: str) -> str:
    return hashlib.sha256(part.encode()).hexdigest()[:12]
