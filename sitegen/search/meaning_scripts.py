"""Write the meaning of papers as scripts, of which a browser loads those that it needs.

``meaning/index.js`` says what the other scripts hold. ``meaning/VERSION/`` has

- ``cN.js``: a cluster; as text (``script_bytes``), the number of papers, the distance of each
  paper's number to the previous one (LEB128, see ``word_scripts``), then the codes of all papers;
- ``iN.js``: as text, for pages whose URL has the hash N modulo the number of such scripts: three
  bytes of the hash, three of the page's number and two of its cluster.

Two codes are one byte, each plus 8, the first in the upper half.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import numpy as np

from sitegen.search.meaning_index import DIMENSIONS
from sitegen.search.script_bytes import encode_bytes
from sitegen.search.word_scripts import leb128
from sitegen.text.hashing import fnv1a
from sitegen.workspace.cache import text_hash

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from sitegen.search.meaning_index import MeaningIndex

FOLDER: Final = "meaning"
_INDEX_SCRIPT: Final = "index.js"
_SHARD_PAGES: Final = 2000
_VERSION_LETTERS: Final = 8


def write_meaning_index(
    folder: Path, index: MeaningIndex, urls: Sequence[str], numbers: Mapping[str, int]
) -> int:
    """Write the scripts into ``folder/meaning`` and return their size in bytes.

    Args:
        folder: the folder of the search index.
        index: the meaning of the papers.
        urls: the URLs of the papers' pages.
        numbers: the number of each page in the search index, by its URL.
    """
    scripts = dict(_cluster_scripts(index))
    pages = [(url, numbers[url]) for url in urls if url in numbers]
    id_scripts = -(-max(1, len(pages)) // _SHARD_PAGES)
    scripts |= _id_scripts(index, pages, id_scripts)
    version = text_hash("".join(scripts.values()))[:_VERSION_LETTERS]
    header = {
        "version": version,
        "dimensions": DIMENSIONS,
        "ids": id_scripts,
    }
    target = folder / FOLDER
    (target / version).mkdir(parents=True)
    text = json.dumps(header, separators=(",", ":"))
    # JSON would write control characters in six.
    centroids = encode_bytes(index.centroids.tobytes())
    files = {target / _INDEX_SCRIPT: f'sitegenMeaning.open({text},"{centroids}");\n'}
    files |= {target / version / name: script for name, script in scripts.items()}
    for path, script in files.items():
        path.write_text(script, encoding="utf-8", newline="\n")
    return sum(path.stat().st_size for path in files)


def _cluster_scripts(index: MeaningIndex) -> Iterator[tuple[str, str]]:
    packed = _pack(index.codes)
    for cluster in range(len(index.centroids)):
        papers = np.flatnonzero((index.clusters == cluster) & index.is_known)
        head, _ = leb128(np.concatenate([[len(papers)], np.diff(papers, prepend=0)]))
        content = encode_bytes(head.tobytes() + packed[papers].tobytes())
        yield f"c{cluster}.js", f'sitegenMeaning.take("c{cluster}","{content}");\n'


def _id_scripts(
    index: MeaningIndex, pages: Iterable[tuple[str, int]], count: int
) -> Iterator[tuple[str, str]]:
    shards: list[list[bytes]] = [[] for _ in range(count)]
    for url, number in pages:
        value = fnv1a(url)
        cluster = int(index.clusters[number]).to_bytes(2, "little")
        entry = (value >> 8).to_bytes(3, "little") + number.to_bytes(3, "little") + cluster
        shards[value % count].append(entry)
    for n, entries in enumerate(shards):
        content = encode_bytes(b"".join(sorted(entries)))
        yield f"i{n}.js", f'sitegenMeaning.take("i{n}","{content}");\n'


def _pack(codes: NDArray[np.int8]) -> NDArray[np.uint8]:
    shifted = (codes + 8).astype(np.uint8)
    packed: NDArray[np.uint8] = (shifted[:, ::2] << 4 | shifted[:, 1::2]).astype(np.uint8)
    return packed
