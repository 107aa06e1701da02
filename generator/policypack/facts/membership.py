"""Facts about membership that has to stay private: support groups, LGBTQ+ groups, illness, refugees, young carers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.facts.registry import fact

if TYPE_CHECKING:
    from policypack.answers.model import Scope

_ASKS_A_PARENT = {
    "rules.signing": ("parent", "child_and_parent"),
    "online.accounts.private_message_rule": ("copy_parent",),
    "images.photo_consent": ("parent", "child_and_parent", "older_child"),
    "images.live_consent": ("parent", "child_and_parent", "older_child"),
}
"""Answers under which a parent hears of a child from the organisation, by their question. Everybody may see them."""


@fact
def membership_is_private(scope: Scope) -> bool | None:
    """It has to stay private who its members are."""
    words = scope.words_of("organisation.confidential")
    return None if words is None else words == ("yes",)


@fact
def parents_may_not_know(scope: Scope) -> bool | None:
    """Membership is private, and not every child has a parent or carer who agreed to it, as far as is known."""
    private = membership_is_private(scope)
    return private and scope.words_of("organisation.members_home") != ("parent_agreed",)


@fact
def the_child_decides_who_knows(scope: Scope) -> bool | None:
    """Membership is private, and whether a parent knows is for the young person alone to say."""
    private, home = membership_is_private(scope), scope.words_of("organisation.members_home")
    return (None if home is None else home == ("child",)) if private else private


@fact
def parents_hear_by_other_answers(scope: Scope) -> bool:
    """An answer that everybody may see lets a parent hear of a child: a form to sign, a copied message."""
    return any(code in (scope.words_of(qid) or ()) for qid, codes in _ASKS_A_PARENT.items() for code in codes)


@fact
def parents_hear_of_it_all_the_same(scope: Scope) -> bool | None:
    """Children are told that they decide whether a parent knows, and another answer lets a parent know."""
    decides, checks = the_child_decides_who_knows(scope), scope.words_of("online.accounts.joining_checks") or ()
    return decides and (parents_hear_by_other_answers(scope) or "parent_agreed" in checks)


@fact
def shows_members_to_everybody(scope: Scope) -> bool | None:
    """Membership is private, and children can write in the account in scope, which everybody can see."""
    private = membership_is_private(scope)
    open_to_all = [scope.fact(name) for name in ("is_public", "has_children", "others_can_post")]
    if private is False or False in open_to_all:
        return False
    return None if private is None or None in open_to_all else True


@fact
def shows_numbers_of_private_members(scope: Scope) -> bool | None:
    """Membership is private, and all in the account in scope, children among them, see each other's phone number."""
    private = membership_is_private(scope)
    shown = [scope.fact(name) for name in ("numbers_are_visible", "has_children")]
    if private is False or False in shown:
        return False
    return None if private is None or None in shown else True


@fact
def shows_private_members_in_pictures(scope: Scope) -> bool | None:
    """Membership is private, and pictures of children are shared where everybody can see them."""
    private, shared = membership_is_private(scope), scope.words_of("images.shared_in")
    if private is False or scope.words_of("images.photos") == ("no",):
        return False
    return None if private is None or shared is None else bool({"website", "public", "press"} & set(shared))
