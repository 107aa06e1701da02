"""What holds for all tests."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes says something about the machine, not about the code: timing belongs to the benchmarks.
settings.register_profile("policypack", deadline=None)
settings.load_profile("policypack")


@pytest.fixture
def elsewhere() -> Iterator[Path]:
    """Make a folder that everybody can reach, unlike that of the test run."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)
