"""The command `readers`: who has read the codes and procedures, kept by hand or from a form, for the leaders alone."""

from __future__ import annotations

import re
import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policypack.cli.in_workspace import in_workspace
from policypack.cli.options import DONE, Day, FolderArgument, say_notices, today_option

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from policypack.pack.pack import Pack
    from policypack.pack.read_by import Columns, Confirmed
    from policypack.readers.form_table import FormTable


@click.group(invoke_without_command=True, short_help="Say who has read the codes and procedures, and who has not.")
@click.option("--messages", is_flag=True, help="Write what to send to each for whom something is left to read.")
@today_option
@click.pass_context
def readers(context: click.Context, messages: bool, today: date | None) -> int | None:
    """Say who has confirmed that they have read the pages to sign for, who has not, and who read older words.

    The list is site_config/read_by.yml, and is for the leaders alone.
    """
    return _say(messages, today) if context.invoked_subcommand is None else None


@in_workspace
def _say(folder: Path, messages: bool, today: date | None) -> int:
    from policypack.pages.who_has_read import WhoHasRead
    from policypack.publish.readers_said import readers_text

    reading = WhoHasRead(_pack(folder, today))
    click.echo(readers_text(reading, with_messages=messages))
    return DONE


agreed_option = click.option(
    "--agreed", metavar="DATE", type=Day(), help="The words that were read: agreed on DATE. [those of the day]"
)


@readers.command(short_help="Add somebody who has read it, as on a signed sheet.")
@click.argument("name")
@click.option("--page", "pages", metavar="PAGE", multiple=True, help="Only this page, by its title or id. [all]")
@click.option("--day", metavar="DATE", type=Day(), help="The day on which they confirmed it. [today]")
@agreed_option
@click.option("--not-yet", is_flag=True, help="They have read nothing yet, and are to be asked.")
@today_option
@in_workspace
def add(  # noqa: PLR0913, PLR0917 - one for each option
    folder: Path,
    name: str,
    pages: tuple[str, ...],
    day: date | None,
    agreed: date | None,
    not_yet: bool,
    today: date | None,
) -> int:
    """Note that NAME (or a role) has read the pages to sign for.

    Of the same page the newest day is kept. A name that is there already is added to.
    """
    from policypack.pack.form_answers import pages_of
    from policypack.pack.read_by import confirmed_by_hand, read_name

    pack = _pack(folder, today)
    try:
        who, version = read_name(name), _version(pack, agreed)
        ids = [page for text in pages for page in pages_of(text, _titles(pack))]
        found = [] if not_yet else confirmed_by_hand(ids, day or pack.today, pack.approvals, pack.today, version)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    _write(pack, {who: found})
    words = f" {_words_said(pack, found)}." if found else " Nothing has been read yet."
    click.echo(f"Noted: {who}.{words}")
    return DONE


@readers.command("import", short_help="Take in the answers of a form, from a CSV file.")
@click.argument("file", type=FolderArgument)
@click.option("--name", "name", metavar="COLUMN", help="The column with the name or the role.")
@click.option("--day", "day", metavar="COLUMN", help="The column with the day.")
@click.option("--page", "page", metavar="COLUMN", help="The column with the pages. [each line is for all]")
@click.option("--confirmed", metavar="COLUMN", help="The column that says that it was read. [each line does]")
@click.option("--yes", metavar="TEXT", multiple=True, help="What stands there where it was read.")
@click.option("--no", metavar="TEXT", multiple=True, help="What stands there where it was not.")
@click.option("--month-first", is_flag=True, help="11/29/2026 is a day of November.")
@agreed_option
@today_option
@in_workspace
def take_in(  # noqa: PLR0913, PLR0917 - one for each option
    folder: Path,
    file: Path,
    name: str | None,
    day: str | None,
    page: str | None,
    confirmed: str | None,
    yes: tuple[str, ...],
    no: tuple[str, ...],
    month_first: bool,
    agreed: date | None,
    today: date | None,
) -> int:
    """Take in who has read it from FILE, a CSV file of any form tool; nothing is taken in where a line is wrong.

    At a terminal it asks which column is which, and remembers it for the next file with these columns.
    """
    from policypack.pack.form_answers import confirmed_in
    from policypack.pack.read_by import Columns
    from policypack.readers.form_table import read_table

    pack = _pack(folder, today)
    table = read_table(file)
    if name and day:
        columns = Columns(
            name=name, day=day, page=page or "", confirmed=confirmed or "", yes=yes, no=no, month_first=month_first
        )
        _require(table, columns)
    elif name or day or page or confirmed:
        raise click.UsageError("--name and --day go together: which column has the name, and which one the day?")
    else:
        columns = _known_columns(pack, table) or _asked_columns(table, file.name)
    columns = _with_unclear_asked(table, columns, file.name)
    try:
        version = _version(pack, agreed)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    found, left_out = confirmed_in(
        table, columns, file.name, titles=_titles(pack), approvals=pack.approvals, today=pack.today, version=version
    )
    _write(pack, found, columns)
    click.echo(f"Taken in: {_count(len(found), 'person', 'people')}. {_words_said(pack, [*chain(*found.values())])}.")
    if left_out:
        click.echo(f"{_count(left_out, 'line', 'lines')} said that it was not read, and changed nothing.")
    return DONE


