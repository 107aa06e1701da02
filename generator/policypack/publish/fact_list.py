"""The list of known facts: as plain text for a person to go through in an hour, or as JSON for another program."""

from __future__ import annotations

import json
import textwrap
from itertools import groupby
from typing import TYPE_CHECKING

from policypack.content.known_facts import CERTAINTIES, least_sure_first
from policypack.text.english import day

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from policypack.content.known_facts import Certainty, KnownFact
    from policypack.content.sources import Source

_WIDTH = 78
_HEADINGS: dict[Certainty, str] = {
    "old": "Old: no source of the two years before it was read",
    "undated": "Undated: no source says of when it is",
    "confirmed": "Confirmed: in the guidance, or in a source of the two years before it was read",
}


def facts_text(facts: Iterable[KnownFact], today: date) -> str:
    """List facts under how sure they are: what each says, where it stands, when it was read, and its sources."""
    ordered = least_sure_first(facts)
    wanting = sum(fact.wants_a_look_on(today) for fact in ordered)
    intro = (
        f"{len(ordered)} facts of the world outside. {wanting} want a look: they are old or undated, or were read more "
        f"than a year before {day(today)}. The least sure and longest unread come first."
    )
    blocks = [textwrap.fill(intro, _WIDTH)]
    for sure, of_it in groupby(ordered, key=lambda fact: fact.sure):
        found = [_fact_text(fact, today) for fact in of_it]
        blocks += [f"{_HEADINGS[sure]} ({len(found)})", *found]
    return "\n\n".join(blocks)


def _fact_text(fact: KnownFact, today: date) -> str:
    lines = [
        *textwrap.wrap(fact.what, _WIDTH, initial_indent="  * ", subsequent_indent="    "),
        *textwrap.wrap(fact.says, _WIDTH, initial_indent="    ", subsequent_indent="    "),
        f"    {fact.kind}, {fact.file}: {fact.id}. Read on {day(fact.seen)}, {_ago(fact.age_on(today))}.",
    ]
    for source in fact.sources:  # an address is not broken, so that it can be opened
        lines += textwrap.wrap(_source_text(source), _WIDTH, initial_indent="    - ", subsequent_indent="      ")
        lines += [f"      {source.url}"] if source.url else []
    return "\n".join(lines)


def _source_text(source: Source) -> str:
    return f"{source.named}, {source.date or 'no date'}"


def _ago(days: int) -> str:
    return "1 day ago" if days == 1 else f"{days} days ago"


def facts_json(facts: Iterable[KnownFact], today: date) -> str:
    """Return the same facts in the same order as JSON."""
    ordered = least_sure_first(facts)
    data = {
        "today": today.isoformat(),
        "counts": {sure: sum(fact.sure == sure for fact in ordered) for sure in CERTAINTIES},
        "facts": [_as_data(fact, today) for fact in ordered],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _as_data(fact: KnownFact, today: date) -> dict[str, object]:
    return {
        "kind": fact.kind,
        "file": f"content/{fact.file}",
        "id": fact.id,
        "what": fact.what,
        "says": fact.says,
        "sure": fact.sure,
        "seen": fact.seen.isoformat(),
        "age_in_days": fact.age_on(today),
        "wants_a_look": fact.wants_a_look_on(today),
        "sources": [{"name": one.named, "url": one.url, "date": one.date} for one in fact.sources],
    }
