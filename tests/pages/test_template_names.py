"""Every name in a page's template is known, in every branch: seen from the parsed templates, whatever is answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
import pytest
from jinja2 import nodes
from jinja2.meta import find_undeclared_variables

from policypack.base.workspace import shipped
from policypack.content.catalogue import load_catalogue
from policypack.content.page_rows import load_pages
from policypack.pack.journal import ChangedPage, DayOfChanges
from policypack.pack.pack import load_pack
from policypack.pages import one_page
from policypack.pages.partials import partial_files
from policypack.pages.render import Renderer
from policypack.pages.templates import templates_of
from policypack.publish.approve import approve
from policypack.publish.embed import snippet
from policypack.publish.proof_file import proof_file
from policypack.publish.start_here import start_here
from tests.folded import folded
from tests.organisations import workspace_of
from tests.shipped_text import OURS

QUESTIONS = load_catalogue(OURS).questions
SECTIONS = {section.id: {question.id for question in section.questions} for section in QUESTIONS.sections}
TEMPLATES = shipped("templates")
PAGES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.glob("p*/*.md.j2"))
ALONE = {
    "pages/elsewhere.md.j2",
    "pages/proof.md.j2",
    "pages/start-here.md.j2",
    "pages/changes.md.j2",
    "pages/what-changed.md.j2",
}
"""Templates of a file each, which are given names that no other has."""
SERVICES = load_catalogue(OURS).services
IDS = {page.id for page in load_pages(OURS)}
LEADERS = {page.template for page in load_pages(OURS) if page.audience == "leaders"}


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> dict[bool | str, set[str]]:
    """Return the names that a template is filled in with: True for a page of the leaders, False for any other.

    Those of a template that stands alone are found by its own name.
    """
    pack = load_pack(workspace_of("swimming-club", tmp_path_factory.mktemp("swimming-club")), date(2026, 11, 22))
    approve(pack, "Committee")
    changed = (
        ChangedPage("rules", "Rules", "public", ("New.",), ()),
        ChangedPage("concern", "A", "staff", ("New.",), ()),
    )
    pack = replace(load_pack(pack.workspace.root, pack.today), journal=(DayOfChanges(pack.today, changed),))
    given: dict[str, set[str]] = {}

    def note(_environment: jinja2.Environment, name: str, variables: dict[str, Any]) -> str:
        given[name] = set(variables)
        return "x"

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(one_page, "filled", note)
        renderer = Renderer(pack)
        renderer.pages("staff")
        renderer.pages("leaders")
        proof_file(renderer)
        snippet(renderer)
        start_here(renderer)
    names: dict[bool | str, set[str]] = {name: given.pop(name) for name in ALONE}
    for which in (True, False):
        names[which] = set.union(*(n for t, n in given.items() if (t in LEADERS) is which))
    return names


@cache
def parsed(name: str) -> nodes.Template:
    environment = templates_of(OURS)
    return environment.parse((TEMPLATES / name).read_text(encoding="utf-8"), name, str(TEMPLATES / name))


def attributes(name: str) -> Iterator[tuple[int, str, str]]:
    """Yield each attribute that a template takes from a plain name, with its line."""
    for node in parsed(name).find_all(nodes.Getattr):
        if isinstance(node.node, nodes.Name):
            yield node.lineno, node.node.name, node.attr


def pages_named(template: nodes.Template) -> Iterator[tuple[int, str]]:
    """Yield each page that a template links to or asks for by its id, with the line."""
    for call in template.find_all(nodes.Call):
        if getattr(call.node, "name", "") in ("to", "has_page") and call.args and isinstance(call.args[0], nodes.Const):
            yield call.lineno, call.args[0].value


def services_named(template: nodes.Template) -> Iterator[tuple[int, str]]:
    """Yield each service that a template looks up by its id, with the line."""
    for node in template.find_all(nodes.Getitem):
        if getattr(node.node, "name", "") == "always" and isinstance(node.arg, nodes.Const):
            yield node.lineno, node.arg.value


def own_names(name: str) -> set[str]:
    """Return the names that a template gives something itself: its macros and their arguments, loops and `set`."""
    return {node.name for node in parsed(name).find_all(nodes.Name) if node.ctx in ("store", "param")} | {
        node.name for node in parsed(name).find_all(nodes.Macro)
    }


def exported(name: str) -> set[str]:
    """Return the macros of a partial, and what it sets outside of them."""
    body = parsed(name).body
    set_there = {
        node.target.name for node in body if isinstance(node, nodes.Assign) and isinstance(node.target, nodes.Name)
    }
    return set_there | {node.name for node in body if isinstance(node, nodes.Macro)}


@folded("name", PAGES)
def test_every_name_is_one_that_its_template_is_filled_in_with(name: str, known: dict[bool | str, set[str]]) -> None:
    partial = name.startswith("partials/")
    names = known[True] | known[False] if partial else known[name if name in ALONE else name in LEADERS]
    unknown = find_undeclared_variables(parsed(name)) - names - set(jinja2.defaults.DEFAULT_NAMESPACE)
    unknown -= own_names(name)  # what a template sets in one branch only is set there all the same
    assert not unknown, f"templates/{name} is filled in with no {sorted(unknown)}"


@folded("name", PAGES)
def test_every_answer_and_every_macro_that_is_named_is_there(name: str) -> None:
    macros = {partial: exported(file) for partial, file in partial_files(templates_of(OURS)).items()}
    own = own_names(name)
    for line, owner, attribute in attributes(name):
        if owner not in own:
            allowed = SECTIONS.get(owner) or macros.get(owner)
            assert allowed is None or attribute in allowed, f"templates/{name}:{line}: {owner}.{attribute}"


@folded("name", PAGES)
def test_every_page_service_filter_and_test_that_is_named_is_there(name: str) -> None:
    """In every branch: Jinja looks for a filter within an `if` only when it gets there, and has_page says no."""
    engine = templates_of(OURS)
    unknown = {(line, page) for line, page in pages_named(parsed(name)) if page not in IDS}
    unknown |= {(line, service) for line, service in services_named(parsed(name)) if service not in SERVICES}
    for node in parsed(name).find_all((nodes.Filter, nodes.Test)):
        if node.name not in (engine.filters if isinstance(node, nodes.Filter) else engine.tests):
            unknown.add((node.lineno, node.name))
    assert not unknown, f"templates/{name} names what is not there, by line: {sorted(unknown)}"


def test_a_page_and_a_service_are_found_in_a_branch_that_nobody_reaches() -> None:
    source = '{% if false %}{{ to("hoem", "top") if has_page("haus") else always["childlime"].phone }}{% endif %}'
    tree = jinja2.Environment(autoescape=True).parse(source)
    assert {page for _, page in pages_named(tree)} == {"hoem", "haus"}
    assert list(services_named(tree)) == [(1, "childlime")]


def test_a_name_that_nothing_has_is_found_in_a_branch_that_nobody_reaches() -> None:
    source = "{% if false %}{{ nobody_has_this }}{{ moderation.times }}{% endif %}"
    tree = jinja2.Environment(autoescape=True).parse(source)
    assert find_undeclared_variables(tree) == {"nobody_has_this", "moderation"}
    assert Path(TEMPLATES / PAGES[0]).is_file()
