"""A role that pages send readers to, and that these readers cannot reach, is a finding, whoever it is."""

from __future__ import annotations

from typing import Any

from policypack.pack.finding import Finding
from policypack.pack.findings import find
from tests.folded import folded
from tests.pack.test_findings import COUNSELS
from tests.sound import CATALOGUE, SOUND, answers

TITLES = {
    "report": "Report a worry",
    "rules": "House rules",
    "moderation": "Moderating",
    "outside-hours": "Outside our times",
}
SENT_TO = [question for question in CATALOGUE.questions if question.turned_to]
SHIFT_LEAD = {
    "role": "Shift lead",
    "first_name": "none",
    "email": "shift@testbourne.example",
    "phone": "none",
    "public_details": "none",
    "staff_details": "none",
}


def found(changes: dict[str, Any], **person: Any) -> list[Finding]:
    """Return the findings of the kind, with a shift lead in the team who has the answers of `person`."""
    team = [*SOUND["people"]["team"], SHIFT_LEAD | person]
    every = find(answers({"people.team": team} | changes), CATALOGUE, titles=TITLES)
    return [finding for finding in every if finding.id == "no-way-to-reach"]


def sent_by(qid: str) -> dict[str, Any]:
    several = CATALOGUE.questions[qid].type == "choices"
    more = COUNSELS if qid == "adults.counsellors" else {}
    if qid == "people.meanwhile":
        more = {"people.lead": "none"}
    elif qid == "people.local_person":
        more = {"organisation.parent_body": "Testshire Clubs", "people.lead_of_body": "yes"}
    elif qid == "images.stream_stop":
        more = {"images.livestreams": "yes"}
    return {**more, qid: ["Shift lead"] if several else "Shift lead"}


@folded("qid", [question.qid for question in SENT_TO])
def test_whoever_it_is_to_whom_pages_send_is_found_where_nobody_can_reach_them(qid: str) -> None:
    finding = next(finding for finding in found(sent_by(qid)) if finding.about == "Shift lead")
    worry = any(
        page.startswith(("report", "concern", "bullying", "counselling")) for page in CATALOGUE.questions[qid].turned_to
    )
    assert finding.severity == ("urgent" if worry else "important")
    assert finding.title == "Shift lead: your pages give no way to reach them"


@folded("qid", [question.qid for question in SENT_TO])
@folded(
    "person",
    [
        {"public_details": ["email"]},
        {"email": "none", "phone": "01632 960009", "public_details": ["phone"]},
        {"email": "none", "other_way": "Ask for them at the front desk"},
    ],
)
def test_an_email_address_a_number_or_another_way_is_enough(qid: str, person: dict[str, Any]) -> None:
    assert [finding for finding in found(sent_by(qid), **person) if finding.about == "Shift lead"] == []


@folded("question", SENT_TO, ids=lambda question: question.qid)
def test_what_only_staff_may_see_reaches_staff_alone(question: Any) -> None:
    is_found = any(finding.about == "Shift lead" for finding in found(sent_by(question.qid), staff_details=["email"]))
    assert is_found == (question.visibility == "public")


def test_a_role_that_no_page_sends_anybody_to_needs_no_way() -> None:
    assert found({}) == []
    assert found({"online.accounts.0.moderators": ["Shift lead"]}) == []


def test_whoever_reads_the_address_for_reports_is_reached_by_it() -> None:
    assert found({"people.cover": "Shift lead", "reporting.mailbox_readers": ["Lead", "Shift lead"]}) == []


def test_what_may_yet_be_shown_is_no_finding() -> None:
    undecided = {key: value for key, value in SHIFT_LEAD.items() if key != "public_details"}
    team = [*SOUND["people"]["team"], undecided]
    every = find(answers({"people.team": team, "rules.appeal": "Shift lead"}), CATALOGUE)
    assert [finding.id for finding in every if finding.id == "no-way-to-reach"] == []


def test_it_names_the_role_and_the_pages() -> None:
    (finding,) = found({"rules.appeal": "Shift lead"})
    assert finding.why == (
        "“House rules” sends its readers to this role, and shows neither an email address nor a number, "
        "nor another way."
    )
    (finding,) = found({"moderation.waiting_messages": "Shift lead"})
    assert "“Outside our times” sends your volunteers and staff to this role" in finding.why
