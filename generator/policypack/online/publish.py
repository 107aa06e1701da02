"""Publish an output, look at what would go over, and say what is online. Every face goes through here."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

from policypack.base.problems import ProblemsFoundError, one_problem
from policypack.content.rows import Row
from policypack.files.atomic import write_whole
from policypack.files.lock import locked
from policypack.files.text_files import read_record
from policypack.online.looking import asks_for_password, differs
from policypack.online.opening import target_of
from policypack.online.outgoing import outgoing, said_of_the_build
from policypack.online.plan import plan_for
from policypack.online.sending import Sending, reason
from policypack.online.ways import WAYS, place_of, read_places
from policypack.publish.written_files import written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from policypack.base.workspace import Workspace
    from policypack.online.outgoing import Outgoing
    from policypack.online.plan import Plan
    from policypack.online.sending import Step
    from policypack.online.target import AskHost, Target
    from policypack.online.ways import Output, Place


@dataclass(frozen=True, slots=True)
class Online:
    """What became of publishing, or would. notes: what is to be said of it. differs: files that are other online."""

    place: Place
    plan: Plan
    notes: tuple[str, ...]
    differs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Published:
    """What is online of an output. day: when it was put there, or begun. whole: whether all of it arrived.

    out_of_date: files that differ from those of the last build; None where that cannot be known.
    """

    output: Output
    place: Place
    day: str
    whole: bool
    out_of_date: tuple[str, ...] | None


def packages_missing(place: Place) -> list[str]:
    """Return what the way of a place needs and is not installed."""
    return [name for name in WAYS[place.way].packages if find_spec(name) is None]


def refuse_host(_name: str, _fingerprint: str) -> bool:
    """Say of no unknown host that it is the right one: for where nobody can be asked."""
    return False


def look(workspace: Workspace, output: Output, secret: str | None = None, ask_host: AskHost = refuse_host) -> Online:
    """Return what publishing would change (a dry run). It changes nothing. Arguments and what is raised: publish."""
    place, out, notes = _ready(workspace, output)
    with closing(_opened(place, workspace, secret, ask_host)) as target:
        return Online(place, _planned(target, out, place), notes)


def publish(  # noqa: PLR0913 - each is a choice of its own
    workspace: Workspace,
    output: Output,
    today: date,
    secret: str | None = None,
    *,
    ask_host: AskHost = refuse_host,
    told: Callable[[Step], None] = lambda _step: None,
    replace: bool = False,
) -> Online:
    """Put an output online where ``site_config/publish.yml`` says, and look whether it is there.

    secret: the password; it is kept nowhere. ask_host: shows a host that is not known. told: is told how far it has
    come. replace: whether files that somebody else put there may be replaced.

    Raises ProblemsFoundError where a file is not what the last build wrote there, where a host of staff/ was not seen
    to ask for a password, and where sending fails: it says what stands there then.
    """
    with locked(workspace):
        place, out, notes = _ready(workspace, output)
        with closing(_opened(place, workspace, secret, ask_host)) as target:
            plan = _planned(target, out, place)
            if plan.clashes and not replace:
                one_problem(
                    place.to,
                    f"files that policypack did not put there would be replaced: {_few(plan.clashes)}; give another "
                    "address, or --replace if they may go",
                )
            _note(workspace, output, place, today, out, whole=False)
            sending = Sending(target, out, plan, told)
            try:
                sending.send()
            except KeyboardInterrupt:
                one_problem(place.to, f"stopped. {sending.said}")
        _note(workspace, output, place, today, out, whole=True)
    return Online(place, plan, notes, tuple(_seen(place, output, out)))


def published(workspace: Workspace) -> list[Published]:
    """Return what was put online of each output; nothing is asked of any host.

    Raises ProblemsFoundError where the record, or where it is put, cannot be read.
    """
    record = _record(workspace)
    found = []
    for output, place in read_places(workspace).items():
        if (said := record.get(output)) is None or (said.way, said.to) != (place.way, place.to):
            continue
        try:
            now = written(workspace, output)
            old = tuple(sorted(p for p in now.keys() | said.files.keys() if now.get(p) != said.files.get(p)))
        except ProblemsFoundError:
            found.append(Published(output, place, said.day, said.whole, None))  # type: ignore[arg-type]
            continue
        found.append(Published(output, place, said.day, said.whole, old))  # type: ignore[arg-type]
    return found


class _Noted(Row):
    way: str
    to: str
    day: str
    whole: bool
    files: dict[str, str]


def _ready(workspace: Workspace, output: Output) -> tuple[Place, Outgoing, tuple[str, ...]]:
    place = place_of(workspace, output)
    if missing := packages_missing(place):
        one_problem(place.way, f"this way wants {' and '.join(missing)}, which is not installed")
    out = outgoing(workspace, output)
    if output == "staff" and not (place.public and asks_for_password(place.public)):
        one_problem(
            place.public or "staff.public",
            "staff/ goes only where the address was seen to ask for a password, and this one was not: set a password "
            "for that folder at the host first, and say the address with --public",
        )
    return place, out, tuple(said_of_the_build(workspace))


def _opened(place: Place, workspace: Workspace, secret: str | None, ask_host: AskHost) -> Target:
    try:
        return target_of(place, workspace.root, secret, ask_host)
    except ProblemsFoundError:
        raise
    except Exception as error:  # each way has errors of its own kind
        one_problem(place.to, f"{reason(error)}. Nothing was changed there")


def _planned(target: Target, out: Outgoing, place: Place) -> Plan:
    try:
        return plan_for(target, out)
    except Exception as error:  # each way has errors of its own kind
        one_problem(place.to, f"{reason(error)}. Nothing was changed there")


def _seen(place: Place, output: Output, out: Outgoing) -> Iterator[str]:
    """Yield what at the public address differs from what was built; of staff/, whether it asks for no password."""
    if not place.public:
        return
    if output == "staff":
        if not asks_for_password(place.public):
            yield "index.html"
        return
    yield from differs(place.public, out, out.files)


def _record(workspace: Workspace) -> dict[str, _Noted]:
    file = workspace.published_file
    if not file.is_file():
        return {}
    try:
        said = json.loads(read_record(file, workspace.root))
        return {name: _Noted.model_validate(one) for name, one in said.items()}
    except (ValueError, AttributeError, RecursionError):
        one_problem("site_config/published.json", "this file is damaged; delete it, and publish again")


def _note(workspace: Workspace, output: Output, place: Place, day: date, out: Outgoing, *, whole: bool) -> None:  # noqa: PLR0913 - each is a part of the record
    noted = _Noted(way=place.way, to=place.to, day=day.isoformat(), whole=whole, files=out.files)
    record = _record(workspace) | {output: noted}
    text = json.dumps({name: one.model_dump() for name, one in record.items()}, indent=1, sort_keys=True) + "\n"
    write_whole(workspace.published_file, workspace.root, text, like=workspace.answers_file)


def _few(paths: tuple[str, ...]) -> str:
    return ", ".join(paths[:3]) + (f" and {len(paths) - 3} more" if len(paths) > 3 else "")  # noqa: PLR2004 - a line
