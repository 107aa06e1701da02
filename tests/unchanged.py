"""Whether what is built is still the same: ``python -m tests.unchanged REVISION``.

Builds every test organisation twice, once with the code, content and templates of an earlier commit and once with
those that stand here, and compares the outputs, the exported Markdown and the findings, byte for byte. Both take the
answers of the earlier commit. Exits 1 where a file differs, and names it.
"""

from __future__ import annotations

import argparse
import difflib
import os
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.organisations import CHECKOUT, ORGANISATIONS, workspace_with

DAY = "2026-11-22"
"""The day on which both build, so that nothing differs by the date."""
COMPARED = ("site", "staff", "report", "markdown", "check.json")
MOST_LINES = 12
"""Lines of one file's difference that are shown."""


def tree_of(revision: str, folder: Path) -> Path:
    """Write the files of a commit into `folder`, and return it."""
    archive = subprocess.run(["git", "archive", revision], cwd=CHECKOUT, capture_output=True, check=True)  # noqa: S607
    folder.mkdir()
    subprocess.run(["tar", "x"], cwd=folder, input=archive.stdout, check=True)  # noqa: S607
    return folder


def environment_of(tree: Path, folder: Path) -> dict[str, str]:
    """Return the environment in which `import policypack`, and its plugin, are those of a tree."""
    project = tomllib.loads((tree / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    metadata = folder / "policypack-0.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: policypack\nVersion: 0\n", encoding="utf-8")
    points = [
        f"[{group}]\n" + "".join(f"{name} = {target}\n" for name, target in entries.items())
        for group, entries in {"console_scripts": project["scripts"], **project["entry-points"]}.items()
    ]
    (metadata / "entry_points.txt").write_text("\n".join(points), encoding="utf-8")
    # The metadata comes first: of two packages with one name, the first found counts.
    paths = os.pathsep.join([str(folder), str(tree / "generator")])
    return os.environ | {"PYTHONPATH": paths, "XDG_CACHE_HOME": str(folder / "cache"), "PYTHONHASHSEED": "0"}


def built(tree: Path, environment: dict[str, str], workspace: Path) -> dict[str, bytes]:
    """Build a workspace with the code of a tree. Returns the bytes of each file that was written, by its path."""
    module, function = tomllib.loads((tree / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"][
        "policypack"
    ].split(":")
    for arguments in (["build"], ["build", "--markdown", str(workspace / "markdown")], ["check", "--json"]):
        call = f"import sys; from {module} import {function}; sys.argv[0] = 'policypack'; sys.exit({function}())"
        command = [sys.executable, "-c", call, "-C", str(workspace), *arguments, "--today", DAY]
        run = subprocess.run(command, env=environment, cwd=workspace, capture_output=True, check=False)
        if run.returncode not in (0, 1):
            raise SystemExit(f"{workspace.name}, {arguments}: exit {run.returncode}\n{run.stderr.decode()}")
        if arguments[0] == "check":
            (workspace / "check.json").write_bytes(run.stdout)
    return {
        path.relative_to(workspace).as_posix(): path.read_bytes()
        for name in COMPARED
        for path in ([workspace / name] if (workspace / name).is_file() else sorted((workspace / name).rglob("*")))
        if path.is_file()
    }


def differences(before: dict[str, bytes], now: dict[str, bytes]) -> Iterator[str]:
    """Yield what differs between two sets of files, each with its first lines."""
    for path in sorted({*before, *now}):
        if path not in now or path not in before:
            yield f"{path}: {'new' if path in now else 'gone'}"
        elif before[path] != now[path]:
            yield f"{path}: differs"
            try:
                old, new = before[path].decode().splitlines(), now[path].decode().splitlines()
            except UnicodeDecodeError:
                continue
            lines = [line[:400] for line in difflib.unified_diff(old, new, lineterm="", n=0)][2:]
            yield from lines[:MOST_LINES]


def main() -> int:
    """Compare, print what differs, and return the exit code."""
    parser = argparse.ArgumentParser(description="Compare what is built here with what an earlier commit built.")
    parser.add_argument("revision", help="the earlier commit")
    parser.add_argument("--only", action="append", metavar="PATH", help="compare only files whose path begins so")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        trees = {"before": tree_of(given.revision, folder / "tree"), "now": CHECKOUT}
        environments = {side: environment_of(tree, folder / side) for side, tree in trees.items()}

        def pair(organisation: str) -> list[str]:
            file = trees["before"] / "tests" / "orgs" / f"{organisation}.yml"
            if not file.is_file():
                return [f"== {organisation}: is new"]
            answers = file.read_bytes()
            files = [
                built(trees[side], environments[side], workspace_with(answers, folder / side / organisation))
                for side in trees
            ]
            chosen = [
                {path: text for path, text in side.items() if not given.only or path.startswith(tuple(given.only))}
                for side in files
            ]
            found = list(differences(*chosen))
            return [f"== {organisation}: {len(chosen[1])} files, {'different' if found else 'the same'}", *found]

        with ThreadPoolExecutor(os.cpu_count()) as pool:
            results = list(pool.map(pair, ORGANISATIONS))
    for lines in results:
        print("\n".join(lines))  # noqa: T201 - a command's output
    return int(any(len(lines) > 1 for lines in results))


if __name__ == "__main__":
    sys.exit(main())
