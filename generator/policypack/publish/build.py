"""Build the three outputs, aside first, and swap each in whole: a build that fails leaves the last good one."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, NamedTuple

from policypack.base.clock import today_for
from policypack.base.problems import Problem, ProblemsFoundError, one_problem
from policypack.files.file_changes import take_over_times
from policypack.files.swap import ASIDE, WRITTEN_INTO, folder_aside, require_room, swap_in
from policypack.pack.pack import load_pack
from policypack.pages.render import Renderer
from policypack.publish.documents.made import were_made
from policypack.publish.documents.tools import missing
from policypack.publish.last_build import note_build, with_todays_entry
from policypack.publish.written_files import note_written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from policypack.content.questions import Audience
    from policypack.files.file_changes import FileChanges
    from policypack.pack.pack import Pack
    from policypack.publish.documents.making import Documents
    from policypack.publish.faster.between_packs import BetweenPacks
    from policypack.publish.faster.shared_work import Kept

OUTPUTS = ("site", "staff", "report")


@dataclass(frozen=True, slots=True)
class Built:
    """What a build wrote: the pages of a pack, and the folders by name (site, staff, report).

    changes: which files of each folder differ from those of the build before; empty where there was none. notes: what
    could not be written beside them, in sentences; most often nothing.
    """

    renderer: Renderer
    folders: dict[str, Path]
    changes: dict[str, FileChanges] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def pack(self) -> Pack:
        """The pack that was built."""
        return self.renderer.pack


class Step(NamedTuple):
    """How far a build is. number, of: of the step that begins now, counted from 1; words: what it is."""

    number: int
    of: int
    words: str


STEPS = (
    "Reading your answers",
    "Making the pages for everybody",
    "Making the pages for staff and volunteers",
    "Writing the report for the leaders",
    "Putting everything in its place",
)


def build_all(
    root: Path,
    today: date | None = None,
    *,
    documents: bool | None = None,
    told: Callable[[Step], None] = lambda _: None,
    between: BetweenPacks | None = None,
) -> Built:
    """Build site/, staff/ and report/ of the workspace in `root`, and write START-HERE.md beside them.

    documents: whether PDF and Word files are made of the pages as well, which wants the extra of that name; None: where
    the last build made them, and they can be made. told: is told each step of STEPS as it begins. between: what builds
    of other packs leave to this one.

    Raises ProblemsFoundError where the input is wrong, where MkDocs found a broken link, or where something cannot be
    written: nothing is changed then.
    """
    from policypack.publish.faster.shared_work import Kept
    from policypack.publish.start_here import start_here, write_start_here

    steps = iter(Step(number, len(STEPS), words) for number, words in enumerate(STEPS, 1))
    told(next(steps))
    today = today or today_for()
    pack = load_pack(root, today, between.catalogue_for(root) if between else None)
    root = pack.workspace.root
    as_before = documents is None and were_made(root)
    lost = as_before and bool(missing())
    documents = bool(documents) or (as_before and not lost)
    renderer, before = with_todays_entry(Renderer(pack))
    require_room(root, (*OUTPUTS, ASIDE, *WRITTEN_INTO))
    with folder_aside(root) as aside, _clock_set_to(today):
        try:
            kept = Kept(pack.workspace, between.environment if between else None)
            with _documents(renderer, wanted=documents) as making:
                told(next(steps))
                build_site(root, aside / "site", "public", today, renderer, kept, documents=documents)
                told(next(steps))
                build_site(root, aside / "staff", "staff", today, renderer, kept, documents=documents)
                told(next(steps))
                _write_report(renderer, aside / "report", kept, documents=documents)
                if making is not None:
                    making.write_into(aside)
            told(next(steps))
            is_first = not (root / "site").is_dir()
            changes = _changes(aside, root, today)
            part = start_here(renderer)
        except OSError as error:
            one_problem(
                aside.name, f"a file cannot be written there ({error.strerror}); make room, or ask who may write"
            )
        swap_in(aside, root, OUTPUTS)
        notes = (
            write_start_here(pack.workspace, part),
            note_build(renderer, before, kept),
            _noted(pack),
            _LOST if lost else "",
        )
    folders = {name: root / name for name in OUTPUTS}
    return Built(renderer, folders, {} if is_first else changes, tuple(note for note in notes if note))


_LOST = (
    "The PDF and Word files of the last build are gone, for what makes them is not installed any more: "
    "`policypack build --documents` says how to get it."
)


def _noted(pack: Pack) -> str:
    """Note what was written, so that it may go online; return what is to be said where that fails."""
    try:
        note_written(pack.workspace, OUTPUTS)
    except ProblemsFoundError as error:
        return f"The pages are built. Which files were written could not be noted, so they can't go online yet. {error}"
    return ""


def _changes(aside: Path, root: Path, today: date) -> dict[str, FileChanges]:
    """Compare each output with the one that it will replace, and write down in the report what changed."""
    from policypack.publish.changed_files import LIST, UPLOADED, changed_files

    changes = {name: take_over_times(aside / name, root / name) for name in UPLOADED}
    (aside / "report" / LIST).write_bytes(changed_files(root / "report" / LIST, changes, today))
    return changes | {"report": take_over_times(aside / "report", root / "report")}


def build_site(  # noqa: PLR0913, PLR0917 - the last two save work
    root: Path,
    target: Path,
    audience: Audience,
    today: date,
    renderer: Renderer | None = None,
    kept: Kept | None = None,
    *,
    documents: bool = False,
) -> Kept:
    """Build one site with MkDocs into the folder `target`.

    renderer: of the pack of the workspace in `root`, where it is loaded already. kept: what an earlier call returned.
    documents: whether pages link to the documents that are put beside them.
    Returns what the next build of the same pack can take from this one.

    Raises ProblemsFoundError with what MkDocs complained of, such as a broken link in an own page.
    """
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, MkDocsException

    from policypack.publish.build_faults import problems_within
    from policypack.publish.engine_log import complaints
    from policypack.publish.faster.shared_work import Kept

    settings = root / "mkdocs.yml"
    if not settings.is_file():
        one_problem("mkdocs.yml", "this file is missing; `policypack new` makes one")
    (root / "site_config" / "pages").mkdir(parents=True, exist_ok=True)
    with complaints() as said:
        try:
            config = load_config(str(settings), site_dir=str(target), strict=True)
            plugin = config.plugins.get("policypack")
            if plugin is None:
                one_problem("mkdocs.yml", "`policypack` is wanted among the plugins")
            plugin.config.audience = audience
            plugin.given = renderer or Renderer(load_pack(root, today))
            plugin.kept = kept = kept or Kept()
            plugin.with_documents = documents
            build(config)
        except (Abort, MkDocsException) as error:
            if (problems := problems_within(error)) is not None:
                raise problems from None
            lines = said or [str(error)]
            raise ProblemsFoundError([_complaint(line) for line in dict.fromkeys(lines)]) from error
    return kept


def _complaint(line: str) -> Problem:
    return Problem("site_config/pages", None, "", None, line)


@contextmanager
def _clock_set_to(today: date) -> Iterator[None]:
    """Let MkDocs take `today` for its build date, which an own template may print: no other clock is asked."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(int(datetime.combine(today, time(12), UTC).timestamp()))
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before


@contextmanager
def _documents(renderer: Renderer, *, wanted: bool) -> Iterator[Documents | None]:
    """Make documents meanwhile, where they are wanted. Where what is done meanwhile fails, no more are begun."""
    if not wanted:
        yield None
        return
    from policypack.publish.documents.making import Documents  # only where they are wanted

    making = Documents(renderer)
    try:
        yield making
    finally:
        making.end()


def _write_report(renderer: Renderer, target: Path, kept: Kept, *, documents: bool) -> None:
    from policypack.publish.report import write_report

    write_report(renderer, target, kept, documents=documents)
