"""Volumes of the index that are as they were in the last build, taken over from there.

A volume is its pages, so new pages, numbered last, leave all volumes but the last as they are. The
workplace keeps each volume's files (hard links: they take no room) and the scripts made of them, in
a folder that is named by all that they depend on.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.search.format import ENTRY
from sitegen.workspace.files import link_or_copy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

_FOLDERS: Final = ("index", "filter", "fragment")
_SCRIPTS: Final = "scripts"
_WHOLE: Final = "whole"
#: What of the code the files depend on; raise it where merge.py or offline.py write others.
_VERSION: Final = 1


def volume_folder(index: Path, place: int) -> Path:
    """Return where a volume is; the first one's folder holds the others'."""
    return index / f"v{place}" if place else index


class PreviousVolumes(NamedTuple):
    """What is known of the last build.

    Attributes:
        folder: where its volumes are kept.
        told: the digest of what is indexed of each page.
        made_by: what volumes depend on beside their pages.
    """

    folder: Path
    told: Mapping[str, str]
    made_by: str

    def kept(self, names: Sequence[str], volume: int, fields: Sequence[str]) -> VolumeCache:
        """Return what is kept of the volumes that an index shall have.

        Args:
            names: all pages, in the order of their numbers.
            volume: the most pages of a volume.
            fields: the index's, which all volumes share.
        """
        keys = []
        for start in range(0, max(1, len(names)), volume):
            own = [(name, self.told.get(name, "")) for name in names[start : start + volume]]
            text = json.dumps([_VERSION, self.made_by, start, volume, list(fields), own])
            keys.append(hashlib.blake2b(text.encode(), digest_size=12).hexdigest())
        return VolumeCache(self.folder, keys)


class VolumeCache:
    """The volumes of the last build, in a folder of the workplace; ``None`` keeps nothing."""

    def __init__(self, folder: Path | None, keys: Sequence[str]) -> None:
        self._folder = folder
        self._keys = keys

    def has(self, place: int) -> bool:
        """Tell whether a volume is as it was."""
        return self._folder is not None and (self._folder / self._keys[place] / _WHOLE).is_file()

    def take(self, place: int, target: Path) -> None:
        """Link a volume's files into its folder of the index."""
        source = self._of(place)
        for path in _files(source, _FOLDERS):
            _link(path, target / path.relative_to(source))

    def take_scripts(self, place: int, target: Path) -> bool:
        """Link the scripts that were made of a volume; tell whether there were any."""
        scripts = self._of(place) / _SCRIPTS if self.has(place) else None
        if scripts is None or not scripts.is_dir():
            return False
        for path in scripts.iterdir():
            _link(path, target / path.name)
        return True

    def keep(self, place: int, volume: Path, scripts: Iterable[Path]) -> None:
        """Remember a volume and its scripts for the next build."""
        if self._folder is None or self.has(place):
            return
        target = self._of(place)
        shutil.rmtree(target, ignore_errors=True)
        for path in _files(volume, _FOLDERS):
            _link(path, target / path.relative_to(volume))
        for path in scripts:
            _link(path, target / _SCRIPTS / path.name)
        (target / _WHOLE).touch()

    def forget_others(self) -> None:
        """Remove what this build has no use for."""
        if self._folder is None or not self._folder.is_dir():
            return
        for folder in self._folder.iterdir():
            if folder.name not in self._keys:
                shutil.rmtree(folder, ignore_errors=True)

    def _of(self, place: int) -> Path:
        if self._folder is None:
            raise ValueError("nothing is kept")
        return self._folder / self._keys[place]


def _files(volume: Path, folders: Iterable[str]) -> Iterator[Path]:
    """Yield a volume's files; the first volume's folder holds the others' folders too."""
    for name in folders:
        yield from (path for path in (volume / name).rglob("*") if path.is_file())
    yield volume / ENTRY
    yield from volume.glob("*.pf_meta")


def _link(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    link_or_copy(str(source), str(target))
