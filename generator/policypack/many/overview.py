"""The overview: plain pages on all groups for the leaders of a body, and a directory of them for everybody.

The directory sees a group's name, area and web address, and nothing else is handed to it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from policypack.base.problems import one_problem
from policypack.base.workspace import Workspace, shipped
from policypack.files.swap import folder_aside, swap_in
from policypack.many import trends
from policypack.many.tables import as_csv, as_xlsx, can_make_xlsx
from policypack.pages.templates import filled, whole_files_of
from policypack.publish.site_settings import OUR_COLOUR
from policypack.readers.colours import DARK_PAGE, palette_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from policypack.many.groups import Group
    from policypack.many.outcome import Outcome

OUTPUTS = ("overview", "directory")
HEADS = (
    *("Group", "Region", "State", "Urgent", "Overdue", "Otherwise than laid down"),
    *("Next date", "Agreed until", "Lead", "Folder"),
)
_NO_REGION = "Without a region"


@dataclass(frozen=True, slots=True)
class Row:
    """A group in the overview. state: draft, approved, lapsed, refused or failed. The rest: looked_at.row_of."""

    group: Group
    state: str
    details: dict[str, Any]

    @property
    def public_name(self) -> str:
        """What it is called in the table, or by itself; "" where neither says it."""
        return str(self.group.said.get("name") or self.details.get("name") or "")

    @property
    def name(self) -> str:
        """What it is called, or else its folder, for the leaders of the body."""
        return self.public_name or self.group.name

    @property
    def region(self) -> str:
        """Its region, in words."""
        return self.group.region or _NO_REGION

    @property
    def cells(self) -> tuple[str, ...]:
        """What stands of it in tables, under HEADS."""
        lists = ("; ".join(self.details.get(name, ())) for name in ("urgent", "overdue", "otherwise"))
        dates = (self.details.get(name, "") for name in ("next", "review", "lead"))
        return (self.name, self.region, self.state, *lists, *dates, self.group.name)

    @property
    def standing(self) -> trends.Standing:
        """What is noted of it for trends."""
        numbers = (len(self.details.get(name, ())) for name in ("urgent", "overdue"))
        return trends.Standing(self.group.name, self.region, self.state, *numbers)


def rows_of(groups: Iterable[Group], outcomes: Iterable[Outcome]) -> list[Row]:
    """Return a row for each group that came to an end, by region and name."""
    by_name = {group.name: group for group in groups}
    rows = (Row(by_name[one.group], one.standing if one.is_well else one.state, one.details) for one in outcomes)
    return sorted(rows, key=lambda row: (not row.group.region, row.region, row.name.casefold(), row.group.name))


def require_place(target: Path) -> None:
    """Raise ProblemsFoundError where a folder to write to holds such folders that no report has made."""
    if target.exists() and not target.is_dir():
        one_problem(str(target), "a folder is wanted here; this is a file")
    theirs = [name for name in OUTPUTS if (target / name).exists()]
    if theirs and not (target / trends.NAME).is_file():
        one_problem(str(target / theirs[0]), "no report has made this, and it is left as it is; choose another folder")


def write_overview(target: Path, rows: list[Row], today: date) -> None:
    """Write overview/ and directory/ into a folder, and note today in the file of trends beside them.

    Raises ProblemsFoundError where something cannot be written: what stood there stands then.
    """
    require_place(target)
    target.mkdir(parents=True, exist_ok=True)
    with folder_aside(target) as aside:
        for name in OUTPUTS:
            (aside / name).mkdir()
        standings = [row.standing for row in rows]
        _write_private(aside / "overview", rows, trends.note(target / trends.NAME, today, standings), today)
        _write_public(aside / "directory", rows)
        swap_in(aside, target, OUTPUTS)


def _write_private(folder: Path, rows: list[Row], since: trends.Trends | None, today: date) -> None:
    regions: dict[str, list[Row]] = {}
    for row in rows:
        regions.setdefault(row.region, []).append(row)
    files = {region: f"region-{number}.html" for number, region in enumerate(regions, 1)}
    counted = {region: trends.counts(row.standing for row in found) for region, found in regions.items()}
    exports = ["groups.csv", *(["groups.xlsx"] if can_make_xlsx() else [])]
    frame = {"private": True, "today": today, "regions": files, "heads": HEADS, "exports": exports}
    urgent = [row for row in rows if row.details.get("urgent")]
    total = trends.counts(row.standing for row in rows)
    _page(folder / "index.html", frame | {"counted": counted, "total": total, "urgent": urgent, "since": since})
    for region, found in regions.items():
        _page(folder / files[region], frame | {"region": region, "rows": found})
    _page(folder / "search.html", frame | {"found": _data(HEADS, [row.cells for row in rows], (1, 2))})
    table = [HEADS, *(row.cells for row in rows)]
    (folder / "groups.csv").write_bytes(as_csv(table))
    if can_make_xlsx():
        (folder / "groups.xlsx").write_bytes(as_xlsx(table, "Groups"))


def _write_public(folder: Path, rows: list[Row]) -> None:
    named = (row for row in rows if row.public_name)
    said = sorted((row.group.said.get("area", ""), row.public_name, row.group.said.get("site", "")) for row in named)
    heads = ("Group", "Area", "Website")
    groups = [(name, area, site) for area, name, site in said]
    _page(folder / "index.html", {"private": False, "groups": groups, "found": _data(heads, groups, (1,))})


def _data(heads: Iterable[str], rows: Sequence[tuple[str, ...]], filters: tuple[int, ...]) -> Markup:
    """Return what the search of a page looks through, as JSON that ends no script."""
    data = json.dumps({"heads": list(heads), "rows": rows, "filters": filters}, ensure_ascii=False)
    return Markup(data.replace("<", "\\u003c"))  # noqa: S704 - no sign of HTML is left in it


def _page(file: Path, variables: dict[str, Any]) -> None:
    palette = palette_for(OUR_COLOUR)
    frame = {"light": palette.light, "dark": palette.dark, "dark_page": DARK_PAGE, "found": "", "region": ""}
    environment = whole_files_of(Workspace.at(shipped("content").parent))
    html = filled(environment, f"body/{'overview' if variables['private'] else 'directory'}.html.j2", frame | variables)
    file.write_text(html, encoding="utf-8", newline="\n")
