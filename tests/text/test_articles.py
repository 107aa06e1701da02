"""The name of a body stands in a sentence as people say it, with "the" or without."""

from __future__ import annotations

from pathlib import Path

import pytest

from policypack.text.articles import with_article
from tests.pages.words import renderer_with, said

WITH = """
Church in Wales|Scout Association|Diocese of Bangor|Football Association|FA|RFU|NSPCC|Methodist Church|Salvation Army
England and Wales Cricket Board|Boys' Brigade|British Judo Association|Council for British Archaeology|National Trust
Welsh Rugby Union|Baptist Union of Great Britain|Amateur Swimming Association (Swim England)|Free Church of Scotland
Presbyterian Church in Ireland|Youth Sport Trust|Diocesan safeguarding team|Church in Wales safeguarding team
"""
WITHOUT = """
Swim England|Girlguiding|Scouts Scotland|Sport Wales|St John Ambulance|Woodcraft Folk|UK Youth|British Gymnastics
Powys County Council|Undeb Rygbi Cymru|Yr Eglwys yng Nghymru (The Church in Wales)|Swim England's Safeguarding Team
Badminton England|Union|London Youth|Urdd Gobaith Cymru|Scouts
"""


def names(listed: str) -> list[str]:
    return [name for line in listed.strip().splitlines() for name in line.split("|")]


@pytest.mark.parametrize("name", names(WITH))
def test_a_name_that_says_what_kind_of_body_it_is_stands_with_the_article_once(name: str) -> None:
    for written in (name, f"The {name}", f"the {name}"):
        assert with_article(written) == f"the {name}"


@pytest.mark.parametrize("name", names(WITHOUT))
def test_a_name_of_its_own_stands_as_it_was_written(name: str) -> None:
    assert with_article(name) == name


@pytest.mark.parametrize("name", ["Church in Wales", "Diocese of Bangor", "Swim England", "Girlguiding", "FA"])
def test_every_page_says_the_name_of_the_body_with_its_article(name: str, tmp_path: Path) -> None:
    body = {
        "parent_body": name,
        "parent_body_rules": "none",
        "body_team": "Diocesan team",
        "body_phone": "01632 960001",
    }
    more = {"body_night_phone": "none", "body_email": "none", "body_within": "same_day"}
    changes = {f"organisation.{key}": value for key, value in (body | more).items()}
    changes |= {"organisation.safeguarding_policy": "parent_body", "adults.recruitment": "parent_body"}
    pages = said(renderer_with(changes, tmp_path), "public", "staff")
    everything = " ".join(pages.values())
    inside = with_article(name)
    assert f"We belong to {inside}." in everything
    assert f"Ask {inside} for its courses" in everything
    assert f"by the rules of {inside}." in everything
    assert f"policy of {inside}" in everything
    assert "Tell the Diocesan team, too:" in everything
    if inside != name:
        for before in ("belong to", "Ask", "rules of", "policy of"):
            assert f"{before} {name}" not in everything
