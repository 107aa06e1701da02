"""Sentences that once failed their reader, each on the page of the organisation where it was found.

``wrong`` never stands there again, ``right`` does: patterns, in one line, with the marks of Markdown. Where the
sentence was a kind, another test here asks for the whole of it, over all organisations.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from policypack.pages.render import Renderer
from tests.folded import folded
from tests.pages.words import said

EXAMPLE, GAMING, ANGLING = "swimming-club", "gaming-charity", "angling-club"
COUNSELLING, ONE_MAN, CHURCH = "counselling-charity", "one-man-team", "church-youth-group"
ASKS_FIRST = "If everyone is safe, we ask you before we tell others"
NIGHT = r"01632 960112"


class Failed(NamedTuple):
    """One sentence: whose pack, on which page, and what stood and stands there."""

    organisation: str
    page: str
    wrong: str = ""
    right: str = ""


COULD_HARM = [
    Failed(EXAMPLE, "adult-concern", "at any time: the NSPCC", f"{NIGHT}.*101"),
    *(
        Failed(EXAMPLE, page, "Nobody there\\? Call the NSPCC", f"{NIGHT}.*101")
        for page in ("outside-hours", "handover", "incident", "parents-groups", "conflict")
    ),
    Failed(
        EXAMPLE, "pocket-card", "Or NSPCC", f"4\\. \\*\\*Tell our welfare officer today.*?Children's services.*?{NIGHT}"
    ),
    Failed(EXAMPLE, "report", "Nobody reads messages then", "We read them on days when we are closed, too"),
    Failed(EXAMPLE, "report", ASKS_FIRST),
    Failed(EXAMPLE, "privacy", ASKS_FIRST, "Whoever you tell here also tells our welfare officer"),
    Failed(EXAMPLE, "report-11-to-13", ASKS_FIRST, "Whoever you tell here also tells our welfare officer"),
    Failed(
        EXAMPLE, "concern", "## The child's say[^#]*?\\} - Ask the child", "That does not wait for anybody's consent"
    ),
    *(
        Failed(ONE_MAN, page, "what you would like to happen|who you want to know|ask you before|ask the child")
        for page in ("report", "report-11-to-13", "privacy", "parents")
    ),
    *(
        Failed(organisation, page, right="SHOUT.*85258")
        for organisation in (EXAMPLE, ANGLING)
        for page in ("help-14-to-17", "help")
    ),
    Failed(EXAMPLE, "poster-children", right="you can also text SHOUT"),
    Failed(EXAMPLE, "home", right="can't go on"),
    *(
        Failed(EXAMPLE, page, right="of any age|any age")
        for page in ("help-under-11", "help-11-to-13", "help-14-to-17")
    ),
    *(
        Failed(EXAMPLE, page, right="(?i)fake|made with AI")
        for page in ("card-nude", "help-11-to-13", "picture", "photos")
    ),
    Failed(ANGLING, "picture", right="Report Remove.*take a picture down, or keep it from coming up"),
    Failed(
        EXAMPLE, "card-nude", "Is an adult part of it, or a threat", "under 13, self-harm, an adult, a threat, force"
    ),
    Failed(EXAMPLE, "card-suicide", "Let our welfare officer decide", "Are you alone\\? Call yourself"),
    Failed(EXAMPLE, "card-suicide", right="Nobody reached\\?"),
    Failed(ANGLING, "card-suicide", "Tell our club secretary now", "children's services or the police now"),
    Failed(ANGLING, "adult-concern", "Go to one of the others", "Go outside"),
    Failed(COUNSELLING, "moderation", "We are not counsellors", "to \\[our counsellors\\]"),
    Failed(COUNSELLING, "accounts", "Two adults can see it", "Only they read it"),
    *(
        Failed(COUNSELLING, page, "A second adult can see every message\\.", "but for what is said in counselling")
        for page in ("parents", "statement")
    ),
    Failed(ONE_MAN, "parents", right="One adult takes every worry here"),
    Failed(CHURCH, "rules", "private chat or to meet alone", "(?i)secret"),
    Failed(EXAMPLE, "card-missing", "Then call 101", "(?i)999"),
    Failed(EXAMPLE, "ready-texts", "We do not chat in private, so we answer only once", "Are you safe right now\\?"),
    Failed(EXAMPLE, "training", "turn\\.2\\."),
    Failed(GAMING, "training", "turn\\.2\\."),
]
NOTHING_THERE = [
    Failed(ONE_MAN, "sign-off", "I keep to the code of conduct"),
    Failed(ONE_MAN, "home", "Here are our rules|only people we let in", "only those who have joined"),
    Failed(ONE_MAN, "accounts", "both hosts and moderators|whether we check the comments, and when"),
    Failed(ONE_MAN, "parents", "and how we check it"),
    Failed(ONE_MAN, "rules", "paused or has to leave", "We have not agreed our house rules yet"),
    Failed(ONE_MAN, "recruitment", "the code signed"),
    Failed(ONE_MAN, "leaving", "The code still holds"),
]
MISREAD = [
    Failed(EXAMPLE, "statement", "Some of those who moderate"),
    *(
        Failed(organisation, page, "listens? to you|They listen|They ask what", right)
        for organisation in (ONE_MAN, ANGLING)
        for page, right in (("report", "Only those who need to know are told"), ("report-under-11", "can't promise"))
    ),
    Failed(EXAMPLE, "report", "They listen", "They ask what you would like to happen"),
    Failed(EXAMPLE, "report-under-11", "listens to you", "One of us reads or hears what you tell us"),
    Failed(EXAMPLE, "statement", "We are closed from|At least two people can get into"),
    Failed(EXAMPLE, "times", "The gaps in it"),
    Failed(EXAMPLE, "help-14-to-17", "They decided it too"),
    Failed(EXAMPLE, "rules-under-11", "what the group is for|photos of their own child"),
    Failed(EXAMPLE, "parents", "You may have seen an adult flirting|Nobody has to agree to that first"),
    Failed(EXAMPLE, "privacy", "or a doctor|If you are too young", "delete it.*Information Commissioner"),
    Failed(EXAMPLE, "incident", "Our privacy notice says"),
    Failed(EXAMPLE, "outside-hours", right="Close each place"),
    Failed(EXAMPLE, "statement", right="No messages to children.*A child can still write to us"),
    Failed(EXAMPLE, "conflict", right="It may be a hate crime\\. \\[What to do"),
    Failed(EXAMPLE, "recruitment", right="is regulated activity"),
    Failed(EXAMPLE, "risks", "(?i)less likely|What is posted between two checks"),
    Failed(COUNSELLING, "risks", "What is posted between two checks"),
    Failed(COUNSELLING, "bullying", "leave the chat or group", "leave the forum"),
    Failed(COUNSELLING, "rules", "one of our places online", "our place online"),
    Failed(EXAMPLE, "accounts", right="keep the talk friendly and safe"),
    Failed("youth-theatre", "accounts", right="Are you a parent or carer\\? You can ask us what goes on there"),
    *(Failed("youth-theatre", page, right="See what we do then") for page in ("rules-11-to-13", "rules-14-to-17")),
]


@folded("failed", [*COULD_HARM, *NOTHING_THERE, *MISREAD], ids=lambda one: f"{one[0]}-{one[1]}")
def test_a_sentence_that_failed_its_reader_is_gone_and_the_right_one_stands(
    failed: Failed, renderer_of: Callable[[str], Renderer]
) -> None:
    page = said(renderer_of(failed.organisation))[failed.page]
    assert not failed.wrong or re.search(failed.wrong, page) is None
    assert re.search(failed.right, page) is not None


def test_where_one_adult_does_it_all_the_leaders_are_told_what_that_is(renderer_of: Callable[[str], Renderer]) -> None:
    """What could harm a child today is urgent, whoever could do so comes before pictures, and nobody else is sent."""
    pack = renderer_of(ONE_MAN).pack
    urgent = [finding.id for finding in pack.findings if finding.severity == "urgent"]
    for found in (
        *(
            "one-adult-for-everything",
            "own-accounts",
            "friends-on-own-accounts",
            "places-nobody-agreed",
            "one-adult-sees",
        ),
        *(
            "nobody-else-for-a-worry",
            "no-local-numbers",
            "no-house-rules",
            "no-adult-code",
            "no-risk-assessment-at-all",
        ),
        *("unrecorded-devices", "nobody-trained"),
    ):
        assert found in urgent, found
    assert urgent.index("own-accounts") < urgent.index("no-photo-consent")
    steps = " ".join(finding.first_step for finding in pack.findings)
    assert re.search(r"\b(trustee|committee|secretary)\b", steps) is None
    assert not {"codes/adults.md", "codes/under-11.md", "rules/under-11.md"} & {page.path for page in pack.pages}
