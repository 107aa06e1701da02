"""A year with one club, by commands: what leaders, members and the next officer are told after each step."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.hardening.rounds import SOAK
from tests.organisations import CHECKOUT, put
from tests.started import run

OURS = CHECKOUT / "site_config" / "answers.yml"


@dataclass
class Club:
    """A workspace, and somebody who looks after it with the commands. day: on which they do."""

    folder: Path
    day: str = "2026-11-22"

    def says(self, *arguments: str, code: int = 0) -> str:
        """Run a command on the day, and return what it says."""
        dated = arguments if arguments[0] in {"history", "new"} else (*arguments, "--today", self.day)
        ran = run([*dated], cwd=self.folder)
        assert ran.returncode == code, ran.stdout + ran.stderr
        return f"{ran.stdout}\n{ran.stderr}"

    def changes(self, since: str) -> dict[str, tuple[set[str], set[str]]]:
        """Return the sentences that are new and those that are gone, by page."""
        data = json.loads(self.says("changes", "--since", since, "--json").partition("\n}\n")[0] + "\n}")
        return {
            page["page"]: (
                {change["new"] for change in page["changes"] if change["new"]},
                {change["old"] for change in page["changes"] if change["old"]},
            )
            for page in data["pages"]
        }

    def writes(self, old: str, new: str) -> None:
        """Change the answers by hand."""
        file = self.folder / "site_config" / "answers.yml"
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    def page(self, path: str) -> str:
        """Return a built page, or START-HERE.md, as it stands."""
        return (self.folder / path).read_text(encoding="utf-8")


@pytest.fixture
def club(tmp_path: Path) -> Club:
    folder = tmp_path / "club"
    folder.mkdir()
    ran = run(["new", str(folder), "--answers", str(OURS)], cwd=tmp_path)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return Club(folder)


def first_lines(said: str) -> str:
    """Return what a build says before it counts findings."""
    return " ".join(said.partition("Findings:")[0].split())


def test_a_year_with_one_club(club: Club) -> None:  # noqa: PLR0915 - a year is long
    # November: the committee agrees.
    assert "A draft." in first_lines(club.says("build"))
    assert "Agreed by" not in club.page("START-HERE.md")
    club.says("approve", "--role", "Club committee", "--present", "five of the seven members")
    said = first_lines(club.says("build"))
    assert "Approved by Club committee on 22 November 2026" in said
    assert "agreed again" not in said
    club.says("check")
    assert "Club committee agreed the policies and codes on" in club.page("START-HERE.md")
    assert not (club.folder / "site" / "what-changed.html").exists()

    # December: a new volunteer, whom no page names yet.
    club.day = "2026-12-08"
    club.writes("  team:\n", "  team:\n    - role: Tea volunteer\n      first_name: none\n")
    if SOAK:
        assert "agreed again" not in first_lines(club.says("build"))
        assert "Tea volunteer" in club.page("report/register.html")

    # January: a new place of which nothing is known yet is shown to nobody, and turns no policy.
    club.day = "2027-01-12"
    club.writes("  accounts:\n", "  accounts:\n    - name: Our Discord\n")
    assert "agreed again" not in first_lines(club.says("build"))
    assert "Tea volunteer" in club.page("report/register.html")
    assert "Our Discord" not in club.page("site/our-accounts.html")

    # On the same evening, a mistake in a phone number is put back.
    club.writes("phone: 01632 960123", "phone: 01632 960999")
    assert any("960999" in text for new, _ in club.changes("build").values() for text in new)
    (number,) = re.findall(r"Change (\d+):", club.says("history", "people.team.phone"))
    club.says("history", "--put-back", number, "--yes")
    assert club.changes("build") == {}

    # March: closed at Easter. Readers are told, and what hangs and is pinned is out of date.
    club.day = "2027-03-01"
    club.writes("  closed:\n", "  closed:\n    - {name: Easter, first_day: 2027-03-26, last_day: 2027-03-29}\n")
    assert "agreed again" not in first_lines(club.says("build"))
    assert "29 March 2027" in club.page("site/when-we-are-here.html")
    assert "1 March 2027" in club.page("site/what-changed.html")
    told = club.says("changes")
    assert "TO PUT UP" in told
    assert "A NOTICE FOR MEMBERS" in told
    assert "FOR THE MINUTES" not in told, "no policy has changed"
    club.says("changes", "--put-up")
    assert "TO PUT UP" not in club.says("changes")

    # May: the wording of a policy changes, as an own template or a new version of ours changes it.
    club.day = "2027-05-04"
    put(club.folder, "templates/pages/leaving.md.j2", "Whoever leaves gives back every key on the same day.\n")
    said = first_lines(club.says("build", "--trust"))
    assert "Changed since then, and to be agreed again: When somebody leaves." in said
    leaving = club.page("staff/staff/when-somebody-leaves.html")
    assert "This is what we agreed on 22 November 2026. A change to it waits to be agreed." in leaving
    assert "gives back every key" not in leaving
    assert "Not looked at" not in club.says("check", code=0)
    assert "When somebody leaves" in club.page("START-HERE.md")
    assert "FOR THE MINUTES" in club.says("changes", "--trust")

    # June: it is agreed; the record of November stays as it was.
    club.day = "2027-06-01"
    november = {path.name: path.read_bytes() for path in (club.folder / "site_config/agreed/2026-11-22").iterdir()}
    club.says("approve", "--role", "Club committee", "--trust")
    assert "agreed again" not in first_lines(club.says("build", "--trust"))
    assert "gives back every key" in club.page("staff/staff/when-somebody-leaves.html")
    assert {p.name: p.read_bytes() for p in (club.folder / "site_config/agreed/2026-11-22").iterdir()} == november
    assert sorted(path.name for path in (club.folder / "site_config/agreed").iterdir()) == ["2026-11-22", "2027-06-01"]

    # September: a new welfare officer. Pages, posters and the next officer's sheet follow; nobody has to agree to it.
    club.day = "2027-09-07"
    club.writes("email: welfare@marlpoolswimming.example", "email: officer@marlpoolswimming.example")
    assert "agreed again" not in first_lines(club.says("build", "--trust"))
    assert "welfare@marlpoolswimming.example" not in club.page("site/report-a-worry.html")
    assert "Poster for parents and carers" in club.says("changes", "--trust")
    assert "officer@" not in club.page("START-HERE.md"), "it may lie on a shared drive"

    # The next summer, nobody has looked again.
    club.day = "2028-06-05"
    if SOAK:
        said = first_lines(club.says("build", "--trust"))
        assert "to be looked at again by 1 June 2028: that day has passed" in said
    assert "that day has passed" in club.says("check", code=1)
