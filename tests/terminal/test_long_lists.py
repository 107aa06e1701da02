"""A long list begins with what most people choose, and hides nothing from whoever looks for something else."""

from __future__ import annotations

from collections.abc import Sequence
from unittest.mock import create_autospec

from policypack.base.workspace import Workspace
from policypack.content.catalogue import load_catalogue
from policypack.content.questions import Choice
from policypack.terminal.face import Face, Step
from policypack.terminal.long_lists import ALL, one_of
from tests.organisations import CHECKOUT

PLATFORMS = tuple(
    Choice(value=row.id, label=row.name, common=row.common)
    for row in load_catalogue(Workspace.at(CHECKOUT)).platforms.values()
)


def shown(said: Sequence[str | Step], chosen: str = "") -> tuple[list[list[str]], str | Step]:
    """Return the values of each list that is shown to somebody who says this, and what comes of it."""
    face = create_autospec(Face, instance=True)
    face.one_of.side_effect = said
    answer = one_of(face, PLATFORMS, chosen)
    return [[option.value for option in call.args[0]] for call in face.one_of.call_args_list], answer


def test_what_is_common_comes_first_and_everything_is_one_choice_away() -> None:
    (first, whole), answer = shown([ALL, "telegram"])
    assert answer == "telegram"
    assert whole == [option.value for option in PLATFORMS]
    assert first == [option.value for option in PLATFORMS if option.common] + [ALL]
    assert len(first) < len(whole) / 2


def test_an_answer_that_stands_is_in_the_first_list_however_rare_it_is() -> None:
    (first,), answer = shown(["telegram"], chosen="telegram")
    assert answer == "telegram"
    assert "telegram" in first


def test_help_and_back_are_steps_in_both_lists() -> None:
    assert shown([Step.HELP])[1] is Step.HELP
    assert shown([ALL, Step.BACK])[1] is Step.BACK


def test_what_is_typed_finds_what_is_not_listed() -> None:
    face = create_autospec(Face, instance=True)
    face.one_of.return_value = "telegram"
    assert one_of(face, PLATFORMS, "") == "telegram"
    hidden = {option.value for option in face.one_of.call_args.kwargs["hidden"]}
    assert hidden == {option.value for option in PLATFORMS if not option.common}


def test_a_list_of_which_nothing_is_common_is_shown_whole() -> None:
    face = create_autospec(Face, instance=True)
    face.one_of.return_value = "b"
    options = (Choice(value="a", label="A"), Choice(value="b", label="B"))
    assert one_of(face, options, "") == "b"
    face.one_of.assert_called_once_with(options, "")
