"""Conversions: what an answers file of an earlier version says, as the questions take it now.

Each step is named, has the version that brought it, and says in a sentence what it is for. It looks at the data of a
file alone, never at the questions, which go on changing: a step stays as it was written. CONTRIBUTING.md has how to
write one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from policypack.base.versions import is_older
from policypack.files.yaml_nodes import Node
from policypack.files.yaml_scalars import changed
from policypack.readers.schedule import parse_weekly_times

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from policypack.files.yaml_scalars import Data, Path


class Edit(NamedTuple):
    """One answer that a step changes. value: what the file is to hold at `path`; None takes out what stands there.

    look: whether somebody should look at what came of it. With the value that stands there, nothing else is meant.
    """

    path: Path
    value: Data
    look: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A conversion. version: the first whose questions want it. says: why, for whoever looks after the answers."""

    version: str
    says: str
    edits: Callable[[Data], Iterator[Edit]]


@dataclass(frozen=True, slots=True)
class Converted:
    """One answer after a step. path: where it stands. was, now: the data before and after; None where there is none."""

    path: Path
    was: Data
    now: Data
    says: str
    look: bool


def convert(node: Node, version: str) -> tuple[Node, list[Converted]]:
    """Return an answers file as this version takes it, and what was converted.

    node: what the file holds. version: the one that last wrote it. Lines of messages stay those of the file.
    """
    done: list[Converted] = []
    for step in STEPS:
        if not is_older(version, step.version):
            continue
        for edit in list(step.edits(data_of(node))):
            was = data_at(data_of(node), edit.path)
            done.append(Converted(edit.path, was, edit.value, step.says, edit.look))
            if was != edit.value:
                node = with_edit(node, edit)
    return node, done


def data_of(node: Node) -> Data:
    """Return what a file holds, without its lines."""
    plain: Data = node.plain()  # type: ignore[assignment]
    return plain


def data_at(data: object, path: Path) -> Data:
    """Return what lies at a path of the data of a file; None where nothing does."""
    for step in path:
        if isinstance(data, dict):
            data = data.get(str(step))
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data  # type: ignore[return-value]


def with_edit(node: Node, edit: Edit) -> Node:
    """Return a file with one answer changed; every other keeps its line."""
    return _lined(changed(data_of(node), edit.path, edit.value), node, node.line)


def _lined(data: Data, like: Node | None, line: int) -> Node:
    """Return data as nodes with the lines of those that stood in the same place, else of what lies above."""
    here = like.line if like is not None else line
    inner = like.value if like is not None else None
    if isinstance(data, dict):
        beside = inner if isinstance(inner, dict) else {}
        return Node({key: _lined(one, beside.get(key), here) for key, one in data.items()}, here)
    if isinstance(data, list):
        among = inner if isinstance(inner, list) else []
        return Node([_lined(one, among[n] if n < len(among) else None, here) for n, one in enumerate(data)], here)
    return Node(data, here)


def _found(data: Data, *paths: str) -> Iterator[tuple[Path, str]]:
    """Yield each answer in words at a dotted path, with where it stands; a group on the way is gone through."""
    for dotted in paths:
        places: list[tuple[Path, Data]] = [((), data)]
        for name in dotted.split("."):
            places = [
                ((*path, *more, name), one[name])
                for path, inner in places
                for more, one in (
                    [((n,), o) for n, o in enumerate(inner)] if isinstance(inner, list) else [((), inner)]
                )
                if isinstance(one, dict) and name in one
            ]
        yield from ((path, inner) for path, inner in places if isinstance(inner, str))


# 0.2.0

_WORDS = {"y": "yes", "true": "yes", "n": "no", "false": "no"}


def _yes_and_no_among_choices(data: Data) -> Iterator[Edit]:
    for path, said in _found(data, "ages.kept_apart", "adults.second_adult", "adults.support"):
        if (word := _WORDS.get(said.strip().casefold())) is not None:
            yield Edit(path, word)


_BARE = re.compile(
    r"(?<![\d.:])(\d{1,2})(?:[.:](\d\d))?\s*(-|\u2013|\u2014|to|till|until)\s*(\d{1,2})(?:[.:](\d\d))?(?![\d.:]|\s*[ap]\.?m)",
    re.IGNORECASE,
)
"""From an hour to an hour, neither with am or pm."""
_LONGEST = 5_000
"""Characters of weekly times that 0.1.0 took."""


def _times_that_were_mornings(data: Data) -> Iterator[Edit]:
    for path, said in _found(data, "moderation.times", "moderation.other_times.times"):
        if _is_read(said):
            continue
        written = _BARE.sub(
            lambda found: f"{int(found[1]):02}:{found[2] or '00'}-{int(found[4]):02}:{found[5] or '00'}", said
        )
        if written != said and _is_read(written):
            times = parse_weekly_times(written)
            words = times.in_words()
            yield Edit(path, words if _is_read(words) and parse_weekly_times(words) == times else written, look=True)


def _is_read(text: str) -> bool:
    if len(text) > _LONGEST:
        return True  # 0.1.0 took none that is longer: nothing is to be converted
    try:
        parse_weekly_times(text)
    except ValueError:
        return False
    return True


def _places_with_times_of_their_own(data: Data) -> Iterator[Edit]:
    for path, _ in _found(data, "moderation.other_times.account"):
        place = path[:-1]
        if data_at(data, (*place, "times")) is not None and data_at(data, (*place, "differs")) is None:
            yield Edit((*place, "differs"), ["times"])


def _who_is_asked_before_a_stream(data: Data) -> Iterator[Edit]:
    streams = [said for _, said in _found(data, "images.livestreams")]
    if not streams or streams[0].strip().casefold() not in ("yes", "y", "true"):
        return
    yield Edit(("images", "livestreams"), streams[0], look=True)
    for _, said in _found(data, "images.live_consent"):
        if said.strip().casefold() in ("child_and_parent", "parent", "older_child") and not list(
            _found(data, "images.stream_consent")
        ):
            yield Edit(("images", "stream_consent"), said, look=True)


STEPS = (
    Step(
        "0.2.0",
        "These questions have more answers than yes and no now, and are written in full.",
        _yes_and_no_among_choices,
    ),
    Step(
        "0.2.0",
        "Hours without am or pm were read as the morning, and your pages said so. If you meant the evening, change it.",
        _times_that_were_mornings,
    ),
    Step(
        "0.2.0",
        "A place can differ in more than its times now, and says in what.",
        _places_with_times_of_their_own,
    ),
    Step(
        "0.2.0",
        "Streams that everybody can watch are asked about apart from calls. You answered for both together: it counts "
        "for both, and you are asked what a stream needs besides.",
        _who_is_asked_before_a_stream,
    ),
)
"""Every conversion, in the order in which they are done."""
