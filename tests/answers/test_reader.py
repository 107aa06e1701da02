"""The answers file: each answer is read by its question's type, and every problem is reported at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from policypack.answers.reader import read_answers
from policypack.base.problems import ProblemsFoundError
from policypack.base.workspace import Workspace
from policypack.content.catalogue import load_catalogue
from policypack.facts import FACTS
from policypack.pack.pack import load_pack
from tests.organisations import CHECKOUT, ORGANISATIONS, workspace_of, workspace_with

TODAY = date(2026, 11, 22)

PEOPLE = "people:\n  team:\n    - {role: Chair}\n    - {role: Welfare officer}\n"
CLOSED = "moderation:\n  closed:\n    - {name: A, first_day: 2026-12-21, "
TERMS = "moderation:\n  terms:\n    - {name: A, first_day: 2026-09-01, last_day: 2026-12-01}\n    - "
PLACE = "online:\n  accounts:\n    - {platform: discord, name: Server}\n"


def problems_of(answers: str | bytes, folder: Path) -> list[str]:
    with pytest.raises(ProblemsFoundError) as found:
        load_pack(workspace_with(answers, folder), TODAY)
    return [str(problem) for problem in found.value.problems]


@pytest.mark.parametrize("organisation", ORGANISATIONS)
def test_every_test_organisation_loads(organisation: str, tmp_path: Path) -> None:
    pack = load_pack(workspace_of(organisation, tmp_path), TODAY)
    assert pack.answers.get("organisation.name")


def test_the_example_is_test_organisation_1_answer_for_answer() -> None:
    def answers(path: Path) -> str:
        return path.read_text(encoding="utf-8").partition("\norganisation:")[2]

    example, copy = CHECKOUT / "site_config" / "answers.yml", CHECKOUT / "tests" / "orgs" / "swimming-club.yml"
    assert answers(example) == answers(copy)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ("", "site_config/answers.yml:1: this file is empty"),
        ("- a\n", "site_config/answers.yml:1: sections are wanted"),
        ("organization:\n  name: X\n", "answers.yml:1: organization: there is no section of this name (did you mean"),
        ("organisation: Club\n", 'answers.yml:1: organisation: given "Club": answers are wanted here'),
        (
            "organisation:\n  nmae: Club\n",
            'answers.yml:2: organisation.nmae: given "Club": there is no such question (did you mean name?)',
        ),
        ("organisation:\n  name: [a]\n", "organisation.name: one answer is wanted here, not a list"),
        ("organisation:\n  name: {a: b}\n", "organisation.name: one line of text is wanted here"),
        ("organisation:\n  kind: club\n", 'organisation.kind: given "club": one of sports_club,'),
        ("organisation:\n  kind: sport_club\n", "(did you mean sports_club?)"),
        ("organisation:\n  nations: [england, France]\n", 'organisation.nations: given "France": one of england'),
        ("organisation:\n  name: '[name of club]'\n", "looks like a blank that was left in"),
        ("organisation:\n  name: TBC\n", "write the answer, or `not decided yet`"),
        ("organisation:\n  name: '...'\n", "a few words are wanted"),
        (f"organisation:\n  name: {'Club ' * 17}\n", "at most 80 characters are wanted; this has 84"),
        ('organisation:\n  name: "abc\\u202Edef"\n', "turns text around (U+202E)"),
        ('organisation:\n  name: "abc\\x07def"\n', "a character that cannot be shown (U+0007)"),
        ("moderation:\n  times: Mon 20:00-25:00\n", "25:00"),
        ("people:\n  team:\n    - {role: Chair, email: a@b}\n", 'people.team[1].email: given "a@b": an email address'),
        ("people:\n  team:\n    - {role: Chair, phone: call me}\n", 'given "call me": a phone number is wanted'),
        ("people:\n  team:\n    - {role: Chair, phone: '0123'}\n", "this is not a number that can be rung"),
        ("people:\n  team:\n    - {email: a@example.org}\n", "people.team[1].role: each person needs this answer"),
        ("people:\n  team: Chair\n", 'people.team: given "Chair": a list is wanted: each person starts with a dash'),
        ("brand:\n  address: javascript:alert(1)\n", 'brand.address: given "javascript:alert(1)": a web address'),
        ("brand:\n  colour: red;}\n", 'brand.colour: given "red;}": '),
        ("brand:\n  logo: missing.png\n", 'given "missing.png": there is no such file in site_config/'),
        ("brand:\n  logo: ../mkdocs.yml\n", "the plain name of a file in site_config/ is wanted"),
        ("brand:\n  logo: answers.yml\n", 'given "answers.yml": '),
        ("online:\n  accounts:\n    - {platform: discrod, name: X}\n", "(did you mean discord?)"),
        (
            PLACE + "    - {platform: discord, name: server}\n",
            'answers.yml:4: online.accounts.name: given "server": each place online needs a name of its own; line 3',
        ),
        (PEOPLE + "  lead: Treasurer\n", 'people.lead: given "Treasurer": one of Chair, Welfare officer is wanted'),
        (PEOPLE + "  lead: welfare officer\n", "write it as it stands in people.team: Welfare officer"),
        ("people:\n  lead: Chair\n", "(there is nothing to choose from yet)"),
        ("ages:\n  groups:\n    - {name: A, from: eleven, to: 13}\n", "a whole number from 0 to 99 is wanted"),
        ("ages:\n  groups:\n    - {name: A, from: 13, to: 11}\n", "not smaller than 13 is wanted; that is your"),
        (CLOSED + "last_day: 2026-12-01}\n", "moderation.closed[1].last_day: given"),
        (CLOSED + "last_day: 2026-12-01}\n", "a day that is not before 21 December 2026 is wanted; that is your"),
        (TERMS + "{name: B, first_day: 2026-11-02, last_day: 2026-12-18}\n", "B starts before A has ended"),
        ("images:\n  photos: perhaps\n", 'images.photos: given "perhaps": yes or no is wanted'),
        ("rules:\n  house: [no_such_rule]\n", 'rules.house: given "no_such_rule": one of kind_words'),
        ("signposting:\n  checked_on: soon\n", 'given "soon": a date is wanted, such as 2026-11-22'),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_a_problem_with_line_question_value_and_what_is_wanted(
    answers: str, said: str, tmp_path: Path
) -> None:
    found = problems_of(answers, tmp_path)
    assert len(found) == 1, found
    assert said in found[0]


def test_all_problems_are_reported_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    found = problems_of(
        "organisation:\n  kind: circus\n  nations: [atlantis]\nbrand:\n  colour: reddish\n  address: 'ftp://x'\n"
        "reporting:\n  mailbox: a@b\n  taken_by: [Nobody we know]\n",
        tmp_path,
    )
    assert [line.split(": ")[0].rpartition(":")[2] for line in found] == ["2", "3", "5", "6", "8", "9"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "this is not a text file"),
        ("organisation:\n  name: Ü\n".encode("utf-16"), "UTF-16"),
        ("organisation:\n  name: Ü\n".encode("latin-1"), "not saved as UTF-8"),
    ],
)
def test_a_file_that_is_no_text_is_a_problem(data: bytes, said: str, tmp_path: Path) -> None:
    assert said in problems_of(data, tmp_path)[0]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("logo.png", b"not a picture at all"),
        ("logo.svg", b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><script>alert(1)</script></svg>'),
        ("logo.svg", b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" onload="alert(1)"></svg>'),
    ],
)
def test_a_logo_that_is_no_picture_or_holds_a_script_is_a_problem(name: str, data: bytes, tmp_path: Path) -> None:
    folder = workspace_with(f"brand:\n  logo: {name}\n", tmp_path)
    (folder / "site_config" / name).write_bytes(data)
    with pytest.raises(ProblemsFoundError, match=r"brand\.logo"):
        load_pack(folder, TODAY)


def test_a_missing_answers_file_is_a_problem_that_names_the_command(tmp_path: Path) -> None:
    workspace = Workspace.at(tmp_path)
    with pytest.raises(ProblemsFoundError, match=r"site_config/answers\.yml: this file is missing; `policypack new`"):
        read_answers(workspace, load_catalogue(workspace), TODAY, FACTS)


def test_not_decided_yet_is_neither_no_nor_blank(tmp_path: Path) -> None:
    folder = workspace_with("images:\n  photos: not decided yet\n  calls: no\n", tmp_path)
    answers = load_pack(folder, TODAY).answers
    assert answers.get("images.photos") is None
    assert answers.get("images.calls") is False
    assert answers.put_off == {"images.photos"}
    assert answers.is_open("images.photos")


def test_an_answer_to_a_question_that_is_not_asked_is_kept_and_has_no_effect(tmp_path: Path) -> None:
    folder = workspace_with("images:\n  photos: no\n  photo_consent: child_and_parent\n", tmp_path)
    answers = load_pack(folder, TODAY).answers
    assert answers.values["images.photo_consent"] == "child_and_parent"
    assert answers.get("images.photo_consent") is None
