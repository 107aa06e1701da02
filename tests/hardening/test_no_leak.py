"""No answer reaches an output of a wider audience: a canary in each, looked for in every byte (invariant 3)."""

from __future__ import annotations

import copy
import gzip
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from policypack.answers.reader import answers_of as read_answers
from policypack.base.workspace import Workspace
from policypack.content.catalogue import load_catalogue
from policypack.content.conditions import Condition
from policypack.content.questions import Audience, Question, sees
from policypack.facts import FACTS
from policypack.files.yaml_nodes import parse_yaml
from policypack.pack.pack import Pack, load_pack
from policypack.pages.render import Renderer
from policypack.publish.build import build_all
from policypack.publish.markdown_export import write_markdown
from policypack.questionnaire.engine import Engine
from tests.hardening.canaries import TODAY, Canary, answers_of, as_read, is_given, leaks, with_canaries
from tests.hardening.rounds import SOAK
from tests.organisations import ORGANISATIONS, put, workspace_of, workspace_with
from tests.shipped_text import OURS

CATALOGUE = load_catalogue(OURS)
QUESTIONS, RULES = CATALOGUE.questions, CATALOGUE.rules.values()
OUTPUTS: dict[str, Audience] = {"site": "public", "staff": "staff"}


def controls(condition: Condition) -> set[str]:
    """Return the questions that a condition asks."""
    parts = [*(condition.all or ()), *(condition.any or ()), *([condition.not_] if condition.not_ else [])]
    return {qid for part in parts for qid in controls(part)} | ({condition.question} if condition.question else set())


FEW = ["scout-group"]
"""Organisations of a short round, where trying every one takes long."""
SEARCHED = ["gaming-charity", "swimming-club"]
"""Organisations whose outputs a short round searches; between them they have a canary of every kind."""
HIDDEN = [question for question in QUESTIONS if question.visibility != "public"]
WIDENED = [question for question in QUESTIONS if question.wider]
CONTROLS = sorted({qid for question in WIDENED for wider in question.wider for qid in controls(wider.when)})


@pytest.mark.parametrize("organisation", ORGANISATIONS if SOAK else SEARCHED)
def test_no_byte_of_an_output_holds_an_answer_that_its_readers_may_not_see(organisation: str, tmp_path: Path) -> None:
    text, canaries = with_canaries(answers_of(organisation), QUESTIONS)
    documents = SOAK or organisation == SEARCHED[0]
    built = build_all(workspace_with(text, tmp_path), TODAY, documents=documents)
    assert documents == (built.folders["site"] / "documents" / "online-safety-pack.pdf").is_file()
    exported = dict(zip(("public", "staff"), write_markdown(built.pack, tmp_path / "plain"), strict=True))
    for output, audience in OUTPUTS.items():
        hidden = [canary for canary in canaries if not sees(audience, canary.seen_by(built.pack.answers))]
        assert len(hidden) >= 8
        assert leaks(built.folders[output], hidden) == []
        assert leaks(exported[audience], hidden) == []


def test_no_byte_of_an_output_holds_what_the_history_or_a_copy_of_the_answers_says(tmp_path: Path) -> None:
    """Neither what was answered before, nor what another copy answers, public or not, is for any reader of pages."""
    organisation = SEARCHED[0]
    text, canaries = with_canaries(answers_of(organisation), QUESTIONS)
    folder = workspace_with(text, tmp_path)
    engine = Engine(Workspace.at(folder), CATALOGUE, TODAY)
    engine.notice()
    workspace_of(organisation, folder)
    for name in ("answers (conflicted copy).yml", "put-together-2026-11-22-answers (1).yml"):
        put(folder, f"site_config/{name}", text)
    engine.refresh()
    engine.notice()
    assert all(leaks(folder / "site_config", [canary]) for canary in canaries)
    assert engine.history.changes
    built = build_all(folder, TODAY)
    for path in (built.folders["site"], built.folders["staff"], *write_markdown(built.pack, tmp_path / "plain")):
        assert leaks(path, canaries) == []


def test_every_answer_that_is_not_for_everybody_has_a_canary_in_the_short_round_too() -> None:
    """Each question that is not public, in some organisation; what has too few answers for one is changed below."""
    wanted = {
        q.qid for q in QUESTIONS if q.visibility != "public" and q.type not in ("group", "yes/no", "choice", "choices")
    }
    assert wanted == {canary.qid for name in SEARCHED for canary in with_canaries(answers_of(name), QUESTIONS)[1]}


def test_a_leak_is_found_in_text_in_names_and_in_what_is_packed_or_escaped(tmp_path: Path) -> None:
    canaries = [
        Canary("a.text", None, "Qzx0001k", ("qzx0001k",)),
        Canary("a.phone", None, "01632960999", ("01632960999", "441632960999")),
        Canary("a.date", None, "2026-03-14", ("2026-03-14", "14 march 2026")),
    ]
    said = {
        "page.html": b"<p>Q&#122;x0001k</p>",
        "search.json": json.dumps("St\u00e9 QZX0001K").encode(),
        "link.html": b'<a href="?a=%71zx0001k">',
        "qzx0001k.svg": b"",
        "packed.xml.gz": gzip.compress(b"qzx0001k"),
    }
    phones = {
        "tel.html": b"tel:+441632960999",
        "spaced.html": "01632\u00a0960 999".encode(),
        "dots.txt": b"01632.960-999",
    }
    days = {"day.html": b"14 March 2026", "iso.xml": b"<lastmod>2026-03-14</lastmod>"}
    for name, data in (said | phones | days).items():
        (tmp_path / name).write_bytes(data)
    expected = [("a.text", name) for name in said] + [("a.phone", name) for name in phones]
    assert sorted(leaks(tmp_path, canaries)) == sorted(expected + [("a.date", name) for name in days])


