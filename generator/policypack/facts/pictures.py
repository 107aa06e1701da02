"""Facts about pictures, calls and streams, where a passage hangs on a choice that was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.content.questions import NONE
from policypack.facts.registry import fact

if TYPE_CHECKING:
    from policypack.answers.model import Scope


def _includes(scope: Scope, question: str, *codes: str) -> bool | None:
    words = scope.words_of(f"images.{question}")
    return None if words is None else any(code in words for code in codes)


@fact
def child_is_asked_about_pictures(scope: Scope) -> bool | None:
    """Some children are asked themselves before a picture of them is shared."""
    return _includes(scope, "photo_consent", "child_and_parent", "older_child")


@fact
def child_is_asked_about_calls(scope: Scope) -> bool | None:
    """Some children are asked themselves before they take part in a call."""
    return _includes(scope, "live_consent", "child_and_parent", "older_child")


@fact
def child_is_asked_about_streams(scope: Scope) -> bool | None:
    """Some children are asked themselves before they are seen close up or heard in a stream."""
    return _includes(scope, "stream_consent", "child_and_parent", "older_child")


@fact
def no_child_is_in_streams(scope: Scope) -> bool | None:
    """No child can be seen or heard in a stream."""
    return _includes(scope, "stream_children", "nobody")


@fact
def children_are_known_in_streams(scope: Scope) -> bool | None:
    """In a stream, a child can be seen so that others know who it is, whether anybody is asked first or not."""
    return _includes(scope, "stream_children", "agreed", "anybody", NONE)


@fact
def viewers_can_write(scope: Scope) -> bool | None:
    """Those who watch a stream can write under it."""
    return _includes(scope, "stream_comments", "held", "watched", "open")


@fact
def older_children_decide_on_pictures(scope: Scope) -> bool | None:
    """From a set age, a young person is asked in place of a parent."""
    return _includes(scope, "photo_consent", "older_child")


@fact
def has_own_photo_form(scope: Scope) -> bool | None:
    """There is a consent form of its own for pictures, so that ours is not printed."""
    words = scope.words_of("images.own_form")
    return None if words is None else words != (NONE,)


@fact
def pictures_on_website(scope: Scope) -> bool | None:
    """Pictures of children are shared on the website."""
    return _includes(scope, "shared_in", "website")


@fact
def pictures_in_public_places(scope: Scope) -> bool | None:
    """Pictures of children are shared in places online that everybody can see."""
    return _includes(scope, "shared_in", "public")


@fact
def pictures_in_closed_places(scope: Scope) -> bool | None:
    """Pictures of children are shared in closed places online."""
    return _includes(scope, "shared_in", "closed")


@fact
def pictures_in_press(scope: Scope) -> bool | None:
    """Pictures of children are given to the press, or printed."""
    return _includes(scope, "shared_in", "press")


@fact
def no_photographers_come(scope: Scope) -> bool | None:
    """No photographer from outside takes pictures."""
    return _includes(scope, "photographers", "never")


@fact
def photographers_are_briefed(scope: Scope) -> bool | None:
    """A photographer from outside is told the rules first."""
    return _includes(scope, "photographers", "briefed")
