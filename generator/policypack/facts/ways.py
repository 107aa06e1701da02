"""Ways by place: how each place online is looked after, where it differs from what was said of all places.

A place has ways of its own (``moderation.other_times``) in what its `differs` names; the rest holds as for all places.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.facts.registry import fact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policypack.answers.model import Item, Scope
    from policypack.answers.types.question_type import Value

_OWN, _WHAT = "moderation.other_times", "differs"
_DIFFERS = {
    "times": "times",
    "watching": "watching",
    "interval": "watching",
    "outside": "outside",
    "sharing": "sharing",
    "names_shown": "names",
}
"""By the short id of each question that both all places and one of them have: what a place differs in, to be asked."""


def where_said(scope: Scope, way: str) -> tuple[str, Item | None]:
    """Return the question that says how the account in scope is looked after, and the item that has its answer.

    way: times, watching, interval, outside, sharing or names_shown. The item is None where it is said of all places.
    """
    if scope.item is not None:
        for item in scope.items(_OWN):
            if item.name == scope.item.name and _differs(scope.answers.scope(item, scope.seen), _DIFFERS[way]):
                return f"{_OWN}.{way}", item
    return f"moderation.{way}", None


def way_of(scope: Scope, way: str) -> Value | None:
    """Return how the account in scope is looked after; None while it is not decided. way: as `where_said` takes it."""
    qid, item = where_said(scope, way)
    return scope.answers.scope(item, scope.seen).value_of(qid)


def own_times(scope: Scope) -> dict[str, Value | None]:
    """Return the weekly times of each place that keeps times of its own, by its name; None while not decided."""
    own = ((item, scope.answers.scope(item, scope.seen)) for item in scope.items(_OWN))
    return {item.name: place.value_of(f"{_OWN}.times") for item, place in own if _differs(place, "times")}


def _differs(place: Scope, what: str) -> bool:
    return what in (place.words_of(f"{_OWN}.{_WHAT}") or ())


@fact
def has_times_of_its_own(scope: Scope) -> bool:
    """The account in scope, or the place with ways of its own, is read at other times than the rest."""
    if scope.item is not None and scope.item.group == _OWN:
        return _differs(scope, "times")
    return where_said(scope, "times")[1] is not None


@fact
def has_a_way_of_its_own_outside(scope: Scope) -> bool:
    """Something else happens in the account in scope than in the rest when nobody is there."""
    return where_said(scope, "outside")[1] is not None


@fact
def closed_or_held_when_nobody_is_there(scope: Scope) -> bool | None:
    """Outside its times, nothing that others post appears in the account in scope: it is closed, shut or held."""
    return _outside(scope, ("comments_closed", "shut", "held"))


@fact
def shows_help_when_nobody_is_there(scope: Scope) -> bool | None:
    """Outside its times, the account in scope shows the numbers for help."""
    return _outside(scope, ("auto_reply", "pinned"))


def _outside(scope: Scope, codes: Iterable[str]) -> bool | None:
    said = way_of(scope, "outside")
    return None if said is None else isinstance(said, tuple) and any(code in said for code in codes)


@fact
def one_person_moderates(scope: Scope) -> bool | None:
    """In each place it is always the same person who reads and answers."""
    said = _sharing(scope)
    return None if said is None else said == {"alone"}


@fact
def several_moderate(scope: Scope) -> bool | None:
    """In some place several people read and answer, in turn, in shifts or at the same time."""
    said = _sharing(scope)
    return None if said is None else bool(said & {"turns", "shifts", "together"})


@fact
def hands_over(scope: Scope) -> bool | None:
    """Whoever reads and answers is followed by somebody else, in turns, in shifts or because it was said so."""
    said = _sharing(scope)
    if said is None or said & {"turns", "shifts"} or "together" not in said:
        return None if said is None else bool(said & {"turns", "shifts"})
    after = scope.words_of("moderation.taken_over")
    return None if after is None else after == ("yes",)


@fact
def read_together(scope: Scope) -> bool | None:
    """Several people read and answer at the same time, and nowhere in turns or shifts."""
    said = _sharing(scope)
    return None if said is None else "together" in said and not said & {"turns", "shifts"}


@fact
def works_in_shifts(scope: Scope) -> bool | None:
    """Those who read and answer do so in shifts, in some place."""
    said = _sharing(scope)
    return None if said is None else "shifts" in said


def _sharing(scope: Scope) -> set[str] | None:
    """Return in which ways places are shared, whether or not any place keeps to what is usual; None while unknown."""
    usual = scope.words_of("moderation.sharing")
    return None if usual is None else {*usual, *(scope.words_of(f"{_OWN}.sharing") or ())}
