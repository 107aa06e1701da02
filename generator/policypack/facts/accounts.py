"""Facts about accounts that templates hang a passage on: who sees them, who is in them, what can be sent there.

All but those of every place or of some, and the last, are asked of the account in scope: ``account.fact("is_public")``
in a template.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.content.questions import NONE
from policypack.facts.registry import fact

if TYPE_CHECKING:
    from policypack.answers.model import Scope


_CHATS = ("chat", "server", "game")


def _includes(scope: Scope, question: str, *codes: str) -> bool | None:
    words = scope.words_of(f"online.accounts.{question}")
    return None if words is None else any(code in words for code in codes)


@fact
def is_public(scope: Scope) -> bool | None:
    """Everybody can see the account in scope."""
    return _includes(scope, "seen_by", "everybody")


@fact
def is_closed(scope: Scope) -> bool | None:
    """Only people who are let in can see the account in scope."""
    return _includes(scope, "seen_by", "members")


@fact
def has_children(scope: Scope) -> bool | None:
    """Children or young people are in the account in scope."""
    return _includes(scope, "for_whom", "children")


@fact
def has_parents(scope: Scope) -> bool | None:
    """Parents and carers are in the account in scope."""
    return _includes(scope, "for_whom", "parents")


@fact
def parents_are_in_places(scope: Scope) -> bool | None:
    """Parents and carers are in some place online, or follow it."""
    said = [place.values.get("for_whom") for place in scope.items("online.accounts")]
    if any(isinstance(whom, tuple) and "parents" in whom for whom in said):
        return True
    return None if not said or None in said else False


@fact
def has_other_adults(scope: Scope) -> bool | None:
    """Adults who are not there as parents are in the account in scope."""
    return _includes(scope, "for_whom", "adults")


@fact
def others_can_post(scope: Scope) -> bool | None:
    """Others than the organisation can post or comment in the account in scope."""
    words = scope.words_of("online.accounts.comments")
    return None if words is None else words != ("off",)


@fact
def nobody_checks_comments(scope: Scope) -> bool | None:
    """Others can post in the account in scope, and nobody checks what they post."""
    return _includes(scope, "comments", "no")


@fact
def takes_private_messages(scope: Scope) -> bool | None:
    """The account in scope can be sent private messages, as tickets or through a bot as well."""
    return _includes(scope, "private_messages", "on", "ticket")


@fact
def counsellors_read_its_messages(scope: Scope) -> bool | None:
    """Private messages to the account in scope are read and answered by counsellors alone."""
    return _includes(scope, "private_message_rule", "supervised")


@fact
def counsellors_keep_times_of_their_own(scope: Scope) -> bool | None:
    """Some place takes private messages that counsellors alone read, at the times when they talk with children."""
    said = [place.values for place in scope.items("online.accounts")]
    read = any(place.get("private_message_rule") == "supervised" for place in said)
    times = scope.words_of("adults.counselling_times")
    return None if not said or times is None else read and times != (NONE,)


@fact
def private_messages_reach_helpers(scope: Scope) -> bool | None:
    """Some place can be sent private messages that others than counsellors read and answer."""
    said = [place.values for place in scope.items("online.accounts")]
    taken = [place.get("private_message_rule") for place in said if place.get("private_messages") in ("on", "ticket")]
    return any(rule not in ("supervised", "no_answer") for rule in taken) if said else None


@fact
def private_messages_are_settled(scope: Scope) -> bool | None:
    """Private messages to the account in scope are off, or several people read them, or there is a rule for them."""
    off = _includes(scope, "private_messages", "off", "ticket")
    rules = ("two_adults", "copy_parent", "point_elsewhere", "no_answer", "supervised")
    return off or _includes(scope, "private_message_rule", *rules)


@fact
def leaves_private_messages_unanswered(scope: Scope) -> bool | None:
    """Private messages to the account in scope are read and never answered there, as a parent body may lay down."""
    return _includes(scope, "private_message_rule", "no_answer")


@fact
def is_a_chat(scope: Scope) -> bool | None:
    """The account in scope is a chat, a server or a game, which is locked, and has no comments that are closed."""
    named = scope.words_of("online.accounts.platform")
    return None if named is None else scope.catalogue.platforms[named[0]].kind in _CHATS


@fact
def some_place_has_a_chat(scope: Scope) -> bool | None:
    """In some place where others than the organisation can write, people talk with one another as in a chat."""
    kinds = _kinds_with_posts(scope)
    return None if not kinds else bool(kinds & {*_CHATS, "group", "call", "app"})


@fact
def every_place_is_a_forum(scope: Scope) -> bool | None:
    """Every place where others than the organisation can post is a forum."""
    kinds = _kinds_with_posts(scope)
    return None if not kinds else kinds == {"forum"}


@fact
def some_place_is_a_forum(scope: Scope) -> bool | None:
    """One place where others than the organisation can post is a forum, or several are."""
    kinds = _kinds_with_posts(scope)
    return None if not kinds else "forum" in kinds


def _kinds_with_posts(scope: Scope) -> set[str]:
    platforms = scope.catalogue.platforms
    said = [account.values for account in scope.items("online.accounts")]
    return {platforms[str(one["platform"])].kind for one in said if "platform" in one and one.get("comments") != "off"}


@fact
def every_place_is_public(scope: Scope) -> bool | None:
    """Everybody can see every place online."""
    words, places = scope.words_of("online.accounts.seen_by"), len(scope.answers.items("online.accounts"))
    return None if words is None else len(words) == places and set(words) == {"everybody"}


@fact
def only_parents_are_in_places(scope: Scope) -> bool | None:
    """Only parents and carers are online with the organisation, and no place has other adults in it."""
    members, there = scope.words_of("ages.members"), scope.words_of("online.accounts.for_whom")
    return None if members is None else members == ("parents",) and "adults" not in (there or ())
