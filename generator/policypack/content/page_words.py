"""Page words: what pages say of a choice that somebody made. They stand beside its value and its label.

``says: {reply: You can expect an answer within a day.}`` gives the choice its words for the place that templates call
`reply`. All choices of a question have words for the same places, the answer "none" among them (``none_says``), so that
a new choice cannot be forgotten on a page. Where pages deliberately say nothing, the words are empty: ``""``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policypack.base.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policypack.content.questions import Question, Section
    from policypack.files.yaml_nodes import Node

IN_BRACES = re.compile(r"\{([^{}]*)\}")

NAMES = {
    "org": "the organisation",
}
"""What words may name in braces. Every template has the first; it gives the others where it prints the words."""


def missing_words(section: Section, node: Node, name: str) -> Iterator[Problem]:
    """Yield what the page words of a section's choices lack, each with the line of its choice.

    node: the section's file as it was read. name: what messages call the file.
    """
    for place, question in enumerate(section.questions):
        yield from _missing_in(question, f"{section.id}.{question.id}", ("questions", place), node, name)
        for inside, inner in enumerate(question.questions):
            path = ("questions", place, "questions", inside)
            yield from _missing_in(inner, f"{section.id}.{question.id}.{inner.id}", path, node, name)


def _missing_in(question: Question, qid: str, path: tuple[str | int, ...], node: Node, name: str) -> Iterator[Problem]:
    said = [(choice.value, choice.says, (*path, "choices", i)) for i, choice in enumerate(question.choices)]
    if question.none is not None or question.none_says:
        said.append(("none", question.none_says, (*path, "none")))
    places = {place: choice for choice, says, _ in reversed(said) for place in says}
    for choice, says, where in said:
        line = node.line_of(where)
        for place in sorted(places.keys() - says.keys()):
            wanted = f'page words for `{place}` are wanted, as {places[place]} has them; "" where pages say nothing'
            yield Problem(name, line, f"{qid}.{choice}", None, wanted)
        for unknown in sorted({word for words in says.values() for word in IN_BRACES.findall(words)} - NAMES.keys()):
            wanted = f"one of {', '.join(NAMES)} is wanted in braces"
            yield Problem(name, line, f"{qid}.{choice}", f"{{{unknown}}}", wanted)
