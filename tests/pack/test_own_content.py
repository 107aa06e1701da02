"""What a workspace's own content names is looked up when it is loaded; what ours names, here."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from policypack.answers.model import Answers
from policypack.base.problems import Problem, ProblemsFoundError
from policypack.base.workspace import Workspace, shipped
from policypack.content.catalogue import load_catalogue
from policypack.content.finding_rules import NAMES as FINDING_NAMES
from policypack.content.guidance import load_guidance
from policypack.content.page_rows import load_pages
from policypack.content.preset_rows import PresetRow
from policypack.content.references import Kind, references_of
from policypack.content.risk_rules import load_risk_rules
from policypack.content.rows import load_rows
from policypack.content.synonyms import load_synonyms
from policypack.content.text_rules import load_text_rules
from policypack.content.version_notes import load_version_notes
from policypack.facts import FACTS
from policypack.pack.names import names_for
from policypack.pack.own_content import load_content
from policypack.pack.unknown_names import unknown_names
from tests.organisations import workspace_of
from tests.shipped_text import OURS

CATALOGUE = load_catalogue(OURS)
MORE = {
    "guidance.yml": load_guidance(OURS),
    "pages.yml": load_pages(OURS),
    "presets.yml": load_rows(OURS, "presets.yml", PresetRow),
    "ready_texts.yml": load_text_rules(OURS),
    "risks.yml": load_risk_rules(OURS),
    "synonyms.yml": load_synonyms(OURS),
    "version_notes.yml": load_version_notes(OURS),
}


def test_every_name_that_our_rows_give_is_there() -> None:
    assert unknown_names(OURS, CATALOGUE, MORE) == []


def test_our_rows_name_something_of_each_kind() -> None:
    """Else a mark that is lost would lose a check, and no test would say so."""
    rows = [*CATALOGUE.questions.sections, *CATALOGUE.rules.values(), *CATALOGUE.finding_rules, *CATALOGUE.review_rules]
    rows += CATALOGUE.advice
    rows += [row for found in MORE.values() for row in found]
    assert {reference.kind for row in rows for reference in references_of(row)} == set(Kind.__args__)  # type: ignore[attr-defined]


def test_the_words_that_findings_may_name_are_those_that_are_filled_in() -> None:
    assert tuple(names_for(Answers(CATALOGUE, date(2026, 11, 22), {}, {}, facts=FACTS), None)) == FINDING_NAMES


class Fault(NamedTuple):
    """One wrong name in one of our files, and what is said of it."""

    file: str
    right: str
    wrong: str
    where: str
    given: str
    said: str


FAULTS = {
    "a question of a condition": Fault(
        "findings.yml",
        "when: {question: people.lead, is: none}",
        "when: {question: people.leed, is: none}",
        "no-lead.when.question",
        "people.leed",
        "the id of a question, with its section, such as people.lead, is wanted (did you mean people.lead?)",
    ),
    "a fact of a condition": Fault(
        "findings.yml",
        "when: {fact: lead_is_told_of_itself}",
        "when: {fact: lead_is_told_of_herself}",
        "lead-reports-to-self.when.fact",
        "lead_is_told_of_herself",
        "the name of a fact is wanted (did you mean lead_is_told_of_itself?)",
    ),
    "a choice, `is`": Fault(
        "rules.yml",
        "{question: adults.messaging, is: own}",
        "{question: adults.messaging, is: owns}",
        "adults_here.contradicted_by.is",
        "owns",
        "is wanted (did you mean own?)",
    ),
    "a choice of an answer in own words": Fault(
        "findings.yml",
        "{question: rules.appeal, is: none}",
        "{question: rules.appeal, is: nobody}",
        "no-appeal.when.is",
        "nobody",
        "only none can be asked for here",
    ),
    "a word of an answer in own words": Fault(
        "findings.yml",
        "{question: rules.appeal, is: none}",
        "{question: organisation.name, is: none}",
        "no-appeal.when.is",
        "none",
        "nothing can be asked for here",
    ),
    "a choice, `includes`": Fault(
        "questions/02-people.yml",
        "{question: people.team.staff_details, includes: first_name}",
        "{question: people.team.staff_details, includes: firstname}",
        "people.team.first_name.wider.when.includes",
        "firstname",
        "is wanted (did you mean first_name?)",
    ),
    "a service of what others advise": Fault(
        "advice.yml",
        "service: true-vision",
        "service: true-visions",
        "hate-true-vision.service",
        "true-visions",
        "the id of a service (content/services.yml) is wanted (did you mean true-vision?)",
    ),
    "a guidance point of a question": Fault(
        "questions/02-people.yml",
        "points: [CONTACT-3]",
        "points: [CONTACT-9]",
        "people.team.email.points",
        "CONTACT-9",
        "the id of a guidance point (content/guidance.yml) is wanted (did you mean CONTACT-",
    ),
    "a guidance point of a rule": Fault(
        "rules.yml",
        "points: [PRIVACY-2, RULES-3]",
        "points: [PRIVACY-2, RULE-3]",
        "private_things.points",
        "RULE-3",
        "(did you mean RULES-3?)",
    ),
    "a guidance point of a finding": Fault(
        "findings.yml",
        "points: [LEAD-1, LEAD-2]",
        "points: [LEAD-1, LEAD]",
        "no-lead.points",
        "LEAD",
        "did you mean LEAD-",
    ),
    "the condition of a guidance point": Fault(
        "guidance.yml",
        "{fact: several_accounts}",
        "{fact: several_acounts}",
        "PLATFORM-2.when.fact",
        "several_acounts",
        "did you mean several_accounts?",
    ),
    "the question of a finding": Fault(
        "findings.yml",
        "  question: people.lead\n",
        "  question: lead\n",
        "no-lead.question",
        "lead",
        "the id of a question",
    ),
    "the group of a finding": Fault(
        "findings.yml",
        "for_each: online.accounts",
        "for_each: people.lead",
        "",
        "people.lead",
        "the id of a question of the type group is wanted",
    ),
    "a word of a finding": Fault(
        "findings.yml",
        "title: Nobody stands in for {lead}",
        "title: Nobody stands in for {leed}",
        "no-cover.title",
        "leed",
        "platform_age, youngest, late_reply, late_report, services is wanted in braces",
    ),
    "braces of a finding that do not pair": Fault(
        "findings.yml",
        "title: Nobody stands in for {lead}",
        "title: Nobody stands in for {lead",
        "no-cover.title",
        "Nobody stands in for {lead",
        "is wanted in braces",
    ),
    "the day of a review": Fault(
        "reviews.yml",
        "question: ",
        "question: people.lead # ",
        "",
        "people.lead",
        "a question of the type date is wanted",
    ),
    "the template of a page": Fault(
        "pages.yml",
        "template: pages/home.md.j2",
        "template: pages/homes.md.j2",
        "home.template",
        "pages/homes.md.j2",
        "the name of a file in templates/ is wanted (did you mean pages/home.md.j2?)",
    ),
    "the page of a synonym": Fault(
        "synonyms.yml",
        "pages: [bullying, report, help]",
        "pages: [bullyng, report, help]",
        "bullied.pages",
        "bullyng",
        "the id of a page (content/pages.yml) is wanted (did you mean bullying?)",
    ),
    "the partial of a reason": Fault(
        "version_notes.yml",
        "partials: [card.md.j2]",
        "partials: [cards.md.j2]",
        "cards-for-the-moment.partials",
        "cards.md.j2",
        "the name of a file in templates/partials/ is wanted (did you mean card.md.j2?)",
    ),
    "the rule of a reason": Fault(
        "version_notes.yml",
        "rules: [keep_it_here]",
        "rules: [keep_it]",
        "place-by-place.rules",
        "keep_it",
        "the id of a rule (content/rules.yml) is wanted (did you mean keep_it_here?)",
    ),
    "the kind of a preset": Fault(
        "presets.yml",
        "- id: sports_club",
        "- id: sport_club",
        "sport_club.id",
        "sport_club",
        "did you mean sports_club?",
    ),
    "the condition of a risk": Fault("risks.yml", "fact: ", "fact: not_", "", "not_", "the name of a fact is wanted"),
    "a word of a text": Fault(
        "ready_texts.yml",
        "Childline on {childline},",
        "Childline on {childlike},",
        "",
        "childlike",
        "is wanted in braces (did you mean childline?)",
    ),
    "where the choices stand": Fault(
        "questions/01-organisation.yml",
        "choices_from: nations",
        "choices_from: nation",
        "organisation.nations.choices_from",
        "nation",
        "or the id of a question is wanted (did you mean nations?)",
    ),
    "the answer that is not offered": Fault(
        "questions/02-people.yml",
        "but_not: people.lead",
        "but_not: people.load",
        "",
        "people.load",
        "(did you mean people.lead?)",
    ),
    "the question that names the items of a group": Fault(
        "questions/02-people.yml",
        "label: role\n",
        "label: rule\n",
        "people.team.label",
        "rule",
        "the id of a question of the same group is wanted (did you mean role?)",
    ),
    "a text that takes minutes to be made into a page": Fault(
        "rules.yml",
        "rule: Be kind in what you write",
        f'rule: "{"![a](" * 1_500}"',
        "kind_words.says.from_11.rule",
        "![a](",
        "at most 5000 characters are wanted",
    ),
    "the number that another may not be below": Fault(
        "questions/03-ages.yml", "not_below: from", "not_below: form", "", "form", "(did you mean from?)"
    ),
}


def own(folder: Path, fault: Fault) -> tuple[Path, int]:
    """Make a workspace with one of our files as its own, with a fault in it. Returns the file and the fault's line."""
    file = folder / "content" / fault.file
    file.parent.mkdir(parents=True, exist_ok=True)
    text = (shipped("content") / fault.file).read_text(encoding="utf-8")
    assert fault.right in text
    file.write_text(text.replace(fault.right, fault.wrong, 1), encoding="utf-8")
    return file, text[: text.index(fault.right)].count("\n") + 1


