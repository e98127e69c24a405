"""View models of the templates: frozen values made from enriched papers.

Text that a template prints is either ``Markdown``, which is ready for the page, or a plain string,
which the template environment escapes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from sitegen.citation.bibtex import format_bibtex
from sitegen.citation.links import URL_KINDS
from sitegen.errors import shorten
from sitegen.identifiers import fold_diacritics, has_undecomposable_letter, match_key
from sitegen.locale import ENGLISH, N_, isolate
from sitegen.pages.cite import format_from_metadata
from sitegen.pages.contribution import contribution
from sitegen.pages.escape import Markdown
from sitegen.pages.inline import excerpt, plain_text, render_inline, render_with_links
from sitegen.pages.linked_data import json_ld, typed_links
from sitegen.pages.links import ExternalLink, external_links, is_same_host, license_link
from sitegen.pages.metadata import head_metadata
from sitegen.pages.notes import note_markdown, note_text
from sitegen.pages.parsed import (
    AuthorView,
    ReferenceView,
    author_views,
    reference_views,
)
from sitegen.pages.status import marked_title, status_sentence
from sitegen.text.formulas import Formula, split_formulas
from sitegen.text.language import detect_language, is_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sitegen.locale import Texts
    from sitegen.pages.keyed import SiteFacts
    from sitegen.pages.paper_inputs import PaperInputs, RelatedSlice
    from sitegen.pages.slices import Slice
    from sitegen.paper import Paper, Tag

#: Length of a page's description; search engines show no more.
_MAX_DESCRIPTION_CHARS: Final = 160
_MAX_SHARED_AUTHORS: Final = 2
#: Venues have up to a hundred letters.
_MAX_VENUE_CHARS: Final = 40
#: Papers of one group that are nearer in time are contemporary.
_MIN_YEARS_APART: Final = 2
#: What the first thing of a reason is to both papers.
_REASON_LABELS: Final = {
    "problem": N_("Same problem"), "data": N_("Same data"), "method": N_("Same method"),
    "contrast": N_("Contrast"), "topic": N_("Same topic"), "topics": N_("Same topics"),
}  # fmt: skip
#: Kinds of links that lead to the paper itself; without one, the page offers searches elsewhere.
_SOURCE_KINDS: Final = frozenset({"arxiv", "doi", "pdf", "source"})


@dataclass(frozen=True, slots=True)
class PaperSummary:
    """The part of a paper that other papers' pages show.

    Attributes:
        is_contribution_shared: whether the contribution is plain text, which scripts read from a
            file that pages share.
    """

    id: str
    title: Markdown
    contribution: Markdown
    is_contribution_shared: bool
    byline: str
    language: str
    year: int | None


@dataclass(frozen=True, slots=True)
class RelatedRow:
    """A related paper and the reasons why it is listed.

    Attributes:
        paper: the related paper.
        label: what the things are to both papers, such as "Same method", or "".
        things: what the papers share; empty if there is nothing specific.
        group: the shared authors and the distance in years, or "".
        citation: whether one paper cites the other, or "".
    """

    paper: PaperSummary
    label: str
    things: str
    group: str = ""
    citation: str = ""


@dataclass(frozen=True, slots=True)
class PaperView:
    """Everything that a paper's page shows.

    Attributes:
        venue: by which name filters know the paper's venue, if it is another one.
        status: sentence on what became of the paper, or empty.
        plain_title: the title without markup, for attributes and front matter.
        plain_authors: see the function of this name.
        other_topic_names: words for search alone, see ``match_keys_of_aliases`` and
            ``match_keys_of_formulas``.
        has_source: True if a link leads to the paper itself.
        bibtex: the entry, or empty if the page's script can write it from ``citation``.
        citation: the metadata in the page's head, by the theme's names.
        cited_by: the papers that cite it, without its follow-ups.
        is_isolated: True if nothing is close to the paper, in a collection with related papers.
    """

    id: str
    paper: Paper
    venue: str
    title: Markdown
    status: str
    plain_title: str
    language: str
    date: str
    plain_authors: str
    other_topic_names: str
    links: tuple[ExternalLink, ...]
    license: ExternalLink | None
    has_source: bool
    abstract: Markdown
    tags: tuple[Tag, ...]
    related: tuple[RelatedRow, ...]
    is_isolated: bool
    previous: PaperSummary | None
    next: PaperSummary | None
    note: Markdown
    authors: tuple[AuthorView, ...]
    affiliations: tuple[str, ...]
    references: tuple[ReferenceView, ...]
    cites: tuple[PaperSummary, ...]
    cited_by: tuple[PaperSummary, ...]
    follow_ups: tuple[PaperSummary, ...]
    bibkey: str
    bibtex: str
    citation: Mapping[str, Any]


class Summaries:
    """Summaries of papers: about ten other pages show one, so its markup is rendered once."""

    def __init__(self, texts: Texts = ENGLISH) -> None:
        """Take over the texts of the interface."""
        self.texts = texts
        self._cache: dict[bytes, PaperSummary] = {}

    def summary(self, paper: Slice) -> PaperSummary:
        """Return the summary of a paper."""
        # It shows no topics: the paper itself and what other pages list of it have one summary.
        summary = self._cache.get(paper.bare_digest)
        if summary is None:
            summary = self._cache[paper.bare_digest] = _summarize(paper, self.texts)
        return summary


def _summarize(paper: Slice, texts: Texts) -> PaperSummary:
    values = paper.entry.paper
    sentence = contribution_of(values)
    return PaperSummary(
        paper.entry.id, render_inline(marked_title(values, texts)), render_inline(sentence),
        is_plain(sentence), _short_byline(values, paper.venue, texts), language_of(values),
        values.year,
    )  # fmt: skip


def paper_view(inputs: PaperInputs, summaries: Summaries) -> PaperView:
    """Return the view of a paper."""
    enriched, summary, texts = inputs.paper.enriched, summaries.summary, summaries.texts
    paper, paper_id = enriched.entry.paper, enriched.entry.id
    # The PDF first: it is what most readers want.
    links = tuple(sorted(external_links(paper, texts), key=lambda link: link.kind != "pdf"))
    authors, affiliations = author_views(paper)
    search_words = (match_keys_of_aliases(enriched.tags), match_keys_of_formulas(paper.title))
    date, bibtex = paper.issued, format_bibtex(paper, inputs.bibkey)
    citation = head_metadata(paper, date, links)
    # What the page's script finds.
    url = next((link.url for kind in URL_KINDS for link in links if link.kind == kind), "")
    return PaperView(
        id=paper_id,
        paper=paper,
        venue=inputs.paper.venue if inputs.paper.venue != paper.venue else "",
        title=render_inline(marked_title(paper, texts), in_heading=True),
        status=status_sentence(paper, texts),
        plain_title=plain_text(paper.title),
        language=summary(inputs.paper).language,
        date=date,
        plain_authors=plain_authors(paper),
        other_topic_names=" ".join(filter(None, search_words)),
        links=links,
        license=license_link(paper, texts),
        # Links to code or models are no way to the paper.
        has_source=any(link.kind in _SOURCE_KINDS for link in links),
        abstract=render_with_links(paper.abstract),
        tags=enriched.tags,
        related=tuple(_related_row(related, inputs, summaries) for related in inputs.related),
        is_isolated=inputs.has_related and not inputs.related,
        previous=summary(inputs.previous) if inputs.previous else None,
        next=summary(inputs.next) if inputs.next else None,
        note=note_markdown(paper.note) if paper.note else Markdown(),
        authors=authors,
        affiliations=affiliations,
        references=reference_views(paper, inputs.references),
        cites=tuple(map(summary, inputs.cites)),
        cited_by=tuple(summary(p) for p in inputs.cited_by if p not in inputs.follow_ups),
        follow_ups=tuple(map(summary, inputs.follow_ups)),
        bibkey=inputs.bibkey,
        bibtex="" if bibtex == format_from_metadata(inputs.bibkey, citation, url) else bibtex,
        citation=citation,
    )


def language_of(paper: Paper) -> str:
    """Return the language of a paper's title and abstract as an ISO 639-1 code, or empty.

    A language that is detected outweighs the one that the source states.
    """
    return detect_language(f"{paper.title} {paper.abstract}") or paper.language or ""


def plain_authors(paper: Paper) -> str:
    """Return the names that hold letters such as "ø" or "ß", spelt with ASCII letters.

    Pagefind folds accents itself ("é" to "e"), but not letters that have no combining mark.
    """
    names = (author.name for author in paper.authors)
    return " ".join(fold_diacritics(name) for name in names if has_undecomposable_letter(name))


def match_keys_of_aliases(tags: Iterable[Tag]) -> str:
    """Return the match keys of the words of tags' aliases, for search alone."""
    # Word by word: Pagefind indexes words, and a match key holds no blank.
    names = " ".join(name for tag in tags for name in tag.also)
    return " ".join(word for part in names.split() if (word := match_key(part)))


