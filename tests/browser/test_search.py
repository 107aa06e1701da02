"""What children, parents and volunteers type into search, and the page that has to come first."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from policypack.content.synonyms import load_synonyms
from policypack.publish.build import build_site
from tests.browser.conftest import ACCESS, EXAMPLE, TODAY, VISITED
from tests.browser.served import Site
from tests.hardening.canaries import answers_of
from tests.organisations import workspace_with
from tests.shipped_text import OURS

HELP, REPORT, PARENTS = "who-can-help.html", "report-a-worry.html", "for-parents-and-carers.html"
PICTURE = "help/nude-picture.html"

EVERYBODY = {
    "bullied": "bullying.html",
    "im being bullied": "bullying.html",
    "buling": "bullying.html",
    "mean to me": "bullying.html",
    "scared": HELP,
    "I am scared": HELP,
    "lonely": HELP,
    "self harm": HELP,
    "suicide": HELP,
    "i want to die": HELP,
    "someone to talk to": HELP,
    "childline": HELP,
    "nudes": PICTURE,
    "he sent me a nude": PICTURE,
    "someone messaged me": REPORT,
    "a stranger messaged me": REPORT,
    "groomed": REPORT,
    "hacked": REPORT,
    "my account was hacked": REPORT,
    "blackmail": PICTURE,
    "blackmailed": PICTURE,
    "who do i tell": REPORT,
    "report": REPORT,
    "my son sends pictures": PARENTS,
    "worried about my child": REPORT,
    "age limit": PARENTS,
    "will you tell my parents": "privacy-and-sharing.html",
    "gdpr": "privacy-and-sharing.html",
    "when are you online": "when-we-are-here.html",
    "opening times": "when-we-are-here.html",
    "rules": "rules/index.html",
    "swearing": "rules/index.html",
    "photo of me": "photos-and-films.html",
    "photos": "photos-and-films.html",
    "my mate wants to die": HELP,
    "my friend wants to die": HELP,
    "unalive": HELP,
    "anorexic": HELP,
    "my dad hits me": HELP,
    "drugs": HELP,
    "therapist": HELP,
    "emergency": HELP,
    "i feel like shit": HELP,
    "raped": REPORT,
    "sextorsion": PICTURE,
    "noods": PICTURE,
    "catfishing": REPORT,
    "doxxed": REPORT,
    "stalking": REPORT,
    "racist": "bullying.html",
    "homophobic": "bullying.html",
}
"""Where each leads on a public site, if the site has that page."""

STAFF = {
    "nudes": "staff/if-you-see/nude-or-sextortion.html",
    "sextortion": "staff/if-you-see/nude-or-sextortion.html",
    "grooming": "staff/if-you-see/grooming.html",
    "suicide": "staff/if-you-see/suicide-or-self-harm.html",
    "a child told me something": "staff/answering-a-concern.html",
    "disclosure": "staff/answering-a-concern.html",
    "incident form": "staff/incident-record.html",
    "friend request from a child": "staff/your-own-accounts.html",
    "childline": HELP,
    "bullied": "bullying.html",
}

_RESULTS = """async ([queries, root]) => {
  const field = document.getElementById("pp-query")
  return queries.map((query) => {
    field.value = query
    field.dispatchEvent(new Event("input"))
    return [...document.querySelectorAll(".pp-search__list a")].map((a) => a.href.slice(root.length).split("#")[0])
  })
}"""


def results(page: Page, site: Site, queries: list[str]) -> dict[str, list[str]]:
    """Type each query into search on the site's first page, and return the pages that it finds."""
    page.goto(site.address + "index.html")
    page.locator(".pp-tool--search").click()
    page.locator("#pp-query").fill("report")
    page.locator(".pp-search__list a").first.wait_for()
    return dict(zip(queries, page.evaluate(_RESULTS, [queries, site.address]), strict=True))


@pytest.mark.parametrize("organisation", VISITED if ACCESS else (EXAMPLE, "gaming-charity"))
@pytest.mark.parametrize(("output", "wanted"), [("site", EVERYBODY), ("staff", STAFF)])
def test_what_people_type_finds_its_page_first(
    page: Page, site: Callable[[str, str], Site], organisation: str, output: str, wanted: dict[str, str]
) -> None:
    here = site(organisation, output)
    there = {query: path for query, path in wanted.items() if path in here.pages}
    assert len(there) > len(wanted) * 0.8
    found = results(page, here, list(there))
    wrong = {query: (path, found[query][:3]) for query, path in there.items() if found[query][:1] != [path]}
    assert not wrong


def test_every_phrase_of_the_list_finds_something_on_the_smallest_site(
    page: Page, site: Callable[[str, str], Site]
) -> None:
    here = site("angling-club", "site")
    phrases = [phrase for row in load_synonyms(OURS) for phrase in row.typed]
    public = [
        phrase for row in load_synonyms(OURS) if "report" in row.pages or "help" in row.pages for phrase in row.typed
    ]
    found = results(page, here, phrases)
    for phrase in public:
        assert found[phrase], phrase
        assert {HELP, REPORT} & set(found[phrase]), phrase


def test_where_nothing_is_found_the_pages_that_help_stand_there_still(page: Page, example: Site) -> None:
    for query, found in results(page, example, ["qqqzzz", "xylophone"]).items():
        assert found[0] == HELP, query
        assert REPORT in found, query
    assert "Nothing found for that. These pages may help." in page.locator(".pp-search__said").inner_text()
    page.locator("#pp-query").fill("")
    assert page.locator(".pp-search__list a").count() == 0


def test_an_organisation_is_found_by_each_word_of_its_name_in_arabic_or_hebrew(
    page: Page, serve: Callable[[Path], Site], tmp_path: Path
) -> None:
    names = ["\u0646\u0627\u062f\u064a \u0627\u0644\u0633\u0628\u0627\u062d\u0629", "\u05e9\u05dc\u05d5\u05dd"]
    for number, name in enumerate(names):
        data = answers_of("angling-club")
        data["organisation"]["name"] = name
        folder = workspace_with(json.dumps(data, ensure_ascii=False), tmp_path / str(number))
        build_site(folder, folder / "site", "public", TODAY)
        here = serve(folder / "site")
        for word, found in results(page, here, name.split()).items():
            assert found, ascii(word)
