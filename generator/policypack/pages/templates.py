"""Page templates: the engine that fills them in, and what every one of them can use."""

from __future__ import annotations

import traceback
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2

import policypack
from policypack.answers.signposting import by_nations
from policypack.base.problems import ProblemsFoundError, one_problem
from policypack.base.workspace import shipped
from policypack.facts.reading_now import coded_days, coded_times, left_out_days
from policypack.files.template_cache import compiled_templates
from policypack.pages.chosen import Nothing, says
from policypack.pages.items import (
    has_fact,
    in_nation,
    nobody_of_ages,
    not_over,
    platforms_with_ages,
    said_by,
    stretches_ahead,
)
from policypack.pages.naming import as_title, does, our
from policypack.pages.qr_code import qr_code, to_scan
from policypack.pages.sandbox import Sandbox
from policypack.pages.template_lines import TemplateLines
from policypack.pages.week_picture import day_bars
from policypack.text import english
from policypack.text.articles import with_article
from policypack.text.escaping import escape_attribute, escape_url, paragraphs, printed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markupsafe import Markup

    from policypack.base.workspace import Workspace


_READ = (".j2", ".svg")
"""How the names of what templates read end: themselves, and icons."""


def templates_of(workspace: Workspace) -> jinja2.Environment:
    """Return the engine for the templates of a workspace: ours, and the organisation's own in their place."""
    folders = tuple(workspace.folders("templates"))
    own = sorted(file for folder in folders[:-1] for file in folder.rglob("*") if file.suffix in _READ)
    return _environment(folders, tuple(own))


@lru_cache(maxsize=4)
def _environment(folders: tuple[Path, ...], own: tuple[Path, ...]) -> jinja2.Environment:  # noqa: ARG001
    """Return the engine for templates in these folders. It keeps what it read, and reads anew what has changed.

    own: the organisation's templates. Where there is one more, it may take the place of one that was read.
    """
    engine = _engine_for(folders)
    environment = engine(
        loader=jinja2.FileSystemLoader(folders),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_printed,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do", TemplateLines],
        bytecode_cache=compiled_templates([shipped("templates")], [jinja2, policypack], f"pages in {engine.__name__}"),
    )
    environment.filters |= {
        "paragraphs": paragraphs,
        "attribute": escape_attribute,
        "url": escape_url,
        "tel": english.tel,
        "day": english.day,
        "days": english.days,
        "when": english.when,
        "not_over": not_over,
        "stretches_ahead": stretches_ahead,
        "in_nation": in_nation,
        "by_nations": by_nations,
        "platforms_with_ages": platforms_with_ages,
        "said_by": said_by,
        "coded_times": coded_times,
        "coded_days": coded_days,
        "left_out_days": left_out_days,
        "listed": english.listed,
        "bare": english.bare,
        "qr_code": qr_code,
        "to_scan": to_scan,
        "day_bars": day_bars,
        "possessive": english.possessive,
        "with_article": with_article,
        "our": our,
        "as_title": as_title,
        "does": does,
        "says": says,
    }
    environment.tests |= {
        "said_none": lambda value: isinstance(value, Nothing),
        "decided": lambda value: value is not None,
        "fact": has_fact,
        "without_ages": nobody_of_ages,
    }
    return environment


def whole_files_of(workspace: Workspace) -> jinja2.Environment:
    """Return the engine for templates that are whole HTML files: the report's pages, the file for a phone."""
    folders = workspace.folders("templates")
    engine = _engine_for(folders)
    return engine(
        loader=jinja2.FileSystemLoader(folders),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        extensions=[TemplateLines],
        bytecode_cache=compiled_templates([shipped("templates")], [jinja2, policypack], f"files in {engine.__name__}"),
    )


def _engine_for(folders: Sequence[Path]) -> type[jinja2.Environment]:
    """Return which engine fills in templates of these folders: where some are the organisation's own, a sandbox."""
    return jinja2.Environment if len(folders) == 1 else Sandbox


def _printed(value: Any) -> Markup | str:
    # A name that nothing has says so itself, in words that name it.
    return str(value) if isinstance(value, jinja2.Undefined) else printed(value)


def filled(environment: jinja2.Environment, name: str, variables: dict[str, Any]) -> str:
    """Fill in a template. An organisation may have templates of its own, so a fault in one is a problem."""
    with faults_said(environment.loader.searchpath, name):  # type: ignore[union-attr] # it loads from folders
        return environment.get_template(name).render(variables)


@contextmanager
def faults_said(folders: Sequence[str | Path], name: str) -> Iterator[None]:
    """Raise ProblemsFoundError for a fault in a template that is filled in meanwhile, with its file and line.

    folders: in which templates may have faults. name: of the template, or of the folder where many are filled in, for
    faults that name none themselves. Whatever is no fault of a template is raised as it is.
    """
    try:
        yield
    except jinja2.TemplateNotFound as error:
        one_problem(f"templates/{error.name}", "this template is missing")
    except jinja2.TemplateSyntaxError as error:
        shown = _shown(error.filename or "", folders) or f"templates/{error.name}"
        one_problem(shown, f"the template cannot be read: {error.message}", line=error.lineno)
    except Exception as error:
        frames = [(frame, _shown(frame.filename, folders)) for frame in traceback.extract_tb(error.__traceback__)]
        inside = [(shown, frame.lineno) for frame, shown in frames if shown]
        nameless = isinstance(error, _IN_ANY_TEMPLATE) and any("jinja2" in frame.filename for frame, _ in frames)
        if isinstance(error, ProblemsFoundError) or not folders or not (inside or nameless):
            raise
        shown, line = inside[-1] if inside else (f"templates/{name}", None)
        said = "it goes round in circles" if isinstance(error, RecursionError) else str(error) or type(error).__name__
        one_problem(shown, f"the template cannot be filled in: {said}", line=line)


_IN_ANY_TEMPLATE = (UnicodeError, OSError, RecursionError, MemoryError)
"""What reading a template raises without naming it: of another encoding, no file to open, nested too deep."""


def _shown(file: str, folders: Sequence[str | Path]) -> str:
    """Return how a template's file is named to its author; "" for any other file."""
    inside = next((Path(file).relative_to(folder) for folder in folders if Path(file).is_relative_to(folder)), None)
    return "" if inside is None else f"templates/{inside.as_posix()}"
