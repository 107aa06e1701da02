"""Killed, full, forbidden or slow: every answer that was given is there, and the file is the old one or the new one."""

from __future__ import annotations

import errno
import os
import signal
import threading
import time
from pathlib import Path

import pytest

from policypack.base.problems import ProblemsFoundError
from policypack.base.workspace import Workspace
from policypack.content.catalogue import load_catalogue
from policypack.files.atomic import write_whole
from policypack.files.lock import locked
from policypack.questionnaire.asked import Asked
from policypack.questionnaire.engine import Engine
from tests.given import answer, given
from tests.hardening.killed import in_child, kill_me, killed_at_step
from tests.hardening.rounds import SOAK, count
from tests.organisations import CHECKOUT, workspace_of, workspace_with
from tests.terminal.pty import TODAY

CATALOGUE = load_catalogue(Workspace.at(CHECKOUT))
OLD = "organisation:\n  name: Club\n"


def engine_at(folder: Path) -> Engine:
    return Engine(Workspace.at(folder), CATALOGUE, TODAY)


def next_of(engine: Engine) -> Asked:
    asked = engine.next_question()
    assert asked is not None
    return asked


def plain(value: object) -> object:
    """Return a value as it can be compared: paragraphs become one line, and choices are in the order of the options."""
    if isinstance(value, tuple):
        return sorted(value)
    return " ".join(value.split()) if isinstance(value, str) else value


