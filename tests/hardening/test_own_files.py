"""An organisation's own pages and templates, with any fault: it is named in plain words, with its file."""

from __future__ import annotations

import base64
import hashlib
import os
from itertools import pairwise
from pathlib import Path

import pytest

from policypack.base.problems import Problem, ProblemsFoundError
from policypack.pack.pack import load_pack
from policypack.publish.build import build_all, build_site
from tests.hardening.rounds import SOAK
from tests.organisations import put, workspace_of
from tests.publish.test_build import TODAY


def problem_of(folder: Path) -> Problem:
    """Build a workspace that has one fault, and return what is said of it."""
    with pytest.raises(ProblemsFoundError) as refused:
        build_all(folder, TODAY)
    problem, *others = refused.value.problems
    assert not [other for other in others if (other.file, other.wanted) != (problem.file, problem.wanted)]
    assert not any((folder / name).exists() for name in ("site", "staff", "report"))
    return problem


TEMPLATES: dict[str, tuple[str | bytes, str, int | None]] = {
    "sum": ("{{ 1 / 0 }}", "division by zero", 1),
    "size": ("\n{{ 'x' * 10 ** 15 }}", "MemoryError", 2),
    "number": ("{{ 10 ** 400 * 1.5 }}", "int too large", 1),
    "circle": ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "it goes round in circles", 1),
    "itself": ("{% include name %}", "it goes round in circles", None),
    "encoding": (b"caf\xe9", "utf-8", None),
    "depth": ("{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", "it goes round in circles", None),
    "name": ("{{ nobody.x }}", "'nobody' is undefined", 1),
    "syntax": ("\n{% if %}", "Expected an expression", 2),
    "end": ("{% if 1 %}", "Unexpected end", 1),
}


PLACES = ("pages/home.md.j2", "report.html.j2", "phone.html.j2", "theme/main.html")
FAULTY = [(template, fault) for fault in TEMPLATES for template in PLACES]
"""Which fault stands in which template. In the short round, each fault in a page, and three of them everywhere."""
if not SOAK:
    everywhere = ("sum", "circle", "encoding")
    FAULTY = [(template, fault) for template, fault in FAULTY if template == PLACES[0] or fault in everywhere]


@pytest.mark.parametrize(("template", "fault"), FAULTY)
def test_a_fault_in_an_own_template_is_said_with_its_file_and_line(template: str, fault: str, tmp_path: Path) -> None:
    text, said, line = TEMPLATES[fault]
    if fault == "itself":
        text = "{% include '" + template.removeprefix("theme/") + "' %}"
    folder = put(workspace_of("angling-club", tmp_path), f"templates/{template}", text)
    problem = problem_of(folder)
    nameless = template.startswith("theme/") and fault in {"encoding", "depth"}  # what reads these names none
    assert problem.file == ("templates/theme" if nameless else f"templates/{template}")
    assert said in problem.wanted
    assert line is None or problem.line == line


BOMB = (
    "---\na: &a [x,x,x,x,x,x,x,x,x]\n"
    + "".join(f"{one}: &{one} [{','.join(9 * [f'*{before}'])}]\n" for before, one in pairwise("abcdefg"))
    + "title: *g\n---\n# Fees\n"
)
PAGES: dict[str, tuple[str | bytes, str]] = {
    "encoding": (b"# Caf\xe9\n", "save it again as UTF-8"),
    "utf-16": ("# Fees\n".encode("utf-16"), "save it again as UTF-8"),
    "settings": ("---\nhide: 5\n---\n# Fees\n", "look at the lines between ---"),
    "depth": ("a\n: b\n" * 700, "too deep"),
    "size": ("Words. " * 100_000, "at most 500 kB"),
    "settings that grow": (BOMB, "aliases are not read"),
    "settings with a tag": ("---\ntitle: !!python/name:os.system\n---\n# Fees\n", "tags are not read"),
    "settings that are no YAML": (
        "---\ntitle: 'Fees\n---\n# Fees\n",
        "the quotation mark that opens here is not closed",
    ),
    "pictures that never end": ("![" * 20_000, "takes more than 1 second"),
    "tags that never end": ('<a "' * 20_000, "takes more than 1 second"),
}


@pytest.mark.parametrize("fault", PAGES)
def test_a_fault_in_an_own_page_is_said_with_its_file(fault: str, tmp_path: Path) -> None:
    data, said = PAGES[fault]
    problem = problem_of(put(workspace_of("angling-club", tmp_path), "site_config/pages/public/club/fees.md", data))
    assert problem.file == "site_config/pages/public/club/fees.md"
    assert said in problem.wanted


def test_an_own_page_without_words_or_with_odd_settings_is_built(tmp_path: Path) -> None:
    folder = workspace_of("angling-club", tmp_path)
    pages = {
        "empty": "",
        "title": "---\ntitle: {a: 1}\n---\nx",
        "list": "---\n- a\n---\nx",
        "open": "<div markdown>\n" * 50,
    }
    for name, text in pages.items():
        put(folder, f"site_config/pages/public/{name}.md", text)
    built = build_all(folder, TODAY)
    assert all((built.folders["site"] / f"{name}.html").is_file() for name in pages)


@pytest.mark.parametrize("name", ["site_config/answers.yml", "content/rules.yml", "site_config/pages/public/x.md"])
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(name: str, tmp_path: Path) -> None:
    folder = workspace_of("angling-club", tmp_path)
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).unlink(missing_ok=True)
    os.mkfifo(folder / name)
    if name == "site_config/answers.yml":
        with pytest.raises(ProblemsFoundError, match="a pipe or a device"):
            load_pack(folder, TODAY)
    else:  # it is passed over
        build_site(folder, folder / "site", "public", TODAY)
        assert not (folder / "site" / "x.html").exists()


def test_an_answers_file_that_never_ends_is_not_read(tmp_path: Path) -> None:
    folder = workspace_of("angling-club", tmp_path)
    (folder / "site_config" / "answers.yml").unlink()
    (folder / "site_config" / "answers.yml").symlink_to("/dev/zero")
    with pytest.raises(ProblemsFoundError, match="a pipe or a device"):
        load_pack(folder, TODAY)


@pytest.mark.parametrize("name", ["description", "author", "title"])
def test_the_settings_of_an_own_page_bring_no_script_into_it(name: str, tmp_path: Path) -> None:
    """A script in its frame would be named in the page's policy, and run."""
    script = "alert(2)"
    page = f"---\n{name}: 'x\"><script>{script}</script>'\n---\n# Fees\n"
    folder = put(workspace_of("angling-club", tmp_path), "site_config/pages/public/fees.md", page)
    build_site(folder, folder / "site", "public", TODAY)
    html = (folder / "site" / "fees.html").read_text(encoding="utf-8")
    assert f"<script>{script}" not in html
    assert base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() not in html
