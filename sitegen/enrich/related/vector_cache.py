"""Cache of vectors in an SQLite file, so that only new texts are encoded.

A cache is never needed for a right result: one that is damaged is replaced, and one that can't be
read or written is treated as empty.

Tables:

- ``vectors``: a key, and the vector as little-endian float32 with a checksum of key and vector;
  vectors of a file without checksums are encoded again;
- ``uses``: a key and the day (since 1 January 1970) of the last build that asked for it. A separate
  table, because an update of a row rewrites its page: 24 bytes per key here, the whole file if
  the day stood beside the vector. A file of an earlier version lacks the table and gets it.
"""

from __future__ import annotations

import hashlib
import logging
import sqlite3
import time
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from numpy.typing import NDArray

_log = logging.getLogger(__name__)
#: A vector that no build has used for more days is deleted.
MAX_UNUSED_DAYS: Final = 90
#: Bound parameters of one query; SQLite before 3.32 allows 999.
_MAX_PARAMETERS: Final = 500
_SECONDS_PER_DAY: Final = 86_400
_FLOAT32_BYTES: Final = 4
_CHECKSUM_BYTES: Final = 8
_VECTOR_COLUMNS: Final = ["key", "vector"]


class VectorCache:
    """Vectors by key, in a file.

    Args:
        path: of the SQLite file, created on first use; None for a cache that is always empty.
        today: days since 1 January 1970 (UTC); the current day if None.
    """

    def __init__(self, path: Path | None, today: int | None = None) -> None:
        self._path = path
        self._today = int(time.time() // _SECONDS_PER_DAY) if today is None else today

    def load(self, keys: Collection[bytes]) -> dict[bytes, NDArray[np.float32]]:
        """Return the cached vectors of those keys that are in the cache, undamaged."""
        blobs: dict[bytes, object] = {}
        remaining = list(keys)
        try:
            # ``connect`` would create a missing file.
            if self._path is None or not self._path.is_file():
                return {}
            with closing(sqlite3.connect(self._path)) as database:
                for start in range(0, len(remaining), _MAX_PARAMETERS):
                    chunk = remaining[start : start + _MAX_PARAMETERS]
                    marks = ",".join("?" * len(chunk))
                    query = f"SELECT key, vector FROM vectors WHERE key IN ({marks})"  # noqa: S608
                    blobs.update(database.execute(query, chunk))
        except (OSError, sqlite3.Error) as error:
            _log.debug("%s: can't be read (%s); its vectors are encoded again", self._path, error)
            return {}
        vectors = {key: _unpack(key, blob) for key, blob in blobs.items()}
        valid = {key: vector for key, vector in vectors.items() if vector is not None}
        # All keys of a build belong to one model, so vectors of several lengths show damage.
        if len({vector.size for vector in valid.values()}) > 1:
            valid = {}
        if len(valid) < len(blobs):
            count = len(blobs) - len(valid)
            _log.debug("%s: %d vectors are damaged and encoded again", self._path, count)
        return valid

    def store(self, vectors: dict[bytes, NDArray[np.float32]]) -> None:
        """Add vectors, or replace those of the same keys."""
        if not vectors:
            return
        rows = [(key, _pack(key, vector)) for key, vector in vectors.items()]
        self._write(
            lambda database: database.executemany(
                "INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows
            )
        )

    def record_use(self, keys: Collection[bytes]) -> None:
        """Record that today's build used some keys, and delete vectors that have gone unused.

        The file does not shrink: SQLite keeps the space for the vectors that are added next.
        """
        rows = [(key, self._today) for key in keys]
        oldest = (self._today - MAX_UNUSED_DAYS,)

        def update(database: sqlite3.Connection) -> None:
            # Nothing is written for keys that were already used today, or if the clock went back.
            database.executemany(
                "INSERT INTO uses VALUES (?, ?) ON CONFLICT (key)"
                " DO UPDATE SET day = excluded.day WHERE excluded.day > day",
                rows,
            )
            # Vectors of an earlier version have no day yet: their 90 days begin today.
            database.execute(
                "INSERT OR IGNORE INTO uses SELECT key, ? FROM vectors", (self._today,)
            )
            database.execute(
                "DELETE FROM vectors WHERE key IN (SELECT key FROM uses WHERE day < ?)", oldest
            )
            database.execute("DELETE FROM uses WHERE day < ?", oldest)

        if rows:
            self._write(update)

    def _write(self, change: Callable[[sqlite3.Connection], object]) -> None:
        """Apply a change in one transaction; replace a damaged file and try once more."""
        if self._path is None:
            return
        # An OSError or OperationalError means read-only, full or locked: the build goes on.
        with suppress(OSError, sqlite3.Error):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            try:
                _apply(self._path, change)
            except sqlite3.OperationalError:
                return
            except sqlite3.DatabaseError:  # no SQLite file, or a malformed one
                self._path.unlink(missing_ok=True)
                _apply(self._path, change)


def _apply(path: Path, change: Callable[[sqlite3.Connection], object]) -> None:
    # ``closing`` closes the connection, the connection's own context commits or rolls back.
    with closing(sqlite3.connect(path)) as database, database:
        columns = [row[1] for row in database.execute("PRAGMA table_info(vectors)")]
        if columns and columns != _VECTOR_COLUMNS:
            database.execute("DROP TABLE vectors")
        database.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB)")
        # WITHOUT ROWID stores each key once, in the table's own tree.
        database.execute(
            "CREATE TABLE IF NOT EXISTS uses (key BLOB PRIMARY KEY, day INTEGER) WITHOUT ROWID"
        )
        change(database)


def _pack(key: bytes, vector: NDArray[np.float32]) -> bytes:
    data = vector.astype("<f4").tobytes()
    return data + _checksum(key, data)


def _unpack(key: bytes, blob: object) -> NDArray[np.float32] | None:
    """Return the vector of a blob; None if it is damaged or of another key."""
    # SQLite columns are untyped: a foreign or damaged file may contain anything.
    if not isinstance(blob, bytes):
        return None
    data, checksum = blob[:-_CHECKSUM_BYTES], blob[-_CHECKSUM_BYTES:]
    if not data or len(data) % _FLOAT32_BYTES or checksum != _checksum(key, data):
        return None
    return np.frombuffer(data, "<f4")


def _checksum(key: bytes, data: bytes) -> bytes:
    return hashlib.blake2b(key + data, digest_size=_CHECKSUM_BYTES).digest()
