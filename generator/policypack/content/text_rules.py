"""Text rules: the sentences of each kind of text to paste. Rows of ``content/ready_texts.yml``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import pydantic

from policypack.content.conditions import Condition
from policypack.content.kept_content import kept_rows
from policypack.content.platforms import Kind
from policypack.content.references import Names
from policypack.content.rows import Row

if TYPE_CHECKING:
    from policypack.base.workspace import Workspace

TextId = Literal["bio", "post", "stream", "away", "reply"]
Times = Literal["some", "always", "none", "undecided"]

NAMES = (
    *("org", "name", "times", "closed", "site", "mailbox", "our_lead", "lead_email", "lead_phone"),
    *("counselling", "emergency", "childline", "childline_site", "nspcc"),
)
"""What the wordings of a sentence may name in braces."""


class Sentence(Row):
    """One or two sentences that stay or go together.

    rank: how soon they go where a text is too long, from 9 (first) to 0 (never). says: the wordings, longest first; the
    first whose names in braces are all known is used. when, unless: for which place they are. times: for which state of
    the place's reading times they are, all where there is none.
    """

    rank: Annotated[int, pydantic.Field(ge=0, le=9)]
    says: Annotated[tuple[str, ...], pydantic.Field(min_length=1), Names("word of a text")]
    when: Condition | None = None
    unless: Condition | None = None
    times: tuple[Times, ...] = ()


class TextRule(Row):
    """A kind of text: a bio, a pinned post, words under a live stream, an automatic reply, a first reply to a child.

    title: what it is called. kinds: of platforms that have room for it. limit: which of the platform's limits it has to
    keep. longest: in characters; nobody reads more than that on a phone, even where there is room. between: what stands
    between sentences. unless: where it is not needed.
    """

    id: TextId
    title: str
    kinds: tuple[Kind, ...]
    limit: Literal["bio", "post", "message"]
    longest: int
    between: str
    unless: Condition | None = None
    sentences: tuple[Sentence, ...]


def load_text_rules(workspace: Workspace) -> tuple[TextRule, ...]:
    """Load ``content/ready_texts.yml``. Raises ProblemsFoundError as load_rows does."""
    return kept_rows(workspace, "ready_texts.yml", TextRule)
