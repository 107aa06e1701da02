"""The sources of help that are shipped."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from email_validator import validate_email

from policypack.base.problems import ProblemsFoundError
from policypack.base.workspace import Workspace
from policypack.content.services import Service, load_services
from tests.folded import folded
from tests.shipped_text import OURS, faults_of, is_uk_number, sentences

if TYPE_CHECKING:
    from pathlib import Path

SERVICES = load_services(OURS)
each = folded("service", SERVICES, ids=lambda service: service.id)


def by_id(identity: str) -> Service:
    return next(service for service in SERVICES if service.id == identity)


def test_only_the_three_services_of_the_guidance_are_always_there() -> None:
    assert {service.id for service in SERVICES if service.always} == {"emergency-999", "childline", "nspcc-helpline"}


def test_the_numbers_of_the_guidance_are_those_that_it_prints() -> None:
    helpline = by_id("nspcc-helpline")
    assert by_id("emergency-999").phone == "999"
    assert by_id("childline").phone == "0800 1111"
    assert (helpline.phone, helpline.email) == ("0808 800 5000", "help@nspcc.org.uk")


def test_services_that_are_always_there_hold_in_every_nation_and_rest_on_the_guidance() -> None:
    for service in SERVICES:
        if service.always:
            assert len(service.nations) == 4
            assert service.sure == "guidance"


@each
def test_each_number_is_a_uk_number(service: Service) -> None:
    for number in (service.phone, service.text):
        assert number is None or is_uk_number(number), f"{number} is no number that can be called in the UK"


@each
def test_each_address_can_be_used(service: Service) -> None:
    if service.email is not None:
        validate_email(service.email, check_deliverability=False)
    assert service.web is None or service.web.startswith("https://")


@each
def test_each_service_has_a_source_and_the_day_it_was_read(service: Service) -> None:
    assert service.sources
    assert date(2026, 11, 22) <= service.seen


@each
def test_readers_meet_no_hours_no_foreign_words_and_no_gaps(service: Service) -> None:
    for text in service.reader_text():
        assert faults_of(text) == [], text


@each
def test_words_for_readers_are_whole_sentences_of_few_words(service: Service) -> None:
    for text in service.reader_text():
        if text == service.name:
            continue
        assert re.search(r"[.?!]$", text), text
        longest = 18 if text == service.for_children else 26
        for sentence in sentences(text):
            assert len(sentence.split()) <= longest, sentence


@each
def test_free_is_said_only_where_it_is_known(service: Service) -> None:
    cost = (service.cost or "").lower()
    assert (service.free is True) == ("it is free" in cost), f"“it is free” where it is, and only there: {cost}"
    assert service.free is None or cost, "cost is wanted in words, since free is known"


@each
def test_freephone_numbers_are_free_and_03_numbers_are_not(service: Service) -> None:
    number = (service.phone or "").replace(" ", "")
    if number.startswith(("0800", "0808", "116")):
        assert service.free is True
    if number.startswith("03"):
        assert service.free is False
        assert "landline" in (service.cost or "")


def test_no_phone_number_stands_at_two_services() -> None:
    numbers = [service.phone for service in SERVICES if service.phone]
    assert len(numbers) == len(set(numbers))


def test_the_scottish_number_for_eating_disorders_stands_in_scotland_only() -> None:
    assert [service.nations for service in SERVICES if service.phone == "0808 801 0432"] == [("scotland",)]


def test_each_nation_has_help_without_speaking_in_an_emergency_and_for_children() -> None:
    for nation in ("england", "scotland", "wales", "northern_ireland"):
        silent = [service for service in SERVICES if service.silent and nation in service.nations]
        assert any(service.group == "emergency" for service in silent)
        assert any(service.group == "talk" and "children" in service.readers for service in silent)


def test_services_for_adults_only_are_not_shown_to_children() -> None:
    for service in SERVICES:
        if service.ages is not None and (service.ages.from_ or 0) >= 18:
            assert "children" not in service.readers


def test_childline_says_when_it_tells_somebody() -> None:
    assert "unless" in (by_id("childline").for_children or "")


def test_pictures_are_never_to_be_copied() -> None:
    for identity in ("iwf", "report-remove"):
        assert re.search(r"[Dd]o not\s+(look at, )?copy", by_id(identity).for_adults or "")


def test_a_row_without_a_way_to_get_in_touch_is_refused_with_what_is_wanted(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "services.yml").write_text(
        "- id: silence\n  name: Silence\n  readers: [families]\n  nations: [wales]\n  silent: false\n  free: null\n"
        "  group: talk\n  for_adults: Nothing.\n  sources: [{title: A page}]\n  seen: 2026-11-22\n  sure: old\n",
        encoding="utf-8",
    )
    with pytest.raises(ProblemsFoundError) as raised:
        load_services(Workspace.at(tmp_path))
    assert "at least one way to get in touch is wanted" in str(raised.value)
    assert "content/services.yml:1" in str(raised.value)
