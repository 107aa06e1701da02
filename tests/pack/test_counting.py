"""What is found is counted the same in each place, and no count hides what approval needs."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from policypack.base.workspace import Workspace
from policypack.pack.counting import counted
from policypack.pack.findings import stands_in_the_way
from policypack.pack.pack import load_pack
from policypack.pages.render import Renderer
from policypack.publish.approve import approve
from policypack.publish.messages import built_text, findings_text
from policypack.questionnaire.engine import Engine
from policypack.questionnaire.review import agree_again
from tests.organisations import workspace_with
from tests.questionnaire.forms import CATALOGUE, window
from tests.sound import TODAY, text

LEAD = "Lead"


def test_nothing_says_0_urgent_once_the_lead_was_taken_out_of_an_approved_pack(tmp_path: Path) -> None:
    """As the yearly review takes a person out: what build, the browser and the report count, and what check lists."""
    folder = workspace_with(text(), tmp_path)
    approve(load_pack(folder, TODAY), "Committee")
    assert "0 urgent" in counted(load_pack(folder, TODAY).findings)
    Engine(Workspace.at(folder), CATALOGUE, TODAY).remove_item("people.team", LEAD)
    pack = load_pack(folder, TODAY)
    open_needs = [one for one in stands_in_the_way(pack.findings) if one.undecided]
    assert open_needs
    said = f"{len(open_needs)} not decided that approval needs"
    folders = {name: folder / name for name in ("site", "staff", "report")}
    report = next(page for page in Renderer(pack).pages("leaders") if page.page.id == "summary").markdown
    for told in (built_text(Renderer(pack), folders, {}), report, window(folder).opens("/end").text):
        assert said in told
        assert "0 urgent" not in told
    listed = findings_text(pack.findings).partition("Not decided yet")[2]
    assert "(approval needs it)" in listed.split("\n\n")[1].split("  * ")[1], "it comes first"


def test_a_finished_review_asks_for_agreement_and_agreeing_moves_the_day(tmp_path: Path) -> None:
    """Without it the pack would be overdue the day after; with it, for a year on, nothing is."""
    folder = workspace_with(text(), tmp_path)
    engine = Engine(Workspace.at(folder), CATALOGUE, TODAY)
    assert "have the policies and codes agreed. That sets" in agree_again(engine).sentence
    record = approve(load_pack(folder, TODAY), "Committee")
    due = record.next_review
    wanted = agree_again(Engine(Workspace.at(folder), CATALOGUE, due))
    assert wanted.until == due
    assert "agreed again" in wanted.sentence
    overdue = [one.id for one in load_pack(folder, due + timedelta(days=1)).findings if one.id == "overdue-approval"]
    assert overdue == ["overdue-approval"]
    renewed = approve(load_pack(folder, due), "Committee")
    assert renewed.next_review > due + timedelta(days=360)
    assert not [one for one in load_pack(folder, due + timedelta(days=1)).findings if one.id == "overdue-approval"]


def test_the_browser_ends_the_review_with_the_same_request(tmp_path: Path) -> None:
    folder = workspace_with(text(), tmp_path)
    browser = window(folder).opens("/review").follows("That was all")
    wanted = agree_again(Engine(Workspace.at(folder), CATALOGUE, TODAY))
    assert wanted.sentence in browser.text
    assert ("Agree them", "/agree") in browser.read.links, "a button takes the place of the command"
