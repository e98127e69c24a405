"""Report merged records, conflicting values and possible duplicates as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.errors import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.collection.collect import Collection

_MAX_VALUE_CHARS: Final = 100


def merged_lines(collection: Collection) -> list[str]:
    """Return one line per merged record: its origin, its title and the page it was merged into."""
    return [
        f"{record.paper.origins[0]}: “{record.paper.title}” into {record.page_id}"
        for record in collection.merged
    ]


def conflict_lines(collection: Collection) -> list[str]:
    """Return one line per conflict: the page, the field, the value used and the value rejected."""
    return [
        f"{page_id}: {conflict.field} “{_short(conflict.value)}” ({conflict.origin}), "
        f"not “{_short(conflict.rejected)}” ({conflict.rejected_origin})"
        for page_id, conflict in ((item.page_id, item.conflict) for item in collection.conflicts)
    ]


def possible_duplicate_lines(collection: Collection) -> list[str]:
    """Return one line per pair of pages that may describe one paper."""
    return [
        f"“{_short(pair.first.paper.title)}” ({pair.first.id}) and "
        f"“{_short(pair.second.paper.title)}” ({pair.second.id})"
        for pair in collection.possible_duplicates
    ]


def render_report(
    merged: Sequence[str], conflicts: Sequence[str], possible_duplicates: Sequence[str]
) -> Iterator[str]:
    """Yield the lines of the report file, each with its newline."""
    # What a person should look at comes first; merged duplicates need no action.
    for heading, lines in (
        ("Possible duplicates, not merged", possible_duplicates),
        ("Sources disagree; the value that is named first was used", conflicts),
        ("Merged duplicates", merged),
    ):
        yield f"{heading}: {len(lines)}\n"
        yield from (f"  {line}\n" for line in lines)
        yield "\n"


def _short(text: str) -> str:
    return shorten(text, _MAX_VALUE_CHARS)
