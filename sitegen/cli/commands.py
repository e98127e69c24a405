"""The commands: arguments in, one call, exit code out (0 done, 1 failed, 2 wrong usage)."""

from __future__ import annotations

import functools
import logging
import os
import sys
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sitegen import __version__
from sitegen.cli.console import open_output, print_summary, progress_reporter
from sitegen.errors import SitegenError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sitegen.build import Request
    from sitegen.config.load import Config
    from sitegen.paper import EnrichedPaper


class _FormatName(click.ParamType):  # type: ignore[type-arg]
    """The name of a source format; the registry is loaded when a value or the help needs it."""

    name = "format"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from sitegen.sources import format_names

        choice: str = click.Choice(format_names()).convert(value, param, ctx)
        return choice

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:  # noqa: ARG002
        from sitegen.sources import format_names

        return f"[{'|'.join(format_names())}]"


def main() -> None:
    """Run the command line; errors are one sentence, tracebacks only under --debug."""
    # Numpy's own threads wait busily for small work; what is large, sitegen shares out itself.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    debug = "--debug" in sys.argv
    try:
        code = cli.main(prog_name="sitegen", standalone_mode=False)
    except (click.Abort, KeyboardInterrupt):
        click.echo("sitegen: stopped; the old site is as it was.", err=True)
        code = 130
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except BrokenPipeError:
        code = 1
    except SitegenError as error:
        if debug:
            raise
        click.echo(f"sitegen: {error}", err=True)
        code = 1
    sys.exit(code if isinstance(code, int) else 0)


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog='Shell completion: eval "$(_SITEGEN_COMPLETE=bash_source sitegen)" (or zsh, fish).',
)
@click.version_option(__version__, prog_name="sitegen")
def cli() -> None:
    """Turn a pile of research papers into a website: topics, search, related papers.

    \b
    Examples:
      sitegen build listing.txt
      sitegen build papers.jsonl notes/ -o public --strict
      sitegen serve listing.txt
    """  # noqa: D301


_SOURCES = click.argument("sources", nargs=-1, metavar="SOURCE...")


@dataclass(frozen=True, slots=True)
class _Options:
    """What every command that reads sources takes."""

    config_path: Path | None
    format_name: str | None
    encoding: str
    strict: bool
    quiet: bool
    verbose: bool

    def config(self) -> Config:
        """Read the settings: the named file, else sitegen.toml here, else the defaults."""
        from sitegen.config.load import Config, read_config

        usual = Path("sitegen.toml")
        if self.config_path is None and not usual.is_file():
            return Config()
        return read_config(self.config_path or usual)

    def request(self, sources: tuple[str, ...], config: Config) -> Request:
        """Say what is asked for; the settings' sources stand in for none."""
        from sitegen.build import Request

        names = sources or config.sources
        if not names:
            raise click.UsageError(
                "Name a file, a folder or '-'; or set site.sources in sitegen.toml."
            )
        return Request(names, self.encoding, self.format_name, self.strict)


