"""Group: questions that are asked again for each item. Its one text is "none"; its items are read one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from policypack.answers.types.question_type import QuestionType, label_of, quoted_where_misread

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policypack.answers.types.question_type import Around, Schema
    from policypack.content.questions import Question


def items_wanted(group: Question) -> str:
    """Say what is wanted where there is something else in place of items."""
    return f"a list is wanted: each {group.item} starts with a dash"


def _refuse(_text: str, group: Question, _: Around) -> NoReturn:
    raise ValueError(items_wanted(group))


def _schema(group: Question, _: object, inside: Mapping[str, Schema]) -> list[Schema]:
    item = {
        "title": group.item,
        "type": "object",
        "required": [group.label],
        "additionalProperties": False,
        "properties": dict(inside),
    }
    return [{"type": "array", "items": item}]


GROUP: QuestionType[str] = QuestionType(
    field="items",
    hint="",
    wanted="",
    in_own_words=False,
    of_one_item=False,
    read=_refuse,
    write=lambda value, _: value,
    in_yaml=quoted_where_misread,
    in_words=label_of,
    in_form=lambda group: f"Each {group.item} starts with a dash",
    examples=lambda _: [],
    schema=_schema,
)
