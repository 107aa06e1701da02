"""Swapped in whole: a build that fails, or is killed at any moment, leaves the last good outputs byte for byte."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from policypack.base.problems import ProblemsFoundError, one_problem
from policypack.cli.main import main
from policypack.files import swap
from policypack.publish import build, preview
from policypack.publish.build import OUTPUTS, build_all
from tests.hardening.killed import in_child
from tests.hardening.rounds import count
from tests.organisations import workspace_of
from tests.publish.test_build import bytes_of

TODAY = date(2026, 11, 22)
CHANGES = {"open", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "shutil.rmtree"}
"""Audit events of whatever changes files (for `open`, where it is opened to be written)."""


def small_build(root: Path, text: str) -> None:
    """Build three outputs of two files each, which say `text`, in the way of a real build."""
    with swap.folder_aside(root) as aside:
        for name in OUTPUTS:
            (aside / name).mkdir()
            for file in ("index.html", "more.html"):
                (aside / name / file).write_text(text)
        swap.swap_in(aside, root, OUTPUTS)


def all_say(root: Path, name: str, texts: set[str]) -> bool:
    said = [path.read_text() for path in (root / name).glob("*")]
    return set(said) in [{text} for text in texts] and len(said) == 2


def are_alike(root: Path) -> bool:
    """Say whether all outputs are there and whole, and of the same build."""
    return any(all(all_say(root, name, {text}) for name in OUTPUTS) for text in ("old", "new"))


def killed_at(moment: int, work: Callable[[], object]) -> bool:
    """Do `work` in a process that kills itself before its change number `moment`; say whether it got so far."""
    process = os.fork()
    if process == 0:
        count = 0

        def before_a_change(event: str, arguments: tuple[Any, ...]) -> None:
            nonlocal count
            if event not in CHANGES or (event == "open" and not (arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR)):
                return
            count += 1
            if count == moment:
                os.kill(os.getpid(), signal.SIGKILL)

        exchange = swap._exchange

        def exchanged(one: Path, other: Path) -> bool:
            before_a_change("os.rename", ())
            return exchange(one, other)

        swap._exchange = exchanged
        sys.addaudithook(before_a_change)
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    status = os.waitpid(process, 0)[1]
    assert status in (0, signal.SIGKILL)
    return status == signal.SIGKILL


@pytest.mark.parametrize("in_one_step", [True, False])
def test_a_build_killed_before_any_of_its_changes_leaves_each_output_whole_and_the_next_command_makes_them_alike(
    in_one_step: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is the old one or the new one; between the swaps some are new, and then the others are put in place too."""
    if not in_one_step:  # as on a file system that cannot exchange two folders
        monkeypatch.setattr(swap, "_exchange", lambda *_: False)
    small_build(tmp_path, "old")
    moment, whole_old, lost, mixed = 1, 0, 0, 0
    while killed_at(moment, lambda: small_build(tmp_path, "new")):
        there = [name for name in OUTPUTS if (tmp_path / name).exists()]
        lost += len(there) < len(OUTPUTS)
        assert all(all_say(tmp_path, name, {"old"}) or all_say(tmp_path, name, {"new"}) for name in there), moment
        mixed += not are_alike(tmp_path)
        put = swap.finish(tmp_path)
        assert are_alike(tmp_path), moment
        assert not put or all_say(tmp_path, put[0], {"new"})
        assert swap.finish(tmp_path) == []
        whole_old += all_say(tmp_path, "site", {"old"})
        small_build(tmp_path, "old")
        moment += 1
    assert moment > 20
    assert whole_old >= 10
    assert lost == (0 if in_one_step else 3)
    assert mixed >= (2 if in_one_step else 4)
    assert all(all_say(tmp_path, name, {"new"}) for name in OUTPUTS)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(OUTPUTS)


