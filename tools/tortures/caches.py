"""Damage the caches of a build in many ways: the next build must give the site of a clean one.

Each variant takes a built site with its workspace, damages one file of it (a flipped bit, a cut, a
record of another shape with a right checksum, a folder in the place of a file …), builds again, with
the same papers, edited ones or another theme, and compares all files with those of a clean build.
The new build must end with exit code 0, without a traceback.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.workspace.cache import text_hash
from tortures.sites import ROOT, build, build_clean, differences, tree, write_papers

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

WORK = Path(".sitegen") / "site"
_PAPERS = 60


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=40, help="number of damaged workspaces")


def run(arguments: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory(prefix="sitegen-caches-") as folder:
        return int(run_caches(arguments.seed, arguments.count, Path(folder)) > 0)


# ---- Damage of any file -------------------------------------------------------------------------


def flip(path: Path, draw: random.Random) -> None:
    data = bytearray(path.read_bytes())
    data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
    _write_in_place(path, bytes(data))


def truncate(path: Path, draw: random.Random) -> None:
    _write_in_place(path, path.read_bytes()[: draw.randrange(path.stat().st_size)])


def zero(path: Path, draw: random.Random) -> None:
    data = bytearray(path.read_bytes())
    start = draw.randrange(len(data))
    data[start : start + 64] = bytes(len(data[start : start + 64]))
    _write_in_place(path, bytes(data))


def append(path: Path, draw: random.Random) -> None:
    _write_in_place(path, path.read_bytes() + draw.randbytes(9))


def empty(path: Path, _draw: random.Random) -> None:
    _write_in_place(path, b"")


def delete(path: Path, _draw: random.Random) -> None:
    path.unlink()


def replace_by_folder(path: Path, _draw: random.Random) -> None:
    path.unlink()
    path.mkdir()
    (path / "stray").write_text("stray")


def replace_by_link(path: Path, _draw: random.Random) -> None:
    path.unlink()
    path.symlink_to(ROOT / "README.md")


ANY_FILE = (flip, flip, flip, truncate, zero, append, empty, delete, replace_by_folder,
            replace_by_link)  # fmt: skip


def _write_in_place(path: Path, data: bytes) -> None:
    """Write through all hard links of a file."""
    with path.open("r+b") as stream:
        stream.truncate()
        stream.write(data)


def damage_any(folder: Path, draw: random.Random) -> str:
    """Damage one random file of the workspace."""
    files = sorted(p for p in (folder / WORK).rglob("*") if p.is_file() and p.stat().st_size)
    # Of thousands of pages one is enough: choose the folder first.
    parent = draw.choice(sorted({path.parent for path in files}))
    path = draw.choice([path for path in files if path.parent == parent])
    kind = draw.choice(ANY_FILE)
    kind(path, draw)
    return f"{kind.__name__} {path.relative_to(folder)}"


# ---- Damage by structure ------------------------------------------------------------------------


def reshape(name: str, change: Callable[[object], object]) -> Callable[..., str]:
    """Return a damage that changes a record and gives it a right checksum."""

    def damage(folder: Path, _draw: random.Random) -> str:
        path = folder / WORK / name
        header, _, body = path.read_text("utf-8").partition("\n")
        content = json.loads(body)
        changed = change(content)
        text = json.dumps(content if changed is None else changed, separators=(",", ":"))
        path.write_text(f"{header.rsplit(' ', 1)[0]} {text_hash(text)}\n{text}", encoding="utf-8")
        return f"another shape: {name}"

    return damage


def other_version(name: str) -> Callable[..., str]:
    def damage(folder: Path, _draw: random.Random) -> str:
        path = folder / WORK / name
        word, key, rest = path.read_text("utf-8").split(" ", 2)
        path.write_text(f"{word} {key[::-1]} {rest}", encoding="utf-8")
        return f"another version: {name}"

    return damage


def swap_records(folder: Path, _draw: random.Random) -> str:
    shutil.copyfile(folder / WORK / "render.json", folder / WORK / "project" / "pages.json")
    return "render.json in the place of pages.json"


def add_stray(name: str) -> Callable[..., str]:
    def damage(folder: Path, _draw: random.Random) -> str:
        path = folder / WORK / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# A stray page\n")
        return f"a file that no build wrote: {name}"

    return damage


def change_in_site(pattern: str) -> Callable[..., str]:
    """Return a damage of a published file that keeps its size and time: a hard link shows it."""

    def damage(folder: Path, draw: random.Random) -> str:
        path = draw.choice(sorted((folder / "site").glob(pattern)))
        status = path.stat()
        flip(path, draw)
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
        return f"changed in place: {path.relative_to(folder)}"

    return damage


def file_for_folder(name: str) -> Callable[..., str]:
    def damage(folder: Path, _draw: random.Random) -> str:
        shutil.rmtree(folder / WORK / name)
        (folder / WORK / name).write_text("a file")
        return f"a file in the place of a folder: {name}"

    return damage


def flip_in(name: str) -> Callable[..., str]:
    def damage(folder: Path, draw: random.Random) -> str:
        path = draw.choice(sorted((folder / WORK).glob(name)))
        flip(path, draw)
        return f"one bit of {path.relative_to(folder)}"

    return damage


def _cut_pieces(content: dict) -> None:
    for frame in content["frames"].values():
        frame[0] = frame[0][:-1]


IN_SITE = (
    change_in_site("pagefind/fragment/*/*"),
    change_in_site("pagefind/index/*"),
    change_in_site("pagefind/offline/*fragments*"),
    change_in_site("pagefind/*.pagefind"),
)
STRUCTURE = (
    # The first of every five is built from the same papers: there built.json is read.
    reshape("built.json", lambda content: content.update(report={})),
    reshape("render.json", _cut_pieces),
    reshape("render.json", lambda content: content.update(settings={})),
    reshape("render.json", lambda content: content.update(user_pages=[5])),
    reshape("render.json", lambda content: content.update(frames={})),
    reshape("built.json", lambda content: content["report"].update(pages="many")),
    reshape("render.json", lambda content: content.update(another=1)),
    reshape("render.json", lambda _content: [1, 2]),
    reshape("project/pages.json", lambda _content: {"index.md": 3}),
    reshape("search/parts.json", lambda _content: {"../../..": [["a"]]}),
    reshape("search/parts.json", lambda _content: None),
    other_version("render.json"),
    other_version("search/parts.json"),
    flip_in("built.json"),
    swap_records,
    add_stray("project/docs/stray.md"),
    add_stray("no-pages/stray.md"),
    add_stray("search/0/fragment/stray.pf_fragment"),
    *IN_SITE,
    file_for_folder("search"),
    file_for_folder("project"),
    file_for_folder("search/volumes"),
    flip_in("project/docs/papers/*.md"),
    flip_in("search/0/*.pf_meta"),
    flip_in("search/volumes/*/pagefind-entry.json"),
    flip_in("render.json"),
)  # fmt: skip


# ---- Variants -----------------------------------------------------------------------------------


def copy_linked(source: Path, target: Path) -> None:
    """Copy a folder with its times; hard links within it stay hard links."""
    shutil.rmtree(target, ignore_errors=True)
    subprocess.run(["cp", "-a", str(source), str(target)], check=True)


def run_caches(seed: int, count: int, folder: Path) -> int:
    """Run the variants; print one line each, and return the number of failures."""
    papers = [write_papers(folder / f"papers-{n}.jsonl", _PAPERS, n) for n in range(2)]
    (folder / "renamed.toml").write_text('[site]\nname = "Another name"\n')
    renamed = ("-c", str(folder / "renamed.toml"))
    kinds = {"same": (papers[0], ()), "edited": (papers[1], ()), "renamed": (papers[0], renamed)}
    clean = {name: build_clean(folder / "variant", p, *o) for name, (p, o) in kinds.items()}
    # The current folder is an input, so the first build and the later ones run in the same.
    build_clean(folder / "variant", papers[0])
    copy_linked(folder / "variant", folder / "built")
    failures = 0
    for number in range(count):
        draw = random.Random(f"{seed}-{number}")
        damage = STRUCTURE[number] if number < len(STRUCTURE) else damage_any
        # Without a change of the papers or the theme most caches would not be read.
        kind = draw.choice(["edited", "renamed"]) if number % 5 else "same"
        copy_linked(folder / "built", folder / "variant")
        if kind == "same":
            # A copied site counts as changed: without this, built.json would not be trusted.
            build(folder / "variant", papers[0])
        text = damage(folder / "variant", draw)
        used, options = kinds[kind]
        result = build(folder / "variant", used, *options, "-v")
        changed = differences(tree(folder / "variant" / "site"), clean[kind])
        faults = [f"exit code {result.returncode}"] if result.returncode else []
        faults += [f"{len(changed)} files differ ({changed[0]})"] if changed else []
        faults += ["a traceback"] if "Traceback" in result.stderr else []
        failures += bool(faults)
        lines = [line for line in result.stderr.splitlines() if " again" in line]
        print(f"{number + 1:3} {kind:8} {text}: {', '.join(faults) or 'as clean'}", flush=True)
        for line in lines:
            print(f"      {line}")
        if faults:
            print(result.stderr)
    print(f"caches: {count - failures} of {count} sites equal the clean one")
    return failures
