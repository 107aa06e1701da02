"""Own words: what an organisation wrote itself, told apart from ours where the two stand on one page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policypack.answers.types.registry import type_of
from policypack.content.questions import NONE
from policypack.text.titles import as_entry, said_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from policypack.answers.model import Answers, Item
    from policypack.content.page_rows import Page
    from policypack.content.questions import Question


def own_texts(answers: Answers, pages: Iterable[Page]) -> Iterator[tuple[Question, Item | None, str]]:
    """Yield each answer that `pages` print as sentences in the organisation's own words, in the order of the questions.

    Which these are stands in ``content/pages.yml`` (own_words). Answers that readers of public pages never see are not.
    """
    wanted = {qid for page in pages for qid in page.own_words}
    for question, item, text in _texts(answers):
        if question.qid in wanted:
            yield question, item, text


def names(answers: Answers, pages: Iterable[Page]) -> set[str]:
    """Return the names that pages may print: of the organisation, its people, places and services, as they are written.

    pages: all pages; an answer that one of them prints as sentences is no name.
    """
    catalogue = answers.catalogue
    sentences = {qid for page in pages for qid in page.own_words}
    found = {text for question, _, text in _texts(answers) if question.qid not in sentences}
    found |= {words for name in found for words in _as_titles(name)}
    found |= {row.name for rows in (catalogue.services, catalogue.platforms) for row in rows.values()}
    return found | {"Childline", "NSPCC", "NSPCC Helpline"}


def _as_titles(name: str) -> tuple[str, ...]:
    """Return a name as pages may write it where it is the title of a role."""
    both = (said_of(name), said_of(name, several=True))
    return (*(said.words for said in both), as_entry(name), as_entry(name, several=True))


def leaving_out(texts: Iterable[str]) -> Callable[[str], str]:
    """Return what takes these texts out of plain text, as whole words; addresses keep theirs."""
    spaced = [r"\s+".join(map(re.escape, text.rstrip(".!?… ").split())) for text in texts]
    ordered = sorted((text for text in spaced if text), key=len, reverse=True)
    if not ordered:
        return str
    found = re.compile(r"(?<![\w@.])(?:" + "|".join(ordered) + r")(?:['\u2019]s?)?(?![\w@]|\.\w)")
    return lambda text: found.sub(" ", text)


def _texts(answers: Answers) -> Iterator[tuple[Question, Item | None, str]]:
    """Yield each answer in somebody's own words that readers of public pages may see."""
    for question in answers.catalogue.questions:
        if not type_of(question).in_own_words:
            continue
        group = question.qid.rpartition(".")[0]
        items: tuple[Item | None, ...] = (None,)
        if group in answers.catalogue.questions.by_qid:
            items = answers.items(group)
        for item in items:
            value = answers.get(question.qid, item)
            if value is not None and value != NONE and answers.visibility(question, item) == "public":
                yield question, item, str(value)
