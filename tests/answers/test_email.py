"""An email address is taken of what people write; the usual form needs no email-validator."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from email_validator import validate_email
from hypothesis import assume, given
from hypothesis import strategies as st

from policypack.answers.types.email import USUAL_FORM, read_email


@given(st.from_regex(USUAL_FORM, fullmatch=True))
def test_email_validator_takes_each_usual_address_as_it_stands(address: str) -> None:
    assume(not address.endswith(".example"))  # kept for examples; email-validator may come to refuse it
    assert validate_email(address, check_deliverability=False).normalized == address == read_email(address)


def test_a_usual_address_imports_no_email_validator_and_an_unusual_one_is_left_to_it() -> None:
    script = "import sys; from policypack.answers.types.email import *; read_email(sys.argv[1]); print(*sys.modules)"
    for address, wanted in (("safe.help@our-club.org.uk", False), ("Safe+Help@our-club.wales", True)):
        run = subprocess.run([sys.executable, "-c", script, address], capture_output=True, text=True, check=True)
        assert ("email_validator" in run.stdout.split()) == wanted, address


@pytest.mark.parametrize(
    "text",
    [
        "Jan Smith <jan@club.example>",
        '"Smith, Jan" <jan@club.example>',
        "<jan@club.example>",
        "mailto:jan@club.example",
        "mailto:jan@club.example?subject=Hello",
        "Email: jan@club.example",
        "jan @club.example",
        "jan@ club.example",
        "jan@club.example.",
        "jan@club.example,",
        "\u201cjan@club.example\u201d",
        "jan\u200b@club.example",
        "jan@club.example\u00a0",
    ],
)
def test_the_address_alone_is_taken_of_what_stands_around_it(text: str) -> None:
    assert read_email(text) == "jan@club.example"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("jan@club.example, kim@club.example", "two addresses stand here, and one is wanted: jan@club.example or kim@"),
        ("jan@club.example or kim@club.example", "two addresses stand here"),
        ("Jan <jan@club.example>; Kim <kim@club.example>", "two addresses stand here"),
        ("jan.@club.example", "a full stop stands right before the @"),
        ("jan.@club.org", "a full stop stands right before the @"),
        (".jan@club.org", "a full stop stands before it"),
        ("jan..smith@club.org", "two full stops stand side by side"),
        ("jan@.club.org", "a full stop stands right behind the @"),
        ("jan@@club.org", "there are two @ in it"),
        ("jan@club", "behind the @ a full stop is missing"),
        ("jan@club,org", "a comma stands in it"),
        ("jan smith@club.org", "a space stands in it"),
        ("jan at club.org", "the @ is missing"),
        ("@club", "the part before the @ is missing"),
        ("www.club.org", "this is a web address"),
        ("jan@club.org (Jan)", "the address alone is wanted: jan@club.org"),
    ],
)
def test_what_is_no_address_is_refused_with_its_fault(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=r".") as found:
        read_email(text)
    assert said in str(found.value)
    for suggested in re.findall(r"[a-z]+@[a-z]+\.[a-z]+", str(found.value)):
        assert read_email(suggested) == suggested, "an advice that fails when it is followed"
