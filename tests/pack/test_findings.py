"""Findings: each is raised by the answers that it is about, and by no others."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from policypack.answers.in_words import answer_in_words
from policypack.base.month import months_after
from policypack.content.finding_rules import SEVERITIES
from policypack.content.guidance import load_guidance
from policypack.pack.approval import Approval
from policypack.pack.finding import Finding
from policypack.pack.findings import find, told_together
from policypack.pack.pack import load_pack
from policypack.pack.reviews import reviews
from tests.folded import folded
from tests.organisations import ORGANISATIONS, workspace_of
from tests.shipped_text import NOT_OUR_VOICE, OURS, PLACEHOLDER, sentences
from tests.sound import CATALOGUE, PLACE, TODAY, answers

POINTS = {point.id for point in load_guidance(OURS)}
RULES = {rule.id: rule for rule in CATALOGUE.finding_rules}
REVIEWS = {rule.id: rule for rule in CATALOGUE.review_rules}

COUNSELS: dict[str, Any] = {
    "organisation.counselling": "yes",
    "adults.counsellors": ["Deputy"],
    "adults.counselling_times": "Mon-Thu 16:00-19:00",
    "adults.counselling_supervision": "two_weeks",
    "adults.counselling_limit": "yes",
    "adults.counselling_notes": "supervisor",
    "adults.counselling_ends": "number",
}
"""Sound answers of an organisation that counsels."""

OF_BODY: dict[str, Any] = {
    "organisation.parent_body": "Testshire Minis",
    "organisation.parent_body_rules": "none",
    "organisation.body_team": "none",
    "people.lead_of_body": "yes",
    "people.local_person": "Deputy",
}
"""Sound answers of a group whose lead is its body's."""
PRIVATE: dict[str, Any] = {
    "organisation.confidential": "yes",
    "organisation.members_known_to": "few",
    "organisation.members_home": "parent_agreed",
    "organisation.contact_home": ["as_agreed", "unnamed"],
    "organisation.members_names": "nickname",
    "organisation.members_outed": "leaves",
    "rules.house": [
        "kind_words",
        "private_things",
        "no_bullying",
        "ask_before_sharing",
        "no_nasty_content",
        "members_private",
    ],
}
"""Sound answers of an organisation whose membership is private."""

