"""Nations: what differs between England, Scotland, Wales and Northern Ireland, and the law they share.

Nothing here is said to be in force unless a source says so. Scotland and Northern Ireland have no officer for
allegations against adults who work with children, so their packs never name one.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal, Self

import pydantic

from policypack.content.rows import Row, load_rows
from policypack.content.sources import Sources, WebAddress, Words, wanted

if TYPE_CHECKING:
    from policypack.base.workspace import Workspace

NationId = Literal["england", "scotland", "wales", "northern_ireland"]
PhoneNumber = Annotated[str, pydantic.StringConstraints(pattern=r"^[0-9]+( [0-9]+)*$")]
_WITH_OFFICER = {"england", "wales"}


class Law(Row):
    """A law that policies rest on (LAW-1, LAW-2), or a plan for one.

    note: what it means for a small organisation. status: whether a source says that it is in force; what is only
    planned is told to leaders as a plan. from_: the first day of it, where a source gives one. own_service: it concerns
    only those who run a service of their own. leaders_only: no policy of members names it. checked: the day the sources
    were read.
    """

    name: Words
    note: Words
    status: Literal["in_force", "not_known", "planned"]
    from_: date | None = pydantic.Field(default=None, alias="from")
    own_service: bool = False
    leaders_only: bool = False
    sources: Sources
    checked: date

    def is_rested_on(self, day: date, *, own_service: bool) -> bool:
        """Return whether a public policy of `day` may say that it rests on this law.

        own_service: whether the organisation runs a service of its own.
        """
        concerns = not self.leaders_only and (own_service or not self.own_service)
        return concerns and self.status == "in_force" and (self.from_ is None or self.from_ <= day)


class SharedLaw(Law):
    """A law that holds in several nations."""

    id: str
    nations: Annotated[tuple[NationId, ...], pydantic.Field(min_length=2)]


class Guidance(Row):
    """Guidance of a government or public body. note: for whom it is, and what for. leaders_only: as for a law."""

    name: Words
    note: Words
    leaders_only: bool = False
    sources: Sources


class Finder(Row):
    """Where somebody finds whose area a child lives in, and the number there.

    words: what the link says. how: what to do there, for whoever looks the numbers up.
    """

    words: Words
    web: WebAddress
    how: Words


class ChildrensServices(Row):
    """Who acts when a child may not be safe. where: whose area counts. find: how to find the number."""

    name: Words
    for_children: Words
    for_adults: Words
    where: Words
    find: Finder
    sources: Sources


class Officer(Row):
    """The officer for allegations against adults who work with children.

    short: the letters people use. explained: who that is, in plain words. within: how soon to tell them.
    """

    name: Words
    short: Words
    explained: Words
    within: Words
    sources: Sources


class Vetting(Row):
    """Checks on adults before they work with children.

    online: what the law says of those who moderate. barring: when and to whom a removed person is referred.
    """

    body: Words
    check: Words
    what: Words
    online: Words
    barring: Words
    sources: Sources


class Team(Row):
    """A children's services team with a number of its own (Northern Ireland's Gateway teams)."""

    id: str
    name: Words
    phone: PhoneNumber


class GatewayTeams(Row):
    """The teams of Northern Ireland, with the one number that answers when they are closed."""

    teams: Annotated[tuple[Team, ...], pydantic.Field(min_length=1)]
    out_of_hours: PhoneNumber
    sources: Sources
    seen: date


class Body(Row):
    """A public body. short: the letters people use, where they do. what: what it does."""

    name: Words
    short: Words | None = None
    what: Words
    sources: Sources


class Nation(Row):
    """One nation's names, rules and routes.

    in_words: with its preposition ("in Scotland"). allegation_route: for staff, whom to tell about an adult who works
    with children. also_told: a body beside children's services that anybody can tell of a child. lead_title: the usual
    name of the child protection lead. police: who they are and how to reach them.
    """

    id: NationId
    name: Words
    in_words: Words
    laws: Annotated[tuple[Law, ...], pydantic.Field(min_length=1)]
    guidance: Annotated[tuple[Guidance, ...], pydantic.Field(min_length=1)]
    childrens_services: ChildrensServices
    officer: Officer | None
    allegation_route: Words
    allegation_sources: Sources
    lead_title: Words
    vetting: Vetting
    police: Words
    gateway: GatewayTeams | None = None
    charity_regulator: Body
    safeguarding_body: Body
    also_told: Body | None = None
    seen: date

    @pydantic.model_validator(mode="after")
    def _officer_only_where_there_is_one(self) -> Self:
        if (self.officer is not None) != (self.id in _WITH_OFFICER):
            raise wanted("an officer for allegations is wanted in England and Wales, and none in any other nation")
        return self


def load_nations(workspace: Workspace) -> tuple[Nation, ...]:
    """Load ``content/nations.yml``. Raises as load_rows does."""
    return load_rows(workspace, "nations.yml", Nation)


def load_shared_laws(workspace: Workspace) -> tuple[SharedLaw, ...]:
    """Load ``content/laws.yml``: the laws that hold in several nations. Raises as load_rows does."""
    return load_rows(workspace, "laws.yml", SharedLaw)
