"""Add files to the sources of a project: what each holds, its copy, and its lines in the state."""

from __future__ import annotations

import filecmp
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sitegen.build.pipeline import read_and_merge
from sitegen.build.recording import record_entries, state_folder
from sitegen.errors import BuildError, ConfigError, SourceError, write_fault
from sitegen.sources import is_source_name, list_files, read_sources
from sitegen.state import append_first_seen, append_ranks, append_votes, read_state
from sitegen.workspace.files import copy_new

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from sitegen.build.inputs import Request
    from sitegen.build.run import Progress
    from sitegen.config import Config
    from sitegen.errors import Diagnostic
    from sitegen.paper import Entry, Origin, Paper
    from sitegen.state import State

    #: "new": no source and no build had the paper. "known": one had it. "merged": the record
    #: describes the same paper as an earlier record of the added files.
    Outcome = Literal["new", "known", "merged"]


@dataclass(frozen=True, slots=True)
class AddedRecord:
    """A record of an added file.

    Attributes:
        outcome: see ``Outcome``.
        entry: the paper that it describes, with all that the sources say of it.
        upvotes: of the record.
    """

    outcome: Outcome
    entry: Entry
    upvotes: int | None


@dataclass(frozen=True, slots=True)
class AddedFile:
    """An added file.

    Attributes:
        path: as the user named it.
        copy: where the sources have it.
        is_copied: whether the copy is to be written; False if the sources hold the same bytes.
        records: its papers, in their order; those that are taken down are left out.
        diagnostics: of what could not be read.
    """

    path: Path
    copy: Path
    is_copied: bool
    records: tuple[AddedRecord, ...]
    diagnostics: tuple[Diagnostic, ...]

    def count(self, outcome: Outcome) -> int:
        """Return the number of records with an outcome."""
        return sum(record.outcome == outcome for record in self.records)


def examine_files(
    paths: Sequence[Path], request: Request, config: Config, day: date, progress: Progress
) -> list[AddedFile]:
    """Read files together with the sources of a project; write nothing.

    Args:
        paths: files to add.
        request: names the sources of the project.
        config: the settings.
        day: in the names of the copies.
        progress: where stages say how far they are.

    Raises:
        SitegenError: a file holds no paper, is a source already, or can't be one by its name; or
            the settings name no folder for it.
    """
    folder = _source_folder(config)
    paths = list({path.resolve(): path for path in paths}.values())
    _check_files(paths, request)
    options = request.read_options(config)
    readings = {path: read_sources([str(path)], options) for path in paths}
    names = tuple(str(path) for path in paths)
    sources = tuple(name for name in request.sources if Path(name).exists())
    _, collection, _ = read_and_merge(
        replace(request, sources=(*sources, *names)), config, progress
    )
    added = {origin for read in readings.values() for p in read.papers for origin in p.origins}
    entry_of = {origin: e for e in collection.entries for origin in e.paper.origins}
    state = read_state(config.state.folder)
    known = {e.id for e in collection.entries if _is_known(e, added, state)}
    # Ids of papers that an earlier record describes.
    described: set[str] = set()
    files = []
    targets: set[Path] = set()
    for path, reading in readings.items():
        target, is_copied = _choose_copy(path, folder, day, targets)
        targets.add(target)
        records = []
        for paper in reading.papers:
            # A paper that is taken down is nowhere.
            if entry := entry_of.get(paper.origins[0]):
                outcome: Outcome = "merged" if entry.id in described else "new"
                outcome = "known" if entry.id in known else outcome
                described.add(entry.id)
                records.append(AddedRecord(outcome, entry, paper.upvotes))
        files.append(AddedFile(path, target, is_copied, tuple(records), reading.diagnostics))
    return files


