"""HAL's search API.

Source: https://api.archives-ouvertes.fr/docs/search/?schema=fields
"""

from __future__ import annotations

from typing import Any, Final

from sitegen.sources.shapes import Paths, Shape, text_in


def _mend(record: dict[str, Any], fields: dict[str, Any]) -> None:
    subtitle, title = text_in(record.get("subTitle_s")), fields.get("title")
    if isinstance(subtitle, str) and isinstance(title, str):
        fields["title"] = f"{title.rstrip(' :')}: {subtitle}"


_FIELDS: Final[Paths] = {
    "title": ("title_s", "en_title_s", "fr_title_s"),
    "abstract": ("abstract_s", "en_abstract_s", "fr_abstract_s"),
    "authors": ("authFullName_s", "authLastNameFirstName_s", "authQuality_s"),
    "year": ("publicationDateY_i", "producedDateY_i"),
    "date": ("publicationDate_s", "producedDate_s", "publicationDate_tdate", "producedDate_tdate"),
    "venue": ("journalTitle_s", "conferenceTitle_s", "bookTitle_s"),
    "doi": "doiId_s",
    "arxiv_id": "arxivId_s",
    "url": "uri_s",
    "pdf": ("fileMain_s", "files_s"),
    "code": "softCodeRepository_s",
    "keywords": ("keyword_s", "en_keyword_s", "fr_keyword_s"),
    "language": "language_s",
    "id": "halId_s",
    "kind": "docType_s",
    "license": "licence_s",
    "publisher": "publisher_s",
    "isbn": "isbn_s",
    "issn": "journalIssn_s",
    "volume": "volume_s",
    "issue": "issue_s",
    "pages": "page_s",
}
_IGNORED: Final = (
    "authLastName_s",
    "authFirstName_s",
    "authIdHal_s",
    "authOrganism_s",
    "subTitle_s",
    "label_s",
    "docid",
    "authFullName_t",
    "authId_i",
)

SHAPES: Final = tuple(
    Shape((key,), _FIELDS, ignored=_IGNORED, mend=_mend)
    for key in ("title_s", "en_title_s", "fr_title_s", "authFullName_s")
)
