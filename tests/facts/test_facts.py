"""Derived facts: each is true, false or unknown where the answers say so."""

from __future__ import annotations

from typing import Any

import pytest

from policypack.answers.model import Answers
from policypack.facts import FACTS
from tests.sound import CATALOGUE, PLACE, TODAY, scope

ACCOUNT = ("online.accounts", 0)
LEAD = ("people.team", 0)
AREA = ("reporting.local", 0)
TERM_TIME = {"moderation.times": "every day 16:00-20:00 in term time"}
TERM = {"name": "Term", "first_day": "2026-09-01"}
NO_GROUPS = {PLACE + "age_groups": None}

CASES: list[tuple[str, dict[str, Any], tuple[str, int] | None, bool | None]] = [
    ("has_under_11s", {}, None, False),
    ("has_under_11s", {"ages.groups.0.from": "10"}, None, True),
    ("has_under_11s", {**NO_GROUPS, "ages.groups": None}, None, None),
    ("has_11_to_13s", {}, None, True),
    ("has_11_to_13s", {"ages.groups.0.from": "14"}, None, False),
    ("has_14_to_17s", {}, None, True),
    ("has_14_to_17s", {**NO_GROUPS, "ages.groups": [{"name": "Small", "from": "5", "to": "13"}]}, None, False),
    ("works_with_children", {}, None, True),
    ("works_with_children", {**NO_GROUPS, "ages.groups": [{"name": "Old", "from": "18", "to": "99"}]}, None, False),
    ("works_with_children", {**NO_GROUPS, "ages.groups": None}, None, None),
    ("may_work_with_children", {**NO_GROUPS, "ages.groups": None}, None, True),
    (
        "may_work_with_children",
        {**NO_GROUPS, "ages.groups": [{"name": "Grown", "from": "18", "to": "99"}]},
        None,
        False,
    ),
    ("children_may_be_there", {}, None, True),
    ("children_may_be_there", {"ages.members": None}, None, True),
    ("children_may_be_there", {"ages.members": "parents"}, None, False),
    ("children_may_be_there", {"ages.members": "adults"}, None, False),
    ("several_age_groups", {}, None, True),
    ("several_age_groups", {**NO_GROUPS, "ages.groups": [{"name": "All", "from": "11", "to": "17"}]}, None, False),
    ("several_accounts", {}, None, True),
    ("several_accounts", {"online.accounts": [{"platform": "spond", "name": "Spond"}]}, None, False),
    ("several_accounts", {"online.accounts": None}, None, None),
    ("has_parents_group", {}, None, True),
    (
        "has_parents_group",
        {PLACE + "for_whom": ["children"], "online.accounts.1.seen_by": "everybody"},
        None,
        False,
    ),
    ("has_parents_group", {"online.accounts": None}, None, None),
    ("members_contradict_places", {}, None, False),
    ("members_contradict_places", {"ages.members": "parents"}, None, True),
    ("members_contradict_places", {"ages.members": "parents", PLACE + "for_whom": ["parents"]}, None, False),
    ("members_contradict_places", {"ages.members": "parents", PLACE + "for_whom": ["adults"]}, None, True),
    ("members_contradict_places", {"ages.members": "adults", PLACE + "for_whom": ["adults"]}, None, False),
    ("members_contradict_places", {"ages.members": "adults"}, None, True),
    ("members_contradict_places", {PLACE + "for_whom": ["parents"]}, None, True),
    ("members_contradict_places", {PLACE + "for_whom": None}, None, False),
    ("members_contradict_places", {"ages.members": None}, None, None),
    ("has_parents_group", {}, None, True),
    ("has_parents_group", {"online.accounts": [{"platform": "spond", "name": "Spond"}]}, None, False),
    ("has_parents_group", {"online.accounts": None}, None, None),
    ("several_nations", {}, None, False),
    ("several_nations", {"organisation.nations": ["england", "wales"]}, None, True),
    ("several_nations", {"organisation.nations": None}, None, None),
    ("area_has_officer", {}, AREA, True),
    ("area_has_officer", {"organisation.nations": ["scotland"]}, AREA, False),
    ("area_has_officer", {"organisation.nations": ["england", "scotland"]}, AREA, None),
    ("has_reading_times", {}, None, True),
    ("has_reading_times", {"moderation.times": "none"}, None, False),
    ("has_reading_times", {"moderation.times": None}, None, None),
    ("some_times_hang_on_terms", {}, None, False),
    ("some_times_hang_on_terms", {"moderation.times": "Mon 16:00-20:00 in the holidays"}, None, True),
    (
        "some_times_hang_on_terms",
        {"moderation.other_times": [{"account": "Newsletter", "times": "Mon 18:00-20:00 in term time"}]},
        None,
        True,
    ),
    ("some_times_hang_on_terms", {"moderation.times": None}, None, None),
    ("all_terms_have_passed", {}, None, None),
    ("all_terms_have_passed", {**TERM_TIME, "moderation.terms": [dict(TERM, last_day="2026-11-22")]}, None, False),
    ("all_terms_have_passed", {**TERM_TIME, "moderation.terms": [dict(TERM, last_day="2026-11-21")]}, None, True),
    ("all_closed_days_have_passed", {}, None, False),
    ("all_closed_days_have_passed", {"moderation.closed": [dict(TERM, last_day="2026-11-21")]}, None, True),
    ("all_closed_days_have_passed", {"moderation.closed": "none"}, None, None),
    ("long_break_is_ahead", {}, None, True),
    ("long_break_is_ahead", {"moderation.closed": "none"}, None, False),
    ("long_break_is_ahead", {"moderation.closed": [dict(TERM, last_day="2026-11-28")]}, None, True),
    ("long_break_is_ahead", {"moderation.closed": [dict(TERM, last_day="2026-11-27")]}, None, False),
    ("long_break_is_ahead", {"moderation.times": "none"}, None, None),
    ("lead_is_told_of_itself", {}, None, False),
    ("lead_is_told_of_itself", {"reporting.about_lead": "Lead"}, None, True),
    ("lead_is_told_of_itself", {"reporting.about_lead": None}, None, None),
    ("mailbox_reaches_its_reader", {}, None, False),
    ("mailbox_reaches_its_reader", {"people.team.2.email": "lead@testbourne.example"}, None, True),
    ("mailbox_reaches_its_reader", {"people.team.2.email": "none"}, None, True),
    ("mailbox_reaches_its_reader", {"people.team.2.email": "none", "people.team.2.phone": "01632 960123"}, None, False),
    ("mailbox_reaches_its_reader", {"reporting.about_lead": None}, None, None),
    ("complaint_reaches_the_lead", {}, None, False),
    ("complaint_reaches_the_lead", {"reporting.complaints": "Lead"}, None, True),
    ("complaint_reaches_the_lead", {"people.team.2.email": "lead@testbourne.example"}, None, True),
    ("complaint_reaches_the_lead", {"reporting.complaints": None}, None, None),
    ("one_reader_of_reports", {}, None, False),
    ("one_reader_of_reports", {"reporting.mailbox_readers": ["Chair"]}, None, True),
    ("one_reader_of_reports", {"reporting.mailbox_readers": None}, None, None),
    ("decided_and_reviewed_by_the_same", {}, None, False),
    ("decided_and_reviewed_by_the_same", {"rules.decides": ["Chair"]}, None, True),
    ("decided_and_reviewed_by_the_same", {"rules.decides": ["Lead", "Chair"]}, None, True),
    ("decided_and_reviewed_by_the_same", {"rules.appeal": "none"}, None, False),
    ("decided_and_reviewed_by_the_same", {"rules.appeal": None}, None, None),
    ("number_nobody_can_reach", {}, LEAD, False),
    ("number_nobody_can_reach", {"people.team.0.public_details": "none"}, LEAD, False),
    (
        "number_nobody_can_reach",
        {"people.team.0.public_details": ["first_name"], "reporting.mailbox_readers": ["Deputy"]},
        LEAD,
        True,
    ),
    ("number_nobody_can_reach", {"people.team.0.public_details": None}, LEAD, None),
    ("number_nobody_can_reach", {"people.team.2.public_details": "none"}, ("people.team", 2), True),
    (
        "number_nobody_can_reach",
        {"people.team.2.public_details": "none", "reporting.about_lead": "Deputy", "reporting.about_adult": "Lead"},
        ("people.team", 2),
        False,
    ),
    ("kept_apart_groups_share_a_place", {}, None, False),
    ("kept_apart_groups_share_a_place", {"ages.kept_apart": "yes"}, None, True),
    ("kept_apart_groups_share_a_place", {"ages.kept_apart": None}, None, None),
    ("answers_promised_sooner_than_read", {}, None, False),
    ("answers_promised_sooner_than_read", {"moderation.times": "Mon 18:00-20:00"}, None, True),
    (
        "answers_promised_sooner_than_read",
        {"moderation.times": "Mon 18:00-20:00", "moderation.reply_time": "one_week"},
        None,
        False,
    ),
    (
        "answers_promised_sooner_than_read",
        {"moderation.times": "Mon 18:00-20:00", "moderation.reply_time": "same_time"},
        None,
        False,
    ),
    (
        "answers_promised_sooner_than_read",
        {"moderation.other_times": [{"account": "Newsletter", "times": "Mon 18:00-20:00"}]},
        None,
        True,
    ),
    ("answers_promised_sooner_than_read", {**TERM_TIME, "moderation.reply_time": "one_week"}, None, True),
    ("answers_promised_sooner_than_read", {"moderation.reply_time": None}, None, None),
    ("nobody_behind_the_times", {}, None, False),
    (
        "nobody_behind_the_times",
        {PLACE + "moderators": "none", "online.accounts.1.moderators": "none"},
        None,
        True,
    ),
    ("nobody_behind_the_times", {PLACE + "moderators": "none", "online.accounts.1.moderators": None}, None, False),
    ("nobody_behind_the_times", {"moderation.times": None}, None, None),
    ("mailbox_misses_those_who_take_reports", {}, None, False),
    ("mailbox_misses_those_who_take_reports", {"reporting.mailbox_readers": ["Chair"]}, None, True),
    ("mailbox_misses_those_who_take_reports", {"reporting.taken_by": None}, None, None),
    ("permissions_not_listed", {"adults.devices": "own_recorded", "adults.own_devices": "none"}, None, True),
    (
        "permissions_not_listed",
        {"adults.devices": "own_recorded", "adults.own_devices": [{"what": "Lead's phone"}]},
        None,
        False,
    ),
    ("permissions_not_listed", {}, None, None),
    ("own_service_among_places", {}, None, False),
    ("own_service_among_places", {PLACE + "platform": "own-forum"}, None, True),
    ("own_service_among_places", {PLACE + "platform": "own-website-comments", PLACE + "comments": "off"}, None, False),
    ("own_service_among_places", {"online.accounts": None}, None, None),
    ("every_place_assessed", {}, None, True),
    ("every_place_assessed", {PLACE + "risk_assessed_on": "none"}, None, False),
    ("every_place_assessed", {PLACE + "risk_assessed_on": None}, None, None),
    ("some_places_assessed", {}, None, False),
    ("some_places_assessed", {PLACE + "risk_assessed_on": "none"}, None, True),
    ("some_places_assessed", {PLACE + "risk_assessed_on": None}, None, True),
    (
        "some_places_assessed",
        {PLACE + "risk_assessed_on": None, "online.accounts.1.risk_assessed_on": None},
        None,
        None,
    ),
    ("is_read_at_set_times", {}, ACCOUNT, True),
    ("is_read_at_set_times", {"moderation.other_times": [{"account": "Our Spond", "times": "none"}]}, ACCOUNT, False),
    ("is_read_at_set_times", {"moderation.times": None}, ACCOUNT, None),
    ("below_platform_age", {}, ACCOUNT, None),
    ("below_platform_age", {PLACE + "platform": "tiktok"}, ACCOUNT, True),
    ("below_platform_age", {PLACE + "platform": "tiktok", "ages.groups.0.from": "13"}, ACCOUNT, False),
    ("below_announced_age", {}, ACCOUNT, None),
    ("below_announced_age", {PLACE + "platform": "tiktok", "ages.groups.0.from": "13"}, ACCOUNT, True),
    ("below_announced_age", {PLACE + "platform": "tiktok"}, ACCOUNT, False),
    ("below_announced_age", {PLACE + "platform": "tiktok", PLACE + "age_groups": ["Seniors"]}, ACCOUNT, False),
    ("platform_cannot_hold_comments", {PLACE + "platform": "whatsapp-group"}, ACCOUNT, True),
    ("platform_cannot_hold_comments", {PLACE + "platform": "youtube"}, ACCOUNT, False),
    ("platform_cannot_hold_comments", {PLACE + "platform": "other"}, ACCOUNT, None),
    ("platform_holds_posts_alone", {PLACE + "platform": "facebook-group"}, ACCOUNT, True),
    ("platform_holds_posts_alone", {PLACE + "platform": "youtube"}, ACCOUNT, False),
    ("platform_holds_posts_alone", {PLACE + "platform": "other"}, ACCOUNT, False),
    ("messages_cannot_be_off", {PLACE + "platform": "whatsapp-group"}, ACCOUNT, True),
    ("messages_cannot_be_off", {}, ACCOUNT, False),
    ("messages_cannot_be_off", {PLACE + "platform": "other"}, ACCOUNT, None),
    ("numbers_are_visible", {}, ACCOUNT, False),
    ("numbers_are_visible", {PLACE + "platform": "whatsapp-group"}, ACCOUNT, True),
    ("numbers_are_visible", {PLACE + "platform": None}, ACCOUNT, None),
    ("is_live", {}, ACCOUNT, False),
    ("is_live", {PLACE + "platform": "zoom"}, ACCOUNT, True),
    ("is_live", {PLACE + "platform": None}, ACCOUNT, None),
    ("invite_link_is_public", {}, ACCOUNT, False),
    (
        "invite_link_is_public",
        {PLACE + "seen_by": "everybody", PLACE + "address": "https://www.Discord.gg/abc"},
        ACCOUNT,
        True,
    ),
    (
        "invite_link_is_public",
        {PLACE + "seen_by": "everybody", PLACE + "address": "https://example.org/discord.gg/"},
        ACCOUNT,
        False,
    ),
    (
        "invite_link_is_public",
        {PLACE + "seen_by": "members", PLACE + "address": "https://discord.gg/abc"},
        ACCOUNT,
        False,
    ),
    ("invite_link_is_public", {PLACE + "address": None}, ACCOUNT, None),
]


@pytest.mark.parametrize(("fact", "changes", "item", "wanted"), CASES)
def test_a_fact_says_what_follows_from_the_answers(
    fact: str, changes: dict[str, Any], item: tuple[str, int] | None, wanted: bool | None
) -> None:
    assert scope(changes, item).fact(fact) is wanted


def test_each_fact_is_seen_true_and_false() -> None:
    for fact in FACTS:
        assert {wanted for name, _, _, wanted in CASES if name == fact} >= {True, False}, fact


def test_where_nothing_was_answered_no_fact_holds_but_that_there_may_be_children() -> None:
    nothing = Answers(CATALOGUE, TODAY, {}, {}, FACTS).scope()
    assert {fact for fact in FACTS if nothing.fact(fact)} == {"children_may_be_there", "may_work_with_children"}
