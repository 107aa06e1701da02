"""The start page: a new organisation, the last ones, a folder, or a look at the example. It asks nothing by itself."""

from __future__ import annotations

import hashlib
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import jinja2
from flask import Blueprint, Flask, current_app, render_template, request
from werkzeug.exceptions import HTTPException

from policypack.answers.model import Answers
from policypack.base.clock import today_for
from policypack.base.nearby import is_workspace
from policypack.base.problems import ProblemsFoundError
from policypack.base.workspace import Workspace, shipped
from policypack.browser.app import asset
from policypack.browser.built_pages import BUILT
from policypack.browser.desk import Chosen, Desk, folder_for, workspace_named
from policypack.browser.said_pages import SaidPages
from policypack.browser.showing import GUARD, TEMPLATES, addressed, in_plain_text, this_guard
from policypack.content.catalogue import load_catalogue
from policypack.facts import FACTS
from policypack.publish.programs import programs_of
from policypack.publish.trust import is_trusted, trust
from policypack.questionnaire.recent import forget, recent_folders
from policypack.questionnaire.welcome import AT_HAND, ahead
from policypack.text.english import as_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policypack.browser.guard import Guard
    from policypack.browser.showing import Shown
    from policypack.publish.programs import Program

pages = Blueprint("start_window", __name__)

_DESK, _EXAMPLE = "policypack-desk", "policypack-example"
WRONG = 422
"""What a page is sent with that says what is wanted."""
_making = threading.Lock()


def make_start_app(desk: Desk, guard: Guard, built: Guard, example: Path) -> Flask:
    """Return the app of the start page, which nobody but the browser that the guard knows can use.

    built: the guard of the example's pages, which have an app of their own. example: the folder they are made in.
    """
    app = Flask("policypack-start", static_folder=None, template_folder=str(TEMPLATES))
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    app.jinja_env.undefined = jinja2.StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.extensions |= {GUARD: guard, BUILT: built, _DESK: desk, _EXAMPLE: example}
    guard.watch(app)
    SaidPages().watch(app)
    app.register_blueprint(pages)
    app.add_url_rule("/assets/<name>", view_func=asset)
    app.register_error_handler(HTTPException, in_plain_text)
    return app


@pages.get("/")
def start() -> Shown:
    """Show what somebody can begin with."""
    return _start()


@pages.get("/here")
def here() -> tuple[str, int]:
    """Say that nobody has stopped it."""
    return "", 204


@pages.post("/new")
def new() -> Shown:
    """Begin a new organisation in a folder of its own."""
    name, place = request.form.get("name", ""), request.form.get("place", "")
    try:
        return _opened(Chosen(folder_for(name, place), is_new=True))
    except (ValueError, ProblemsFoundError) as error:
        return _start(at="name", error=error, name=name, place=place)


@pages.post("/folder")
def open_folder() -> Shown:
    """Open the organisation in a folder. What it brings along that runs is shown first, and has to be said yes to."""
    said = request.form.get("folder", "")
    try:
        folder = workspace_named(said)
        programs = _untrusted(folder)
        if programs and request.form.get("trust") != _seen(folder, programs):
            return _page(
                "start_trust.html",
                title="Do you know who wrote this?",
                folder=str(folder),
                programs=list(map(str, programs)),
                seen=_seen(folder, programs),
            )
        if programs:
            trust(Workspace.at(folder), programs)
        return _opened(Chosen(folder, is_new=False))
    except (ValueError, ProblemsFoundError) as error:
        return _start(at="folder", error=error, folder=said)


@pages.post("/forget")
def take_out() -> Shown:
    """Take an organisation out of the list. Its folder stays."""
    forget(Path(request.form.get("folder", "")))
    return _start()


@pages.post("/example")
def see_example() -> Shown:
    """Make the example's pages, the first time, and lead to them."""
    from policypack.publish.build import build_all
    from policypack.questionnaire.new_workspace import make_workspace, read_foreign_answers

    root: Path = current_app.extensions[_EXAMPLE]
    with _making:
        if not (root / "site" / "index.html").is_file():
            workspace = Workspace.at(root)
            file = shipped("site_config") / "answers.yml"
            text, _, pictures = read_foreign_answers(file, load_catalogue(workspace), today_for())
            make_workspace(workspace, text, pictures)
            build_all(root, documents=False)
    guard: Guard = current_app.extensions[BUILT]
    return _page(
        "start_example.html",
        title="The pages of the example are made",
        outputs=[(name, guard.address(f"/{name}/")) for name in ("site", "staff")],
    )


@pages.post("/stop")
def stop() -> Shown:
    """Stop, with nothing begun."""
    page = _page("start_stopped.html", title="policypack has stopped")
    _desk().stopped.set()
    return page


def _opened(chosen: Chosen) -> str:
    return _page("start_opened.html", title="Your questions are open", address=_desk().open(chosen))


def _desk() -> Desk:
    return cast("Desk", current_app.extensions[_DESK])


def _untrusted(folder: Path) -> list[Program]:
    """Return what making the pages of a workspace would run, unless somebody on this machine has said yes to all."""
    workspace = Workspace.at(folder)
    programs = programs_of(workspace)
    return [] if is_trusted(workspace, programs) else programs


def _seen(folder: Path, programs: Sequence[Program]) -> str:
    """Return what a yes is for: these programs, in this folder, as they were when the page was shown."""
    said = "\0".join([str(folder), *(f"{one}\0{one.digest}" for one in programs)])
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def _start(at: str = "", error: ValueError | ProblemsFoundError | None = None, **said: str) -> Shown:
    """Show the start page; with what is wanted in one of its forms, and what was written there, where it was wrong."""
    catalogue = load_catalogue(Workspace.at(current_app.extensions[_EXAMPLE]))  # ours alone
    nobody = Answers(catalogue, today_for(), {}, {}, FACTS)
    documents = Path.home() / "Documents"
    finders: dict[str, list[str]] = {}
    for nation in catalogue.nations.values():
        finders.setdefault(nation.childrens_services.find.web, []).append(nation.name)
    wrong = [] if error is None else [as_sentence(error)]
    if isinstance(error, ProblemsFoundError):
        wrong = list(map(str, error.problems))
    page = _page(
        "start_window.html",
        title="Online-safety pages for your organisation",
        at=at,
        wrong=wrong,
        recent=[(one.name, str(one), is_workspace(one)) for one in recent_folders()],
        ahead=[one for one in ahead(nobody) if not one.startswith(AT_HAND)],  # the page says it at length
        finders=[(web, " and ".join(names)) for web, names in finders.items()],
        name=said.get("name", ""),
        place=said.get("place", "") or str(documents if documents.is_dir() else Path.home()),
        folder=said.get("folder", ""),
    )
    return (page, WRONG) if wrong else page


def _page(template: str, **variables: Any) -> str:
    common: dict[str, Any] = {
        "organisation": "",
        "token": this_guard().form_token,
        "notice": "",
        "raised": [],
        "undo": None,
        "style": addressed("questionnaire.css"),
        "script": addressed("questionnaire.js"),
    }
    return render_template(template, **common | variables)
