"""Make Pagefind's index readable in a page that is opened from disk.

On file:// browsers refuse fetch, modules and workers, but load classic scripts. So each file of the
index gets a script that passes its bytes on, and pagefind.js becomes a classic script whose
``fetch`` is a replacement that adds the right script (``theme/assets/sitegen/offline.js``).
Fragments, one per page, are packed into scripts of several, which are compressed together: what
pages have in common takes half of the bytes. Browsers may keep scripts, so their names have the
volume's edition; what a script passes on has a name without it, so that later builds link scripts
whose pages have not changed.

Pagefind is under the MIT licence; the file ``LICENSE`` beside the scripts repeats it.
"""

from __future__ import annotations

import json
import re
import shutil
import zlib
from typing import TYPE_CHECKING, Any, Final

from sitegen.errors import BuildError
from sitegen.search.format import ENTRY_FILE, read_fragment
from sitegen.search.script_bytes import encode_bytes
from sitegen.search.volumes import volume_folder
from sitegen.workspace.files import link_or_copy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from sitegen.search.volumes import Base, VolumeCache

FOLDER: Final = "offline"
_SCRIPT: Final = "pagefind.js"
#: Fragments in one script. A page of results shows ten; a list by date takes consecutive ones.
PACK_SIZE: Final = 12
#: The same if a server delivers the scripts, and files are not short.
SMALL_PACK_SIZE: Final = 4
_COMPRESSION: Final = 9
#: The start of a script's name in volumes beside the first, as in ``v2-fragments-1a2b3c4d-0.js``.
_VOLUME_PREFIX: Final = re.compile(r"v(\d+)-")
_VOLUME_FOLDER: Final = re.compile(r"v\d+")
_PACK: Final = re.compile(r"fragments-[0-9a-f]+-(\d+)\.js\Z")
#: The end of pagefind.js: ``export{a,b};`` and, perhaps, the constants that ``pagefind`` adds.
_EXPORTS: Final = re.compile(
    r"export\{([\w,]+)\};?\s*"
    r"(?:const fetch=[\w.?]+;\s*)?"
    r"(?:export const sitegenVolumes=\d+,sitegenVolume=\d+;\s*)?\Z"
)
_REQUIRED_EXPORTS: Final = {
    "createInstance", "options", "init", "search", "filters", "mergeIndex",
}  # fmt: skip
#: What a classic script lacks or must not call, and how often Pagefind 1.5.2 uses it.
_SCRIPT_URL: Final = "import.meta.url"
_SCRIPT_URL_USES: Final = 4
_FETCH: Final = re.compile(r"\bfetch\(")
_FETCH_USES: Final = 2
#: Import and export statements, and dynamic imports, but not these words in strings.
_MODULE_SYNTAX: Final = re.compile(
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
    index: Path,
    volume_count: int = 1,
    volume_size: int = 1,
    cache: VolumeCache | None = None,
    pack_size: int = PACK_SIZE,
) -> None:
    """Write the scripts into ``index/offline``.

    Args:
        index: the folder of the index and of its further volumes.
        volume_count: number of volumes.
        volume_size: maximum number of pages in one volume.
        cache: scripts of the previous build, to be reused for unchanged volumes and pages.
        pack_size: number of fragments in one script.

    Raises:
        BuildError: A fragment is damaged, or pagefind.js is not the script that ``to_classic`` can
            convert.
    """
    folder = index / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    # A classic script has no exports: hand the layout over as properties.
    layout = f"sitegenVolumes:{volume_count},sitegenVolume:{volume_size}"
    header = f"sitegenOffline.pack={pack_size};sitegenOffline.volumes={{{layout}}};\n"
    script = header + to_classic((index / _SCRIPT).read_text("utf-8"))
    (folder / _SCRIPT).write_text(script, encoding="utf-8", newline="\n")
    (folder / "LICENSE").write_text(_LICENCE, encoding="utf-8", newline="\n")
    for path in _shared_files(index):
        _write_script(folder / f"{path.name}.js", index, path)
    for number in range(volume_count):
        if cache is None or not cache.link_scripts(number, folder):
            volume = volume_folder(index, number)
            base = cache.find_base(number) if cache else None
            _write_volume_scripts(index, volume, folder, base)
            _write_packs(volume, folder, pack_size, base)


def volume_scripts(index: Path, number: int) -> Iterator[Path]:
    """Yield the scripts of one volume, sorted; none if no scripts were written."""
    folder = index / FOLDER
    shared = {f"{path.name}.js" for path in _shared_files(index)} | {_SCRIPT, "LICENSE"}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        prefix = _VOLUME_PREFIX.match(path.name)
        # Scripts of the first volume have no prefix.
        if (int(prefix[1]) if prefix else 0) == number and path.name not in shared:
            yield path


