"""Pages of a browser that tests use one after the other: a context and a page of their own cost each a second.

What a test did to a page is taken back before the next one has it. What cannot be taken back, such as a clock that is
set, wants a context of its own: the fixture ``context``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, CDPSession, Error, Page, ViewportSize

SCREEN: ViewportSize = {"width": 1280, "height": 720}
"""What a new page has."""
_FORGET = "() => { localStorage.clear(); sessionStorage.clear() }"


@dataclass
class _Done:
    """What a test did to a page: the listeners that it put on, and the sessions that hold scripts of every page."""

    page: Page
    listeners: list[tuple[str, Callable[..., Any]]] = field(default_factory=list)
    scripts: list[CDPSession] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._on = self.page.on
        self.page.on = self._listen  # type: ignore[method-assign, assignment]
        self.page.add_init_script = self._run_on_every_page  # type: ignore[method-assign, assignment]

    def _listen(self, event: Any, listener: Callable[..., Any]) -> None:
        self.listeners.append((event, listener))
        self._on(event, listener)

    def _run_on_every_page(self, script: str) -> None:
        """Do as Page.add_init_script, whose scripts stay for good."""
        session = self.page.context.new_cdp_session(self.page)
        session.send("Page.enable")
        session.send("Page.addScriptToEvaluateOnNewDocument", {"source": script})
        self.scripts.append(session)

    def take_back(self) -> None:
        page, context = self.page, self.page.context
        del page.on, page.add_init_script  # those of the class come back
        for event, listener in self.listeners:
            with suppress(KeyError):  # the test has taken it off itself
                page.remove_listener(event, listener)
        if page.is_closed():
            context.close()
            return
        for session in self.scripts:
            session.detach()
        for other in context.pages:
            if other is not page:
                other.close()
        page.unroute_all(behavior="ignoreErrors")
        with suppress(Error):  # an empty page keeps nothing
            page.evaluate(_FORGET)
        context.clear_cookies()
        page.mouse.move(-1, -1)
        page.goto("about:blank")
        page.emulate_media(media="null", color_scheme="null", reduced_motion="null", forced_colors="null")
        page.set_viewport_size(SCREEN)


@dataclass
class SharedPages:
    """Pages that are opened once, by browser and by what their contexts are opened with."""

    _pages: dict[tuple[Browser, tuple[tuple[str, Any], ...]], Page] = field(default_factory=dict)

    @contextmanager
    def lent(self, browser: Browser, **options: Any) -> Iterator[Page]:
        """Give a page as good as new, and take back what was done to it.

        options: of its context, as Browser.new_context takes them.
        """
        key = (browser, tuple(sorted(options.items())))
        page = self._pages.get(key)
        if page is None or page.is_closed():
            page = self._pages[key] = browser.new_context(**options).new_page()
        done = _Done(page)
        try:
            yield page
        finally:
            done.take_back()
