"""Each way puts the site there, sends only what changed, and leaves the old site whole where it is stopped."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from policypack.base.problems import ProblemsFoundError
from policypack.base.workspace import Workspace
from policypack.online import opening
from policypack.online import publish as publishing
from policypack.online.outgoing import outgoing
from policypack.online.plan import plan_for
from policypack.online.publish import look, publish, published
from policypack.online.sending import Step
from policypack.online.target import STAGED
from policypack.online.ways import Place, write_place
from tests.conftest import TODAY
from tests.hardening.rounds import SOAK, count
from tests.online.conftest import AFTER, BEFORE, build
from tests.online.servers import SECRET, Server


def yes(_name: str, _key: str) -> bool:
    return True


def put_online(club: Workspace, there: Server, **options: Any) -> publishing.Online:
    return publish(club, "site", TODAY, there.secret, ask_host=yes, **options)


def as_bytes(files: dict[str, str]) -> dict[str, bytes]:
    return {path: text.encode() for path, text in files.items()}


def test_a_site_arrives_whole_and_then_only_what_changed_goes_over(club: Workspace, there: Server) -> None:
    put_online(club, there)
    assert there.files() == as_bytes(BEFORE)
    build(club, AFTER)
    plan = put_online(club, there).plan
    assert there.files() == as_bytes(AFTER)
    if there.place.way != "zip":  # an upload page takes all of it each time
        assert set(plan.send) == {"index.html", "help/index.html", "assets/brand.css", "new.html"}
        assert (plan.remove, plan.same) == (("gone.html",), 1)
        assert plan.send[0] == "assets/brand.css"
        assert plan.send[-1] == "index.html"
        assert put_online(club, there).plan.send == ()
    (record,) = published(club)
    assert (record.day, record.whole, record.out_of_date) == (TODAY.isoformat(), True, ())


def test_a_dry_run_says_what_would_go_over_and_changes_nothing(club: Workspace, there: Server) -> None:
    found = look(club, "site", there.secret, yes)
    assert set(found.plan.send) == set(BEFORE)
    assert there.files() == {}
    assert published(club) == []


def test_what_somebody_changed_there_by_hand_is_sent_again_and_what_is_theirs_stays(
    club: Workspace, there: Server
) -> None:
    if there.place.way == "zip":
        pytest.skip("nobody changes an upload by hand")
    put_online(club, there)
    target = there.target()
    target.put("same.html", b"changed by hand")
    target.put("theirs.html", b"not ours")
    target.finish()
    target.close()
    plan = put_online(club, there).plan
    assert plan.send == ("same.html",)
    assert "theirs.html" in plan.left
    assert there.files() == as_bytes(BEFORE) | {"theirs.html": b"not ours"}


def test_a_page_of_another_site_is_replaced_only_where_somebody_says_so(club: Workspace, there: Server) -> None:
    if there.place.way == "zip":
        pytest.skip("a zip file is ours alone")
    target = there.target()
    target.put("index.html", b"the club's old website")
    target.finish()
    target.close()
    with pytest.raises(ProblemsFoundError, match=r"would be replaced: index\.html"):
        put_online(club, there)
    assert there.files() == {"index.html": b"the club's old website"}
    put_online(club, there, replace=True)
    assert there.files() == as_bytes(BEFORE)


def moments(club: Workspace, there: Server) -> list[Step]:
    """Return every step that publishing takes, looked at by a run into nothing."""
    target = there.target()
    plan = plan_for(target, outgoing(club, "site"))
    target.close()
    sends = [Step(stage, n, len(plan.send), p) for stage in ("send", "show") for n, p in enumerate(plan.send)]
    return [*sends, *(Step("remove", n, len(plan.remove), path) for n, path in enumerate(plan.remove))]


def some(steps: list[Step]) -> list[Step]:
    """Return the last moment of each stage, or twenty moments spread over all of them."""
    if not SOAK:
        return list({step.stage: step for step in steps}.values())
    return [steps[number * (len(steps) - 1) // 19] for number in range(20)]


def many_files(text: str) -> dict[str, str]:
    return {f"{number}/index.html": f"{number} {text}" for number in range(count(2, 12))} | {
        "index.html": text,
        "same.html": "same",
    }


def stopped_at_each_moment(club: Workspace, there: Server, stop: Callable[[Step], None]) -> None:
    """Stop at each moment; say what must be true of what stands there then, and that the next run ends it."""
    old, new = many_files("old") | {"gone.html": "gone"}, many_files("new")
    build(club, old)
    put_online(club, there)
    build(club, new)
    steps = moments(club, there)
    assert {step.stage for step in steps} >= {"send", "show"}
    for step in some(steps):
        build(club, old)
        put_online(club, there)
        build(club, new)
        stop(step)
        found = {path: data for path, data in there.files().items() if not path.startswith(STAGED)}
        if step.stage == "send" or there.place.way in {"git", "zip"}:
            assert found == as_bytes(old), step
        for path, data in found.items():  # each is the old one or the new one, whole
            assert data in {old.get(path, "").encode(), new.get(path, "").encode()}, (step, path)
        assert set(found) >= set(new) & set(old), step
        assert not published(club)[0].whole
        put_online(club, there)
        assert there.files() == as_bytes(new), step


def test_killed_in_the_middle_it_leaves_each_file_whole_and_the_next_run_ends_it(
    club: Workspace, there: Server
) -> None:
    """In a process of its own, which shares nothing with the server's."""

    def stop(step: Step) -> None:
        import sys

        code = (
            "import os, signal, sys\n"
            "from datetime import date\n"
            "from policypack.base.workspace import Workspace\n"
            "from policypack.online.publish import publish\n"
            "def told(step):\n"
            f"    if (step.stage, step.done) == {(step.stage, step.done)!r}:\n"
            "        os.kill(os.getpid(), signal.SIGKILL)\n"
            f"publish(Workspace.at({str(club.root)!r}), 'site', date(2026, 11, 22), os.environ['SECRET'] or None,\n"
            "        ask_host=lambda *_: True, told=told)\n"
        )
        ran = subprocess.run(
            [sys.executable, "-c", code], check=False, env=os.environ | {"SECRET": there.secret or ""}, timeout=120
        )
        assert ran.returncode == -9, step

    stopped_at_each_moment(club, there, stop)


