"""While serving: show one changed paper at once, before all the rest is built again.

Topics and related papers depend on the whole collection, and finding them takes seconds. The page
of a paper whose record was edited is rendered with those that it had and put into the served site;
the build that follows makes everything right.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sitegen.collection.collect import collect
from sitegen.errors import SitegenError
from sitegen.pages import Site, render_papers
from sitegen.paper import EnrichedPaper, Entry, Origin
from sitegen.render import place_page
from sitegen.sources import ReadOptions, list_files, read_text
from sitegen.sources.reading import decode
from sitegen.workspace.output import workspace_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from sitegen.paper import Paper

#: More changes than this are not an edit, and the whole build is soon enough.
_MOST: Final = 20


class Preview:
    """The collection of the last build, and the sources that it was read from."""

    def __init__(self, sources: Sequence[str], encoding: str, output: Path) -> None:
        """Remember where sources are and where the site is."""
        self._sources = sources
        self._encoding = encoding
        self._output = output
        self._texts: dict[str, str] = {}
        self._papers: list[EnrichedPaper] = []
        self._site = Site("", "")

    def before_build(self) -> None:
        """Read the sources as the build that starts now will."""
        self._texts = self._read()

    def after_build(self, papers: Iterable[EnrichedPaper], site: Site) -> None:
        """Remember what was built."""
        self._papers, self._site = list(papers), site

    def show_changes(self) -> bool:
        """Put the pages of edited papers into the site; False where more than that has changed."""
        texts = self._read()
        edited = [name for name in texts if texts[name] != self._texts.get(name)]
        if not edited or texts.keys() != self._texts.keys() or not self._papers:
            return False
        try:
            changed = [
                paper
                for name in edited
                for paper in _edited_papers(name, self._texts[name], texts[name])
            ]
            papers, ids = _with_changes(self._papers, changed)
            if not ids:
                return False
            for page in render_papers(papers, self._site, ids):
                place_page(workspace_path(self._output), self._output, page)
        except (SitegenError, OSError):
            # The build that follows tells what is wrong.
            return False
        self._texts, self._papers = texts, papers
        return True

    def _read(self) -> dict[str, str]:
        try:
            files = list_files(self._sources)
            return {name: decode(path.read_bytes(), name, self._encoding) for name, path in files}
        except (OSError, SitegenError):
            return {}


def _edited_papers(name: str, before: str, after: str) -> list[Paper]:
    """Return the papers of a file that has changed; of JSON lines, those on changed lines alone."""
    old, new = before.split("\n"), after.split("\n")
    if len(old) != len(new) or not after.lstrip().startswith("{"):
        return list(read_text(after, name).papers)
    papers: list[Paper] = []
    for number, (one, other) in enumerate(zip(old, new, strict=True), start=1):
        if one != other:
            read = read_text(other, name, ReadOptions(format_name="jsonl")).papers
            papers += [replace(paper, origins=(Origin(name, number),)) for paper in read]
    return papers


def _with_changes(
    papers: list[EnrichedPaper], changed: list[Paper]
) -> tuple[list[EnrichedPaper], set[str]]:
    """Put changed papers in the place of those of the same record; also return their ids.

    No id is returned where one of them is new, has another page now, or is merged of several.
    """
    places = {p.entry.paper.origins: place for place, p in enumerate(papers)}
    after = list(papers)
    ids: set[str] = set()
    for paper in changed:
        place = places.get(paper.origins)
        if place is None:
            return papers, set()
        before = papers[place].entry
        if before.paper == paper:
            continue
        if collect([paper]).entries[0].id != before.id or len(ids) == _MOST:
            return papers, set()
        after[place] = replace(papers[place], entry=Entry(before.id, paper))
        ids.add(before.id)
    return after, ids
