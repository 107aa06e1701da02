"""Names of files, as somebody writes them: what a plain name is, and what every system can keep."""

from __future__ import annotations

import re

_RESERVED = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]", re.IGNORECASE)


def is_reserved_name(name: str) -> bool:
    """Say whether Windows keeps a file's or folder's name for itself, whatever its ending, such as aux.md.

    Source: Microsoft, "Naming Files, Paths, and Namespaces".
    """
    return _RESERVED.fullmatch(name.partition(".")[0].strip()) is not None


def read_file_name(text: str) -> str:
    """Read the name of a file that lies in site_config/ itself: a plain name, without folders."""
    word = text.strip()
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}", word) or word.endswith((".", " ")):
        raise ValueError("the plain name of a file in site_config/ is wanted, without folders, such as logo.svg")
    if is_reserved_name(word):
        raise ValueError("Windows keeps this name for itself; give the file another, such as logo.svg")
    return word
