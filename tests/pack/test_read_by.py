"""The list of who has read what: read from its file, added to and taken from, with every comment kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policypack.base.problems import ProblemsFoundError
from policypack.base.workspace import Workspace
from policypack.pack.approval import Approval
from policypack.pack.read_by import (
    Columns,
    Confirmed,
    ReadBy,
    read_by,
    read_name,
    text_of_list,
    version_on,
    with_confirmed,
    without,
    write_list,
)

TODAY = date(2027, 6, 1)
FIRST, SECOND = "2026-11-22", "2027-03-01"
PAGES = ("adult-code", "concern", "moderation")


def approvals(folder: Path) -> tuple[Approval, ...]:
    """Return records of two approvals."""
    found = []
    for name in (FIRST, SECOND):
        one = Approval(role="Committee", date=date.fromisoformat(name), next_review=TODAY, pages={"concern": "x"})
        one._folder = folder / name
        found.append(one)
    return tuple(found)


def listed(folder: Path, text: str | None = None) -> ReadBy:
    workspace = Workspace.at(folder)
    if text is not None:
        write_list(workspace, text)
    return read_by(workspace, approvals(folder), PAGES, TODAY)


def test_without_a_file_nobody_is_listed(tmp_path: Path) -> None:
    assert listed(tmp_path) == ReadBy({})


def test_a_list_that_is_written_by_hand_is_read_in_the_words_of_its_days_or_in_those_it_names(tmp_path: Path) -> None:
    text = (
        "people:\n  - name: Sam R\n    read:\n      all: 1 December 2026\n      concern: 4/3/27\n"
        "      adult-code: 2027-03-04, text of 2026-11-22\n  - name: Chair\n    read:\n  - {name: Jo}\n"
    )
    assert listed(tmp_path, text).people == {
        "Sam R": (
            Confirmed("all", date(2026, 12, 1), FIRST),
            Confirmed("concern", date(2027, 3, 4), SECOND),
            Confirmed("adult-code", date(2027, 3, 4), FIRST),
        ),
        "Chair": (),
        "Jo": (),
    }


def test_everything_wrong_is_said_at_once_with_its_line(tmp_path: Path) -> None:
    text = (
        "people:\n  - name: Sam\n    read:\n      concerns: 2027-03-04\n      concern: 2028-01-01\n"
        "      moderation: some day\n      adult-code: 2026-01-01\n      all: 2027-03-04, text of 2027-03-02\n"
        "  - name: SAM\n"
    )
    with pytest.raises(ProblemsFoundError) as error:
        listed(tmp_path, text)
    said = {problem.line: str(problem) for problem in error.value.problems}
    assert list(said) == [4, 5, 6, 7, 8, 9]
    assert "did you mean concern?" in said[4]
    assert "not after today" in said[5]
    assert "a date is wanted" in said[6]
    assert "from 2026-11-22 on" in said[7]
    assert "did you mean 2027-03-01?" in said[8]
    assert "each person once" in said[9]
    assert all(text.startswith("site_config/read_by.yml:") for text in said.values())


def test_names_that_no_list_has_are_refused_with_their_line(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFoundError, match=r"read_by\.yml:3: Sam|read_by\.yml:3:.*email"):
        listed(tmp_path, "people:\n  - name: Sam\n    email: sam@example.org\n")


def test_a_draft_and_a_day_before_the_first_agreement_have_no_version(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="draft"):
        version_on(TODAY, ())
    with pytest.raises(ValueError, match="from 2026-11-22 on"):
        version_on(date(2026, 11, 21), approvals(tmp_path))
    assert version_on(date(2026, 11, 22), approvals(tmp_path)) == FIRST


def test_comments_stay_whoever_is_added_and_taken_out(tmp_path: Path) -> None:
    text = (
        "# Ours.\npeople:\n  # coaches\n  - name: Sam R  # back in May\n    read:\n"
        "      concern: 2026-12-01, text of 2026-11-22  # by phone\n  - name: Chair\n"
    )
    now = with_confirmed(text, listed(tmp_path, text), {"sam r": [Confirmed("concern", date(2027, 3, 4), SECOND)]})
    now = with_confirmed(now, listed(tmp_path, now), {"Jo": [Confirmed("all", date(2027, 3, 4), SECOND)]})
    now = without(now, listed(tmp_path, now), "Chair")
    for kept in ("# Ours.", "# coaches", "# back in May", "# by phone"):
        assert kept in now
    assert listed(tmp_path, now).people == {
        "Sam R": (Confirmed("concern", date(2027, 3, 4), SECOND),),
        "Jo": (Confirmed("all", date(2027, 3, 4), SECOND),),
    }


def test_of_the_same_page_the_newest_day_stays_in_whatever_order_they_come(tmp_path: Path) -> None:
    old, new = Confirmed("all", date(2026, 12, 1), FIRST), Confirmed("all", date(2027, 3, 4), SECOND)
    for order in ([old, new], [new, old]):
        text = with_confirmed("", ReadBy({}), {"Sam": order})
        assert listed(tmp_path, text).people == {"Sam": (new,)}


def test_whoever_is_taken_out_leaves_nothing_behind_and_the_last_one_leaves_a_list_that_can_be_added_to(
    tmp_path: Path,
) -> None:
    text = with_confirmed("", ReadBy({}), {"Zebedee": [Confirmed("all", date(2026, 12, 1), FIRST)]})
    text = without(text, listed(tmp_path, text), "Zebedee")
    assert "Zebedee" not in text
    assert listed(tmp_path, text).people == {}
    text = with_confirmed(text, listed(tmp_path, text), {"Jo": []})
    assert listed(tmp_path, text).people == {"Jo": ()}


def test_what_a_form_calls_its_columns_is_remembered(tmp_path: Path) -> None:
    columns = Columns(name="Your: name", day="Timestamp", confirmed="Read?", yes=("I have, all",), month_first=True)
    text = with_confirmed("", ReadBy({}), {"Sam": []}, columns)
    assert listed(tmp_path, text).columns == columns
    other = Columns(name="Name", day="Day")
    text = with_confirmed(text, listed(tmp_path, text), {}, other)
    assert listed(tmp_path, text) == ReadBy({"Sam": ()}, other)


def test_the_header_tells_what_may_be_kept_and_its_example_can_be_read(tmp_path: Path) -> None:
    text = with_confirmed("", ReadBy({}), {"Sam": []})
    assert "no addresses, no notes" in text
    example = text[text.index("# people:") :].split("people:\n  - name: Sam\n")[0]
    body = "\n".join(line.removeprefix("# ") for line in example.splitlines() if line.startswith("# "))
    assert [one.page for one in listed(tmp_path, body + "\n").people["Sam R"]] == ["all", "adult-code"]


@given(st.lists(st.text(max_size=30), max_size=5))
def test_any_name_that_is_taken_is_read_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, names: list[str]
) -> None:
    """Also one that YAML would take for something else, or that ends a line."""
    folder = tmp_path_factory.mktemp("names")
    taken = []
    for name in names:
        try:
            taken.append(read_name(name))
        except ValueError:
            continue
    one = Confirmed("concern", date(2026, 12, 1), FIRST)
    for name in taken:
        workspace = Workspace.at(folder)
        text = text_of_list(workspace)
        write_list(workspace, with_confirmed(text, listed(folder), {name: [one]}))
    found = listed(folder).people if taken else {}
    assert {name.casefold() for name in found} == {name.casefold() for name in taken}
    assert all(read == (one,) for read in found.values())
