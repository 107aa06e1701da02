"""The body's overview says how each group stands; its directory says nothing that is not for everybody."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from openpyxl import load_workbook

from policypack.base.problems import ProblemsFoundError
from policypack.many.groups import Group
from policypack.many.looked_at import row_of
from policypack.many.outcome import Outcome
from policypack.many.overview import HEADS, require_place, rows_of, write_overview
from policypack.many.tables import as_csv, as_xlsx, harmless
from policypack.many.work import Job, work
from policypack.pack.pack import load_pack
from policypack.publish.approve import approve
from tests.organisations import put, workspace_of, workspace_with

TODAY = date(2026, 11, 30)
ACTS = ("=1+1", "+44 1", "-1", "@SUM(A1)", "\t=1", "\r=1")


class Texts(HTMLParser):
    """Collects the texts of a page, and whatever would load something from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.loads: list[str] = []

    def handle_data(self, data: str) -> None:
        self.said.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"link", "img", "iframe"} or (tag == "script" and dict(attrs).get("src")):
            self.loads.append(tag)


def texts(file: Path) -> str:
    page = Texts()
    page.feed(file.read_text(encoding="utf-8"))
    assert not page.loads
    return " ".join(" ".join(page.said).split())


def looked_at(group: Group) -> Outcome:
    return work(Job("report", group.name, str(group.root), TODAY, False, 600))


@pytest.fixture(scope="module")
def groups(tmp_path_factory: pytest.TempPathFactory) -> list[Group]:
    """Return a group in a region that a table speaks of, one without, and one that cannot be read."""
    body = tmp_path_factory.mktemp("body")
    put(body / "south/private-folder-name", "site_config/answers.yml", "no: [answers\n")
    names = {"north/scouts": "scout-group", "club": "angling-club"}
    roots = {name: workspace_of(organisation, body / name) for name, organisation in names.items()}
    said = {"name": "First </script><b>Scouts</b>", "area": "Hull", "site": "https://scouts.example"}
    return [
        Group("north/scouts", roots["north/scouts"], said),
        Group("club", roots["club"]),
        Group("south/private-folder-name", body / "south/private-folder-name"),
    ]


