"""All question types by their names. mypy holds that each name of `Type` in content/questions.py has one here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, assert_never, get_args

from policypack.answers.types.choice import CHOICE
from policypack.answers.types.choices import CHOICES
from policypack.answers.types.colour import COLOUR
from policypack.answers.types.date import DATE
from policypack.answers.types.email import EMAIL
from policypack.answers.types.group import GROUP
from policypack.answers.types.image import IMAGE
from policypack.answers.types.long_text import LONG_TEXT
from policypack.answers.types.number import NUMBER
from policypack.answers.types.phone import PHONE
from policypack.answers.types.text import TEXT
from policypack.answers.types.web_address import WEB_ADDRESS
from policypack.answers.types.weekly_times import WEEKLY_TIMES
from policypack.answers.types.yes_no import YES_NO
from policypack.content.questions import Type

if TYPE_CHECKING:
    from policypack.answers.types.question_type import QuestionType
    from policypack.content.questions import Question


def _of(name: Type) -> QuestionType[Any]:  # noqa: PLR0912 - a line for each
    match name:
        case "text":
            return TEXT
        case "long text":
            return LONG_TEXT
        case "yes/no":
            return YES_NO
        case "choice":
            return CHOICE
        case "choices":
            return CHOICES
        case "number":
            return NUMBER
        case "email":
            return EMAIL
        case "phone":
            return PHONE
        case "web address":
            return WEB_ADDRESS
        case "date":
            return DATE
        case "colour":
            return COLOUR
        case "image":
            return IMAGE
        case "weekly times":
            return WEEKLY_TIMES
        case "group":
            return GROUP
    assert_never(name)


TYPES: dict[Type, QuestionType[Any]] = {name: _of(name) for name in get_args(Type)}


def type_of(question: Question) -> QuestionType[Any]:
    """Return all that is said of a question's type."""
    return TYPES[question.type]
