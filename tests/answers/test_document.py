"""Answers are written back so that nothing is lost: no comment, no line of somebody else's, no file."""

from __future__ import annotations

import difflib
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policypack.answers.document import HEADER, AnswersDocument
from policypack.answers.form import question_lines, section_lines
from policypack.answers.versions import VERSION_LINE, without_version
from policypack.base.problems import ProblemsFoundError
from policypack.base.workspace import Workspace
from policypack.content.catalogue import load_catalogue
from policypack.files.yaml_nodes import parse_yaml
from policypack.questionnaire.engine import Engine
from tests.hardening.rounds import some_of
from tests.organisations import CHECKOUT, ORGANISATIONS, workspace_of, workspace_with

CATALOGUE = load_catalogue(Workspace.at(CHECKOUT))
QUESTIONS, ROWS = CATALOGUE.questions, CATALOGUE.rows

BY_HAND = """\
# Our answers. Kept by Priya.
organisation:   # who we are
    # the name on the bank account
    name:   "Marlpool Swimming Club"   # since 1987

    kind: sports_club
    nations:
      # asked the committee in May
      - england   # all of them
      - wales
    # aims: to be written
# -- people --

people:
  team:
  - role: Chair       # Priya
    email: not decided yet  # ask her
  # the second
  - {role: "Welfare officer", phone: none}
  lead:
  # cover comes later

ages: {members: children, groups: [{name: All, from: 7}]}
# the end
"""


def document(text: str, folder: Path) -> AnswersDocument:
    return AnswersDocument.open(Workspace.at(workspace_with(text, folder)), QUESTIONS, ROWS)


def above(qid: str) -> list[str]:
    """Return the comment above an answer that stands four spaces in."""
    return [f"    # {line}" for line in question_lines(QUESTIONS[qid], ROWS)]


def plain(text: str) -> dict[str, dict[str, object]]:
    found = without_version(parse_yaml(text, "answers.yml")).plain()
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(
    ("qid", "raw", "written"),
    [
        ("organisation.name", "Marlpool Swimming Club", "  name: Marlpool Swimming Club"),
        ("organisation.name", "no", '  name: "no"'),
        ("organisation.name", "1st: the #best [club]", '  name: "1st: the #best [club]"'),
        ("organisation.name", "007", '  name: "007"'),
        ("organisation.name", "12:30", '  name: "12:30"'),
        ("organisation.name", "2026-11-22", '  name: "2026-11-22"'),
        ("organisation.name", "~", '  name: "~"'),
        ("organisation.name", "null", '  name: "null"'),
        ("organisation.name", "O'Neill's \"A\" team \\ 🏊 Ynys Môn", "  name: O'Neill's \"A\" team \\ 🏊 Ynys Môn"),
        ("organisation.name", "'quoted'", "  name: \"'quoted'\""),
        ("organisation.name", "not decided yet", "  name: not decided yet"),
        ("organisation.short_name", "none", "  short_name: none"),
        ("organisation.kind", "other", "  kind: other"),
        ("organisation.nations", ["england", "wales"], "  nations:\n    - england\n    - wales"),
        ("organisation.aims", "Times.\n\nNo: chat # ever", "  aims: |-\n    Times.\n\n    No: chat # ever"),
        ("organisation.parent_body_rules", "https://a.example/#b?c=1", "  parent_body_rules: https://a.example/#b?c=1"),
        ("reporting.mailbox", "report@club.example", "  mailbox: report@club.example"),
        ("moderation.times", "Tue and Thu 7pm-8pm", "  times: Tue and Thu 7pm-8pm"),
        ("signposting.checked_on", "2026-11-22", "  checked_on: 2026-11-22"),
        ("images.photos", "no", "  photos: no"),
        ("brand.colour", "#00609c", '  colour: "#00609c"'),
        ("brand.logo", "logo.svg", "  logo: logo.svg"),
    ],
)
def test_an_answer_of_each_type_is_written_so_that_it_reads_back(
    qid: str, raw: str | list[str], written: str, tmp_path: Path
) -> None:
    doc = document(HEADER, tmp_path)
    doc.set(qid, raw)
    section, _, short = qid.partition(".")
    titled = "".join(f"# {line}\n" for line in section_lines(QUESTIONS.section_of(qid)))
    asked = "".join(f"  # {line}\n" for line in question_lines(QUESTIONS[qid], ROWS))
    assert doc.text == f"{HEADER}{VERSION_LINE}\n\n{titled}{section}:\n{asked}{written}\n"
    assert plain(doc.text) == {section: {short: raw}}


