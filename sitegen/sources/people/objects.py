"""Read an author who is an object of JSON or YAML, whatever the keys of its parts are called."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from sitegen.identifiers import parse_orcid
from sitegen.paper import Author
from sitegen.sources.people.marks import is_degree, strip_number, tidy_name
from sitegen.sources.people.names import join_parts, split_element
from sitegen.sources.people.parts import is_person
from sitegen.text.clean import clean_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# Keys are compared by their letters: "First_Name", "firstName" and "author first name" are
# "firstname".
#: Keys of the whole name; "literal" is CSL's, for organizations.
_WHOLE_KEYS: Final = (
    "literal", "name", "fullname", "full", "displayname", "preferredname", "collectivename",
    "rawname", "authorname", "publishedname", "creditname", "nameraw", "indexedname", "author",
    "creator", "display", "fn", "text", "value", "$", "_", "content", "label", "nombrecompleto",
    "姓名", "名前", "氏名", "作者", "이름", "성명", "фио",
)  # fmt: skip
#: Keys of a group that is an author; beside a person's name they are the affiliation.
_GROUP_KEYS: Final = (
    "collaboration", "collab", "organization", "organisation", "org", "corporatename",
    "corporation", "corporateauthor", "corporate", "group", "groupname", "consortium", "collective",
    "team",
    "organizationname", "institutionname",
)  # fmt: skip
#: Keys of the parts of a name: CSL, S2ORC, Zotero, Mendeley, DataCite, CFF, Europe PMC.
_GIVEN_KEYS: Final = (
    "given", "first", "firstname", "firstnames", "forename", "forenames", "givenname", "givennames",
    "fname", "vorname", "vornamen", "prénom", "prenom", "prénoms", "nombre", "nombres", "nome",
    "имя", "名", "initials", "initial", "firstinitial",
)  # fmt: skip
_FAMILY_KEYS: Final = (
    "family", "last", "lastname", "lastnames", "surname", "surnames", "familyname", "familynames",
    "lname", "nachname", "familienname", "nom", "nomdefamille", "apellido", "apellidos", "cognome",
    "sobrenome", "фамилия", "姓",
)  # fmt: skip
_PART_KEYS: Final = frozenset((*_FAMILY_KEYS, *_GIVEN_KEYS))
_MIDDLE_KEYS: Final = (
    "middle", "middlename", "middlenames", "mname", "middleinitial", "mi", "patronymic", "отчество",
)  # fmt: skip
_PARTICLE_KEYS: Final = (
    "droppingparticle", "nondroppingparticle", "nameparticle", "particle", "prefix",
)  # fmt: skip
_FOR_GROUP: Final = re.compile(r"\b(?:for|on behalf of) the ")
_GROUP_ENDINGS: Final = ("Collaboration", "Consortium", "Group", "Team")
_SUFFIX_KEYS: Final = ("suffix", "namesuffix", "jr", "lineage", "generation")
#: Keys of an object that holds the author: OpenAlex, arXiv, LinkedData.
_NESTED_KEYS: Final = (
    "author", "person", "name", "creator", "contributor", "profile", "researcher", "user", "agent",
    "node", "names", "attributes",
)  # fmt: skip
#: Keys of a list of authors in an object: ``{"author": […]}``.
_LIST_KEYS: Final = (
    "author", "authors", "creator", "creators", "contributor", "contributors", "person", "persons",
    "people", "list", "items", "item", "names", "name", "nodes", "values", "authorlist", "data",
    "edges",
)  # fmt: skip
_ORCID_KEYS: Final = (
    "orcid", "orcidid", "authenticatedorcid", "orcidurl", "orciduri", "orcididentifier", "id",
    "identifier", "identifiers", "nameidentifiers", "nameidentifier", "externalids", "ids", "pid",
    "url", "uri", "sameas",
)  # fmt: skip
_AFFILIATION_KEYS: Final = (
    "affiliations", "affiliation", "institution", "institutions", "affil", "affils", "aff", "affs",
    "affiliationname", "university", "institute", "employer",
)  # fmt: skip
#: An object that is a name and nothing else, as readers write that split names themselves.
_LITERAL_KEYS: Final = frozenset({"literal"})
#: Keys of an affiliation's parts in S2ORC, OpenAlex and CSL, the smallest unit first.
_AFFILIATION_PART_KEYS: Final = (
    "department", "laboratory", "institution", "name", "displayname", "literal", "organization",
    "affiliation", "value", "text",
)  # fmt: skip
#: Keys of a text that is an object, as XML becomes in JSON.
_TEXT_KEYS: Final = ("text", "value", "$", "_", "content", "full", "fullname", "displayname", "en")
#: The author's own keys start with it: "author_first_name".
_PREFIX: Final = re.compile(
    r"(?:author|creator|contributor|person)"
    r"(?=full|first|last|given|family|sur|middle|orcid|affil|display|instit|name$)"
)
_NUMBERED: Final = re.compile(
    r"(?:author|creator|name)?\d{1,4}|(?:first|second|third|fourth|fifth|last|other|co)authors?"
)
_LANGUAGES: Final = frozenset({
    "ar", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi", "hu", "id",
    "it", "ja", "ko", "nb", "nl", "no", "pl", "pt", "ro", "ru", "sv", "tr", "uk", "vi", "zh",
})  # fmt: skip
#: What programs write for a part that they lack. "Nan" and "Na" are given names.
_NO_PARTS: Final = frozenset(
    {"None", "none", "null", "NULL", "nan", "NaN", "N/A", "n/a", "undefined", "-"}
)
#: An ORCID iD in an object of identifiers is searched in so many characters.
_MAX_ID_CHARS: Final = 2_000
_MAX_DEPTH: Final = 3
#: Keys of a person's role, and roles beside the author's: Zotero, DataCite, INSPIRE, MODS.
_ROLE_KEYS: Final = (
    "creatorType", "creator_type", "contributorType", "contributor_type", "inspire_roles", "role",
    "roles",
)  # fmt: skip
_OTHER_ROLES: Final = frozenset({
    "editor", "editors", "edt", "serieseditor", "volumeeditor", "bookeditor", "collectioneditor",
    "translator", "trl", "supervisor", "advisor", "thesisadvisor", "ths", "reviewer",
    "reviewedauthor", "illustrator", "contactperson", "datamanager", "funder", "sponsor",
    "publisher",
})  # fmt: skip


def author_items(value: Mapping[str, Any]) -> list[Any] | None:
    """Return the authors that an object lists, None if it is an author itself."""
    if value.keys() == _LITERAL_KEYS:
        return None
    fields = _letter_keys(value)
    if not fields.keys().isdisjoint(_PART_KEYS):
        return None
    if fields and all(map(_NUMBERED.fullmatch, fields)):
        return list(value.values())
    for key in _LIST_KEYS:
        if key not in fields:
            continue
        items = fields[key]
        if isinstance(items, list | tuple):
            # ``{"name": ["Ada Lovelace"], "affiliation": …}`` is one author.
            is_name = key in _WHOLE_KEYS and len(items) == 1 and isinstance(items[0], str)
            return None if is_name else list(items)
        if isinstance(items, dict) and len(fields) == 1 and author_items(items) is not None:
            return author_items(items)
    return None


def has_other_role(value: Mapping[str, Any]) -> bool:
    """Return whether an object says that the person is an editor or translator, not an author."""
    roles = [value[key] for key in _ROLE_KEYS if key in value]
    texts = [role for item in roles for role in (item if isinstance(item, list) else [item])]
    names = {_letters(text) for text in texts if isinstance(text, str)}
    return bool(names) and names <= _OTHER_ROLES


def has_name(value: Mapping[str, Any]) -> bool:
    """Return whether an object has a text under a known key of names, even "N/A"."""
    fields = _unnested(value)
    keys = (*_FAMILY_KEYS, *_GIVEN_KEYS, *_WHOLE_KEYS, *_GROUP_KEYS)
    return any(_text_of(fields.get(key)) for key in keys)


def parse_author(value: Mapping[str, Any]) -> Iterator[Author]:
    """Yield the author of an object, or several that share it; nothing without a name."""
    if value.keys() == _LITERAL_KEYS and (name := tidy_name(_text_of(value["literal"]))):
        yield Author(name)
        return
    fields = _unnested(value)
    names = _names(fields)
    groups = [] if names else list(filter(None, [tidy_name(_first_text(fields, _GROUP_KEYS))]))
    if not names and not groups and all(map(is_person, value)):
        # The names are the keys: {"Ada Lovelace": "University of Lakes"}.
        for name, affiliation in value.items():
            yield Author(tidy_name(name), _affiliations({"affiliation": affiliation}))
        return
    affiliations = _affiliations(fields) or (() if groups else _affiliations(fields, _GROUP_KEYS))
    orcid = _orcid(fields) if len(names) == 1 else None
    for name in names or groups:
        yield Author(name, affiliations, orcid)


def _unnested(value: Mapping[str, Any]) -> dict[str, Any]:
    """Return an object's values by the letters of their keys, those of an inner object too."""
    fields = _in_one_language(_letter_keys(value))
    for _ in range(_MAX_DEPTH):
        nested = (key for key in _NESTED_KEYS if key in fields and isinstance(fields[key], dict))
        key = next(nested, None)
        if key is None:
            break
        inner = _letter_keys(fields.pop(key))
        # OpenAlex has the institutions beside the person.
        fields = {**_in_one_language(inner), **fields}
    return fields


