"""What holds for all tests."""

import functools
import gc
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from policypack.pack.pack import load_pack
from policypack.pages.render import Renderer
from policypack.publish.approve import approve
from policypack.publish.build import OUTPUTS, Built, build_all
from tests.kept_by_tests import convert_pages_once, parse_shipped_files_once, unpickle_kept_content_once
from tests.once import once
from tests.organisations import workspace_of

gc.set_threshold(1_000_000)  # looking for garbage as often as usual takes a seventh of a run

# How long an example takes says something about the machine, not about the code: timing belongs to the benchmarks.
settings.register_profile("policypack", deadline=None)
settings.load_profile("policypack")


TODAY = date(2026, 11, 22)


def pytest_xdist_auto_num_workers() -> int:
    """Take three processes for two cores: a third of the time a test waits for a terminal, a browser or a process.

    More do not end sooner: each of them collects all tests, and starts browsers of its own.
    """
    return (3 * (os.cpu_count() or 1) + 1) // 2


def pytest_sessionfinish() -> None:
    """Leave what is there as it is: pytest would look through all of it for garbage several times as it ends."""
    gc.freeze()


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that all processes of this run share: what one makes there, the others need not make again."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def built_of(shared: Path) -> Callable[..., Built]:
    """Return a function from a test organisation to its outputs, built once a run, to be read and left as they are.

    With `documents=True`, PDF and Word files are beside them.
    """

    def built(organisation: str, *, documents: bool = False) -> Built:
        folder = shared / ("documents" if documents else "built") / organisation
        folder.parent.mkdir(exist_ok=True)
        with FileLock(f"{folder}.lock"):
            if all((folder / output).is_dir() for output in OUTPUTS):
                return Built(Renderer(load_pack(folder, TODAY)), {output: folder / output for output in OUTPUTS})
            return build_all(workspace_of(organisation, folder), TODAY, documents=documents)

    return functools.cache(built)


@pytest.fixture
def copy_of(built_of: Callable[[str], Built], tmp_path: Path) -> Callable[[str], Path]:
    """Return a function from a test organisation to a workspace of this test's own, with its outputs built."""

    def copied(organisation: str) -> Path:
        return shutil.copytree(built_of(organisation).pack.workspace.root, tmp_path, symlinks=True, dirs_exist_ok=True)

    return copied


@pytest.fixture(scope="session")
def agreed(shared: Path) -> Path:
    """Return a workspace of the swimming club whose policies were agreed, once a run, to be copied."""
    return once(
        shared / "agreed",
        lambda folder: approve(load_pack(workspace_of("swimming-club", folder), TODAY), "Club committee"),
    )


@pytest.fixture(scope="session")
def agreed_and_built(agreed: Path, shared: Path) -> Path:
    """Return the same workspace with its outputs, built once a run, to be copied."""
    return once(
        shared / "agreed-and-built",
        lambda folder: build_all(shutil.copytree(agreed, folder, symlinks=True), TODAY),
    )


@pytest.fixture(scope="session")
def renderer_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Renderer]:
    """Return a function from a test organisation to its pages, each rendered once in this process, to be read alone."""

    def rendered(organisation: str) -> Renderer:
        return Renderer(load_pack(workspace_of(organisation, tmp_path_factory.mktemp(organisation)), TODAY))

    return functools.cache(rendered)


@pytest.fixture
def elsewhere() -> Iterator[Path]:
    """Make a folder that everybody can reach, unlike that of the test run."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session", autouse=True)
def _what_is_the_same_each_time_is_worked_out_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        parse_shipped_files_once(patch)
        unpickle_kept_content_once(patch)
        convert_pages_once(patch)
        yield
