"""Changing answers in a terminal: at the end, in a group, from a suggestion; and what a section's answers mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hardening.rounds import SOAK
from tests.organisations import workspace_of, workspace_with
from tests.terminal.pty import CLEAR, CTRL_B, CTRL_C, CTRL_K, CTRL_T, DOWN, ENTER, UP, Terminal, answers_in, choose

PROMPTS = "Your answer: |Type a number: |Type numbers, with spaces between: "
EARLIER = "moderation:\n  times: none\n"


def text_of(folder: Path) -> str:
    return (folder / "site_config" / "answers.yml").read_text(encoding="utf-8")


def test_a_changed_answer_at_the_end_sets_others_aside_and_brings_them_back(tmp_path: Path) -> None:
    """What no longer applies is named and stays in the file; nothing is asked again when the change is undone."""
    workspace_of("swimming-club", tmp_path)
    before = answers_in(tmp_path)
    terminal = Terminal("ask", "--check", "--plain", cwd=tmp_path)
    terminal.says(
        [
            ("Check your answers", "Type a number:", "9\r"),
            ("Do you share photos or films of children online? Yes", "Type a number:", "1\r"),
            ("Do you share photos or films", "Type a number:", "2\r"),
            ("With “no”, these answers no longer apply:", "- Whom do you ask before you share a picture", ""),
            ("Change it?", "Type a number:", "1\r"),
            ("Do you share photos or films of children online? No 2. Do you stream live", "Type a number:", "1\r"),
            ("Do you share photos or films", "Type a number:", "1\r"),
            ("Do you share photos or films of children online? Yes 2. Whom do you ask", "Type a number:", "<\r"),
            ("Choose a section", "Type a number:", "<\r"),
        ]
    )
    assert terminal.ends() == 0
    assert answers_in(tmp_path) == before
    assert "photo_consent: child_and_parent" in text_of(tmp_path)


def test_a_change_at_the_end_asks_only_what_newly_applies(tmp_path: Path) -> None:
    workspace_of("gaming-charity", tmp_path)
    terminal = Terminal("ask", "--check", "--plain", cwd=tmp_path)
    terminal.says(
        [
            ("Check your answers", "Type a number:", "1\r"),
            ("Do you belong to a national body, or to a parent organisation?", "Type a number:", "7\r"),
            ("Do you belong to a national body", "Your answer:", "Scouts\r"),
            ("Where are its safeguarding rules on the web?", "Your answer:", "https://scouts.example/rules\r"),
            ("Who looks after safeguarding there", "Your answer:", "none\r"),
            ("Is this lead the one of the body", "Type a number:", "2\r"),
            ("Check your answers: Your organisation", "Type a number:", "<\r"),
            ("Choose a section", "Type a number:", "<\r"),
        ]
    )
    assert terminal.ends() == 0
    assert answers_in(tmp_path)["organisation.parent_body_rules"] == "https://scouts.example/rules"


def test_a_group_is_listed_added_to_changed_copied_and_taken_from(tmp_path: Path) -> None:
    chair = "{role: Chair, first_name: none, email: none, phone: none, public_details: none, staff_details: none}"
    workspace_with(f"people:\n  team:\n    - {chair}\n  lead: Chair\n  cover: none\n", tmp_path)
    terminal = Terminal("ask", "--check", "--plain", cwd=tmp_path)
    terminal.says(
        [
            ("Check your answers", "Type a number:", "2\r"),
            ("Who has a part in keeping children safe online? Chair", "Type a number:", "1\r"),
            ("So far: Chair", "5. Take one out Type a number:", "4\r"),
            ("The new one has the same answers as Chair", "Your answer:", "Welfare officer\r"),
            ("At which email address can this role be reached?", "Your answer:", "sam@club.example\r"),
            ("On which phone number", "Your answer:", "none\r"),
            ("So far: Chair, Welfare officer", "Type a number:", "3\r"),
            ("Which one?", "Type a number:", "1\r"),
            ("What is this person's role?", "Your answer:", "Club chair\r"),
            ("What is their first name?", "Your answer:", "\r"),
            ("At which email address", "Your answer:", "\r"),
            ("On which phone number", "Your answer:", "\r"),
            ("So far: Club chair, Welfare officer", "Type a number:", "5\r"),
            ("Which one?", "Type a number:", "1\r"),
            ("Club chair is also your answer here", "- Who is your child protection lead?", ""),
            ("Take out Club chair, with its answers?", "Type a number:", "2\r"),
            ("So far: Welfare officer", "Type a number:", "2\r"),
            ("Who is your child protection lead?", "Type a number:", "q\r"),
        ]
    )
    assert terminal.ends() == 130
    assert "role: Welfare officer" in text_of(tmp_path)
    assert "Club chair" not in text_of(tmp_path)
    assert "people.lead" not in answers_in(tmp_path)


def test_what_is_suggested_is_marked_and_nothing_of_it_is_taken_that_nobody_chose(tmp_path: Path) -> None:
    workspace_with(f"organisation:\n  kind: sports_club\n{EARLIER}", tmp_path)
    terminal = Terminal("ask", "--section", "rules", "--plain", cwd=tmp_path)
    terminal.shows("* Often chosen by groups like yours.")
    terminal.expects(r"1\. [^\n]* \*")
    terminal.says([("Type numbers", "", "1 4\r")])
    terminal.expects(PROMPTS)
    terminal.sends("!\r")
    assert terminal.ends() == 130
    assert answers_in(tmp_path)["rules.house"] == ("kind_words", "ask_before_sharing")
    assert not {"rules.agreeing", "rules.signing", "rules.breaking"} & answers_in(tmp_path).keys()


def test_help_at_the_list_of_answers_explains_and_stays(tmp_path: Path) -> None:
    workspace_of("swimming-club", tmp_path)
    terminal = Terminal("ask", "--check", cwd=tmp_path)
    terminal.shows("Choose a section")
    terminal.says([("Ctrl-T help", "Choose:", CTRL_T)])
    terminal.says([("you come back to this list", "Choose:", ENTER)])
    terminal.says([("Ctrl-T help", "Choose:", CTRL_T), ("you come back to this list", "Choose:", CTRL_B)])
    terminal.says([("Choose a section", "Choose:", UP + ENTER)])
    assert terminal.ends() == 0


def test_after_a_section_its_findings_are_said_with_the_first_step(tmp_path: Path) -> None:
    workspace_with(f"{EARLIER}organisation:\n  kind: other\nadults:\n  logins: individual\n", tmp_path)
    terminal = Terminal("ask", "--quick", "--section", "adults", cwd=tmp_path)
    terminal.says([("How do adults who help you message children?", "Choose:", DOWN * 2 + ENTER)])
    terminal.shows("Your answers show:")
    terminal.shows("First step:")
    terminal.says([("Check your answers?", "Choose:", UP + ENTER)])
    assert terminal.ends() == 0


READ_BACK = [
    ("Mon-Fri 6pm-8pm, Sat 10-12", "Monday to Friday, 6pm to 8pm; Saturday, 10am to 12 noon", "Sunday nobody"),
    ("weekdays 16:00 to 18:00", "Monday to Friday, 4pm to 6pm", ""),
    (
        "Tue 6-7pm and Tue 6:30pm-8pm",
        "Tuesday, 6pm to 8pm. Some of the times you wrote overlap (Tuesday). They are joined into one.",
        "",
    ),
    ("Fri 8pm-1am", "Friday, 8pm to 1am", ""),
    (
        "weekdays 6-8pm, term time only",
        "in term time, Monday to Friday, 6pm to 8pm",
        "",
    ),
    ("every day all day", "every day, all day", ""),
    ("Sat 25:00-26:00", "25:00 is not a time of day", None),
    ("Mon 6pm-6pm", "starts and ends at the same time", None),
    ("some evenings", "neither a day nor a time", None),
]
"""What is typed, and the words and the row of a table that are shown; a short round tries one of each kind."""


@pytest.mark.parametrize(("typed", "words", "row"), READ_BACK if SOAK else READ_BACK[:8:3])
def test_times_as_people_write_them_are_read_back_as_a_table_or_explained(
    typed: str, words: str, row: str | None, tmp_path: Path
) -> None:
    """A table is shown where one sentence does not say it plainly; row: None where nothing is read back."""
    workspace_with("organisation:\n  name: Club\n", tmp_path)
    terminal = Terminal("ask", "--section", "moderation", cwd=tmp_path)
    terminal.says([("At which times each week", "Your answer:", f"{typed}\r"), (words, row or "", "")])
    if row is not None:
        terminal.says([("Is that right?", "Choose:", DOWN + ENTER)])
    terminal.says([("Your answer:", typed.split(maxsplit=1)[0], CLEAR + CTRL_C)])
    assert terminal.ends() == 130
    assert "times" not in text_of(tmp_path)


def test_closed_days_that_end_before_they_start_are_explained_and_asked_again(tmp_path: Path) -> None:
    workspace_with("moderation:\n  times: Mon 6pm-8pm\n", tmp_path)
    terminal = Terminal("ask", "--section", "moderation", "--plain", cwd=tmp_path)
    terminal.says(
        [
            ("Are there days ahead when nobody reads", "Type a number:", "1\r"),
            ("What is it?", "Your answer:", "Christmas\r"),
            ("From which day does nobody read", "Your answer:", "21 December 2026\r"),
            ("Until which day", "Your answer:", "4 January 2026\r"),
            ("A day that is not before 21 December 2026 is wanted;", "Your answer:", "4 January 2027\r"),
            ("Is there another", "Type a number:", CTRL_C),
        ]
    )
    assert terminal.ends() == 130
    assert "last_day: 2027-01-04" in text_of(tmp_path)


def test_the_yearly_review_asks_what_ages_and_says_what_changes_on_which_page(tmp_path: Path) -> None:
    workspace_of("swimming-club", tmp_path)
    terminal = Terminal("ask", "--review", "--plain", cwd=tmp_path)
    terminal.says(
        [
            ("The yearly review", "Type a number:", "1\r"),
            ("Club chair (person)", "Type a number:", "2\r"),
            ("What is this person's role?", "Your answer:", "Chair\r"),
        ]
    )
    for _ in range(5):
        terminal.expects("Your answer: |Type numbers, with spaces between: ")
        terminal.sends("\r")
    while terminal.process.expect([r"Type a number: ", "That was all"]) == 0:
        terminal.sends("1\r")
    terminal.shows("This changes with your next `policypack build`:")
    terminal.shows("(for everybody)")
    terminal.expects(r"- New: [^\n]*chair")
    terminal.expects(r"- Gone: [^\n]*club chair")
    assert terminal.ends() == 0
    assert answers_in(tmp_path)["people.team"] == ["Welfare officer", "Chair", "Social media volunteer"]


def test_a_preset_can_be_named_and_one_that_does_not_exist_makes_no_workspace(tmp_path: Path) -> None:
    terminal = Terminal("new", "club", "--quick", "--plain", "--preset", "faith_grup", cwd=tmp_path)
    terminal.shows("did you mean faith_group?")
    assert terminal.ends() == 2
    assert not (tmp_path / "club").exists()
    terminal = Terminal("new", "club", "--quick", "--plain", "--preset", "faith_group", cwd=tmp_path)
    for _ in range(40):
        terminal.expects("Your answer: |Type a number: |Type numbers, with spaces between: ")
        if "Often chosen by groups like yours" in " ".join(str(terminal.process.before).split()):
            break
        terminal.sends("-\r")
    terminal.sends("4\r")
    terminal.expects(PROMPTS)
    terminal.sends("!\r")
    assert terminal.ends() == 130
    assert "moderation.reply_time" in answers_in(tmp_path / "club")


def test_back_from_an_answer_that_was_chosen_by_mistake_leads_to_the_list_of_answers(tmp_path: Path) -> None:
    """Nothing is asked or changed on the way, in a group as well."""
    workspace_of("swimming-club", tmp_path)
    before = text_of(tmp_path)
    terminal = Terminal("ask", "--check", "--plain", cwd=tmp_path)
    terminal.says(
        [
            ("Choose a section", "Type a number:", "1\r"),
            ("Check your answers: Your organisation", "Type a number:", "1\r"),
            ("Your answer so far:", "Your answer:", "<\r"),
            ("Check your answers: Your organisation", "Type a number:", "<\r"),
            ("Choose a section", "Type a number:", "2\r"),
            ("Check your answers: People", "Type a number:", "1\r"),
            ("Is there another person?", "Type a number:", "3\r"),
            ("Which one?", "Type a number:", "1\r"),
            ("What is this person's role?", "Your answer:", "<\r"),
            ("Is there another person?", "Type a number:", "<\r"),
            ("Check your answers: People", "Type a number:", "<\r"),
            ("Choose a section", "Type a number:", "<\r"),
        ]
    )
    terminal.shows("`policypack build` makes your pages from these answers.")
    assert terminal.ends() == 0
    assert text_of(tmp_path) == before


def test_the_times_of_another_place_are_offered_read_back_and_taken(tmp_path: Path) -> None:
    workspace_with(
        "online:\n  accounts:\n    - {name: Page}\n    - {name: Chat}\n    - {name: Call}\nmoderation:\n  times: none\n"
        "  other_times:\n    - {account: Page, differs: [times], times: Tue 7pm-8pm}\n"
        "    - {account: Chat, differs: [times]}\n",
        tmp_path,
    )
    terminal = Terminal("ask", "--section", "moderation", cwd=tmp_path)
    terminal.says(
        [
            ("At which times each week does somebody read it?", "Same times as Page: Tuesday, 7pm to 8pm", ""),
            ("Not decided yet", "", DOWN + ENTER),
            ("That is: Tuesday, 7pm to 8pm.", "Is that right?", ENTER),
            ("Is there another place with ways of its own?", "Choose:", CTRL_C),
        ]
    )
    assert terminal.ends() == 130
    assert '{account: Chat, differs: [times], times: "Tuesday 19:00-20:00"}' in text_of(tmp_path)


@pytest.mark.parametrize(("plain", "skip"), [(False, CTRL_K), (True, "-\r")])
def test_skip_at_an_answered_question_leaves_the_answer_as_it_was(plain: bool, skip: str, tmp_path: Path) -> None:
    """Only "not decided yet", chosen or an empty line, takes an answer back."""
    workspace_with("organisation:\n  name: Club\n  charity: yes\n", tmp_path)
    terminal = Terminal("ask", "--check", *(["--plain"] if plain else []), cwd=tmp_path)
    for label in ("Your organisation", "What is your organisation called?"):
        if plain:
            choose(terminal, label)
        else:
            terminal.says([(f"» {label}", "", ENTER)])
    terminal.says([("Your answer:", "", skip)])
    terminal.shows("Your answer stays as it was.")
    terminal.sends(CTRL_C)
    assert terminal.ends() == 130
    assert answers_in(tmp_path)["organisation.name"] == "Club"


def test_enter_alone_at_a_group_that_is_checked_changes_one_and_adds_nobody(tmp_path: Path) -> None:
    """Whoever chose the people from the list of answers came to change one of them."""
    person = "{role: Chair, first_name: none, email: none, phone: none, public_details: none, staff_details: none}"
    workspace_with(f"people:\n  team:\n    - {person}\n    - {person.replace('Chair', 'Deputy')}\n", tmp_path)
    terminal = Terminal("ask", "--check", "--section", "people", cwd=tmp_path)
    terminal.says([("Check your answers:", "Choose:", ENTER), ("Is there another person?", "Choose:", ENTER)])
    terminal.shows("Which one?")
    terminal.sends(CTRL_C)
    assert terminal.ends() == 130
    assert answers_in(tmp_path)["people.team"] == ["Chair", "Deputy"]


def test_a_section_in_which_nothing_is_left_offers_its_answers_to_be_changed(tmp_path: Path) -> None:
    """An advice that leads to it leads to the answer: nobody is told that nothing is left, and sent away."""
    workspace_of("swimming-club", tmp_path)
    terminal = Terminal("ask", "--section", "brand", "--plain", cwd=tmp_path)
    terminal.shows("Nothing is left to ask in")
    choose(terminal, "Yes, to change what is not right")
    terminal.says([("Check your answers:", "Type a number:", "!\r")])
    assert terminal.ends() == 130
    assert terminal.read.split("policypack ")[-1].split() == ["ask", "--check", "--section", "brand", "--plain"]
