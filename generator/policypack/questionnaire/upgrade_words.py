"""An upgrade in words: what became of each answer, what is new to answer, what we say otherwise, and what lapses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policypack.answers.conversions import data_at
from policypack.base.versions import VERSION
from policypack.questionnaire.open_questions import open_keys
from policypack.questionnaire.run_state import RunState
from policypack.questionnaire.saved_answers import answered_in
from policypack.text.english import day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from policypack.answers.conversions import Converted
    from policypack.answers.model import Answers
    from policypack.answers.set_aside import SetAside
    from policypack.content.version_notes import VersionNote
    from policypack.files.yaml_scalars import Data, Path
    from policypack.pack.approval import Approval

MOST_TITLES = 4
MOST_LINES = 6
"""Lines under a heading that a terminal shows; the list beside the copy has all."""


@dataclass(frozen=True)
class Upgrade:
    """What bringing a workspace up to date comes to.

    before: the version that wrote it. text: the answers file as it is to be. data: what it held. answers: as read now.
    converted, set_aside: single answers that the file has otherwise now. asked_before: the qids that `before` asked.
    pages: titles of the pages that there are now, by id. notes: why our words changed since. waiting: titles of the
    pages that differ from what the approval was given for. own_unused: own templates that no page takes any longer.
    not_ignored: lines that .gitignore lacks.
    """

    before: str
    text: str
    data: Data
    answers: Answers
    converted: tuple[Converted, ...]
    set_aside: tuple[SetAside, ...]
    asked_before: frozenset[str]
    pages: Mapping[str, str]
    notes: tuple[VersionNote, ...]
    approval: Approval | None
    waiting: tuple[str, ...]
    own_unused: tuple[str, ...]
    not_ignored: tuple[str, ...]


def upgrade_in_words(upgrade: Upgrade) -> list[tuple[str, list[str]]]:
    """Return a heading and its lines for all that an upgrade comes to, what needs somebody first."""
    changed = [one for one in upgrade.converted if one.was != one.now]
    said: list[tuple[str, list[str]]] = [
        ("Please look at these answers", list(_by_reason([one for one in upgrade.converted if one.look], upgrade))),
        ("Could not be read any more, and is asked again", [_set_aside(one, upgrade) for one in upgrade.set_aside]),
        ("New to answer", list(_new_questions(upgrade))),
        ("Waits to be agreed again", list(_lapsed(upgrade))),
        ("Written otherwise, and means the same", list(_by_reason([o for o in changed if not o.look], upgrade))),
        ("Kept in the file, and on no page: its question is not asked of you", list(_not_used(upgrade))),
        ("Our own words changed", list(_reasons(upgrade))),
        ("Your own templates that no page takes any more", [f"templates/{name}" for name in upgrade.own_unused]),
        ("To add to .gitignore", list(upgrade.not_ignored)),
    ]
    return [(heading, lines) for heading, lines in said if lines]


def shortened(lines: Sequence[str], place: str) -> list[str]:
    """Return what a terminal shows of the lines under a heading. place: the file that has all."""
    if len(lines) <= MOST_LINES + 1:
        return list(lines)
    return [*lines[:MOST_LINES], f"and {len(lines) - MOST_LINES} more, in {place}"]


def answers_kept(upgrade: Upgrade) -> str:
    """Say how many answers there were, and how many are as they were."""
    total = len(list(_leaves(upgrade.data)))
    other = sum(one.was is not None and one.was != one.now for one in upgrade.converted) + len(upgrade.set_aside)
    kept = f"{total - other} of {total} answers" if other else f"All {total} answers"
    return f"{kept} are as they were."


def as_text(upgrade: Upgrade, folder: str) -> str:
    """Return the list that is kept beside the copy. folder: where that lies in the workspace."""
    parts = [
        f"From policypack {upgrade.before} to {VERSION}\n",
        f"The answers as they were are in {folder}/. {answers_kept(upgrade)}\n",
    ]
    for heading, lines in upgrade_in_words(upgrade):
        parts.append(f"{heading}\n\n" + "".join(f"- {line}\n" for line in lines))
    return "\n".join(parts)


def _leaves(data: Data) -> Iterator[str]:
    if isinstance(data, dict):
        for inner in data.values():
            yield from _leaves(inner)
    elif isinstance(data, list) and any(isinstance(inner, dict) for inner in data):
        for inner in data:
            yield from _leaves(inner)
    elif data is not None:
        yield str(data)


def _question(path: Path, upgrade: Upgrade) -> str:
    """Return a question in words by its place in the file, with the item that it is about."""
    questions = upgrade.answers.catalogue.questions.by_qid
    names = [str(step) for step in path if isinstance(step, str)]
    question = questions.get(".".join(names))
    prompt = question.prompt if question else ".".join(names)
    place = next((number for number, step in enumerate(path) if isinstance(step, int)), None)
    if place is None:
        return prompt
    group = questions.get(".".join(names[:2]))
    named = data_at(upgrade.data, (*path[: place + 1], (group.label if group else None) or ""))
    return f"{named}: {prompt}" if isinstance(named, str) else prompt


def _said(data: Data) -> str:
    return ", ".join(map(str, data)) if isinstance(data, list) else str(data)


def _by_reason(converted: Iterable[Converted], upgrade: Upgrade) -> Iterator[str]:
    reasons: dict[str, list[Converted]] = {}
    for one in converted:
        reasons.setdefault(one.says, []).append(one)
    for reason, ones in reasons.items():
        yield f"{reason} {' '.join(_became(one, upgrade) for one in ones)}"


def _became(one: Converted, upgrade: Upgrade) -> str:
    was, now, asked = _said(one.was), _said(one.now), _question(one.path, upgrade)
    if one.was == one.now:
        return f"{asked} “{now}”."
    if one.was is None:
        return f"{asked} It is “{now}” now."
    return f"{asked} It was “{was}”, and is {f'“{now}”' if one.now is not None else 'taken out'} now."


def _set_aside(one: SetAside, upgrade: Upgrade) -> str:
    return f"{_question(one.path, upgrade)} You had answered “{one.words}”: {one.wanted}"


def _new_questions(upgrade: Upgrade) -> Iterator[str]:
    catalogue = upgrade.answers.catalogue
    places: dict[str, list[str]] = {}
    for key in open_keys(upgrade.answers, RunState(), quick=False):
        if key.qid not in upgrade.asked_before and key.qid not in upgrade.answers.put_off:
            places.setdefault(key.qid, []).append(key.item)
    for qid, items in places.items():
        named = ", ".join(filter(None, items))
        yield f"{catalogue.questions[qid].prompt}{f' ({named})' if named else ''}"


def _not_used(upgrade: Upgrade) -> Iterator[str]:
    answers = upgrade.answers
    used = {(question.qid, item.name if item else "") for question, item in answered_in(answers)}
    for qid in answers.values:
        had = data_at(upgrade.data, tuple(qid.split(".")))
        if (qid, "") not in used and had is not None:
            yield f"{answers.catalogue.questions[qid].prompt} “{_said(had)}”"
    for group, items in answers.groups.items():
        for number, item in enumerate(items):
            for short in item.values:
                if (f"{group}.{short}", item.name) not in used:
                    path: Path = (*group.split("."), number, short)
                    yield f"{_question(path, upgrade)} “{_said(data_at(upgrade.data, path))}”"


def _lapsed(upgrade: Upgrade) -> Iterator[str]:
    if upgrade.approval is not None and upgrade.waiting:
        yield (
            f"{upgrade.approval.role} agreed your pages on {day(upgrade.approval.date)}. These read otherwise now, and "
            f"say so at their top: {'; '.join(upgrade.waiting)}."
        )


def _reasons(upgrade: Upgrade) -> Iterator[str]:
    for note in upgrade.notes:
        titles = [upgrade.pages[page] for page in note.pages if page in upgrade.pages]
        if titles:
            more = [f"{len(titles) - MOST_TITLES} more"] * (len(titles) > MOST_TITLES)
            yield f"{note.reason} ({'; '.join([*titles[:MOST_TITLES], *more])})"
