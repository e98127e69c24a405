"""Run Pagefind's own program over pages: in shards, so that memory does not grow with the site.

A shard is a set of pages, told by a hash of their names; each is indexed by a process of its own,
two at a time. The first is ``pagefind/``, the others are folders in it, and they share the
engine there. The search page asks all of them and merges the answers
(``theme/assets/sitegen/engine.js``).
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import pagefind_bin

from sitegen.errors import BuildError
from sitegen.files import link_or_copy
from sitegen.search.offline import write_offline
from sitegen.search.repeatable import make_repeatable
from sitegen.search.words import write_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

FOLDER: Final = "pagefind"
#: Pagefind takes about 100 kB of memory a paper, most of the time on one core.
SHARD: Final = 6_000
_AT_ONCE: Final = 2
#: Pagefind's ready-made interfaces; our search page has its own.
_UNUSED: Final = ("pagefind-*ui*", "pagefind-highlight.js", "*.css")
#: What a shard has of the first one.
_SHARED: Final = ("pagefind.js", "pagefind-worker.js", "wasm.*.pagefind")


def index_site(  # noqa: PLR0913
    site: Path,
    pages: Sequence[str],
    language: str,
    *,
    jobs: int | None = None,
    words: Iterable[str] = (),
    offline: bool = True,
    shard: int = SHARD,
) -> tuple[int, int]:
    """Write the search index into ``site/pagefind``.

    Only what is marked ``data-pagefind-body`` in a page is indexed.

    Args:
        site: a folder of rendered HTML.
        pages: the pages to index, by their place in it.
        language: ISO 639-1 code, for stemming.
        jobs: threads that Pagefind may use; None for as many as there are cores.
        words: the collection's, commonest first, to choose what a misspelt one may mean.
        offline: whether search shall work from disk too.
        shard: pages in a shard, about.

    Returns:
        The number of pages indexed, and the bytes that search from disk takes.

    Raises:
        BuildError: Pagefind failed; the text is its own.
    """
    folder, work = site / FOLDER, site.parent / "shards"
    for old in (folder, work):
        shutil.rmtree(old, ignore_errors=True)
    shards = _shards(pages, shard)

    def index(number: int) -> int:
        # Not in its place: Pagefind may clear a folder that it writes to.
        target = work / f"index-{number}"
        with _alone(site, shards[number], work / f"pages-{number}") as part:
            _run(part, target, language, jobs)
        _tidy(target, is_first=number == 0)
        make_repeatable(target)
        return _pages(target)

    with ThreadPoolExecutor(min(_AT_ONCE, jobs or os.cpu_count() or 1)) as threads:
        indexed = sum(threads.map(index, range(len(shards))))
    for number in range(len(shards)):
        (work / f"index-{number}").rename(folder / f"s{number}" if number else folder)
    shutil.rmtree(work)
    write_words(folder, words)
    with (folder / "pagefind.js").open("a", encoding="utf-8", newline="\n") as script:
        script.write(f"\nexport const sitegenShards={len(shards)};\n")
    return indexed, write_offline(folder, len(shards)) if offline else 0


def _shards(pages: Sequence[str], size: int) -> list[list[str]]:
    """Share pages out by their names, evenly; a page that comes moves no other one.

    That holds while the number of shards does.
    """
    count = max(1, -(-len(pages) // size))
    shards: list[list[str]] = [[] for _ in range(count)]
    for page in pages:
        digest = hashlib.blake2b(page.encode(), digest_size=8).digest()
        shards[int.from_bytes(digest, "big") % count].append(page)
    return shards


@contextmanager
def _alone(site: Path, pages: Sequence[str], folder: Path) -> Iterator[Path]:
    """Fill a folder with hard links to some pages of a site."""
    folder.mkdir(parents=True)
    try:
        for parent in {name.rpartition("/")[0] for name in pages}:
            (folder / parent).mkdir(parents=True, exist_ok=True)
        for name in pages:
            link_or_copy(f"{site}/{name}", f"{folder}/{name}")
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(site: Path, target: Path, language: str, jobs: int | None) -> None:
    command = [
        str(pagefind_bin.get_executable()),
        "--site", str(site),
        "--output-path", str(target),
        "--force-language", language,
    ]  # fmt: skip
    environment = dict(os.environ)
    if jobs:
        environment |= {"RAYON_NUM_THREADS": str(jobs), "TOKIO_WORKER_THREADS": str(jobs)}
    done = subprocess.run(  # noqa: S603
        command, capture_output=True, text=True, env=environment, check=False
    )
    if done.returncode or not (target / "pagefind-entry.json").is_file():
        said = (done.stderr or done.stdout).strip().splitlines()
        raise BuildError(f"Pagefind could not index the site: {said[-1] if said else 'no output'}")


def _tidy(folder: Path, *, is_first: bool) -> None:
    """Remove what no page asks for, and of a further shard what the first one has."""
    for pattern in _UNUSED if is_first else (*_UNUSED, *_SHARED):
        for path in folder.glob(pattern):
            path.unlink()
    if is_first:
        return
    entry_path = folder / "pagefind-entry.json"
    try:
        entry = json.loads(entry_path.read_text("utf-8"))
    except ValueError:
        return  # told by make_repeatable
    for language in entry["languages"].values():
        # Pagefind asks for ``wasm.NAME.pagefind`` beside the entry: this name leads to the first's.
        language["wasm"] = f"x/../../wasm.{language['wasm'] or 'unknown'}"
    entry_path.write_text(json.dumps(entry), encoding="utf-8")


def _pages(folder: Path) -> int:
    entry: dict[str, Any] = json.loads((folder / "pagefind-entry.json").read_text("utf-8"))
    return sum(language["page_count"] for language in entry["languages"].values())
