"""Page words: what pages say of a choice that somebody made. They stand beside its value and its label.

``says: {reply: You can expect an answer within a day.}`` gives the choice its words for the place that templates call
`reply`. All choices of a question have words for the same places, the answer "none" among them (``none_says``), so that
a new choice cannot be forgotten on a page. Where pages deliberately say nothing, the words are empty: ``""``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from policypack.base.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policypack.files.yaml_nodes import Node

IN_BRACES = re.compile(r"\{([^{}]*)\}")

NAMES = {
    "org": "the organisation, as all templates call it",
    "orgs": "the same with 's",
    "parent_body": "the body that the organisation belongs to",
    "policy": "the safeguarding policy, as a link where it has an address",
    "in_charge": "whom volunteers ask",
    "child": "the child who is asked, as the page calls its reader",
    "parent": "the parent or carer who is asked, likewise",
    "older": "the young person who is asked in place of a parent, likewise",
    "written": "what can be written in a place online",
    "link": "where a link in the words leads",
    "place": "what somebody joins: the one place online, or one of them",
    "places": "the places that take private messages",
    "when": "at which times a child can talk to a counsellor, as a sentence",
    "close": "how others are kept from writing: the comments are closed, or the chat is locked",
    "where": "what somebody has to leave: a forum, or a chat or group",
}
"""What words may name in braces. Every template has `org`; it gives the others where it prints the words."""


Said = tuple[str, Mapping[str, str], tuple[str | int, ...]]
"""A choice of a question, its page words by their places, and where it stands in its file."""


def missing_words(qid: str, choices: Sequence[Said], node: Node, name: str) -> Iterator[Problem]:
    """Yield what the page words of a question's choices lack, each with the line of its choice.

    node: the file of the question's section as it was read. name: what messages call the file.
    """
    places = {place: choice for choice, says, _ in reversed(choices) for place in says}
    for choice, says, where in choices:
        line = node.line_of(where)
        for place in sorted(places.keys() - says.keys()):
            wanted = f'page words for `{place}` are wanted, as {places[place]} has them; "" where pages say nothing'
            yield Problem(name, line, f"{qid}.{choice}", None, wanted)
        for unknown in sorted({word for words in says.values() for word in IN_BRACES.findall(words)} - NAMES.keys()):
            wanted = f"one of {', '.join(NAMES)} is wanted in braces"
            yield Problem(name, line, f"{qid}.{choice}", f"{{{unknown}}}", wanted)
