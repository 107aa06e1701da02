"""Any changes: what somebody could do to a workspace's answers on a face or by hand, picked by chance."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from policypack.questionnaire.asked import Key
from policypack.questionnaire.asked_again import asked_again
from tests.questionnaire.test_engine import answer_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from policypack.questionnaire.asked import Asked
    from policypack.questionnaire.engine import Engine


def change_something(engine: Engine, chance: Random) -> str:
    """Make one change, any one, and say what was done; "" where it was refused."""
    return _do(chance.choice(KINDS), engine, chance)


def change_everything(engine: Engine, chance: Random) -> list[str]:
    """Make changes of each kind, several each, in any order, and say what was done to something."""
    kinds = [*KINDS, *KINDS, _take_out]
    chance.shuffle(kinds)
    return [done for do in kinds if (done := _do(do, engine, chance))]


def _do(do: Callable[[Engine, Random], str], engine: Engine, chance: Random) -> str:
    before = engine.said()
    try:
        done = do(engine, chance)
    except ValueError:
        return ""
    return f"{do.__name__}: {done}" if engine.said() != before else ""


def _any_asked(engine: Engine, chance: Random) -> Asked:
    keys: list[Key] = []
    for question in engine.catalogue.questions:
        owner = question.qid.rpartition(".")[0]
        if question.type == "group" or not engine.answers.asked(owner if "." in owner else question.qid):
            continue
        items = engine.answers.items(owner) if owner in engine.catalogue.questions.by_qid else None
        keys += [Key(question.qid)] if items is None else [Key(question.qid, item.name) for item in items]
    found = None
    while found is None:
        found = asked_again(engine.answers, chance.choice(keys))
    return found


def _answer(engine: Engine, chance: Random) -> str:
    asked = _any_asked(engine, chance)
    engine.answer(asked, answer_for(asked, chance.randrange(100), chance.choice([0, 1, -1])))
    return str(asked.key)


def _put_off(engine: Engine, chance: Random) -> str:
    asked = _any_asked(engine, chance)
    engine.put_off(asked)
    return str(asked.key)


def _any_item(engine: Engine, chance: Random) -> tuple[str, str]:
    there = [(group, item.name) for group, items in engine.answers.groups.items() for item in items]
    there = [(group, name) for group, name in there if engine.answers.items(group)]
    if not there:
        raise ValueError("there is nothing left")
    return chance.choice(there)


def _take_out(engine: Engine, chance: Random) -> str:
    group, name = _any_item(engine, chance)
    engine.remove_item(group, name)
    return f"{group} {name}"


def _copy(engine: Engine, chance: Random) -> str:
    group, name = _any_item(engine, chance)
    engine.copy_item(group, name, f"{name} {chance.randrange(10)}")
    return f"{group} {name}"


def _rename(engine: Engine, chance: Random) -> str:
    group, name = _any_item(engine, chance)
    label = engine.catalogue.questions[group].label
    asked = asked_again(engine.answers, Key(f"{group}.{label}", name))
    assert asked is not None
    engine.answer(asked, f"Other {chance.randrange(10)}")
    return f"{group} {name}"


def _write_by_hand(engine: Engine, chance: Random) -> str:
    """Change an answer in the file, as somebody does with an editor; the next command notices it."""
    asked = _any_asked(engine, chance)
    file = engine.workspace.answers_file
    raw = engine.current(asked)
    text = file.read_text(encoding="utf-8")
    if not isinstance(raw, str) or asked.question.type not in ("text", "long text") or text.count(raw) != 1:
        return ""
    file.write_text(text.replace(raw, f"{raw} too"), encoding="utf-8")
    engine.refresh()
    engine.notice()
    return f"{asked.key} too"


def _move_by_hand(engine: Engine, chance: Random) -> str:
    """Put the items of a group in another order, and one of them out, in the file."""
    group, name = _any_item(engine, chance)
    document = engine.document
    before = document.text
    items = list(engine.said()[group])
    if len(items) < 3 or engine.named_elsewhere(group, name):
        return ""
    index = document.index_of(group, name)
    document.remove_item(group, index)
    if chance.random() < 0.5:
        document.insert_item(group, len(items) - 1 - index, items[index])  # type: ignore[arg-type] # an item
    text, document.text = document.text, before
    engine.workspace.answers_file.write_text(text, encoding="utf-8")
    engine.refresh()
    engine.notice()
    return f"{group} {name}"


KINDS = (_answer, _answer, _put_off, _take_out, _copy, _rename, _write_by_hand, _move_by_hand)
