"""Keep shipped data, read and checked, from one run to the next, in the user's own cache folder.

Reading and checking it takes a quarter of a `check`. What is kept is what the same files would give again: it hangs on
every byte of them, on our code and on what checks them. A workspace with a ``content/`` of its own keeps nothing, so
that no word of an organisation lies in the cache; neither answers nor the day have a part in it.

A pickle can call anything by its name. What is kept here names our own kinds of rows and nothing else, and is refused
where it names more, so that reading it runs nothing. JSON would have to be checked again against each kind of row: a
tenth of a second instead of eight milliseconds for every command.
"""

from __future__ import annotations

import datetime
import io
import pickle
import sys
from contextlib import suppress
from hashlib import sha256
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar, cast

import pydantic
import yaml

from policypack.base.shortcuts import KEPT_CONTENT
from policypack.base.workspace import PACKAGE, shipped
from policypack.content.rows import RowT, load_rows
from policypack.files.cache import cache_folder, keep, kept, stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from policypack.base.workspace import Workspace

T = TypeVar("T")
_OURS = "policypack.content."


def kept_rows(workspace: Workspace, name: str, model: type[RowT]) -> tuple[RowT, ...]:
    """Return what :func:`policypack.content.rows.load_rows` does, kept from an earlier run where that is possible."""
    return kept_content(workspace, name, lambda: load_rows(workspace, name, model))


def kept_content(workspace: Workspace, name: str, make: Callable[[], T]) -> T:
    """Return what `make` makes of files of ``content/``, from an earlier run where one has kept it.

    name: of the file, or ``*.yml`` for all of them; no two calls that make different things share it. Raises what
    `make` raises; nothing is kept then.
    """
    content = shipped("content")
    folder = cache_folder() if KEPT_CONTENT.taken and workspace.folders("content") == [content] else None
    if folder is None:
        return make()
    place = folder / f"{name.replace('*', 'all')}-{sha256(str(content).encode()).hexdigest()[:12]}.content"
    key = _key(sorted({*content.rglob(name), content / "sources.yml"}))  # rows of any file name sources
    data = kept(place, key)
    with suppress(pickle.UnpicklingError):
        if data is not None:
            return cast("T", _OnlyRows(io.BytesIO(data)).load())
    made = make()
    keep(place, key, pickle.dumps(made, pickle.HIGHEST_PROTOCOL))
    return made


class _OnlyRows(pickle.Unpickler):
    """Reads what is kept, and refuses all that is no row of ours and no day."""

    def find_class(self, module_name: str, name: str, /) -> Any:
        if (module_name, name) == ("datetime", "date"):
            return datetime.date
        if module_name.startswith(_OURS):
            found = vars(import_module(module_name)).get(name)
            if isinstance(found, type) and found.__module__.startswith(_OURS):
                return found
        raise pickle.UnpicklingError(f"{module_name}.{name} is no row of ours")


def _key(files: Iterable[Path]) -> bytes:
    """Return what changes with the files, with our code, and with what reads and checks them."""
    versions = f"{sys.version}|{pydantic.VERSION}|{yaml.__version__}|{stamp(PACKAGE)}"
    return sha256(b"|".join([versions.encode(), *(file.read_bytes() for file in files)])).digest()
