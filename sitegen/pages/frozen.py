"""Keyed pages as bytes, from which another process makes the same pages.

Nearly all pages show papers of which other pages show much, too. So the slices of all papers are
dumped once, and pages refer to them by their digests. Bytes are only ever loaded by workers of the
build that dumped them.
"""

from __future__ import annotations

import io
import pickle
from copyreg import dispatch_table
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from sitegen.pages.keyed import create_renderer
from sitegen.pages.registry import KeyedPage
from sitegen.pages.slices import Slice

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.pages.context import SiteContext
    from sitegen.pages.keyed import Renderer

_PROTOCOL: Final = 5


@dataclass(frozen=True, slots=True, eq=False)
class PageValues:
    """What pages share.

    Attributes:
        renderer: of the site.
        slices: digest -> slice of a paper, with its topics and without.
    """

    renderer: Renderer
    slices: dict[bytes, Slice]

    @classmethod
    def of(cls, context: SiteContext) -> PageValues:
        """Return the values of a site."""
        return cls(context.renderer, _by_digest(context.slices.values()))

    def dump(self) -> bytes:
        """Return the values as bytes."""
        # Those without topics are made of the others again.
        slices = [paper for paper in self.slices.values() if paper.digest != paper.bare_digest]
        return pickle.dumps((self.renderer.facts, slices), _PROTOCOL)

    @classmethod
    def load(cls, data: bytes) -> PageValues:
        """Return values from their bytes."""
        facts, slices = pickle.loads(data)  # noqa: S301
        return cls(create_renderer(facts), _by_digest(slices))

    def dump_pages(self, pages: Iterable[KeyedPage]) -> bytes:
        """Return pages as bytes."""
        buffer = io.BytesIO()
        pickler = pickle.Pickler(buffer, _PROTOCOL)
        pickler.dispatch_table = dispatch_table.copy()
        pickler.dispatch_table[Slice] = self._reduce
        pickler.dump([_dump_page(page) for page in pages])
        return buffer.getvalue()

    def load_pages(self, data: bytes) -> list[KeyedPage]:
        """Return pages from their bytes."""
        rows = _Unpickler(data, self.slices).load()
        return [
            KeyedPage(src_uri, kind, key, partial(function, self.renderer, inputs), day)
            for src_uri, kind, key, day, function, inputs in rows
        ]

    def _reduce(self, paper: Slice) -> tuple[Any, ...]:
        if paper.digest in self.slices:
            return find_slice, (paper.digest,)
        return Slice, (paper.enriched, paper.venue, paper.digest, b"", paper.bare_digest)


def _by_digest(papers: Iterable[Slice]) -> dict[bytes, Slice]:
    """Return digest -> slice, with topics and without."""
    return {slice_.digest: slice_ for paper in papers for slice_ in (paper, paper.bare)}


def find_slice(digest: bytes) -> Slice:
    """Stand in bytes for the function that returns a slice; ``_Unpickler`` has that."""
    raise LookupError(digest)


def _dump_page(page: KeyedPage) -> tuple[Any, ...]:
    render: Any = page.render
    # As ``Renderer.page`` binds them; each process has a renderer.
    _, inputs = render.args
    return page.src_uri, page.kind, page.key, page.day, render.func, inputs


class _Unpickler(pickle.Unpickler):
    def __init__(self, data: bytes, slices: dict[bytes, Slice]) -> None:
        super().__init__(io.BytesIO(data))
        self._slices = slices

    def find_class(self, module_name: str, name: str, /) -> Any:
        """Return what a name in bytes stands for."""
        if (module_name, name) == (find_slice.__module__, find_slice.__name__):
            return self._slices.__getitem__
        return super().find_class(module_name, name)
