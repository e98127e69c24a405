"""The pipeline: sources to papers to collection to enriched papers to pages to HTML to index."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sitegen.collection import Collection, collect
from sitegen.enrich import RelatedRules, TagRules, enrich
from sitegen.errors import BuildError
from sitegen.output import folder_size, replace_site, workplace
from sitegen.pages import Site, render_pages
from sitegen.render import Look, render_html, write_project
from sitegen.search import index_site
from sitegen.sources import Reading, read_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from sitegen.config import Config
    from sitegen.errors import Diagnostic
    from sitegen.paper import EnrichedPaper


@dataclass(frozen=True, slots=True)
class Request:
    """What the user asks for beyond the settings."""

    sources: Sequence[str]
    encoding: str = "utf-8"
    format_name: str | None = None
    strict: bool = False
    jobs: int | None = None


@dataclass(slots=True)
class Report:
    """What a build did: counts that add up, and wall seconds a stage.

    ``read`` is ``pages + merged + rejected``.
    """

    pages: int = 0
    merged: list[str] = field(default_factory=list)
    rejected: Sequence[Diagnostic] = ()
    left_out: Sequence[Diagnostic] = ()
    tags: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    size: int = 0

    @property
    def read(self) -> int:
        """Number of records met."""
        return self.pages + len(self.merged) + len(self.rejected)


def read_and_enrich(
    request: Request, config: Config, report: Report, progress: Callable[[str], None]
) -> tuple[EnrichedPaper, ...]:
    """Read sources and find out what text can tell: all that ``export`` needs.

    ``progress`` is called with each stage's name when it starts.

    Raises:
        SitegenError: nothing could be read, or something could not and ``strict`` is on.
    """
    with _timed(report, "read", progress):
        reading = read_sources(request.sources, request.encoding, request.format_name)
    report.rejected = [d for d in reading.diagnostics if not d.is_kept]
    report.left_out = [d for d in reading.diagnostics if d.is_kept]
    _refuse_if_strict(reading, strict=request.strict)
    with _timed(report, "merge", progress):
        collection = collect(reading.papers)
    report.pages = len(collection.entries)
    report.merged = _merged(collection)
    with _timed(report, "enrich", progress):
        found = enrich(
            collection.entries,
            TagRules(config.tags.least, config.tags.most, config.tags.max_share),
            RelatedRules(config.related.count),
        )
        papers = found.papers
    report.tags = len({tag.slug for paper in papers for tag in paper.tags})
    return papers


def build_site(
    request: Request, config: Config, output: Path, progress: Callable[[str], None]
) -> Report:
    """Build a site into a folder; the site that is there stays until the new one is whole."""
    report = Report()
    papers = read_and_enrich(request, config, report, progress)
    site = Site(
        config.site.name, config.site.description, config.pages.page_size, config.pages.home
    )
    with workplace(output) as folder:
        project, new = folder / "project", folder / "site.new"
        with _timed(report, "pages", progress):
            project.mkdir(exist_ok=True)
            write_project(project, render_pages(papers, site), _look(config))
        with _timed(report, "render", progress):
            render_html(project, new)
        with _timed(report, "search", progress):
            indexed = index_site(new, config.site.language, request.jobs)
        if indexed != len(papers):
            raise BuildError(f"the index holds {indexed} of {len(papers)} papers; please report it")
        with _timed(report, "publish", progress):
            report.size = folder_size(new)
            replace_site(new, output)
    return report


def _look(config: Config) -> Look:
    return Look(
        name=config.site.name,
        description=config.site.description,
        url=f"{config.site.url.removesuffix('/')}/" if config.site.url else "",
        language=config.site.language,
        accent=config.theme.accent,
        accent_dark=config.theme.accent_dark,
        logo=config.logo,
    )


def _refuse_if_strict(reading: Reading, *, strict: bool) -> None:
    if strict and reading.diagnostics:
        listed = "\n".join(map(str, reading.diagnostics))
        raise BuildError(f"{listed}\n--strict: {len(reading.diagnostics)} records have faults")


def _merged(collection: Collection) -> list[str]:
    return [
        f"{m.paper.origins[0].path}:{m.paper.origins[0].line}: “{m.paper.title}” into {m.kept}"
        for m in collection.merged
    ]


@contextmanager
def _timed(report: Report, stage: str, progress: Callable[[str], None]) -> Iterator[None]:
    progress(stage)
    start = time.perf_counter()
    yield
    report.seconds[stage] = time.perf_counter() - start
