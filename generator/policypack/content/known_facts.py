"""Known facts: everything about the world outside that pages can print, with its sources, their day and how sure it is.

They drift while the code stands still: a number changes, a law comes into force. So they can be listed, the least sure
first, for a person to go through. What an organisation answered is not among them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import TYPE_CHECKING, Literal, get_args

from policypack.content.nations import NationId

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policypack.content.advice import Advice
    from policypack.content.catalogue import Catalogue
    from policypack.content.finding_rules import FindingRule
    from policypack.content.nations import Law, Nation, SharedLaw
    from policypack.content.online_safety_act import OnlineSafetyAct
    from policypack.content.other_sites import OtherSite
    from policypack.content.platforms import Platform
    from policypack.content.publishing import Way
    from policypack.content.services import Service
    from policypack.content.sources import Source, Sure

Kind = Literal[
    "service",
    "law",
    "guidance",
    "nation",
    "platform",
    "advice",
    "online safety act",
    "finding",
    "publishing",
    "other site",
]
Certainty = Literal["old", "undated", "confirmed"]
CERTAINTIES: tuple[Certainty, ...] = ("old", "undated", "confirmed")
"""The least sure first: known to be old, of nobody knows when, and what the guidance or a recent page says."""
YEAR = timedelta(days=365)
_RECENT = 2 * YEAR
"""A page of the last two years counts as recent on the day it was read."""
_OF_SURE: dict[Sure, Certainty] = {"guidance": "confirmed", "dated": "confirmed", "undated": "undated", "old": "old"}


@dataclass(frozen=True, slots=True)
class KnownFact:
    """One thing that pages say of the world.

    file: of ``content/``, and id: of the row in it. what: its name, and says: what is printed of it, in one line.
    sources: where it was read, and seen: on which day.
    """

    kind: Kind
    file: str
    id: str
    what: str
    says: str
    sources: tuple[Source, ...]
    seen: date
    sure: Certainty

    def age_on(self, day: date) -> int:
        """Return how many days ago its sources were read, on `day`."""
        return (day - self.seen).days

    def wants_a_look_on(self, day: date) -> bool:
        """Return whether somebody should look it up anew: it is old or undated, or was read more than a year ago."""
        return self.sure != "confirmed" or day - self.seen > YEAR


def known_facts(
    catalogue: Catalogue, act: OnlineSafetyAct, ways: Iterable[Way], sites: Iterable[OtherSite]
) -> tuple[KnownFact, ...]:
    """Return every fact of the world that some pack can print, in the order of the files.

    act: what is known of the Online Safety Act. ways: to publish. sites: of other people, where our times can be put.
    """
    return (
        *map(of_service, catalogue.services.values()),
        *map(of_shared_law, catalogue.shared_laws),
        *chain.from_iterable(map(of_nation, catalogue.nations.values())),
        *chain.from_iterable(map(of_platform, catalogue.platforms.values())),
        *map(of_advice, catalogue.advice),
        *of_online_safety_act(act),
        *chain.from_iterable(map(of_finding, catalogue.finding_rules)),
        *_of_steps("publishing", "publishing.yml", ways),
        *_of_steps("other site", "other_sites.yml", sites),
    )


def least_sure_first(facts: Iterable[KnownFact]) -> list[KnownFact]:
    """Return facts in the order in which to look at them: the least sure, then what was read longest ago."""
    return sorted(facts, key=lambda fact: (CERTAINTIES.index(fact.sure), fact.seen, _newest(fact.sources) or date.min))


def of_service(service: Service) -> KnownFact:
    """Return what is known of a service: how to reach it, what it costs, and the hours that were last seen."""
    word = f"{service.text_word} to " if service.text_word else ""
    text = f"text {word}{service.text}" if service.text else None
    says = [service.phone, text, service.email, service.web, service.cost, service.hours_seen, service.check_first]
    where = "everywhere" if len(service.nations) == len(get_args(NationId)) else ", ".join(service.nations)
    named = f"{service.name} ({where.replace('_', ' ')})"
    return KnownFact(
        "service",
        "services.yml",
        service.id,
        named,
        "; ".join(said for said in says if said),
        service.sources,
        service.seen,
        _OF_SURE[service.sure],
    )


def of_shared_law(law: SharedLaw) -> KnownFact:
    """Return what is known of a law that holds in several nations."""
    return _of_law(law, "laws.yml", law.id)


def of_nation(nation: Nation) -> Iterator[KnownFact]:
    """Yield what is known of a nation: its laws and guidance, its bodies, and whom to tell of what."""

    def fact(kind: Kind, what: str, says: str, sources: tuple[Source, ...]) -> KnownFact:
        sure = _certainty(sources, nation.seen)
        return KnownFact(kind, "nations.yml", nation.id, f"{nation.name}: {what}", says, sources, nation.seen, sure)

    yield from (_of_law(law, "nations.yml", nation.id, nation.name) for law in nation.laws)
    for paper in nation.guidance:
        yield fact("guidance", paper.name, paper.note, paper.sources)
    care, vetting = nation.childrens_services, nation.vetting
    yield fact("nation", care.name, f"{care.for_adults} {care.where} {care.find.words}: {care.find.web}", care.sources)
    if nation.officer is not None:
        yield fact("nation", nation.officer.name, nation.officer.within, nation.officer.sources)
    yield fact("nation", "an allegation against an adult", nation.allegation_route, nation.allegation_sources)
    yield fact("nation", vetting.check, f"{vetting.what} {vetting.online} {vetting.barring}", vetting.sources)
    for body in filter(None, (nation.charity_regulator, nation.safeguarding_body, nation.also_told)):
        yield fact("nation", body.name, body.what, body.sources)
    if nation.gateway is not None:
        teams = "; ".join(f"{team.name} {team.phone}" for team in nation.gateway.teams)
        says = f"{teams}; out of hours {nation.gateway.out_of_hours}"
        yield fact("nation", "Gateway teams", says, nation.gateway.sources)


def of_platform(platform: Platform) -> Iterator[KnownFact]:
    """Yield what is known of a platform with a source: ages, what was announced, its settings, and lengths of texts."""

    def fact(what: str, says: str, sources: tuple[Source, ...], sure: Sure | None = None) -> KnownFact:
        certainty = _certainty(sources, platform.seen) if sure is None else _OF_SURE[sure]
        named = f"{platform.name}: {what}"
        return KnownFact("platform", "platforms.yml", platform.id, named, says, sources, platform.seen, certainty)

    ages = [f"from {limit.age}" for limit in platform.min_age or () if platform.knows("min_age")]
    if ages or platform.sourced_age_rules:
        yield fact("ages", "; ".join([*ages, *platform.sourced_age_rules]), platform.sources, platform.min_age_sure)
    announced = platform.sourced_announcement
    if announced is not None:
        says = f"{announced.age} announced, expected in {announced.expected}"
        yield fact("age limit to come", says, (announced.source,))
    said = [field for field in ("closes", "away", "online_safety_act", "advice") if platform.knows(field)]
    settings = [str(getattr(platform, field)) for field in said]
    settings += platform.turn_on if platform.knows("turn_on") else ()
    if platform.knows("holds_comments"):
        settings.append(f"can be held until checked: {platform.holds_comments}")
    if settings:
        yield fact("settings", "; ".join(settings), platform.sources, platform.holds_sure)
    if platform.limits is not None:
        lengths = [(name, getattr(platform.limits, name)) for name in ("bio", "post", "message")]
        says = ", ".join(f"{name} {length}" for name, length in lengths if length)
        yield fact("characters in a text", says, platform.limits.sources)


def of_advice(advice: Advice) -> KnownFact:
    """Return what others say of one of the hardest moments, on a card for staff."""
    named = f"Card for staff: {advice.topic}"
    sure = _OF_SURE[advice.sure]
    return KnownFact("advice", "advice.yml", advice.id, named, advice.says, advice.sources, advice.seen, sure)


def of_online_safety_act(act: OnlineSafetyAct) -> Iterator[KnownFact]:
    """Yield what is known of the Online Safety Act, statement by statement."""
    for what in ("whose", "unsure", "exempt", "duties"):
        for statement in getattr(act, what):
            yield KnownFact(
                "online safety act",
                "online_safety_act.yml",
                what,
                "Online Safety Act 2023",
                statement.says,
                statement.sources,
                act.checked,
                _certainty(statement.sources, act.checked),
            )


def of_finding(rule: FindingRule) -> Iterator[KnownFact]:
    """Yield what a finding says of the world outside, where it does."""
    if rule.seen is not None:
        sure = _certainty(rule.sources, rule.seen)
        named = f"Finding: {rule.title.removeprefix('{name}: ')}"
        yield KnownFact("finding", "findings.yml", rule.id, named, rule.why, rule.sources, rule.seen, sure)


def _of_steps(kind: Kind, file: str, rows: Iterable[Way | OtherSite]) -> Iterator[KnownFact]:
    """Yield what other people's pages were seen to ask, step by step; rows without sources state nothing."""
    for row in rows:
        if row.seen is not None and row.sources is not None:
            sure = _certainty(row.sources, row.seen)
            yield KnownFact(kind, file, row.id, row.title, " ".join(row.steps), row.sources, row.seen, sure)


def _of_law(law: Law, file: str, identity: str, nation: str = "") -> KnownFact:
    named = f"{nation}: {law.name}" if nation else law.name
    return KnownFact(
        "law", file, identity, named, law.note, law.sources, law.checked, _certainty(law.sources, law.checked)
    )


def _certainty(sources: tuple[Source, ...], seen: date) -> Certainty:
    """Return how sure a row is that does not say so itself: by its newest source, on the day it was read."""
    newest = _newest(sources)
    if newest is None:
        return "undated"
    return "confirmed" if seen - newest <= _RECENT else "old"


def _newest(sources: tuple[Source, ...]) -> date | None:
    """Return the day of the newest source; the last that it can be where a month or year is known, None without any."""
    days = [_last_day(source.date) for source in sources if source.date is not None]
    return max(days, default=None)


def _last_day(known: str) -> date:
    year, month, day = (*map(int, known.split("-")), 0, 0)[:3]
    if day:
        return date(year, month, day)
    first_after = date(year + 1, 1, 1) if month in (0, 12) else date(year, month + 1, 1)
    return first_after - timedelta(days=1)