RAISED: dict[str, dict[str, Any]] = {
    "nobody-decides-who-knows-at-home": {**PRIVATE, "organisation.members_home": "none"},
    "parents-hear-of-private-membership": {**PRIVATE, "organisation.members_home": "child"},
    "phone-numbers-of-private-members": {**PRIVATE, PLACE + "platform": "whatsapp-group"},
    "private-members-write-in-public": {**PRIVATE, PLACE + "seen_by": "everybody"},
    "private-members-in-pictures": {**PRIVATE, "images.shared_in": ["closed", "press"]},
    "contact-with-private-members-open": {**PRIVATE, "organisation.contact_home": "none"},
    "no-rule-against-outing": {**PRIVATE, "rules.house": ["kind_words"]},
    "outing-without-answer": {**PRIVATE, "organisation.members_outed": "none"},
    "names-of-private-members-open": {**PRIVATE, "organisation.members_names": "none"},
    "anybody-here-may-know-members": {**PRIVATE, "organisation.members_known_to": "none"},
    "cover-at-the-body-unknown": {**OF_BODY, "people.cover": "none"},
    "nobody-on-the-spot": {**OF_BODY, "people.local_person": "none"},
    "one-group-online-and-several": {"ages.kept_apart": "one_online"},
    "adult-members-without-rule": {"ages.members": "all_ages"},
    "services-without-hours": {"signposting.hours": "none"},
    "no-lead": {"people.lead": "none", "people.meanwhile": "Chair"},
    "first-without-phone": {"people.team.0.phone": "none"},
    "no-time-to-wait": {"people.wait": "none"},
    "one-adult-for-everything": {
        "people.cover": "none",
        "reporting.about_lead": "none",
        "reporting.taken_by": ["Lead"],
        "reporting.mailbox_readers": ["Lead"],
        PLACE + "moderators": ["Lead"],
        "online.accounts.1.moderators": ["Lead"],
    },
    "nobody-else-for-a-worry": {
        "people.cover": "none",
        "reporting.taken_by": ["Lead"],
        "reporting.mailbox_readers": ["Lead"],
    },
    "friends-on-own-accounts": {"adults.connected": "some"},
    "places-nobody-agreed": {"online.not_ours": ["nobody_agreed"]},
    "places-on-own-accounts": {"online.not_ours": ["own_account"]},
    "no-house-rules": {"rules.house": "none"},
    "no-young-code": {"rules.young_code": "none"},
    "no-adult-code": {"adults.code": "none"},
    "no-steps": {"rules.breaking": "none"},
    "nobody-trained": {"adults.training": "not_yet"},
    "no-risk-assessment-at-all": {
        PLACE + "risk_assessed_on": "none",
        "online.accounts.1.risk_assessed_on": "none",
    },
    "no-cover": {"people.cover": "none"},
    "lead-reports-to-self": {"reporting.about_lead": "Lead"},
    "nobody-for-reports-about-lead": {"reporting.about_lead": "none"},
    "mailbox-about-its-reader": {"people.team.2.email": "report@testbourne.example"},
    "complaint-about-its-reader": {"reporting.complaints": "Lead"},
    "mailbox-with-one-reader": {"reporting.mailbox_readers": ["Lead"]},
    "nobody-takes-reports": {"reporting.taken_by": "none"},
    "no-moderation-times": {"moderation.times": "none"},
    "no-reply-time": {"moderation.reply_time": "none"},
    "no-web-address": {"brand.address": "none"},
    "below-platform-age": {PLACE + "platform": "instagram"},
    "private-messages-among-adults-without-rule": {
        PLACE + "private_message_rule": "none",
        PLACE + "for_whom": ["parents"],
    },
    "private-messages-without-rule": {PLACE + "private_message_rule": "none"},
    "own-accounts": {"adults.messaging": "own"},
    "one-adult-sees": {"adults.second_adult": "no"},
    "nobody-supervises-counsellors": {**COUNSELS, "adults.counselling_supervision": "none"},
    "counsellors-supervised-rarely": {**COUNSELS, "adults.counselling_supervision": "less_often"},
    "limit-of-counselling-not-said": {**COUNSELS, "adults.counselling_limit": "no"},
    "nobody-named-to-counsel": {**COUNSELS, "adults.counsellors": "none"},
    "counselling-ends-openly": {**COUNSELS, "adults.counselling_ends": "none"},
    "counsellors-write-and-nobody-does": {
        **COUNSELS,
        "adults.messaging": "never",
        "adults.code": ["never_secret", "colleague", "young_leaders"],
        PLACE + "private_message_rule": "supervised",
    },
    "told-in-person-and-never-met": {"organisation.in_person": "no"},
    "unrecorded-devices": {"adults.devices": "own"},
    "shared-password": {"adults.logins": "shared"},
    "one-key-holder": {"adults.managers": "no"},
    "nobody-looks-after": {PLACE + "moderators": "none"},
    "comments-unchecked": {PLACE + "comments": "no"},
    "checked-before-is-not-possible": {PLACE + "comments": "before", PLACE + "platform": "whatsapp-group"},
    "door-without-check": {PLACE + "joining_checks": "none"},
    "no-safeguarding-policy": {"organisation.safeguarding_policy": "none_yet"},
    "no-rules-agreed": {"rules.agreeing": "none"},
    "judge-and-appeal": {"rules.decides": ["Chair"]},
    "no-appeal": {"rules.appeal": "none"},
    "no-photo-consent": {"images.photo_consent": "none"},
    "nobody-asks-the-child": {"images.photo_consent": "parent"},
    "nothing-kept-out": {"images.kept_out": "none"},
    "pictures-seen-by-everybody": {"images.shared_in": ["website"]},
    "moderators-in-regulated-activity": {PLACE + "for_whom": ["children"]},
    "no-rule-for-visitors-pictures": {"images.visitors": "none"},
    "no-rule-for-photographers": {"images.photographers": "none"},
    "no-not-shown-list": {"images.not_shown": "no"},
    "one-adult-in-calls": {"images.two_adults": "no"},
    "untrained-moderators": {"adults.training": "some"},
    "no-support": {"adults.support": "no"},
    "no-risk-assessment": {PLACE + "risk_assessed_on": "none"},
    "no-recruitment": {"adults.recruitment": "not_yet"},
    "settings-unchecked": {"adults.settings_checked": "none"},
    "nobody-for-reports-about-adults": {"reporting.about_adult": "none"},
    "takers-do-not-read-the-mailbox": {
        "reporting.mailbox_readers": ["Chair", "Deputy"],
        "reporting.taken_by": ["Lead"],
    },
    "nobody-takes-complaints": {"reporting.complaints": "none"},
    "passed-on-without-asking": {"reporting.sharing_rule": "no"},
    "no-local-numbers": {"reporting.local": "none", "reporting.no_local": "none"},
    "no-officer-number": {"reporting.local.0.officer_phone": "none"},
    "nobody-behind-the-times": {PLACE + "moderators": "none", "online.accounts.1.moderators": "none"},
    "answers-promised-too-soon": {"moderation.reply_time": "two_days"},
    "reports-answered-too-soon": {"reporting.read_when_closed": "no"},
    "terms-have-passed": {
        "moderation.times": "every day 16:00-20:00; in term time Sat 10:00-12:00",
        "moderation.terms": [{"name": "Summer term", "first_day": "2026-04-20", "last_day": "2026-11-21"}],
    },
    "closed-days-have-passed": {
        "moderation.closed": [{"name": "Summer", "first_day": "2026-07-20", "last_day": "2026-11-21"}],
    },
    "long-break-without-a-word": {"moderation.outside": ["comments_closed"]},
    "nobody-reads-what-waited": {"moderation.waiting_messages": "none"},
    "nothing-outside-the-times": {"moderation.outside": "none"},
    "always-the-same-person": {"moderation.sharing": "alone"},
    "no-handover": {"moderation.handover": "none"},
    "no-name-agreed": {"moderation.names_shown": "none"},
    "nobody-decides": {"rules.decides": "none"},
    "no-purpose": {PLACE + "purpose": "none"},
    "nobody-knows-who-may-join": {PLACE + "who_may_join": "none"},
    "moving-up-not-settled": {"ages.kept_apart": "yes", "ages.moving_up": "none"},
    "services-never-checked": {"signposting.checked_on": "none"},
    "names-on-a-shared-sign-in": {"moderation.names_shown": "first_name", "adults.logins": "shared"},
    "rules-differ-between-places": {"moderation.same_everywhere": "no"},
    "checked-first-but-not-held": {PLACE + "comments": "before", "moderation.outside": ["pinned"]},
    "only-posts-can-be-held": {PLACE + "comments": "before", PLACE + "platform": "facebook-group"},
    "messages-cannot-be-off": {PLACE + "private_messages": "off", PLACE + "platform": "whatsapp-group"},
    "public-invite-to-children": {PLACE + "seen_by": "everybody", PLACE + "address": "https://discord.gg/abc"},
    "public-invite": {
        PLACE + "seen_by": "everybody",
        PLACE + "address": "https://chat.whatsapp.com/abc",
        PLACE + "for_whom": ["parents"],
    },
    "numbers-shown-to-children": {PLACE + "platform": "whatsapp-group"},
    "members-and-places": {"ages.members": "parents"},
    "announced-age-limit": {PLACE + "platform": "facebook-group", "ages.groups.0.from": "14"},
    "settings-never-checked": {PLACE + "settings_checked_on": "none"},
    "anybody-opens-places": {"online.new_place": "none"},
    "own-service": {"online.own_service": "yes", "online.own_service_record": "none"},
    "kept-apart-and-together": {"ages.kept_apart": "yes"},
    "own-service-among-places": {PLACE + "platform": "own-forum"},
    "nobody-deals-with-bullying": {"rules.bullying": "none"},
    "nobody-signs-the-code": {"rules.signing": "none"},
    "children-in-streams-unasked": {"images.stream_children": "anybody"},
    "nobody-can-stop-the-stream": {"images.stream_stop": "none"},
    "stream-recordings-stay": {"images.stream_deleted": "none"},
    "no-call-consent": {"images.live_consent": "none"},
    "stream-comments-unwatched": {"images.stream_comments": "open"},
    "pictures-on-own-devices": {"images.stored": "own"},
    "call-recordings-on-own-devices": {"images.recorded": "yes", "images.call_kept": "own"},
    "pictures-kept-for-ever": {"images.deleted_after": "none"},
    "permissions-not-listed": {"adults.devices": "own_recorded", "adults.own_devices": "none"},
    "code-silent-on-own-devices": {
        "adults.devices": "own_recorded",
        "adults.own_devices": [{"what": "Lead's phone", "reason": "x", "who_can_see": "Deputy", "until": "2027-11-21"}],
    },
    "no-way-to-tell-each-other": {"adults.inside": "none"},
    "nobody-deals-with-a-broken-code": {"adults.code_broken": "none"},
    "young-helpers-without-limits": {"adults.young_helpers": "yes", "adults.code": ["never_secret"]},
    "nobody-takes-back-the-keys": {"adults.leaving": "none"},
    "kept-for-no-set-time": {"adults.notes_kept": "none"},
    "not-enough-people": {"adults.enough": "no"},
    "no-aftercare": {"adults.aftercare": "none"},
    "devices-not-kept-up-to-date": {"adults.kept_up_to_date": "no"},
    "no-privacy-notice": {"organisation.privacy_notice": "none"},
}
"""For each finding, what an organisation with sound answers would have to say otherwise to raise it."""

