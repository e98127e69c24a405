"""What Pagefind indexes in this build, and what is taken over from the last one.

Pages go to Pagefind in shards, two at a time, so that memory does not grow with the site. What it
writes stays in the workplace: a later build gives it the pages that are new or changed alone, and
leaves the old ones out of what is kept (``merge.py`` makes one index of all). ``parts.json`` there
tells the pages of each part with the digests of what was indexed; delete the folder at will.
"""

from __future__ import annotations

import contextlib
import hashlib
import html
import json
import os
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

import pagefind_bin

from sitegen.errors import BuildError
from sitegen.search.format import ENTRY, read_entry, read_fragment, read_meta
from sitegen.search.merge import Part
from sitegen.workspace.files import atomic_write_text, link_or_copy

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence
    from pathlib import Path

#: Pagefind takes about 100 kB of memory a paper, most of the time on one core.
SHARD: Final = 6_000
_AT_ONCE: Final = 2
#: All is indexed anew where so many parts, or such a share of what they hold, is out of date.
_MOST_PARTS: Final = 24
_MOST_STALE: Final = 0.3
_NOTE: Final = "parts.json"
#: The folder of ``volumes.py`` beside the parts'.
VOLUMES: Final = "volumes"
_VERSION: Final = 1
_BODY: Final = b"data-pagefind-body"
_END: Final = b"</article>"


