"""What people do to a YAML file in an editor is read as it was meant, or refused with its line and what to write."""

from __future__ import annotations

# ruff: noqa: E501 - a slip stands in one line with what is said of it
import random
import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policypack.answers.reader import answers_of
from policypack.base.problems import Problem, ProblemsFoundError
from policypack.base.workspace import Workspace
from policypack.content.catalogue import load_catalogue
from policypack.facts import FACTS
from policypack.files.yaml_doubts import in_curly_quotes
from policypack.files.yaml_mending import Note, mended
from policypack.files.yaml_nodes import parse_yaml
from tests.folded import folded
from tests.hardening.rounds import count
from tests.organisations import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from policypack.answers.model import Answers

CLEAN = """\
organisation:
  name: Marlpool
  nations: [england, wales]
people:
  team:
    - role: Chair
      email: chair@club.example
    - role: Lead
  note: |
    One line
      further in
brand:
  colour: navy
"""
SPACES = "\u00a0\u2003\u2009\u202f\u3000"
THIN = "\u200b\u200c\u2060\ufeff\u00ad"


def read(text: str) -> tuple[object, list[Note]]:
    notes: list[Note] = []
    return parse_yaml(text, "answers.yml", notes).plain(), notes


def problems_of(text: str) -> list[str]:
    with pytest.raises(ProblemsFoundError) as found:
        parse_yaml(text, "a.yml")
    return [str(problem) for problem in found.value.problems]


# What is mended


@folded("line", range(1, CLEAN.count("\n") + 1))
@folded("strange", SPACES)
def test_a_space_that_is_none_at_the_start_of_a_line_is_read_as_one_and_said(line: int, strange: str) -> None:
    lines = CLEAN.split("\n")
    start = len(lines[line - 1]) - len(lines[line - 1].lstrip(" "))
    lines[line - 1] = strange * start + lines[line - 1][start:]
    data, notes = read("\n".join(lines))
    assert data == read(CLEAN)[0]
    assert [note.line for note in notes] == ([line] if start else [])
    assert all(f"(U+{ord(strange):04X}) stood at the start of the line" in note.said for note in notes)


@folded("line", range(1, CLEAN.count("\n") + 1))
@folded("strange", SPACES + THIN + "\t")
def test_what_looks_like_a_space_behind_a_colon_or_a_dash_is_read_as_one_and_said(line: int, strange: str) -> None:
    lines = CLEAN.split("\n")
    new = re.sub(r"^( *(?:- )?\w+:) ?", rf"\1{strange}", lines[line - 1])
    is_changed, lines[line - 1] = new != lines[line - 1], new
    data, notes = read("\n".join(lines))
    assert data == read(CLEAN)[0]
    assert [note.line for note in notes] == [line] * is_changed


@folded("strange", THIN)
def test_a_character_without_width_at_the_start_of_a_line_is_left_out(strange: str) -> None:
    text = re.sub(r"(?m)^(\s*)(?=\w+:|-)", rf"\1{strange}", CLEAN)
    assert read(text)[0] == read(CLEAN)[0]


def test_tabs_are_read_as_spaces_where_they_can_mean_only_one_thing() -> None:
    text = (
        CLEAN.replace("\n    - ", "\n\t\t- ").replace("\n      email", "\n\t\t  email").replace("\n  team", "\n\tteam")
    )
    text = text.replace("\n  note", "\n\tnote")
    data, notes = read(text)
    assert data == read(CLEAN)[0]
    assert [note.line for note in notes] == [5, 6, 7, 8, 9]


@pytest.mark.parametrize(
    "text",
    [
        "people:\n  team:\n    - role: Chair\n\temail: a@b.example\n",
        "a:\n  b: c\n \td: e\n   f: g\n",
    ],
    ids=["the person's or all people's", "behind a space"],
)
def test_a_tab_that_could_mean_two_things_is_named_with_its_line(text: str) -> None:
    (said,) = problems_of(text)
    line = next(number for number, one in enumerate(text.split("\n"), 1) if "\t" in one)
    assert said.startswith(f"a.yml:{line}: a tab (U+0009) stands at the start of this line; write plain spaces")


