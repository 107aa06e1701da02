"""Why a sentence differs: an answer, our wording, a fact of the world, an own template, the day, or an approval.

The way from an earlier day to today is gone in steps: first with what this version knows and the answers of then, then
with the day of today, then with today's answers, then with today's approval. A sentence came, or went, in the step from
which on it stays so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from policypack.content.version_notes import reasons_since
from policypack.pack.printed_facts import printed_facts
from policypack.pages.differences import PageDifference, Why, differences
from policypack.pages.page_words import content_code, own_code, words_of
from policypack.text.sentences import sentences

if TYPE_CHECKING:
    from policypack.content.known_facts import KnownFact
    from policypack.pack.pack import Pack
    from policypack.pages.differences import Change, Reason
    from policypack.pages.moments import Moment
    from policypack.pages.rendering import Rendering

_TOKEN = re.compile(r"[\w.+-]+@[\w.-]+|\d(?:[ \u00a0]?\d){2,}|(?:[\w-]+\.)+[a-z]{2,}")
"""What tells one fact from another in a sentence: an email address, a number, a web address."""


def changes_from(moment: Moment, renderer: Rendering) -> list[PageDifference]:
    """Return every sentence in which the pages of today differ from those of an earlier day, each with its reason."""
    before = moment.words
    after = words_of(renderer, moment.markdown_of(renderer), before)
    found = differences(before, after)
    return _Reasons(moment, renderer).given(found) if found else []


@dataclass(frozen=True, slots=True)
class _AnsweredAnew:
    """A question whose answer differs, with the words of the answer on one side alone."""

    qid: str
    prompt: str
    old: tuple[str, ...]
    new: tuple[str, ...]

    def stands_in(self, change: Change) -> bool:
        """Say whether a sentence has the words of the answer."""
        return any(word in change.old for word in self.old) or any(word in change.new for word in self.new)


class _Reasons:
    """Finds out in which step a sentence came or went. Only pages that differ are made anew, and only where need be."""

    def __init__(self, moment: Moment, renderer: Rendering) -> None:
        self._moment = moment
        self._renderer = renderer
        self._now = renderer.pack
        self._pages = renderer.by_id()
        self._said: dict[tuple[int, str], frozenset[str] | None] = {}

    def given(self, found: list[PageDifference]) -> list[PageDifference]:
        return [replace(page, changes=tuple(self._with_reason(page, one) for one in page.changes)) for page in found]

    def _with_reason(self, page: PageDifference, change: Change) -> Change:
        reason: Reason = "answer"
        for step, (name, _) in enumerate(self._steps):
            # What is so after this step and all those that follow, and was not before, came of this one.
            if all(self._as_today(page, change, later) for later in range(step, len(self._steps))):
                reason = name
                break
        return replace(change, why=self._in_words(reason, page, change))

    def _as_today(self, page: PageDifference, change: Change, step: int) -> bool:
        said = self._sentences(step, page.page)
        came = not change.new or (said is not None and change.new in said)
        went = not change.old or said is None or change.old not in said
        return came and went

    @cached_property
    def _steps(self) -> list[tuple[Reason, Rendering]]:
        """The steps that changed anything, each with the pages after it."""
        moment, now = self._moment, self._now
        steps: list[tuple[Reason, Pack]] = []
        then = replace(now, approval=moment.approval) if moment.kind == "build" else now
        if moment.answers is not None:
            ours, own = moment.content != content_code(), moment.own != own_code(now.workspace)
            if ours or own:
                steps.append(("words" if ours else "own words", replace(then, answers=moment.answers)))
            if moment.day != now.today:
                steps.append(("day", replace(then, answers=replace(moment.answers, today=now.today))))
        steps.append(("answer", then))
        if then.approval is not now.approval:
            steps.append(("agreement", now))
        return [(name, self._renderer if pack is now else self._renderer.of(pack)) for name, pack in steps]

    def _sentences(self, step: int, page_id: str) -> frozenset[str] | None:
        key = (step, page_id)
        if key not in self._said:
            renderer = self._steps[step][1]
            page = next((page for page in renderer.pack.pages if page.id == page_id), None)
            if page is None:
                self._said[key] = None
            else:
                rendered = renderer.page(page)
                source = rendered.says if self._moment.kind == "approval" else rendered.markdown
                self._said[key] = frozenset(sentences(source))
        return self._said[key]

    def _in_words(self, reason: Reason, page: PageDifference, change: Change) -> Why:
        if reason == "answer":
            return Why(reason, "; ".join(self._questions_of(page.page, change)))
        if reason == "words" and (fact := self._fact_in(change)) is not None:
            source = next(iter(fact.sources), None)
            return Why("fact", fact.what, f"{source.named}, {source.url}" if source and source.url else "")
        if reason == "words":
            return Why(reason, " ".join(self._our_reasons.get(page.page, ())))
        return Why(reason)

    @cached_property
    def _our_reasons(self) -> dict[str, tuple[str, ...]]:
        return reasons_since(self._now.workspace, self._moment.policypack, self._now.answers.scope())

    def _questions_of(self, page_id: str, change: Change) -> list[str]:
        """Return the questions answered anew: those whose answers a sentence has, else all that a page asks for."""
        rendered = self._pages.get(page_id)
        asked = [one for one in self._changed if rendered is None or one.qid in rendered.seen]
        stated = [one for one in asked if one.stands_in(change)]
        return list(dict.fromkeys(one.prompt for one in stated or asked))

    @cached_property
    def _changed(self) -> list[_AnsweredAnew]:
        """The questions whose answers differ."""
        before, now = self._moment.answers, self._now.answers
        if before is None:
            return []
        found = []
        for question in now.catalogue.questions:
            was, words = (answers.scope().words_of(question.qid) or () for answers in (before, now))
            if question.type != "group" and was != words:
                old, new = (
                    tuple(word for word in one if word not in other) for one, other in ((was, words), (words, was))
                )
                found.append(_AnsweredAnew(question.qid, question.prompt, old, new))
        return found

    @cached_property
    def _facts(self) -> list[tuple[frozenset[str], KnownFact]]:
        return [(frozenset(_TOKEN.findall(f"{fact.what} {fact.says}")), fact) for fact in printed_facts(self._now)]

    def _fact_in(self, change: Change) -> KnownFact | None:
        """Return the fact of the world that a new sentence states in other figures or addresses than the old one."""
        if not (change.old and change.new):
            return None
        stated = set(_TOKEN.findall(change.new)) - set(_TOKEN.findall(change.old))
        return next((fact for tokens, fact in self._facts if tokens & stated), None)
