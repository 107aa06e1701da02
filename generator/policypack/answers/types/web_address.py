"""Web address: of a page that anybody's browser can open, without what only tracks who opens it."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit, urlunsplit

from policypack.answers.types.question_type import QuestionType, label_of, quoted_where_misread
from policypack.answers.types.remembered import remembered
from policypack.text.escaping import Text
from policypack.text.hidden import as_seen

_LONGEST_ADDRESS = 500
_WANTED = "a web address is wanted that starts with https://, such as https://www.example.org/page"
_COPY = "open the page, and copy its address from the top line of your browser"
_TRACKS = re.compile(
    r"utm_\w+|mtm_\w+|pk_(?:campaign|source|medium|kwd)|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid"
    r"|igshid|igsh|mc_cid|mc_eid|mkt_tok|_hsenc|_hsmi|vero_id|oly_anon_id|oly_enc_id|mibextid|li_fat_id",
    re.IGNORECASE,
)
"""Names of parts behind the ? that tell who clicked where, and that no page needs to be shown.

Not `ref`, `source`, `si` or `t`: on some sites they say which page it is (a branch, a booking, a place in a film).
"""
_NOT_IN_ADDRESSES = {
    '"': 'a quote mark (")',
    "\\": "a backslash (\\)",
    "`": "a backtick (`)",
    "|": "an upright line (|)",
    "^": "a circumflex (^)",
    "<": "a bracket (<)",
    ">": "a bracket (>)",
    "{": "a bracket ({)",
    "}": "a bracket (})",
}
_AT_ITS_END = {".": "a full stop", ",": "a comma", ";": "a semicolon"}
_SAFE = "/%:@!$&'()*+,;=-._~?"


@remembered
def read_web_address(text: str) -> Text:
    """Read a web address that starts with https:// or http://; https:// is put before an address without either.

    A slash that is missing is put in, a full stop behind it and what tracks readers are taken off.
    Raises ValueError with the fault that was found, and what is wanted.
    """
    if len(text) > _LONGEST_ADDRESS:
        raise ValueError(f"an address of at most {_LONGEST_ADDRESS} characters is wanted; this has {len(text)}")
    word = as_seen(text).strip("<> \u201c\u201d\u2018\u2019")
    if len(word) > 1 and word[0] == word[-1] and word[0] in "\"'":
        word = word[1:-1]
    word = re.sub(r"^(https?):?/+(?=[^/])", r"\1://", word, flags=re.IGNORECASE).removeprefix("//")
    word = re.sub(r"^((?:https?://)?[^/?#]+?)[.,;]+$", r"\1", word)
    _refuse_faults(word)
    if not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:(?!\d)", word):
        word = f"https://{word}"
    try:
        parts = urlsplit(word)
        host, port = parts.hostname or "", parts.port
        host = host.encode("idna").decode("ascii")
    except ValueError as error:
        raise ValueError(_WANTED) from error
    if parts.scheme.lower() not in ("https", "http"):
        raise ValueError(f"{_WANTED}; this one starts with {parts.scheme}:")
    if parts.username or parts.password:
        raise ValueError("a web address without a name or password in it is wanted")
    if not re.fullmatch(r"([a-z0-9_-]+\.)+[a-z0-9-]{2,}", host):
        raise ValueError(f"{_WANTED}; {host or 'nothing'} is no name of a website")
    place = host if port is None else f"{host}:{port}"
    query = quote(without_tracking(parts.query), _SAFE)
    return Text(
        urlunsplit((parts.scheme.lower(), place, quote(parts.path, _SAFE), query, quote(parts.fragment, _SAFE)))
    )


def without_tracking(query: str) -> str:
    """Return what stands behind the ? of an address without the parts that only track who opens it."""
    return "&".join(part for part in query.split("&") if not _TRACKS.fullmatch(part.partition("=")[0]))


def _refuse_faults(word: str) -> None:
    if found := re.match(r"@[\w.-]+", word):
        raise ValueError(f"{found[0]} is a name and no address; {_COPY}")
    if re.fullmatch(r"(?:mailto:)?[^\s@/:]+@[^\s@/]+", word):
        raise ValueError(f"this is an email address; {_WANTED}")
    if len(several := re.findall(r"https?://\S+", word)) > 1 and " " in word:
        raise ValueError(f"two addresses stand here, and one is wanted: {' or '.join(several[:2])}")
    if " " in word and "." not in word:
        raise ValueError(f"these are words and no address; {_COPY}")
    if " " in word:
        raise ValueError(f"a space stands in it, behind “{word.partition(' ')[0]}”; {_COPY}")
    if wrong := next((one for one in word if one in _NOT_IN_ADDRESSES), None):
        raise ValueError(f"{_NOT_IN_ADDRESSES[wrong]} stands in it, and an address has none; {_COPY}")
    if word[-1:] in (".", ",", ";"):
        raise ValueError(
            f"{_AT_ITS_END[word[-1]]} stands at its end; take it off, or write %{ord(word[-1]):02X} if it belongs there"
        )
    if not word.isprintable():
        raise ValueError(f"a character that cannot be shown stands in it; {_COPY}")


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
