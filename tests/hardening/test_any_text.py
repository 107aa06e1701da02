"""Whatever somebody writes is text on the page: no element, no attribute and no fault comes of it (invariant 4)."""

from __future__ import annotations

import copy
import html
import json
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from policypack.answers.reader import answers_of as read_answers
from policypack.answers.values import read_value
from policypack.base.problems import ProblemsFoundError
from policypack.content.catalogue import load_catalogue
from policypack.content.questions import Audience, Question
from policypack.facts import FACTS
from policypack.files.yaml_nodes import parse_yaml
from policypack.pack.findings import find
from policypack.pack.pack import Pack, load_pack
from policypack.pages.qr_code import LONGEST
from policypack.pages.render import Renderer
from policypack.publish.build import build_all
from policypack.publish.site_settings import site_name
from tests.hardening.canaries import TODAY, answers_of, is_given
from tests.hardening.hostile import PIECES, addresses, emails, long_words, texts
from tests.hardening.rounds import SOAK, count
from tests.hardening.skeleton import Skeleton, converted, first_difference, skeleton_of
from tests.organisations import ORGANISATIONS, workspace_with
from tests.shipped_text import OURS

CATALOGUE = load_catalogue(OURS)
QUESTIONS = CATALOGUE.questions
WRITTEN = ("text", "long text", "email", "web address")
FEW = ["church-youth-group", "counselling-charity", "gaming-charity", "scout-group", "swimming-club", "youth-theatre"]
"""Organisations of a short round; between them they have an answer to every question in own words."""
PAGES_OF_A_SET = 2
"""Pages that are converted for each set of answers: all of them would take a second."""
SLOW = {"summary", "coverage"}
"""Pages that render all others, once more for each point of the guidance."""
SLOW_PAGES_TOO = 0.1

WALES = "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"
SWIMMER = "\U0001f3ca\u200d\u2640\ufe0f"

Data = dict[str, Any]


def written(data: Data) -> Iterator[tuple[Question, Data, str]]:
    """Yield each answer that somebody wrote in their own words: the question, and where its answer stands."""
    for question in QUESTIONS:
        section, _, name = question.qid.partition(".")
        group, _, inner = name.partition(".")
        places = [data.get(section)] if not inner else (data.get(section) or {}).get(group)
        for place in places if isinstance(places, list) else ():
            if question.type in WRITTEN and place and is_given(place.get(question.id)):
                yield question, place, str(place[question.id])


def filled(organisation: str, said: dict[str, list[str]], data: Data | None = None) -> tuple[Data, Data]:
    """Return an organisation's answers with hostile words, and with those alone that the reader takes as they are.

    said: words by the type of question. data: other answers than the organisation's, which are changed.
    What names items goes by its new name wherever it is chosen.
    """
    meek = answers_of(organisation) if data is None else data
    bold = copy.deepcopy(meek)
    renamed: dict[str, dict[str, str]] = {}
    both = zip(written(bold), written(meek), strict=True)
    for number, ((question, place, before), (_, meek_place, _)) in enumerate(both):
        kind = question.type if question.type in said else "text"
        text = said[kind][number % len(said[kind])]
        place[question.id] = text
        kept = meek_place[question.id] = meek_value(text, question, number)
        owner = QUESTIONS.by_qid.get(question.qid.rpartition(".")[0])
        if owner is not None and owner.label == question.id:
            renamed.setdefault(owner.qid, {})[before] = kept
    rename(meek, renamed)
    return bold, meek


def meek_value(text: str, question: Question, number: int) -> str:
    """Return the text, shortened, where the question takes it, else harmless words.

    number: makes it one of a kind, for what is said twice may rightly be printed once.
    """
    for words in (text, HARMLESS[question.type]):
        if question.type == "email":
            name, _, host = words.rpartition("@")
            own = f"{name}{number}@{host}"
        elif question.type == "web address":
            own = f"{words}{number}"
        else:
            short = " ".join(words[: question.longest - 4].split())
            own = f"{number} {short}" if number % 3 == 0 else f"{short} {number}"
        try:
            value = str(read_value(own, question, None, Path()))
        except ValueError:
            continue
        # A poster rightly has no QR code of a long address, and then other elements: test_cards.py looks at that.
        if question.qid != "brand.address" or len(value) <= LONGEST:
            return value
    raise AssertionError(question)


HARMLESS = {
    "text": "Words",
    "long text": "Words",
    "email": "words@hidden.example",
    "web address": "https://www.hidden.org/words",
}


def rename(data: Data, renamed: dict[str, dict[str, str]]) -> None:
    for question in QUESTIONS:
        names = renamed.get(question.choices_from or "", {})
        section, _, name = question.qid.partition(".")
        group, _, inner = name.partition(".")
        places = [data.get(section)] if not inner else (data.get(section) or {}).get(group)
        for place in places if names and isinstance(places, list) else ():
            chosen = (place or {}).get(question.id)
            if isinstance(chosen, str):
                place[question.id] = names.get(chosen, chosen)
            elif isinstance(chosen, list):
                place[question.id] = [names.get(one, one) for one in chosen]


