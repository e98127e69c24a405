"""Papers with Code: its dumps and its API.

Source: https://github.com/paperswithcode/paperswithcode-data
"""

from __future__ import annotations

import re
from typing import Any, Final

from sitegen.sources.shapes import Paths, Shape

#: The month after the year in "NeurIPS 2018 12" and "neurips-2018-12".
_MONTH: Final = re.compile(r"(?<=[ -]\d{4})[ -]\d{1,2}$")


def _mend(_record: dict[str, Any], fields: dict[str, Any]) -> None:
    venue = fields.get("venue")
    if isinstance(venue, str):
        fields["venue"] = _MONTH.sub("", venue).replace("-", " ")


_FIELDS: Final[Paths] = {
    "title": ("title", "paper_title"),
    "abstract": ("abstract", "short_abstract"),
    "authors": "authors",
    "date": ("date", "published"),
    "venue": ("proceeding", "conference"),
    "arxiv_id": ("arxiv_id", "paper_arxiv_id"),
    "url": ("url_abs", "paper_url_abs", "conference_url_abs", "paper_url"),
    "pdf": ("url_pdf", "paper_url_pdf", "conference_url_pdf"),
    "code": ("repo_url", "code_links[].url"),
    "keywords": ("tasks[].name", "tasks"),
    "id": "id",
}
_IGNORED: Final = ("methods", "reproduces_paper", "nips_id", "openreview_id", "short_abstract")

#: The dump of methods, of which each names the paper that introduced it.
_METHOD_FIELDS: Final[Paths] = {
    "title": ("source_title", "paper.title"),
    "year": "introduced_year",
    "url": ("source_url", "paper.url"),
    "code": "code_snippet_url",
}

SHAPES: Final = (
    *(
        Shape(signature, _FIELDS, ignored=_IGNORED, mend=_mend)
        for signature in (
            ("url_abs",),
            ("url_pdf", "arxiv_id"),
            ("paper_url", "paper_title"),
            ("paper_url", "proceeding"),
        )
    ),
    Shape(
        ("introduced_year", "source_title", "source_url", "full_name"),
        _METHOD_FIELDS,
        ignored=("name", "full_name", "description", "paper", "url", "collections"),
    ),
)
