"""Say which papers a site loses, and stop a build that would lose many of them.

Most likely a source is missing or broken. A record in the workspace has the papers of each source,
so that the papers of one that was removed can be named.
"""

from __future__ import annotations

import os
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sitegen.errors import BuildError, count_of
from sitegen.paper import PAPER_FOLDER
from sitegen.workspace.cache import cache_key, load_record, save_record
from sitegen.workspace.output import replace_site

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sitegen.build.run import Build
    from sitegen.paper import Entry

_PERCENT: Final = 100
#: Name of the record in the workspace.
SOURCES_RECORD: Final = "sources.json"
#: Papers of one source that a sentence names.
_MAX_NAMED: Final = 5


def count_papers(site: Path) -> int:
    """Return the number of pages in the folder of papers of a site; 0 without a site.

    Pages that lead to a paper's new address count too, as they do in the next site.
    """
    try:
        with os.scandir(site / PAPER_FOLDER) as entries:
            return sum(1 for entry in entries if entry.name.endswith(".html"))
    except (FileNotFoundError, NotADirectoryError):
        return 0


def check_loss(old: Path, new: Path, max_loss: float | None, losses: Sequence[str] = ()) -> None:
    """Check that a new site has not lost too many papers of the old one.

    Args:
        old: the site in the output folder; it need not exist.
        new: the site that would take its place.
        max_loss: percentage of the old site's papers; None for no limit.
        losses: sentences of ``describe_losses``, for the message.

    Raises:
        BuildError: it has lost more; the old site stays.
    """
    if max_loss is None:
        return
    old_count, new_count = count_papers(old), count_papers(new)
    if old_count and (old_count - new_count) * _PERCENT > old_count * max_loss:
        raise BuildError(
            f"the new site has {new_count} papers and the old one {old_count}: more than "
            f"{max_loss:g}% would be lost, so the old site stays; look for a source that is "
            "missing, or build without --max-loss" + "".join(f"\n{loss}" for loss in losses),
            code="papers-lost",
        )


def load_sources(path: Path) -> dict[str, list[str]]:
    """Return source -> ids of its papers, of the build before; empty without a record."""
    sources: dict[str, list[str]] | None = load_record(path, cache_key("sources"), _parse_sources)
    return sources or {}


def _parse_sources(content: Any) -> dict[str, list[str]]:
    return {str(source): [str(paper_id) for paper_id in ids] for source, ids in content.items()}


def save_sources(path: Path, entries: Iterable[Entry]) -> None:
    """Write the papers of each source for ``load_sources`` of the next build."""
    sources: defaultdict[str, list[str]] = defaultdict(list)
    for entry in entries:
        for source in dict.fromkeys(origin.path for origin in entry.paper.origins):
            # A file's name may be no UTF-8.
            name = source.encode("utf-8", "backslashreplace").decode()
            sources[name].append(entry.id)
    save_record(path, cache_key("sources"), sources)


def describe_losses(
    previous: Mapping[str, Sequence[str]], site: Path, taken_down: Iterable[str]
) -> Iterator[str]:
    """Yield a sentence for each source of which papers are not in a new site.

    Args:
        previous: source -> ids of its papers in the old site.
        site: the new site.
        taken_down: ids of papers that must be named nowhere.
    """
    # A paper of several sources is named once.
    named = set(taken_down)
    for source, ids in sorted(previous.items()):
        lost = [paper_id for paper_id in ids if not _has_page(site, paper_id)]
        new = [paper_id for paper_id in lost if paper_id not in named]
        named.update(new)
        if new:
            more = f" and {len(new) - _MAX_NAMED} more" if len(new) > _MAX_NAMED else ""
            listed = f"{', '.join(new[:_MAX_NAMED])}{more}"
            lost_text = f"{count_of(len(new), 'paper')} ({listed})"
            yield _loss_sentence(source, lost_text, len(ids) - len(lost))


def _loss_sentence(source: str, lost: str, remaining: int) -> str:
    if Path(source).exists():
        return f"{source} has lost {lost}"
    stay = f"; {remaining} of its papers {_stay(remaining)}" if remaining else ""
    return f"{source} is gone, and with it {lost}{stay}"


def _stay(count: int) -> str:
    return "has other sources and stays" if count == 1 else "have other sources and stay"


def _has_page(site: Path, paper_id: str) -> bool:
    return (site / PAPER_FOLDER / f"{paper_id}.html").exists()


def replace_old_site(build: Build, output: Path) -> list[str]:
    """Put a new site in the place of the old one; return sentences on papers that are gone.

    Args:
        build: that has written the new site.
        output: folder of the old one; it need not exist.

    Raises:
        BuildError: too many papers would be lost, or the folder can't be written; the old site
            stays.
    """
    record = build.folder / SOURCES_RECORD
    hidden = {*build.config.takedown.papers, *build.taken_down}
    losses = list(describe_losses(load_sources(record), build.new_site, hidden))
    check_loss(output, build.new_site, build.request.max_loss, losses)
    replace_site(build.new_site, output)
    save_sources(record, build.collection.entries)
    return losses
