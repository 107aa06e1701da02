"""What is wrong with a row's shape is said in our words, with its line: nothing of pydantic's reaches anybody."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pydantic
import pytest

from policypack.base.problems import ProblemsFoundError
from policypack.base.workspace import Workspace, shipped
from policypack.content.advice import Advice
from policypack.content.calendar_words import CalendarWords
from policypack.content.documents import Document
from policypack.content.faults import PATTERNS, problems_of
from policypack.content.finding_rules import FindingRule, load_finding_rules
from policypack.content.gone_names import GoneName
from policypack.content.guidance import GuidancePoint
from policypack.content.nations import Nation, SharedLaw
from policypack.content.online_safety_act import OnlineSafetyAct
from policypack.content.other_sites import OtherSite
from policypack.content.page_rows import Page
from policypack.content.platforms import Platform
from policypack.content.preset_rows import PresetRow
from policypack.content.publishing import Way
from policypack.content.questions import Section, load_questions
from policypack.content.review_rules import ReviewRule
from policypack.content.risk_rules import RiskRule
from policypack.content.rows import Row
from policypack.content.rules import Rule
from policypack.content.screens import Screen
from policypack.content.services import Service, load_services
from policypack.content.sources import Publication
from policypack.content.synonyms import Synonym
from policypack.content.text_rules import TextRule
from policypack.content.version_notes import VersionNote
from policypack.content.worked_out import WorkedOutRow
from policypack.files.yaml_nodes import Node, parse_yaml
from policypack.pack.approval import Approval
from tests.shipped_text import OURS

MODELS: dict[str, type[Row]] = {
    "findings.yml": FindingRule,
    "advice.yml": Advice,
    "calendar.yml": CalendarWords,
    "documents.yml": Document,
    "gone_names.yml": GoneName,
    "guidance.yml": GuidancePoint,
    "laws.yml": SharedLaw,
    "nations.yml": Nation,
    "online_safety_act.yml": OnlineSafetyAct,
    "other_sites.yml": OtherSite,
    "pages.yml": Page,
    "platforms.yml": Platform,
    "presets.yml": PresetRow,
    "publishing.yml": Way,
    "ready_texts.yml": TextRule,
    "reviews.yml": ReviewRule,
    "risks.yml": RiskRule,
    "rules.yml": Rule,
    "screens.yml": Screen,
    "services.yml": Service,
    "sources.yml": Publication,
    "synonyms.yml": Synonym,
    "version_notes.yml": VersionNote,
    "questions": Section,
    "approval.yml": Approval,
    "worked_out.yml": WorkedOutRow,
}
APPROVAL = "role: The chair\ndate: 2026-11-22\nnext_review: 2027-11-21\npages:\n  home: abc\n"
WRONG: list[Any] = ["", " x ", "zzz", "-1", "99", "1.5", "x" * 200, "9" * 5000, "2026-13-01", [], ["a"], {}, {"a": "b"}]
WRONG += [None, [None], "2026-11-22T10:30:00"]
THEIRS = re.compile(
    r"pydantic|Input|valid\b|Field required|[Tt]uple|[Ll]iteral|[Vv]alue error|[Ss]tring|dictionary|something else"
)


def test_every_file_of_content_is_looked_at() -> None:
    ours = {path.relative_to(shipped("content")).parts[0] for path in shipped("content").rglob("*.yml")}
    assert ours - {"releases"} == set(MODELS) - {"approval.yml"}, "what a release said is written by a program"


def rows_in(name: str) -> Iterator[Any]:
    """Yield the rows of one of our files, or of the questions' files, as plain data."""
    files = sorted(shipped("content").glob(name if "." in name else f"{name}/*.yml"))
    for text in [path.read_text("utf-8") for path in files] or [APPROVAL]:
        plain = parse_yaml(text, name).plain()
        yield from plain if isinstance(plain, list) else [plain]


