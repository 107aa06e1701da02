"""The sandbox for own templates: our own templates work in it as outside, and none reaches files or hidden answers."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from policypack.base.problems import ProblemsFoundError
from policypack.pack.pack import load_pack
from policypack.pages.render import Renderer
from policypack.publish.build import OUTPUTS, Built, build_all
from tests.conftest import TODAY
from tests.hardening.rounds import some_of
from tests.organisations import ORGANISATIONS, put, workspace_of

PAGE = [
    "cycler.__init__.__globals__",
    "''.__class__.__mro__",
    "'{0.__class__.__mro__}'.format('')",
    "pack.workspace",
    "pack.workspace.root.iterdir()|list",
    "pack.answers",
    "organisation._view.answers",
    "fact.__self__",
    "to.func",
    "services_for.args",
    "texts_for.__closure__",
    "moderation.__class__",
    "online.accounts[0].item",
    "page.__init__.__globals__",
    "self.__init__",
    "range(10 ** 9)|list",
]
"""What an own page template asks for, and no template gets."""
THEME = [
    "config.plugins['policypack'].root",
    "config.plugins['policypack'].on_post_build(config=config)",
    "config.load_file('mkdocs.yml')",
    "config.load_dict({})",
    "config.plugins.run_event('startup')",
    "config.theme.get_env().from_string('x').render()",
    "config.theme.get_env().loader.get_source(0, 'main.html')",
    "config.validate()",
    "page.__class__",
    "page.kept.pack('/tmp')",
    "page.render(config, [])",
    "page.file.copy_file()",
    "page.file.generated(config, 'x.md', content='x')",
    "nav.__init__.__globals__",
]
"""What an own template of the theme asks for, and no template gets."""


@pytest.mark.parametrize("organisation", some_of(ORGANISATIONS))
def test_our_own_templates_say_the_same_in_the_sandbox(
    organisation: str, renderer_of: Callable[[str], Renderer], tmp_path: Path
) -> None:
    """The sandbox refuses nothing that any page of ours needs."""
    plain = renderer_of(organisation)
    own = put(workspace_of(organisation, tmp_path), "templates/pages/another.md.j2", "")
    boxed = Renderer(load_pack(own, TODAY))
    for audience in ("public", "staff", "leaders"):
        assert boxed.markdown(audience) == plain.markdown(audience)


def test_a_whole_build_is_the_same_in_the_sandbox(built_of: Callable[[str], Built], tmp_path: Path) -> None:
    """Nor anything that the theme's templates need, or the report's pages and the file for a phone."""
    found = []
    boxed = put(workspace_of("angling-club", tmp_path), "templates/theme/another.html", "")
    build_all(boxed, TODAY)
    for folder in (built_of("angling-club").pack.workspace.root, boxed):
        files = [file for output in OUTPUTS for file in (folder / output).rglob("*") if file.is_file()]
        found.append({file.relative_to(folder): file.read_bytes() for file in files})
    assert found[0] == found[1]


@pytest.mark.parametrize("asked", PAGE)
def test_an_own_page_template_reaches_no_file_no_program_and_no_hidden_answer(asked: str, tmp_path: Path) -> None:
    """What it asks for is refused with its file and line."""
    folder = put(workspace_of("angling-club", tmp_path), "templates/pages/home.md.j2", f"# Fees\n\n{{{{ {asked} }}}}\n")
    with pytest.raises(ProblemsFoundError) as refused:
        Renderer(load_pack(folder, TODAY)).markdown("public")
    (problem,) = refused.value.problems
    assert (problem.file, problem.line) == ("templates/pages/home.md.j2", 3)
    assert any(
        words in problem.wanted for words in ("an own template may not", "not safely callable", "Range too big")
    ), problem


@pytest.mark.parametrize("asked", THEME)
def test_an_own_template_of_the_theme_reaches_no_file_and_no_program(asked: str, tmp_path: Path) -> None:
    """Nor does one in which MkDocs itself is within reach."""
    text = f"{{% extends 'base.html' %}}\n{{% block content %}}{{{{ {asked} }}}}{{% endblock %}}\n"
    folder = put(workspace_of("angling-club", tmp_path), "templates/theme/main.html", text)
    with pytest.raises(ProblemsFoundError) as refused:
        build_all(folder, TODAY)
    (problem,) = refused.value.problems
    assert (problem.file, problem.line) == ("templates/theme/main.html", 2)
    assert "an own template may not" in problem.wanted or "not safely callable" in problem.wanted, problem


def test_an_own_template_of_the_theme_may_look_things_up(tmp_path: Path) -> None:
    """What pages are for stays: titles, settings, and what a mapping holds."""
    asked = ("config.extra.get('policypack').audience", "page.title", "page.meta.get('title')")
    shown = "".join(f"<i>{{{{ {each} }}}}</i>" for each in asked)
    text = f"{{% extends 'base.html' %}}\n{{% block content %}}{shown}{{% endblock %}}\n"
    folder = put(workspace_of("angling-club", tmp_path), "templates/theme/main.html", text)
    build_all(folder, TODAY)
    home = (folder / "site" / "index.html").read_text(encoding="utf-8")
    assert re.findall(r"<i>([^<]*)</i>", home) == ["public", *2 * ["Staying safe online with us"]]