@folded(
    "text",
    [
        'a: "x\u00a0y"\nb: z\u00a0z\n',
        "a: |\n  x\n  \u00a0y\n",
        "a: |\n  x: \u00a0y\n  -\u00a0z\n\tw\n".replace("\tw", "  \tw"),
        "a: word:\u00a0more\n",
        "a: x\u200by\n",
        "# \u00a0a comment:\u00a0with one\na: b\n",
    ],
)  # fmt: skip
def test_what_stands_inside_an_answer_is_the_answers_own(text: str) -> None:
    assert mended(text) == (text, [])


def test_what_was_mended_has_as_many_lines_and_needs_no_mending() -> None:
    for number in range(count(200, 5_000)):
        chance = random.Random(number)
        text = "".join(
            chance.choice([*SPACES, *THIN, "\t", " ", "\n", *piece])
            for piece in CLEAN
            for _ in range(chance.choice((1, 1, 1, 2)))
        )
        new, mends = mended(text)
        assert new.count("\n") == text.count("\n")
        assert mended(new) == (new, []) or not mends


# Marks of a word processor


@folded(
    ("written", "meant"),
    [
        ("\u201cClub\u201d", "Club"),
        ("\u2018Club\u2019", "Club"),
        ("\u201eClub\u201c", "Club"),
        ("\u201dClub\u201d", "Club"),
        ("\u2018Children\u2019s club\u2019", "Children\u2019s club"),
        ("\u201cThe \u2018Den\u2019\u201d", "The \u2018Den\u2019"),
        ("\u201cno\u201d", "no"),
    ],
)
def test_curly_quotes_around_a_whole_answer_are_read_as_quotes_and_said(written: str, meant: str) -> None:
    for text in (f"a:\n  b: {written}\n", f"a:\n  b: [{written}]\n", f"a:\n  b:\n    - {written}\n"):
        data, notes = read(text)
        assert meant in str(data)
        assert written not in str(data)
        assert "curly quotation marks around the whole answer were read as quotes" in notes[0].said


@folded(
    "written",
    [
        "\u201cBe kind\u201d and \u201cbe safe\u201d",
        "\u201cBe kind\u201d is our motto",
        "Our \u201cDen\u201d",
        "\u2019Tis the season",
        "Children\u2019s club",
        "\u2018A\u2019 and \u2018B\u2019",
    ],
)
def test_quotes_that_belong_to_an_answer_stay_in_it(written: str) -> None:
    assert read(f"a: {written}\n") == ({"a": written}, [])


@folded("quote", ['"', "'"])
def test_who_wants_curly_quotes_on_a_page_puts_plain_ones_around_them(quote: str) -> None:
    assert read(f"a: {quote}\u201cBe kind\u201d{quote}\n") == ({"a": "\u201cBe kind\u201d"}, [])


@given(st.text(st.sampled_from("ab \u201c\u201d\u2018\u2019"), max_size=8))
def test_only_quotes_around_all_of_it_are_taken_off(text: str) -> None:
    inner = in_curly_quotes(text)
    assert inner is None or inner == text[1:-1]
    assert inner is None or text[0] in "\u2018\u2019" or not re.search("[\u201c\u201d]", inner)


# What is refused

