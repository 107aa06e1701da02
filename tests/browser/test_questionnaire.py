"""The questionnaire in a real Chromium: by mouse, by keyboard alone, and without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Locator, Page

from policypack.base.workspace import Workspace
from policypack.publish.build import build_all
from policypack.publish.phone_file import PHONE_FILE
from policypack.questionnaire.engine import Engine
from tests.browser.axe import SPACE, violations, violations_but_of_colours, violations_of_colours
from tests.browser.chromium import follows
from tests.browser.conftest import ACCESS
from tests.browser.served import PHONE, SMALLEST, WIDE
from tests.organisations import workspace_of, workspace_with
from tests.questionnaire.counting import said
from tests.questionnaire.forms import CATALOGUE, TODAY, Form, main_form
from tests.questionnaire.served import Served, served
from tests.questionnaire.walking import Walk

_STICKS_OUT = """() => [document.documentElement, ...document.querySelectorAll("main *")]
  .filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".hidden, .skip"))
  .map((e) => e.outerHTML.slice(0, 100))"""

_AWAY = """(one) => {
  const name = (e) => e.type === "radio" ? e.name : e
  const stops = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), textarea, summary, iframe")]
    .filter((e) => e.checkVisibility() && !e.disabled)
    .filter((e, at, all) => e.type !== "radio" || all.findIndex((other) => name(other) === name(e)) === at)
  const from = stops.findIndex((e) => name(e) === name(document.activeElement)) // its chosen one
  return [one === document.activeElement ? 0 : stops.indexOf(one) - from, getComputedStyle(one).outlineStyle]
}"""
"""How often Tab has to be pressed to come to an element, by the order in which they stand; below 0 back to it."""


ANSWERED = [("scout-group", False, 150)] if ACCESS else [("angling-club", True, 25)]
"""Who answers, whether only the quick path, and more than how many questions that are: in the short round a club that
says little, yet to questions of every type of the quick path."""


class Somebody:
    """Answers with the mouse; complaints are what the console said, asked what was asked of other hosts."""

    def __init__(self, page: Page, folder: Path, server: Served) -> None:
        self.page = page
        self.folder = folder
        self.complaints: list[str] = []
        self.elsewhere: list[str] = []
        page.emulate_media(reduced_motion="reduce")  # else a click waits until the page has scrolled to the button
        page.route("**/draft?*", lambda route: route.fulfill(body=""))  # the drafts have tests of their own
        self._origin = server.origin
        self.listens_to(page)
        page.goto(server.address)

    def listens_to(self, page: Page) -> None:
        page.on("response", lambda answer: self.complaints.append(answer.url) if answer.status >= 400 else None)
        page.on(
            "console", lambda said: self.complaints.append(said.text) if said.type in {"error", "warning"} else None
        )
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda asked: self._ours(asked.url, self._origin))

    def _ours(self, address: str, origin: str) -> None:
        if not address.startswith((origin, "data:", "about:")):
            self.elsewhere.append(address)

    def presses(self, button: str) -> None:
        """Press a button or follow a link that looks like one, and wait for the page that comes."""
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            self.press(self.page.locator("main button, main a.button").filter(has_text=button).first)

    def press(self, what: Locator) -> None:
        what.click()

    # What a walk needs of a window (tests/questionnaire/walking.py)

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self._origin)

    @property
    def heading(self) -> str:
        return " ".join(self.page.locator("h1").first.inner_text().split())

    @property
    def title(self) -> str:
        return self.page.title()

    @property
    def text(self) -> str:
        return self.page.locator("main").inner_text()

    @property
    def form(self) -> Form:
        return main_form(self.page.content())

    def follows(self, text: str) -> None:
        self.presses(text)

    def sends(self, button: str, answers: list[str] | None = None, **others: Any) -> None:
        """Answer what stands there: others by the name of their field, `answers` on the page of one question."""
        wanted = {"answer": [one for one in answers or [] if one], **others}
        for name, raw in wanted.items():
            if name == "file":
                self.page.locator("input[type=file]").set_input_files(self.folder / "site_config" / raw[1])
                continue
            for value in [raw] if isinstance(raw, str) else raw:
                field = self.page.locator(f'main [name="{name}"]:not([type=hidden])')
                if field.first.get_attribute("type") in ("radio", "checkbox"):
                    self.ticks(name, value)
                else:
                    self.writes(field.first, value)
        self.presses(button)
        assert not self.title.startswith("Error"), self.text

    def ticks(self, name: str, value: str) -> None:
        box = self.page.locator(f'main input[name="{name}"][value="{value}"]')
        self.press(self.page.locator(f'label[for="{box.get_attribute("id")}"]'))

    def writes(self, field: Locator, text: str) -> None:
        field.fill(text)


class AtTheKeyboard(Somebody):
    """Tab, the arrows, Space and Enter alone; every stop on the way has to be seen."""

    def _tabs_to(self, what: Locator) -> None:
        for _ in range(20):
            away, ring = what.evaluate(_AWAY)
            if not away:
                assert ring != "none", "the focus is seen"
                return
            for _ in range(abs(away)):
                self.page.keyboard.press("Tab" if away > 0 else "Shift+Tab")
        raise AssertionError(f"Tab does not reach {what}")

    def press(self, what: Locator) -> None:
        self._tabs_to(what)
        self.page.keyboard.press("Enter")

    def ticks(self, name: str, value: str) -> None:
        boxes = self.page.locator(f'main input[name="{name}"]')
        wanted = boxes.and_(self.page.locator(f'[value="{value}"]'))
        if wanted.get_attribute("type") == "checkbox":
            self._tabs_to(wanted)
            self.page.keyboard.press("Space")
            return
        self._tabs_to(boxes.first)  # none is chosen yet, so Tab stops at the first
        self.page.keyboard.press("Space")
        for _ in range(boxes.count()):
            if wanted.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError((name, value))

    def writes(self, field: Locator, text: str) -> None:
        self._tabs_to(field)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)


@pytest.fixture
def run(tmp_path: Path) -> Iterator[tuple[Path, Served]]:
    folder = workspace_with("# nothing yet\n", tmp_path / "run")
    with served(folder) as server:
        yield folder, server


def says_more(folder: Path) -> Path:
    """Let the angling club have times and a number, which it has not: they are asked about in ways of their own."""
    file = folder / "site_config" / "answers.yml"
    text = file.read_text(encoding="utf-8")
    if "  times: none\n" in text:
        text = text.replace("  times: none\n", "  times: Sat 8am-10am\n", 1)
        text = text.replace("      phone: none\n", "      phone: 01632 960321\n", 1)
        file.write_text(text, encoding="utf-8")
    return folder


def answers_all(somebody: Somebody, organisation: str, folder: Path, quick: bool) -> int:
    """Have somebody answer all that an organisation answers, on the screens that they meet.

    Returns how many answers are on the disk then; each is what the organisation said.
    """
    source = Engine(Workspace.at(says_more(workspace_of(organisation, folder / "source"))), CATALOGUE, TODAY)
    somebody.presses("Start with the quick path" if quick else "Answer all of it")
    walk = Walk(somebody, somebody.folder, source).all()
    found, wanted = said(Engine(Workspace.at(somebody.folder), CATALOGUE, TODAY)), said(source)
    assert {qid: value for qid, value in found.items() if value != wanted.get(qid)} == {}
    assert sum(page.startswith("/screen/") for page in walk.pages) > 5, "several questions stand on one screen"
    assert somebody.complaints == []
    assert somebody.elsewhere == []
    return len(found)


@pytest.mark.parametrize("way", [*([Somebody] if ACCESS else []), AtTheKeyboard])
@pytest.mark.parametrize(("organisation", "quick", "least"), ANSWERED)
def test_all_is_answered(  # noqa: PLR0913, PLR0917 - pytest hands them in
    page: Page,
    run: tuple[Path, Served],
    way: type[Somebody],
    organisation: str,
    quick: bool,
    least: int,
    tmp_path: Path,
) -> None:
    assert answers_all(way(page, *run), organisation, tmp_path, quick) > least


@pytest.mark.parametrize(("organisation", "quick", "least"), ANSWERED)
def test_all_is_answered_with_the_mouse_and_the_pages_are_built_without_javascript(  # noqa: PLR0913, PLR0917 - as above
    page_without_scripts: Page, run: tuple[Path, Served], organisation: str, quick: bool, least: int, tmp_path: Path
) -> None:
    somebody = Somebody(page_without_scripts, *run)
    assert answers_all(somebody, organisation, tmp_path, quick) > least
    somebody.presses("Make the pages")
    somebody.page.get_by_text("The pages are made.").wait_for()  # it says how far it is until then
    assert (somebody.folder / "site" / "index.html").is_file()


def test_the_built_pages_work_inside_the_questionnaire_as_they_do_at_home(
    page: Page, copy_of: Callable[[str], Path]
) -> None:
    folder = copy_of("swimming-club")
    with served(folder) as server:
        somebody = Somebody(page, folder, server)
        somebody.page.goto(f"{server.origin}/end")
        for link, others in (("See your site", ("/rules/",)), ("See the staff pages", ("/staff/staff/",))):
            with page.context.expect_page() as opened:
                somebody.page.get_by_role("link", name=link).click()
            site = opened.value
            site.wait_for_url(re.compile(r":\d+/(site|staff)/"))
            beside = "/".join(site.url.split("/")[:3])
            assert beside != server.origin
            somebody.listens_to(site)
            site.reload(wait_until="load")
            assert site.evaluate("document.documentElement.className") == "js", "the script at the top has run"
            site.locator("[aria-controls=pp-search]").first.click()
            site.locator("#pp-query").fill("bullying")
            site.locator(".pp-search__list a").first.wait_for()
            hrefs = site.evaluate("[...document.links].map((one) => one.href)")
            for part in others:
                site.goto(next(href for href in hrefs if part in href))
                assert site.locator("h1").first.is_visible()
                if part == "/staff/staff/":
                    site.goto(f"{beside}/staff/{PHONE_FILE}")
                    styled = "getComputedStyle(document.querySelector('header')).fontWeight"
                    assert site.evaluate(styled) == "700", "its styles stand in the page itself"
            site.close()
    assert somebody.complaints == []
    assert not [address for address in somebody.elsewhere if not address.startswith(f"{beside}/")]


DANCE = """
const said = []
const tries = {
  open: async (questions) => {
    const other = window.open(questions + "/question/organisation.name")
    await new Promise((done) => setTimeout(done, 1500))
    return other.document.querySelector("[name=answer]").value
  },
  fetch: async (questions) => (await fetch(questions + "/question/organisation.name", {credentials: "include"})).text(),
  send: async (questions) => {
    const body = new URLSearchParams({answer: "Evil", token: "x"})
    const sent = {method: "POST", mode: "no-cors", credentials: "include", body}
    await fetch(questions + "/question/organisation.name", sent)
    throw new Error("was sent, and the answer cannot be read")
  },
  frame: async (questions) => {
    const frame = document.createElement("iframe")
    frame.src = questions + "/question/organisation.name"
    document.body.append(frame)
    await new Promise((done) => setTimeout(done, 1000))
    return frame.contentDocument.querySelector("[name=answer]").value
  },
  opener: async () => window.opener.document.title,
  cookie: async () => document.cookie || (() => { throw new Error("no cookie") })(),
}
document.addEventListener("click", async (event) => {
  for (const [name, attempt] of Object.entries(tries)) {
    try {
      said.push(name + ": GOT " + await attempt(event.target.dataset.to))
    } catch (error) {
      said.push(name + ": " + error.name)
    }
  }
  document.querySelector("h1").textContent = said.join("; ")
})
"""


def test_a_script_of_an_own_page_reaches_no_question(page: Page, tmp_path: Path) -> None:
    folder = workspace_of("swimming-club", tmp_path)
    own = folder / "site_config" / "pages" / "public"
    own.mkdir(parents=True)
    (own / "dance.js").write_text(DANCE, encoding="utf-8")
    (own / "dance.md").write_text(
        '# Dance\n\n<button id="go">Dance</button>\n<script src="dance.js"></script>\n', encoding="utf-8"
    )
    build_all(folder, TODAY)
    before = (folder / "site_config" / "answers.yml").read_bytes()
    with served(folder) as server:
        somebody = Somebody(page, folder, server)
        somebody.page.goto(f"{server.origin}/end")
        with page.context.expect_page() as opened:
            somebody.page.get_by_role("link", name="See your site").click()
        site = opened.value
        site.wait_for_url("**/site/**")
        site.goto(site.url.partition("/site/")[0] + "/site/dance.html")
        site.evaluate("(to) => { document.querySelector('#go').dataset.to = to }", server.origin)
        site.locator("#go").click()
        site.locator("h1", has_text="cookie").wait_for()
        said = site.locator("h1").inner_text()
        assert "GOT" not in said, said
        assert said.count(":") == 6, said
        site.evaluate(
            """(to) => {
              const form = Object.assign(document.createElement("form"), {method: "post", action: to})
              form.innerHTML = "<input name=answer value=Evil><input name=token value=x>"
              document.body.append(form)
              form.submit()
            }""",
            f"{server.origin}/question/organisation.name",
        )
        site.wait_for_timeout(500)
        assert (folder / "site_config" / "answers.yml").read_bytes() == before


@pytest.fixture(scope="module")
def club(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Served]]:
    folder = workspace_of("swimming-club", tmp_path_factory.mktemp("club"))
    with served(folder) as server:
        yield folder, server


@pytest.fixture(scope="module")
def club_page(browser: Browser, club: tuple[Path, Served]) -> Iterator[Page]:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(club[1].address)
    yield page
    context.close()


PAGES = {
    "sections": "/",
    "line": "/question/organisation.name",
    "lines": "/question/organisation.aims",
    "one": "/question/organisation.kind",
    "many": "/question/organisation.nations",
    "yes or no": "/question/images.photos",
    "times": "/question/moderation.times",
    "colour": "/question/brand.colour",
    "logo": "/question/brand.logo",
    "services": "/question/signposting.services",
    "inside an item": "/question/people.team.email?item=Club chair",
    "new item": "/question/people.team.role",
    "screen seen again": "/again/organisation.name",
    "group": "/group/people.team",
    "empty group": "/group/adults.own_devices",
    "no page": "/nothing-here",
    "item": "/item/people.team?item=Club chair",
    "copy": "/copy/people.team?item=Club chair",
    "remove": "/remove/people.team?item=Club chair",
    "check": "/check",
    "review": "/review",
    "what the review changes": "/review/changes",
    "findings": "/findings",
    "end": "/end",
    "gone": "/question/no.such",
}


@pytest.mark.parametrize("kind", PAGES)
def test_axe_finds_nothing_on_any_kind_of_page_and_nothing_sticks_out(
    club_page: Page, club: tuple[Path, Served], kind: str
) -> None:
    looks_well(club_page, club[1].origin + PAGES[kind])


def looks_well(page: Page, address: str = "") -> None:
    """Look at a page in light and dark, wide and narrow: in the long round, at all in each width and each colour.

    In the short round all rules are asked once, those of colours by one of each kind of element and in the dark too,
    and those of space where it is least.
    """
    if address:
        page.goto(address, wait_until="load")
    page.evaluate(AXE_SCRIPT)
    for width in (WIDE, PHONE, SMALLEST):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(_STICKS_OUT) == [], width
        for colours in ("light", "dark") if ACCESS or width == WIDE else ("light",):
            page.emulate_media(color_scheme=colours, reduced_motion="reduce")
            assert faults_by_axe(page, width, colours) == [], (width, colours)


def faults_by_axe(page: Page, width: int, colours: Literal["light", "dark"]) -> list[str]:
    """Return what axe finds on an open page that is so wide and in these colours."""
    if ACCESS:
        return violations(page)
    if width != WIDE:
        return violations(page, SPACE) if width == SMALLEST else []
    rest = violations_but_of_colours(page) if colours == "light" else []
    return rest + violations_of_colours(page)


def sends(page: Page) -> None:
    """Press the main button, and wait for the page that comes: it is asked first whether somebody is there."""
    follows(page.locator("main button.main"))


def test_errors_and_what_is_asked_back_look_well_too(club_page: Page, club: tuple[Path, Served]) -> None:
    page = club_page
    page.goto(f"{club[1].origin}/question/brand.address?from=check")
    page.locator("#answer").fill("no address")
    sends(page)
    assert page.title().startswith("Error: ")
    assert page.evaluate("document.activeElement.className") == "problem", "the error is read first"
    looks_well(page)
    page.locator(".problem a").click()
    assert page.evaluate("document.activeElement.id") == "answer"
    page.goto(f"{club[1].origin}/question/moderation.times?from=check")
    page.locator("#answer").fill("Mon 4-6pm")
    sends(page)
    assert page.locator("h1").inner_text() == "Is that right?"
    looks_well(page)


def test_the_times_of_another_place_look_well_and_are_taken_with_one_press(page: Page, tmp_path: Path) -> None:
    folder = workspace_with(
        "made_with: 0.2.0\n"
        "online:\n  accounts: [{name: Our page, platform: facebook-page}, {name: Juniors' chat}]\n"
        "moderation:\n  times: none\n  other_times:\n"
        "    - {account: Our page, differs: [times], times: Tue 7pm-8pm}\n"
        "    - {account: Juniors' chat, differs: [times]}\n",
        tmp_path,
    )
    page.emulate_media(reduced_motion="reduce")
    with served(folder) as server:
        page.goto(server.address)
        page.goto(f"{server.origin}/question/moderation.other_times.times?item=Juniors' chat")
        looks_well(page)
        page.get_by_role("button", name="Same times as Our page").click()
        page.get_by_text("That is: Tuesday, 7pm to 8pm").wait_for()
        looks_well(page)


def test_the_browsers_own_back_leads_through_what_was_asked_back_and_nothing_is_sent_again(
    page: Page, tmp_path: Path
) -> None:
    page.emulate_media(reduced_motion="reduce")
    with served(workspace_of("swimming-club", tmp_path)) as server:
        page.goto(server.address)
        question = f"{server.origin}/question/moderation.times"
        page.goto(question)
        for text in ("whenever", "Mon 4-6pm"):
            page.locator("#answer").fill(text)
            sends(page)
        page.get_by_role("button", name="Yes, that is right").click()
        page.wait_for_url(lambda url: "moderation.times" not in url)
        for heading in ("Is that right?", CATALOGUE.questions["moderation.times"].prompt):
            page.go_back()
            assert page.locator("h1").inner_text() == heading
        page.go_back()
        assert page.url == question
        assert page.locator("#answer").input_value() == "Monday 16:00-18:00"


def test_what_was_written_stays_where_the_questions_were_stopped_meanwhile(page: Page, tmp_path: Path) -> None:
    page.emulate_media(reduced_motion="reduce")
    with served(workspace_of("swimming-club", tmp_path)) as server:
        page.goto(server.address)
        page.goto(f"{server.origin}/question/organisation.aims")
        server.interrupt()
        server.ends()
        page.locator("#answer").fill("A long answer")
        page.locator("main button.main").click()
        page.get_by_role("heading", name="The questions have been stopped").wait_for()
        page.wait_for_function("document.activeElement.hasAttribute('data-gone')")
        assert page.locator("#answer").input_value() == "A long answer"
        looks_well(page)


def test_what_an_answer_reveals_looks_well_above_the_next_question(page: Page, tmp_path: Path) -> None:
    page.emulate_media(reduced_motion="reduce")
    with served(workspace_of("swimming-club", tmp_path)) as server:
        page.goto(server.address)
        page.goto(f"{server.origin}/question/adults.messaging?from=check")
        page.locator("main input[value=own]").check()
        page.locator("main button.main").click()
        page.locator("#raised").wait_for()
        assert "First step: " in page.locator("section.notice").inner_text()
        looks_well(page)


def test_the_draft_follows_what_is_typed_and_back_still_goes_back(page: Page, club: tuple[Path, Served]) -> None:
    folder, server = club
    before = (folder / "site_config" / "answers.yml").read_bytes()
    with served(workspace_of("swimming-club", folder / "own")) as own:
        page.goto(own.address)
        page.goto(f"{own.origin}/question/organisation.name")
        frame = page.frame_locator("iframe")
        frame.locator("h1").wait_for()
        page.locator("#answer").press_sequentially(" of the Three Moons")
        mark = frame.locator("mark#changed")
        mark.wait_for()
        assert page.evaluate("scrollY") == 0, "the frame moves, and not the question"
        assert "Three Moons" in frame.locator("article").inner_text()
        page.go_back()
        assert page.url == f"{own.origin}/"
    assert (folder / "site_config" / "answers.yml").read_bytes() == before
    assert server.origin != own.origin


def test_what_the_last_answer_changed_is_marked_beside_the_next_question(
    page_without_scripts: Page, tmp_path: Path
) -> None:
    page = page_without_scripts
    with served(workspace_of("swimming-club", tmp_path)) as server:
        page.goto(server.address)
        page.goto(f"{server.origin}/question/organisation.name?from=check")
        page.locator("#answer").fill("Club of Two Suns")
        page.locator("main button.main").click()
        page.goto(f"{server.origin}/question/organisation.name")
        frame = page.frame_locator("iframe")
        assert "Club of Two Suns" in " ".join(frame.locator("mark").all_inner_texts())
        assert frame.locator("script").count() == 0
        page.goto(f"{server.origin}/question/people.lead")
        assert "Your last answer also changed" in frame.locator(".pp-strip").inner_text()


def test_a_colour_is_seen_while_it_is_chosen(club_page: Page, club: tuple[Path, Served]) -> None:
    club_page.goto(f"{club[1].origin}/question/brand.colour")
    with club_page.expect_response(lambda answer: "/colours.svg?of=%23ff0000" in answer.url) as drawn:
        club_page.locator("#answer").fill("#ff0000")
    text = drawn.value.text()
    assert 'fill="#ff0000"' in text
    assert club_page.locator("input[type=color]").input_value() == "#ff0000"


def test_a_picture_that_is_too_large_is_not_even_sent(
    club_page: Page, club: tuple[Path, Served], tmp_path: Path
) -> None:
    large = tmp_path / "large.png"
    large.write_bytes(b"x" * 50_000_000)
    club_page.goto(f"{club[1].origin}/question/brand.logo")
    club_page.locator("input[type=file]").set_input_files(large)
    assert club_page.locator("[data-too-large]").is_visible()
    assert club_page.locator("input[type=file]").input_value() == ""
