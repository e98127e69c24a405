"""What every format shares: bytes to text, fields to a paper or a diagnostic."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sitegen.errors import Diagnostic, SourceError
from sitegen.text.clean import clean_text
from sitegen.text.links import find_links

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sitegen.paper import Link, Paper

MAX_TITLE: Final = 1_000
MAX_ABSTRACT: Final = 100_000
_BOMS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What one source gave: papers in its order, and the records that could not be read."""

    papers: tuple[Paper, ...]
    diagnostics: tuple[Diagnostic, ...]


class RecordError(ValueError):
    """One record can't be a paper; its text says why and what to do."""


def decode(data: bytes, path: str, encoding: str = "utf-8") -> str:
    """Turn a file's bytes into text whose lines end in LF alone.

    Raises:
        SourceError: the bytes are binary or not of this encoding; says which byte and where.
    """
    for bom, name in _BOMS:
        if data.startswith(bom) and is_utf8(encoding):
            raise SourceError(f"{path}: is {name.upper()}, not UTF-8; give --encoding {name}")
    try:
        text = data.decode("utf-8-sig" if encoding.lower() in {"utf-8", "utf8"} else encoding)
    except LookupError:
        raise SourceError(f"{path}: Python knows no encoding '{encoding}'") from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError(
            f"{path}:{line}: byte 0x{data[error.start]:02X} at offset {error.start} is not "
            f"{encoding}; if the file is of another encoding, give it: --encoding latin-1"
        ) from None
    except UnicodeError as error:
        raise SourceError(f"{path}: is not {encoding}: {error}") from None
    nul = text.find("\0")
    if nul >= 0:
        raise SourceError(
            f"{path}: is a binary file (a NUL at character {nul}), not text; save the page as text"
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def is_utf8(encoding: str) -> bool:
    """Tell UTF-8 by any of its usual names."""
    return encoding.lower().replace("_", "-") in {"utf-8", "utf8"}


def line_finder(text: str) -> Callable[[int], int]:
    """Return what tells the 1-based line of a character, without counting from the start again."""
    ends = [match.start() for match in re.finditer("\n", text)]
    return lambda place: bisect_left(ends, place) + 1


def checked_title(raw: str) -> str:
    """Return the clean title, or raise RecordError where there is none or it is a mistake."""
    if len(raw) > MAX_TITLE:
        raise RecordError(
            f"the title has {len(raw):,} characters, over the limit of {MAX_TITLE:,}; "
            "is it a whole text in one line?"
        )
    title = clean_text(raw)
    if not any(c.isalnum() for c in title):
        raise RecordError("there is no title; give one")
    return title


def checked_abstract(raw: str) -> str:
    """Return the clean abstract, which may be empty; raise RecordError where it is a mistake."""
    if len(raw) > MAX_ABSTRACT:
        raise RecordError(
            f"the abstract has {len(raw):,} characters, over the limit of {MAX_ABSTRACT:,}; "
            "is it a whole paper in one line?"
        )
    return clean_text(raw)


def paper_links(named: Iterable[Link], abstract: str) -> tuple[Link, ...]:
    """Return a paper's links, each address once: the source's own, then the abstract's.

    Of the abstract's only the telling ones (code, a model, a PDF): any other may be anybody's.
    """
    links: dict[str, Link] = {}
    for link in (*named, *(found for found in find_links(abstract) if found.kind != "link")):
        links.setdefault(link.url, link)
    return tuple(links.values())
