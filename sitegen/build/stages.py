"""The stages of the pipeline, and the values that they hand on.

A stage reads what earlier stages left in the ``Build`` and leaves its own values there. It returns
its part of the report.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from sitegen.build.guard import find_faulty, without_faulty
from sitegen.build.hosts import measure_site
from sitegen.build.report import Report
from sitegen.collection import (
    collect,
    conflict_lines,
    merged_lines,
    possible_duplicate_lines,
    rename_authors,
    render_report,
)
from sitegen.config import AuthorsFile
from sitegen.enrich import enrich, static_encoder
from sitegen.enrich.corpus import TITLE
from sitegen.errors import BuildError, Diagnostic, SitegenError, count_of, printable
from sitegen.pages import SiteInfo, by_date, by_title, load_kinds, render_pages
from sitegen.paper import AuthorRules
from sitegen.render import UserContent, render_plain, render_site, write_project
from sitegen.search import IndexOptions, Tokens, common_words, index_site
from sitegen.sources import read_sources
from sitegen.workspace.files import ensure_folder, write_file
from sitegen.workspace.output import oserror_as_build_error, replace_site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from sitegen.build.inputs import Request
    from sitegen.collection import Collection
    from sitegen.config import Config, TagsFile
    from sitegen.enrich import Enrichment
    from sitegen.enrich.related.space import Encoder
    from sitegen.paper import EnrichedPaper, Entry
    from sitegen.render import Rendered
    from sitegen.render.project import PageEntry
    from sitegen.sources import ReadResult

    #: Called with a stage's name when it starts, and with sentences on how far a long one is.
    Progress = Callable[[str], None]


@dataclass(slots=True)
class Build:
    """One run of the pipeline: its request, and the values that each stage adds.

    Attributes:
        request: what the command line asks for.
        config: the settings.
        tags_file: the curator's topics.
        progress: where stages say how far they are.
        output: folder of the site; None if no site is written.
        workspace: folder to work in; None if no site is written.
        authors_file: the curator's authors.
        report: the parts of the stages that have run.
    """

    request: Request
    config: Config
    tags_file: TagsFile
    progress: Progress
    output: Path | None = None
    workspace: Path | None = None
    authors_file: AuthorsFile = field(default_factory=AuthorsFile)
    report: Report = field(default_factory=Report)
    reading: ReadResult = field(init=False)
    collection: Collection = field(init=False)
    enrichment: Enrichment = field(init=False)
    manifest: dict[str, PageEntry] = field(init=False)
    rendered: Rendered = field(init=False)

    @property
    def folder(self) -> Path:
        """The workspace of a build that writes a site."""
        if self.workspace is None:
            raise BuildError("this build writes no site; please report it")
        return self.workspace

    @property
    def new_site(self) -> Path:
        """Where the site is built before it takes the old one's place."""
        return self.folder / "site.new"

    @property
    def papers(self) -> Sequence[EnrichedPaper]:
        """The enriched papers, in reading order."""
        return self.enrichment.papers

    @property
    def user_content(self) -> UserContent:
        """Where the user's pages, mkdocs.yml and templates are."""
        pages = self.config.pages
        return UserContent(pages.docs, pages.mkdocs, self.config.theme.overrides)

    def run(self, stages: Iterable[Stage]) -> Report:
        """Run stages in order and return their report, with the time that each took."""
        for name, stage in stages:
            self.progress(name)
            start = time.perf_counter()
            self.report.add(stage(self))
            self.report.seconds[name] = time.perf_counter() - start
        return self.report


def _read(build: Build) -> Report:
    request = build.request
    build.reading = read_sources(request.sources, request.read_options(build.config))
    diagnostics = build.reading.diagnostics
    faulty = [d for d in diagnostics if d.severity != "notice"]
    if request.strict and faulty:
        listed = "\n".join(map(str, faulty))
        faults = count_of(len(faulty), "fault")
        raise BuildError(f"{listed}\n--strict: {faults} in the sources")
    return Report(
        read=build.reading.record_count,
        omitted=sum(d.record_count for d in diagnostics if d.severity != "error"),
        rejected=[d for d in diagnostics if d.severity == "error"],
        warnings=[d for d in diagnostics if d.severity == "warning"],
        notes=[f"{d.path}: {d.message}" for d in diagnostics if d.severity == "notice"],
    )