def _reading_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of ``_Options``, handed to the command as one ``options``."""
    options = (
        click.option("-c", "--config", "config_path", type=click.Path(path_type=Path),
                     help="Settings; sitegen.toml in this folder if it is there."),
        click.option("--from", "format_name", type=_FormatName(),
                     help="Format of the sources; told by their content otherwise."),
        click.option("--encoding", default="utf-8", show_default=True,
                     help="Encoding of the sources."),
        click.option("--strict", is_flag=True, help="Fail if any record has a fault."),
        click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors."),
        click.option("-v", "--verbose", is_flag=True, help="List what was merged, and why not."),
        click.option("--debug", is_flag=True, expose_value=False, help="Show tracebacks."),
    )  # fmt: skip
    names = [field.name for field in fields(_Options)]

    @functools.wraps(command)
    def gathered(**arguments: Any) -> None:
        options = _Options(**{name: arguments.pop(name) for name in names})
        command(options=options, **arguments)

    made: Callable[..., None] = gathered
    for option in reversed(options):
        made = option(made)
    return made


_OUTPUT = click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), default=Path("site"),
    show_default=True, help="Folder for the site; replaced when the new one is whole.",
)  # fmt: skip
_JOBS = click.option(
    "--jobs", type=click.IntRange(min=1), help="Processes and threads; as many as cores by default."
)


@cli.command()
@_SOURCES
@_OUTPUT
@_JOBS
@click.option("--plain", is_flag=True, help="Let MkDocs render all: the same pages, slower.")
@_reading_options
def build(
    sources: tuple[str, ...],
    output: Path,
    jobs: int | None,
    plain: bool,
    options: _Options,
) -> None:
    """Build a website from files, folders or '-' (standard input).

    \b
    Examples:
      sitegen build listing.txt
      sitegen build papers.jsonl reading-list.md -o public
      cat listing.txt | sitegen build - -o site
    """  # noqa: D301
    _build_and_tell(sources, output, options, jobs, plain=plain)


@cli.command()
@_SOURCES
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["jsonl"]),
    default="jsonl",
    show_default=True,
    help="Format to write.",
)
@click.option("--related", type=click.IntRange(0), help="Related papers a paper.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File to write; standard output by default.",
)
@_reading_options
def export(
    sources: tuple[str, ...],
    output_format: str,  # noqa: ARG001  - one so far
    related: int | None,
    output: Path | None,
    options: _Options,
) -> None:
    """Write papers with their tags and related papers as records, without a website.

    \b
    Examples:
      sitegen export listing.txt -o papers.jsonl
      sitegen export papers.jsonl --related 50 | jq .tags
    """  # noqa: D301
    from sitegen.build import Report, read_and_enrich
    from sitegen.publish import render_jsonl

    config = options.config()
    if related is not None:
        config = replace(config, related=replace(config.related, count=related))
    request = options.request(sources, config)
    report = Report()
    with progress_reporter(quiet=options.quiet or output is None) as progress:
        found = read_and_enrich(request, config, report, progress)
    with open_output(output) as stream:
        stream.writelines(render_jsonl(found.papers))
    print_summary(report, output, quiet=options.quiet, verbose=options.verbose)


@cli.command()
@_SOURCES
@_OUTPUT
@_JOBS
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="Port to listen on.",
)
@_reading_options
def serve(
    sources: tuple[str, ...],
    output: Path,
    jobs: int | None,
    host: str,
    port: int,
    options: _Options,
) -> None:
    """Build, serve on this machine, and build again when a source or the theme changes.

    \b
    Examples:
      sitegen serve listing.txt
      sitegen serve notes/ --port 9000
    """  # noqa: D301
    from sitegen.build import site_of
    from sitegen.serve.preview import Preview
    from sitegen.serve.server import serve_site

    if "-" in sources:
        raise click.UsageError("serve reads its sources again; name files or folders, not '-'.")
    logging.basicConfig(
        level=logging.ERROR if options.quiet else logging.INFO, format="%(message)s"
    )

    names = sources or options.config().sources
    preview = Preview(names, options.encoding, output)

    def build_once() -> None:
        preview.before_build()
        site = site_of(options.config())
        _build_and_tell(
            sources, output, options, jobs, keep=lambda found: preview.after_build(found, site)
        )

    build_once()
    config, settings = options.config(), options.config_path or Path("sitegen.toml")
    also = (config.docs, config.mkdocs, config.overrides, config.tags_file)
    watched = [path for path in (*map(Path, names), settings, *also) if path and path.exists()]
    serve_site(build_once, preview.show_changes, output, watched, host=host, port=port)


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
        click.echo(str(fault))
    if faults:
        raise SitegenError(f"{site}: {len(faults)} faults in {count} pages")
    click.echo(f"{site}: {count} pages, no fault")


@cli.command()
@_SOURCES
@click.option("--write", is_flag=True, help="Make the tags file, or add the new topics to it.")
@_reading_options
def tags(sources: tuple[str, ...], write: bool, options: _Options) -> None:
    """List the topics that a curator should look at, most doubtful first.

    New ones (not in the tags file yet), doubtful ones and those that are nearly the same as
    another, each with the number of its papers and the reason.

    \b
    Examples:
      sitegen tags listing.txt
      sitegen tags listing.txt --write
    """  # noqa: D301
    from sitegen.build import Report, read_and_enrich, read_topics, remember_topics
    from sitegen.enrich.topics.review import review_tags

    config = options.config()
    report = Report()
    with progress_reporter(quiet=True) as progress:
        found = read_and_enrich(options.request(sources, config), config, report, progress)
    known = {topic.slug for topic in read_topics(config.tags_file)}
    for note in review_tags(found, known):
        click.echo(f"{note.count:6}  {note.tag.slug}  “{note.tag.name}”: {'; '.join(note.doubts)}")
    print_summary(report, None, quiet=options.quiet, verbose=options.verbose)
    if write:
        added = remember_topics(config.tags_file, found.tags)
        click.echo(f"{config.tags_file}: {added} topics added", err=True)


@cli.command()
@click.argument("paper_id", metavar="ID")
@_SOURCES
@_reading_options
def explain(paper_id: str, sources: tuple[str, ...], options: _Options) -> None:
    """Say how one paper came by its topics and related papers.

    ID is the paper's in its source, or the name of its page.

    \b
    Example:
      sitegen explain 1706.03762 listing.txt
    """  # noqa: D301
    from sitegen.build import Report, read_and_enrich
    from sitegen.enrich.explain import explain_paper

    config = options.config()
    with progress_reporter(quiet=True) as progress:
        request = options.request(sources, config)
        found = read_and_enrich(request, config, Report(), progress)
    click.echo(explain_paper(found, paper_id))


@cli.command(name="config")
def show_config() -> None:
    """Print a sitegen.toml that shows every setting with its default.

    \b
    Example:
      sitegen config > sitegen.toml
    """  # noqa: D301
    from sitegen.config.load import reference

    click.echo(reference(), nl=False)


def _build_and_tell(
    sources: tuple[str, ...],
    output: Path,
    options: _Options,
    jobs: int | None,
    *,
    plain: bool = False,
    keep: Callable[[Sequence[EnrichedPaper]], None] | None = None,
) -> None:
    from sitegen.build import build_site

    config = options.config()
    request = replace(options.request(sources, config), jobs=jobs, plain=plain)
    with progress_reporter(quiet=options.quiet) as progress:
        report = build_site(request, config, output, progress, keep)
    print_summary(report, output, quiet=options.quiet, verbose=options.verbose)
