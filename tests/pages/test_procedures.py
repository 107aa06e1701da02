"""The procedures for volunteers and staff: they instruct always, and promise only what was answered."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest
from markdown.extensions.toc import slugify

from policypack.pack.pack import Pack, load_pack
from policypack.pages.one_page import RenderedPage
from policypack.pages.render import Renderer
from tests.hardening.rounds import some_of
from tests.organisations import CHECKOUT, ORGANISATIONS, workspace_with

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 22)
THEATRE = (CHECKOUT / "tests" / "orgs" / "youth-theatre.yml").read_text(encoding="utf-8")
HEADING = re.compile(r"^#{1,6} +(?P<title>.*?)\s*(?:\{: *#(?P<anchor>[\w-]+) *\})?$", re.MULTILINE)

# An answer, and what a page says with it. Where the answer is missing, the page is silent.
PROMISES = [
    ("two_adults", "yes", "call-procedure", "with fewer."),
    ("recorded", "no", "call-procedure", "We do not record."),
    ("recorded", "yes", "call-procedure", "Record with our account only."),
    ("stream_comments", '"off"', "stream-procedure", "Comments and chat are off."),
    ("stream_children", "distant", "stream-procedure", "Do not zoom in on one, and let none speak."),
    ("stream_stop", "[Dresser]", "stream-procedure", "With us, that is our dresser"),
    ("stream_kept", "[platform]", "stream-procedure", "We record it, and the recording stays for a while."),
    ("stream_kept", "none", "stream-procedure", "**Take the recording down today,**"),
    ("stream_deleted", "week", "stream-procedure", "Delete it within a week, wherever it is."),
    ("live_consent", "older_child", "call-procedure", "from the age that we set"),
    ("training", "all", "training", "All who moderate here have been trained"),
    ("training", "not_yet", "training", "We have not been trained"),
    ("support", "monthly", "training", "You talk about what you read once a month, with"),
    ("recruitment", "same", "recruitment", "goes through the same checks"),
    ("recruitment", "not_yet", "recruitment", "there is no set way yet"),
    ("logins", "individual", "moderation", "Sign in with your own sign-in."),
    ("logins", "shared", "moderation", "We share one password."),
    ("devices", "organisation", "moderation", "Use our phone or computer."),
    ("devices", "own_recorded", "moderation", "only if that is allowed to you by name"),
    ("inside", "[chat]", "moderation", "in our closed chat"),
    ("names_shown", "host_name", "moderation", "Write under the name of your role"),
    ("one_role", "yes", "moderation", "the same people do both"),
    ("same_everywhere", "yes", "moderation", "are the same in all our places"),
    ("outside", "[auto_reply]", "outside-hours", "the automatic reply. It has to say"),
    ("waiting_messages", "Designated person", "outside-hours", "read first by our designated person"),
    ("bullying", "Designated person", "conflict", "That is who deals with bullying here."),
    ("leaving", "Designated person", "leaving", "sees to it that all of this is done"),
    ("complaints", "Chair of trustees", "complaints", "to our chair of trustees"),
    ("charity", "yes", "adult-concern", "We are a charity."),
]


@pytest.fixture(scope="module", params=some_of(ORGANISATIONS))
def renderer(request: pytest.FixtureRequest, renderer_of: Callable[[str], Renderer]) -> Renderer:
    return renderer_of(str(request.param))


@pytest.fixture(scope="module")
def pack(renderer: Renderer) -> Pack:
    return renderer.pack


@pytest.fixture(scope="module")
def pages(renderer: Renderer) -> dict[str, RenderedPage]:
    return _pages(renderer)


def _pages(renderer: Renderer) -> dict[str, RenderedPage]:
    return {page.page.id: page for page in renderer.pages("staff")}


def _said(answers: str, name: str, value: str) -> str:
    changed, found = re.subn(rf"^( +{name}:)[^\n]*$", rf"\g<1> {value}", answers, flags=re.MULTILINE)
    assert found == 1, name
    return changed


@pytest.mark.parametrize(("name", "value", "page", "words"), PROMISES)
def test_a_procedure_says_what_was_answered_and_is_silent_where_it_is_not_decided(
    name: str, value: str, page: str, words: str, tmp_path: Path
) -> None:
    def says(said: str) -> bool:
        pack = load_pack(workspace_with(_said(THEATRE, name, said), tmp_path), TODAY)
        rendered = Renderer(pack).page(next(one for one in pack.pages_of("staff") if one.id == page))
        return words in " ".join(rendered.markdown.split())

    assert says(value)
    assert not says("not decided yet")


def test_a_link_to_a_passage_leads_to_a_heading_of_that_page(pages: dict[str, RenderedPage]) -> None:
    headings = {
        page.page.path.rpartition("/")[2]: {
            found["anchor"] or slugify(found["title"], "-") for found in HEADING.finditer(page.markdown)
        }
        for page in pages.values()
        if page.page.audience == "staff"
    }
    for page in pages.values():
        if page.page.audience == "staff":
            own = page.page.path.rpartition("/")[2]
            for path, anchor in re.findall(r"\]\(([^)#:]*)#([\w-]+)\)", page.markdown):
                target = path.rpartition("/")[2] or own
                assert target not in headings or anchor in headings[target], (page.page.id, path, anchor)


def test_one_person_alone_has_no_handover_and_those_who_share_have_one(
    pack: Pack, pages: dict[str, RenderedPage]
) -> None:
    sharing = pack.answers.scope().words_of("moderation.sharing")
    others_follow = pack.answers.scope().words_of("moderation.taken_over") == ("yes",)
    assert ("handover" in pages) == (
        sharing in (("turns",), ("shifts",)) or (sharing == ("together",) and others_follow)
    )
    alone = sharing == ("alone",) or pack.answers.scope().fact("one_adult_does_everything") is True
    assert ("sole-moderator" in pages) == alone


def test_a_worry_is_reported_by_whoever_sees_it_on_every_page_where_work_is_passed_on(
    pages: dict[str, RenderedPage],
) -> None:
    for name in ("moderation", "outside-hours", "handover", "incident", "adult-concern", "conflict"):
        if name in pages and name != "outside-hours":
            assert any("HANDOVER-4" in passage.points for passage in pages[name].carried), name
    assert "do not leave it for the next person" in pages["outside-hours"].markdown
    if "handover" in pages:
        assert "You report it, not the next person" in pages["handover"].markdown


def test_a_concern_about_an_adult_begins_with_silence_towards_that_adult(pages: dict[str, RenderedPage]) -> None:
    text = pages["adult-concern"].markdown
    places = [text.index(words) for words in ("tel:999", "Say nothing to that adult", "do not delete", "#tell")]
    assert places == sorted(places)
    assert "0800 028 0285" in text
    assert "0808 800 5000" in text


def test_a_concern_about_an_adult_has_the_route_and_the_barring_duty_of_each_nation_and_of_no_other(
    pack: Pack, pages: dict[str, RenderedPage]
) -> None:
    text = pages["adult-concern"].markdown
    ours = pack.answers.scope().words_of("organisation.nations") or ()
    officers = {row.officer.short for row in pack.catalogue.nations.values() if row.id in ours and row.officer}
    for row in pack.catalogue.nations.values():
        if row.id in ours:
            assert row.vetting.barring in text, row.id
            assert row.allegation_route in text, row.id
        elif row.officer and row.officer.short not in officers and "wales" not in ours:
            assert f"({row.officer.short})" not in text, row.id


def test_the_childrens_reporter_is_named_where_children_live_in_scotland_and_nowhere_else(
    pack: Pack, pages: dict[str, RenderedPage]
) -> None:
    """Beside social work and the police, and never in their place."""
    nations = pack.answers.scope().words_of("organisation.nations") or ()
    text = " ".join(pages["concern"].markdown.split())
    assert ("Children's Reporter" in text) is ("scotland" in nations)
    if "scotland" in nations:
        assert text.index("Children and families social work") < text.index("Children's Reporter")
        assert "It does not replace a call to social work" in text


def test_the_person_a_report_is_about_is_not_named_as_the_one_who_takes_it(pages: dict[str, RenderedPage]) -> None:
    text = " ".join(pages["adult-concern"].markdown.split())
    assert re.search(r"Is the worry about the person named here\? Go (to one of the others, or )?outside\.", text)


def test_each_form_has_a_label_on_every_line_and_asks_for_initials_only(pages: dict[str, RenderedPage]) -> None:
    for name in ("handover", "incident", "leaving"):
        if name not in pages:
            continue
        forms = re.findall(r'<div class="pp-form" markdown>\n\n(.*?)\n\n</div>', pages[name].markdown, re.DOTALL)
        assert forms, name
        for form in forms:
            rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in form.splitlines()]
            assert all(len(row) == 2 and row[0] for row in rows), (name, form)
            assert all(row[1] in ("", "☐") for row in rows[2:]), (name, form)
    assert "Write initials." in pages["incident"].markdown
    assert "handover" not in pages or "Initials only." in pages["handover"].markdown


def test_helpers_under_18_are_never_told_to_deal_with_a_worry(pages: dict[str, RenderedPage]) -> None:
    if "young-helpers" in pages:
        text = pages["young-helpers"].markdown
        assert text.index("tel:999") < text.index("Tell an adult at once")
        for refused in ("look after a place alone", "read private messages", "deal with worries"):
            assert text.index("**You may not**") < text.index(refused)
