"""The words of the calendar files: when messages are read, for everybody, and what to look at again, for leaders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.content.rows import Row, load_row

if TYPE_CHECKING:
    from policypack.base.workspace import Workspace


class CalendarWords(Row):
    """The words; {who} in them stands for the organisation, or for a place of it.

    name: of the calendar for everybody. read: of a time at which messages are read. about: what that means. help: lines
    with the help numbers ({emergency}, {childline}, {nspcc}). where: the line with the page of all times ({address}),
    where the site's address is known. reviews: the name of the leaders' calendar.
    """

    name: str
    read: str
    about: str
    help: tuple[str, ...]
    where: str
    reviews: str


def load_calendar_words(workspace: Workspace) -> CalendarWords:
    """Load ``content/calendar.yml``. Raises ProblemsFoundError as load_row does."""
    return load_row(workspace, workspace.find("content", "calendar.yml"), CalendarWords)[0]
