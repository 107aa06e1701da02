"""Files that many sites have lie once, and nothing that is built later reaches another group through a link."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from policypack.many.same_files import SHARED, clear, lay_together
from policypack.many.work import Job, work
from tests.organisations import put, workspace_of
from tests.publish.test_build import bytes_of

TODAY = date(2026, 11, 30)
BIG = "a" * 5000


def test_sites_share_what_they_have_alike_and_a_later_build_writes_into_no_other(tmp_path: Path) -> None:
    store = tmp_path / "store"

    def build(root: Path, *, anew: bool = False) -> str:
        outcome = work(Job("build", root.name, str(root), TODAY, anew, 600, str(store)))
        assert not outcome.problems, outcome
        return outcome.state

    one, two = (workspace_of(name, tmp_path / name) for name in ("angling-club", "one-man-team"))
    assert build(one) == build(two) == "built"
    assert build(one) == build(two) == "unchanged"
    found = [file.stat() for root in (one, two) for file in root.glob("s*/**/*") if file.is_file()]
    taken = {(file.st_dev, file.st_ino): file.st_size for file in found}
    assert sum(taken.values()) < 0.9 * sum(file.st_size for file in found)
    linked = {path.suffix for path in store.glob("../*/s*/**/*") if path.is_file() and path.stat().st_nlink > 1}
    assert {".css", ".js", ".woff2"} <= linked <= SHARED
    before = {output: bytes_of(two / output) for output in ("site", "staff", "report")}
    kept = {path: path.read_bytes() for path in store.rglob("*") if path.is_file()}
    answers = one / "site_config" / "answers.yml"
    answers.write_text(answers.read_text(encoding="utf-8").replace("Withy Brook", "Other Brook"), encoding="utf-8")
    assert build(one, anew=True) == "built"
    assert {output: bytes_of(two / output) for output in before} == before
    assert {path: path.read_bytes() for path in kept} == kept
    alone = workspace_of("one-man-team", tmp_path / "alone")
    assert work(Job("build", "alone", str(alone), TODAY, True, 600)).state == "built"
    assert bytes_of(alone / "site") == bytes_of(two / "site")


def test_what_somebody_put_into_the_store_reaches_no_site(tmp_path: Path) -> None:
    store = tmp_path / "store"
    for name in ("one", "two"):
        put(tmp_path / name, "site/a.css", BIG)
    lay_together(tmp_path / "one", store)
    theirs = next(path for path in store.rglob("*") if path.is_file())
    theirs.unlink()
    theirs.write_text("theirs")
    lay_together(tmp_path / "two", store)
    assert (tmp_path / "two" / "site" / "a.css").read_text() == BIG
    assert theirs.read_text() == BIG
    assert not (tmp_path / "two" / "site" / "a.css").stat().st_mode & 0o222


def test_what_no_site_has_any_more_goes(tmp_path: Path) -> None:
    store = tmp_path / "store"
    for name, text in (("one", BIG), ("two", BIG + "b")):
        put(tmp_path / name, "staff/a.js", text)
        put(tmp_path / name, "staff/index.html", BIG)
        lay_together(tmp_path / name, store)
    assert len([path for path in store.rglob("*") if path.is_file()]) == 2
    (tmp_path / "one" / "staff" / "a.js").unlink()
    clear(store)
    assert [path.read_text() for path in store.rglob("*") if path.is_file()] == [BIG + "b"]


def test_where_there_can_be_no_link_files_stay_as_they_are(tmp_path: Path) -> None:
    put(tmp_path, "one/site/a.css", BIG)
    (tmp_path / "store").write_text("a file")
    lay_together(tmp_path / "one", tmp_path / "store")
    assert (tmp_path / "one" / "site" / "a.css").read_text() == BIG
