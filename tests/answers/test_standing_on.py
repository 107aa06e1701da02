"""Layers: what a body, its region and a group say together, and what no layer can do."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from policypack.answers.model import Answers
from policypack.base.problems import ProblemsFoundError
from policypack.base.workspace import Workspace
from policypack.pack.pack import Pack, load_pack
from policypack.pages.render import Renderer, render_pages
from policypack.publish.build import build_all
from policypack.questionnaire.engine import Engine
from policypack.questionnaire.flow import Flow
from policypack.questionnaire.settled import settled_in
from policypack.questionnaire.steps import AskQuestion, Finished, SectionBegins
from tests.organisations import CHECKOUT, put, workspace_of, workspace_with
from tests.questionnaire.forms import CATALOGUE, PRESETS, TODAY, window
from tests.terminal.pty import Terminal

BODY = """\
organisation:
  name: Marlshire Sports Association
  body_team: County safeguarding team
  body_phone: 01632 960555
rules:
  house: [kind_words, no_bullying]
brand:
  colour: "#00609c"
images:
  photo_consent: parent
moderation:
  times: Mon 6pm-8pm
"""
LAYER = """\
name: Marlshire Sports
locks: [organisation.body_team, organisation.body_phone, rules.house]
suggests: [images.photo_consent]
asks_for: [people.cover]
"""
GROUP = """\
organisation:
  name: Pool Club
  nations: [england]
  parent_body: Marlshire Sports Association
rules:
  house: [private_things]
images:
  photos: yes
people:
  team:
    - {role: Chair, email: chair@club.example}
  lead: Chair
"""


def body_in(folder: Path, answers: str = BODY, layer: str = LAYER) -> Path:
    put(workspace_with(answers, folder), "site_config/layer.yml", layer)
    return folder


def group_in(folder: Path, answers: str = GROUP, layer: str = "extends: ../body\n") -> Path:
    put(workspace_with(answers, folder), "site_config/layer.yml", layer)
    return folder


@pytest.fixture
def rules() -> list[str]:
    return list(CATALOGUE.rows["rules.house"])[:4]


@pytest.fixture
def group(tmp_path: Path, rules: list[str]) -> Path:
    body_in(tmp_path / "body", BODY.replace("kind_words, no_bullying", f"{rules[0]}, {rules[1]}"))
    return group_in(tmp_path / "club", GROUP.replace("private_things", rules[2]))


def loaded(folder: Path) -> Pack:
    return load_pack(folder, TODAY)


def answers_of(folder: Path) -> Answers:
    return loaded(folder).answers


def problems(folder: Path) -> str:
    with pytest.raises(ProblemsFoundError) as found:
        loaded(folder)
    return "\n".join(map(str, found.value.problems))


def test_what_a_body_locks_holds_and_a_group_adds_to_its_rules(group: Path, rules: list[str]) -> None:
    answers = answers_of(group)
    assert answers.get("organisation.body_phone") is not None
    assert answers.get("rules.house") == (rules[0], rules[1], rules[2])
    laid = answers.laid_down["organisation.body_phone"]
    assert (laid.by, laid.strength, laid.line) == ("Marlshire Sports", "locked", 4)
    assert laid.file.endswith("body/site_config/answers.yml")


def test_what_a_group_does_is_never_said_for_it_by_a_body(group: Path) -> None:
    """Its times are the body's own: the group has not said when it reads messages, and no page does."""
    answers = answers_of(group)
    assert answers.get("moderation.times") is None
    assert answers.get("images.photo_consent") is None
    assert not any("6pm to 8pm" in page for page in render_pages(loaded(group), "staff").values())


def test_only_rules_routes_and_looks_can_be_settled_above() -> None:
    """Each is one that says nothing of what a group does; all others can be suggested or asked for alone."""
    settled = {question.qid for question in CATALOGUE.questions if question.settled_above}
    assert settled
    assert {qid.partition(".")[0] for qid in settled} == {"organisation", "rules", "adults", "signposting", "brand"}
    assert not [qid for qid in settled if CATALOGUE.questions[qid].type in {"group", "weekly times", "yes/no"}]
    named = {"organisation.name", "organisation.nations", "organisation.confidential", "people.lead"}
    assert not settled & named


def test_an_answer_against_what_is_locked_is_not_taken_and_is_a_finding(group: Path) -> None:
    put(group, "site_config/answers.yml", GROUP.replace("  parent_body", "  body_phone: 01632 960777\n  parent_body"))
    pack = loaded(group)
    said = "\n".join(render_pages(pack, "staff").values())
    assert "01632 960555" in said
    assert "960777" not in said
    (finding,) = [one for one in pack.findings if one.id == "not-taken-organisation.body_phone"]
    assert "Marlshire Sports" in finding.title
    assert "body/site_config/answers.yml, line 4" in finding.why


