"""Laid down: what a body above says to one question of its groups."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policypack.answers.types.question_type import Value

Strength = Literal["locked", "given", "suggested", "asked for"]


@dataclass(frozen=True, slots=True)
class LaidDown:
    """What a body says to one question.

    by: what the body is called. strength: locked, given (it holds until a group answers otherwise), suggested, or asked
    for. raw: its answer as its file holds it; "" where it only asks for one. value: as it was read. file, line: where
    it stands. adopted_by: of a list, who laid each choice down. reason: why the group answered otherwise, or "".
    asked_by: who asks every group for an answer, or "".
    """

    by: str
    strength: Strength
    raw: str | list[str]
    value: Value | None
    file: str
    line: int
    adopted_by: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    asked_by: str = ""