def match_keys_of_formulas(text: str) -> str:
    """Return the match keys of a text's formulas as typed in TeX, for search alone.

    A search for "ell_1" then finds the title that shows "ℓ₁".
    """
    if "$" not in text:
        return ""
    formulas = (part.tex for part in split_formulas(text) if isinstance(part, Formula))
    return " ".join(word for tex in formulas for part in tex.split() if (word := match_key(part)))


# The pages of each topic, author and year sort papers by title.
@lru_cache(maxsize=1 << 17)
def sort_key(title: str) -> str:
    """Return the key that titles sort by: casefolded letters and digits, and single blanks."""
    words = (match_key(word) for word in title.split())
    return " ".join(word for word in words if word)


def _related_row(related: RelatedSlice, inputs: PaperInputs, summaries: Summaries) -> RelatedRow:
    related_id = related.paper.entry.id
    # Two papers may cite each other; what this paper says of the other comes first.
    is_cited = any(paper.entry.id == related_id for paper in inputs.cites)
    is_citing = any(paper.entry.id == related_id for paper in inputs.cited_by)
    summary = summaries.summary(related.paper)
    texts = summaries.texts
    citation = N_("cited here") if is_cited else N_("cites this paper") if is_citing else ""
    return RelatedRow(
        citation=texts.gettext(citation),
        paper=summary,
        label=_reason_label(related.why[0].kind, texts) if related.why else "",
        things=", ".join(isolate(reason.text) for reason in related.why),
        group=_shared_group(related.authors, inputs.paper.entry.paper.year, summary.year, texts),
    )