def _merge(build: Build) -> Report:
    collection = collect(build.reading.papers)
    # First of all: nothing that is computed from the papers may hold a former name.
    build.collection = rename_authors(collection, build.authors_file.rules.renamed)
    return Report(
        warnings=build.authors_file.unused(collection.entries),
        pages=len(collection.entries),
        merged=merged_lines(collection),
        conflicts=conflict_lines(collection),
        possible_duplicates=possible_duplicate_lines(collection),
    )


def _enrich(build: Build) -> Report:
    build.enrichment = _enrichment_of(build, build.collection.entries)
    return Report(tags=len(build.enrichment.tags))


def _enrichment_of(build: Build, entries: Sequence[Entry]) -> Enrichment:
    return enrich(
        entries,
        build.config.tags,
        build.config.related,
        encoder=_create_encoder(build.config, build.progress),
        topics=build.tags_file.topics,
    )


def _write_pages(build: Build) -> Report:
    config, project = build.config, build.folder / "project"
    with oserror_as_build_error(build.folder):
        ensure_folder(project)
        build.manifest = write_project(
            project,
            render_pages(build.papers, site_info(config, build.authors_file.rules)),
            site=config.site,
            theme=config.theme,
            kinds=load_kinds(),
            user=build.user_content,
        )
    return _write_merge_report(build)


def _render_alone(build: Build, entries: Sequence[Entry]) -> None:
    """Render the pages of a site with some papers only, without the papers that are related."""
    ids = {entry.id for entry in entries}
    papers = [replace(paper, related=()) for paper in build.papers if paper.entry.id in ids]
    for _ in render_pages(papers, site_info(build.config, build.authors_file.rules)):
        pass


def _render(build: Build) -> Report:
    project, user = build.folder / "project", build.user_content
    with oserror_as_build_error(build.new_site):
        if build.request.plain:
            rendered = render_plain(project, build.manifest, build.new_site, user)
        else:
            rendered = render_site(
                project,
                build.manifest,
                build.output or build.new_site,
                build.new_site,
                user=user,
                jobs=build.request.jobs,
            )
    build.rendered = rendered
    # MkDocs does not say which file a warning is about, so the user's content stands for it.
    source = str(user.docs or user.mkdocs or user.overrides)
    texts = [*(f"MkDocs: {text}" for text in rendered.warnings), *rendered.blocked]
    warnings = [Diagnostic(source, 1, "", text, severity="warning") for text in texts]
    if warnings and build.request.strict:
        raise BuildError("\n".join(map(str, warnings)))
    notes = []
    if rendered.changed_page:
        notes.append(
            f"your extensions, plugins or templates change generated pages "
            f"({rendered.changed_page}): MkDocs rendered all pages, which takes longer"
        )
    return Report(user_pages=len(rendered.user_pages), warnings=warnings, notes=notes)


def _index(build: Build) -> Report:
    config, papers = build.config, build.papers
    urls = (*_searchable_urls(build), *build.rendered.user_pages)
    keys = {url: build.rendered.page_keys[url] for url in urls}
    years = [paper.entry.paper.year for paper in papers if paper.entry.paper.year]
    options = IndexOptions(
        by_title=[paper.entry.url for paper in by_title(papers)],
        texts={} if config.pages.fulltext else _full_texts(papers),
        words=common_words(f"{p.entry.paper.title} {p.entry.paper.abstract}" for p in papers),
        tokens=_tokens(build),
        vectors=_vectors(build),
        venues=Counter(p.entry.paper.venue for p in papers if p.entry.paper.venue),
        years=(min(years), max(years)) if years else None,
        offline=config.search.offline,
        packed=config.search.packed,
        jobs=build.request.jobs,
    )
    with oserror_as_build_error(build.new_site):
        result = index_site(
            build.new_site, keys, config.site.language, build.folder / "search", options
        )
    notes = []
    if result.unmarked:
        count = count_of(len(result.unmarked), "page")
        notes.append(
            f"search leaves out {count} ({result.unmarked[0]}): the template has no element with "
            "data-pagefind-body"
        )
    return Report(notes=notes)


def _publish(build: Build) -> Report:
    with oserror_as_build_error(build.new_site):
        measured = measure_site(build.new_site)
    if build.output:
        replace_site(build.new_site, build.output)
    return Report(
        size=measured.size,
        files=measured.files,
        offline=measured.script_size,
        script_files=measured.script_files,
        fetched_size=measured.fetched_size,
        fetched_files=measured.fetched_files,
    )


