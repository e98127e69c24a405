"""File helpers: atomic write, hard link or copy, hash and stamps of a directory tree."""

from __future__ import annotations

import fcntl
import hashlib
import os
import secrets
import shutil
import stat
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sitegen.errors import SitegenError, write_fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: Bytes read at a time for a hash, so that a source of gigabytes costs one buffer.
_BLOCK_BYTES: Final = 1 << 20
#: Compiled Python comes and goes with each run; a repository's own files are no input.
_IGNORED_FOLDERS: Final = frozenset({"__pycache__", ".git"})


def atomic_write_text(path: Path, text: str) -> None:
    """Write a text file atomically: readers see the old content or the new, never a part.

    A symbolic link stays a link: its target is replaced. The mode of an existing file stays.

    Raises:
        OSError: the file can't be written; the old content stays.
    """
    target = path.resolve()
    # A name of this process alone, so that two writers never share a temporary file.
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}.new")
    try:
        with temporary.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        with suppress(FileNotFoundError):
            temporary.chmod(stat.S_IMODE(target.stat().st_mode))
        temporary.replace(target)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


@contextmanager
def lock_file(path: Path) -> Iterator[None]:
    """Hold an exclusive lock on an existing file that others replace atomically.

    Raises:
        OSError: there is no such file, or it can't be opened.
    """
    while True:
        with path.open("rb") as stream:
            fcntl.flock(stream, fcntl.LOCK_EX)
            # While we waited, the previous holder may have put a new file in this one's place.
            if os.fstat(stream.fileno()).st_ino == path.stat().st_ino:
                yield
                return


@contextmanager
def hold_folder(folder: Path, busy: str) -> Iterator[None]:
    """Hold an exclusive lock on a folder, which is created if it is missing.

    Raises:
        SitegenError: the folder can't be created, or, with the text ``busy``, another process
            holds it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise SitegenError(write_fault(folder, error)) from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise SitegenError(busy, code="busy") from None
        yield
    finally:
        os.close(handle)


def remove(path: Path) -> None:
    """Remove a file, a link, or a folder with its content; what the system refuses to, stays."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()


def ensure_folder(path: Path) -> None:
    """Create a folder with its parents unless it exists; a file or link of its name is removed.

    Raises:
        OSError: the folder can't be created.
    """
    if path.is_symlink() or not path.is_dir():
        remove(path)
        path.mkdir(parents=True)


def empty_folder(path: Path) -> None:
    """Create a folder without content; whatever had its name is removed.

    Raises:
        OSError: the folder can't be created, or what was there can't be removed.
    """
    remove(path)
    path.mkdir(parents=True)


def write_file(path: Path, data: bytes) -> None:
    """Write a file unless it holds the data; a link or a folder of its name is replaced.

    For files that each build writes: one that is right keeps its times, a damaged one is mended.

    Raises:
        OSError: the file can't be written.
    """
    try:
        # First of all, as a new site has no files: to look for each takes as long as to write it.
        write_new_file(path, data)
    except FileExistsError:
        if not path.is_symlink():
            with suppress(OSError):
                if path.read_bytes() == data:
                    return
        remove(path)
        write_new_file(path, data)


def write_new_file(path: Path | str, data: bytes) -> os.stat_result:
    """Write a file that must not exist; return its status.

    Raises:
        FileExistsError: there is one, or a link or a folder of this name; it stays.
        OSError: the file can't be written.
    """
    # Objects of files ask for the status, the kind and the position, which new files don't need.
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        # After the writes, which change it.
        return os.fstat(descriptor)
    finally:
        os.close(descriptor)


