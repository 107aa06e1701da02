"""What stands on other people's pages: true to the answers, dated, with the help numbers whatever happens."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from policypack.content.catalogue import load_catalogue
from policypack.content.other_sites import OtherSite, load_other_sites
from policypack.content.questions import sees
from policypack.facts.reading_lines import reading_lines
from policypack.facts.reading_now import calendar_of, spans_on
from policypack.pack.approval import LONGEST_REVIEW, Approval
from policypack.pack.pack import Pack, load_pack
from policypack.pages.render import Renderer
from policypack.publish.build import Built
from policypack.publish.embed import embed_page, snippet
from policypack.publish.json_ld import json_ld
from policypack.publish.times_json import TIMES_JSON, as_of, good_until, times_json, times_schema
from policypack.text.english import day
from tests import sound
from tests.hardening.canaries import answers_of, as_read, with_canaries
from tests.hardening.rounds import some_of
from tests.organisations import FOUR, ORGANISATIONS, put, workspace_with
from tests.shipped_text import OURS

TODAY = date(2026, 11, 22)
HELP = ("999", "0800 1111", "0808 800 5000")
ADDRESS = "https://safe.example.org/"
CHRISTMAS = [{"name": "Christmas", "first_day": "2026-12-21", "last_day": "2027-01-04"}]
SITES = ["Wix", "Squarespace", "Google Sites"]
KNOWN = {"brand.address": ADDRESS, "moderation.closed": CHRISTMAS, "moderation.times": "Tue and Thu 7pm-8pm"}


def pack_with(changes: dict[str, Any], folder: Path, today: date = TODAY) -> Pack:
    return load_pack(workspace_with(sound.text({**KNOWN, **changes}), folder), today)


def agreed_until(pack: Pack, last: date) -> Pack:
    record = {"role": "Trustees", "date": date(2026, 11, 1), "next_review": last, "pages": {}}
    return replace(pack, approval=Approval.model_validate(record))


@pytest.mark.parametrize("organisation", some_of(ORGANISATIONS))
def test_each_has_the_help_numbers_and_says_from_which_day_it_is_and_until_when_to_rely_on_it(
    organisation: str, renderer_of: Callable[[str], Renderer]
) -> None:
    renderer = renderer_of(organisation)
    pack = renderer.pack
    until = day(good_until(pack, TODAY))
    has_times = bool(reading_lines(pack.shown.scope()))
    for text in (embed_page(renderer), snippet(renderer)):
        assert all(number in text for number in HELP)
        assert f"This is from {day(TODAY)}." in text
        assert not has_times or f"After {until}, do not rely on the times" in " ".join(text.split())
        assert "somebody is there" not in text.lower()
    said = json.loads(times_json(pack))
    jsonschema.Draft202012Validator(json.loads(times_schema(pack))).validate(said)
    assert [one["phone"] for one in said["help"]] == list(HELP)
    assert [one["name"] or "" for one in said["places"]] == [line.place for line in reading_lines(pack.shown.scope())]


def test_the_schema_is_one_and_refuses_what_is_not_so(tmp_path: Path) -> None:
    pack = pack_with({}, tmp_path)
    schema = json.loads(times_schema(pack))
    jsonschema.Draft202012Validator.check_schema(schema)
    said = json.loads(times_json(pack))
    wrongs: list[dict[str, Any]] = [{"good_until": "soon"}, {"help": []}, {"somebody_is_there": True}]
    for wrong in wrongs:
        assert not jsonschema.Draft202012Validator(schema).is_valid(said | wrong), wrong


def test_it_may_be_relied_on_until_the_review_or_the_last_closed_day_whichever_comes_first(tmp_path: Path) -> None:
    pack = pack_with({}, tmp_path / "closed")
    assert good_until(pack, TODAY) == date(2027, 1, 4)
    assert good_until(agreed_until(pack, date(2026, 12, 1)), TODAY) == date(2026, 12, 1)
    never_closed = pack_with({"moderation.closed": "none"}, tmp_path / "open")
    assert good_until(agreed_until(never_closed, date(2027, 11, 1)), TODAY) == date(2027, 11, 1)
    assert good_until(replace(never_closed, approval=None), TODAY) == TODAY + timedelta(days=LONGEST_REVIEW)


def test_the_day_from_which_it_is_stays_until_the_times_change(tmp_path: Path) -> None:
    def built(changes: dict[str, Any], today: date) -> str:
        text = times_json(pack_with(changes, tmp_path, today))
        put(tmp_path, f"site/{TIMES_JSON}", text)
        return text

    first = built({}, TODAY)
    assert built({}, TODAY + timedelta(days=9)) == first
    other = json.loads(built({"moderation.times": "Tue 7pm-8pm"}, TODAY + timedelta(days=10)))
    assert other["as_of"] == "2026-12-02"
    for damage in ("", "[]", '{"as_of": 3}', "\x00"):
        put(tmp_path, f"site/{TIMES_JSON}", damage)
        assert as_of(pack_with({}, tmp_path)) == TODAY


def test_without_times_none_are_promised_and_nothing_has_to_be_taken_away(tmp_path: Path) -> None:
    renderer = Renderer(pack_with({"moderation.times": None, "moderation.closed": "none"}, tmp_path))
    page = embed_page(renderer)
    assert "We cannot say yet when we read messages." in page
    assert "data-until" not in page
    assert "<script" not in page
    assert json.loads(times_json(renderer.pack))["places"] == []
    assert json_ld(renderer.pack) == ""


def test_the_snippet_is_plain_html_whose_links_are_whole_or_not_there(tmp_path: Path) -> None:
    known = snippet(Renderer(pack_with({}, tmp_path / "known")))
    unknown = snippet(Renderer(pack_with({"brand.address": "none"}, tmp_path / "unknown")))
    for text in (known, unknown):
        assert set(re.findall(r"<([a-z]+)", text)) <= {"p", "ul", "li", "a", "strong"}
        assert all(re.match(r"(https|tel):", link) for link in re.findall(r'href="([^"]*)"', text))
    assert f'href="{ADDRESS}report-a-worry.html"' in known
    assert f'href="{ADDRESS}when-we-are-here.html"' in known
    assert "our pages" not in unknown
    assert "Report a worry" not in unknown


@pytest.mark.parametrize("organisation", some_of(ORGANISATIONS))
def test_no_answer_that_is_not_public_stands_in_any_of_them(organisation: str, tmp_path: Path) -> None:
    text, canaries = with_canaries(answers_of(organisation), load_catalogue(OURS).questions)
    renderer = Renderer(load_pack(workspace_with(text, tmp_path), TODAY))
    made = (embed_page(renderer), snippet(renderer), times_json(renderer.pack), json_ld(renderer.pack))
    read = as_read(" ".join(made))
    hidden = [canary for canary in canaries if not sees("public", canary.seen_by(renderer.pack.answers))]
    assert len(hidden) >= 6
    said = {canary.qid for canary in hidden for form in canary.forms if re.search(rf"(?<!\d){re.escape(form)}", read)}
    assert said == set()


def test_a_name_cannot_end_the_script_element_or_write_into_a_page(tmp_path: Path) -> None:
    name = '</script><img src=x onerror=alert(1)> & "Co"'
    pack = pack_with({"organisation.name": name}, tmp_path)
    assert json.loads(json_ld(pack))["name"] == name
    assert not set("<>&") & set(json_ld(pack))
    renderer = Renderer(pack)
    assert "<img" not in embed_page(renderer) + snippet(renderer)


def test_json_ld_has_hours_that_lapse_and_every_closed_day(tmp_path: Path) -> None:
    pack = pack_with({}, tmp_path)
    said = json.loads(json_ld(pack))
    (point,) = said["contactPoint"]
    weekly, closed = point["hoursAvailable"]
    assert (said["@type"], point["@type"]) == ("Organization", "ContactPoint")
    assert (weekly["dayOfWeek"], weekly["opens"], weekly["closes"]) == (["Tuesday", "Thursday"], "19:00", "20:00")
    assert (weekly["validFrom"], weekly["validThrough"]) == ("2026-11-22", "2027-01-04")
    assert (closed["opens"], closed["closes"]) == ("00:00", "00:00")
    assert (closed["validFrom"], closed["validThrough"]) == ("2026-12-21", "2027-01-04")
    assert "usually" in point["contactType"]


def test_json_ld_says_of_each_day_what_the_answers_say(tmp_path: Path) -> None:
    """Terms are said term by term, bank holidays and closed days as closed, and unknown terms not at all."""
    terms = [
        {"name": "Autumn", "first_day": "2026-09-01", "last_day": "2026-12-18"},
        {"name": "Spring", "first_day": "2027-01-11", "last_day": "2027-03-26"},
    ]
    times = "Mon 16-20 in term time, Mon 10-12 in the holidays, Fri 20-24, not bank holidays"
    changes = {"moderation.times": times, "moderation.terms": terms}
    changes["moderation.closed"] = [{"name": "Easter", "first_day": "2027-04-19", "last_day": "2027-04-23"}]
    pack = pack_with(changes, tmp_path)
    (point,) = json.loads(json_ld(pack))["contactPoint"]
    (line,) = reading_lines(pack.shown.scope())
    calendar = calendar_of(pack.shown.scope())
    looked_at = TODAY
    while looked_at <= good_until(pack, TODAY):
        valid = [
            one for one in point["hoursAvailable"] if one["validFrom"] <= looked_at.isoformat() <= one["validThrough"]
        ]
        closed = any("dayOfWeek" not in one for one in valid)
        name = looked_at.strftime("%A")
        hours = [(one["opens"], one["closes"]) for one in valid if name in one.get("dayOfWeek", ())]
        says = [] if closed else sorted(hours)
        expected = [
            (f"{start // 60:02}:{start % 60:02}", "23:59" if end == 1440 else f"{end // 60:02}:{end % 60:02}")
            for start, end in spans_on(line.times, calendar, looked_at)
        ]
        assert says == expected, looked_at
        looked_at += timedelta(days=1)


def test_json_ld_stands_in_the_public_page_of_our_times_and_nowhere_else(built_of: Callable[[str], Built]) -> None:
    built = built_of("swimming-club")
    having = {
        file.relative_to(built.pack.workspace.root).as_posix()
        for folder in built.folders.values()
        for file in folder.rglob("*.html")
        if "application/ld+json" in file.read_text(encoding="utf-8")
    }
    assert having == {"site/when-we-are-here.html"}
    page = (built.folders["site"] / "when-we-are-here.html").read_text(encoding="utf-8")
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert json.loads(found) == json.loads(json_ld(built.pack))


@pytest.mark.parametrize("organisation", FOUR)
def test_what_is_for_other_peoples_pages_lies_in_the_public_site_alone(
    organisation: str, built_of: Callable[..., Built]
) -> None:
    folders = built_of(organisation, documents=True).folders
    made = {path.name: path.read_text(encoding="utf-8") for path in (folders["site"] / "embed").iterdir()}
    assert made.keys() == {"index.html", "snippet.txt", "times.json", "times.schema.json"}
    jsonschema.Draft202012Validator(json.loads(made["times.schema.json"])).validate(json.loads(made["times.json"]))
    for name in ("index.html", "snippet.txt", "times.json"):
        assert all(number in made[name] for number in HELP), name
    assert not (folders["staff"] / "embed").exists()


def test_the_instructions_give_whole_code_or_say_what_is_missing(tmp_path: Path) -> None:
    def page(changes: dict[str, Any], folder: Path) -> str:
        pack = pack_with(changes, folder)
        row = next(row for row in pack.pages if row.id == "other-websites")
        return Renderer(pack).page(row).markdown

    known, unknown = page({}, tmp_path / "known"), page({"brand.address": "none"}, tmp_path / "unknown")
    assert f'&lt;iframe src="{ADDRESS}embed/index.html"' in known
    assert "First, the address." not in known
    assert "iframe src" not in unknown
    assert "First, the address." in unknown
    named = [site.title for site in load_other_sites(OURS) if f"### {site.title} " in known]
    assert named == ["WordPress, where frames may stay", "WordPress, where frames are taken out", *SITES, "Spond"]


@pytest.mark.parametrize("site", load_other_sites(OURS), ids=lambda site: site.id)
def test_what_no_source_says_of_a_site_is_said_to_be_tried_out(site: OtherSite, tmp_path: Path) -> None:
    """A step that names a thing of the site, in quotes, rests on a source."""
    steps = " ".join(site.steps)
    ours = "“Texts ready to paste”"
    assert site.sources or "“" not in steps.replace(ours, "")
    more = {"online.accounts.0.platform": site.platforms[0]} if site.platforms else {}
    pack = pack_with(more, tmp_path)
    row = next(row for row in pack.pages if row.id == "other-websites")
    said = Renderer(pack).page(row).markdown.partition(f"### {site.title} ")[2].partition("\n### ")[0]
    assert ("try it out" in said) is (site.sources is None)


def test_sources_and_the_day_on_which_they_were_read_go_together() -> None:
    with pytest.raises(ValueError, match="seen and sources go together"):
        OtherSite.model_validate({"id": "x", "title": "X", "takes": "text", "steps": ["Go."], "seen": TODAY})
