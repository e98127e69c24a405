"""The formats of exports: every module of ``sitegen.publish.exports``.

An export is one module. It declares ``NAME`` (for ``--format`` and for the settings), ``SUFFIX``
of its files, ``MEDIA_TYPE``, ``TITLE`` for readers, and ``render``, which yields the pieces of the
file as text or bytes. ``MAX_BYTES`` is the size above which the bulk download has several files,
each of whole pieces. With ``IS_PACKED``, a large bulk download is packed with gzip.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.publish import exports
from sitegen.workspace.modules import load_modules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sitegen.publish.records import Records

    #: Yields the pieces of the file.
    Render = Callable[[Records], Iterator[str | bytes]]


@dataclass(frozen=True, slots=True)
class Export:
    """One entry of the registry.

    Attributes:
        name: value of ``--format``.
        suffix: of the file's name, with its point.
        media_type: of the file.
        title: what readers see.
        render: yields the pieces of the file.
        max_bytes: of one file of the bulk download; None for no limit.
        is_packed: whether a large bulk download is packed with gzip.
    """

    name: str
    suffix: str
    media_type: str
    title: str
    render: Render
    max_bytes: int | None = None
    is_packed: bool = False


def load_exports() -> dict[str, Export]:
    """Return all exports by their names, in alphabetical order."""
    exports_ = (
        Export(
            module.NAME, module.SUFFIX, module.MEDIA_TYPE, module.TITLE, module.render,
            getattr(module, "MAX_BYTES", None), getattr(module, "IS_PACKED", False),
        )
        for module in load_modules(exports)
    )  # fmt: skip
    return {export.name: export for export in sorted(exports_, key=lambda export: export.name)}


def export_names() -> list[str]:
    """Return the names of all exports, in alphabetical order."""
    return list(load_exports())


def render_export(name: str, records: Records) -> Iterator[bytes]:
    """Yield the pieces of an export file.

    Raises:
        KeyError: no export has this name.
        SitegenError: the format needs a library that is not installed.
    """
    for piece in load_exports()[name].render(records):
        # What UTF-8 can't hold is a question mark.
        yield piece if isinstance(piece, bytes) else piece.encode("utf-8", errors="replace")
