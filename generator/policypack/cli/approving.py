"""The command `approve`: it records who agreed the policies and codes, and asks at a terminal what is not given."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policypack.cli.in_workspace import in_workspace
from policypack.cli.options import DONE, GAPS, Day, plain_option, say_notices, today_option
from policypack.cli.trusting import may_run_programs, require_trust

if TYPE_CHECKING:
    from datetime import date

    from policypack.pack.pack import Pack
    from policypack.publish.agreeing import Agreed, Name


@click.command(short_help="Record that the policies and codes have been agreed.")
@click.option("--role", help="Who has agreed the policies and codes: a role, such as Committee. [asked]")
@click.option("--agreed-on", metavar="DATE", type=Day(), help="The day on which they were agreed. [today]")
@click.option("--present", help="Who was there, in a few words, such as five of the seven trustees.")
@click.option("--next-review", "review", metavar="DATE", type=Day(), help="When they are looked at again. [a year on]")
@plain_option
@today_option
@may_run_programs
@in_workspace
def approve(  # noqa: PLR0913, PLR0917 - one for each option
    folder: Path,
    role: str | None,
    agreed_on: date | None,
    present: str | None,
    review: date | None,
    plain: bool,
    today: date | None,
    trust: bool,
) -> int:
    """Record that the policies and codes have been agreed. Refuses while something urgent is open.

    Without --role it asks who agreed them, and what else is not given, and reads all of it back.
    """
    require_trust(folder, given=trust)
    from policypack.pack.findings import stands_in_the_way
    from policypack.pack.pack import load_pack
    from policypack.publish.approve import approve as record_approval
    from policypack.publish.messages import refused_text
    from policypack.text.english import day

    pack = load_pack(folder, today)
    say_notices(pack.notices)
    if blockers := stands_in_the_way(pack.findings):
        click.echo(refused_text(blockers), err=True)
        return GAPS
    options: dict[Name, str | date | None] = {
        "role": role,
        "agreed_on": agreed_on,
        "present": present,
        "next_review": review,
    }
    said = _said(pack, {name: str(value) for name, value in options.items() if value is not None}, plain)
    record = record_approval(pack, said.role, said.next_review, agreed_on=said.agreed_on, present=said.present)
    click.echo(f"Approved by {record.role} on {day(record.date)}. Look at it again by {day(record.next_review)}.")
    click.echo("`policypack build` writes the pages without the draft marks.")
    return DONE


def _said(pack: Pack, given: dict[Name, str], plain: bool) -> Agreed:
    """Return what was given with the command; where the role was not, with what is asked for besides."""
    from policypack.publish.agreeing import read_agreed

    agreed, wrong = read_agreed(pack, given)
    if of_given := [text for name, text in wrong.items() if name in given]:
        raise click.UsageError("; ".join(of_given))
    if "role" in given and agreed is not None:
        return agreed
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError("--role: who has agreed them is wanted, such as Committee; at a terminal it is asked")
    from policypack.pages.render import Renderer
    from policypack.pages.to_agree import policies
    from policypack.terminal.agreeing import ask_agreed
    from policypack.terminal.run import face_for

    try:
        return ask_agreed(face_for(plain), pack, policies(Renderer(pack)), given)
    except (KeyboardInterrupt, EOFError):
        click.echo("\nNothing was written down.")
        raise click.Abort from None
