"""The two programs that make documents, both of the extra `documents`: pandoc, and typst as a Python module."""

from __future__ import annotations

import json
import os
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

_MODULES = {"typst": "typst", "pypandoc": "pypandoc_binary"}
PACKAGES = tuple(_MODULES.values())
"""The packages that bring them."""
_TREE = [1, 23, 1]
"""The version of pandoc's tree that ours is (pandoc-types)."""
_LANGUAGE = {"t": "MetaInlines", "c": [{"t": "Str", "c": "en-GB"}]}


def missing() -> list[str]:
    """Return the packages that documents want and that are not installed."""
    return [package for module, package in _MODULES.items() if find_spec(module) is None or not _brings(module)]


def _brings(module: str) -> bool:
    return module != "pypandoc" or _pandoc().is_file()


def _pandoc() -> Path:
    """Return the pandoc that the package brings: another on this machine would make other bytes."""
    found = find_spec("pypandoc")
    folder = Path(found.origin or "").parent if found else Path()
    return folder / "files" / ("pandoc.exe" if os.name == "nt" else "pandoc")


def as_document(blocks: Sequence[dict[str, Any]]) -> bytes:
    """Return blocks of pandoc's tree as a whole document, as it reads one."""
    whole = {"pandoc-api-version": _TREE, "meta": {"lang": _LANGUAGE}, "blocks": blocks}
    return json.dumps(whole, separators=(",", ":")).encode()


def pandoc(options: Sequence[str], given: bytes, seconds: int = 0) -> bytes:
    """Run pandoc, which reads nothing but what it is given, and writes nothing but what is returned.

    seconds: since 1970: the day that stands in what is written, and the only clock.
    """
    # No user of the machine has a say in it: neither by a data folder of pandoc's, nor by its defaults.
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(seconds), "XDG_DATA_HOME": os.devnull}
    done = subprocess.run(  # noqa: S603 - the program of a package that we name, with our own options
        [str(_pandoc()), "--sandbox", "--quiet", *options], input=given, capture_output=True, check=False,
        env=environment,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"pandoc ended with {done.returncode}: {done.stderr.decode('utf-8', 'replace')}")
    return done.stdout
