"""Work: what is done with one group, in whichever process. Whatever is wrong with it becomes its outcome."""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections import Counter
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing import parent_process
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from policypack.answers.versions import refuse_newer
from policypack.base.problems import Problem, ProblemsFoundError
from policypack.base.shortcuts import RARE_GARBAGE
from policypack.base.workspace import Workspace
from policypack.files.swap import finish
from policypack.many.looked_at import changes_of, row_of, to_agree_of
from policypack.many.made_of import inputs_code, is_current, note_inputs
from policypack.many.outcome import Outcome
from policypack.many.same_files import lay_together
from policypack.pack.pack import load_pack
from policypack.pages.render import Renderer
from policypack.publish.faster.between_packs import BetweenPacks
from policypack.publish.messages import has_lapsed
from policypack.publish.programs import programs_of
from policypack.publish.trust import is_trusted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from multiprocessing.process import BaseProcess
    from types import FrameType

    from policypack.pack.pack import Pack

Task = Literal["check", "build", "changes", "agree", "report"]
_RARE = 1_000_000
"""Things made between two looks for garbage. A group makes as many at most, unless its templates come to no end."""
_between = BetweenPacks()
"""What this process leaves from one group to the next."""


class Job(NamedTuple):
    """A task for one group. Paths and words alone, so that any process can take it.

    name: of the group. root: of its workspace. today: the day to work for. anew: build what has not changed, too.
    seconds: of the processor; after so many it is ended. store: where files that many sites have lie once; "" where
    each keeps its own.
    """

    task: Task
    name: str
    root: str
    today: date
    anew: bool
    seconds: int
    store: str = ""


class TookTooLongError(BaseException):
    """A group was not done with in the time that one may take. No Exception: nothing on the way out may catch it."""


def work(job: Job) -> Outcome:
    """Do a job. Never raises an Exception: whatever is wrong stands in the outcome, and the other groups go on."""
    try:
        with _ended_after(job.seconds), _garbage_put_away():
            workspace = Workspace.at(job.root)
            refuse_newer(workspace)
            finish(workspace.root)
            return _built(job, workspace) if job.task == "build" else _looked_at(job, workspace)
    except ProblemsFoundError as error:
        return Outcome(job.name, "refused", problems=tuple(map(str, error.problems)))
    except TookTooLongError:
        return Outcome(job.name, "failed", problems=(f"not done after {job.seconds} seconds of work, and ended",))
    except MemoryError:
        return Outcome(job.name, "failed", problems=("there was not enough memory",))
    except Exception as error:
        return Outcome(job.name, "failed", problems=(f"a fault of policypack: {type(error).__name__}: {error}",))


def _looked_at(job: Job, workspace: Workspace) -> Outcome:
    pack = load_pack(workspace.root, job.today, _between.catalogue_for(workspace.root))
    _ = pack.read_by  # what is wrong with it stops a build
    if job.task in {"changes", "agree"}:
        _require_trust(workspace)
        renderer = Renderer(pack)
        said = changes_of(renderer) if job.task == "changes" else to_agree_of(renderer)
        return replace(_outcome(job, "checked", pack, renderer), details=said)
    outcome = _outcome(job, "checked", pack, None)
    return replace(outcome, details=row_of(pack)) if job.task == "report" else outcome


def _require_trust(workspace: Workspace) -> None:
    """Raise ProblemsFoundError for each program of a workspace's own, where nobody has said that they may run."""
    programs = programs_of(workspace)
    if not is_trusted(workspace, programs):
        hint = "this comes with the workspace, and nothing was run; `policypack build` there asks whether it may"
        raise ProblemsFoundError([Problem(str(program), None, "", None, hint) for program in programs])


def _built(job: Job, workspace: Workspace) -> Outcome:
    from policypack.publish.build import build_all

    _require_trust(workspace)
    inputs = inputs_code(workspace, job.today)
    if not job.anew and is_current(workspace, inputs):
        return Outcome(job.name, "unchanged")
    built = build_all(workspace.root, job.today, between=_between)
    if job.store:
        lay_together(workspace.root, Path(job.store))
    if workspace.journal.is_file():  # a build writes it, and reads it
        inputs = inputs_code(workspace, job.today)
    note_inputs(workspace, inputs)
    return _outcome(job, "built", built.pack, built.renderer, built.notes)


def _outcome(
    job: Job, state: Literal["checked", "built"], pack: Pack, renderer: Renderer | None, notes: tuple[str, ...] = ()
) -> Outcome:
    standing = "draft"
    if pack.approval is not None:
        if renderer is None and not is_trusted(pack.workspace, programs_of(pack.workspace)):
            standing = "approved"
            notes = (*notes, "whether a policy has changed since was not looked at: it brings programs of its own")
        else:
            standing = "lapsed" if has_lapsed(pack, (renderer or Renderer(pack)).waiting()) else "approved"
    counted = Counter("not decided" if finding.undecided else finding.severity for finding in pack.findings)
    return Outcome(job.name, state, standing, dict(sorted(counted.items())), notes=(*pack.notices, *notes))


@contextmanager
def _ended_after(seconds: int) -> Iterator[None]:
    """Raise TookTooLongError in what runs within after so many seconds of the processor.

    Other work on the machine ends no group. Windows has no such alarms: there, none is ended.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(_number: int, _frame: FrameType | None) -> None:
        raise TookTooLongError

    before = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def begin_worker() -> None:
    """Make a process ready: Ctrl-C is the run's to answer, and where that is gone, so is this."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    spare_garbage()
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def spare_garbage() -> None:
    """Look for garbage after each group, and hardly within one; what is loaded once is looked through no more."""
    if RARE_GARBAGE.taken:
        gc.set_threshold(_RARE)


@contextmanager
def _garbage_put_away() -> Iterator[None]:
    try:
        yield
    finally:
        if gc.get_threshold()[0] == _RARE:
            gc.collect()
            if not gc.get_freeze_count():  # what stands after the first group stays: our catalogue, templates, modules
                gc.freeze()


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
