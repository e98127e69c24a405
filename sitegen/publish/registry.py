"""The formats that ``sitegen export`` writes: every module of ``sitegen.publish.exports``.

An export is one module, which declares ``NAME`` (for ``--format``) and ``render``.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from sitegen.publish import exports

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sitegen.paper import EnrichedPaper

    #: Yields the pieces of the file.
    Render = Callable[[Sequence[EnrichedPaper]], Iterator[str]]


def export_names() -> list[str]:
    """Return the names of all exports, in alphabetical order."""
    return sorted(_load(tuple(exports.__path__)))


def render_export(name: str, papers: Sequence[EnrichedPaper]) -> Iterator[str]:
    """Yield the pieces of an export file.

    Raises:
        KeyError: no export has this name.
    """
    return _load(tuple(exports.__path__))[name](papers)


@cache
def _load(_search_path: tuple[str, ...]) -> dict[str, Render]:
    # The search path is the cache key: a package that is extended is read again.
    names = (info.name for info in pkgutil.iter_modules(exports.__path__))
    modules = [import_module(f"{exports.__name__}.{name}") for name in names]
    return {module.NAME: module.render for module in modules}
