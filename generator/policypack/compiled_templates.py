"""Keep compiled templates from one run to the next, in the user's own cache folder.

Compiling them takes a third of a build. What is kept is what Jinja would compile again from the same source, so that
it never changes what is written; neither answers nor the day are in it. Only our own templates and the theme's are
kept, not a workspace's.
"""

from __future__ import annotations

import os
from hashlib import sha256
from typing import TYPE_CHECKING

from jinja2 import FileSystemBytecodeCache

from policypack.cache_folder import cache_folder, stamp

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from types import ModuleType

    from jinja2.bccache import Bucket


class CompiledTemplates(FileSystemBytecodeCache):
    """Jinja's own cache of compiled templates, for templates in known folders.

    directory: where it keeps them. places: the folders whose templates are kept. compilers: the modules that decide
    what a source is compiled to: Jinja's own, and those of the filters, which it may apply at once.
    """

    def __init__(self, directory: Path, places: Sequence[Path], compilers: Sequence[ModuleType]) -> None:
        super().__init__(str(directory), "%s.template")
        self.places = tuple(f"{place}{os.sep}" for place in places)
        self.stamp = "".join(stamp(module) for module in compilers)

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return the name under which a template is kept; "" where it is not to be kept."""
        if filename is None or not filename.startswith(self.places):
            return ""
        return sha256(f"{name}|{filename}".encode()).hexdigest()[:40]

    def get_source_checksum(self, source: str) -> str:
        """Return what changes with the source, and with the code that compiles it."""
        return sha256(f"{self.stamp}|{source}".encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a template from the cache, where it is there and whole."""
        if bucket.key:
            try:
                super().load_bytecode(bucket)
            except Exception:
                bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Put a template into the cache, where it can be written to."""
        if bucket.key:
            try:
                super().dump_bytecode(bucket)
            except OSError:  # a full disk: the build does not need it
                return


def compiled_templates(places: Sequence[Path], compilers: Sequence[ModuleType]) -> CompiledTemplates | None:
    """Return the cache for templates in the folders `places`, or None where it is off or there is none to trust.

    compilers: as for :class:`CompiledTemplates`.
    """
    directory = cache_folder()
    return None if directory is None else CompiledTemplates(directory, places, compilers)
