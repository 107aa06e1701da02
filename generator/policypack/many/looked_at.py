"""Looked at: what is said of one group: what changed, what waits to be agreed, its row in an overview."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policypack.pack.findings import stands_in_the_way
from policypack.pages.to_agree import policies
from policypack.publish.changes_said import changes_since_approval, changes_since_build

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policypack.pack.pack import Pack
    from policypack.pages.render import Renderer


def changes_of(renderer: Renderer) -> dict[str, Any]:
    """Return which pages differ from what was agreed, or where nothing was, from the last build; {} before both.

    Raises ProblemsFoundError where what was noted then cannot be read.
    """
    found = changes_since_approval(renderer) or changes_since_build(renderer)
    if found is None:
        return {}
    pages = [
        {"page": one.page, "title": one.title, "kind": one.kind, "sentences": len(one.changes)} for one in found.found
    ]
    return {"since": found.since.isoformat(), "pages": pages}


def to_agree_of(renderer: Renderer) -> dict[str, Any]:
    """Return what has to be agreed, by whom, and by when; the pages are empty where nothing has.

    by: the role that agreed last; "" where nobody has. in_the_way: what has to be settled first.
    """
    approval = renderer.pack.approval
    late = approval is not None and approval.next_review < renderer.pack.today
    pages = policies(renderer) if approval is None or late else renderer.waiting()
    return {
        "by": approval.role if approval else "",
        "agreed_on": approval.date.isoformat() if approval else "",
        "due": approval.next_review.isoformat() if approval else "",
        "pages": [one.page.title for one in pages],
        "in_the_way": [finding.title for finding in stands_in_the_way(renderer.pack.findings)] if pages else [],
    }


def row_of(pack: Pack) -> dict[str, Any]:
    """Return what the leaders of a body see of a group.

    lead: how to reach who leads on safeguarding there. otherwise: what it answers otherwise than is laid down.
    """
    reviews = pack.reviews
    urgent = [finding.title for finding in pack.findings if finding.severity == "urgent" and not finding.undecided]
    return {
        "name": pack.answers.get("organisation.name") or "",
        "urgent": urgent,
        "overdue": [review.what for review in reviews if review.is_overdue],
        "next": next((review.due.isoformat() for review in reviews if not review.is_overdue), ""),
        "review": pack.approval.next_review.isoformat() if pack.approval else "",
        "lead": _lead(pack),
        "otherwise": list(_otherwise(pack)),
    }


def _otherwise(pack: Pack) -> Iterator[str]:
    """Yield what a group answers otherwise than the body above, with its reason; never the answer itself."""
    for qid, laid in pack.answers.laid_down.items():
        prompt = pack.catalogue.questions[qid].prompt
        if qid in pack.answers.not_taken:
            yield f"{prompt} (settled: its answer is not used)"
        elif laid.strength == "given" and pack.answers.get(qid) not in {None, laid.value}:
            yield f"{prompt} ({laid.reason or 'no reason given'})"


def _lead(pack: Pack) -> str:
    lead = pack.answers.get("people.lead")
    for person in pack.answers.items("people.team"):
        role = pack.answers.get("people.team.role", person)
        if role and role == lead:
            ways = (pack.answers.get(f"people.team.{way}", person) for way in ("email", "phone"))
            return ", ".join([str(role), *(str(way) for way in ways if way and way != "none")])
    return ""
