"""Run the pipeline: what the commands of sitegen call.

The stages are imported where they run: they need most of the time of a build that has nothing new.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.build.engines import open_build, open_engine
from sitegen.build.inputs import Inputs
from sitegen.build.report import RECORD, Report, load_report, save_report
from sitegen.build.run import Build
from sitegen.config import AuthorsFile, KeysFile, TagsFile, VenuesFile
from sitegen.errors import BuildError, Diagnostic
from sitegen.state import hash_state, read_state

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.build.inputs import Request
    from sitegen.build.run import Progress
    from sitegen.collection import Collection
    from sitegen.config import Config
    from sitegen.digest.selection import News
    from sitegen.enrich import Enrichment
    from sitegen.pages import SiteContext


def read_and_enrich(
    request: Request, config: Config, progress: Progress
) -> tuple[Report, Enrichment, TagsFile]:
    """Read sources and enrich the papers, without writing a site.

    Returns:
        The report, the enriched papers, and the tags file that was read.

    Raises:
        SitegenError: nothing could be read, or a record has a fault and ``strict`` is on.
    """
    from sitegen.build.stages import ENRICH_STAGES

    build = _create_build(request, config, progress, TagsFile.read(config.tags.file))
    report = build.run(ENRICH_STAGES)
    return report, build.enrichment, build.tags_file


def read_and_merge(
    request: Request, config: Config, progress: Progress
) -> tuple[Report, Collection, VenuesFile]:
    """Read sources and merge the records of one paper, without topics and without a site.

    Returns:
        The report, the papers, and the venues file that was read.

    Raises:
        SitegenError: nothing could be read, or a record has a fault and ``strict`` is on.
    """
    from sitegen.build.stages import READ_STAGES

    build = _create_build(request, config, progress, TagsFile.read(config.tags.file))
    report = build.run(READ_STAGES)
    return report, build.collection, build.venues_file


def read_news(
    request: Request, config: Config, progress: Progress
) -> tuple[Report, SiteContext, News]:
    """Read sources, enrich the papers, and find what is new, without writing a site.

    Returns:
        The report, what pages are rendered from, and what is new.

    Raises:
        SitegenError: nothing could be read, or a record has a fault and ``strict`` is on.
    """
    from sitegen.build.news import collect_news
    from sitegen.build.stages import ENRICH_STAGES, site_info_of
    from sitegen.pages import SiteContext

    build = _create_build(request, config, progress, TagsFile.read(config.tags.file))
    report = build.run(ENRICH_STAGES)
    info = site_info_of(build)
    return report, SiteContext(build.papers, info), collect_news(build.enrichment, info, config)


def _create_build(
    request: Request,
    config: Config,
    progress: Progress,
    tags_file: TagsFile,
    folders: tuple[Path | None, Path | None] = (None, None),
) -> Build:
    """Return a build that has read the curator's authors, venues and keys, and the state.

    Args:
        request: what the command line asks for.
        config: the settings.
        progress: where stages say how far they are.
        tags_file: the curator's topics.
        folders: output and workspace, if a site is written.

    Raises:
        ConfigError: a file can't be read, or has faults.
    """
    # First the hash: a line that is added between the two makes it one of an older state.
    state_hash = hash_state(config.state.folder)
    return Build(
        request,
        config,
        tags_file,
        progress,
        *folders,
        authors_file=AuthorsFile.read(config.authors.file),
        venues_file=VenuesFile.read(config.venues.file),
        keys_file=KeysFile.read(config.keys.file),
        state=read_state(config.state.folder),
        state_hash=state_hash,
    )


def build_site(
    request: Request,
    config: Config,
    output: Path,
    progress: Progress,
    *,
    always: bool = False,
) -> tuple[Report, Enrichment | None]:
    """Build a site into a folder; the old site stays until the new one is whole.

    Args:
        request: what the command line asks for.
        config: the settings.
        output: folder of the site.
        progress: where stages say how far they are.
        always: whether to build even if no input has changed since the site was written.

    Returns:
        The report, and the enriched papers or, if nothing was built, None.

    Raises:
        SitegenError: something can't be read, rendered or written, or a setting is unknown.
    """
    tags_file = TagsFile.read(config.tags.file)
    inputs = Inputs.of(request, config)
    if request.worker and inputs.content_key is None:
        raise BuildError(
            "--worker needs files as sources, and no mkdocs.yml of yours: each worker reads them"
        )
    with open_build(output, request, progress) as workspace:
        record_path = workspace / RECORD
        state_hash = hash_state(config.state.folder)
        previous = load_report(record_path, inputs.key(tags_file.text, state_hash), output)
        if previous and not always:
            return previous, None
        from sitegen.build.stages import STAGES
        from sitegen.publish import check_formats

        check_formats(config.downloads.formats)
        build = _create_build(request, config, progress, tags_file, (output, workspace))
        with open_engine(request, workspace, progress) as build.engine:
            report = build.run(STAGES)
        topics_text = tags_file.text
        if tags_file.text is not None:
            topics_text = _add_topics(tags_file, build.enrichment, report)
        # If an input was edited meanwhile, the site may show either state: look again next time.
        key = inputs.key(topics_text, build.state_hash) if inputs.are_unchanged() else None
        save_report(record_path, key, output, report)
    return report, build.enrichment


def _add_topics(tags_file: TagsFile, enrichment: Enrichment, report: Report) -> str | None:
    """Add new topics to the tags file; if it is read-only, report that: the site is whole.

    Returns:
        The text of the file that the site agrees with.
    """
    try:
        report.new_topics, text = tags_file.add(enrichment.tags)
    except BuildError as error:
        reason = str(error).removeprefix(f"{tags_file.path}: ")
        message = f"{reason}; new topics are not remembered"
        report.warnings.append(Diagnostic(str(tags_file.path), 1, "", message, severity="warning"))
        return tags_file.text
    return text
