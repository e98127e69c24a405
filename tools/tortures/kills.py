"""Kill builds: the site must be the whole old or the whole new one, and no process may stay.

Two editions of some papers are built in turns. Each build is killed with SIGKILL, at a random moment
or while it publishes; the site is compared with both editions, and the next build, which starts at
once, with that of a clean build. Processes of a killed build are those that inherited its mark.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tortures.sites import build, build_clean, command, differences, environment, tree, write_papers

if TYPE_CHECKING:
    import argparse

_MARK = "SITEGEN_TORTURE"
#: Builds on a loaded machine take longer than the first one.
_LATEST = 1.15
#: Publishing some hundred papers takes so long.
_MAX_PUBLISH_S = 0.1
#: Moments below are counted from the exchange of the sites on: the old one is being removed then.
_MAX_EXCHANGED_S = 0.02
#: How long after a kill its processes are counted.
_GRACE_S = 1.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--papers", type=int, default=300)
    parser.add_argument("--random", type=int, default=60, help="kills at random moments")
    parser.add_argument("--publish", type=int, default=24, help="kills while publishing")
    parser.add_argument("--jobs", type=int, default=2)


def run(arguments: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory(prefix="sitegen-kills-") as folder:
        return int(run_kills(arguments, Path(folder)) > 0)


def marked_processes(mark: str) -> list[str]:
    """Return the command lines of processes with a mark in their environment: Linux only."""
    processes = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if f"{_MARK}={mark}".encode() in (folder / "environ").read_bytes().split(b"\0"):
                words = (folder / "cmdline").read_bytes().split(b"\0")
                processes.append(b" ".join(words).decode(errors="replace"))
        except OSError:
            # It ended meanwhile.
            continue
    return processes


def kill_randomly(folder: Path, papers: Path, mark: str, after_s: float, jobs: str) -> None:
    """Kill a build after some seconds; one that is done before is not killed."""
    process = subprocess.Popen(
        command(papers, "-q", "--jobs", jobs), cwd=folder, env=environment(**{_MARK: mark}),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        process.wait(after_s)
    except subprocess.TimeoutExpired:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()


def kill_at_publishing(folder: Path, papers: Path, mark: str, after_s: float, jobs: str) -> None:
    """Kill a build some milliseconds after it began to replace the site, or has replaced it."""
    inode = (folder / "site").stat().st_ino
    with subprocess.Popen(
        command(papers, "--jobs", jobs), cwd=folder, env=environment(**{_MARK: mark}),
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        for line in process.stderr:
            if line.startswith("Replacing"):
                # Short moments begin at the exchange.
                while after_s < _MAX_EXCHANGED_S and (folder / "site").stat().st_ino == inode:
                    pass
                time.sleep(after_s)
                os.kill(process.pid, signal.SIGKILL)
                break


def run_kills(options: argparse.Namespace, folder: Path) -> int:
    """Kill builds; print one line each, and return the number of failures."""
    jobs = str(options.jobs)
    editions = [write_papers(folder / f"{n}.jsonl", options.papers, n) for n in range(2)]
    clean = [build_clean(folder / "clean", papers) for papers in editions]
    work = folder / "work"
    start = time.monotonic()
    build(work, editions[0], "--jobs", jobs)
    whole_s = time.monotonic() - start
    failures = left = 0
    for number in range(options.random + options.publish):
        draw = random.Random(f"{options.seed}-{number}")
        edition, mark = 1 - number % 2, f"{os.getpid()}-{number}"
        if number < options.random:
            moment = draw.uniform(0.05, _LATEST * whole_s)
            kill_randomly(work, editions[edition], mark, moment, jobs)
        else:
            moment = draw.uniform(0, draw.choice([_MAX_EXCHANGED_S, _MAX_PUBLISH_S]))
            kill_at_publishing(work, editions[edition], mark, moment, jobs)
        end = time.monotonic() + _GRACE_S
        current = tree(work / "site")
        state = "new" if current == clean[edition] else "old"
        faults = [] if current in clean else ["neither the old nor the new site"]
        # At once: a process of the killed build may still be ending.
        following = build(work, editions[edition], "-q", "--jobs", jobs)
        time.sleep(max(0.0, end - time.monotonic()))
        processes = marked_processes(mark)
        changed = differences(tree(work / "site"), clean[edition])
        faults += [f"next build: {following.returncode} {following.stderr}"] if (
            following.returncode or "Traceback" in following.stderr) else []  # fmt: skip
        faults += [f"{len(changed)} files differ ({changed[0]})"] if changed else []
        faults += [f"left: {processes}"] if processes else []
        failures += bool(faults)
        left += len(processes)
        print(f"{number + 1:3} {moment:7.3f} s, {state} site: {', '.join(faults) or 'whole'}",
              flush=True)  # fmt: skip
    count = options.random + options.publish
    print(f"kills: {count - failures} of {count} whole and followed by a clean site, {left} left")
    return failures