OVERDUE: dict[str, tuple[dict[str, Any], date]] = {
    "risk-assessment": ({PLACE + "risk_assessed_on": "2025-11-21"}, date(2026, 11, 21)),
    "settings": (
        {PLACE + "settings_checked_on": "2026-05-21", "adults.settings_checked": "twice_a_year"},
        date(2026, 11, 21),
    ),
    "own-service-record": (
        {
            "online.own_service": "yes",
            "online.own_service_limited": "no",
            "online.own_service_record": "2025-11-21",
        },
        date(2026, 11, 21),
    ),
    "local-numbers": ({"reporting.local.0.checked_on": "2025-11-21"}, date(2026, 11, 21)),
    "services": ({"signposting.checked_on": "2025-11-21"}, date(2026, 11, 21)),
    "service-hours": (
        {"signposting.hours": [{"service": "shout", "open": "always", "checked_on": "2025-11-21"}]},
        date(2026, 11, 21),
    ),
    "own-services": (
        {
            "signposting.own": [
                {"name": "Drop-in", "helps_with": "x", "phone": "none", "web": "none", "checked_on": "2025-11-21"}
            ]
        },
        date(2026, 11, 21),
    ),
    "training": ({"adults.trained_on": "2024-11-21"}, date(2026, 11, 21)),
    "own-devices": (
        {
            "adults.devices": "own_recorded",
            "adults.own_devices": [
                {"what": "Lead's phone", "reason": "x", "who_can_see": "Deputy", "until": "2026-11-21"}
            ],
            "adults.code": ["never_secret", "young_leaders", "organisation_devices"],
        },
        date(2026, 11, 21),
    ),
}
"""For each review but that of the approval: answers that become late, and the last day on which they are not."""