@cache
def base() -> Pack:
    return load_pack(OURS.root, TODAY)


def pack_with(data: Data) -> Pack:
    """Load answers as a workspace's file is loaded, but for the shipped data, which are the same each time."""
    node = parse_yaml(json.dumps(data, ensure_ascii=False), "answers.yml")
    answers = read_answers(node, CATALOGUE, TODAY, FACTS, OURS.site_config, "answers.yml")
    return replace(base(), answers=answers)


def without_hard_words(pack: Pack) -> Pack:
    """Leave out the findings on words that are hard to read: long words rightly raise them, harmless ones do not."""
    findings = find(pack.answers, pack.catalogue, pack.approval, ())
    pack.__dict__["findings"] = findings  # where the pack remembers them
    return pack


def skeletons(pack: Pack, wanted: set[str]) -> dict[str, Skeleton]:
    """Return the skeletons of some pages by their ids."""
    found = {}
    renderer = Renderer(pack)
    for audience in AUDIENCES:
        others = tuple(page.id for page in pack.pages_of(audience) if page.id not in wanted)
        for rendered in renderer.pages(audience, others):
            found[rendered.page.id] = skeleton_of(converted(rendered.markdown))
    return found


AUDIENCES: tuple[Audience, ...] = ("staff", "leaders")


@cache
def harmless_skeletons(organisation: str) -> dict[str, Skeleton]:
    words = {kind: [HARMLESS[kind]] for kind in WRITTEN}
    pack = without_hard_words(pack_with(filled(organisation, words)[1]))
    return skeletons(pack, {page.id for page in pack.pages})


def with_a_long_word(some: list[str]) -> st.SearchStrategy[list[str]]:
    """In one set of eight, one of the texts is a word of 100,000 characters."""
    return st.one_of(*[st.just(some)] * 7, long_words.map(lambda word: [*some, word]))


said_by_type = st.fixed_dictionaries(
    {
        "text": st.lists(texts, min_size=3, max_size=9).flatmap(with_a_long_word),
        "email": st.lists(emails, min_size=1, max_size=3),
        "web address": st.lists(addresses, min_size=1, max_size=3),
    }
)


def test_every_question_answered_in_own_words_is_given_hostile_words_in_the_short_round_too() -> None:
    asked = {question.qid for name in FEW for question, _, _ in written(answers_of(name))}
    assert asked == {question.qid for question in QUESTIONS if question.type in WRITTEN}


@settings(
    max_examples=count(30, 5000),
    deadline=None,
    derandomize=not SOAK,
    phases=[Phase.explicit, Phase.generate],  # to shrink whole sets of answers takes minutes
    suppress_health_check=list(HealthCheck),
)
@given(st.sampled_from(ORGANISATIONS if SOAK else FEW), said_by_type, st.randoms(use_true_random=False))
def test_any_words_leave_every_page_with_the_elements_and_attributes_of_harmless_words(
    organisation: str, said: dict[str, list[str]], chance: random.Random
) -> None:
    bold, meek = filled(organisation, said)
    try:
        pack_with(bold)
    except ProblemsFoundError as error:
        str(error)
    pack, harmless = without_hard_words(pack_with(meek)), harmless_skeletons(organisation)
    assert {page.id for page in pack.pages} == set(harmless)
    slow = set() if chance.random() < SLOW_PAGES_TOO else SLOW
    chosen = set(chance.sample(sorted(set(harmless) - slow), PAGES_OF_A_SET))
    for page, skeleton in skeletons(pack, chosen).items():
        assert first_difference(skeleton, harmless[page]) == "", page


def test_what_is_written_from_right_to_left_turns_nothing_around_it_on_any_page() -> None:
    """Every such letter stands between isolates, so a number beside it keeps its order."""
    data = answers_of("swimming-club")
    data["signposting"]["own"] = [
        {"name": NAMES[0], "helps_with": f"{NAMES[0]} 123", "phone": "01632 960999", "checked_on": "2026-11-01"}
    ]
    _, meek = filled("swimming-club", {"text": NAMES}, data)
    pack = pack_with(meek)
    renderer = Renderer(pack)
    seen = 0
    for audience in AUDIENCES:
        for rendered in renderer.pages(audience):
            page = re.sub("<[^>]*>", "", converted(rendered.markdown))
            seen += len(re.findall("[\u05d0-\u05ea\u0620-\u064a]", page))
            assert not re.search("[\u05d0-\u05ea\u0620-\u064a]", ISOLATE.sub("", page)), rendered.page.id
    assert seen > 1000
    assert not re.search("[\u05d0-\u05ea\u0620-\u064a]", ISOLATE.sub("", html.unescape(site_name(pack))))
    found = " ".join(finding.title for finding in pack.findings)
    assert not re.search("[\u05d0-\u05ea\u0620-\u064a]", ISOLATE.sub("", found))


