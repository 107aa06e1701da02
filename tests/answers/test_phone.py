"""A phone number is read in each way in which people write it; what is more than one is refused with its fault."""

from __future__ import annotations

import re

import pytest

from policypack.answers.types.phone import read_phone
from policypack.text.english import tel
from tests.folded import folded

SUGGESTED = re.compile(r"0[0-9 ]{9,12}[0-9](?: ext [0-9]+)?")
STORIES = {"01632 960123": "1632960123", "07700 900123": "7700900123", "020 7946 0123": "2079460123"}
"""Numbers that are kept for stories, as they are shown, and what follows the country code."""


def fault_of(text: str) -> str:
    with pytest.raises(ValueError, match=r".") as found:
        read_phone(text)
    return str(found.value)


@folded("shown", STORIES)
@folded(
    "form",
    [
        "0{0}",
        "+44{0}",
        "+44 {0}",
        "+44 (0){0}",
        "+44(0) {0}",
        "0044{0}",
        "0044 (0){0}",
        "tel:+44{0}",
        "Tel. 0{0}",
        "phone: 0{0}",
        "tel: 0{0}",
        "0{0}.",
        "\u202a0{0}\u202c",
        "0\u200b{0}",
        "\u00a00{0}",
    ],
)
@folded("between", ["", " ", "-", "\u2013", "."])
def test_a_number_is_read_in_every_form_a_number_for_stories_too(shown: str, form: str, between: str) -> None:
    national = STORIES[shown]
    assert read_phone(form.format(national[:4] + between + national[4:])) == shown


@folded("written", ["ext 12", "ext. 12", "x12", "x 12", "extension 12", ", extn 12", "#12", "EXT12"])
@folded("number", ["01632 960123", "+44 (0)1632 960123", "(01632) 960123"])
def test_an_extension_is_kept_shown_and_dialled(number: str, written: str) -> None:
    read = read_phone(f"{number} {written}")
    assert read == "01632 960123 ext 12"
    assert read_phone(read) == read
    assert tel(read) == "01632960123,12"


@folded(
    ("text", "said"),
    [
        ("01632 960123 (ask for Jan)", "the number alone is wanted: 01632 960123; the name of who answers"),
        ("Jan 07700 900123", "the number alone is wanted: 07700 900123"),
        ("07700 900123 - evenings only", "the number alone is wanted: 07700 900123"),
        ("text 07700 900123", "pages ask people to call this number; where it takes calls too, write it alone: 07700"),
        ("07700 900123 (text only)", "pages ask people to call this number"),
        ("01632960123 / 01632960124", "two numbers stand here, and one is wanted: 01632 960123 or 01632 960124"),
        ("01632 960123 or 07700 900123", "two numbers stand here, and one is wanted: 01632 960123 or 07700 900123"),
        ("01632 96O123", "it holds the letter O where the figure 0 belongs; is 01632 960123 meant?"),
        ("o1632 960123", "the letter o where the figure 0 belongs"),
        ("0l632 960123", "the letter l where the figure 1 belongs"),
        ("960123", "this is not a number that can be rung; a phone number is wanted, with its area code"),
        ("call me", "a phone number is wanted, with its area code, such as 01632 960123"),
        ("ext 12", "a phone number is wanted"),
        ("", "a phone number is wanted"),
    ],
)
def test_what_is_more_or_less_than_one_number_is_refused_with_its_fault(text: str, said: str) -> None:
    assert said in fault_of(text)
    for number in SUGGESTED.findall(fault_of(text)):
        assert read_phone(number) == number, "an advice that fails when it is followed"


@folded(("number", "dialled"), [("020 7946 0123", "02079460123"), ("+33 1 42 68 53 00", "+33142685300")])
def test_a_number_without_an_extension_is_dialled_as_it_is(number: str, dialled: str) -> None:
    assert read_phone(number) == number
    assert tel(number) == dialled
