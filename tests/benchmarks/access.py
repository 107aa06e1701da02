"""Look at every page with axe: `make access`, or `python -m tests.benchmarks.access [ORGANISATION …]`.

Without names it takes the swimming club, the scout group, the youth theatre and the gaming charity. Every page of both
sites is looked at in light and dark, 1280, 360 and 320 pixels wide, with header, menus and footer, and on a phone with
the menu and with search open. A page's own text that the public site repeats from the staff site to the letter is
looked at once. Prints what axe found (any impact), and a table. `make test` does the same on one page of each kind of
the example; this takes ten minutes or more.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import click

from policypack.publish.build import build_all
from tests.benchmarks.first_view import TODAY
from tests.browser.axe import ORGANISATIONS, OUTPUTS, look_at_all, looks_of
from tests.organisations import workspace_of


def main(organisations: tuple[str, ...]) -> int:
    """Print what axe finds on every page of some organisations' sites, and return how much that is."""
    total = 0
    click.echo(f"{'organisation':<20}{'site':<8}{'pages':>6}{'runs of axe':>13}{'violations':>12}")
    with tempfile.TemporaryDirectory() as folder:
        for organisation in organisations:
            built = build_all(workspace_of(organisation, Path(folder) / organisation), TODAY)
            folders = {(organisation, output): built.folders[output] for output in OUTPUTS}
            found = look_at_all(looks_of(organisation, built.folders, thorough=True), folders)
            for (_, output), sums in found.items():
                for line in sums.violations:
                    click.echo(line)
                total += len(sums.violations)
                row = f"{organisation:<20}{output:<8}{sums.looks:>6}{sums.runs:>13}{len(sums.violations):>12}"
                click.echo(row)
    return total


if __name__ == "__main__":
    sys.exit(1 if main(tuple(sys.argv[1:]) or ORGANISATIONS) else 0)
