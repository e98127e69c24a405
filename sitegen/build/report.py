"""The report of a build: counts that add up, and what people should know."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from typing import TYPE_CHECKING, Any, Final

from sitegen.errors import Diagnostic
from sitegen.workspace.cache import cache_key, load_record, save_record, stamp_key
from sitegen.workspace.files import remove

if TYPE_CHECKING:
    from pathlib import Path

RECORD: Final = "built.json"


@dataclass(slots=True)
class Report:
    """The result of a build in numbers and sentences.

    ``read == pages + len(merged) + rejected_count + omitted``: each is counted by another stage.

    Attributes:
        read: number of records that the readers came upon.
        omitted: records that a rule leaves out, such as those in Zotero's bin.
        pages: number of papers with a page.
        merged: one line per record that was merged into another's page.
        conflicts: one line per value on which sources disagree.
        possible_duplicates: one line per pair of papers that may be one.
        rejected: records that are no paper.
        warnings: parts of records and pages that were left out.
        tags: number of topics.
        new_topics: number of topics added to the tags file.
        seconds: stage -> wall seconds.
        size: bytes of the site.
        files: number of files of the site.
        offline: bytes of it for search from disk.
        script_files: number of files of it for search from disk.
        pack_files: number of those that a packed index would have fewer of.
        fetched_size: bytes of the index that only a server can deliver.
        fetched_files: number of files of the index that only a server can deliver.
        download_size: bytes of the bulk files.
        download_files: number of the bulk files.
        user_pages: number of the user's pages.
        losses: sentences on papers that the site before had, by their sources.
        notes: further sentences.
    """

    read: int = 0
    omitted: int = 0
    pages: int = 0
    merged: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    possible_duplicates: list[str] = field(default_factory=list)
    rejected: list[Diagnostic] = field(default_factory=list)
    warnings: list[Diagnostic] = field(default_factory=list)
    tags: int = 0
    new_topics: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    size: int = 0
    files: int = 0
    offline: int = 0
    script_files: int = 0
    pack_files: int = 0
    fetched_size: int = 0
    fetched_files: int = 0
    download_size: int = 0
    download_files: int = 0
    user_pages: int = 0
    losses: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def rejected_count(self) -> int:
        """Number of rejected records; a diagnostic may stand for several."""
        return sum(diagnostic.record_count for diagnostic in self.rejected)

    @property
    def missing(self) -> int:
        """Number of records without a page, a merge or a reason; not 0 is a fault of sitegen."""
        return self.read - self.pages - len(self.merged) - self.rejected_count - self.omitted

    def add(self, part: Report) -> None:
        """Add a stage's part: numbers are summed, lists and tables joined."""
        for name in (declared.name for declared in fields(self)):
            value = getattr(self, name)
            joined = (
                value | getattr(part, name) if name == "seconds" else value + getattr(part, name)
            )
            setattr(self, name, joined)


def load_report(path: Path, key: str | None, site: Path) -> Report | None:
    """Restore the report of the build that wrote the current site, diagnostics included.

    Returns:
        None if the inputs or the site have changed since.
    """
    record = load_record(path, cache_key("report"), _parse_record) if key else None
    if record is None or record[0] != key or record[1] != stamp_key(site):
        return None
    report: Report = record[2]
    report.notes = [*report.notes, "nothing has changed; the site is as it was"]
    report.seconds, report.new_topics, report.losses = {}, 0, []
    return report


def _parse_record(content: Any) -> tuple[str, str, Report]:
    """Return the inputs' key, the site's stamp and the report; TypeError for another shape."""
    values = content["report"]
    report = Report(**values)
    empty = Report()
    for name in (declared.name for declared in fields(Report)):
        if not isinstance(getattr(report, name), type(getattr(empty, name))):
            raise TypeError(name)
    report.rejected = [Diagnostic(**diagnostic) for diagnostic in values["rejected"]]
    report.warnings = [Diagnostic(**diagnostic) for diagnostic in values["warnings"]]
    return content["inputs"], content["site"], report


def save_report(path: Path, key: str | None, site: Path, report: Report) -> None:
    """Write the report of a build for ``load_report``; nothing without a key."""
    remove(path)
    if key:
        content = {"inputs": key, "site": stamp_key(site), "report": asdict(report)}
        save_record(path, cache_key("report"), content)