def changes_of(row: Any, seen: set[Any], path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Yield each place of a row with a wrong value for it; of places that differ in their index only, the first."""
    place = tuple("*" if isinstance(step, int) else step for step in path)
    inner = list(row.items()) if isinstance(row, dict) else list(enumerate(row)) if isinstance(row, list) else []
    if place not in seen:
        seen.add(place)
        if path:
            yield from ((path, wrong) for wrong in (*WRONG, KeyError))
        if isinstance(row, dict):
            yield (*path, "zzz"), "zzz"
    for step, value in inner:
        yield from changes_of(value, seen, (*path, step))


def changed(row: Any, path: tuple[Any, ...], wrong: Any) -> Any:
    """Return a row with something else at one place, or (KeyError) with nothing there."""
    row = copy.deepcopy(row)
    place = row
    for step in path[:-1]:
        place = place[step]
    if wrong is KeyError:
        del place[path[-1]]
    else:
        place[path[-1]] = wrong
    return row


def node_of(value: Any) -> Node:
    """Return plain data as it is read from a file."""
    if isinstance(value, dict):
        return Node({key: node_of(inner) for key, inner in value.items()}, 1)
    return Node([node_of(inner) for inner in value] if isinstance(value, list) else value, 1)


@pytest.mark.parametrize("name", MODELS)
def test_no_word_of_pydantics_is_said_of_any_wrong_value_at_any_place(name: str) -> None:
    seen: set[Any] = set()
    context = {"workspace": OURS}
    said = 0
    for row in rows_in(name):
        for path, wrong in changes_of(row, seen):
            given = changed(row, path, wrong)
            try:
                MODELS[name].model_validate(given, context=context)
            except pydantic.ValidationError as error:
                theirs = {detail["msg"] for detail in error.errors() if detail["type"] != "wanted"}
                problems = problems_of(error, MODELS[name], node_of(given), name)
                assert problems
                for problem in problems:
                    assert not THEIRS.search(problem.wanted), (path, wrong, problem)
                    assert not any(message.casefold() in problem.wanted.casefold() for message in theirs), problem
                    assert problem.line == 1
                said += len(problems)
    assert said > 20


def schemas_in(found: Any) -> Iterator[dict[str, Any]]:
    if isinstance(found, dict):
        yield found
        for inner in found.values():
            yield from schemas_in(inner)
    elif isinstance(found, list | tuple):
        for inner in found:
            yield from schemas_in(inner)


def test_every_pattern_that_a_row_has_is_said_in_words() -> None:
    patterns = set()
    for model in MODELS.values():
        model.model_rebuild(force=True)
        patterns |= {schema["pattern"] for schema in schemas_in(model.__pydantic_core_schema__) if "pattern" in schema}
    assert patterns == set(PATTERNS)


class Fault(NamedTuple):
    """`wrong` in the place of the first `right` in one of our files, and what is said of it."""

    load: Callable[[Workspace], object]
    name: str
    right: str
    wrong: str
    said: tuple[str, ...]


FINDING, WHEN = (load_finding_rules, "findings.yml"), "{question: people.lead, is: none}"
SERVICE = (load_services, "services.yml")
SECTION = (load_questions, "questions/01-organisation.yml")
NAMES = "id, severity, comes, when, for_each, title, why, first_step, takes, points, question, between, 2 more"
FAULTS = {
    "a name": Fault(
        *(*FINDING, "severity: urgent", "severty: urgent"),
        (
            ":5: no-lead.severity: one of urgent, important, advisory is wanted; it is missing",
            f':6: no-lead.severty: given "severty": one of the names {NAMES} is wanted (did you mean severity?)',
        ),
    ),
    "a choice": Fault(
        *(*FINDING, "urgent", "urgnt"),
        (':6: no-lead.severity: given "urgnt": one of urgent, important, advisory is wanted (did you mean urgent?)',),
    ),
    "a form": Fault(
        *(*FINDING, WHEN, "{question: people.lead, is: {none: x}}"),
        (":8: no-lead.when.is: text or a list is wanted",),
    ),
    "a validator of ours": Fault(
        *(*FINDING, WHEN, "{question: people.lead}"),
        (":8: no-lead.when: a question takes one of is, is_not and includes; nothing else takes any",),
    ),
    "nothing": Fault(
        *(*FINDING, "title: You have no child protection lead", "title:"),
        (":9: no-lead.title: text is wanted; nothing is there",),
    ),
    "an empty list": Fault(
        *(*SERVICE, "readers: [children, families, staff]", "readers: []"),
        (":10: emergency-999.readers: at least one entry is wanted",),
    ),
    "true or false": Fault(
        *(*SERVICE, "always: true", "always: perhaps"),
        (':12: emergency-999.always: given "perhaps": true or false is wanted',),
    ),
    "an id twice": Fault(
        *(*SECTION, "  - id: short_name\n", "  - id: name\n"),
        (':16: id: given "name": this id is taken (line 5); give each row its own',),
    ),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_is_said_with_its_line_its_row_and_what_is_wanted(fault: Fault, tmp_path: Path) -> None:
    file = tmp_path / "content" / fault.name
    file.parent.mkdir(parents=True)
    text = (shipped("content") / fault.name).read_text(encoding="utf-8")
    assert fault.right in text
    file.write_text(text.replace(fault.right, fault.wrong, 1), encoding="utf-8")
    with pytest.raises(ProblemsFoundError) as refused:
        fault.load(Workspace.at(tmp_path))
    assert [str(problem) for problem in refused.value.problems] == [f"content/{fault.name}{one}" for one in fault.said]
