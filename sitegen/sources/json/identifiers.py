"""Find the DOI and the arXiv id in an object's list, or object, of identifiers.

Programs that no shape describes write ``"identifier": [{"type": "doi", "id": "10.1000/a"}]``,
``"ids": {"DOI": "10.1000/a"}`` or ``"identifiers": ["doi:10.1000/a", "arXiv:1706.03762"]``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sitegen.identifiers import parse_arxiv_id, parse_doi

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: Keys, as letters, of what identifies the record itself: "related identifiers" are other works'.
_KEYS: Final = frozenset(
    {
        "identifier", "identifiers", "id", "ids", "externalid", "externalids", "articleid",
        "articleids", "externalidentifiers", "persistentidentifiers", "alternateidentifiers", "pid",
        "pids",
    }
)  # fmt: skip
_TYPE_KEYS: Final = ("type", "scheme", "idtype", "identifierType", "id_type", "pidType", "name")
_VALUE_KEYS: Final = ("id", "value", "identifier", "content", "#text", "$")
_PARSERS: Final = {"doi": parse_doi, "arxiv": parse_arxiv_id, "arxivid": parse_arxiv_id}
_FIELDS: Final = {"doi": "doi", "arxiv": "arxiv_id", "arxivid": "arxiv_id"}
_MAX_ITEMS: Final = 100
_MAX_CHARS: Final = 1_000


def nested_identifiers(value: Mapping[str, Any]) -> dict[str, str]:
    """Return the fields "doi" and "arxiv_id" as far as identifiers of an object hold them."""
    fields: dict[str, str] = {}
    for key, item in value.items():
        if isinstance(item, dict | list) and _letters(key) in _KEYS:
            for kind, text in _pairs(item):
                number = _PARSERS[kind](text[:_MAX_CHARS])
                if number:
                    fields.setdefault(_FIELDS[kind], number)
    return fields


def _pairs(item: dict[str, Any] | list[Any]) -> Iterator[tuple[str, str]]:
    """Yield (kind, text) of the identifiers whose kind is known."""
    for part in item[:_MAX_ITEMS] if isinstance(item, list) else [item]:
        if isinstance(part, str):
            # A text says what it is: "doi:10.1000/a", "https://arxiv.org/abs/1706.03762".
            start = part[:_MAX_CHARS].lower()
            if "arxiv" in start:
                yield "arxiv", part
            elif start.startswith(("10.", "doi:", "http://", "https://")):
                yield "doi", part
        elif isinstance(part, dict):
            yield from _object_pairs(part)


def _object_pairs(part: dict[str, Any]) -> Iterator[tuple[str, str]]:
    kinds = [part[key] for key in _TYPE_KEYS if isinstance(part.get(key), str)]
    texts = [part[key] for key in _VALUE_KEYS if isinstance(part.get(key), str)]
    for kind in map(_letters, kinds):
        if kind in _PARSERS and texts:
            yield kind, texts[0]
            return
    for key, value in part.items():
        text = value.get("identifier") or value.get("value") if isinstance(value, dict) else value
        if _letters(key) in _PARSERS and isinstance(text, str):
            yield _letters(key), text


def _letters(key: str) -> str:
    """Reduce ``externalIds`` and "external-ids" to "externalids"."""
    return "".join(c for c in key[:40].lower() if c.isalnum())
