"""The commands `publish` and `published`: put what was built online, and say what is there."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policypack.cli.in_workspace import in_workspace
from policypack.cli.options import DONE, GAPS, say_notices, today_option

if TYPE_CHECKING:
    from datetime import date

    from policypack.online.publish import Online
    from policypack.online.ways import Output, Place


@click.command(short_help="Put what was built online.")
@click.option("--way", help="folder, zip, git, sftp, bucket or webdav. [as the last time]")
@click.option("--to", help="The address it is put at: a folder, a file, a repository or a host. [as the last time]")
@click.option("--user", help="The user name there, or the access key id of a bucket. Its password is asked for.")
@click.option("--branch", help="The branch of a git repository. [gh-pages]")
@click.option("--endpoint", metavar="URL", help="The address of a bucket's host, where it is not Amazon.")
@click.option("--public", metavar="URL", help="The address at which readers find it, to look at afterwards.")
@click.option("--staff", is_flag=True, help="Put staff/ online, where the host asks readers for a password.")
@click.option("--replace", is_flag=True, help="Replace files there that policypack did not put there.")
@click.option("--dry-run", is_flag=True, help="Only say what would go over.")
@today_option
@in_workspace
def publish(  # noqa: PLR0913, PLR0917 - one for each option
    folder: Path,
    way: str | None,
    to: str | None,
    user: str | None,
    branch: str | None,
    endpoint: str | None,
    public: str | None,
    staff: bool,
    replace: bool,
    dry_run: bool,
    today: date | None,
) -> int:
    """Put site/, as the last build made it, online; only what changed goes over. report/ never goes anywhere.

    Where it goes is remembered in site_config/publish.yml. A password never is: it is asked for, or in your keyring.
    """
    from policypack.base.clock import today_for
    from policypack.base.workspace import Workspace
    from policypack.online.publish import look
    from policypack.online.publish import publish as put_online
    from policypack.online.ways import WAYS, Place, place_of, read_places, write_place

    workspace = Workspace.at(folder)
    output: Output = "staff" if staff else "site"
    given = {"way": way, "to": to, "user": user, "branch": branch, "endpoint": endpoint, "public": public}
    if said := {name: value for name, value in given.items() if value is not None}:
        before = read_places(workspace).get(output)
        known = before.model_dump() if before else {"way": "", "to": ""}
        write_place(workspace, output, Place(**(known | said)))
    place = place_of(workspace, output)
    _require_packages(place)
    secret = _password(place) if WAYS[place.way].secret else None
    if dry_run:
        found = look(workspace, output, secret, _is_right)
        say_notices(found.notes)
        _say_plan(found)
        return DONE
    shown = _Shown()
    found = put_online(
        workspace, output, today or today_for(), secret, ask_host=_is_right, told=shown.step, replace=replace
    )
    say_notices(found.notes)
    plan = found.plan
    click.echo(f"{place.to}: {len(plan.send)} files sent, {len(plan.remove)} taken away, {plan.same} as they were.")
    if found.differs and output == "staff":
        click.echo(f"{place.public} asks for no password now: take the pages down there at once.", err=True)
        return GAPS
    if found.differs:
        click.echo(f"{place.public} does not show yet what was built, in {len(found.differs)} files:", err=True)
        click.echo("".join(f"  {path}\n" for path in found.differs[:10]), err=True, nl=False)
        click.echo("Some hosts take some minutes. If it stays so, the address may show another folder.", err=True)
        return GAPS
    if place.public and output == "site":
        click.echo(f"{place.public} shows what was built.")
    return DONE


@click.command(short_help="Say what is online, since when, and what is out of date.")
@in_workspace
def published(folder: Path) -> int:
    """Say what is online, since when, and what differs from the last build."""
    from datetime import date as day_of

    from policypack.base.workspace import Workspace
    from policypack.online.outgoing import said_of_the_build
    from policypack.online.publish import published as read_published
    from policypack.text.english import day

    workspace = Workspace.at(folder)
    found = read_published(workspace)
    if not found:
        click.echo("Nothing was put online with `policypack publish` yet.")
        return DONE
    for one in found:
        where = f"{one.place.to}" + (f", to be read at {one.place.public}" if one.place.public else "")
        when = day(day_of.fromisoformat(one.day))
        if one.whole:
            click.echo(f"{one.output}/ was put at {where} on {when}.")
        else:
            click.echo(
                f"{one.output}/ was begun to be put at {where} on {when}, and did not all arrive: publish again."
            )
        if one.out_of_date is None:
            click.echo("Whether it is out of date cannot be said before `policypack build`.")
        elif one.out_of_date:
            click.echo(
                f"Out of date: {len(one.out_of_date)} files of the last build differ. `policypack publish` sends them."
            )
        else:
            click.echo("It is what the last build made.")
    say_notices(said_of_the_build(workspace))
    return DONE


def _require_packages(place: Place) -> None:
    from policypack.base.problems import one_problem
    from policypack.cli.extras import command_to_install, wanted_by
    from policypack.online.publish import packages_missing

    if missing := packages_missing(place):
        command = command_to_install(wanted_by("publish") or missing)
        one_problem(
            f"--way {place.way}", f"this way wants {' and '.join(missing)}, which is not installed; run `{command}`"
        )


def _password(place: Place) -> str | None:
    """Return the password of a place from the keyring, else from whoever sits there; None where there is none."""
    from policypack.online.passwords import keep_password, kept_password
    from policypack.online.ways import WAYS

    kept = kept_password(place)
    if kept is not None or not sys.stdin.isatty():
        return kept
    words = f"{WAYS[place.way].secret} for {place.user or 'the user'} at {place.to} (Enter for none)"
    secret: str = click.prompt(words, hide_input=True, default="", show_default=False, err=True)
    if not secret:
        return None
    if click.confirm("Keep it in this system's keyring?", default=False, err=True) and not keep_password(place, secret):
        click.echo("There is no keyring here that could keep it; it is asked for each time.", err=True)
    return secret


def _is_right(name: str, fingerprint: str) -> bool:
    if not sys.stdin.isatty():
        return False
    click.echo(f"This machine does not know {name} yet. Its key is {fingerprint}", err=True)
    return click.confirm("Is that the key that the host names on its help pages?", default=False, err=True)


def _say_plan(found: Online) -> None:
    plan = found.plan
    click.echo(f"To {found.place.to} would go {len(plan.send)} files; {plan.same} are there already.")
    for word, paths in (("send", plan.send), ("remove", plan.remove), ("replace, not ours", plan.clashes)):
        for path in paths:
            click.echo(f"  {word}: {path}")
    if plan.left:
        click.echo(f"{len(plan.left)} other files there would stay as they are.")


class _Shown:
    """Says at a terminal how far it has come."""

    _WORDS = {"send": "Sending", "show": "Putting in place", "remove": "Taking away"}  # noqa: RUF012 - never changed

    def step(self, step: object) -> None:
        """Show a step on one line, where somebody looks."""
        from policypack.online.sending import Step

        if isinstance(step, Step) and sys.stderr.isatty():
            click.echo(
                f"\r{self._WORDS[step.stage]} {step.done}/{step.total}\033[K", err=True, nl=step.stage == "remove"
            )