def test_answers_inside_groups_read_back(tmp_path: Path) -> None:
    doc = document(HEADER, tmp_path)
    doc.add_item("people.team", {"role": "Chair"})
    doc.add_item("people.team", {"role": "Off"})
    doc.set_item("people.team", 0, {"phone": "01632 960123", "public_details": ["email", "phone"]})
    doc.set_item("people.team", 1, {"phone": "none"})
    doc.add_item("ages.groups", {"name": "7s"})
    doc.set_item("ages.groups", 0, {"from": "7", "to": "9"})
    lines = {short: question_lines(question, ROWS) for short, question in QUESTIONS["people.team"].by_id.items()}
    inner = {short: "\n      # ".join(words) for short, words in lines.items()}
    role = "\n    # ".join(lines["role"])
    assert (
        f"""
  team:
    # {role}
    - role: Chair
      # {inner["phone"]}
      phone: "01632 960123"
      # {inner["public_details"]}
      public_details:
        - email
        - phone
    - role: "Off"
      phone: none
"""
        in doc.text
    )
    assert plain(doc.text)["ages"] == {"groups": [{"name": "7s", "from": "7", "to": "9"}]}
    assert "      from: 7\n" in doc.text


def test_order_follows_the_questions_whatever_was_answered_first(tmp_path: Path) -> None:
    top = [question for section in QUESTIONS.sections for question in section.questions if question.type != "group"]
    forwards, backwards = document(HEADER, tmp_path), document(HEADER, tmp_path)
    for question in top:
        forwards.set(question.qid, "not decided yet")
    for question in reversed(top):
        backwards.set(question.qid, "not decided yet")
    assert [*plain(forwards.text)] == [section.id for section in QUESTIONS.sections]
    assert plain(forwards.text) == plain(backwards.text)
    assert str(plain(forwards.text)) == str(plain(backwards.text))
    shown = [question_lines(question, ROWS)[0] for question in top]
    assert [line.strip()[2:] for line in backwards.text.splitlines() if line.strip()[2:] in shown] == shown


def test_an_answer_that_is_set_again_changes_its_own_line_only(tmp_path: Path) -> None:
    doc = document(HEADER, tmp_path)
    doc.set("organisation.name", "Club")
    doc.set("organisation.kind", "other")
    before = doc.text
    doc.set("organisation.name", "Our club")
    assert doc.text == before.replace("name: Club", "name: Our club")


@pytest.mark.parametrize(
    ("qid", "raw", "gone", "new"),
    [
        ("organisation.name", "Club", 1, ["    name: Club   # since 1987"]),
        ("organisation.kind", "other", 1, ["    kind: other"]),
        ("organisation.nations", ["england", "scotland"], 1, ["      - scotland"]),
        ("organisation.nations", "not decided yet", 3, ["    nations: not decided yet"]),
        ("people.lead", "Chair", 1, ["  lead: Chair"]),
        ("organisation.short_name", "none", 0, [*above("organisation.short_name"), "    short_name: none"]),
        ("organisation.aims", "Swim", 0, [*above("organisation.aims"), "    aims: Swim"]),
    ],
)
def test_a_change_touches_its_own_lines_and_no_comment(
    qid: str, raw: str | list[str], gone: int, new: list[str], tmp_path: Path
) -> None:
    doc = document(BY_HAND, tmp_path)
    doc.set(qid, raw)
    before, after = BY_HAND.splitlines(), doc.text.splitlines()
    assert [line for line in after if line not in before] == new
    assert len([line for line in before if line not in after]) == gone
    for line in before:
        if line.lstrip().startswith("#"):
            assert line in after


@pytest.mark.parametrize("organisation", some_of(ORGANISATIONS))
def test_one_answer_changed_by_the_questionnaire_is_one_line_in_a_diff(organisation: str, tmp_path: Path) -> None:
    workspace = Workspace.at(workspace_of(organisation, tmp_path))
    engine = Engine(workspace, CATALOGUE, date(2026, 11, 22))
    before = workspace.answers_file.read_text(encoding="utf-8").splitlines()
    for qid, raw in (("organisation.name", "Another name"), ("ages.members", "all_ages"), ("adults.messaging", "own")):
        assert engine.ask_again(qid)
        asked = engine.next_again()
        assert asked is not None
        engine.answer(asked, raw)
        after = workspace.answers_file.read_text(encoding="utf-8").splitlines()
        changed = [line for line in difflib.ndiff(before, after) if line[0] in "+-"]
        assert len(changed) in (0, 2), changed
        before = after


