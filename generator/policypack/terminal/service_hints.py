"""Service hints on a screen: said to whoever confirms a service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.questionnaire.service_hints import BEFORE, hints

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policypack.content.catalogue import Catalogue
    from policypack.terminal.face import Face


def show_hints(face: Face, catalogue: Catalogue, services: Iterable[str]) -> None:
    """Say what is to be checked of services, by their ids; nothing where nothing is known to check."""
    found = hints(catalogue, services)
    if found:
        face.say(BEFORE, "heading")
        for hint in found:
            face.say(f"- {hint}", indent="  ")
