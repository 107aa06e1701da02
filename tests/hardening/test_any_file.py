"""Whatever a file holds, it is read or refused: within two seconds, in 200 MiB, and never with a traceback.

Small faults are tried in this process. What may take time or memory is read by a process of its own, which the machine
stops at the limit; a stopped process is a failed test.
"""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from filelock import FileLock

from policypack.answers.reader import MOST_ITEMS
from policypack.base.problems import ProblemsFoundError
from policypack.files.text_files import LARGEST_FILE, LARGEST_RECORD, MOST_LINES
from policypack.pack.pack import load_pack
from policypack.pages.render import render_pages
from tests.hardening.canaries import TODAY
from tests.hardening.rounds import count
from tests.organisations import CHECKOUT, put, workspace_of, workspace_with

MOST_SECONDS, MOST_BYTES = 2, 200 * 1024 * 1024
CONTENT = sorted(path.relative_to(CHECKOUT).as_posix() for path in (CHECKOUT / "content").rglob("*.yml"))
ANSWERS = "site_config/answers.yml"
# ruff: noqa: E501 - lists of oddities read best in few lines
SPLICES = [
    b"\0", b"\t", b"\r", b"\r\n", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xc2\x85", b"\xe2\x80\xa8", b"---\n", b"...\n",
    b"&a ", b"*a", b"!!map ", b"!x ", b"<<: ", b"? ", b": ", b"- ", b"[", b"]", b"{", b"}", b"|", b">-\n", b"'", b'"', b"#", b"%YAML 9.9\n",
    b"\x1b", b"\x07", b"~", b"null", b"yes", b"99999999999999999999", b"-1", b"0x10", b"1e999", b".inf", b"\xf0\x9f\x8f\x8a", b"2026-13-45", b"\n",
]  # fmt: skip


def broken(data: bytes, chance: random.Random) -> bytes:
    """Return a file with a few faults: bytes changed, taken out or put in, and lines moved, doubled or pushed in."""
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data) + 1)
        way = chance.randrange(9)
        lines = data.split(b"\n")
        line = chance.randrange(len(lines))
        if way == 0:
            data = data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
        elif way == 1:
            data = data[:at] + data[at + chance.choice([1, 2, 40, 4000]) :]
        elif way in (2, 3):
            data = data[:at] + chance.choice(SPLICES) + data[at:]
        elif way == 4:
            lines.insert(chance.randrange(len(lines)), lines[line])
            data = b"\n".join(lines)
        elif way == 5:
            lines[line] = b"  " * chance.randint(1, 3) + lines[line]
            data = b"\n".join(lines)
        elif way == 6:
            lines[line] = lines[line].removeprefix(b"  ")
            data = b"\n".join(lines)
        elif way == 7:
            key, colon, _ = lines[line].partition(b":")
            said = [
                b" []",
                b" {}",
                b" [[x]]",
                b" {x: y}",
                b"",
                b" x",
                b" [x, x]",
                b" {id: x}",
                b" 1",
                b" not decided yet",
                b" none",
            ]
            lines[line] = key + colon + chance.choice(said)
            data = b"\n".join(lines)
        else:
            del lines[line]
            data = b"\n".join(lines)
    return data


def outcome(folder: Path, number: int) -> str:
    """Load and render a workspace; return what its owner reads where that is refused. Raises whatever else happens.

    number: of the try; the leaders' pages, which take longest, are rendered in each tenth.
    """
    try:
        pack = load_pack(folder, TODAY)
        render_pages(pack, "leaders" if number % 10 == 0 else "public")
    except ProblemsFoundError as error:
        return str(error)
    return ""


def test_answers_with_any_fault_are_read_or_refused_with_its_place(tmp_path: Path) -> None:
    folder = workspace_of("swimming-club", tmp_path)
    whole = (folder / ANSWERS).read_bytes()
    refused = 0
    for number in range(count(40, 3500)):
        data = broken(whole, random.Random(number))
        (folder / ANSWERS).write_bytes(data)
        try:
            said = outcome(folder, number)
        except Exception as error:
            raise AssertionError(f"fault {number} of the answers: {error!r}") from error
        refused += bool(said)
        assert not said or all(line.startswith(ANSWERS) for line in said.split("\n")), said
    assert refused > count(40, 3500) / 3