SLIPS: dict[str, tuple[str, int, str]] = {
    "no space behind a colon": ("o:\n  name:Club\n  kind: x\n", 2, "a space is wanted behind the colon: name: Club"),
    "the same in the last line of a section": ("o:\n  kind: x\n  name:Club\nb:\n  c: d\n", 3, "behind the colon: name: Club"),
    "the same in a list": ("o:\n  - role:Chair\n    phone: none\n", 2, "behind the colon: role: Chair"),
    "the same in brackets": ("o: {role:Chair}\n", 1, "behind the colon: role: Chair"),
    "the same further in": ("o:\n  a: b\n    name:Club\n", 3, "behind the colon: name: Club"),
    "no colon": ("o:\n  name Club\n  kind: x\n", 2, "a colon is wanted behind the name: name: Club"),
    "an equals sign": ("o:\n  kind: x\n  name = Club\nb:\n", 3, "a colon and a space are wanted behind the name: name: Club"),
    "a colon in an answer": ("o:\n  name: Club: the best\n", 2, 'put the answer in quotes: name: "Club: the best"'),
    "a colon between curly quotes": ("o:\n  n: \u201cA: b\u201d\n", 2, 'put plain ones around it: n: "A: b"'),
    "a quote that is not closed": ('o:\n  name: "Club\n  kind: x\n', 2, "the quotation mark that opens here is not closed"),
    "the same above another": ('o:\n  name: "Club\n  kind: "x"\n', 2, "the quotation mark that opens here is not closed"),
    "the same above an apostrophe": ("o:\n  n: 'a\n  k: we don't\n  l: x\n", 2, "that opens here is not closed"),
    "the same up to an apostrophe": ("o:\n  n: 'a\n  k: members'\n  l: x\n", 2, "that opens here is not closed"),
    "a quote that is closed by a curly one": ('o:\n  n: "a\u201d\n  k: v\n', 2, "a curly one does not close it"),
    "a curly quote that is not closed": ("o:\n  n: \u201cClub\n", 2, "a curly quotation mark opens here and does not close"),
    "curly quotes around two": ("o:\n  n: [\u201ca, b\u201d]\n", 2, "a curly quotation mark opens here and does not close"),
    "an apostrophe in single quotes": ("o:\n  n: 'Children's club'\n", 2, "put double quotes around it"),
    "a word behind the quotes": ('o:\n  n: "The Den" club\n  k: v\n', 2, "put single quotes around it"),
    "a backslash in double quotes": ('o:\n  n: "C:\\Users"\n', 2, "put single quotes around the answer"),
    "too far in": ("o:\n  name: x\n   kind: y\n  z: a\n", 3, "further in than line 2"),
    "too far out": ("o:\n  name: x\n kind: y\n  z: a\n", 3, "further out than line 2"),
    "the first too far in": ("o:\n   name: x\n  kind: y\n  z: a\n", 2, "further in than line 3"),
    "at the margin": ("o:\n  name: x\nkind: y\n  z: a\n", 3, "further out than line 4"),
    "too far in, in a list": ("o:\n  - role: a\n     phone: b\n", 3, "further in than line 2"),
    "not under its name": ("o:\n  - role: a\n   phone: b\n", 3, "give it as many spaces as the lines beside it (4 spaces)"),
    "an item too far out": ("o:\n  n:\n    - a\n   - b\n", 4, "further out than line 3"),
    "a list below an answer": ("o:\n  n: a\n  - b\n", 3, "which has its answer already"),
    "a list further in than an answer": ("o:\n  n: a\n    - b\n", 3, "reads as part of line 2"),
    "a list in a line": ("o:\n  n: - a\n", 2, "a list begins on a line of its own"),
    "a bracket that is not closed": ("o:\n  n: [a, b\n  k: v\n", 2, "the bracket [ that opens here is not closed"),
    "a bracket with nothing behind it": ("o:\n  n: [\n", 2, "the bracket [ that opens here is not closed"),
    "a brace that is not closed": ("o:\n  n: {a: b\n  k: v\n", 2, "the bracket { that opens here is not closed"),
    "a word behind a bracket": ("o:\n  n: [a] b\n  k: v\n", 2, "more stands behind the bracket"),
    "a name with @": ("o:\n  n: @club\n", 2, 'an answer that begins with @ stands in quotes: n: "@club"'),
    "a name with %": ("o:\n  n: %x\n", 2, 'an answer that begins with % stands in quotes: n: "%x"'),
    "a name with `": ("o:\n  n: `x`\n", 2, 'an answer that begins with ` stands in quotes: n: "`x`"'),
    "a name with *": ("o:\n  n: *Club*\n", 2, 'an answer that begins with * stands in quotes: n: "*Club*"'),
    "a name with * that is one word": ("o:\n  n: *Club\n", 2, "an answer that begins with * stands in quotes"),
    "a name with &": ("o:\n  n: & Sons\n", 2, 'an answer that begins with & stands in quotes: n: "& Sons"'),
    "a name with & that is one word": ("o:\n  n: &Sons Ltd\n", 2, "an answer that begins with & stands in quotes"),
    "a name with !": ("o:\n  n: !Club\n", 2, "an answer that begins with ! stands in quotes"),
    "a name with ?": ("o:\n  n: ? a\n", 2, 'an answer that begins with ? stands in quotes: n: "? a"'),
    "a name with >": ("o:\n  n: > 5\n  k: v\n", 2, 'an answer that begins with > or | stands in quotes: n: "> 5"'),
    "a number sign": ("o:\n  n: Club #1\n", 2, 'n: "Club #1", or a space behind the #'),
    "a colour": ("o:\n  c: #0b6e8f\n  k: v\n", 2, 'c: "#0b6e8f", or a space behind the #'),
    "a dash of a word processor": ("o:\n  n:\n    \u2013 a\n    \u2013 b\n", 3, "and what stands here is an en dash (U+2013)"),
    "a bullet": ("o:\n  n:\n    \u2022 role: a\n", 3, "and what stands here is a bullet (U+2022)"),
    "a no-break space in brackets": ("o:\n  n: {a:\u00a0b}\n", 2, "a no-break space (U+00A0) stands here"),
    "a line end of a word processor": ("o:\n  n: a\u2028b\n  k: v\n", 2, "a line separator (U+2028) stands in this line"),
    "two versions": (
        "o:\n<<<<<<< HEAD\n  n: a\n=======\n  n: b\n>>>>>>> main\n", 2,
        "one stands below line 2, the other below line 4, up to line 6",
    ),
    "two versions with what was before": (
        "o:\n<<<<<<< HEAD\n  n: a\n||||||| 1\n  n: c\n=======\n  n: b\n>>>>>>> main\n", 2, "two versions of this file",
    ),
    "half of two versions": ("o:\n  n: b\n>>>>>>> main\n", 3, "a mark of two merged versions was left here"),
    "the other half": ("<<<<<<< HEAD\no:\n  n: b\n", 1, "a mark of two merged versions was left here"),
    "two versions within quotes": ('o:\n  n: "a\n<<<<<<< HEAD\n  b"\n', 3, "a mark of two merged versions was left here"),
}  # fmt: skip


