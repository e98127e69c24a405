"""The stages of the pipeline.

A stage reads what earlier stages left in the ``Build`` and leaves its own values there. It returns
its part of the report.
"""

from __future__ import annotations

import os
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from sitegen.build.blocks import BlockFinder
from sitegen.build.earlier import load_earlier, save_earlier
from sitegen.build.guard import find_faulty, without_faulty
from sitegen.build.hosts import measure_site
from sitegen.build.loss import replace_old_site
from sitegen.build.news import add_news
from sitegen.build.notes import (
    empty_alert_notes,
    recall_notes,
    shared_key_notes,
    unused_takedown,
    write_merge_report,
)
from sitegen.build.page_keys import load_page_keys, save_page_keys
from sitegen.build.portable import PageFreezer
from sitegen.build.recording import record_entries, state_folder
from sitegen.build.report import Report
from sitegen.build.search_inputs import index_options, searchable_urls
from sitegen.collection import (
    collect,
    conflict_lines,
    merged_lines,
    possible_duplicate_lines,
    rename_authors,
    take_down,
)
from sitegen.config import VenuesFile
from sitegen.enrich import enrich, static_encoder
from sitegen.errors import BuildError, Diagnostic, SitegenError, count_of
from sitegen.locale import texts_of
from sitegen.pages import SiteContext, SiteInfo, load_kinds, render_kinds, render_pages
from sitegen.paper import AuthorRules
from sitegen.publish import (
    API_FOLDER,
    RO_CRATE,
    Records,
    place_downloads,
    render_api,
    render_export,
    render_ro_crate,
    write_downloads,
)
from sitegen.render import render_plain, render_site, write_project
from sitegen.search import index_site
from sitegen.sources import read_sources
from sitegen.state import current_day, hash_state, read_state
from sitegen.workspace.files import ensure_folder, write_file
from sitegen.workspace.output import oserror_as_build_error

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sitegen.build.run import Build, Progress, Stage
    from sitegen.config import Config, KeysFile
    from sitegen.enrich import Enrichment
    from sitegen.enrich.earlier import Earlier
    from sitegen.enrich.related.space import Encoder
    from sitegen.enrich.related.vectors import Share
    from sitegen.paper import Entry

#: Folder of the bulk files in the workspace.
_DOWNLOADS: Final = "downloads"


def _read(build: Build) -> Report:
    request = build.request
    build.reading = read_sources(request.sources, request.read_options(build.config))
    diagnostics = build.reading.diagnostics
    faulty = [d for d in diagnostics if d.severity != "notice"]
    if request.strict and faulty:
        listed = "\n".join(map(str, faulty))
        faults = count_of(len(faulty), "fault")
        raise BuildError(f"{listed}\n--strict: {faults} in the sources", code="strict")
    return Report(
        read=build.reading.record_count,
        omitted=sum(d.record_count for d in diagnostics if d.severity != "error"),
        rejected=[d for d in diagnostics if d.severity == "error"],
        warnings=[d for d in diagnostics if d.severity == "warning"],
        notes=[f"{d.path}: {d.message}" for d in diagnostics if d.severity == "notice"],
    )


def _merge(build: Build) -> Report:
    # First of all: nothing that is computed from the papers may hold a paper that is taken down, or
    # a former name.
    collection = collect(build.reading.papers, build.venues_file.table)
    takedown = take_down(collection, build.config.takedown.papers)
    remaining = {entry.id for entry in takedown.collection.entries}
    build.taken_down = frozenset(e.id for e in collection.entries if e.id not in remaining)
    collection = takedown.collection
    if not collection.entries:
        raise BuildError("[takedown] papers names all papers; there is nothing to build a site of")
    build.collection = rename_authors(collection, build.authors_file.rules.renamed)
    # Reports are stored beside the site, and quote titles.
    positions = {(origin.path, origin.line) for origin in takedown.origins}
    build.report.warnings = [d for d in build.report.warnings if (d.path, d.line) not in positions]
    if build.config.state.record:
        _record(build)
    return Report(
        warnings=[
            *build.state.diagnostics,
            *build.authors_file.unused(collection.entries),
            *build.venues_file.unused(entry.paper.venue for entry in collection.entries),
            *(unused_takedown(build.config, name) for name in takedown.unused),
        ],
        omitted=len(takedown.origins),
        pages=len(collection.entries),
        merged=merged_lines(collection),
        conflicts=conflict_lines(collection),
        possible_duplicates=possible_duplicate_lines(collection),
        notes=shared_key_notes(build),
    )


