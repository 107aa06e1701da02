"""Unknown names: what rows of ``content/`` name, and nothing is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.base.nearest import listed, nearest
from policypack.base.problems import Problem, raise_if_many, shown_path
from policypack.content.catalogue import Catalogue
from policypack.content.faults import breadcrumb
from policypack.content.finding_rules import NAMES as FINDING_NAMES
from policypack.content.questions import NONE
from policypack.content.references import references_of
from policypack.content.services import ALWAYS
from policypack.content.text_rules import NAMES as TEXT_NAMES
from policypack.facts import FACTS
from policypack.files.yaml_nodes import read_yaml

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from policypack.base.workspace import Workspace
    from policypack.content.references import Kind, Reference
    from policypack.content.rows import Row

_WANTED: dict[Kind, str] = {
    "guidance point": "the id of a guidance point (content/guidance.yml)",
    "question": "the id of a question, with its section, such as people.lead,",
    "question beside it": "the id of a question of the same group",
    "group": "the id of a question of the type group",
    "date": "the id of a question of the type date",
    "section": "the id of a section of questions",
    "fact": "the name of a fact",
    "page": "the id of a page (content/pages.yml)",
    "service": "the id of a service (content/services.yml)",
    "template": "the name of a file in templates/",
    "partial": "the name of a file in templates/partials/",
    "rule": "the id of a rule (content/rules.yml)",
    "finding": "the id of a finding (content/findings.yml)",
}
_DO_WITHOUT = {"documents.yml", "presets.yml", "synonyms.yml", "version_notes.yml"}
"""Our files that hold out where an own file leaves out what they name: they gather, suggest, lead on, or tell."""


def unknown_names(workspace: Workspace, catalogue: Catalogue, more: dict[str, tuple[Row, ...]]) -> list[Problem]:
    """Return a problem for each name that a row of ``content/`` gives and nothing has.

    more: the rows of the files that are not in the catalogue, by the names of these files.
    """
    known = _Known(workspace, catalogue, more)
    problems: list[Problem] = []
    for path, rows in _files(workspace, catalogue, more):
        is_own = path.is_relative_to(workspace.folders("content")[0])
        found = [
            (reference.path, reference.given, wanted)
            for reference in rows
            if (is_own or known.is_needed(path.name, reference)) and (wanted := known.wanted(reference)) is not None
        ]
        if found:
            node, name = read_yaml(path, workspace.root), shown_path(path, workspace.root)
            for at, given, wanted in found:
                problems.append(Problem(name, node.line_of(at), breadcrumb(node, at), given, wanted))
                raise_if_many(problems)
    missing = [service for service in ALWAYS if service not in catalogue.services]
    name = shown_path(workspace.find("content", "services.yml"), workspace.root)
    return problems + [Problem(name, None, one, None, "this row is wanted; pages name it") for one in missing]


class _Known:
    """What there is to name, of each kind."""

    def __init__(self, workspace: Workspace, catalogue: Catalogue, more: dict[str, tuple[Row, ...]]) -> None:
        questions = catalogue.questions
        self._catalogue = catalogue
        self._names: dict[Kind, Collection[str]] = {
            "guidance point": _ids(more["guidance.yml"]),
            "question": questions.by_qid,
            "group": [question.qid for question in questions if question.type == "group"],
            "date": [question.qid for question in questions if question.type == "date"],
            "section": _ids(questions.sections),
            "source of choices": [*catalogue.rows, *questions.by_qid],
            "fact": FACTS,
            "page": _ids(more["pages.yml"]),
            "service": catalogue.services,
            "template": {
                path.relative_to(folder).as_posix()
                for folder in workspace.folders("templates")
                for path in folder.rglob("*.j2")
            },
            "partial": [path.name for path in workspace.find_all("templates", "partials/*.j2")],
            "rule": catalogue.rules,
            "finding": _ids(catalogue.finding_rules),
            "word of a finding": FINDING_NAMES,
            "word of a text": TEXT_NAMES,
        }

    def is_needed(self, file: str, reference: Reference) -> bool:
        """Say whether a row of ours cannot do without what it names, where an own file does not have it."""
        return file not in _DO_WITHOUT and reference.kind != "choice"

    def wanted(self, reference: Reference) -> str | None:
        """Return what is wanted in the place of a name that nothing has; None where something has it."""
        kind, given = reference.kind, reference.given
        names = self._choices(reference) if kind in ("choice", "suggestion") else self._names_of(reference)
        if names is None or given in names:
            return None
        near = nearest(given, names)
        if kind in ("choice", "suggestion"):
            if set(names) <= {NONE}:
                only = f"only {NONE}" if names else "nothing"
                return f"{only} can be asked for here: answers to this question are in everybody's own words"
            return f"one of {listed(list(names))} is wanted{near}"
        if kind == "source of choices":
            return f"one of {listed(list(self._catalogue.rows))} or the id of a question is wanted{near}"
        if kind in ("word of a finding", "word of a text"):
            return f"one of {listed(list(names), len(names))} is wanted in braces{near}"
        return f"{_WANTED[kind]} is wanted{near}"

    def _names_of(self, reference: Reference) -> Collection[str]:
        if reference.kind == "question beside it":
            group = self._catalogue.questions.by_qid.get(reference.of)
            return {} if group is None else group.by_id
        return self._names[reference.kind]

    def _choices(self, reference: Reference) -> Collection[str] | None:
        """Return what a question can have as an answer; None where that is open, or there is no such question."""
        question = self._catalogue.questions.by_qid.get(reference.of)
        if question is None:
            return None
        none = [] if question.none is None else [NONE]
        if question.type == "yes/no":
            return ["yes", "no", *none]
        if question.choices:
            return [*(choice.value for choice in question.choices), *none]
        if question.choices_from in self._catalogue.rows:
            return [*self._catalogue.rows[question.choices_from], *none]
        is_open = question.type in ("number", "date", "colour") or reference.kind == "suggestion"
        return None if is_open else none


def _files(
    workspace: Workspace, catalogue: Catalogue, more: dict[str, tuple[Row, ...]]
) -> Iterator[tuple[Path, list[Reference]]]:
    """Yield each file of ``content/`` with all that its rows name."""
    sections = catalogue.questions.sections
    for path, section in zip(workspace.find_all("content", "questions/*.yml"), sections, strict=True):
        yield path, list(references_of(section))
    lists: dict[str, Iterable[Row]] = {
        "advice.yml": catalogue.advice,
        "findings.yml": catalogue.finding_rules,
        "reviews.yml": catalogue.review_rules,
        "rules.yml": catalogue.rules.values(),
        "screens.yml": catalogue.screens,
        "worked_out.yml": catalogue.worked_out,
        **more,
    }
    for name, rows in lists.items():
        found = [reference for place, row in enumerate(rows) for reference in references_of(row, (place,))]
        yield workspace.find("content", name), found


def _ids(rows: Iterable[Row]) -> list[str]:
    return [str(getattr(row, "id", "")) for row in rows]