@folded("slip", SLIPS)
def test_a_slip_is_named_with_its_line_and_what_to_write(slip: str) -> None:
    text, line, said = SLIPS[slip]
    found = problems_of(text)
    assert len(found) == 1, found
    assert found[0].startswith(f"a.yml:{line}: ")
    assert said in found[0]
    assert "YAML" not in found[0], "who writes answers need not know the word"


def test_every_place_where_two_versions_differ_is_named_at_once() -> None:
    part = "<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> main\n"
    assert [said.split(":")[1] for said in problems_of(part + "b: 1\n" + part)] == ["1", "7"]


@folded(
    "text",
    [
        "o: #ours\n  n: a\n",
        "o:\n  n: a # ours\n",
        'o:\n  n: "a" #ours\n',
        "o:\n  #ours\n  n: a\n",
        "o:\n  n: https://a.example/#b\n",
        "o:\n  n: C#\n",
        'o:\n  n: "a #b"\n',
        "o:\n  n: |\n    a #b\n    <<<<<<< c\n",
        "o:\n  n: a long answer\n    that goes on\n",
        'o:\n  n: "a long answer\n    note: that goes on"\n',
        "o:\n  n: a - b\n",
        "o:\n  n: \u2013\n",
        "o:\n  n: well-known: no\n".replace(": no", ""),
    ],
)
def test_what_is_meant_as_it_stands_is_no_slip(text: str) -> None:
    assert read(text)[1] == []


@folded("sign", "|>")
def test_a_line_below_a_text_that_could_be_an_answer_of_its_own_is_said(sign: str) -> None:
    text = f"o:\n  aims: {sign}\n    We swim.\n    phone: none\n\n  kind: x\n"
    data, notes = read(text)
    assert "phone: none" in str(data)
    assert [(note.line, "was read as a part of it" in note.said) for note in notes] == [(4, True)]
    assert read(text.replace("phone:", "Phone:"))[1] == []


# Slips at any line

TODAY = date(2026, 11, 22)
CATALOGUE = load_catalogue(Workspace.at(CHECKOUT))
EXAMPLE = (CHECKOUT / "tests" / "orgs" / "counselling-charity.yml").read_text(encoding="utf-8")
LINES = EXAMPLE.split("\n")