@pytest.fixture(scope="module")
def written(groups: list[Group], tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("out") / "report"
    write_overview(target, rows_of(groups, map(looked_at, groups)), TODAY)
    return target


def test_the_overview_says_how_each_group_stands_and_how_its_lead_is_reached(written: Path) -> None:
    first = texts(written / "overview" / "index.html")
    assert "For the leaders of the body only" in first
    assert "north" in first
    assert "Without a region" in first
    regions = [texts(path) for path in sorted((written / "overview").glob("region-*.html"))]
    assert "lead@thornybeckscouts.example" in regions[0]
    assert "refused" in regions[1]
    assert "Withy Brook Angling Club" in regions[2]
    rows = list(csv.DictReader(io.StringIO((written / "overview" / "groups.csv").read_text(encoding="utf-8-sig"))))
    assert [row["State"] for row in rows] == ["draft", "refused", "draft"]
    assert tuple(rows[0]) == HEADS
    assert rows[2]["Urgent"]


def test_the_search_has_every_group_in_it_and_no_text_of_one_ends_it(written: Path) -> None:
    for output in ("overview/search.html", "directory/index.html"):
        page = (written / output).read_text(encoding="utf-8")
        data = re.findall(r'<script type="application/json" id="rows">(.*?)</script>', page, re.DOTALL)
        found = json.loads(data[0])
        assert "First </script><b>Scouts</b>" in {row[0] for row in found["rows"]}
        assert "<b>Scouts" not in page


def test_the_directory_says_nothing_that_is_not_for_everybody(written: Path, groups: list[Group]) -> None:
    folder = written / "directory"
    assert [path.name for path in folder.rglob("*")] == ["index.html"]
    page = (folder / "index.html").read_text(encoding="utf-8")
    for word in ("https://scouts.example", "Hull", "Withy Brook Angling Club"):
        assert word in page
    private = ["private-folder-name", "north/scouts", "draft", "refused", "leaders"]
    for outcome in map(looked_at, groups):
        for name in ("urgent", "overdue"):
            private += outcome.details.get(name, ())
        private += [text for name in ("lead", "next", "review") if (text := outcome.details.get(name))]
    private += [way for text in private for way in text.split(", ") if "@" in way or way.startswith("0")]
    assert any("@" in word for word in private)
    assert not [word for word in private if word in page]


def test_what_is_new_since_an_earlier_day_is_said_and_kept_where_other_tools_read_it(
    groups: list[Group], tmp_path: Path
) -> None:
    outcomes = [looked_at(group) for group in groups]
    write_overview(tmp_path / "to", rows_of(groups, outcomes), date(2026, 11, 29))
    assert "Since the report" not in texts(tmp_path / "to" / "overview" / "index.html")
    for _ in range(2):
        write_overview(tmp_path / "to", rows_of(groups[:2], outcomes[:2]), TODAY)
        said = texts(tmp_path / "to" / "overview" / "index.html")
        assert "Since the report of 2026-11-29" in said
        assert "Refused: 1 before, 0 now" in said
    with sqlite3.connect(tmp_path / "to" / "runs.sqlite") as noted:
        rows = noted.execute("select day, count(*) from groups group by day order by day").fetchall()
        dump = "\n".join(noted.iterdump())
    assert rows == [("2026-11-29", 3), ("2026-11-30", 2)]
    assert "@" not in dump


def test_what_no_report_has_made_is_left_as_it_is(tmp_path: Path) -> None:
    put(tmp_path, "directory/index.html", "theirs")
    with pytest.raises(ProblemsFoundError, match="no report has made this"):
        write_overview(tmp_path, [], TODAY)
    (tmp_path / "runs.sqlite").write_text("theirs " * 200)
    with pytest.raises(ProblemsFoundError, match="cannot read it"):
        write_overview(tmp_path, [], TODAY)
    assert (tmp_path / "directory" / "index.html").read_text() == "theirs"
    with pytest.raises(ProblemsFoundError, match="this is a file"):
        require_place(tmp_path / "runs.sqlite")


def test_no_cell_is_run_as_a_formula() -> None:
    rows = [("Group",), *((text,) for text in ACTS), ("A\0\x1fname",)]
    read = list(csv.reader(io.StringIO(as_csv(rows).decode("utf-8-sig"), newline="")))
    assert [row[0] for row in read[1:-1]] == [f"'{text}" for text in ACTS]
    sheet = load_workbook(io.BytesIO(as_xlsx(rows, "Groups"))).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"s"}
    assert cells[-1].value == "Aname"
    assert harmless("A name") == "A name"


def test_who_has_to_agree_what_and_what_changed_is_said(tmp_path: Path) -> None:
    root = workspace_of("swimming-club", tmp_path / "club")

    def said(task: str, today: date = TODAY) -> dict[str, object]:
        outcome = work(Job(task, "club", str(root), today, False, 600))  # type: ignore[arg-type] # words of the test
        assert outcome.is_well, outcome
        return outcome.details

    assert said("changes") == {}
    first = said("agree")
    assert first["by"] == ""
    assert first["pages"]
    approve(load_pack(root, TODAY), "Committee")
    assert said("agree")["pages"] == []
    assert said("agree")["by"] == "Committee"
    assert said("changes")["pages"] == []
    assert said("agree", date(2028, 1, 1))["pages"] == first["pages"]
    answers = root / "site_config" / "answers.yml"
    text = answers.read_text(encoding="utf-8")
    name = re.findall(r"^  name: (.+)$", text, re.MULTILINE)[0]
    answers.write_text(text.replace(f"  name: {name}", "  name: Another Name", 1), encoding="utf-8")
    assert said("changes")["pages"]


def test_what_a_group_answers_otherwise_than_its_body_is_told_with_its_reason_and_without_the_answer(
    tmp_path: Path,
) -> None:
    body = "organisation: {name: County, body_phone: 01632 960555}\nbrand: {colour: '#00609c'}\n"
    put(workspace_with(body, tmp_path / "body"), "site_config/layer.yml", "locks: [organisation.body_phone]\n")
    answers = "organisation: {parent_body: County, body_phone: 01632 960777}\nbrand: {colour: '#aa0000'}\n"
    group = workspace_with(answers, tmp_path / "club")
    put(group, "site_config/layer.yml", "extends: ../body\nreasons: {brand.colour: Ours since 1931}\n")
    told = row_of(load_pack(group, TODAY))["otherwise"]
    assert told == [
        "On which number are they reached? (settled: its answer is not used)",
        "What is your colour? (Ours since 1931)",
    ]
    assert "960777" not in str(told)
