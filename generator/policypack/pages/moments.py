"""Moments: an earlier day with what the pages said on it, and what they were made from, to hold today against.

There are two kinds: an approval, with the words that were agreed, and the last build, with the words that went out.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from policypack import __version__
from policypack.content.rows import Row, load_row
from policypack.pack.approval import ANSWERS, RECORD, WORDS, Approval
from policypack.pack.earlier_answers import earlier_answers
from policypack.pages.page_words import HtmlMade, PageWords, as_text, content_code, own_code, read_words, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policypack.answers.model import Answers
    from policypack.pack.pack import Pack
    from policypack.pages.rendering import Rendering

Kind = Literal["approval", "build"]


class BuildRecord(Row):
    """What the last build was made with.

    date: the day that it was made for. policypack: the version; content: a code of what it knew; own: of the
    organisation's own content and templates. approval: the folder of the approval that counted then, or "".
    """

    date: dt.date
    policypack: str
    content: str
    own: str = ""
    approval: str = ""


@dataclass(frozen=True)
class Moment:
    """An earlier day.

    words: what each page said, by its id. answers: as they were, as far as they can still be read. approval: the record
    that counted then. The rest is as in :class:`BuildRecord`.
    """

    kind: Kind
    day: dt.date
    words: Mapping[str, PageWords]
    answers: Answers | None
    approval: Approval | None
    policypack: str
    content: str
    own: str

    def markdown_of(self, renderer: Rendering) -> dict[str, str]:
        """Return what to hold against this moment, by page: an approval agreed words, and a build published pages."""
        pages = renderer.by_id().values()
        return {one.page.id: one.says if self.kind == "approval" else one.markdown for one in pages}


def moment_of_approval(pack: Pack, approval: Approval) -> Moment | None:
    """Return the moment of an approval; None for one by version 0.1.0, which kept no words.

    Raises ProblemsFoundError where its words cannot be read.
    """
    folder = approval.folder
    if folder is None:
        return None
    words = read_words(folder / WORDS, pack.workspace.root)
    answers = earlier_answers(pack, folder, approval.date)
    return Moment(
        "approval", approval.date, words, answers, approval, approval.policypack, approval.content, approval.own
    )


def moment_of_last_build(pack: Pack) -> Moment | None:
    """Return the moment of the last build; None before there is one. Raises ProblemsFoundError where it is damaged."""
    folder, root = pack.workspace.last_build, pack.workspace.root
    if not (folder / RECORD).is_file():
        return None
    record: BuildRecord = load_row(pack.workspace, folder / RECORD, BuildRecord)[0]
    words = read_words(folder / WORDS, root)
    answers = earlier_answers(pack, folder, record.date)
    approval = next((one for one in pack.approvals if one.name == record.approval), None)
    return Moment("build", record.date, words, answers, approval, record.policypack, record.content, record.own)


def files_of_this_build(
    renderer: Rendering, answers: str, known: Mapping[str, PageWords], html: HtmlMade
) -> dict[str, str]:
    """Return the files of the moment of a build, by name.

    answers: the text of their file. known: words before it. html: as for :func:`policypack.pages.page_words.words_of`.
    """
    pack = renderer.pack
    record = {
        "date": pack.today.isoformat(),
        "policypack": f'"{__version__}"',
        "content": content_code(),
        "own": own_code(pack.workspace) or '""',
        "approval": f'"{pack.approval.name if pack.approval else ""}"',
    }
    about = "# What the last build was made with, so that the next one can say what has changed.\n"
    return {
        ANSWERS: answers,
        WORDS: as_text(words_of(renderer, known=known, html=html)),
        RECORD: about + "".join(f"{name}: {value}\n" for name, value in record.items()),
    }
