"""Run Pagefind on shards of the pages, here or on other machines.

A shard is what one run of Pagefind indexes, so that memory does not grow with the site. What it
writes is a part, a folder that is sealed.
"""

from __future__ import annotations

import html
import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import unquote

import pagefind_bin

from sitegen.errors import BuildError
from sitegen.search.format import ENTRY_FILE, read_entry, read_fragment, read_meta
from sitegen.search.marks import BODY_MARK, mark_page
from sitegen.search.numbering import Part
from sitegen.work import Chunk
from sitegen.workspace.cache import cache_key, is_sealed, seal_folder
from sitegen.workspace.files import empty_folder, link_or_copy, remove
from sitegen.workspace.processes import Programs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from sitegen.search.options import IndexOptions
    from sitegen.work import Engine

#: Pagefind runs at once. One run uses one core most of the time, see MAX_SHARD_PAGES.
_MAX_RUNS: Final = 2
#: Folder of the chunks' results, beside the parts.
_RESULTS: Final = "chunks"
_HTML_END: Final = b"</html"
#: The weight of a paper's full text; the abstract has 1.
_TEXT_START: Final = b'<div data-pagefind-body data-pagefind-weight="0.3">'
_TEXT_END: Final = b"</div>"


class Shard(NamedTuple):
    """The pages of one run of Pagefind; picklable.

    Attributes:
        site: a folder of rendered HTML.
        pages: URLs of the pages.
        texts: the additional text of a page, by its URL.
        target: folder of the part; its parent's parent is the workspace.
        language: ISO 639-1 code, for stemming.
        key: the part is sealed under it.
        jobs: number of Pagefind's threads; None for the number of cores.
    """

    site: Path
    pages: Sequence[str]
    texts: Mapping[str, str]
    target: Path
    language: str
    key: str
    jobs: int | None

    @property
    def workspace(self) -> Path:
        """The folder of the build."""
        return self.target.parent.parent


def index_shards(
    shards: Sequence[Shard], page_keys: Mapping[str, str], options: IndexOptions
) -> list[Part]:
    """Run Pagefind on the pages of each shard; return the new parts, in the order of the shards.

    Args:
        shards: with different targets in one folder.
        page_keys: the cache key of each page, by its URL.
        options: say who runs Pagefind.

    Raises:
        BuildError: Pagefind failed; the message is its own.
    """
    if not shards:
        return []
    if options.engine.is_shared:
        return _share_out(shards, page_keys, options.engine)
    count = min(_MAX_RUNS, options.jobs or os.cpu_count() or 1)
    # Threads are enough: the work is done in Pagefind's processes. These are ended first.
    with ThreadPoolExecutor(count) as threads, Programs(shards[0].workspace) as programs:
        names = threads.map(partial(_index, programs), shards)
        return [Part(shard.target, urls) for shard, urls in zip(shards, names, strict=True)]


def _share_out(shards: Sequence[Shard], page_keys: Mapping[str, str], engine: Engine) -> list[Part]:
    workspace, results = shards[0].workspace, shards[0].target.parent / _RESULTS
    # A machine has a worker for each of its cores.
    alone = [shard._replace(jobs=1) for shard in shards]
    chunks = [_chunk(shard, page_keys) for shard in alone]
    by_shard = zip(shards, engine.run(chunks, results, workspace), strict=True)
    return [Part(shard.target, urls) for shard, (_, urls) in by_shard]


def _chunk(shard: Shard, page_keys: Mapping[str, str]) -> Chunk:
    compute = partial(_index_alone, shard)
    keys = [(name, page_keys[name]) for name in shard.pages]
    return Chunk(
        step="index",
        key=cache_key(shard.key, shard.target.name, keys),
        compute=compute,
        is_current=lambda _: is_sealed(shard.target, shard.key),
        portable=compute,
    )


def _index_alone(shard: Shard) -> list[str]:
    with Programs(shard.workspace) as programs:
        return _index(programs, shard)


def _index(programs: Programs, shard: Shard) -> list[str]:
    """Write and seal a part; return the URLs of its pages, in Pagefind's order."""
    target = shard.target
    remove(target)
    with _subset(shard, target.with_name(f"pages-{target.name}")) as folder:
        _run_pagefind(programs, folder, target, shard.language, shard.jobs)
    names = _read_page_urls(target)
    seal_folder(target, shard.key)
    return names


@contextmanager
def _subset(shard: Shard, folder: Path) -> Iterator[Path]:
    """Fill a temporary folder with what Pagefind reads of some pages, and links to the others."""
    empty_folder(folder)
    try:
        # Create each parent once: thousands of pages lie in one folder.
        for parent in {name.rpartition("/")[0] for name in shard.pages}:
            (folder / parent).mkdir(parents=True, exist_ok=True)
        for name in shard.pages:
            page = (shard.site / name).read_bytes()
            marked = mark_page(page)
            if name in shard.texts:
                marked = _with_text(marked, shard.texts[name])
            if marked is page:
                link_or_copy(f"{shard.site}/{name}", f"{folder}/{name}")
            else:
                (folder / name).write_bytes(marked)
        yield folder
    finally:
        remove(folder)


def _with_text(page: bytes, text: str) -> bytes:
    """Add a text at the end of an HTML page, for Pagefind alone.

    Pagefind reads elements as a stream and indexes each one that has the attribute
    ``data-pagefind-body``, wherever it stands before ``</html>``. A page without that attribute
    is not indexed, and stays so.
    """
    if BODY_MARK not in page:
        return page
    # Pagefind stops at </html>. HTML allows to leave it out, and to write it in capitals.
    end = page.lower().rfind(_HTML_END)
    end = len(page) if end < 0 else end
    element = _TEXT_START + html.escape(text, quote=False).encode() + _TEXT_END
    return page[:end] + element + page[end:]


def _run_pagefind(
    programs: Programs, site: Path, target: Path, language: str, jobs: int | None
) -> None:
    """Run Pagefind's program.

    Raises:
        BuildError: It failed; the message is the last line of its output.
    """
    command = [
        str(pagefind_bin.get_executable()),
        "--site", str(site),
        "--output-path", str(target),
        "--force-language", language,
    ]  # fmt: skip
    environment: dict[str, Any] = dict(os.environ)
    if jobs:
        # Pagefind has no option for this, but the libraries that start its threads do.
        environment |= {"RAYON_NUM_THREADS": str(jobs), "TOKIO_WORKER_THREADS": str(jobs)}
    process = programs.run(command, environment)
    # Pagefind may exit with 0 without an index.
    if process.returncode or not (target / ENTRY_FILE).is_file():
        reason = _last_line(process.stderr) or _last_line(process.stdout)
        raise BuildError(f"Pagefind could not index the site: {reason or 'it printed no message'}")


def _last_line(output: str) -> str:
    """Return the last line of a program's output, or "" for a blank output."""
    return output.strip().rpartition("\n")[2]


def _read_page_urls(part: Path) -> list[str]:
    """Return the URLs of a part's pages, relative to the site, in Pagefind's order."""
    names = []
    for properties in read_entry(part)["languages"].values():
        for fragment, *_ in read_meta(part, properties["hash"])[1]:
            url = read_fragment(part / "fragment" / f"{fragment}.pf_fragment")["url"]
            name = unquote(url).removeprefix("/")
            # Pagefind shortens "a/index.html" to "/a/".
            names.append(f"{name}index.html" if name.endswith("/") or not name else name)
    return names
