"""Steps: what comes next in a questionnaire, as data that any face draws."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policypack.answers.document import Raw
    from policypack.answers.model import Item
    from policypack.content.questions import Choice, Question, Section
    from policypack.content.screens import Screen
    from policypack.pack.finding import Finding
    from policypack.questionnaire.asked import Asked, Key, Progress
    from policypack.questionnaire.looking_up import LookUp
    from policypack.readers.schedule import WeeklyTimes

_ASIDE = re.compile(r" \([^()]*\)")


@dataclass(frozen=True, slots=True)
class AskQuestion:
    """Something to ask, with all that is said beside it.

    given: the answer that stands there, "" for none. suggested: what the organisation's preset suggests where nothing
    stands there, or None; suggested_words: the same as it is read;
    suggested_because: why. same: the weekly times of other items that can be
    taken over, by the item's name. introduces: the group whose first item begins here. is_open: whether it still wants
    an answer. hints: what to look up before it is answered, a paragraph each. can_add: whether a group takes another.
    items: the names of the items that a group has, where it asks for more. offers: items that a group can take over.
    screen: the screen on which it stands with others, or None; beside: what is asked on it with this one and after it;
    page: what that screen is called; rows: how many items of its group can be written down on it, 0 for one by one;
    is_repeated: whether it was asked of an earlier item of its group;
    closes: whether that screen also asks for another item. for_all: the items that one answer is for.
    look_ups: where its answer is found.
    """

    asked: Asked
    progress: Progress
    given: Raw
    suggested: Raw | None
    suggested_words: str
    suggested_because: str
    same: Mapping[str, WeeklyTimes]
    introduces: Question | None
    is_open: bool
    hints: tuple[str, ...]
    can_add: bool
    items: tuple[str, ...]
    offers: tuple[OfferedItem, ...] = ()
    screen: Screen | None = None
    beside: tuple[Asked, ...] = ()
    page: str = ""
    rows: int = 0
    closes: bool = False
    is_repeated: bool = False
    for_all: tuple[str, ...] = ()
    look_ups: tuple[LookUp, ...] = ()

    @property
    def is_beside(self) -> bool:
        """Whether it stands on a screen with others, where there is room for little more than the question."""
        return not self.asked.again and (self.screen is not None or self.asked.kind != "answer")

    @property
    def prompt(self) -> str:
        """The question as it is asked here: in fewer words where it stands on a screen with others."""
        question = self.asked.question
        is_brief = self.screen is not None and self.is_beside
        return self.screen.brief.get(question.qid, question.prompt) if is_brief and self.screen else question.prompt

    @property
    def options(self) -> tuple[Choice, ...]:
        """What can be chosen. What stands in brackets was explained at the first item of a group."""
        options = self.asked.options
        if not (self.is_repeated and self.is_beside):
            return options
        labels = [_ASIDE.sub("", one.label) for one in options]
        if len(set(labels)) < len(labels):
            return options
        return tuple(one.model_copy(update={"label": label}) for one, label in zip(options, labels, strict=True))

    @property
    def none_yet(self) -> str:
        """What answers all that stands on its screen with "none", or ""."""
        return (self.screen.none_yet or "") if self.screen is not None and self.beside else ""

    def goes_on_from(self, last: AskQuestion | None) -> bool:
        """Say whether it stands on the screen of what was asked last."""
        if last is None or self.asked.again or last.asked.again:
            return False
        if self.rows or last.rows or (self.screen is not None and self.screen.is_late):
            return self.page == last.page
        if self.asked.kind == "more":
            return last.asked.group is not None and last.asked.group.qid == self.asked.question.qid
        is_new = last.asked.group is not None and self.asked.item is None
        same_item = last.asked.item is None or last.asked.key.item == self.asked.key.item
        return self.page == last.page and not is_new and same_item

    @property
    def number(self) -> int:
        """Its number among all that is answered or put off."""
        return self.progress.done + self.is_open

    @property
    def about_left(self) -> int:
        """About how many are left, this one included; 0 where nothing is."""
        return max(1, self.progress.left) if self.progress.left or self.is_open else 0


@dataclass(frozen=True, slots=True)
class OfferedItem:
    """An item that a group can take over: its answers by their questions' short ids, its name, and as it is read."""

    answers: Mapping[str, Raw]
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class SectionBegins:
    """A section begins. settled: what a body above has settled of it, a line for each body and question."""

    section: Section
    settled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewFindings:
    """What the answers have raised since the last time, most urgent first. after: the section just left, or None."""

    findings: tuple[Finding, ...]
    after: Section | None


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """An answer that followed from others and is on the disk. about: its item, or ""; words: as it is read.

    prompt: the question as it would have been asked on its screen.
    """

    question: Question
    about: str
    words: str
    because: str
    prompt: str


@dataclass(frozen=True, slots=True)
class Finished:
    """Nothing is left to ask. put_off: how many answers are not decided yet."""

    put_off: int


@dataclass(frozen=True, slots=True)
class TimesMeant:
    """Weekly times read back.

    notes: sentences on what was done to them (some were joined, a label was left out), or "". rows: each day with its
    times in words; none where no time comes back each week.
    """

    times: WeeklyTimes
    notes: str

    @property
    def rows(self) -> list[tuple[str, str]]:
        """Each day of the week with its times in words, or that there are none."""
        without = "no set time" if self.times.said else "nobody"
        return [(name, said or without) for name, said in self.times.by_day_in_words()] if self.times.spans else []


@dataclass(frozen=True, slots=True)
class Confirm:
    """What has to be confirmed before an answer is taken; nothing is written yet.

    times: the times to read back, or None. meant: another answer as it was understood, or "". gone: what has an answer
    that would no longer apply; said: the new answer as it is read. was: the answer that would be put off, as it is
    read, or "".
    """

    times: TimesMeant | None
    gone: tuple[tuple[Question, Item | None], ...]
    said: str
    was: str
    meant: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """An answer is on the disk.

    key: what was answered, by the name that it has now. said: what it means that it was put off, how it was written
    down where that is not what was typed, what is to be said of a picture, or what pages will say with it; "" for none
    of them. hints: what to look up about the services that were chosen, a paragraph each.
    """

    key: Key
    said: str = ""
    hints: tuple[str, ...] = ()


Step = AskQuestion | SectionBegins | NewFindings | WorkedOut | Finished
"""What comes next."""
