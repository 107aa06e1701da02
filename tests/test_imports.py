"""Imports point one way: the core knows no MkDocs, no screen and no web framework."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest

from tests.organisations import CHECKOUT

ADAPTERS = {"publish", "terminal", "browser", "cli"}
"""Rooms around the core, each of which may import what it adapts to."""
FOREIGN = {"mkdocs", "material", "questionary", "prompt_toolkit", "click", "flask", "waitress", "werkzeug", "rich"}
PACKAGE = CHECKOUT / "generator" / "policypack"
CORE = sorted(path for path in PACKAGE.rglob("*.py") if path.relative_to(PACKAGE).parts[0] not in ADAPTERS)


@pytest.mark.parametrize("path", CORE, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_the_core_imports_no_adapter_and_nothing_that_an_adapter_adapts_to(path: object) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))  # type: ignore[attr-defined]
    for node in ast.walk(tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        for name in names:
            parts = name.split(".")
            assert parts[0] not in FOREIGN, name
            assert not (parts[0] == "policypack" and len(parts) > 1 and parts[1] in ADAPTERS), name


def test_loading_and_rendering_a_pack_imports_nothing_foreign() -> None:
    script = (
        "import sys; from policypack.pack.pack import load_pack; from policypack.pages.render import render_pages; "
        f"render_pages(load_pack({str(CHECKOUT)!r}), 'staff'); "
        f"print(sorted({FOREIGN!r} & {{name.partition('.')[0] for name in sys.modules}}))"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
