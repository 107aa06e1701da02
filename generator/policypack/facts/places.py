"""Facts about accounts: what follows from their answers and from what is known of their platforms.

Most are asked of the account in scope. All are listed with the others in :mod:`policypack.facts.groups`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.content.questions import NONE
from policypack.facts.registry import fact
from policypack.facts.times import are_set_times
from policypack.facts.ways import way_of
from policypack.readers.schedule import WeeklyTimes

if TYPE_CHECKING:
    from policypack.answers.model import Scope
    from policypack.content.platforms import Platform


def platform_of(scope: Scope) -> Platform | None:
    """Return the platform of the account in scope; None while it is not decided."""
    platform = scope.words_of("online.accounts.platform")
    return None if platform is None else scope.catalogue.platforms[platform[0]]


def platform_age(scope: Scope) -> int | None:
    """Return the youngest age in years that the platform of the account in scope allows today; None where unknown."""
    platform = platform_of(scope)
    return None if platform is None else platform.min_age_on(scope.today)


def youngest_in_account(scope: Scope) -> int | None:
    """Return the age in years of the youngest who may be in the account in scope."""
    named = scope.words_of("online.accounts.age_groups")
    if named is None:
        return None
    lows = [group.values.get("from") for group in scope.items("ages.groups") if group.name in named]
    return min((low for low in lows if isinstance(low, int)), default=None)


@fact
def below_platform_age(scope: Scope) -> bool | None:
    """The account in scope takes children who are younger than its platform allows."""
    youngest, limit = youngest_in_account(scope), platform_age(scope)
    return None if youngest is None or limit is None else youngest < limit


@fact
def below_announced_age(scope: Scope) -> bool | None:
    """The account in scope takes children who would be too young under an age limit that was announced."""
    platform, youngest = platform_of(scope), youngest_in_account(scope)
    if platform is None or platform.announced is None or "announced" in platform.unverified or youngest is None:
        return None
    return youngest < platform.announced.age and not below_platform_age(scope)


@fact
def platform_cannot_hold_comments(scope: Scope) -> bool | None:
    """The platform of the account in scope has no known way to hold comments until somebody has checked them."""
    platform = platform_of(scope)
    if platform is None or "holds_comments" in platform.unverified or platform.holds_comments is None:
        return None
    return platform.holds_comments == "none"


@fact
def comments_cannot_be_held_as_said(scope: Scope) -> bool | None:
    """Comments in the account in scope are said to be checked first, where no way to hold them back is known."""
    words = scope.words_of("online.accounts.comments")
    return None if words is None else words == ("before",) and platform_cannot_hold_comments(scope) is True


@fact
def platform_holds_posts_alone(scope: Scope) -> bool | None:
    """The platform of the account in scope is known to hold posts until somebody has checked them, but not comments."""
    platform = platform_of(scope)
    return None if platform is None else platform.knows("holds_comments") and platform.holds_comments == "posts"


@fact
def messages_cannot_be_off(scope: Scope) -> bool | None:
    """The platform of the account in scope has private messages, and no known way to switch them off."""
    platform = platform_of(scope)
    return None if platform is None or not platform.knows("direct_messages") else platform.direct_messages == "yes"


@fact
def numbers_are_visible(scope: Scope) -> bool | None:
    """Everybody in the account in scope sees everybody's phone number."""
    platform = platform_of(scope)
    return None if platform is None else platform.numbers_visible


@fact
def is_live(scope: Scope) -> bool | None:
    """The account in scope is for calls or for streams."""
    platform = platform_of(scope)
    return None if platform is None else platform.kind in ("call", "stream")


@fact
def is_for_calls(scope: Scope) -> bool | None:
    """The account in scope is for calls."""
    platform = platform_of(scope)
    return None if platform is None else platform.is_call


@fact
def is_streamed_from(scope: Scope) -> bool:
    """It is said that the account in scope is one of those from which the organisation streams."""
    named = scope.words_of("images.stream_places")
    return scope.item is not None and scope.item.name in (named or ())


@fact
def people_can_write_in_calls(scope: Scope) -> bool | None:
    """In some place that is for calls, others than us can write, such as in its chat."""
    calls = [scope.answers.scope(place) for place in scope.items("online.accounts")]
    said = [call.words_of("online.accounts.comments") for call in calls if is_for_calls(call)]
    return any(words not in (None, ("off",)) for words in said) if said else None


@fact
def people_can_talk_aloud(scope: Scope) -> bool | None:
    """Calls are held, or some place is for calls, or a server or a game, where people talk with their voices."""
    calls, platforms = scope.words_of("images.calls"), scope.words_of("online.accounts.platform")
    kinds = {scope.catalogue.platforms[platform].kind for platform in platforms or ()}
    if calls == ("yes",) or kinds & {"call", "server", "game"}:
        return True
    return None if calls is None or platforms is None else False


@fact
def is_read_at_set_times(scope: Scope) -> bool | None:
    """Somebody reads the account in scope at set times: its own where it has any, else those of all places."""
    if scope.item is None:
        return None
    said = way_of(scope, "times")
    return None if said is None else are_set_times(said)


@fact
def is_read_at_weekly_times(scope: Scope) -> bool | None:
    """Some of the times at which the account in scope is read come back each week, so that a clock knows them."""
    said = None if scope.item is None else way_of(scope, "times")
    return None if said is None else isinstance(said, WeeklyTimes) and bool(said.spans)