def add_files(
    files: Iterable[AddedFile], config: Config, day: date, *, is_ranked: bool = False
) -> None:
    """Record the papers of examined files in the state, and copy the files to the sources.

    Args:
        files: of ``examine_files``.
        config: the settings.
        day: on which new papers are seen, and of votes and ranks.
        is_ranked: whether the position of a paper in its file is its rank.

    Raises:
        SitegenError: something can't be written.
    """
    folder = state_folder(config)
    files = list(files)
    state = read_state(folder)
    records = [record for file in files for record in file.records]
    # A paper of older sources without a day in the state was not seen on this day.
    papers = {
        record.entry.id: record.entry.paper
        for record in records
        if record.outcome == "new" or state.day_of(record.entry.paper)
    }
    # First the state: a copy without it would hold known papers the next time.
    append_first_seen(folder, papers.values(), day)
    append_votes(folder, (_with_votes(record) for record in records), day)
    for file in files if is_ranked else ():
        append_ranks(folder, (record.entry.paper for record in file.records), day)
    for file in files:
        if file.is_copied:
            _copy(file.path, file.copy)


def record_sources(request: Request, config: Config, day: date, progress: Progress) -> int:
    """Record the papers of the sources in the state, and return the number of new ones.

    Raises:
        SitegenError: the sources can't be read, or the state can't be written.
    """
    folder = state_folder(config)
    _, collection, _ = read_and_merge(request, config, progress)
    return record_entries(folder, collection.entries, day)


def _source_folder(config: Config) -> Path:
    """Return the first folder of the sources; it is created when it is needed."""
    for name in config.site.sources:
        if Path(name).is_dir() or not (Path(name).exists() or Path(name).suffix):
            return Path(name)
    raise ConfigError(
        f"{config.folder / 'sitegen.toml'}: no folder for added files is among the sources; write "
        'sources = ["sources"] in [site]'
    )


def _check_files(paths: Iterable[Path], request: Request) -> None:
    existing = {path.resolve() for _, path in list_files(request.sources)}
    for path in paths:
        if not path.is_file():
            fault = "is a folder; name its files" if path.is_dir() else "there is no such file"
            raise SourceError(f"{path}: {fault}")
        if path.resolve() in existing:
            raise SourceError(
                f"{path}: is among the sources already; 'sitegen add' without files records its "
                "papers"
            )


def _is_known(entry: Entry, added: set[Origin], state: State) -> bool:
    is_in_sources = any(origin not in added for origin in entry.paper.origins)
    return is_in_sources or state.day_of(entry.paper) is not None


def _with_votes(record: AddedRecord) -> Paper:
    """Return the paper of a record with the record's votes: other sources are of other days."""
    return replace(record.entry.paper, upvotes=record.upvotes)


def _choose_copy(path: Path, folder: Path, day: date, targets: set[Path]) -> tuple[Path, bool]:
    """Return where a file is copied to, and whether that must be done.

    Raises:
        SourceError: by its name, the copy would not be read as a source.
    """
    twin = _find_twin(path, folder)
    if twin:
        return twin, False
    prefix = "" if path.name.startswith(f"{day}-") else f"{day}-"
    stem, dot, suffix = path.name.partition(".")
    name, number = f"{prefix}{path.name}", 1
    if not is_source_name(name):
        raise SourceError(
            f"{path}: a folder of sources is read by the suffixes of its files; give this one the "
            "suffix of its format, such as .json or .txt"
        )
    while (folder / name).exists() or folder / name in targets:
        number += 1
        name = f"{prefix}{stem}-{number}{dot}{suffix}"
    return folder / name, True


def _find_twin(path: Path, folder: Path) -> Path | None:
    """Return a file of a folder with the same bytes."""
    size = path.stat().st_size
    candidates = sorted(folder.iterdir()) if folder.is_dir() else []
    return next(
        (
            twin
            for twin in candidates
            if twin.is_file()
            and twin.stat().st_size == size
            and filecmp.cmp(path, twin, shallow=False)
        ),
        None,
    )


def _copy(source: Path, target: Path) -> None:
    """Copy a file to a name that no file has.

    Raises:
        BuildError: it can't be copied.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        copy_new(source, target)
    except OSError as error:
        raise BuildError(write_fault(target, error)) from error
