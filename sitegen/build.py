"""The pipeline: sources to papers to collection to enriched papers to pages to HTML to index."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from sitegen.collection.collect import collect
from sitegen.collection.report import (
    conflict_lines,
    merged_lines,
    possible_duplicate_lines,
    render_report,
)
from sitegen.config.load import read_text
from sitegen.config.topics import HEADER, add_topics, parse_topics
from sitegen.enrich import RelatedRules, TagRules, enrich, static_encoder
from sitegen.errors import BuildError, Diagnostic, SitegenError
from sitegen.pages import Site, by_date, by_title, render_pages
from sitegen.render import (
    SiteOptions,
    UserContent,
    render_plain,
    render_site,
    theme_folder,
    write_project,
)
from sitegen.search import IndexOptions, common_words, index_site
from sitegen.sources import ReadOptions, ReadResult, list_files, read_sources
from sitegen.workspace.cache import fingerprint_of, read_note, with_topics, write_note
from sitegen.workspace.files import atomic_write_text
from sitegen.workspace.output import folder_size, open_workspace, replace_site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from sitegen.config.load import Config
    from sitegen.enrich import Enrichment
    from sitegen.enrich.related.space import Encoder
    from sitegen.paper import EnrichedPaper, Tag, Topic
    from sitegen.render import Rendered


@dataclass(frozen=True, slots=True)
class Request:
    """What the user asks for beyond the settings."""

    sources: Sequence[str]
    encoding: str = "utf-8"
    format_name: str | None = None
    strict: bool = False
    jobs: int | None = None
    plain: bool = False


@dataclass(slots=True)
class Report:
    """What a build did: counts that add up, and wall seconds a stage.

    ``read`` is ``pages + merged + rejected``.
    """

    pages: int = 0
    merged: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    possible_duplicates: list[str] = field(default_factory=list)
    rejected: Sequence[Diagnostic] = ()
    warnings: Sequence[Diagnostic] = ()
    tags: int = 0
    new_topics: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    size: int = 0
    offline: int = 0
    own: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def read(self) -> int:
        """Number of records met."""
        return self.pages + len(self.merged) + len(self.rejected)


def read_and_enrich(
    request: Request, config: Config, report: Report, progress: Callable[[str], None]
) -> Enrichment:
    """Read sources and find out what text can tell: all that ``export`` needs.

    ``progress`` is called with each stage's name when it starts, and with sentences on how far a
    long one is.

    Raises:
        SitegenError: nothing could be read, or something could not and ``strict`` is on.
    """
    with _timed(report, "read", progress):
        reading = read_sources(
            request.sources,
            ReadOptions(request.encoding, request.format_name, config.named_columns),
        )
    report.rejected = [d for d in reading.diagnostics if d.severity == "error"]
    report.warnings = [d for d in reading.diagnostics if d.severity == "warning"]
    _refuse_if_strict(reading, strict=request.strict)
    with _timed(report, "merge", progress):
        collection = collect(reading.papers)
    report.pages = len(collection.entries)
    report.merged = merged_lines(collection)
    report.conflicts, report.possible_duplicates = (
        conflict_lines(collection),
        possible_duplicate_lines(collection),
    )
    with _timed(report, "enrich", progress):
        found = enrich(
            collection.entries,
            TagRules(config.tags.least, config.tags.most, config.tags.max_share),
            RelatedRules(config.related.count, config.related.recency),
            encoder=_encoder(config, progress),
            topics=read_topics(config.tags_file),
        )
    report.tags = len(found.tags)
    return found


def _encoder(config: Config, progress: Callable[[str], None]) -> Encoder | None:
    """Return what turns papers into vectors, by the settings."""
    if config.related.method == "lexical":
        return None
    if config.related.method == "static":
        return static_encoder
    from sitegen.enrich.related.transformer import Transformer, model_folder

    related = config.related
    folder = model_folder(related.model, config.folder, network=related.network)
    return Transformer(folder, config.folder / ".sitegen" / "vectors.sqlite", progress)


def read_topics(path: Path | None) -> tuple[Topic, ...]:
    """Return the curator's topics; none where there is no such file.

    Raises:
        ConfigError: the file can't be read, or has faults.
    """
    if path is None or not path.is_file():
        return ()
    return parse_topics(read_text(path), path)


def remember_topics(path: Path | None, tags: Sequence[Tag]) -> int:
    """Add the tags that a file lacks to it, and return how many; all or nothing is written.

    Raises:
        BuildError: the file can't be written.
    """
    if path is None:
        return 0
    before = read_text(path) if path.is_file() else ""
    after = add_topics(before, tags)
    if after == before:
        return 0
    try:
        atomic_write_text(path, after)
    except OSError as error:
        raise BuildError(f"{path}: can't be written: {error.strerror}") from error
    return len(after.splitlines()) - len((before or HEADER).splitlines())


def build_site(
    request: Request,
    config: Config,
    output: Path,
    progress: Callable[[str], None],
    keep: Callable[[Sequence[EnrichedPaper]], None] | None = None,
) -> Report:
    """Build a site into a folder; the site that is there stays until the new one is whole.

    Where nothing that a build reads has changed since the site there was built, it is left alone,
    unless ``keep`` asks for what was found out.

    Raises:
        SitegenError: something can't be read, rendered or written.
    """
    made_of = _input_fingerprint(request, config)
    with open_workspace(output) as folder:
        note = folder / "built.json"
        told = read_note(note, with_topics(made_of, config.tags_file), output)
        if told is not None and keep is None:
            return _as_told(told)
        report, found = _build(request, config, output, folder, progress)
        if config.tags_file and config.tags_file.is_file():
            _remember(config.tags_file, found.tags, report)
        write_note(note, with_topics(made_of, config.tags_file), output, asdict(report))
    if keep:
        keep(found.papers)
    return report


def _input_fingerprint(request: Request, config: Config) -> str | None:
    """Return the fingerprint of all inputs, or None where they can't be known before the build.

    That is so for standard input, and where the user's plugins may read anything.
    """
    names = list(request.sources)
    if "-" in names or config.mkdocs:
        return None
    options = (
        {**asdict(config), "folder": str(config.folder.absolute())},
        names,
        (request.encoding, request.format_name, request.strict, request.plain),
    )
    user_files = filter(None, (config.docs, config.overrides, config.logo))
    uses_model = config.related.method == "transformer" and config.related.model
    try:
        sources = [path for _, path in list_files(names)]
    except SitegenError:
        return None
    return fingerprint_of(
        (*sources, theme_folder(), *user_files),
        options,
        stamped=[config.folder / config.related.model] if uses_model else [],
    )


def _as_told(told: dict[str, Any]) -> Report:
    """Return the report of the build that made the site; nothing it told is lost."""
    report = Report(**told)
    report.rejected = [Diagnostic(**one) for one in told["rejected"]]
    report.warnings = [Diagnostic(**one) for one in told["warnings"]]
    report.notes = [*report.notes, "nothing has changed; the site is as it was"]
    report.seconds, report.new_topics = {}, 0
    return report


def _build(
    request: Request,
    config: Config,
    output: Path,
    folder: Path,
    progress: Callable[[str], None],
) -> tuple[Report, Enrichment]:
    """Build in a workplace and put the site in its place."""
    report = Report()
    found = read_and_enrich(request, config, report, progress)
    _write_merge_report(folder / "duplicates.txt", report)
    papers = found.papers
    project, new = folder / "project", folder / "site.new"
    own = UserContent(config.docs, config.mkdocs, config.overrides)
    with _timed(report, "pages", progress):
        project.mkdir(exist_ok=True)
        pages = write_project(project, render_pages(papers, site_of(config)), _look(config), own)
    with _timed(report, "render", progress):
        if request.plain:
            done = render_plain(project, pages, new, own)
        else:
            done = render_site(project, pages, output, new, own=own, jobs=request.jobs)
        _tell_rendered(done, config, report, strict=request.strict)
    with _timed(report, "search", progress):
        shown = [*_places(by_date(papers)), *done.own]
        texts = (f"{p.entry.paper.title} {p.entry.paper.abstract}" for p in papers)
        wanted = IndexOptions(
            by_title=_places(by_title(papers)),
            texts={} if config.pages.fulltext else _full_texts(papers),
            words=common_words(texts),
            offline=config.search.offline,
            packed=config.search.packed,
            jobs=request.jobs,
        )
        language = config.site.language
        indexed, report.offline = index_site(new, shown, language, folder / "search", wanted)
    if indexed != len(shown):
        raise BuildError(f"the index holds {indexed} of {len(shown)} pages; please report it")
    with _timed(report, "publish", progress):
        report.size = folder_size(new)
        replace_site(new, output)
    return report, found


def _write_merge_report(path: Path, report: Report) -> None:
    """Write what merging did, and say where, if there is something for a person to decide."""
    lines = render_report(report.merged, report.conflicts, report.possible_duplicates)
    atomic_write_text(path, "".join(lines))
    if report.conflicts or report.possible_duplicates:
        report.notes.append(
            f"{len(report.conflicts)} values on which sources disagree, "
            f"{len(report.possible_duplicates)} pairs of papers that may be one: {path}"
        )


def _places(papers: Iterable[EnrichedPaper]) -> list[str]:
    return list(map(_place, papers))


def _place(paper: EnrichedPaper) -> str:
    return f"papers/{paper.entry.id}.html"


def _full_texts(papers: Iterable[EnrichedPaper]) -> dict[str, str]:
    """Return the text of each parsed paper, by its page."""
    return {
        _place(p): "\n".join(
            text for section in p.entry.paper.sections for text in section.paragraphs
        )
        for p in papers
        if any(section.paragraphs for section in p.entry.paper.sections)
    }


def _tell_rendered(done: Rendered, config: Config, report: Report, *, strict: bool) -> None:
    """Tell what MkDocs says of the user's own pages, and why rendering takes long.

    Raises:
        BuildError: MkDocs warned, and ``strict`` is on.
    """
    report.own = len(done.own)
    place = str(config.docs or config.mkdocs or config.overrides)
    told = [
        Diagnostic(place, 1, "", f"MkDocs: {text}", severity="warning") for text in done.warnings
    ]
    if told and strict:
        raise BuildError("\n".join(map(str, told)))
    report.warnings = [*report.warnings, *told]
    if done.changed_page:
        report.notes.append(
            f"your extensions, plugins or templates change generated pages ({done.changed_page}): "
            "MkDocs rendered all of them, which takes longer"
        )


def _remember(path: Path, tags: Sequence[Tag], report: Report) -> None:
    """Add new topics to the tags file; where it is read-only, say so: the site is whole."""
    try:
        report.new_topics = remember_topics(path, tags)
    except BuildError as error:
        reason = str(error).removeprefix(f"{path}: ")
        told = Diagnostic(
            str(path), 1, "", f"{reason}; new topics are not remembered", severity="warning"
        )
        report.warnings = [*report.warnings, told]


def site_of(config: Config) -> Site:
    """Return what the pages say of the site, by the settings."""
    return Site(
        config.site.name,
        config.site.description,
        config.pages.page_size,
        config.pages.home,
        packed=config.search.packed,
        language=config.site.language,
        fulltext=config.pages.fulltext,
    )


def _look(config: Config) -> SiteOptions:
    return SiteOptions(
        name=config.site.name,
        description=config.site.description,
        url=f"{config.site.url.removesuffix('/')}/" if config.site.url else "",
        language=config.site.language,
        accent=config.theme.accent,
        accent_dark=config.theme.accent_dark,
        logo=config.logo,
    )


def _refuse_if_strict(reading: ReadResult, *, strict: bool) -> None:
    if strict and reading.diagnostics:
        listed = "\n".join(map(str, reading.diagnostics))
        raise BuildError(f"{listed}\n--strict: {len(reading.diagnostics)} records have faults")


@contextmanager
def _timed(report: Report, stage: str, progress: Callable[[str], None]) -> Iterator[None]:
    progress(stage)
    start = time.perf_counter()
    yield
    report.seconds[stage] = time.perf_counter() - start
