"""The commands: arguments in, one call."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen import __version__
from sitegen.cli.add import add
from sitegen.cli.console import (
    echo,
    open_output,
    print_log,
    print_summary,
    progress_reporter,
    summary_fields,
)
from sitegen.cli.digest import digest
from sitegen.cli.doctor import doctor
from sitegen.cli.fetch import fetch
from sitegen.cli.init import init
from sitegen.cli.keys import keys
from sitegen.cli.log import LOG_FORMAT, current_log, is_debug
from sitegen.cli.options import (
    DASK,
    JOBS,
    MAX_LOSS,
    OUTPUT,
    SOURCES,
    WORKER,
    LazyChoice,
    Options,
    list_export_formats,
    reading_options,
)
from sitegen.errors import SitegenError, count_of

if TYPE_CHECKING:
    from sitegen.build import Request
    from sitegen.config import Config
    from sitegen.enrich import Enrichment
    from sitegen.serve import Builder
    from sitegen.work.shared_folder import Worker


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog='Shell completion: eval "$(_SITEGEN_COMPLETE=bash_source sitegen)" (or zsh, fish).',
)
@click.version_option(__version__, prog_name="sitegen")
def cli() -> None:
    """Turn research papers into a website: topics, search, related papers.

    \b
    Examples:
      sitegen build listing.txt
      sitegen build papers.jsonl notes/ -o public --strict
      sitegen serve listing.txt
    """  # noqa: D301


@cli.command()
@SOURCES
@OUTPUT
@JOBS
@DASK
@WORKER
@click.option(
    "--plain", is_flag=True, help="Render every page with MkDocs: the same site, more slowly."
)
@MAX_LOSS
@LOG_FORMAT
@reading_options
def build(
    sources: tuple[str, ...],
    output: Path,
    jobs: int | None,
    dask: str,
    worker: Worker | None,
    plain: bool,
    max_loss: float | None,
    options: Options,
) -> None:
    """Build a website from files, folders or '-' (standard input).

    \b
    Examples:
      sitegen build listing.txt
      sitegen build papers.jsonl reading-list.md -o public
      cat listing.txt | sitegen build - -o site
    """  # noqa: D301
    config = options.config()
    if dask and worker:
        raise click.UsageError("Name either --dask or --worker.")
    request = replace(
        options.request(sources, config),
        jobs=jobs,
        dask=dask,
        worker=worker,
        plain=plain,
        max_loss=max_loss,
    )
    _build_site(request, config, output, options)


@cli.command()
@SOURCES
@click.option(
    "--format",
    "output_format",
    type=LazyChoice(list_export_formats),
    default="jsonl",
    show_default=True,
    help="Format to write.",
)
@click.option("--related", type=click.IntRange(0), help="Number of related papers per paper.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File to write. Default: standard output.",
)
@reading_options
def export(
    sources: tuple[str, ...],
    output_format: str,
    related: int | None,
    output: Path | None,
    options: Options,
) -> None:
    """Write papers as records of a format, without a website.

    JSON lines and SQLite hold topics and related papers as well.

    \b
    Examples:
      sitegen export listing.txt -o papers.jsonl
      sitegen export papers.jsonl --related 50 | jq .tags
      sitegen export papers.jsonl --format bibtex -o papers.bib
    """  # noqa: D301
    from sitegen.build import read_and_enrich
    from sitegen.config import KeysFile
    from sitegen.publish import Records, render_export

    config = options.config()
    if related is not None:
        config = replace(config, related=replace(config.related, count=related))
    request = options.request(sources, config)
    with progress_reporter(quiet=options.quiet or output is None) as progress:
        report, enrichment, _ = read_and_enrich(request, config, progress)
    with open_output(output) as stream:
        settled = KeysFile.read(config.keys.file).settled
        stream.writelines(render_export(output_format, Records.of(enrichment.papers, settled)))
    print_summary(report, output, quiet=options.quiet, verbose=options.verbose)


@cli.command()
@SOURCES
@OUTPUT
@JOBS
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="Port to listen on.",
)
@reading_options
def serve(
    sources: tuple[str, ...],
    output: Path,
    jobs: int | None,
    host: str,
    port: int,
    options: Options,
) -> None:
    """Build, serve on this machine, and rebuild when a source, a setting or a page changes.

    \b
    Examples:
      sitegen serve listing.txt
      sitegen serve notes/ --port 9000
    """  # noqa: D301
    from sitegen.serve import serve_site

    if "-" in sources:
        raise click.UsageError("serve reads its sources again; name files or folders, not '-'.")
    builder = _create_builder(sources, output, jobs, options)
    builder.build()
    serve_site(builder, output, host=host, port=port)


@cli.command()
@click.argument("site", type=click.Path(path_type=Path, exists=True, file_okay=False))
def check(site: Path) -> None:
    """Check a built site: links and anchors resolve, ids are unique, each page is reachable.

    \b
    Example:
      sitegen check site
    """  # noqa: D301
    from sitegen.check import check_site

    count, faults = check_site(site)
    for fault in faults:
        echo(str(fault))
    if faults:
        raise SitegenError(f"{site}: {count_of(len(faults), 'fault')} in {count_of(count, 'page')}")
    echo(f"{site}: {count_of(count, 'page')}, no faults")


@cli.command()
@SOURCES
@click.option(
    "--write", is_flag=True, help="Create the tags file, or add new topics to it if it exists."
)
@reading_options
def tags(sources: tuple[str, ...], write: bool, options: Options) -> None:
    """List the topics that a curator should look at, most doubtful first.

    These are new topics (not in the tags file yet), doubtful ones, and near-duplicates, each with
    its number of papers and the reason.

    \b
    Examples:
      sitegen tags listing.txt
      sitegen tags listing.txt --write
    """  # noqa: D301
    from sitegen.build import read_and_enrich
    from sitegen.enrich.topics.review import review_tags

    config = options.config()
    with progress_reporter(quiet=True) as progress:
        request = options.request(sources, config)
        report, enrichment, tags_file = read_and_enrich(request, config, progress)
    known = {topic.slug for topic in tags_file.topics}
    for note in review_tags(enrichment, known):
        echo(f"{note.count:6}  {note.tag.slug}  “{note.tag.name}”: {'; '.join(note.reasons)}")
    print_summary(report, None, quiet=options.quiet, verbose=options.verbose)
    if write:
        if tags_file.path is None:
            raise SitegenError("no tags file is set; set file in [tags] of sitegen.toml")
        count, _ = tags_file.add(enrichment.tags)
        echo(f"{tags_file.path}: {count_of(count, 'topic')} added", err=True)


@cli.command()
@SOURCES
@click.option("--all", "show_all", is_flag=True, help="List the known venues, too.")
@reading_options
def venues(sources: tuple[str, ...], show_all: bool, options: Options) -> None:
    """List the venues that leave it open what their papers are, those of most papers first.

    Each is a line for venues.toml: put a kind in place of "?".

    \b
    Examples:
      sitegen venues library.bib
      sitegen venues library.bib --all
    """  # noqa: D301
    from sitegen.build import read_and_merge
    from sitegen.config import venue_line
    from sitegen.venues import count_venues

    config = options.config()
    with progress_reporter(quiet=True) as progress:
        request = options.request(sources, config)
        report, collection, venues_file = read_and_merge(request, config, progress)
    papers = [entry.paper for entry in collection.entries]
    # A thesis is one wherever it was printed.
    printed = (paper.venue for paper in papers if show_all or paper.kind is None)
    for count in count_venues(printed, venues_file.table):
        if show_all or count.kind is None:
            echo(f"{count.papers:6}  {venue_line(count)}")
    print_summary(report, None, quiet=options.quiet, verbose=options.verbose)


@cli.command()
@click.argument("paper_id", metavar="ID")
@SOURCES
@reading_options
def explain(paper_id: str, sources: tuple[str, ...], options: Options) -> None:
    """Explain one paper's topics and related papers.

    ID is the paper's identifier in its source, or the name of its page.

    \b
    Example:
      sitegen explain 1706.03762 listing.txt
    """  # noqa: D301
    from sitegen.build import read_and_enrich
    from sitegen.enrich.explain import explain_paper

    config = options.config()
    with progress_reporter(quiet=True) as progress:
        _, enrichment, _ = read_and_enrich(options.request(sources, config), config, progress)
    echo(explain_paper(enrichment, paper_id))


@cli.command(name="config")
def show_config() -> None:
    """Print a sitegen.toml that shows every setting with its default.

    \b
    Example:
      sitegen config > sitegen.toml
    """  # noqa: D301
    from sitegen.config import reference

    click.echo(reference(), nl=False)


for _command in (keys, add, fetch, digest, init, doctor):
    cli.add_command(_command)


def _create_builder(
    sources: tuple[str, ...], output: Path, jobs: int | None, options: Options
) -> Builder:
    """Return what the server calls; each build reads the settings, which may have been edited."""
    from sitegen.build.stages import site_info
    from sitegen.config import AuthorsFile, KeysFile, VenuesFile
    from sitegen.serve import Builder, Preview, watched_paths

    config = options.config()
    request = options.request(sources, config)
    preview = Preview(request.sources, request.read_options(config), output)

    def build_again() -> None:
        nonlocal config, request
        config = options.config()
        try:
            request = replace(options.request(sources, config), jobs=jobs)
        except click.UsageError as error:
            raise SitegenError(error.message) from error
        preview.configure(request.sources, request.read_options(config))
        preview.before_build()
        enrichment = _build_site(request, config, output, options, always=True)
        if enrichment:
            authors = AuthorsFile.read(config.authors.file).rules
            keys_file = KeysFile.read(config.keys.file)
            venues = VenuesFile.read(config.venues.file)
            info = site_info(config, authors, keys_file, venues)
            preview.after_build(enrichment.papers, info)

    def watched() -> list[Path]:
        return watched_paths(request.sources, options.settings_path, config)

    return Builder(build_again, preview.show_changes, watched, has_traceback=is_debug())


def _build_site(
    request: Request, config: Config, output: Path, options: Options, *, always: bool = False
) -> Enrichment | None:
    """Build, print the summary, and return the enriched papers, if they were needed."""
    from sitegen.build import build_site

    print_log(quiet=options.quiet, verbose=options.verbose)
    with progress_reporter(quiet=options.quiet) as progress:
        report, enrichment = build_site(request, config, output, progress, always=always)
    print_summary(report, output, quiet=options.quiet, verbose=options.verbose)
    current_log().end(**summary_fields(report), has_changed=enrichment is not None)
    return enrichment
