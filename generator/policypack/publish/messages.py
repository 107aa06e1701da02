"""Messages: what the commands say about a pack, as plain text for a terminal or as JSON for another program."""

from __future__ import annotations

import json
import textwrap
from dataclasses import asdict
from typing import TYPE_CHECKING

from policypack.content.finding_rules import SEVERITIES
from policypack.pack.findings import stands_in_the_way
from policypack.pages.coverage import STATES, counts
from policypack.publish.changed_files import since_text
from policypack.publish.documents.made import made_documents
from policypack.text.english import day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from policypack.base.workspace import Workspace
    from policypack.files.file_changes import FileChanges
    from policypack.pack.finding import Finding
    from policypack.pack.pack import Pack
    from policypack.pages.coverage import Covered
    from policypack.pages.one_page import RenderedPage
    from policypack.pages.render import Renderer

_WIDTH = 78
_HEADINGS = {
    "urgent": "Urgent: a child could be harmed or misled today",
    "important": "Important",
    "advisory": "Worth doing",
}

_UNDECIDED = "Not decided yet: "


def findings_text(findings: Sequence[Finding]) -> str:
    """List findings under their severity, each with the first step and how long it takes."""
    found = [finding for finding in findings if not finding.undecided]
    open_questions = [finding for finding in findings if finding.undecided]
    blocks = []
    for severity in SEVERITIES:
        of_it = [finding for finding in found if finding.severity == severity]
        if of_it:
            blocks.append(f"{_HEADINGS[severity]} ({len(of_it)})")
            blocks += [_finding_text(finding) for finding in of_it]
    if open_questions:
        blocks.append(f"Not decided yet ({len(open_questions)}). `policypack ask` goes on with them.")
        needed_first = sorted(open_questions, key=lambda finding: not finding.needed)
        blocks.append("\n".join(map(_open_text, needed_first)))
    return "\n\n".join(blocks)


def refused_text(findings: Sequence[Finding]) -> str:
    """Say what comes before approval, each with the command that leads to its question."""
    blocks = ["Not approved: these come first."]
    for finding in findings:
        section = finding.question.partition(".")[0]
        change = "" if finding.undecided else " --check"
        command = [f"    policypack ask --section {section}{change}"] if section else []
        blocks.append("\n".join([_open_text(finding) if finding.undecided else _finding_text(finding), *command]))
    blocks.append("`policypack ask --missing` asks all of it, one after the other.")
    return "\n\n".join(blocks)


def _open_text(finding: Finding) -> str:
    needed = " (approval needs it)" if finding.needed else ""
    prompt = finding.title.removeprefix(_UNDECIDED)
    return textwrap.fill(f"{prompt}{needed}", _WIDTH, initial_indent="  * ", subsequent_indent="    ")


def _finding_text(finding: Finding) -> str:
    lines = [
        *textwrap.wrap(finding.title, _WIDTH, initial_indent="  * ", subsequent_indent="    "),
        *textwrap.wrap(finding.why, _WIDTH, initial_indent="    ", subsequent_indent="    "),
        *textwrap.wrap(f"First: {finding.first_step}", _WIDTH, initial_indent="    ", subsequent_indent="    "),
        f"    Takes: {finding.takes}." + (f" Question: {finding.question}" if finding.question else ""),
    ]
    return "\n".join(lines)


