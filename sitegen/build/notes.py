"""What a build notes of a collection for its curator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.build.report import Report
from sitegen.citation import shared_keys
from sitegen.collection import render_report
from sitegen.enrich.related.groups import RECALL_NEIGHBOURS
from sitegen.errors import Diagnostic, printable
from sitegen.workspace.files import write_file
from sitegen.workspace.output import oserror_as_build_error

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.build.run import Build
    from sitegen.config import Config
    from sitegen.enrich import Enrichment
    from sitegen.news import Alert


def unused_takedown(config: Config, name: str) -> Diagnostic:
    """Return a warning on an identifier of [takedown] that no paper has."""
    message = f"[takedown] papers: no paper has the identifier {name}"
    return Diagnostic(str(config.folder / "sitegen.toml"), 1, "", message, severity="warning")


def shared_key_notes(build: Build) -> list[str]:
    """Return a sentence on papers whose citation keys have a hash, if there are such papers."""
    shared = shared_keys(build.collection.entries, build.keys_file.settled)
    count = sum(map(len, shared.values()))
    note = (
        f"{count} papers share their citation key with another and have a hash behind it; "
        "'sitegen keys' lists them"
    )
    return [note] if shared else []


def recall_notes(enrichment: Enrichment) -> list[str]:
    """Return a sentence on how many of the nearest papers were found, if not all were."""
    ranking = enrichment.left.related
    if ranking is None or ranking.recall >= 1:
        return []
    count = RECALL_NEIGHBOURS
    note = (
        f"related papers: an index was searched, which has {ranking.recall:.3f} of the {count} "
        f"nearest papers (recall@{count}, measured on a sample)"
    )
    return [note]


def empty_alert_notes(alerts: Iterable[Alert]) -> list[str]:
    """Return a sentence on each alert that finds no paper."""
    return [
        f"[[alert]] {alert.name}: no paper matches yet; if some should, try its words in the "
        "search, and compare its names with the site's"
        for alert in alerts
        if not alert.papers
    ]


def write_merge_report(build: Build) -> Report:
    """Write duplicates.txt; the note says where, if there is something for a person to decide."""
    path = build.folder / "duplicates.txt"
    merged, conflicts = build.report.merged, build.report.conflicts
    pairs = build.report.possible_duplicates
    with oserror_as_build_error(path):
        text = printable("".join(render_report(merged, conflicts, pairs)))
        write_file(path, text.encode("utf-8"))
    if not conflicts and not pairs:
        return Report()
    note = (
        f"sources disagree on {len(conflicts)} values, and {len(pairs)} pairs of pages may be one "
        f"paper; see {path}"
    )
    return Report(notes=[note])
