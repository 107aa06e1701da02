"""Own content: what a workspace's ``content/`` changes is held to what ours is held to by tests.

Every name that a row gives is looked up: questions, choices, facts, guidance points, pages, templates. Without own
content nothing is, since the tests have done it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.base.problems import Gathering, raise_if_any
from policypack.content.catalogue import Catalogue, load_catalogue

if TYPE_CHECKING:
    from policypack.base.workspace import Workspace
    from policypack.content.rows import Row


def load_content(workspace: Workspace) -> Catalogue:
    """Load the catalogue; where the workspace has content of its own, look at all of ``content/`` first.

    Raises ProblemsFoundError with all that does not have its shape, or else with every name of something that is not
    there.
    """
    if len(workspace.folders("content")) == 1:
        return load_catalogue(workspace)
    return _looked_through(workspace)


def _looked_through(workspace: Workspace) -> Catalogue:
    # What only own content needs is imported for it alone: that takes a while, and nearly no workspace has any.
    from policypack.content.calendar_words import load_calendar_words
    from policypack.content.documents import load_documents
    from policypack.content.guidance import load_guidance
    from policypack.content.online_safety_act import load_online_safety_act
    from policypack.content.other_sites import load_other_sites
    from policypack.content.page_rows import load_pages
    from policypack.content.preset_rows import PresetRow
    from policypack.content.publishing import load_ways
    from policypack.content.risk_rules import load_risk_rules
    from policypack.content.rows import load_rows
    from policypack.content.synonyms import load_synonyms
    from policypack.content.text_rules import load_text_rules
    from policypack.content.version_notes import load_version_notes
    from policypack.pack.unknown_names import unknown_names

    reading = Gathering()
    catalogue = reading.read(lambda: load_catalogue(workspace))
    more: dict[str, tuple[Row, ...]] = {
        "documents.yml": reading.read(lambda: load_documents(workspace)),
        "guidance.yml": reading.read(lambda: load_guidance(workspace)),
        "other_sites.yml": reading.read(lambda: load_other_sites(workspace)),
        "pages.yml": reading.read(lambda: load_pages(workspace)),
        "presets.yml": reading.read(lambda: load_rows(workspace, "presets.yml", PresetRow)),
        "publishing.yml": reading.read(lambda: load_ways(workspace)),
        "ready_texts.yml": reading.read(lambda: load_text_rules(workspace)),
        "risks.yml": reading.read(lambda: load_risk_rules(workspace)),
        "synonyms.yml": reading.read(lambda: load_synonyms(workspace)),
        "version_notes.yml": reading.read(lambda: load_version_notes(workspace)),
    }
    reading.read(lambda: load_online_safety_act(workspace))
    reading.read(lambda: load_calendar_words(workspace))
    reading.raise_if_any()
    raise_if_any(unknown_names(workspace, catalogue, more))
    return catalogue
