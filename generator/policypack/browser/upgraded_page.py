"""The page that opens first where answers of an earlier version were brought up to date: what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint

from policypack.base.problems import shown_path
from policypack.base.versions import VERSION
from policypack.browser.showing import one_at_a_time, see_other, shown
from policypack.questionnaire.upgrade_words import answers_kept, upgrade_in_words

if TYPE_CHECKING:
    from policypack.browser.run import Run
    from policypack.browser.showing import Shown

pages = Blueprint("upgraded_page", __name__)

UPGRADED = "/upgraded"


@pages.get(UPGRADED)
@one_at_a_time
def upgraded(run: Run) -> Shown:
    """Say what was converted, what is new to answer, which words changed and what lapses."""
    if run.upgraded is None:
        return see_other("/")
    upgrade, folder = run.upgraded
    return shown(
        "upgraded.html",
        title="Your answers are up to date",
        before=upgrade.before,
        now=VERSION,
        kept=answers_kept(upgrade),
        folder=shown_path(folder, run.engine.workspace.root),
        said=upgrade_in_words(upgrade),
        onward=run.first,
    )