NAMES = ["\u0646\u0627\u062f\u064a \u0627\u0644\u0633\u0628\u0627\u062d\u0629", "\u05e9\u05dc\u05d5\u05dd 5"]
ISOLATE = re.compile("\u2068[^\u2068\u2069\n]*\u2069")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Sw\u00adim\u200bming\ufeff", "Swimming"),
        ("Club\u2060 \u3164\u2800one", "Club one"),
        ("Club\U000e0041\U000e0042", "Club"),
        (f"Cymru {WALES}", f"Cymru {WALES}"),
        (f"{SWIMMER} Swim", f"{SWIMMER} Swim"),
        ("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"),
    ],
)
def test_characters_without_a_shape_are_left_out_and_those_that_people_need_stay(given: str, kept: str) -> None:
    assert read_value(given, QUESTIONS["organisation.name"], None, Path()) == kept


@pytest.mark.parametrize(
    "given", ["\u200b\u3164", "Club \u202egnimmiws", "Club \u2067x", "x\u206ey", "a" + "\u0301" * 6]
)
def test_characters_that_hide_turn_or_cover_text_are_refused(given: str) -> None:
    with pytest.raises(ValueError, match=r"a few words|turns text around|pile of accents"):
        read_value(given, QUESTIONS["organisation.name"], None, Path())


@pytest.fixture(scope="module")
def harmless_sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Skeleton]:
    words = {kind: [HARMLESS[kind]] for kind in WRITTEN}
    return built("scout-group", words, tmp_path_factory.mktemp("harmless"))


def built(organisation: str, words: dict[str, list[str]], folder: Path) -> dict[str, Skeleton]:
    """Build an organisation with these words, and return the skeletons of all files, search entries among them."""
    text = json.dumps(filled(organisation, words)[1], ensure_ascii=False)
    found: dict[str, Skeleton] = {}
    for output, place in build_all(workspace_with(text, folder), TODAY).folders.items():
        for path in sorted(place.rglob("*")):
            name = f"{output}/{path.relative_to(place).as_posix()}"
            if path.suffix in (".html", ".xml"):
                found[name] = skeleton_of(path.read_text(encoding="utf-8"))
            elif path.suffix == ".json":
                entries = json.loads(path.read_text(encoding="utf-8")).get("docs", [])
                found[name] = skeleton_of("".join(f"{entry['title']}<hr>{entry['text']}<hr>" for entry in entries))
            elif path.is_file():
                found[name] = []
    return found


@pytest.mark.parametrize("number", range(count(1, 25)))
def test_any_words_leave_a_whole_built_site_with_the_elements_of_harmless_words(
    number: int, harmless_sites: dict[str, Skeleton], tmp_path: Path
) -> None:
    chance = random.Random(number)
    words = [chance.choice(PIECES) + chance.choice(["", " x", chance.choice(PIECES)]) for _ in range(97)]
    found = built("scout-group", {"text": words, "email": ["a{{b}}_*c*@hidden.org"]}, tmp_path)
    assert set(found) == set(harmless_sites)
    for name, skeleton in found.items():
        assert first_difference(skeleton, harmless_sites[name]) == "", name


@pytest.mark.parametrize("number", range(count(2, 200)))
def test_any_words_in_own_content_leave_every_page_with_the_elements_of_harmless_words(
    number: int, tmp_path: Path
) -> None:
    """Titles and descriptions of pages, and the words of rules and services, as an organisation may write its own."""
    chance = random.Random(number)
    found: list[dict[str, Skeleton]] = []
    plain = [piece.strip() for piece in PIECES if piece.isprintable() and piece.strip()]  # others are refused
    for words in ([chance.choice(plain) + chance.choice(["", " x"]) for _ in range(31)], ["Words"]):
        folder = workspace_with(json.dumps(answers_of("swimming-club")), tmp_path / f"{len(found)}")
        for name, keys in {
            "pages.yml": ("title", "description"),
            "rules.yml": ("rule", "why"),
            "services.yml": ("name",),
        }.items():
            rows = parse_yaml((OURS.root / "content" / name).read_text(encoding="utf-8"), name).plain()
            place = folder / "content" / name
            place.parent.mkdir(exist_ok=True)
            place.write_text(json.dumps(worded(rows, keys, words, [0]), ensure_ascii=False), encoding="utf-8")
        pack = load_pack(folder, TODAY)
        chosen = set(random.Random(number).sample(sorted(page.id for page in pack.pages if page.id not in SLOW), 8))
        found.append(skeletons(pack, chosen))
    for page, skeleton in found[0].items():
        assert first_difference(skeleton, found[1][page]) == "", page


def worded(data: Any, keys: tuple[str, ...], words: list[str], at: list[int]) -> Any:
    """Return rows of content with other words under these keys, each one of a kind."""
    if isinstance(data, list):
        return [worded(row, keys, words, at) for row in data]
    if not isinstance(data, dict):
        return data
    said = {}
    for key, value in data.items():
        at[0] += 1
        is_words = key in keys and isinstance(value, str)
        said[key] = f"{words[at[0] % len(words)]} {at[0]}" if is_words else worded(value, keys, words, at)
    return said
