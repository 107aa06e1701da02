"""What only the leaders' templates have: coverage, risks, who has read it, facts that want a look, links to staff/."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from policypack.pack.findings import stands_in_the_way, told_together
from policypack.pack.printed_facts import printed_facts
from policypack.pack.risks import assess, measures_at_places
from policypack.pages.coverage import STATES
from policypack.pages.who_has_read import WhoHasRead

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from policypack.content.known_facts import KnownFact
    from policypack.content.page_rows import Page
    from policypack.pack.pack import Pack
    from policypack.pages.coverage import Covered


def variables_for_leaders(pack: Pack, coverage: Callable[[], tuple[Covered, ...]]) -> Mapping[str, Any]:
    """Return the variables by their names in templates.

    coverage: works out the state of every guidance point, which takes long, once a template asks for it.
    """
    return {
        "coverage": coverage,
        "states": STATES,
        "blockers": stands_in_the_way(pack.findings),
        "told_together": told_together,
        "risks_of": lambda account: assess(pack.answers.scope(account.item), pack.risk_rules),
        "risks_everywhere": lambda: assess(pack.answers.scope(), pack.risk_rules),
        "measures_at_places": lambda: measures_at_places(pack.answers, pack.risk_rules),
        "who_has_read": cache(lambda: WhoHasRead(pack)),
        "facts_printed": lambda: _facts_printed(pack),
        "to_staff": partial(_link_to_staff, {page.id: page for page in pack.pages_of("staff")}),
    }


def _facts_printed(pack: Pack) -> tuple[tuple[KnownFact, ...], list[KnownFact]]:
    """Return the facts of the world that the pages print, and those of them that want a look."""
    printed = printed_facts(pack)
    return printed, [fact for fact in printed if fact.wants_a_look_on(pack.today)]


def _link_to_staff(present: dict[str, Page], target: str, anchor: str = "") -> Markup:
    """Link from the report into the folder staff/ that a build writes beside it; "" where that has no such page."""
    if target not in present:
        return Markup("")
    path = "../staff/" + present[target].path.removesuffix(".md") + ".html"
    return Markup(path + (f"#{anchor}" if anchor else ""))  # noqa: S704 - both are ours
