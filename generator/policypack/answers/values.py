"""Values: what an answer of each type is, and how it is read from the text that somebody wrote.

Each reader takes text and returns a value, or raises ValueError with one sentence that says what is wanted.
The terminal, the answers file and the browser all read through here.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit, urlunsplit

from policypack.answers.text_values import REMEMBERED, read_text
from policypack.base.clock import LAST_YEAR
from policypack.base.nearest import read_one_of
from policypack.content.questions import NONE
from policypack.text.escaping import Code, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from policypack.answers.model import Value
    from policypack.content.questions import Question
    from policypack.readers.logo import Logo
    from policypack.readers.schedule import WeeklyTimes

_LONGEST_ADDRESS = 500
_LONGEST_WRITTEN = 5000
"""Characters of anything that is read as an answer; the longest text that a question takes is shorter."""
_WRITTEN_DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y")
_USUAL_EMAIL = re.compile(
    r"[a-z0-9]{1,20}([._-][a-z0-9]{1,20}){0,2}@([a-z0-9]{1,18}(-[a-z0-9]{1,18}){0,2}\.){1,3}(uk|org|com|net|example)",
    re.ASCII,
)
"""An address that email-validator takes as it stands; importing that takes a tenth of a `check`. A test compares them.

Names in .example are kept for examples (RFC 2606), and stand in our own example organisation.
"""
_RESERVED = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]", re.IGNORECASE)
_YES = {"yes", "y", "true"}
_NO = {"no", "n", "false"}


def read_yes_no(text: str) -> bool:
    """Read yes or no."""
    word = text.strip().casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise ValueError("yes or no is wanted")


def read_number(text: str, question: Question) -> int:
    """Read a whole number between `question.lowest` and `question.highest`."""
    word = text.strip()
    bounds = f"from {question.lowest} to {question.highest}"
    if not re.fullmatch(r"[0-9]{1,6}", word):
        raise ValueError(f"a whole number {bounds} is wanted, in figures")
    number = int(word)
    too_low = question.lowest is not None and number < question.lowest
    if too_low or (question.highest is not None and number > question.highest):
        raise ValueError(f"a whole number {bounds} is wanted")
    return number


@lru_cache(maxsize=REMEMBERED)
def read_email(text: str) -> Text:
    """Read an email address. Its form is checked; nothing is sent and no other machine is asked."""
    if _USUAL_EMAIL.fullmatch(text.strip()):
        return Text(text.strip())
    from email_validator import EmailNotValidError, validate_email

    try:
        found = validate_email(text.strip(), check_deliverability=False, test_environment=False)
    except EmailNotValidError as error:
        if re.fullmatch(r"[A-Za-z0-9._+-]+@([a-z0-9-]+\.)+example", text.strip()):
            return Text(text.strip())
        raise ValueError("an email address is wanted, such as welfare@example.org") from error
    return Text(found.normalized)


@lru_cache(maxsize=REMEMBERED)
def read_phone(text: str) -> Text:
    """Read a UK phone number (or a number with its country code) and space it as people read it out."""
    import phonenumbers

    wanted = "a phone number is wanted, with its area code, such as 01632 960123"
    word = " ".join(text.split())
    if not re.fullmatch(r"[0-9+() -]{3,24}", word):
        raise ValueError(wanted)
    digits = re.sub(r"[^0-9+]", "", word)
    if re.fullmatch(r"999|112|101|111|105|116[0-9]{3}", digits):
        return Text(digits if len(digits) == 3 else f"{digits[:3]} {digits[3:]}")  # noqa: PLR2004 - 116 123
    try:
        number = phonenumbers.parse(word, "GB")
    except phonenumbers.NumberParseException as error:
        raise ValueError(wanted) from error
    # Ofcom keeps these numbers for drama; examples use them and no list of real numbers knows them.
    if not phonenumbers.is_valid_number(number) and not re.fullmatch(r"(01632960|07700900)[0-9]{3}", digits):
        raise ValueError(f"this is not a number that can be rung; {wanted}")
    home = number.country_code == 44  # noqa: PLR2004 - the United Kingdom
    form = phonenumbers.PhoneNumberFormat.NATIONAL if home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return Text(phonenumbers.format_number(number, form).replace("-", " "))


@lru_cache(maxsize=REMEMBERED)
def read_web_address(text: str) -> Text:
    """Read a web address that starts with https:// or http://; https:// is put before an address without either."""
    wanted = "a web address is wanted that starts with https://, such as https://www.example.org/page"
    word = text.strip()
    if len(word) > _LONGEST_ADDRESS or not word.isprintable() or re.search(r"[\s<>\"'\\`{}|^]", word):
        raise ValueError(wanted)
    if not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", word):
        word = f"https://{word}"
    try:
        parts = urlsplit(word)
        host, port = parts.hostname or "", parts.port
        host = host.encode("idna").decode("ascii")
    except ValueError as error:
        raise ValueError(wanted) from error
    if parts.scheme.lower() not in ("https", "http") or not re.fullmatch(r"([a-z0-9_-]+\.)+[a-z0-9-]{2,}", host):
        raise ValueError(wanted)
    if parts.username or parts.password:
        raise ValueError("a web address without a name or password in it is wanted")
    place = host if port is None else f"{host}:{port}"
    safe = "/%:@!$&'()*+,;=-._~?"
    path = quote(parts.path, safe=safe)
    return Text(urlunsplit((parts.scheme.lower(), place, path, quote(parts.query, safe), quote(parts.fragment, safe))))


