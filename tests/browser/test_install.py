"""Finding a browser, fonts and an office, putting them in place, and saying what is wanted where that cannot be."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.chromium import NAMES, WITHOUT_WINDOW, NoBrowserError, find_chromium
from tests.browser.fonts import DEJAVU, FAMILIES, LIBERATION, NOTO, Family, NoFontsError, files_of
from tests.organisations import CHECKOUT

SCRIPT = CHECKOUT / "tests" / "install-what-tests-need.sh"
SHELL = shutil.which("sh") or "/bin/sh"
TOOLS = ("find", "mktemp", "rm", "tail")
"""What the script calls, besides what the shell itself can do."""


@pytest.mark.parametrize("installed", NAMES)
def test_each_browser_that_will_do_is_found(installed: str) -> None:
    assert find_chromium(lambda name: f"/usr/bin/{name}" if name == installed else None) == f"/usr/bin/{installed}"


def test_one_without_a_window_comes_first_but_in_the_long_round() -> None:
    for whole in (False, True):
        found = find_chromium(lambda name: f"/usr/bin/{name}", whole=whole)
        assert found == f"/usr/bin/{NAMES[0] if whole else WITHOUT_WINDOW}"
    only = find_chromium(lambda name: "/usr/bin/it" if name == WITHOUT_WINDOW else None, whole=False)
    assert only == "/usr/bin/it"
    with pytest.raises(NoBrowserError):
        find_chromium(lambda name: "/usr/bin/it" if name == WITHOUT_WINDOW else None, whole=True)


def test_where_there_is_none_one_line_says_what_is_needed() -> None:
    with pytest.raises(NoBrowserError, match=r"install-what-tests-need\.sh") as caught:
        find_chromium(lambda _: None)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_where_a_family_is_missing_one_line_says_what_is_needed(family: Family, tmp_path: Path) -> None:
    nowhere = {"HOME": str(tmp_path), "XDG_DATA_DIRS": str(tmp_path)}
    with pytest.raises(NoFontsError, match=rf"install-what-tests-need\.sh.*{family.package}") as caught:
        files_of(family, nowhere)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_the_browser_writes_in_the_family_that_it_was_given_and_in_no_other(
    family: Family, page_in: Callable[[Family], Page]
) -> None:
    page = page_in(family)
    page.set_content("<p style='font-family: Helvetica, Arial, sans-serif'>Help, <code>now</code>. <b>999</b> ʃ</p>")
    tools = page.context.new_cdp_session(page)
    for tool in ("DOM", "CSS"):
        tools.send(f"{tool}.enable")
    root = tools.send("DOM.getDocument")["root"]["nodeId"]
    written = set()
    for place in ("p", "code", "b"):
        node = tools.send("DOM.querySelector", {"nodeId": root, "selector": place})["nodeId"]
        written |= {font["familyName"] for font in tools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]}
    tools.detach()
    assert written == {family.sans, family.mono}


class Machine:
    """A machine that has what a test puts there, and nothing else."""

    def __init__(self, folder: Path) -> None:
        self.programs, self.fonts, self.installed = folder / "bin", folder / "share" / "fonts", folder / "installed"
        self.programs.mkdir()
        self.fonts.mkdir(parents=True)
        for tool in TOOLS:
            (self.programs / tool).symlink_to(str(shutil.which(tool)))
        self.has_program("id", "echo 1000")

    def has_program(self, name: str, does: str = "") -> None:
        (self.programs / name).write_text(f"#!{SHELL}\n{does}\n")
        (self.programs / name).chmod(0o755)

    def has_fonts(self, *families: Family) -> None:
        for family in families:
            (self.fonts / family.plain).touch()

    def has_all_but_fonts(self) -> None:
        for program in ("chromium", "soffice"):
            self.has_program(program)

    def has_apt(self, *, as_root: bool = True, works: bool = True, knows: str = "") -> None:
        self.has_program("apt-cache", f'[ "$1 $2" = "show {knows}" ]')
        if as_root:
            self.has_program("id", "echo 0")
        self.has_program("apt-get", f'echo "$@" >> {self.installed}\necho noise' + ("" if works else "; exit 100"))

    def sets_up(self) -> subprocess.CompletedProcess[str]:
        own = {"PATH": str(self.programs), "HOME": "/nowhere", "XDG_DATA_DIRS": f"/nowhere:{self.fonts.parent}"}
        return subprocess.run([SHELL, str(SCRIPT)], env=own, capture_output=True, text=True, check=False)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.mark.parametrize("installed", NAMES)
def test_the_script_leaves_a_machine_alone_that_has_a_browser_and_the_fonts(installed: str, machine: Machine) -> None:
    machine.has_program("soffice")
    machine.has_program(installed)
    machine.has_fonts(*FAMILIES)
    machine.has_apt()
    done = machine.sets_up()
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert not machine.installed.exists()


@pytest.mark.parametrize("missing", FAMILIES, ids=lambda family: family.name)
def test_the_script_installs_the_family_that_is_missing_where_the_browser_is_there(
    missing: Family, machine: Machine
) -> None:
    machine.has_all_but_fonts()
    machine.has_fonts(*(family for family in FAMILIES if family is not missing))
    machine.has_apt()
    done = machine.sets_up()
    assert (done.returncode, done.stderr) == (0, "")
    assert machine.installed.read_text().splitlines() == [
        "update",
        f"install --yes --no-install-recommends {missing.package}",
    ]


def test_the_script_installs_the_office_the_browser_and_every_family_at_once(machine: Machine) -> None:
    machine.has_apt()
    assert machine.sets_up().returncode == 0
    packages = " ".join(family.package for family in FAMILIES)
    last = machine.installed.read_text().splitlines()[-1]
    assert last.endswith(f" libreoffice-writer-nogui chromium libatomic1 {packages}")


@pytest.mark.parametrize("apt", [False, True], ids=["no apt-get", "not root"])
def test_the_script_says_in_one_line_what_is_missing_and_how_to_get_it_where_it_cannot_install(
    machine: Machine, *, apt: bool
) -> None:
    machine.has_program("soffice")
    machine.has_fonts(DEJAVU, LIBERATION)
    if apt:
        machine.has_apt(as_root=False)
    done = machine.sets_up()
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    assert "sudo apt-get install chromium libatomic1 fonts-urw-base35 fonts-noto-core (" in done.stderr
    assert not machine.installed.exists()


@pytest.mark.parametrize("works", [True, False])
def test_the_script_fetches_the_browser_without_a_window_where_apt_knows_it_and_needs_none(
    machine: Machine, *, works: bool
) -> None:
    machine.has_all_but_fonts()
    machine.has_fonts(*FAMILIES)
    machine.has_apt(knows=WITHOUT_WINDOW, works=works)
    done = machine.sets_up()
    assert (done.returncode, done.stderr) == (0, "")
    asked = machine.installed.read_text().splitlines()
    assert asked == [f"install --yes --no-install-recommends --no-remove {WITHOUT_WINDOW}"]
    machine.has_program(WITHOUT_WINDOW)
    assert machine.sets_up().stdout == ""
    assert machine.installed.read_text().splitlines() == asked, "it is there"


def test_the_script_shows_why_it_could_not_install(machine: Machine) -> None:
    machine.has_all_but_fonts()
    machine.has_fonts(*(family for family in FAMILIES if family is not NOTO))
    machine.has_apt(works=False)
    done = machine.sets_up()
    assert done.returncode == 1
    assert done.stderr.splitlines() == ["noise", "Not installed: fonts-noto-core. The last lines above say why."]
