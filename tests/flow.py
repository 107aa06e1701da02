"""The flow of the questionnaire as a document: every question, its condition, its section, in tables and pictures.

`python -m tests.flow` writes docs/questions.md from content/questions/; `make docs` runs it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policypack.content.catalogue import load_catalogue
from policypack.facts import FACTS
from tests.organisations import CHECKOUT
from tests.shipped_text import OURS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policypack.content.conditions import Condition, Words
    from policypack.content.questions import Question, Questions, Section

FILE = CHECKOUT / "docs" / "questions.md"

HEAD = """\
# The questions and their flow

Made from `content/questions/` by `make docs`; a test says when it is out of date.

There are {sections} sections with {questions} questions. {quick} are on the quick path, where a group and the questions
in it count as one. A question whose condition does not hold is not asked; its answer stays in the file.

In the pictures a diamond is a condition, a box with double sides a group, and a thick border the quick path. In the
tables, "approval" marks what a pack cannot be approved without, and "live" what goes out without waiting for approval.

"""


def document(questions: Questions) -> str:
    """Return the document as Markdown with Mermaid pictures."""
    quick = sum(question.quick for section in questions.sections for question in section.questions)
    counts = {"sections": len(questions.sections), "questions": len(questions.by_qid), "quick": quick}
    parts = [HEAD.format_map(counts), _overview(questions.sections)]
    for number, section in enumerate(questions.sections, start=1):
        later = questions.sections[number:]
        parts.append(f"\n## {number}. {section.title}\n\n{section.intro}\n\n")
        parts.append(_fenced(_Picture(section, later[0].title if later else "Check your answers").lines))
        parts.append(f"\n{_table(section)}")
    return "".join(parts)


def in_words(condition: Condition) -> str:
    """Return a condition as people say it; questions go by their qid."""
    if condition.fact is not None:
        sentence = (FACTS[condition.fact].__doc__ or "").partition("\n")[0].removesuffix(".")
        return sentence[:1].lower() + sentence[1:]
    if condition.not_ is not None:
        return f"not ({in_words(condition.not_)})"
    if condition.question is not None:
        if condition.includes is not None:
            return f"{condition.question} includes {condition.includes}"
        is_not = condition.is_not is not None
        return f"{condition.question} is {'not ' if is_not else ''}{_either(condition.is_not or condition.is_ or ())}"
    joint = " and " if condition.all else " or "
    return joint.join(in_words(part) for part in condition.all or condition.any or ())


def _either(words: Words) -> str:
    return words if isinstance(words, str) else " or ".join(words)


def _fenced(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in ["```mermaid", *lines, "```"])


def _overview(sections: Iterable[Section]) -> str:
    nodes = [f'  {section.id}["{section.title} ({_count(section)})"]' for section in sections]
    chain = " --> ".join(section.id for section in sections)
    return _fenced(["flowchart LR", *nodes, f"  {chain}"])


def _count(section: Section) -> int:
    return sum(1 + len(question.questions) for question in section.questions)


class _Picture:
    """The flow through one section, in Mermaid's words."""

    def __init__(self, section: Section, after: str) -> None:
        self.lines = ["flowchart TD", f'  start(["{section.title}"])']
        self._nodes = 0
        self._section = section.id
        tails = self._chain(section.questions, [("start", "")])
        self.lines.append(f'  after(["{after}"])')
        self._connect(tails, "after")
        self.lines.append("  classDef quick stroke-width:4px")

    def _chain(self, questions: Iterable[Question], tails: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """Draw questions one after the other; return the loose ends. Those with one condition share its diamond."""
        current: Condition | None = None
        otherwise: list[tuple[str, str]] = []
        for question in questions:
            if question.when != current:
                tails, otherwise, current = tails + otherwise, [], question.when
                if current is not None:
                    diamond = self._node("{{{}}}", f"{self._near(in_words(current))}?")
                    self._connect(tails, diamond)
                    tails, otherwise = [(diamond, "yes")], [(diamond, "no")]
            node = self._node("[[{}]]" if question.questions else "[{}]", question.prompt, question.quick)
            self._connect(tails, node)
            tails = [(node, "")]
            if question.questions:
                self.lines.append(f'  subgraph {node}_each["For each {question.item}"]')
                ends = self._chain(question.questions, [(node, "add one")])
                self.lines.append("  end")
                self._connect(ends, node)
                tails = [(node, "that was all")]
        return tails + otherwise

    def _near(self, text: str) -> str:
        """Shorten the names of this section's questions, which stand in the same picture, to their last part."""
        return re.sub(rf"\b{self._section}\.(?:[a-z_0-9]+\.)?(?=[a-z])", "", text)

    def _node(self, shape: str, text: str, quick: bool = False) -> str:
        self._nodes += 1
        quoted = '"{}"'.format(text.replace('"', "#quot;"))
        self.lines.append(f"  q{self._nodes}{shape.format(quoted)}{':::quick' if quick else ''}")
        return f"q{self._nodes}"

    def _connect(self, tails: Iterable[tuple[str, str]], node: str) -> None:
        self.lines += [f"  {tail} -->{f'|{label}|' if label else ''} {node}" for tail, label in tails]


def _table(section: Section) -> str:
    rows = ["| question | asks | asked when | seen by | | guidance points |", "|---|---|---|---|---|---|"]
    for question in section.questions:
        rows += [_row(one) for one in (question, *question.questions)]
    return "".join(f"{row}\n" for row in rows)


def _row(question: Question) -> str:
    seen = question.visibility + "".join(f"; {wider.to} when {in_words(wider.when)}" for wider in question.wider)
    marks = {"quick": question.quick, "approval": question.approval_needs_it, "live": question.live}
    cells = [
        f"`{question.qid}`",
        question.prompt,
        in_words(question.when) if question.when else "always",
        seen,
        ", ".join(name for name, holds in marks.items() if holds),
        ", ".join(question.points),
    ]
    return f"| {' | '.join(_cell(cell) for cell in cells)} |"


def _cell(text: str) -> str:
    """Write text for a table cell, with names of questions and facts as code."""
    text = text if text.startswith("`") else re.sub(r"(?<![\w`])[a-z_]+(?:\.[a-z_0-9]+)+", r"`\g<0>`", text)
    return text.replace("|", "\\|")


if __name__ == "__main__":
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(document(load_catalogue(OURS).questions), encoding="utf-8")
