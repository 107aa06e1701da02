"""Changing one section's text gives the same file as changing the whole text."""

import pytest

from policypack.answers.form import comment_for
from policypack.base.workspace import Workspace
from policypack.content.catalogue import load_catalogue
from policypack.files.yaml_edit import put, take_out
from policypack.files.yaml_nodes import parse_yaml
from policypack.files.yaml_scalars import Layout
from policypack.files.yaml_section import section_text
from tests.hardening.rounds import some_of
from tests.organisations import CHECKOUT, ORGANISATIONS

CATALOGUE = load_catalogue(Workspace.at(CHECKOUT))
LAYOUT = Layout(
    lambda path: [q.id for one in CATALOGUE.questions.sections if path == (one.id,) for q in one.questions],
    lambda path: comment_for(path, CATALOGUE.questions, CATALOGUE.rows),
)


@pytest.mark.parametrize("name", some_of(ORGANISATIONS))
def test_each_answer_of_an_organisation_is_changed_alike_in_its_section_and_in_the_whole_text(name: str) -> None:
    text = (CHECKOUT / "tests" / "orgs" / f"{name}.yml").read_text(encoding="utf-8")
    node = parse_yaml(text, "answers.yml")
    assert isinstance(node.value, dict)
    for section in CATALOGUE.questions.sections:
        start, end = section_text(text, node, section.id)
        inner = node.value[section.id].value if section.id in node.value else None
        if not isinstance(inner, dict):
            continue
        for question in section.questions:
            path = (section.id, question.id)
            part = put(text[start:end], path, "not decided yet", LAYOUT)
            assert text[:start] + part + text[end:] == put(text, path, "not decided yet", LAYOUT), path
            if question.id in inner:
                part = take_out(text[start:end], path, LAYOUT)
                assert text[:start] + part + text[end:] == take_out(text, path, LAYOUT), path


def test_a_section_is_found_from_its_name_to_the_next_one_and_comments_before_the_first_are_no_part_of_it() -> None:
    text = "# A form.\n\npeople:\n  lead: Chair # today\n# Who we are\n'organisation':\n  name: Club\n"
    node = parse_yaml(text, "answers.yml")
    found = [text[slice(*section_text(text, node, one))] for one in ("people", "organisation")]
    assert found == ["people:\n  lead: Chair # today\n# Who we are\n", "'organisation':\n  name: Club\n"]


@pytest.mark.parametrize(
    "text", ["{people: {lead: Chair}}\n", "{\npeople:\n  {lead: Chair},\nages: {}\n}\n", "--- \npeople:\n  a: b\n"]
)
def test_where_sections_may_not_stand_on_lines_of_their_own_the_whole_text_is_changed(text: str) -> None:
    assert section_text(text, parse_yaml(text, "answers.yml"), "people") == (0, len(text))


def test_a_section_that_is_not_there_is_looked_for_in_the_whole_text() -> None:
    text = "people:\n  lead: Chair\n"
    assert section_text(text, parse_yaml(text, "answers.yml"), "brand") == (0, len(text))
