"""Version notes: why our own words changed, version by version, said to the leaders of a group."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import pydantic

from policypack.base.versions import is_older
from policypack.content.conditions import Condition
from policypack.content.kept_content import kept_rows
from policypack.content.page_rows import load_pages
from policypack.content.references import Names
from policypack.content.rows import Row
from policypack.content.sources import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policypack.base.workspace import Workspace
    from policypack.content.conditions import Known


class VersionNote(Row):
    """One reason. version: that brought it.

    reason: in a sentence or two, for somebody who has never seen the code. when: whom it concerns; everybody where it
    has none. pages, rules, findings: ids of what says it otherwise since. partials: files of templates/partials/, for
    every page that has their words. urgent: the change keeps children safer today, so that it goes out before it is
    agreed.
    """

    id: str = pydantic.Field(pattern=r"^[a-z][a-z0-9-]*$")
    version: str = pydantic.Field(pattern=r"^\d+(\.\d+){1,3}$")
    reason: Words
    when: Condition | None = None
    pages: Annotated[tuple[str, ...], Names("page")] = ()
    partials: Annotated[tuple[str, ...], Names("partial")] = ()
    rules: Annotated[tuple[str, ...], Names("rule")] = ()
    findings: Annotated[tuple[str, ...], Names("finding")] = ()
    urgent: bool = False


def load_version_notes(workspace: Workspace) -> tuple[VersionNote, ...]:
    """Load ``content/version_notes.yml``, as it stands there. Raises ProblemsFoundError as load_rows does."""
    return kept_rows(workspace, "version_notes.yml", VersionNote)


def notes_since(workspace: Workspace, version: str, known: Known | None = None) -> tuple[VersionNote, ...]:
    """Return the notes of the versions after one, such as 0.1.0, that an approval or an answers file names.

    known: the answers, where notes that concern others are to be left out.
    """
    notes = (note for note in load_version_notes(workspace) if is_older(version, note.version))
    return tuple(note for note in notes if known is None or note.when is None or note.when.holds(known))


def reasons_since(workspace: Workspace, version: str, known: Known | None = None) -> dict[str, tuple[str, ...]]:
    """Return why our words may have changed on a page since a version, by the id of the page.

    known: as notes_since takes it. A page that no note is about is not in it. Rules stand on several pages: see
    :func:`notes_since` for theirs.
    """
    notes = notes_since(workspace, version, known)
    found: dict[str, dict[str, None]] = {}
    for note, pages in _with_pages(workspace, notes):
        for page in pages:
            found.setdefault(page, {})[note.reason] = None
    return {page: tuple(reasons) for page, reasons in found.items()}


def urgent_since(workspace: Workspace, version: str) -> frozenset[str]:
    """Return the ids of the pages of which a version after one changed words that keep children safer today."""
    notes = [note for note in notes_since(workspace, version) if note.urgent]
    return frozenset(page for _, pages in _with_pages(workspace, notes) for page in pages)


def _with_pages(workspace: Workspace, notes: Sequence[VersionNote]) -> Iterator[tuple[VersionNote, list[str]]]:
    having = _pages_with_partials(workspace) if any(note.partials for note in notes) else {}
    for note in notes:
        yield note, [*note.pages, *(page for name in note.partials for page in having.get(name, ()))]


def _pages_with_partials(workspace: Workspace) -> dict[str, list[str]]:
    """Return the ids of the pages whose template names a partial, by the file of the partial."""
    paths = workspace.find_all("templates", "partials/*.j2")
    names = {path.name: re.compile(rf"(?<![.\w]){_name_in_templates(path.name)}\.") for path in paths}
    found: dict[str, list[str]] = {name: [] for name in names}
    for page in load_pages(workspace):
        template = workspace.find("templates", page.template)
        text = template.read_text(encoding="utf-8") if template.is_file() else ""
        tags = " ".join(re.findall(r"\{[{%].*?[}%]\}", text, re.DOTALL))
        for name in (name for name, named in names.items() if named.search(tags)):
            found[name].append(page.id)
    return found


def _name_in_templates(file: str) -> str:
    """Return by which name templates have a partial (pages/partials.py, which a test holds this against)."""
    name = file.partition(".")[0].replace("-", "_")
    return {"rules": "house"}.get(name, name)


def rows_named(notes: Iterable[VersionNote]) -> set[tuple[str, str]]:
    """Return all that notes are about, as its kind (page, partial, rule, finding) and its name."""
    return {
        (kind, name)
        for note in notes
        for kind, names in (
            ("page", note.pages),
            ("partial", note.partials),
            ("rule", note.rules),
            ("finding", note.findings),
        )
        for name in names
    }
