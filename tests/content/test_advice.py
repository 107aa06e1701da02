"""What others say of the hardest moments: each with its source, and for each nation what holds there."""

from __future__ import annotations

from typing import get_args

import pytest

from policypack.content.advice import Advice, Topic, load_advice
from policypack.content.nations import load_nations
from tests.shipped_text import OURS, faults_of, sentences

ADVICE = load_advice(OURS)
NATIONS = {nation.id for nation in load_nations(OURS)}
each = pytest.mark.parametrize("row", ADVICE, ids=lambda row: row.id)


@each
def test_advice_is_short_and_plain(row: Advice) -> None:
    assert faults_of(row.says) == []
    assert all(len(sentence.split()) <= 20 for sentence in sentences(row.says))


OF_SOME = {"consent": {"northern_ireland"}}
"""Topics on which only the law of some nations says something of its own."""


@pytest.mark.parametrize("topic", get_args(Topic))
def test_each_topic_says_something_in_each_nation(topic: str) -> None:
    wanted = OF_SOME.get(topic, NATIONS)
    assert {nation for row in ADVICE if row.topic == topic for nation in row.nations} == wanted


def test_prevent_is_not_said_to_be_in_northern_ireland_and_report_fraud_not_in_scotland() -> None:
    by_id = {row.id: row for row in ADVICE}
    assert by_id["prevent-not-in-northern-ireland"].nations == ("northern_ireland",)
    for row in ADVICE:
        assert "referral goes to" not in row.says or "northern_ireland" not in row.nations
        assert "Report Fraud" not in row.says or "scotland" not in row.nations
