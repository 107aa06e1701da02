"""The organisation's own pages: what it put in ``site_config/pages/public/`` and ``pages/staff/``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from policypack.questions import Audience
    from policypack.workspace import Workspace


def own_pages(workspace: Workspace, audience: Audience) -> dict[str, Path]:
    """Return the organisation's own files for a site, by their path in it.

    Files in ``public/`` go to both sites, those in ``staff/`` to the staff site alone. Anything else in the folder is
    left out, and so are hidden files and links, which could lead anywhere.
    """
    found: dict[str, Path] = {}
    for folder in ("public", "staff") if audience == "staff" else ("public",):
        place = workspace.own_pages / folder
        for path in sorted(place.rglob("*")) if place.is_dir() and not place.is_symlink() else ():
            inside = path.relative_to(place)
            linked = any((place / part).is_symlink() for part in [inside, *inside.parents])
            if path.is_file() and not linked and not any(part.startswith(".") for part in inside.parts):
                found[inside.as_posix()] = path
    return found
