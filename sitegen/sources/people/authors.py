"""Parse authors: names in lists or texts, objects with affiliations and ORCID iDs."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from sitegen.identifiers import parse_orcid
from sitegen.paper import Author
from sitegen.sources.csv_rows import parse_literal
from sitegen.sources.people.marks import ORCID, is_degree
from sitegen.sources.people.names import join_parts, split_element, split_names
from sitegen.sources.people.objects import author_items, has_name, has_other_role, parse_author
from sitegen.sources.people.parts import PAIR, is_initials, is_person, upright_names
from sitegen.sources.people.placeholders import is_placeholder
from sitegen.sources.people.separators import split_plain
from sitegen.text.organizations import is_organization

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: Lists in lists of lists; a deeper one is no list of names.
_MAX_DEPTH: Final = 4
#: Family and given name, and perhaps a suffix, in arXiv's lists of parts.
_PARTS: Final = (2, 3)
#: A longer text in a list is looked at with care.
_MAX_PLAIN_CHARS: Final = 60
#: A longer affiliation is not kept in a cache.
_MAX_CACHED_CHARS: Final = 150


def parse_authors(value: Any) -> tuple[Author, ...]:
    """Return the authors in a list of names or objects, or in a text with separators.

    Each name is returned once. Values of any other type give no authors.
    """
    if type(value) is list and (plain_authors := _plain_authors(value)):
        return plain_authors
    authors: dict[str, Author] = {}
    for author in _iter_authors(value):
        authors.setdefault(author.name, author)
    if any(map(_is_abbreviated, authors)) and (names := upright_names(tuple(authors))):
        return tuple(
            replace(author, name=name) for author, name in zip(authors.values(), names, strict=True)
        )
    return tuple(authors.values())


def _plain_authors(items: list[Any]) -> tuple[Author, ...]:
    """Return the authors of a list in which each text is one whole name; none of any other list.

    Such names are read alike, whatever stands beside them.
    """
    if len(items) == 1:
        return ()
    authors: dict[str, Author] = {}
    for item in items:
        if type(item) is not str or len(item) > _MAX_PLAIN_CHARS:
            return ()
        author = _plain_author(item)
        if author is None:
            return ()
        authors[author.name] = author
    return tuple(authors.values())


@lru_cache(maxsize=1 << 16)
def _plain_author(text: str) -> Author | None:
    """Return the author of a text that no other text in its list can change, None of any other.

    Initials, degrees, names with a comma and names in PubMed's style depend on the list.
    """
    if "," in text or not is_person(text) or is_initials(text):
        return None
    if is_degree(text.strip(), is_after_full_name=True):
        return None
    authors = _parse_element(text)
    if len(authors) != 1:
        return None
    name = authors[0].name
    is_upright = not _is_abbreviated(name) or not (
        upright_names((name,), is_certain=True) or is_organization(name)
    )
    return authors[0] if is_upright else None


def _is_abbreviated(name: str) -> bool:
    """Return whether a name may be in PubMed's style: it ends in no small letter."""
    return name[-1:] == "." or name[-1:].isupper()


def parse_names(value: Any) -> tuple[str, ...]:
    """Return the names in a list of texts or objects, or in a text with separators, each once."""
    return tuple(author.name for author in parse_authors(value))


def unread_authors(value: Any, depth: int = 0) -> Iterator[Any]:
    """Yield the items of a value that should name authors and name none; "N/A" should not."""
    items = author_items(value) if isinstance(value, dict) else value
    if isinstance(items, list | tuple) and depth < _MAX_DEPTH:
        for item in items:
            yield from unread_authors(item, depth + 1)
    elif _has_unread_name(value) and not any(_iter_authors([value, ""])):
        yield value


def _has_unread_name(value: Any) -> bool:
    """Return whether a value has text and does not say that the author is unknown."""
    if isinstance(value, str):
        texts = split_plain(value)
        return any(not is_placeholder(text) and any(map(str.isalnum, text)) for text in texts)
    # What an object has under the name of an author was read.
    return isinstance(value, dict) and not has_name(value) and any(map(_has_text, value.values()))


def _has_text(value: Any, depth: int = 0) -> bool:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return depth < _MAX_DEPTH and any(_has_text(item, depth + 1) for item in value)
    return isinstance(value, str) and _has_unread_name(value)


def _iter_authors(value: Any, depth: int = 0) -> Iterator[Author]:
    if isinstance(value, str):
        yield from _parse_text(value, depth)
    elif isinstance(value, dict):
        texts = _flat_items(value)
        authors = _flat_author(texts) if texts is not None else None
        items = author_items(value) if authors is None else None
        if items is not None and depth < _MAX_DEPTH:
            yield from _iter_authors(items, depth + 1)
        elif items is None:
            yield from parse_author(value) if authors is None else authors
    elif isinstance(value, list | tuple) and value and depth < _MAX_DEPTH:
        # One pair alone may be two names.
        if all(map(_has_affiliation, value)) and (len(value) > 1 or _is_affiliation(value[0][1])):
            yield from _parse_pairs(value)
        else:
            yield from _iter_items(_joined(value), depth)


def _flat_items(value: dict[Any, Any]) -> tuple[tuple[str, str | tuple[str, ...]], ...] | None:
    """Return an object of short texts and lists of them as a key of a cache, None of any other."""
    items: list[tuple[str, str | tuple[str, ...]]] = []
    for key, item in value.items():
        if type(key) is not str:
            return None
        if type(item) is list:
            for text in item:
                if type(text) is not str or len(text) > _MAX_CACHED_CHARS:
                    return None
            items.append((key, tuple(item)))
        elif type(item) is str and len(item) <= _MAX_CACHED_CHARS:
            items.append((key, item))
        else:
            return None
    return tuple(items)


