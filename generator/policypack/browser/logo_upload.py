"""The logo that was sent: looked at first, then put beside the answers under a name that nothing else has."""

from __future__ import annotations

import os
from pathlib import PurePath
from typing import TYPE_CHECKING

from policypack.base.problems import one_problem
from policypack.readers.logo import LARGEST_LOGO, check_logo

if TYPE_CHECKING:
    from pathlib import Path

    from werkzeug.datastructures import FileStorage


def keep(file: FileStorage, site_config: Path) -> str:
    """Put a picture into site_config/, and return its name there. No other file is ever overwritten.

    Raises ValueError with what is wrong with the picture, and ProblemsFoundError where it cannot be written.
    """
    data = file.stream.read(LARGEST_LOGO * 4)
    logo = check_logo(data, PurePath((file.filename or "").replace("\\", "/")).name)
    number = 1
    while True:
        name = f"logo{logo.extension}" if number == 1 else f"logo-{number}{logo.extension}"
        path = site_config / name
        if path.is_file() and not path.is_symlink() and path.read_bytes() == data:
            return name
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        except FileExistsError:
            number += 1
            continue
        except OSError as error:
            one_problem(f"site_config/{name}", f"it could not be written ({error.strerror}); check who may write there")
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
        return name
