"""Many cheap rows in one test: a test of its own for each costs more than the row, in each process of a run."""

from __future__ import annotations

import inspect
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

_LONGEST = 60


def folded(
    names: str | tuple[str, ...], rows: Iterable[Any], ids: Callable[[Any], object] | None = None
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Run a test once for each row, in one test that names every row that failed, and how.

    A row gets a `tmp_path` of its own, and what it patches with `monkeypatch` is taken back after it. Other fixtures
    are the same for all rows.

    Args:
        names: the arguments of the test that a row gives: one, or several, as for pytest's `parametrize`.
        rows: a tuple for each run; where names is one name, its value.
        ids: what makes the name of a value in a message, else `repr`.
    """
    wanted = [names] if isinstance(names, str) else list(names)
    said = ids or repr
    every = list(rows)
    assert every, "a test without rows could not fail"

    def decorate(test: Callable[..., None]) -> Callable[..., None]:
        def in_one(**fixtures: Any) -> None:
            failed = []
            for number, row in enumerate(every):
                values = [row] if isinstance(names, str) else list(row)
                name = ", ".join(f"{said(value)}"[:_LONGEST] for value in values)
                given = dict(zip(wanted, values, strict=True))
                with pytest.MonkeyPatch.context() as patch:
                    own = _own(fixtures, number, patch)
                    try:
                        test(**own, **given)
                    except (Exception, pytest.fail.Exception):
                        failed.append(f"[{name}]\n{traceback.format_exc(limit=-2)}")
            if failed:
                pytest.fail(f"{len(failed)} of {len(every)} rows:\n\n" + "\n".join(failed), pytrace=False)

        in_one.__name__, in_one.__qualname__, in_one.__doc__ = test.__name__, test.__qualname__, test.__doc__
        in_one.__module__ = test.__module__
        in_one.__dict__.update(test.__dict__)
        signature = inspect.signature(test)
        kept = [one for one in signature.parameters.values() if one.name not in wanted]
        assert len(kept) + len(wanted) == len(signature.parameters), f"{names} are arguments of {test.__name__}"
        in_one.__signature__ = signature.replace(parameters=kept)  # type: ignore[attr-defined]
        return in_one

    return decorate


def _own(fixtures: dict[str, Any], number: int, patch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Return the fixtures of one row."""
    own = dict(fixtures)
    folder = own.get("tmp_path")
    if isinstance(folder, Path):
        own["tmp_path"] = folder / str(number)
        own["tmp_path"].mkdir()
    if "monkeypatch" in own:
        own["monkeypatch"] = patch
    return own
