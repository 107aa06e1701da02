"""Every question is asked for something: a page prints it, or a fact, a finding, a rule or a setting reads it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from datetime import date

import jinja2
import jinja2.nodes
import pytest

from policypack.base.workspace import shipped
from policypack.content.catalogue import load_catalogue
from policypack.content.conditions import Condition
from policypack.content.guidance import load_guidance
from policypack.content.page_rows import load_pages
from policypack.content.questions import AUDIENCES
from policypack.content.risk_rules import load_risk_rules
from policypack.content.rows import Row
from policypack.facts import FACTS
from policypack.pack.pack import Pack
from policypack.pages.render import Renderer
from tests.organisations import CHECKOUT, ORGANISATIONS
from tests.shipped_text import OURS

CATALOGUE = load_catalogue(OURS)
TODAY = date(2026, 11, 22)


def conditions_in(value: object) -> Iterator[Condition]:
    """Yield every condition in rows of content, however deep it lies; what a choice or a group holds as well."""
    if isinstance(value, Condition):
        yield from value.parts()
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from conditions_in(one)
    elif isinstance(value, Row):
        for name in type(value).model_fields:
            yield from conditions_in(getattr(value, name))


def read_by_rows() -> set[str]:
    """Return the questions that conditions ask of: of findings, pages, rules, risks and guidance points."""
    rows = [
        CATALOGUE.finding_rules, load_pages(OURS), tuple(CATALOGUE.rules.values()), load_risk_rules(OURS),
        tuple(CATALOGUE.services.values()), load_guidance(OURS),
    ]  # fmt: skip
    asked = {part.question for part in conditions_in(rows) if part.question is not None}
    dated = {rule.question for rule in CATALOGUE.review_rules if rule.question is not None}
    return asked | dated | {rule.often.question for rule in CATALOGUE.review_rules if rule.often is not None}


def words_of_code() -> set[str]:
    """Return every string in our code. Settings of a site name questions, and so does what follows from several."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in (CHECKOUT / "generator").rglob("*.py")]
    constants = {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    return {word for word in constants if isinstance(word, str)}


def attributes_of_templates() -> set[str]:
    """Return every name that a template takes from something, as it takes an answer from an item of a group."""
    found = set()
    for path in shipped("templates").rglob("*.j2"):
        tree = jinja2.Environment(autoescape=True, extensions=["jinja2.ext.do"]).parse(path.read_text(encoding="utf-8"))
        found |= {node.attr for node in tree.find_all(jinja2.nodes.Getattr)}
        found |= {node.value for node in tree.find_all(jinja2.nodes.Const) if isinstance(node.value, str)}
    return found


def read_by_facts(pack: Pack) -> set[str]:
    """Return the questions that derived facts of a pack ask of."""
    seen: set[str] = set()
    groups = [question.qid for question in CATALOGUE.questions if question.type == "group"]
    for item in (None, *(item for group in groups for item in pack.answers.items(group))):
        for fact in FACTS.values():
            fact(pack.answers.scope(item, seen))
    return seen


@pytest.fixture(scope="module")
def read(renderer_of: Callable[[str], Renderer]) -> set[str]:
    found = read_by_rows() | (words_of_code() & set(CATALOGUE.questions.by_qid))
    for organisation in ORGANISATIONS:
        renderer = renderer_of(organisation)
        found |= read_by_facts(renderer.pack)
        for audience in AUDIENCES:
            found |= {qid for page in renderer.pages(audience) for qid in page.seen}
    return found


def test_a_page_a_fact_a_finding_a_rule_or_a_setting_reads_each_question(read: set[str]) -> None:
    unread = set(CATALOGUE.questions.by_qid) - read
    assert not unread, f"print it, or ask for it in a fact, a finding or a rule: {sorted(unread)}"


def test_a_question_in_a_group_is_named_by_a_template_by_our_code_or_by_a_condition() -> None:
    """Whatever asks for the items of a group counts as reading all of their answers: it takes a closer look."""
    named = words_of_code() | attributes_of_templates()
    inner = {q.qid: q.id for group in CATALOGUE.questions for q in group.questions}
    assert {qid for qid, short in inner.items() if short not in named} - read_by_rows() == set()
