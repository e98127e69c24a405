"""The output folder: one build at a time, and the old site stays until the new one is whole.

Everything is written into the workspace, ``.sitegen/<name>/`` beside the output folder, so that the
last step is an exchange of two folders on one file system; where the system has no such call, two
renames. A build that dies leaves an unfinished site there, which the next build removes, and a
cache that it uses.
"""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from sitegen import SITE_MARKER
from sitegen.errors import BuildError, write_fault
from sitegen.workspace.exchange import exchange
from sitegen.workspace.files import ensure_folder, remove, write_file
from sitegen.workspace.processes import QUEUE, WAIT_S, wait_for_processes

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Folder that holds the workspaces of the output folders beside it.
_WORKSPACES: Final = ".sitegen"
_TEMPORARY_PREFIX: Final = ".sitegen-"
#: Files of a site's folder that a build carries over: they belong to git and to GitHub Pages.
_CARRIED_OVER: Final = (".gitignore", ".git", "CNAME")
#: Files that file managers leave in every folder that they show.
_CLUTTER: Final = frozenset({".DS_Store", "Thumbs.db", "desktop.ini", ".directory"})
_NO_PERMISSION: Final = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


@contextmanager
def open_workspace(output: Path, timeout_s: float = WAIT_S) -> Iterator[Path]:
    """Lock an output folder and yield its workspace.

    Args:
        output: the folder of the site.
        timeout_s: how long to wait for processes of an earlier build that still work there.

    Raises:
        BuildError: another build is running there, the folder holds files of others, is one of
            the workspace, or can't be written.
    """
    output = output.absolute()
    with oserror_as_build_error(output):
        _refuse_workspace(output)
        refuse_foreign(output)
        try:
            folder, lock = _default_workspace(output)
        except OSError as error:
            if error.errno not in _NO_PERMISSION:
                raise
            folder, lock = _temporary_workspace(output)
    try:
        with lock:
            _lock(lock, output)
            with oserror_as_build_error(output):
                # First: nobody takes what a build handed out that is gone.
                remove(folder / QUEUE)
                wait_for_processes(folder, timeout_s)
                _recover(output, folder)
            yield folder
    finally:
        if folder.name.startswith(_TEMPORARY_PREFIX):
            shutil.rmtree(folder, ignore_errors=True)


def workspace_path(output: Path) -> Path:
    """Return the default workspace of an output folder."""
    output = output.absolute()
    return output.parent / _WORKSPACES / output.name


def refuse_foreign(output: Path) -> None:
    """Check that an output folder is empty or holds a site.

    Raises:
        BuildError: it holds something else; the message ends with a remedy.
    """
    if output.is_symlink():
        raise BuildError(f"{output}: is a symbolic link; name its target with -o")
    if output.exists() and not output.is_dir():
        raise BuildError(f"{output}: is not a folder; choose another place with -o")
    if output.is_dir() and not (output / SITE_MARKER).is_file():
        allowed = _CLUTTER.union(_CARRIED_OVER)
        foreign = sorted(path.name for path in output.iterdir() if path.name not in allowed)
        if foreign:
            raise BuildError(
                f"{output}: holds files that sitegen did not write ({foreign[0]}); "
                "choose an empty folder with -o"
            )


def replace_site(new: Path, output: Path) -> None:
    """Put a finished site in the place of the old one.

    Raises:
        BuildError: the place can't be written; the old site stays.
    """
    output = output.absolute()
    with oserror_as_build_error(output):
        marker = "Made by sitegen; a build replaces this folder.\n"
        (new / SITE_MARKER).write_text(marker, encoding="utf-8")
        previous = new.parent / "site.old"
        for name in _CARRIED_OVER:
            source = output / name
            if source.exists() and not (new / name).exists():
                copy = shutil.copytree if source.is_dir() else shutil.copy2
                copy(source, new / name)
        if not (output.exists() and exchange(new, output)):
            _rename(new, output, previous)
    # The old site, and what a build left that was killed here.
    for folder in (new, previous):
        remove(folder)


def _rename(new: Path, output: Path, previous: Path) -> None:
    """Put a site in the place of the old one in two steps; undo the first if the second fails."""
    try:
        if output.exists():
            os.rename(output, previous)  # noqa: PTH104  - the fewest steps between two states
        os.rename(new, output)  # noqa: PTH104
    except BaseException:
        # Also if a signal stops the build here.
        if previous.exists() and not output.exists():
            os.rename(previous, output)  # noqa: PTH104
        raise


def measure_folder(folder: Path) -> tuple[int, int]:
    """Return the bytes and the number of all files below a folder."""
    size = files = 0
    # A site may have 200,000 files, for which ``Path.rglob`` takes seconds.
    folders = [str(folder)]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                else:
                    size += entry.stat().st_size
                    files += 1
    return size, files


@contextmanager
def oserror_as_build_error(path: Path) -> Iterator[None]:
    """Re-raise an OSError of the block as a BuildError with a remedy.

    Raises:
        BuildError: the block raised OSError; ``path`` is what could not be written.
    """
    try:
        yield
    except OSError as error:
        raise BuildError(write_fault(path, error, "-o")) from error


def _default_workspace(output: Path) -> tuple[Path, IO[str]]:
    folder = workspace_path(output)
    if folder.parent.exists() and not folder.parent.is_dir():
        raise BuildError(f"{folder.parent}: is a file; sitegen's caches go there, so rename it")
    ensure_folder(folder)
    write_file(folder.parent / ".gitignore", b"*\n")
    lock = folder / "lock"
    if lock.is_dir():
        remove(lock)
    return folder, lock.open("w")


def _temporary_workspace(output: Path) -> tuple[Path, IO[str]]:
    """Create a temporary workspace when the default one is read-only; its cache is discarded."""
    folder = Path(tempfile.mkdtemp(prefix=_TEMPORARY_PREFIX, dir=output.parent))
    try:
        # The lock of the default workspace still keeps two builds apart where it can be opened.
        return folder, (workspace_path(output) / "lock").open()
    except OSError:
        return folder, (folder / "lock").open("w")


def _lock(lock: IO[str], output: Path) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise BuildError(
            f"{output}: another sitegen is building here; wait for it", code="busy"
        ) from None
    except OSError as error:
        raise BuildError(
            f"{output}: can't be locked: {error.strerror}; choose a folder on another disk with -o"
        ) from error


def _refuse_workspace(output: Path) -> None:
    """Refuse folders that are, or lie in, one that holds workspaces."""
    # Systems whose file names have no case would see the same folder.
    if any(name.casefold() == _WORKSPACES for name in (*output.parts, *output.resolve().parts)):
        raise BuildError(
            f"{output}: {_WORKSPACES} is where sitegen works and has its caches; choose another "
            "folder with -o"
        )


def _recover(output: Path, folder: Path) -> None:
    """Undo a build that was killed: between the two renames the old site is the valid one."""
    previous = folder / "site.old"
    if previous.is_dir() and not output.exists():
        os.rename(previous, output)  # noqa: PTH104
    for leftover in (previous, folder / "site.new"):
        remove(leftover)
