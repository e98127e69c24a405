"""One run of the pipeline: its request, and the values that its stages hand on."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sitegen.build.report import Report
from sitegen.config import AuthorsFile, KeysFile, VenuesFile
from sitegen.errors import BuildError
from sitegen.render import UserContent
from sitegen.state import State
from sitegen.work import LOCAL
from sitegen.workspace.runtime import gc_frozen, return_memory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from sitegen.build.inputs import Request
    from sitegen.collection import Collection
    from sitegen.config import Config, TagsFile
    from sitegen.enrich import Enrichment
    from sitegen.paper import Download, EnrichedPaper
    from sitegen.render import Rendered
    from sitegen.render.documents import PageEntry
    from sitegen.sources import ReadResult
    from sitegen.work import Engine

    #: Called with a stage's name when it starts, and with sentences on how far a long one is.
    Progress = Callable[[str], None]
    #: A name, and a function that returns its part of the report.
    Stage = tuple[str, Callable[["Build"], Report]]


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
        engine: computes the chunks of steps.
        authors_file: the curator's authors.
        venues_file: the curator's venues.
        keys_file: citation keys that papers have for good.
        state: what earlier builds recorded, or, if the settings say so, this one.
        state_hash: hash of the files of the state.
        report: the parts of the stages that have run.
        downloads: the bulk files.
        taken_down: ids of papers that are in a source and must be named nowhere.
    """

    request: Request
    config: Config
    tags_file: TagsFile
    progress: Progress
    output: Path | None = None
    workspace: Path | None = None
    engine: Engine = LOCAL
    authors_file: AuthorsFile = field(default_factory=AuthorsFile)
    venues_file: VenuesFile = field(default_factory=VenuesFile)
    keys_file: KeysFile = field(default_factory=KeysFile)
    state: State = field(default_factory=State)
    state_hash: str = ""
    report: Report = field(default_factory=Report)
    reading: ReadResult = field(init=False)
    collection: Collection = field(init=False)
    enrichment: Enrichment = field(init=False)
    manifest: dict[str, PageEntry] = field(init=False)
    rendered: Rendered = field(init=False)
    downloads: tuple[Download, ...] = ()
    taken_down: frozenset[str] = frozenset()

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
            with gc_frozen():
                self.report.add(stage(self))
            return_memory()
            self.report.seconds[name] = time.perf_counter() - start
        return self.report
