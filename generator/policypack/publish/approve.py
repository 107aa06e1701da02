"""Approve a pack: record who signed off which state of it, unless something stands in the way."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

from policypack.files.atomic import write_whole
from policypack.pack.approval import LONGEST_REVIEW, Approval
from policypack.pack.findings import stands_in_the_way
from policypack.pages.render import Renderer

if TYPE_CHECKING:
    from datetime import date

    from policypack.pack.finding import Finding
    from policypack.pack.pack import Pack

_HEADER = """\
# Written by `policypack approve`: who agreed the policies and codes, when, and when they are looked at again.
# The codes under `pages` tell whether a policy has changed since.
"""


class ApprovalRefusedError(Exception):
    """Something has to be settled first: `findings`, the most urgent first."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        super().__init__(f"{len(findings)} things come first")


def approve(pack: Pack, role: str, next_review: date | None = None) -> Approval:
    """Record that the policies and codes, as they are today, have been agreed.

    role: who agreed them (a role, not a name), 2 to 80 characters. next_review: when they are looked at again, by
    default a year from today.
    Raises ApprovalRefusedError while something urgent is open or something that approval needs is not decided, and
    ValueError where the role or the day cannot be taken.
    """
    if blockers := stands_in_the_way(pack.findings):
        raise ApprovalRefusedError(blockers)
    role = " ".join(role.split())
    if not 2 <= len(role) <= 80 or not role.isprintable():  # noqa: PLR2004 - said in the docstring
        raise ValueError("a role of 2 to 80 characters is wanted, such as Committee or Chair of trustees")
    review = next_review or _a_year_after(pack.today)
    if not pack.today < review <= pack.today + timedelta(days=LONGEST_REVIEW):
        raise ValueError("a day after today, and at most a year away, is wanted for the next review")
    pages = {page.page.id: page.fingerprint for page in Renderer(pack).pages("staff") if page.page.kind == "policy"}
    record = Approval(role=role, date=pack.today, next_review=review, pages=pages)
    write_whole(pack.workspace.approval_file, pack.workspace.root, _as_yaml(record))
    return record


def _as_yaml(record: Approval) -> str:
    # A JSON string is a YAML string: quotes and all, whatever the role holds.
    lines = [
        f"role: {json.dumps(record.role, ensure_ascii=False)}",
        f"date: {record.date.isoformat()}",
        f"next_review: {record.next_review.isoformat()}",
        "pages:",
        *(f"  {name}: {code}" for name, code in sorted(record.pages.items())),
    ]
    return _HEADER + "\n".join(lines) + "\n"


def _a_year_after(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year + 1, day=28)
