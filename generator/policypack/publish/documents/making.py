"""Making documents: all of a pack, while its sites are built, and only those whose words have changed."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from itertools import chain
from typing import TYPE_CHECKING, Any

from policypack.base.problems import one_problem
from policypack.base.workspace import PACKAGE
from policypack.files.sealed import code_of
from policypack.publish.documents.chosen import chosen_documents
from policypack.publish.documents.cover import cover_of
from policypack.publish.documents.made import ENDINGS, OUTPUTS, RECORD
from policypack.publish.documents.pdf import HERE, drawn, drawn_logo, pdf_of, written
from policypack.publish.documents.tools import PACKAGES
from policypack.publish.documents.tree import trees_of
from policypack.publish.documents.typesetting import NotSetError
from policypack.publish.documents.word import word_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Future
    from pathlib import Path

    from policypack.content.questions import Audience
    from policypack.pack.pack import Pack
    from policypack.pages.render import Renderer
    from policypack.publish.documents.chosen import Chosen, Source
    from policypack.publish.documents.cover import Cover

_AT_ONCE = min(4, os.cpu_count() or 1)
"""Documents that are made at the same time, each in a process of its own."""


class Documents:
    """The documents of one pack, made in the background from the moment on at which this is, until :meth:`end`.

    A document whose words, look and standing are those of the last build is taken from there, with the day that stands
    on it: that is the day since which it says what it says.
    """

    def __init__(self, renderer: Renderer) -> None:
        self._pack: Pack = renderer.pack
        self._root = self._pack.workspace.root
        self._before = _record(self._root / "report" / RECORD)
        self._now: dict[str, dict[str, str]] = {}
        self._made: dict[str, bytes] = {}
        self._pool = ThreadPoolExecutor(_AT_ONCE)
        self._chosen = chosen_documents(renderer)
        new: dict[Audience, list[Chosen]] = {}
        for chosen in self._chosen:
            if not self._taken_over(chosen):
                new.setdefault(chosen.document.audience, []).append(chosen)
        covers = {one.document.id: cover_of(self._pack, one, self._pack.today) for one in chain(*new.values())}
        # Every cover has the same logo; begun before what waits for it, so that this never waits in vain.
        logo = self._pool.submit(lambda: next(map(drawn_logo, covers.values()), {}))
        # The fewer the documents, the less of them can be made at once: begun last, they would be waited for.
        few_first = sorted(new.values(), key=len)
        self._jobs = [self._pool.submit(self._make, documents, covers, logo) for documents in few_first]

    def write_into(self, aside: Path) -> None:
        """Wait for all documents, and write each into the outputs of its readers: folders in `aside` by their names.

        Raises ProblemsFoundError where one cannot be made. OSError where one cannot be written.
        """
        try:
            for job in self._jobs:
                for made in job.result():
                    path, data = made.result()
                    self._made[path] = data
                    self._now[path]["file"] = code_of(data)
        except (NotSetError, RuntimeError) as error:
            one_problem(
                "--documents",
                f"a document could not be made; `policypack build` makes the pages without it. It was said: {error}",
            )
        for chosen in self._chosen:
            for output in OUTPUTS[chosen.document.audience]:
                for ending in ENDINGS:
                    path = f"{chosen.document.path}.{ending}"
                    _write(aside / output / path, self._made[path])
        record = json.dumps(dict(sorted(self._now.items())), indent=1)
        _write(aside / "report" / RECORD, f"{record}\n".encode())

    def end(self) -> None:
        """Begin no more documents, and wait for the few that are being made: nothing goes on behind a build."""
        self._pool.shutdown(cancel_futures=True)

    def _taken_over(self, chosen: Chosen) -> bool:
        """Take a document over from the last build, if it says the same; note what it is made of in any case."""
        document = chosen.document
        words = _code_of(self._pack, chosen)
        paths = [f"{document.path}.{ending}" for ending in ENDINGS]
        made = {path: self._pack.today.isoformat() for path in paths}
        found: dict[str, bytes] = {}
        for path in paths:
            before = self._before.get(path, {})
            file = self._root / OUTPUTS[document.audience][0] / path
            with suppress(OSError):
                if before.get("words") == words and code_of(data := file.read_bytes()) == before.get("file"):
                    found[path], made[path] = data, before["day"]
        whole = len(found) == len(paths)
        for path in paths:
            day = made[path] if whole else self._pack.today.isoformat()
            self._now[path] = {"words": words, "day": day, "file": code_of(found[path]) if whole else ""}
        if whole:
            self._made |= found
        return whole

    def _make(
        self, documents: list[Chosen], covers: dict[str, Cover], logo: Future[dict[str, bytes]]
    ) -> list[Future[tuple[str, bytes]]]:
        """Read the pages of all documents for the same readers at once, and start each document of them."""
        sources: dict[str, Source] = {page.id: page for chosen in documents for page in chosen.pages}
        trees = trees_of(self._pack, list(sources.values()))
        marked_up = self._pool.submit(written, trees)
        pictures = drawn(trees.pictures, covers[documents[0].document.id].seconds) | logo.result()

        def word(chosen: Chosen) -> tuple[str, bytes]:
            pages = [page.id for page in chosen.pages]
            return f"{chosen.document.path}.docx", word_of(covers[chosen.document.id], pages, trees, pictures)

        def pdf(chosen: Chosen) -> tuple[str, bytes]:
            pages = [marked_up.result()[page.id] for page in chosen.pages]
            return f"{chosen.document.path}.pdf", pdf_of(covers[chosen.document.id], pages, trees.pictures)

        # The longest first: nobody waits at the end for one that was begun last.
        long_first = sorted(documents, key=lambda chosen: -sum(len(page.markdown) for page in chosen.pages))
        return [self._pool.submit(make, chosen) for chosen in long_first for make in (word, pdf)]


def _record(file: Path) -> dict[str, dict[str, str]]:
    """Return what the last build noted; nothing where there was none, or where somebody has changed it."""
    try:
        noted: Any = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}
    if not isinstance(noted, dict):
        return {}
    return {path: one for path, one in noted.items() if isinstance(one, dict) and _is_day(one.get("day"))}


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(dt.date.fromisoformat(value))
    except ValueError:
        return False


def _code_of(pack: Pack, chosen: Chosen) -> str:
    """Return a code that changes with whatever a document is made of, but for the day that stands on it."""
    cover = cover_of(pack, chosen, dt.date.min)
    code = hashlib.sha256()
    for part in _parts(pack, chosen):
        code.update(part.encode() + b"\0")
    code.update(repr(cover).encode())
    return code.hexdigest()


def _parts(pack: Pack, chosen: Chosen) -> Iterator[str]:
    yield from _makers()
    yield from (repr(page) for page in chosen.pages)
    # Links are said by the titles of the pages that they lead to, where these are for the same readers.
    yield from (f"{page.path} {page.title}" for page in pack.pages_of(chosen.document.audience))


@cache
def _makers() -> tuple[str, ...]:
    """Return what changes with all that makes documents: the programs, and our own code."""
    files = [*sorted([*HERE.glob("*.py"), *HERE.glob("*.typ")]), PACKAGE / "text" / "markdown.py"]
    programs = (f"{package} {version(package)}" for package in PACKAGES)
    return (*programs, *(file.read_text(encoding="utf-8") for file in files))


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
