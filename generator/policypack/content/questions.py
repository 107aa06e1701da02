"""Questions: what is asked, as data. Everything that asks, checks, writes or shows an answer reads this.

One file a section in ``content/questions/``, in the order of their names.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Literal

import pydantic

from policypack.base.problems import Problem, raise_if_any, shown_path
from policypack.content.conditions import Condition
from policypack.content.page_words import Said, missing_words
from policypack.content.references import Names, Reference
from policypack.content.rows import Row, load_row, repeated_ids

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policypack.base.workspace import Workspace
    from policypack.files.yaml_nodes import Node

Audience = Literal["public", "staff", "leaders"]
AUDIENCES: tuple[Audience, ...] = ("public", "staff", "leaders")
"""From the widest to the narrowest."""

NONE = "none"
"""The answer "there is none", where a question allows it."""
NOT_DECIDED = "not decided yet"
"""What the answers file says of a question that was put off on purpose."""

Type = Literal[
    "text",
    "long text",
    "yes/no",
    "choice",
    "choices",
    "number",
    "email",
    "phone",
    "web address",
    "date",
    "colour",
    "image",
    "weekly times",
    "group",
]


def sees(audience: Audience, visibility: Audience) -> bool:
    """Say whether an audience may see what has this visibility: its own, and every wider one's."""
    return AUDIENCES.index(audience) >= AUDIENCES.index(visibility)


class Choice(Row):
    """One choice: `value` stands in the answers file, `label` on the screen, `says` on pages.

    when: it is offered only where this holds; what somebody wrote into the file by hand is taken all the same.
    common: in a long list it stands among the first, and the others are shown to whoever asks for them.
    says: its words for pages, in Markdown, by a name for their place (see :mod:`policypack.content.page_words`).
    """

    value: str
    label: str
    when: Condition | None = None
    common: bool = False
    says: dict[str, str] = pydantic.Field(default_factory=dict)


class Wider(Row):
    """A wider audience that may see an answer when a condition holds."""

    to: Audience
    when: Condition


class Question(Row):
    """One thing asked. `id` is short; `qid` names the section, and the group where it lies in one."""

    id: str = pydantic.Field(pattern=r"^[a-z][a-z0-9_]*$")
    type: Type
    prompt: str
    why: str
    example: str | None = None
    who: str
    visibility: Audience
    wider: tuple[Wider, ...] = ()
    when: Condition | None = None
    points: Annotated[tuple[str, ...], Names("guidance point")] = ()
    quick: bool = False
    closes_quick: bool = False
    """It comes last on the quick path, wherever it stands, and shows rules in the words of the pages."""
    approval_needs_it: bool = False
    live: bool = False
    """A change of it (a contact, times, services) goes out at once, without waiting for approval."""
    settled_above: bool = False
    """A body may answer it for all its groups: a rule, a route, a look. What a group does, only the group can say."""
    none: str | None = None
    """The label of the answer "none", where that is an answer."""
    none_says: dict[str, str] = pydantic.Field(default_factory=dict)
    """The words of the answer "none" for pages, as a choice has them."""
    choices: tuple[Choice, ...] = ()
    in_steps: bool = False
    """The order in which choices were taken means something, such as of steps; else it is the order that they have."""
    choices_from: Annotated[str | None, Names("source of choices")] = None
    """Where the choices stand: ``nations``, ``platforms``, ``services``, ``rules.KIND`` or a question's id."""
    same_choices_as: Annotated[str | None, Names("question")] = None
    """The question whose choices these are, "none" among them: what all places do, one may do in a way of its own."""
    turned_to: tuple[str, ...] = ()
    """The main pages that send readers to whoever of the team is chosen; who reads them is who may see the answer."""
    but_not: Annotated[str | None, Names("question")] = None
    """The question whose answer is not offered here: nobody takes a report about themselves."""
    looked_up_at: Literal["childrens_services"] | None = None
    """Of a group: what each nation has that finds the answers (nations.yml), shown beside its questions."""
    precision: Literal["day", "month"] = "day"
    """How exactly a date has to be known: with `month`, "March 2025" will do as well as a day."""
    longest: int = 1000
    """Characters of a text."""
    unit: str | None = None
    """What a number counts, such as years."""
    lowest: int | None = None
    highest: int | None = None
    not_below: str | None = None
    """The number in the same item that this one may not be smaller than, or the date that it may not be before."""
    item: str | None = None
    label: str | None = None
    """The question in a group that names its items; each name is taken once."""
    fewest: int = 0
    at_least_one: str | None = None
    """For a group that cannot be none: what counts, or what to do instead of saying that there is none."""
    apart: tuple[str, str] | None = None
    """The questions of a group that name the first and the last day of an item: no day lies in two of the items."""
    questions: tuple[Question, ...] = ()
    qid: str = pydantic.Field(default="", exclude=True)

    @pydantic.model_validator(mode="after")
    def _complete(self) -> Question:
        if (self.type == "group") != bool(self.questions and self.item and self.label):
            raise ValueError("a group, and only a group, has item, label and questions")
        if bool(self.fewest) != bool(self.at_least_one):
            raise ValueError("a group with fewest, and only such a one, has at_least_one")
        if self.precision == "month" and (self.type != "date" or self.not_below is not None):
            raise ValueError("precision is for a date, and month for one that is held against no other")
        if set(self.apart or ()) - {one.id for one in self.questions if one.type == "date" and one.precision == "day"}:
            raise ValueError("apart names two dates of the group that are days")
        sources = [bool(given) for given in (self.choices, self.choices_from, self.same_choices_as)]
        if self.type in ("choice", "choices") and sources.count(True) != 1:
            raise ValueError("a choice has one of choices, choices_from and same_choices_as")
        if self.type == "number" and None in (self.unit, self.lowest, self.highest):
            raise ValueError("a number has unit, lowest and highest")
        values = [choice.value for choice in self.choices]
        if self.none_says and self.none is None:
            raise ValueError("none_says is for a question that has none")
        if len(values) != len(set(values)) or NONE in values:
            raise ValueError(f"choices differ from each other, and {NONE} is said with `none`")
        return self

    def more_references(self) -> Iterator[Reference]:
        """Yield the questions of the same group that are named by their short id."""
        if self.label is not None:
            yield Reference(("label",), "question beside it", self.label, self.qid)
        if self.not_below is not None:
            yield Reference(("not_below",), "question beside it", self.not_below, self.qid.rpartition(".")[0])

    @cached_property
    def by_id(self) -> dict[str, Question]:
        """The questions of a group, by their short id."""
        return {question.id: question for question in self.questions}

    @property
    def none_refused(self) -> str:
        """What is wanted where somebody said that a group with `fewest` is none."""
        return f"at least one {self.item} is wanted. {self.at_least_one}".rstrip(".")