def test_what_is_asked_for_is_a_finding_with_the_bodys_name_until_it_is_answered(group: Path) -> None:
    ids = [one.id for one in loaded(group).findings]
    assert "asked-for-people.cover" in ids
    answers = (
        (group / "site_config/answers.yml")
        .read_text()
        .replace("  lead: Chair", "    - {role: Coach, email: coach@club.example}\n  lead: Chair\n  cover: Coach")
    )
    put(group, "site_config/answers.yml", answers)
    assert "asked-for-people.cover" not in [one.id for one in loaded(group).findings]


def test_what_is_not_locked_holds_until_the_group_answers_otherwise_and_then_wants_a_reason(group: Path) -> None:
    pack = loaded(group)
    assert str(pack.answers.get("brand.colour")).lower() == "#00609c"
    put(group, "site_config/answers.yml", GROUP + "brand:\n  colour: '#aa0000'\n")
    pack = loaded(group)
    assert str(pack.answers.get("brand.colour")).lower() == "#aa0000"
    assert "differs-brand.colour" in [one.id for one in pack.findings]
    put(group, "site_config/layer.yml", "extends: ../body\nreasons:\n  brand.colour: The pool's own\n")
    pack = loaded(group)
    assert "differs-brand.colour" not in [one.id for one in pack.findings]
    assert pack.answers.laid_down["brand.colour"].reason == "The pool's own"


def test_pages_say_whose_a_rule_is_and_only_of_rules_that_were_laid_down(group: Path) -> None:
    pages = Renderer(loaded(group)).pages("public")
    page = next(one.markdown for one in pages if one.page.id == "rules")
    assert page.count("This rule is from Marlshire Sports.") == 2


def test_the_questionnaire_asks_nothing_that_is_settled_says_by_whom_and_offers_what_is_suggested(group: Path) -> None:
    flow = Flow(Engine(Workspace.at(group), CATALOGUE, TODAY), PRESETS)
    asked: dict[str, AskQuestion] = {}
    settled: list[str] = []
    while not isinstance(step := flow.next(), Finished):
        if isinstance(step, SectionBegins):
            settled += step.settled
        if isinstance(step, AskQuestion):
            asked[step.asked.question.qid] = step
            flow.engine.put_off(step.asked)
    assert not asked.keys() & {"organisation.body_phone", "organisation.body_team", "rules.house", "brand.colour"}
    assert "organisation.body_within" in asked
    assert any(line.startswith("Marlshire Sports has settled this: On which number") for line in settled)
    offered = asked["images.photo_consent"]
    assert offered.suggested == "parent"
    assert offered.suggested_because.startswith("Marlshire Sports suggests this")
    assert "photo_consent" not in (group / "site_config/answers.yml").read_text().replace("not decided yet", "") or (
        answers_of(group).get("images.photo_consent") is None
    )


def test_whoever_checks_the_answers_sees_whose_each_is_in_the_browser_and_in_the_terminal(group: Path) -> None:
    put(group, "site_config/answers.yml", GROUP + "brand:\n  colour: '#aa0000'\n")
    browser = window(group)
    assert "01632 960555 (from Marlshire Sports)" in browser.opens("/check").text
    assert "#aa0000 (from" not in browser.text
    terminal = Terminal("ask", "--section", "organisation", "--plain", cwd=group, COLUMNS="200")
    terminal.shows("Marlshire Sports has settled this: On which number are they reached? 01632 960555")


def test_what_is_locked_cannot_be_answered_otherwise_and_the_file_stays(group: Path) -> None:
    engine = Engine(Workspace.at(group), CATALOGUE, TODAY)
    assert engine.ask_again("organisation.body_phone")
    asked = engine.next_question()
    assert asked is not None
    before = (group / "site_config/answers.yml").read_bytes()
    with pytest.raises(ValueError, match="Marlshire Sports settles this"):
        engine.answer(asked, "01632 960777")
    assert (group / "site_config/answers.yml").read_bytes() == before


def test_a_region_between_adds_and_the_bodys_lock_holds_for_both(tmp_path: Path, rules: list[str]) -> None:
    body_in(tmp_path / "body", BODY.replace("kind_words, no_bullying", rules[0]))
    region = f"organisation:\n  name: North\n  body_phone: 01632 960777\nrules:\n  house: [{rules[1]}]\n"
    body_in(tmp_path / "north", region, "extends: ../body\nname: North Region\n")
    club = group_in(tmp_path / "club", GROUP.replace("private_things", rules[2]), "extends: ../north\n")
    answers = answers_of(club)
    assert answers.get("rules.house") == tuple(rules[:3])
    assert answers.laid_down["rules.house"].adopted_by == {rules[0]: "Marlshire Sports", rules[1]: "North Region"}
    assert answers.laid_down["organisation.body_phone"].by == "Marlshire Sports"
    assert settled_in(CATALOGUE.questions.section_of("organisation.name"), answers)


def test_own_content_templates_and_pages_of_a_body_reach_its_groups_and_the_groups_own_win(group: Path) -> None:
    body = group.parent / "body"
    put(body, "site_config/pages/public/county.md", "# The county\n\nAll clubs meet in May.\n")
    put(body, "site_config/pages/public/both.md", "# Both\n\nFrom the county.\n")
    put(group, "site_config/pages/public/both.md", "# Both\n\nFrom the club.\n")
    put(body, "templates/partials/mine.md.j2", "")
    site = build_all(group, TODAY).folders["site"]
    assert "All clubs meet in May." in (site / "county.html").read_text()
    assert "From the club." in (site / "both.html").read_text()
    assert Workspace.at(group).find("templates", "partials/mine.md.j2").is_file()


