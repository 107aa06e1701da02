"""Platforms: the products that organisations use online, with their limits, settings and risks.

Age limits are dated, since a limit can change while a pack stands. A field named in `unverified` has no source yet:
questions and findings may use it, pages do not state it as a fact.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal, Self

import pydantic

from policypack.content.rows import Row, load_rows
from policypack.content.sources import Source, Sources, Sure, Words, wanted

if TYPE_CHECKING:
    from policypack.base.workspace import Workspace

Kind = Literal["page", "group", "chat", "server", "call", "stream", "game", "site", "forum", "app", "email"]
Phrases = tuple[Words, ...]
Characters = Annotated[int, pydantic.Field(ge=40)]
"""A number of characters. 999 and Childline, said shortly, need 40."""
_NEEDS_SOURCE = (
    "min_age",
    "announced",
    "age_rules",
    "comments",
    "holds_comments",
    "direct_messages",
    "closes",
    "away",
    "turn_on",
    "risks",
    "online_safety_act",
    "advice",
)


class AgeLimit(Row):
    """The youngest age for an account, in whole years, from one day until (and without) another; None is open."""

    age: Annotated[int, pydantic.Field(ge=0, le=21)]
    from_: date | None = pydantic.Field(default=None, alias="from")
    until: date | None = None
    status: Literal["in_force", "announced"]


class Announcement(Row):
    """A change of the age limit that was announced without a day. expected: when, in the words of the source."""

    age: Annotated[int, pydantic.Field(ge=0, le=21)]
    expected: Words
    source: Source


class Limits(Row):
    """The most characters that a text can have there; None where no source says.

    bio: the description or bio. post: a post, or what can be pinned. message: a private message.
    """

    bio: Characters | None = None
    post: Characters | None = None
    message: Characters | None = None
    sources: Sources


class Streaming(Row):
    """What a source says of streams there, in words for staff; None where none does.

    comments: how live comments are turned off. kept: whether a recording stays. take_down: how it is deleted.
    """

    comments: Words | None = None
    kept: Words | None = None
    take_down: Words | None = None
    sources: Sources
    seen: date
    sure: Sure

    def says(self) -> tuple[str, ...]:
        """Return what is known, in the order in which it is needed."""
        return tuple(words for words in (self.comments, self.kept, self.take_down) if words is not None)


class Platform(Row):
    """A product such as Discord.

    min_age: dated limits; None where there is none or none is known. age_rules: other rules that go by age. comments:
    whether others can post or comment. holds_comments: what can be held until an adult approves it. closes: whether and
    how it can be closed outside moderation hours, in words for staff. away: how whoever writes there in private learns
    that nobody is there, likewise. turn_on: settings as a volunteer finds them.
    own_service: run by the organisation itself, so the Online Safety Act may apply; online_safety_act: in words for
    leaders. common: among those that most small organisations use. streaming: what is known of streams, with sources of
    its own. numbers_visible: each member's phone number is shown to all. invites: how links start that let anybody in,
    without https://. limits: how long texts can be, with sources of their own. unverified: fields without a source.
    """

    id: str
    name: Words
    kind: Kind
    min_age: tuple[AgeLimit, ...] | None = None
    min_age_sure: Sure | None = None
    announced: Announcement | None = None
    age_rules: Phrases = ()
    comments: bool | None = None
    holds_comments: Literal["posts", "comments", "all", "none"] | None = None
    holds_sure: Sure | None = None
    direct_messages: Literal["yes", "no", "can_be_off"] | None = None
    closes: Words | None = None
    away: Words | None = None
    turn_on: Phrases = ()
    risks: Phrases = ()
    common: bool = False
    own_service: bool = False
    online_safety_act: Words | None = None
    numbers_visible: bool = False
    limits: Limits | None = None
    streaming: Streaming | None = None
    advice: Words | None = None
    invites: tuple[Words, ...] = ()
    sources: tuple[Source, ...] = ()
    seen: date
    unverified: tuple[str, ...] = ()

    @pydantic.model_validator(mode="after")
    def _honest(self) -> Self:
        unknown = sorted(set(self.unverified) - set(type(self).model_fields))
        if unknown:
            raise wanted(f"names of fields are wanted in unverified; these are none: {', '.join(unknown)}")
        unsourced = [field for field in _NEEDS_SOURCE if self.knows(field)]
        if unsourced and not self.sources:
            raise wanted(f"sources are wanted, or these fields in unverified: {', '.join(unsourced)}")
        if self.min_age and self.min_age_sure is None and "min_age" not in self.unverified:
            raise wanted("min_age_sure is wanted beside min_age, or min_age in unverified")
        if self.holds_comments and self.holds_sure is None and "holds_comments" not in self.unverified:
            raise wanted("holds_sure is wanted beside holds_comments, or holds_comments in unverified")
        return self

    def min_age_on(self, day: date) -> int | None:
        """Return the age limit in force on `day`, or None where none is known. An announced limit is not in force."""
        for limit in self.min_age or ():
            started = limit.from_ is None or limit.from_ <= day
            ended = limit.until is not None and limit.until <= day
            if limit.status == "in_force" and started and not ended:
                return limit.age
        return None

    def sourced_age_on(self, day: date) -> int | None:
        """Return the age limit in force on `day` where a source supports it, so that a page may state it."""
        return self.min_age_on(day) if self.knows("min_age") else None

    @property
    def sourced_age_rules(self) -> Phrases:
        """The other rules that go by age, where a source supports them."""
        return self.age_rules if self.knows("age_rules") else ()

    @property
    def sourced_announcement(self) -> Announcement | None:
        """What has been announced of the age limit, where a source supports it."""
        return self.announced if self.knows("announced") else None

    def knows_ages_on(self, day: date) -> bool:
        """Return whether a source says something about ages there: a limit on `day`, a rule or an announcement."""
        return bool(self.sourced_age_on(day) or self.sourced_age_rules or self.sourced_announcement)

    @property
    def is_named(self) -> bool:
        """Whether it is a product that can be looked up, and not “something else”."""
        return self.id != "other"

    @property
    def is_our_own(self) -> bool:
        """Whether an organisation has it of its own, such as its website, so that ages there are its own affair."""
        return self.id.startswith("own-")

    @property
    def is_call(self) -> bool:
        """Whether people see or hear each other there; what they write is messages in a chat."""
        return self.kind == "call"

    @property
    def is_email(self) -> bool:
        """Whether it is email, which has no age limit and is exempt from the Online Safety Act."""
        return self.kind == "email"

    @property
    def has_channels(self) -> bool:
        """Whether what is posted there lies in channels or boards, each of which can be looked after in its own way."""
        return self.kind in ("server", "forum")

    @property
    def may_be_ours(self) -> bool:
        """Whether no published ruling says whose service a group there is: the platform's, or whoever set it up."""
        return self.kind in ("server", "chat", "game")

    def knows(self, field: str) -> bool:
        """Return whether `field` holds something that a source supports, so that a page may state it."""
        return field not in self.unverified and getattr(self, field) not in (None, ())

    def reader_text(self) -> tuple[str, ...]:
        """Return every passage of this row that a page can print."""
        single = (self.name, self.closes, self.away, self.advice, self.online_safety_act)
        streaming = self.streaming.says() if self.streaming else ()
        phrases = (*self.age_rules, *self.turn_on, *self.risks, *streaming)
        return tuple(text for text in (*single, *phrases) if text is not None)


def load_platforms(workspace: Workspace) -> tuple[Platform, ...]:
    """Load ``content/platforms.yml``, in the order in which platforms are offered. Raises as load_rows does."""
    return load_rows(workspace, "platforms.yml", Platform)
