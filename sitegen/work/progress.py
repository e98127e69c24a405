"""What shared builds say of how far a step is."""

from __future__ import annotations

import time
from collections.abc import Sized
from typing import TYPE_CHECKING, Any

from sitegen.errors import about_duration, count_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sitegen.work.chunk import Chunk


def announce(
    results: Iterable[tuple[Chunk, Any]],
    chunks: Iterable[Chunk],
    workers: Callable[[], str],
    progress: Callable[[str], None],
) -> Iterator[tuple[Chunk, Any]]:
    """Yield results, and say of each how many there are, and how long the others take.

    Args:
        results: of the chunks, in their order.
        chunks: of a step; their number is known if they have a length.
        workers: says who computes them.
        progress: called with a sentence for each result.
    """
    total = len(chunks) if isinstance(chunks, Sized) else None
    start = time.monotonic()
    for number, (chunk, result) in enumerate(results, start=1):
        parts = [_count(number, total), workers()]
        if total is not None and number < total:
            seconds = (time.monotonic() - start) / number * (total - number)
            parts.append(f"{about_duration(seconds)} left")
        progress(f"{chunk.step}: {', '.join(parts)}")
        yield chunk, result


def _count(number: int, total: int | None) -> str:
    return count_of(number, "chunk") if total is None else f"{number} of {count_of(total, 'chunk')}"
