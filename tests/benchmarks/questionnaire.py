"""Measure the questionnaire: `python -m tests.benchmarks.questionnaire`, from the top of a checkout.

Says how long it takes from an answer to the next question in an organisation with 25 places online, in the engine alone
and in a terminal from the last key to the screen (median and p95, milliseconds; wanted: p95 below 50), and how many
keys and seconds the quick path takes with the swimming club's answers. On a machine that is busy with other things the
time by the clock says little: the time that the process itself was at work stands beside it.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

import click

from policypack.answers.document import Raw
from policypack.base.workspace import Workspace
from policypack.content.catalogue import load_catalogue
from policypack.content.questions import NONE, NOT_DECIDED
from policypack.questionnaire.asked import DONE, Asked
from policypack.questionnaire.engine import Engine
from tests.given import answer, given
from tests.organisations import CHECKOUT, workspace_of, workspace_with
from tests.terminal.pty import CTRL_K, DOWN, ENTER, SPACE, TODAY, Terminal

CATALOGUE = load_catalogue(Workspace.at(CHECKOUT))
PROMPT = r"(?:Choose|Tick|Your answer):"
NEXT = rf"(?s)(Section \d+ of|Groups like yours|Is that right|That was the last).*?{PROMPT}"
PLACES = 25


def with_many_places(folder: Path) -> Path:
    """Make a workspace with 25 places online, in which the last two sections are open."""
    workspace = workspace_of("gaming-charity", folder)
    file = workspace / "site_config" / "answers.yml"
    text = file.read_text(encoding="utf-8")
    start, end = text.index("    - platform: discord"), text.index("    - platform: minecraft")
    many = "".join(text[start:end].replace("Lanternfish Discord", f"Place {n}") for n in range(PLACES - 1))
    file.write_text(text[:start] + many + text[end : text.index("\nadults:\n") + 1], encoding="utf-8")
    return workspace


def p95(times: list[float]) -> str:
    """Return the median and the 95th percentile in milliseconds, and of how many."""
    cut = statistics.quantiles(times, n=20)
    return f"median {statistics.median(times) * 1000:.0f} ms, p95 {cut[-1] * 1000:.0f} ms, n {len(times)}"


def at_work(terminal: Terminal) -> float:
    """Return the seconds for which the process in a terminal has been running on a processor; 0 where none says so."""
    file = Path(f"/proc/{terminal.pid}/schedstat")
    return int(file.read_text(encoding="ascii").split()[0]) / 1e9 if file.exists() else 0.0


def engine_times(folder: Path) -> list[float]:
    """Time each answer in the engine, the next question included."""
    source = Engine(Workspace.at(workspace_of("gaming-charity", folder / "source")), CATALOGUE, TODAY)
    engine = Engine(Workspace.at(with_many_places(folder / "many")), CATALOGUE, TODAY)
    times = []
    asked = engine.next_question(section="adults")
    while asked is not None:
        raw = given(asked, source, engine)
        start = time.perf_counter()
        answer(engine, asked, raw)
        asked = engine.next_question(section="adults")
        times.append(time.perf_counter() - start)
    return times


def keys(asked: Asked, raw: Raw) -> tuple[str, str]:
    """Return the keys that choose or type an answer, and the one that sends it."""
    if raw == NOT_DECIDED:
        return "", CTRL_K
    if asked.kind == "any":
        return DOWN * (raw == NONE), ENTER
    if asked.kind == "more":
        return DOWN * (raw == DONE), ENTER
    if asked.question.type == "yes/no":
        return DOWN * (raw == "no"), ENTER
    values = [option.value for option in asked.options]
    if asked.question.type == "choice":
        label = asked.options[values.index(str(raw))].label
        return (label if len(values) + 1 >= 12 else DOWN * values.index(str(raw))), ENTER
    if asked.question.type == "choices":
        chosen = [values.index(value) for value in ([raw] if isinstance(raw, str) else raw)]
        moves, at = "", 0
        for index in sorted(chosen):
            moves, at = moves + DOWN * (index - at) + SPACE, index
        return moves, ENTER
    return str(raw), ENTER


def run(terminal: Terminal, mirror: Engine, source: Engine, section: str | None) -> tuple[list[float], list[float]]:
    """Answer in a terminal while `mirror` says what is asked.

    Returns the times from each last key to the next prompt: by the clock, and at work.
    """
    times, work = [], []
    while (asked := mirror.next_question(quick=section is None, section=section)) is not None:
        before = terminal.process.after
        while "Groups like yours" in str(before):
            terminal.sends(ENTER)
            terminal.expects(NEXT if "in this section" in str(before) else PROMPT)
            before = terminal.process.after
        raw = given(asked, source, mirror)
        moves, last = keys(asked, raw)
        terminal.sends(moves)
        settled(terminal)
        start, worked = time.perf_counter(), at_work(terminal)
        terminal.sends(last)
        terminal.expects(NEXT)
        times.append(time.perf_counter() - start)
        work.append(at_work(terminal) - worked)
        if "Is that right" in str(terminal.process.after):
            terminal.sends(ENTER)
            terminal.expects(NEXT)
        answer(mirror, asked, raw)
    return times, work


def settled(terminal: Terminal) -> None:
    """Wait until the process has taken the keys that it was sent, and sleeps: nobody types a hundred in one go."""
    before = -1.0
    while (now := at_work(terminal)) != before:
        before = now
        time.sleep(0.02)


def main() -> None:
    """Measure, and say the results."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        click.echo(f"engine, {PLACES} places:   {p95(engine_times(folder / 'engine'))}")
        source = Engine(Workspace.at(workspace_of("gaming-charity", folder / "a")), CATALOGUE, TODAY)
        mirror = Engine(Workspace.at(with_many_places(folder / "b")), CATALOGUE, TODAY)
        terminal = Terminal("ask", "--section", "adults", cwd=with_many_places(folder / "c"), from_scratch=True)
        terminal.expects(NEXT)
        times, work = run(terminal, mirror, source, "adults")
        click.echo(f"terminal, {PLACES} places: {p95(times)}; at work: {p95(work)}")
        source = Engine(Workspace.at(workspace_of("swimming-club", folder / "d")), CATALOGUE, TODAY)
        mirror = Engine(Workspace.at(workspace_with("# nothing\n", folder / "e")), CATALOGUE, TODAY)
        start = time.perf_counter()
        terminal = Terminal("ask", cwd=workspace_with("# nothing\n", folder / "f"), from_scratch=True)
        terminal.expects(PROMPT)
        terminal.sends(ENTER)
        terminal.expects(NEXT)
        times, work = run(terminal, mirror, source, None)
        click.echo(f"quick path, swimming club: {terminal.keys} keys; {p95(times)}; at work: {p95(work)};")
        click.echo(f"  {time.perf_counter() - start:.1f} seconds in all when nobody has to think")


if __name__ == "__main__":
    main()
