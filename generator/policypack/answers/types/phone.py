"""Phone: a UK number, or one with its country code, spaced as people read it out."""

from __future__ import annotations

import re

from policypack.answers.types.question_type import QuestionType, label_of, quoted_where_misread
from policypack.answers.types.remembered import remembered
from policypack.files.yaml_scalars import quoted_text
from policypack.text.escaping import Text


@remembered
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


def _in_yaml(text: str) -> str:
    return quoted_text(text) if text[:1] in "+0123456789" else quoted_where_misread(text)


PHONE: QuestionType[Text] = QuestionType(
    field="phone",
    hint="Write the number with its area code. Spaces do not matter.",
    wanted="a phone number, in quotes",
    in_own_words=False,
    of_one_item=True,
    read=lambda text, *_: read_phone(text),
    write=lambda value, _: str(value),
    in_yaml=_in_yaml,
    in_words=label_of,
    in_form=lambda question: f'A phone number, in quotes: "{question.example}"',
    examples=lambda example: [example],
    schema=lambda *_: [{"type": ["string", "number"], "pattern": r"^[\s0-9+()-]*$"}],
)