def findings_json(pack: Pack, waiting: Sequence[RenderedPage]) -> str:
    """Return the pack's state and findings as JSON. waiting: the policies that wait to be agreed anew."""
    data = {
        "organisation": pack.answers.get("organisation.name"),
        "state": "draft" if pack.approval is None else "lapsed" if has_lapsed(pack, waiting) else "approved",
        "waiting": [one.page.id for one in waiting],
        "today": pack.today.isoformat(),
        "findings": [_as_data(finding) for finding in pack.findings],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def coverage_text(pack: Pack, covered: Sequence[Covered]) -> str:
    """Say how many points of the guidance are in each state, then list the points of each, what is open first."""
    number = counts(covered)
    lines = [f"{len(covered)} points of the guidance"]
    lines += [f"{number[state]:5} {words}" for state, words in STATES.items()]
    for state in ("answered_no", "not_decided", "not_applicable", "carried"):
        found = [one for one in covered if one.state == state]
        if found:
            lines += ["", STATES[state], *(_point_text(pack, one) for one in found)]
    return "\n".join(lines)


def _point_text(pack: Pack, one: Covered) -> str:
    titles = {page.id: page.title for page in pack.pages}
    if one.state == "carried":
        said = ["On: " + "; ".join(dict.fromkeys(titles[passage.page] for passage in one.passages))]
    else:
        said = [one.because] if one.because else list(dict.fromkeys(finding.title for finding in one.findings))
    lines = textwrap.wrap(f"{one.point.id} {one.point.point}", _WIDTH, initial_indent="  * ", subsequent_indent="    ")
    for text in said:
        lines += textwrap.wrap(text, _WIDTH, initial_indent="    - ", subsequent_indent="      ")
    return "\n".join(lines)


def coverage_json(pack: Pack, covered: Sequence[Covered]) -> str:
    """Return the state of each point of the guidance as JSON: where it is carried, or what stands in the way."""
    paths = {page.id: page.path for page in pack.pages}
    points = [
        {
            "id": one.point.id,
            "strength": one.point.strength,
            "readers": one.point.readers,
            "point": one.point.point,
            "state": one.state,
            "passages": [
                {"page": paths[found.page], "heading": found.heading, "anchor": found.anchor} for found in one.passages
            ],
            "findings": [finding.id for finding in one.findings],
            "because": one.because,
            "missing": one.missing,
        }
        for one in covered
    ]
    data = {
        "organisation": pack.answers.get("organisation.name"),
        "today": pack.today.isoformat(),
        "counts": counts(covered),
        "points": points,
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def has_lapsed(pack: Pack, waiting: Sequence[RenderedPage]) -> bool:
    """Say whether an approval no longer holds: a policy has changed since, or it was to be looked at again by now.

    waiting: the policies that wait to be agreed anew.
    """
    return pack.approval is not None and (bool(waiting) or pack.approval.next_review < pack.today)


def state_text(pack: Pack, waiting: Sequence[RenderedPage]) -> str:
    """Say in a few lines whether the pack is approved, and what stands against that.

    waiting: the policies that wait to be agreed anew.
    """
    if pack.approval is not None:
        said = f"Approved by {pack.approval.role} on {day(pack.approval.date)}"
        if pack.approval.next_review < pack.today:
            said += f", and to be looked at again by {day(pack.approval.next_review)}: that day has passed."
        else:
            said += f"; to be looked at again by {day(pack.approval.next_review)}."
        return "\n".join([said, *_waiting_text(waiting)])
    blockers = stands_in_the_way(pack.findings)
    if not blockers:
        return "A draft. Nothing stands in the way of approval: `policypack approve` asks who agreed it"
    first = blockers[0].title.removeprefix(_UNDECIDED)
    things = "1 thing has" if len(blockers) == 1 else f"{len(blockers)} things have"
    return f"A draft. Before it can be approved, {things} to be settled, first: {first}"


def _waiting_text(waiting: Sequence[RenderedPage]) -> list[str]:
    """Say which policies have changed since they were agreed, and how to go on; nothing where none has."""
    if not waiting:
        return []
    titles = "; ".join(one.page.title for one in waiting)
    said = f"Changed since then, and to be agreed again: {titles}."
    how = "`policypack changes` says what is different and why; `policypack approve` agrees it."
    return [*textwrap.wrap(said, _WIDTH), how]


def built_text(renderer: Renderer, folders: Mapping[str, Path], changes: Mapping[str, FileChanges]) -> str:
    """Say what a build wrote, where it is, what changed since the last, and what to do with it.

    folders, changes: found by site, staff and report; no changes for a first build.
    """
    from policypack.publish.proof_file import PROOF_FILE  # it brings the templates, which only a build needs

    pack = renderer.pack
    open_questions = sum(finding.undecided for finding in pack.findings)
    site, staff, report = (folders[name] for name in ("site", "staff", "report"))
    name = pack.answers.get("organisation.name") or "An organisation without a name yet"
    since = f"\n{words}\n" if (words := since_text(changes)) else ""
    return f"""\
{name}
{state_text(pack, renderer.waiting())}
Findings: {", ".join(pack.counts)}.
Questions not decided yet: {open_questions}.

  site/    {len(pack.pages_of("public"))} pages for everybody
           {site / "index.html"}
  staff/   {len(pack.pages_of("staff"))} pages for staff and volunteers, the public ones among them
           {staff / "staff" / "index.html"}
  report/  for the leaders alone: what to do first. It opens in your browser at this address:
           {(report / "index.html").resolve().as_uri()}
           to hand on to a county, a school or an insurer, and nothing else of it:
           {report / PROOF_FILE}
{_documents_text(pack.workspace)}{since}
To put site/ online: copy all that is inside the folder to any web host, for example by dragging it onto a static
host's upload page, or ask whoever looks after your website to put it in a folder there.
staff/ opens by double click from a shared drive. On a web host it needs a password: without one it is public.
report/ holds names, numbers and gaps. It is never published."""


def _documents_text(workspace: Workspace) -> str:
    """Say where the PDF and Word files are; "" where none were made."""
    files = [f"{one.output}/{one.path}" for one in made_documents(workspace)]
    if not files:
        return ""
    where = "".join(f"           {one}\n" for one in files)
    return f"\n  PDF and Word files (.pdf, .docx), to print or to send:\n{where}"


def _as_data(finding: Finding) -> dict[str, object]:
    """Return a finding for another program. What it is about in words stands in its title."""
    data = {key: value for key, value in asdict(finding).items() if key != "named"}
    return data | {"sources": [{"name": source.named, "url": source.url} for source in finding.sources]}
