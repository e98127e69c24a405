"""What the index of a site's search is made from, by the values of a build."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sitegen.enrich.corpus import KEYWORD, TITLE
from sitegen.pages import by_date, by_title, is_large_collection, load_kinds
from sitegen.search import IndexOptions, Tokens, common_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray

    from sitegen.build.run import Build
    from sitegen.paper import EnrichedPaper


def index_options(build: Build) -> IndexOptions:
    """Return the settings, texts, words and vectors that the index takes."""
    config, papers, table = build.config, build.papers, build.venues_file.table
    years = [paper.entry.paper.year for paper in papers if paper.entry.paper.year]
    return IndexOptions(
        by_title=[paper.entry.url for paper in by_title(papers)],
        texts={} if config.pages.fulltext else _full_texts(papers),
        words=_words(build),
        tokens=_tokens(build),
        vectors=_vectors(build),
        venues=Counter(table.label_of(p.entry.paper.venue) for p in papers if p.entry.paper.venue),
        venue_table=table,
        withheld=sorted(build.taken_down | build.authors_file.rules.untraced),
        years=(min(years), max(years)) if years else None,
        offline=config.search.offline,
        packed=config.search.packed,
        is_large=is_large_collection(len(papers)),
        jobs=build.request.jobs,
        engine=build.engine,
    )


def searchable_urls(build: Build) -> list[str]:
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


def _words(build: Build) -> list[str]:
    """Return the words of titles and abstracts, which ``enrich`` has split."""
    corpus = build.enrichment.corpus
    is_prose = corpus.field != KEYWORD
    return common_words(corpus.words, corpus.word[is_prose], corpus.paper[is_prose])


def _tokens(build: Build) -> Tokens:
    """Return the words of the papers for the index of words; ``enrich`` has split the texts."""
    corpus = build.enrichment.corpus
    entries = build.enrichment.entries
    papers = [entry.paper for entry in entries]
    return Tokens(
        words=corpus.words,
        word=corpus.word,
        paper=corpus.paper,
        is_title=corpus.field == TITLE,
        urls=[entry.url for entry in entries],
        names=[
            (
                *(author.name for author in paper.authors),
                *filter(None, (paper.venue, str(paper.year or ""), paper.status)),
            )
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
