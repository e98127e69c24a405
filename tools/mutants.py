#!/usr/bin/env python3
"""Change random expressions of sitegen's logic and count how many changes the unit tests notice.

    python tools/mutants.py [--count 100] [--seed 1] [--mirror-only] [PATH ...]

A mutant is one change by cosmic-ray: a comparison, a boolean, a number, a sign, a loop that doesn't
run. Each is tried in a copy of the checkout: first by the test module that mirrors the mutated one,
then, if that passes, by all unit tests. Survivors are printed as diffs. Exits with 1 if fewer than
``--target`` of 100 are caught.
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

ROOT = Path(__file__).resolve().parent.parent
LOGIC = (
    "sitegen/collection", "sitegen/identifiers.py", "sitegen/text", "sitegen/pages/escape.py",
    "sitegen/enrich", "sitegen/workspace", "sitegen/search",
)  # fmt: skip
#: ``==`` for ``is`` and the like change nothing for small values, so they are left out.
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


def positions(path: Path) -> list[list[tuple[str, int, int]]]:
    """Return, for each place that can be changed, the (operator, occurrence, line) that apply."""
    tree = get_ast_from_path(path)
    lines = path.read_text("utf-8").splitlines()
    by_place = defaultdict(list)
    for name in OPERATORS:
        operator = cosmic_ray.plugins.get_operator(name)()
        places = [p for node in ast_nodes(tree) for p in operator.mutation_positions(node)]
        for occurrence, (start, _) in enumerate(places):
            line = lines[start[0] - 1]
            if "TYPE_CHECKING" not in line and "__all__" not in line:
                by_place[start].append((name, occurrence, start[0]))
    return [by_place[start] for start in sorted(by_place)]


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
        return False  # an endless loop is noticed


def mirror_of(path: Path) -> str:
    relative = path.relative_to("sitegen")
    return f"tests/unit/{relative.parent / f'test_{relative.name}'}"


def is_caught(checkout: Path, path: Path, *, mirror_only: bool) -> bool:
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
    parser.add_argument("--target", type=int, default=80, help="caught mutants of 100")
    parser.add_argument("--mirror-only", action="store_true", help="run only the mirroring module")
    options = parser.parse_args()

    files = []
    for path in map(Path, options.paths):
        files += sorted((ROOT / path).rglob("*.py")) if (ROOT / path).is_dir() else [ROOT / path]
    candidates = [(path.relative_to(ROOT), place) for path in files for place in positions(path)]
    chance = random.Random(options.seed)
    chosen = chance.sample(candidates, min(options.count, len(candidates)))

    caught = 0
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        checkout = Path(folder) / "checkout"
        shutil.copytree(
            ROOT, checkout,
            ignore=shutil.ignore_patterns(".git", ".venv", ".sitegen", "node_modules", "*_cache"),
        )  # fmt: skip
        for number, (path, place) in enumerate(chosen, start=1):
            name, occurrence, line = chance.choice(place)
            target = checkout / path
            original = target.read_text("utf-8")
            operator = cosmic_ray.plugins.get_operator(name)()
            changed = mutate_code(original, operator, occurrence)
            target.write_text(changed, "utf-8")
            noticed = is_caught(checkout, path, mirror_only=options.mirror_only)
            target.write_text(original, "utf-8")
            caught += noticed
            print(
                f"{number:4} {'caught  ' if noticed else 'SURVIVED'} {path}:{line} {name.split('/')[1]}",
                flush=True,
            )
            if not noticed:
                show(original, changed)
    print(f"{caught} of {len(chosen)} mutants caught by unit tests")
    return 0 if caught * 100 >= options.target * len(chosen) else 1


def show(original: str, changed: str) -> None:
    for before, after in zip(original.splitlines(), changed.splitlines(), strict=False):
        if before != after:
            print(f"       - {before.strip()}\n       + {after.strip()}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