def found(changes: dict[str, Any] | None = None, today: date = TODAY) -> tuple[Finding, ...]:
    return find(answers(changes, today), CATALOGUE)


def ids(findings: tuple[Finding, ...]) -> set[str]:
    return {finding.id for finding in findings}


def test_sound_answers_raise_nothing() -> None:
    assert found() == ()
    assert found(COUNSELS) == ()


def test_a_counsellor_whom_no_page_lets_a_child_reach_is_found_but_for_private_messages() -> None:
    nobody = {
        **COUNSELS,
        "people.team.1.public_details": "none",
        "people.cover": "Chair",
        "rules.decides": ["Lead"],
        "reporting.taken_by": ["Lead"],
        "reporting.mailbox_readers": ["Lead", "Chair"],
    }
    assert ids(found(nobody)) == {"no-way-to-reach"}
    assert ids(found(nobody | {PLACE + "private_message_rule": "supervised"})) == set()


def test_findings_that_say_the_same_of_several_items_are_told_together() -> None:
    one = found({"people.lead": "none", "people.meanwhile": "Chair"})[0]
    other, of_its_own = replace(one, title="Elsewhere", about="Elsewhere"), replace(one, first_step="Ask.")
    assert told_together([one, of_its_own, other]) == [[one, other], [of_its_own]]


