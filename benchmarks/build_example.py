"""Where the time of a whole build goes: 119 papers, from the command to the finished site.

    python benchmarks/build_example.py [--runs 5] [--source FILE]

Prints CPU seconds (user and system, of all processes) and wall seconds as medians, the share of
each stage, and the ratio to plain ``mkdocs build`` of the same generated folder, which renders
only. Both are run in turns, in both orders, so that a busy machine is busy for both.
"""

from __future__ import annotations

import argparse
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def measure(command: list[str], cwd: Path) -> tuple[float, float, str]:
    """Run a command; return its CPU seconds, wall seconds and what it said."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, cwd=cwd, check=True, capture_output=True, text=True)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return cpu, wall, done.stderr


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--source", default=str(ROOT / "examples" / "hf-papers-transformers.txt"))
    arguments = parser.parse_args()
    ours, plain, stages = [], [], {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build = [sys.executable, "-m", "sitegen", "build", arguments.source, "-o", "site"]
        mkdocs = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(folder / "plain")]
        measure(build, folder)  # the first run also compiles Python's files
        project = folder / ".sitegen" / "site" / "project"
        for run in range(arguments.runs):
            pair = [("ours", build, folder), ("plain", mkdocs, project)]
            for kind, command, cwd in pair if run % 2 else reversed(pair):
                if kind == "ours":
                    # All of it, as the first time: nothing to take over.
                    shutil.rmtree(folder / "site")
                    shutil.rmtree(folder / ".sitegen")
                cpu, wall, said = measure(command, cwd)
                (ours if kind == "ours" else plain).append((cpu, wall))
                for stage, seconds in re.findall(r"(\w+) ([\d.]+) s", said):
                    stages.setdefault(stage, []).append(float(seconds))
        size = sum(p.stat().st_size for p in (folder / "site").rglob("*") if p.is_file())
        pages = len(list((folder / "site" / "papers").glob("*.html")))
    cpu, wall = (statistics.median(run[i] for run in ours) for i in (0, 1))
    plain_cpu = statistics.median(run[0] for run in plain)
    print(f"{pages} papers, {arguments.runs} runs, medians, site of {size / 1e6:.1f} MB")
    print(f"whole build           {cpu:6.2f} CPU s  {wall:6.2f} s wall")
    print(f"plain mkdocs build    {plain_cpu:6.2f} CPU s  (renders only)")
    print(f"ratio                 {cpu / plain_cpu:6.2f}")
    inside = 0.0
    for stage, seconds in stages.items():
        inside += statistics.median(seconds)
        print(f"  {stage:<18}  {statistics.median(seconds):6.2f} s wall")
    print(f"  {'start and imports':<18}  {wall - inside:6.2f} s wall")


if __name__ == "__main__":
    main()
