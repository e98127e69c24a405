"""The formats that ``sitegen export`` writes: every module of ``sitegen.publish.exports``.

An export is one module, which declares ``NAME`` (for ``--format``) and ``render``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.publish import exports
from sitegen.workspace.modules import load_modules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sitegen.paper import EnrichedPaper

    #: Yields the pieces of the file.
    Render = Callable[[Sequence[EnrichedPaper]], Iterator[str]]


def export_names() -> list[str]:
    """Return the names of all exports, in alphabetical order."""
    return sorted(_renderers())


def render_export(name: str, papers: Sequence[EnrichedPaper]) -> Iterator[str]:
    """Yield the pieces of an export file.

    Raises:
        KeyError: no export has this name.
    """
    return _renderers()[name](papers)


def _renderers() -> dict[str, Render]:
    return {module.NAME: module.render for module in load_modules(exports)}
