"""CITATION.cff: the article that a software's authors want to be cited, or the software itself.

Source: https://github.com/citation-file-format/citation-file-format, schema guide 1.2.0
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from sitegen.errors import Diagnostic, count_of
from sitegen.sources.fields import Record, read_records
from sitegen.sources.reading import ReadResult, RecordError
from sitegen.sources.values.positions import page_range
from sitegen.sources.xml.values import date_of_parts
from sitegen.sources.yaml_text import YamlError, load_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

NAME: Final = "cff"
RANK: Final = 88

_VERSION: Final = re.compile(r"^[\"']?cff-version[\"']?:", re.MULTILINE)
_CITATION: Final = re.compile(r"^preferred-citation:", re.MULTILINE)
#: The works that the software builds on, from their key to the next one of the same level.
_REFERENCES: Final = re.compile(r"^references:[^\n]*\n((?:[ \t-][^\n]*\n?|\n)*+)", re.MULTILINE)
_REFERENCE: Final = re.compile(r"^( *+-) ", re.MULTILINE)
_COMMENTS: Final = re.compile(r"\A(?:[ \t]*+(?:#[^\n]*+|---)?[ \t]*+\n)*+[\"']?[a-z][a-z-]*[\"']?:")
#: Our field -> its keys, best first.
_KEYS: Final = {
    "title": ("title",),
    "abstract": ("abstract",),
    "venue": ("journal", "collection-title", "conference", "institution", "publisher"),
    "volume": ("volume",),
    "issue": ("issue",),
    "year": ("year", "year-original"),
    "date": ("date-published", "date-released", "issue-date"),
    "doi": ("doi",),
    "url": ("url", "repository-artifact"),
    "code": ("repository-code", "repository"),
    "keywords": ("keywords",),
    "language": ("languages",),
    "kind": ("type",),
    "publisher": ("publisher",),
    "edition": ("edition",),
    "isbn": ("isbn",),
    "license": ("license", "license-url"),
    "issn": ("issn",),
}


def sniff(head: str) -> bool:
    """Claim YAML with the version that the format requires."""
    return bool(_COMMENTS.match(head)) and bool(_VERSION.search(head))


def read(text: str, path: str) -> ReadResult:
    """Read the one record of a file; text that is not YAML is a diagnostic.

    The references are other people's works: a notice counts them.
    """
    result = read_records(_iter_records(text), path)
    match = _REFERENCES.search(text)
    dashes = _REFERENCE.findall(match[1]) if match else []
    if not match or not dashes:
        return result
    # Lists inside of a reference are indented more.
    count = dashes.count(dashes[0])
    message = f"left out {count_of(count, 'reference')}: only the work itself is a paper here"
    line = text.count("\n", 0, match.start()) + 1
    return result.plus(Diagnostic(path, line, "", message, severity="notice", records=count))


def _iter_records(text: str) -> Iterator[Record]:
    match = _CITATION.search(text) or _VERSION.search(text)
    line = text.count("\n", 0, match.start()) + 1 if match else 1
    try:
        content = load_yaml(text)
    except YamlError as fault:
        yield Record(fault.line, RecordError(f"is not valid YAML: {fault}"), text[:80])
        return
    if not isinstance(content, dict):
        yield Record(line, RecordError("is not a mapping; write one field per line"), text[:80])
        return
    citation = content.get("preferred-citation")
    if isinstance(citation, dict):
        # The article lacks what is said about the software alone, such as its repository.
        code = {"repository-code": content.get("repository-code")}
        named = partial(_named_fields, code | citation)
        yield Record(line, named, str(citation.get("title") or ""))
    else:
        yield Record(line, partial(_named_fields, content), str(content.get("title") or ""))


def _named_fields(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a citation under our names."""
    fields = {
        name: next((value for key in keys if (value := _text(content.get(key)))), None)
        for name, keys in _KEYS.items()
    }
    pages = page_range(_scalar(content.get("start")), _scalar(content.get("end")))
    # "pages" is their number in the schema, but people write the range there.
    count = content.get("pages")
    fields["pages"] = pages or (count if isinstance(count, str) and "-" in count else None)
    if not fields["date"]:
        # Years and months are numbers of YAML.
        fields["date"] = date_of_parts(
            *(str(content.get(unit) or "") for unit in ("year", "month"))
        )
    identifiers = content.get("identifiers")
    for item in identifiers if isinstance(identifiers, list) else ():
        value = item.get("value") if isinstance(item, dict) else None
        if isinstance(value, str) and item.get("type") == "doi":
            fields["doi"] = fields["doi"] or value
        if isinstance(value, str) and "arxiv" in value.lower():
            fields["arxiv_id"] = value
    if isinstance(fields["language"], list):
        fields["language"] = next(iter(fields["language"]), None)
    return fields | {
        "authors": _people(content.get("authors")),
        "editors": _people(content.get("editors")),
        # The schema takes what has no type for software.
        "kind": fields["kind"] or ("software" if "cff-version" in content else None),
    }


def _people(value: Any) -> list[Any]:
    return [_author(person) for person in value] if isinstance(value, list) else []


def _text(value: Any) -> Any:
    """Return the name of an entity (a conference, a publisher), and any other value as it is."""
    return value.get("name") if isinstance(value, dict) else value


def _scalar(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _author(person: Any) -> Any:
    """Return an author with the keys that all formats share."""
    if not isinstance(person, dict):
        return person
    names = {
        "name": person.get("name"),
        "given": person.get("given-names"),
        "non-dropping-particle": person.get("name-particle"),
        "family": person.get("family-names"),
        "suffix": person.get("name-suffix"),
        "affiliation": person.get("affiliation"),
        "orcid": person.get("orcid"),
    }
    fields = {key: value for key, value in names.items() if value}
    # A person without a name is named by the alias.
    return fields or {"name": person.get("alias") or ""}