def test_own_content_with_any_fault_is_read_or_refused(tmp_path: Path) -> None:
    folder = workspace_of("swimming-club", tmp_path)
    refused = 0
    for number in range(count(20, 1500)):
        chance = random.Random(number)
        name = chance.choice(CONTENT)
        own = folder / name
        own.parent.mkdir(parents=True, exist_ok=True)
        own.write_bytes(broken((CHECKOUT / name).read_bytes(), chance))
        try:
            said = outcome(folder, number)
        except Exception as error:
            raise AssertionError(f"fault {number} of {name}: {error!r}") from error
        finally:
            own.unlink()
        refused += bool(said)
    assert refused > count(20, 1500) / 4


@pytest.mark.parametrize(("asked", "answer"), [("ages.members", "children"), ("ages.kept_apart", "yes")])
def test_an_own_question_that_is_asked_by_its_own_answer_is_refused_by_name(
    asked: str, answer: str, tmp_path: Path
) -> None:
    """Its own answer, or by way of another question that hangs on it."""
    folder = workspace_of("swimming-club", tmp_path)
    name = next(name for name in CONTENT if name.endswith("-ages.yml"))
    (folder / name).parent.mkdir(parents=True)
    ours = (CHECKOUT / name).read_text(encoding="utf-8")
    own = ours.replace("  - id: members\n", f"  - id: members\n    when: {{question: {asked}, is: {answer}}}\n")
    assert own != ours
    (folder / name).write_text(own, encoding="utf-8")
    with pytest.raises(ProblemsFoundError, match=r"content/questions: ages\.\w+: whether it is asked hangs on its own"):
        render_pages(load_pack(folder, TODAY), "public")


def full(start: str, part: str, end: str = "") -> bytes:
    """Return a file as long as one may be: a part over and over; {n} in it counts."""
    room = LARGEST_FILE - len(start) - len(end) - 1
    most = room // len(part.format(n=99999))
    parts = (part.format(n=n) for n in range(most)) if "{n}" in part else [part.format() * most]
    return (start + "".join(parts) + end).encode()


