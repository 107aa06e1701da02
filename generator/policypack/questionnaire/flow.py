"""The flow: what comes next on any face, what has to be confirmed, and the way back. Faces only draw and collect.

Each step is data (steps.py). The engine puts every answer on disk before the next step is handed out (invariant 8).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policypack.answers.options import options_for
from policypack.base.clock import today_for
from policypack.base.nearest import read_one_of
from policypack.base.problems import one_problem
from policypack.content.questions import NONE, NOT_DECIDED
from policypack.pack.notices import picture_notices
from policypack.pack.own_content import load_content
from policypack.questionnaire.asked import Key
from policypack.questionnaire.asked_again import asked_again
from policypack.questionnaire.beside import closes, page_of, rows_of, together
from policypack.questionnaire.closed_days import bank_holidays_to_take
from policypack.questionnaire.confirming import said_of_putting_off, to_confirm
from policypack.questionnaire.engine import Engine
from policypack.questionnaire.following import followed
from policypack.questionnaire.looking_up import look_ups
from policypack.questionnaire.missing import in_the_way, missing
from policypack.questionnaire.open_questions import is_late
from policypack.questionnaire.presets import load_presets
from policypack.questionnaire.raised_findings import RaisedFindings
from policypack.questionnaire.reading_back import written_down
from policypack.questionnaire.role_read_back import role_read_back
from policypack.questionnaire.rule_words import in_page_words
from policypack.questionnaire.same_times import same_times
from policypack.questionnaire.sections import has_items, put_off_in
from policypack.questionnaire.service_hints import hints, service_of
from policypack.questionnaire.settled import settled_in
from policypack.questionnaire.steps import AskQuestion, Confirm, Finished, NewFindings, SectionBegins, Taken
from policypack.questionnaire.suggestions import Suggestions
from policypack.questionnaire.working_out import open_what_no_longer_follows, worked_out

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from policypack.answers.document import Raw
    from policypack.base.workspace import Workspace
    from policypack.content.questions import Question, Section
    from policypack.questionnaire.asked import Asked
    from policypack.questionnaire.presets import Preset
    from policypack.questionnaire.steps import Step


class Flow:
    """One way through the questions.

    quick: only the questions of the quick path. only_missing: only what stands in the way of approval. only: the id
    of the only section to ask, or None. named: the preset whose suggestions are shown, "" for that of the
    organisation's own kind. jumps: whether somebody can go to any section at any time: then the rest of that
    section comes before what is open earlier, and a section begins once in a run, on each path; otherwise it begins
    each time that it is come to. here: the id of the section that somebody is in, "" for none.
    """

    def __init__(  # noqa: PLR0913 - each says how somebody is asked
        self,
        engine: Engine,
        presets: Mapping[str, Preset],
        *,
        quick: bool = False,
        only: str | None = None,
        named: str = "",
        jumps: bool = False,
        only_missing: bool = False,
    ) -> None:
        self.engine = engine
        self.quick = quick
        self.only_missing = only_missing
        self._done: set[Key] = set()  # what was asked of what is missing
        self._told: set[str] = set()
        self.only = only
        self.here = ""
        self.suggestions = Suggestions(engine, presets, named)
        self.findings = RaisedFindings(engine)
        self._jumps = jumps
        self._begun: set[tuple[str, bool]] = set()  # sections, and whether on the quick path
        self._came_from = ""
        self._newly: list[Key] = []  # what newly applies after changes, to be asked before going back to the rows

    # What comes next

    def next(self) -> Step:
        """Return what comes next."""
        if self.only_missing:
            return self._next_missing()
        asked = self.engine.next_question(self.quick, self.here) if self._jumps and self.here else None
        asked = asked or self.engine.next_question(self.quick, self.only)
        if asked is not None and asked.again:
            return self.question(asked)
        if asked is None or asked.section.id != self.here:
            if (found := self.new_findings()) is not None:
                return found
            if asked is None:
                return Finished(put_off_in(self.engine.answers))
            if not self._jumps:
                self._begun.discard((asked.section.id, self.quick))
            self._came_from, self.here = self.here, asked.section.id
        if (asked.section.id, self.quick) not in self._begun:
            self._begun.add((asked.section.id, self.quick))
            return self.beginning(asked.section)
        return worked_out(self.engine, asked) or self.question(asked)

    def _next_missing(self) -> Step:
        if (again := self.engine.next_again()) is not None:
            return self.question(again)
        found = list(missing(self.engine, self._done, self._told, self.only))
        if not found:
            return Finished(put_off_in(self.engine.answers))
        asked, finding = found[0]
        self.here = asked.section.id
        if finding is not None and finding.id not in self._told:
            self._told.add(finding.id)
            self._done.discard(asked.key)
            return NewFindings((finding,), None)
        step = self.question(asked)
        return replace(step, progress=replace(step.progress, left=len(found)))

    @property
    def section(self) -> Section | None:
        """The only section that is asked, or None for all."""
        return next((one for one in self.engine.catalogue.questions.sections if one.id == self.only), None)

    @property
    def missing_left(self) -> int:
        """How much stands in the way of approval; where one section alone is asked, of that."""
        return len(in_the_way(self.engine.answers, self.only))

    def question(self, asked: Asked, given: Raw | None = None) -> AskQuestion:
        """Return something to ask, with all that is said beside it. given: what stands there instead of the answer."""
        engine, group = self.engine, asked.group
        if self.quick and asked.question.closes_quick:
            asked = replace(asked, options=in_page_words(asked.options, engine.answers))
        has_answer = engine.current(asked)
        stands = (has_answer or "") if given is None else given
        suggested = None if stands else self.suggestions.for_one(asked)
        beside = () if asked.again or self.only_missing else engine.beside(asked, self.quick)
        introduces = group if asked.opens_group and group is not None and not engine.answers.items(group.qid) else None
        return AskQuestion(
            asked=asked,
            progress=engine.progress(asked, self.quick, self.only),
            given=stands,
            suggested=suggested,
            suggested_because="" if suggested is None else self.suggestions.because(asked),
            suggested_words="" if suggested is None else self.suggestions.in_words(asked, suggested),
            same=same_times(asked, engine.answers),
            introduces=introduces,
            is_open=not asked.again or (asked.kind == "answer" and has_answer is None),
            hints=tuple(hints(engine.catalogue, service_of(asked))),
            can_add=asked.kind != "answer" and self._can_add(asked.question),
            items=tuple(item.name for item in engine.answers.items(asked.question.qid)) if asked.kind == "more" else (),
            offers=() if asked.kind == "answer" else bank_holidays_to_take(asked.question, engine.answers),
            screen=None if asked.again else engine.catalogue.screen_of.get(asked.question.qid),
            beside=beside,
            page=page_of(asked, engine.answers),
            rows=self._rows(asked),
            closes=closes(asked, beside, engine.answers, self.quick),
            is_repeated=self._is_repeated(asked),
            for_all=engine.for_all(asked) if asked.kind == "answer" else (),
            look_ups=look_ups(asked, engine.answers),
        )

    def _rows(self, asked: Asked) -> int:
        group = asked.group if asked.kind == "answer" else asked.question
        rows = None if group is None else rows_of(group, self.engine.answers)
        screen = self.engine.catalogue.screen_of.get(asked.question.qid)
        return 0 if rows is None or (screen is not None and screen.is_late) else rows.rows

    def _is_repeated(self, asked: Asked) -> bool:
        if asked.group is None or asked.again:
            return False
        items = self.engine.answers.items(asked.group.qid)
        return bool(items) and (asked.item is None or asked.item.name != items[0].name)

    def _can_add(self, group: Question) -> bool:
        label = group.by_id[group.label or ""]
        return label.type != "choice" or bool(options_for(label, self.engine.answers))

    def beginning(self, section: Section) -> SectionBegins:
        """Return the beginning of a section."""
        return SectionBegins(section, settled_in(section, self.engine.answers))

    def new_findings(self) -> NewFindings | None:
        """Return what the answers have raised since the last time, or None; each is told once."""
        found = self.findings.new()
        sections = self.engine.catalogue.questions.sections
        after = next((section for section in sections if section.id == self.here), None)
        return NewFindings(tuple(found), after) if found else None

    # Answers

    def give(self, asked: Asked, raw: Raw, confirmed: Collection[str] = ()) -> Confirm | Taken:
        """Take an answer, or NOT_DECIDED to put the question off; return what has to be confirmed first, if anything.

        confirmed: what was confirmed already (TIMES, ASIDE). Raises as Engine.answer does.
        """
        return to_confirm(self.engine, asked, raw, confirmed) or self.take(asked, raw)

    def take(self, asked: Asked, raw: Raw) -> Taken:
        """Take an answer that is meant, or NOT_DECIDED to put the question off. Raises as Engine.answer does."""
        self._done.add(asked.key)
        if raw == NOT_DECIDED:
            said = said_of_putting_off(self.engine, asked)
            self.engine.put_off(asked)
            return Taken(_place(self._way()[-1]), said)
        known = self.engine.current(asked) or ()
        before = followed(self.engine.answers)
        self.engine.answer(asked, raw)
        open_what_no_longer_follows(self.engine, before)
        chosen = raw if asked.question.choices_from == "services" and isinstance(raw, list) else []
        new = hints(self.engine.catalogue, [service for service in chosen if service not in known])
        key = _place(self._way()[-1])
        said = (
            (asked.question.type == "image" and picture_notices(self.engine.answers).get(asked.question.qid))
            or written_down(asked, raw, self.engine.today)
            or role_read_back(asked, self.engine.answers, key.item)
        )
        return Taken(key, said, tuple(new))

    def none_yet(self, step: AskQuestion) -> None:
        """Answer all that stands on a screen with "none". Raises as Engine.answer does."""
        for asked in (step.asked, *step.beside):
            self.engine.answer(asked, NONE)

    def keep(self, asked: Asked) -> bool:
        """Go past a question and leave its answer as it is; False where it has none."""
        if self.engine.current(asked) is None:
            return False
        self._done.add(asked.key)
        self.engine.keep(asked)
        return True

    # The way back

    def back(self, step: Step) -> bool:
        """Go back from a step to what was asked before it in this run, and say whether there was anything."""
        if not self.engine.back():
            return False
        if isinstance(step, SectionBegins):  # it has not begun
            self.here = self._came_from
        return True

    def earlier(self, key: Key) -> Iterator[Key]:
        """Yield what was answered before something in this run and can still be asked, the latest first.

        What was answered more than once stands where it was first; a group where it was last said whether it has more,
        so that its items come before it. From an item of a group that is complete, the group itself is passed over.
        """
        way = [_place(one) for one in dict.fromkeys(self._way())]
        own = Key(key.qid.rpartition(".")[0], gate=True)
        passed_over = {key, own} if way.count(own) > 1 else {key}
        at = len(way) - 1 - way[::-1].index(key) if key in way else len(way)
        for one in reversed(way[:at]):
            if one not in passed_over and asked_again(self.engine.answers, one) is not None:
                yield one

    def together(self, asked: Asked) -> tuple[Asked, ...]:
        """Return all that stands on the screen of a question and applies, answered or not; itself alone at least."""
        return together(asked, self.engine.answers, self.quick)

    def _way(self) -> list[Key]:
        """Return what was answered, in order; an item that got no name is nothing but its group."""
        groups = self.engine.catalogue.questions.by_qid
        return [
            Key(owner, gate=True) if (owner := key.qid.rpartition(".")[0]) in groups and not key.item else key
            for key in self.engine.way()
        ]

    # Changes

    def open_now(self) -> list[Key]:
        """Return all that is open, in order."""
        return self.engine.open_now(self.quick)

    def open_inside(self, group: str, name: str = "") -> list[Key]:
        """Return what is open inside a group; name: of this item alone."""
        questions, answers = self.engine.catalogue.questions, self.engine.answers
        inside = [
            key
            for key in self.open_now()
            if key.item
            and key.qid.startswith(f"{group}.")
            and not key.gate
            and not is_late(questions[key.qid], answers)
        ]
        return [key for key in inside if name in ("", key.item)]

    def changes(self, known: Iterable[Key]) -> Iterator[AskQuestion]:
        """Ask what was marked to be asked again, and then only what newly applies: what is open and not in `known`.

        Back from the first of them ends it.
        """
        seen = set(known)
        with self.engine.visit() as has_gone_out:
            while True:
                while (asked := self.engine.next_again()) is not None:
                    yield self.question(asked)
                new = [key for key in self.open_now() if key not in seen]
                if not new or has_gone_out():
                    return
                for key in reversed(new):
                    self.engine.ask_again(key.qid, key.item)
                seen.update(new)

    def newly_after(self, was_open: Collection[Key]) -> Key | None:
        """Return what is to be asked after a change, before going back to where it was made; None for nothing.

        was_open: what was open before the change. For a face on which somebody may leave at any time: what newly
        applied after an earlier change and was left comes first.
        """
        still = self.open_now()
        known = {*was_open, *self._newly}
        self._newly += [key for key in still if key not in known and not has_items(key, self.engine.answers)]
        self._newly = [key for key in self._newly if key in still and asked_again(self.engine.answers, key) is not None]
        return next(iter(self._newly), None)


def _place(key: Key) -> Key:
    """Return where something is asked: a gate is one place, whatever was said to it."""
    return key._replace(item="") if key.gate else key


def begin(  # noqa: PLR0913 - each says how somebody is asked
    workspace: Workspace,
    *,
    quick: bool,
    section: str | None,
    preset: str | None,
    jumps: bool = False,
    only_missing: bool = False,
) -> Flow:
    """Begin to ask in a workspace. section: the id of the only section to ask. Whoever asks holds the workspace's lock.

    Raises ProblemsFoundError where the answers file has problems, or there is no such section.
    """
    catalogue = load_content(workspace)
    if section is not None:
        try:
            read_one_of(section, [one.id for one in catalogue.questions.sections])
        except ValueError as error:
            one_problem("--section", str(error), given=section)
    engine = Engine(workspace, catalogue, today_for())
    engine.notice()
    return Flow(
        engine,
        load_presets(workspace),
        quick=quick,
        only=section,
        named=preset or "",
        jumps=jumps,
        only_missing=only_missing,
    )
