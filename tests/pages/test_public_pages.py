"""The public pages: they promise what was answered and no more, and reach members and families with every point."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from policypack.pack.pack import load_pack
from policypack.pages.one_page import RenderedPage
from policypack.pages.render import Renderer
from tests.organisations import CHECKOUT, workspace_of, workspace_with

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 22)
THEATRE = (CHECKOUT / "tests" / "orgs" / "youth-theatre.yml").read_text(encoding="utf-8")

# An answer, and what a page says with it. Where the answer is missing, the page is silent.
PROMISES = [
    ("photo_consent", "child_and_parent", "photos", "we ask you and your parent or carer."),
    ("photo_consent", "child_and_parent", "photos", "If one of you says no, we do not share it."),
    ("photo_consent", "older_child", "photos", "From a certain age, we ask you instead."),
    ("photo_consent", "none", "photos", "We have no set way to ask you yet."),
    ("photo_consent", "parent", "parents", "Before we share a picture of a child, we ask you."),
    ("stored", "organisation", "photos", "on our own device or account"),
    ("stored", "own", "photos", "on their own phones or cameras"),
    ("deleted_after", "year", "photos", "We delete them after a year."),
    ("deleted_after", "none", "photos", "There is no set time"),
    ("live_consent", "child_and_parent", "calls", "we ask you and your parent or carer."),
    ("live_consent", "none", "calls", "We have no set way to ask you yet."),
    ("two_adults", "yes", "calls", "At least two adults are always there."),
    ("two_adults", "yes", "calls", "Another adult stays with you."),
    ("recorded", "no", "calls", "We do not record calls."),
    ("recorded", "yes", "calls", "We record calls."),
    ("recorded", "no", "privacy", "We do not record calls."),
    ("stream_children", "agreed", "streams", "only if you agreed before."),
    ("stream_children", "nobody", "streams", "Children are not seen or heard in our streams."),
    ("stream_children", "distant", "streams", "only from behind or far away"),
    ("stream_children", "none", "streams", "We have not agreed yet how we ask you."),
    ("stream_children", "agreed", "parents", "only if that was agreed before."),
    ("stream_children", "anybody", "parents", "Do you not want that? Tell us before it starts."),
    ("stream_consent", "child_and_parent", "streams", "we ask you and your parent or carer."),
    (
        "stream_consent",
        "child_and_parent",
        "parents",
        "Before a child is seen close up or heard, we ask the child and you.",
    ),
    ("stream_comments", '"off"', "streams", "Nobody can write under it while we stream."),
    ("stream_comments", "held", "streams", "We look at each one before others can see it."),
    ("stream_comments", "watched", "streams", "Two people watch them."),
    ("stream_comments", "open", "streams", "Nobody watches them."),
    ("stream_stop", "[Dresser]", "streams", "They can stop it at once."),
    ("stream_kept", "[platform]", "streams", "It stays here: the place where we streamed it"),
    ("stream_kept", "none", "streams", "We keep no recording."),
    ("stream_kept", "none", "privacy", "We keep no recording of our live streams."),
    ("stream_deleted", "week", "streams", "We delete a recording within a week."),
    ("sharing_rule", "yes", "privacy", "we ask you before we tell anyone else"),
    ("sharing_rule", "yes", "parents", "hears what a child told us, we ask the child."),
    ("bullying", "Designated person", "bullying", "about any bullying between members, online or off"),
    ("complaints", "Chair of trustees", "parents", "Tell our chair of trustees."),
    ("complaints", "Chair of trustees", "about", "Tell our chair of trustees."),
    ("messaging", "never", "parents", "We do not message children."),
    ("messaging", "official", "parents", "from our official accounts only"),
    ("breaking", "[remind]", "bullying", "We remind you of the rule."),
]


def _said(answers: str, name: str, value: str) -> str:
    changed, found = re.subn(rf"^( +{name}:)[^\n]*$", rf"\g<1> {value}", answers, flags=re.MULTILINE)
    assert found == 1, name
    return changed


def _pages(folder: Path) -> dict[str, RenderedPage]:
    return {page.page.id: page for page in Renderer(load_pack(folder, TODAY)).pages("public")}


def _text(page: RenderedPage) -> str:
    return " ".join(page.markdown.split())


def _rounds() -> list[dict[str, str]]:
    """Share the answers out so that each question has one answer in a round, and few rounds are needed."""
    rounds: list[dict[str, str]] = []
    for name, value, _, _ in PROMISES:
        if not any(answers.get(name) == value for answers in rounds):
            free = next((answers for answers in rounds if name not in answers), None)
            if free is None:
                rounds.append({name: value})
            else:
                free[name] = value
    return rounds


def test_a_page_promises_what_was_answered_and_is_silent_without_the_answer(tmp_path: Path) -> None:
    undecided = THEATRE
    for name in {name for name, *_ in PROMISES}:
        undecided = _said(undecided, name, "not decided yet")
    silent = _pages(workspace_with(undecided, tmp_path / "silent"))
    for number, answers in enumerate(_rounds()):
        text = THEATRE
        for name, value in answers.items():
            text = _said(text, name, value)
        pages = _pages(workspace_with(text, tmp_path / str(number)))
        for name, value, page, promise in PROMISES:
            if answers.get(name) == value:
                assert promise in _text(pages[page]), (name, value, page)
            assert promise not in _text(silent[page]), (name, page)


@pytest.mark.parametrize("organisation", ["swimming-club", "gaming-charity"])
def test_every_point_for_members_or_families_is_on_a_public_page_of_who_answered_everything(
    organisation: str, tmp_path: Path
) -> None:
    pack = load_pack(workspace_of(organisation, tmp_path), TODAY)
    carried = {point for page in Renderer(pack).pages("public") for passage in page.carried for point in passage.points}
    scope = pack.answers.scope()
    wanted = {
        point.id
        for point in pack.guidance
        if {"members", "families"} & set(point.readers) and (point.when is None or point.when.holds(scope))
    }
    assert wanted - carried == set()


def test_an_age_limit_without_a_source_is_not_stated_and_an_announced_one_is_not_said_to_be_in_force(
    tmp_path: Path,
) -> None:
    pack = load_pack(workspace_with(THEATRE, tmp_path), TODAY)
    youtube, instagram = pack.catalogue.platforms["youtube"], pack.catalogue.platforms["instagram"]
    assert not youtube.knows("min_age")
    assert instagram.announced is not None
    text = _text(_pages(tmp_path)["parents"])
    assert f"**{instagram.name}.** From age {instagram.min_age_on(TODAY)}." in text
    assert f"**{youtube.name}.** From age" not in text
    assert f"expected in {instagram.announced.expected}. Look up whether it is in force." in text


def test_a_worry_about_those_who_read_the_address_for_reports_is_not_sent_there(tmp_path: Path) -> None:
    one = "our chair of trustees reads it. Is your worry about that person? Do not write there."
    two = "our chair of trustees read it. Is your worry about one of them? Do not write there."
    cases = [("[Chair of trustees]", one), ("[Designated person, Chair of trustees]", two)]
    for number, (readers, said) in enumerate(cases):
        pack = load_pack(workspace_with(_said(THEATRE, "mailbox_readers", readers), tmp_path / str(number)), TODAY)
        renderer = Renderer(pack)
        assert said in _text({page.page.id: page for page in renderer.pages("public")}["report"])
        staff = {page.page.id: _text(page) for page in renderer.pages("staff")}
        assert all(said.partition(".")[2] in staff[page] for page in ("concern", "adult-concern"))
    unread = workspace_with(_said(THEATRE, "mailbox_readers", "not decided yet"), tmp_path / "unread")
    assert "Do not write there." not in _text(_pages(unread)["report"])


def test_where_only_parents_are_members_the_page_for_parents_says_so_and_leaves_out_what_does_not_arise(
    tmp_path: Path,
) -> None:
    text = _text(_pages(workspace_of("scout-group", tmp_path))["parents"])
    assert "Only parents and carers are in our places online." in text
    assert "Age limits" not in text


def test_the_page_about_these_pages_says_which_policies_are_drafts_and_which_were_agreed(tmp_path: Path) -> None:
    folder = workspace_of("swimming-club", tmp_path)
    policies = [page.page for page in _pages(folder).values() if page.page.kind == "policy"]
    draft = _pages(folder)["about"].markdown
    assert all(re.search(rf"\[{policy.title}\]\([^)]*\): a draft", draft) for policy in policies)
    *agreed, new = policies
    record = "role: Committee\ndate: 2026-11-20\nnext_review: 2027-11-20\npages:\n"
    record += "".join(f"  {policy.id}: {'0' * 32}\n" for policy in agreed)
    (folder / "site_config" / "approval.yml").write_text(record, encoding="utf-8")
    about = _pages(folder)["about"].markdown
    assert "a draft" not in about
    assert "as they stood on 20 November 2026" in about
    assert re.findall(r"\[([^\]]*)\]\([^)]*\): new, and not agreed yet", about) == [new.title]