def test_each_finding_stands_in_the_table_of_what_raises_it() -> None:
    assert set(RAISED) == set(RULES)
    assert set(OVERDUE) | {"approval"} == set(REVIEWS)


@folded("finding", RAISED)
def test_a_finding_is_raised_by_the_answers_that_it_is_about(finding: str) -> None:
    raised = [one for one in found(RAISED[finding]) if one.id == finding]
    assert raised
    rule = RULES[finding]
    for one in raised:
        assert (one.severity, one.points, one.question) == (rule.severity, rule.points, rule.question)
        assert bool(one.about) == (rule.for_each is not None)
        assert "{" not in one.title + one.why + one.first_step


CONTRADICT = re.compile(r"two things|do not fit|and yet|mend the answer|^You say that|^Your pages say that|^You keep")
"""How a finding speaks that two answers contradict each other."""


@folded("finding", RAISED)
def test_what_speaks_of_two_answers_tells_both_with_their_questions(finding: str) -> None:
    """Whoever reads it sees which two are meant, and what was said to each: a choice by its words, not its code."""
    rule = RULES[finding]
    texts = (rule.title, rule.why, rule.first_step)
    assert bool(rule.between) or not any(CONTRADICT.search(text) for text in texts), finding
    if not rule.between:
        return
    assert len(rule.between) > 1
    said_now = answers(RAISED[finding])
    for one in (one for one in found(RAISED[finding]) if one.id == finding):
        told = one.why.partition("You answered: ")[2]
        for qid in rule.between:
            question, group = CATALOGUE.questions[qid], qid.rpartition(".")[0]
            assert f"“{question.prompt}”" in told
            items = said_now.items(group) if group in CATALOGUE.questions.by_qid else (None,)
            said = [
                answer_in_words(question, said_now, item)
                for item in items
                if item is None or item.values.get(question.id)
            ]
            assert any(words.rstrip(".") in told for words in said), (qid, said, told)


@folded("review", OVERDUE)
def test_what_was_to_be_looked_at_again_becomes_a_finding_on_the_day_after(review: str) -> None:
    changes, due = OVERDUE[review]
    assert ids(found(changes, due)) == set()
    late = found(changes, due + timedelta(days=1))
    assert ids(late) == {f"overdue-{review}"}
    assert all(one.overdue and one.severity != "urgent" for one in late)


