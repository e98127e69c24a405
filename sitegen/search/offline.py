"""Make Pagefind's index readable for a page that is opened from disk.

On file:// browsers refuse fetch, modules and workers, and load classic scripts. So each file of the
index gets a script that hands its bytes over, and pagefind.js becomes a classic script whose
``fetch`` is a stand-in that adds the script asked for (``theme/assets/sitegen/offline.js``).
Fragments, one a page, are packed, as many as a page of results or two asks for.

Pagefind is under the MIT licence, which its ``LICENSE`` beside the script repeats.
"""

from __future__ import annotations

import base64
import json
import re
import shutil
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from sitegen.errors import BuildError
from sitegen.search.format import ENTRY
from sitegen.search.volumes import volume_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sitegen.search.volumes import VolumeCache

FOLDER: Final = "offline"
#: Fragments in a pack: a page of results asks for ten, newest first for those of a row.
_PACK: Final = 12
_VOLUME: Final = re.compile(r"v(\d+)-")
_EXPORTS: Final = re.compile(
    r"export\{([\w,]+)\};?\s*(?:export const sitegenVolumes=\d+,sitegenVolume=\d+;\s*)?\Z"
)
_NEEDED: Final = {"createInstance", "options", "init", "search", "filters", "mergeIndex"}
#: Pagefind's own uses of what only a module has, and of fetch, in the shape of 1.5.2.
_META: Final = "import.meta.url"
_META_USES: Final = 4
_FETCHES: Final = 2
_MODULE_ONLY: Final = re.compile(
    r"\bimport(?:\s*[({\"'*]|\s+\w+\s+from\b)|\bexport\b(?=\s*[{*]|\s+\w+\s)"
)
_LICENCE: Final = """MIT License

Copyright (c) 2022 Pagefind, and its contributors

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
associated documentation files (the "Software"), to deal in the Software without restriction,
including without limitation the rights to use, copy, modify, merge, publish, distribute,
sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial
portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT
NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND
NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES
OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN
CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""


def write_offline(
    index: Path, volumes: int = 1, volume: int = 1, kept: VolumeCache | None = None
) -> int:
    """Write the scripts into ``index/offline``; return their bytes.

    Args:
        index: the folder that holds it, with further volumes in it.
        volumes: how many there are in all.
        volume: the most pages of one.
        kept: the last build's scripts, for volumes that are as they were.

    Raises:
        BuildError: pagefind.js is not of the shape that the transformation knows.
    """
    folder = index / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    script = to_classic((index / "pagefind.js").read_text("utf-8"))
    told = f"sitegenVolumes:{volumes},sitegenVolume:{volume}"
    script = f"sitegenOffline.pack={_PACK};sitegenOffline.volumes={{{told}}};\n{script}"
    (folder / "pagefind.js").write_text(script, encoding="utf-8", newline="\n")
    (folder / "LICENSE").write_text(_LICENCE, encoding="utf-8", newline="\n")
    for path in _shared_files(index):
        _write(folder / f"{path.name}.js", index, [path])
    for place in range(volumes):
        if kept is None or not kept.take_scripts(place, folder):
            _write_volume(index, volume_folder(index, place), folder)
    return sum(path.stat().st_size for path in folder.iterdir())


def scripts_of(index: Path, place: int) -> Iterator[Path]:
    """Yield the scripts that were made of a volume's files alone."""
    folder = index / FOLDER
    shared = {f"{path.name}.js" for path in _shared_files(index)} | {"pagefind.js", "LICENSE"}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        prefix = _VOLUME.match(path.name)
        if (int(prefix[1]) if prefix else 0) == place and path.name not in shared:
            yield path


def _write_volume(index: Path, volume: Path, folder: Path) -> None:
    """Write the scripts of a volume's own files; the first's folder holds the others' too."""
    prefix = "" if volume == index else f"{volume.name}-"
    singles = [volume / ENTRY, *volume.glob("*.pf_meta")]
    for name in ("index", "filter"):
        singles += (volume / name).iterdir()
    for path in singles:
        name = path.relative_to(index).as_posix()
        _write(folder / f"{name.replace('/', '-')}.js", index, [path])
    groups: defaultdict[int, list[Path]] = defaultdict(list)
    for path in sorted((volume / "fragment").rglob("*.pf_fragment")):
        groups[int(path.stem) // _PACK].append(path)
    for number, paths in groups.items():
        _write(folder / f"{prefix}fragments-{number}.js", index, paths)


def keep_scripts_alone(index: Path) -> None:
    """Remove all of an index but its scripts, which serve on http as well."""
    for path in index.iterdir():
        if path.is_dir() and path.name != FOLDER:
            shutil.rmtree(path)
        elif path.is_file():
            path.unlink()


def to_classic(module: str) -> str:
    """Turn pagefind.js, an ES module, into a classic script that sets ``sitegenOffline.engine``.

    Raises:
        BuildError: it is not of the shape that this function knows.
    """
    exports = _EXPORTS.search(module)
    names = set(exports[1].split(",")) if exports else set()
    body = module[: exports.start()] if exports else module
    if (
        not names >= _NEEDED
        or body.count(_META) != _META_USES
        or len(re.findall(r"\bfetch\(", body)) != _FETCHES
        or _MODULE_ONLY.search(body)
    ):
        raise BuildError(
            "pagefind.js is not as Pagefind 1.5.2 writes it, so search from disk can't be made; "
            "install pagefind_bin==1.5.2, or set [search] offline = false"
        )
    body = body.replace(_META, "sitegenOffline.script")
    return (
        "/*! Pagefind 1.5, https://pagefind.app, MIT licence: see LICENSE */\n"
        f"sitegenOffline.engine=(function(fetch){{{body}\n"
        f"return{{{','.join(sorted(names))}}};}})(sitegenOffline.fetch);\n"
    )


def _shared_files(index: Path) -> Iterator[Path]:
    """Yield the files that are no volume's and that a search may ask for."""
    entry = json.loads((index / ENTRY).read_text("utf-8"))
    for language in entry["languages"].values():
        yield index / f"wasm.{language['wasm'] or 'unknown'}.pagefind"
    yield from (path for path in sorted(index.glob("*.json")) if path.name != ENTRY)


def _write(script: Path, index: Path, paths: Iterable[Path]) -> None:
    lines = [
        f'sitegenOffline.take("{path.relative_to(index).as_posix()}",'
        f'"{base64.b64encode(path.read_bytes()).decode("ascii")}");\n'
        for path in paths
    ]
    script.write_text("".join(lines), encoding="utf-8", newline="\n")
