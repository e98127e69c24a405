"""Read and merge sources of very many small records: the time and the memory have limits.

Each source is read by ``sitegen venues``, which reads and merges papers and does no more. A fault is
another number of papers, more CPU seconds (user and system) than the limit, or more memory.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from tortures.sites import environment

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

_KIB = 1024
_GIB = 1024**3
_ADJECTIVES = (
    *("Quiet", "Bright", "Narrow", "Ancient", "Hollow", "Gentle", "Frozen", "Crooked", "Golden"),
    *("Distant", "Humble", "Rapid", "Wooden", "Silent", "Broken", "Curious", "Dusty", "Eager"),
)
_NOUNS = (
    *("Lamps", "Bridges", "Rivers", "Clocks", "Forests", "Engines", "Maps", "Bells", "Harbours"),
    *("Gardens", "Mirrors", "Roads", "Towers", "Looms", "Kilns", "Canals", "Sails", "Orchards"),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--titles", type=int, default=200_000, help="records of a title alone")
    parser.add_argument("--files", type=int, default=100_000, help="files in the archive")
    parser.add_argument("--seconds", type=float, default=60, help="CPU seconds for each source")
    parser.add_argument("--gigabytes", type=float, default=1, help="memory for each source")


def run(arguments: argparse.Namespace) -> int:
    faults = 0
    with tempfile.TemporaryDirectory(prefix="sitegen-sizes-") as name:
        folder = Path(name)
        sources = {
            "titles.jsonl": (write_titles, arguments.titles),
            "papers.zip": (write_archive, arguments.files),
        }
        for source, (write, count) in sources.items():
            path = folder / source
            write(path, count)
            faults += len(report := measure(path, count, arguments.seconds, arguments.gigabytes))
            print("\n".join(f"    {fault}" for fault in report), end="\n" if report else "")
            path.unlink()
    return int(faults > 0)


def titles(count: int) -> Iterator[str]:
    """Yield titles of four words and a number, all different."""
    words = product(_ADJECTIVES, _NOUNS, _ADJECTIVES, _NOUNS)
    for number, (first, second, third, fourth) in zip(range(count), _cycle(words), strict=False):
        yield f"{first} {second} and {third} {fourth} of Town {number}"


def _cycle(words: Iterator[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    saved = list(words)
    while True:
        yield from saved


def write_titles(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(f"{json.dumps({'title': title})}\n" for title in titles(count))


def write_archive(path: Path, count: int) -> None:
    """Write one paper per file, in a ZIP that is not compressed."""
    with zipfile.ZipFile(path, "w") as archive:
        for number, title in enumerate(titles(count)):
            record = {"title": title, "year": 2001, "authors": [f"Roe {number}"]}
            archive.writestr(f"{number // 1000}/{number}.json", json.dumps([record]))


def measure(path: Path, count: int, seconds: float, gigabytes: float) -> list[str]:
    """Read one source, print what it took, and return the faults."""
    command = [sys.executable, "-m", "sitegen", "venues", str(path)]
    log = path.with_suffix(".log")
    with log.open("w", encoding="utf-8") as stream:
        process = subprocess.Popen(
            command, cwd=path.parent, env=environment(), stdout=stream, stderr=stream
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    text = log.read_text("utf-8")
    used_s = usage.ru_utime + usage.ru_stime
    used_bytes = usage.ru_maxrss * (1 if sys.platform == "darwin" else _KIB)
    print(f"{path.name}: {count:,} records, {used_s:.1f} CPU s, {used_bytes / _GIB:.2f} GB",
          flush=True)  # fmt: skip
    faults = []
    if process.returncode or not re.search(rf"\bpages {count}\b", text):
        faults.append(f"exit code {process.returncode}, not {count:,} pages: {text[-500:]}")
    if used_s > seconds:
        faults.append(f"more than {seconds:.0f} CPU s")
    if used_bytes > gigabytes * _GIB:
        faults.append(f"more than {gigabytes:.1f} GB")
    return faults
