"""Minify the theme's styles and scripts, and name them by content.

A changed file has a new name, so that browsers may cache every file for good. The scripts of the
search page become one file: on a slow link, fourteen requests take half a second more than one.
A script that loads another one writes its name as ``asset:citations.js``.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Final

import rcssmin
import rjsmin

if TYPE_CHECKING:
    from pathlib import Path

#: File suffix -> function from text to minified text.
_MINIFIERS: Final = {".css": rcssmin.cssmin, ".js": rjsmin.jsmin}
#: Name of a joined script -> its parts, in the order in which they run.
_JOINED: Final = {
    "searchbox.js": ("loader.js", "texts.js", "address.js", "trail.js", "searchbox.js"),
    "trail.js": ("trail.js", "layout.js"),
    "answers.js": (
        "scripts.js", "fragments.js", "query-words.js", "queries.js", "spelling.js",
        "marks.js", "words.js", "fields.js", "volumes.js", "index.js", "exact.js", "engine.js",
        "results.js", "search.js",
    ),
    "refinements.js": ("postings.js", "facets.js", "filters.js", "broad.js"),
    "site.js": ("loader.js", "texts.js", "hash.js", "site.js", "stars.js"),
    "paper.js": ("citation.js", "neighbours.js"),
    "citations.js": ("records.js", "citations.js", "exports.js"),
    "previews.js": ("records.js", "previews.js"),
    # It runs before site.js.
    "go.js": ("loader.js", "texts.js", "hash.js", "records.js", "go.js"),
    "list-actions.js": ("references.js", "list-actions.js"),
}  # fmt: skip
#: A file that a script loads. Files that load others get their names in the order of the alphabet.
_REFERENCE: Final = re.compile(r"\basset:([a-z-]+\.(?:js|css))\b")
#: 32 bits: a collision of two versions of one file is out of the question.
_HASH_CHARS: Final = 8


def pack_assets(folder: Path) -> dict[str, str]:
    """Minify the styles and scripts of a folder in place and rename them; leave other files.

    Returns:
        Old name -> new name, which templates look up in ``config.extra.sitegen.assets``.
    """
    _join_scripts(folder)
    # Sorting makes mkdocs.yml reproducible.
    paths = sorted(path for path in folder.iterdir() if path.suffix in _MINIFIERS)
    texts = {path: _MINIFIERS[path.suffix](path.read_text("utf-8")) for path in paths}
    names: dict[str, str] = {}
    # What is loaded by others has its name before them: the hash of these depends on it.
    for path in sorted(paths, key=lambda path: bool(_REFERENCE.search(texts[path]))):
        text = _REFERENCE.sub(lambda match: names.get(match[1], match[1]), texts[path])
        data = text.encode("utf-8")
        digest = hashlib.sha256(data).hexdigest()[:_HASH_CHARS]
        names[path.name] = f"{path.stem}.{digest}{path.suffix}"
        path.unlink()
        (folder / names[path.name]).write_bytes(data)
    return dict(sorted(names.items()))


def _join_scripts(folder: Path) -> None:
    """Join scripts that one page needs; a folder without them stays as it is."""
    joined: dict[str, str] = {}
    used: set[Path] = set()
    for name, parts in _JOINED.items():
        paths = [folder / part for part in parts if (folder / part).is_file()]
        used.update(paths)
        if paths:
            joined[name] = "\n".join(path.read_text("utf-8") for path in paths)
    # Two of them may have a part in common.
    for path in used:
        path.unlink()
    for name, text in joined.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
