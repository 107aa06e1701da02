"""`readers`: who has read it, added by hand, from a form, and taken out; each in one command."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from policypack.base.problems import ProblemsFoundError
from policypack.cli import reading
from policypack.cli.main import cli
from policypack.pack.pack import load_pack
from policypack.pack.read_by import Confirmed
from policypack.pages.render import render_pages
from policypack.publish.approve import approve
from tests.organisations import workspace_of

AGREED, TODAY = date(2026, 11, 22), date(2026, 12, 10)
NAME = AGREED.isoformat()


@pytest.fixture(scope="module")
def agreed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace whose policies were agreed."""
    folder = workspace_of("swimming-club", tmp_path_factory.mktemp("club"))
    approve(load_pack(folder, AGREED), "Club committee")
    return folder


@pytest.fixture
def club(agreed: Path, tmp_path: Path) -> Path:
    return shutil.copytree(agreed, tmp_path / "club")


def run(club: Path, *words: str, typed: str = "") -> Result:
    command, *rest = words
    day = ["--today", TODAY.isoformat()]
    return CliRunner().invoke(cli, ["-C", str(club), "readers", command, *rest, *day], input=typed)


def people(club: Path) -> dict[str, tuple[Confirmed, ...]]:
    return dict(load_pack(club, TODAY).read_by.people)


@pytest.fixture
def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have somebody there who can be asked."""
    monkeypatch.setattr(reading, "_is_terminal", lambda: True)


def test_somebody_is_added_and_listed_and_taken_out(club: Path) -> None:
    said = run(club, "add", "Sam  R", "--day", "1 December 2026")
    assert said.output == "Noted: Sam R. They read the words agreed on 22 November 2026.\n"
    run(club, "add", "sam r", "--page", "Adults' code of conduct", "--page", "concern")
    run(club, "add", "Jo", "--not-yet")
    first = Confirmed("all", date(2026, 12, 1), NAME)
    assert people(club) == {
        "Sam R": (first, Confirmed("adult-code", TODAY, NAME), Confirmed("concern", TODAY, NAME)),
        "Jo": (),
    }
    said = CliRunner().invoke(cli, ["-C", str(club), "readers", "--today", TODAY.isoformat()])
    assert "Sam R: 22 of 22 pages, last on 10 December 2026" in said.output
    assert "Jo: 0 of 22 pages" in said.output
    assert "Taken out: Sam R." in run(club, "remove", "SAM R").output
    assert people(club) == {"Jo": ()}
    assert "Sam" not in (club / "site_config" / "read_by.yml").read_text(encoding="utf-8").split("\npeople:")[1]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (("add", "Sam", "--day", "2026-12-11"), "not after today"),
        (("add", "Sam", "--day", "2026-11-21"), "from 2026-11-22 on"),
        (("add", "Sam", "--agreed", "2026-11-21"), "no words were agreed on 2026-11-21"),
        (("add", "Sam", "--page", "Answering a concrn"), "did you mean Answering a concern?"),
        (("add", "  "), "a name or a role"),
        (("remove", "Sma"), "nobody of that name is in the list"),
    ],
)
def test_what_cannot_be_taken_is_said_and_nothing_is_written(words: tuple[str, ...], wanted: str, club: Path) -> None:
    said = run(club, *words)
    assert said.exit_code == 2
    assert wanted in " ".join(said.output.replace("│", " ").split())
    assert not (club / "site_config" / "read_by.yml").exists()


def test_a_note_of_ones_own_that_still_names_somebody_is_pointed_out(club: Path) -> None:
    file = club / "site_config" / "read_by.yml"
    file.write_text("# Ask Zoe again.\npeople:\n  - name: Zoe\n  - name: Jo\n", encoding="utf-8")
    assert "still has that name" in run(club, "remove", "Zoe").output
    assert "still has that name" not in run(club, "remove", "Jo").output


@pytest.mark.usefixtures("at_a_terminal")
def test_a_form_is_asked_about_once_and_its_columns_are_remembered(club: Path, tmp_path: Path) -> None:
    form = tmp_path / "form.csv"
    form.write_text("\ufeffWhen;Who;Have you?\n12/1/26 10:00;Sam;Oh yes\n11/25/26 10:00;Jo;Never\n", encoding="utf-8")
    said = run(club, "import", str(form), typed="2\n1\n0\n3\ny\ny\nn\n")
    assert said.exit_code == 0, said.output
    assert "Taken in: 1 person." in said.output
    assert "1 line said that it was not read" in said.output
    assert people(club) == {"Sam": (Confirmed("all", date(2026, 12, 1), NAME),)}
    form.write_text("Who,When,Have you?\nSam,11/24/26,Oh yes\nAl,12/2/26,Oh yes\nJo,12/2/26,Never\n", encoding="utf-8")
    said = run(club, "import", str(form))
    assert said.exit_code == 0, said.output
    assert people(club) == {  # the newest day of Sam's stays
        "Sam": (Confirmed("all", date(2026, 12, 1), NAME),),
        "Al": (Confirmed("all", date(2026, 12, 2), NAME),),
    }


def test_where_nobody_can_be_asked_the_columns_are_written_with_the_command(club: Path, tmp_path: Path) -> None:
    form = tmp_path / "form.csv"
    form.write_text("When,Who,Read\n2026-12-01,Sam,I have\n", encoding="utf-8")
    said = run(club, "import", str(form))
    assert said.exit_code != 0
    assert "--name COLUMN" in str(said.exception)
    assert "there is no column Whom (did you mean Who?)" in " ".join(
        run(club, "import", str(form), "--name", "Whom", "--day", "When").output.replace("│", " ").split()
    )
    columns = ("--name", "Who", "--day", "When", "--confirmed", "Read")
    assert 'form.csv:2: Read: given "I have"' in str(run(club, "import", str(form), *columns).exception)
    assert not (club / "site_config" / "read_by.yml").exists()
    assert run(club, "import", str(form), *columns, "--yes", "I have").exit_code == 0
    assert list(people(club)) == ["Sam"]


def test_a_file_with_one_wrong_line_changes_nothing(club: Path, tmp_path: Path) -> None:
    run(club, "add", "Jo")
    before = (club / "site_config" / "read_by.yml").read_bytes()
    form = tmp_path / "form.csv"
    form.write_text("When,Who\n2026-12-01,Sam\nsoon,Al\n", encoding="utf-8")
    said = run(club, "import", str(form), "--name", "Who", "--day", "When")
    assert 'form.csv:3: When: given "soon"' in str(said.exception)
    assert (club / "site_config" / "read_by.yml").read_bytes() == before


def test_a_list_that_is_damaged_is_said_by_check_and_stops_no_other_page(club: Path) -> None:
    """The public site is made without it; the report, which shows it, is not."""
    file = club / "site_config" / "read_by.yml"
    file.write_text("people:\n  - nome: Sam\n", encoding="utf-8")
    said = CliRunner().invoke(cli, ["-C", str(club), "check", "--today", TODAY.isoformat()])
    assert "site_config/read_by.yml:2" in str(said.exception)
    pack = load_pack(club, TODAY)
    assert render_pages(pack, "staff")
    with pytest.raises(ProblemsFoundError, match=r"read_by\.yml:2"):
        render_pages(pack, "leaders")
