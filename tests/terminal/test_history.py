"""What was changed, in a terminal: said in words, put back, and chosen between two copies."""

from __future__ import annotations

import json
from pathlib import Path

from tests.organisations import put, workspace_with
from tests.questionnaire.test_history import TEAM, engine_at
from tests.questionnaire.test_two_copies import COPY, MERGED
from tests.started import run
from tests.terminal.pty import DOWN, ENTER, Terminal, answers_in


def test_what_was_taken_out_is_listed_and_put_back_whole(tmp_path: Path) -> None:
    """With what named it, after it was shown what changes; no without saying yes, and never without a terminal."""
    workspace_with(TEAM, tmp_path)
    engine = engine_at(tmp_path)
    before = answers_in(tmp_path)
    engine.remove_item("people.team", "Lead")
    listed = Terminal("history", cwd=tmp_path)
    listed.says(
        [
            ("Change 1: 22 November 2026, in the terminal", "", ""),
            ("Lead (person) was: there, with 1 answer now: not there", "", ""),
            ("Who is your child protection lead? was: Lead now: not decided yet", "", ""),
            ("To put one back: `policypack history --put-back` with its number.", "", ""),
        ]
    )
    assert listed.ends() == 0
    refused = run(["history", "--put-back", "1"], cwd=tmp_path)
    assert refused.returncode == 2
    assert "a terminal is wanted for the questions; or say with --yes that it is meant" in refused.stderr
    for keys, said in ((ENTER, "Nothing is changed."), (DOWN + ENTER, "Put back. This is change 2 now.")):
        terminal = Terminal("history", "--put-back", "1", cwd=tmp_path)
        terminal.says(
            [
                ("Putting it back changes:", "", ""),
                ("Lead (person) now: not there then: there, with 1 answer", "", ""),
                ("01632 960123", "", ""),
                ("Put this back?", "No, leave it as it is", keys),
                (said, "", ""),
            ]
        )
        assert terminal.ends() == 0
    assert answers_in(tmp_path) == before
    rows = json.loads(run(["history", "people.lead", "--json"], cwd=tmp_path).stdout)
    assert [(row["number"], row["puts_back"], row["put_back_by"]) for row in rows] == [(2, 1, 0), (1, 0, 2)]
    again = run(["history", "--put-back", "1", "--yes"], cwd=tmp_path)
    assert "There is nothing to put back." in again.stdout
    assert run(["history", "--put-back", "7", "--yes"], cwd=tmp_path).returncode == 2
    assert "did you mean people" in run(["history", "peeple"], cwd=tmp_path).stderr


def test_asking_leads_to_two_copies_that_met_and_to_both_sides_of_a_merge(tmp_path: Path) -> None:
    """Each answer that differs is shown from both; going back changes the one before; skipping writes nothing."""
    workspace_with(MERGED, tmp_path)
    put(tmp_path, f"site_config/{COPY}", "people:\n  team:\n    - role: Chair\n    - role: Lead\n  lead: Chair\n")
    checked = run(["check"], cwd=tmp_path)
    assert checked.returncode == 2
    assert "of two versions of your answers, `policypack ask` shows each answer that differs" in checked.stderr
    terminal = Terminal("ask", "--plain", cwd=tmp_path)
    terminal.says(
        [
            ("answers.yml held two versions, which git had merged.", "", ""),
            ("2 things differ. Choose now which is right?", "Type a number:", "1\r"),
            ("1 of 2: which is right?", "Type a number:", "1\r"),
            ("2 of 2: which is right?", "Type a number:", "<\r"),
            ("1 of 2: which is right?", "Type a number:", "-\r"),
            ("Nothing is written. Both files stay as they are.", "", ""),
            ("1 thing differs. Choose now which is right?", "Type a number:", "1\r"),
            ("Your answers: chair@club.example The copy: welfare@club.example", "Type a number:", "2\r"),
            ("Put together. The copy is kept as", "Your answer:", "q\r"),
        ]
    )
    assert terminal.ends() == 130
    assert engine_at(tmp_path).answers.items("people.team")[0].values["email"] == "welfare@club.example"
    said = run(["check"], cwd=tmp_path)
    assert f"Beside answers.yml lies “{COPY}”" in said.stderr
    assert "`policypack ask` shows each answer that differs, and you choose." in said.stderr
