"""A page that tests use one after the other is as good as new for each."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.browser.pages import SCREEN, SharedPages
from tests.browser.served import Site

_STATE = """() => [localStorage.length, matchMedia("(prefers-color-scheme: dark)").matches, matchMedia("print").matches,
  typeof globalThis.left, innerWidth]"""


def test_what_a_test_did_to_a_page_is_taken_back(browser: Browser, shared_pages: SharedPages, example: Site) -> None:
    address = f"{example.address}index.html"
    asked: list[str] = []
    with shared_pages.lent(browser) as page:
        page.on("request", lambda request: asked.append(request.url))
        page.add_init_script("globalThis.left = 1")
        page.route("**/index.html", lambda route: route.fulfill(body="<p>Other words</p>", content_type="text/html"))
        page.emulate_media(color_scheme="dark")
        page.set_viewport_size({"width": 360, "height": 740})
        page.goto(address)
        page.evaluate("localStorage.setItem('policypack-colours', 'slate')")
        page.emulate_media(media="print")
        page.context.new_page()
        assert page.evaluate(_STATE) == [1, True, True, "number", 360]
        assert page.locator("p").inner_text() == "Other words"
    assert asked
    asked.clear()
    with shared_pages.lent(browser) as again:
        assert again is page
        again.goto(address)
        assert again.evaluate(_STATE) == [0, False, False, "undefined", SCREEN["width"]]
        assert again.locator("h1").count() == 1
        assert again.context.pages == [again]
    assert asked == []
    with shared_pages.lent(browser) as closed:
        closed.close()
    with shared_pages.lent(browser) as new:
        new.goto(address)
        assert new is not closed
