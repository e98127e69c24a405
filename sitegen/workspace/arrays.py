"""Files of named arrays, each with a key and a checksum, as records of the cache have."""

from __future__ import annotations

import contextlib
import json
import logging
import math
from typing import TYPE_CHECKING, Any

import numpy as np

from sitegen.workspace.cache import text_hash
from sitegen.workspace.files import remove

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

_log = logging.getLogger(__name__)


def load_arrays(path: Path, key: str) -> dict[str, NDArray[Any]] | None:
    """Return the arrays of a file; None if it is missing, damaged or of another key."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        _log.debug("%s: can't be read (%s); it is made again", path, error.strerror)
        return None
    # A view: the arrays of 87,000 papers take hundreds of megabytes.
    end = content.find(b"\n")
    body = memoryview(content)[end + 1 :]
    if content[:end] != f"sitegen {key} {text_hash(body)}".encode():
        _log.debug("%s: is damaged or of another version; it is made again", path)
        return None
    start = content.find(b"\n", end + 1) + 1
    arrays: dict[str, NDArray[Any]] = {}
    for name, dtype, shape in json.loads(content[end + 1 : start]):
        array = np.frombuffer(content, dtype, math.prod(shape), start).reshape(shape)
        arrays[name], start = array, start + array.nbytes
    return arrays


def save_arrays(path: Path, key: str, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write arrays; if the disk refuses, the next build has none and takes longer."""
    listing = [(name, array.dtype.str, array.shape) for name, array in arrays.items()]
    # Not joined, which would take their memory again.
    parts: list[bytes | memoryview] = [json.dumps(listing).encode(), b"\n"]
    parts += map(_view, arrays.values())
    with contextlib.suppress(OSError):
        remove(path)
        # The hash shows whether all of it was written.
        with path.open("xb") as stream:
            stream.writelines((f"sitegen {key} {text_hash(*parts)}\n".encode(), *parts))


def _view(array: NDArray[Any]) -> memoryview:
    """Return the bytes of an array in C order."""
    return np.ascontiguousarray(array).reshape(-1).view(np.uint8).data
