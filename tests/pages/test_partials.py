"""Partials: every template has them by name, and an organisation's own stand in their place or beside them."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from policypack.base.problems import ProblemsFoundError
from policypack.pack.pack import load_pack
from policypack.pages.partials import partial_files
from policypack.pages.templates import templates_of
from tests.organisations import CHECKOUT, workspace_of
from tests.pages.words import markdown_of

if TYPE_CHECKING:
    from pathlib import Path

TODAY = datetime.date(2026, 11, 22)


def home_with(folder: Path, template: str, **partials: str) -> str:
    """Return the first page of an organisation that has a template of its own for it, and these partials."""
    workspace_of("angling-club", folder)
    (folder / "templates" / "pages").mkdir(parents=True)
    (folder / "templates" / "pages" / "home.md.j2").write_text(template, encoding="utf-8")
    (folder / "templates" / "partials").mkdir()
    for name, text in partials.items():
        (folder / "templates" / "partials" / f"{name}.md.j2").write_text(text, encoding="utf-8")
    return markdown_of(load_pack(folder, TODAY), "public")["index.md"]


def test_every_partial_has_a_name_that_no_section_of_answers_has(tmp_path: Path) -> None:
    pack = load_pack(workspace_of("angling-club", tmp_path), TODAY)
    files = partial_files(templates_of(pack.workspace))
    shipped = {f"partials/{path.name}" for path in (CHECKOUT / "templates" / "partials").glob("*.j2")}
    assert set(files.values()) == shipped
    assert not set(files) & {section.id for section in pack.catalogue.questions.sections}
    assert all(name.isidentifier() for name in files)


def test_a_template_has_the_partials_by_name_and_may_go_on_importing_them(tmp_path: Path) -> None:
    by_name = home_with(tmp_path / "name", '{{ house.sentence("Ask us") }}{{ contact.phone("999") }}')
    imports = '{% import "partials/rules.md.j2" as rooms with context %}{% import "partials/contact.md.j2" as ways %}'
    imported = home_with(tmp_path / "import", imports + '{{ rooms.sentence("Ask us") }}{{ ways.phone("999") }}')
    assert by_name == imported
    assert by_name.endswith("[999](tel:999)\n")


def test_our_partials_use_an_own_one_in_the_place_of_ours(tmp_path: Path) -> None:
    shipped = (CHECKOUT / "templates" / "partials" / "contact.md.j2").read_text(encoding="utf-8")
    own = shipped.replace("[{{ number }}](tel:{{ number|tel }})", "ring {{ number }}")
    assert "ring 999" in home_with(tmp_path, "{{ young.help_now() }}", contact=own)


def test_a_partial_of_an_own_name_is_there_by_that_name(tmp_path: Path) -> None:
    own = '{% macro line() %}Ask in the {{ org }} hut.{{ contact.phone("999") }}{% endmacro %}'
    assert "hut.[999]" in home_with(tmp_path, "{{ meeting_place.line() }}", **{"meeting-place": own})


def test_a_macro_that_a_partial_does_not_have_is_a_fault_of_the_template_that_asks(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFoundError) as raised:
        home_with(tmp_path, "\n{{ contact.pigeon() }}")
    assert raised.value.problems[0].file == "templates/pages/home.md.j2"
    assert raised.value.problems[0].line == 2
    assert "partials/contact.md.j2 has no macro 'pigeon'" in raised.value.problems[0].wanted
