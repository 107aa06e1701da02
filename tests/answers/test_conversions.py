"""Each conversion of what an earlier version wrote, and the line that says which version did."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policypack.answers.conversions import STEPS, convert, data_of
from policypack.answers.versions import MADE_WITH, VERSION_LINE, refuse_newer, version_of, with_version, without_version
from policypack.base.problems import ProblemsFoundError
from policypack.base.versions import VERSION, is_older
from policypack.base.workspace import Workspace
from policypack.files.yaml_nodes import parse_yaml
from policypack.readers.schedule import parse_weekly_times
from tests.organisations import CHECKOUT, ORGANISATIONS

if TYPE_CHECKING:
    from pathlib import Path


def converted(text: str, version: str = "0.1.0") -> object:
    node, _ = convert(parse_yaml(text, "answers.yml"), version)
    return data_of(node)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("ages: {kept_apart: y}", {"ages": {"kept_apart": "yes"}}),
        ("ages: {kept_apart: False}", {"ages": {"kept_apart": "no"}}),
        ("adults: {second_adult: true, support: N}", {"adults": {"second_adult": "yes", "support": "no"}}),
        ("moderation: {times: Tue 6-8}", {"moderation": {"times": "Tuesday, 6am to 8am"}}),
        ("moderation: {times: Tue 6pm-8pm}", {"moderation": {"times": "Tue 6pm-8pm"}}),
        ("moderation: {times: Sun 9pm-8pm}", {"moderation": {"times": "Sun 9pm-8pm"}}),
        (
            "moderation: {other_times: [{account: A, times: Sat 10-12}, {account: B}]}",
            {
                "moderation": {
                    "other_times": [{"account": "A", "times": "Sat 10-12", "differs": ["times"]}, {"account": "B"}]
                }
            },
        ),
        (
            "images: {livestreams: no, live_consent: parent}",
            {"images": {"livestreams": "no", "live_consent": "parent"}},
        ),
        (
            "images: {livestreams: yes, live_consent: parent}",
            {"images": {"livestreams": "yes", "live_consent": "parent", "stream_consent": "parent"}},
        ),
    ],
)
def test_each_step_changes_what_it_is_for_and_nothing_else(before: str, after: object) -> None:
    """What is written here was taken by 0.1.0; what it could not mean otherwise stays as it is."""
    assert converted(before) == after


@pytest.mark.parametrize(
    ("text", "read_by_0_1_0"),
    [
        ("Mon & Weds 7.30-9", [(0, 450, 540), (2, 450, 540)]),
        ("Wed 6-7, 8-9", [(2, 360, 420), (2, 480, 540)]),
        ("Sat 7:30-9", [(5, 450, 540)]),
        ("Tue and Thu 6-8", [(1, 360, 480), (3, 360, 480)]),
    ],
)
def test_hours_without_am_or_pm_stay_what_0_1_0_printed(text: str, read_by_0_1_0: list[tuple[int, int, int]]) -> None:
    """The spans stand here as 0.1.0 read them; somebody is asked to look, for they may have meant the evening."""
    _, done = convert(parse_yaml(f"moderation: {{times: '{text}'}}", ""), "0.1.0")
    (one,) = done
    spans = parse_weekly_times(str(one.now)).spans
    assert [(span.day, span.start, span.end) for span in spans] == read_by_0_1_0
    assert one.look


@pytest.mark.parametrize("organisation", ORGANISATIONS)
def test_what_is_written_as_it_is_now_is_converted_to_itself(organisation: str) -> None:
    """A file of the last days of 0.1.0, without the line, has no answer changed."""
    text = (CHECKOUT / "tests" / "orgs" / f"{organisation}.yml").read_text(encoding="utf-8")
    node = without_version(parse_yaml(text, organisation))
    after, done = convert(node, "0.1.0")
    added = [one for one in done if one.was != one.now]
    assert all(one.was is None for one in added)
    again, more = convert(after, "0.1.0")
    assert data_of(again) == data_of(after)
    assert [one for one in more if one.was != one.now] == []


@given(st.recursive(st.text("ynox6- ", max_size=6), lambda one: st.lists(one) | st.dictionaries(st.sampled_from(
    ["moderation", "times", "other_times", "account", "images", "livestreams", "live_consent", "ages", "kept_apart"]
), one)))  # fmt: skip
def test_no_data_of_whatever_shape_breaks_a_step(data: object) -> None:
    """A step meets files that hold anything in the place of an answer."""
    for step in STEPS:
        list(step.edits(data))  # type: ignore[arg-type]


def test_a_step_is_done_once_for_files_of_before_its_version_and_keeps_the_lines() -> None:
    """What stands in a file of a step's own version is never touched by it; a problem names the line in the file."""
    text = "moderation:\n\n  times: Tue 6-8\n"
    assert all(is_older("0.1.0", step.version) and not is_older(VERSION, step.version) for step in STEPS)
    assert converted(text, VERSION) == {"moderation": {"times": "Tue 6-8"}}
    node, _ = convert(parse_yaml(text, ""), "0.1.0")
    assert node.line_of(("moderation", "times")) == 3


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# Ours\norganisation: {name: Club}\n",
        "{organisation: {name: Club}}\n",
        "---\norganisation:\n  name: Club\n",
        "made_with: 0.1.0 # ours\norganisation:\n  name: Club\n",
        "organisation:\n  name: Club\nmade_with: '0.1.5'\n",
    ],
)
def test_the_line_is_put_in_whatever_the_layout_and_once(text: str) -> None:
    """Whatever the file looks like, it names this version afterwards, and says all else as before."""
    after = with_version(text)
    node = parse_yaml(after, "")
    assert version_of(node, "") == VERSION
    assert without_version(node).plain() == without_version(parse_yaml(text, "")).plain()
    assert with_version(after) == after
    assert after.count(MADE_WITH) == 1


def test_a_file_without_the_line_is_of_0_1_0() -> None:
    """The first version wrote none."""
    assert version_of(parse_yaml("organisation: {name: Club}", ""), "") == "0.1.0"
    assert f"{MADE_WITH}: {VERSION}" == VERSION_LINE


@pytest.mark.parametrize(("version", "says"), [("0.10.0", "a newer one"), ("soon", "such as"), ("[1]", "such as")])
def test_a_newer_version_and_what_is_none_are_refused_with_their_line(version: str, says: str) -> None:
    """Versions are compared as numbers: 0.10.0 comes after 0.2.0."""
    with pytest.raises(ProblemsFoundError, match=says) as raised:
        version_of(parse_yaml(f"# Ours\n{MADE_WITH}: {version}\n", ""), "answers.yml")
    assert raised.value.problems[0].line == 2


def test_a_newer_file_is_refused_though_nobody_here_can_read_it(tmp_path: Path) -> None:
    """The line alone is looked for: a file of years to come may be of any form."""
    workspace = Workspace.at(tmp_path)
    workspace.site_config.mkdir()
    workspace.answers_file.write_text(f"{MADE_WITH}: 7.0\n!!new [*form\n", encoding="utf-8")
    with pytest.raises(ProblemsFoundError, match=r"install policypack 7\.0 or a newer one"):
        refuse_newer(workspace)
