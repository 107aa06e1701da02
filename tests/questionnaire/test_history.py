"""The history: every change of an answer is kept, whoever made it, and each can be put back."""

from __future__ import annotations

import errno
import json
import signal
from datetime import date, timedelta
from itertools import permutations
from pathlib import Path
from random import Random

import pytest

from policypack.answers import history as history_module
from policypack.answers.differences import differences, labels_of, made, said_in
from policypack.answers.document import AnswersDocument, _compared
from policypack.answers.history import read_history
from policypack.answers.making import write_in
from policypack.answers.step_sets import sets_of
from policypack.base.problems import ProblemsFoundError
from policypack.base.workspace import Workspace
from policypack.browser.run import Run
from policypack.browser.showing import RUN
from policypack.content.catalogue import load_catalogue
from policypack.content.questions import NOT_DECIDED
from policypack.files.lock import locked
from policypack.files.yaml_nodes import parse_yaml
from policypack.questionnaire.asked import Key
from policypack.questionnaire.asked_again import asked_again
from policypack.questionnaire.engine import Engine
from policypack.questionnaire.history_pages import changes_said
from policypack.questionnaire.noticing import notice_by_hand
from policypack.questionnaire.putting_back import PuttingBack, put_back, putting_back
from tests.hardening.killed import in_child, killed_at_step
from tests.hardening.rounds import SOAK, count
from tests.organisations import CHECKOUT, ORGANISATIONS, workspace_of, workspace_with
from tests.questionnaire.any_changes import change_everything, change_something
from tests.questionnaire.forms import window

TODAY = date(2026, 11, 22)
CATALOGUE = load_catalogue(Workspace.at(CHECKOUT))
LABELS = labels_of(CATALOGUE.questions)
FEW = ["swimming-club", "gaming-charity", "counselling-charity"]
TEAM = (
    "people:\n  team:\n    - {role: Chair, email: chair@club.example}\n    - {role: Lead, phone: '01632 960123'}\n"
    "    - {role: Coach}\n  lead: Lead\n"
    "online:\n  accounts:\n    - {name: Page, comments: after, moderators: [Lead, Chair]}\n"
)


def engine_at(folder: Path, today: date = TODAY) -> Engine:
    engine = Engine(Workspace.at(folder), CATALOGUE, today)
    engine.notice()
    return engine


def engine_with(answers: str, folder: Path) -> Engine:
    return engine_at(workspace_with(answers, folder))


def answer(engine: Engine, qid: str, raw: str | list[str], item: str = "") -> None:
    asked = asked_again(engine.answers, Key(qid, item))
    assert asked is not None
    engine.answer(asked, raw)


def back(engine: Engine, number: int) -> PuttingBack:
    found = put_back(engine, number)
    assert found is not None
    return found


def content(engine: Engine) -> object:
    """Return what the answers file says, in a form to compare: comments and what says nothing do not count."""
    return _compared(engine.document.node.plain())


# Differences


def said_of(organisation: str) -> dict[str, object]:
    text = (CHECKOUT / "tests" / "orgs" / f"{organisation}.yml").read_text(encoding="utf-8")
    return said_in(parse_yaml(text, "answers.yml"))  # type: ignore[return-value] # of answers


PAIRS = list(permutations(ORGANISATIONS, 2)) if SOAK else list(permutations(FEW, 2))


@pytest.mark.parametrize(("one", "other"), PAIRS, ids="-".join)
def test_what_differs_leads_from_any_answers_to_any_others_and_back_in_data_and_in_the_file(
    one: str, other: str, tmp_path: Path
) -> None:
    """Each set of what differs alone, too, made in their order; the file then says exactly the same."""
    before, after = said_of(one), said_of(other)
    steps = differences(before, after, LABELS)  # type: ignore[arg-type]
    assert differences(made(before, steps, LABELS), after, LABELS) == ()  # type: ignore[arg-type]
    returned = made(after, [step.back(LABELS) for step in reversed(steps)], LABELS)  # type: ignore[arg-type]
    assert differences(returned, before, LABELS) == ()  # type: ignore[arg-type]
    sets = sets_of(steps, before, CATALOGUE.questions)  # type: ignore[arg-type]
    assert sorted(map(repr, steps)) == sorted(repr(step) for one_set in sets for step in one_set)
    document = AnswersDocument.open(Workspace.at(workspace_of(one, tmp_path)), CATALOGUE.questions, CATALOGUE.rows)
    write_in(document, after, LABELS)  # type: ignore[arg-type]
    assert differences(said_in(document.node), after, LABELS) == ()  # type: ignore[arg-type]