def bombs() -> dict[str, Callable[[], bytes]]:
    """Return what makes files that are made to take time or memory, and files as other programs save them."""
    answers = (CHECKOUT / ANSWERS).read_text(encoding="utf-8")
    aliases = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    aliases += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    place = "    - {{platform: discord, name: Place {n}, seen_by: everybody}}\n"
    return {
        "aliases": lambda: "\n".join(aliases).encode(),
        "aliases in an answer": partial(full, "organisation:\n  name: &x [", "*x, ", "]\n"),
        "merge keys": partial(full, "a: &a {b: c}\n", "d{n}:\n  <<: *a\n"),
        "10 MB": lambda: b"a: " + b"x" * 10_000_000,
        "10 MB of lines": lambda: b"a:\n" * 3_300_000,
        "deep brackets": partial(full, "a: ", "["),
        "deep braces": partial(full, "", "{{a: "),
        "deep dashes": partial(full, "", "- "),
        "deep indents": lambda: "".join(f"{' ' * n}a:\n" for n in range(950)).encode(),
        "one long word": partial(full, "organisation:\n  name: ", "x"),
        "many short words": partial(full, "organisation:\n  name: ", "x "),
        "many nations": partial(full, "organisation:\n  nations: [", "englund, ", "]\n"),
        "many unknown questions": partial(full, "organisation:\n", "  q{n}: x\n"),
        "many unknown sections": partial(full, "", "s{n}: x\n"),
        "many same keys": partial(full, "organisation:\n", "  name: x\n"),
        "many places": partial(full, "online:\n  accounts:\n", place),
        "as many places as may be": (
            "online:\n  accounts:\n" + "".join(place.format(n=n) for n in range(MOST_ITEMS))
        ).encode,
        "many people": partial(full, "people:\n  team:\n", "    - {{role: Role {n}, first_name: none}}\n"),
        "many chosen people": partial(
            full, "people:\n  team: [{role: Lead}]\nreporting:\n  taken_by: [", "Leed {n}, ", "]\n"
        ),
        "many documents": partial(full, "", "---\n"),
        "many tags": partial(full, "", "a: !x y\n"),
        "many merges": partial(full, "", "<<<<<<< \n=======\n>>>>>>> \n"),
        "many line separators": partial(full, "a: ", "\u2028"),
        "many no-break spaces": partial(full, "a: b\n", "\u00a0\n"),
        "many glued names": partial(full, "a:\n", "- b\n   c:d\n"),
        "many quotes": partial(full, 'a: "', "\\x41", '"\n'),
        "times": partial(full, "moderation:\n  times: ", "Mon 6pm-8pm, "),
        "long times": partial(full, "moderation:\n  times: ", "Mon-"),
        "long phone": partial(full, "reporting:\n  local:\n    - {area: A, day_phone: '", "0", "'}\n"),
        "long email": partial(full, "reporting:\n  mailbox: ", "a.", "a@x.example\n"),
        "long address": partial(full, "brand:\n  address: https://", "a.", "example\n"),
        "long date": partial(full, "adults:\n  trained_on: ", "1"),
        "long number": partial(full, "ages:\n  groups:\n    - {name: A, from: ", "1", "}\n"),
        "long colour": partial(full, "brand:\n  colour: '#", "a", "'\n"),
        "open brackets in a text": partial(full, "organisation:\n  aims: '", "[", "'\n"),
        "question marks": partial(full, "organisation:\n  name: '", "?", "'\n"),
        "comments": partial(full, "", "# x\n"),
        "blank": partial(full, "", "\n"),
        "empty": lambda: b"",
        "byte-order mark and Windows": lambda: b"\xef\xbb\xbf" + answers.replace("\n", "\r\n").encode(),
        "old Mac": lambda: answers.replace("\n", "\r").encode(),
        "UTF-16": lambda: answers.encode("utf-16"),
        "UTF-16 without mark": lambda: answers.encode("utf-16-le"),
        "UTF-32": lambda: answers.encode("utf-32"),
        "Latin-1": lambda: (answers + "# caf\u00e9\n").encode("latin-1"),
        "tabs": lambda: answers.replace("  ", "\t").encode(),
        "NUL": lambda: answers.encode() + b"\0",
        "binary": lambda: random.Random(1).randbytes(LARGEST_FILE),
    }


def record_bombs() -> dict[str, tuple[str, str, str, int]]:
    """Return files that policypack writes for itself, made to take time or memory.

    Each has its place, how it begins, what stands in it over and over, and its bytes.
    """
    words, journal = "== home | public | 0 | Home\n", "# 2026-11-01\n== home | public | Home\n"
    thing = "== a | public | put up on 2026-11-01 | A\n  b\n"
    built, changes, put_up = "site_config/last_build/words.txt", "site_config/changes.txt", "site_config/put_up.txt"
    return {
        "words of a build, many lines": (built, words, "  a\n", 4 * MOST_LINES),
        "words of a build, many pages": (built, words, words, LARGEST_RECORD),
        "words of a build, one long line": (built, words, "  x", LARGEST_RECORD),
        "words of a build, 200 MB": (built, words, "  a\n", 200_000_000),
        "a journal of many lines": (changes, journal, "+ a\n", 4 * MOST_LINES),
        "a journal of many days": (changes, journal, journal, 12 * MOST_LINES),
        "a journal of many sentences": (changes, journal, f"+ {'a b ' * 15}\n", LARGEST_RECORD),
        "a journal of 200 MB": (changes, journal, "+ a\n", 200_000_000),
        "many things put up": (put_up, thing, thing, LARGEST_RECORD),
        "things put up, 200 MB": (put_up, thing, "  a\n", 200_000_000),
    }


