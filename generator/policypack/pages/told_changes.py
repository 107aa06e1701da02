"""Told changes: what the templates of the pages that tell changes have, each worked out once it is asked for."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Any

from policypack.pages.change_texts import READERS, REASONS, by_readers, minutes, notice
from policypack.pages.moments import moment_of_approval
from policypack.pages.put_up import to_put_up
from policypack.pages.recent_changes import recent_changes
from policypack.pages.why import changes_from

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policypack.content.questions import Audience
    from policypack.pages.differences import PageDifference
    from policypack.pages.rendering import Rendering


def variables_for_changes(renderer: Rendering, audience: Audience) -> Mapping[str, Any]:
    """Return the variables by their names in templates. audience: for whom the page is that tells changes."""
    if audience != "leaders":
        return {"recent_changes": partial(recent_changes, renderer, audience)}
    pack = renderer.pack

    @cache
    def since_agreed() -> tuple[PageDifference, ...]:
        moment = moment_of_approval(pack, pack.approval) if pack.approval else None
        return tuple(changes_from(moment, renderer)) if moment else ()

    return {
        "changed": lambda: by_readers(pack, since_agreed()),
        "headings": READERS,
        "reasons": REASONS,
        "waiting": renderer.waiting,
        "to_put_up": cache(partial(to_put_up, renderer)),
        "notice": lambda: notice(pack, since_agreed(), pack.approval.date).split("\n") if pack.approval else [],
        "minutes": lambda: minutes(renderer, since_agreed()),
    }
