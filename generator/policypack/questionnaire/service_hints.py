"""Service hints: what was last seen of a service, where and when, for whoever confirms it to check. Never on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.text.english import day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policypack.content.catalogue import Catalogue
    from policypack.content.services import Service
    from policypack.questionnaire.asked import Asked

BEFORE = "Check this on their own sites before you rely on it:"


def hints(catalogue: Catalogue, services: Iterable[str]) -> list[str]:
    """Return what is to be checked of services, by their ids, a paragraph each."""
    rows = [catalogue.services[service] for service in services if service in catalogue.services]
    return [_hint(row) for row in rows if row.hours_seen or row.check_first]


def service_of(asked: Asked) -> tuple[str, ...]:
    """Return the service whose hours a question asks for, where its group has one item for each service."""
    group = asked.group
    if group is None or asked.item is None or group.by_id[group.label or ""].choices_from != "services":
        return ()
    if asked.question.id == group.label or asked.question.type == "date":
        return ()
    return (asked.item.name,)


def _hint(row: Service) -> str:
    seen = " ".join(text for text in (row.hours_seen, row.check_first) if text)
    return f"{row.name}. {seen} We read this on {day(row.seen)}." + (f" {row.web}" if row.web else "")
