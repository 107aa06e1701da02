"""Faults that come up while MkDocs builds, said with the organisation's own file in place of a traceback."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from mkdocs.exceptions import Abort, MkDocsException

from policypack.base.problems import ProblemsFoundError, one_problem
from policypack.pages.templates import faults_said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


def abort_for(error: Exception, own_page: str | None, own_templates: Sequence[Path]) -> Abort | None:
    """Return what ends a build with a word about an own file; None where the fault is none of theirs.

    own_page: the own page that MkDocs was at. own_templates: the folders of own templates.
    """
    try:
        with _own_page_said(own_page), faults_said(own_templates, "theme"):
            raise error
    except ProblemsFoundError as problems:
        abort = Abort(str(problems))
        abort.__cause__ = problems
        return abort
    except Exception:
        return None


def problems_within(error: BaseException) -> ProblemsFoundError | None:
    """Return the problems that an error of MkDocs' kinds was raised for; None where there are none."""
    found: BaseException | None = error
    while found is not None and not isinstance(found, ProblemsFoundError):
        found = found.__cause__ or found.__context__
    return found


@contextmanager
def _own_page_said(page: str | None) -> Iterator[None]:
    """Raise ProblemsFoundError with the name of the own page at which something that is no complaint was raised."""
    try:
        yield
    except (Abort, MkDocsException, ProblemsFoundError):
        raise
    except Exception as error:
        if page is None:
            raise
        if isinstance(error, UnicodeError):
            one_problem(page, "this file is not saved as UTF-8; save it again as UTF-8")
        said = "what is in it lies too deep inside each other" if isinstance(error, RecursionError) else str(error)
        one_problem(page, f"this page cannot be built ({said}); look at the lines between --- at its top, and at lists")