class Section(Row):
    """One section of the questionnaire, in the order of its questions."""

    id: str = pydantic.Field(pattern=r"^[a-z][a-z0-9_]*$")
    title: str
    intro: str
    questions: tuple[Question, ...]


class Questions:
    """All sections, in order, with each question found by its qid (``online.accounts.platform``)."""

    def __init__(self, sections: tuple[Section, ...]) -> None:
        self.sections = sections
        self.by_qid = {question.qid: question for question in self._walk()}

    def _walk(self) -> Iterator[Question]:
        for section in self.sections:
            for question in section.questions:
                yield question
                yield from question.questions

    def __iter__(self) -> Iterator[Question]:
        """Yield every question in order, a group before the questions inside it."""
        return iter(self.by_qid.values())

    def __getitem__(self, qid: str) -> Question:
        """Return the question with this qid. Raises KeyError where there is none."""
        return self.by_qid[qid]

    def section_of(self, qid: str) -> Section:
        """Return the section in which a question lies."""
        return next(section for section in self.sections if section.id == qid.partition(".")[0])


def load_questions(workspace: Workspace) -> Questions:
    """Load ``content/questions/*.yml``.

    Raises ProblemsFoundError where a file does not have the shape of a section, or an id is taken twice.
    """
    problems: list[Problem] = []
    sections: list[Section] = []
    for path in workspace.find_all("content", "questions/*.yml"):
        section, node = load_row(workspace, path, Section)
        name = shown_path(path, workspace.root)
        problems += _repeated(node, name)
        if any(section.id == other.id for other in sections):
            line = node.line_of(("id",))
            problems.append(Problem(name, line, "id", section.id, "this section exists already; give it another id"))
        for place, question in enumerate(section.questions):
            problems += _missing_words(question, section.id, ("questions", place), node, name)
        sections.append(_named(section))
    raise_if_any(problems)
    return Questions(_with_shared_choices(sections))


def _repeated(node: Node, name: str) -> Iterator[Problem]:
    """Yield each question whose id an earlier one of its section or group has. node: either, as it was read."""
    given = node.value["questions"].value if isinstance(node.value, dict) and "questions" in node.value else None
    questions = given if isinstance(given, list) else []
    yield from repeated_ids(questions, name)
    for question in questions:
        yield from _repeated(question, name)


def _named(section: Section) -> Section:
    return section.model_copy(update={"questions": tuple(_with_qid(q, section.id) for q in section.questions)})


def _with_qid(question: Question, owner: str) -> Question:
    qid = f"{owner}.{question.id}"
    inside = tuple(_with_qid(inner, qid) for inner in question.questions)
    return question.model_copy(update={"qid": qid, "questions": inside})


def _with_shared_choices(sections: list[Section]) -> tuple[Section, ...]:
    """Give questions the choices that they share with another; one that names no question is found with all names."""
    known = Questions(tuple(sections)).by_qid

    def shared(question: Question) -> Question:
        inside = tuple(shared(inner) for inner in question.questions)
        other = known.get(question.same_choices_as or "")
        same = {"choices": other.choices, "none": other.none, "none_says": other.none_says} if other else {}
        return question.model_copy(update={"questions": inside, **same})

    return tuple(
        section.model_copy(update={"questions": tuple(shared(question) for question in section.questions)})
        for section in sections
    )


def _missing_words(
    question: Question, owner: str, path: tuple[str | int, ...], node: Node, name: str
) -> Iterator[Problem]:
    qid = f"{owner}.{question.id}"
    said: list[Said] = [(c.value, c.says, (*path, "choices", place)) for place, c in enumerate(question.choices)]
    if question.none is not None:
        said.append((NONE, question.none_says, (*path, "none")))
    yield from missing_words(qid, said, node, name)
    for place, inner in enumerate(question.questions):
        yield from _missing_words(inner, qid, (*path, "questions", place), node, name)
