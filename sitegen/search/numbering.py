"""Number the pages and metadata fields of several Pagefind indexes for the merged index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sitegen.search.format import read_entry, read_meta

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

#: The number of a page that is not merged: it is out of date, or its volume is cached.
NO_NUMBER = -1


class Part(NamedTuple):
    """An index that Pagefind wrote.

    Attributes:
        folder: the folder of the index.
        names: URLs of its pages, in Pagefind's order; "" for a page that is left out.
    """

    folder: Path
    names: Sequence[str]


class PartMeta(NamedTuple):
    """The meta file of a part; see ``format`` for the shape of each list."""

    part: Part
    language: str
    version: str
    pages: list[list[Any]]
    chunks: list[list[str]]
    filters: list[list[str]]
    fields: list[str]


class NumberedPart(NamedTuple):
    """A part with the numbers that its pages and fields have in the merged index.

    Attributes:
        chunks: first word, last word and path of each chunk.
        numbers: number of each page, in Pagefind's order; ``NO_NUMBER`` for pages to leave out.
        fields: number of each field, in Pagefind's order; None if the numbers are unchanged.
        volume: number of the volume, if the part is one of the previous build.
    """

    chunks: list[tuple[str, str, Path]]
    numbers: list[int]
    fields: list[int] | None
    volume: int | None = None

    @property
    def is_merged(self) -> bool:
        """Whether at least one page has a number."""
        return max(self.numbers, default=NO_NUMBER) > NO_NUMBER


def read_part_metas(part: Part) -> Iterator[PartMeta]:
    """Yield the meta file of each language of a part.

    Raises:
        BuildError: A file is damaged or not in the format of Pagefind 1.5.
    """
    # Pagefind runs with --force-language, so a part has one language.
    for language, properties in read_entry(part.folder)["languages"].items():
        # Sorts are dropped: numbers are in order of date, titles.json has the order of titles.
        version, pages, chunks, filters, _, fields = read_meta(part.folder, properties["hash"])
        yield PartMeta(part, language, version, pages, chunks, filters, fields)


def number_part(meta: PartMeta, numbers: Mapping[str, int], fields: Sequence[str]) -> NumberedPart:
    """Number a part's pages and fields.

    Args:
        meta: the part's meta file.
        numbers: the number of each page to merge, by its URL.
        fields: all fields of the merged index.
    """
    index = meta.part.folder / "index"
    field_numbers = [fields.index(field) for field in meta.fields]
    # Postings are the bulk of an index: those with unchanged field numbers are not rewritten.
    is_unchanged = field_numbers == list(range(len(field_numbers)))
    return NumberedPart(
        [(first, last, index / f"{name}.pf_index") for first, last, name in meta.chunks],
        [numbers.get(name, NO_NUMBER) for name in meta.part.names],
        None if is_unchanged else field_numbers,
    )


def number_volume(
    folder: Path, is_current: Sequence[bool], volume: int, start: int
) -> NumberedPart:
    """Return a volume of the previous build as a part, without its outdated pages.

    Args:
        folder: of the volume.
        is_current: whether each page is merged.
        volume: its number in the new index.
        start: number of its first page.

    Raises:
        BuildError: A file is damaged or not in the format of Pagefind 1.5.
    """
    ((_, properties),) = read_entry(folder)["languages"].items()
    chunks = read_meta(folder, properties["hash"])[2]
    numbers = [start + page if current else NO_NUMBER for page, current in enumerate(is_current)]
    paths = [(first, last, folder / "index" / f"{name}.pf_index") for first, last, name in chunks]
    return NumberedPart(paths, numbers, None, volume)
