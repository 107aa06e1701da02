"""Web address: of a page that anybody's browser can open."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit, urlunsplit

from policypack.answers.types.question_type import QuestionType, label_of, quoted_where_misread
from policypack.answers.types.remembered import remembered
from policypack.text.escaping import Text

_LONGEST_ADDRESS = 500


@remembered
def read_web_address(text: str) -> Text:
    """Read a web address that starts with https:// or http://; https:// is put before an address without either."""
    wanted = "a web address is wanted that starts with https://, such as https://www.example.org/page"
    word = text.strip()
    if len(word) > _LONGEST_ADDRESS or not word.isprintable() or re.search(r"[\s<>\"'\\`{}|^]", word):
        raise ValueError(wanted)
    if not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", word):
        word = f"https://{word}"
    try:
        parts = urlsplit(word)
        host, port = parts.hostname or "", parts.port
        host = host.encode("idna").decode("ascii")
    except ValueError as error:
        raise ValueError(wanted) from error
    if parts.scheme.lower() not in ("https", "http") or not re.fullmatch(r"([a-z0-9_-]+\.)+[a-z0-9-]{2,}", host):
        raise ValueError(wanted)
    if parts.username or parts.password:
        raise ValueError("a web address without a name or password in it is wanted")
    place = host if port is None else f"{host}:{port}"
    safe = "/%:@!$&'()*+,;=-._~?"
    path = quote(parts.path, safe=safe)
    return Text(urlunsplit((parts.scheme.lower(), place, path, quote(parts.query, safe), quote(parts.fragment, safe))))


WEB_ADDRESS: QuestionType[Text] = QuestionType(
    field="web address",
    hint="Copy it from the top line of your browser.",
    wanted="",
    in_own_words=False,
    of_one_item=True,
    read=lambda text, *_: read_web_address(text),
    write=lambda value, _: str(value),
    in_yaml=quoted_where_misread,
    in_words=label_of,
    in_form=lambda _: "A web address, with https://",
    examples=lambda example: [example],
    schema=lambda *_: [{"type": "string", "pattern": r"\."}],
)