def named(line: str) -> bool:
    return re.match(r" +(?:- )?[a-z_]+: [^\s\[{|>\"'#&*]", line) is not None


def slip(pattern: str, put: str) -> Callable[[str], str]:
    return lambda line: re.sub(pattern, put, line, count=1)


INJECTED: dict[str, Callable[[str], str]] = {
    "no space behind the colon": slip(r"^( +(?:- )?\w+): ", r"\1:"),
    "no colon": slip(r"^( +(?:- )?\w+): ", r"\1 "),
    "another colon": slip(r"$", ": more"),
    "an open double quote": slip(r": ", r': "'),
    "an open single quote": slip(r": ", r": '"),
    "an open bracket": slip(r": ", r": ["),
    "an open brace": slip(r": ", r": {"),
    "a space too many": slip(r"^", " "),
    "two spaces too many": slip(r"^", "  "),
    "a space too few": slip(r"^ ", ""),
    "two spaces too few": slip(r"^  ", ""),
    "no spaces": slip(r"^ +", ""),
    "a tab": slip(r"^ +", "\t"),
    "a tab more": slip(r"^", "\t"),
    "a no-break space": slip(r"^ ", "\u00a0"),
    "a no-break space behind the colon": slip(r": ", ":\u00a0"),
    "curly quotes": slip(r": (.*)$", ": \u201c\\1\u201d"),
    "an open curly quote": slip(r": ", ": \u201c"),
    "a curly end": slip(r": (.*)$", ': "\\1\u201d'),
    "a number sign": slip(r"$", " #1"),
    "an at sign": slip(r": ", ": @"),
    "a star": slip(r": ", ": *"),
    "an ampersand": slip(r": ", ": &"),
    "an exclamation mark": slip(r": ", ": !"),
    "a percent sign": slip(r": ", ": %"),
    "a dash in the answer": slip(r": ", ": - "),
    "an en dash for a dash": slip(r"^( +)(- )?", "\\1\u2013 "),
    "an equals sign": slip(r": ", " = "),
    "a mark of a merge": lambda _: "<<<<<<< HEAD",
    "a line separator": slip(r"$", "\u2028"),
}
HARMLESS = {"a no-break space", "a no-break space behind the colon", "curly quotes"}
"""After these the file says what it said before."""
FURTHER = {"a space too many", "two spaces too many", "a space too few", "two spaces too few", "a tab", "a tab more"}
"""These can do no harm: where an item of a list begins is free."""


@pytest.mark.parametrize("kind", INJECTED)
def test_a_slip_at_any_line_is_never_read_with_another_meaning_and_the_line_is_named(kind: str, tmp_path: Path) -> None:
    """The line, or that beside it where nobody can know which of the two was meant otherwise."""

    def answers_in(text: str) -> Answers:
        return answers_of(parse_yaml(text, "a.yml", notes), CATALOGUE, TODAY, FACTS, tmp_path, "a.yml")

    notes: list[Note] = []
    meant = answers_in(EXAMPLE)
    places = [number for number, line in enumerate(LINES) if named(line)]
    tried = 0
    for number in random.Random(kind).sample(places, min(len(places), count(25, 10_000))):
        lines = [*LINES]
        lines[number] = INJECTED[kind](lines[number])
        if lines[number] == LINES[number]:
            continue
        tried += 1
        near = [number, next(one for one in range(number - 1, -1, -1) if LINES[one].strip())]
        near += [one for one in range(number + 1, len(LINES)) if LINES[one].strip()][:1]
        notes.clear()
        found = None
        problems: tuple[Problem, ...] = ()
        try:
            found = answers_in("\n".join(lines))
        except ProblemsFoundError as error:
            problems = error.problems
        if kind in HARMLESS:
            assert found is not None, problems
            assert (found.values, found.groups, found.put_off) == (meant.values, meant.groups, meant.put_off)
        if found is None:
            assert {problem.line for problem in problems} & {one + 1 for one in near}, (lines[number], problems)
        elif notes:
            assert [note.line for note in notes] == [number + 1], (lines[number], notes)
        else:
            assert kind in FURTHER, lines[number]
            assert (found.values, found.groups, found.put_off) == (meant.values, meant.groups, meant.put_off), (
                number + 1,
                lines[number],
            )
    assert tried > 5
