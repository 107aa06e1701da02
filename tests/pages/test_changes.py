"""What changes on which page: sentences that are new and those that go, public pages first, told shortly."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from policypack.content.questions import AUDIENCES
from policypack.pack.pack import Pack, load_pack
from policypack.pages.changes import (
    MOST_CHANGES,
    MOST_SENTENCES,
    PageChange,
    changes_in_words,
    changes_since,
    page_changes,
)
from policypack.pages.one_page import RenderedPage
from policypack.pages.render import Renderer
from tests.organisations import workspace_of

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return load_pack(workspace_of("swimming-club", tmp_path_factory.mktemp("club")), TODAY)


def with_text(pack: Pack, old: str, new: str) -> Pack:
    """Return the pack as it is after its owner wrote something else into the answers file."""
    file = pack.workspace.answers_file
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    try:
        return load_pack(pack.workspace.root, TODAY, pack.catalogue)
    finally:
        file.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def after_a_number_changed(before: Pack) -> list[PageChange]:
    return changes_since(before.answers, with_text(before, "01632 960123", "01632 960999"))


def pages_of(pack: Pack) -> dict[str, RenderedPage]:
    renderer = Renderer(pack)
    return {page.id: renderer.page(page) for page in pack.pages}


def of_page(changes: list[PageChange], title: str) -> PageChange:
    return next(change for change in changes if title in change.titles)


def test_each_page_tells_the_sentence_that_is_new_and_the_one_that_goes(
    after_a_number_changed: list[PageChange],
) -> None:
    changes = after_a_number_changed
    change = of_page(changes, "Report a worry")
    assert "You can call 01632 960999 or email welfare@marlpoolswimming.example." in change.new
    assert "You can call 01632 960123 or email welfare@marlpoolswimming.example." in change.gone
    assert (change.kind, change.audience) == ("changed", "public")
    assert all("960999" in text for one in changes for text in one.new), "nothing that stays is told"


def test_pages_for_everybody_come_first_and_the_leaders_last_and_those_with_the_same_change_stand_together(
    after_a_number_changed: list[PageChange],
) -> None:
    changes = after_a_number_changed
    places = [AUDIENCES.index(change.audience) for change in changes]
    assert places == sorted(places)
    assert set(places) == {0, 1, 2}
    assert any(len(change.titles) > 2 for change in changes)
    titles = [(change.audience, title) for change in changes for title in change.titles]
    assert len(titles) == len(set(titles))


def test_a_page_that_comes_or_goes_is_named_without_its_sentences(before: Pack) -> None:
    without, streams = pages_of(before), pages_of(with_text(before, "livestreams: no", "livestreams: yes"))
    new = of_page(page_changes(without, streams), "Live streams")
    assert (new.kind, new.new, new.gone) == ("new", (), ())
    gone = of_page(page_changes(streams, without), "Live streams")
    assert gone.kind == "gone"
    said = dict(changes_in_words([new, gone]))
    assert said == {
        "Live streams (a new page, for everybody)": [],
        "Live streams (no longer there, for everybody)": [],
    }


def test_nothing_is_told_where_nothing_changes_for_a_reader(before: Pack) -> None:
    assert changes_since(before.answers, replace(before)) == []


def test_long_changes_are_told_shortly() -> None:
    sentences = tuple(f"Rule {count}." for count in range(MOST_SENTENCES + 4))
    many = PageChange(("Rules", "Code"), "public", "changed", sentences, ("Old rule.",))
    ((heading, lines),) = changes_in_words([many])
    assert heading == "Rules; Code (for everybody)"
    assert lines == [*(f"New: {text}" for text in sentences[:MOST_SENTENCES]), "New: and 4 more", "Gone: Old rule."]
    everywhere = replace(many, titles=tuple("ABCDEFGHI"))
    assert changes_in_words([everywhere])[0][0] == "A; B; C; D; and 5 more pages (for everybody)"
    said = changes_in_words([many] * (MOST_CHANGES + 2))
    assert len(said) == MOST_CHANGES + 1
    assert said[-1] == ("And 4 more pages", ["Rules; Code; Rules; Code"])
