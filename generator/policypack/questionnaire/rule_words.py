"""Rule words: rules to choose from as the pages will say them, for whoever adopts them without having seen a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.content.questions import Choice

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policypack.answers.model import Answers


def in_page_words(options: Iterable[Choice], answers: Answers) -> tuple[Choice, ...]:
    """Return options with each rule as it will stand on a page for adults, with its reason; others stay as they are."""
    return tuple(Choice(value=one.value, label=_words(one, answers)) for one in options)


def _words(option: Choice, answers: Answers) -> str:
    rule = answers.catalogue.rules.get(option.value)
    worded = None if rule is None else rule.worded(answers.scope())
    says = None if worded is None else worded.says.get("adults")
    return option.label if says is None else f"{says.rule}. {says.why}"
