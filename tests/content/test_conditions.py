"""Conditions are true, false, or not decided; nothing follows from what is not decided yet."""

from __future__ import annotations

import pytest

from policypack.content.conditions import Condition


class Said:
    """Answers and facts for a condition to ask."""

    def words_of(self, question: str) -> tuple[str, ...] | None:
        return {"a.yes": ("yes",), "a.none": ("none",), "a.list": ("x", "y"), "a.empty": ()}.get(question)

    def fact(self, name: str) -> bool | None:
        return {"true": True, "false": False}.get(name)


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ({"question": "a.yes", "is": "yes"}, True),
        ({"question": "a.yes", "is": ["no", "yes"]}, True),
        ({"question": "a.yes", "is": "no"}, False),
        ({"question": "a.open", "is": "yes"}, None),
        ({"question": "a.none", "is_not": "none"}, False),
        ({"question": "a.yes", "is_not": "none"}, True),
        ({"question": "a.open", "is_not": "none"}, None),
        ({"question": "a.list", "includes": "y"}, True),
        ({"question": "a.list", "includes": "z"}, False),
        ({"question": "a.list", "is": "x"}, False),
        ({"question": "a.open", "includes": "y"}, None),
        ({"fact": "true"}, True),
        ({"fact": "open"}, None),
        ({"not": {"fact": "true"}}, False),
        ({"not": {"fact": "open"}}, None),
        ({"all": [{"fact": "true"}, {"fact": "open"}]}, None),
        ({"all": [{"fact": "false"}, {"fact": "open"}]}, False),
        ({"any": [{"fact": "true"}, {"fact": "open"}]}, True),
        ({"any": [{"fact": "false"}, {"fact": "open"}]}, None),
        ({"any": [{"fact": "false"}, {"fact": "false"}]}, False),
    ],
)
def test_a_condition_says_true_false_or_not_decided(condition: dict[str, object], holds: bool | None) -> None:
    assert Condition.model_validate(condition).holds(Said()) is holds


@pytest.mark.parametrize(
    "condition",
    [
        {},
        {"question": "a.yes"},
        {"question": "a.yes", "is": "yes", "includes": "x"},
        {"fact": "true", "is": "yes"},
        {"fact": "true", "question": "a.yes", "is": "yes"},
        {"question": "a.yes", "greater_than": "1"},
    ],
)
def test_a_condition_has_exactly_one_form(condition: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"wanted|one of|extra|takes"):
        Condition.model_validate(condition)
