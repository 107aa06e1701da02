"""Presets: what a kind of organisation may want to adopt, as data.

Suggestions are shown and confirmed, never filled in silently (invariant 2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.answers.options import options_for
from policypack.answers.types.registry import type_of
from policypack.content.preset_rows import PresetRow
from policypack.content.rows import load_rows

if TYPE_CHECKING:
    from policypack.answers.document import Raw
    from policypack.answers.model import Answers, Item
    from policypack.base.workspace import Workspace


class Preset(PresetRow):
    """The suggestions for one kind of organisation."""

    def suggested(self, qid: str) -> Raw | None:
        """Return what is suggested as the answer to a question, in a group or not; None where nothing is."""
        found = self.find(qid)
        return None if found is None else _raw(found.answer)

    def suggested_for(self, qid: str, answers: Answers, item: Item | None = None) -> Raw | None:
        """Return what is suggested to an organisation that answered this much; None where nothing is.

        item: the item that the question is asked about, or None.
        What is not offered to it, and each rule that its answers contradict, are left out.
        """
        found = self.find(qid)
        scope = answers.scope(item)
        if found is None or (found.when is not None and not found.when.holds(scope)):
            return None
        question = answers.catalogue.questions[qid]
        if not type_of(question).is_choice:
            return _raw(found.answer)
        offered = {choice.value for choice in options_for(question, answers, item)}
        if (question.choices_from or "").startswith("rules."):
            rules = answers.catalogue.rules
            against = {value: rules[value].contradicted_by for value in offered}
            offered -= {value for value, condition in against.items() if condition and condition.holds(scope)}
        if isinstance(found.answer, str):
            return found.answer if found.answer in offered else None
        return [value for value in found.answer if value in offered] or None


def load_presets(workspace: Workspace) -> dict[str, Preset]:
    """Load ``content/presets.yml``, by kind. Raises ProblemsFoundError as load_rows does."""
    return {row.id: row for row in load_rows(workspace, "presets.yml", Preset)}


def _raw(answer: str | tuple[str, ...]) -> Raw:
    return answer if isinstance(answer, str) else list(answer)