def test_a_new_key_stands_where_its_question_does(tmp_path: Path) -> None:
    doc = document(BY_HAND, tmp_path)
    doc.set("people.cover", "none")
    asked = "".join(f"{line[2:]}\n" for line in above("people.cover"))
    assert f"  lead:\n{asked}  cover: none\n" in doc.text
    doc.set("organisation.short_name", "none")
    assert list(plain(doc.text)["organisation"]) == ["name", "short_name", "kind", "nations"]
    doc.set("moderation.times", "none")
    assert doc.text.endswith("times: none\n# the end\n")


def test_items_are_added_changed_and_removed_among_comments(tmp_path: Path) -> None:
    doc = document(BY_HAND, tmp_path)
    doc.set_item("people.team", 0, {"email": "chair@club.example"})
    assert "    email: chair@club.example  # ask her\n" in doc.text
    doc.set_item("people.team", 1, {"email": "none"})
    assert '  - {role: "Welfare officer", phone: none, email: none}\n' in doc.text
    doc.add_item("people.team", {"role": "Helper"})
    assert "email: none}\n  - role: Helper\n  lead:\n" in doc.text
    doc.remove_item("people.team", 0)
    assert "  team:\n  # the second\n  - {role:" in doc.text
    doc.set_item("ages.groups", 0, {"to": "17"})
    assert "ages: {members: children, groups: [{name: All, from: 7, to: 17}]}\n" in doc.text


def test_what_is_removed_takes_our_comment_along_and_no_other(tmp_path: Path) -> None:
    doc = document(BY_HAND, tmp_path)
    doc.set("people.cover", "none")
    doc.remove("people.cover")
    doc.remove("people.cover")
    assert doc.text == BY_HAND
    doc.remove("organisation.name")
    assert "    # the name on the bank account\n" in doc.text
    assert "name" not in plain(doc.text)["organisation"]


def test_a_comment_of_ours_that_was_left_behind_is_not_written_twice(tmp_path: Path) -> None:
    doc = document(HEADER, tmp_path)
    doc.set("organisation.name", "Club")
    doc.set("organisation.kind", "other")
    whole = doc.text
    again = document(whole.replace("  kind: other\n", ""), tmp_path)
    again.set("organisation.kind", "other")
    assert again.text == whole


def test_a_comment_in_brackets_is_not_lost_but_asked_to_be_moved(tmp_path: Path) -> None:
    text = "organisation: {name: Club, # ours\n  kind: other}\n"
    doc = document(text, tmp_path)
    with pytest.raises(ProblemsFoundError, match=r"answers.yml:2: brackets with a comment among them"):
        doc.set("organisation.kind", "arts_group")
    assert doc.text == text


@pytest.mark.parametrize("organisation", some_of(ORGANISATIONS))
def test_each_test_organisation_keeps_every_line_but_those_that_change(organisation: str, tmp_path: Path) -> None:
    """Putting every answer off, one after the other, leaves all comments and never breaks the file."""
    doc = AnswersDocument.open(Workspace.at(workspace_of(organisation, tmp_path)), QUESTIONS)
    comments = [line for line in doc.text.splitlines() if line.lstrip().startswith("#")]
    for qid in [f"{section}.{short}" for section, inner in plain(doc.text).items() for short in inner]:
        before = doc.text.splitlines()
        doc.set(qid, "not decided yet")
        after = doc.text.splitlines()
        assert len([line for line in after if line not in before]) <= 1, qid
    assert all(value == "not decided yet" for inner in plain(doc.text).values() for value in inner.values())
    assert set(comments) <= set(doc.text.splitlines())


WRITABLE = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co", "Zl", "Zp"], include_characters="\n"), min_size=1
).map(lambda text: "\n".join(" ".join(line.split()) for line in text.splitlines()).strip())


@given(WRITABLE.filter(bool))
def test_any_text_is_written_so_that_the_reader_finds_it(text: str) -> None:
    doc = AnswersDocument(Workspace.at(CHECKOUT), QUESTIONS, BY_HAND.encode())
    doc.set("organisation.aims", text)
    doc.set("organisation.name", text)
    doc.set_item("people.team", 0, {"role": text})
    doc.set_item("ages.groups", 0, {"name": text})
    found = plain(doc.text)
    assert found["organisation"]["aims"] == found["organisation"]["name"] == text
    assert found["people"]["team"][0]["role"] == found["ages"]["groups"][0]["name"] == text  # type: ignore[index]