@lru_cache(maxsize=REMEMBERED)
def read_date(text: str) -> date:
    """Read a date: 2026-11-22, 22/11/2026 or 22 November 2026."""
    word = " ".join(text.split())
    for form in _WRITTEN_DATES:
        try:
            found = datetime.strptime(word, form).date()
        except ValueError:
            continue
        if 2000 <= found.year < LAST_YEAR:  # noqa: PLR2004 - another year is a slip of the keys
            return found
    raise ValueError("a date is wanted, such as 2026-11-22 or 22 November 2026")


def read_colour(text: str) -> str:
    """Read a colour as #rrggbb."""
    from policypack.readers.colours import parse_colour

    return parse_colour(text)


@lru_cache(maxsize=REMEMBERED)
def read_weekly_times(text: str) -> WeeklyTimes:
    """Read weekly times as people write them."""
    from policypack.readers.schedule import parse_weekly_times

    return parse_weekly_times(text)


def is_reserved_name(name: str) -> bool:
    """Say whether Windows keeps a file's or folder's name for itself, whatever its ending, such as aux.md.

    Source: Microsoft, "Naming Files, Paths, and Namespaces".
    """
    return _RESERVED.fullmatch(name.partition(".")[0].strip()) is not None


def read_file_name(text: str) -> str:
    """Read the name of a file that lies in site_config/ itself: a plain name, without folders."""
    word = text.strip()
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}", word) or word.endswith((".", " ")):
        raise ValueError("the plain name of a file in site_config/ is wanted, without folders, such as logo.svg")
    if is_reserved_name(word):
        raise ValueError("Windows keeps this name for itself; give the file another, such as logo.svg")
    return word


def read_value(text: str, question: Question, rows: Mapping[str, str] | None, site_config: Path) -> Value:
    """Read one answer from text, by the question's type; for `choices`, one of those chosen.

    rows: the ids and labels of shipped rows that the question chooses from, or None.
    site_config: the folder in which a picture is looked up.
    Raises ValueError with what is wanted.
    """
    if len(text) > _LONGEST_WRITTEN:  # before any reader sees it: some take long over what is no answer
        most = question.longest if question.type in ("text", "long text") else _LONGEST_WRITTEN
        raise ValueError(f"at most {most} characters are wanted; this has {len(text)}")
    if text == NONE and question.none is not None:
        return NONE
    reader = _READERS.get(question.type)
    if reader is not None:
        return reader(text, question)
    if question.type == "image":
        return _read_picture(text, site_config)
    options = rows if rows is not None else {choice.value: choice.label for choice in question.choices}
    known = [*options, *([NONE] if question.none is not None else [])]
    return Code(read_one_of(text, known))


def _read_picture(text: str, site_config: Path) -> Logo:
    from policypack.readers.logo import LARGEST_LOGO, check_logo

    name = read_file_name(text)
    path = site_config / name
    if path.is_symlink() or not path.is_file():
        raise ValueError("there is no such file in site_config/; put it there, or write none")
    if path.stat().st_size > LARGEST_LOGO:
        raise ValueError(f"a picture of at most {LARGEST_LOGO // 1_000_000} MB is wanted; this one is larger")
    return check_logo(path.read_bytes(), name)


_READERS: dict[str, Callable[[str, Question], Value]] = {
    "text": read_text,
    "long text": read_text,
    "number": read_number,
    "yes/no": lambda text, _: read_yes_no(text),
    "email": lambda text, _: read_email(text),
    "phone": lambda text, _: read_phone(text),
    "web address": lambda text, _: read_web_address(text),
    "date": lambda text, _: read_date(text),
    "colour": lambda text, _: read_colour(text),
    "weekly times": lambda text, _: read_weekly_times(text),
}
