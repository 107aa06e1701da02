"""No template compares the code of a choice: words stand beside the choice, and a condition is a named fact."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import jinja2
import pytest
from jinja2 import nodes

from policypack.content.catalogue import load_catalogue
from policypack.content.page_words import IN_BRACES
from policypack.facts import FACTS
from tests.organisations import CHECKOUT
from tests.shipped_text import OURS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from policypack.content.questions import Question

QUESTIONS = list(load_catalogue(OURS).questions)
CODES = {choice.value for question in QUESTIONS for choice in question.choices}
TEMPLATES = sorted(path for path in (CHECKOUT / "templates").rglob("*") if path.suffix in (".j2", ".html"))
ENVIRONMENT = jinja2.Environment(autoescape=True, extensions=["jinja2.ext.do"])
COMPARING = {"equalto", "eq", "==", "ne", "!=", "in", "sameas", "selectattr", "rejectattr", "select", "reject"}

STAYS = {
    ("browser/fields.html", "some"): "how a field of the questionnaire is drawn, no answer",
    ("browser/draft.html", "public"): "the audience of a page, no answer",
    ("browser/what_changed.html", "new"): "how a page stands to what was agreed, no answer",
    ("browser/agree.html", "new"): "how a page stands to what was agreed, no answer",
    ("browser/agree.html", "agreed"): "how a page stands to what was agreed, no answer",
    ("browser/agree.html", "public"): "the audience of a page, no answer",
    ("pages/changes.md.j2", "new"): "how a page stands to what was agreed, no answer",
    ("pages/proof.md.j2", "public"): "the audience of a page, no answer",
    ("pages/help.md.j2", "talk"): "a need that services are grouped by, no answer",
    ("pages/risks.md.j2", "children"): "whom a risk in content/risks.yml could harm, no answer",
    ("pages/risks.md.j2", "adults"): "whom a risk in content/risks.yml could harm, no answer",
    ("pages/risks.md.j2", "organisation"): "whom a risk in content/risks.yml could harm, no answer",
    ("partials/contact.md.j2", "children"): "the reader whom a page names to a macro, no answer",
    ("theme/main.html", "public"): "the audience of a site, no answer",
}
"""What is spelled like the code of some choice and is none, by template, each with its reason."""


def parsed(path: Path) -> nodes.Template:
    return ENVIRONMENT.parse(path.read_text(encoding="utf-8"))


def strings(node: nodes.Node) -> Iterator[str]:
    """Yield the strings that an operand is, or lists."""
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, nodes.List | nodes.Tuple):
        for item in node.items:
            yield from strings(item)


def compared(template: nodes.Template) -> Iterator[tuple[str, int]]:
    """Yield each string that a template compares with something or looks up by, with its line."""
    for node in template.find_all((nodes.Compare, nodes.Test, nodes.Filter, nodes.Dict, nodes.Getitem)):
        operands: Sequence[nodes.Node] = []
        if isinstance(node, nodes.Compare):
            operands = [node.expr, *(operand.expr for operand in node.ops)]
        elif isinstance(node, nodes.Dict):
            operands = [pair.key for pair in node.items]
        elif isinstance(node, nodes.Test | nodes.Filter) and node.name in COMPARING:
            # Of `selectattr("kind", "in", …)` the first argument is the attribute's name.
            operands = node.args[1 if node.name.endswith("attr") else 0 :]
        for operand in operands:
            for text in strings(operand):
                yield text, node.lineno


def says_in(template: nodes.Template) -> Iterator[tuple[nodes.Filter, str]]:
    for node in template.find_all(nodes.Filter):
        if node.name == "says":
            yield from ((node, place) for argument in node.args[:1] for place in places_of(argument))


def places_of(node: nodes.Node) -> Iterator[str]:
    """Yield the places that the argument of `says` may name: a string, or one of two."""
    if isinstance(node, nodes.CondExpr):
        yield from (place for side in (node.expr1, node.expr2) if side is not None for place in places_of(side))
    else:
        yield from strings(node)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_compares_the_code_of_a_choice(path: Path) -> None:
    name = path.relative_to(CHECKOUT / "templates").as_posix()
    found = [
        f"{name}:{line}: {text}" for text, line in compared(parsed(path)) if text in CODES and (name, text) not in STAYS
    ]
    assert not found, "give the choice page words, or name a fact: " + ", ".join(found)


def facts_in(template: nodes.Template) -> Iterator[str]:
    """Yield the names of facts that a template asks for, by the function or by the test of that name."""
    for call in template.find_all(nodes.Call):
        if getattr(call.node, "attr", getattr(call.node, "name", "")) == "fact":
            yield from strings(call.args[0])
    for node in template.find_all((nodes.Test, nodes.Filter)):
        # `account is fact("…")`, `select("fact", "…")`, `selectattr("account", "fact", "…")`
        arguments = [node, *node.args] if node.name == "fact" else node.args
        for before, after in pairwise(arguments):
            if before is node or list(strings(before)) == ["fact"]:
                yield from strings(after)


def test_every_fact_that_a_template_asks_for_is_registered() -> None:
    asked = {(path.name, name) for path in TEMPLATES for name in facts_in(parsed(path))}
    assert len(asked) > len(TEMPLATES) / 2
    assert {(path, name) for path, name in asked if name not in FACTS} == set()


def test_what_stays_is_still_there() -> None:
    for name, text in STAYS:
        assert text in {found for found, _ in compared(parsed(CHECKOUT / "templates" / name))}, (name, text)


@pytest.mark.parametrize(
    "source",
    [
        "{% if account.seen_by == 'everybody' %}{% endif %}",
        "{% if 'everybody' != account.seen_by %}{% endif %}",
        "{% if account.seen_by not in ['members', 'everybody'] %}{% endif %}",
        "{% if account.seen_by is equalto 'everybody' %}{% endif %}",
        "{{ online.accounts|selectattr('seen_by', 'equalto', 'everybody')|list }}",
        "{{ {'everybody': 'public'}[account.seen_by] }}",
        "{{ [account.seen_by]|select('in', ['everybody'])|list }}",
    ],
)
def test_a_comparison_is_found_however_it_is_written(source: str) -> None:
    assert "everybody" in {text for text, _ in compared(ENVIRONMENT.parse(source))}


def test_every_place_that_a_template_asks_words_for_has_them_and_all_words_are_printed() -> None:
    printed = {place for path in TEMPLATES for _, place in says_in(parsed(path))}
    has_words = {(question.id, place) for question in QUESTIONS for says in said_of(question) for place in says}
    assert {place for _, place in has_words} == printed
    for path in TEMPLATES:
        for node, place in says_in(parsed(path)):
            if isinstance(node.node, nodes.Getattr):
                assert (node.node.attr, place) in has_words, f"{path.name}:{node.lineno}"


def test_templates_give_what_the_words_for_a_place_name_in_braces() -> None:
    named: dict[str, set[str]] = {}
    given: dict[str, set[str]] = {}
    for question in QUESTIONS:
        for place, words in (pair for says in said_of(question) for pair in says.items()):
            named.setdefault(place, set()).update(set(IN_BRACES.findall(words)) - {"org"})
    for path in TEMPLATES:
        for node, place in says_in(parsed(path)):
            given.setdefault(place, set()).update(str(keyword.key) for keyword in node.kwargs)
    assert given == named


def said_of(question: Question) -> list[dict[str, str]]:
    return [question.none_says, *(choice.says for choice in question.choices)]