@pytest.mark.parametrize("in_one_step", [True, False])
def test_finishing_a_stopped_build_can_itself_be_killed_at_any_moment(
    in_one_step: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not in_one_step:
        monkeypatch.setattr(swap, "_exchange", lambda *_: False)
    stopped, kills = 1, 0
    while True:
        small_build(tmp_path, "old")
        moment = 1
        if not killed_at(stopped, lambda: small_build(tmp_path, "new")):
            break
        while killed_at(moment, lambda: swap.finish(tmp_path)):
            moment += 1
            kills += 1
        assert are_alike(tmp_path), stopped
        stopped += 1
    assert kills >= 8


COMMANDS = ("check", "build", "preview", "ask", "coverage", "approve --role Committee", "schema")
STOPPED = [(command, True) for command in COMMANDS] + [(command, False) for command in COMMANDS[: count(1, 7)]]
"""A command, and whether the build before it was stopped where the file system exchanges two folders in one step."""


@pytest.mark.parametrize(("command", "in_one_step"), STOPPED)
def test_each_command_first_finishes_a_build_that_was_killed_between_two_outputs_and_says_so(
    command: str,
    in_one_step: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = workspace_of("swimming-club", tmp_path)
    killed_between(folder, in_one_step)
    monkeypatch.setattr(build, "build_site", lambda *_, **__: one_problem("site", "not now"))
    monkeypatch.setattr(preview, "serve", lambda *_, **__: None)
    with pytest.raises(SystemExit):
        main(["-C", str(folder), *command.split()])
    said = capsys.readouterr().err.splitlines()[0]
    assert said == "The last build was stopped half-way. It is finished now; put in place: staff/, report/."
    assert all(all_say(folder, name, {"new"}) for name in OUTPUTS)


def killed_between(folder: Path, in_one_step: bool = True) -> None:
    """Let a small build be killed once site/ is new, where staff/ is the old one or, without an exchange, is away."""
    put, exchange = swap._swap, swap._exchange

    def dies_before(new: Path, place: Path, old: Path) -> None:
        if place.name == "staff":
            if not in_one_step:
                place.rename(old)
            os.kill(os.getpid(), signal.SIGKILL)
        put(new, place, old)

    def work() -> None:
        swap._swap, swap._exchange = dies_before, exchange if in_one_step else lambda *_: False
        small_build(folder, "new")

    small_build(folder, "old")
    assert killed_at(10_000, work)
    assert all_say(folder, "site", {"new"})
    assert (folder / "staff").exists() == in_one_step


def test_what_stands_in_the_way_of_finishing_a_build_is_said_and_checking_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = workspace_of("swimming-club", tmp_path)
    killed_between(folder)
    (folder / "staff").rename(folder / "kept")
    (folder / "staff").symlink_to(folder / "kept")
    with pytest.raises(SystemExit):
        main(["-C", str(folder), "check"])
    ran = capsys.readouterr()
    assert ran.err == (
        "The last build was stopped half-way, and cannot be finished yet:\n"
        "staff: a folder is wanted here; move what stands in its place\n"
    )
    assert ran.out
    assert all_say(folder, "kept", {"old"})
    (folder / "staff").unlink()
    assert swap.finish(folder) == ["staff", "report"]


def test_a_build_that_is_at_work_is_not_finished_by_another_command(tmp_path: Path) -> None:
    small_build(tmp_path, "old")
    with swap.folder_aside(tmp_path) as aside:
        for name in OUTPUTS:
            (aside / name).mkdir()
        swap._note(aside, OUTPUTS)
        assert swap.finish(tmp_path) == []
        (aside / swap.JOURNAL).unlink()
    assert all(all_say(tmp_path, name, {"old"}) for name in OUTPUTS)


def test_ctrl_c_between_two_outputs_leaves_all_three_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small_build(tmp_path, "old")
    put, stops = swap._swap, iter([False, True])

    def stopped(*places: Path) -> None:
        if next(stops, False):
            raise KeyboardInterrupt
        put(*places)

    monkeypatch.setattr(swap, "_swap", stopped)
    with pytest.raises(KeyboardInterrupt):
        small_build(tmp_path, "new")
    assert all(all_say(tmp_path, name, {"new"}) for name in OUTPUTS)
    assert not (tmp_path / swap.ASIDE).exists()


@pytest.mark.parametrize(
    "noted", ["", "[]", "1", '{"..": 1}', '{"../outside": 1}', '{"/tmp": 1}', '{"site": "x"}', '{"site": 0}', "\0"]
)
def test_a_journal_that_a_power_cut_or_a_stranger_spoilt_changes_nothing(noted: str, tmp_path: Path) -> None:
    folder = tmp_path / "ws"
    folder.mkdir()
    (tmp_path / "outside").mkdir()
    small_build(folder, "old")
    (folder / swap.ASIDE / "site").mkdir(parents=True)
    (folder / swap.ASIDE / swap.JOURNAL).write_text(noted)
    assert swap.finish(folder) == []
    assert all(all_say(folder, name, {"old"}) for name in OUTPUTS)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["outside", "ws"]


def test_a_real_build_killed_at_any_stage_leaves_the_last_good_outputs_byte_for_byte(
    copy_of: Callable[[str], Path],
) -> None:
    folder = copy_of("swimming-club")
    before = {name: bytes_of(folder / name) for name in OUTPUTS}
    answers = folder / "site_config" / "answers.yml"
    answers.write_text(answers.read_text(encoding="utf-8").replace("Marlpool", "Ashby"), encoding="utf-8")
    stages = 0
    for moment in range(1, 200, count(70, 7)):
        assert killed_at(moment, lambda: build_all(folder, TODAY)), moment
        assert {name: bytes_of(folder / name) for name in OUTPUTS} == before, moment
        stages += 1
    assert stages == count(3, 29)
    build_all(folder, TODAY)
    assert {name: bytes_of(folder / name) for name in OUTPUTS} != before
    assert not (folder / swap.ASIDE).exists()


def test_a_swap_that_fails_at_the_last_output_leaves_all_three_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_build(tmp_path, "old")
    exchange = swap._exchange

    def failing(one: Path, other: Path) -> bool:
        if other.name == "report":
            raise OSError(errno.EACCES, "Permission denied")
        return exchange(one, other)

    monkeypatch.setattr(swap, "_exchange", failing)
    with pytest.raises(ProblemsFoundError, match=r"report: it could not be put in its place \(Permission denied\)"):
        small_build(tmp_path, "new")
    assert all(all_say(tmp_path, name, {"old"}) for name in OUTPUTS)


def test_a_swap_that_fails_where_nothing_stood_before_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if target == tmp_path / "report":
            raise OSError(errno.ENOSPC, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(ProblemsFoundError, match="No space left"):
        small_build(tmp_path, "new")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO], ids=str)
@pytest.mark.parametrize("in_one_step", [True, False])
@pytest.mark.parametrize("lasts", [True, False])
def test_a_swap_that_fails_at_any_of_its_steps_loses_nothing_and_leaves_all_three_of_the_same_build(
    lasts: bool, in_one_step: bool, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing can be put back either, because the trouble lasts, the next command does it once that is over."""
    steps = {"left": 0}

    def counted(call: Callable[..., Any]) -> Callable[..., Any]:
        def counting(*arguments: Any) -> Any:
            steps["left"] -= 1
            if steps["left"] == 0 or (lasts and -100 < steps["left"] < 0):
                raise OSError(code, os.strerror(code))
            return call(*arguments)

        return counting

    monkeypatch.setattr(swap, "_exchange", counted(swap._exchange if in_one_step else lambda *_: False))
    monkeypatch.setattr(Path, "rename", counted(Path.rename))
    fails = True
    step = 0
    while fails:
        steps["left"] = -100
        small_build(tmp_path, "old")
        step += 1
        steps["left"] = step
        try:
            small_build(tmp_path, "new")
        except ProblemsFoundError as error:
            assert os.strerror(code) in str(error)  # noqa: PT017 - the last build of this loop succeeds
        else:
            fails = False
        steps["left"] = -100
        put = swap.finish(tmp_path)
        assert are_alike(tmp_path), step
        assert lasts or not put
    assert step == (5 if in_one_step else 11)  # the journal, and one or three steps for each output


@pytest.mark.parametrize("mode", [0o555, 0o777], ids=["folder read-only", "outputs of another"])
def test_a_build_that_may_not_write_says_so_and_changes_nothing(mode: int, elsewhere: Path) -> None:
    """Without an administrator's rights."""
    small_build(elsewhere, "old")
    elsewhere.chmod(mode)

    def act() -> None:
        try:
            small_build(elsewhere, "new")
        except ProblemsFoundError as error:
            raise SystemExit(3 if "Permission denied" in str(error) else 4) from error

    assert in_child(act, as_nobody=True) == -3
    assert all(all_say(elsewhere, name, {"old"}) for name in OUTPUTS)


def test_a_reader_beside_a_slow_swap_always_finds_a_page_and_a_whole_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a network drive: each step waits before and after, and somebody reads all the while."""

    def slow(call: Callable[..., Any]) -> Callable[..., Any]:
        def waiting(*arguments: Any) -> Any:
            time.sleep(0.001)
            done = call(*arguments)
            time.sleep(0.001)
            return done

        return waiting

    texts = [f"{number} " * 5000 for number in range(count(20, 500))]
    small_build(tmp_path, texts[0])
    monkeypatch.setattr(swap, "_exchange", slow(swap._exchange))
    monkeypatch.setattr(Path, "rename", slow(Path.rename))
    seen: set[str] = set()
    faults: list[OSError] = []
    ended = threading.Event()

    def read() -> None:
        while not ended.is_set():
            try:
                seen.update((tmp_path / name / "index.html").read_text() for name in OUTPUTS)
            except OSError as error:
                faults.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    for text in texts:
        small_build(tmp_path, text)
    ended.set()
    reader.join()
    assert faults == []
    assert len(seen) > 5
    assert seen <= set(texts)


def test_a_full_disk_is_a_problem_and_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = workspace_of("swimming-club", tmp_path)
    small_build(folder, "old")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(build, "_write_report", full)
    monkeypatch.setattr(build, "build_site", lambda *_, **__: None)
    with pytest.raises(ProblemsFoundError, match="No space left on device"):
        build_all(folder, TODAY)
    assert all(all_say(folder, name, {"old"}) for name in OUTPUTS)


def test_something_else_in_the_place_of_an_output_is_left_alone(tmp_path: Path) -> None:
    folder = workspace_of("swimming-club", tmp_path)
    small_build(folder, "old")
    (folder / "elsewhere").mkdir()
    for path in (folder / "staff").iterdir():
        path.unlink()
    (folder / "staff").rmdir()
    (folder / "staff").symlink_to(folder / "elsewhere")
    with pytest.raises(ProblemsFoundError, match="staff: a folder is wanted here"):
        build_all(folder, TODAY)
    assert all_say(folder, "site", {"old"})
    assert list((folder / "elsewhere").iterdir()) == []


def test_a_second_build_waits_for_the_first(tmp_path: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path; from policypack.files import swap; root = Path(sys.argv[1])\n"
        "with swap.folder_aside(root) as aside:\n"
        "    (aside / 'site').mkdir(); print('at work', flush=True); sys.stdin.readline()\n"
        "    (aside / 'site' / 'index.html').write_text('first')\n"
        "    swap.swap_in(aside, root, ['site'])\n"
    )
    first = subprocess.Popen(
        [sys.executable, "-c", script, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert first.stdin
    assert first.stdout
    assert first.stdout.readline() == "at work\n"
    second = os.fork()
    if second == 0:
        small_build(tmp_path, "second")
        os._exit(0)
    first.stdin.write("go on\n")
    first.stdin.close()
    assert first.wait(30) == 0
    first.stdout.close()
    assert os.waitpid(second, 0)[1] == 0
    assert all(all_say(tmp_path, name, {"second"}) for name in OUTPUTS)


def test_a_build_that_does_not_end_is_not_waited_for_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap, "_LONGEST_WAIT", 0)
    with (
        swap.folder_aside(tmp_path),
        pytest.raises(ProblemsFoundError, match="another build is at work"),
        swap.folder_aside(tmp_path),
    ):
        raise AssertionError