# What is kept


def test_each_change_is_kept_with_its_day_what_was_and_is_said_and_by_which_face(tmp_path: Path) -> None:
    """On the terminal, in the browser, and by hand in the file: noticed when the answers are opened next."""
    folder = workspace_with(TEAM, tmp_path)
    answer(engine_at(folder), "people.lead", "Chair")
    browser = window(folder).opens("/question/people.lead?from=check")
    browser.sends("Save and go on", ["Lead"])
    file = folder / "site_config" / "answers.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("lead: Lead", "lead: Coach"), encoding="utf-8")
    engine = engine_at(folder, TODAY + timedelta(days=1))
    kept = [(change.day.day, change.by, change.steps[0].was, change.steps[0].now) for change in engine.history.changes]
    assert kept == [
        (22, "terminal", "Lead", "Chair"),
        (22, "browser", "Chair", "Lead"),
        (23, "file", "Lead", "Coach"),
    ]
    assert {step.question for change in engine.history.changes for step in change.steps} == {"people.lead"}


def test_a_command_that_asks_nothing_notices_what_was_changed_by_hand_unless_somebody_is_asking(tmp_path: Path) -> None:
    folder = workspace_with(TEAM, tmp_path)
    engine = engine_at(folder)
    file = folder / "site_config" / "answers.yml"
    file.write_text(TEAM.replace("lead: Lead", "lead: Chair"), encoding="utf-8")
    with locked(engine.workspace):
        notice_by_hand(engine.workspace, CATALOGUE, TODAY)
        assert read_history(engine.workspace, CATALOGUE.questions).changes == []
    notice_by_hand(engine.workspace, CATALOGUE, TODAY)
    assert [change.by for change in read_history(engine.workspace, CATALOGUE.questions).changes] == ["file"]


def test_changes_by_hand_that_have_nothing_to_do_with_each_other_can_be_put_back_each(tmp_path: Path) -> None:
    """A role that was taken out with what names it is one change; an answer beside it is another."""
    engine = engine_with(TEAM, tmp_path)
    text = TEAM.replace("    - {role: Lead, phone: '01632 960123'}\n", "").replace("  lead: Lead\n", "  lead: none\n")
    text = text.replace("[Lead, Chair]", "[Chair]").replace("comments: after", "comments: before")
    engine.workspace.answers_file.write_text(text, encoding="utf-8")
    engine.refresh()
    engine.notice()
    kept = [{step.question for step in change.steps} for change in engine.history.changes]
    out = {"people.team", "people.lead", "online.accounts.moderators"}
    assert sorted(map(sorted, kept)) == sorted(map(sorted, [out, {"online.accounts.comments"}]))
    back(engine, 1 + kept.index({"online.accounts.comments"}))
    assert engine.answers.items("online.accounts")[0].values["comments"] == "after"
    assert [item.name for item in engine.answers.items("people.team")] == ["Chair", "Coach"]


def test_the_history_is_as_private_as_the_answers_and_a_line_a_change(tmp_path: Path) -> None:
    folder = workspace_with(TEAM, tmp_path)
    (folder / "site_config" / "answers.yml").chmod(0o600)
    engine = engine_at(folder)
    answer(engine, "people.lead", "Chair")
    file = engine.workspace.history_file
    assert file.stat().st_mode & 0o777 == 0o600
    lines = file.read_text(encoding="utf-8").splitlines()
    answer(engine, "people.lead", "Coach")
    now = file.read_text(encoding="utf-8").splitlines()
    assert now[:-1] == lines
    assert json.loads(now[-1]) == {
        "change": 2,
        "day": "2026-11-22",
        "by": "terminal",
        "steps": [{"question": "people.lead", "was": "Chair", "now": "Coach"}],
    }


