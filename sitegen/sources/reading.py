"""Functions that every format shares: decode bytes, check titles and abstracts, gather links."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sitegen.errors import Diagnostic, SourceError
from sitegen.sources.limits import MAX_ABSTRACT_CHARS, MAX_TITLE_CHARS
from sitegen.text.clean import clean_abstract, clean_title
from sitegen.text.links import find_links

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sitegen.paper import Link, Paper

#: Byte order marks of encodings other than UTF-8. UTF-32 comes first: its little-endian mark starts
#: with UTF-16's.
_BOMS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: Python's canonical names of UTF-8, without and with a byte order mark.
_UTF8_CODECS: Final = frozenset({"utf-8", "utf-8-sig"})


@dataclass(frozen=True, slots=True)
class ReadResult:
    """Papers of one or more sources in reading order, and diagnostics of faulty records."""

    papers: tuple[Paper, ...]
    diagnostics: tuple[Diagnostic, ...]


class RecordError(ValueError):
    """A record that can't be read as a paper; the message states the fault and the remedy."""


def decode(data: bytes, path: str, encoding: str = "utf-8") -> str:
    """Decode a file's bytes, without a byte order mark and with LF as the only line end.

    Args:
        data: the whole file.
        path: the file's name in messages.
        encoding: any name that Python knows.

    Raises:
        SourceError: the encoding is unknown, the bytes are of another one (the message has line,
            byte and offset), or they are binary.
    """
    has_utf8_name = is_utf8(encoding)
    for bom, bom_encoding in _BOMS:
        if has_utf8_name and data.startswith(bom):
            raise SourceError(
                f"{path}: is {bom_encoding.upper()}, not UTF-8; give --encoding {bom_encoding}"
            )
    try:
        # "utf-8-sig" drops a byte order mark if there is one.
        text = data.decode("utf-8-sig" if has_utf8_name else encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError(
            f"{path}:{line}: byte 0x{data[error.start]:02X} at offset {error.start} is not "
            f"{encoding}; if the file has another encoding, give it: --encoding latin-1"
        ) from None
    except UnicodeError as error:
        # Codecs such as utf-16 and idna raise it without a position.
        raise SourceError(f"{path}: is not {encoding}: {error}") from None
    except (LookupError, ValueError):
        # ValueError: the name has a NUL. UnicodeError, its subclass, is handled above.
        raise SourceError(f"{path}: Python knows no encoding {encoding!r}; give another") from None
    nul = text.find("\0")
    if nul >= 0:
        raise SourceError(
            f"{path}: is a binary file (a NUL at character {nul}), not text; save the page as text"
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def is_utf8(encoding: str) -> bool:
    """Return whether Python knows an encoding's name as one of UTF-8 (``UTF_8``, ``u8``, …)."""
    try:
        return codecs.lookup(encoding).name in _UTF8_CODECS
    except (LookupError, ValueError):
        return False


def line_finder(text: str) -> Callable[[int], int]:
    """Return a function from a character's index to its 1-based line.

    Line ends are indexed once, so that each call takes logarithmic time.
    """
    line_ends = [match.start() for match in re.finditer("\n", text)]
    # bisect_left: a line end belongs to the line that it ends.
    return lambda index: bisect_left(line_ends, index) + 1


def validate_title(raw: str) -> str:
    """Return a cleaned title.

    Raises:
        RecordError: the title has no letter or digit, or more than ``MAX_TITLE_CHARS`` characters.
    """
    if len(raw) > MAX_TITLE_CHARS:
        raise RecordError(
            f"the title has {len(raw):,} characters, over the limit of {MAX_TITLE_CHARS:,}; "
            "is it a whole text in one line?"
        )
    title = clean_title(raw)
    if not any(c.isalnum() for c in title):
        raise RecordError("there is no title; give one")
    return title


def validate_abstract(raw: str) -> str:
    """Return a cleaned abstract, which may be empty.

    Raises:
        RecordError: the abstract has more than ``MAX_ABSTRACT_CHARS`` characters.
    """
    if len(raw) > MAX_ABSTRACT_CHARS:
        raise RecordError(
            f"the abstract has {len(raw):,} characters, over the limit of {MAX_ABSTRACT_CHARS:,}; "
            "is it a whole paper in one line?"
        )
    return clean_abstract(raw)


def paper_links(source_links: Iterable[Link], abstract: str) -> tuple[Link, ...]:
    """Return a paper's links, each URL once: the source's own, then those in the abstract.

    Links of the kind "link" in an abstract are left out: they may lead to anything, such as a data
    set of other authors. Code, models and PDFs are most likely the paper's.
    """
    links: dict[str, Link] = {}
    abstract_links = (link for link in find_links(abstract) if link.kind != "link")
    for link in (*source_links, *abstract_links):
        # The first kind wins: the source's word on a URL counts more than a guess.
        links.setdefault(link.url, link)
    return tuple(links.values())
