"""For any change of answers, the list of changes holds exactly the sentences in which two builds differ."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from pathlib import Path
from random import Random

import pytest

from policypack.base.workspace import Workspace
from policypack.pack.pack import load_pack
from policypack.pages.differences import PageDifference
from policypack.pages.moments import Moment, moment_of_approval, moment_of_last_build
from policypack.pages.render import Renderer
from policypack.pages.why import changes_from
from policypack.publish.approve import ApprovalRefusedError, approve
from policypack.publish.faster.shared_work import Kept
from policypack.publish.last_build import note_build
from policypack.questionnaire.engine import Engine
from policypack.text.markdown import to_html
from tests.hardening.rounds import SOAK, count
from tests.organisations import ORGANISATIONS, workspace_of
from tests.pages.words import blocks_of
from tests.questionnaire.any_changes import change_something
from tests.questionnaire.forms import CATALOGUE

TODAY = date(2026, 11, 22)
FEW = ["swimming-club", "youth-theatre"]
"""One that can be agreed, and a draft."""
ENDS = '.?!…"\u201d\u2019)'


def standing(sentence: str) -> re.Pattern[str]:
    """Return what finds a sentence that stands by itself in a block, and is no part of a longer one."""
    end = r"(?=\s+[^a-z]|$)" if sentence[-1] in ENDS else "$"
    return re.compile(rf"(?:(?<=[{ENDS}])\s+|^){re.escape(sentence)}{end}")


def stands_in(sentence: str, blocks: list[str]) -> bool:
    return any(standing(sentence).search(block) for block in blocks)


def words_without(told: tuple[str, ...], blocks: list[str]) -> set[str]:
    """Return the words of a page when what was told is taken out; a figure or a mark alone is no sentence."""
    left = set()
    patterns = [standing(sentence) for sentence in sorted(told, key=len, reverse=True)]
    for block in blocks:
        text = block
        for pattern in patterns:
            # A mark in its place ends a sentence, as what was there did.
            text = pattern.sub(" .", text)
        left |= {word for word in text.split() if re.search(r"[^\W\d_]", word)}
    return left


def pages_of(renderer: Renderer, kind: str) -> dict[str, list[str]]:
    """Return the blocks of every page: as it is published for a build, as it says today for an approval."""
    pages = renderer.by_id().values()
    texts = {one.page.id: one.says if kind == "approval" else one.markdown for one in pages}
    return {page: blocks_of(to_html(text)) for page, text in texts.items()}


def require_exact(told: dict[str, PageDifference], before: dict[str, list[str]], after: dict[str, list[str]]) -> None:
    for name in before.keys() | after.keys():
        old, new = before.get(name, []), after.get(name, [])
        page = told.get(name)
        gone, came = (page.gone, page.new) if page else ((), ())
        for sentence in gone:
            assert stands_in(sentence, old), (name, sentence)
            assert not stands_in(sentence, new), (name, sentence)
        for sentence in came:
            assert stands_in(sentence, new), (name, sentence)
            assert not stands_in(sentence, old), (name, sentence)
        if page is not None and page.kind != "changed":
            assert (not old) if page.kind == "new" else (not new), name
            continue
        assert (name in before) == (name in after), name
        assert words_without(gone, old) == words_without(came, new), (name, gone, came)


@pytest.mark.parametrize("organisation", ORGANISATIONS if SOAK else FEW)
@pytest.mark.parametrize("seed", range(count(1, 30)))
def test_any_change_of_answers_is_told_sentence_by_sentence_and_nothing_else(
    organisation: str, seed: int, tmp_path: Path
) -> None:
    """Since the approval, and the last build: a told sentence is on one side alone, and nothing else differs."""
    chance = Random(f"{organisation} {seed}")
    folder = workspace_of(organisation, tmp_path)
    with suppress(ApprovalRefusedError):
        approve(load_pack(folder, TODAY), "Committee")
    renderer = Renderer(load_pack(folder, TODAY))
    note_build(renderer, None, Kept())
    before = {kind: pages_of(renderer, kind) for kind in ("approval", "build")}
    engine = Engine(Workspace.at(folder), CATALOGUE, TODAY)
    done: list[str] = []
    while len(done) < 1 + seed % 4:
        done += filter(None, [change_something(engine, chance)])
    now = Renderer(load_pack(folder, TODAY))
    for kind, moment in moments_of(now).items():
        told = {page.page: page for page in changes_from(moment, now)}
        require_exact(told, before[kind], pages_of(now, kind))


def moments_of(renderer: Renderer) -> dict[str, Moment]:
    pack = renderer.pack
    found = {
        "approval": moment_of_approval(pack, pack.approval) if pack.approval else None,
        "build": moment_of_last_build(pack),
    }
    return {kind: moment for kind, moment in found.items() if moment is not None}