@readers.command(short_help="Take somebody out of the list, with all that it says of them.")
@click.argument("name")
@today_option
@in_workspace
def remove(folder: Path, name: str, today: date | None) -> int:
    """Take NAME out of the list, with all that it says of them. Nothing of it is kept."""
    from policypack.base.nearest import nearest
    from policypack.pack.read_by import text_of_list, without, write_list

    pack = _pack(folder, today)
    known = pack.read_by.named(name)
    if known is None:
        raise click.UsageError(f"nobody of that name is in the list{nearest(name, pack.read_by.people)}")
    text = without(text_of_list(pack.workspace), pack.read_by, known)
    write_list(pack.workspace, text)
    click.echo(f"Taken out: {known}. The report still names them until `policypack build` makes it anew.")
    if re.search(rf"\b{re.escape(known)}\b", text, re.IGNORECASE):
        click.echo("A note in site_config/read_by.yml still has that name; take it out by hand.")
    return DONE


def _pack(folder: Path, today: date | None) -> Pack:
    from policypack.pack.pack import load_pack

    pack = load_pack(folder, today)
    say_notices(pack.notices)
    return pack


def _write(pack: Pack, found: Mapping[str, list[Confirmed]], columns: Columns | None = None) -> None:
    from policypack.pack.read_by import text_of_list, with_confirmed, write_list

    write_list(pack.workspace, with_confirmed(text_of_list(pack.workspace), pack.read_by, found, columns))


def _titles(pack: Pack) -> dict[str, str]:
    return {page.id: page.title for page in pack.pages_of("staff") if page.signed_for}


def _version(pack: Pack, agreed: date | None) -> str:
    """Return the name of the approval of a day; "" where none is given. Raises ValueError where there is none."""
    if agreed is None:
        return ""
    names = [one.name for one in pack.approvals if one.name and one.date == agreed]
    if not names:
        raise ValueError(f"--agreed: no words were agreed on {agreed.isoformat()}")
    return names[-1]


def _words_said(pack: Pack, found: list[Confirmed]) -> str:
    from policypack.text.english import day, listed

    days = {one.name: one.date for one in pack.approvals}
    versions = sorted({one.version for one in found})
    return f"They read the words agreed on {listed(day(days[version]) for version in versions)}" if versions else "None"


def _count(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"


def _require(table: FormTable, columns: Columns) -> None:
    from policypack.base.nearest import listed, nearest

    for title in (columns.name, columns.day, columns.page, columns.confirmed):
        if title and title not in table.columns:
            close = nearest(title, table.columns)
            raise click.UsageError(f"there is no column {title}{close}; the file has {listed(list(table.columns))}")


def _known_columns(pack: Pack, table: FormTable) -> Columns | None:
    """Return the columns as they were said before, where a file has all of them."""
    known = pack.read_by.columns
    wanted = {known.name, known.day, known.page, known.confirmed} - {""} if known else set()
    return known if known and wanted <= set(table.columns) else None


def _asked_columns(table: FormTable, file: str) -> Columns:
    from policypack.base.nearest import listed
    from policypack.base.problems import one_problem
    from policypack.pack.form_answers import is_month_first
    from policypack.pack.read_by import Columns

    if not _is_terminal():
        one_problem(
            file,
            "which column is which has to be said; run this at a terminal, or write --name COLUMN and --day COLUMN, "
            f"with --page and --confirmed where it has them; the columns are {listed(list(table.columns))}",
            line=1,
        )
    for number, title in enumerate(table.columns, 1):
        click.echo(f"  {number}  {title}")
    name = _asked_column(table, "Which column has the name, or the role?")
    day = _asked_column(table, "Which column has the day?")
    page = _asked_column(table, "Which column says which pages were read? 0 where each line is for all", may_miss=True)
    confirmed = _asked_column(table, "Which column says that they were read? 0 where each line does", may_miss=True)
    first = is_month_first(table, day) and click.confirm("Days look like 11/29/2026. Does the month come first?")
    return Columns(name=name, day=day, page=page, confirmed=confirmed, month_first=first)


def _asked_column(table: FormTable, question: str, *, may_miss: bool = False) -> str:
    number: int = click.prompt(question, type=click.IntRange(0 if may_miss else 1, len(table.columns)))
    return table.columns[number - 1] if number else ""


def _with_unclear_asked(table: FormTable, columns: Columns, file: str) -> Columns:
    """Ask what each text in the column of confirmations means that does not say so by itself."""
    from policypack.pack.form_answers import unclear_words

    if not columns.confirmed or not _is_terminal():
        return columns
    said: dict[bool, list[str]] = {True: [], False: []}
    for word in unclear_words(table, columns.confirmed, columns):
        said[click.confirm(f"{file} says: {word}\nDoes this mean that they have read it?")].append(word)
    return columns.model_copy(update={"yes": (*columns.yes, *said[True]), "no": (*columns.no, *said[False])})


def _is_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()
