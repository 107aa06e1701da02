"""What keys do in a line and in a list: help and leaving, old text, and what is missing; on both faces."""

from __future__ import annotations

from unittest.mock import patch

import pytest

from policypack.content.questions import NONE, Choice
from policypack.terminal.face import Step
from policypack.terminal.plain_terminal import PlainTerminal
from tests.terminal.drawn import drawn

DOWN, LEFT, BACKSPACE, PASTE = "\x1b[B", "\x1b[D", "\x7f", "\x1b[200~{}\x1b[201~"
SHORT = [Choice(value="yes", label="Yes?"), Choice(value="no", label="No, and quite so"), Choice(value="q", label="Q")]
LONG = [*SHORT, *(Choice(value=f"v{number}", label=f"Quite a question? {number}") for number in range(20))]
SERVICES = [Choice(value="papyrus", label="Papyrus"), Choice(value="samaritans", label="Samaritans")]
WITH_NONE = [*SERVICES, Choice(value=NONE, label="None of these")]
LEAVES = pytest.mark.parametrize(
    ("typed", "step"), [("?", Step.HELP), ("<", Step.BACK), ("-", Step.SKIP), ("q", None), ("Q", None), ("!", None)]
)


def plain(typed: list[str], ask: str, *arguments: object, **settings: object) -> tuple[object, str]:
    """Ask on the plain face while these lines are typed; return what was said, and what was written before that."""
    said: list[str] = []
    lines = iter(typed)

    def take(prompt: str) -> str:
        said.append(prompt)
        return next(lines)

    echo = patch("policypack.terminal.shown_lines.click.echo", said.append)
    with patch.dict("os.environ", {"NO_COLOR": "1"}), patch("builtins.input", take), echo:
        face = PlainTerminal()
        result = getattr(face, ask)(*arguments, **settings)
    assert next(lines, None) is None
    return result, " ".join(" ".join(said).split())


@LEAVES
@pytest.mark.parametrize("options", [SHORT, LONG], ids=["short", "long"])
def test_what_helps_or_leaves_is_no_choice_in_a_list_however_the_choices_are_called(
    options: list[Choice], typed: str, step: Step | None
) -> None:
    with drawn() as on:
        for ask in (on.face.one_of, on.face.some_of):
            on.press(f"{typed}\r")
            if step is None:
                with pytest.raises(KeyboardInterrupt):
                    ask(options)
            else:
                assert ask(options) is step


@LEAVES
def test_what_helps_or_leaves_is_no_answer_where_it_is_typed_alone(typed: str, step: Step | None) -> None:
    with drawn() as on:
        for before in ("", "an old answer"):
            on.press(f"{typed}\r")
            if step is None:
                with pytest.raises(KeyboardInterrupt):
                    on.face.text(before)
            else:
                assert on.face.text(before) is step
    for ask, argument in (("text", ""), ("one_of", SHORT), ("some_of", LONG)):
        if step is None:
            with pytest.raises(KeyboardInterrupt):
                plain([typed], ask, argument)
        else:
            assert plain([typed], ask, argument)[0] is step


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("q" + BACKSPACE + "\r", "yes"),
        ("qu\r", "no"),  # it narrows the list down
        ("zz\r" + BACKSPACE * 2 + "no\r", "no"),  # nothing here has it, so that Enter chooses nothing
        (DOWN + "?" + BACKSPACE + "\r", "no"),  # the cursor stays where it was
    ],
)
def test_what_is_typed_in_a_short_list_narrows_it_down_and_never_chooses_something_else(
    keys: str, expected: str
) -> None:
    with drawn() as on:
        on.press(keys)
        assert on.face.one_of(SHORT) == expected


def test_enter_while_nothing_is_ticked_leaves_the_list_there_and_what_was_ticked_is_named() -> None:
    """What is missing is said below the list meanwhile: tests/terminal/test_questionnaire.py sees it."""
    with drawn() as on:
        on.press("\r" + " " + DOWN + " \r")
        assert on.face.some_of(WITH_NONE, needs_one=True) == ["papyrus", "samaritans"]
        assert "2 ticked: Papyrus; Samaritans" in on.words()
        on.press("\r")
        assert on.face.some_of(WITH_NONE) == []
    said, words = plain(["", "3"], "some_of", WITH_NONE, needs_one=True)
    assert said == [NONE]
    assert "Nothing was typed; a number from 1 to 3 is wanted." in words


@pytest.mark.parametrize("before", ["", "1 May 2024"])
@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("2025-03-01", "2025-03-01"),
        (PASTE.format("2025-03-01"), "2025-03-01"),
        ("", "March 2025"),
        (BACKSPACE + "6", "March 2026"),
        (LEFT * 4 + "1 ", "March 1 2025"),
        ("\x01" + "1 ", "1 March 2025"),
        ("\x05" + " or so", "March 2025 or so"),
        ("\x15" + "2025-03-01", "2025-03-01"),
    ],
)
def test_a_refused_text_stands_there_whole_and_what_is_typed_takes_its_place_and_never_runs_on_from_it(
    keys: str, expected: str, before: str
) -> None:
    """Arrows, Backspace and the ends of the line lead into it, to mend it."""
    with drawn() as on:
        on.press(f"{keys}\r")
        assert on.face.text(before, "March 2025") == expected
    said, words = plain(["2025-03-01"], "text", before, "March 2025")
    assert said == "2025-03-01"
    assert "You wrote: March 2025 Write the whole answer again." in words


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("0", "There is no 0 here; the numbers go from 1 to 3."),
        ("2 9 12", "There is no 9 and no 12 here; the numbers go from 1 to 3."),
        ("samaritan", "“samaritan” is none of these; did you mean 2, “Samaritans”? Its number is wanted."),
        ("Papyrus UK", "“Papyrus UK” is none of these; did you mean 1, “Papyrus”? Its number is wanted."),
        ("none", "“none” is none of these; did you mean 3, “None of these”? Its number is wanted."),
        ("Childline", "“Childline” is none of these; a number from 1 to 3 is wanted."),
        ("1.5", "“1.5” is none of these; a number from 1 to 3 is wanted."),
    ],
)
@pytest.mark.parametrize("ask", ["one_of", "some_of"])
def test_a_choice_that_there_is_not_is_named_with_the_nearest_and_asked_again(ask: str, typed: str, words: str) -> None:
    said, shown = plain([typed, "2"], ask, WITH_NONE)
    assert said in ("samaritans", ["samaritans"])
    assert words in shown


def test_a_choice_can_be_typed_as_its_number_or_its_words() -> None:
    assert plain(["samaritans"], "one_of", WITH_NONE)[0] == "samaritans"
    assert plain(["2, papyrus"], "some_of", WITH_NONE)[0] == ["samaritans", "papyrus"]
    said, words = plain(["1 2", "1"], "one_of", WITH_NONE)
    assert said == "papyrus"
    assert "Only one can be chosen here." in words


@pytest.mark.parametrize("rows", [24, 12])
def test_a_question_that_much_was_said_after_is_said_again_above_its_list(rows: int) -> None:
    with drawn(rows=rows) as on:
        on.face.say("Which of these?", "heading")
        for _ in range(rows):
            on.face.say("Something to look up.")
        on.press("\r")
        on.face.one_of(LONG)
        *_, question, keys, answer = (line for line in on.lines() if line)
        assert (question, keys) == ("Which of these?", on.face.keys)
        assert answer == "? Choose: Yes?"
