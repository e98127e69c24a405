"""Examine the installation: versions, libraries, the search indexer."""

from __future__ import annotations

import platform
import subprocess
from importlib import metadata
from typing import TYPE_CHECKING, Final

from packaging.requirements import InvalidRequirement, Requirement

from sitegen import __version__
from sitegen.doctor.findings import Finding, doubtful, faulty, fine

if TYPE_CHECKING:
    from collections.abc import Iterator

_INDEXER: Final = "pagefind"
_TIMEOUT_S: Final = 30
_REINSTALL: Final = "install sitegen again with pip"


def examine_installation() -> Iterator[Finding]:
    """Yield findings on Python, sitegen, its libraries and the indexer."""
    system = f"{platform.system()} {platform.machine()}"
    yield fine("sitegen", f"{__version__}, Python {platform.python_version()}, {system}")
    yield examine_libraries()
    yield examine_indexer()


def examine_libraries(name: str = "sitegen") -> Finding:
    """Compare the installed libraries with what a distribution requires."""
    try:
        required = [Requirement(text) for text in metadata.requires(name) or []]
    except (metadata.PackageNotFoundError, InvalidRequirement):
        return doubtful("libraries", f"{name} is not installed as a package", _REINSTALL)
    needed = [r for r in required if r.marker is None or r.marker.evaluate({"extra": ""})]
    faults = [fault for requirement in needed if (fault := _library_fault(requirement))]
    if faults:
        return faulty("libraries", ", ".join(faults), _REINSTALL)
    return fine("libraries", f"{len(needed)}, all as required")


def _library_fault(requirement: Requirement) -> str:
    """Return what is wrong with a library, or ""."""
    try:
        version = metadata.version(requirement.name)
    except metadata.PackageNotFoundError:
        return f"{requirement.name} is missing"
    is_right = requirement.specifier.contains(version, prereleases=True)
    return "" if is_right else f"{requirement.name} is {version}, not {requirement.specifier}"


def examine_indexer() -> Finding:
    """Run Pagefind, which is a program for one system and processor."""
    try:
        import pagefind_bin

        result = subprocess.run(  # noqa: S603 - the program that a build runs
            [str(pagefind_bin.get_executable()), "--version"],
            capture_output=True, text=True, check=True, timeout=_TIMEOUT_S,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError, ImportError) as error:
        return faulty(_INDEXER, f"does not run: {error}", "install pagefind_bin for this system")
    return fine(_INDEXER, f"{result.stdout.strip().rpartition(' ')[2]} runs")
