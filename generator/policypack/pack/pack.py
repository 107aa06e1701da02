"""The pack: an organisation's answers together with all that follows from them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from policypack.answers.reader import read_answers
from policypack.base.clock import today_for
from policypack.base.workspace import Workspace
from policypack.content.guidance import GuidancePoint, load_guidance
from policypack.content.online_safety_act import OnlineSafetyAct, load_online_safety_act
from policypack.content.other_sites import OtherSite, load_other_sites
from policypack.content.page_rows import Page, load_pages
from policypack.content.questions import AUDIENCES
from policypack.content.risk_rules import RiskRule, load_risk_rules
from policypack.content.text_rules import TextRule, load_text_rules
from policypack.facts import FACTS
from policypack.pack.ages_in_words import with_ages_named
from policypack.pack.approval import Approval, read_approval, read_approvals
from policypack.pack.counting import counted
from policypack.pack.finding import Finding
from policypack.pack.findings import find
from policypack.pack.hard_words import hard_words
from policypack.pack.journal import DayOfChanges, read_journal
from policypack.pack.notices import file_notices, picture_notices, version_notice
from policypack.pack.own_content import load_content
from policypack.pack.own_pages import require_plain_names, require_plain_pages
from policypack.pack.read_by import ReadBy, read_by
from policypack.pack.reviews import Review, reviews
from policypack.pack.shown import shown

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from policypack.answers.model import Answers
    from policypack.content.catalogue import Catalogue
    from policypack.content.questions import Audience


@dataclass(frozen=True)
class Pack:
    """What one organisation said, and what follows.

    approval: the record of the last approval, or None while the pack is a draft. journal: what has changed from build
    to build since the first approval, the oldest first.
    """

    workspace: Workspace
    catalogue: Catalogue
    answers: Answers
    all_pages: tuple[Page, ...]
    approval: Approval | None
    journal: tuple[DayOfChanges, ...] = ()

    @property
    def today(self) -> date:
        """The only clock."""
        return self.answers.today

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the answers reveal: urgent first."""
        hard = hard_words(self.answers, self.workspace, self.pages_of("public"))
        titles = {page.id: page.title for page in self.pages_of("staff")}
        return find(self.answers, self.catalogue, self.approval, hard, titles)

    @cached_property
    def shown(self) -> Answers:
        """The answers as the pages for everybody and for staff see them: without places of which too little is said."""
        return shown(self.answers)

    def answers_for(self, audience: Audience) -> Answers:
        """Return the answers as the pages of an audience see them: those for leaders, all of them."""
        return self.answers if audience == "leaders" else self.shown

    @property
    def counts(self) -> tuple[str, ...]:
        """How many findings there are, as parts of a sentence: most urgent first."""
        return counted(self.findings)

    @cached_property
    def notices(self) -> tuple[str, ...]:
        """What is to be said of the files themselves, in sentences; most often nothing."""
        files = file_notices(self.workspace.answers_file, self.workspace.root)
        return (*files, *filter(None, [version_notice(self.workspace)]), *picture_notices(self.answers).values())

    @cached_property
    def approvals(self) -> tuple[Approval, ...]:
        """Every record of an approval, the oldest first; read only where somebody asks for more than the last."""
        return read_approvals(self.workspace)

    @cached_property
    def read_by(self) -> ReadBy:
        """Who has read what; read only where it is asked for. Raises ProblemsFoundError where the list is damaged."""
        pages = {page.id for page in self.all_pages}
        return (
            read_by(self.workspace, self.approvals, pages, self.today)
            if self.workspace.read_by.exists()
            else ReadBy({})
        )

    @cached_property
    def reviews(self) -> tuple[Review, ...]:
        """What has to be looked at again: the earliest day first."""
        return reviews(self.answers, self.catalogue, self.approval)

    @cached_property
    def guidance(self) -> tuple[GuidancePoint, ...]:
        """Every point of the guidance; read only where it is asked for."""
        return load_guidance(self.workspace)

    @cached_property
    def text_rules(self) -> tuple[TextRule, ...]:
        """How each kind of text to paste is built; read only where one is asked for."""
        return load_text_rules(self.workspace)

    @cached_property
    def other_sites(self) -> tuple[OtherSite, ...]:
        """How to put our times on other people's pages; read only where it is asked for."""
        return load_other_sites(self.workspace)

    @cached_property
    def risk_rules(self) -> tuple[RiskRule, ...]:
        """Every risk that a place online can have; read only where it is asked for."""
        return load_risk_rules(self.workspace)

    @cached_property
    def online_safety_act(self) -> OnlineSafetyAct:
        """What is known of the Online Safety Act; read only where it is asked for."""
        return load_online_safety_act(self.workspace)

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """The pages that apply, in the order of the menu, titled for the ages that are met."""
        scopes = {audience: self.answers_for(audience).scope() for audience in AUDIENCES}
        told = {page.audience for entry in self.journal for page in entry.pages}
        if self.approval is not None and self.approval.folder is not None:
            told.add("leaders")
        wanted = (page for page in self.all_pages if not page.tells_changes or page.audience in told)
        there = [page for page in wanted if page.when is None or page.when.holds(scopes[page.audience])]
        titled = (page.titled(scopes[page.audience]) for page in there)
        return tuple(with_ages_named(page, scopes[page.audience]) for page in titled)

    def pages_of(self, audience: Audience) -> tuple[Page, ...]:
        """Return the pages in one output: site/ has the public ones, staff/ public and staff, report/ the leaders'."""
        wanted = {"public": ("public",), "staff": ("public", "staff"), "leaders": ("leaders",)}[audience]
        return tuple(page for page in self.pages if page.audience in wanted)


def load_pack(folder: Path | str, today: date | None = None, catalogue: Catalogue | None = None) -> Pack:
    """Load an organisation's pack from its workspace.

    folder: the workspace. today: the day to build for; see :func:`policypack.base.clock.today_for` where it is None.
    catalogue: what the product knows, where it has been loaded for this workspace already.
    Raises ProblemsFoundError with everything that is wrong with the answers, the approval record, own content or own
    pages and their names.
    """
    workspace = Workspace.at(folder)
    catalogue = catalogue or load_content(workspace)
    return pack_of(workspace, read_answers(workspace, catalogue, today or today_for(), FACTS))


def pack_of(workspace: Workspace, answers: Answers) -> Pack:
    """Return the pack of answers that were read already. Raises as load_pack does for all but the answers."""
    pages = load_pages(workspace)
    require_plain_names(workspace, (page.path for page in pages))
    require_plain_pages(workspace)
    catalogue = answers.catalogue
    return Pack(workspace, catalogue, answers, pages, read_approval(workspace), read_journal(workspace))
