"""What the kinds of sources have in common: parts of requests and of answers.

An answer is looked at for its records, for the address of the next page and for signs that it is
cut off. The papers are read by the readers of ``sitegen.sources``, as in a build.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs, urlencode, urlsplit

from lxml import etree

from sitegen.fetch.outcomes import FetchError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    # lxml has no type hints.
    Element = Any

#: Bytes at the end of a document in which its last tag is; blogs add comments behind it.
_TAIL_BYTES: Final = 4000
#: An end tag; group 1 is its name without the prefix.
_END_TAG: Final = re.compile(rb"</(?:[\w.-]{1,50}:)?([\w.-]{1,50})\s{0,50}>")
_MAX_FAULT_CHARS: Final = 200
#: First character of a JSON document -> its last one.
_CLOSING: Final = {"{": "}", "[": "]"}
_UTF_16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")


class CutAnswerError(FetchError):
    """An answer ends before its end."""


@dataclass(frozen=True, slots=True)
class Page:
    """One answer of a source.

    Attributes:
        count: number of records in it.
        next_address: of the next page, or None.
        total: number of records of all pages, if the source says so.
    """

    count: int
    next_address: str | None = None
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """The first pages of a batch.

    Attributes:
        day: of the batch, by which its files are named.
        addresses: each the first page of a list.
    """

    day: date
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """The days of a run.

    Attributes:
        first: day.
        today: the last day, in UTC.
    """

    first: date
    today: date


def with_parameters(address: str, parameters: Mapping[str, str | int | None]) -> str:
    """Return an address with parameters; those that are None or empty are left out."""
    pairs = {name: value for name, value in parameters.items() if value not in {None, ""}}
    sign = "&" if "?" in address else "?"
    return f"{address}{sign}{urlencode(pairs)}" if pairs else address


def number_in(address: str, name: str) -> int:
    """Return the number that a parameter of an address has, or 0."""
    return parse_number(parse_qs(urlsplit(address).query).get(name, [0])[-1]) or 0


def with_value(address: str, name: str, value: str | int) -> str:
    """Return an address in which a parameter has another value."""
    parts = urlsplit(address)
    values = {key: texts[-1] for key, texts in parse_qs(parts.query).items()}
    return parts._replace(query=urlencode({**values, name: value})).geturl()


def with_next(address: str, name: str, step: int) -> str:
    """Return an address in which the number of a parameter is larger by a step."""
    return with_value(address, name, number_in(address, name) + step)


def parse_xml(body: bytes) -> Element:
    """Return the first element of a document, which may have small faults.

    Raises:
        CutAnswerError: the document has no end.
        FetchError: it is no XML.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise FetchError(f"the answer is no XML: {_start(body)}") from error
    if root is None:
        raise FetchError(f"the answer is no XML: {_start(body)}")
    name = etree.QName(root).localname
    # A parser that repairs closes what is open, so the end is looked for in the text.
    ends = {match[1] for match in _END_TAG.finditer(body[-_TAIL_BYTES:])}
    has_end = name.encode() in ends or (len(root) == 0 and b"/>" in body)
    if not has_end and not body.startswith(_UTF_16_MARKS):
        raise CutAnswerError(f"the answer is cut off: <{name}> has no end")
    return root


def parse_json(body: bytes) -> Any:
    """Return the value of a JSON document.

    Raises:
        CutAnswerError: the document has no end.
        FetchError: it is no JSON.
    """
    try:
        return json.loads(body)
    except json.JSONDecodeError as error:
        text = error.doc.strip()
        is_open = _CLOSING.get(text[:1], text[-1:]) != text[-1:]
        if is_open or (text[:1] in _CLOSING and error.pos >= len(error.doc.rstrip()) - 1):
            raise CutAnswerError("the answer is cut off: the JSON has no end") from error
        raise FetchError(f"the answer is no JSON: {_start(body)}") from error
    except (ValueError, RecursionError) as error:
        raise FetchError(f"the answer is no JSON: {_start(body)}") from error


def value_at(value: Any, *keys: str) -> Any:
    """Return what is at a path in a JSON value, or None."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def list_at(value: Any, *keys: str) -> list[Any]:
    """Return the list at a path in a JSON value.

    Raises:
        FetchError: there is no list.
    """
    items = value_at(value, *keys)
    if not isinstance(items, list):
        raise FetchError(f"the answer has no list '{'.'.join(keys)}'; has the service changed?")
    return items


def text_at(value: Any, *keys: str) -> str:
    """Return the text at a path in a JSON value, or ""."""
    text = value_at(value, *keys)
    return text if isinstance(text, str) else ""


def number_at(value: Any, *keys: str) -> int | None:
    """Return the number at a path in a JSON value, also if it is written as a text, or None."""
    return parse_number(value_at(value, *keys))


def parse_number(value: Any) -> int | None:
    """Return a number of at most 12 digits, also if it is written as a text, or None."""
    text = str(value).strip()
    return int(text) if re.fullmatch(r"[0-9]{1,12}", text) else None


def _start(body: bytes) -> str:
    """Return the start of an answer for a message."""
    text = " ".join(body[:_MAX_FAULT_CHARS].decode("utf-8", errors="replace").split())
    return f"it starts with “{text[:80]}”; check the address, or run it again later"
