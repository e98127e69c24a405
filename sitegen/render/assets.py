"""Minify the theme's styles and scripts, and name them by content.

A changed file has a new name, so that browsers may cache every file for good.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

import rcssmin
import rjsmin

if TYPE_CHECKING:
    from pathlib import Path

#: File suffix -> function from text to minified text.
_MINIFIERS: Final = {".css": rcssmin.cssmin, ".js": rjsmin.jsmin}
#: 32 bits: a collision of two versions of one file is out of the question.
_HASH_CHARS: Final = 8


def pack_assets(folder: Path) -> dict[str, str]:
    """Minify the styles and scripts of a folder in place and rename them; leave other files.

    Returns:
        Old name -> new name, which templates look up in ``config.extra.sitegen.assets``.
    """
    names = {}
    # The list is complete before files are renamed; sorting makes mkdocs.yml reproducible.
    for path in sorted(folder.iterdir()):
        minify = _MINIFIERS.get(path.suffix)
        if minify is None:
            continue
        data = minify(path.read_text("utf-8")).encode("utf-8")
        digest = hashlib.sha256(data).hexdigest()[:_HASH_CHARS]
        name = f"{path.stem}.{digest}{path.suffix}"
        path.unlink()
        (folder / name).write_bytes(data)
        names[path.name] = name
    return names
