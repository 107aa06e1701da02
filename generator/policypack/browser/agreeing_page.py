"""Agreeing in the browser: what stands in the way, or the words and who agreed them; read back; and what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, request

from policypack.browser.draft_page import drafts
from policypack.browser.showing import one_at_a_time, see_other, shown
from policypack.pack.findings import stands_in_the_way
from policypack.pack.pack import load_pack
from policypack.pages.render import Renderer
from policypack.pages.to_agree import code_to_agree, policies
from policypack.publish.agreeing import NAMES, read_agreed, wanted
from policypack.publish.approve import approve
from policypack.publish.changes_said import changes_since_approval
from policypack.text.english import as_sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policypack.browser.run import Run
    from policypack.browser.showing import Shown
    from policypack.publish.agreeing import Name

pages = Blueprint("agreeing", __name__)

_CHANGED = (
    "The words changed after you opened this page, or they have just been agreed. Nothing was written down. Look at "
    "what changed; what you wrote still stands here."
)


@pages.get("/agree")
@one_at_a_time
def ask(run: Run) -> Shown:
    """Show what stands in the way, or the words that are agreed and what is asked of those who agree them."""
    return _page(_renderer(run), run)


@pages.post("/agree")
@one_at_a_time
def take(run: Run) -> Shown:
    """Read back what was said; once that is right, write down that the words have been agreed."""
    renderer = _renderer(run)
    pack, form = renderer.pack, request.form
    said: dict[Name, str] = {name: form.get(name, "") for name in NAMES}
    if stands_in_the_way(pack.findings) or form.get("edit"):
        return _page(renderer, run, said)
    if form.get("words") != code_to_agree(renderer):
        return _page(renderer, run, said, changed=_CHANGED)
    agreed, wrong = read_agreed(pack, said)
    if agreed is None:
        return _page(renderer, run, said, wrong)
    if not form.get("confirmed"):
        return shown(
            "agree_confirm.html", title="Is that right?", rows=agreed.rows(), said=said, words=form.get("words"),
            count=len(policies(renderer)),
        )  # fmt: skip
    approve(pack, agreed.role, agreed.next_review, agreed_on=agreed.agreed_on, present=agreed.present)
    drafts().forget()
    return see_other("/agreed")


@pages.get("/agreed")
@one_at_a_time
def agreed(run: Run) -> Shown:
    """Say what was written down, and what comes next."""
    pack = load_pack(run.engine.workspace.root, run.engine.today)
    if pack.approval is None:
        return see_other("/agree")
    return shown("agreed.html", title="It is agreed", approval=pack.approval, again=len(pack.approvals) > 1)


def _renderer(run: Run) -> Renderer:
    return Renderer(load_pack(run.engine.workspace.root, run.engine.today))


def _page(
    renderer: Renderer, run: Run, said: Mapping[Name, str] | None = None, wrong: Mapping[Name, str] | None = None,
    *, changed: str = "",
) -> Shown:  # fmt: skip
    pack = renderer.pack
    first = [(finding, run.to_change(finding, "agree")) for finding in stands_in_the_way(pack.findings)]
    since = changes_since_approval(renderer)
    counts = {one.page: len(one.changes) for one in since.found} if since else {}
    errors = {name: as_sentence(text) for name, text in (wrong or {}).items()}
    return shown(
        "agree.html",
        title="Agree the policies and codes",
        error=next(iter(errors.values()), ""),
        errors=errors,
        changed=changed,
        first=first,
        policies=policies(renderer),
        counts=counts,
        approval=pack.approval,
        wanted=wanted(pack),
        said=said or dict.fromkeys(NAMES, ""),
        words=code_to_agree(renderer),
    )
