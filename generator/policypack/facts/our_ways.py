"""Facts about how the organisation does things, where a passage hangs on a choice that was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.content.questions import NONE
from policypack.facts.registry import fact

if TYPE_CHECKING:
    from policypack.answers.model import Scope


def _includes(scope: Scope, question: str, *codes: str) -> bool | None:
    words = scope.words_of(question)
    return None if words is None else any(code in words for code in codes)


@fact
def run_by_one_person(scope: Scope) -> bool | None:
    """One person runs the organisation, its owner or not, so that nobody else there can take a complaint about them."""
    return _includes(scope, "organisation.run_by", "owner", "one_person")


@fact
def counsels(scope: Scope) -> bool | None:
    """It offers counselling or therapy to children, one to one."""
    counsels = _includes(scope, "organisation.counselling", "yes")
    with_children = scope.fact("works_with_children")
    return False if False in (counsels, with_children) else counsels


@fact
def may_meet_in_person(scope: Scope) -> bool:
    """It has not said that it never meets children or families in person."""
    return _includes(scope, "organisation.in_person", "no") is not True


@fact
def goes_by_screen_names(scope: Scope) -> bool | None:
    """It is a community around a hobby or a game, where people know each other by names of their own making."""
    return _includes(scope, "organisation.kind", "hobby_community")


@fact
def has_house_rules(scope: Scope) -> bool | None:
    """House rules were agreed: of ours, or of its own."""
    words = scope.words_of("rules.house")
    if scope.items("rules.own"):
        return True
    return None if words is None else words != (NONE,)


@fact
def has_safeguarding_policy(scope: Scope) -> bool | None:
    """There is a safeguarding policy that these pages go with: its own, or its parent body's."""
    return _includes(scope, "organisation.safeguarding_policy", "own", "parent_body")


@fact
def uses_sign_language(scope: Scope) -> bool | None:
    """It can be asked in British Sign Language."""
    return _includes(scope, "organisation.access", "bsl")


@fact
def reads_aloud(scope: Scope) -> bool | None:
    """Somebody reads its pages with those who ask, which is done in person."""
    reads = _includes(scope, "organisation.access", "read_aloud")
    return reads and may_meet_in_person(scope)


@fact
def offers_nothing_in_writing_but_large_print(scope: Scope) -> bool | None:
    """Its pages can be had in large print, and in no other language."""
    words = scope.words_of("organisation.access")
    return None if words is None else set(words) - {"read_aloud"} == {"large_print"}


@fact
def pausing_is_a_step(scope: Scope) -> bool | None:
    """Whoever breaks a rule may be paused."""
    return _includes(scope, "rules.breaking", "pause")


@fact
def leaving_is_a_step(scope: Scope) -> bool | None:
    """Whoever breaks a rule may have to leave."""
    return _includes(scope, "rules.breaking", "remove")


@fact
def parents_are_told_of_a_broken_rule(scope: Scope) -> bool | None:
    """A parent or carer of whoever breaks a rule may be told."""
    return _includes(scope, "rules.breaking", "parents")


@fact
def never_messages_children(scope: Scope) -> bool | None:
    """Adults there do not message children."""
    return _includes(scope, "adults.messaging", "never")


@fact
def adults_write_from_own_accounts(scope: Scope) -> bool | None:
    """Adults there message children from accounts of their own."""
    return _includes(scope, "adults.messaging", "own")


@fact
def has_its_own_devices(scope: Scope) -> bool | None:
    """Those who help use the organisation's phones and computers."""
    return _includes(scope, "adults.devices", "organisation")


@fact
def devices_are_written_down(scope: Scope) -> bool | None:
    """It is written down who uses a device of their own, or nobody does."""
    return _includes(scope, "adults.devices", "organisation", "own_recorded")


@fact
def helpers_are_chosen_with_care(scope: Scope) -> bool | None:
    """There is a set way to choose those who are in touch with children online."""
    return _includes(scope, "adults.recruitment", "same", "parent_body")


@fact
def parent_body_chooses_helpers(scope: Scope) -> bool | None:
    """Those who are in touch with children online are chosen by the rules of the parent body."""
    return _includes(scope, "adults.recruitment", "parent_body")


@fact
def some_are_trained(scope: Scope) -> bool | None:
    """Some of those who moderate, or all of them, have been trained to spot signs of abuse."""
    return _includes(scope, "adults.training", "all", "some")


@fact
def moderators_are_supported(scope: Scope) -> bool | None:
    """Those who moderate have somebody to talk to, at set times, about what they read."""
    words = scope.words_of("adults.support")
    return None if words is None else words != ("no",)


@fact
def all_are_trained(scope: Scope) -> bool | None:
    """All who moderate have been trained to spot signs of abuse."""
    return _includes(scope, "adults.training", "all")
