"""What differs by place is said by place, and only of that place."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from policypack.pages.render import Renderer
from tests.hardening.rounds import some_of
from tests.organisations import ORGANISATIONS
from tests.pages.words import Said, renderer_with, said
from tests.sound import CATALOGUE, PLACE

OTHER = "Newsletter"
SERVER = {PLACE + "platform": "discord", PLACE + "name": "Our server"}
OWN = "moderation.other_times"


def pages_with(folder: Path, own: dict[str, Any], **changes: Any) -> Said:
    differs = {OWN: [{"account": "Our server", **own}]} if own else {}
    return said(renderer_with(SERVER | differs | changes, folder))


@pytest.mark.parametrize(
    ("own", "page", "words"),
    [
        ({"times": "Fri 17:00-19:00"}, "times", "Our server This place has times of its own: Friday, 5pm to 7pm."),
        ({"watching": "at_intervals", "interval": "hour"}, "times", "somebody looks in about every hour."),
        ({"watching": "at_intervals", "interval": "once"}, "moderation", "**How:** Each time, somebody looks in once."),
        ({"outside": ["shut"]}, "times", "**In Our server,** until we are back: - It is shut."),
        ({"outside": ["shut"]}, "outside-hours", "**Our server:** **Shut** it"),
        ({"outside": ["shut"]}, "settings", "We shut it, so that nobody can get in."),
        ({"outside": "none"}, "times", "**In Our server:** What you send us waits until we are back."),
        ({"sharing": "together"}, "moderation", "**Who is there:** several of you at the same time."),
        ({"sharing": "alone"}, "moderation", "**Who is there:** you are the only one."),
        ({"names_shown": "first_name"}, "moderation", "**Your name there:** Write under your own first name"),
        ({"names_shown": "first_name"}, "rules", "**In Our server:** We write with our first name"),
    ],
)
def test_a_way_of_its_own_stands_with_its_place_and_nowhere_when_it_is_like_the_others(
    own: dict[str, Any], page: str, words: str, tmp_path: Path
) -> None:
    differs = ["names" if way == "names_shown" else way for way in own if way != "interval"]
    pages = pages_with(tmp_path, {"differs": differs, **own})
    assert words in pages[page].replace("## ", "")
    (tmp_path / "like").mkdir()
    assert words not in pages_with(tmp_path / "like", {})[page].replace("## ", "")


def test_what_a_place_does_not_differ_in_is_not_used_though_it_stands_in_the_file(tmp_path: Path) -> None:
    kept = {"times": "Sun 06:00-07:00", "outside": ["shut"], "watching": "constantly"}
    pages = pages_with(tmp_path, {"differs": ["watching"], **kept})
    assert not any("6am to 7am" in page or "It is shut" in page for page in pages.values())


def test_of_two_places_nothing_is_said_of_most(tmp_path: Path) -> None:
    for number, times in enumerate(("Fri 17:00-19:00", "none")):
        folder = tmp_path / str(number)
        folder.mkdir()
        pages = pages_with(folder, {"differs": ["times"], "times": times})
        assert not any("most of our places" in page.casefold() for page in pages.values())
        assert f'data-place="{OTHER}"' in pages["times"]


@pytest.mark.parametrize(
    ("platforms", "words"),
    [
        (("discord", "whatsapp-group"), "We lock the chat."),
        (("facebook-page", "instagram"), "We close the comments."),
        (("discord", "facebook-page"), "We close the comments, or lock the chat."),
    ],
)
def test_what_is_closed_is_called_what_it_is(platforms: tuple[str, str], words: str, tmp_path: Path) -> None:
    changes = {f"online.accounts.{number}.platform": platform for number, platform in enumerate(platforms)}
    pages = said(renderer_with(changes | {"moderation.outside": ["comments_closed"]}, tmp_path))
    assert words in pages["times"]
    others = {"We lock the chat.", "We close the comments.", "We close the comments, or lock the chat."} - {words}
    assert not any(other in pages["times"] for other in others)


def test_where_there_is_no_chat_nobody_is_told_of_one(tmp_path: Path) -> None:
    pages_alone = {PLACE + "platform": "facebook-page", "online.accounts.1.platform": "instagram"}
    changes = pages_alone | {"rules.breaking": ["remind", "remove"], "online.accounts.1.comments": "after"}
    pages = said(renderer_with(changes, tmp_path), "public")
    assert not any("the chat or group" in page or "keep the chat friendly" in page for page in pages.values())


@pytest.mark.parametrize(("answer", "words"), [("yes", "where nobody else sees it"), ("no", "cannot write to each")])
def test_a_child_reads_whether_members_can_write_to_each_other_in_private(
    answer: str, words: str, tmp_path: Path
) -> None:
    pages = said(renderer_with({PLACE + "members_in_private": answer}, tmp_path))
    assert words in pages["accounts"]
    assert ("You cannot see what members write to each other." in pages["risks"]) == (answer == "yes")


def test_a_ticket_or_a_bot_can_be_the_only_private_way(tmp_path: Path) -> None:
    pages = said(renderer_with({PLACE + "private_messages": "ticket", PLACE + "private_message_rule": None}, tmp_path))
    assert "You can open a ticket, or write to our bot. Several of us can read it." in pages["accounts"]
    assert "Never go on with it in a chat of your own." in pages["moderation"]


def test_a_channel_with_a_way_of_its_own_stands_on_the_card_of_its_place(tmp_path: Path) -> None:
    channel = {"name": "Art", "account": "Our server", "comments": "before", "rule": "Drawings only"}
    pages = said(renderer_with(SERVER | {"online.channels": [channel]}, tmp_path))
    assert "**Art:** We check posts and comments before others can see them. Drawings only." in pages["accounts"]
    assert "**Art:** check each one before others can see it. Drawings only." in pages["moderation"]
    assert "☐ Art: they wait until we have checked them." in pages["settings"]


def test_staff_are_not_sent_to_private_messages_that_no_place_takes(tmp_path: Path) -> None:
    off = {f"online.accounts.{number}.private_messages": "off" for number in (0, 1)}
    pages = said(renderer_with(off | {PLACE + "platform": "facebook-page"}, tmp_path))
    assert "and in private messages" not in pages["outside-hours"]
    assert "Messenger" not in pages["settings"]


def test_where_members_see_phone_numbers_nobody_says_that_they_cannot_write(tmp_path: Path) -> None:
    group = {PLACE + "platform": "whatsapp-group", PLACE + "private_messages": "off"}
    page = said(renderer_with(group, tmp_path))["accounts"]
    assert "Please do not write to one of us alone here." in page


@pytest.mark.parametrize("organisation", some_of(ORGANISATIONS))
def test_most_of_our_places_are_spoken_of_by_nobody(organisation: str, renderer_of: Callable[[str], Renderer]) -> None:
    """Each place that differs is named: a reader of one of two places cannot tell which of them is most."""
    pages = said(renderer_of(organisation))
    assert [name for name, page in pages.items() if re.search(r"most of our (?:\w+ )?places", page, re.I)] == []


@pytest.mark.parametrize(("comments", "closed"), [("after", True), ("off", True), ("after", False)])
def test_a_group_in_which_parents_only_read_is_not_said_to_be_talked_in(
    comments: str, closed: bool, tmp_path: Path
) -> None:
    """Where parents write in another place, such as the public page, what to do when it gets heated stays."""
    seen = {PLACE + "seen_by": "members" if closed else "everybody"}
    page = said(renderer_with({PLACE + "comments": comments, PLACE + "members_talk": "no"} | seen, tmp_path))[
        "parents-groups"
    ]
    only_read = comments == "off" or not closed
    assert ("Parents talk there" in page) is not only_read
    assert ("Only we write there" in page) is only_read
    assert ("Let only us write for a day" in page) is (comments == "after")


@pytest.mark.parametrize("apart", [choice.value for choice in CATALOGUE.questions["ages.kept_apart"].choices])
def test_age_groups_of_which_one_is_online_are_not_said_to_have_separate_places(apart: str, tmp_path: Path) -> None:
    pages = said(renderer_with({"ages.kept_apart": apart, PLACE + "age_groups": ["Juniors"]}, tmp_path), "public")
    separate = [name for name, page in pages.items() if "groups have separate places" in page]
    assert separate == (["accounts"] if apart == "yes" else [])
    assert ("Only one of our age groups is online with us." in pages["accounts"]) is (apart == "one_online")


@pytest.mark.parametrize("names", [choice.value for choice in CATALOGUE.questions["moderation.names_shown"].choices])
def test_a_child_of_any_age_reads_under_which_name_we_write(names: str, tmp_path: Path) -> None:
    choices = CATALOGUE.questions["moderation.names_shown"].choices
    said_of = {choice.value: choice.says["children"].format(org="Testbourne") for choice in choices}
    ages = [{"name": "Juniors", "from": "7", "to": "17"}]
    changes = {"moderation.names_shown": names, "ages.groups": ages, PLACE + "age_groups": ["Juniors"]}
    pages = said(renderer_with(changes, tmp_path), "public")
    for page in ("accounts", "rules", "rules-under-11", "rules-11-to-13", "rules-14-to-17"):
        assert [value for value, words in said_of.items() if words in pages[page]] == [names], page
