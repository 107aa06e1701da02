"""Pages: render the Markdown of every page of one output. The second door: :func:`render_pages`."""

from __future__ import annotations

import hashlib
import json
import posixpath
import traceback
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from markupsafe import Markup

from policypack import words
from policypack.clock import HOME
from policypack.compiled_templates import compiled_templates
from policypack.escaping import escape_attribute, escape_markdown, escape_url, paragraphs, printed
from policypack.page_list import PHONE_FILE
from policypack.passages import Carried, carries, take_marks
from policypack.problems import one_problem
from policypack.qr_code import qr_code
from policypack.reading_now import calendar_of, coded_days, coded_times
from policypack.ready_texts import ready_texts
from policypack.risks import assess
from policypack.signposting import services_for
from policypack.view import NOTHING, HiddenAnswerError, View, not_over
from policypack.workspace import shipped

if TYPE_CHECKING:
    from policypack.pack import Pack
    from policypack.page_list import Page
    from policypack.questions import Audience


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page's Markdown with its front matter, the passages that carry out points, and its fingerprint.

    seen: the qids of the answers that it asked for.
    """

    page: Page
    markdown: str
    carried: tuple[Carried, ...]
    fingerprint: str
    waiting: bool
    seen: frozenset[str]


def render_pages(pack: Pack, audience: Audience) -> dict[str, str]:
    """Render the pages of one output.

    audience: public for site/, staff for staff/ (with the public pages), leaders for report/.
    Returns the Markdown of each page, with front matter, by its path. A public page is the same in every output.
    """
    return {rendered.page.path: rendered.markdown for rendered in render(pack, audience)}


def render(pack: Pack, audience: Audience, without: tuple[str, ...] = ()) -> list[RenderedPage]:
    """Render the pages of one output, with what else is known of each, leaving out those with the ids `without`."""
    environment = _templates_of(pack)
    more = _for_leaders(pack) if audience == "leaders" else {}
    pages = []
    for page in pack.pages_of(audience):
        if page.id in without:
            continue
        if page.id not in pack.rendered:
            pack.rendered[page.id] = _render(pack, page, environment, more)
        pages.append(pack.rendered[page.id])
    return pages


def render_one(pack: Pack, page: Page) -> RenderedPage:
    """Render one page that applies, of any audience."""
    if page.id not in pack.rendered:
        environment = _templates_of(pack)
        more = _for_leaders(pack) if page.audience == "leaders" else {}
        pack.rendered[page.id] = _render(pack, page, environment, more)
    return pack.rendered[page.id]


def _templates_of(pack: Pack) -> jinja2.Environment:
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


def _render(pack: Pack, page: Page, environment: jinja2.Environment, more: dict[str, Any]) -> RenderedPage:
    seen: set[str] = set()
    scope = pack.answers.scope(seen=seen)
    view = View(pack.answers, page.audience, seen)
    # A public page is the same in every output, so it links to public pages alone.
    present = {other.id: other for other in pack.pages_of(page.audience)}
    organisation = view.sections()["organisation"]
    variables: dict[str, Any] = {
        **view.sections(),
        "page": page,
        "pack": pack,
        "today": pack.today,
        "org": organisation.short_name or organisation.name or "our group",
        "fact": scope.fact,
        "services_for": partial(services_for, scope),
        "calendar": partial(calendar_of, scope),
        "zone": HOME,
        "always": pack.catalogue.services,
        "has_page": present.__contains__,
        "to": partial(_link, page, present),
        "phone_file": Markup(posixpath.relpath(PHONE_FILE, posixpath.dirname(page.path) or ".")),  # noqa: S704 - ours
        "carries": carries,
        "texts_for": lambda account: ready_texts(pack.ready_texts, View(pack.answers, "public", seen), account.item),
    }
    markdown, carried = take_marks(_filled(environment, page.template, variables | more), page.id, page.title)
    fingerprint = _fingerprint(pack, seen, page)
    waiting = page.kind == "policy" and pack.approval is not None and pack.approval.pages.get(page.id) != fingerprint
    return RenderedPage(page, _assembled(pack, page, markdown, waiting), carried, fingerprint, waiting, frozenset(seen))


def _for_leaders(pack: Pack) -> dict[str, Any]:
    """Return what only the leaders' templates have. What takes long is worked out when a template asks for it."""
    from policypack.coverage import STATES, coverage  # it renders pages in turn

    return {
        "coverage": cache(partial(coverage, pack)),
        "states": STATES,
        "risks_of": lambda account: assess(pack.answers.scope(account.item), pack.risk_rules),
        "risks_everywhere": lambda: assess(pack.answers.scope(), pack.risk_rules),
        "to_staff": partial(_link_to_staff, {page.id: page for page in pack.pages_of("staff")}),
    }


def _filled(environment: jinja2.Environment, name: str, variables: dict[str, Any]) -> str:
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


def _link(page: Page, present: dict[str, Page], target: str, anchor: str = "") -> Markup:
    path = posixpath.relpath(present[target].path, posixpath.dirname(page.path) or ".")
    return Markup(path + (f"#{anchor}" if anchor else ""))  # noqa: S704 - both are ours


def _link_to_staff(present: dict[str, Page], target: str, anchor: str = "") -> Markup:
    """Link from the report into the folder staff/ that a build writes beside it; "" where that has no such page."""
    if target not in present:
        return Markup("")
    path = "../staff/" + present[target].path.removesuffix(".md") + ".html"
    return Markup(path + (f"#{anchor}" if anchor else ""))  # noqa: S704 - both are ours


def _fingerprint(pack: Pack, seen: set[str], page: Page) -> str:
    questions = pack.catalogue.questions
    answers = pack.answers
    said: dict[str, Any] = {}
    for qid in sorted(seen):
        if questions[qid].live:
            continue
        group = qid.rpartition(".")[0]
        if group in questions.by_qid:
            said[qid] = [answers.scope(item).words_of(qid) for item in answers.items(group)]
        elif questions[qid].type == "group":
            said[qid] = [item.name for item in answers.items(qid)]
        elif (questions[qid].choices_from or "").startswith("rules."):
            said[qid] = [rule.id for rule in answers.adopted_rules(qid)]
        else:
            said[qid] = answers.scope().words_of(qid)
    own = pack.workspace.root / "templates" / page.template
    if own.is_file() and own != pack.workspace.folders("templates")[-1] / page.template:
        said["template"] = own.read_text(encoding="utf-8")
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:32]


def _assembled(pack: Pack, page: Page, body: str, waiting: bool) -> str:
    front = {"title": str(escape_attribute(page.title)), "description": str(escape_attribute(page.description))}
    lines = [
        "---",
        *(f"{key}: {json.dumps(value)}" for key, value in front.items()),
        "---",
        "",
        f"# {escape_markdown(page.title)}",
        "",
    ]
    note = _note(pack, page, waiting)
    return "\n".join([*lines, *([note, ""] if note else []), body])


def _note(pack: Pack, page: Page, waiting: bool) -> str:
    if page.kind == "report":
        return ""
    if pack.approval is None and page.kind == "policy":
        return '<p class="pp-note pp-draft"><strong>Draft.</strong> We have not agreed this yet.</p>'
    if pack.approval is None:
        return '<p class="pp-note">We are still finishing our rules. The help numbers work now.</p>'
    if waiting:
        return (
            '<p class="pp-note pp-draft"><strong>Changed.</strong> This page has changed since '
            f"{words.day(pack.approval.date)} and waits to be agreed again.</p>"
        )
    return ""
