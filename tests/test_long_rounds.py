"""What `make test` looks at once for many is looked at in a long round, and CI runs the long rounds."""

from __future__ import annotations

import re

import pytest
import yaml

from tests.organisations import CHECKOUT

LONG_ROUNDS = {
    "access": r"from tests\.browser\.conftest import .*\b(?:ACCESS|REACHED|Visits)\b",
    "soak": r"from tests\.hardening\.rounds import",
}
"""What makes a long round, and what a file of tests imports that looks at more in it."""


def recipe_of(target: str) -> str:
    """Return the lines of the Makefile that make a target."""
    found = re.search(rf"(?m)^{target}:.*\n((?:\t.*\n)+)", (CHECKOUT / "Makefile").read_text(encoding="utf-8"))
    assert found, target
    return found[1]


@pytest.mark.parametrize("target", LONG_ROUNDS)
def test_every_file_that_looks_at_more_in_a_long_round_is_run_in_it(target: str) -> None:
    run = re.findall(r"\btests/\S+", recipe_of(target))
    waiting = [
        path.relative_to(CHECKOUT).as_posix()
        for path in (CHECKOUT / "tests").rglob("test_*.py")
        if re.search(LONG_ROUNDS[target], path.read_text(encoding="utf-8"))
    ]
    assert len(waiting) > 5
    assert [
        path for path in waiting if path not in run and not any(path.startswith(f"{place}/") for place in run)
    ] == []


@pytest.mark.parametrize("target", LONG_ROUNDS)
def test_a_long_round_says_so_to_its_tests_and_ci_runs_it(target: str) -> None:
    assert f"POLICYPACK_{target.upper()}=1" in recipe_of(target)
    workflow = yaml.safe_load((CHECKOUT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8"))
    steps = [step.get("run", "") for job in workflow["jobs"].values() for step in job["steps"]]
    assert any(f"make {target}" in step for step in steps)
