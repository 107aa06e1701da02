"""Facts about services of help that an organisation sends people to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.facts.registry import fact

if TYPE_CHECKING:
    from policypack.answers.model import Scope


def services_without_hours(scope: Scope) -> list[str]:
    """Return the names of services to talk to that were ticked, and of which nobody has checked when they are open."""
    ticked = scope.words_of("signposting.services") or ()
    checked = {item.name for item in scope.items("signposting.hours") if "open" in item.values}
    rows = [row for row in scope.catalogue.services.values() if row.id in ticked and row.id not in checked]
    return [row.name for row in rows if row.group == "talk" and not row.always]


@fact
def services_have_unknown_hours(scope: Scope) -> bool | None:
    """Some service to talk to was ticked, and nobody has checked when it is open."""
    if scope.words_of("signposting.services") is None or scope.answers.is_open("signposting.hours"):
        return None
    return bool(services_without_hours(scope))
