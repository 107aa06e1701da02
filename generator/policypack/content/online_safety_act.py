"""The Online Safety Act 2023, as far as a small organisation has to know it: statements, each with its sources.

It serves a record to fill in, and never a verdict: whether the Act asks anything of an organisation, only the
organisation can find out, with Ofcom.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import pydantic

from policypack.content.kept_content import kept_content
from policypack.content.rows import Row, load_row
from policypack.content.sources import Sources, WebAddress, Words

if TYPE_CHECKING:
    from policypack.base.workspace import Workspace


class Statement(Row):
    """Something that is known. says: it, as leaders say it."""

    says: Words
    sources: Sources


class Duty(Row):
    """Something that those who run a service have to do.

    says: what. since: the day by which it was to be done first, or from which it counts; None where no source gives
    one. children: it counts only where children are likely to use the service.
    """

    says: Words
    since: date | None = None
    children: bool = False
    sources: Sources


class Tool(Row):
    """A help that Ofcom offers."""

    name: Words
    url: WebAddress


Statements = Annotated[tuple[Statement, ...], pydantic.Field(min_length=1)]


class OnlineSafetyAct(Row):
    """What is known of the Act.

    whose: whose service a place on a platform normally is. unsure: what no published ruling settles. exempt: kinds of
    service that are exempt. duties: what those who run a service that is not exempt have to do. tools: where to find
    out. checked: the day the sources were read.
    """

    whose: Statements
    unsure: Statements
    exempt: Statements
    duties: Annotated[tuple[Duty, ...], pydantic.Field(min_length=1)]
    tools: Annotated[tuple[Tool, ...], pydantic.Field(min_length=1)]
    checked: date


def load_online_safety_act(workspace: Workspace) -> OnlineSafetyAct:
    """Load ``content/online_safety_act.yml``. Raises ProblemsFoundError as load_row does."""
    path = workspace.find("content", "online_safety_act.yml")
    return kept_content(workspace, path.name, lambda: load_row(workspace, path, OnlineSafetyAct)[0])
