"""The view: what a template sees of an organisation, and nothing that its audience may not see (invariant 3).

Answers are reached by their ids (``people.lead.role``). What is not decided yet is None, and "none" is `Nothing`: both
are false, neither can be printed. An answer that the page's audience never sees raises an error; one that it sees
only where the organisation said so (a phone number) is None where it did not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policypack.answers.types.registry import type_of
from policypack.content.questions import NONE, sees
from policypack.facts.ways import where_said
from policypack.pages.chosen import Nothing, chosen
from policypack.text.escaping import isolated

if TYPE_CHECKING:
    from policypack.answers.model import Answers, Item
    from policypack.content.questions import Audience, Question


class HiddenAnswerError(Exception):
    """A template asked for an answer that its audience never sees. It is a fault in a template, not in the answers."""


class View:
    """The answers of one organisation as one audience sees them. `seen` collects the qids that were asked for."""

    def __init__(self, answers: Answers, audience: Audience, seen: set[str]) -> None:
        self.answers = answers
        self.audience = audience
        self.seen = seen
        self.named: set[tuple[str, str]] = set()
        """Who was named, each with the question whose answer chose them, "" where none did."""

    def sections(self) -> dict[str, SectionView]:
        """Return the sections by name, for a template's variables."""
        return {section.id: SectionView(self, section.id) for section in self.answers.catalogue.questions.sections}

    def value(self, question: Question, item: Item | None) -> Any:
        """Return an answer in the form that templates use."""
        self.seen.add(question.qid)
        if question.type == "group":
            return [ItemView(self, question, inner) for inner in self.answers.items(question.qid)]
        value = self.answers.get(question.qid, item)
        if not sees(self.audience, self.answers.visibility(question, item)):
            possible = (question.visibility, *(wider.to for wider in question.wider))
            if not any(sees(self.audience, visibility) for visibility in possible):
                raise HiddenAnswerError(f"{question.qid} is not for readers of {self.audience} pages")
            return None
        if isinstance(value, str) and value == NONE and question.none is not None:
            return Nothing(question.none_says)
        if type_of(question).in_own_words and isinstance(value, str):
            return isolated(value)
        if question.choices and isinstance(value, str | tuple):
            return chosen(question, value)
        if value is None or not question.choices_from:
            return value
        return self._chosen(question, value)

    def _chosen(self, question: Question, value: Any) -> Any:
        source = question.choices_from or ""
        catalogue = self.answers.catalogue
        if source.startswith("rules."):
            # A contradiction may come from any answer; the questions behind it are those of the rules' conditions.
            return self.answers.adopted_rules(question.qid)
        named = catalogue.questions.by_qid.get(source)
        if named is not None and named.type == "group":
            items = {item.name: item for item in self.answers.items(named.qid)}
            views = {name: ItemView(self, named, item, question.qid) for name, item in items.items()}
            self.seen.add(named.qid)
            return [views[name] for name in value] if isinstance(value, tuple) else views[str(value)]
        if source == "organisation.nations":
            source = "nations"
        rows: dict[str, Any] = getattr(catalogue, source)
        return [rows[row] for row in rows if row in value] if isinstance(value, tuple) else rows[str(value)]


class SectionView:
    """One section's answers, by the short ids of its questions."""

    def __init__(self, view: View, section: str) -> None:
        self._view = view
        self._section = section

    def __getattr__(self, name: str) -> Any:
        question = self._view.answers.catalogue.questions.by_qid.get(f"{self._section}.{name}")
        if question is None or name.startswith("_"):
            raise AttributeError(name)
        return self._view.value(question, None)


class ItemView:
    """One item's answers, by the short ids of its group's questions. chosen_by: the question whose answer it is."""

    def __init__(self, view: View, group: Question, item: Item, chosen_by: str = "") -> None:
        self._view = view
        self._group = group
        self._chosen_by = chosen_by
        self.item = item

    def note_named(self) -> None:
        """Note that a page names this item to its readers."""
        self._view.named.add((self._chosen_by, self.item.name))

    def __getattr__(self, name: str) -> Any:
        question = None if name.startswith("_") else self._group.by_id.get(name)
        if question is None:
            raise AttributeError(name)
        return self._view.value(question, self.item)

    def fact(self, name: str) -> bool | None:
        """Return a derived fact about this item, such as that an account is public."""
        return self._view.answers.scope(self.item, self._view.seen).fact(name)

    def way(self, name: str) -> Any:
        """Return how this place online is looked after: in a way of its own, or as all are.

        name: as `policypack.facts.ways.where_said` takes it.
        """
        qid, item = where_said(self._view.answers.scope(self.item, self._view.seen), name)
        return self._view.value(self._view.answers.catalogue.questions[qid], item)

    def own_way(self, name: str) -> Any:
        """Return the same where it is a way of this place's own, else None."""
        return self.way(name) if where_said(self._view.answers.scope(self.item), name)[1] is not None else None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ItemView) and self.item is other.item

    def __hash__(self) -> int:
        return hash(self.item.name)
