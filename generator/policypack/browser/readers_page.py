"""Who has read it: those who have confirmed the codes and procedures, with a form to add one, and to take out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, request

from policypack.answers.types.date import read_day
from policypack.browser.addresses import READERS
from policypack.browser.showing import one_at_a_time, see_other, shown
from policypack.pack.pack import load_pack
from policypack.pack.read_by import confirmed_by_hand, read_name, text_of_list, with_confirmed, without, write_list
from policypack.pages.who_has_read import WhoHasRead
from policypack.text.english import as_sentence, day

if TYPE_CHECKING:
    from policypack.browser.run import Run
    from policypack.browser.showing import Shown

pages = Blueprint("readers", __name__)


@pages.get(READERS)
@one_at_a_time
def show(run: Run) -> Shown:
    """Show who has read what, with a form to add a confirmation."""
    return _page(run)


@pages.post(READERS)
@one_at_a_time
def add(run: Run) -> Shown:
    """Note what somebody has confirmed, or that they are to be asked where no day is given."""
    pack = load_pack(run.engine.workspace.root, run.engine.today)
    chosen = [page.id for page in WhoHasRead(pack).pages if page.id in request.form.getlist("page")]
    written = request.form.get("day", "").strip()
    try:
        name = read_name(request.form.get("name", ""))
        found = confirmed_by_hand(chosen, read_day(written), pack.approvals, pack.today) if written else []
    except ValueError as error:
        return _page(run, as_sentence(error)), 400
    write_list(pack.workspace, with_confirmed(text_of_list(pack.workspace), pack.read_by, {name: found}))
    run.notice = f"{name} is in the list." + (f" Read on {day(found[0].day)}." if found else "")
    return see_other(READERS)


@pages.get(f"{READERS}/remove")
@one_at_a_time
def ask_to_remove(run: Run) -> Shown:
    """Ask whether it is meant: nothing of what is taken out is kept."""
    name = load_pack(run.engine.workspace.root, run.engine.today).read_by.named(request.args.get("name", ""))
    return see_other(READERS) if name is None else shown("reader_out.html", title=f"Take out {name}?", name=name)


@pages.post(f"{READERS}/remove")
@one_at_a_time
def remove(run: Run) -> Shown:
    """Take somebody out, with all that the list says of them."""
    pack = load_pack(run.engine.workspace.root, run.engine.today)
    name = pack.read_by.named(request.form.get("name", ""))
    if name is not None:
        write_list(pack.workspace, without(text_of_list(pack.workspace), pack.read_by, name))
        run.notice = f"{name} is taken out. The report still names them until the pages are made anew."
    return see_other(READERS)


def _page(run: Run, error: str = "") -> str:
    reading = WhoHasRead(load_pack(run.engine.workspace.root, run.engine.today))
    return shown(
        "readers.html",
        title="Who has read it",
        error=error,
        agreed_on=day(reading.agreed_on) if reading.agreed_on else "",
        people=[(person, day(person.last_day) if person.last_day else "") for person in reading.people],
        choices=reading.pages,
        given={name: request.form.get(name, "") for name in ("name", "day")},
        ticked=request.form.getlist("page"),
    )
