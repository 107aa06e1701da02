"""What is done to a page's HTML around the theme, and which files of the theme are published."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from policypack.content.synonyms import Typed
from policypack.publish.build import Built, build_all
from policypack.publish.embed import EMBED
from policypack.publish.page_html import (
    is_needed,
    with_breaks_in_addresses,
    with_content_policy,
    with_framed_tables,
    with_tick_boxes,
    without_source_map,
)
from policypack.publish.phone_file import PHONE_FILE
from policypack.publish.search_index import search_index
from policypack.text.page_sections import Section
from tests.hardening.rounds import SOAK
from tests.organisations import ORGANISATIONS, workspace_of
from tests.publish.test_build import TODAY

PAGE = '<html><head>\n<meta charset="utf-8">\n</head><body><script>frame()</script>{text}</body></html>'


def policy_of(html: str) -> dict[str, list[str]]:
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)
    assert found is not None
    return {name: values for name, *values in (part.split() for part in found.group(1).split(";"))}


def test_the_policy_allows_the_site_alone_and_the_frames_script_by_its_hash() -> None:
    policy = policy_of(with_content_policy(PAGE.format(text="<p>Text</p>"), "<p>Text</p>"))
    digest = base64.b64encode(hashlib.sha256(b"frame()").digest()).decode()
    assert policy["default-src"] == policy["base-uri"] == policy["form-action"] == ["'none'"]
    assert policy["script-src"] == ["'self'", f"'sha256-{digest}'"]
    assert policy["style-src"] == ["'self'"]
    assert not any("unsafe" in value or "http" in value or "*" in value for part in policy.values() for value in part)


def test_a_script_in_the_text_of_a_page_is_not_allowed() -> None:
    text = "<p>Text</p><script>alert(1)</script>"
    assert len(policy_of(with_content_policy(PAGE.format(text=text), text))["script-src"]) == 2


def test_the_policy_stands_before_anything_that_a_page_loads() -> None:
    html = with_content_policy(PAGE.format(text=""))
    assert html.index("Content-Security-Policy") < html.index("<script")
    assert html.index("charset") < html.index("Content-Security-Policy")


def test_every_table_of_a_text_scrolls_in_a_frame_of_its_own() -> None:
    framed = with_framed_tables("<p>a</p><table>\n<tr></tr>\n</table><p>b</p><table><tr></tr></table>")
    assert framed.count('<div class="md-typeset__scrollwrap"><div class="md-typeset__table"><table>') == 2
    assert framed.count("</table></div></div>") == 2


def test_only_an_item_that_begins_with_a_box_is_marked_as_one_to_tick() -> None:
    html = "<ul><li>☐ Yes</li><li>\n<p>☐ Loose</p></li><li>Not ☐ here</li></ul>"
    marked = with_tick_boxes(html)
    assert marked.count('<li class="pp-tick">') == 2
    assert "<li>Not ☐ here" in marked


@pytest.mark.parametrize(
    ("path", "needed"),
    [
        ("assets/javascripts/bundle.1.min.js", False),
        ("assets/javascripts/lunr/min/lunr.de.min.js", False),
        ("assets/stylesheets/main.1.min.css.map", False),
        ("assets/images/favicon.png", False),
        ("assets/stylesheets/main.1.min.css", True),
        ("assets/policypack.js", True),
    ],
)
def test_what_no_page_asks_for_is_not_published(path: str, needed: bool) -> None:
    assert is_needed(path) is needed


@pytest.mark.parametrize("end", ["\n/*# sourceMappingURL=main.css.map */\n", "\n//# sourceMappingURL=bundle.js.map"])
def test_no_published_file_names_a_source_map(end: str) -> None:
    assert without_source_map("a{b:c}" + end) == "a{b:c}\n"


def test_the_index_holds_the_title_of_each_sections_page_and_what_readers_type_who_mean_it() -> None:
    help_page = [Section("", "Who can help", "Call & ask"), Section("bsl", "BSL <3", "Sign"), Section("b", "", "x")]
    script = search_index(
        {"help.html": ("Help", help_page), "fees.html": ("Fees", [Section("", "", "30 pounds")])},
        {"help.html": Typed(("scared", "sad"), ())},
    )
    assert script == (
        'globalThis.policypackIndex = [{"at":"help.html","page":"Who can help","heading":"","text":"Call & ask",'
        '"first":"scared; sad"},'
        '{"at":"help.html#bsl","page":"Who can help","heading":"BSL <3","text":"Sign"},'
        '{"at":"help.html#b","page":"Who can help","heading":"Help","text":"x"},'
        '{"at":"fees.html","page":"Fees","heading":"","text":"30 pounds"}]\n'
    )


class Attributes(HTMLParser):
    """Collects what a strict policy would block: style attributes, handlers, and scripts or styles in the page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name for name, _ in attrs}
        self.found += [f"{tag} {name}" for name in names if name == "style" or name.startswith("on")]
        if tag == "style":
            self.found.append(tag)


@pytest.mark.parametrize("organisation", ORGANISATIONS if SOAK else ["angling-club", "gaming-charity", "swimming-club"])
def test_every_page_carries_the_policy_and_nothing_that_it_blocks(
    organisation: str, built_of: Callable[[str], Built]
) -> None:
    keep_to_the_policy(built_of(organisation))


def test_an_own_page_with_a_table_carries_the_policy_and_nothing_that_it_blocks(tmp_path: Path) -> None:
    folder = workspace_of("swimming-club", tmp_path)
    own = folder / "site_config" / "pages" / "public" / "fees.md"
    own.parent.mkdir(parents=True)
    own.write_text("# Fees\n\n| What | Pounds |\n|:--|--:|\n| Term | 30 |\n", encoding="utf-8")
    built = build_all(folder, TODAY)
    keep_to_the_policy(built)
    assert "<td" in (built.folders["site"] / "fees.html").read_text(encoding="utf-8")


def keep_to_the_policy(built: Built) -> None:
    for name in ("site", "staff"):
        # Complete in themselves, with a policy and a test of their own.
        apart = {built.folders[name] / PHONE_FILE, built.folders[name] / EMBED}
        pages = [file for file in built.folders[name].rglob("*.html") if file not in apart]
        assert built.folders[name] / "404.html" in pages
        for page in pages:
            html = page.read_text(encoding="utf-8")
            finds_its_folder = page.name == "404.html"  # by a script of its own, which no other page has
            asks_for_the_font = name == "site" and not finds_its_folder
            assert len(policy_of(html)["script-src"]) == 2 + finds_its_folder + asks_for_the_font, page
            reader = Attributes()
            reader.feed(html)
            assert not reader.found, page
        assert not [file for file in built.folders[name].rglob("*") if file.suffix == ".map" or "lunr" in file.name]
        assert not [file for file in built.folders[name].rglob("*.css") if "sourceMappingURL" in file.read_text()]


def test_an_email_address_may_break_after_its_sign_and_its_link_stays_whole() -> None:
    html = '<p>Write to <a href="mailto:a@b.example">a@b.example</a>, not to @us.</p>'
    assert with_breaks_in_addresses(html) == html.replace(">a@b", ">a@<wbr>b")
