"""Why our words changed: whatever says otherwise than in the last release has a reason."""

from __future__ import annotations

import yaml

from policypack.base.versions import VERSION, as_numbers, is_older
from policypack.base.workspace import Workspace
from policypack.content.releases import load_release
from policypack.content.version_notes import load_version_notes, notes_since, reasons_since, rows_named
from tests.organisations import CHECKOUT
from tests.released import RELEASES, said_by, words_of

OURS = Workspace.at(CHECKOUT)
KINDS = {"page": "pages", "partial": "partials", "rule": "rules", "finding": "findings"}


def changed_since(release: str) -> set[tuple[str, str]]:
    """Return what a release had, and says other words now, as kind and name."""
    before = yaml.safe_load((RELEASES / f"{release}.yml").read_text(encoding="utf-8"))
    now = said_by(CHECKOUT)
    return {
        (kind, name)
        for kind, rows in KINDS.items()
        for name, fingerprint in now[rows].items()
        if before[rows].get(name, fingerprint) != fingerprint
    }


def test_whatever_says_other_words_than_the_last_release_is_named_by_a_note() -> None:
    """One note may be for many; name what stands here in one of content/version_notes.yml, with its reason."""
    last = max((path.stem for path in RELEASES.glob("*.yml")), key=as_numbers)
    assert sorted(changed_since(last) - rows_named(notes_since(OURS, last))) == []


def test_a_changed_word_is_seen_and_changed_logic_and_layout_are_not() -> None:
    """A fingerprint that never changed, or changed with each reflow, would be of no use."""
    text = 'Ring {{ number }}.\n{% if late %}{{ "Not at night" if x else "" }}{% endif %}\n'
    assert words_of(text) == words_of(
        '{# why #}Ring \\\n{{ other }}.\n{% if not early %}{{ "Not at night" }}{% endif %}'
    )
    assert words_of(text) != words_of(text.replace("Ring", "Call"))
    assert words_of(text) != words_of(text.replace("Not at", "Never at"))


def test_no_note_is_of_a_version_to_come() -> None:
    """Nobody would read it."""
    assert [note.id for note in load_version_notes(OURS) if is_older(VERSION, note.version)] == []


def test_reasons_are_those_of_later_versions_by_page_partials_among_them() -> None:
    """A page has the reasons of the notes that name it, and of those that name a partial whose words it has."""
    reasons = reasons_since(OURS, "0.1.0")
    assert len(reasons["streams"]) == len(set(reasons["streams"])) > 0
    cards = next(note for note in load_version_notes(OURS) if note.id == "cards-for-the-moment")
    assert cards.reason in reasons["card-hate"]
    assert reasons_since(OURS, VERSION) == {}


def test_a_release_knows_what_it_asked_and_an_older_one_stands_in_for_a_later() -> None:
    """The record nearest before counts: not every version has one."""
    release = load_release(OURS, "0.1.9")
    assert release is not None
    assert release.version == "0.1.0"
    assert "people.lead" in release.questions
    assert "images.stream_stop" not in release.questions
    assert load_release(OURS, "0.0.1") is None
