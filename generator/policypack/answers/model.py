"""Answers: what an organisation said, and what of it applies.

An answer to a question that is not asked (its `when` does not hold) is kept in the file and treated as not there.
A question without an answer is not decided yet (design: it is not "no", and not blank).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from policypack.base.nearest import nearest
from policypack.base.problems import one_problem
from policypack.content.questions import sees

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from policypack.answers.laid_down import LaidDown
    from policypack.answers.types.question_type import Value
    from policypack.content.catalogue import Catalogue
    from policypack.content.questions import Audience, Question
    from policypack.content.rules import Rule

    Fact = Callable[["Scope"], bool | None]
    """A derived fact: a predicate of the answers, seen from one item or from none; None while it cannot be known."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a repeating group.

    group: the group's qid. name: what the item is called. values: answers by the short id of their question.
    """

    group: str
    name: str
    values: Mapping[str, Value]
    put_off: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Answers:
    """All answers of one organisation.

    `values` holds answers by qid, `groups` the items of each answered group, `facts` what can be derived of them.
    laid_down: what bodies above say to questions, by qid; their settled answers stand in `values` (see laid_down.py).
    not_taken: the questions that a body has settled and the organisation answered otherwise.
    """

    catalogue: Catalogue
    today: date
    values: Mapping[str, Value]
    groups: Mapping[str, tuple[Item, ...]]
    facts: Mapping[str, Fact]
    put_off: frozenset[str] = frozenset()
    laid_down: Mapping[str, LaidDown] = field(default_factory=dict)
    not_taken: frozenset[str] = frozenset()
    # Not taken over by dataclasses.replace: what was found out hangs on every answer, and on the day.
    _asking: dict[tuple[str, int], bool | None] = field(default_factory=dict, init=False, repr=False, compare=False)
    _hanging: set[tuple[str, int]] = field(default_factory=set, init=False, repr=False, compare=False)

    def scope(self, item: Item | None = None, seen: set[str] | None = None) -> Scope:
        """Return the answers as seen from one item; the qid of every answer asked for is added to `seen`."""
        return Scope(self, item, seen)

    def asked(self, qid: str, item: Item | None = None) -> bool | None:
        """Say whether a question is asked; None while that hangs on an answer that is not decided yet.

        Raises ProblemsFoundError where it hangs on its own answer, as only own questions of a workspace can.
        """
        key = (qid, id(item))
        if key not in self._asking:
            if key in self._hanging:
                one_problem("content/questions", f"{qid}: whether it is asked hangs on its own answer; mend its `when`")
            self._hanging.add(key)
            question = self.catalogue.questions[qid]
            group = qid.rpartition(".")[0]
            outer = True if "." not in group else self.asked(group)
            own = True if question.when is None else question.when.holds(self.scope(item))
            self._asking[key] = own if outer else outer
        return self._asking[key]

    def get(self, qid: str, item: Item | None = None) -> Value | None:
        """Return an answer, or None where the question is not asked or not decided yet."""
        if not self.asked(qid, item):
            return None
        group, _, inner = qid.rpartition(".")
        if item is not None and item.group == group:
            return item.values.get(inner)
        return self.values.get(qid)

    def items(self, group: str) -> tuple[Item, ...]:
        """Return the items of a group; none where the group is not asked or not answered."""
        return self.groups.get(group, ()) if self.asked(group) else ()

    def is_open(self, qid: str, item: Item | None = None) -> bool:
        """Say whether a question is asked and has no answer."""
        question = self.catalogue.questions[qid]
        if question.type == "group":
            return bool(self.asked(qid)) and len(self.groups.get(qid, ())) < max(
                question.fewest, qid not in self.groups
            )
        if self._has(qid, item):
            return False  # whether it is asked makes no difference then, and takes long to find out for many items
        return bool(self.asked(qid, item))

    def _has(self, qid: str, item: Item | None) -> bool:
        group, _, inner = qid.rpartition(".")
        return inner in item.values if item is not None and item.group == group else qid in self.values

    def visibility(self, question: Question, item: Item | None) -> Audience:
        """Return the widest audience that may see an answer (invariant 3)."""
        widest = question.visibility
        for wider in question.wider:
            if sees(widest, wider.to) and wider.when.holds(self.scope(item)):
                widest = wider.to
        return widest

    def adopted_rules(self, qid: str) -> list[Rule]:
        """Return the rules that a question adopted, in the order of the shipped data, in words that the answers allow.

        One that an answer contradicts has its weaker words, or is left out.
        """
        chosen = self.get(qid)
        adopted = [r for r in self.catalogue.rules.values() if isinstance(chosen, tuple) and r.id in chosen]
        worded = (rule.worded(self.scope()) for rule in adopted)
        return [rule for rule in worded if rule is not None]

    def contradicted_rules(self) -> Iterator[tuple[Rule, str]]:
        """Yield each adopted rule that another answer contradicts, with the qid that adopted it."""
        for question in self.catalogue.questions:
            chosen = self.get(question.qid) if (question.choices_from or "").startswith("rules.") else None
            for rule_id in chosen if isinstance(chosen, tuple) else ():
                rule = self.catalogue.rules[rule_id]
                if rule.is_contradicted(self.scope()):
                    yield rule, question.qid


@dataclass(frozen=True, slots=True)
class Scope:
    """The answers as seen from one item, or from none. It is what conditions and facts are asked of."""

    answers: Answers
    item: Item | None = None
    seen: set[str] | None = None

    @property
    def catalogue(self) -> Catalogue:
        """What the product knows."""
        return self.answers.catalogue

    @property
    def today(self) -> date:
        """The only clock."""
        return self.answers.today

    def items(self, group: str) -> tuple[Item, ...]:
        """Return the items of a group."""
        self._note(group)
        for question in self.catalogue.questions[group].questions:
            self._note(question.qid)
        return self.answers.items(group)

    def words_of(self, question: str) -> tuple[str, ...] | None:
        """Return an answer as words, as they stand in the answers file; None while it is not decided.

        Asked of a group's question without an item, it gives the words of all items together.
        """
        self._note(question)
        group = question.rpartition(".")[0]
        if group in self.catalogue.questions.by_qid and (self.item is None or self.item.group != group):
            found = [words for item in self.answers.items(group) if (words := self._words(question, item)) is not None]
            return tuple(word for words in found for word in words) if found else None
        return self._words(question, self.item)

    def value_of(self, question: str) -> Value | None:
        """Return an answer as it was read (a date, weekly times); None while it is not decided."""
        self._note(question)
        return self.answers.get(question, self.item)

    def person(self, question: str) -> Item | None:
        """Return the person whom a question chose; None where there is none or it is not decided yet."""
        name = self.words_of(question)
        if not name:
            return None
        return next((person for person in self.items("people.team") if person.name == name[0]), None)

    def fact(self, name: str) -> bool | None:
        """Return a derived fact. Raises LookupError for a name that no fact has, as a template may give one."""
        found = self.answers.facts.get(name)
        if found is None:
            raise LookupError(f"no fact is called {name}{nearest(name, self.answers.facts)}")
        return found(self)

    def _words(self, question: str, item: Item | None) -> tuple[str, ...] | None:
        value = self.answers.get(question, item)
        if value is None:
            return None
        if isinstance(value, tuple):
            return value
        if isinstance(value, bool):
            return ("yes" if value else "no",)
        return (str(value),)

    def _note(self, qid: str) -> None:
        if self.seen is not None:
            self.seen.add(qid)
