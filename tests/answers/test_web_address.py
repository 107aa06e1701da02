"""A web address is mended where that is harmless, else refused with its fault; no part of it tracks readers."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policypack.answers.types.web_address import read_web_address

TRACKING = ["utm_source", "utm_medium", "UTM_Campaign", "fbclid", "gclid", "igshid", "mc_cid", "mc_eid", "msclkid"]
NEEDED = ["ref", "id", "page", "t", "si", "source", "utm", "gclid2"]


def fault_of(text: str) -> str:
    with pytest.raises(ValueError, match=r".") as found:
        read_web_address(text)
    return str(found.value)


@pytest.mark.parametrize(
    "text",
    [
        "https://club.example",
        "https:/club.example",
        "https//club.example",
        "https:///club.example",
        "HTTPS://Club.Example",
        "club.example",
        "//club.example",
        "https://club.example.",
        "club.example,",
        "<https://club.example>",
        '"https://club.example"',
        "\u201chttps://club.example\u201d",
        " https://club.example\u200b ",
    ],
)
def test_what_is_harmless_is_mended(text: str) -> None:
    assert read_web_address(text) == "https://club.example"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("https://club.example/a b", "a space stands in it, behind “https://club.example/a”"),
        ("@club on Instagram", "@club is a name and no address; open the page, and copy its address"),
        ("@club", "@club is a name and no address"),
        ("club on facebook", "these are words and no address"),
        ('https://help.example/?a=1&b="x"', 'a quote mark (") stands in it'),
        ("https:\\\\club.example", "a backslash (\\) stands in it"),
        ("https://club.example/{page}", "a bracket ({) stands in it"),
        ("https://club.example/page.", "a full stop stands at its end"),
        ("https://club.example/page,", "a comma stands at its end"),
        ("jan@club.example", "this is an email address"),
        (
            "https://a.example and https://b.example",
            "two addresses stand here, and one is wanted: https://a.example or",
        ),
        ("ftp://club.example", "this one starts with ftp:"),
        ("javascript:alert(1)", "this one starts with javascript:"),
        ("https://jan:secret@club.example", "without a name or password"),
        ("club", "club is no name of a website"),
        ("https://", "is no name of a website"),
        ("https://club.example/" + "a" * 500, "at most 500 characters"),
    ],
)
def test_an_error_names_the_fault_that_it_found(text: str, said: str) -> None:
    assert said in fault_of(text)
    for suggested in re.findall(r"https://[a-z]\.example\b", fault_of(text)):
        assert read_web_address(suggested) == suggested, "an advice that fails when it is followed"


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(TRACKING + NEEDED), st.from_regex(r"[A-Za-z0-9_-]{0,8}", fullmatch=True))))
def test_what_only_tracks_who_opens_a_page_is_taken_off_and_nothing_else(parts: list[tuple[str, str]]) -> None:
    kept = "&".join(f"{name}={value}" for name, value in parts if name in NEEDED)
    query = "&".join(f"{name}={value}" for name, value in parts)
    address = f"https://club.example/page{f'?{query}' if query else ''}#top"
    read = read_web_address(address)
    assert read == f"https://club.example/page{f'?{kept}' if kept else ''}#top"
    assert read_web_address(read) == read
