"""Set one document with typst, in a process of its own: what that needs of memory is given back with it.

Run as a program: it reads a job as JSON, and writes the file. It imports nothing of ours, and so it starts at once.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class NotSetError(Exception):
    """typst would not set a document. It says why."""


def typeset(files: Mapping[str, bytes], seconds: int, *, kind: str = "pdf", ours_alone: bool = True) -> bytes:
    """Return what typst makes of the file ``main`` among `files`, all that it may read.

    seconds: since 1970: the day that stands in it. kind: pdf (which keeps PDF/UA-1) or png. ours_alone: whether it
    takes our fonts alone, and so makes the same bytes on every machine.
    Raises NotSetError where it breaks PDF/UA-1, where a sign is in no font, or where it is no Typst.
    """
    job = {
        "files": {name: base64.b64encode(data).decode() for name, data in files.items()},
        "fonts": str(Path(__file__).parent / "fonts"),
        "seconds": seconds,
        "kind": kind,
        "ours_alone": ours_alone,
    }
    program = [sys.executable, "-P", __file__]  # -P: no module beside it takes the place of another
    done = subprocess.run(program, input=json.dumps(job).encode(), capture_output=True, check=False)  # noqa: S603 - ours
    if done.returncode:
        raise NotSetError(done.stderr.decode("utf-8", "replace").strip())
    return done.stdout


def as_string(text: str) -> str:
    """Return text as a string of Typst's (Typst reference, Foundations, String)."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def main() -> None:
    """Read a job, and write the file that typst makes of it; or say what is wrong, and end with 1."""
    import typst

    job = json.load(sys.stdin)
    files = {name: base64.b64decode(data) for name, data in job["files"].items()}
    standards = {"pdf_standards": ["ua-1"]} if job["kind"] == "pdf" else {"ppi": 300}
    try:
        made = typst.compile(
            files, format=job["kind"], font_paths=[job["fonts"]], ignore_system_fonts=job["ours_alone"],
            timestamp=job["seconds"], **standards,
        )  # fmt: skip
    except typst.TypstError as error:
        sys.exit(str(error))
    sys.stdout.buffer.write(made[0] if isinstance(made, list) else made or b"")


if __name__ == "__main__":
    main()
