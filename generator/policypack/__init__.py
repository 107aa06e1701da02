"""policypack builds an organisation's online-safety policy pack from its answers.

Two doors, for programs: :func:`load_pack` and :func:`render_pages`. They are imported when somebody asks for them, so
that ``policypack --version`` stays quick: this module imports nothing but the version.
"""

from policypack.base import versions

TYPE_CHECKING = False  # as in `typing`, which takes longer to import than all of this
if TYPE_CHECKING:
    from policypack.pack.pack import load_pack
    from policypack.pages.render import render_pages

__all__ = ["__version__", "load_pack", "render_pages"]
__version__ = versions.VERSION

_DOORS = {"load_pack": "policypack.pack.pack", "render_pages": "policypack.pages.render"}


def __getattr__(name: str) -> object:
    """Import a door (PEP 562)."""
    if name not in _DOORS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    door: object = getattr(import_module(_DOORS[name]), name)
    globals()[name] = door
    return door


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
