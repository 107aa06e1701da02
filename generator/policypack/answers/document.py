"""Write answers back: each set into its place in the answers file, which is then replaced whole.

Comments and everything else that somebody wrote by hand survive. New keys follow the order of the questions, below
what a form says of them (form.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.answers.form import comment_for
from policypack.answers.json_schema import SCHEMA_LINE
from policypack.answers.types.registry import type_of
from policypack.answers.versions import MADE_WITH, with_version
from policypack.base.problems import one_problem, quoted, shown_path
from policypack.files.atomic import write_whole
from policypack.files.text_files import decode, read_text
from policypack.files.yaml_edit import CommentAtRiskError, insert, put, take_out
from policypack.files.yaml_mending import mended
from policypack.files.yaml_nodes import Node, parse_yaml
from policypack.files.yaml_scalars import Layout, changed
from policypack.files.yaml_section import section_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from policypack.base.workspace import Workspace
    from policypack.content.questions import Question, Questions
    from policypack.files.yaml_scalars import Data, Path

    Rows = Mapping[str, Mapping[str, str]]

Raw = str | list[str]
"""An answer as the file holds it: text, or a list of choices."""

HEADER = f"""\
{SCHEMA_LINE}
# What your organisation answered. `policypack ask` writes here, and so can you: your own comments stay.
# "not decided yet" marks a question that was put off. Run `policypack check` after a change by hand.
"""
"""The first lines of a new answers file."""


class AnswersDocument:
    """The text of an answers file, on its way back to the disk.

    text: what save() writes. Nothing is written before.
    rows: ids and labels of shipped rows, by source, as the catalogue has them: new comments list them as choices.
    """

    def __init__(self, workspace: Workspace, questions: Questions, data: bytes, rows: Rows | None = None) -> None:
        self.workspace = workspace
        self.questions = questions
        self.rows = rows or {}
        self._read(data)

    @classmethod
    def open(cls, workspace: Workspace, questions: Questions, rows: Rows | None = None) -> AnswersDocument:
        """Open the answers file of a workspace. Raises ProblemsFoundError where it cannot be read."""
        read_text(workspace.answers_file, workspace.root)  # says what is wrong with a file that is none
        return cls(workspace, questions, workspace.answers_file.read_bytes(), rows)

    def _read(self, data: bytes) -> None:
        text, _ = mended(decode(data, self.name))
        if parse_yaml(text, self.name).value is None:  # what is written into it is of this version
            text = with_version(text)
        self._parsed = (text, parse_yaml(text, self.name))
        self._on_disk = data
        self.text = text

    @property
    def name(self) -> str:
        """The file's name in messages."""
        return shown_path(self.workspace.answers_file, self.workspace.root)

    @property
    def node(self) -> Node:
        """The answers as text with lines, as the reader takes them."""
        text, node = self._parsed
        if text != self.text:  # a large file takes time to parse, and each answer looks into it several times
            node = parse_yaml(self.text, self.name)
            self._parsed = (self.text, node)
        return node

    def raw(self, qid: str, index: int | None = None, short: str = "") -> Raw | None:
        """Return an answer as the file holds it, or None where there is none.

        index, short: for an answer inside a group (`qid`), the item's position from 0, and the question's short id.
        """
        found: Node | None = self.node
        for step in (*qid.split("."), *(() if index is None else (index, short))):
            inner = None if found is None else found.value
            if isinstance(inner, dict):
                found = inner.get(str(step))
            elif isinstance(inner, list) and isinstance(step, int) and step < len(inner):
                found = inner[step]
            else:
                return None
        value = None if found is None else found.value
        if isinstance(value, list):
            return [str(node.plain()) for node in value]
        return value if isinstance(value, str) else None

    def set(self, qid: str, raw: Raw) -> None:
        """Set the answer to a question that lies in no group, or a group's one word (none, not decided yet)."""
        section, _, short = qid.partition(".")
        self._change((section, short), _data(self.questions[qid], raw))

    def set_item(self, group: str, index: int, answers: Mapping[str, Raw]) -> None:
        """Set answers about one item of a group: `index` is its position in the file from 0, keys are short ids."""
        section, _, short = group.partition(".")
        for key, raw in answers.items():
            self._change((section, short, index, key), _data(self.questions[group].by_id[key], raw))

    def add_item(self, group: str, answers: Mapping[str, Raw]) -> None:
        """Add an item to a group, with answers by the short id of their question; the one that names it is wanted."""
        section, _, short = group.partition(".")
        questions = self.questions[group].by_id
        item: Data = {key: _data(questions[key], raw) for key, raw in answers.items()}
        self._change((section, short, len(self._items(group))), item)

    def insert_item(self, group: str, index: int, answers: Mapping[str, Raw]) -> None:
        """Add an item to a group in a place of its own: `index` is its position from 0; else as add_item."""
        section, _, short = group.partition(".")
        questions = self.questions[group].by_id
        item: Data = {key: _data(questions[key], raw) for key, raw in answers.items()}
        self._change((section, short, index), item, is_new=index < len(self._items(group)))

    def remove_answer(self, group: str, index: int, short: str) -> None:
        """Take out one answer about one item of a group: `index` is its position in the file from 0."""
        section, _, name = group.partition(".")
        self._change((section, name, index, short), None)

    def edit(self, path: Path, value: Data) -> None:
        """Put data at a path (keys, positions from 0) that today's questions need not know; None takes it out."""
        self._change(path, value)

    def remove(self, qid: str) -> None:
        """Take out the answer to a question, and our comment above it. Does nothing where there is none."""
        section, _, short = qid.partition(".")
        top = self.node.value
        inner = top[section].value if isinstance(top, dict) and section in top else None
        if isinstance(inner, dict) and short in inner:
            self._change((section, short), None)

    def remove_item(self, group: str, index: int) -> None:
        """Take out one item of a group, by its position in the file, counted from 0."""
        section, _, short = group.partition(".")
        self._change((section, short, index), None)

    def index_of(self, group: str, name: str) -> int:
        """Return the position in the file, counted from 0, of the item of a group that has this name.

        Raises ProblemsFoundError where there is none (any more).
        """
        label = self.questions[group].label or ""
        names = [item.value.get(label) if isinstance(item.value, dict) else None for item in self._items(group)]
        said = [_folded(node.value) if node and isinstance(node.value, str) else None for node in names]
        if _folded(name) not in said:
            one_problem(self.name, f"{quoted(name)} no longer stands in {group}; start again with `policypack ask`")
        return said.index(_folded(name))

    def _items(self, group: str) -> list[Node]:
        node = self.node
        for key in group.split("."):
            node = node.value.get(key, Node(None, 1)) if isinstance(node.value, dict) else Node(None, 1)
        return node.value if isinstance(node.value, list) else []

    def _change(self, path: Path, value: Data, is_new: bool = False) -> None:
        """Change the text, and keep the change only if the reader finds exactly it (nothing else is ever changed).

        is_new: whether what stands at the path stays, after the value.
        """
        before = self.node
        start, end = section_text(self.text, before, str(path[0]))
        part = self.text[start:end]
        try:
            if value is None:
                part = take_out(part, path, self._layout)
            else:
                part = (insert if is_new else put)(part, path, value, self._layout)
        except CommentAtRiskError as error:
            one_problem(self.name, str(error), line=before.line_of(path))
        text = f"{self.text[:start]}{part}{self.text[end:]}"
        after = parse_yaml(text, self.name)
        wanted_data = changed(_data_of(before), path, value, is_new)
        if _compared(after.plain()) != _compared(wanted_data):
            wanted = "this answer could not be put here; write the lines around it plainly, one answer each"
            one_problem(self.name, wanted, line=before.line_of(path))
        self.text, self._parsed = text, (text, after)

    @property
    def _layout(self) -> Layout:
        return Layout(self._order, self._comment)

    def _order(self, path: Path) -> Sequence[str]:
        if not path:
            return [MADE_WITH, *(section.id for section in self.questions.sections)]
        if len(path) == 1:
            sections = (section for section in self.questions.sections if section.id == path[0])
            return [question.id for section in sections for question in section.questions]
        group = self.questions.by_qid.get(f"{path[0]}.{path[1]}")
        if group is None:  # an earlier version's
            return []
        # The name of an item comes first, so that the others are asked about something that has a name.
        return sorted((question.id for question in group.questions), key=lambda short: short != group.label)

    def _comment(self, path: Path) -> Sequence[str]:
        return comment_for(path, self.questions, self.rows)

    def refresh(self) -> bool:
        """Take over what somebody changed on the disk since; say whether anything was. Raises as open does."""
        if not self._is_changed_on_disk():
            return False
        read_text(self.workspace.answers_file, self.workspace.root)
        self._read(self.workspace.answers_file.read_bytes())
        return True

    def save(self) -> None:
        """Replace the file, whole or not at all.

        Raises ProblemsFoundError, and writes nothing, where somebody changed it meanwhile or it cannot be written.
        """
        if self._is_changed_on_disk():
            one_problem(
                self.name, "somebody changed this file meanwhile, and it is left as it is; run `policypack ask`"
            )
        data = self.text.encode("utf-8")
        if data != self._on_disk:
            write_whole(self.workspace.answers_file, self.workspace.root, self.text)
            self._on_disk = data

    def _is_changed_on_disk(self) -> bool:
        try:
            return self.workspace.answers_file.read_bytes() != self._on_disk
        except OSError:
            return True


def _data(question: Question, raw: Raw) -> Data:
    kind = type_of(question)
    return kind.in_yaml(raw) if isinstance(raw, str) else [kind.in_yaml(text) for text in raw]


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _data_of(node: Node) -> Data:
    plain: Data = node.plain()  # type: ignore[assignment]
    return plain


def _compared(data: object) -> object:
    """Return data with what says nothing left out, and lists of text in one order."""
    if isinstance(data, dict):
        kept = {key: _compared(inner) for key, inner in data.items()}
        return {key: inner for key, inner in kept.items() if inner is not None} or None
    if isinstance(data, list):
        kept_items = [_compared(inner) for inner in data]
        is_text = all(isinstance(inner, str) for inner in data)
        return (sorted(map(str, kept_items)) if is_text else kept_items) or None
    return None if data is None else str(data)