def test_an_approval_whose_review_has_passed_is_a_finding_without_a_question() -> None:
    record = Approval(role="Committee", date=date(2025, 11, 21), next_review=date(2026, 11, 21), pages={})
    assert find(answers(today=date(2026, 11, 21)), CATALOGUE, record) == ()
    late = find(answers(), CATALOGUE, record)
    assert ids(late) == {"overdue-approval"}
    assert late[0].question == ""


@folded("organisation", ORGANISATIONS)
def test_time_alone_makes_nothing_urgent(organisation: str, tmp_path: Any) -> None:
    """Ten years on, no finding is urgent that is not urgent today; closed days that have passed break no promise."""
    folder = workspace_of(organisation, tmp_path)
    now, later = load_pack(folder, TODAY), load_pack(folder, TODAY.replace(year=2036))
    urgent = [{(one.id, one.about) for one in pack.findings if one.severity == "urgent"} for pack in (now, later)]
    assert urgent[1] <= urgent[0]
    assert len(later.findings) >= len(now.findings)


LATE: dict[str, tuple[dict[str, Any], str]] = {
    "closed days": (
        {"moderation.reply_time": "one_day"},
        "What is written on Wednesday 23 December 2026 at 8pm is read on Monday 4 January 2027 at the earliest.",
    ),
    "closed days among working days": (
        {"moderation.reply_time": "three_working_days"},
        "What is written on Wednesday 23 December 2026 at 8pm is read on Monday 4 January 2027 at the earliest.",
    ),
    "a bank holiday elsewhere": (
        {
            "moderation.times": "Mon-Fri 10:00-17:00",
            "moderation.closed": [{"name": "Scottish", "first_day": "2027-08-02", "last_day": "2027-08-02"}],
            "moderation.reply_time": "one_working_day",
        },
        "What is written on Friday 30 July 2027 at 5pm is read on Tuesday 3 August 2027 at the earliest.",
    ),
    "a weekend": (
        {"reporting.read_at": "Mon-Fri 10:00-17:00"},
        "What is written on Friday 27 November 2026 at 5pm is read on Monday 30 November 2026 at the earliest.",
    ),
    "the holidays": (
        {"moderation.times": "Mon 10:00-17:00, term time only", "moderation.reply_time": "one_week"},
        "Nobody reads in the school holidays.",
    ),
    "no set times": ({"reporting.read_at": "none"}, "Nobody reads at set times."),
}


@folded("kind", LATE)
def test_a_promise_that_is_broken_is_said_with_the_first_day(kind: str) -> None:
    """Whoever promised it sees when somebody would wait in vain."""
    changes, said = LATE[kind]
    (found,) = (finding for finding in find(answers(changes), CATALOGUE) if finding.id.endswith("-too-soon"))
    assert found.severity == "urgent"
    assert found.why.startswith(f"{said} Your pages promise")


def test_reviews_stand_in_the_order_of_their_days_and_name_what_they_are_about() -> None:
    changes = {name: value for said, _ in OVERDUE.values() for name, value in said.items()}
    calendar = reviews(answers(changes), CATALOGUE, None)
    assert [review.due for review in calendar] == sorted(review.due for review in calendar)
    assert "Shout: check its opening hours" in {review.what for review in calendar}
    assert "Our Spond: go through its risk assessment again" in {review.what for review in calendar}


def test_people_outside_are_told_a_day_only_where_its_row_and_the_name_of_its_item_let_them() -> None:
    """A device of somebody's own has a name that only leaders see: a row that names it tells nobody else."""
    changes = {name: value for said, _ in OVERDUE.values() for name, value in said.items()}
    named = [rule.model_copy(update={"for_others": "{name}"}) for rule in CATALOGUE.review_rules]
    told = reviews(answers(changes), replace(CATALOGUE, review_rules=tuple(named)), None)
    about = {review.rule.id: review.for_others for review in told}
    assert about["own-devices"] is None
    assert about["service-hours"] == "Shout"
    shipped = {review.rule.id: review for review in reviews(answers(changes), CATALOGUE, None)}
    assert shipped["own-service-record"].for_others is None
    assert shipped["services"].for_others == "The services on the help list"
    done = shipped["services"].done
    assert done
    assert months_after(done, 12) == shipped["services"].due
    assert shipped["own-devices"].done is None


