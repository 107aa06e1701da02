"""While it runs, the core loads no MkDocs, no screen and no web framework. What it imports is held by contracts."""

from __future__ import annotations

import subprocess
import sys

from tests.organisations import CHECKOUT

FOREIGN = {"mkdocs", "material", "questionary", "prompt_toolkit", "click", "flask", "waitress", "werkzeug", "rich"}

ONLY_TO_WRITE = {"ruamel"}
"""What writes answers back. Most commands only read them, and it takes a while to load."""


def test_loading_and_rendering_a_pack_imports_nothing_foreign() -> None:
    script = (
        "import sys; from policypack.pack.pack import load_pack; from policypack.pages.render import render_pages; "
        f"render_pages(load_pack({str(CHECKOUT)!r}), 'staff'); "
        f"print(sorted({FOREIGN | ONLY_TO_WRITE!r} & {{name.partition('.')[0] for name in sys.modules}}))"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def run(script: str) -> str:
    """Return what a script prints in a Python of its own."""
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.strip()


def test_policypack_alone_imports_nothing() -> None:
    """But for the module that says its version."""
    script = "import sys; before = set(sys.modules); import policypack; print(sorted(set(sys.modules) - before))"
    assert run(script) == "['__future__', 'policypack', 'policypack.base', 'policypack.base.versions']"


def test_both_doors_open_from_the_package_and_nothing_else_does() -> None:
    script = (
        "import policypack; from policypack import *; from policypack import load_pack, render_pages; "
        f"print(len(render_pages(load_pack({str(CHECKOUT)!r}), 'public')) > 10, hasattr(policypack, 'lode_pack'), "
        "{*policypack.__all__} <= {*dir(policypack)})"
    )
    assert run(script) == "True False True"
