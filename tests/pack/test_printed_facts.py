"""The facts of the world that one organisation's pages print, and what its leaders are told of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from policypack.pack.pack import Pack, load_pack
from policypack.pack.printed_facts import printed_facts
from policypack.pages.render import render_pages
from tests.organisations import workspace_of

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 29)


def pack_of(name: str, folder: Path, today: date = TODAY) -> Pack:
    return load_pack(workspace_of(name, folder), today)


def told(pack: Pack) -> list[str]:
    """Return the lines of the leaders' summary that are about facts."""
    summary = render_pages(pack, "leaders")["summary.md"]
    return [line for line in summary.splitlines() if "Facts to look up" in line]


def test_only_its_own_services_nations_and_platforms_count(tmp_path: Path) -> None:
    pack = pack_of("swimming-club", tmp_path)
    facts = printed_facts(pack)
    chosen = {*(pack.answers.scope().words_of("signposting.services") or ())}
    assert {one.id for one in facts if one.kind == "service"} - chosen == {
        "emergency-999",
        "childline",
        "nspcc-helpline",
    }
    nations = set(pack.answers.scope().words_of("organisation.nations") or ())
    assert {one.id for one in facts if one.file == "nations.yml"} == nations
    platforms = set(pack.answers.scope().words_of("online.accounts.platform") or ())
    assert {one.id for one in facts if one.kind == "platform"} <= platforms
    assert any(one.kind == "platform" for one in facts)


def test_leaders_are_told_in_one_line_how_many_facts_want_a_look_and_how_to_list_them(tmp_path: Path) -> None:
    pack = pack_of("swimming-club", tmp_path)
    facts = printed_facts(pack)
    doubtful = [one for one in facts if one.wants_a_look_on(TODAY)]
    assert 0 < len(doubtful) < len(facts)
    (line,) = told(pack)
    assert f"{len(doubtful)} of the {len(facts)} facts" in line
    assert "`policypack facts --ours`" in line


def test_a_year_after_they_were_read_all_of_them_want_a_look(tmp_path: Path) -> None:
    pack = pack_of("swimming-club", tmp_path, date(2028, 1, 1))
    (line,) = told(pack)
    number = len(printed_facts(pack))
    assert f"{number} of the {number} facts" in line
