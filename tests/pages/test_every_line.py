"""Every line of our templates that does something is run for some test organisation: a fault in any of them is seen."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import CodeType

import jinja2
import pytest

from policypack.base.workspace import shipped
from policypack.content.questions import AUDIENCES
from policypack.files.cache import SWITCH
from policypack.many.groups import Group
from policypack.many.overview import Row, rows_of, write_overview
from policypack.many.work import Job, work
from policypack.pack.journal import ChangedPage, DayOfChanges, journal_text
from policypack.pack.pack import load_pack
from policypack.pages.render import Renderer
from policypack.pages.templates import _environment, templates_of
from policypack.publish.approve import approve
from policypack.publish.embed import embed_page, snippet
from policypack.publish.faster.shared_work import Kept
from policypack.publish.phone_file import phone_file
from policypack.publish.proof_file import proof_file
from policypack.publish.report import write_report
from policypack.publish.start_here import start_here
from policypack.text.sentences import sentences
from tests.organisations import CHECKOUT, ORGANISATIONS, put, workspace_of, workspace_with
from tests.shipped_text import OURS

TODAY = date(2026, 11, 22)
TEMPLATES = shipped("templates")

Lines = set[tuple[str, int, int]]
"""The file of a template, and the first and the last line of a statement of the code that it is compiled to."""
NOTE = "_this_line_is_run"


@contextmanager
def lines_run() -> Iterator[Lines]:
    """Note each statement of a template's compiled code that is run meanwhile, by its lines in that code.

    A call that notes it stands before each statement. To trace every line of Python takes three times as long.
    """
    found: Lines = set()

    def compiled(_engine: jinja2.Environment, source: str, file: str) -> CodeType:
        return compile(_Noting(file).visit(ast.parse(source)), file, "exec")

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(SWITCH, "off")  # what is kept of a template notes nothing
        patch.setattr(jinja2.Environment, "_compile", compiled)
        patch.setattr(builtins, NOTE, found.add, raising=False)
        _environment.cache_clear()
        yield found
        _environment.cache_clear()


class _Noting(ast.NodeTransformer):
    """Puts a call before each statement of a file that notes its lines."""

    def __init__(self, file: str) -> None:
        self._file = file

    def generic_visit(self, node: ast.AST) -> ast.AST:
        super().generic_visit(node)
        for name in ("body", "orelse", "finalbody"):
            if isinstance(statements := getattr(node, name, None), list):
                setattr(node, name, [each for one in statements for each in (self._note(one), one)])
        return node

    def _note(self, statement: ast.stmt) -> ast.stmt:
        end = statement.lineno if hasattr(statement, "body") else statement.end_lineno
        lines: list[ast.expr] = [ast.Constant(said) for said in (self._file, statement.lineno, end)]
        call = ast.Call(ast.Name(NOTE, ast.Load()), [ast.Tuple(lines, ast.Load())], [])
        return ast.fix_missing_locations(ast.copy_location(ast.Expr(call), statement))


def lines_in(found: Lines, path: Path) -> set[int]:
    """Return the lines that were run of the code that a file is compiled to."""
    return {line for file, start, end in found if file == str(path) for line in range(start, end + 1)}


def lines_of(template: jinja2.Template, ran: set[int]) -> tuple[set[int], set[int]]:
    """Return the lines of a template that do something, and those of them that were run.

    ran: lines of the compiled code. Each line of a template is known by the first line that it was compiled to.
    """
    return {line for line, _ in template.debug_info}, {line for line, code in template.debug_info if code in ran}


VARIANTS: tuple[tuple[str, dict[str, str]], ...] = (
    ("church-youth-group", {"parent_body_rules: https://www.churchinwales.org.uk/": "parent_body_rules: none"}),
    ("dance-school", {"house: [kind_words, private_things, ": "house: [kind_words, ", "lead: Owner": "lead: none"}),
    ("deaf-drama-group", {"      nation: scotland\n": "      nation: not decided yet\n"}),
    ("gaming-charity", {"times: every day 16:00-20:00": "times: every day 16:00-23:00"}),
    (
        "scout-group",
        {
            "signing: child_and_parent": "signing: child",
            "    - {name: Summer break,": "".join(
                f"    - {{name: Day {day}, first_day: 2027-0{day}-01, last_day: 2027-0{day}-01}}\n" for day in (1, 3, 5)
            )
            + "    - {name: Summer break,",
            "2026-07-20, last_day: 2026-09-06": "2027-07-20, last_day: 2027-09-06",
            "email: lead@fellsidescouts.example": "email: safe@thornybeckscouts.example",
        },
    ),
    ("support-server", {"from: 14": "from: 9"}),
    (
        "swimming-club",
        {
            "other_times: none": "other_times: [{account: Marlpool Facebook page, "
            "differs: [times], times: Sunday 10:00-11:00; every other Tuesday 19:00-21:00 not in August}]",
            "signing: child_and_parent": "signing: child",
        },
    ),
    (
        "youth-theatre",
        {
            "  times: Monday to Friday 17:00-18:00": "  times: none",
            "signing: child_and_parent": "signing: parent",
            "services: [shout, ": "services: [shout, runaway-helpline, iwf, ",
            "taken_by: [Designated person, ": "taken_by: [Chair of trustees, Designated person, ",
        },
    ),
)
"""What none of the test organisations says, each as a change to one of them."""
WITH_REPORT = ("angling-club", "swimming-club", "empty")
"""For whom the report is made of the pages for leaders, which has one template of its own and takes a while."""
APPROVED = "role: Committee\ndate: 2025-10-01\nnext_review: 2026-10-01\npages: {}\n"
"""An approval whose pages are to be looked at again by now."""
NO_TAGGING = "    - no_tagging\n"
"""A rule of the code for adults, which changes once it is gone."""


def workspaces(folder: Path) -> Iterator[Path]:
    """Yield a workspace of each variant and of who has none, an approved pack, and one without places."""
    changed = {organisation for organisation, _ in VARIANTS}
    for organisation in sorted(set(ORGANISATIONS) - changed):  # the others say as they stand what their variants do
        yield workspace_of(organisation, folder / organisation)
    for number, (organisation, changes) in enumerate(VARIANTS):
        answers = (CHECKOUT / "tests" / "orgs" / f"{organisation}.yml").read_text(encoding="utf-8")
        for given, instead in changes.items():
            assert given in answers, given
            answers = answers.replace(given, instead)
        yield workspace_with(answers, folder / f"variant-{number}")
    approved = workspace_of("swimming-club", folder / "approved")
    yield put(approved, "site_config/approval.yml", APPROVED)
    yield changed_since_it_was_agreed(folder / "changed")
    agreed = workspace_of("swimming-club", folder / "agreed")
    approve(load_pack(agreed, TODAY), "Committee")
    put(agreed, "site_config/read_by.yml", "people:\n  - {name: Sam, read: {adult-code: 2026-11-22}}\n")
    yield put(
        agreed, "site_config/answers.yml", (agreed / "site_config/answers.yml").read_text().replace(NO_TAGGING, "")
    )
    yield workspace_with("organisation: {name: A club without places}\n", folder / "empty")


def changed_since_it_was_agreed(folder: Path) -> Path:
    """Return a workspace with policies that wait, a page that is new and one that is gone, and with changes to tell."""
    workspace_of("swimming-club", folder)
    approve(load_pack(folder, TODAY), "Committee")
    file = folder / "site_config" / "answers.yml"
    said = file.read_text(encoding="utf-8")
    for given, instead in (
        ("livestreams: no", "livestreams: yes"),
        ("  written_with: asked\n", "  written_with: no\n"),
    ):
        assert given in said
        said = said.replace(given, instead)
    file.write_text(said.replace("Tuesday and Thursday 19:00-20:00", "Monday 18:00-19:00"), encoding="utf-8")
    times = {page.page.id: page for page in Renderer(load_pack(folder, TODAY)).pages("public")}["times"]
    new = sentences(times.markdown)[:9]
    pages = (
        ChangedPage("times", "When we are here", "public", new, ()),
        ChangedPage("help", "Who can help", "public", (), ("Gone.",)),
        ChangedPage("rules", "House rules", "public", new[:1], ()),
    )
    (folder / "site_config" / "changes.txt").write_text(journal_text([DayOfChanges(TODAY, pages)]), encoding="utf-8")
    return folder


def overview_rows(folder: Path) -> list[Row]:
    """Return the rows of a body's overview: of a group that is online, and of one in a region."""
    groups = (
        Group("angling-club", folder / "angling-club", {"site": "https://club.example"}),
        Group("north/approved", folder / "approved"),
    )
    return rows_of(groups, [work(Job("report", one.name, str(one.root), TODAY, False, 600)) for one in groups])


def test_every_line_of_a_page_that_does_something_is_run_for_some_organisation(tmp_path: Path) -> None:
    with lines_run() as found:
        for root in workspaces(tmp_path):
            pack = load_pack(root, TODAY)
            renderer = Renderer(pack)
            for audience in AUDIENCES:
                renderer.markdown(audience)
            phone_file(renderer)
            proof_file(renderer)
            embed_page(renderer)
            snippet(renderer)
            start_here(renderer)
            if root.name in WITH_REPORT:
                write_report(renderer, root / "report", Kept(), documents=True)
        rows = overview_rows(tmp_path)
        for some, day in ((rows[:1], date(2026, 11, 1)), (rows, TODAY), (rows, TODAY)):  # each tells what is new since
            write_overview(tmp_path / "overview", some, day)
    environment = templates_of(OURS)
    never = []
    for path in sorted(TEMPLATES.rglob("*.j2")):
        name = path.relative_to(TEMPLATES).as_posix()
        template = environment.get_template(name)
        doing, run = lines_of(template, lines_in(found, path))
        text = path.read_text(encoding="utf-8").splitlines()
        never += [f"{name}:{line}: {text[line - 1]}" for line in sorted(doing - run)]
    assert never == [], "\n".join(["", *never])