def _run_guarded(
    stage: Callable[[Build], Report],
    attempt: Callable[[Build, Sequence[Entry]], object],
    build: Build,
) -> Report:
    """Run a stage; a paper at which it fails is rejected, and the others go on.

    Args:
        stage: fails with any exception.
        attempt: does for some papers what the stage does for all.
        build: the build.
    """
    report = Report()
    while True:
        try:
            report.add(stage(build))
        except (SitegenError, MemoryError, OSError):
            raise
        except Exception:
            faulty = find_faulty(build.collection.entries, partial(attempt, build))
            if not faulty:
                raise
            report.add(_reject(build, faulty))
        else:
            return report


def _reject(build: Build, faulty: Sequence[tuple[Entry, Exception]]) -> Report:
    """Take papers out of the collection, and out of the enrichment if there is one."""
    build.collection, report = without_faulty(build.collection, faulty)
    if build.request.strict:
        raise BuildError("\n".join(map(str, report.rejected)))
    if hasattr(build, "enrichment"):
        report.tags -= len(build.enrichment.tags)
        report.add(_enrich(build))
    return report


if TYPE_CHECKING:
    Stage = tuple[str, Callable[[Build], Report]]

ENRICH_STAGES: Final[tuple[Stage, ...]] = (
    ("read", _read),
    ("merge", _merge),
    ("enrich", partial(_run_guarded, _enrich, _enrichment_of)),
)
STAGES: Final[tuple[Stage, ...]] = (
    *ENRICH_STAGES,
    ("pages", partial(_run_guarded, _write_pages, _render_alone)),
    ("render", _render),
    ("search", _index),
    ("publish", _publish),
)


# ---- Parts of stages ----------------------------------------------------------------------------


def site_info(config: Config, authors: AuthorRules | None = None) -> SiteInfo:
    """Return what pages say of the site, by the settings and the curator's authors."""
    return SiteInfo(
        name=config.site.name,
        description=config.site.description,
        page_size=config.pages.page_size,
        home_papers=config.pages.home,
        packed=config.search.packed,
        language=config.site.language,
        fulltext=config.pages.fulltext,
        has_likes=config.related.has_vectors,
        authors=authors or AuthorRules(),
    )


def _create_encoder(config: Config, progress: Progress) -> Encoder | None:
    """Return the function that turns papers into vectors; None for the lexical method."""
    related = config.related
    if related.method == "lexical":
        return None
    if related.method == "static":
        return static_encoder
    from sitegen.enrich.related.model_hub import model_folder
    from sitegen.enrich.related.transformer import Transformer

    name = os.path.relpath(related.model, config.folder) if related.model else ""
    folder = model_folder(name, config.folder, network=related.network)
    return Transformer(folder, config.folder / ".sitegen" / "vectors.sqlite", progress)


def _write_merge_report(build: Build) -> Report:
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


def _searchable_urls(build: Build) -> list[str]:
    """Return the URLs of the generated pages to index: papers newest first, then other kinds."""
    papers = [paper.entry.url for paper in by_date(build.papers)]
    kinds = {kind.name for kind in load_kinds() if kind.is_searchable}
    listed = set(papers)
    others = (
        f"{src_uri.removesuffix('.md')}.html"
        for src_uri, page in build.manifest.items()
        if page.kind in kinds
    )
    return [*papers, *(url for url in others if url not in listed)]


def _tokens(build: Build) -> Tokens:
    """Return the words of the papers for the index of words; ``enrich`` has split the texts."""
    corpus = build.enrichment.topics.corpus
    entries = build.enrichment.entries
    papers = [entry.paper for entry in entries]
    return Tokens(
        words=corpus.words,
        word=corpus.word,
        paper=corpus.paper,
        is_title=corpus.field == TITLE,
        urls=[entry.url for entry in entries],
        names=[
            (*(author.name for author in paper.authors), paper.venue or "", str(paper.year or ""))
            for paper in papers
        ],
        is_complete=not build.rendered.user_pages and not any(paper.sections for paper in papers),
    )


def _vectors(build: Build) -> NDArray[np.float32] | None:
    """Return what the papers mean, for lists of papers like another; None without such lists."""
    return build.enrichment.vectors if build.config.related.has_vectors else None


def _full_texts(papers: Iterable[EnrichedPaper]) -> dict[str, str]:
    """Return URL -> text of each parsed paper."""
    texts = {}
    for paper in papers:
        paragraphs = [text for section in paper.entry.paper.sections for text in section.paragraphs]
        if paragraphs:
            texts[paper.entry.url] = "\n".join(paragraphs)
    return texts
