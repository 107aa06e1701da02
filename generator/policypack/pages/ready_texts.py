"""Ready texts: what an organisation pastes into its places online, each made to fit there.

A text is built from sentences. Where it is too long for its place, sentences get shorter or go, the least important
first, until it fits; the help numbers are what is left at the last. No word and no number is ever cut. The texts are
for everybody, so that they are built from answers that everybody may see (invariant 3).
"""

from __future__ import annotations

from dataclasses import dataclass
from string import Formatter
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from policypack.facts.ways import where_said
from policypack.pages.items import stretches_ahead
from policypack.pages.naming import in_sentence
from policypack.text.english import days
from policypack.text.escaping import escape_markdown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from policypack.answers.model import Item
    from policypack.content.text_rules import TextId, TextRule, Times
    from policypack.pages.view import View

_WIDE = 0x10FF
"""Characters above this one count as two on X (emoji, Chinese, typographic quotes); so they do here, everywhere."""
_LINK = 23
"""X counts any web address as this many characters, so that a shorter one counts as more than it has."""


@dataclass(frozen=True, slots=True)
class ReadyText:
    """A text as it can be pasted.

    title: what it is called. allowed: the most characters that the platform takes; None where no source says.
    """

    id: TextId
    title: str
    text: str
    allowed: int | None

    @property
    def length(self) -> int:
        """How many characters the text has, counted as the strictest platform counts them."""
        return length(self.text)

    def html(self) -> Markup:
        """Return the text for a block of HTML on a Markdown page, each line as a line."""
        return Markup("<br>\n").join(escape_markdown(line) for line in self.text.split("\n"))


def ready_texts(rules: Sequence[TextRule], view: View, account: Item) -> list[ReadyText]:
    """Build the texts for one place online.

    rules: the kinds of text. view: the answers as everybody sees them. account: an item of ``online.accounts``.
    Returns no text where the platform has no room for one, or where it is not decided.
    """
    platform = view.value(view.answers.catalogue.questions["online.accounts.platform"], account)
    if platform is None:
        return []
    scope = view.answers.scope(account, view.seen)
    qid, item = where_said(scope, "times")
    times = view.value(view.answers.catalogue.questions[qid], item)
    state = _state_of(times)
    names = _names(view, times)
    found = []
    for rule in rules:
        if platform.kind not in rule.kinds or (rule.unless and rule.unless.holds(scope)):
            continue
        parts = [
            (sentence.rank, wordings)
            for sentence in rule.sentences
            if (not sentence.times or state in sentence.times)
            and (sentence.when is None or sentence.when.holds(scope))
            and not (sentence.unless and sentence.unless.holds(scope))
            and (wordings := _filled(sentence.says, names))
        ]
        allowed = getattr(platform.limits, rule.limit, None)
        text = fitted(parts, min(rule.longest, allowed or rule.longest), rule.between)
        found.append(ReadyText(rule.id, rule.title, text, allowed))
    return found


def fitted(parts: Sequence[tuple[int, Sequence[str]]], most: int, between: str) -> str:
    """Join sentences so that they have no more than `most` characters, as far as that can be.

    parts: each with its rank and its wordings, longest first. The highest rank goes first, and of the same rank the
    last. What ranks next is said more shortly before that. Rank 0 never goes.
    """
    chosen = [0] * len(parts)

    def said() -> str:
        return between.join(words[at] for (_, words), at in zip(parts, chosen, strict=True) if at < len(words))

    shorter = [(rank + 1.5, index, 1) for index, (rank, words) in enumerate(parts) for _ in words[1:]]
    gone = [(float(rank), index, len(words)) for index, (rank, words) in enumerate(parts) if rank]
    for _, index, step in sorted([*shorter, *gone], reverse=True):
        if length(said()) > most:
            chosen[index] = min(chosen[index] + step, len(parts[index][1]))
    for index in sorted(range(len(parts)), key=lambda i: parts[i][0]):
        while 0 < chosen[index] < len(parts[index][1]):  # room that was left may do for longer wordings
            chosen[index] -= 1
            if length(said()) > most:
                chosen[index] += 1
                break
    return said()


def length(text: str) -> int:
    """Count characters as the strictest platform does: wide ones as two, a web address as 23 or more."""
    words = text.split() if "https://" in text else []
    links = sum(_LINK - len(word) for word in words if word.startswith("https://") and len(word) < _LINK)
    wide = 0 if text.isascii() else sum(ord(character) > _WIDE for character in text)
    return len(text) + wide + links


def _filled(says: Sequence[str], names: Mapping[str, str | None]) -> list[str]:
    # A wording that names something else than the first one is another way to say it, and not a shorter one.
    first: set[str] | None = None
    found = []
    for wording in says:
        wanted = {name for _, name, _, _ in Formatter().parse(wording) if name}
        if any(names.get(name) is None for name in wanted):
            continue
        first = wanted if first is None else first
        if wanted <= first:
            found.append(wording.format_map(names))
    return found


def _state_of(times: Any) -> Times:
    if times is None:
        return "undecided"
    if not times or not times.are_set:
        return "none"
    return "some" if times.longest_gap() else "always"


def _names(view: View, times: Any) -> dict[str, str | None]:
    said, services = view.sections(), view.answers.catalogue.services
    organisation, people = said["organisation"], said["people"]
    closed = stretches_ahead(said["moderation"].closed, view.answers.today)
    lead = people.lead or people.meanwhile
    counselling = said["adults"].counselling_times
    found: dict[str, Any] = {
        "org": organisation.short_name or organisation.name or "our group",
        "name": organisation.short_name or organisation.name,
        "times": times and times.in_words(),
        "closed": days(*closed[0]) if closed else None,
        "counselling": counselling and counselling.in_words(),
        "site": said["brand"].address,
        "mailbox": said["reporting"].mailbox,
        "our_lead": lead and in_sentence(lead),
        "lead_email": lead and lead.email,
        "lead_phone": lead and lead.phone,
        "emergency": services["emergency-999"].phone,
        "childline": services["childline"].phone,
        "childline_site": services["childline"].web,
        "nspcc": services["nspcc-helpline"].phone,
    }
    return {name: " ".join(str(words).split()) if words else None for name, words in found.items()}