def find_parts(  # noqa: PLR0913
    site: Path,
    pages: Mapping[str, str],
    language: str,
    memory: Path,
    *,
    texts: Mapping[str, str] = MappingProxyType({}),
    jobs: int | None = None,
    shard: int = SHARD,
    volume: int = SHARD,
) -> list[Part]:
    """Index the pages that have to be, and return all parts that hold one.

    Args:
        site: a folder of rendered HTML.
        pages: the digest of each page, by its place there, in the order of their numbers.
        language: ISO 639-1 code, for stemming.
        memory: the folder that keeps what Pagefind writes.
        texts: what is indexed of a page beside what it shows, by its place.
        jobs: threads that Pagefind may use; None for as many as there are cores.
        shard: the most pages that a Pagefind run gets.
        volume: the most pages of a volume: no run has pages of two, so that one can be merged
            without looking at what the others are made of.

    Raises:
        BuildError: Pagefind failed; the text is its own.
    """
    most = max(_MOST_PARTS, 4 * -(-len(pages) // volume))
    parts, known = _kept(memory, pages, made_by(language), most)
    memory.mkdir(parents=True, exist_ok=True)
    first = 1 + max((int(part.folder.name) for part in parts), default=-1)
    runs = _runs(list(pages), known, shard, volume)
    shards = {str(first + n): run for n, run in enumerate(runs)}

    def index(name: str) -> Part:
        target = memory / name
        shutil.rmtree(target, ignore_errors=True)
        with _alone(site, shards[name], texts, memory / f"pages-{name}") as folder:
            _run(folder, target, language, jobs)
        return Part(target, _names(target))

    with ThreadPoolExecutor(min(_AT_ONCE, jobs or os.cpu_count() or 1)) as threads:
        parts += threads.map(index, shards)
    _write_note(memory, parts, pages, made_by(language))
    return parts


def _runs(
    names: Sequence[str], known: Container[str], shard: int, volume: int
) -> Iterator[Sequence[str]]:
    """Yield the pages of each Pagefind run: those of a volume that are not known, evenly."""
    for start in range(0, len(names), volume):
        own = [name for name in names[start : start + volume] if name not in known]
        count = -(-len(own) // shard)
        for n in range(count):
            yield own[n * len(own) // count : (n + 1) * len(own) // count]


def digests(site: Path, pages: Sequence[str], texts: Mapping[str, str]) -> dict[str, str]:
    """Return a digest of what is indexed of each page: its body, as marked, and its text."""
    found = {}
    for name in pages:
        data = (site / name).read_bytes()
        start = data.find(_BODY)
        end = data.find(_END, start)
        told = data[max(start, 0) : end if end > 0 else len(data)]
        told += texts.get(name, "").encode()
        found[name] = hashlib.blake2b(told, digest_size=12).hexdigest()
    return found


def _kept(
    memory: Path, pages: Mapping[str, str], key: str, most: int
) -> tuple[list[Part], set[str]]:
    """Return the parts that are worth keeping, and the pages in them that are up to date."""
    try:
        note = json.loads((memory / _NOTE).read_text("utf-8"))
        if note["key"] != key:
            return [], set()
        parts: list[Part] = []
        known: set[str] = set()
        total = 0
        for folder, told in note["parts"].items():
            names = [
                name if pages.get(name) == digest and name not in known else ""
                for name, digest in told
            ]
            total += len(names)
            known.update(filter(None, names))
            if any(names) and (memory / folder / ENTRY).is_file():
                parts.append(Part(memory / folder, names))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return [], set()
    if len(parts) >= most or len(known) < (1 - _MOST_STALE) * total:
        return [], set()
    return parts, known


def _write_note(memory: Path, parts: list[Part], pages: Mapping[str, str], key: str) -> None:
    told = {
        part.folder.name: [(name, pages.get(name, "")) for name in part.names] for part in parts
    }
    used = {VOLUMES, *(part.folder.name for part in parts)}
    for folder in memory.iterdir():
        if folder.is_dir() and folder.name not in used:
            shutil.rmtree(folder, ignore_errors=True)
    with contextlib.suppress(OSError):
        atomic_write_text(memory / _NOTE, json.dumps({"key": key, "parts": told}))


def made_by(language: str) -> str:
    """Return what the parts depend on beside their pages."""
    return f"{_VERSION} {pagefind_bin.get_executable()} {language}"


def _names(part: Path) -> list[str]:
    """Return the places of a part's pages, in its own order."""
    names = []
    for told in read_entry(part)["languages"].values():
        for fragment, *_ in read_meta(part, told["hash"])[1]:
            url = read_fragment(part / "fragment" / f"{fragment}.pf_fragment")["url"]
            name = unquote(url).removeprefix("/")
            names.append(f"{name}index.html" if name.endswith("/") or not name else name)
    return names


@contextmanager
def _alone(
    site: Path, pages: Sequence[str], texts: Mapping[str, str], folder: Path
) -> Iterator[Path]:
    """Fill a folder with hard links to some pages of a site; one with more text is a copy."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        for parent in {name.rpartition("/")[0] for name in pages}:
            (folder / parent).mkdir(parents=True, exist_ok=True)
        for name in pages:
            if name in texts:
                data = _with_text((site / name).read_bytes(), texts[name])
                (folder / name).write_bytes(data)
            else:
                link_or_copy(f"{site}/{name}", f"{folder}/{name}")
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _with_text(page: bytes, text: str) -> bytes:
    """Put a text at the end of a page's body, where it weighs little."""
    place = page.rfind(_END)
    shown = html.escape(text, quote=False).encode()
    return page[:place] + b'<div data-pagefind-weight="0.3">' + shown + b"</div>" + page[place:]


def _run(site: Path, target: Path, language: str, jobs: int | None) -> None:
    command = [
        str(pagefind_bin.get_executable()),
        "--site", str(site),
        "--output-path", str(target),
        "--force-language", language,
    ]  # fmt: skip
    environment: dict[str, Any] = dict(os.environ)
    if jobs:
        environment |= {"RAYON_NUM_THREADS": str(jobs), "TOKIO_WORKER_THREADS": str(jobs)}
    done = subprocess.run(  # noqa: S603
        command, capture_output=True, text=True, env=environment, check=False
    )
    if done.returncode or not (target / ENTRY).is_file():
        said = (done.stderr or done.stdout).strip().splitlines()
        raise BuildError(f"Pagefind could not index the site: {said[-1] if said else 'no output'}")
