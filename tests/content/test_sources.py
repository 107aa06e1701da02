"""Each publication stands once, in one table; rows name it by its id."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from policypack.base.problems import ProblemsFoundError
from policypack.base.workspace import Workspace, shipped
from policypack.content.publishing import load_ways
from policypack.content.services import load_services
from policypack.content.sources import Source, load_publications
from policypack.files.yaml_nodes import Node, parse_yaml
from tests.shipped_text import OURS

if TYPE_CHECKING:
    from collections.abc import Iterator

FILES = sorted(path for path in shipped("content").rglob("*.yml") if path.name != "sources.yml")
PUBLICATIONS = load_publications(OURS)


def cited_in(node: Node) -> Iterator[Any]:
    """Yield what a file says of each source, as it was written."""
    if isinstance(node.value, dict):
        for key, inner in node.value.items():
            if key == "source":
                yield inner.plain()
            elif key.endswith("sources") and isinstance(inner.value, list):
                yield from (source.plain() for source in inner.value)
            else:
                yield from cited_in(inner)
    elif isinstance(node.value, list):
        for inner in node.value:
            yield from cited_in(inner)


CITED = [(path.name, source) for path in FILES for source in cited_in(parse_yaml(path.read_text("utf-8"), path.name))]


def test_no_shipped_row_writes_a_publication_out() -> None:
    assert [(file, source) for file, source in CITED if not isinstance(source, str) and "source" not in source] == []


def test_every_publication_is_named_by_some_row() -> None:
    named = {source if isinstance(source, str) else source["source"] for _, source in CITED}
    assert named == set(PUBLICATIONS)


def test_no_publication_stands_twice_and_they_are_in_the_order_of_their_ids() -> None:
    for found in (
        [publication.url for publication in PUBLICATIONS.values()],
        [(publication.publisher, publication.title) for publication in PUBLICATIONS.values()],
    ):
        assert [what for what, often in Counter(found).items() if often > 1] == []
    assert list(PUBLICATIONS) == sorted(PUBLICATIONS)


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ({"title": "Wales Safeguarding Procedures"}, "Wales Safeguarding Procedures"),
        ({"publisher": "Ofcom", "title": "Small services"}, "Ofcom: Small services"),
        ({"title": "The Act", "place": "schedule 1", "about": "who is exempt"}, "The Act, schedule 1 (who is exempt)"),
    ],
)
def test_a_source_is_named_with_its_place_and_with_what_counts_there(source: dict[str, str], named: str) -> None:
    assert Source.model_validate(source).named == named


def test_two_places_of_one_publication_are_the_same_publication() -> None:
    act = {"title": "The Act", "url": "https://www.example.org/act"}
    one, other = Source.model_validate({**act, "place": "schedule 1"}), Source.model_validate({**act, "about": "ages"})
    assert one.publication == other.publication != Source.model_validate({**act, "date": "2026"}).publication


WAY = "- id: own\n  title: Our way\n  steps: [Do it.]\n  host: Ours\n  seen: 2026-11-22\n"


def way(folder: Path, sources: str, table: str = "") -> tuple[Source, ...]:
    """Load a workspace's own way to publish, which names these sources."""
    content = folder / "content"
    content.mkdir()
    (content / "publishing.yml").write_text(f"{WAY}  sources: {sources}\n", encoding="utf-8")
    if table:
        (content / "sources.yml").write_text(table, encoding="utf-8")
    (found,) = load_ways(Workspace.at(folder))
    assert found.sources is not None
    return found.sources


def test_own_rows_can_name_our_publications_and_write_out_their_own(tmp_path: Path) -> None:
    ours, own = way(
        tmp_path, "[{source: childline-confidentiality-promise, about: calls}, {title: Handbook, date: 2026-05}]"
    )
    assert ours.named == "Childline: Confidentiality promise (calls)"
    assert ours.url == "https://www.childline.org.uk/about/confidentiality-promise/"
    assert (own.named, own.date) == ("Handbook", "2026-05")


def test_an_own_table_adds_to_ours_and_goes_before_it(tmp_path: Path) -> None:
    table = "- {id: handbook, title: Handbook}\n- {id: childline-confidentiality-promise, title: Their promise}\n"
    found = way(tmp_path, "[handbook, childline-confidentiality-promise, stop-it-now-helpline]", table)
    assert [source.named for source in found] == ["Handbook", "Their promise", "Stop It Now: Helpline"]
    assert load_services(Workspace.at(tmp_path)), "rows of ours still find their sources"


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        (
            "[childline-confidentialty-promise]",
            "the id of a row of content/sources.yml is wanted (did you mean childline-confidentiality-promise?)",
        ),
        ("[{source: zzz}]", 'given "zzz": the id of a row of content/sources.yml is wanted'),
        (
            "[{source: stop-it-now-helpline, title: Helpline}]",
            "only place and about are wanted beside source; take out title",
        ),
    ],
)
def test_a_source_that_is_not_in_the_table_is_said_with_its_line(sources: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(ProblemsFoundError) as refused:
        way(tmp_path, sources)
    (problem,) = refused.value.problems
    assert said in str(problem)
    assert str(problem).startswith("content/publishing.yml:6: own.sources: ")
