"""The ages that a page for children is for, in words: those that are met here, and not the whole band.

Pages for children are written for three bands of ages. Where an organisation has nobody of 11 or 12, the page for 11 to
13 says "age 13".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.facts.groups import BANDS, ages_met, oldest_group_has_18s

if TYPE_CHECKING:
    from policypack.answers.model import Scope
    from policypack.content.page_rows import Page


def age_in_words(scope: Scope, band: str) -> str:
    """Return what somebody of this band says of themselves: "under 11", "11 to 13", "13". band: as pages name it."""
    if band == "under_11":
        return "under 11"
    first, last = ages_met(scope, band) or BANDS[band]
    if band == "from_14" and oldest_group_has_18s(scope):
        return f"{first} or over"
    return str(first) if first == last else f"{first} to {last}"


def with_ages_named(page: Page, scope: Scope) -> Page:
    """Return a page whose title and description name the ages that are met, where they name {ages}."""
    if "{ages}" not in page.title + page.description:
        return page
    age = age_in_words(scope, page.gate).replace(" or ", " and ")
    ages = f"ages {age}" if " " in age else f"age {age}"
    words = {field: getattr(page, field).replace("{ages}", ages) for field in ("title", "description")}
    return page.model_copy(update=words)
