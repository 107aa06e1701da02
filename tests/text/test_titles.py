"""Titles of roles: how each stands inside a sentence, after "Tell" and at its beginning."""

from __future__ import annotations

from itertools import product

from policypack.text.titles import as_entry, may_be_several, names_several, plural, said_of
from tests.folded import folded

AS_PEOPLE_HAVE_THEM = {
    "Welfare officer": "our welfare officer",
    "Brown Owl": "Brown Owl",
    "Tawny owl": "Tawny owl",
    "Mrs Jones": "Mrs Jones",
    "mrs Jones": "mrs Jones",
    "Akela": "Akela",
    "The Vicar": "the Vicar",
    "the vicar": "the vicar",
    "Our Lady's youth worker": "Our Lady's youth worker",
    "Our welfare officer": "our welfare officer",
    "our DSL": "our DSL",
    "Head of Youth": "our Head of Youth",
    "Head of youth": "our head of youth",
    "Head of IT": "our head of IT",
    "Minecraft host": "our Minecraft host",
    "Minecraft Host": "our Minecraft Host",
    "Designated Safeguarding Lead (DSL)": "our DSL",
    "DSL (Designated Safeguarding Lead)": "our DSL",
    "Safeguarding Lead (DSL)": "our DSL",
    "Child Protection Officers (CPOs)": "our CPOs",
    "Special Educational Needs Co-ordinator (SENCo)": "our SENCo",
    "DSL": "our DSL",
    "Deputy DSL": "our deputy DSL",
    "SENCo": "our SENCo",
    "IT manager": "our IT manager",
    "A. N. Other": "A. N. Other",
    "Co-ordinator, under-13s": "our co-ordinator (under-13s)",
    "Coach, U11s, boys": "our coach (U11s; boys)",
    "Welfare officer (Cubs)": "our welfare officer (Cubs)",
    "Chair (acting)": "our chair (acting)",
    "Moderator (UK)": "our moderator (UK)",
    "Tutor (BSL)": "our tutor (BSL)",
    "Sunday school leader": "our Sunday school leader",
    "Welsh tutor": "our Welsh tutor",
    "Cub leader": "our Cub leader",
    "Rev. Ann Price": "Rev. Ann Price",
    "Father Brown": "Father Brown",
    "Coach Taylor": "Coach Taylor",
    "Coach": "our coach",
    "Captain of the boat": "our captain of the boat",
    "Secretary of St Mary's": "our Secretary of St Mary's",
    "Ficer (vicar)": "our ficer (vicar)",
    "Whoever is on duty": "whoever is on duty",
    "One of our coaches": "one of our coaches",
    "Coach/welfare officer": "our coach/welfare officer",
    "Bereavement counsellor": "our bereavement counsellor",
    "Chair of trustees": "our chair of trustees",
    "Trustees": "our trustees",
    "shift lead": "our shift lead",
}
"""What is wanted after "Tell", by the title as it was written."""


@folded("title", AS_PEOPLE_HAVE_THEM)
def test_a_title_stands_in_a_sentence_as_it_was_written_unless_it_is_plainly_a_common_noun(title: str) -> None:
    assert str(said_of(title)) == AS_PEOPLE_HAVE_THEM[title]


KEEPS = ("Minecraft", "Roblox", "Discord", "Welsh", "Sunday", "Cub", "Thornybeck", "BSL", "St Mary's")
SMALL = ("Welfare", "Safeguarding", "Youth", "Forum", "Child protection", "Under-13s", "Wellbeing")
NOUNS = ("officer", "lead", "host", "worker", "co-ordinator", "moderators")
CAPITALS = ("Officer", "Lead", "Co-ordinator")
PEOPLE = ("Mrs Jones", "Mr O'Brien", "Dr Patel", "Rev Ann Price", "Sister Ruth", "Brown Owl", "Akela", "A. N. Other")
GENERATED = {
    **{f"{first} {noun}": f"our {first.lower()} {noun}" for first, noun in product(SMALL, NOUNS)},
    **{f"{first} {noun}": f"our {first} {noun}" for first, noun in product(KEEPS, NOUNS)},
    **{f"{first} {noun}": f"our {first} {noun}" for first, noun in product((*KEEPS, *SMALL), CAPITALS)},
    **{f"The {first} {noun}": f"the {first} {noun}" for first, noun in product(SMALL, CAPITALS)},
    **{f"Our {first} {noun}": f"our {first} {noun}" for first, noun in product(KEEPS, CAPITALS)},
    **{
        f"{role.title()} ({short})": f"our {short}"
        for role, short in (("designated person", "DP"), ("welfare lead", "WL"))
    },
    **{f"Our Lady's {noun}": f"Our Lady's {noun}" for noun in NOUNS},
    **{person: person for person in PEOPLE},
    **{f"{noun.capitalize()}, {ages}": f"our {noun} ({ages})" for noun, ages in product(NOUNS, ("U11s", "boys"))},
}
"""Titles made of parts: a name or a common word before a noun, small or with a capital."""


