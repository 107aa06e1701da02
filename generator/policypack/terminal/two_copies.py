"""Two copies of the answers in a terminal: what differs, one by one, and which of the two is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.content.questions import Choice
from policypack.questionnaire.two_copies import other_copies, put_together, set_aside
from policypack.terminal.face import Step
from policypack.terminal.small_prompts import choose
from policypack.text.english import as_sentence

if TYPE_CHECKING:
    from policypack.questionnaire.engine import Engine
    from policypack.questionnaire.two_copies import Difference, OtherCopy
    from policypack.terminal.face import Face

_OURS, _THEIRS = "ours", "theirs"
_HELP = (
    "Choose which of the two is right; you can change it again afterwards. Back leads to the one before. Skip leaves "
    "it all for another day: nothing is written before you have chosen all. Your answers file and the copy stay then."
)
_BEGIN_HELP = "Yes shows each answer that differs, with both versions. No, Back and Skip leave it for another day."


def settle_copies(engine: Engine, face: Face) -> None:
    """Have somebody choose between the answers and each copy that lies beside them.

    Raises KeyboardInterrupt (or EOFError) to stop, and ProblemsFoundError where a file cannot be written.
    """
    for copy in other_copies(engine):
        face.say()
        if copy.problems:
            face.say(f"“{copy.name}” lies beside your answers and cannot be read. Mend it, or move it away:", "wrong")
            for problem in copy.problems:
                face.say(f"- {problem}", indent="  ")
        elif not copy.differences:
            kept = set_aside(engine, copy.name)
            face.say(f"“{copy.name}” lay beside your answers, and says nothing else. It is kept as “{kept}”.")
        else:
            _settle(engine, face, copy)


def _settle(engine: Engine, face: Face, copy: OtherCopy) -> None:
    count = len(copy.differences)
    face.begin()
    face.say(f"“{copy.name}” lies beside your answers: perhaps two people wrote at once.")
    face.say(f"{count} {'thing differs' if count == 1 else 'things differ'}. Choose now which is right?", "heading")
    options = (Choice(value="yes", label="Yes, show me what differs"), Choice(value="no", label="No, another day"))
    if choose(face, options, _BEGIN_HELP) != "yes":
        return
    chosen: list[str] = []
    while True:
        if not _chosen(face, copy, chosen):
            face.say("Nothing is written. Both files stay as they are.")
            return
        try:
            kept = put_together(engine, copy, [at for at, said in enumerate(chosen) if said == _THEIRS])
        except ValueError as error:
            face.say()
            face.say(f"These do not fit together. {as_sentence(error)} Choose again.", "wrong")
            chosen.clear()
        else:
            face.say(
                f"Put together. The copy is kept as “{kept}”, and `policypack history` says what was taken from it."
            )
            return


def _chosen(face: Face, copy: OtherCopy, chosen: list[str]) -> bool:
    """Fill in which version of each difference is right; return False where somebody leaves it."""
    while len(chosen) < len(copy.differences):
        said = _one(face, copy, copy.differences[len(chosen)], len(chosen) + 1)
        if said is Step.SKIP or (said is Step.BACK and not chosen):
            return False
        if isinstance(said, Step):
            chosen.pop()
        else:
            chosen.append(said)
    return True


def _one(face: Face, copy: OtherCopy, one: Difference, number: int) -> str | Step:
    face.say()
    face.begin()
    face.say(f"{number} of {len(copy.differences)}: which is right?", "heading")
    for row in one.rows:
        face.say(row.question)
        face.say(f"Your answers: {row.was}", indent="  ")
        face.say(f"The copy: {row.now}", indent="  ")
        for prompt, said in row.inside:
            face.say(f"{prompt} {said}", indent="    ")
    options = (
        Choice(value=_OURS, label="What your answers say"),
        Choice(value=_THEIRS, label="What the copy says"),
    )
    return choose(face, options, _HELP)
