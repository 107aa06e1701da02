"""Agreeing in a terminal: what is asked of those who agree the policies and codes, and read back before it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.publish.agreeing import read_agreed, wanted
from policypack.terminal.confirming import YES, YES_OR_NO
from policypack.terminal.face import Step
from policypack.terminal.small_prompts import choose, write
from policypack.text.english import as_sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from policypack.pack.pack import Pack
    from policypack.pages.one_page import RenderedPage
    from policypack.publish.agreeing import Agreed, Name, Wanted
    from policypack.terminal.face import Face

_HELP = (
    "Write it, and press Enter; all of it is read back before anything is written down. Skip takes what is suggested. "
    "Back asks what was asked before."
)
_RIGHT_HELP = (
    "Yes writes it down. No, Back and Skip ask it once more, and keep what you wrote. Stop leaves all as it is."
)
_STATES = {"new": " (new)", "changed": " (changed since it was agreed)"}


def ask_agreed(face: Face, pack: Pack, policies: Sequence[RenderedPage], given: Mapping[Name, str]) -> Agreed:
    """Ask who agreed the policies and codes, and return what was said once somebody has said that it is right.

    policies: as they are agreed. given: what was said already, by name; it is not asked.
    Raises KeyboardInterrupt (or EOFError) where somebody stops.
    """
    face.say("Agree the policies and codes", "heading")
    face.say("They are agreed in the words of today:")
    for one in policies:
        face.say(f"- {one.page.title}{_STATES.get(one.state, '')}", indent="  ")
    face.say("`policypack changes` says what changed since they were agreed; `policypack build` writes the pages.")
    said: dict[Name, str] = dict(given)
    while True:
        _ask_all(face, pack, [one for one in wanted(pack) if one.name not in given], said)
        agreed, wrong = read_agreed(pack, said)
        if agreed is None:  # a day that was taken before another one was mended
            face.say(as_sentence("; ".join(wrong.values())), "wrong")
            continue
        face.say()
        face.begin()
        face.table(agreed.rows())
        face.say("Is that right?", "heading")
        if choose(face, YES_OR_NO, _RIGHT_HELP) == YES:
            return agreed


def _ask_all(face: Face, pack: Pack, asked: Sequence[Wanted], said: dict[Name, str]) -> None:
    at = 0
    while at < len(asked):
        one = asked[at]
        face.say()
        face.begin()
        face.say(one.prompt, "heading")
        face.say(one.hint)
        face.say(f"Left empty, it is: {one.suggested}." if one.suggested else "It can be left empty.")
        reply = write(face, _HELP, said.get(one.name, ""))
        if reply is Step.BACK:
            at = max(0, at - 1)
            continue
        said[one.name] = "" if isinstance(reply, Step) else reply
        wrong = read_agreed(pack, said)[1].get(one.name)
        if wrong is None:
            at += 1
        else:
            face.say(as_sentence(wrong), "wrong")
