"""Merge the filters of Pagefind indexes."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from sitegen.search.format import read_packed, write_packed
from sitegen.search.numbering import NO_NUMBER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from sitegen.search.numbering import NumberedPart, PartMeta

#: Filters that nobody filters by: a result brings their values, the addresses that its row links.
ROW_FILTERS: Final = frozenset(["code", "pdf"])


def merge_filters(
    metas: Sequence[PartMeta],
    parts: Sequence[NumberedPart],
    targets: Sequence[Path],
    volume_size: int,
    language: str,
) -> list[list[list[str]]]:
    """Write the filters of each volume.

    Args:
        metas: the meta file of each part.
        parts: the numbers of each part's pages, in the order of ``metas``.
        targets: the folder of each volume.
        volume_size: the maximum number of pages in one volume.
        language: the prefix of file names.

    Returns:
        ``[filter, file]`` for each filter of each volume, sorted by filter.
    """
    volumes = _collect_values(metas, parts, volume_size, len(targets))
    return [
        [
            [name, _write_filter(target / "filter", language, name, values)]
            for name, values in sorted(filters.items())
        ]
        for target, filters in zip(targets, volumes, strict=True)
    ]


def _collect_values(
    metas: Sequence[PartMeta], parts: Sequence[NumberedPart], volume_size: int, volume_count: int
) -> list[dict[str, dict[str, list[int]]]]:
    """Return filter -> value -> page numbers within the volume, for each volume."""
    volumes: list[dict[str, dict[str, list[int]]]] = [
        defaultdict(lambda: defaultdict(list)) for _ in range(volume_count)
    ]
    for meta, part in zip(metas, parts, strict=True):
        for name, file in meta.filters:
            if name in ROW_FILTERS:
                continue
            path = meta.part.folder / "filter" / f"{file}.pf_filter"
            _, values = read_packed(path)
            for value, pages in values:
                # These are page indexes; unlike those of postings, they are not differences.
                for number in (part.numbers[page] for page in pages):
                    # A value whose pages are all left out must not become an empty filter.
                    if number != NO_NUMBER:
                        volume, page_number = divmod(number, volume_size)
                        volumes[volume][name][value].append(page_number)
    return volumes


def _write_filter(
    folder: Path, language: str, name: str, pages_by_value: Mapping[str, list[int]]
) -> str:
    # Pagefind writes values in the order of a randomly seeded hash map.
    values = [[value, sorted(pages)] for value, pages in sorted(pages_by_value.items())]
    return write_packed(folder, "{}.pf_filter", language, [name, values])
