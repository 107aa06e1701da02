"""What is said of the Online Safety Act: sourced, dated, and never a verdict."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from policypack.content.nations import load_shared_laws
from policypack.content.online_safety_act import load_online_safety_act
from policypack.pack.pack import load_pack
from policypack.pages.render import Renderer
from tests.organisations import workspace_with
from tests.pages.words import said as pages_of
from tests.shipped_text import NOT_OUR_VOICE, OURS, sentences
from tests.sound import PLACE, TODAY, text

ACT = load_online_safety_act(OURS)
STATEMENTS = [*ACT.whose, *ACT.unsure, *ACT.exempt, *ACT.duties]
VERDICT = ("you are exempt", "the act applies", "you comply", "is not a service of yours", "you have nothing to do")


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda statement: statement.says[:40])
def test_each_statement_has_a_source_and_is_plain(statement: Any) -> None:
    assert all(source.url for source in statement.sources)
    assert all(len(sentence.split()) <= 25 for sentence in sentences(statement.says)), statement.says
    assert not NOT_OUR_VOICE.search(statement.says)


def test_the_days_are_those_of_the_list_of_laws() -> None:
    laws = {law.id: law.from_ for law in load_shared_laws(OURS)}
    days = [duty.since for duty in ACT.duties if duty.since]
    assert laws["online-safety-act"] in days
    assert laws["online-safety-act-children"] in [duty.since for duty in ACT.duties if duty.children]
    assert all(day < ACT.checked for day in days)


def record(changes: dict[str, Any], folder: Path) -> str:
    pack = load_pack(workspace_with(text(changes), folder), TODAY)
    return pages_of(Renderer(pack), "leaders")["osa"]


@pytest.mark.parametrize(
    ("changes", "said", "unsaid"),
    [
        ({}, "You run no service of your own", "You run a service of your own"),
        ({"online.own_service": None}, "You have not said yet whether you run", "likely somebody else's service"),
        ({"online.own_service": "yes"}, "You have not said yet whether people there can do more", "You run no service"),
        (
            {"online.own_service": "yes", "online.own_service_limited": "yes"},
            "Services of that kind are exempt, so long as nothing else is possible there",
            "may ask of you what stands below",
        ),
        ({PLACE + "platform": "own-forum"}, "may be a service of yours after all", "You run a service of your own"),
        ({PLACE + "platform": "discord"}, "no published ruling that we found", "You run a service of your own"),
    ],
)
def test_the_record_says_what_the_answer_means_and_gives_no_verdict(
    changes: dict[str, Any], said: str, unsaid: str, tmp_path: Path
) -> None:
    page = record(changes, tmp_path)
    assert said in page
    assert unsaid not in page
    assert not any(words in page.casefold() for words in VERDICT)
    assert "| Signed | |" in page
    asks_more = "Risk of illegal content: written down on which day?" in page
    assert asks_more == ("online.own_service" in changes)
