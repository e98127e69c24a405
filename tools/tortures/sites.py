"""What the torture commands share: made-up papers, builds in subprocesses, and trees to compare."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_TIMEOUT_S = 1_800
_WORDS = [
    *("graph", "network", "tree", "word", "image", "model", "learning", "language", "attention"),
    *("neural", "protein", "quantum", "galaxy", "cell", "robot", "vision", "speech", "market"),
    *("climate", "ocean", "logic", "proof", "kernel", "sparse", "random", "gradient", "transfer"),
    *("federated", "causal", "bayesian", "symbolic", "spectral", "stochastic", "adaptive"),
]
_NAMES = ["Ada Byron", "Emmy Noether", "Kurt Gödel", "Mary Cartwright", "Paul Erdős", "Sofya K."]


def write_papers(path: Path, count: int, edition: int = 0) -> Path:
    """Write made-up papers; in another edition one in ten has another abstract."""
    lines = []
    for number in range(count):
        draw = random.Random(f"{number}-{edition if number % 10 == 0 else 0}")
        words = draw.choices(_WORDS, k=60)
        record = {
            "id": f"p{number}",
            "title": f"{' '.join(words[:5]).capitalize()} {number}",
            "abstract": f"{' '.join(words[5:]).capitalize()}.",
            "authors": draw.sample(_NAMES, 2),
            "year": 2000 + draw.randrange(25),
            "venue": draw.choice(["Journal of Graphs", "Conference on Trees"]),
        }
        lines.append(json.dumps(record))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def command(papers: Path, *options: str) -> list[str]:
    """Return the command line of a build into the folder ``site`` of the current folder."""
    return [sys.executable, "-m", "sitegen", "build", str(papers), "-o", "site", *options]


def environment(**variables: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), **variables}


def build(folder: Path, papers: Path, *options: str) -> subprocess.CompletedProcess[str]:
    folder.mkdir(parents=True, exist_ok=True)
    return subprocess.run(
        command(papers, *options), cwd=folder, env=environment(), capture_output=True, text=True,
        timeout=_TIMEOUT_S, check=False,
    )  # fmt: skip


def build_clean(folder: Path, papers: Path, *options: str) -> dict[str, str]:
    """Build into a new folder and return the tree of the site."""
    shutil.rmtree(folder, ignore_errors=True)
    result = build(folder, papers, *options)
    if result.returncode:
        raise SystemExit(f"the clean build failed: {result.stderr}")
    return tree(folder / "site")


def tree(site: Path) -> dict[str, str]:
    """Return path -> hash of each file of a site."""
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def differences(site: dict[str, str], clean: dict[str, str]) -> list[str]:
    """Return the names of files that differ between two trees."""
    return sorted(name for name in site.keys() | clean.keys() if site.get(name) != clean.get(name))
