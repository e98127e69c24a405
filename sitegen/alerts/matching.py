"""Which papers of a collection an alert finds."""

from __future__ import annotations

from collections import Counter
from functools import cache, cached_property
from typing import TYPE_CHECKING

import numpy as np

from sitegen.alerts.fields import FieldReader, Reading
from sitegen.alerts.query import (
    Query,
    is_selective,
    is_sentence,
    parse_query,
    read_identifier,
)
from sitegen.alerts.query_words import read_query_words
from sitegen.alerts.subjects import Subject
from sitegen.alerts.texts import PaperWords
from sitegen.enrich.corpus import read_corpus
from sitegen.enrich.related.static import encode_papers, unit_rows
from sitegen.enrich.scientific_english import phrases_of
from sitegen.identifiers import fold_diacritics, parse_orcid, tag_slug
from sitegen.locale import N_, texts_of
from sitegen.news import ALERT_FOLDER, Alert
from sitegen.paper import Paper
from sitegen.search.question_words import question_words
from sitegen.search.venues import list_venues
from sitegen.search.word_index import stemmer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from sitegen.config.digest import AlertSettings
    from sitegen.enrich import Enrichment
    from sitegen.enrich.scientific_english import PhraseTable
    from sitegen.locale import Texts
    from sitegen.paper import EnrichedPaper, Tag
    from sitegen.venues import VenueTable

    #: Returns whether a paper matches.
    Test = Callable[[PaperWords], bool]


class Matcher:
    """Finds the papers of alerts in one collection.

    A paper must match the query, and have one of the topics, one of the authors and one of the
    venues, as far as an alert names any. A query must be matched by all its words, as the first
    results of the search are; a sentence or a question is also compared by meaning.
    """

    def __init__(self, enrichment: Enrichment, language: str, venues: VenueTable) -> None:
        self._enrichment = enrichment
        self._venue_table = venues
        self._language = language
        self._stem = cache(stemmer(language))
        self._words = read_query_words(texts_of(language))
        self._papers = [PaperWords(paper, self._stem) for paper in enrichment.papers]

    def find(self, settings: AlertSettings) -> tuple[str, ...]:
        """Return the ids of the papers that an alert finds, in the order of the collection."""
        # The cheapest first: most papers fail there, and their words are not split.
        tests: list[Test] = [*self._facet_tests(settings)]
        if settings.query.strip():
            tests.append(self._query_test(settings.query, settings.closeness))
        return tuple(
            paper.enriched.entry.id for paper in self._papers if all(test(paper) for test in tests)
        )

    # ---- Facets ---------------------------------------------------------------------------------

    def _facet_tests(self, settings: AlertSettings) -> Iterator[Test]:
        topics = {fold_diacritics(name) for name in settings.topics}
        authors = {parse_orcid(name) or fold_diacritics(name) for name in settings.authors}
        venues = {self._venue_key(name) for name in settings.venues}
        if topics:
            yield lambda paper: any(topics & _tag_names(tag) for tag in paper.enriched.tags)
        if authors:
            yield lambda paper: any(
                {author.orcid or "", fold_diacritics(author.name)} & authors
                for author in paper.enriched.entry.paper.authors
            )
        if venues:
            yield lambda paper: self._venue_key(paper.enriched.entry.paper.venue or "") in venues

    def _venue_key(self, name: str) -> object:
        """Return what venues are compared by: the table's, or else the printed name."""
        return (name and self._venue_table.find(name)) or fold_diacritics(name)

    # ---- Queries --------------------------------------------------------------------------------

    def _query_test(self, text: str, closeness: float) -> Test:
        if identifier := read_identifier(text):
            return lambda paper: identifier in _identifiers(paper.enriched)
        reading = self._fields.read(text)
        if reading is None:
            return self._text_test(text, closeness)
        rest, title = self._text_test(reading.rest, closeness), self._title_test(parse_query(text))
        all_words = self._words_test(parse_query(text))
        return lambda paper: (
            (self._has_fields(paper.enriched, reading) and rest(paper))
            or (
                # A title may have a year or a venue in it.
                title(paper) and all_words(paper)
            )
        )

    def _text_test(self, text: str, closeness: float) -> Test:
        """Return a test for the words of a query, or for the meaning of a sentence."""
        query = parse_query(text)
        if not is_sentence(text, self._words) or query.phrases:
            return self._words_test(query)
        subject = Subject(query.words, self._papers, self._stem, self._language, self._table)
        close, excluded = self._close_ids(subject, closeness), self._excluded_test(query)
        return lambda paper: (
            (
                subject.is_in(paper)
                or (paper.enriched.entry.id in close and subject.is_mostly_in(paper))
            )
            and not excluded(paper)
        )

    def _words_test(self, query: Query) -> Test:
        """Return a test for all words and phrases of a query, and none of the excluded ones."""
        words = [word for word in query.words if is_selective(word, self._words)]
        starts = {self._stem(part) for word in words for part in question_words(word)}
        rows = [self._row(phrase) for phrase in query.phrases]
        if not words and not rows and query.words:
            # Stop words and nothing else are a phrase: "to be or not".
            rows = [self._row(" ".join(query.words))]
        excluded = self._excluded_test(query)
        return lambda paper: (
            all(map(paper.has_start, starts))
            and all(map(paper.has_row, rows))
            and not excluded(paper)
        )

    def _excluded_test(self, query: Query) -> Test:
        rows = [row for row in map(self._row, query.excluded) if row]
        return lambda paper: any(map(paper.has_row, rows))

    def _title_test(self, query: Query) -> Test:
        words = {
            self._stem(part)
            for word in query.words
            if is_selective(word, self._words)
            for part in question_words(word)
        }
        return lambda paper: words <= paper.title

    def _row(self, phrase: str) -> tuple[str, ...]:
        return tuple(map(self._stem, question_words(phrase)))

    @cached_property
    def _fields(self) -> FieldReader:
        papers = [paper.enriched.entry.paper for paper in self._papers]
        # As in the search page's index: all names of a venue are one.
        label_of = self._venue_table.label_of
        counts = Counter(label_of(paper.venue) for paper in papers if paper.venue)
        years = [paper.year for paper in papers if paper.year]
        return FieldReader(
            list_venues(counts, self._venue_table),
            (min(years), max(years)) if years else None,
            self._count,
            self._words,
        )

    def _has_fields(self, enriched: EnrichedPaper, reading: Reading) -> bool:
        paper = enriched.entry.paper
        label = self._venue_table.label_of(paper.venue or "")
        has_venue = not reading.venues or label in reading.venues
        return has_venue and (not reading.years or paper.year in reading.years)

    def _count(self, typed: str) -> int:
        """Return how many papers have a word."""
        stems = self._row(typed)
        return sum(paper.stems.issuperset(stems) for paper in self._papers)

    @cached_property
    def _table(self) -> PhraseTable:
        return phrases_of(self._enrichment.corpus)

    # ---- Meaning --------------------------------------------------------------------------------

    def _close_ids(self, subject: Subject, closeness: float) -> frozenset[str]:
        """Return the ids of the papers whose title and abstract mean what a subject does."""
        words = " ".join(word.text for word in subject.words)
        vector = unit_rows(encode_papers(read_corpus([Paper(words)]))[0])[0]
        cosines = self._unit_vectors @ vector
        entries = self._enrichment.entries
        return frozenset(entries[index].id for index in np.flatnonzero(cosines >= closeness))

    @cached_property
    def _unit_vectors(self) -> NDArray[np.float32]:
        return unit_rows(self._enrichment.vectors)


