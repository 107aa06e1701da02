"""Escape characters reach no terminal: whatever file holds them, a message shows them as what they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from policypack.base.problems import ProblemsFoundError
from policypack.publish.build import build_all
from tests.conftest import TODAY
from tests.organisations import CHECKOUT, workspace_of

RENAMES = "\x1b]0;PWN\x07"
"""What renames a terminal's window; others can do more."""
ANSWERS = (CHECKOUT / "tests" / "orgs" / "angling-club.yml").read_text(encoding="utf-8")
SETTINGS = (CHECKOUT / "mkdocs.yml").read_text(encoding="utf-8")
IN_YAML = "\\e]0;PWN\\a"
FILES: dict[str, tuple[str, str]] = {
    "a link": ("site_config/pages/public/a.md", f"# A\n\n[x](no{RENAMES}.md)\n"),
    "a file's name": (f"site_config/pages/public/b{RENAMES}.md", "# B\n"),
    "an answer": ("site_config/answers.yml", ANSWERS.replace("  name:", f'  name: "A{IN_YAML}" #', 1)),
    "a question's name": ("site_config/answers.yml", ANSWERS.replace("  name:", f'  "na{IN_YAML}me":', 1)),
    "the record of approval": ("site_config/approval.yml", f'"role{IN_YAML}": x\n'),
    "a setting's name": ("mkdocs.yml", f'{SETTINGS}"si{IN_YAML}te": x\n'),
    "a setting": ("mkdocs.yml", SETTINGS.replace("material", f'"material{IN_YAML}"')),
    "a template's name": ("templates/pages/home.md.j2", f"{{% include 'a{RENAMES}' %}}"),
    "a template": ("templates/pages/home.md.j2", f"{{{{ a{RENAMES} }}}}"),
    "a template's words": ("templates/pages/home.md.j2", f"{{{{ pack['a{RENAMES}'].x }}}}"),
    "own content": ("content/services.yml", f'- id: "a{IN_YAML}"\n'),
}


@pytest.mark.parametrize("place", FILES)
def test_no_message_holds_what_a_terminal_acts_on(place: str, tmp_path: Path) -> None:
    """Of every kind of file that a workspace has, in a name, a key and a value."""
    folder = workspace_of("angling-club", tmp_path)
    name, text = FILES[place]
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(ProblemsFoundError) as refused:
        build_all(folder, TODAY)
    for problem in refused.value.problems:
        assert str(problem).isprintable(), problem
    assert any(shown in str(refused.value) for shown in ("\\u001b", "\\x1b", "U+001B"))
