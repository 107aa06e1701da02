"""Send what a plan says, so that a failure leaves the old site whole, or what stands there is known exactly.

First every new file is put beside the site, which takes long and changes nothing that readers see. Then each gets its
name, what pages need first, pages next, the first page last; and at the very end, what is gone is taken away.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from policypack.base.problems import ProblemsFoundError, one_problem
from policypack.online.plan import LIST, list_of
from policypack.online.target import STAGED, WayError

if TYPE_CHECKING:
    from collections.abc import Callable

    from policypack.online.outgoing import Outgoing
    from policypack.online.plan import Known, Plan
    from policypack.online.target import Target

Stage = Literal["send", "show", "remove"]


@dataclass(frozen=True, slots=True)
class Step:
    """How far it has come. stage: send (beside the site), show (each gets its name), remove. path: the next file."""

    stage: Stage
    done: int
    total: int
    path: str


class Sending:
    """One time of sending. `said` tells what stands at the target, wherever it was stopped."""

    def __init__(self, target: Target, out: Outgoing, plan: Plan, told: Callable[[Step], None]) -> None:
        self._target, self._out, self._plan, self._told = target, out, plan, told
        self._step = Step("send", 0, len(plan.send), "")
        self._is_done = False

    def send(self) -> None:
        """Send everything. Raises ProblemsFoundError where it fails, with what stands there then."""
        try:
            self._send()
        except ProblemsFoundError as error:
            first = error.problems[0]
            one_problem(first.file, f"{first.wanted}. {self.said}")
        except Exception as error:  # each way has errors of its own kind
            one_problem(self._step.path or "the connection", f"{reason(error)}. {self.said}")

    @property
    def said(self) -> str:
        """Say what stands at the target now, in sentences."""
        stage, done, total = self._step.stage, self._step.done, self._step.total
        if self._is_done:
            return "Everything is there."
        if stage == "send" or self._target.at_once:
            return "Nothing that readers see has changed: the old site stands whole. Run `policypack publish` again."
        if stage == "show":
            new = ", ".join(self._plan.send[:done]) or "none"
            return (
                f"{done} of {total} files are new at the address, the others are as before. New: {new}; it was at "
                f"{self._step.path}. Run `policypack publish` again, which sends the rest."
            )
        left = ", ".join(self._plan.remove[done:])
        return f"Every new file is there; still to be taken away: {left or 'nothing'}. Run `policypack publish` again."

    def _send(self) -> None:
        target, plan = self._target, self._plan
        if not (plan.send or plan.remove or plan.staged):
            self._is_done = True
            return
        for path in plan.staged:  # of a run that was stopped
            target.remove(path)
        for number, path in enumerate(plan.send):
            self._at("send", number, len(plan.send), path)
            target.put(_staged(number), self._out.read(path))
        known: Known = plan.known | {path: (self._out.files[path], "") for path in plan.send}
        self._put_list(known)
        for number, path in enumerate(plan.send):
            self._at("show", number, len(plan.send), path)
            target.move(_staged(number), path)
        for number, path in enumerate(plan.remove):
            self._at("remove", number, len(plan.remove), path)
            target.remove(path)
        self._at("remove", len(plan.remove), len(plan.remove), LIST)
        there = target.listing()
        self._put_list({path: (code, there.get(path, "")) for path, code in self._out.files.items()})
        target.finish()
        self._is_done = True

    def _put_list(self, known: Known) -> None:
        self._target.put(f"{STAGED}/list", list_of(known))
        self._target.move(f"{STAGED}/list", LIST)

    def _at(self, stage: Stage, done: int, total: int, path: str) -> None:
        self._step = Step(stage, done, total, path)
        self._told(self._step)


def _staged(number: int) -> str:
    return f"{STAGED}/{number:05d}"


def reason(error: BaseException) -> str:
    """Say why a connection failed, in words that hold no secret: never what a library or a host says as it is."""
    if isinstance(error, WayError):
        return str(error.strerror)
    name = type(error).__name__
    status = getattr(getattr(error, "response", None), "status_code", 0)  # of an HTTP library
    if status in {401, 403} or isinstance(error, PermissionError) or "PermissionDenied" in name or "Forbidden" in name:
        return "the host does not let this user do that; check the user name, the password and the address"
    if name == "HostKeyNotVerifiable":
        return (
            "the host's key is not the one that is known for it, so nothing was sent and no password was told; ask the "
            "host whether it has a new key, and take the old one out of the known hosts only then"
        )
    if name == "UnknownHostError":
        return "nobody has said that this is the right host, so nothing was sent and no password was told"
    if isinstance(error, FileNotFoundError):
        return "the place is not there; check the address"
    return f"the connection failed ({name})"
