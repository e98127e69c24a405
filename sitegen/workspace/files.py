"""What several stages do with files: write one whole, take one over, tell a tree by its content."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


def atomic_write_text(path: Path, text: str) -> None:
    """Write a text into a file's place: whoever reads it finds all of the old one or of the new.

    Raises:
        OSError: it can't be written; what was there stays.
    """
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_text(text, encoding="utf-8", newline="\n")
    fresh.replace(path)


def link_or_copy(source: str, target: str) -> None:
    """Make a hard link, or a copy of the same time of change where the file system has no links."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def hash_tree(digest: Any, root: Path) -> None:
    """Add a file, or the files of a folder by place and content, to a digest of ``hashlib``.

    What Python compiled is left out: it comes and goes with each run.

    Raises:
        OSError: there is no such file or folder, or it can't be read.
    """
    for path in _files(root):
        data = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()}\0{len(data)}\0".encode())
        digest.update(data)


def _files(root: Path) -> Iterator[Path]:
    if not root.is_dir():
        yield root
        return
    for place, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        yield from (Path(place, name) for name in sorted(names))
