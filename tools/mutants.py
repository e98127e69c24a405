#!/usr/bin/env python3
"""Mutate random expressions of sitegen's logic and count the mutants that the unit tests catch.

    python tools/mutants.py [--count 100] [--seed 1] [--mirror-only] [PATH ...]

A mutant has one change by cosmic-ray: a comparison, a boolean, a number, a sign, or a loop that
doesn't run. It is tested in a copy of the checkout, first with the test module that mirrors the
mutated one, then, if that passes, with all unit tests. Survivors are printed as diffs. Exits with 1
if the share of caught mutants is below ``--target`` percent.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

import cosmic_ray.plugins
from cosmic_ray.ast import ast_nodes, get_ast_from_path
from cosmic_ray.mutating import mutate_code

#: An operator's name, the index of its match in the file, and the 1-based line.
Mutation = tuple[str, int, int]
ROOT = Path(__file__).resolve().parent.parent
LOGIC = (
    "sitegen/collection", "sitegen/identifiers.py", "sitegen/text", "sitegen/pages/escape.py",
    "sitegen/enrich", "sitegen/workspace", "sitegen/search",
)  # fmt: skip
#: Without ``==`` for ``is`` and similar operators, which give the same result for small values.
OPERATORS = tuple(
    name
    for name in cosmic_ray.plugins.operator_names()
    if name.split("/")[1].startswith(
        ("ReplaceComparisonOperator", "ReplaceAnd", "ReplaceOr", "ReplaceTrue", "ReplaceFalse",
         "NumberReplacer", "AddNot", "ReplaceUnaryOperator_Delete", "ReplaceBinaryOperator_Add_Sub",
         "ReplaceBinaryOperator_Sub_Add", "ReplaceBinaryOperator_Mul_Div",
         "ReplaceBinaryOperator_Div_Mul", "ReplaceBreak", "ReplaceContinue", "ZeroIteration")
    )
    and ("_Is" not in name or name.endswith(("_Is_IsNot", "_IsNot_Is")))
)  # fmt: skip


def find_mutations(path: Path) -> list[list[Mutation]]:
    """Return, for each position that can be changed, the (operator, occurrence, line) that apply."""
    tree = get_ast_from_path(path)
    lines = path.read_text("utf-8").splitlines()
    by_position = defaultdict(list)
    for name in OPERATORS:
        operator = cosmic_ray.plugins.get_operator(name)()
        matches = [p for node in ast_nodes(tree) for p in operator.mutation_positions(node)]
        for occurrence, (start, _) in enumerate(matches):
            line = lines[start[0] - 1]
            if "TYPE_CHECKING" not in line and "__all__" not in line:
                by_position[start].append((name, occurrence, start[0]))
    return [by_position[start] for start in sorted(by_position)]


def run(checkout: Path, *tests: str, timeout: int) -> bool:
    """Run tests in a checkout; return whether they passed."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:randomly",
               "-p", "no:cacheprovider", *tests]  # fmt: skip
    try:
        return subprocess.run(
            command, cwd=checkout, capture_output=True, timeout=timeout, check=False,
            env={"PATH": "/usr/bin:/bin", "HOME": str(checkout), "PYTHONPATH": str(checkout)},
        ).returncode == 0  # fmt: skip
    except subprocess.TimeoutExpired:
        return False  # a mutant that loops forever is caught


def mirror_of(path: Path) -> str:
    """Return the path of the test module that mirrors a module."""
    relative = path.relative_to("sitegen")
    return f"tests/unit/{relative.parent / f'test_{relative.name}'}"


def is_caught(checkout: Path, path: Path, *, mirror_only: bool) -> bool:
    """Return whether a test fails on the mutated module."""
    mirror = mirror_of(path)
    if (checkout / mirror).is_file() and not run(checkout, mirror, timeout=120):
        return True
    if mirror_only:
        return False
    return not run(checkout, "tests/unit", "-n", "2", timeout=600)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="*", default=LOGIC)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--target", type=int, default=80, help="percentage of mutants to catch")
    parser.add_argument("--mirror-only", action="store_true", help="run only the mirroring module")
    options = parser.parse_args()

    files = []
    for path in map(Path, options.paths):
        files += sorted((ROOT / path).rglob("*.py")) if (ROOT / path).is_dir() else [ROOT / path]
    candidates = [(path.relative_to(ROOT), m) for path in files for m in find_mutations(path)]
    rng = random.Random(options.seed)
    chosen = rng.sample(candidates, min(options.count, len(candidates)))

    caught = 0
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        checkout = Path(folder) / "checkout"
        shutil.copytree(
            ROOT, checkout,
            ignore=shutil.ignore_patterns(".git", ".venv", ".sitegen", "node_modules", "*_cache"),
        )  # fmt: skip
        for number, (path, mutations) in enumerate(chosen, start=1):
            print(f"{number:4} ", end="")
            caught += test_mutant(
                checkout, path, rng.choice(mutations), mirror_only=options.mirror_only
            )
    print(f"{caught} of {len(chosen)} mutants caught by unit tests")
    return 0 if caught * 100 >= options.target * len(chosen) else 1


def test_mutant(checkout: Path, path: Path, mutation: Mutation, *, mirror_only: bool) -> bool:
    """Apply a mutation, run the tests, restore the file; print the result and return it."""
    name, occurrence, line = mutation
    target = checkout / path
    original = target.read_text("utf-8")
    mutant = mutate_code(original, cosmic_ray.plugins.get_operator(name)(), occurrence)
    target.write_text(mutant, "utf-8")
    result = is_caught(checkout, path, mirror_only=mirror_only)
    target.write_text(original, "utf-8")
    print(f"{'caught  ' if result else 'SURVIVED'} {path}:{line} {name.split('/')[1]}", flush=True)
    if not result:
        print_changes(original, mutant)
    return result


def print_changes(original: str, mutant: str) -> None:
    """Print the lines that differ; a mutation changes lines in place."""
    for old, new in zip(original.splitlines(), mutant.splitlines(), strict=False):
        if old != new:
            print(f"       - {old.strip()}\n       + {new.strip()}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
