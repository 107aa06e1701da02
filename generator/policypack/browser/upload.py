"""A picture that was sent: looked at first, then put beside the answers under a name that nothing else has."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from policypack.files.atomic import write_whole
from policypack.readers.logo import LARGEST_LOGO, Logo, check_logo

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from werkzeug.datastructures import FileStorage


def keep(file: FileStorage, stem: str, site_config: Path, sent: set[str], in_use: AbstractSet[str]) -> str:
    """Put a picture into site_config/, and return its name there. No other file is ever overwritten.

    What cameras noted in it is not kept. stem: what its name begins with. sent: the names of what was sent in this run,
    to which its own is added; those that are no answer any more are taken away. in_use: the names that are answers now.
    Raises ValueError with what is wrong with the picture, and ProblemsFoundError where it cannot be written.
    """
    picture = check_logo(file.stream.read(LARGEST_LOGO * 4), PurePath((file.filename or "").replace("\\", "/")).name)
    name = _put(picture, stem, site_config)
    for old in sent - {name, *in_use}:
        (site_config / old).unlink(missing_ok=True)
    sent &= in_use
    sent.add(name)
    return name


def _put(picture: Logo, stem: str, site_config: Path) -> str:
    number = 1
    while True:
        name = f"{stem}{picture.extension}" if number == 1 else f"{stem}-{number}{picture.extension}"
        path = site_config / name
        if path.is_file() and not path.is_symlink() and path.read_bytes() == picture.data:
            return name
        if path.exists() or path.is_symlink():
            number += 1
            continue
        write_whole(path, site_config.parent, picture.data)
        return name
