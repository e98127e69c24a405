"""Add lines to the state of a collection. No line that is there is changed or removed."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from sitegen import STATE_MARKER
from sitegen.errors import BuildError, write_fault
from sitegen.state.identities import identities
from sitegen.state.lines import Line, render_lines
from sitegen.state.reading import FIRST_SEEN, RANKS, VOTES, read_state
from sitegen.workspace.files import atomic_write_text, lock_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from sitegen.paper import Paper
    from sitegen.state.reading import StateKind

_FILES: Final = {
    # Git merges two branches by taking the lines of both.
    ".gitattributes": "*.txt text eol=lf merge=union\n",
    STATE_MARKER: "The state of a collection, which sitegen reads and adds to. Commit it.\n",
}


def append_first_seen(folder: Path, papers: Iterable[Paper], day: date) -> int:
    """Record papers as seen on a day, unless they were seen before.

    All identities of a paper get a line. One that a known paper has gained gets the day of the
    paper, so that the day stays when another identity changes.

    Args:
        folder: of the state; created if it is missing.
        papers: any of the collection, new or known.
        day: on which new ones are seen.

    Returns:
        The number of papers that were not known.

    Raises:
        BuildError: a file can't be written.
        ConfigError: a file can't be read.
    """
    state = read_state(folder)
    lines: list[Line] = []
    count = 0
    for paper in papers:
        known = state.day_of(paper)
        first = min(known or day, day)
        count += known is None
        lines += (
            Line(first, name)
            for name in identities(paper)
            if name not in state.first_seen or state.first_seen[name] > first
        )
    _append(folder, FIRST_SEEN, lines)
    return count


def append_votes(folder: Path, papers: Iterable[Paper], day: date) -> int:
    """Record the votes of papers on a day, if they are not those of the day recorded before.

    Most papers of a collection get no further votes, and lines that repeat them would soon be most
    of the repository.

    Returns:
        The number of papers whose votes of this day are new or more.

    Raises:
        BuildError: a file can't be written.
        ConfigError: a file can't be read.
    """
    state = read_state(folder)
    lines = [
        Line(day, identities(paper)[0], paper.upvotes)
        for paper in papers
        if paper.upvotes is not None and _are_votes_new(paper.upvotes, day, state.votes_of(paper))
    ]
    return _append(folder, VOTES, lines)


def _are_votes_new(votes: int, day: date, recorded: Mapping[date, int]) -> bool:
    """Return whether the votes of a day are not known from those of that day or of the last one."""
    if day in recorded:
        return votes > recorded[day]
    earlier = [known for known in recorded if known < day]
    return not earlier or votes != recorded[max(earlier)]


def append_ranks(folder: Path, papers: Iterable[Paper], day: date) -> int:
    """Record the positions of papers in a list of a day, the first one first.

    Returns:
        The number of papers whose rank is new or better.

    Raises:
        BuildError: a file can't be written.
        ConfigError: a file can't be read.
    """
    state = read_state(folder)
    lines = [
        Line(day, identities(paper)[0], rank)
        for rank, paper in enumerate(papers, start=1)
        if state.ranks_of(paper).get(day, rank + 1) > rank
    ]
    return _append(folder, RANKS, lines)


def _append(folder: Path, kind: StateKind, lines: Iterable[Line]) -> int:
    """Add lines to the files of their months, and return their number."""
    count = 0
    try:
        for name, members in _by_month(lines):
            count += len(members)
            _append_to_file(folder / kind.folder / name, members, kind)
        if count:
            create_state(folder)
    except OSError as error:
        path = error.filename or folder
        raise BuildError(write_fault(path, error)) from error
    return count


def _by_month(lines: Iterable[Line]) -> Iterator[tuple[str, list[Line]]]:
    months: defaultdict[str, list[Line]] = defaultdict(list)
    for line in lines:
        months[f"{line.day.isoformat()[:7]}.txt"].append(line)
    yield from sorted(months.items())


def _append_to_file(path: Path, lines: list[Line], kind: StateKind) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):
        # There must be a file to lock.
        path.touch(exist_ok=False)
    with lock_file(path):
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise BuildError(
                f"{path}: is not UTF-8; correct or delete its damaged lines"
            ) from error
        start = text if not text or text.endswith("\n") else f"{text}\n"
        addition = render_lines(lines, has_numbers=kind.has_numbers)
        atomic_write_text(path, start + addition)


def create_state(folder: Path) -> None:
    """Create the folder of a state, unless it exists.

    Raises:
        OSError: it can't be created.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in _FILES.items():
        with suppress(FileExistsError), (folder / name).open("x", encoding="utf-8") as stream:
            stream.write(text)
