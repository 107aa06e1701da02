"""Shortcuts: all that is here only to save time, with what each saves, and the switch with which it is left.

Nothing that is written hangs on one: a test builds an organisation with each of them and with none, and finds the same
bytes. What MkDocs is spared stands in ``publish/faster/``; the others stand where the work is that they spare, and ask
here whether they are taken. What saves less than a fiftieth goes out. ``python -m tests.benchmarks.shortcuts`` measures
them.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

SWITCH = "POLICYPACK_LONG_WAY"
"""The environment variable that says which shortcuts are not taken: ``all``, or names with commas between them."""


@dataclass(frozen=True, slots=True)
class Shortcut:
    """Something that is done only to save time.

    name: for the switch. where: the module that takes it, in ``policypack/``. saves: how much longer what takes without
    it, in the processor's time, or in its instructions where other work blurred the time (a small club, all the other
    shortcuts taken, 28 November 2026).
    """

    name: str
    where: str
    saves: str

    @property
    def taken(self) -> bool:
        """Whether it is taken: always, unless the switch names it."""
        left = os.environ.get(SWITCH, "")
        return not left or (left != "all" and self.name not in left.split(","))


RARE_GARBAGE = Shortcut("rare-garbage", "cli/main.py", "3 % of a build, 6 % of a check")
"""Garbage is looked for rarely: a command is short."""
NO_LAST_GARBAGE = Shortcut("no-last-garbage", "cli/main.py", "9 % of a build, 10 % of a check")
"""Garbage is not looked for as a command ends, among all that it leaves."""
USUAL_EMAIL = Shortcut("usual-email", "answers/types/email.py", "4 % of a build")
"""An address of the usual form is read without email-validator, which takes long to import."""
REMEMBERED_TEXTS = Shortcut(
    "remembered-texts", "answers/types/remembered.py", "50 % of an answer with 25 places online"
)
"""A text that was read as an answer is not read again: after each answer the whole file is."""
ONE_COUNTRY = Shortcut("one-country", "facts/bank_holidays.py", "6 % of a build that promises answers in working days")
"""Of the 250 countries of `holidays`, only the United Kingdom is imported."""
KEPT_CONTENT = Shortcut("kept-content", "content/kept_content.py", "7 % of a build, 20 % of a check")
"""Shipped data is kept, read and checked, from one run to the next."""
KEPT_TEMPLATES = Shortcut("kept-templates", "files/template_cache.py", "110 % of a build")
"""Compiled templates, ours and the theme's, are kept from one run to the next."""
ONE_ENVIRONMENT = Shortcut("one-environment", "publish/faster/theme_templates.py", "4 % of a preview's build")
"""The theme's template environment is made once: MkDocs and its plugins ask for it again and again."""
NO_ICONS = Shortcut("no-icons", "publish/faster/theme_templates.py", "13 % of a build")
"""The theme's 14,500 icons are not listed: they are hidden files, which MkDocs would list and then leave out."""
SHARED_PAGES = Shortcut("shared-pages", "publish/faster/shared_work.py", "9 % of a build")
"""A public page, which is in both sites, is turned into HTML once."""
KEPT_PAGES = Shortcut("kept-pages", "publish/faster/kept_pages.py", "25 % of a build, where nothing has changed")
"""A page that says what it said in the last build is not turned into HTML again."""
USUAL_BLOCKS = Shortcut("usual-blocks", "text/fast_markdown.py", "7 % of a build")
"""Of the usual blocks of Markdown, Python-Markdown does not ask which of eighteen kinds they are."""
PLAIN_TEXTS = Shortcut("plain-texts", "text/fast_markdown.py", "5 % of a build")
"""Nor of a text without a sign of Markdown, which of fourteen patterns is in it."""
REPEATED_TEXTS = Shortcut(
    "repeated-texts",
    "text/fast_markdown.py",
    "1 % of a build, 40 % of turning 50 places online into HTML",
)
"""Nor a second time of a text that stands several times on a page, or on several."""
UNCHANGED_CONTENT = Shortcut(
    "unchanged-content",
    "publish/faster/shared_work.py",
    "4 % of a preview's build, 50 % with content of one's own",
)
"""A preview does not look anew at what the product knows where none of its files has changed."""

SHORTCUTS = (
    RARE_GARBAGE,
    NO_LAST_GARBAGE,
    USUAL_EMAIL,
    REMEMBERED_TEXTS,
    ONE_COUNTRY,
    KEPT_CONTENT,
    KEPT_TEMPLATES,
    ONE_ENVIRONMENT,
    NO_ICONS,
    SHARED_PAGES,
    KEPT_PAGES,
    USUAL_BLOCKS,
    PLAIN_TEXTS,
    REPEATED_TEXTS,
    UNCHANGED_CONTENT,
)
"""All of them."""