def test_a_body_without_a_short_name_is_called_by_its_name(group: Path) -> None:
    body = group.parent / "body"
    put(body, "site_config/layer.yml", LAYER.replace("name: Marlshire Sports\n", ""))
    put(body, "site_config/answers.yml", BODY.replace("  body_team", "  short_name: none\n  body_team"))
    assert answers_of(group).laid_down["organisation.body_phone"].by == "Marlshire Sports Association"


def test_no_answer_of_a_group_reaches_its_body_or_another_group(group: Path) -> None:
    other = group_in(group.parent / "other", GROUP.replace("Pool Club", "Zqother"))
    assert not any("Pool Club" in page for page in render_pages(loaded(other), "staff").values())
    assert not any("Pool Club" in page for page in render_pages(loaded(group.parent / "body"), "staff").values())


def test_a_pack_that_stands_on_nothing_has_nothing_laid_down(tmp_path: Path) -> None:
    answers = answers_of(workspace_of("swimming-club", tmp_path))
    assert (answers.laid_down, answers.not_taken) == ({}, frozenset())


@pytest.mark.parametrize(
    ("layer", "said"),
    [
        ("extends: ../nothere\n", 'layer.yml:1: extends: given "../nothere": there is no workspace in this folder'),
        ("extends: .\n", "this is the workspace itself"),
        ("extend: ../body\n", "this is none of extends, checksum, name, locks, suggests, asks_for, reasons"),
        ("extends: [a]\n", "one line of text is wanted"),
        ("- a\n", "names with a colon are wanted"),
        ("extends: ../body\nlocks: [moderation.times]\n", "only a group can say what it does"),
        ("extends: ../body\nlocks: [people.team]\n", "each group's own"),
        ("extends: ../body\nasks_for: [people.covr]\n", 'given "people.covr": there is no such question'),
        ("extends: ../body\nasks_for: people.cover\n", "a list of questions is wanted"),
        ("extends: ../body\nreasons: {brand.colour: ''}\n", "a reason in a few words is wanted"),
        ("extends: ../body\nreasons: [a]\n", "a question, a colon and a reason are wanted"),
    ],
)
def test_what_is_wrong_with_a_layer_file_is_said_with_its_line(layer: str, said: str, group: Path) -> None:
    put(group, "site_config/layer.yml", layer)
    assert said in problems(group)


def test_all_that_is_wrong_with_a_body_is_said_to_the_group_with_its_file(group: Path) -> None:
    put(group.parent / "body", "site_config/layer.yml", LAYER.replace("[organisation.body_team,", "[brand.welcome,"))
    assert "body/site_config/layer.yml:2: locks: given" in problems(group)
    assert "this has no answer there that could be handed on" in problems(group)
    put(group.parent / "body", "site_config/answers.yml", BODY.replace("01632 960555", "12"))
    assert "body/site_config/answers.yml:4" in problems(group)


def test_a_circle_and_a_fourth_layer_are_refused(tmp_path: Path) -> None:
    for name, above in (("a", "b"), ("b", "a")):
        body_in(tmp_path / name, BODY, f"extends: ../{above}\n")
    assert "in a circle" in problems(tmp_path / "a")
    for name, above in (("one", "two"), ("two", "three"), ("three", "body")):
        group_in(tmp_path / name, GROUP.replace("[private_things]", "none"), f"extends: ../{above}\n")
    body_in(tmp_path / "body")
    assert "would be one more" in problems(tmp_path / "one")


@pytest.mark.parametrize("always", ["999", "0800 1111", "0808 800 5000", "help@nspcc.org.uk"])
def test_no_body_takes_away_a_help_number(always: str, group: Path) -> None:
    """Neither by choosing few services nor by a page of its own can it: its groups print them all the same."""
    body = group.parent / "body"
    put(
        body,
        "site_config/answers.yml",
        (body / "site_config/answers.yml").read_text() + "signposting:\n  services: none\n",
    )
    put(body, "site_config/layer.yml", LAYER.replace("rules.house]", "rules.house, signposting.services]"))
    pages = render_pages(loaded(group), "public")
    for page in ("who-can-help.md", "report-a-worry.md"):
        assert always in pages[page], page


@pytest.mark.parametrize("taken_out", ["childline", "nspcc-helpline", "emergency-999"])
def test_a_body_whose_services_lack_a_help_number_is_refused(taken_out: str, group: Path) -> None:
    rows = yaml.safe_load((CHECKOUT / "content/services.yml").read_text(encoding="utf-8"))
    kept = [row for row in rows if row["id"] != taken_out]
    assert len(kept) < len(rows)
    put(group.parent / "body", "content/services.yml", yaml.safe_dump(kept, allow_unicode=True))
    assert taken_out in problems(group)
