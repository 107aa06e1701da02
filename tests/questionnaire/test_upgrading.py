"""Upgrading: workspaces that policypack 0.1.0 made (tests/orgs/made-with-0.1.0/, by its own `new` and `approve`)."""

from __future__ import annotations

import os
import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest

from policypack.answers.conversions import convert, data_at, data_of
from policypack.answers.versions import MADE_WITH, without_version
from policypack.base.problems import ProblemsFoundError
from policypack.base.versions import VERSION
from policypack.base.workspace import Workspace
from policypack.files.yaml_nodes import parse_yaml
from policypack.pack.own_content import load_content
from policypack.pack.pack import load_pack
from policypack.questionnaire.engine import Engine
from policypack.questionnaire.upgrade_words import as_text, upgrade_in_words
from policypack.questionnaire.upgrading import LIST, carried_out, planned
from tests.organisations import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from policypack.files.yaml_scalars import Path as Place

OLD = CHECKOUT / "tests" / "orgs" / "made-with-0.1.0"
MADE = sorted(folder.name for folder in OLD.iterdir())
TODAY = date(2026, 11, 29)


def old(organisation: str, folder: Path) -> Workspace:
    """Return a copy of a workspace as 0.1.0 left it."""
    shutil.copytree(OLD / organisation, folder / "club")
    return Workspace.at(folder / "club")


def answers_in(data: object, place: Place = ()) -> Iterator[tuple[Place, object]]:
    """Yield each answer of a file: a text, or a list of choices."""
    if isinstance(data, dict):
        for key, inner in data.items():
            yield from answers_in(inner, (*place, key))
    elif isinstance(data, list) and any(isinstance(inner, dict) for inner in data):
        for number, inner in enumerate(data):
            yield from answers_in(inner, (*place, number))
    elif data is not None:
        yield place, data


def data_in(workspace: Workspace) -> object:
    return data_of(without_version(parse_yaml(workspace.answers_file.read_text(encoding="utf-8"), "")))


@pytest.mark.parametrize("organisation", MADE)
def test_every_answer_of_0_1_0_is_carried_over_converted_or_listed_with_its_words(
    organisation: str, tmp_path: Path
) -> None:
    """Nothing is silently dropped, what somebody noted stays, and the copy is the file as it was."""
    workspace = old(organisation, tmp_path)
    bytes_before, before = workspace.answers_file.read_bytes(), data_in(workspace)
    upgrade = planned(workspace, TODAY)
    assert upgrade is not None
    assert workspace.answers_file.read_bytes() == bytes_before
    folder = carried_out(workspace, upgrade)
    after, said = data_in(workspace), (folder / LIST).read_text(encoding="utf-8")
    converted = {one.path: one for one in upgrade.converted}
    set_aside = {one.path: one for one in upgrade.set_aside}
    for place, answer in answers_in(before):
        now = data_at(after, place)
        if place in set_aside:
            assert now == "not decided yet"
            assert set_aside[place].words == answer
        elif place in converted:
            assert (converted[place].was, converted[place].now) == (answer, now)
        else:
            assert now == answer, place
            continue
        assert f"“{answer}”" in said, place
    assert (folder / workspace.answers_file.name).read_bytes() == bytes_before
    comments = [line.partition("#")[2] for line in bytes_before.decode().splitlines() if line.startswith("#")]
    assert set(comments) <= {line.partition("#")[2] for line in workspace.answers_file.read_text().splitlines()}
    pack = load_pack(workspace.root, TODAY)
    Engine(workspace, load_content(workspace), TODAY)
    assert not any(MADE_WITH in notice or "0.1.0" in notice for notice in pack.notices)


@pytest.mark.parametrize("organisation", MADE)
def test_a_second_upgrade_does_nothing(organisation: str, tmp_path: Path) -> None:
    """What this version wrote is left alone, to the byte."""
    workspace = old(organisation, tmp_path)
    upgrade = planned(workspace, TODAY)
    assert upgrade is not None
    carried_out(workspace, upgrade)
    written = {path: path.read_bytes() for path in workspace.root.rglob("*") if path.is_file()}
    assert planned(workspace, TODAY) is None
    assert {path: path.read_bytes() for path in workspace.root.rglob("*") if path.is_file()} == written


@pytest.mark.parametrize("organisation", MADE)
def test_what_is_read_before_an_upgrade_is_what_stands_there_after_it(organisation: str, tmp_path: Path) -> None:
    """Check and build convert in memory; the file they would write says the same, but for what they cannot read."""
    workspace = old(organisation, tmp_path)
    whole = parse_yaml(workspace.answers_file.read_text(encoding="utf-8"), "")
    in_memory, _ = convert(without_version(whole), "0.1.0")
    upgrade = planned(workspace, TODAY)
    assert upgrade is not None
    written = data_of(without_version(parse_yaml(upgrade.text, "")))
    gone = {one.path for one in upgrade.set_aside}
    assert dict(kept(data_of(in_memory), gone)) == dict(kept(written, gone))


def kept(data: object, gone: set[Place]) -> Iterator[tuple[Place, object]]:
    return ((place, answer) for place, answer in answers_in(data) if place not in gone)


