"""Measure the questionnaire: `python -m tests.benchmarks.questionnaire`, from the top of a checkout.

Says how long it takes from an answer to the next question in an organisation with 25 places online, in the engine alone
and in a terminal from the last key to the screen (median and p95, milliseconds; wanted: p95 below 50), and how many
keys and seconds the quick path takes with the swimming club's answers. A next question on the same screen counts as one
on a new screen does. On a machine that is busy with other things the
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
from policypack.questionnaire.confirming import to_confirm
from policypack.questionnaire.engine import Engine
from policypack.questionnaire.flow import Flow
from policypack.questionnaire.presets import load_presets
from policypack.questionnaire.steps import AskQuestion, Finished
from tests.given import answer, given
from tests.organisations import CHECKOUT, workspace_of, workspace_with
from tests.terminal.pty import CTRL_K, DOWN, ENTER, SPACE, TODAY, Terminal

CATALOGUE = load_catalogue(Workspace.at(CHECKOUT))
PROMPT = r"(?:Choose|Tick|Your answer):"
END, READ_BACK = "That was the last", "Is that right?"
PLACES = 25


def with_many_places(folder: Path) -> Path:
    """Make a workspace with 25 places online, in which the last two sections are open."""
    workspace = workspace_of("gaming-charity", folder)
    file = workspace / "site_config" / "answers.yml"
    text = file.read_text(encoding="utf-8")
    start, end = text.index("    - platform: discord"), text.index("    - platform: minecraft")
    one = text[start:end]  # its channels name it, so it keeps its name
    many = "".join(one.replace("Lanternfish Discord", f"Place {n}") for n in range(PLACES - 2))
    file.write_text(text[:start] + one + many + text[end : text.index("\nadults:\n") + 1], encoding="utf-8")
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


def next_asked(mirror: Flow) -> AskQuestion | None:
    """Return what is asked next, or None at the end. What only tells something is passed, as a terminal passes it."""
    while not isinstance(step := mirror.next(), AskQuestion | Finished):
        pass
    return step if isinstance(step, AskQuestion) else None


def waits_for(terminal: Terminal, step: AskQuestion | None) -> None:
    """Wait until a question can be answered, or the end was told."""
    if step is None:
        terminal.shows(END)
    else:
        terminal.shows(f"Is there another {step.asked.question.item}?" if step.asked.kind == "more" else step.prompt)
    terminal.expects(PROMPT)


def mirror_in(folder: Path, *, quick: bool = False, only: str | None = None) -> Flow:
    """Return the questionnaire that a terminal asks in a workspace like this one."""
    workspace = Workspace.at(folder)
    return Flow(Engine(workspace, CATALOGUE, TODAY), load_presets(workspace), quick=quick, only=only)


def run(terminal: Terminal, mirror: Flow, source: Engine) -> tuple[list[float], list[float]]:
    """Answer in a terminal that shows its first question while `mirror` says what is asked.

    Returns the times from each last key to the next prompt: by the clock, and at work.
    """
    times, work = [], []
    step = next_asked(mirror)
    while step is not None:
        asked = step.asked
        raw = given(asked, source, mirror.engine)
        if (step.suggested is not None and not asked.options) or step.same:  # an answer of their own, the first choice
            terminal.sends(ENTER)
            terminal.expects(PROMPT)
        is_read_back = to_confirm(mirror.engine, asked, raw, ()) is not None
        moves, last = keys(asked, raw)
        answer(mirror.engine, asked, raw)
        step = next_asked(mirror)
        terminal.sends(moves)
        settled(terminal)
        start, worked = time.perf_counter(), at_work(terminal)
        terminal.sends(last)
        if is_read_back:
            terminal.shows(READ_BACK)
            terminal.expects(PROMPT)
        else:
            waits_for(terminal, step)
        times.append(time.perf_counter() - start)
        work.append(at_work(terminal) - worked)
        if is_read_back:
            terminal.sends(ENTER)
            waits_for(terminal, step)
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
        mirror = mirror_in(with_many_places(folder / "b"), only="adults")
        terminal = Terminal("ask", "--section", "adults", cwd=with_many_places(folder / "c"), from_scratch=True)
        waits_for(terminal, next_asked(mirror))
        times, work = run(terminal, mirror, source)
        click.echo(f"terminal, {PLACES} places: {p95(times)}; at work: {p95(work)}")
        source = Engine(Workspace.at(workspace_of("swimming-club", folder / "d")), CATALOGUE, TODAY)
        mirror = mirror_in(workspace_with("# nothing\n", folder / "e"), quick=True)
        start = time.perf_counter()
        terminal = Terminal("ask", cwd=workspace_with("# nothing\n", folder / "f"), from_scratch=True)
        terminal.expects(PROMPT)
        terminal.sends(ENTER)
        waits_for(terminal, next_asked(mirror))
        times, work = run(terminal, mirror, source)
        click.echo(f"quick path, swimming club: {terminal.keys} keys; {p95(times)}; at work: {p95(work)};")
        click.echo(f"  {time.perf_counter() - start:.1f} seconds in all when nobody has to think")


if __name__ == "__main__":
    main()
