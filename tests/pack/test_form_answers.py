"""The answers of a form: read from the CSV of any form tool, whole or not at all."""

from __future__ import annotations

import string
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from policypack.base.problems import ProblemsFoundError
from policypack.pack.form_answers import confirmed_in, is_month_first, pages_of, unclear_words
from policypack.pack.read_by import Columns, Confirmed
from policypack.readers.form_table import read_table, table_of
from tests.pack.test_read_by import FIRST, SECOND, TODAY, approvals

TITLES = {"adult-code": "Adults' code of conduct", "concern": "Answering a concern", "nude": "A picture, or a threat"}


def confirmed(file: Path, columns: Columns) -> dict[str, list[Confirmed]]:
    table = read_table(file)
    return confirmed_in(table, columns, file.name, titles=TITLES, approvals=approvals(file), today=TODAY)[0]


GOOGLE = (
    b'"Timestamp","Your name","Which pages have you read?","I have read them"\r\n'
    b'"2026/12/01 7:41:53 pm GMT","Sam R","Answering a concern, A picture, or a threat","Yes"\r\n'
    b'"2027/03/04 7:41:53 pm GMT","Jo","Adults\' code of conduct","No"\r\n'
)
MICROSOFT = (
    "\ufeffID;Start time;Completion time;Email;Name;Which pages have you read?;I have read them\r\n"
    "1;01/12/2026 19:40:01;01/12/2026 19:41:53;anonymous;Sam R;Answering a concern;A picture, or a threat;;Yes\r\n"
    '2;04/03/2027 19:40;04/03/2027 19:41;anonymous;Jo;"Adults\' code of conduct;";No\r\n'
)


def test_a_file_of_google_forms_is_read(tmp_path: Path) -> None:
    """Commas, a time of day with its zone, and ticked titles with commas between and inside them."""
    (tmp_path / "form.csv").write_bytes(GOOGLE)
    columns = Columns(
        name="Your name", day="Timestamp", page="Which pages have you read?", confirmed="I have read them"
    )
    day = date(2026, 12, 1)
    assert confirmed(tmp_path / "form.csv", columns) == {
        "Sam R": [Confirmed("concern", day, FIRST), Confirmed("nude", day, FIRST)]
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_a_file_of_microsoft_forms_is_read_as_excel_saves_it(encoding: str, tmp_path: Path) -> None:
    """Semicolons, a byte-order mark or the letters of Windows, and days with the day first."""
    text = MICROSOFT.replace(
        "Answering a concern;A picture, or a threat;", '"Answering a concern;A picture, or a threat;"'
    )
    text = text.replace("Sam R", "Zo\u00eb R")
    data = text.encode("utf-8") if encoding == "utf-8" else text.removeprefix("\ufeff").encode(encoding)
    (tmp_path / "form.csv").write_bytes(data)
    columns = Columns(
        name="Name", day="Completion time", page="Which pages have you read?", confirmed="I have read them"
    )
    day = date(2026, 12, 1)
    assert confirmed(tmp_path / "form.csv", columns) == {
        "Zo\u00eb R": [Confirmed("concern", day, FIRST), Confirmed("nude", day, FIRST)]
    }


def test_without_a_column_of_pages_each_line_is_for_all_in_the_words_of_its_day(tmp_path: Path) -> None:
    (tmp_path / "form.csv").write_text("When,Who\n4 March 2027,Sam\n2026-12-01,sam\n", encoding="utf-8")
    assert confirmed(tmp_path / "form.csv", Columns(name="Who", day="When")) == {
        "Sam": [Confirmed("all", date(2027, 3, 4), SECOND), Confirmed("all", date(2026, 12, 1), FIRST)]
    }


def test_every_line_that_is_wrong_is_named_at_once(tmp_path: Path) -> None:
    text = (
        'When,Who,Read,Pages\n2026-12-01,"Sam\nR",Yes,all\n12/25/2026,Jo,Yes,all\n2026-12-01,,Yes,all\n\n'
        "2029-01-01,Ann,Yes,all\n2026-12-01,Bo,Perhaps,all\n2026-12-01,Cy,Yes,Answering a concrn\n"
        "2026-01-01,Di,Yes,all\n"
    )
    (tmp_path / "form.csv").write_text(text, encoding="utf-8")
    with pytest.raises(ProblemsFoundError) as error:
        confirmed(tmp_path / "form.csv", Columns(name="Who", day="When", confirmed="Read", page="Pages"))
    assert [(problem.line, problem.question) for problem in error.value.problems] == [
        (4, "When"),
        (5, "Who"),
        (7, "When"),
        (8, "Read"),
        (9, "Pages"),
        (10, "When"),
    ]
    assert "is 25 December 2026 meant?" in str(error.value)
    assert "did you mean Answering a concern?" in str(error.value)


def test_months_that_come_first_are_found_out_and_read() -> None:
    table = table_of("When,Who\n12/1/26 19:41,Sam\n12/25/2026,Jo\n", "form.csv")
    assert is_month_first(table, "When")
    assert not is_month_first(table_of("When,Who\n25/12/2026,Sam\n1/2/26,Jo\n", "form.csv"), "When")
    columns = Columns(name="Who", day="When", month_first=True)
    found, _ = confirmed_in(table, columns, "f", titles=TITLES, approvals=approvals(Path()), today=TODAY)
    assert [one[0].day for one in found.values()] == [date(2026, 12, 1), date(2026, 12, 25)]


def test_what_says_neither_yes_nor_no_is_asked_once_and_then_known() -> None:
    table = table_of("Who,When,Read\nSam,2026-12-01,I did.\nJo,2026-12-01,Not me\nAl,2026-12-01,yes\n", "form.csv")
    columns = Columns(name="Who", day="When", confirmed="Read")
    assert unclear_words(table, "Read", columns) == ["I did.", "Not me"]
    said = columns.model_copy(update={"yes": ("I did.",), "no": ("Not me",)})
    assert unclear_words(table, "Read", said) == []
    found, left_out = confirmed_in(table, said, "f", titles=TITLES, approvals=approvals(Path()), today=TODAY)
    assert (list(found), left_out) == (["Sam", "Al"], 1)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "nothing is in this file"),
        (b"PK\x03\x04", "this is a spreadsheet"),
        (b"a,b\n1,2,3\n", "2 cells are wanted"),
        (b"\xff\xfea", "damaged"),
        (b"a\0b", "not a text file"),
        (b"\x81\n", "not saved as UTF-8"),
        (b"a,b\n" + b'"' + b"x" * 140_000, "this is no CSV file"),
    ],
)
def test_what_is_no_csv_file_is_said_in_words(data: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / "form.csv").write_bytes(data)
    with pytest.raises(ProblemsFoundError, match=said):
        read_table(tmp_path / "form.csv")


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFoundError, match="cannot be read"):
        read_table(tmp_path / "none.csv")