def _record(build: Build) -> None:
    """Add papers that are seen for the first time to the state, and their votes of the day."""
    folder = state_folder(build.config)
    record_entries(folder, build.collection.entries, current_day())
    build.state_hash, build.state = hash_state(folder), read_state(folder)


def _enrich(build: Build) -> Report:
    earlier = load_earlier(build.workspace)
    finder = None
    if build.workspace and build.engine.is_shared:
        finder = BlockFinder(build.engine, build.workspace)
    build.enrichment = _enrichment_of(build, build.collection.entries, earlier, finder)
    save_earlier(build.workspace, build.enrichment)
    if finder:
        finder.forget()
    return Report(tags=len(build.enrichment.tags), notes=recall_notes(build.enrichment))


def _enrichment_of(
    build: Build,
    entries: Sequence[Entry],
    earlier: Earlier | None = None,
    share: Share | None = None,
) -> Enrichment:
    return enrich(
        entries,
        build.config.tags,
        build.config.related,
        encoder=_create_encoder(build.config, build.progress),
        topics=build.tags_file.topics,
        earlier=earlier,
        share=share,
    )


def _write_pages(build: Build) -> Report:
    config, project = build.config, build.folder / "project"
    build.enrichment = build.enrichment.for_pages()
    with oserror_as_build_error(build.folder):
        # Before the pages, one of which has their sizes.
        build.downloads = write_downloads(
            build.folder / _DOWNLOADS,
            _records(build),
            config.downloads.formats,
            texts_of(config.site.language),
        )
        ensure_folder(project)
        info = add_news(site_info_of(build), build.enrichment, config)
        context = SiteContext(build.papers, info, load_page_keys(build))
        build.manifest = write_project(
            project,
            render_kinds(context),
            site=config.site,
            theme=config.theme,
            kinds=load_kinds(),
            user=build.user_content,
            has_days=bool(info.history.first_seen),
            engine=build.engine,
            freeze=PageFreezer(context, build.folder) if build.engine.is_shared else None,
        )
        save_page_keys(build, context.recall.keys)
    report = write_merge_report(build)
    return replace(report, notes=[*report.notes, *empty_alert_notes(info.alerts)])


def _render_alone(build: Build, entries: Sequence[Entry]) -> None:
    """Render the pages of a site with some papers only, without the papers that are related."""
    ids = {entry.id for entry in entries}
    papers = [replace(paper, related=()) for paper in build.papers if paper.entry.id in ids]
    for name in build.config.downloads.formats:
        for _ in render_export(name, Records.of(papers, build.keys_file.settled)):
            pass
    # A page with a key is rendered when its text is asked for.
    texts = (page.text for page in render_pages(papers, site_info_of(build)))
    for _ in texts:
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
                engine=build.engine,
            )
    build.rendered = rendered
    # MkDocs does not say which file a warning is about, so the user's content stands for it.
    source = str(user.docs or user.mkdocs or user.overrides)
    texts = [*(f"MkDocs: {text}" for text in rendered.warnings), *rendered.blocked]
    warnings = [Diagnostic(source, 1, "", text, severity="warning") for text in texts]
    if warnings and build.request.strict:
        raise BuildError("\n".join(map(str, warnings)), code="strict")
    notes = []
    if rendered.changed_page:
        notes.append(
            f"your extensions, plugins or templates change generated pages "
            f"({rendered.changed_page}): MkDocs rendered all pages, which takes longer"
        )
    return Report(user_pages=len(rendered.user_pages), warnings=warnings, notes=notes)


