"""Write the generated pages to the project's docs/.

A file is written again only if its content differs. The text of a page whose key is that of the
manifest is not asked for, if its file has the size and the time of modification that it was written
with. Texts of other pages with keys are rendered in chunks, one process per chunk.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from sitegen.work import LOCAL, Chunk
from sitegen.workspace.cache import cache_key, text_hash
from sitegen.workspace.files import ensure_folder, file_stamp, remove, write_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sitegen.work import Engine

    #: Pages -> picklable function that returns them, on any machine that sees the same files.
    Freeze = Callable[[Sequence["MarkdownPage"]], Callable[[], Sequence["MarkdownPage"]]]

#: Pages of a chunk: about a second of work.
_CHUNK_PAGES: Final = 1000
#: Folder of the chunks' results, beside docs/.
_RESULTS: Final = "chunks"


class MarkdownPage(Protocol):
    """A page to write: its address below docs/, its text and its kind."""

    @property
    def src_uri(self) -> str:
        """MkDocs' name of the file, with slashes."""

    @property
    def text(self) -> str:
        """Front matter and Markdown."""

    @property
    def kind(self) -> str:
        """What all pages with the same header and footer have in common."""

    @property
    def key(self) -> str:
        """What stands for all that the text is made from, apart from code; empty if unknown."""

    @property
    def day(self) -> str:
        """When the page came, ISO 8601, or empty."""

    @property
    def prepare(self) -> Callable[[], object]:
        """Compute what its text shares with those of other pages."""


class PageEntry(NamedTuple):
    """A page in the manifest.

    Attributes:
        content_hash: of its text.
        kind: its kind.
        day: when it came, ISO 8601, or empty.
        key: see ``MarkdownPage``.
        size: of its file, in bytes, if it has a key.
        mtime_ns: modification time of its file, if it has a key.
    """

    content_hash: str
    kind: str
    day: str = ""
    key: str = ""
    size: int = 0
    mtime_ns: int = 0


#: Keeps the place of a page that is not written yet.
_UNWRITTEN: Final = PageEntry("", "")


def write_pages(  # noqa: PLR0913
    docs: Path,
    pages: Iterable[MarkdownPage],
    subfolders: Iterable[str],
    previous: Mapping[str, PageEntry],
    *,
    engine: Engine = LOCAL,
    freeze: Freeze | None = None,
) -> dict[str, PageEntry]:
    """Write the pages whose files don't hold their text; return the manifest, in their order.

    Args:
        docs: folder of the files.
        pages: all pages.
        subfolders: those that exist though no page lies there.
        previous: the manifest of the files that are there.
        engine: computes the chunks.
        freeze: lets other machines compute pages with keys; None if this one computes all.

    Raises:
        BuildError: a process was killed.
        OSError: a file can't be written.
    """
    for subfolder in sorted({"", *subfolders}):
        ensure_folder(docs / subfolder)
    manifest: dict[str, PageEntry] = {}
    chunks = _plan_chunks(str(docs), pages, previous, manifest, freeze)
    for _, entries in engine.run(chunks, docs.parent / _RESULTS, docs.parent.parent):
        # The pages have their places in the manifest already.
        manifest.update((src_uri, PageEntry(*entry)) for src_uri, *entry in entries)
    return manifest


def forget_results(project: Path) -> None:
    """Remove the results of chunks of a project whose manifest holds them."""
    remove(project / _RESULTS)


def _plan_chunks(
    docs: str,
    pages: Iterable[MarkdownPage],
    previous: Mapping[str, PageEntry],
    manifest: dict[str, PageEntry],
    freeze: Freeze | None,
) -> Iterator[Chunk]:
    """Fill the manifest, and yield the chunks of pages that have to be rendered from keys' values.

    The others are written here, and so is the first page of each kind: what it loads, processes
    that are forked later share.
    """
    folders, kinds = {""}, set()
    waiting: list[MarkdownPage] = []
    for page in pages:
        folder = page.src_uri.rpartition("/")[0]
        if folder not in folders:
            ensure_folder(Path(docs, folder))
            folders.add(folder)
        entry = previous.get(page.src_uri)
        if entry and page.key and entry == _entry_of(page, entry.content_hash, docs):
            manifest[page.src_uri] = entry
        elif page.key and page.kind in kinds:
            manifest[page.src_uri] = _UNWRITTEN
            waiting.append(page)
            if len(waiting) == _CHUNK_PAGES:
                yield _chunk(docs, tuple(waiting), freeze)
                waiting.clear()
        else:
            manifest[page.src_uri] = _write_page(page, docs)
            kinds.add(page.kind)
    if waiting:
        yield _chunk(docs, tuple(waiting), freeze)


def _chunk(docs: str, pages: Sequence[MarkdownPage], freeze: Freeze | None) -> Chunk:
    return Chunk(
        step="documents",
        key=cache_key([(page.src_uri, page.kind, page.day, page.key) for page in pages]),
        compute=partial(_write_chunk, pages, docs),
        is_current=partial(_are_current, docs),
        prepare=partial(_prepare, pages),
        # A process takes some time to start, and the last pages may be few.
        is_large=len(pages) == _CHUNK_PAGES,
        portable=partial(_write_frozen, freeze(pages), docs) if freeze else None,
    )


def _prepare(pages: Iterable[MarkdownPage]) -> None:
    for page in pages:
        page.prepare()


def _write_frozen(
    thaw: Callable[[], Sequence[MarkdownPage]], docs: str
) -> list[tuple[str | int, ...]]:
    return _write_chunk(thaw(), docs)


def _write_chunk(pages: Iterable[MarkdownPage], docs: str) -> list[tuple[str | int, ...]]:
    """Write pages; return ``src_uri`` and entry of each."""
    return [(page.src_uri, *_write_page(page, docs)) for page in pages]


def _write_page(page: MarkdownPage, docs: str) -> PageEntry:
    data = page.text.encode("utf-8")
    write_file(Path(docs, page.src_uri), data)
    return _entry_of(page, text_hash(data), docs)


def _entry_of(page: MarkdownPage, content_hash: str, docs: str) -> PageEntry:
    """Return the entry of a page whose file holds a text of some hash."""
    stamp = file_stamp(f"{docs}/{page.src_uri}") if page.key else None
    if stamp is None:
        return PageEntry(content_hash, page.kind, page.day)
    return PageEntry(content_hash, page.kind, page.day, page.key, *stamp)


def _are_current(docs: str, entries: Iterable[Sequence[Any]]) -> bool:
    """Return whether the files of a chunk are those that were written."""
    return all(
        file_stamp(f"{docs}/{src_uri}") == (size, mtime_ns)
        for src_uri, *_, size, mtime_ns in entries
    )