def test_titles_that_stand_twice_or_not_at_all_are_told_apart() -> None:
    assert table_of("Name,Name,,Name (2)\n1,2,3,4\n", "f").columns == ("Name", "Name (2)", "column 3", "Name (2) (2)")


def test_pages_are_named_by_title_or_id_or_all() -> None:
    assert pages_of("adult-code; A PICTURE, or a threat", TITLES) == ("adult-code", "nude")
    assert pages_of("All", TITLES) == ("all",)
    for wrong in ("", "Answering a concern and more", "concern nude"):
        with pytest.raises(ValueError, match="wanted"):
            pages_of(wrong, TITLES)


CELLS = st.sampled_from(
    [
        "Sam",
        "Jo",
        "",
        "yes",
        "no",
        "2026-12-01",
        "25/12/2026",
        "12/25/26 7:00",
        "all",
        "concern",
        '"',
        "\ufeff",
        "x" * 90,
    ]
)
ROWS = st.lists(st.lists(CELLS | st.text(max_size=8), max_size=5), max_size=6)
TEXTS = st.builds(
    lambda rows, mark, end: end.join(mark.join(row) for row in rows),
    ROWS,
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n", "\r"]),
)


@given(TEXTS.map(str.encode) | st.text(alphabet=string.printable).map(str.encode) | st.binary(), st.data())
@example(b"a,b\n\n", None)
def test_any_file_gives_a_list_or_problems_and_never_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, chosen: st.DataObject | None
) -> None:
    file = tmp_path_factory.getbasetemp() / "any.csv"
    file.write_bytes(data)
    try:
        table = read_table(file)
        titles = st.sampled_from(table.columns)
        name, day, page, said = (chosen.draw(titles) for _ in range(4)) if chosen else [table.columns[0]] * 4
        columns = Columns(name=name, day=day, page=page, confirmed=said)
        unclear_words(table, said, columns)
        columns = columns.model_copy(update={"month_first": is_month_first(table, day)})
        found, _ = confirmed_in(table, columns, "any.csv", titles=TITLES, approvals=approvals(file), today=TODAY)
    except ProblemsFoundError as error:
        found, said_of = {}, {problem.file for problem in error.problems}
    else:
        said_of = {"any.csv"}
    assert said_of == {"any.csv"}
    for name, confirmations in found.items():
        assert name == " ".join(name.split())
        assert all(one.day <= TODAY and one.page in {*TITLES, "all"} for one in confirmations)