BOMBS = bombs()
RECORD_BOMBS = record_bombs()
GOOD = {"byte-order mark and Windows", "old Mac", "as many places as may be", "tabs"}
# Reads each workspace in a process of its own, which starts when all is imported; says how it ended and what it said.
READS = """
import json, os, resource, sys
from pathlib import Path
from policypack.pack.pack import load_pack
from policypack.pages.render import render_pages
from policypack.pages.moments import moment_of_last_build
from policypack.pages.put_up import known_put_up
from policypack.base.problems import ProblemsFoundError
render_pages(load_pack(Path(sys.argv[1])), "public")
ended = {}
for folder in sorted(Path(sys.argv[2]).iterdir()):
    if not (child := os.fork()):
        resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[3]),) * 2)
        resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[4]),) * 2)
        said = ""
        try:
            pack = load_pack(folder)
            render_pages(pack, "public")
            moment_of_last_build(pack)
            known_put_up(pack.workspace)
        except ProblemsFoundError as error:
            said = str(error)
        (folder / "said").write_text(said, encoding="utf-8")
        os._exit(0)
    ended[folder.name] = os.waitpid(child, 0)[1]
print(json.dumps(ended))
"""


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> dict[str, tuple[int, str]]:
    """How the reading of each file ended (0: by itself), and what its owner was told. Each is read once a run."""
    kept = shared / "bombs.json"
    with FileLock(f"{kept}.lock"):
        if not kept.exists():
            kept.write_text(json.dumps(read_all(tmp_path_factory.mktemp("bombs"))), encoding="utf-8")
    return {name: (code, said) for name, (code, said) in json.loads(kept.read_text(encoding="utf-8")).items()}


def read_all(folder: Path) -> dict[str, tuple[int, str]]:
    for name, made in BOMBS.items():
        workspace_with(made(), folder / name)
    for name, (path, start, part, size) in RECORD_BOMBS.items():
        workspace = workspace_of("swimming-club", folder / name)
        put(workspace, "site_config/last_build/record.yml", 'date: 2026-11-01\npolicypack: "0.2.0"\ncontent: "0"\n')
        put(workspace, "site_config/last_build/words.txt", "")
        put(workspace, path, start + part * ((size - len(start)) // len(part)))
    limits = [str(MOST_BYTES), str(MOST_SECONDS)]
    command = [sys.executable, "-c", READS, str(CHECKOUT), str(folder), *limits]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    codes = json.loads(run.stdout)
    return {
        name: (codes[name], (folder / name / "said").read_text() if not codes[name] else run.stderr)
        for name in (*BOMBS, *RECORD_BOMBS)
    }


@pytest.mark.parametrize("name", BOMBS)
def test_a_file_that_is_made_to_take_time_or_memory_is_read_or_refused_within_its_limits(
    name: str, ended: dict[str, tuple[int, str]]
) -> None:
    """The machine stops the process after 2 s of work, or where it asks for more than 200 MiB."""
    code, said = ended[name]
    assert code == 0, f"stopped ({code}, {signal.SIGKILL} is too slow): {said[-2000:]}"
    assert bool(said) == (name not in GOOD), said
    assert all(line.startswith(ANSWERS) and len(line) < 600 for line in said.split("\n")) or not said
    assert said.count("\n") <= 200


@pytest.mark.parametrize("name", RECORD_BOMBS)
def test_a_record_of_ours_that_was_made_to_take_time_or_memory_is_read_or_refused_within_the_same_limits(
    name: str, ended: dict[str, tuple[int, str]]
) -> None:
    code, said = ended[name]
    place, _, _, size = RECORD_BOMBS[name]
    assert code == 0, f"stopped ({code}): {said[-2000:]}"
    assert said.startswith(place) or not said
    assert said or size <= LARGEST_RECORD
