"""A month is told as a month, wherever pages say when something was last done; lateness counts from its end."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from policypack.pack.pack import load_pack
from policypack.pack.reviews import reviews
from policypack.pages.render import render_pages
from tests import sound
from tests.organisations import workspace_with
from tests.pack.test_findings import OVERDUE
from tests.pages.words import markdown_of

MONTHS: dict[str, Any] = {
    sound.PLACE + "risk_assessed_on": "2026-03",
    "online.accounts.1.risk_assessed_on": "November 2026",
    sound.PLACE + "settings_checked_on": "2026-03",
    "reporting.local.0.checked_on": "March 2026",
    "signposting.checked_on": "Mar 2026",
    "adults.trained_on": "03/2026",
    "signposting.hours": [{"service": "shout", "open": "always", "checked_on": "2026-03"}],
    "signposting.own": [
        {"name": "Drop-in", "helps_with": "Worries", "phone": "none", "web": "none", "checked_on": "2026-03"}
    ],
}
TOLD: dict[str, dict[str, tuple[str, ...]]] = {
    "staff": {
        "who-can-help.md": ("We last looked at this list in March 2026.", "We checked in March 2026."),
        "about-this-pack.md": ("in March 2026",),
        "training-and-support.md": ("The last training was in March 2026.",),
        "settings-checklist.md": ("Last gone through in March 2026",),
    },
    "leaders": {
        "risk-assessments.md": ("**Last written down:** March 2026 (8 months ago)", "November 2026 (this month)"),
        "register.md": ("Settings gone through:** March 2026", "You looked at them in March 2026."),
    },
}


@pytest.mark.parametrize("audience", TOLD)
def test_each_page_tells_a_month_as_people_say_it(audience: str, tmp_path: Path) -> None:
    pack = load_pack(workspace_with(sound.text(MONTHS), tmp_path), sound.TODAY)
    pages = render_pages(pack, audience)  # type: ignore[arg-type]
    assert not [path for path, page in pages.items() if "2026-03" in page or "on March 2026" in page]
    for name, told in TOLD[audience].items():
        page = next(page for path, page in pages.items() if path.endswith(name))
        for words in told:
            assert words in page, (name, words)


@pytest.mark.parametrize(
    ("month", "ago"),
    [("2026-03", "8 months ago"), ("2026-10", "last month"), ("2026-11", "this month"), ("2027-02", "still to come")],
)
def test_how_long_ago_a_month_was_is_told_in_months(month: str, ago: str, tmp_path: Path) -> None:
    changes = {sound.PLACE + "risk_assessed_on": month}
    pages = markdown_of(load_pack(workspace_with(sound.text(changes), tmp_path), sound.TODAY), "leaders")
    assert f" ({ago}).\n" in pages["risk-assessments.md"]


@pytest.mark.parametrize("review", [name for name in OVERDUE if name not in ("own-devices", "settings")])
def test_what_was_done_in_a_month_is_late_once_it_is_late_for_the_last_day_of_that_month(review: str) -> None:
    changes, due = OVERDUE[review]
    last = date(due.year, 11, 30)
    in_months = {name: _month_of(value) for name, value in changes.items()}
    calendar = reviews(sound.answers(in_months, last), sound.CATALOGUE, None)
    assert last in {one.due for one in calendar if one.rule.id == review}
    assert not [one for one in calendar if one.rule.id == review and one.is_overdue]
    after = reviews(sound.answers(in_months, date(due.year, 12, 1)), sound.CATALOGUE, None)
    assert [one for one in after if one.rule.id == review and one.is_overdue]


def _month_of(value: Any) -> Any:
    if isinstance(value, list):
        return [{name: _month_of(inner) for name, inner in item.items()} for item in value]
    return value[:7] if isinstance(value, str) and value[4:5] == "-" else value
