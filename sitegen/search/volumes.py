"""Cache the volumes of an index between builds.

New pages get the highest numbers, so they change the last volume only. The workspace holds each
volume's files, as hard links that take no space, and the scripts made from them, in a folder named
by a hash of everything that they depend on. The folder is sealed last: one without a valid seal is
left over from an interrupted build, or somebody changed a file of it, here or in the site.

A volume of which few pages have changed is the base of the new one: the words of all other pages
are read from it, and chunks of words that no changed page has are linked.
"""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitegen.search.format import ENTRY_FILE
from sitegen.workspace.cache import is_sealed, load_record, save_record, seal_folder, text_hash
from sitegen.workspace.files import empty_folder, ensure_folder, link_or_copy, remove

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

_SUBFOLDERS: Final = ("index", "filter", "fragment")
_SCRIPTS: Final = "scripts"
#: The record of what the words of a volume depend on.
_PAGES: Final = "pages.json"
#: From this share of changed pages on, all words are merged from the parts.
_MAX_CHANGED_SHARE: Final = 0.2


def volume_folder(index: Path, number: int) -> Path:
    """Return the folder of a volume; the first volume's folder holds those of the others."""
    return index / f"v{number}" if number else index


class VolumePages(NamedTuple):
    """What the words of a volume depend on.

    Attributes:
        frame: a hash of all but its pages.
        pages: URL and cache key of each page, in the order of their numbers.
    """

    frame: str
    pages: Sequence[tuple[str, str]]


class Base(NamedTuple):
    """A volume of the previous build in which few pages have changed.

    Attributes:
        folder: of the volume.
        is_current: whether each of its pages is the same in the new volume, by their numbers.
    """

    folder: Path
    is_current: Sequence[bool]

    def list_scripts(self) -> Iterator[Path]:
        """Yield the scripts made from the volume; none if no scripts were written."""
        folder = self.folder / _SCRIPTS
        if folder.is_dir():
            yield from folder.iterdir()

    def has_pages(self, start: int, end: int) -> bool:
        """Return whether all pages from a number to another are the same in the new volume."""
        return end <= len(self.is_current) and all(self.is_current[start:end])


class PreviousVolumes(NamedTuple):
    """The volumes of the previous build.

    Attributes:
        folder: the folder that holds them.
        page_keys: the cache key of each page in this build, by its URL.
        index_key: the cache key of everything that volumes depend on beside their pages.
    """

    folder: Path
    page_keys: Mapping[str, str]
    index_key: str

    def look_up(self, names: Sequence[str], volume_size: int, fields: Sequence[str]) -> VolumeCache:
        """Return the cache for the volumes of a new index.

        Args:
            names: URLs of all pages, in the order of their numbers.
            volume_size: maximum number of pages in one volume.
            fields: metadata fields of the index, which all volumes share.
        """
        keys, volumes = [], []
        # One volume even if there are no pages.
        for start in range(0, max(1, len(names)), volume_size):
            volume = names[start : start + volume_size]
            pages = [(name, self.page_keys.get(name, "")) for name in volume]
            # The start is part of the key, because the first volume has another entry file.
            text = json.dumps([self.index_key, start, volume_size, list(fields), pages])
            keys.append(text_hash(text))
            frame = text_hash(json.dumps([self.index_key, start, volume_size, list(fields)]))
            volumes.append(VolumePages(frame, pages))
        return VolumeCache(self.folder, keys, volumes)


