"""The output folder: one build at a time, and the old site stays until the new one is whole.

Everything is made in ``.sitegen/<name>/`` beside the output folder, so that the last step is two
renames on one file system. A build that dies leaves that folder, which the next one clears.
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
from sitegen.errors import BuildError

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAKESHIFT: Final = ".sitegen-"
_KEPT: Final = (".gitignore", ".git", "CNAME")


@contextmanager
def open_workspace(output: Path) -> Iterator[Path]:
    """Lock the output folder and give a folder beside it to build in.

    Raises:
        BuildError: another build is at work there, the folder is not ours to replace, or the
            place can't be written; the reason is told.
    """
    output = output.absolute()
    with _told(output):
        _refuse_foreign(output)
        try:
            folder, lock = _usual_place(output)
        except OSError as error:
            if error.errno not in {errno.EROFS, errno.EACCES, errno.EPERM}:
                raise
            folder, lock = _makeshift_place(output)
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise BuildError(f"{output}: another sitegen is building here; wait for it") from None
        try:
            with _told(output):
                _recover(output, folder)
                yield folder
        finally:
            if folder.name.startswith(_MAKESHIFT):
                shutil.rmtree(folder, ignore_errors=True)


def workspace_path(output: Path) -> Path:
    """Return the folder that a site is built in, where it can be written."""
    output = output.absolute()
    return output.parent / ".sitegen" / output.name


def _usual_place(output: Path) -> tuple[Path, IO[str]]:
    folder = workspace_path(output)
    folder.mkdir(parents=True, exist_ok=True)
    (folder.parent / ".gitignore").write_text("*\n", encoding="utf-8")
    return folder, (folder / "lock").open("w")


def _makeshift_place(output: Path) -> tuple[Path, IO[str]]:
    """Give a folder for one build where the usual one can't be written: nothing is remembered."""
    folder = Path(tempfile.mkdtemp(prefix=_MAKESHIFT, dir=output.parent))
    usual = workspace_path(output) / "lock"
    return folder, (usual.open() if usual.is_file() else (folder / "lock").open("w"))


def replace_site(new: Path, output: Path) -> None:
    """Put a finished site in the place of the old one."""
    output = output.absolute()
    (new / SITE_MARKER).write_text(
        "Made by sitegen; a build replaces this folder.\n", encoding="utf-8"
    )
    old = new.parent / "site.old"
    for name in _KEPT:
        kept = output / name
        if kept.exists() and not (new / name).exists():
            copy = shutil.copytree if kept.is_dir() else shutil.copy2
            copy(kept, new / name)
    if output.exists():
        os.rename(output, old)  # noqa: PTH104  - the fewest steps between two states
    os.rename(new, output)  # noqa: PTH104
    shutil.rmtree(old, ignore_errors=True)


def folder_size(folder: Path) -> int:
    """Return the bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _refuse_foreign(output: Path) -> None:
    if output.is_symlink() or (output.exists() and not output.is_dir()):
        raise BuildError(f"{output}: is not a folder; choose another place with -o")
    if output.is_dir() and not (output / SITE_MARKER).is_file():
        others = [p.name for p in output.iterdir() if p.name not in _KEPT]
        if others:
            raise BuildError(
                f"{output}: holds files that sitegen did not make ({others[0]}); "
                "choose an empty folder with -o"
            )


def _recover(output: Path, folder: Path) -> None:
    """Undo a build that was killed: between the two renames the old site is the good one."""
    old = folder / "site.old"
    if old.is_dir() and not output.exists():
        os.rename(old, output)  # noqa: PTH104
    for leftover in (old, folder / "site.new"):
        shutil.rmtree(leftover, ignore_errors=True)


@contextmanager
def _told(output: Path) -> Iterator[None]:
    """Turn the system's refusals into one clear sentence."""
    try:
        yield
    except OSError as error:
        reasons = {
            errno.ENOSPC: "the disk is full; make room or choose another place with -o",
            errno.EDQUOT: "the disk quota is used up; make room or choose another place with -o",
            errno.EROFS: "the place is read-only; choose another with -o",
            errno.EACCES: "you may not write there; choose another place with -o",
            errno.EPERM: "you may not write there; choose another place with -o",
            errno.EBUSY: "the folder is a mount point; choose a folder inside it with -o",
        }
        reason = reasons.get(error.errno or 0, error.strerror or str(error))
        raise BuildError(f"{output}: can't be written: {reason}") from error