def test_where_the_network_is_lost_it_says_what_stands_there(
    club: Workspace, there: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From one call on, nothing reaches the target any more."""

    def stop(step: Step) -> None:
        opened = opening.target_of

        class Lost:
            def __init__(self, target: Any) -> None:
                self._target, self.lost = target, False

            def __getattr__(self, name: str) -> Any:
                if self.lost and name not in {"close", "at_once"}:
                    raise ConnectionResetError(104, f"{SECRET} reset")
                return getattr(self._target, name)

        lost: list[Lost] = []

        def open_one(*arguments: Any) -> Any:
            lost.append(Lost(opened(*arguments)))
            return lost[0]

        def told(now: Step) -> None:
            lost[0].lost = (now.stage, now.done) == (step.stage, step.done) or lost[0].lost

        with monkeypatch.context() as patch:
            patch.setattr(publishing, "target_of", open_one)
            with pytest.raises(ProblemsFoundError) as found:
                put_online(club, there, told=told)
        said = str(found.value)
        assert SECRET not in said
        if step.stage == "send" or there.place.way in {"git", "zip"}:
            assert "the old site stands whole" in said
        elif step.stage == "show":
            assert f"{step.done} of {step.total} files are new" in said
        else:
            assert "still to be taken away: gone.html" in said

    stopped_at_each_moment(club, there, stop)


def test_a_wrong_password_is_said_without_it_and_nothing_is_sent(club: Workspace, there: Server) -> None:
    if there.place.way not in {"sftp", "webdav"}:
        pytest.skip("this way, or its server here, asks for none")
    with pytest.raises(ProblemsFoundError) as found:
        publish(club, "site", TODAY, "qzxwrongqzx", ask_host=yes)
    assert "check the user name, the password and the address" in str(found.value)
    assert "qzxwrong" not in str(found.value)
    assert there.files() == {}


def test_the_password_stands_in_no_file_of_the_workspace(club: Workspace, there: Server) -> None:
    put_online(club, there)
    for file in club.root.rglob("*"):
        assert not file.is_file() or SECRET.encode() not in file.read_bytes(), file


def test_nobody_else_s_commit_is_overwritten(club: Workspace, tmp_path: Path) -> None:
    """Pushed between the look and the push."""
    bare = tmp_path / "bare"
    subprocess.run(["git", "init", "--quiet", "--bare", str(bare)], check=True)  # noqa: S607
    write_place(club, "site", Place(way="git", to=str(bare)))
    publish(club, "site", TODAY)
    other = Server(Place(way="git", to=str(bare)), None, tmp_path)

    def told(step: Step) -> None:
        if (step.stage, step.done) == ("show", 0):
            target = other.target()
            target.put("theirs.html", b"first")
            target.finish()
            target.close()

    build(club, AFTER)
    with pytest.raises(ProblemsFoundError, match="the old site stands whole"):
        publish(club, "site", TODAY, told=told)
    assert other.files() == as_bytes(BEFORE) | {"theirs.html": b"first"}