class VolumeCache:
    """The cached volumes of an index, by their numbers.

    Args:
        folder: the folder of the cache; None to cache nothing.
        keys: the cache key of each volume.
        volumes: what the words of each volume depend on.
    """

    def __init__(
        self, folder: Path | None, keys: Sequence[str], volumes: Sequence[VolumePages] = ()
    ) -> None:
        self._folder = folder
        self._keys = keys
        self._volumes = volumes
        self._are_valid: dict[int, bool] = {}
        self._bases: dict[int, Base | None] = {}

    def has(self, number: int) -> bool:
        """Return whether a volume is cached, with the bytes that were saved."""
        if self._folder is None:
            return False
        # All files are read, so once per build is enough.
        if number not in self._are_valid:
            key = self._keys[number]
            self._are_valid[number] = is_sealed(self._folder / key, key)
        return self._are_valid[number]

    def find_base(self, number: int) -> Base | None:
        """Return the volume that became this one by new pages at its end and changes of few."""
        # All files are read, so once per build is enough.
        if number not in self._bases:
            self._bases[number] = self._find_base(number)
        return self._bases[number]

    def _find_base(self, number: int) -> Base | None:
        if self._folder is None or not self._volumes or not self._folder.is_dir():
            return None
        volume = self._volumes[number]
        for folder in sorted(self._folder.iterdir()):
            pages = load_record(folder / _PAGES, folder.name, partial(_parse_pages, volume.frame))
            names = [name for name, _ in pages or ()]
            if not pages or names != [name for name, _ in volume.pages[: len(names)]]:
                continue
            is_current = [old == new for old, new in zip(pages, volume.pages, strict=False)]
            n_changed = len(volume.pages) - sum(is_current)
            is_near = n_changed <= _MAX_CHANGED_SHARE * len(volume.pages)
            if is_near and is_sealed(folder, folder.name):
                return Base(folder, is_current)
        return None

    def link_files(self, number: int, target: Path) -> None:
        """Link the files of a cached volume into its folder of the index.

        Raises:
            ValueError: the cache has no folder.
        """
        source = self._volume(number)
        for path in _files(source):
            _link(path, target / path.relative_to(source))

    def link_scripts(self, number: int, target: Path) -> bool:
        """Link the scripts of a cached volume into a folder; return whether there were any."""
        scripts = self._volume(number) / _SCRIPTS if self.has(number) else None
        # A build without search from disk has written no scripts.
        if scripts is None or not scripts.is_dir():
            return False
        for path in scripts.iterdir():
            _link(path, target / path.name)
        return True

    def save(self, number: int, volume: Path, scripts: Iterable[Path]) -> None:
        """Add a volume and its scripts to the cache, unless it is cached."""
        if self._folder is None or self.has(number):
            return
        target = self._volume(number)
        ensure_folder(self._folder)
        # An interrupted build may have left some files.
        empty_folder(target)
        for path in _files(volume):
            _link(path, target / path.relative_to(volume))
        for path in scripts:
            _link(path, target / _SCRIPTS / path.name)
        if self._volumes:
            frame, pages = self._volumes[number]
            save_record(target / _PAGES, self._keys[number], [frame, list(pages)])
        seal_folder(target, self._keys[number])
        self._are_valid[number] = True

    def remove_unused(self) -> None:
        """Remove the volumes that the new index does not have."""
        if self._folder is None or not self._folder.is_dir():
            return
        for folder in self._folder.iterdir():
            if folder.name not in self._keys:
                remove(folder)

    def _volume(self, number: int) -> Path:
        if self._folder is None:
            raise ValueError("this cache has no folder")
        return self._folder / self._keys[number]


def _parse_pages(frame: str, content: Any) -> list[tuple[str, str]]:
    """Return URL and cache key of each page of a volume; none if it has another frame."""
    volume_frame, pages = content
    return [(name, key) for name, key in pages] if volume_frame == frame else []


def _files(volume: Path) -> Iterator[Path]:
    """Yield the files of a volume."""
    # List the subfolders by name: the first volume's folder holds the other volumes too.
    for name in _SUBFOLDERS:
        yield from (path for path in (volume / name).rglob("*") if path.is_file())
    yield volume / ENTRY_FILE
    yield from volume.glob("*.pf_meta")


def _link(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    link_or_copy(str(source), str(target))
