"""Write a file whole or not at all: a crash, a full disk or a killed process leaves the old file as it was."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from policypack.problems import one_problem


def write_whole(path: Path, text: str) -> None:
    """Replace a file with `text` in UTF-8 with plain line ends, keeping its permissions.

    Raises ProblemsFoundError where the folder cannot be written to; the old file stands then.
    """
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
        temporary.replace(path)
        temporary = None
    except OSError as error:
        one_problem(path.name, f"it could not be written ({error.strerror}); what stood there before still does")
    finally:
        if temporary is not None:  # a full disk, or Ctrl-C in the middle
            temporary.unlink(missing_ok=True)
