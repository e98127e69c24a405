"""Tell JSON objects that are certainly no paper by what they are: a package, a map, a schema.

Such objects have titles, names, authors and descriptions as papers have; their other keys tell.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitegen.sources.field_names import find_synonym
from sitegen.sources.other_kinds import other_kind

if TYPE_CHECKING:
    from collections.abc import Mapping

_NOTEBOOK: Final = "a Jupyter notebook"
_PACKAGE: Final = "a software package"
_MAP: Final = "a map (GeoJSON)"
_TYPESCRIPT: Final = "the settings of TypeScript"
_TEMPLATE: Final = "a template of a project"
#: Kind -> how such a file starts. In a folder these are skipped, as licences are.
STARTS: Final = {
    _NOTEBOOK: r'"nbformat"\s*:\s*\d',
    _PACKAGE: r"\A\s*\{\s*\"name\"[^\0]{0,2000}?"
    r"\"(?:dependencies|devDependencies|scripts)\"\s*:\s*\{",
    _MAP: r"\A\s*\{\s*\"type\"\s*:\s*\"FeatureCollection\"",
    _TYPESCRIPT: r"\A\s*\{\s*\"compilerOptions\"\s*:\s*\{",
    # A variable in a value. A paper may write about other variables in braces.
    _TEMPLATE: r"\A\s*\{[^\0]{0,2000}?\"[^\"\n]{0,200}\{\{ ?(?:cookiecutter|copier|_copier_conf)\.",
}
#: Keys that only one kind of file has -> the kind.
_KIND_OF_KEY: Final = {
    key: kind
    for kind, keys in {
        _NOTEBOOK: ("nbformat", "cells"),
        _PACKAGE: (
            "dependencies", "devDependencies", "peerDependencies", "scripts", "autoload",
            "require-dev", "build-system",
        ),
        "a lock file of software packages": ("lockfileVersion", "packages-dev", "_pipfile"),
        "a schema or a file of settings": ("$schema", "$defs", "patternProperties"),
        "a description of an API (OpenAPI)": ("openapi", "swagger", "asyncapi"),
        _TYPESCRIPT: ("compilerOptions",),
        _TEMPLATE: (
            "project_slug", "open_source_license", "pypi_username", "github_username",
            "_copy_without_render", "_extensions", "_src_path",
        ),
        "the settings of a website": (
            "themeConfig", "siteMetadata", "pluginOptions", "baseurl", "baseURL", "outputDir",
        ),
        "a browser's extension or web app (manifest.json)": (
            "manifest_version", "short_name", "start_url",
        ),
        _MAP: ("features", "geometry"),
        "a 3D model (glTF)": ("asset",),
        "an answer of JSON-RPC": ("jsonrpc",),
        "a record of web traffic (HAR)": ("log",),
        "a JSON Feed": ("feed_url",),
        "an answer of GitHub's API": ("node_id",),
        "a browser's bookmarks": ("typeCode", "date_added"),
        "a search filter": ("search_string",),
    }.items()
    for key in keys
}  # fmt: skip
#: Keys of a publication that no schema and no settings have beside "$schema".
_RECORD_KEYS: Final = frozenset({"titles", "authors", "author", "doi", "dois"})
_SEARCH_INDEX_KEYS: Final = frozenset({"location", "text", "title"})
#: Keys that ``_kind_of_values`` looks at; an index of a website has a location.
_TELLING_KEYS: Final = frozenset({"type", "name", "forum", "location"})
#: Values of "type" in GeoJSON and TopoJSON.
_MAP_TYPES: Final = frozenset({"FeatureCollection", "Feature", "GeometryCollection", "Topology"})
#: Keys of a package; with a name and without a title they are certain.
_PACKAGE_KEYS: Final = frozenset(
    {"version", "license", "main", "bin", "exports", "engines", "private", "require", "packages"}
)
#: Fields that a publication has and a package lacks.
_PUBLICATION_FIELDS: Final = frozenset({"title", "doi", "arxiv_id", "venue", "year", "date"})
#: Plain words of the abstract; a package has "description".
_ABSTRACT_KEYS: Final = frozenset({"abstract", "summary"})
#: Ends of the types of JSON-LD that are software, which has an author if it is to be cited.
_SOFTWARE_TYPES: Final = ("SourceCode", "SoftwareApplication")
_DICTIONARY: Final = "a dictionary of words"
#: Fields of the widest export, Zotero's, are 87; an object with more keys maps words.
_MAX_FIELDS: Final = 300
#: Labels that make a file one of an interface's texts.
_MIN_LABELS: Final = 2
#: No label is longer, and the letters of longer texts are not worth comparing.
_MAX_LABEL_CHARS: Final = 40


def foreign_kind(value: Mapping[str, Any]) -> str:
    """Return what an object is that can't be a paper, such as "a map (GeoJSON)"; else ""."""
    plan = _plan_of_keys(tuple(value))
    if plan.kind:
        return plan.kind
    if plan.has_telling_key and (kind := _kind_of_values(value)):
        return kind
    if _is_interface_texts(value, plan.labels):
        return "a file of an interface's texts"
    return plan.trade


