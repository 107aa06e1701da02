"""The list of pages: one row a document of the pack, with its readers and when it applies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import pydantic

from policypack.content.conditions import Condition
from policypack.content.kept_content import kept_rows
from policypack.content.questions import Audience
from policypack.content.references import Names
from policypack.content.rows import Row
from policypack.text.reading_level import Band

if TYPE_CHECKING:
    from policypack.base.workspace import Workspace
    from policypack.content.conditions import Known


class OtherTitle(Row):
    """A title and a description that take the place of a page's own where a condition holds."""

    when: Condition
    title: str
    description: str


class Page(Row):
    """One page.

    path: where it lies in the site, as Markdown. title, description: {ages} in them stands for the ages of its gate
    that are met (pack/ages_in_words.py). menu: the heading of the menu under which it stands, or "".
    kind: a `policy` (or a code) is marked as a draft until approval, and as waiting after a change; `living` pages
    (rules, times, reporting, help) go out at once. gate: the reading band whose words it takes
    (domain: readability, one band for each age). own_words: the questions whose answers it prints as sentences in the
    organisation's own words, unless `own_words_when` says that it does not. help_page: it carries the button to leave
    quickly. tells_changes: it tells what has changed on the pages for its readers, and is there once something has.
    put_up: it is hung up, or carried in a pocket, so that it has to be made anew where it changes. signed_for: whoever
    looks after children online confirms that they have read it, on the sheet to sign. personal: it names people who
    stand in no answer, so that its words are kept nowhere else and none of its changes is told. adapted: other titles,
    where its own would not be true; the first whose condition holds.
    """

    id: str = pydantic.Field(pattern=r"^[a-z][a-z0-9-]*$")
    path: str = pydantic.Field(pattern=r"^([a-z0-9-]+/)*[a-z0-9-]+\.md$")
    title: str
    menu: str = ""
    description: str
    audience: Audience
    template: Annotated[str, Names("template")]
    kind: Literal["policy", "living", "report"]
    gate: Band
    own_words: Annotated[tuple[str, ...], Names("question")] = ()
    own_words_when: Condition | None = None
    when: Condition | None = None
    help_page: bool = False
    tells_changes: bool = False
    put_up: bool = False
    signed_for: bool = False
    personal: bool = False
    adapted: tuple[OtherTitle, ...] = ()

    @property
    def in_site(self) -> str:
        """Where it lies, seen from the address of its site. A folder's first page is the folder itself."""
        folder, _, name = self.path.rpartition("/")
        return (f"{folder}/" if folder else "") + ("" if name == "index.md" else f"{name.removesuffix('.md')}.html")

    def titled(self, known: Known) -> Page:
        """Return the page under the title that is true under the answers."""
        for other in self.adapted:
            if other.when.holds(known):
                return self.model_copy(update={"title": other.title, "description": other.description})
        return self


def load_pages(workspace: Workspace) -> tuple[Page, ...]:
    """Load ``content/pages.yml``, in the order of the menu. Raises ProblemsFoundError as load_rows does."""
    return kept_rows(workspace, "pages.yml", Page)
