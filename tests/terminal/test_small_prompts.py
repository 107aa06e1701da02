"""Every key at every small prompt between the questions: back, skip, help, save and quit, and that they are shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hardening.rounds import SOAK
from tests.organisations import workspace_with
from tests.terminal.pty import CTRL_B, CTRL_C, CTRL_K, CTRL_T, DOWN, ENTER, Dialogue, Terminal, answers_in

CHAIR = "{role: Chair, first_name: none, email: none, phone: none, public_details: none, staff_details: none}"
TEAM = f"people:\n  team:\n    - {CHAIR}\n    - {CHAIR.replace('Chair', 'Deputy')}\n"
PICTURES = "moderation:\n  times: none\nimages:\n  photos: yes\n  photo_consent: parent\n"
PLACES = (
    "online:\n  accounts:\n    - {name: Page}\n    - {name: Chat}\n    - {name: Call}\nmoderation:\n"
    "  times: Mon 6pm-8pm\n  other_times:\n    - {account: Page, differs: [times], times: Tue 7pm-8pm}\n"
    "    - {account: Chat, differs: [times]}\n"
)
KEYS = {
    False: "Ctrl-B back, Ctrl-K skip, Ctrl-T help, Ctrl-C stop",
    True: "Type < to go back, - to skip for now, ? for help, ! to save and quit.",
}
PRESSED = {False: (CTRL_B, CTRL_K, CTRL_T, CTRL_C), True: ("<\r", "-\r", "?\r", "!\r")}
ASK = ["Choose:", "Type a number:"]

# The answers, the arguments, what leads to a prompt (its words; the place in a list, from 0, or what is typed), the
# prompt itself, what Help says there, and what is shown after Back and after Skip: None where the run ends then, and
# nothing but the question itself where it is empty.
SMALL_PROMPTS: dict[str, tuple[str, list[str], list[tuple[str, int | str]], str, str, str | None, str | None]] = {
    "start": (
        "organisation:\n",
        [],
        [],
        "Nothing you type leaves this machine.",
        "The quick path is right for most groups.",
        "This is the start.",
        "This is the start.",
    ),
    "is that right": (
        "organisation:\n  name: Club\n",
        ["--section", "moderation"],
        [("At which times each week", "Tue 7pm-8pm")],
        "Is that right?",
        "Yes takes the times as they are read here.",
        "",
        "Not decided yet, which is not a no.",
    ),
    "same times": (
        PLACES,
        ["--section", "moderation"],
        [],
        "Chat At which times each week does somebody read it?",
        "Write days and times as you would say them",
        "there is nothing before it",
        "Not decided yet, which is not a no.",
    ),
    "setting aside": (
        PICTURES,
        ["--check"],
        [("Choose a section", 8), ("Check your answers:", 0), ("Do you share photos", 1)],
        "these answers no longer apply",
        "Yes takes your new answer; what hangs on it is not printed any more.",
        "",
        "Your answer stays as it was.",
    ),
    "which one": (
        TEAM,
        ["--section", "people"],
        [("Is there another person?", 2)],
        "Which one?",
        "Choose the one to ask about again.",
        "Is there another person?",
        "Is there another person?",
    ),
    "name of a copy": (
        TEAM,
        ["--section", "people"],
        [("Is there another person?", 3), ("Which one?", 0)],
        "What is this person's role?",
        "Say what the new one is called.",
        "Is there another person?",
        "Is there another person?",
    ),
    "take out": (
        TEAM,
        ["--section", "people"],
        [("Is there another person?", 4), ("Which one?", 0)],
        "Take out Chair, with its answers?",
        "With yes it goes from your answers file",
        "Chair stays.",
        "Chair stays.",
    ),
    "check your answers": (
        "organisation:\n  kind: other\nadults:\n  logins: individual\n",
        ["--quick", "--section", "adults"],
        [("How do adults who help you message children?", 0)],
        "Check your answers?",
        "Yes shows all your answers, section by section",
        "How do adults who help you message children?",
        None,
    ),
    "the sections": (
        PICTURES,
        ["--check"],
        [],
        "Choose a section",
        "Choose an answer to change it; you come back to this list.",
        None,
        None,
    ),
    "the answers of a section": (
        PICTURES,
        ["--check"],
        [("Choose a section", 1)],
        "Check your answers:",
        "Choose an answer to change it; you come back to this list.",
        "Choose a section",
        "Choose a section",
    ),
    "a row of the review": (
        TEAM,
        ["--review"],
        [],
        "Review 1 of 2",
        "Still right keeps the answer.",
        "Review 1 of 2",
        "Review 2 of 2",
    ),
}


def reaches(name: str, plain: bool, folder: Path) -> Terminal:
    """Start a run, and answer until the prompt with this name stands there with its keys."""
    answers, arguments, way, prompt, *_ = SMALL_PROMPTS[name]
    workspace_with(answers, folder)
    terminal = Terminal("ask", *arguments, *(["--plain"] if plain else []), cwd=folder)
    dialogue: Dialogue = []
    for words, at in way:
        if isinstance(at, str):
            dialogue.append((words, "Your answer:", f"{at}\r"))
        else:
            dialogue.append((words, ASK[plain], f"{at + 1}\r" if plain else DOWN * at + ENTER))
    terminal.says(dialogue)
    terminal.says([(prompt, KEYS[plain], "")])
    waits(terminal)
    return terminal


def waits(terminal: Terminal) -> None:
    terminal.expects("Choose:|Tick:|Type a number:|Type numbers|Your answer:")


BOTH = [(name, plain) for name in SMALL_PROMPTS for plain in (False, True)]
"""Every prompt, with keys and in plain lines: in the short round, one after the other in turn."""


@pytest.mark.parametrize(("name", "plain"), BOTH if SOAK else BOTH[1::4] + BOTH[2::4])
def test_every_key_works_and_is_shown_at_every_small_prompt(name: str, plain: bool, tmp_path: Path) -> None:
    """Help explains and comes back, Back and Skip do what they say, and none of them changes an answer."""
    _, _, _, prompt, helps, after_back, after_skip = SMALL_PROMPTS[name]
    back, skip, help_, quit_ = PRESSED[plain]
    for key, shown in ((back, after_back), (skip, after_skip)):
        (folder := tmp_path / f"{key!r}").mkdir()
        terminal = reaches(name, plain, folder)
        before = answers_in(folder)
        terminal.sends(help_)
        terminal.says([(helps, KEYS[plain], "")])
        waits(terminal)
        terminal.sends(key)
        if shown is None:
            assert terminal.ends() == 0
        else:
            terminal.shows(shown)
            terminal.settles()
            terminal.sends(quit_)
            terminal.shows("Everything you answered is saved in")
            assert terminal.ends() == 130
        assert answers_in(folder) == before, (key, prompt)


@pytest.mark.parametrize("plain", [False, True] if SOAK else [True])
def test_every_key_works_where_it_is_asked_whether_to_build(plain: bool, tmp_path: Path) -> None:
    back, skip, help_, _ = PRESSED[plain]
    terminal = Terminal("new", "club", "--quick", *(["--plain"] if plain else []), cwd=tmp_path)
    # A list is drawn once more when it was answered, so that what is on the way is no sign of the next question.
    for last in ("Check your answers?", "Build the draft pages now?"):
        while last not in terminal.read:
            terminal.settles()
            if last not in terminal.read:
                terminal.sends(skip)
    terminal.settles()
    assert KEYS[plain] in terminal.read[terminal.read.rindex("Build the draft") :]
    for key, words in ((help_, "nothing is put online"), (back, "The questions are behind you.")):
        terminal.sends(key)
        terminal.says([(words, KEYS[plain], "")])
        waits(terminal)
    terminal.sends(skip)
    terminal.shows("`policypack build` makes them when you want them.")
    assert terminal.ends() == 0
    assert not (tmp_path / "club" / "site").exists()
