"""Coverage: where each point of the guidance is carried out, worked out from marks and answers (invariant 6)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from policypack.cli.main import main
from policypack.content.guidance import load_guidance
from policypack.pack.pack import Pack, load_pack
from policypack.pages.coverage import PRINT_IT, STATES, Covered, counts
from policypack.pages.render import Renderer
from policypack.publish.proof_file import PROOF_FILE
from policypack.publish.reviews_calendar import REVIEWS_CALENDAR
from policypack.text.markdown import to_html
from policypack.text.passages import carries, take_marks
from tests.hardening.rounds import SOME, some_of
from tests.organisations import CHECKOUT, ORGANISATIONS, with_one_age_group, workspace_of, workspace_with
from tests.shipped_text import OURS
from tests.sound import CATALOGUE, PLACE, TODAY, text

POINTS = {point.id: point for point in load_guidance(OURS)}
TEMPLATES = sorted((CHECKOUT / "templates").rglob("*.md.j2"))
POINT = re.compile(r"\"([A-Z]+-[1-9])\"")
each_organisation = pytest.mark.parametrize("organisation", some_of(ORGANISATIONS))


@pytest.fixture(scope="module")
def covered_of(renderer_of: Callable[[str], Renderer]) -> Any:
    @cache
    def worked_out(organisation: str) -> tuple[Pack, tuple[Covered, ...]]:
        renderer = renderer_of(organisation)
        return renderer.pack, renderer.coverage()

    return worked_out


def states(changes: dict[str, Any], folder: Path) -> dict[str, Covered]:
    return {one.point.id: one for one in Renderer(load_pack(workspace_with(text(changes), folder), TODAY)).coverage()}


def test_every_mark_in_a_template_names_a_point_of_the_guidance() -> None:
    for template in TEMPLATES:
        assert set(POINT.findall(template.read_text(encoding="utf-8"))) <= set(POINTS), template.name


def test_every_point_is_marked_in_some_template_or_rule() -> None:
    marked = {point for template in TEMPLATES for point in POINT.findall(template.read_text(encoding="utf-8"))}
    marked |= {point for rule in CATALOGUE.rules.values() for point in rule.points}
    assert set(POINTS) - marked == set()


@each_organisation
def test_each_point_is_in_one_state_and_says_why(organisation: str, covered_of: Any) -> None:
    pack, covered = covered_of(organisation)
    assert [one.point.id for one in covered] == list(POINTS)
    assert sum(counts(covered).values()) == len(POINTS)
    on_pages = {page.id for page in pack.pages}
    for one in covered:
        undecided = [finding for finding in one.findings if finding.undecided]
        gaps = [finding for finding in one.findings if not finding.undecided]
        assert {passage.page for passage in one.passages} <= on_pages
        assert all(one.point.id in finding.points for finding in one.findings)
        assert one.state in STATES
        if one.state == "carried":
            assert one.passages, one.point.id
            assert not one.missing, one.point.id
            assert all(gap.severity == "advisory" or gap.overdue for gap in gaps), one.point.id
        elif one.state == "answered_no":
            assert gaps, one.point.id
        elif one.state == "not_decided":
            assert undecided, one.point.id
        else:
            assert one.because, one.point.id


def test_every_point_is_carried_out_by_some_organisation(covered_of: Any) -> None:
    left = set(POINTS)
    for name in (*SOME, *ORGANISATIONS):
        if left:
            left -= {one.point.id for one in covered_of(name)[1] if one.state == "carried"}
    assert left == set()


def test_an_organisation_with_sound_answers_carries_out_all_that_arises(tmp_path: Path) -> None:
    found = states({}, tmp_path)
    assert {one.point.id for one in found.values() if one.state not in ("carried", "not_applicable")} == set()
    assert {one.point.id for one in found.values() if one.state == "not_applicable"} == {"HOST-3"}


def test_an_important_finding_undoes_a_point_and_one_that_is_overdue_or_advisory_does_not(tmp_path: Path) -> None:
    changes = {
        "people.cover": "none",
        "moderation.reply_time": "none",
        PLACE + "risk_assessed_on": "2020-01-01",
        "adults.enough": None,
    }
    found = states(changes, tmp_path)
    assert found["LEAD-2"].state == "answered_no"
    assert found["TIMES-4"].state == "carried"
    assert [finding.id for finding in found["TIMES-4"].findings] == ["no-reply-time"]
    assert found["RISK-1"].state == "carried"
    assert [finding.id for finding in found["RISK-1"].findings] == ["overdue-risk-assessment"]


def test_a_point_reaches_its_readers_or_is_not_carried(tmp_path: Path) -> None:
    """A passage that only staff can read does not carry a point whose readers are members."""
    own = tmp_path / "templates" / "pages" / "rules.md.j2"
    own.parent.mkdir(parents=True)
    for name in ("rules", "rules-11-to-17", "young-code", "parents", "statement"):
        (own.parent / f"{name}.md.j2").write_text("Be kind to each other, here and anywhere else.\n")
    staff = (CHECKOUT / "templates" / "pages" / "footprint.md.j2").read_text(encoding="utf-8")
    marked = staff + '\n\n{% call carries("RULES-2") %}\nOur rules.\n{% endcall %}\n'
    (own.parent / "footprint.md.j2").write_text(marked, encoding="utf-8")
    one = states({}, tmp_path)["RULES-2"]
    assert one.state == "not_decided"
    assert [passage.page for passage in one.passages] == ["footprint"]
    assert set(one.missing) == {"members", "families"}


def test_pages_that_print_the_coverage_carry_nothing() -> None:
    for page in PRINT_IT:
        assert "carries(" not in (CHECKOUT / "templates" / "pages" / f"{page}.md.j2").read_text(encoding="utf-8")


def test_a_passage_stands_under_the_heading_above_it_or_the_one_it_opens_with() -> None:
    body = "".join(
        [
            carries("A-1", caller=lambda: "first"),
            "\n\n## Rock &#38; roll\n\n",
            carries("A-2 B-1", caller=lambda: "second"),
            "\n\n## Own {: #mine }\n\n",
            carries("A-3", caller=lambda: "\n## Title\n\nthird\n"),
            carries("A-4", caller=lambda: " \n"),
            f"\n{carries('B-2')}\n## Below\n\n- one\n  {carries('B-3', 'B-4')}\n  - two\n",
            f"\n- {carries('B-6')} in an item\n- {carries('B-7')}\n",
            f"\n{carries('B-5')}\n\nThe line below the mark has no words.\n",
        ]
    )
    plain, found = take_marks(body, "page", "Title")
    assert [(one.points, one.heading, one.anchor) for one in found] == [
        (("A-1",), "", ""),
        (("A-2", "B-1"), "Rock & roll", "rock-roll"),
        (("A-3",), "Title", "title_1"),
        (("B-2",), "Below", "below"),
        (("B-3", "B-4"), "Below", "below"),
        (("B-6",), "Below", "below"),
    ]
    assert not re.search("[\ue000-\ue003]", plain)
    assert plain.endswith("\n\n- one\n  - two\n\n- in an item\n- \n\nThe line below the mark has no words.\n")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_below_a_mark_stands_what_it_marks_and_no_condition(template: Path) -> None:
    """What a condition leaves out would be nothing, and the mark would stand on whatever comes next.

    In an item of a list that hangs on one condition, the mark stands inside it, before the words that it marks.
    """
    lines = template.read_text(encoding="utf-8").splitlines()
    for number, (line, below) in enumerate(pairwise([*lines, ""]), 1):
        if re.match(r" *(?:[-*]|\d+\.) \{% if .*%\}\{\{ carries\((?:(?!\}\}).)*\) \}\} [*\w]", line):
            continue
        if "{{ carries(" in line:
            assert line.strip().endswith(") }}"), f"{template.name}:{number}: a mark stands on a line of its own"
            assert below.strip(), f"{template.name}:{number}: nothing stands below this mark"
            assert not below.strip().startswith("{%"), f"{template.name}:{number}: use a call block above a condition"


@each_organisation
def test_every_link_of_the_report_leads_to_a_place_that_exists(
    organisation: str, renderer_of: Callable[[str], Renderer]
) -> None:
    renderer = renderer_of(organisation)
    ids: dict[str, set[str]] = {PROOF_FILE: set(), REVIEWS_CALENDAR: set()}  # beside the pages, with tests of their own
    rendered = {"../staff/": renderer.pages("staff"), "": renderer.pages("leaders")}
    for prefix, pages in rendered.items():
        for page in pages:
            html = to_html(page.markdown)
            suffix = ".html" if prefix else ".md"
            ids[prefix + page.page.path.removesuffix(".md") + suffix] = set(re.findall(r'id="([^"]+)"', html))
    for page in rendered[""]:
        for path, anchor in re.findall(r"\]\((?!https?:|mailto:|tel:|sms:)([^)#]*)#?([^)]*)\)", page.markdown):
            target = path or page.page.path
            assert target in ids, (page.page.id, path)
            assert not anchor or anchor in ids[target], (page.page.id, path, anchor)


def test_the_command_says_it_in_words_and_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = workspace_of("football-club", tmp_path)

    def said(*more: str) -> str:
        with pytest.raises(SystemExit) as ended:
            main(["-C", str(folder), "coverage", "--today", str(TODAY), *more])
        assert ended.value.code == 0
        return capsys.readouterr().out

    data = json.loads(said("--json"))
    assert {point["id"] for point in data["points"]} == set(POINTS)
    assert sum(data["counts"].values()) == len(POINTS)
    assert set(data["counts"]) == set(STATES)
    words = said()
    for state, number in data["counts"].items():
        assert f"{number:5} {STATES[state]}" in words
    assert "LEAD-1 Name one child protection lead" in words


def test_where_every_member_is_of_18_and_over_pictures_of_children_do_not_arise(tmp_path: Path) -> None:
    file = with_one_age_group(tmp_path) / "site_config" / "answers.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("from: 9,", "from: 18,"), encoding="utf-8")
    image = next(one for one in Renderer(load_pack(tmp_path, TODAY)).coverage() if one.point.id == "IMAGE-1")
    assert (image.state, image.passages, image.findings) == ("not_applicable", (), ())
