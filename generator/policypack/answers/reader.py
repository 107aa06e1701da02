"""Read the answers file: every answer by its question's type, every problem at once, with its line."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from policypack.answers.conversions import convert
from policypack.answers.cross_references import CrossReferences
from policypack.answers.model import Answers, Item
from policypack.answers.standing_on import standing_on
from policypack.answers.types.date import require_past
from policypack.answers.types.group import items_wanted
from policypack.answers.types.registry import type_of
from policypack.answers.values import read_value
from policypack.answers.versions import version_of, without_version
from policypack.base.nearest import nearest
from policypack.base.problems import Problem, ProblemsFoundError, raise_if_any, raise_if_many, shown_path
from policypack.content.questions import NONE, NOT_DECIDED
from policypack.files.yaml_nodes import Node, read_yaml
from policypack.text.english import day
from policypack.text.hidden import says, without_unseen

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from policypack.answers.model import Fact
    from policypack.answers.types.question_type import Value
    from policypack.base.workspace import Workspace
    from policypack.content.catalogue import Catalogue
    from policypack.content.questions import Question


MOST_ITEMS = 200
"""In a group, or in a list of choices. A large charity has some fifty places online."""


def read_answers(
    workspace: Workspace, catalogue: Catalogue, today: date, facts: Mapping[str, Fact], root: Path | None = None
) -> Answers:
    """Read ``site_config/answers.yml``, and what the bodies above lay down beside it.

    root: the workspace from which paths are said, where that is another.
    Raises ProblemsFoundError with everything that is wrong with them.
    """
    file = shown_path(workspace.answers_file, root or workspace.root)
    node = read_yaml(workspace.answers_file, root or workspace.root)
    own = answers_of(node, catalogue, today, facts, workspace.site_config, file)
    return standing_on(own, workspace, read_answers, root)


def answers_of(  # noqa: PLR0913, PLR0917 - what answers are held against, then where they come from
    node: Node, catalogue: Catalogue, today: date, facts: Mapping[str, Fact], site_config: Path, file: str
) -> Answers:
    """Turn the nodes of an answers file into answers. Raises as read_answers does; `file` is its name in messages.

    What an earlier version wrote is read as this one takes it (conversions.py); what a newer one wrote is refused.

    facts: what can be derived from answers (``policypack.facts.FACTS``), handed in because they know answers.
    """
    version = version_of(node, file)
    node, _ = convert(without_version(node), version)
    reader = _Reader(catalogue, today, site_config, file)
    reader.read(node)
    reader.check_references()
    raise_if_any(reader.problems)
    return Answers(catalogue, today, reader.values, dict(reader.groups), facts, frozenset(reader.put_off))


def answers_as_far_as_read(
    node: Node, catalogue: Catalogue, today: date, facts: Mapping[str, Fact], site_config: Path
) -> Answers:
    """Return what can still be read of answers of long ago, and leave out what no question takes any longer.

    For what is only compared with; what is built from is read by :func:`answers_of`.
    """
    try:
        node, _ = convert(without_version(node), version_of(node, ""))
    except ProblemsFoundError:  # a newer version wrote it
        return Answers(catalogue, today, {}, {}, facts)
    reader = _Reader(catalogue, today, site_config, "")
    reader.read(node)
    return Answers(catalogue, today, reader.values, dict(reader.groups), facts, frozenset(reader.put_off))


@dataclass
class _Reader:
    catalogue: Catalogue
    today: date
    site_config: Path
    file: str
    values: dict[str, Value] = field(default_factory=dict)
    groups: dict[str, tuple[Item, ...]] = field(default_factory=dict)
    put_off: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    references: CrossReferences = field(default_factory=CrossReferences)

    def read(self, node: Node) -> None:
        if node.value is None:
            self._wrong(node, "", None, "this file is empty; `policypack ask` fills it")
            return
        sections = {section.id: section for section in self.catalogue.questions.sections}
        if not isinstance(node.value, dict):
            self._wrong(node, "", None, f"sections are wanted, each a name with a colon: {', '.join(sections)}")
            return
        for name, inner in node.value.items():
            if name not in sections:
                self.references.lose("")
                self._wrong(inner, name, None, f"there is no section of this name{nearest(name, sections)}")
            elif inner.value is not None and not isinstance(inner.value, dict):
                self._wrong(inner, name, _given(inner), "answers are wanted here, each below it and further in")
            else:
                self._section(inner, {question.id: question for question in sections[name].questions}, name)

    def _section(self, node: Node, questions: dict[str, Question], where: str) -> None:
        for name, inner in (node.value if isinstance(node.value, dict) else {}).items():
            question = questions.get(name)
            if question is None:
                self.references.lose(where)
                self._wrong(
                    inner, f"{where}.{name}", _given(inner), f"there is no such question{nearest(name, questions)}"
                )
            elif says(inner.value, NOT_DECIDED):
                self.put_off.add(question.qid)
            elif question.type == "group":
                self._group(inner, question)
            else:
                value = self._value(inner, question, question.qid)
                if value is not None:
                    self.values[question.qid] = value
                elif inner.value is not None:
                    self.references.lose(question.qid)

    def _group(self, node: Node, group: Question) -> None:
        if node.value is None:
            return
        if says(node.value, NONE) or says(node.value, "no"):  # "Are there days …?" asks for either
            self.groups[group.qid] = ()
            if group.fewest:
                self._wrong(node, group.qid, NONE, group.none_refused)
            return
        if not isinstance(node.value, list):
            self.references.lose(group.qid)
            self._wrong(node, group.qid, _given(node), items_wanted(group))
            return
        if len(node.value) > MOST_ITEMS:
            self.references.lose(group.qid)
            self._wrong(node, group.qid, None, f"at most {MOST_ITEMS} are wanted; these are {len(node.value)}")
            return
        items: list[Item] = []
        taken: dict[str, int] = {}
        places: dict[str, Node] = {}
        for position, inner in enumerate(node.value, start=1):
            item = self._item(inner, group, position)
            if item is None:
                continue
            first = taken.setdefault(item.name.casefold(), inner.line)
            if first != inner.line:
                wanted = f"each {group.item} needs a {group.label} of its own; line {first} has the same"
                self._wrong(inner, f"{group.qid}.{group.label}", item.name, wanted)
            items.append(item)
            places[item.name] = inner
        self.groups[group.qid] = tuple(items)
        if group.apart is not None:
            self._check_apart(items, places, group, *group.apart)

    def _check_apart(self, items: list[Item], places: dict[str, Node], group: Question, first: str, last: str) -> None:
        known = [
            (start, end, item.name)
            for item in items
            if isinstance(start := item.values.get(first), date) and isinstance(end := item.values.get(last), date)
        ]
        known.sort()
        for number, (start, _, name) in enumerate(known):
            end, other = max(((end, other) for _, end, other in known[:number]), default=(date.min, ""))
            if start <= end:
                wanted = f"{name} starts before {other} has ended, on {day(end)}; no day can lie in both"
                self._wrong(places[name], f"{group.qid}.{first}", str(start), wanted)

    def _item(self, node: Node, group: Question, position: int) -> Item | None:
        where = f"{group.qid}[{position}]"
        if not isinstance(node.value, dict):
            self.references.refuse(group.qid, node.value)
            self._wrong(node, where, _given(node), f"the answers about one {group.item} are wanted here")
            return None
        values: dict[str, Value] = {}
        put_off: set[str] = set()
        for name, inner in node.value.items():
            question = group.by_id.get(name)
            if question is None:
                known = nearest(name, group.by_id)
                self._wrong(inner, f"{where}.{name}", _given(inner), f"there is no such question{known}")
            elif says(inner.value, NOT_DECIDED):
                put_off.add(name)
            else:
                value = self._value(inner, question, f"{where}.{name}")
                if value is not None:
                    values[name] = value
        label = values.get(group.label or "")
        if group.fewest and isinstance(label, str) and label.casefold() == NONE:
            self.references.refuse(group.qid, label)
            self._wrong(node, f"{where}.{group.label}", NONE, group.none_refused)
            return None
        if not isinstance(label, str):
            named = node.value.get(group.label or "")
            self.references.refuse(group.qid, None if named is None else named.value)
            if group.label not in node.value:
                self._wrong(node, f"{where}.{group.label}", None, f"each {group.item} needs this answer")
            return None
        self._check_order(node, group, values, where)
        return Item(group.qid, label, values, frozenset(put_off))

    def _check_order(self, node: Node, group: Question, values: dict[str, Value], where: str) -> None:
        for question in group.questions:
            low, high = values.get(question.not_below or ""), values.get(question.id)
            before = group.by_id[question.not_below].prompt if question.not_below else ""
            if isinstance(low, int) and isinstance(high, int) and high < low:
                wanted = f"a number that is not smaller than {low} is wanted; that is your answer to “{before}”"
            elif isinstance(low, date) and isinstance(high, date) and high < low:
                wanted = f"a day that is not before {day(low)} is wanted; that is your answer to “{before}”"
            else:
                continue
            inner = node.value[question.id] if isinstance(node.value, dict) else node
            self._wrong(inner, f"{where}.{question.id}", str(high), wanted)

    def _value(self, node: Node, question: Question, where: str) -> Value | None:
        if node.value is None:
            return None
        if isinstance(node.value, str) and not question.choices_from:  # most answers; the rest of it says the same
            try:
                return self._read(node.value, question, None)
            except ValueError as error:
                self._wrong(node, where, node.value, str(error))
                return None
        kind = type_of(question)
        parts = node.value if isinstance(node.value, list) else [node]
        if isinstance(node.value, dict) or any(not isinstance(part.value, str) for part in parts):
            self._wrong(node, where, None, f"{kind.wanted or 'one line of text'} is wanted here")
            return None
        if isinstance(node.value, list) and not kind.is_list:
            self._wrong(node, where, None, f"one answer is wanted here, not a list ({kind.wanted or 'text'})")
            return None
        if len(parts) > MOST_ITEMS:
            self._wrong(node, where, None, f"at most {MOST_ITEMS} choices are wanted; these are {len(parts)}")
            return None
        texts = [
            NONE if says(part.value, NONE) else " ".join(without_unseen(str(part.value)).split()) for part in parts
        ]
        # `rules.house` names both shipped rows and the question that adopts them; the rows come first.
        source = question.choices_from or ""
        if source in self.catalogue.questions.by_qid and source not in self.catalogue.rows and texts != [NONE]:
            for part, text in zip(parts, texts, strict=True):
                self.references.use(question, where, part, text)
            return tuple(texts) if kind.is_list else texts[0]
        options = self.catalogue.rows.get(question.choices_from or "", {})
        found: list[Value] = []
        for part, text in zip(parts, texts, strict=True):
            try:
                found.append(self._read(text, question, options or None))
            except ValueError as error:
                self._wrong(part, where, text, str(error))
        if len(found) < len(texts) or not found:
            return None
        if not kind.is_list or found == [NONE]:
            return found[0]
        chosen = [str(one) for value in found for one in (value if isinstance(value, tuple) else (value,))]
        return tuple(dict.fromkeys(chosen))

    def _read(self, text: str, question: Question, rows: Mapping[str, str] | None) -> Value:
        value = read_value(text, question, rows, self.site_config)
        require_past(value, question, self.today)
        return value

    def check_references(self) -> None:
        """Check the answers that choose among other answers, once all of those are read."""
        for node, where, given, wanted in self.references.problems(self.groups, self.values):
            self._wrong(node, where, given, wanted)

    def _wrong(self, node: Node, where: str, given: str | None, wanted: str) -> None:
        self.problems.append(Problem(self.file, node.line, where, given, wanted))
        raise_if_many(self.problems)


def _given(node: Node) -> str | None:
    return node.value if isinstance(node.value, str) else None
