"""Merge the filters of Pagefind indexes.

A filter of thousands of values, as of authors, is too large to be loaded with each search. Its most
frequent values are written a second time, for all volumes together, so that search can list values
with their numbers of results at once and load the others on request.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from sitegen.search.format import read_packed, write_packed
from sitegen.search.numbering import NO_NUMBER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from sitegen.search.numbering import NumberedPart, PartMeta

#: Filters that nobody filters by: a result brings their values, the addresses that its row links.
ROW_FILTERS: Final = frozenset(["code", "pdf"])
#: A filter of more values has a file of its most frequent ones. ``pages/facets.py`` has the same
#: number.
MAX_EAGER_VALUES: Final = 3_000
#: Values in that file. For 23,000 papers, 500 topics take 83 kB, all of them 350 kB.
FREQUENT_VALUES: Final = 500
#: Its name; not ``.json``, which would be a list that a search asks for by name.
_FREQUENT_PATTERN: Final = "frequent.{}.pf_filter"


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


def write_frequent_values(
    folder: Path, filters: Sequence[Mapping[str, Path]], volume_size: int, language: str
) -> dict[str, str]:
    """Write the most frequent values of each filter that has thousands of them.

    Args:
        folder: the folder of the index.
        filters: the file of each filter, for each volume.
        volume_size: the maximum number of pages in one volume.
        language: the prefix of file names.

    Returns:
        The name of the file by filter. The file has the format of a filter, but each page is the
        difference from the previous one, and pages are numbered throughout the index.
    """
    names = sorted({name for files in filters for name in files} - ROW_FILTERS)
    return {
        name: _FREQUENT_PATTERN.format(
            write_packed(folder, _FREQUENT_PATTERN, language, [name, frequent])
        )
        for name in names
        if (frequent := _frequent_values([files.get(name) for files in filters], volume_size))
    }


def _frequent_values(files: Sequence[Path | None], volume_size: int) -> list[list[Any]]:
    """Return ``[value, [difference, …]]`` for the most frequent values, or nothing for few values.

    Args:
        files: the file of the filter for each volume, if it has one.
        volume_size: the maximum number of pages in one volume.
    """
    volumes = [read_packed(path)[1] if path else [] for path in files]
    counts = Counter[str]()
    for values in volumes:
        counts.update({value: len(pages) for value, pages in values})
    if len(counts) <= MAX_EAGER_VALUES:
        return []
    # Of values with equal counts, the first by name: the file must not depend on their order.
    frequent = sorted(counts, key=lambda value: (-counts[value], value))[:FREQUENT_VALUES]
    numbers: dict[str, list[int]] = {value: [] for value in sorted(frequent)}
    for index, values in enumerate(volumes):
        for value, pages in values:
            if value in numbers:
                numbers[value] += (index * volume_size + page for page in pages)
    return [
        [value, [high - low for low, high in pairwise([0, *pages])]]
        for value, pages in numbers.items()
    ]