def _index(build: Build) -> Report:
    urls = (*searchable_urls(build), *build.rendered.user_pages)
    keys = {url: build.rendered.page_keys[url] for url in urls}
    options = index_options(build)
    with oserror_as_build_error(build.new_site):
        unmarked = index_site(
            build.new_site, keys, build.config.site.language, build.folder / "search", options
        )
    notes = []
    if unmarked:
        count = count_of(len(unmarked), "page")
        notes.append(
            f"search leaves out {count} ({unmarked[0]}): the template has no element with "
            "data-pagefind-body"
        )
    return Report(notes=notes)


def _publish(build: Build) -> Report:
    with oserror_as_build_error(build.new_site):
        place_downloads(build.folder / _DOWNLOADS, build.new_site, build.downloads)
        if build.downloads:
            write_file(build.new_site / RO_CRATE, _ro_crate(build).encode("utf-8", "replace"))
        if build.config.downloads.api:
            _write_api(build)
        measured = measure_site(build.new_site)
    losses = replace_old_site(build, build.output) if build.output else []
    return Report(
        losses=losses,
        size=measured.size,
        files=measured.files,
        offline=measured.script_size,
        script_files=measured.script_files,
        pack_files=0 if build.config.search.packed else measured.pack_files,
        fetched_size=measured.fetched_size,
        fetched_files=measured.fetched_files,
        download_size=sum(download.size for download in build.downloads),
        download_files=len(build.downloads),
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
        raise BuildError("\n".join(map(str, report.rejected)), code="strict")
    if hasattr(build, "enrichment"):
        report.tags -= len(build.enrichment.tags)
        report.add(_enrich(build))
    return report


READ_STAGES: Final[tuple[Stage, ...]] = (("read", _read), ("merge", _merge))
ENRICH_STAGES: Final[tuple[Stage, ...]] = (
    *READ_STAGES,
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


def site_info_of(build: Build) -> SiteInfo:
    """Return what pages say of the site that is built, but for alerts and digests."""
    info = site_info(build.config, build.authors_file.rules, build.keys_file, build.venues_file)
    history = build.state.history(build.collection.entries)
    topics = tuple(topic for topic in build.tags_file.topics if topic.name)
    return replace(info, downloads=build.downloads, history=history, topics=topics)


def _records(build: Build) -> Records:
    return Records.of(build.papers, build.keys_file.settled)


def _write_api(build: Build) -> None:
    site = build.config.site
    files = render_api(
        _records(build),
        name=site.name,
        description=site.description,
        page_size=build.config.pages.page_size,
    )
    for address, text in files:
        path = build.new_site / API_FOLDER / address
        ensure_folder(path.parent)
        write_file(path, text.encode("utf-8", "replace"))


def _ro_crate(build: Build) -> str:
    site = build.config.site
    # A day is better than the year that many papers have alone.
    came = build.state.newest_day
    dates = [str(came)] if came else [paper.entry.paper.issued for paper in build.papers]
    return render_ro_crate(
        name=site.name,
        description=site.description,
        date=max(dates, default=""),
        license_url=build.config.downloads.license,
        downloads=build.downloads,
    )


def site_info(
    config: Config,
    authors: AuthorRules | None = None,
    keys: KeysFile | None = None,
    venues: VenuesFile | None = None,
) -> SiteInfo:
    """Return what pages say of the site, by the settings and the curator's files."""
    venues = venues or VenuesFile()
    return SiteInfo(
        name=config.site.name,
        description=config.site.description,
        page_size=config.pages.page_size,
        home_papers=config.pages.home,
        packed=config.search.packed,
        offline=config.search.offline,
        language=config.site.language,
        fulltext=config.pages.fulltext,
        has_likes=config.related.has_vectors,
        authors=authors or AuthorRules(),
        settled_keys=keys.settled if keys else {},
        url=config.site.url,
        records_license=config.downloads.license,
        role=config.site.role,
        feeds=config.feeds,
        venues=venues.table,
        curated_venues=tuple(venues.venues.values()),
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
