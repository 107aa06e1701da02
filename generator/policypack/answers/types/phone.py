"""Phone: a UK number, or one with its country code, spaced as people read it out, and its extension."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policypack.answers.types.question_type import QuestionType, label_of, quoted_where_misread
from policypack.answers.types.remembered import remembered
from policypack.files.yaml_scalars import quoted_text
from policypack.text.escaping import Text
from policypack.text.hidden import as_seen

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

_WANTED = "a phone number is wanted, with its area code, such as 01632 960123"
_HOME = 44
"""The country code of the United Kingdom."""
_SHORT = re.compile(r"999|112|101|111|105|116[0-9]{3}")
_FOR_STORIES = re.compile(r"1632960[0-9]{3}|7700900[0-9]{3}")
"""Ofcom keeps these for drama, without the 0 before them; examples use them and no list of real numbers knows them."""
_NAMED = re.compile(r"(?:tel|telephone|phone|ph|mobile|mob|landline|call|ring|t|m)\b[.:]? ?", re.IGNORECASE)
"""What people write before a number and what says nothing of it."""
_TEXTS = re.compile(r"\b(?:text|texts|txt|sms|whatsapp|message)\b", re.IGNORECASE)
_EXTENSION = re.compile(r"(.*?\d\)?) ?,? ?(?:extension|extn|ext|x|#)[.:]? ?(\d{1,7})", re.IGNORECASE)
_LIKE_FIGURES = str.maketrans("OoIl", "0011")
_A_NUMBER = r"\+?[0-9(][0-9() -]{5,}[0-9]"


@remembered
def read_phone(text: str) -> Text:
    """Read a UK phone number (or a number with its country code) and space it as people read it out.

    An extension stands behind it: 01632 960123 ext 12. Raises ValueError with what is wanted.
    """
    word = as_seen(text)
    try:
        return Text(_read(word))
    except _NoNumberError as error:
        raise ValueError(_fault_of(word) or str(error)) from error


class _NoNumberError(ValueError):
    """There is no number in this, as it stands."""


def _read(word: str) -> str:
    word = re.sub("[\u2010-\u2015\u2212]", "-", word)
    word = _NAMED.sub("", word, count=1) if _NAMED.match(word) else word
    found = _EXTENSION.fullmatch(word)
    number, extension = found.groups() if found else (word, "")
    number = re.sub(r"(?<=[0-9])\.(?=[0-9])", " ", number).rstrip(" .,;")
    if not re.fullmatch(r"[0-9+() -]{3,30}", number):
        raise _NoNumberError(_WANTED)
    digits = re.sub(r"[^0-9+]", "", number)
    if _SHORT.fullmatch(digits) and not extension:
        return digits if len(digits) == 3 else f"{digits[:3]} {digits[3:]}"  # noqa: PLR2004 - 116 123
    return _spaced(number) + (f" ext {extension}" if extension else "")


def _spaced(number: str) -> str:
    import phonenumbers

    try:
        found: PhoneNumber = phonenumbers.parse(number, "GB")
    except phonenumbers.NumberParseException as error:
        raise _NoNumberError(_WANTED) from error
    home = found.country_code == _HOME
    for_stories = home and _FOR_STORIES.fullmatch(str(found.national_number))
    if not phonenumbers.is_valid_number(found) and not for_stories:
        raise _NoNumberError(f"this is not a number that can be rung; {_WANTED}")
    form = phonenumbers.PhoneNumberFormat.NATIONAL if home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(found, form).replace("-", " ")


def _fault_of(word: str) -> str:
    """Return what is wrong with what is no number as it stands, with the number that it holds; "" for nothing known."""
    figures = re.sub(
        r"(?<=[0-9 ])[OoIl](?=[0-9 ]|$)|\b[OoIl](?=[0-9])", lambda one: one[0].translate(_LIKE_FIGURES), word
    )
    letters = [one for one, other in zip(word, figures, strict=True) if one != other]
    if letters and (meant := _or_none(figures)):
        figure = letters[0].translate(_LIKE_FIGURES)
        return f"it holds the letter {letters[0]} where the figure {figure} belongs; is {meant} meant?"
    numbers = [meant for part in re.findall(_A_NUMBER, word) if (meant := _or_none(part))]
    if len(numbers) > 1:
        return f"two numbers stand here, and one is wanted: {' or '.join(numbers[:2])}"
    if numbers and _TEXTS.search(word):
        return f"pages ask people to call this number; where it takes calls too, write it alone: {numbers[0]}"
    if numbers:
        agreed = "; the name of who answers is asked with their role, where they agreed to it"
        return f"the number alone is wanted: {numbers[0]}{agreed if re.search('[a-z]{3}', word, re.IGNORECASE) else ''}"
    return ""


def _or_none(word: str) -> str | None:
    try:
        return _read(word)
    except _NoNumberError:
        return None


def _in_yaml(text: str) -> str:
    return quoted_text(text) if text[:1] in "+0123456789" else quoted_where_misread(text)


PHONE: QuestionType[Text] = QuestionType(
    field="phone",
    hint="Write the number with its area code, and an extension behind it: 01632 960123 ext 12. Spaces do not matter.",
    wanted="a phone number, in quotes",
    in_own_words=False,
    of_one_item=True,
    read=lambda text, *_: read_phone(text),
    write=lambda value, _: str(value),
    in_yaml=_in_yaml,
    in_words=label_of,
    in_form=lambda question: f'A phone number, in quotes: "{question.example}"',
    examples=lambda example: [example],
    schema=lambda *_: [{"type": ["string", "number"], "pattern": "[0-9]"}],
)
