"""Names that programs and people give to a paper's fields: pure data for ``fields``."""

from __future__ import annotations

from typing import Final

#: Our field -> its synonyms, best first: the first one with a value wins. Sources: the exports of
#: Scopus, Web of Science, Zotero, OpenReview, Semantic Scholar and Hugging Face.
SYNONYMS: Final[dict[str, tuple[str, ...]]] = {
    "title": ("title", "article title", "paper title", "document title", "name"),
    "abstract": ("abstract", "summary", "abstract note", "description", "tldr"),
    "authors": ("author_details", "author full names", "authors", "author", "author names",
                "creators", "creator"),
    "year": ("year", "publication year", "pub year", "py"),
    "date": ("date", "published", "publishedAt", "publication date", "submitted on daily at"),
    "venue": ("venue", "journal", "booktitle", "conference", "source title", "publication title",
              "conference name", "journal title"),
    "doi": ("doi",),
    "arxiv_id": ("arxiv_id", "arxiv", "eprint"),
    "keywords": ("keywords", "author keywords", "keyword", "categories", "subjects", "manual tags",
                 "tags"),
    "url": ("url", "link", "html url", "permalink", "urls"),
    "pdf": ("pdf", "pdf url", "pdf link"),
    "code": ("code", "code url", "github", "github repo", "repository", "repo"),
    "upvotes": ("upvotes", "votes"),
    "language": ("language", "lang", "langid", "language of original document"),
    "sections": ("sections",),
    "references": ("references",),
    "note": ("curator_note",),
    "id": ("id", "paper id", "corpus id", "key"),
}  # fmt: skip
