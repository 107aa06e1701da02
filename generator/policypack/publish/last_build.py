"""The last build: note what a build published, and what that changed for readers, for the next one to say so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policypack.base.problems import ProblemsFoundError
from policypack.files.atomic import write_whole
from policypack.files.text_files import read_text, write_record
from policypack.pack.journal import ChangedPage, DayOfChanges, journal_text, with_entry
from policypack.pages.differences import differences
from policypack.pages.moments import files_of_this_build, moment_of_last_build
from policypack.pages.page_words import words_of
from policypack.pages.render import Renderer

if TYPE_CHECKING:
    from policypack.pages.moments import Moment
    from policypack.publish.faster.shared_work import Kept


def with_todays_entry(renderer: Renderer) -> tuple[Renderer, Moment | None]:
    """Return a renderer whose pages tell what this build changes, and the moment of the build before it.

    Changes are told once the pack has been agreed: a draft is all change. What only the leaders read is not told, for
    a report says something new each day.
    """
    pack = renderer.pack
    moment = moment_of_last_build(pack)
    if moment is None or pack.approval is None or moment.approval is None:
        return renderer, moment
    now = words_of(renderer, known=moment.words)
    pages = tuple(
        ChangedPage(page.page, page.title, page.audience, page.new, page.gone)
        for page in differences(moment.words, now)
        if page.audience != "leaders"
    )
    journal = with_entry(pack.journal, DayOfChanges(pack.today, pages))
    if journal == pack.journal:
        return renderer, moment
    return renderer.under(replace(pack, journal=journal)), moment


def note_build(renderer: Renderer, moment: Moment | None, kept: Kept) -> str:
    """Write down what a build has published. moment: of the build before it. kept: what it leaves to the next one.

    Returns what is to be said where it cannot be written, else "": the pages are there all the same.
    """
    try:
        _write(renderer, moment, kept)
        kept.keep()
    except ProblemsFoundError as error:
        return f"The pages are built. What they say could not be noted, so that no change is told next time. {error}"
    return ""


def _write(renderer: Renderer, moment: Moment | None, kept: Kept) -> None:
    workspace = renderer.pack.workspace
    if renderer.pack.journal:
        write_whole(workspace.journal, workspace.root, journal_text(renderer.pack.journal))
    answers = read_text(workspace.answers_file, workspace.root)
    files = files_of_this_build(renderer, answers, moment.words if moment else {}, kept.html_made)
    for name, text in files.items():
        path = workspace.last_build / name
        if not path.is_file() or path.read_bytes() != text.encode():
            write_record(path, workspace.root, text, like=workspace.answers_file)
