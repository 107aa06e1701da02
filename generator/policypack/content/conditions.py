"""Conditions: when a question is asked, a page is there, a rule holds or a finding is raised.

Six fixed words (is, is_not, includes, all, any, not) and the names of derived facts; never an expression language.
An answer that is not decided yet makes a condition neither true nor false, so that nothing follows from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Protocol

import pydantic

from policypack.content.references import Names, Reference
from policypack.content.rows import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

Words = str | tuple[str, ...]


class Known(Protocol):
    """What a condition is asked of: the answers, and the facts derived from them."""

    def words_of(self, question: str) -> tuple[str, ...] | None:
        """Return the answer as words, as they stand in the answers file; None while it is not decided."""

    def fact(self, name: str) -> bool | None:
        """Return a derived fact; None while it cannot be known."""


class Condition(Row):
    """One condition. Exactly one form: a question with is, is_not or includes; a fact; all, any or not."""

    question: Annotated[str | None, Names("question")] = None
    is_: Words | None = pydantic.Field(default=None, alias="is")
    is_not: Words | None = None
    includes: str | None = None
    fact: Annotated[str | None, Names("fact")] = None
    all: tuple[Condition, ...] | None = None
    any: tuple[Condition, ...] | None = None
    not_: Condition | None = pydantic.Field(default=None, alias="not")

    @pydantic.model_validator(mode="after")
    def _one_form(self) -> Condition:
        forms = [f for f in (self.question, self.fact, self.all, self.any, self.not_) if f is not None]
        if len(forms) != 1:
            raise ValueError("one of question, fact, all, any and not is wanted")
        tests = [t for t in (self.is_, self.is_not, self.includes) if t is not None]
        if len(tests) != (1 if self.question is not None else 0):
            raise ValueError("a question takes one of is, is_not and includes; nothing else takes any")
        return self

    def holds(self, known: Known) -> bool | None:
        """Say whether the condition holds: True, False, or None while it is not decided."""
        if self.all is not None:
            return _all(part.holds(known) for part in self.all)
        if self.any is not None:
            return _negated(_all(_negated(part.holds(known)) for part in self.any))
        if self.not_ is not None:
            return _negated(self.not_.holds(known))
        if self.fact is not None:
            return known.fact(self.fact)
        return self._asked_of(known.words_of(self.question or ""))

    def _asked_of(self, words: tuple[str, ...] | None) -> bool | None:
        if words is None:
            return None
        if self.includes is not None:
            return self.includes in words
        if self.is_ is not None:
            return len(words) == 1 and words[0] in _listed(self.is_)
        return not (len(words) == 1 and words[0] in _listed(self.is_not or ()))

    def more_references(self) -> Iterator[Reference]:
        """Yield the choices that are asked for."""
        for key, said in (("is", self.is_), ("is_not", self.is_not), ("includes", self.includes)):
            for word in _listed(said or ()):
                yield Reference((key,), "choice", word, self.question or "")

    def parts(self) -> Iterator[Condition]:
        """Yield this condition and every one inside it, for checks of the shipped data."""
        yield self
        for part in (*(self.all or ()), *(self.any or ()), *((self.not_,) if self.not_ else ())):
            yield from part.parts()


def _listed(words: Words) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else words


def _negated(value: bool | None) -> bool | None:
    return None if value is None else not value


def _all(values: Iterator[bool | None]) -> bool | None:
    seen = list(values)
    if False in seen:
        return False
    return None if None in seen else True
