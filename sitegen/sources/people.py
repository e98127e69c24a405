"""Parse authors: names in lists or texts, affiliations, ORCID iDs."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from sitegen.identifiers import parse_orcid
from sitegen.paper import Author
from sitegen.sources.name_marks import tidy_name
from sitegen.sources.names import join_parts, split_element, split_names, turn_name
from sitegen.text.clean import clean_name

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Keys of an author whose value is the whole name; "literal" is CSL's, for organizations.
_WHOLE_NAME_KEYS: Final = (
    "literal", "name", "full_name", "fullname", "fullName", "display_name", "displayName",
    "creatorName", "collectiveName", "text", "value", "#text",
)  # fmt: skip
#: Keys of the parts of a name: CSL, S2ORC, Zotero, Mendeley, DataCite, CFF, Europe PMC.
_GIVEN_KEYS: Final = (
    "given", "first", "firstName", "first_name", "firstname", "forename", "foreName", "givenName",
    "given_name", "given-names", "given_names", "initials",
)  # fmt: skip
_FAMILY_KEYS: Final = (
    "family", "last", "lastName", "last_name", "lastname", "surname", "familyName", "family_name",
    "family-names", "family_names",
)  # fmt: skip
_PARTICLE_KEYS: Final = ("dropping-particle", "non-dropping-particle", "name-particle", "prefix")
_SUFFIX_KEYS: Final = ("suffix", "name-suffix", "name_suffix")
#: Keys of an object that holds the author: OpenAlex, arXiv, LinkedData.
_NESTED_KEYS: Final = ("author", "person", "name", "creator")
_ORCID_KEYS: Final = ("orcid", "ORCID", "orcid_id", "authenticated-orcid", "@id")
_AFFILIATION_KEYS: Final = ("affiliations", "affiliation", "institution", "institutions")
#: Keys of an affiliation's parts in S2ORC, OpenAlex and CSL, the smallest unit first.
_AFFILIATION_PART_KEYS: Final = (
    "department", "laboratory", "institution", "name", "display_name", "literal",
)  # fmt: skip


def parse_authors(value: Any) -> tuple[Author, ...]:
    """Return the authors in a list of names or objects, or in a text with separators.

    Each name is returned once. Values of any other type give no authors.
    """
    if isinstance(value, str):
        return tuple(map(Author, split_names(value)))
    if isinstance(value, dict):
        value = [value]
    if isinstance(value, list | tuple) and len(value) == 1 and isinstance(value[0], str):
        # A list of one text may hold all names.
        return tuple(map(Author, split_names(value[0])))
    if not isinstance(value, list | tuple):
        return ()
    authors: dict[str, Author] = {}
    for item in value:
        for author in _parse_item(item):
            authors.setdefault(author.name, author)
    return tuple(authors.values())


def parse_names(value: Any) -> tuple[str, ...]:
    """Return the names in a list of texts or objects, or in a text with separators, each once."""
    return tuple(author.name for author in parse_authors(value))


def _parse_item(item: Any) -> tuple[Author, ...]:
    """Return the authors of a list's element: one, or several that the source did not separate."""
    if isinstance(item, str):
        return _parse_element(item)
    if not isinstance(item, dict):
        return ()
    author = _parse_author(item)
    return (author,) if author.name else ()


@lru_cache(maxsize=1 << 16)
def _parse_element(text: str) -> tuple[Author, ...]:
    """Return the authors of a text in a list; people write many papers."""
    return tuple(map(Author, split_element(text)))


def _parse_author(value: Mapping[str, Any]) -> Author:
    nested = next((key for key in _NESTED_KEYS if isinstance(value.get(key), dict)), None)
    if nested:
        # OpenAlex has the institutions beside the person.
        value = {**value[nested], **{key: v for key, v in value.items() if key != nested}}
    raw = next((value[key] for key in _AFFILIATION_KEYS if value.get(key)), None)
    items = raw if isinstance(raw, list | tuple) else [raw]
    affiliations = dict.fromkeys(filter(None, (clean_name(_affiliation(item)) for item in items)))
    orcids = (parse_orcid(_string(value.get(key))) for key in _ORCID_KEYS)
    return Author(_full_name(value), tuple(affiliations), next(filter(None, orcids), None))


def _affiliation(value: Any) -> str:
    """Return "Department, Institution" of an object's parts, or a text as it is."""
    if not isinstance(value, dict):
        return _string(value)
    # Some sources give the same text as "institution" and as "name".
    parts = dict.fromkeys(filter(None, (_string(value.get(key)) for key in _AFFILIATION_PART_KEYS)))
    return ", ".join(parts)


def _full_name(value: Mapping[str, Any]) -> str:
    """Return the name of an object, joined of its parts or whole."""
    family = _first_text(value, _FAMILY_KEYS)
    given = _first_text(value, _GIVEN_KEYS)
    name = _first_text(value, _WHOLE_NAME_KEYS)
    if family or (given and not name):
        middle = value.get("middle") or value.get("middleName")
        # S2ORC has a list of middle names.
        middles = filter(None, map(_string, middle if isinstance(middle, list) else [middle]))
        particles = filter(None, (_string(value.get(key)).strip() for key in _PARTICLE_KEYS))
        return tidy_name(
            join_parts(
                " ".join((given, *middles)).strip(),
                " ".join((*particles, family)).strip(),
                _first_text(value, _SUFFIX_KEYS),
            )
        )
    # An organization's literal name may have commas, a person's is turned.
    return tidy_name(name if value.get("literal") else turn_name(name))


def _first_text(value: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    return next((text.strip() for key in keys if (text := _string(value.get(key))).strip()), "")


def _string(value: Any) -> str:
    return value if isinstance(value, str) else ""
