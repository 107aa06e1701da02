"""Presets suggest only what an organisation can adopt, and nothing that its answers speak against."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

from policypack.answers.model import Answers
from policypack.answers.options import options_for
from policypack.answers.reader import answers_of
from policypack.content.catalogue import load_catalogue
from policypack.facts import FACTS
from policypack.files.yaml_nodes import parse_yaml
from policypack.pack.findings import find
from policypack.questionnaire.presets import Preset, load_presets
from tests.folded import folded
from tests.shipped_text import OURS, faults_of, sentences

TODAY = date(2026, 11, 22)
CATALOGUE = load_catalogue(OURS)
PRESETS = load_presets(OURS)
EVERY = [(preset, qid) for preset in PRESETS.values() for qid in preset.qids()]
each_preset = folded("preset", PRESETS.values(), ids=lambda preset: preset.id)
each_suggestion = folded(("preset", "qid"), EVERY, ids=lambda value: value if isinstance(value, str) else value.id)

CAN_BE_ADOPTED = {
    "online.accounts.who_may_join",
    "online.accounts.joining_checks",
    "online.accounts.private_message_rule",
    "moderation.reply_time",
    "moderation.outside",
    "moderation.names_shown",
    "rules.house",
    "rules.agreeing",
    "rules.signing",
    "rules.young_code",
    "rules.breaking",
    "reporting.answered_within",
    "images.photo_consent",
    "images.deleted_after",
    "images.live_consent",
    "images.stream_children",
    "images.stream_consent",
    "images.stream_comments",
    "adults.code",
    "adults.settings_checked",
}
"""Rules, promises and whom to ask. Every other question asks for a fact, a name, a number, a date, times or nations."""


def answers(text: str) -> Answers:
    return answers_of(parse_yaml(text, "answers.yml"), CATALOGUE, TODAY, FACTS, Path(), "answers.yml")


def all_taken(preset: Preset) -> Answers:
    """Return the answers of somebody who takes every suggestion about the organisation itself, and says no more."""
    lines = []
    for section, inner in preset.sections.items():
        lines.append(f"{section}:")
        for short in inner.suggests:
            raw = preset.suggested(f"{section}.{short}")
            written = f"[{', '.join(raw)}]" if isinstance(raw, list) else f'"{raw}"'
            lines += [] if "." in short else [f"  {short}: {written}"]
    return answers("\n".join(lines))


def test_each_kind_of_organisation_that_has_a_name_has_a_preset() -> None:
    kinds = [choice.value for choice in CATALOGUE.questions["organisation.kind"].choices]
    assert [*PRESETS, "other"] == kinds


@each_suggestion
def test_each_suggestion_is_an_answer_that_its_question_takes(preset: Preset, qid: str) -> None:
    question = CATALOGUE.questions[qid]
    raw = preset.suggested(qid)
    assert isinstance(raw, list) == (question.type == "choices")
    if isinstance(raw, list):
        assert len(raw) == len(set(raw)) > 0
    if question.type in ("choice", "choices"):
        source = CATALOGUE.rows.get(question.choices_from or "", {})
        known = {*source, *(choice.value for choice in question.choices)}
        assert ({raw} if isinstance(raw, str) else set(raw or ())) <= known
    else:
        assert question.type == "text"
        assert isinstance(raw, str)
        assert len(raw) <= question.longest
        assert faults_of(raw) == []


@each_suggestion
def test_only_what_can_be_adopted_is_suggested_and_never_a_fact(preset: Preset, qid: str) -> None:
    assert qid in CAN_BE_ADOPTED
    assert not any(character.isdigit() for character in str(preset.suggested(qid)))


@each_preset
def test_each_section_of_a_preset_says_why_in_a_few_plain_sentences(preset: Preset) -> None:
    order = [section.id for section in CATALOGUE.questions.sections]
    assert list(preset.sections) == sorted(preset.sections, key=order.index)
    for section, inner in preset.sections.items():
        assert inner.suggests
        assert preset.because(section).endswith(".")
        assert faults_of(preset.because(section)) == []
        assert 1 <= len(sentences(preset.because(section))) <= 2
        assert all(len(sentence.split()) <= 25 for sentence in sentences(preset.because(section)))
    assert preset.because("brand") == ""


@each_preset
def test_taking_every_suggestion_contradicts_nothing_and_raises_no_finding(preset: Preset) -> None:
    taken = all_taken(preset)
    assert list(taken.contradicted_rules()) == []
    assert [finding.title for finding in find(taken, CATALOGUE) if not finding.undecided] == []


def test_nothing_is_suggested_to_other_kinds_of_question() -> None:
    preset = PRESETS["sports_club"]
    assert preset.suggested("organisation.name") is None
    assert preset.suggested("people.team.role") is None
    assert preset.suggested_for("brand.colour", answers("organisation:\n  name: Club\n")) is None


@each_preset
def test_what_answers_speak_against_is_not_suggested(preset: Preset) -> None:
    """Not a rule that is contradicted or not offered, not a reply in times that do not exist."""
    own = answers("adults: {messaging: own}\nmoderation: {times: none}\nimages: {calls: no, livestreams: no}\n")
    code = preset.suggested_for("adults.code", own)
    assert code
    assert not {"own_accounts_never", "within_times", "live_two_adults"} & set(code)
    assert "report_same_day" in code
    assert "adults_here" in (preset.suggested("rules.house") or "")
    assert "adults_here" not in (preset.suggested_for("rules.house", own) or "adults_here")
    assert preset.suggested_for("moderation.reply_time", own) != "same_time"
    offered = {choice.value for choice in options_for(CATALOGUE.questions["adults.code"], own)}
    assert set(code) <= offered


@each_preset
def test_who_may_join_is_suggested_for_closed_places_alone(preset: Preset) -> None:
    group = (
        "online: {accounts: [{name: Page, seen_by: everybody}, {name: New}, {name: Parents, seen_by: members, "
        "for_whom: [parents]}, {name: Chat, seen_by: members, for_whom: [children]}]}"
    )
    found = answers(group)
    public, new, parents, closed = found.items("online.accounts")
    assert preset.suggested_for("online.accounts.who_may_join", found, parents) is None, "no members are among parents"
    assert preset.suggested_for("online.accounts.who_may_join", found, public) is None
    assert preset.suggested_for("online.accounts.who_may_join", found, new) is None
    assert preset.suggested_for("online.accounts.who_may_join", found, closed) is not None


def pairs_of(text: str) -> set[tuple[str, str]]:
    """Return the words that stand side by side, but for the shortest, which stand in every sentence."""
    words = [word for word in re.findall(r"[a-z]+", text.casefold()) if len(word) > 3 or word in ("one", "two")]
    return set(pairwise(words)) - {("each", "year")}  # a club's memberships are renewed then, whatever it answers


@each_preset
def test_why_something_is_suggested_speaks_of_no_answer_that_may_have_been_given_otherwise(preset: Preset) -> None:
    """It stands above what is left to suggest: a reason that names "two days" is wrong once another time was chosen."""
    for section, inner in preset.sections.items():
        said = pairs_of(preset.because(section))
        assert "these rules" not in preset.because(section).casefold()
        for short in inner.suggests:
            question = CATALOGUE.questions[f"{section}.{short}"]
            for choice in question.choices:
                assert not said & pairs_of(choice.label), (section, short, choice.label)
