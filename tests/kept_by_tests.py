"""What the tests of one process leave to each other, because it takes time and is the same each time."""

from __future__ import annotations

import functools
import io
import logging
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import pytest

from policypack.base.workspace import shipped
from policypack.content import kept_content
from policypack.files import yaml_nodes
from policypack.publish.faster.kept_pages import Converted, Key, key_of
from policypack.publish.faster.shared_work import KeptPage

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


CONVERTED_EACH_TIME = KeptPage.render
"""How a page is converted where it is the conversion that is tested."""


def parse_shipped_files_once(patch: pytest.MonkeyPatch) -> None:
    """Parse each file of `content/` once, however many packs are loaded: that is most of loading one.

    What tests of their own write, and what another process reads, is parsed each time.
    """
    texts = {path.read_text(encoding="utf-8") for path in shipped("content").rglob("*.yml")}
    parse = yaml_nodes.parse_yaml
    parse_once = functools.cache(parse)
    patch.setattr(yaml_nodes, "parse_yaml", lambda text, name: (parse_once if text in texts else parse)(text, name))


def unpickle_kept_content_once(patch: pytest.MonkeyPatch) -> None:
    """Take what is kept of `content/` out of the same bytes once: that is a third of loading a pack."""
    read = kept_content._OnlyRows
    load = functools.cache(lambda data: read(io.BytesIO(data)).load())

    class ReadOnce:
        def __init__(self, file: BinaryIO) -> None:
            self._data = file.read()

        def load(self) -> object:
            return load(self._data)

    patch.setattr(kept_content, "_OnlyRows", ReadOnce)


@contextmanager
def _what_is_said() -> Iterator[list[logging.LogRecord]]:
    """Collect what MkDocs says meanwhile."""
    said: list[logging.LogRecord] = []
    listener = logging.Handler()
    listener.emit = said.append  # type: ignore[method-assign, assignment]
    logger = logging.getLogger("mkdocs")
    logger.addHandler(listener)
    try:
        yield said
    finally:
        logger.removeHandler(listener)


def convert_pages_once(patch: pytest.MonkeyPatch) -> None:
    """Let builds with the same settings leave converted pages to each other, as one build's two sites do.

    That is half of building an organisation again. A page of which MkDocs has something to say, such as a link that
    leads nowhere, is converted each time, so that it is said each time.
    """
    known: defaultdict[tuple[object, ...], dict[Key, Converted]] = defaultdict(dict)

    def rendered(page: KeptPage, config: MkDocsConfig, files: Files) -> None:
        settings = Path(config.config_file_path).read_bytes() if config.config_file_path else b""
        extensions = tuple(one if isinstance(one, str) else type(one) for one in config.markdown_extensions)
        others = known[settings, config.strict, extensions, repr(config.mdx_configs)]
        mine = page.kept._now.converted
        key = key_of(page.file.src_uri, str(page.markdown))
        if key in others:
            mine.setdefault(key, others[key])
        with _what_is_said() as said:
            CONVERTED_EACH_TIME(page, config, files)
        if not said:
            others[key] = mine[key]

    patch.setattr(KeptPage, "render", rendered)