def link_or_copy(source: str, target: str) -> None:
    """Create a hard link, or a copy with the same times if the file system has no links."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def copy_new(source: Path, target: Path) -> None:
    """Copy a file atomically to a name that no file has.

    Raises:
        FileExistsError: there is one; it stays.
        OSError: the file can't be copied.
    """
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}.new")
    try:
        shutil.copyfile(source, temporary)
        try:
            # Unlike a rename, a link never replaces a file.
            os.link(temporary, target)
        except FileExistsError:
            raise
        except OSError:
            # A file system without links.
            with target.open("xb") as stream:
                stream.write(temporary.read_bytes())
    finally:
        temporary.unlink(missing_ok=True)


def walk_files(root: Path) -> Iterator[Path]:
    """Yield a file, or all files below a folder in the order of their paths.

    Symbolic links to folders are followed, as MkDocs follows them; each real folder is entered
    once, however many links lead to it. ``__pycache__`` and ``.git`` are left out, and so is what
    can't be read as a file: broken links, pipes, sockets.

    Raises:
        OSError: there is no such file or folder, or a folder can't be listed.
    """
    return (path for path, is_file in _walk(root) if is_file)


def _walk(root: Path) -> Iterator[tuple[Path, bool]]:
    """Yield (path, True) for files, (path, False) for links to folders that were entered before."""
    if not root.is_dir():
        yield root, True
        return
    visited: set[str] = set()
    for parent, folders, names in os.walk(root, onerror=_raise, followlinks=True):
        real = os.path.realpath(parent)
        if real in visited:
            folders.clear()
            yield Path(parent), False
            continue
        visited.add(real)
        folders[:] = sorted(set(folders) - _IGNORED_FOLDERS)
        paths = (Path(parent, name) for name in sorted(names))
        yield from ((path, True) for path in paths if path.is_file())


def hash_tree(digest: Any, root: Path) -> None:
    """Add a file, or the files below a folder by relative path and content, to a digest.

    Args:
        digest: an object of ``hashlib``.
        root: file or folder.

    Raises:
        OSError: there is no such file or folder, or it can't be read.
    """
    for path, is_file in _walk(root):
        name = os.fsencode(path.relative_to(root))
        # The length parts the name from the content: ("ab", "c") differs from ("a", "bc").
        digest.update(b"%d %s\0" % (len(name), name))
        # A second link to a folder adds its name: the content is hashed where it was first met.
        digest.update(hash_file(path) if is_file else os.fsencode(os.path.realpath(path)))


def hash_file(path: Path) -> bytes:
    """Return the BLAKE2b digest (16 bytes) of a file, read in blocks.

    Raises:
        OSError: the file can't be read.
    """
    digest = hashlib.blake2b(digest_size=16)
    with path.open("rb", buffering=0) as stream:
        while block := stream.read(_BLOCK_BYTES):
            digest.update(block)
    return digest.digest()


def tree_stamps(root: Path) -> list[tuple[str, int, int, int]]:
    """Return (relative path, size, modification time, change time) of files below a folder, sorted.

    Times are in ns. A program can set the time of modification, not that of the last change of
    the file's content or status. A symbolic link counts by its times, not its target's; ``.git`` is
    left out. A missing folder has no files.
    """
    stamps: list[tuple[str, int, int, int]] = []
    folders = [str(root)]
    prefix_length = len(folders[0])
    while folders:
        with suppress(FileNotFoundError, NotADirectoryError), os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if entry.name != ".git":
                        folders.append(entry.path)
                else:
                    status = entry.stat(follow_symlinks=False)
                    path = entry.path[prefix_length:]
                    times = status.st_mtime_ns, status.st_ctime_ns
                    stamps.append((path, status.st_size, *times))
    return sorted(stamps)


def file_stamps(roots: Iterable[Path]) -> list[tuple[str, int, int]]:
    """Return path, size and modification time (ns) of files, and of all files below folders.

    Unlike ``tree_stamps`` it follows symbolic links: these are the files that ``hash_tree`` reads.

    Raises:
        OSError: there is no such file or folder.
    """
    stamps = []
    for path in (path for root in roots for path in walk_files(root)):
        status = path.stat()
        stamps.append((str(path), status.st_size, status.st_mtime_ns))
    return stamps


def file_stamp(path: str) -> tuple[int, int] | None:
    """Return size and modification time (ns) of a file; None if it can't be read."""
    try:
        status = os.stat(path, follow_symlinks=False)  # noqa: PTH116  - fast
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def _raise(error: OSError) -> None:
    raise error
