"""Email: an address whose form is checked; nothing is sent to it."""

from __future__ import annotations

import re

from policypack.answers.types.question_type import QuestionType, label_of, quoted_where_misread
from policypack.answers.types.remembered import remembered
from policypack.base.shortcuts import USUAL_EMAIL
from policypack.text.escaping import Text
from policypack.text.hidden import as_seen

USUAL_FORM = re.compile(
    r"[a-z0-9]{1,20}([._-][a-z0-9]{1,20}){0,2}@([a-z0-9]{1,18}(-[a-z0-9]{1,18}){0,2}\.){1,3}(uk|org|com|net|example)",
    re.ASCII,
)
"""An address that email-validator takes as it stands. A test compares them.

Names in .example are kept for examples (RFC 2606), and stand in our own example organisation.
"""

_WANTED = "an email address is wanted, such as welfare@example.org"
_ONE = r"[^\s@<>\"'(),;:]+ ?@ ?[^\s@<>\"'(),;:]+"
_FAULTS = (
    (r",", "a comma stands in it"),
    (r"\s", "a space stands in it"),
    (r"\.@", "a full stop stands right before the @"),
    (r"@\.", "a full stop stands right behind the @"),
    (r"\.\.", "two full stops stand side by side"),
    (r"^\.", "a full stop stands before it"),
    (r"@.*@", "there are two @ in it"),
    (r"^@", "the part before the @ is missing"),
    (r"@$", "the part behind the @ is missing"),
    (r"@[^.]+$", "behind the @ a full stop is missing, as in example.org"),
)
"""What can be wrong with the form of an address, most telling first, and how it is said."""


@remembered
def read_email(text: str) -> Text:
    """Read an email address. Its form is checked; nothing is sent and no other machine is asked.

    The address alone is taken of `Jan Smith <jan@example.org>` and of `mailto:jan@example.org`.
    """
    if USUAL_EMAIL.taken and USUAL_FORM.fullmatch(text.strip()):
        return Text(text.strip())
    found = _validated(_alone(text))
    if found is None:
        raise ValueError(_fault_of(as_seen(text)))
    return Text(found)


def _alone(text: str) -> str:
    """Return the address alone: of `Jan <a@b.org>` what stands in the brackets, without a space beside the @."""
    word = as_seen(text)
    if found := re.fullmatch(r"[^<>@]*<([^<>]+)>", word):
        word = found[1]
    word = re.sub(r"^(?:mailto|e-?mail): ?", "", word, flags=re.IGNORECASE).partition("?")[0]
    return re.sub(r" ?@ ?", "@", word.strip(" ,;<>\"'\u2018\u2019\u201c\u201d").rstrip("."))


def _validated(word: str) -> str | None:
    """Return an address as it is written, or None for what is none."""
    from email_validator import EmailNotValidError, validate_email

    # email-validator may come to refuse names in .example; the form is the same in .org.
    shown = re.sub(r"\.example$", ".org", word)
    try:
        found = validate_email(shown, check_deliverability=False, test_environment=False).normalized
    except EmailNotValidError:
        return None
    return found if shown == word else f"{found.removesuffix('.org')}.example"


def _fault_of(word: str) -> str:
    several = [found for part in re.findall(_ONE, word) if (found := _validated(_alone(part)))]
    if len(several) > 1:
        return f"two addresses stand here, and one is wanted: {' or '.join(several[:2])}"
    if several and re.fullmatch(r"[\w' .-]+@\S+", word):
        return f"{_WANTED}; a space stands in it: where it is {several[0]}, write that alone"
    if several:
        return f"the address alone is wanted: {several[0]}"
    if "@" not in word and (word.startswith(("www.", "http")) or "/" in word):
        return f"{_WANTED}; this is a web address"
    if "@" not in word:
        return f"{_WANTED}; the @ is missing"
    fault = next((said for pattern, said in _FAULTS if re.search(pattern, _alone(word))), None)
    return f"{_WANTED}; {fault}" if fault else _WANTED


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
