"""Walk through the questionnaire in a browser as an organisation whose answers are known, page by page."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol
from urllib.parse import parse_qs

from policypack.answers.document import Raw
from policypack.base.workspace import Workspace
from policypack.browser.fields import LATER
from policypack.content.questions import NONE, NOT_DECIDED
from policypack.questionnaire.asked import ADD, Key
from policypack.questionnaire.asked_again import asked_again
from policypack.questionnaire.engine import Engine
from policypack.questionnaire.looking_up import NOT_NOW
from tests.given import given
from tests.questionnaire.forms import CATALOGUE, TODAY, Form


class Window(Protocol):
    """What a walk needs of a browser, a real one or none: what stands on the page, a button and a link to press."""

    @property
    def path(self) -> str: ...
    @property
    def heading(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def form(self) -> Form: ...
    def sends(self, button: str, answers: list[str] | None = None, **others: Any) -> object: ...
    def follows(self, text: str) -> object: ...


class Walk:
    """Fills in each page as it stands, and counts the pages that wait for an answer."""

    def __init__(self, browser: Window, folder: Path, source: Engine) -> None:
        self.browser, self._folder, self._source = browser, folder, source
        self.pages: list[str] = []

    def all(self) -> Walk:
        """Go on until the end."""
        while not self.browser.path.startswith("/end"):
            self.one()
        return self

    def one(self) -> None:
        """Fill in one page, and go on."""
        browser = self.browser
        if browser.path.startswith("/news"):
            browser.follows("Go on with the questions")
            return
        self.pages.append(browser.path)
        assert len(self.pages) < 120, self.pages[-5:]
        before = browser.path
        if browser.path.startswith("/screen/"):
            self._screen()
        else:
            self._alone()
        assert not browser.title.startswith("Error"), browser.text
        if browser.heading == "Is that right?":
            self.pages.append("times")
            browser.sends("Yes, that is right")
        assert browser.path != before, browser.text

    def _now(self) -> Engine:
        return Engine(Workspace.at(self._folder), CATALOGUE, TODAY)

    def _raw(self, qid: str, item: str) -> Raw | None:
        asked = asked_again(self._now().answers, Key(qid, item))
        if asked is not None:
            return given(asked, self._source, self._now())
        group, _, short = qid.rpartition(".")  # it hangs on another answer of the same page
        if not item:
            return self._source.document.raw(qid) if self._source.answers.asked(qid) else None
        return self._source.document.raw(group, self._source.document.index_of(group, item), short)

    def _screen(self) -> None:
        browser, now = self.browser, self._now()
        if "None of them yet" in [one["text"].strip() for one in browser.form.buttons] and self._checks():
            return
        data: dict[str, Any] = {}
        wanted: dict[str, list[dict[str, str]]] = {}
        more = False
        for one in browser.form.inputs:
            kind, _, name = one.get("name", "").partition(":")
            if kind in ("answer", "none"):
                wanted.setdefault(name, []).append(one)
        for name, inputs in wanted.items():
            qid, _, tail = name.partition("|")
            question = CATALOGUE.questions[qid]
            if question.type == "group":
                has = len(self._source.answers.groups.get(qid, ()))
                data[f"none:{name}"] = NONE if not has else ADD if inputs[0]["type"] == "radio" else ""
                continue
            raw = self._row(qid, tail) if tail.isdigit() or self._is_new(qid, tail) else self._raw(qid, tail)
            if raw is None or raw == NOT_DECIDED:
                continue
            is_none = raw == NONE and any(one.get("id", "").startswith("none:") for one in inputs)
            data[f"none:{name}" if is_none else f"answer:{name}"] = raw
        group = self._group(browser.path)
        if group:
            rows = {name.partition("|")[2] for name in wanted if name.partition("|")[2].isdigit()}
            has = len(now.answers.items(group)) + max(1, len(rows)) * (self._is_new_page())
            more = has < len(self._source.answers.groups[group])
        another = [one for one in browser.form.buttons if "add another" in one["text"]]
        browser.sends("add another" if more and another else "Save", **{k: v for k, v in data.items() if v != ""})

    def _checks(self) -> bool:
        """Answer a screen of checks with one button where one will do."""
        items = self._source.answers.groups["online.accounts"]
        days = [{str(item.values[check]) for item in items} for check in ("risk_assessed_on", "settings_checked_on")]
        if all(one == {NONE} for one in days):
            self.browser.sends("None of them yet")
            return True
        buttons = [one["text"].strip() for one in self.browser.form.buttons]
        if any(len(one) > 1 for one in days) and "On other days for each" in buttons:
            self.browser.sends("On other days for each")
        return False

    def _group(self, path: str) -> str:
        owner = path.partition("?")[0].removeprefix("/screen/").rpartition(".")[0]
        return owner if owner in CATALOGUE.questions.by_qid else ""

    def _is_new_page(self) -> bool:
        return "item=" not in self.browser.path

    def _is_new(self, qid: str, tail: str) -> bool:
        return not tail and qid.rpartition(".")[0] in CATALOGUE.questions.by_qid

    def _row(self, qid: str, tail: str) -> Raw | None:
        group, _, short = qid.rpartition(".")
        items = self._source.answers.groups.get(group, ())
        index = len(self._now().answers.items(group)) + (int(tail) if tail else 0)
        if index >= len(items):
            return None
        if short == CATALOGUE.questions[group].label:
            return items[index].name
        return self._source.document.raw(group, index, short)

    def _alone(self) -> None:
        browser = self.browser
        qid = browser.path.partition("?")[0].rpartition("/")[2]
        question = CATALOGUE.questions[qid]
        if question.type == "group":
            asked = asked_again(self._now().answers, Key(qid, gate=True))
            assert asked is not None
            said = str(given(asked, self._source, self._now()))
            if said == NOT_DECIDED:
                browser.sends(LATER if question.looked_up_at is None else NOT_NOW)
            else:
                browser.sends("Save and go on", [said])
            return
        item = parse_qs(browser.path.partition("?")[2]).get("item", [""])[0]
        raw = self._raw(qid, item)
        assert raw is not None
        if raw == NOT_DECIDED:
            browser.sends(LATER)
        elif question.type == "image" and raw != NONE:
            with (self._folder / "site_config" / str(raw)).open("rb") as file:
                browser.sends("Save and go on", file=(file, str(raw)))
        elif question.type not in ("yes/no", "choice", "choices") and raw == NONE:
            browser.sends("Save and go on", [""], none=NONE)
        else:
            browser.sends("Save and go on", [raw] if isinstance(raw, str) else raw)
