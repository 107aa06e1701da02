"""An organisation whose answers give no cause for any finding. Tests change an answer and see what follows from it."""

from __future__ import annotations

import copy
import json
from datetime import date
from pathlib import Path
from typing import Any

from policypack.answers.model import Answers, Scope
from policypack.answers.reader import answers_of
from policypack.answers.versions import MADE_WITH
from policypack.base.versions import VERSION
from policypack.content.catalogue import load_catalogue
from policypack.facts import FACTS
from policypack.files.yaml_nodes import parse_yaml
from tests.shipped_text import OURS

TODAY = date(2026, 11, 22)
CATALOGUE = load_catalogue(OURS)

SOUND: dict[str, Any] = {
    "organisation": {
        "name": "Testbourne Youth Club",
        "short_name": "Testbourne",
        "kind": "hobby_community",
        "run_by": "trustees",
        "charity": "yes",
        "nations": ["england"],
        "parent_body": "none",
        "aims": "We plan our evenings and share what we make.",
        "counselling": "no",
        "in_person": "yes",
        "confidential": "no",
        "access": "none",
        "safeguarding_policy": "own",
        "safeguarding_policy_address": "none",
        "privacy_notice": "https://www.testbourne.example/privacy",
    },
    "people": {
        "team": [
            {
                "role": role,
                "first_name": "none",
                "email": f"{role.casefold()}@testbourne.example",
                "phone": "none" if role == "Chair" else "01632 960001",
                "public_details": ["email"],
                "staff_details": ["email"] if role == "Chair" else ["email", "phone"],
            }
            for role in ("Lead", "Deputy", "Chair")
        ],
        "lead": "Lead",
        "cover": "Deputy",
        "wait": "half_hour",
    },
    "ages": {
        "members": "children",
        "groups": [{"name": "Juniors", "from": "11", "to": "15"}, {"name": "Seniors", "from": "16", "to": "17"}],
        "kept_apart": "no",
    },
    "online": {
        "accounts": [
            {
                "platform": "spond",
                "name": "Our Spond",
                "seen_by": "members",
                "address": "none",
                "purpose": "Dates and plans",
                "for_whom": ["children", "parents"],
                "age_groups": ["Juniors", "Seniors"],
                "who_may_join": "Members and their parents",
                "joining_checks": ["known"],
                "members_talk": "yes",
                "members_in_private": "no",
                "private_messages": "on",
                "private_message_rule": "two_adults",
                "comments": "after",
                "moderators": ["Lead", "Deputy"],
                "risk_assessed_on": "2026-11-01",
                "settings_checked_on": "2026-11-01",
            },
            {
                "platform": "email-newsletter",
                "name": "Newsletter",
                "seen_by": "members",
                "address": "none",
                "purpose": "News for families",
                "for_whom": ["parents"],
                "who_may_join": "Parents of members",
                "joining_checks": ["list"],
                "members_talk": "no",
                "private_messages": "on",
                "private_message_rule": "point_elsewhere",
                "comments": "off",
                "moderators": ["Deputy", "Chair"],
                "risk_assessed_on": "2026-11-01",
                "settings_checked_on": "2026-11-01",
            },
        ],
        "not_ours": "none",
        "new_place": "Chair",
        "own_service": "no",
    },
    "moderation": {
        "times": "every day 16:00-20:00",
        "other_times": "none",
        "closed": [{"name": "Christmas", "first_day": "2026-12-24", "last_day": "2027-01-03"}],
        "watching": "constantly",
        "sharing": "turns",
        "handover": "Lead",
        "reply_time": "same_time",
        "outside": ["comments_closed", "pinned"],
        "waiting_messages": "Lead",
        "names_shown": "host_name",
        "one_role": "no",
        "same_everywhere": "yes",
    },
    "rules": {
        "house": ["kind_words", "private_things", "no_bullying", "ask_before_sharing", "no_nasty_content"],
        "own": "none",
        "agreeing": "joining_place",
        "signing": "child_and_parent",
        "young_code": ["be_kind", "no_bullying_anywhere"],
        "written_with": "yes",
        "breaking": ["remind", "hide", "talk"],
        "decides": ["Lead", "Deputy"],
        "appeal": "Chair",
        "bullying": "Lead",
    },
    "reporting": {
        "taken_by": ["Lead", "Deputy"],
        "mailbox": "report@testbourne.example",
        "mailbox_readers": ["Lead", "Deputy"],
        "form": "none",
        "also": ["in_person"],
        "read_at": "every day 08:00-20:00",
        "read_when_closed": "yes",
        "answered_within": "next_day",
        "about_adult": "Lead",
        "about_lead": "Chair",
        "complaints": "Chair",
        "sharing_rule": "yes",
        "local": [
            {
                "area": "Testshire Council",
                "day_phone": "01632 960111",
                "night_phone": "none",
                "officer_phone": "01632 960112",
                "checked_on": "2026-11-01",
            }
        ],
    },
    "signposting": {
        "services": ["shout"],
        "checked_on": "2026-11-01",
        "hours": [{"service": "shout", "open": "Day and night", "checked_on": "2026-11-01"}],
        "own": "none",
    },
    "images": {
        "photos": "yes",
        "photo_consent": "child_and_parent",
        "own_form": "none",
        "shared_in": ["closed"],
        "kept_out": ["full_names", "schools", "places"],
        "visitors": "own_child",
        "photographers": "briefed",
        "not_shown": "yes",
        "stored": "organisation",
        "deleted_after": "year",
        "livestreams": "yes",
        "stream_places": "none",
        "stream_children": "agreed",
        "stream_consent": "child_and_parent",
        "stream_comments": "off",
        "stream_stop": ["Chair"],
        "stream_kept": ["platform"],
        "stream_deleted": "month",
        "calls": "yes",
        "two_adults": "yes",
        "live_consent": "child_and_parent",
        "recorded": "no",
    },
    "adults": {
        "messaging": "official",
        "connected": "never",
        "logins": "individual",
        "devices": "organisation",
        "inside": ["email"],
        "second_adult": "yes",
        "code": ["never_secret", "colleague", "young_leaders"],
        "code_broken": "Chair",
        "recruitment": "same",
        "young_helpers": "no",
        "training": "all",
        "trained_on": "2026-03-14",
        "trained_often": "two_years",
        "support": "yes",
        "managers": "yes",
        "leaving": "Chair",
        "notes_kept": "three_months",
        "records_kept": "by_policy",
        "messages_kept": "year",
        "accounts_kept": "month",
        "enough": "yes",
        "aftercare": "Lead",
        "kept_up_to_date": "yes",
        "settings_checked": "yearly",
    },
    "brand": {
        "logo": "none",
        "colour": "none",
        "welcome": "none",
        "address": "https://club.example/",
        "until_agreed": "agreed",
    },
}

PLACE = "online.accounts.0."
"""The first account, in the names of changes."""


def text(changes: dict[str, Any] | None = None) -> str:
    """Return an answers file with the sound answers and changes.

    changes: by qid, with the position of an item in it; None takes an answer out.
    """
    said = {MADE_WITH: VERSION} | copy.deepcopy(SOUND)
    for name, value in (changes or {}).items():
        *path, last = [int(step) if step.isdigit() else step for step in name.split(".")]
        at: Any = said
        for step in path:
            at = at[step]
        if value is None:
            del at[last]
        else:
            at[last] = value
    return json.dumps(said)


def answers(changes: dict[str, Any] | None = None, today: date = TODAY) -> Answers:
    """Return the sound answers with changes, which are given as `text` takes them."""
    return answers_of(parse_yaml(text(changes), "answers.yml"), CATALOGUE, today, FACTS, Path(), "answers.yml")


def scope(changes: dict[str, Any] | None = None, item: tuple[str, int] | None = None, today: date = TODAY) -> Scope:
    """Return the same as a fact is asked of it. item: a group's qid and the position of an item in it."""
    changed = answers(changes, today)
    return changed.scope(None if item is None else changed.items(item[0])[item[1]])
