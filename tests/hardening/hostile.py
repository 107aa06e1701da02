"""Hostile text: what somebody could write to make a page hold more than text, and what slips in by accident."""

from __future__ import annotations

from hypothesis import strategies as st

# ruff: noqa: E501 - a list of oddities reads best in few lines
PIECES = [
    # HTML
    "<b>", "</p></div>", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<!-- ", "-->", "<![CDATA[", "]]>",
    "<?php ", "<svg/onload=x>", "<iframe src=//evil.example>", "<style>*{}</style>", "<base href=//x>", "<details open>",
    "<div markdown=1>", "</script>", "<a href='javascript:x'>", "<meta http-equiv=refresh content=0>", "&lt;b&gt;", "&#60;b&#62;",
    "&amp;amp;", "&nbsp;", "&#0;", "&#x1F;", "&NewLine;", "&copy", "' onclick='x", '" onmouseover="x', "`onx=`", "<", ">", "&",
    # Jinja
    "{{ 7*7 }}", "{% raw %}", "{% endcall %}", "{# x #}", "{%", "}}", "{{ config }}", "${x}", "{name}", "{0}", "{lead}", "%(x)s", "%s",
    # Markdown and its extensions
    "# h", "## h", "1. x", "2) x", "- x", "* x", "+ x", "> x", "    x", "\tx", "---", "***", "===", "```", "~~~", "`x`", "**x**",
    "__x__", "*x", "_x_", "~~x~~", "^^x^^", "==x==", "++x++", "[x](javascript:x)", "![x](http://x.example/p.png)", "[x]: http://x",
    "[x][y]", "[TOC]", "[^1]", "[^1]: x", "*[HTML]: x", "{: .x #y onclick=x }", "{: style=x }", "| a | b |", "|---|", "||",
    "!!! note", "??? note", "???+ x", '!!! danger "x"', ": x", ":smile:", "--8<-- 'x'", "$$x$$", "\\(x\\)", "\\", "\\*", "\\<b>",
    "<http://x.example>", "http://x.example", "mailto:x@y.example", "<x@y.example>", "x@y.example", "===== x", "x  ", "term",
    "=== \"Tab\"", "/// x", "```python exec", "~", "^", "#", "!", "!x", "![", "](", ")[", "+++", "-->x",
    # the passages' own marks, YAML, URLs
    "\ue000POINT-1\ue001", "[[points:x]]", "<!--carries", "no", "yes", "null", "~", "0123", "12:30", "1e3", "2026-11-22", "&a x",
    "*a", "!!python/object:x", "a: b", "- a", "|", ">-", "? x", "@x", "%YAML", "---", "...", "<<: *x", "javascript:alert(1)",
    "data:text/html,x", "//evil.example", "file:///etc/passwd", "tel:999", "../../x", "x.md", "index.md#x", "https://[::1", "%00",
    "%3Cscript%3E",
    # characters that are not seen, or turn text around, or pile up
    "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u202e", "\u202a", "\u2066", "\u2069", "\u200f", "\u061c", "\u2028",
    "\u2029", "\x85", "\x00", "\x01", "\x07", "\x1b[31m", "\x7f", "\x0b", "\x0c", "\r", "\ufffe", "\uffff", "\ufffc", "\ufff9", "\ue000",
    "\U000e0041", "\u3164", "\u2800", "\u034f", "a" + "\u0301" * 40, "\u0301", "\U0010ffff", "\u202f", "\u00a0", "\u3000",
    # people's own words
    "O'Neill & Sons", "St. Mary's", "Ll\u0177n a'r \u0174yl", "\u0646\u0627\u062f\u064a \u0627\u0644\u0633\u0628\u0627\u062d\u0629",
    "\u05e9\u05dc\u05d5\u05dd 123", "\U0001f3ca\u200d\u2640\ufe0f", "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "U-18s", "50%", "24/7", "\u4f60\u597d", "\u212a", "\u0130", "\ufb01", "\u1e9e", "Se\u00e1n \u00d3 N\u00e9ill",
]  # fmt: skip
"""Each of them alone can be an answer too."""

pieces = st.sampled_from(PIECES)
any_text = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30)
long_words = st.sampled_from(["a", "\u202e", "<", "{{", "\u0646", "a" + "\u0301", "&#"]).map(
    lambda part: (part * 100_000)[:100_000]
)
texts = st.one_of(
    pieces,
    st.lists(st.one_of(pieces, pieces, any_text, st.just(" "), st.just("word")), min_size=1, max_size=6).map("".join),
    st.lists(pieces, min_size=2, max_size=4).map(" ".join),
    any_text,
)
"""A text: a piece, pieces side by side, or any characters."""

emails = st.one_of(
    st.text(st.sampled_from("ab.!#$%&'*+-/=?^_`{|}~\u00e9\u05d0"), min_size=1, max_size=12).map(
        lambda name: f"{name}@hidden.example"
    ),
    st.text(st.sampled_from("ab.!#$%&'*+-/=?^_`{|}~\u00e9\u05d0"), min_size=1, max_size=12).map(
        lambda name: f"{name}@hidden.org"
    ),
    texts,
)
addresses = st.one_of(
    st.text(st.sampled_from("ab/.!#$%&'()*+,-:;=?@[]_~^`{|}<>\\\"\u00e9\u05d0\u202e "), max_size=20).map(
        lambda path: f"https://www.hidden.org/{path}"
    ),
    st.sampled_from(
        ["javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "//x.example", "https://a@x.org", "x.org:99999"]
    ),
    texts,
)