def problems_of(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(ProblemsFoundError) as refused:
        load_content(Workspace.at(folder))
    return refused.value.problems


@pytest.mark.parametrize("kind", FAULTS)
def test_a_name_that_nothing_has_is_said_with_its_line_its_row_and_the_nearest(kind: str, tmp_path: Path) -> None:
    fault = FAULTS[kind]
    _, line = own(tmp_path, fault)
    (problem,) = problems_of(tmp_path)
    assert (problem.file, problem.line) == (f"content/{fault.file}", line)
    assert (problem.given or "").startswith(fault.given)
    assert fault.said in problem.wanted
    assert problem.question == fault.where or not fault.where


def test_all_are_said_at_once_and_the_command_ends_with_2(tmp_path: Path) -> None:
    folder = workspace_of("angling-club", tmp_path)
    names = ["the template of a page", "the page of a synonym", "a guidance point of a rule"]
    for name in names:
        own(folder, FAULTS[name])
    for command in ("check", "build", "schema"):
        run = subprocess.run(
            [Path(sys.executable).with_name("policypack"), "-C", str(folder), command],
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 2, run.stdout + run.stderr
        for name in names:
            assert f'given "{FAULTS[name].given}"' in run.stdout + run.stderr
        assert "Traceback" not in run.stdout + run.stderr
    assert not (folder / "site").exists()


def test_shapes_of_all_files_are_said_at_once(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    for name in ("findings.yml", "rules.yml", "guidance.yml", "pages.yml"):
        (content / name).write_text("- id: a\n", encoding="utf-8")
    assert {problem.file for problem in problems_of(tmp_path)} == {
        f"content/{name}" for name in ("findings.yml", "rules.yml", "guidance.yml", "pages.yml")
    }


def test_what_our_files_only_suggest_may_be_missing_from_own_ones(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    rules = (shipped("content") / "rules.yml").read_text(encoding="utf-8")
    kept = rules[: rules.index("- id: no_bullying")]  # our presets suggest what follows
    (content / "rules.yml").write_text(kept, encoding="utf-8")
    pages = (shipped("content") / "pages.yml").read_text(encoding="utf-8")
    (content / "pages.yml").write_text(re.sub(r"- id: bullying\n(  .*\n)+", "", pages), encoding="utf-8")
    assert set(load_content(Workspace.at(tmp_path)).rules) < set(CATALOGUE.rules)


def test_what_our_files_cannot_do_without_may_not(tmp_path: Path) -> None:
    (tmp_path / "content" / "questions").mkdir(parents=True)
    section = (shipped("content") / "questions" / "11-brand.yml").read_text(encoding="utf-8")
    (tmp_path / "content" / "questions" / "11-brand.yml").write_text(
        section.replace("- id: address", "- id: adress"), encoding="utf-8"
    )
    services = (shipped("content") / "services.yml").read_text(encoding="utf-8")
    (tmp_path / "content" / "services.yml").write_text(
        services.replace("- id: childline\n", "- id: childlines\n"), encoding="utf-8"
    )
    found = problems_of(tmp_path)
    assert ("childline", "this row is wanted; pages name it") in {(one.question, one.wanted) for one in found}


def test_without_own_content_nothing_is_looked_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policypack.pack.unknown_names.unknown_names", lambda *_: pytest.fail("it was looked up"))
    load_content(Workspace.at(workspace_of("angling-club", tmp_path / "club")))
    (tmp_path / "own" / "content").mkdir(parents=True)
    shutil.copy(shipped("content") / "rules.yml", tmp_path / "own" / "content")
    with pytest.raises(pytest.fail.Exception, match="it was looked up"):
        load_content(Workspace.at(tmp_path / "own"))
