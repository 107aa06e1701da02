"""A question type: all that has to be said of it. mypy does not let a module leave a part out.

What a question of a type looks like on a screen lies with each face, which draws one field for each kind of field.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Literal, NamedTuple, TypeAlias, TypeVar

from policypack.files.yaml_scalars import is_misread, quoted_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from pathlib import Path

    from policypack.base.month import Month
    from policypack.content.questions import Question
    from policypack.readers.logo import Logo
    from policypack.readers.schedule import WeeklyTimes

    # It stands beside the variable that it bounds: mypy does not look again at a bound from another module.
    Value: TypeAlias = str | bool | int | date | Month | tuple[str, ...] | WeeklyTimes | Logo
    """What an answer is, once it was read."""

ValueT = TypeVar("ValueT", bound="Value")
Schema = dict[str, Any]

TEXT_OR_NUMBER: Schema = {"type": ["string", "number"]}
"""What text can be to an editor: a name such as 2012 is a number to it, and text to the reader."""

FieldKind = Literal[
    "line",
    "lines",
    "number",
    "email",
    "phone",
    "web address",
    "date",
    "colour",
    "yes or no",
    "one of",
    "some of",
    "picture",
    "items",
]
"""What a face draws to take an answer. Most new types can do with one of these."""


class Around(NamedTuple):
    """What an answer is held against.

    rows: ids and labels of the rows that the question chooses from, or None where its own choices count.
    site_config: the folder in which a picture is looked up.
    today: the day that `yesterday` counts from; None where a file is read, in which that is another day tomorrow.
    """

    rows: Mapping[str, str] | None
    site_config: Path
    today: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionType(Generic[ValueT]):
    """A type of question, from what somebody writes to what a face reads back. No part has a default.

    field: what a face draws to take an answer. `one of` and `some of` choose among options.
    hint: how an answer is written, for whoever asks for help; "" where the question says enough.
    wanted: what is wanted where the answers file holds no text; "" where any line of text will do.
    in_own_words: whether people write sentences, which are read for hard words and shown in their direction.
    of_one_item: whether an answer belongs to one item of a group alone, so that a copy is asked for its own.
    read: returns the value that a text stands for, or raises ValueError with one sentence that says what is wanted.
    write: returns what the answers file is to hold, from the value and the text that it was read from.
    in_yaml: marks what the answers file is to hold, so that other readers of YAML take it for what it is.
    in_words: returns a value in words, as it is read back; it is handed the labels of the options by their values.
    in_form: returns what stands above an answer in its file: what can be answered, or begins a list of choices.
    examples: returns a question's example as an editor would see it, a list of it or of none.
    schema: returns the forms of an answer in JSON Schema; it is handed the shipped rows by source, and the schemas of
        the questions inside a group by their short ids.
    """

    field: FieldKind
    hint: str
    wanted: str
    in_own_words: bool
    of_one_item: bool
    read: Callable[[str, Question, Around], ValueT]
    write: Callable[[ValueT, str], str | list[str]]
    in_yaml: Callable[[str], str]
    in_words: Callable[[ValueT, Mapping[str, str]], str]
    in_form: Callable[[Question], str]
    examples: Callable[[str], list[str | int]]
    schema: Callable[[Question, Mapping[str, Mapping[str, str]], Mapping[str, Schema]], list[Schema]]

    @property
    def is_choice(self) -> bool:
        """Whether an answer is chosen among options."""
        return self.field in ("one of", "some of")

    @property
    def is_list(self) -> bool:
        """Whether an answer is a list of what was chosen."""
        return self.field == "some of"


def quoted_where_misread(text: str) -> str:
    """Mark text for the answers file: in quotes where a reader of YAML would take it for something else."""
    return quoted_text(text) if is_misread(text) else text


def label_of(value: object, labels: Mapping[str, str]) -> str:
    """Return the label of what was chosen, or what was written as it stands."""
    return labels.get(str(value), str(value))


def one_of_schema(labels: Mapping[str, str]) -> Schema:
    """Return the schema of one of some values, with what each means."""
    # Without titles of their own: an editor would show one in place of the question, over an answer that is there.
    return {"enum": list(labels), "enumDescriptions": list(labels.values())}
