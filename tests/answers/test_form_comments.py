"""An answers file that was written by hand gets the comments of the form, and keeps every line of its own."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
import yaml

from policypack.answers.form import comment_for
from policypack.answers.form_comments import with_form_comments
from policypack.answers.json_schema import SCHEMA_LINE
from policypack.answers.versions import MADE_WITH, with_version
from policypack.base.workspace import Workspace
from policypack.cli.main import main
from policypack.content.catalogue import load_catalogue
from policypack.files.yaml_nodes import parse_yaml
from tests.example import FILES, as_form
from tests.organisations import CHECKOUT, ORGANISATIONS

CATALOGUE = load_catalogue(Workspace.at(CHECKOUT))
BY_HAND = """\
# ours, kept by Priya
organisation:   # who we are
    # as on the bank account
    name: Club
    nations: [england]
people:
  team:
  - role: Chair
    email: none
  - role: Lead
    email: none
ages:
  groups:
    - {name: Juniors, from: 8, to: 10}
"""


def answers_of(organisation: str) -> str:
    return (CHECKOUT / "tests" / "orgs" / f"{organisation}.yml").read_text(encoding="utf-8")


def added(before: str, after: str) -> list[str]:
    """Return the lines that are new. Raises AssertionError where one has gone."""
    changes = [line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"]
    assert not [line for line in changes if line[0] == "-"]
    return [line[2:] for line in changes]


@pytest.mark.parametrize("organisation", ORGANISATIONS)
def test_every_line_stays_and_what_is_added_is_comments_that_say_the_same_twice_only_once(organisation: str) -> None:
    text = answers_of(organisation)
    form = with_form_comments(text, CATALOGUE)
    assert all(line.lstrip().startswith("#") for line in added(text, form))
    assert with_form_comments(form, CATALOGUE) == form
    assert parse_yaml(form, "").plain() == parse_yaml(text, "").plain()


@pytest.mark.parametrize("organisation", ORGANISATIONS)
def test_above_every_section_and_every_question_stands_what_it_asks(organisation: str) -> None:
    text = with_form_comments(answers_of(organisation), CATALOGUE)
    form = [line.strip().removeprefix("# ") for line in text.splitlines()]
    plain: dict[str, dict[str, object]] = yaml.load(text, yaml.BaseLoader)  # noqa: S506
    del plain[MADE_WITH]  # which says itself what it is
    for section, answers in plain.items():
        for path in ((section,), *((section, short) for short in answers)):
            lines = comment_for(path, CATALOGUE.questions, CATALOGUE.rows)
            assert lines
            start = form.index(lines[0])
            assert form[start : start + len(lines)] == lines


def test_it_stands_below_what_was_written_by_hand_and_as_far_in_as_the_answer() -> None:
    form = with_form_comments(BY_HAND, CATALOGUE)
    assert "    # as on the bank account\n    # What is your organisation called?\n" in form
    assert "    # At most 80 characters\n    name: Club\n" in form
    assert "  # What is this person's role?\n  # At most 50 characters\n  - role: Chair\n" in form
    assert form.count("What is this person's role?") == 1, "the first of a group says it for all"
    assert "How old is the youngest?" not in form, "brackets have no room for it"
    assert with_form_comments(form.replace("    name:", "    # since May\n    name:"), CATALOGUE).count("called?") == 1


def test_lines_end_as_those_around_them() -> None:
    form = with_form_comments(BY_HAND.replace("\n", "\r\n"), CATALOGUE)
    assert form.replace("\r\n", "\n") == with_form_comments(BY_HAND, CATALOGUE)
    assert "\n" not in form.replace("\r\n", "")


def test_a_workspace_made_from_answers_has_them_as_a_form_that_names_the_schema_first(tmp_path: Path) -> None:
    (tmp_path / "given.yml").write_text(BY_HAND, encoding="utf-8")
    with pytest.raises(SystemExit):
        main(["new", str(tmp_path / "club"), "--answers", str(tmp_path / "given.yml")])
    text = (tmp_path / "club" / "site_config" / "answers.yml").read_text(encoding="utf-8")
    assert text == with_version(f"{SCHEMA_LINE}\n{with_form_comments(BY_HAND, CATALOGUE)}")
    assert (tmp_path / "given.yml").read_text(encoding="utf-8") == BY_HAND


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parent.name)
def test_the_example_is_a_form_with_the_questions_as_they_are_now(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert text == as_form(text), "`make docs` writes it anew"
    assert text.startswith(f"{SCHEMA_LINE}\n")
