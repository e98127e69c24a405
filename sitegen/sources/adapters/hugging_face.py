"""Hugging Face's daily papers: entries of its API, and archives that people keep of them.

Source: https://huggingface.co/docs/hub/api
"""

from __future__ import annotations

from typing import Any, Final

from sitegen.identifiers import parse_arxiv_id
from sitegen.sources.shapes import Paths, Shape


def _mend(record: dict[str, Any], fields: dict[str, Any]) -> None:
    authors = fields.get("authors")
    if isinstance(authors, list):
        # Authors that are marked as hidden don't stand on the paper's page either.
        fields["authors"] = [a for a in authors if not (isinstance(a, dict) and a.get("hidden"))]
    paper_id = record.get("id")
    if isinstance(paper_id, str) and parse_arxiv_id(paper_id):
        fields["url"] = f"https://huggingface.co/papers/{paper_id}"
        fields.pop("id", None)
    elif isinstance(paper_id, str):
        fields["arxiv_id"] = None


def _mend_archive(record: dict[str, Any], fields: dict[str, Any]) -> None:
    """Leave out the day of the list: a paper of any age may be on it, and the id has its year."""
    paper_id = fields.get("arxiv_id")
    if not (isinstance(paper_id, str) and parse_arxiv_id(paper_id)):
        fields.setdefault("date", record.get("date"))


_FIELDS: Final[Paths] = {
    "title": "title",
    "abstract": "summary",
    "authors": "authors",
    "date": "publishedAt",
    "arxiv_id": "id",
    "url": "projectPage",
    "code": "githubRepo",
    "keywords": "ai_keywords",
    "upvotes": "upvotes",
    "id": "id",
}
_IGNORED: Final = (
    "submittedBy",
    "submittedOnDailyAt",
    "submittedOnDailyBy",
    "mediaUrls",
    "thumbnail",
    "discussionId",
    "ai_summary",
    "numComments",
    "organization",
    "paper",
)
_ARCHIVE_FIELDS: Final[Paths] = {
    "title": "title",
    "abstract": ("abstract", "summary", "summary_en"),
    "authors": "authors",
    "date": ("published_at", "publishedAt", "published", "published_date"),
    "arxiv_id": ("arxiv_id", "arxivId", "paper_id", "id"),
    "url": ("hf_url", "huggingface_url", "arxiv_url", "project_page", "project_url", "url"),
    "pdf": ("arxiv_pdf_url", "pdf_url"),
    "code": ("github_url", "github_repo", "github", "code_url"),
    "keywords": ("keywords", "ai_keywords", "tags"),
    "upvotes": ("upvotes", "votes"),
}
_ARCHIVE_IGNORED: Final = (
    "date",
    "id",
    "summary",
    "summary_en",
    "summary_zh",
    "fetched_at",
    "paper_id",
)

SHAPES: Final = (
    Shape(("upvotes", "summary"), _FIELDS, ignored=_IGNORED, mend=_mend),
    *(
        Shape((key, "title"), _ARCHIVE_FIELDS, ignored=_ARCHIVE_IGNORED, mend=_mend_archive)
        for key in ("hf_url", "huggingface_url", "arxiv_url", "arxiv_pdf_url")
    ),
)