def test_a_run_that_is_killed_after_every_single_answer_loses_none_of_them(tmp_path: Path) -> None:
    """All that one says: each answer by a process that is killed at once, the next by one that starts anew.

    In the short round a process gives a few answers before it is killed.
    """
    source = engine_at(workspace_of("gaming-charity" if SOAK else "angling-club", tmp_path / "source"))
    run = workspace_with("# nothing\n", tmp_path / "run")
    file = run / "site_config" / "answers.yml"
    log = tmp_path / "log"
    given_so_far: list[str] = []

    def one_answer() -> None:
        engine = engine_at(run)
        changes = 0
        while (asked := engine.next_question()) is not None:
            before = engine.document.text
            answer(engine, asked, given(asked, source, engine))
            changes += engine.document.text != before
            if changes == count(4, 1):
                log.write_text(engine.document.text, encoding="utf-8")
                kill_me()
        raise SystemExit(7)

    while (end := in_child(one_answer)) == signal.SIGKILL:
        text = file.read_text(encoding="utf-8")
        assert text == log.read_text(encoding="utf-8")
        lines = [line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
        answers = [line.removeprefix("- ") for line in lines]
        assert all(answers.count(line) >= given_so_far.count(line) for line in set(given_so_far)), len(given_so_far)
        assert len(answers) > len(given_so_far)
        given_so_far = answers
        assert len(given_so_far) < 1000
    assert end == -7
    assert len(given_so_far) > count(50, 200)
    ended, meant = engine_at(run).answers, source.answers
    assert {qid: plain(value) for qid, value in ended.values.items()} == {q: plain(v) for q, v in meant.values.items()}
    for group, items in meant.groups.items():
        assert [item.name for item in ended.groups[group]] == [item.name for item in items]
        for now, item in zip(ended.groups[group], items, strict=True):
            assert {k: plain(v) for k, v in now.values.items()} == {k: plain(v) for k, v in item.values.items()}


def test_a_process_killed_at_any_step_of_writing_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    """At each line of it in turn. What is left beside the file is gone with the next run."""
    folder = workspace_with(OLD, tmp_path)
    file = folder / "site_config" / "answers.yml"
    engine = engine_at(folder)
    engine.answer(next_of(engine), "none")
    new = file.read_text(encoding="utf-8")
    seen = []
    for step in range(1, 200):
        file.write_text(OLD, encoding="utf-8")
        Workspace.at(folder).history_file.unlink(missing_ok=True)  # it has a test of its own
        engine = engine_at(folder)

        def act(engine: Engine = engine, step: int = step) -> None:
            killed_at_step(step, lambda: engine.answer(next_of(engine), "none"))

        end = in_child(act)
        now = file.read_text(encoding="utf-8")
        assert now in (OLD, new), step
        assert engine_at(folder).answers.get("organisation.name") == "Club"
        seen.append(now == new)
        with locked(Workspace.at(folder)):
            assert [path.name for path in (folder / "site_config").glob(".[ah]*")] == []
        if end == 0:
            break
        assert end == signal.SIGKILL
    assert end == 0
    assert seen.index(True) > 8  # killed that often before the new file was there, and at times after it
    assert seen == sorted(seen)


CALLS = ("os.open", "os.fdopen", "os.fsync", "pathlib.Path.chmod", "pathlib.Path.replace")
ERRORS = {
    errno.ENOSPC: "make room on the disk",
    errno.EDQUOT: "make room in your part of the disk",
    errno.EROFS: "move the folder to where it may be changed",
    errno.EACCES: "check who may write in this folder",
    errno.EPERM: "check who may write in this folder",
    errno.EIO: "check who may write in this folder",
}


@pytest.mark.parametrize("code", ERRORS, ids=lambda code: errno.errorcode[code])
@pytest.mark.parametrize("call", CALLS)
def test_a_write_that_fails_leaves_the_old_file_says_what_to_do_and_can_be_made_again(
    call: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At each call that writes, for a full disk and for files, folders and drives that may not be written."""
    engine = engine_at(workspace_with(OLD, tmp_path))
    asked = next_of(engine)

    def fails(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr(call, fails)
        with pytest.raises(ProblemsFoundError) as found:
            engine.answer(asked, "none")
    message = str(found.value)
    assert f"({os.strerror(code)}), and what stood there before still does; {ERRORS[code]}" in message
    assert (tmp_path / "site_config" / "answers.yml").read_text(encoding="utf-8") == OLD
    assert list((tmp_path / "site_config").glob(".answers*")) == []
    engine.answer(asked, "none")
    assert engine_at(tmp_path).document.raw(asked.question.qid) == "none"


@pytest.mark.parametrize(("mode", "end"), [(0o555, 3), (0o777, 0)], ids=["folder read-only", "file of another"])
def test_a_folder_that_may_not_be_written_is_said_and_a_file_of_another_is_replaced_where_it_may(
    mode: int, end: int, elsewhere: Path
) -> None:
    """Without an administrator's rights. The old file stands, or the new one, with the permissions of the old."""
    folder = workspace_with(OLD, elsewhere)
    file = folder / "site_config" / "answers.yml"
    file.chmod(0o644)
    file.parent.chmod(mode)

    def act() -> None:
        engine = engine_at(folder)
        try:
            engine.answer(next_of(engine), "none")
        except ProblemsFoundError as error:
            said = str(error)
            raise SystemExit(3 if "check who may write in this folder" in said else 4) from error

    assert in_child(act, as_nobody=True) == -end
    file.parent.chmod(0o755)
    text = file.read_text(encoding="utf-8")
    assert (text == OLD) == (end == 3)
    assert text.startswith(OLD.rstrip())
    assert file.stat().st_mode & 0o777 == 0o644


def test_a_reader_beside_a_slow_drive_sees_the_old_file_or_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each write waits until the file was read once more, before and after the new name is given."""
    file = tmp_path / "answers.yml"
    texts = [f"# {number}\n" * 2000 for number in range(count(40, 1000))]
    write_whole(file, tmp_path, texts[0])
    replace = Path.replace

    def slow(self: Path, target: Path) -> Path:
        wait_for_a_reader()
        done = replace(self, target)
        wait_for_a_reader()
        return done

    def wait_for_a_reader() -> None:
        before = len(seen)
        while len(seen) == before:
            time.sleep(0.0001)

    monkeypatch.setattr(Path, "replace", slow)
    seen: list[str] = []
    ended = threading.Event()

    def read() -> None:
        while not ended.is_set():
            seen.append(file.read_text(encoding="utf-8"))

    reader = threading.Thread(target=read)
    reader.start()
    for text in texts:
        write_whole(file, tmp_path, text)
    ended.set()
    reader.join()
    assert set(seen) == set(texts)
    assert file.read_text(encoding="utf-8") == texts[-1]
