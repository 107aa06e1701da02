"""The example's answers as a form: their comments are the sections and questions of content/questions/.

`python -m tests.example` writes site_config/answers.yml and its copy in tests/orgs/ anew, and puts this version into
all of tests/orgs/; `make docs` runs it.
"""

from __future__ import annotations

import re

from policypack.answers.form_comments import with_form_comments
from policypack.answers.json_schema import with_schema_line
from policypack.answers.versions import with_version
from policypack.base.workspace import Workspace
from policypack.content.catalogue import load_catalogue
from tests.organisations import CHECKOUT

FILES = (CHECKOUT / "site_config" / "answers.yml", CHECKOUT / "tests" / "orgs" / "swimming-club.yml")
_COMMENT = re.compile(r"^ *#.*\n", re.MULTILINE)


def as_form(text: str) -> str:
    """Return one of its files with the comments of the questions as they are now; its top was written by hand."""
    top, gap, answers = text.partition("\n\n")
    return with_schema_line(top + gap + _commented(answers))


def _commented(answers: str) -> str:
    return with_form_comments(_COMMENT.sub("", answers), load_catalogue(Workspace.at(CHECKOUT)))


if __name__ == "__main__":
    for file in (CHECKOUT / "tests" / "orgs").glob("*.yml"):
        file.write_text(with_version(file.read_text(encoding="utf-8")), encoding="utf-8")
    for file in FILES:
        file.write_text(as_form(with_version(file.read_text(encoding="utf-8"))), encoding="utf-8")
