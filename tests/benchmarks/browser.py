"""Measure the browser: `python -m tests.benchmarks.browser`, from the top of a checkout.

Says how long it takes from sending an answer until the next page is there (p95, milliseconds; wanted: below 100), and
until the draft of the page that it changed is there (wanted: below 400), over every question of a large organisation.
"""

from __future__ import annotations

import re
import tempfile
import time
from html import unescape
from pathlib import Path
from typing import Any

import click

from policypack.base.workspace import Workspace
from policypack.questionnaire.engine import Engine
from tests.benchmarks.questionnaire import p95
from tests.given import answer, given
from tests.organisations import workspace_of, workspace_with
from tests.questionnaire.faces import FormsFace
from tests.questionnaire.forms import CATALOGUE, TODAY, Browser


class Timed(Browser):
    """A window that notes how long each answer took, from sending it until the page after it.

    pages, drafts: seconds on the clock. worked: seconds of the processor, for a machine that has other work.
    """

    def __init__(self, other: Browser) -> None:
        super().__init__(other.client.application, other.guard)
        self.client = other.client
        self.pages: list[float] = []
        self.drafts: list[float] = []
        self.worked: dict[str, list[float]] = {"pages": [], "drafts": []}

    def posts(self, path: str, data: dict[str, Any]) -> Browser:
        start, work = time.perf_counter(), time.process_time()
        super().posts(path, data)
        self.pages.append(time.perf_counter() - start)
        self.worked["pages"].append(time.process_time() - work)
        return self

    def sees_draft(self) -> None:
        """Load the draft beside the page that is open, where there is one."""
        found = re.search(r'<iframe name="draft" src="([^"#]+)', self.html)
        if found:
            start, work = time.perf_counter(), time.process_time()
            response = self.client.get(unescape(found[1]), base_url=self.guard.origin)
            self.drafts.append(time.perf_counter() - start)
            self.worked["drafts"].append(time.process_time() - work)
            assert response.status_code == 200


def main() -> None:
    """Measure, and say the results."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = Engine(Workspace.at(workspace_of("gaming-charity", folder / "source")), CATALOGUE, TODAY)
        mirror = Engine(Workspace.at(workspace_with("# nothing yet\n", folder / "mirror")), CATALOGUE, TODAY)
        face = FormsFace(workspace_with("# nothing yet\n", folder / "run"))
        face.begins(quick=False)
        face.browser = timed = Timed(face.browser).opens("/next")
        assert isinstance(timed, Timed)
        time.sleep(3)  # the templates are read once, while somebody reads the first page
        while (asked := mirror.next_question()) is not None:
            raw = given(asked, source, mirror)
            face.says(asked, raw)
            answer(mirror, asked, raw)
            timed.sees_draft()
        for what, said, times in (("pages", "answer to next page", timed.pages), ("drafts", "draft", timed.drafts)):
            click.echo(f"{said}: {p95(times)}; of the processor: {p95(timed.worked[what])}")


if __name__ == "__main__":
    main()
