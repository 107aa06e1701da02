"""Under which licence a package that is installed says that it may be used."""

from __future__ import annotations

from importlib.metadata import distribution


def licence_of(name: str) -> str:
    """Return a package's licence by its own metadata: its expression, else its short field, else its classifiers.

    name: of a package that is installed.
    """
    told = distribution(name).metadata
    short = told["License-Expression"] or told["License"] or ""
    if short and short != "UNKNOWN" and "\n" not in short:
        return str(short)
    classes = [line.rpartition(" :: ")[2] for line in told.get_all("Classifier") or () if line.startswith("License ::")]
    return ", ".join(classes)
