"""A browser without JavaScript: it opens a page, fills in the form that stands on it, and presses a button."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from unittest.mock import patch

import jinja2
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from policypack.base.workspace import Workspace
from policypack.browser import draft_page
from policypack.browser.app import make_app
from policypack.browser.built_pages import make_built_app
from policypack.browser.guard import Guard
from policypack.browser.run import Run
from policypack.content.catalogue import load_catalogue
from policypack.questionnaire.engine import Engine
from policypack.questionnaire.flow import Flow
from policypack.questionnaire.presets import load_presets
from tests.organisations import CHECKOUT

AUTHORITY = "127.0.0.1:4321"
BESIDE = "127.0.0.1:4322"
"""Where the pages are shown that were made."""
ORIGIN = f"http://{AUTHORITY}"
CATALOGUE = load_catalogue(Workspace.at(CHECKOUT))
PRESETS = load_presets(Workspace.at(CHECKOUT))
TODAY = date(2026, 11, 22)
MENU = ("/stop", "/undo")
"""Where the forms of the menu lead, which stands before the page."""
_EMPTY = {"input", "br", "img", "meta", "link", "hr"}


@dataclass
class Form:
    """A form as it stands on a page: where it goes, what would be sent, its buttons, and what can be ticked."""

    action: str
    method: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    buttons: list[dict[str, str]] = field(default_factory=list)
    inputs: list[dict[str, str]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[tuple[str, str]] = []
        self.texts: dict[str, list[str]] = {"h1": [], "title": [], "all": []}
        self._open: list[str] = []
        self._button: dict[str, str] | None = None
        self._area: dict[str, str] | None = None
        self._href: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in _EMPTY:
            self._open.append(tag)
        if tag == "form":
            self.forms.append(Form(given.get("action", ""), given.get("method", "get")))
        elif tag == "input" and "form" in self._open:
            self.forms[-1].inputs.append(given)
        elif tag == "textarea":
            self._area = {**given, "value": ""}
            self.forms[-1].inputs.append(self._area)
        elif tag == "button" and "form" in self._open:
            self._button = {**given, "text": ""}
            self.forms[-1].buttons.append(self._button)
        elif tag == "a":
            self._href = [given.get("href", ""), ""]

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass
        if tag == "a" and self._href:
            self.links.append((" ".join(self._href[1].split()), self._href[0]))
            self._href = None
        self._button = None if tag == "button" else self._button
        self._area = None if tag == "textarea" else self._area

    def handle_data(self, data: str) -> None:
        if self._button is not None:
            self._button["text"] += data
        if self._area is not None:
            self._area["value"] += data
        if self._href is not None:
            self._href[1] += data
        for tag in ("h1", "title"):
            if tag in self._open:
                self.texts[tag].append(data)
        self.texts["all"].append(data)


def main_form(html: str) -> Form:
    """Return the first form of a page that is not the menu's."""
    read = _Reader()
    read.feed(html)
    return next(form for form in read.forms if form.action not in MENU)


class Browser:
    """One window. `path` is where it is, `page` the text of the page, `main` its first form that is not the menu's.

    beside: a second window, in which the pages are shown that were made.
    """

    beside: Browser

    def __init__(self, app: Flask, guard: Guard) -> None:
        self.client: FlaskClient = app.test_client()
        self.guard = guard
        self.origin = guard.origin
        self.path = ""
        self.status = 0
        self.html = ""
        self.read = _Reader()

    def opens(self, path: str) -> Browser:
        return self._take(self.client.get(path, base_url=self.origin, follow_redirects=True))

    def follows(self, text: str) -> Browser:
        return self.opens(next(href for said, href in self.read.links if text in said))

    @property
    def form(self) -> Form:
        return next(form for form in self.read.forms if form.action not in MENU)

    def sends(self, button: str, answers: list[str] | None = None, form: Form | None = None, **others: Any) -> Browser:
        """Fill in a form and press the button with this text; answers: what is written, or the values of choices."""
        form = form or self.form
        pressed = next(one for one in form.buttons if button in one["text"])
        data: dict[str, Any] = {}
        for one in form.inputs:
            name, kind = one.get("name", ""), one.get("type", "text")
            if not name or kind == "file":
                continue
            if kind in ("radio", "checkbox"):
                given = answers if name == "answer" and answers is not None else None
                ticked = "checked" in one if given is None else one["value"] in given
                if ticked:
                    data.setdefault(name, []).append(one["value"])
            elif kind == "hidden" or answers is None or name != "answer":
                data.setdefault(name, []).append(one.get("value", ""))
            else:
                data.setdefault(name, []).extend(answers)
        data |= others
        if pressed.get("name"):
            data[pressed["name"]] = pressed.get("value", "")
        return self.posts(pressed.get("formaction") or form.action or self.path, data)

    def posts(self, path: str, data: dict[str, Any]) -> Browser:
        response = self.client.post(
            path, data=data, base_url=self.origin, headers={"Origin": self.origin}, follow_redirects=False
        )
        if response.status_code == 303:
            return self.opens(response.headers["Location"])
        return self._take(response, path)

    def _take(self, response: TestResponse, path: str | None = None) -> Browser:
        self.status = response.status_code
        self.path = path or response.request.full_path.rstrip("?")
        self.html = response.get_data(as_text=True)
        self.read = _Reader()
        self.read.feed(self.html)
        return self.opens("/building") if 'content="1; url=/building"' in self.html else self

    @property
    def heading(self) -> str:
        return " ".join("".join(self.read.texts["h1"]).split())

    @property
    def title(self) -> str:
        return " ".join("".join(self.read.texts["title"]).split())

    @property
    def text(self) -> str:
        return " ".join("".join(self.read.texts["all"]).split())


class Compiled(jinja2.BytecodeCache):
    """Keeps what is compiled from one window to the next: to compile its pages is most of opening one."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])  # which looks whether the source is the same

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


COMPILED = Compiled()


def window(folder: Path, quick: bool = False) -> Browser:
    """Open the questionnaire of a workspace in a window."""
    run = Run(Flow(Engine(Workspace.at(folder), CATALOGUE, TODAY), PRESETS, quick=quick, jumps=True))
    guard, built = Guard(AUTHORITY), Guard(BESIDE, "/site/", beside=True)
    with patch.object(draft_page, "_warm", lambda *_: None):  # nobody waits here for the first draft
        app = make_app(run, guard, built)
    app.jinja_env.bytecode_cache = COMPILED
    browser = Browser(app, guard)
    browser.beside = Browser(make_built_app(run.engine.workspace.root, built), built)
    return browser.opens(guard.address().removeprefix(ORIGIN))
