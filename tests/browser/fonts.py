"""The families of fonts that pages are looked at with, each as the only one that the browser sees.

What is wide in one font is narrow in another, and a reader has the fonts that the reader has. So the tests never take
what the machine has installed: they hand the browser a fontconfig file of their own, with the files of one family.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Family:
    """One family of fonts.

    name: what the tests call it. package: Debian's. sans and mono: its names for upright letters and for those of equal
    width. plain: the file of its plain letters. files: patterns of the names of all its files that the tests use.
    """

    name: str
    package: str
    sans: str
    mono: str
    plain: str
    files: tuple[str, ...]


DEJAVU = Family(
    name="dejavu",
    package="fonts-dejavu-core",
    sans="DejaVu Sans",
    mono="DejaVu Sans Mono",
    plain="DejaVuSans.ttf",
    files=("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSansMono.ttf", "DejaVuSansMono-Bold.ttf"),
)
"""As wide as Verdana, the widest in common use. Tests that do not hang on fonts see this one."""
LIBERATION = Family(
    name="liberation",
    package="fonts-liberation",
    sans="Liberation Sans",
    mono="Liberation Mono",
    plain="LiberationSans-Regular.ttf",
    files=("LiberationSans-*.ttf", "LiberationMono-*.ttf"),
)
"""As wide as Arial."""
URW = Family(
    name="urw-base35",
    package="fonts-urw-base35",
    sans="Nimbus Sans",
    mono="Nimbus Mono PS",
    plain="NimbusSans-Regular.otf",
    files=("NimbusSans-*.otf", "NimbusMonoPS-*.otf"),
)
"""As wide as Helvetica. It has no box to tick, and draws some pairs of letters as one."""
NOTO = Family(
    name="noto",
    package="fonts-noto-core",
    sans="Noto Sans",
    mono="Noto Sans",
    plain="NotoSans-Regular.ttf",
    files=("NotoSans-*.ttf", "NotoSansMath-*.ttf", "NotoSansSymbols2-*.ttf"),
)
"""Its own lines are the highest. It has no letters of equal width."""
FAMILIES = (DEJAVU, LIBERATION, URW, NOTO)

_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{folder}</dir>
  <cachedir>{folder}/cache</cachedir>
  <match target="pattern">
    <test name="family"><string>monospace</string></test>
    <edit name="family" mode="prepend" binding="strong"><string>{mono}</string></edit>
  </match>
  <match target="pattern">
    <edit name="family" mode="append_last"><string>{sans}</string></edit>
    <edit name="hintstyle" mode="assign"><const>hintslight</const></edit>
  </match>
</fontconfig>
"""


class NoFontsError(Exception):
    """A family is not installed."""


def font_folders(environment: Mapping[str, str]) -> list[Path]:
    """Return the folders where fonts are installed, a user's own first.

    environment: as in os.environ; XDG_DATA_HOME and XDG_DATA_DIRS name other places than the usual ones.
    """
    home = Path(environment.get("HOME") or Path.home())
    own = environment.get("XDG_DATA_HOME") or home / ".local" / "share"
    everybody = (environment.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":")
    return [Path(folder) / "fonts" for folder in (own, *everybody) if folder]


def files_of(family: Family, environment: Mapping[str, str] = os.environ) -> list[Path]:
    """Return the files of a family.

    environment: names the folders to look in, as for font_folders.
    Raises NoFontsError with one line that says what is needed.
    """
    for folder in font_folders(environment):
        for plain in folder.rglob(family.plain):
            return sorted(file for pattern in family.files for file in plain.parent.glob(pattern))
    raise NoFontsError(
        f"The browser tests need the fonts of {family.sans}: run `sh tests/install-what-tests-need.sh`, or "
        f"install them (Debian: {family.package})."
    )


@contextmanager
def alone(family: Family) -> Iterator[dict[str, str | float | bool]]:
    """Give the environment of a process that sees this family and no other font.

    Raises NoFontsError with one line that says what is needed.
    """
    with tempfile.TemporaryDirectory() as folder:
        for file in files_of(family):
            (Path(folder) / file.name).symlink_to(file)
        configuration = Path(folder) / "fonts.conf"
        configuration.write_text(
            _CONFIGURATION.format(folder=folder, sans=family.sans, mono=family.mono), encoding="utf-8"
        )
        yield {**os.environ, "FONTCONFIG_FILE": str(configuration)}