def _in_one_language(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the name of ``{"en": "Ada Lovelace", "ja": …}`` under "name", other fields as is."""
    # "id" is Indonesian, but more often an identifier.
    if not fields.keys() <= _LANGUAGES or not fields.keys() - {"id", "no"}:
        return fields
    return {"name": fields.get("en") or next(iter(fields.values()))}


def _letter_keys(value: Mapping[str, Any]) -> dict[str, Any]:
    """Return an object's values by the letters of their keys; of two equal ones, the first."""
    fields: dict[str, Any] = {}
    for key, item in value.items():
        if item:
            fields.setdefault(_letters(str(key)), item)
    return fields


@lru_cache(maxsize=1 << 10)
def _letters(key: str) -> str:
    letters = "".join(char for char in key.lower() if char.isalnum())
    return _PREFIX.sub("", letters, count=1) if letters else key


def _names(fields: Mapping[str, Any]) -> list[str]:
    """Return the name of an object, joined of its parts or whole, or several in one text."""
    family = strip_number(_part(fields, _FAMILY_KEYS))
    given = _part(fields, _GIVEN_KEYS)
    name = _first_text(fields, _WHOLE_KEYS)
    if family or (given and not name):
        particles = " ".join(_text_of(fields[key]) for key in _PARTICLE_KEYS if key in fields)
        given = f"{given} {_part(fields, _MIDDLE_KEYS)}".strip()
        joined = _joined_name(given, f"{particles} {family}".strip(), _suffix(fields))
        # arXiv takes "Jana Roe for the Loom Collaboration" apart as one name.
        if joined.endswith(_GROUP_ENDINGS) and (match := _FOR_GROUP.search(joined)):
            return [*filter(None, [joined[: match.start()].strip(" ,")]), joined[match.end() :]]
        return [joined] if joined else []
    # An organization's literal name may have commas, a person's is turned.
    if fields.get("literal"):
        return list(filter(None, [tidy_name(name)]))
    return list(split_element(name))


@lru_cache(maxsize=1 << 16)
def _joined_name(given: str, family: str, suffix: str) -> str:
    """Return the clean name of its parts; people write many papers."""
    return tidy_name(join_parts(given, family, suffix))


def _suffix(fields: Mapping[str, Any]) -> str:
    """Return the suffix of a name, "" for a degree."""
    suffix = _part(fields, _SUFFIX_KEYS)
    is_title = all(is_degree(p.strip(), is_after_full_name=True) for p in suffix.split(","))
    return "" if is_title else suffix


def _part(fields: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    text = _first_text(fields, keys)
    return "" if text in _NO_PARTS else text


def _affiliations(
    fields: Mapping[str, Any], keys: tuple[str, ...] = _AFFILIATION_KEYS
) -> tuple[str, ...]:
    raw = next((fields[key] for key in keys if key in fields), None)
    items = raw if isinstance(raw, list | tuple) else [raw]
    return tuple(dict.fromkeys(filter(None, (clean_name(_affiliation(item)) for item in items))))


def _affiliation(value: Any) -> str:
    """Return "Department, Institution" of an object's parts, or a text as it is."""
    if not isinstance(value, dict):
        return value if isinstance(value, str) else ""
    fields = _letter_keys(value)
    # Some sources give the same text as "institution" and as "name".
    parts = (_text_of(fields.get(key)) for key in _AFFILIATION_PART_KEYS)
    return ", ".join(dict.fromkeys(filter(None, parts)))


def _orcid(fields: Mapping[str, Any]) -> str | None:
    for key in _ORCID_KEYS:
        if key not in fields:
            continue
        value = fields[key]
        text = value if isinstance(value, str) else str(value)[:_MAX_ID_CHARS]
        # Other identifiers may have 16 digits too.
        is_orcid = "orcid" in key or "orcid" in text.lower() or (key == "id" and "-" in text)
        if is_orcid and (orcid := parse_orcid(text)):
            return orcid
    return None


def _first_text(fields: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    for key in keys:
        # Most keys are of other sources.
        if key in fields and (text := _text_of(fields[key])):
            return text
    return ""


def _text_of(value: Any, depth: int = 0) -> str:
    """Return a text, the text in an object, or the texts of a list joined by blanks."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, dict) and depth < _MAX_DEPTH:
        fields = _letter_keys(value)
        texts = (_text_of(fields.get(key), depth + 1) for key in _TEXT_KEYS)
        return next(filter(None, texts), "")
    if isinstance(value, list | tuple) and depth < _MAX_DEPTH:
        return " ".join(filter(None, (_text_of(item, depth + 1) for item in value)))
    return ""