def test_there_are_two_hundred_titles_made_of_parts() -> None:
    assert len({*GENERATED, *AS_PEOPLE_HAVE_THEM}) >= 200


@folded("title", GENERATED)
def test_what_is_made_of_names_keeps_its_capitals_and_what_is_made_of_nouns_does_not(title: str) -> None:
    said = str(said_of(title))
    assert said == GENERATED[title]
    assert said.lower().count("our ") + said.lower().count("the ") <= 1
    assert "," not in said


@folded("title", ["Jan", "Jane Smith", "Zorb", "Skipper", "Pastor", "Chwaer Mair"])
def test_what_may_be_a_name_or_a_role_is_not_sure(title: str) -> None:
    assert not said_of(title).sure


@folded("title", [*AS_PEOPLE_HAVE_THEM, *GENERATED])
def test_nobody_is_asked_about_a_title_that_can_hardly_be_meant_otherwise(title: str) -> None:
    assert said_of(title).sure


@folded(
    ("called", "wanted"),
    [
        ("our bursar", "our bursar"),
        ("Our bursar", "our bursar"),
        ("the Vicar", "the Vicar"),
        ("Akela", "Akela"),
        ("Our Lady's warden", "Our Lady's warden"),
    ],
)
def test_how_the_organisation_wants_it_goes_before_what_is_worked_out(called: str, wanted: str) -> None:
    assert str(said_of("Zorb", called=called)) == wanted
    assert said_of("Zorb", called=called).sure


def test_the_long_form_stands_beside_the_short_one_for_who_does_not_know_it() -> None:
    assert str(said_of("Designated Safeguarding Lead (DSL)", in_full=True)) == "our Designated Safeguarding Lead (DSL)"


@folded(
    ("title", "wanted"),
    [
        ("Moderator", "Moderators"),
        ("Youth worker", "Youth workers"),
        ("Coach, under-11s", "Coaches, under-11s"),
        ("Leader of the day", "Leaders of the day"),
        ("Key person", "Key people"),
        ("Deputy", "Deputies"),
        ("Trustees", "Trustees"),
    ],
)
def test_a_title_that_several_hold_names_several(title: str, wanted: str) -> None:
    assert plural(title) == wanted
    assert names_several(plural(title)) or wanted == "Key people"


def test_of_several_no_page_says_our_moderator() -> None:
    assert str(said_of("Moderator", several=True)) == "our moderators"
    assert as_entry("Moderator", several=True) == "Moderators"


@folded(
    ("title", "asks"),
    [
        ("Moderator", True),
        ("Minecraft host", True),
        ("Social media volunteer", True),
        ("Moderators", False),
        ("Head coach", False),
        ("Lead moderator", False),
        ("The moderator", False),
        ("Welfare officer", False),
        ("Chair of trustees", False),
        ("Akela", False),
    ],
)
def test_how_many_hold_a_role_is_asked_only_where_its_title_often_stands_for_many(title: str, asks: bool) -> None:
    assert may_be_several(title) is asks


@folded(
    ("title", "wanted"),
    [
        ("our welfare officer", "Welfare officer"),
        ("Our Lady's youth worker", "Our Lady's youth worker"),
        ("co-ordinator, under-13s", "Co-ordinator (under-13s)"),
        ("the Vicar", "The Vicar"),
    ],
)
def test_an_entry_begins_with_a_capital_and_without_our(title: str, wanted: str) -> None:
    assert as_entry(title) == wanted
