"""Fixtures of all tests: built sites, golden files, and the command line."""

from __future__ import annotations

import collections
import fcntl
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
COUNTS = pytest.StashKey[collections.Counter]()
ON_CI = os.environ.get("CI", "").lower() in {"1", "true"}


def pytest_addoption(parser):
    parser.addoption("--rewrite-golden", action="store_true", help="rewrite the expected files")


#: Folders of tests in the order in which they run. Long tests come first, so that no worker waits
#: long for the last.
FOLDERS = ("browser", "site", "unit")
#: Tests that run one after another in a worker.
GROUP_SIZE = 50
MAX_ID_CHARS = 100


def folder_of(item):
    return item.path.relative_to(ROOT / "tests").parts[0]


def chromium_group(item):
    """Return the name of the group whose tests share a Chromium, or None.

    There are two, which take about the same time: in one, they would be the last to end.
    """
    # The sites of test_policy.py take long to build, and half of its tests have another browser.
    if "chromium" in item.fixturenames or item.path.name == "test_policy.py":
        return "chromium, search" if "search" in item.path.name else "chromium"
    return None


def pytest_itemcollected(item):
    """Keep the tests of a file together, as they share sites, and those that share Chromium."""
    group = chromium_group(item)
    if group is None:
        files = item.config.stash.setdefault(COUNTS, collections.Counter())
        group = f"{item.path.relative_to(ROOT)} {files[item.path] // GROUP_SIZE}"
        files[item.path] += 1
    item.add_marker(pytest.mark.xdist_group(group))


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: (FOLDERS.index(folder_of(item)), chromium_group(item) is None))


def pytest_make_parametrize_id(val):
    """Name hostile texts by their start: workers send the names of all tests to one another."""
    if isinstance(val, str | bytes) and len(val) > MAX_ID_CHARS:
        return f"{val[:MAX_ID_CHARS]!r} of {len(val)}"
    return None


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
def shared_folder(tmp_path_factory):
    """Return folders that the first of all workers that needs one fills."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent

    def find_folder(name, fill):
        shared, complete = folder / name, folder / f"{name}.complete"
        with (folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not complete.exists():
                shared.mkdir()
                fill(shared)
                complete.touch()
        return shared

    return find_folder


@pytest.fixture(scope="session")
def example_site(sitegen, shared_folder):
    """The site of the example, in a folder whose name has characters that URLs must escape."""

    def build(folder):
        result = sitegen("build", "-c", ROOT / "examples" / "sitegen.toml", "-o", folder / "site")
        assert result.returncode == 0, result.stderr

    return shared_folder("Papers & notes #1 100% ü", build) / "site"


#: Papers with all fields that sources have, and papers with hostile content.
RECORDS = ROOT / "tests" / "fixtures" / "records.jsonl"


@pytest.fixture(scope="session")
def records_site(sitegen, shared_folder):
    """A small site of papers with all fields and of papers with hostile content."""

    def build(folder):
        result = sitegen("build", RECORDS, "-o", folder / "site", "--strict")
        assert result.returncode == 0, result.stderr

    return shared_folder("records", build) / "site"


def need(*names: str) -> str:
    """Return the path of the first installed program; without one, fail on CI, skip elsewhere."""
    for name in names:
        if path := shutil.which(name):
            return path
    message = f"none of {', '.join(names)} is installed; run tests/install-browsers"
    if ON_CI:
        pytest.fail(message)
    pytest.skip(message)