@folded(
    ("often", "due"),
    [
        ("quarterly", date(2026, 11, 30)),
        ("twice_a_year", date(2027, 2, 28)),
        ("yearly", date(2027, 8, 31)),
        ("none", date(2027, 8, 31)),
    ],
)
def test_settings_are_due_as_often_as_was_said(often: str, due: date) -> None:
    changes = {"adults.settings_checked": often, PLACE + "settings_checked_on": "2026-08-31"}
    calendar = reviews(answers(changes), CATALOGUE, None)
    assert {review.due for review in calendar if (review.rule.id, review.about) == ("settings", "Our Spond")} == {due}


@folded(
    ("day", "months", "after"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 15), 12, date(2027, 12, 15)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 5, 5), 0, date(2026, 5, 5)),
    ],
)
def test_so_many_months_after_a_day_is_the_last_of_the_month_where_it_has_no_such_day(
    day: date, months: int, after: date
) -> None:
    assert months_after(day, months) == after


def test_a_name_that_has_gone_is_found_in_any_text_and_says_what_is_right_now() -> None:
    raised = found({"organisation.aims": "We chat on Skype.", PLACE + "purpose": "Reports to Action Fraud"})
    assert {(one.id, one.about, one.severity) for one in raised} == {
        ("gone-name-organisation.aims", "", "advisory"),
        ("gone-name-online.accounts.purpose", "Our Spond", "advisory"),
    }
    assert any("Report Fraud" in one.why for one in raised)


def test_a_question_without_an_answer_is_not_decided_and_only_that() -> None:
    raised = found({"adults.enough": None, "reporting.taken_by": None})
    assert ids(raised) == {"not-decided-adults.enough", "not-decided-reporting.taken_by"}
    assert all(one.undecided for one in raised)
    assert [one.needed for one in raised] == [True, False]


def test_a_rule_that_an_answer_contradicts_is_a_finding_about_that_rule() -> None:
    raised = found({"adults.code": ["own_accounts_never", "young_leaders"], "adults.messaging": "own"})
    assert ids(raised) == {"own-accounts", "rule-contradicted-own_accounts_never"}


@folded("organisation", ORGANISATIONS)
def test_findings_stand_in_the_order_of_urgency(organisation: str, tmp_path: Any) -> None:
    findings = load_pack(workspace_of(organisation, tmp_path), TODAY).findings
    order = [SEVERITIES.index(finding.severity) for finding in findings]
    assert order == sorted(order)


@folded("rule", REVIEWS.values(), ids=lambda rule: rule.id)
def test_a_review_counts_from_a_day_that_is_asked_for_and_says_what_to_do_first(rule: Any) -> None:
    if rule.question is not None:
        assert CATALOGUE.questions[rule.question].type == "date"
    if rule.often is not None:
        assert set(rule.often.months) == {choice.value for choice in CATALOGUE.questions[rule.often.question].choices}
    assert set(rule.points) <= POINTS


@folded("rule", [*RULES.values(), *REVIEWS.values()], ids=lambda rule: rule.id)
def test_a_finding_is_short_and_plain_and_says_how_long_it_takes(rule: Any) -> None:
    for text in (rule.why, rule.first_step):
        assert all(len(sentence.split()) <= 25 for sentence in sentences(text)), text
        assert text.endswith(".")
    for text in (getattr(rule, "title", ""), getattr(rule, "overdue", ""), rule.why, rule.first_step, rule.takes):
        assert not NOT_OUR_VOICE.search(text), text
        assert not PLACEHOLDER.search(text.replace("{", "").replace("}", "")), text
    assert not rule.takes.endswith(".")
