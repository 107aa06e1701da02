"""Keep compiled templates from one run to the next, in the user's own cache folder.

Compiling them takes a third of a build. What is kept is what Jinja would compile again from the same source, so that
it never changes what is written; neither answers nor the day are in it. Only our own templates and the theme's are
kept, not a workspace's. What is kept is code, as what Python keeps in ``__pycache__`` is, and is written as Python
writes that: Jinja's own way has a pickle in front of it.
"""

from __future__ import annotations

import marshal
import os
import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache

from policypack.base.shortcuts import KEPT_TEMPLATES
from policypack.files.cache import cache_folder, keep, kept, stamp

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

    from jinja2.bccache import Bucket


class CompiledTemplates(BytecodeCache):
    """A cache of compiled templates, for templates in known folders.

    directory: where it keeps them. places: the folders whose templates are kept. compilers: the modules that decide
    what a source is compiled to: Jinja's own, and those of the filters, which it may apply at once. way: a name for the
    settings of the engine, which decide that too: two engines with other settings never take each other's.
    """

    def __init__(self, directory: Path, places: Sequence[Path], compilers: Sequence[ModuleType], way: str) -> None:
        self.directory = directory
        self.places = tuple(f"{place}{os.sep}" for place in places)
        self.way = way
        self.stamp = "".join(stamp(Path(str(module.__file__)).parent) for module in compilers)

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return the name under which a template is kept; "" where it is not to be kept."""
        if filename is None or not filename.startswith(self.places):
            return ""
        return sha256(f"{self.way}|{name}|{filename}".encode()).hexdigest()[:40]

    def get_source_checksum(self, source: str) -> str:
        """Return what changes with the source, with the code that compiles it, and with what that is written in."""
        return sha256(f"{sys.version}|{self.stamp}|{source}".encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a template from the cache, where it is there and whole."""
        data = kept(self._place(bucket), bucket.checksum.encode()) if bucket.key else None
        if data is not None:
            bucket.code = marshal.loads(data)  # noqa: S302 - of a folder that this user alone can write to

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Put a template into the cache, where it can be written to."""
        if bucket.key:
            keep(self._place(bucket), bucket.checksum.encode(), marshal.dumps(bucket.code))

    def _place(self, bucket: Bucket) -> Path:
        return self.directory / f"{bucket.key}.template"


def compiled_templates(places: Sequence[Path], compilers: Sequence[ModuleType], way: str) -> CompiledTemplates | None:
    """Return the cache for templates in the folders `places`, or None where it is off or there is none to trust.

    compilers, way: as for :class:`CompiledTemplates`.
    """
    directory = cache_folder() if KEPT_TEMPLATES.taken else None
    return None if directory is None else CompiledTemplates(directory, places, compilers, way)
