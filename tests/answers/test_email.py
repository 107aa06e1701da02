"""An address of the usual form is taken without email-validator, and only where that takes it as it stands."""

from __future__ import annotations

import subprocess
import sys

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
