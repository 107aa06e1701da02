"""What MkDocs says while it builds, and ProperDocs in its place: collected, or shown."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

from policypack.base.problems import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

ENGINES = ("mkdocs", "properdocs")
"""Under whose names they say it. A plugin may write to MkDocs' name while ProperDocs builds."""


@contextmanager
def complaints() -> Iterator[list[str]]:
    """Collect the warnings in place of printing them, so that they are reported like every other problem."""
    found: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(record.getMessage())

    handler = Collector(level=logging.WARNING)
    loggers = [logging.getLogger(name) for name in ENGINES]
    before = [logger.propagate for logger in loggers]
    for logger in loggers:
        logger.addHandler(handler)
        logger.propagate = False
    try:
        yield found
    finally:
        for logger, propagate in zip(loggers, before, strict=True):
            logger.removeHandler(handler)
            logger.propagate = propagate


class _Visible(logging.Formatter):
    """Shows what is said with nothing in it that a terminal would act on, such as a link's escape characters."""

    def format(self, record: logging.LogRecord) -> str:
        return visible(super().format(record))


def show_on(handler: logging.Handler) -> None:
    """Have a handler show where the site is served, once it is, and what the engine warns of."""
    handler.setFormatter(_Visible())
    for name in ENGINES:
        logging.getLogger(name).setLevel(logging.WARNING)
        logging.getLogger(f"{name}.livereload").setLevel(logging.INFO)
        logging.getLogger(name).addHandler(handler)
