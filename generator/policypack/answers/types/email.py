"""Email: an address whose form is checked; nothing is sent to it."""

from __future__ import annotations

import re

from policypack.answers.types.question_type import QuestionType, label_of, quoted_where_misread
from policypack.answers.types.remembered import remembered
from policypack.base.shortcuts import USUAL_EMAIL
from policypack.text.escaping import Text

USUAL_FORM = re.compile(
    r"[a-z0-9]{1,20}([._-][a-z0-9]{1,20}){0,2}@([a-z0-9]{1,18}(-[a-z0-9]{1,18}){0,2}\.){1,3}(uk|org|com|net|example)",
    re.ASCII,
)
"""An address that email-validator takes as it stands. A test compares them.

Names in .example are kept for examples (RFC 2606), and stand in our own example organisation.
"""


@remembered
def read_email(text: str) -> Text:
    """Read an email address. Its form is checked; nothing is sent and no other machine is asked."""
    if USUAL_EMAIL.taken and USUAL_FORM.fullmatch(text.strip()):
        return Text(text.strip())
    from email_validator import EmailNotValidError, validate_email

    try:
        found = validate_email(text.strip(), check_deliverability=False, test_environment=False)
    except EmailNotValidError as error:
        if re.fullmatch(r"[A-Za-z0-9._+-]+@([a-z0-9-]+\.)+example", text.strip()):
            return Text(text.strip())
        raise ValueError("an email address is wanted, such as welfare@example.org") from error
    return Text(found.normalized)


EMAIL: QuestionType[Text] = QuestionType(
    field="email",
    hint="An address of the role, such as welfare@example.org, lasts longer than a person's own.",
    wanted="an email address",
    in_own_words=False,
    of_one_item=True,
    read=lambda text, *_: read_email(text),
    write=lambda value, _: str(value),
    in_yaml=quoted_where_misread,
    in_words=label_of,
    in_form=lambda _: "An email address",
    examples=lambda example: [example],
    schema=lambda *_: [{"type": "string", "pattern": "@"}],
)