def _reason_label(kind: str, texts: Texts) -> str:
    """Return what the first thing of a reason is to both papers; empty for other kinds."""
    if kind == "bridge":
        return texts.pgettext("reason", "Close")
    return texts.gettext(_REASON_LABELS.get(kind, ""))


def contribution_of(paper: Paper) -> str:
    """Return the sentence that says what a paper does, or an empty string."""
    return contribution(paper.abstract or note_text(paper.note))


def is_plain(text: str) -> bool:
    """Return whether a text has no TeX, so that a script can put it into a page as text."""
    return "$" not in text and "\\" not in text


def without_year(venue: str, issued: str) -> str:
    """Return a paper's date, but for a year that its venue's name ends with: "IPC 2014"."""
    return "" if issued and venue.endswith(f" {issued}") else issued


def _short_byline(paper: Paper, venue: str, texts: Texts) -> str:
    """Return "First author et al. · ICLR 2018", without what is not known.

    A long venue is cut, not the year.
    """
    author = isolate(paper.authors[0].name) if paper.authors else ""
    who = texts.gettext("%(author)s et al.", author=author) if len(paper.authors) > 1 else author
    year = without_year(venue, str(paper.year or ""))
    when = " ".join(filter(None, (isolate(excerpt(venue, _MAX_VENUE_CHARS)), year)))
    return " · ".join(filter(None, (who, when)))


def _shared_group(
    authors: Sequence[str], year: int | None, other_year: int | None, texts: Texts
) -> str:
    """Return "Same group (Nieto, Siegwart), 2 years later", or "" without shared authors."""
    if not authors:
        return ""
    names = ", ".join(isolate(name.split()[-1]) for name in authors[:_MAX_SHARED_AUTHORS])
    message = N_("Same author (%(names)s)") if len(authors) == 1 else N_("Same group (%(names)s)")
    group = texts.gettext(message, names=names)
    gap = (other_year or 0) - (year or 0) if year and other_year else 0
    if abs(gap) < _MIN_YEARS_APART:
        return group
    later = N_("%(group)s, %(years)s years later")
    earlier = N_("%(group)s, %(years)s years earlier")
    return texts.gettext(later if gap > 0 else earlier, group=group, years=abs(gap))


def front_matter(view: PaperView, site: SiteFacts) -> dict[str, Any]:
    """Return the values that the theme's templates read: title, description, kind, citation."""
    paper, is_publisher = view.paper, site.role == "publisher"
    citation = dict(view.citation)
    if is_publisher and not is_same_host(citation.get("pdf", ""), site.url):
        # Google Scholar ignores papers whose file is on another host; Zotero follows it there.
        citation.pop("pdf", None)
    if view.language != site.language and is_language(view.language):
        # Without it, Zotero takes the language of the page's document.
        citation["language"] = view.language
    front = {
        "title": view.plain_title,
        "description": shorten(plain_text(paper.abstract), _MAX_DESCRIPTION_CHARS)
        or view.plain_title,
        "kind": "paper",
        "citation": citation,
        "linked_data": json_ld(paper, is_publisher=is_publisher),
        "links": typed_links(paper, is_publisher=is_publisher),
        # For the preload of the font of formulas.
        "math": "<math" in f"{view.title}{view.abstract}",
    }
    return {name: value for name, value in front.items() if value}