def test_line_ends_and_encoding_are_plain_after_a_save(tmp_path: Path) -> None:
    folder = workspace_with(b"\xef\xbb\xbforganisation:\r\n  name: Club\r\n", tmp_path)
    doc = AnswersDocument.open(Workspace.at(folder), QUESTIONS)
    doc.set("organisation.kind", "other")
    doc.save()
    data = (folder / "site_config" / "answers.yml").read_bytes()
    assert data.startswith(b"organisation:\n  name: Club\n  # What kind")
    assert b"\r" not in data


def test_a_save_that_fails_half_way_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    doc = document(BY_HAND, tmp_path)
    doc.set("organisation.name", "Club")

    def killed(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "replace", killed)
    with pytest.raises(ProblemsFoundError, match="could not be written"):
        doc.save()
    file = doc.workspace.answers_file
    assert file.read_text(encoding="utf-8") == BY_HAND
    assert [path.name for path in file.parent.glob("*answers*")] == ["answers.yml"]


def test_a_save_keeps_who_may_read_the_file(tmp_path: Path) -> None:
    doc = document(BY_HAND, tmp_path)
    file = doc.workspace.answers_file
    file.chmod(0o640)
    doc.set("organisation.name", "Club")
    doc.save()
    assert "name: Club " in file.read_text(encoding="utf-8")
    assert file.stat().st_mode & 0o777 == 0o640


def test_a_file_that_somebody_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    doc = document(BY_HAND, tmp_path)
    doc.set("organisation.name", "Club")
    doc.workspace.answers_file.write_text("organisation:\n  name: Theirs\n", encoding="utf-8")
    with pytest.raises(ProblemsFoundError, match="somebody changed this file meanwhile"):
        doc.save()
    assert doc.workspace.answers_file.read_text(encoding="utf-8") == "organisation:\n  name: Theirs\n"
    assert doc.refresh()
    doc.set("organisation.kind", "other")
    doc.save()
    assert plain(doc.workspace.answers_file.read_text(encoding="utf-8"))["organisation"] == {
        "name": "Theirs",
        "kind": "other",
    }
    assert not doc.refresh()


def test_a_file_that_was_deleted_meanwhile_is_not_made_anew(tmp_path: Path) -> None:
    doc = document(BY_HAND, tmp_path)
    doc.set("organisation.name", "Club")
    doc.workspace.answers_file.unlink()
    with pytest.raises(ProblemsFoundError, match="meanwhile"):
        doc.save()
    assert not doc.workspace.answers_file.exists()


def test_nothing_is_written_where_nothing_changed(tmp_path: Path) -> None:
    doc = document(BY_HAND, tmp_path)
    before = doc.workspace.answers_file.stat().st_ino
    doc.set("organisation.kind", "sports_club")
    doc.save()
    assert doc.workspace.answers_file.stat().st_ino == before


ODD = [
    "\u201cBe kind\u201d", "\u2018Be kind\u2019", "\u201cBe kind", "\u2013 a dash", "\u2022 a dot", "\u00a0wide",
    "\u200bthin", "Club #1", "#1", "*Club*", "& Sons", "@club", "a: b", 'Children\'s "Den"', "a\u2028b", "<<<<<<< HEAD",
    "one\n<<<<<<< HEAD\nphone: none",
]  # fmt: skip


@pytest.mark.parametrize("answer", ODD)
@pytest.mark.parametrize("text", ["organisation:\n  kind: sports_club\n", "organisation: {kind: sports_club}\n"])
def test_an_answer_that_looks_like_a_slip_is_written_so_that_it_reads_back(
    answer: str, text: str, tmp_path: Path
) -> None:
    written = document(text, tmp_path)
    written.set("organisation.aims", answer)
    written.save()
    again = AnswersDocument.open(written.workspace, QUESTIONS, ROWS)
    assert again.raw("organisation.aims") == answer


def test_what_was_mended_is_written_back_clean(tmp_path: Path) -> None:
    written = document("organisation:\n\u00a0\u00a0name:\u00a0Club   # ours\n\tkind: sports_club\n", tmp_path)
    written.set("organisation.charity", "no")
    written.save()
    text = written.workspace.answers_file.read_text(encoding="utf-8")
    assert text.startswith("organisation:\n  name: Club   # ours\n  kind: sports_club\n")
    assert text.isascii()
