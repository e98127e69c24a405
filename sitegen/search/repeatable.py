"""Make Pagefind's index depend on its input alone.

Pagefind 1.5 writes the values of each filter, and the filters and sorts of its meta file, in the
order of a randomly seeded hash map: two runs over one site give other bytes. Sorting them changes
nothing that a search sees.

The files are gzipped: ``pagefind_dcd``, then CBOR (RFC 8949). A filter file is
``[name, [[value, [page, …]], …]]``; the meta file is ``[version, pages, chunks, [[filter, hash]],
[[sort, [page, …]]], fields]``; pagefind-entry.json names the meta file by its hash. Source:
pagefind 1.5.2, pagefind/src/index/index_filter.rs and index_metadata.rs.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from typing import TYPE_CHECKING, Any, Final

import cbor2

from sitegen.errors import BuildError

if TYPE_CHECKING:
    from pathlib import Path

_SIGNATURE: Final = b"pagefind_dcd"
_META_FIELDS: Final = 6


def make_repeatable(folder: Path) -> None:
    """Sort an index in place, and rename what is named by its hash.

    Raises:
        BuildError: the index is not of the shape that this module knows.
    """
    entry_path = folder / "pagefind-entry.json"
    try:
        entry = json.loads(entry_path.read_text("utf-8"))
        for language in entry["languages"].values():
            language["hash"] = _sort_meta(folder, language["hash"])
    except (ValueError, EOFError, zlib.error, gzip.BadGzipFile) as error:
        # Pagefind ends well although it could not write all.
        raise BuildError("Pagefind's index is damaged; most likely the disk is full") from error
    text = json.dumps(entry, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    entry_path.write_text(text, encoding="utf-8")


def _sort_meta(folder: Path, name: str) -> str:
    path = folder / f"pagefind.{name}.pf_meta"
    meta = _read(path)
    if not isinstance(meta, list) or len(meta) != _META_FIELDS:
        raise _unknown(path)
    meta[3] = sorted([label, _sort_filter(folder, old)] for label, old in meta[3])
    meta[4] = sorted(meta[4])
    return _replace(path, meta, name, "pagefind.{}.pf_meta")


def _sort_filter(folder: Path, name: str) -> str:
    path = folder / "filter" / f"{name}.pf_filter"
    label, values = _read(path)
    return _replace(path, [label, sorted(values)], name, "{}.pf_filter")


def _read(path: Path) -> Any:
    data = gzip.decompress(path.read_bytes())
    if not data.startswith(_SIGNATURE):
        raise _unknown(path)
    return cbor2.loads(data[len(_SIGNATURE) :])


def _unknown(path: Path) -> BuildError:
    return BuildError(f"{path.name} is not as Pagefind 1.5 writes it; install pagefind_bin<1.6")


def _replace(path: Path, content: Any, old: str, pattern: str) -> str:
    """Write a file under the name that its content gives it; return the name's changing part."""
    data = _SIGNATURE + cbor2.dumps(content)
    new = f"{old.split('_', maxsplit=1)[0]}_{hashlib.sha256(data).hexdigest()[:10]}"
    path.unlink()
    compressed = gzip.compress(data, compresslevel=9, mtime=0)
    path.with_name(pattern.format(new)).write_bytes(compressed)
    return new