@lru_cache(maxsize=1 << 15)
def _flat_author(items: tuple[tuple[str, str | tuple[str, ...]], ...]) -> tuple[Author, ...] | None:
    """Return the author of an object of texts, None if it lists several; people write more."""
    value = dict(items)
    return tuple(parse_author(value)) if author_items(value) is None else None


def _parse_pairs(pairs: Sequence[Any]) -> Iterator[Author]:
    """Yield the authors of pairs such as ["Ada Lovelace", "MIT"]."""
    for name, affiliation in pairs:
        for author in _parse_element(name):
            yield replace(author, affiliations=(affiliation.strip(),))


def _has_affiliation(item: Any) -> bool:
    """Return whether an item is a pair such as ["Ada Lovelace", "MIT"]."""
    return (
        isinstance(item, list | tuple)
        and len(item) == PAIR
        and all(isinstance(part, str) for part in item)
        and is_person(item[0])
        and (_is_affiliation(item[1]) or not is_person(item[1]))
        and not is_degree(item[1].strip(), is_after_full_name=True)
        and not is_placeholder(item[1])
        and any(map(str.isalpha, item[1]))
        and "@" not in item[1]
    )


def _is_affiliation(text: str) -> bool:
    """Return whether a text beside a name is certainly an affiliation: "MIT", "Lake University"."""
    return is_organization(text) or (text.isupper() and len(text) >= len("MIT"))


def _iter_items(items: Sequence[Any], depth: int) -> Iterator[Author]:
    items = _without_editors(items)
    # A list of one text may hold all names.
    if len(items) == 1 and isinstance(items[0], str):
        yield from _parse_text(items[0], depth)
        return
    # "Ada Lovelace, Alan Turing" is no inverted name where others are in reading order.
    has_plain_names = any(isinstance(item, str) and is_person(item) for item in items)
    is_after_name = False
    for item in items:
        if not isinstance(item, str):
            yield from _iter_authors(item, depth + 1)
        elif has_plain_names and "," in item and all(map(is_person, item.split(","))):
            for part in item.split(","):
                yield from _parse_element(part.strip())
        elif not (is_after_name and is_degree(item.strip(), is_after_full_name=True)):
            yield from _parse_element(item)
        is_after_name = isinstance(item, str) and is_person(item)


def _without_editors(items: Sequence[Any]) -> Sequence[Any]:
    """Return the items without editors, translators and the like beside authors."""
    if not isinstance(items[0], dict):
        return items
    authors = [item for item in items if not (isinstance(item, dict) and has_other_role(item))]
    return authors or items


def _joined(items: Sequence[Any]) -> Sequence[Any]:
    """Return items with the parts of names joined that a program took apart."""
    if len(items) > 1 and all(map(_is_list_of_parts, items)):
        # arXiv's parts are family, given name and suffix; without a suffix they are read in order.
        return [
            join_parts(parts[1], parts[0], parts[2])
            if len(parts) == max(_PARTS)
            else " ".join(parts)
            for parts in items
        ]
    is_even = len(items) > 1 and len(items) % 2 == 0 and all(type(item) is str for item in items)
    if is_even and all(
        is_initials(given) and "." in given and " " not in family.strip() and "." not in family
        for family, given in list(pairwise(items))[::2]
    ):
        # ["Lovelace", "A.", "Turing", "A. M."] was split at all commas.
        return [f"{family}, {given}" for family, given in list(pairwise(items))[::2]]
    return items


def _is_list_of_parts(item: Any) -> bool:
    return (
        isinstance(item, list | tuple)
        and len(item) in _PARTS
        and all(isinstance(part, str) for part in item)
        and not any(is_person(part) or "," in part for part in item)
    )


def _parse_text(text: str, depth: int) -> Iterator[Author]:
    """Yield the authors in a text that may hold a list in the notation of JSON or Python."""
    if text.lstrip()[:1] in ("[", "{") and depth < _MAX_DEPTH:
        value = parse_literal(text.strip())
        if not isinstance(value, str):
            yield from _iter_authors(value, depth + 1)
            return
    if len(text) <= _MAX_PLAIN_CHARS:
        yield from _parse_short_text(text)
        return
    yield from _parse_with_ids(text)


@lru_cache(maxsize=1 << 14)
def _parse_short_text(text: str) -> tuple[Author, ...]:
    """Return the authors in a short text: mostly a sole one, who wrote more."""
    return tuple(_parse_with_ids(text))


def _parse_with_ids(text: str) -> Iterator[Author]:
    if not ORCID.search(text):
        yield from map(Author, split_names(text))
        return
    # Each iD stands behind a name.
    chunks = ORCID.split(text)
    for chunk, orcid in zip(chunks[::2], [*chunks[1::2], ""], strict=True):
        names = split_names(chunk)
        yield from map(Author, names[:-1])
        if names:
            yield Author(names[-1], (), parse_orcid(orcid))


@lru_cache(maxsize=1 << 16)
def _parse_element(text: str) -> tuple[Author, ...]:
    """Return the authors of a text in a list; people write many papers."""
    match = ORCID.search(text) if "-" in text else None
    names = split_element(text)
    orcid = parse_orcid(match[1]) if match and len(names) == 1 else None
    return tuple(Author(name, (), orcid) for name in names)
