"""Map the objects of JSON, and the rows of tables, to our named fields.

``adapters`` has the shapes of programs; an object of no known shape has our names, or synonyms of
them, and its values are simplified: the first of several titles, the name of a journal's object.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from sitegen.sources import adapters
from sitegen.sources.field_names import find_synonym
from sitegen.sources.fields import map_columns
from sitegen.sources.json.identifiers import nested_identifiers
from sitegen.sources.json.kinds import foreign_kind
from sitegen.sources.paths import value_at
from sitegen.sources.reading import RecordError
from sitegen.sources.shapes import SCALAR_FIELDS, Shape, apply_shape, scalar_in, text_in
from sitegen.workspace.modules import load_modules

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Keys of a record that another object wraps, such as a citation or a search result.
_WRAPPER_KEYS: Final = (
    "paper", "citingPaper", "citedPaper", "_source", "attributes", "bibjson", "info", "data",
    "metadata", "document", "doc", "record", "article", "work", "work-summary", "publication",
    "item", "node", "fields", "entry", "source", "reference", "bib", "message", "coredata",
)  # fmt: skip
#: Of these, the ones that wrap nothing else.
_CERTAIN_WRAPPER_KEYS: Final = frozenset(
    {"paper", "citingPaper", "citedPaper", "_source", "attributes"}
)
#: Ends of the types of JSON-LD that are works.
_WORK_TYPES: Final = (
    "Article",
    "Book",
    "Thesis",
    "Dataset",
    "SourceCode",
    "SoftwareApplication",
    "CreativeWork",
    "Report",
    "Chapter",
    "Paper",
    "Publication",
    "DigitalDocument",
    "Review",
    "Work",
    "Preprint",
    # CiNii's search results.
    "item",
)
#: Our fields that only a publication has.
_BIBLIOGRAPHIC_FIELDS: Final = frozenset({"authors", "doi", "arxiv_id", "venue"})
#: Names of the abstract that other things have too: "description".
_PLAIN_ABSTRACT: Final = 2
#: Sets of keys in the cache of shapes; files have few, hostile ones as many as records.
_MAX_CACHED_KEYS: Final = 1_000
#: Keys that a message lists, and characters of each.
_MAX_KEYS: Final = 12
_MAX_KEY_CHARS: Final = 40
_candidates_of_keys: dict[tuple[str, ...], tuple[tuple[Shape, tuple[str, ...]], ...]] = {}


def named_fields(value: object) -> Mapping[str, Any]:
    """Return the fields of a JSON object under our names.

    Raises:
        RecordError: the value is not an object.
    """
    return _mapped(value)[0]


def _mapped(value: object) -> tuple[dict[str, Any], Shape | None]:
    """Return the fields of a JSON object under our names, and its shape if it has one.

    Raises:
        RecordError: the value is not an object.
    """
    if not isinstance(value, dict):
        raise RecordError('is not a JSON object; write {"title": …, "abstract": …}')
    if isinstance(value.get("paper"), dict):
        # An entry of the daily papers: {"paper": {…}, "publishedAt": …}. The two empty keys are
        # the shape's signature, which an entry without votes or summary would lack.
        value = {"upvotes": None, "summary": None, **value, **value["paper"]}
    shape = find_shape(value)
    if shape is None and not is_titled(value, strict=False):
        inner = unwrap(value)
        if inner is not value:
            return _mapped(inner)
    return (_simplify(value), None) if shape is None else (apply_shape(shape, value), shape)


def record_fields(value: object, columns: Mapping[str, str]) -> Mapping[str, Any]:
    """Return the fields of a JSON object or a row, with the names that the user gives.

    Args:
        value: the object.
        columns: our field -> the source's; ``metadata.title`` for a field in a nested object.

    Raises:
        RecordError: the value is not an object, or has no title.
    """
    fields, shape = _mapped(value)
    if columns and isinstance(value, dict):
        mapped = dict(map_columns(fields, columns))
        for name, path in columns.items():
            if mapped[name] is None:
                # The user's path is one of the source's own, which a shape may have read already.
                mapped[name] = value_at(value, path)
        fields = mapped
    # The columns that the user names say what the object is.
    kind = foreign_kind(value) if isinstance(value, dict) and not columns else ""
    if kind:
        raise RecordError(f"is {kind}, not a paper; leave it out")
    # Nearly all have a title under this very name, so the search is for the others.
    has_title = fields.get("title") or is_titled(fields, strict=False)
    if not has_title and isinstance(value, dict) and value.keys() >= {"corpusid", "abstract"}:
        raise RecordError(
            "is an abstract of Semantic Scholar without its title; give the papers file of that "
            "data set (papers.jsonl) too"
        )
    # What was found of the value holds of the fields if nothing is renamed, and the records of
    # known programs are no others.
    is_checked = (fields is value or shape is not None) and not columns
    is_other = _has_foreign_type(fields) if is_checked else is_foreign(fields)
    if not has_title or is_other:
        raise RecordError(f"there is no title; give one{keys_note(value)}")
    return fields


def keys_note(value: object) -> str:
    """Return a list of an object's keys for a message, and how to name the title's."""
    keys = list(value) if isinstance(value, dict) else []
    if not keys or "title" in keys:
        return ""
    names = ", ".join(key[:_MAX_KEY_CHARS] for key in keys[:_MAX_KEYS])
    more = ", …" if len(keys) > _MAX_KEYS else ""
    return f", or name its key in [columns]; the keys are {names}{more}"


def is_titled(value: Mapping[str, Any], *, strict: bool) -> bool:
    """Return whether an object has a title that can be a paper's.

    Args:
        value: the object.
        strict: whether it needs another field of a publication too.
    """
    title = value.get("title")
    if not strict and title and isinstance(title, str):
        # The usual case. Anything can have a name, but hardly a title.
        return True
    has_title = False
    is_named = True
    evidence = False
    for key, item in value.items():
        synonym = find_synonym(key)
        if synonym is None or item in (None, "", [], {}):
            continue
        name, rank = synonym
        if name == "title" and isinstance(text_in(item), str):
            has_title = True
            # Anything can have a name.
            is_named &= key.lower() == "name"
        evidence |= name in _BIBLIOGRAPHIC_FIELDS
        evidence |= name == "abstract" and rank <= _PLAIN_ABSTRACT
    return has_title and (evidence or not (strict or is_named))


def is_foreign(value: Mapping[str, Any]) -> bool:
    """Return whether an object is certainly no paper: a notebook, a manifest, a person."""
    return bool(foreign_kind(value)) or _has_foreign_type(value)


def _has_foreign_type(value: Mapping[str, Any]) -> bool:
    """Return whether an object of JSON-LD is of a type that is no work."""
    if "@type" not in value:
        return False
    kinds = value.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return kinds != [None] and not any(str(kind).endswith(_WORK_TYPES) for kind in kinds)


def unwrap(value: dict[str, Any]) -> dict[str, Any]:
    """Return the record that an object without a title wraps, or the object itself."""
    for key in _WRAPPER_KEYS:
        inner = value.get(key)
        if key == "work-summary" and isinstance(inner, list) and inner:
            # Of several sources of a work, ORCID has the preferred one first.
            inner = inner[0]
        is_sure = key in _CERTAIN_WRAPPER_KEYS
        if isinstance(inner, dict) and (find_shape(inner) or is_titled(inner, strict=not is_sure)):
            return inner if "id" in inner or "id" not in value else {**inner, "id": value["id"]}
    return value


def find_shape(value: Mapping[str, Any]) -> Shape | None:
    """Return the shape of an object or a row, that of the longest signature; None if unknown."""
    keys = tuple(value)
    candidates = _candidates_of_keys.get(keys)
    if candidates is None:
        candidates = _candidates(keys)
        if len(_candidates_of_keys) < _MAX_CACHED_KEYS:
            _candidates_of_keys[keys] = candidates
    for shape, paths in candidates:
        if not paths or all(value_at(value, path) is not None for path in paths):
            return shape
    return None


def _candidates(keys: tuple[str, ...]) -> tuple[tuple[Shape, tuple[str, ...]], ...]:
    """Return the shapes whose signature an object with these keys can have.

    Each has the paths of its signature that lead into values, which each object needs a look at.
    """
    names = frozenset(keys)
    return tuple(
        (shape, tuple(key for key in shape.signature if key not in names))
        for shape in _shapes()
        if all(
            key in names or (not shape.is_flat and key.partition(".")[0] in names)
            for key in shape.signature
        )
    )


@cache
def _shapes() -> tuple[Shape, ...]:
    """Return all shapes, those with the most specific signatures first."""
    shapes = [shape for module in load_modules(adapters) for shape in module.SHAPES]
    return tuple(
        sorted(shapes, key=lambda shape: -sum(1 + key.count(".") for key in shape.signature))
    )


def _simplify(value: dict[str, Any]) -> dict[str, Any]:
    """Return an object in which fields of one value have no lists or objects."""
    # Nearly all values are texts: only what isn't is looked up.
    changes = {}
    for key, item in value.items():
        if type(item) is dict or type(item) is list:
            synonym = find_synonym(key)
            if synonym is not None and synonym[0] in SCALAR_FIELDS:
                changes[key] = scalar_in(synonym[0], item)
            numbers = nested_identifiers({key: item})
            changes |= {name: text for name, text in numbers.items() if not value.get(name)}
    return {**value, **changes} if changes else value
