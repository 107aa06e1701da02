"""The test organisations: what their pages say, what they never say, and what their leaders are told.

What is expected of each stands in tests/orgs/says/, by the paths of the built pages:

- says: words on a page. never_says: words that are not on it, or (everywhere) on no page of site/ and staff/.
  A path is one of staff/, which holds the public pages too; one of the report starts with report/.
- staff_only: answers that stand in staff/ and in no file of site/. leaders_only: in report/, in neither of the others.
- pages, no_pages: pages that are there or not. findings: some of those that are raised.
- approvable: whether nothing stands in the way of approving the pack.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from html.parser import HTMLParser
from pathlib import Path

import pydantic
import pytest
import yaml

from policypack.content.questions import Audience
from policypack.pack.findings import stands_in_the_way
from policypack.pack.pack import Pack, load_pack
from policypack.pages.render import Renderer
from policypack.publish.build import Built
from policypack.publish.faster.shared_work import Kept
from policypack.publish.files_beside import Site, files_beside
from policypack.publish.report import write_report
from policypack.text.markdown import to_html
from tests.hardening.rounds import SOAK
from tests.organisations import CHECKOUT, ORGANISATIONS, put, workspace_of, workspace_with

TODAY = date(2026, 11, 22)
EVERYWHERE = "everywhere"
OUTPUTS: dict[str, Audience] = {"site": "public", "staff": "staff"}
WHOLE = (
    *("angling-club", "football-club", "gaming-charity", "scout-group"),
    *("support-server", "swimming-club", "youth-theatre"),
)
"""Organisations that are built whole in the short round too, most of them for other tests anyway."""
_WITHIN_A_LINE = {"a", "abbr", "code", "em", "i", "b", "small", "span", "strong", "wbr"}
_SHIPPED = {".css", ".woff2"}
"""How files end that are much the same in every output: most of its bytes."""
_NO_WORDS = {"script", "style", "svg"}
MOVING_UP = (
    "  moving_up: >-\n"
    "    In the week after a birthday that moves them up, a moderator invites the young person to the next group's "
    "channels\n"
    "    and takes them out of the old ones on the same day. Those who turn 18 say goodbye and leave.\n"
)
"""As it stands in the file of the gaming charity."""
WORSE = (
    (
        "gaming-charity",
        {
            MOVING_UP: "  moving_up: none\n",
            "decides: [Community manager, Deputy safeguarding lead]": "decides: none",
            "nspcc-whistleblowing]\n  checked_on: 2026-11-03": "nspcc-whistleblowing]\n  checked_on: none",
            "names_shown: host_name": "names_shown: none",
            "purpose: Building and playing together in a calm world": "purpose: none",
            "who_may_join: Members aged 11 to 17 on our list": "who_may_join: none",
        },
    ),
    (
        "counselling-charity",
        {
            "counselling_supervision: two_weeks": "counselling_supervision: none",
            "counselling_limit: yes": "counselling_limit: no",
            "counselling_ends: number": "counselling_ends: none",
            "messaging: official": "messaging: never",
        },
    ),
    (
        "counselling-charity",
        {
            "counselling_supervision: two_weeks": "counselling_supervision: less_often",
            "counsellors: [Counsellors]": "counsellors: none",
            "also: none": "also: [in_person]",
        },
    ),
    (
        "support-server",
        {
            "members_known_to: few": "members_known_to: none",
            "members_home: child": "members_home: none",
            "contact_home: [as_agreed, unnamed, no_messages]": "contact_home: none",
            "members_names: nickname": "members_names: none",
            "members_outed: leaves": "members_outed: none",
            "    - members_private\n    - adult_members\n": "",
            "platform: discord": "platform: whatsapp-group",
            "photos: no": "photos: yes\n  shared_in: [public]",
        },
    ),
    (
        "village-minis",
        {
            "local_person: Team parent": "local_person: none",
            "cover: County deputy": "cover: none",
            "age_groups: [Midis]": "age_groups: [Minis, Midis]",
        },
    ),
    ("support-server", {"signing: child": "signing: parent", "seen_by: members": "seen_by: everybody"}),
)
"""What these organisations might say otherwise, so that their leaders are told."""


class Expected(pydantic.BaseModel, extra="forbid"):
    """What is expected of one organisation."""

    approvable: bool
    findings: tuple[str, ...]
    pages: tuple[str, ...]
    no_pages: tuple[str, ...]
    says: dict[str, tuple[str, ...]]
    never_says: dict[str, tuple[str, ...]]
    staff_only: tuple[str, ...]
    leaders_only: tuple[str, ...]


class _Words(HTMLParser):
    """Collects what a reader of a page reads, and its description."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _NO_WORDS
        self._space(tag)
        if tag == "meta" and ("name", "description") in attrs:
            self.found += [dict(attrs).get("content") or "", " "]

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _NO_WORDS
        self._space(tag)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.found.append(data)

    def _space(self, tag: str) -> None:
        if tag not in _WITHIN_A_LINE:
            self.found.append(" ")


to_html_once = cache(to_html)
"""A public page is in both outputs."""


@dataclass
class Organisation:
    """One test organisation, built, or rendered alone."""

    name: str
    expected: Expected
    pack: Pack
    folders: dict[str, Path]

    @cached_property
    def pages(self) -> dict[str, str]:
        """The words of each page, by its path."""
        site, report = (_words_in(self.folders[output], f"{output}/") for output in ("site", "report"))
        return site | report | _words_in(self.folders["staff"])

    def bytes_of(self, output: str) -> str:
        """Return all that stands in the files of an output, as text, with numbers written with and without spaces."""
        files = [path for path in sorted(self.folders[output].rglob("*")) if path.is_file()]
        return "\n".join((_read_once if file.suffix in _SHIPPED else _as_read)(file.read_bytes()) for file in files)


