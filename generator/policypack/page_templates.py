"""Page templates: the engine that fills them in, and what every one of them can use."""

from __future__ import annotations

import traceback
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2

from policypack import words
from policypack.compiled_templates import compiled_templates
from policypack.escaping import escape_attribute, escape_url, paragraphs, printed
from policypack.problems import one_problem
from policypack.qr_code import qr_code
from policypack.reading_now import coded_days, coded_times
from policypack.view import NOTHING, HiddenAnswerError, not_over
from policypack.week_picture import day_bars
from policypack.workspace import shipped

if TYPE_CHECKING:
    from markupsafe import Markup

    from policypack.pack import Pack


def templates_of(pack: Pack) -> jinja2.Environment:
    """Return the engine for the templates of a pack: ours, and the organisation's own in their place."""
    folders = tuple(pack.workspace.folders("templates"))
    return _environment(folders, tuple(sorted(path for own in folders[:-1] for path in own.rglob("*.j2"))))


@lru_cache(maxsize=4)
def _environment(folders: tuple[Path, ...], own: tuple[Path, ...]) -> jinja2.Environment:  # noqa: ARG001
    """Return the engine for templates in these folders. It keeps what it read, and reads anew what has changed.

    own: the organisation's templates. Where there is one more, it may take the place of one that was read.
    """
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folders),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_printed,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do"],
        bytecode_cache=compiled_templates([shipped("templates")], [jinja2, words]),
    )
    environment.filters |= {
        "paragraphs": paragraphs,
        "attribute": escape_attribute,
        "url": escape_url,
        "tel": words.tel,
        "day": words.day,
        "days": words.days,
        "not_over": not_over,
        "coded_times": coded_times,
        "coded_days": coded_days,
        "listed": words.listed,
        "bare": words.bare,
        "qr_code": qr_code,
        "day_bars": day_bars,
        "possessive": words.possessive,
        "in_sentence": words.in_sentence,
    }
    environment.tests |= {
        "said_none": lambda value: value is NOTHING,
        "decided": lambda value: value is not None,
    }
    return environment


def _printed(value: Any) -> Markup | str:
    # A name that nothing has says so itself, in words that name it.
    return str(value) if isinstance(value, jinja2.Undefined) else printed(value)


def filled(environment: jinja2.Environment, name: str, variables: dict[str, Any]) -> str:
    """Fill in a template. An organisation may have templates of its own, so a fault in one is a problem."""
    try:
        return environment.get_template(name).render(variables)
    except jinja2.TemplateSyntaxError as error:
        one_problem(f"templates/{error.name}", f"the template cannot be read: {error.message}", line=error.lineno)
    except jinja2.TemplateNotFound as error:
        one_problem(f"templates/{error.name}", "this template is missing")
    except (jinja2.TemplateError, HiddenAnswerError, TypeError, AttributeError, LookupError, ValueError) as error:
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".j2")]
        if not frames:
            raise
        file = Path(frames[-1].filename)
        folder = next(Path(place) for place in environment.loader.searchpath if file.is_relative_to(place))  # type: ignore[union-attr]
        shown = f"templates/{file.relative_to(folder).as_posix()}"
        one_problem(shown, f"the template cannot be filled in: {error}", line=frames[-1].lineno)
