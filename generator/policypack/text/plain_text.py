"""Plain text: what a reader of a page reads, one string for each paragraph, heading, list item and cell of a table."""

from __future__ import annotations

from html.parser import HTMLParser

from policypack.text.markdown import to_html

_WITHIN_A_LINE = {"a", "abbr", "b", "bdi", "code", "em", "i", "kbd", "mark", "small", "span", "strong", "time"}
_NO_WORDS = {"script", "style", "svg", "template"}


def plain_text(markdown_source: str) -> list[str]:
    """Return the units of a page's Markdown as a reader reads them; front matter and what has no words are left out."""
    return words_of_html(to_html(markdown_source))


def words_of_html(html: str) -> list[str]:
    """Return the same of a page that is HTML already."""
    words = _Words()
    words.feed(html)
    words.close()
    return [unit for unit in (" ".join(unit.split()) for unit in words.units) if unit]


class _Words(HTMLParser):
    """Collects the words of each block."""

    def __init__(self) -> None:
        super().__init__()
        self.units = [""]
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the parser's
        self._silent += tag in _NO_WORDS
        self._end_of(tag)

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _NO_WORDS
        self._end_of(tag)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.units[-1] += data

    def _end_of(self, tag: str) -> None:
        if tag not in _WITHIN_A_LINE:
            self.units.append("")
