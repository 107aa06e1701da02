"""Read by: who has confirmed that they have read which page, on which day, and in which agreed words.

The file ``site_config/read_by.yml`` is kept by the leaders, by hand or by ``policypack readers``. It holds a name or a
role, days and pages: no more is needed to know who has read what.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import pydantic

from policypack.answers.types.date import read_day
from policypack.base.nearest import nearest
from policypack.base.problems import Problem, one_problem, raise_if_any, shown_path
from policypack.content.rows import Row, load_row
from policypack.files.atomic import write_whole
from policypack.files.text_files import read_text
from policypack.files.yaml_edit import CommentAtRiskError, put, take_out
from policypack.files.yaml_scalars import Layout, plain_text
from policypack.text.hidden import as_seen

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from policypack.base.workspace import Workspace
    from policypack.files.yaml_scalars import Data, Path
    from policypack.pack.approval import Approval

ALL = "all"
"""Stands in the file for every page that was on the sheet to sign."""
_TEXT_OF = re.compile(r"(?P<day>.*?)(?:,? +text of +(?P<version>\d{4}-\d\d-\d\d(?:-\d+)?))?")
_NOTE = re.compile(r"^\s*#.*$", re.MULTILINE)
_LONGEST_NAME = 80
_HEADER = """\
# Who has confirmed that they have read the codes and procedures. Only leaders see it: it goes into report/ alone.
#
# These are people's names. Keep no more than a name or a role, the day and the page: no addresses, no notes. Tell the
# people listed that you keep it. When somebody leaves, take them out: `policypack readers remove NAME`.
#
# people:
#   - name: Sam R
#     read:
#       all: 2026-12-01, text of 2026-11-22    # every page on the sheet to sign, in the words agreed on 22 November
#       adult-code: 2027-03-04                 # one page, in the words that were agreed on that day
"""


def _or_nothing(given: Any) -> Any:
    return () if given in (None, "") else given


def _or_none_read(given: Any) -> Any:
    return {} if given in (None, "") else given


class _Person(Row):
    name: str = pydantic.Field(min_length=1, max_length=_LONGEST_NAME)
    read: Annotated[dict[str, str], pydantic.BeforeValidator(_or_none_read)] = pydantic.Field(default={})


class Columns(Row):
    """How the columns of a form's CSV file are called, as it was said when one was imported.

    page, confirmed: "" where a form has no such column. yes, no: what stands in the column `confirmed` where somebody
    has read it, or has not, beside plain words such as Yes. month_first: 11/29/2026 is a day of November.
    """

    name: str
    day: str
    page: str = ""
    confirmed: str = ""
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    month_first: bool = False


class _File(Row):
    columns: Columns | None = None
    people: Annotated[tuple[_Person, ...], pydantic.BeforeValidator(_or_nothing)] = ()


@dataclass(frozen=True, slots=True)
class Confirmed:
    """That somebody has read a page, or ALL. version: the name of the approval whose words they read."""

    page: str
    day: date
    version: str


@dataclass(frozen=True, slots=True)
class ReadBy:
    """The list. people: what each has confirmed, by name, in the order of the file. columns: of a form, if any."""

    people: Mapping[str, tuple[Confirmed, ...]]
    columns: Columns | None = None

    def named(self, name: str) -> str | None:
        """Return the name in the list that is this one, whatever its capitals; None where there is none."""
        return next((known for known in self.people if _same(known, name)), None)


def read_by(workspace: Workspace, approvals: Sequence[Approval], pages: Collection[str], today: date) -> ReadBy:
    """Read the list; it is empty where there is no file.

    approvals: every record, the oldest first. pages: the ids of those there are.
    Raises ProblemsFoundError with all that is wrong with the file.
    """
    file = workspace.read_by
    if not _NOTE.sub("", text_of_list(workspace)).strip():
        return ReadBy({})
    row, node = load_row(workspace, file, _File)
    name = shown_path(file, workspace.root)
    known = {*pages, ALL, *(page for one in approvals for page in one.pages)}
    problems: list[Problem] = []
    people: dict[str, tuple[Confirmed, ...]] = {}
    for place, person in enumerate(row.people):
        line = node.line_of(("people", place, "name"))
        if any(_same(person.name, other) for other in people):
            problems.append(Problem(name, line, "name", person.name, "each person once is wanted; this one is there"))
            continue
        found = []
        for page, said in person.read.items():
            line = node.line_of(("people", place, "read", page))
            try:
                if page not in known:
                    raise ValueError(f"the id of a page, or all, is wanted before the colon{nearest(page, known)}")
                found.append(Confirmed(page, *_day_and_version(said, approvals, today)))
            except ValueError as error:
                problems.append(Problem(name, line, f"{person.name}.{page}", said, str(error)))
        people[" ".join(person.name.split())] = tuple(found)
    raise_if_any(problems)
    return ReadBy(people, row.columns)


def version_on(day: date, approvals: Sequence[Approval]) -> str:
    """Return the name of the approval whose words stood on a day.

    Raises ValueError where no words had been agreed by then, or where those of that day were not kept.
    """
    found = [one.name for one in approvals if one.name and one.date <= day]
    if found:
        return found[-1]
    first = next((one for one in approvals if one.name), None)
    if first is None:
        raise ValueError("nothing has been agreed yet, and a draft has no words that anybody could confirm")
    raise ValueError(f"a day is wanted from {first.date.isoformat()} on, when the words were agreed that are kept")


def confirmed_by_hand(
    pages: Iterable[str], day: date, approvals: Sequence[Approval], today: date, version: str = ""
) -> list[Confirmed]:
    """Return what somebody confirms who signed a sheet.

    pages: their ids; none for all. version: whose words were read; by default those that stood on the day.
    Raises ValueError with what is wanted.
    """
    if day > today:
        raise ValueError(f"a day that is not after today, {today.isoformat()}, is wanted")
    return [Confirmed(page, day, version or version_on(day, approvals)) for page in (*pages,) or (ALL,)]


def with_confirmed(
    text: str, listed: ReadBy, new: Mapping[str, Iterable[Confirmed]], columns: Columns | None = None
) -> str:
    """Return the text of the file with people, and what they confirmed, added; of one page, the newest day stays.

    text: of the file, "" where there is none. new: what was confirmed, by name.
    Raises ProblemsFoundError where a comment would be lost.
    """
    text = text or _HEADER
    names = list(listed.people)
    have = {name: {one.page: one for one in found} for name, found in listed.people.items()}
    for given, found in new.items():
        name = next((known for known in names if _same(known, given)), given)
        if name not in have:
            have[name] = {}
            text = _edited(put, text, ("people", len(names)), {"name": name})
            names.append(name)
        for one in found:
            if one.page in have[name] and have[name][one.page].day > one.day:
                continue
            have[name][one.page] = one
            place = ("people", names.index(name), "read", one.page)
            said = plain_text(f"{one.day.isoformat()}, text of {one.version}")
            text = _edited(put, text, place, said, keys=tuple(have[name]))
    if columns is not None and columns != listed.columns:
        text = _edited(put, text, ("columns",), _as_data(columns))
    return text


def without(text: str, listed: ReadBy, name: str) -> str:
    """Return the text of the file without a person of the list. Raises ProblemsFoundError as with_confirmed does."""
    people = list(listed.people)
    if len(people) == 1:
        return _edited(take_out, text, ("people",))
    return _edited(take_out, text, ("people", people.index(name)))


def text_of_list(workspace: Workspace) -> str:
    """Return the text of the file, "" where there is none."""
    return read_text(workspace.read_by, workspace.root) if workspace.read_by.exists() else ""


def write_list(workspace: Workspace, text: str) -> None:
    """Write the file whole, or leave it as it was. Raises ProblemsFoundError where it cannot be written."""
    write_whole(workspace.read_by, workspace.root, text)


def read_name(text: str) -> str:
    """Read a name or a role. Raises ValueError with what is wanted."""
    name = as_seen(text)
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise ValueError(f"a name or a role of 1 to {_LONGEST_NAME} characters is wanted")
    return name


def _same(name: str, other: str) -> bool:
    return as_seen(name).casefold() == as_seen(other).casefold()


def _day_and_version(said: str, approvals: Sequence[Approval], today: date) -> tuple[date, str]:
    found = _TEXT_OF.fullmatch(" ".join(said.split()))
    if found is None:  # a line end cannot stand there
        raise ValueError("a day is wanted, such as 2026-12-01")
    day, version = read_day(found["day"]), found["version"]
    if day > today:
        raise ValueError(f"a day that is not after today, {today.isoformat()}, is wanted")
    if version is None:
        return day, version_on(day, approvals)
    names = [one.name for one in approvals if one.name]
    if version not in names:
        raise ValueError(f"after `text of`, a day on which the words were agreed is wanted{nearest(version, names)}")
    return day, version


def _edited(edit: Callable[..., str], text: str, path: Path, *value: Data, keys: Sequence[str] = ()) -> str:
    """Return the text after an edit. keys: those that are wanted below `read`, in their order."""
    order = {"": ("columns", "people"), "columns": tuple(Columns.model_fields), "read": keys}

    def order_at(path: Path) -> Sequence[str]:
        return order.get(str(path[-1]) if path else "", ("name", "read"))

    try:
        return edit(text, path, *value, Layout(order_at, lambda _: ()))
    except CommentAtRiskError as error:
        one_problem("site_config/read_by.yml", str(error))


def _as_data(columns: Columns) -> Data:
    data: dict[str, Data] = {}
    for key, value in columns.model_dump().items():
        if value:
            data[key] = plain_text("true") if value is True else list(value) if isinstance(value, tuple) else value
    return data