@fact
def members_could_write_in_private(scope: Scope) -> bool | None:
    """Children are in the account in scope, and it is of a kind in which members can write to one another."""
    platform, whom = platform_of(scope), scope.words_of("online.accounts.for_whom")
    if platform is None or whom is None:
        return None
    return "children" in whom and platform.kind not in ("page", "site", "email", "call", "stream")


@fact
def some_place_has_channels(scope: Scope) -> bool | None:
    """Some place is a server, or a chat of several groups, in which there are channels."""
    named = scope.answers.scope(None, scope.seen).words_of("online.accounts.platform")
    return None if named is None else any(scope.catalogue.platforms[one].has_channels for one in named)


@fact
def invite_link_is_public(scope: Scope) -> bool | None:
    """The account in scope is public, and its address is a link that lets anybody in.

    Such links are known for a platform (``invites`` in content/platforms.yml): they open a group or a server.
    """
    seen_by, address = scope.words_of("online.accounts.seen_by"), scope.words_of("online.accounts.address")
    if seen_by is None or address is None:
        return None
    if seen_by != ("everybody",) or address == (NONE,):
        return False
    return _lets_in(scope, address[0])


@fact
def address_can_be_public(scope: Scope) -> bool | None:
    """Everybody may know the account's address: the place is public, or anybody can sign up; no link that lets in."""
    seen_by, address = scope.words_of("online.accounts.seen_by"), scope.words_of("online.accounts.address")
    if seen_by is None or address is None:
        return None
    if address == (NONE,) or _lets_in(scope, address[0]):
        return False
    if seen_by == ("everybody",):
        return True
    signs_up = scope.words_of("online.accounts.open_to_all")
    return None if signs_up is None else signs_up == ("yes",)


def _lets_in(scope: Scope, address: str) -> bool:
    """Say whether an address is a link that opens a group or a server to whoever has it."""
    plain = address.casefold().partition("://")[2].removeprefix("www.")
    return any(plain.startswith(start) for row in scope.catalogue.platforms.values() for start in row.invites)


@fact
def members_contradict_places(scope: Scope) -> bool | None:
    """What is said of who is online with the organisation does not fit what is said of who is in its places."""
    members, places = scope.words_of("ages.members"), scope.items("online.accounts")
    known = [whom for place in places if isinstance(whom := place.values.get("for_whom"), tuple)]
    if members is None or not known:
        return None
    there = {who for whom in known for who in whom}
    if members == ("parents",):
        return bool(there & {"children", "adults"})
    if members == ("adults",):
        return "children" in there
    wanted = {"children", "parents"} if members == ("families",) else {"children"}
    return len(known) == len(places) and not wanted <= there


@fact
def own_service_among_places(scope: Scope) -> bool | None:
    """Some place where others can post is one that the organisation runs itself, such as its own forum."""
    places = scope.items("online.accounts")
    platforms = scope.catalogue.platforms
    # A place has no platform yet while its questions are being asked.
    known = [(place, platforms.get(str(place.values.get("platform")))) for place in places]
    own = [place for place, platform in known if platform is not None and platform.own_service]
    return any(place.values.get("comments") not in (None, "off") for place in own) if places else None


@fact
def lets_anybody_in(scope: Scope) -> bool | None:
    """The account in scope is meant to be closed, and nobody checks who comes in."""
    checks = scope.words_of("online.accounts.joining_checks")
    return None if checks is None else checks == (NONE,)


@fact
def nobody_checks_what_others_post(scope: Scope) -> bool | None:
    """There are places online where others can post, and in none of them does anybody check it."""
    checked = scope.answers.scope(None, scope.seen).words_of("online.accounts.comments")
    return None if not checked else {"no"} <= set(checked) <= {"no", "off"}


@fact
def runs_own_service(scope: Scope) -> bool | None:
    """The organisation runs a service of its own, and people there can do more than comment on what it publishes."""
    words = scope.words_of("online.own_service")
    return None if words is None else words == ("yes",) and scope.words_of("online.own_service_limited") != ("yes",)


@fact
def moderators_are_in_regulated_activity(scope: Scope) -> bool | None:
    """Only children are in the place in scope, others can post there, somebody looks after it, and not all in Scotland.

    Moderating such a place often is regulated activity in England, Wales and Northern Ireland.
    """
    nations, whom = scope.words_of("organisation.nations"), scope.words_of("online.accounts.for_whom")
    comments, moderators = scope.words_of("online.accounts.comments"), scope.words_of("online.accounts.moderators")
    if nations is None or whom is None or comments is None or moderators is None:
        return None
    return set(nations) != {"scotland"} and whom == ("children",) and comments != ("off",) and moderators != (NONE,)


@fact
def every_place_assessed(scope: Scope) -> bool | None:
    """The risks of every place online have been written down."""
    days, places = _risk_days(scope)
    if NONE in days:
        return False
    return True if places and len(days) == places else None


@fact
def some_places_assessed(scope: Scope) -> bool | None:
    """The risks of some places online have been written down, and not those of every place."""
    days, places = _risk_days(scope)
    if any(day != NONE for day in days):
        return NONE in days or len(days) < places
    return False if places and len(days) == places else None


@fact
def no_place_was_assessed(scope: Scope) -> bool | None:
    """The risks of none of the places online have been written down."""
    days, places = _risk_days(scope)
    if any(day != NONE for day in days):
        return False
    return True if places and len(days) == places else None


def _risk_days(scope: Scope) -> tuple[tuple[str, ...], int]:
    """Return the days on which places were assessed, as far as they are decided, and how many places there are."""
    whole = scope.answers.scope(None, scope.seen)
    return whole.words_of("online.accounts.risk_assessed_on") or (), len(scope.answers.items("online.accounts"))
