"""Build the same papers with each engine, and compare cost and bytes.

    pip install '.[dask]'
    python benchmarks/engines.py PAPERS.jsonl[.gz] [--papers 2000] [--engines workers,dask]

Engines:
    one        one process
    processes  two processes: ``--jobs 2``
    workers    two workers in a shared folder: ``--worker 1/2`` and ``--worker 2/2``
    dask       a scheduler with two workers of one thread each

Prints wall seconds and CPU seconds (user and system) of all processes that take part, the start of
Dask's left out of the wall seconds, and whether the site has the bytes of the first engine's.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from growth import read_records, sample_papers, write_records
from whole import hash_files

if TYPE_CHECKING:
    from collections.abc import Iterator

ENGINES = ("one", "processes", "workers", "dask")
START_S = 60


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("papers_file", type=Path)
    parser.add_argument("--papers", type=int, default=2000)
    parser.add_argument("--engines", default=",".join(ENGINES))
    arguments = parser.parse_args()
    papers = sample_papers(read_records(arguments.papers_file), arguments.papers)
    print(f"{arguments.papers} papers\n  engine       CPU s   wall s")
    first = None
    for engine in arguments.engines.split(","):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write_records(folder / "papers.jsonl", papers)
            cpu, wall = measure(engine, folder)
            files = hash_files(folder / "site")
        first = first or files
        verdict = "the same bytes" if files == first else "OTHER BYTES"
        print(f"  {engine:10} {cpu:7.1f} {wall:8.1f}  {verdict}", flush=True)


def measure(engine: str, folder: Path) -> tuple[float, float]:
    """Build a site; return CPU seconds and wall seconds."""
    if engine == "dask":
        with dask_cluster(folder) as (address, processes):
            start = time.perf_counter()
            cpu = wait([start_build(folder, "--dask", address)])
            wall = time.perf_counter() - start
            for process in processes:
                process.kill()
            return cpu + wait(processes, check=False), wall
    options = {
        "one": [["--jobs", "1"]],
        "processes": [["--jobs", "2"]],
        "workers": [["--worker", "1/2", "--jobs", "1"], ["--worker", "2/2", "--jobs", "1"]],
    }[engine]
    start = time.perf_counter()
    cpu = wait([start_build(folder, *arguments) for arguments in options])
    return cpu, time.perf_counter() - start


def start_build(folder: Path, *options: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "sitegen", "build", "papers.jsonl", "-q", *options]
    return subprocess.Popen(command, cwd=folder, env=environment())


def environment() -> dict[str, str]:
    """Return the environment of a process that may run on one core of many."""
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
    return {**os.environ, **threads}


def wait(processes: list[subprocess.Popen[bytes]], *, check: bool = True) -> float:
    """Wait for processes; return the CPU seconds of all of them and of their children."""
    cpu = 0.0
    for process in processes:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if check and status:
            sys.exit(f"{process.args}: failed")
        cpu += usage.ru_utime + usage.ru_stime
    return cpu


@contextmanager
def dask_cluster(folder: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Yield the address of a scheduler, and its processes."""
    from distributed import Client

    file = str(folder / "scheduler.json")
    commands = [
        ["scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", file],
        *2 * [["worker", "--scheduler-file", file, "--nthreads", "1", "--no-nanny"]],
    ]
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "dask", *command, "--no-dashboard"],
            cwd=folder, env=environment(), stderr=subprocess.DEVNULL,
        ) for command in commands
    ]  # fmt: skip
    try:
        with Client(scheduler_file=file, timeout=START_S, set_as_default=False) as client:
            client.wait_for_workers(2, START_S)
            address = client.scheduler.address
        yield address, processes
    finally:
        for process in processes:
            process.kill()
            process.wait()


if __name__ == "__main__":
    main()
