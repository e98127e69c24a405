"""Show an edited paper at once while serving, before the build that follows.

Topics and related papers depend on the whole collection, and finding them takes seconds. The page
of a paper whose record was edited is rendered with the topics and related papers that it had, and
put into the served site; the build then makes everything right.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sitegen.collection import collect
from sitegen.errors import SitegenError, SourceError
from sitegen.pages import render_papers
from sitegen.paper import EnrichedPaper, Entry, Origin
from sitegen.render import place_page
from sitegen.sources import ReadOptions, list_files, read_text
from sitegen.sources.files.encodings import decode
from sitegen.sources.formats import json_lines
from sitegen.sources.reader import is_read_together
from sitegen.workspace.output import workspace_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from sitegen.pages import SiteInfo
    from sitegen.paper import Paper

#: More changed papers are not an edit by hand, and the build is soon enough for them.
_MAX_EDITED_PAPERS: Final = 20
_HEAD_CHARS: Final = 65_536

#: Hash of each line of a file: little memory for a large source, and enough to find edits.
LineHashes = tuple[int, ...]


class Preview:
    """The collection of the last build, and hashes of the sources that it was read from."""

    def __init__(self, sources: Sequence[str], options: ReadOptions, output: Path) -> None:
        self._sources = sources
        self._options = options
        self._output = output
        self._hashes: dict[str, LineHashes] = {}
        self._papers: list[EnrichedPaper] = []
        self._site: SiteInfo | None = None

    def configure(self, sources: Sequence[str], options: ReadOptions) -> None:
        """Read other sources, or in another way, from the next build on."""
        self._sources, self._options = sources, options

    def before_build(self) -> None:
        """Record the sources as the build that starts now reads them."""
        self._hashes = self._hash_sources()

    def after_build(self, papers: Iterable[EnrichedPaper], site: SiteInfo) -> None:
        """Record what was built."""
        self._papers, self._site = list(papers), site

    def show_changes(self) -> bool:
        """Put the pages of edited papers into the site.

        Returns:
            False if nothing was done, because more than the text of some papers has changed.
        """
        hashes = self._hash_sources()
        edited = [name for name in hashes if hashes[name] != self._hashes.get(name)]
        if not edited or hashes.keys() != self._hashes.keys() or self._site is None:
            return False
        try:
            paths = dict(list_files(self._sources))
            changed = [
                paper
                for name in edited
                for paper in self._edited_papers(
                    name, paths[name], self._hashes[name], hashes[name]
                )
            ]
            papers, ids = _replace_papers(self._papers, changed)
            if not ids:
                return False
            for page in render_papers(papers, self._site, ids):
                place_page(workspace_path(self._output), self._output, page)
        except (SitegenError, OSError):
            # The build that follows says what is wrong.
            return False
        self._hashes, self._papers = hashes, papers
        return True

    def _hash_sources(self) -> dict[str, LineHashes]:
        try:
            return {name: _hash_lines(path) for name, path in list_files(self._sources)}
        except (OSError, SitegenError):
            return {}

    def _edited_papers(
        self, name: str, path: Path, old: LineHashes, new: LineHashes
    ) -> list[Paper]:
        """Return the papers of a changed file; of JSON lines, those on changed lines only."""
        options = self._options
        text = decode(path.read_bytes(), name, options.encoding)
        if len(self._hashes) > 1 and is_read_together(text, name, options):
            # Its macros may be in the other files.
            raise SourceError(f"{name}: is read together with other files")
        is_json_lines = options.format_name == json_lines.NAME or (
            options.format_name is None and json_lines.sniff(text[:_HEAD_CHARS])
        )
        lines = text.split("\n")
        if not is_json_lines or not len(old) == len(new) == len(lines):
            return list(read_text(text, name, options).papers)
        line_options = replace(options, format_name=json_lines.NAME)
        papers: list[Paper] = []
        for number, line in enumerate(lines, start=1):
            if old[number - 1] != new[number - 1]:
                read = read_text(line, name, line_options).papers
                papers += [replace(paper, origins=(Origin(name, number),)) for paper in read]
        return papers


def _hash_lines(path: Path) -> LineHashes:
    """Return the hash of each line of a file, valid in this process only."""
    with path.open("rb") as stream:
        hashes = [hash(line.rstrip(b"\n")) for line in stream]
    # A text that ends in a line feed has an empty line after it, as ``str.split`` has it.
    return (*hashes, hash(b""))


def _replace_papers(
    papers: list[EnrichedPaper], changed: list[Paper]
) -> tuple[list[EnrichedPaper], set[str]]:
    """Return the papers with changed ones in the place of those of the same record, and their ids.

    No ids are returned if one is new, has another page now, or is merged of several records.
    """
    indexes = {p.entry.paper.origins: index for index, p in enumerate(papers)}
    replaced = list(papers)
    ids: set[str] = set()
    for paper in changed:
        index = indexes.get(paper.origins)
        if index is None:
            return papers, set()
        entry = papers[index].entry
        if entry.paper == paper:
            continue
        if collect([paper]).entries[0].id != entry.id or len(ids) == _MAX_EDITED_PAPERS:
            return papers, set()
        replaced[index] = replace(papers[index], entry=Entry(entry.id, paper))
        ids.add(entry.id)
    return replaced, ids