def _kind_of_values(value: Mapping[str, Any]) -> str:
    """Return what an object is by the values of keys that papers have too, or ""."""
    if "type" in value and isinstance(value["type"], str) and value["type"] in _MAP_TYPES:
        return _MAP
    if _is_package(value):
        return _PACKAGE
    if "forum" in value and value.get("replyto"):
        return "a review or a comment (OpenReview)"
    return "the search index of a website" if value.keys() >= _SEARCH_INDEX_KEYS else ""


def _is_package(value: Mapping[str, Any]) -> bool:
    """Return whether an object describes software: npm, Composer, Python, CodeMeta.

    CodeMeta is a citable record if it has authors.
    """
    if "name" not in value:
        return False
    if "@type" in value:
        is_software = str(value["@type"]).endswith(_SOFTWARE_TYPES)
        return is_software and not (value.get("author") or value.get("creator"))
    if "codemeta" in str(value.get("@context", "")):
        return not value.get("author")
    if _PACKAGE_KEYS.isdisjoint(value) or not _ABSTRACT_KEYS.isdisjoint(value):
        return False
    synonyms = [find_synonym(key) for key in value if key != "name"]
    return not any(synonym and synonym[0] in _PUBLICATION_FIELDS for synonym in synonyms)


def _is_interface_texts(value: Mapping[str, Any], fields: tuple[tuple[str, str], ...]) -> bool:
    """Return whether values are the labels of their keys: ``{"title": "Titel", …}``.

    Args:
        value: an object.
        fields: its known keys with our names of them.
    """
    if len(fields) < _MIN_LABELS:
        return False
    labels = 0
    for key, field in fields:
        item = value[key]
        # Ids, addresses and dates are no words, and most end in no letter.
        if type(item) is not str or len(item) > _MAX_LABEL_CHARS or not item[-1:].isalpha():
            continue
        if item.replace(" ", "").isalpha():
            label = find_synonym(item)
            labels += label is not None and label[0] == field
    return labels >= _MIN_LABELS


class _Plan(NamedTuple):
    """What the keys of an object say; the objects of a file have few sets of keys.

    Attributes:
        kind: what a key alone says that the object is, or "".
        has_telling_key: whether the values of some keys may say it.
        labels: the known keys with our fields.
        trade: what all keys together say, or "".
    """

    kind: str
    has_telling_key: bool
    labels: tuple[tuple[str, str], ...]
    trade: str


@lru_cache(maxsize=1_000)
def _plan_of_keys(keys: tuple[str, ...]) -> _Plan:
    trade = other_kind(keys)
    # The records of INSPIRE name their schema.
    is_record = "$schema" in keys and not _RECORD_KEYS.isdisjoint(keys)
    telling = [key for key in keys if key in _KIND_OF_KEY and not (is_record and key == "$schema")]
    kind = _KIND_OF_KEY[telling[0]] if telling else ""
    return _Plan(
        _DICTIONARY if not kind and len(keys) > _MAX_FIELDS else kind,
        not _TELLING_KEYS.isdisjoint(keys),
        tuple((key, synonym[0]) for key in keys if (synonym := find_synonym(key))),
        f"a record of {trade}" if trade else "",
    )