def test_what_is_new_what_is_to_be_looked_at_and_what_lapses_is_said(tmp_path: Path) -> None:
    """The approval of 0.1.0 lapses for the pages that say otherwise now; a question of 0.1.0 is never called new."""
    club, parish = old("swimming-club", tmp_path / "a"), old("parish-group", tmp_path / "b")
    of_club, of_parish = planned(club, TODAY), planned(parish, TODAY)
    assert of_club is not None
    assert of_parish is not None
    said = dict(upgrade_in_words(of_club))
    assert "Committee agreed your pages on 22 November 2026" in said["Waits to be agreed again"][0]
    assert "Moderation and hosting" in said["Waits to be agreed again"][0]
    assert "How long do you keep records of a worry about a child?" in said["New to answer"]
    old_prompts = {of_club.answers.catalogue.questions[qid].prompt for qid in of_club.asked_before}
    assert not old_prompts.intersection(said["New to answer"])
    assert any("Working Together 2026" in reason for reason in said["Our own words changed"])
    assert not any("counsel" in reason for reason in said["Our own words changed"])
    words = as_text(of_parish, "there")
    assert "It was “Sunday 6.30-7.30”, and is “Sunday, 6:30am to 7:30am” now." in words
    assert "You had answered “Sat 9pm-8pm”" in words
    assert "Waits to be agreed again" not in dict(upgrade_in_words(of_parish))


def test_an_own_template_that_no_page_takes_any_more_is_named(tmp_path: Path) -> None:
    """Its words would vanish from the site without a sound."""
    workspace = old("swimming-club", tmp_path)
    for name in ("rules-11-to-13", "parents"):
        file = workspace.root / "templates" / "pages" / f"{name}.md.j2"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("Our own words.\n", encoding="utf-8")
    upgrade = planned(workspace, TODAY)
    assert upgrade is not None
    assert upgrade.own_unused == ("pages/rules-11-to-13.md.j2",)


def test_an_answer_that_no_question_takes_any_longer_leaves_the_file_with_its_words_said(tmp_path: Path) -> None:
    """What a question was once asked for is in the list and in the copy."""
    workspace = old("gaming-charity", tmp_path)
    text = workspace.answers_file.read_text(encoding="utf-8")
    text = text.replace("\nbrand:\n", "\nbrand:\n  motto: Play fair\n", 1)
    workspace.answers_file.write_text(text, encoding="utf-8")
    upgrade = planned(workspace, TODAY)
    assert upgrade is not None
    assert [(one.path, one.words) for one in upgrade.set_aside] == [(("brand", "motto"), "Play fair")]
    assert "motto" not in upgrade.text
    assert "Play fair" in as_text(upgrade, "there")


@pytest.mark.parametrize("writes", range(4))
def test_an_upgrade_that_is_killed_leaves_the_old_file_or_the_new_one_whole(
    writes: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed in any of its writes: the file is one of the two, and the next run makes one copy and ends it."""
    workspace = old("gaming-charity", tmp_path)
    before = workspace.answers_file.read_bytes()
    upgrade = planned(workspace, TODAY)
    assert upgrade is not None
    synced, calls = os.fsync, iter(range(100))

    def dies(descriptor: int) -> None:
        if next(calls) == writes * 2:  # each file is written to the disk, then its name
            raise KeyboardInterrupt
        synced(descriptor)

    monkeypatch.setattr(os, "fsync", dies)
    with pytest.raises(KeyboardInterrupt):
        carried_out(workspace, upgrade)
    monkeypatch.undo()
    is_new = workspace.answers_file.read_bytes() == upgrade.text.encode()
    assert is_new or workspace.answers_file.read_bytes() == before
    assert is_new == (writes == 3)
    again = planned(workspace, TODAY)
    if again is not None:
        carried_out(workspace, again)
    assert workspace.answers_file.read_bytes() == upgrade.text.encode()
    copies = list(workspace.site_config.glob("before-*/answers.yml"))
    assert [copy.read_bytes() for copy in copies] == [before]


def test_a_copy_is_never_written_over(tmp_path: Path) -> None:
    """Put back by hand, changed and upgraded again: both files of before are there."""
    workspace = old("gaming-charity", tmp_path)
    first = workspace.answers_file.read_bytes()
    for data in (first, first + b"# Changed\n"):
        workspace.answers_file.write_bytes(data)
        upgrade = planned(workspace, TODAY)
        assert upgrade is not None
        carried_out(workspace, upgrade)
    copies = sorted(workspace.site_config.glob("before-*/answers.yml"))
    assert [copy.parent.name for copy in copies] == [f"before-{VERSION}", f"before-{VERSION}-2"]
    assert [copy.read_bytes() for copy in copies] == [first, first + b"# Changed\n"]


def test_what_is_wrong_besides_single_answers_is_said_and_nothing_is_written(tmp_path: Path) -> None:
    """Two places of one name are no single answer that could be asked again."""
    workspace = old("gaming-charity", tmp_path)
    text = workspace.answers_file.read_text(encoding="utf-8").replace("Lanternfish Minecraft", "Lanternfish Discord")
    workspace.answers_file.write_text(text, encoding="utf-8")
    with pytest.raises(ProblemsFoundError, match="of its own"):
        planned(workspace, TODAY)
    assert workspace.answers_file.read_text(encoding="utf-8") == text


def test_an_old_file_that_is_put_back_while_somebody_answers_is_not_written_into(tmp_path: Path) -> None:
    """Its answers would be put among those of another form."""
    workspace = old("parish-group", tmp_path)
    before = workspace.answers_file.read_bytes()
    upgrade = planned(workspace, TODAY)
    assert upgrade is not None
    carried_out(workspace, upgrade)
    engine = Engine(workspace, load_content(workspace), TODAY)
    workspace.answers_file.write_bytes(before)
    with pytest.raises(ProblemsFoundError, match=r"policypack 0\.1\.0 wrote this file"):
        engine.refresh()