@pytest.mark.parametrize(("name", "value"), [("MOST_CHANGES", 20), ("MOST_BYTES", 3000), ("LONGEST", 9)])
def test_the_history_stays_within_its_bounds_and_knows_the_answers_all_the_same(
    name: str, value: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is too old, or too much, goes into what stood at the beginning; the newest stays, and can be put back."""
    monkeypatch.setattr(history_module, name, value)
    folder = workspace_with(TEAM, tmp_path)
    file, before = folder / "site_config" / "history.jsonl", 0
    for number in range(40):
        engine = engine_at(folder, TODAY + timedelta(days=number))
        answer(engine, "people.lead", ["Chair", "Coach", "Lead"][number % 3])
        changes = engine.history.changes
        assert changes[-1].number == number + 1
        assert len(changes) <= (value if name == "MOST_CHANGES" else 40)
        assert file.stat().st_size <= (value if name == "MOST_BYTES" else 100_000)
        assert all((engine.today - change.day).days <= (value if name == "LONGEST" else 40) for change in changes)
        before = max(before, len(changes))
    fresh = engine_at(folder, TODAY + timedelta(days=40))
    assert fresh.history.changes[-1].number == 40  # nothing was taken for a change by hand
    assert before > len(fresh.history.changes) - 1 > 1
    was = fresh.history.changes[-1].steps[0].was
    back(fresh, 40)
    assert fresh.said()["people.lead"] == was


def test_what_cannot_be_read_in_the_history_stays_and_stops_nobody(tmp_path: Path) -> None:
    """Half a line, another program's lines, and two histories that git merged into one."""
    folder = workspace_with(TEAM, tmp_path)
    engine = engine_at(folder)
    answer(engine, "people.lead", "Chair")
    file = engine.workspace.history_file
    text = file.read_text(encoding="utf-8")
    last = text.splitlines()[-1]
    odd = [
        "<<<<<<< HEAD",
        last[:40],
        "[]",
        '"x"',
        '{"change": "x"}',
        "=======",
        '{"change": 1, "steps": 3}',
        ">>>>>>> b",
    ]
    file.write_text("\n".join([text.rstrip("\n"), *odd, last]) + "\n", encoding="utf-8")
    engine = engine_at(folder)
    assert [change.number for change in engine.history.changes] == [1, 2]
    answer(engine, "people.lead", "Coach")
    assert set(odd) < set(file.read_text(encoding="utf-8").splitlines())
    file.write_bytes(b"\xff\x00 no history")
    engine = engine_at(folder)
    answer(engine, "people.lead", "Lead")
    assert engine.answers.get("people.lead") == "Lead"


def test_a_change_that_could_not_be_written_is_not_in_the_history_and_those_before_it_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The history has a change before the answers have it; where those cannot be replaced, it is taken back."""
    engine = engine_with(TEAM, tmp_path)
    answer(engine, "people.lead", "Chair")
    kept, replace = engine.workspace.history_file.read_bytes(), Path.replace

    def full(self: Path, target: Path) -> Path:
        if target.name == "answers.yml":
            raise OSError(errno.ENOSPC, "No space left on device")
        return replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        with pytest.raises(ProblemsFoundError, match="make room on the disk"):
            answer(engine, "people.lead", "Coach")
    assert engine.workspace.history_file.read_bytes() == kept
    assert engine.said()["people.lead"] == "Chair"
    answer(engine, "people.lead", "Lead")
    assert [change.steps[0].now for change in engine_at(tmp_path).history.changes] == ["Chair", "Lead"]


# Putting back


@pytest.mark.parametrize("organisation", ORGANISATIONS if SOAK else FEW)
@pytest.mark.parametrize("seed", range(count(2, 40)))
def test_putting_all_changes_back_in_reverse_gives_the_first_answers(
    organisation: str, seed: int, tmp_path: Path
) -> None:
    """For any changes, on a face and by hand; the history knows after each what the file says."""
    engine = engine_at(workspace_of(organisation, tmp_path))
    first, chance = content(engine), Random(f"{organisation} {seed}")
    done = change_everything(engine, chance)
    changes = list(engine.history.changes)
    assert len(changes) >= len(done) > 5, done
    for change in reversed(changes):
        assert back(engine, change.number).stays == (), (change, done)
        assert differences(engine.history.known or {}, engine.said(), LABELS) == ()
    assert content(engine) == first, done


def test_putting_back_is_a_change_that_can_be_put_back(tmp_path: Path) -> None:
    engine = engine_with(TEAM, tmp_path)
    answer(engine, "people.lead", "Chair")
    back(engine, 1)
    assert engine.answers.get("people.lead") == "Lead"
    assert [one.put_back_by for one in changes_said(engine)] == [0, 2]
    back(engine, 2)
    assert engine.answers.get("people.lead") == "Chair"
    assert [change.puts_back for change in engine.history.changes] == [0, 1, 2]
    assert [one.put_back_by for one in changes_said(engine)] == [0, 3, 0]
    assert put_back(engine, 99) is None


def test_a_role_that_was_taken_out_comes_back_whole_with_what_fell_with_it(tmp_path: Path) -> None:
    """In its place, with its answers and all that named it; what was said anew meanwhile stays, and is told."""
    engine = engine_with(TEAM, tmp_path)
    before = content(engine)
    engine.remove_item("people.team", "Lead")
    assert engine.answers.is_open("people.lead")
    back(engine, 1)
    assert content(engine) == before
    engine.remove_item("people.team", "Lead")
    answer(engine, "people.lead", "Coach")
    answer(engine, "online.accounts.moderators", ["Chair", "Coach"], "Page")
    (stays,) = back(engine, 3).stays
    assert stays == "Who is your child protection lead? You said “Coach” since; it stays."
    assert [item.name for item in engine.answers.items("people.team")] == ["Chair", "Lead", "Coach"]
    assert engine.answers.items("people.team")[1].values["phone"] == "01632 960123"
    assert set(engine.answers.items("online.accounts")[0].values["moderators"]) == {"Chair", "Coach", "Lead"}  # type: ignore[arg-type]


def test_a_place_comes_back_with_the_times_that_were_its_own(tmp_path: Path) -> None:
    more = (
        "    - {name: Group, comments: after}\nmoderation:\n  other_times:\n"
        "    - {account: Page, differs: [times], times: Mon 18-20}\n"
    )
    engine = engine_with(f"made_with: 0.2.0\n{TEAM}{more}", tmp_path)
    before = content(engine)
    engine.remove_item("online.accounts", "Page")
    assert not engine.answers.groups.get("moderation.other_times")
    back(engine, 1)
    assert content(engine) == before


def test_an_answer_follows_its_item_to_another_name_and_another_name_back_takes_along_who_names_it(
    tmp_path: Path,
) -> None:
    engine = engine_with(TEAM, tmp_path)
    answer(engine, "people.team.phone", "none", "Lead")
    answer(engine, "people.team.role", "Welfare officer", "Lead")
    back(engine, 1)
    assert engine.answers.items("people.team")[1].values["phone"] == "01632 960123"
    answer(engine, "online.accounts.moderators", ["Welfare officer"], "Page")
    back(engine, 2)
    assert engine.answers.get("people.lead") == "Lead"
    assert engine.answers.items("online.accounts")[0].values["moderators"] == ("Lead",)


GONE = [
    ({"question": "people.of_old", "was": "Jo", "now": "Sam"}, "The question “people.of_old” is no longer asked"),
    ({"question": "people.lead", "was": "Vicar", "now": "Lead"}, "It does not go back to “Vicar”: one of Chair"),
    (
        {"question": "people.team.phone", "item": "Vicar", "was": "01632 960999", "now": "none"},
        "Vicar is no longer there",
    ),
    (
        {"question": "people.team", "item": "Lead", "at": 0, "was": {"role": "Lead"}, "now": None},
        "Lead is there already",
    ),
    ({"question": "people.team", "was": "none", "now": None}, "There is Chair, Lead, Coach now; that stays"),
    ({"question": "rules.house", "was": ["of_old"], "now": None}, "“of_old” does not come back"),
]
"""A step of a change, and what is said when it is put back: each fits no longer."""


@pytest.mark.parametrize(("step", "said"), GONE, ids=lambda one: one[:30] if isinstance(one, str) else "")
def test_what_no_longer_fits_is_said_and_the_rest_goes_back(step: dict[str, object], said: str, tmp_path: Path) -> None:
    """A question, choice, rule or item that is gone since, beside one answer that fits."""
    folder = workspace_with(TEAM + "organisation:\n  name: New\n", tmp_path)
    engine = engine_at(folder)
    fits = {"question": "organisation.name", "was": "Old", "now": "New"}
    line = json.dumps({"change": 1, "day": "2026-11-20", "by": "terminal", "steps": [step, fits]})
    with engine.workspace.history_file.open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    engine = engine_at(folder)
    number = next(change.number for change in engine.history.changes if len(change.steps) == 2)
    found = back(engine, number)
    assert engine.answers.get("organisation.name") == "Old"
    (stays,) = found.stays
    assert said in stays


def test_of_a_role_that_comes_back_the_answers_that_no_longer_fit_are_left_out_and_said(tmp_path: Path) -> None:
    folder = workspace_with(TEAM, tmp_path)
    engine = engine_at(folder)
    whole = {"role": "Vicar", "phone": "none", "public_details": ["of_old"], "of_old": "x"}
    step = {"question": "people.team", "item": "Vicar", "at": 1, "was": whole, "now": None}
    line = json.dumps({"change": 1, "day": "2026-11-20", "by": "terminal", "steps": [step]})
    with engine.workspace.history_file.open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    engine = engine_at(folder)
    found = back(engine, 1)
    assert [item.name for item in engine.answers.items("people.team")] == ["Chair", "Vicar", "Lead", "Coach"]
    assert engine.answers.items("people.team")[1].values == {"role": "Vicar", "phone": "none"}
    assert len(found.stays) == 2


def test_what_no_longer_applies_after_putting_back_is_named_first_and_nothing_is_written_by_looking(
    tmp_path: Path,
) -> None:
    engine = engine_with("images:\n  photos: no\n", tmp_path)
    answer(engine, "images.photos", "yes")
    answer(engine, "images.photo_consent", "parent")
    before = engine.document.text
    found = putting_back(engine, 1)
    assert found is not None
    assert [question.qid for question, _ in found.gone] == ["images.photo_consent"]
    assert engine.document.text == before
    assert len(engine.history.changes) == 2
    back(engine, 2)
    assert engine.document.raw("images.photo_consent") in (None, NOT_DECIDED)


# Killed


@pytest.mark.parametrize("seed", range(count(4, 200)))
def test_no_change_is_lost_by_a_process_that_is_killed_at_any_moment(seed: int, tmp_path: Path) -> None:
    """After each kill the history knows every state in which the answers were seen, and the one in which they are."""
    folder = workspace_of("angling-club", tmp_path / "w")
    engine_at(folder)
    log, chance = tmp_path / "log", Random(seed)
    log.touch()

    def change() -> None:
        engine = engine_at(folder)
        for _ in range(4):
            change_something(engine, chance)
            with log.open("a", encoding="utf-8") as file:
                file.write(json.dumps(engine.said()) + "\n")

    ends = []
    for _ in range(3):
        chance.random()
        step = chance.randrange(40, 400)
        ends.append(in_child(lambda step=step: killed_at_step(step, change)))  # type: ignore[misc]
    assert set(ends) <= {signal.SIGKILL, 0}
    engine = engine_at(folder)
    assert differences(engine.history.known or {}, engine.said(), LABELS) == ()
    known = [_compared(made(engine.history._begins, [], LABELS))]
    for change_kept in engine.history.changes:
        known.append(_compared(made(known[-1], change_kept.steps, LABELS)))  # type: ignore[arg-type]
    for line in log.read_text(encoding="utf-8").splitlines():
        assert _compared(json.loads(line)) in known


def test_undo_puts_the_last_change_back_from_any_page_one_after_the_other(tmp_path: Path) -> None:
    browser = window(workspace_with("organisation:\n  name: Before\n", tmp_path))
    assert "Undo" not in browser.opens("/check").text, "nothing of another day"
    for said in ("First", "Second"):
        browser.opens("/question/organisation.short_name").sends("Save and go on", [said])
    for page in ("/", "/check", "/history", "/end", "/question/organisation.name", "/no-such-page"):
        browser.client.environ_base["HTTP_ACCEPT"] = "text/html"
        assert "Undo" in browser.opens(page).text, page
    undo = next(form for form in browser.read.forms if form.action == "/undo")
    browser.sends("Undo", form=undo)
    assert browser.path.startswith("/question/organisation.short_name")
    assert "It is now: First" in browser.text
    browser.sends("Undo", form=undo)
    assert "Nothing was undone" in browser.text, "the same button twice does nothing twice"
    undo = next(form for form in browser.read.forms if form.action == "/undo")
    browser.sends("Undo", form=undo)
    run: Run = browser.client.application.extensions[RUN]
    assert run.engine.answers.get("organisation.short_name") is None
    assert run.engine.answers.get("organisation.name") == "Before"
    assert "/undo" not in [form.action for form in browser.read.forms], "and no further back"
