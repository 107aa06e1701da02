"""Sources: where a fact of the shipped data comes from, and how sure it is. Each publication stands in one table."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

import pydantic
from pydantic_core import PydanticCustomError

from policypack.base.nearest import nearest
from policypack.base.problems import shown_path
from policypack.content.rows import Row, rows_of
from policypack.files.text_files import read_text
from policypack.files.yaml_nodes import parse_yaml

if TYPE_CHECKING:
    from policypack.base.workspace import Workspace

Sure = Literal["guidance", "dated", "undated", "old"]
"""How well a fact is supported: the founding guidance; a dated page of the last two years; an undated page; older."""

Words = Annotated[str, pydantic.StringConstraints(min_length=1, pattern=r"^\S(.*\S)?$")]
"""One line of text that a reader sees, without blanks at its ends."""

WebAddress = Annotated[str, pydantic.StringConstraints(pattern=r"^https://[^\s/]+\.[^\s/]+(/\S*)?$")]
"""A web address that starts with https://."""

PartialDate = Annotated[str, pydantic.StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
"""A date as far as it is known: 2024, 2024-01 or 2024-01-11."""


class Published(Row):
    """What is said of something that was published.

    publisher: who did; None for a law, and where the title says it. title: what it is called, for a person who wants
    to find it. url: where it stood. date: when it was published, as far as it is known.
    """

    publisher: Words | None = None
    title: Words
    url: Annotated[str, pydantic.StringConstraints(pattern=r"^https?://\S+$")] | None = None
    date: PartialDate | None = None


class Publication(Published):
    """A publication that states facts: a row of ``content/sources.yml``."""

    id: Annotated[str, pydantic.StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class Source(Published):
    """A publication as a row rests on it.

    In a file it is the id of a publication, alone or as `source` beside `place` and `about`; an organisation's own rows
    may write a publication out instead. place: the heading or section that is meant. about: what of it counts there.
    """

    MORE_NAMES: ClassVar = ("source",)

    place: Words | None = None
    about: Words | None = None

    @pydantic.model_validator(mode="before")
    @classmethod
    def _looked_up(cls, given: Any, info: pydantic.ValidationInfo) -> Any:
        named = {"source": given} if isinstance(given, str) else given
        if not isinstance(named, dict) or "source" not in named:
            return given
        known = _known(info.context)
        name = named["source"] if isinstance(named["source"], str) else ""
        publication = known.get(name)
        if publication is None:
            raise wanted(f"the id of a row of content/sources.yml is wanted{nearest(name, known)}", given=name)
        if extra := sorted(set(named) - {"source", "place", "about"}):
            raise wanted(f"only place and about are wanted beside source; take out {', '.join(extra)}")
        said = {name: named[name] for name in ("place", "about") if name in named}
        return {**publication.model_dump(exclude={"id"}), **said}

    @property
    def publication(self) -> Published:
        """The publication itself, whatever place in it is meant: the same for each row that rests on it."""
        return Published(publisher=self.publisher, title=self.title, url=self.url, date=self.date)

    @property
    def named(self) -> str:
        """Its name for a list of sources: publisher, title, place, and what of it counts."""
        name = self.title if self.publisher is None else f"{self.publisher}: {self.title}"
        name = name if self.place is None else f"{name}, {self.place}"
        return name if self.about is None else f"{name} ({self.about})"


Sources = Annotated[tuple[Source, ...], pydantic.Field(min_length=1)]


def load_publications(workspace: Workspace) -> dict[str, Publication]:
    """Load ``content/sources.yml``, by id: ours, and before them what the organisation's own file adds or says anew.

    Raises ProblemsFoundError as load_rows does.
    """
    found: dict[str, Publication] = {}
    for folder in reversed(workspace.folders("content")):
        path = folder / "sources.yml"
        if path.is_file():
            rows = _publications(read_text(path, workspace.root), shown_path(path, workspace.root))
            found |= {row.id: row for row in rows}
    return found


def wanted(message: str, given: str | None = None) -> PydanticCustomError:
    """Return an error that says only `message`, for a validator to raise; pydantic's own adds words of its own.

    given: the value to name, where it is not the one that the validator was handed.
    """
    return PydanticCustomError("wanted", "{message}", {"message": message, "given": given})


@lru_cache(maxsize=4)
def _publications(text: str, name: str) -> tuple[Publication, ...]:
    return rows_of(parse_yaml(text, name), Publication, name)


def _known(context: dict[str, Any] | None) -> dict[str, Publication]:
    """Return the publications for what is being read; they are looked up once for each file that is."""
    if context is None:
        return {}
    if "publications" not in context:
        context["publications"] = load_publications(context["workspace"])
    found: dict[str, Publication] = context["publications"]
    return found
