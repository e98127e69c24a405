"""What merging did, in sentences for a person: merged records, conflicts, doubtful pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.errors import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.collection.collect import Collection


def merged_lines(collection: Collection) -> list[str]:
    """Say of each record that was found again into which page it went."""
    return [f"{m.paper.origins[0]}: “{m.paper.title}” into {m.kept}" for m in collection.merged]


def conflict_lines(collection: Collection) -> list[str]:
    """Say where records of one paper disagree, and which value was kept."""
    return [
        f"{merge.kept}: {one.field} “{_short(one.kept)}” ({one.kept_from}), "
        f"not “{_short(one.other)}” ({one.other_from})"
        for merge in collection.merged
        for one in merge.conflicts
    ]


def possible_duplicate_lines(collection: Collection) -> list[str]:
    """Say which pages look like one paper and were left two."""
    return [
        f"“{_short(doubt.first.paper.title)}” ({doubt.first.id}) and "
        f"“{_short(doubt.later.paper.title)}” ({doubt.later.id})"
        for doubt in collection.possible_duplicates
    ]


def render_report(
    merged: Sequence[str], conflicts: Sequence[str], possible_duplicates: Sequence[str]
) -> Iterator[str]:
    """Yield the lines of a report file, whole."""
    for heading, lines in (
        ("Look alike, but are not sure to be one paper; left as two pages", possible_duplicates),
        ("Sources disagree; the first value was kept", conflicts),
        ("Found again; merged into a page", merged),
    ):
        yield f"{heading}: {len(lines)}\n"
        yield from (f"  {line}\n" for line in lines)
        yield "\n"


def _short(text: str) -> str:
    return shorten(text, 100)