def _write_volume_scripts(index: Path, volume: Path, folder: Path, base: Base | None) -> None:
    """Write the scripts of one volume but those of fragments; link those that the base has."""
    known = {path.name: path for path in (base.list_scripts() if base else ())}
    # Not rglob: the first volume's folder holds the other volumes too.
    singles = [volume / ENTRY_FILE, *volume.glob("*.pf_meta")]
    for name in ("index", "filter"):
        singles += (volume / name).iterdir()
    for path in singles:
        # "v1/index/en_2.pf_index" becomes "v1-index-en_2.pf_index.js", as in offline.js.
        script = f"{path.relative_to(index).as_posix().replace('/', '-')}.js"
        # The names of chunks and filters have a hash of their content.
        if script in known and path.parent != volume:
            link_or_copy(str(known[script]), str(folder / script))
        else:
            _write_script(folder / script, index, path)


def _write_packs(volume: Path, folder: Path, size: int, base: Base | None) -> None:
    """Write the scripts of a volume's fragments, or link those whose pages are the base's."""
    prefix = f"{volume.name}/" if _VOLUME_FOLDER.fullmatch(volume.name) else ""
    # Number of a script -> the one of the base.
    scripts = {
        int(match[1]): path
        for path in (base.list_scripts() if base else ())
        if (match := _PACK.search(path.name))
    }
    for edition in (volume / "fragment").iterdir():
        count = sum(1 for _ in edition.iterdir())
        for number, start in enumerate(range(0, count, size)):
            end = min(start + size, count)
            name = f"{prefix}fragments/{edition.name}/{number}"
            target = folder / f"{name.replace('/', '-')}.js"
            if base and number in scripts and base.has_pages(start, end):
                link_or_copy(str(scripts[number]), str(target))
                continue
            pages = [read_fragment(edition / f"{n}.pf_fragment") for n in range(start, end)]
            text = _render_pack(f"{prefix}fragments/{number}", pages)
            target.write_text(text, encoding="utf-8", newline="\n")


def _render_pack(name: str, pages: Sequence[dict[str, Any]]) -> str:
    """Return the script that passes fragments on to offline.js."""
    # No search shows parts of a page, which is what anchors are for.
    pages = [page | {"anchors": []} for page in pages]
    text = json.dumps(pages, ensure_ascii=False, separators=(",", ":"))
    data = zlib.compress(text.encode("utf-8", "replace"), _COMPRESSION)
    return f'sitegenOffline.take("{name}","{encode_bytes(data)}");\n'


def remove_all_but_scripts(index: Path) -> None:
    """Remove everything from an index except its scripts, which work over http too."""
    for path in index.iterdir():
        if path.is_dir() and path.name != FOLDER:
            shutil.rmtree(path)
        elif path.is_file():
            path.unlink()


def to_classic(module: str) -> str:
    """Convert pagefind.js, an ES module, to a classic script that sets ``sitegenOffline.engine``.

    Raises:
        BuildError: the module's structure is not that of Pagefind 1.5.2.
    """
    exports = _EXPORTS.search(module)
    names = set(exports[1].split(",")) if exports else set()
    body = module[: exports.start()] if exports else module
    # The conversion is textual: refuse a script with other exports, another number of the
    # expressions to replace, or more module syntax.
    if (
        not names >= _REQUIRED_EXPORTS
        or body.count(_SCRIPT_URL) != _SCRIPT_URL_USES
        or len(_FETCH.findall(body)) != _FETCH_USES
        or _MODULE_SYNTAX.search(body)
    ):
        raise BuildError(
            "pagefind.js is not the script of Pagefind 1.5.2, so it can't be converted for search "
            "from disk; install 'pagefind_bin==1.5.2', or set [search] offline = false"
        )
    body = body.replace(_SCRIPT_URL, "sitegenOffline.script")
    # Inside the function, the name fetch refers to the parameter.
    return (
        "/*! Pagefind 1.5, https://pagefind.app, MIT licence: see LICENSE */\n"
        f"sitegenOffline.engine=(function(fetch){{{body}\n"
        f"return{{{','.join(sorted(names))}}};}})(sitegenOffline.fetch);\n"
    )


def _shared_files(index: Path) -> Iterator[Path]:
    """Yield the files that belong to no volume and that a search may request."""
    entry = json.loads((index / ENTRY_FILE).read_text("utf-8"))
    for language in entry["languages"].values():
        # For a language that it can't stem, Pagefind loads wasm.unknown.
        yield index / f"wasm.{language['wasm'] or 'unknown'}.pagefind"
    yield from sorted(index.glob("*.pf_filter"))
    # words.json and titles.json
    yield from (path for path in sorted(index.glob("*.json")) if path.name != ENTRY_FILE)


def _write_script(script: Path, index: Path, path: Path) -> None:
    """Write a script that passes the bytes of a file to offline.js."""
    name, content = path.relative_to(index).as_posix(), encode_bytes(path.read_bytes())
    script.write_text(
        f'sitegenOffline.take("{name}","{content}");\n', encoding="utf-8", newline="\n"
    )
