"""What is installed has one version each, the same everywhere, and a licence that we name."""

from __future__ import annotations

import re
from importlib.metadata import distribution, files

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.organisations import CHECKOUT

PINS = (CHECKOUT / "constraints.txt").read_text(encoding="utf-8").splitlines()


def wanted(name: str, extras: frozenset[str], found: dict[str, frozenset[str]]) -> None:
    """Note a distribution, and all that it wants on this machine, with the extras that each is wanted with."""
    if extras <= found.get(name, frozenset()) and name in found:
        return
    found[name] = found.get(name, frozenset()) | extras
    for line in distribution(name).requires or ():
        requirement = Requirement(line)
        if requirement.marker is None or any(requirement.marker.evaluate({"extra": one}) for one in ("", *extras)):
            wanted(canonicalize_name(requirement.name), frozenset(requirement.extras), found)


def wanted_by(name: str, *extras: str) -> set[str]:
    """Return the names of all that a package wants on this machine, with these extras, itself left out."""
    found: dict[str, frozenset[str]] = {}
    wanted(name, frozenset(extras), found)
    return found.keys() - {name}


def licence_of(name: str) -> str:
    """Return a package's licence by its own metadata: its expression, else its short field, else its classifiers."""
    told = distribution(name).metadata
    said = [*(told.get_all("License-Expression") or ()), *(told.get_all("License") or ())]
    short = next((one for one in said if one), "")
    if short and short != "UNKNOWN" and "\n" not in short:
        return str(short)
    classes = [line.rpartition(" :: ")[2] for line in told.get_all("Classifier") or () if line.startswith("License ::")]
    return ", ".join(classes)


def test_every_line_is_a_name_and_one_version_and_the_lines_are_sorted() -> None:
    for line in PINS:
        (only,) = Requirement(line).specifier
        assert (only.operator, line) == ("==", f"{Requirement(line).name}=={only.version}")
    assert sorted(PINS, key=str.casefold) == PINS


def test_all_that_is_installed_for_policypack_and_its_tests_is_pinned_at_the_version_that_is_here() -> None:
    pinned = {canonicalize_name(Requirement(line).name): line.partition("==")[2] for line in PINS}
    found = wanted_by("policypack", "dev")
    assert {name: distribution(name).version for name in found} == {
        name: pinned.get(canonicalize_name(name)) for name in found
    }


def test_what_builds_the_package_is_pinned_too() -> None:
    """That is installed apart, and nobody is told: the build's own requirement, what that wants, and what it adds."""
    assert {"hatchling", "editables", *wanted_by("hatchling")} <= {
        canonicalize_name(Requirement(line).name) for line in PINS
    }


def test_all_that_is_carried_or_installed_stands_with_its_licence_in_one_file() -> None:
    """What is in the repository with its whole text, and what is installed as the package itself says."""
    said = (CHECKOUT / "THIRD-PARTY-LICENCES.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| ([a-z0-9-]+) \| (.+) \|$", said, re.MULTILINE))
    del rows["package"]
    assert rows == {
        name: licence_of(name) for name in wanted_by("policypack", "cluster", "documents", "publish", "tables")
    }
    for name in ("dist-info/licenses/LICENSE", ".icons/material/LICENSE"):
        (file,) = (file for file in files("mkdocs-material") or () if str(file).endswith(name))
        assert file.read_text(encoding="utf-8").strip() in said
    programs, fonts = ((CHECKOUT / "templates").rglob(name) for name in ("vendor/*", "*.woff*"))
    notices = {path: path for path in programs} | {path: path.with_name("OFL.txt") for path in fonts}
    assert len(notices) > 2
    for path, stands_in in notices.items():
        notice = re.search(r"Copyright.*?(?=\s*\*/|\n)", stands_in.read_text(encoding="utf-8"))
        assert notice is not None, path
        assert path.name in said
        assert notice[0] in " ".join(said.split())
