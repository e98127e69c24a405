"""The search index of a site: what Pagefind finds in its pages, as one index, with what we add."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from sitegen.search.merge import LARGE, VOLUME, merge
from sitegen.search.offline import keep_scripts_alone, scripts_of, write_offline
from sitegen.search.parts import SHARD, VOLUMES, digests, find_parts, made_by
from sitegen.search.volumes import PreviousVolumes, volume_folder
from sitegen.search.words import write_words
from sitegen.workspace.files import link_or_copy
from sitegen.workspace.processes import pool_map

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

FOLDER: Final = "pagefind"
TITLES: Final = "titles.json"
#: What a search loads of the engine; Pagefind's ready-made interfaces are not for us.
_ENGINE: Final = ("pagefind.js", "pagefind-worker.js", "wasm.*.pagefind")


@dataclass(frozen=True, slots=True)
class IndexOptions:
    """What goes into the index beside the pages, and how it is made.

    Attributes:
        by_title: the pages in the order of their titles; one that is not there comes last.
        texts: what is found of a page beside what it shows, by its place; weighs little.
        words: the collection's, commonest first, to choose what a misspelt one may mean.
        offline: whether search shall work from disk too.
        packed: whether it shall work that way on servers too, as few files.
        jobs: processes and threads; None for as many as there are cores.
        shard: the most pages that a Pagefind run gets.
        volume: the most pages of an index that a search asks at once.
    """

    by_title: Sequence[str] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    words: Iterable[str] = ()
    offline: bool = True
    packed: bool = False
    jobs: int | None = None
    shard: int = SHARD
    volume: int = VOLUME


def index_site(
    site: Path, pages: Sequence[str], language: str, memory: Path, wanted: IndexOptions
) -> tuple[int, int]:
    """Write the search index into ``site/pagefind``.

    Only what is marked ``data-pagefind-body`` in a page is indexed.

    Args:
        site: a folder of rendered HTML.
        pages: the pages to index, by their place in it; a list without words is in this order.
        language: ISO 639-1 code, for stemming.
        memory: the folder that keeps what Pagefind writes, for the next build.
        wanted: the rest.

    Returns:
        The number of pages indexed, and the bytes that search from disk takes.

    Raises:
        BuildError: Pagefind failed; the text is its own.
    """
    folder = site / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    # The oldest first: where new ones come, the volumes of old ones stay.
    numbered = list(reversed(pages))
    digest_of = digests(site, numbered, wanted.texts)
    parts = find_parts(
        site,
        digest_of,
        language,
        memory,
        texts=wanted.texts,
        jobs=wanted.jobs,
        shard=wanted.shard,
        volume=wanted.volume,
    )
    before = PreviousVolumes(memory / VOLUMES, digest_of, made_by(language))
    with pool_map(wanted.jobs, parallel=len(pages) >= LARGE) as map_:
        indexed, volumes, kept = merge(
            parts, numbered, folder, map_, volume=wanted.volume, before=before
        )
    for pattern in _ENGINE:
        for path in parts[0].folder.glob(pattern):
            if path.name == "pagefind.js":
                told = f"\nexport const sitegenVolumes={volumes},sitegenVolume={wanted.volume};\n"
                script = path.read_text("utf-8") + told
                (folder / path.name).write_text(script, encoding="utf-8", newline="\n")
            else:
                link_or_copy(str(path), str(folder / path.name))
    write_words(folder, wanted.words)
    places = {name: place for place, name in enumerate(wanted.by_title)}
    ranks = [places.get(name, len(pages)) for name in numbered]
    text = json.dumps(ranks, separators=(",", ":"))
    (folder / TITLES).write_text(text, encoding="utf-8", newline="\n")
    size = 0
    if wanted.offline or wanted.packed:
        size = write_offline(folder, volumes, wanted.volume, kept)
    for place in range(volumes):
        kept.keep(place, volume_folder(folder, place), scripts_of(folder, place))
    kept.forget_others()
    if wanted.packed:
        keep_scripts_alone(folder)
    return indexed, size
