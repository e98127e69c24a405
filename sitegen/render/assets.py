"""Styles and scripts of the theme: minified, and named after their content.

A browser may then keep them for good: a change of content is a change of name.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

import rcssmin
import rjsmin

if TYPE_CHECKING:
    from pathlib import Path

_MINIFIERS: Final = {".css": rcssmin.cssmin, ".js": rjsmin.jsmin}


def pack_assets(folder: Path) -> dict[str, str]:
    """Minify a folder's styles and scripts in place and rename them.

    Returns:
        Old name -> new name: what templates look up in ``config.extra.sitegen.assets``.
    """
    names = {}
    for path in sorted(folder.iterdir()):
        minify = _MINIFIERS.get(path.suffix)
        if minify is None:
            continue
        data = minify(path.read_text("utf-8")).encode("utf-8")
        mark = hashlib.sha256(data).hexdigest()[:8]
        name = f"{path.stem}.{mark}{path.suffix}"
        path.unlink()
        (folder / name).write_bytes(data)
        names[path.name] = name
    return names
