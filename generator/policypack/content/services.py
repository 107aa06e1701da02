"""Services: the sources of help that a pack can signpost.

999, Childline and the NSPCC Helpline come from the guidance and are in every pack. Any other service appears once
the organisation has vetted it (OUTSIDE-3). No row holds opening hours for readers: they drift faster than numbers.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal, Self

import pydantic

from policypack.content.nations import NationId
from policypack.content.rows import Row, load_rows
from policypack.content.sources import Sources, Sure, WebAddress, Words, wanted

if TYPE_CHECKING:
    from policypack.base.workspace import Workspace

Reader = Literal["children", "families", "staff"]
Group = Literal["emergency", "talk", "report", "advice", "police"]
Number = Annotated[str, pydantic.StringConstraints(pattern=r"^[0-9]+( [0-9]+)*$")]
"""A phone or text number as people read it aloud, in groups of digits."""
ALWAYS = ("emergency-999", "childline", "nspcc-helpline")
"""The services whose numbers stand on pages by name (design: they are in every pack)."""


class Ages(Row):
    """The ages that a service is for, in whole years; None where that side is open."""

    from_: int | None = pydantic.Field(default=None, alias="from", ge=0)
    to: int | None = pydantic.Field(default=None, ge=0)


class Service(Row):
    """A source of help, with the ways to reach it that a source supports.

    readers, nations: whom it is for, and where. always: in every pack, and cannot be unticked. offered: whether an
    organisation can choose it. ages: None for everybody. text_word: the word to send to `text`. silent: it can be
    reached without speaking (text, online, sign language). free: None where that is not known. group: the heading it
    stands under. for_children, for_adults: what it is for and what happens when you get in touch; None where it is not
    for them. not_for: what it does not do. cost: words for `free`, or for what a call costs. without_speaking: how,
    where it takes more than a link. beside_childline: of a nation's own line for children, what stands after its number
    where it follows Childline. hours_seen, check_first: shown only to the person who answers the questionnaire,
    never on a page. seen: the day the sources were read. sure: how well the row is supported.
    """

    id: str
    name: Words
    readers: Annotated[tuple[Reader, ...], pydantic.Field(min_length=1)]
    nations: Annotated[tuple[NationId, ...], pydantic.Field(min_length=1)]
    always: bool = False
    offered: bool = True
    ages: Ages | None = None
    phone: Number | None = None
    text: Number | None = None
    text_word: str | None = None
    email: str | None = None
    web: WebAddress | None = None
    silent: bool
    free: bool | None
    group: Group
    for_children: Words | None = None
    for_adults: Words | None = None
    not_for: Words | None = None
    cost: Words | None = None
    without_speaking: Words | None = None
    beside_childline: Words | None = None
    hours_seen: Words | None = None
    check_first: Words | None = None
    sources: Sources
    seen: date
    sure: Sure

    @pydantic.model_validator(mode="after")
    def _complete(self) -> Self:
        if not (self.phone or self.text or self.email or self.web):
            raise wanted("at least one way to get in touch is wanted: phone, text, email or web")
        if ("children" in self.readers) != (self.for_children is not None):
            raise wanted("for_children is wanted where children are readers, and only there")
        if bool({"families", "staff"} & set(self.readers)) != (self.for_adults is not None):
            raise wanted("for_adults is wanted where families or staff are readers, and only there")
        if self.silent and not (self.text or self.email or self.web):
            raise wanted("a text number, an email or a web address is wanted for help without speaking")
        if self.text_word and not self.text:
            raise wanted("the number that text_word is sent to is wanted in text")
        return self

    def reader_text(self) -> tuple[str, ...]:
        """Return every passage of this row that a page can print."""
        passages = (self.name, self.for_children, self.for_adults, self.not_for, self.cost, self.without_speaking)
        return tuple(text for text in passages if text is not None)


def load_services(workspace: Workspace) -> tuple[Service, ...]:
    """Load ``content/services.yml``, in the order in which services are offered. Raises as load_rows does."""
    return load_rows(workspace, "services.yml", Service)