def variants(control: Question) -> list[Any]:
    """Return the answers to a question that decides who sees another: for each choice, and for all and none."""
    choices = [choice.value for choice in control.choices]
    if control.type == "choice":
        return choices
    return [choices, "none", *([one] for one in choices if SOAK)]


@pytest.mark.parametrize("control", CONTROLS)
def test_who_may_see_an_answer_is_as_the_organisation_said_in_both_directions(control: str, tmp_path: Path) -> None:
    """Each answer to a question that decides who sees another: hidden stays hidden, and what is shown is shown."""
    group, _, name = control.rpartition(".")
    section, _, inner = group.partition(".")
    shown: dict[tuple[str, str], set[bool]] = {}
    for organisation in ORGANISATIONS if SOAK else FEW:
        for said in variants(QUESTIONS[control]):
            data = answers_of(organisation)
            for item in data[section][inner]:
                item[name] = said
            text, canaries = with_canaries(data, QUESTIONS)
            pack = load_pack(workspace_with(text, tmp_path), TODAY)
            renderer = Renderer(pack)
            for audience in OUTPUTS.values():
                pages = as_read("\n".join(renderer.markdown(audience).values()))
                for canary in canaries:
                    there = any(form in pages for form in canary.forms)
                    may_see = sees(audience, canary.seen_by(pack.answers))
                    assert may_see or not there, (organisation, said, audience, canary)
                    if control in {
                        q for w in QUESTIONS[canary.qid].wider if w.to == audience for q in controls(w.when)
                    }:
                        shown.setdefault((canary.qid, audience), set()).add(there)
    assert shown
    assert set(map(frozenset, shown.values())) == {frozenset({True, False})}, shown


def other_answers(question: Question, data: Any) -> list[Any]:
    """Return answers to a question that differ from the one given."""
    names = [choice.value for choice in question.choices]
    source = QUESTIONS.by_qid.get(question.choices_from or "")
    if source is not None:
        section, _, group = source.qid.partition(".")
        names = [item[source.label] for item in data[section].get(group) or []]
    options: list[Any] = {"yes/no": ["yes", "no"], "number": [str(question.lowest), str(question.highest)]}.get(
        question.type, names
    )
    if question.type == "choices":
        options = [[name] for name in names] + [names]
    return [*options, None]


def without_rules_against(qid: str, data: Any) -> Any:
    """Return answers that adopt no rule which some answer to a question contradicts."""
    against = {rule.id for rule in RULES if rule.contradicted_by and qid in controls(rule.contradicted_by)}
    for question in QUESTIONS:
        section, _, name = question.qid.partition(".")
        adopted = data.get(section, {}).get(name) if (question.choices_from or "").startswith("rules.") else None
        if isinstance(adopted, list):
            data[section][name] = [rule for rule in adopted if rule not in against]
    return data


@pytest.mark.parametrize(
    "qid",
    [
        q.qid
        for q in QUESTIONS
        if q.visibility != "public" and q.type in ("yes/no", "choice", "choices") and q.qid not in CONTROLS
    ],
)
def test_a_choice_changes_nothing_on_the_pages_of_readers_who_may_not_see_it(qid: str, tmp_path: Path) -> None:
    """Such an answer has no words of its own to look for: whatever was chosen, their pages are the same.

    Save for a rule that it contradicts: that stands nowhere, for only what is kept is promised (invariant 1). Here
    nobody has adopted such a rule.
    """
    question = QUESTIONS[qid]
    tried = 0
    for organisation in ORGANISATIONS:
        data = without_rules_against(qid, answers_of(organisation))
        group = qid.rpartition(".")[0]
        section, _, inner = group.partition(".")
        places = [data[section]] if not inner else data[section].get(inner) or []
        if (inner and not isinstance(places, list)) or not any(is_given(place.get(question.id)) for place in places):
            continue
        pack = load_pack(workspace_with(json.dumps(data), tmp_path), TODAY)
        audiences = [audience for audience in OUTPUTS.values() if not sees(audience, question.visibility)]
        before = pages_for(audiences, pack)
        for said in other_answers(question, data):
            changed = copy.deepcopy(data)
            for place in [changed[section]] if not inner else changed[section][inner]:
                place.pop(question.id, None)
                if said is not None:
                    place[question.id] = said
            after = with_answers(pack, changed)
            assert pages_for(audiences, after) == before, (organisation, said)
            tried += 1
        if tried and not SOAK:
            break
    assert tried


def pages_for(audiences: list[Audience], pack: Pack) -> list[dict[str, str]]:
    renderer = Renderer(pack)
    return [renderer.markdown(audience) for audience in audiences]


def with_answers(pack: Pack, data: Any) -> Pack:
    node = parse_yaml(json.dumps(data), "answers.yml")
    answers = read_answers(node, pack.catalogue, TODAY, FACTS, pack.workspace.site_config, "answers.yml")
    return replace(pack, answers=answers)
