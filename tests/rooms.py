"""How the modules lie: ``python -m tests.rooms [REVISION]`` prints the figures of the import graph.

REVISION: an earlier commit, to compare with. An import that is there only for types counts like any other. Floors are
the longest way down from one room to the next, each importing the one below; a module that lies in no room counts as
one, and what imports each other in a circle lies on one floor. An arrow up is an import between two rooms that goes
against the layers of ``pyproject.toml``.
"""

from __future__ import annotations

import functools
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import grimp

from tests.organisations import CHECKOUT
from tests.unchanged import tree_of

PACKAGE = "policypack"


def figures(graph: grimp.ImportGraph, layers: list[str]) -> dict[str, str]:
    """Return what can be counted. layers: names of rooms, the highest first; several of one height share a line."""
    circles = sorted((len(one) for one in _circles(graph) if len(one) > 1), reverse=True)
    lies_in = Counter(module.split(".")[1] for module in graph.modules if module.count(".") > 1)
    height = {name.strip(): at for at, line in enumerate(layers) for name in line.split("|")}
    arrows = [(one, other) for one in graph.modules for other in graph.find_modules_directly_imported_by(one)]
    rooms = [(one.split(".")[1:2], other.split(".")[1:2]) for one, other in arrows]
    up = [1 for one, other in rooms if one and other and height.get(one[0], 0) > height.get(other[0], 0)]
    modules, imports = len(graph.modules), len(arrows)
    return {
        "modules": str(modules),
        "rooms": ", ".join(f"{room} {count}" for room, count in lies_in.most_common()) or "none",
        "imports": str(imports),
        "floors": str(_floors(graph, lies_in)),
        "circles": ", ".join(f"one of {size}" for size in circles) or "none",
        "arrows up": str(len(up)) if lies_in and layers else "there are no rooms",
    }


def _circles(graph: grimp.ImportGraph) -> set[frozenset[str]]:
    """Return the modules, those of one circle together."""
    upstream = {module: graph.find_upstream_modules(module) | {module} for module in graph.modules}
    return {frozenset(one for one in upstream[module] if module in upstream[one]) for module in upstream}


def _floors(graph: grimp.ImportGraph, rooms: Iterable[str]) -> int:
    for room in rooms:
        graph.squash_module(f"{PACKAGE}.{room}")
    circle = {module: members for members in _circles(graph) for module in members}

    @functools.cache
    def floor(members: frozenset[str]) -> int:
        below = {one for member in members for one in graph.find_modules_directly_imported_by(member)} - members
        return 1 + max((floor(circle[one]) for one in below), default=0)

    return max(floor(members) for members in circle.values())


def main() -> None:
    """Print the figures of this checkout, or of an earlier commit."""
    with tempfile.TemporaryDirectory() as folder:
        tree = tree_of(sys.argv[1], Path(folder) / "tree") if sys.argv[1:] else CHECKOUT
        sys.path.insert(0, str(tree / "generator"))
        settings = tomllib.loads((tree / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
        contracts = settings.get("importlinter", {}).get("contracts", [])
        layers: list[str] = next((contract["layers"] for contract in contracts if contract["type"] == "layers"), [])
        graph = grimp.build_graph(PACKAGE, cache_dir=None, exclude_type_checking_imports=False)
        for name, figure in figures(graph, layers).items():
            sys.stdout.write(f"{name + ':':<12}{figure}\n")


if __name__ == "__main__":
    main()
