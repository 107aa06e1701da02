"""Preset rows: what a kind of organisation may want to adopt, section by section. Rows of ``content/presets.yml``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pydantic

from policypack.content.conditions import Condition
from policypack.content.references import Reference
from policypack.content.rows import Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

KIND = "organisation.kind"
"""The question whose choices the presets are for."""


class Suggestion(Row):
    """An answer as the answers file would hold it; with `when`, for those alone of whom that holds."""

    answer: str | tuple[str, ...]
    when: Condition | None = None

    @pydantic.model_validator(mode="before")
    @classmethod
    def _short_form(cls, given: Any) -> Any:
        return given if isinstance(given, dict) else {"answer": given}


class SectionPreset(Row):
    """What is suggested in one section, by the rest of each question's qid, and why."""

    because: str
    suggests: dict[str, Suggestion]


class PresetRow(Row):
    """The suggestions for one kind of organisation: `id` is a choice of organisation.kind, `sections` go by id."""

    id: str
    sections: dict[str, SectionPreset]

    def more_references(self) -> Iterator[Reference]:
        """Yield the kind, the sections, and each question with the answers that are suggested."""
        yield Reference(("id",), "choice", self.id, KIND)
        for section, inner in self.sections.items():
            yield Reference(("sections", section), "section", section)
            for short, suggestion in inner.suggests.items():
                path, qid = ("sections", section, "suggests", short), f"{section}.{short}"
                yield Reference(path, "question", qid)
                answer = suggestion.answer
                for word in (answer,) if isinstance(answer, str) else answer:
                    yield Reference((*path, "answer"), "suggestion", word, qid)

    def because(self, section: str) -> str:
        """Return why this is suggested in a section (its id), in a sentence or two; "" where nothing is."""
        return self.sections[section].because if section in self.sections else ""

    def qids(self) -> Iterable[str]:
        """Yield the qid of each question that has a suggestion, section by section."""
        for section, inner in self.sections.items():
            yield from (f"{section}.{short}" for short in inner.suggests)

    def find(self, qid: str) -> Suggestion | None:
        """Return what is suggested as the answer to a question; None where nothing is."""
        section, _, short = qid.partition(".")
        return self.sections[section].suggests.get(short) if section in self.sections else None
