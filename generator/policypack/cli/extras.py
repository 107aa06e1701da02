"""Extras: the command that adds what is missing, for the program that policypack was installed with."""

from __future__ import annotations

import json
import re
import sys
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_PIPX, _UV = "pipx_metadata.json", "uv-receipt.toml"
"""What each leaves at the top of an environment that it made for one program: their own records of it."""


def require_documents() -> None:
    """Raise ProblemsFoundError where the extra `documents` is missing: how to get it, and what works without it."""
    from policypack.base.problems import one_problem
    from policypack.publish.documents.tools import missing

    if packages := missing():
        command = command_to_install(wanted_by("documents") or packages)
        one_problem(
            "--documents",
            f"PDF and Word files want {' and '.join(packages)}; run `{command}`. Without them, printing a page in your "
            "browser, on paper or as a PDF, works",
        )


def wanted_by(extra: str) -> list[str]:
    """Return what an extra of ours wants, each with its version, such as ``flask>=3.1``."""
    try:
        lines = distribution("policypack").requires or []
    except PackageNotFoundError:  # run from its source without having been installed
        return []
    return [line.partition(";")[0].strip() for line in lines if re.search(rf"extra == ['\"]{extra}['\"]", line)]


def command_to_install(packages: Sequence[str], prefix: str = sys.prefix, python: str = sys.executable) -> str:
    """Return the command that adds packages to the environment that policypack runs in.

    packages: each with its version. prefix: where the environment lies. python: its interpreter.
    Quoted as each shell takes it, on Windows as well.
    """
    quoted = [f'"{package}"' for package in packages]
    if (Path(prefix) / _PIPX).is_file():
        return " ".join(["pipx inject policypack", *quoted])
    if (Path(prefix) / _UV).is_file():
        return " ".join(["uv tool install", *(f"--with {one}" for one in quoted), f'"{_source()}"'])
    if find_spec("pip") is None:
        return " ".join([f'uv pip install --python "{python}"', *quoted])
    return " ".join([f'"{python}" -m pip install', *quoted])


def _source() -> str:
    """Return what policypack was installed from: its folder or address, else its name."""
    try:
        said = json.loads(distribution("policypack").read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError):
        return "policypack"
    url = str(said.get("url", "policypack"))
    return url.removeprefix("file://") if re.match(r"file:///[^/:]+/", url) else url
