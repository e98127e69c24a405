"""``sitegen keys``: the citation keys that papers share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sitegen.cli.console import echo, print_summary, progress_reporter
from sitegen.cli.options import SOURCES, reading_options
from sitegen.errors import SitegenError, count_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.cli.options import Options
    from sitegen.config import KeysFile
    from sitegen.paper import Entry


@click.command()
@SOURCES
@click.option("--write", is_flag=True, help="Add the listed keys to the keys file.")
@click.option("--all", "is_all", is_flag=True, help="List the keys of all papers.")
@reading_options
def keys(sources: tuple[str, ...], write: bool, is_all: bool, options: Options) -> None:  # noqa: FBT001
    """List citation keys that several papers would have, with the key that each has instead.

    A line of the keys file settles a key for good. Edit it to give a paper another key.

    \b
    Examples:
      sitegen keys listing.txt
      sitegen keys listing.txt --write
      sitegen keys listing.txt --all --write
    """  # noqa: D301
    from sitegen.build import read_and_merge
    from sitegen.config import KeysFile

    config = options.config()
    keys_file = KeysFile.read(config.keys.file)
    with progress_reporter(quiet=True) as progress:
        request = options.request(sources, config)
        report, collection, _ = read_and_merge(request, config, progress)
    listed = _list_keys(collection.entries, keys_file, is_all=is_all)
    for key, entry in listed:
        echo(f"{key}  {entry.id}  {entry.paper.title}")
    print_summary(report, None, quiet=options.quiet, verbose=options.verbose)
    if write:
        if keys_file.path is None:
            raise SitegenError("no keys file is set; set file in [keys] of sitegen.toml")
        count = keys_file.add({key: entry.id for key, entry in listed})
        echo(f"{keys_file.path}: {count_of(count, 'key')} added", err=True)


def _list_keys(
    entries: Sequence[Entry], keys_file: KeysFile, *, is_all: bool
) -> list[tuple[str, Entry]]:
    """Return the keys to list with their papers, sorted by key."""
    from sitegen.citation import citation_keys, shared_keys

    by_paper = citation_keys(entries, keys_file.settled)
    shared = shared_keys(entries, keys_file.settled)
    ids = {paper_id for group in shared.values() for paper_id in group}
    listed = [(by_paper[entry.id], entry) for entry in entries if is_all or entry.id in ids]
    return sorted(listed, key=lambda pair: pair[0])