def _as_read(data: bytes) -> str:
    text = html.unescape(data.decode("utf-8", errors="ignore"))
    return text + "\n" + re.sub(r"(?<=[0-9]) (?=[0-9])", "", text)


_read_once = cache(_as_read)


def _words_in(folder: Path, before: str = "") -> dict[str, str]:
    found = {}
    for path in folder.rglob("*.html"):
        words = _Words()
        words.feed(path.read_text(encoding="utf-8"))
        found[before + path.relative_to(folder).as_posix()] = " ".join("".join(words.found).split())
    return found


def rendered(name: str, folder: Path) -> Built:
    """Write the pages of an organisation and what lies beside them without MkDocs, which takes half of a build."""
    renderer = Renderer(load_pack(workspace_of(name, folder), TODAY))
    for output, audience in OUTPUTS.items():
        for page in renderer.pages(audience):
            title, description = html.escape(page.page.title), html.escape(page.page.description)
            head = f'<title>{title}</title><meta name="description" content="{description}">\n'
            put(folder, f"{output}/{page.page.path.replace('.md', '.html')}", head + to_html_once(page.markdown))
        for path, data in files_beside(Site(renderer, audience)):
            put(folder, f"{output}/{path}", data)
    write_report(renderer, folder / "report", Kept())
    return Built(renderer, {output: folder / output for output in (*OUTPUTS, "report")})


def expected_of(name: str) -> Expected:
    text = (CHECKOUT / "tests" / "orgs" / "says" / f"{name}.yml").read_text(encoding="utf-8")
    return Expected.model_validate(yaml.safe_load(text))


@pytest.fixture(scope="session", params=ORGANISATIONS)
def organisation(
    request: pytest.FixtureRequest, built_of: Callable[[str], Built], tmp_path_factory: pytest.TempPathFactory
) -> Organisation:
    name = str(request.param)
    built = built_of(name) if SOAK or name in WHOLE else rendered(name, tmp_path_factory.mktemp(name))
    return Organisation(name, expected_of(name), built.pack, built.folders)


def test_its_pages_say_what_follows_from_its_answers(organisation: Organisation) -> None:
    assert sum(len(words) for words in organisation.expected.says.values()) >= 10
    for path, wanted in organisation.expected.says.items():
        for words in wanted:
            assert words in organisation.pages[path], (path, words, organisation.pages[path])


def test_its_pages_never_say_what_does_not_follow(organisation: Organisation) -> None:
    assert sum(len(words) for words in organisation.expected.never_says.values()) >= 8
    for where, unwanted in organisation.expected.never_says.items():
        everywhere = [path for path in organisation.pages if not path.startswith("report/")]
        for path in everywhere if where == EVERYWHERE else (where,):
            for words in unwanted:
                assert words not in organisation.pages[path], (path, words)


def test_what_is_for_fewer_readers_stands_in_no_file_of_a_wider_output(organisation: Organisation) -> None:
    site, staff, report = (organisation.bytes_of(output) for output in ("site", "staff", "report"))
    for answer in organisation.expected.staff_only:
        assert answer not in site, answer
        assert answer in staff, answer
    for answer in organisation.expected.leaders_only:
        assert answer not in site, answer
        assert answer not in staff, answer
        assert answer in report, answer


def test_it_has_the_pages_that_apply_to_it(organisation: Organisation) -> None:
    assert set(organisation.expected.pages) <= set(organisation.pages)
    assert not set(organisation.expected.no_pages) & set(organisation.pages)


def test_its_leaders_are_told_what_its_answers_reveal(organisation: Organisation) -> None:
    found = {finding.id for finding in organisation.pack.findings}
    assert set(organisation.expected.findings) <= found, set(organisation.expected.findings) - found
    report = organisation.pages["report/index.html"]
    for finding in organisation.pack.findings:
        if not finding.undecided:
            assert " ".join(finding.title.split()) in report, finding.id


def test_it_is_a_draft_that_can_be_approved_once_nothing_urgent_is_open(organisation: Organisation) -> None:
    blockers = stands_in_the_way(organisation.pack.findings)
    assert (not blockers) == organisation.expected.approvable, [finding.id for finding in blockers]
    assert organisation.pack.approval is None
    for page in organisation.pack.pages_of("staff"):
        note = "Draft. We have not agreed this yet." if page.kind == "policy" else "We are still finishing our rules."
        assert note in organisation.pages[page.path.replace(".md", ".html")], page.id


def test_every_finding_that_we_ship_is_raised_by_one_of_them(tmp_path: Path) -> None:
    packs = [load_pack(workspace_of(name, tmp_path / name), TODAY) for name in ORGANISATIONS]
    for number, (name, changes) in enumerate(WORSE):
        answers = (CHECKOUT / "tests" / "orgs" / f"{name}.yml").read_text(encoding="utf-8")
        for given, instead in changes.items():
            assert given in answers, given
            answers = answers.replace(given, instead)
        packs.append(load_pack(workspace_with(answers, tmp_path / f"worse-{number}"), TODAY))
    raised = {finding.id for pack in packs for finding in pack.findings}
    assert {rule.id for rule in packs[0].catalogue.finding_rules} <= raised


def test_each_has_its_expectations_and_none_is_left_over() -> None:
    said = sorted(path.stem for path in (CHECKOUT / "tests" / "orgs" / "says").glob("*.yml"))
    assert said == ORGANISATIONS
