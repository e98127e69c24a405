"""Fixtures of all tests: built sites, golden files, and the command line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from tests.launcher import Launcher

# No random failures: examples are the same in each run, and there is no deadline for a busy machine
# to miss. ``make fuzz`` runs new examples.
settings.register_profile("fixed", deadline=None, derandomize=True)
settings.register_profile("fuzz", deadline=None, max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fixed"))

ROOT = Path(__file__).resolve().parent.parent
LISTING = ROOT / "examples" / "hf-papers-transformers.txt"
ON_CI = os.environ.get("CI", "").lower() in {"1", "true"}


def pytest_addoption(parser):
    parser.addoption("--rewrite-golden", action="store_true", help="rewrite the expected files")


@pytest.fixture(scope="session")
def listing():
    return LISTING


@pytest.fixture
def golden(request):
    """Compare a text with its expected file; ``make golden`` rewrites those files."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--rewrite-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.is_file(), f"{path} is missing; make golden writes it"
        assert text == path.read_text(encoding="utf-8")

    return compare


def run_process(*arguments, cwd=None, env=None, **options):
    """Run the command line in a new process; return the completed process."""
    command = [sys.executable, "-m", "sitegen", *map(str, arguments)]
    environment = {**os.environ, **(env or {})}
    return subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=300, **options
    )


@pytest.fixture(scope="session")
def launcher():
    with Launcher() as started:
        yield started


@pytest.fixture(scope="session")
def sitegen(launcher):
    """Run the command line: in a fork, or in a new process if it has an environment or input."""

    def run(*arguments, cwd=None, **options):
        if options or sys.platform != "linux":
            return run_process(*arguments, cwd=cwd, **options)
        return launcher.run(*arguments, cwd=cwd)

    return run


@pytest.fixture(scope="session")
def example_site(sitegen, tmp_path_factory):
    """The site of the example, in a folder whose name has characters that URLs must escape."""
    folder = tmp_path_factory.mktemp("example") / "Papers & notes #1 100% ü"
    folder.mkdir()
    config = ROOT / "examples" / "sitegen.toml"
    result = sitegen("build", "-c", config, "-o", folder / "site")
    assert result.returncode == 0, result.stderr
    return folder / "site"


#: Papers with all fields that sources have, and papers with hostile content.
RECORDS = ROOT / "tests" / "fixtures" / "records.jsonl"


@pytest.fixture(scope="session")
def records_site(sitegen, tmp_path_factory):
    """A small site of papers with all fields and of papers with hostile content."""
    folder = tmp_path_factory.mktemp("records-site")
    result = sitegen("build", RECORDS, "-o", folder / "site", "--strict")
    assert result.returncode == 0, result.stderr
    return folder / "site"


def need(*names: str) -> str:
    """Return the path of the first installed program; without one, fail on CI, skip elsewhere."""
    for name in names:
        if path := shutil.which(name):
            return path
    message = f"none of {', '.join(names)} is installed; run tests/install-browsers"
    if ON_CI:
        pytest.fail(message)
    pytest.skip(message)