def find_alerts(
    settings: Sequence[AlertSettings], enrichment: Enrichment, language: str, venues: VenueTable
) -> tuple[Alert, ...]:
    """Return the alerts of the settings with the papers that they find.

    Args:
        settings: of each alert.
        enrichment: the collection.
        language: of the site, ISO 639-1.
        venues: the names of venues.
    """
    texts = texts_of(language)
    matcher = Matcher(enrichment, language, venues) if settings else None
    return tuple(
        Alert(
            values.name.strip(),
            f"{ALERT_FOLDER}/{tag_slug(values.name)}",
            _describe(values, texts),
            matcher.find(values),
        )
        for values in settings
        if matcher
    )


def _describe(settings: AlertSettings, texts: Texts) -> str:
    """Return what an alert looks for, for readers."""
    query = settings.query.strip()
    parts = [texts.gettext(N_("“%(query)s”"), query=query)] if query else []
    for message, values in (
        (N_("topic %(names)s"), settings.topics),
        (N_("by %(names)s"), settings.authors),
        (N_("in %(names)s"), settings.venues),
    ):
        if values:
            parts.append(texts.gettext(message, names=texts.gettext(" or ").join(values)))
    return ", ".join(parts)


def _tag_names(tag: Tag) -> set[str]:
    return {fold_diacritics(name) for name in (tag.slug, tag.name, *tag.also)}


def _identifiers(enriched: EnrichedPaper) -> set[str]:
    paper = enriched.entry.paper
    return {(paper.arxiv_id or "").lower(), (paper.doi or "").lower()} - {""}
