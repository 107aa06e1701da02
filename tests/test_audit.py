"""The audit of the pins: it reports what is known, and never passes off a check that was not made."""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any
from urllib.error import URLError

import pytest

from tests.audit import audit, pins
from tests.organisations import CHECKOUT

PINNED = {"jinja2": "3.1.6", "click": "8.5.1"}


def answering(answer: Any) -> Any:
    return lambda _: json.dumps(answer).encode()


def test_every_pin_is_asked_about_at_its_version() -> None:
    seen: list[Any] = []

    def ask(question: bytes) -> bytes:
        seen.append(json.loads(question))
        return b'{"results": [{}, {}]}'

    assert audit(PINNED, ask) == (0, ["checked: 2 packages, no known vulnerability"])
    assert [(row["package"]["name"], row["version"]) for row in seen[0]["queries"]] == list(PINNED.items())


def test_what_is_known_is_named_with_its_package_and_fails() -> None:
    code, lines = audit(PINNED, answering({"results": [{"vulns": [{"id": "GHSA-1"}, {"id": "PYSEC-2"}]}, {}]}))
    assert code == 1
    assert lines[0] == "jinja2 3.1.6: GHSA-1: https://osv.dev/vulnerability/GHSA-1"
    assert lines[-1].startswith("2 known vulnerabilities")


def test_a_service_that_cannot_be_reached_is_said_and_is_no_failure() -> None:
    def ask(_: bytes) -> bytes:
        raise URLError("no route")

    code, lines = audit(PINNED, ask)
    assert code == 0
    assert lines == ["not checked: https://api.osv.dev/v1/querybatch could not be reached (<urlopen error no route>)"]


@pytest.mark.parametrize("answer", [[], {}, {"results": []}, {"results": [1, 2]}, {"results": [{"vulns": [{}]}, {}]}])
def test_an_answer_that_cannot_be_read_counts_as_not_checked(answer: Any) -> None:
    code, lines = audit(PINNED, answering(answer))
    assert code == 0
    assert lines[0].startswith("not checked: ")


def test_all_that_is_installed_for_us_is_pinned_to_one_version() -> None:
    text = (CHECKOUT / "constraints.txt").read_text(encoding="utf-8")
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+", line) for line in text.splitlines())
    pinned = {re.sub(r"[-_.]+", "-", name).lower() for name in pins(text)}
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    rows = [*project["dependencies"], *(row for extra in project["optional-dependencies"].values() for row in extra)]
    wanted = {re.sub(r"[-_.]+", "-", re.split(r"[<>=\[]", row)[0]).lower() for row in rows}
    assert wanted - {"policypack"} <= pinned
