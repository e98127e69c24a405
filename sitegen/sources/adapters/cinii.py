"""CiNii Research: the JSON-LD of its OpenSearch.

Source: https://support.nii.ac.jp/en/cir/r_opensearch
"""

from __future__ import annotations

from typing import Final

from sitegen.sources.shapes import Paths, Shape

_FIELDS: Final[Paths] = {
    "title": ("title", "dc:title"),
    "abstract": ("description", "dc:description"),
    "authors": "dc:creator",
    "date": ("prism:publicationDate", "dc:date"),
    "venue": "prism:publicationName",
    "volume": "prism:volume",
    "issue": "prism:number",
    "first_page": "prism:startingPage",
    "last_page": "prism:endingPage",
    "doi": ("dc:identifier[@type=cir:DOI].@value", "prism:doi"),
    "url": "link.@id",
    "keywords": "dc:subject",
    "language": "dc:language",
}

SHAPES: Final = tuple(
    Shape(
        ("@type", key, "title"),
        _FIELDS,
        name_order="inverted",
        ignored=("@type", "@id", "rdfs:seeAlso", "dc:publisher", "dc:source"),
    )
    for key in ("dc:creator", "prism:publicationName", "prism:publicationDate", "rdfs:seeAlso")
)
