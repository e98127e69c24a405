"""Decode the bytes of a source: by its byte order mark, its declaration, or a sure guess.

UTF-8 is tried first. A text that is not UTF-8 may declare its encoding, as JabRef, XML and HTML do.
A guess is used only if no other encoding would give a different plausible text; otherwise the error
names the likely encoding.
"""

from __future__ import annotations

import codecs
import re
from typing import Final, NamedTuple

from sitegen.errors import SourceError, count_of
from sitegen.sources.files.encoding_guess import SAMPLE_BYTES, Guess, guess_encoding
from sitegen.sources.files.latin_guess import guess_latin
from sitegen.sources.files.misread import repair_misread

#: Byte order marks. UTF-32 comes first: its little-endian mark starts with UTF-16's.
_BOMS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: Python's canonical names of UTF-8, without and with a byte order mark.
_UTF8_CODECS: Final = frozenset({"utf-8", "utf-8-sig"})
#: Declarations at the start of a text: JabRef, XML, HTML and Cochrane's RIS, KBibTeX, Emacs,
#: Vim.
_DECLARATION: Final = re.compile(
    r"^%+ ?Encoding: ?([\w.:-]+)"
    r"|<\?xml[^>]{1,80}?encoding ?= ?[\"']([\w.:-]+)"
    r"|charset ?= ?[\"']?([\w.:-]+)"
    r"|x-kbibtex-encoding=([\w.:-]+)"
    r"|-\*-.{0,40}?coding: ?([\w.:-]+)"
    r"|\b(?:vim?|ex): ?[^\n]{0,80}?\b(?:fileencoding|fenc)=([\w.:-]+)",
    re.IGNORECASE | re.MULTILINE,
)
_DECLARATION_BYTES: Final = 4_096
#: Declared encoding -> its superset that programs mean by it.
#: Source: https://encoding.spec.whatwg.org/#names-and-labels
_SUPERSETS: Final = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030",
    "shift_jis": "cp932", "euc_kr": "cp949", "iso8859-9": "cp1254",
}  # fmt: skip
#: Lines whose numbers a warning lists.
_MAX_LISTED_LINES: Final = 5
#: A text with more NULs is a binary file.
_MIN_CHARS_PER_NUL: Final = 200
#: Letters in UTF-8 for each damaged byte; a text of another encoding has nearly none.
_MIN_LETTERS_PER_FAULT: Final = 4
_NON_ASCII: Final = re.compile(r"[^\x00-\x7f]+")
#: Pairs of bytes that show UTF-16.
_MIN_PAIRS: Final = 8
#: Share of the even or the odd bytes that are zero in UTF-16 text without a mark.
_MIN_ZERO_SHARE: Final = 0.4
#: Share of the upper bytes of UTF-32 that are zero.
_MIN_FULL_SHARE: Final = 0.95


class Decoding(NamedTuple):
    """A source's text, without a byte order mark and with LF as the only line end.

    Attributes:
        text: the whole text.
        warning: a sentence that names the encoding, if it was guessed; else empty.
    """

    text: str
    warning: str = ""


def decode(data: bytes, path: str, encoding: str = "utf-8") -> str:
    """Return the text of ``decode_source``.

    Raises:
        SourceError: as in ``decode_source``.
    """
    return decode_source(data, path, encoding).text


def decode_source(data: bytes, path: str, encoding: str = "utf-8") -> Decoding:
    """Decode a file's bytes.

    Args:
        data: the whole file.
        path: the file's name in messages.
        encoding: any name that Python knows. UTF-8, the default, gives way to the file's own byte
            order mark or declaration.

    Raises:
        SourceError: the encoding is unknown, the bytes are of another one (the message has line,
            byte and offset), or they are binary.
    """
    if is_utf8(encoding) or data.startswith(codecs.BOM_UTF8):
        text, warning = _decode_default(data, path, encoding)
    else:
        text, warning = _decode_as(data, path, encoding), ""
    if "\0" in text:
        text, warning = _replace_nuls(text, path), warning or _nul_warning(text)
    # Files that were put together have marks inside.
    text = text.replace("\ufeff", "") if "\ufeff" in text else text
    repaired = None if warning or text.isascii() else repair_misread(text)
    if repaired is not None:
        text, warning = repaired, "was decoded twice as cp1252, and the letters were repaired"
    return Decoding(_unify_line_ends(text), warning)


def _replace_nuls(text: str, path: str) -> str:
    """Return a text with U+FFFD for a few NULs, which a damaged disk or database leaves.

    Raises:
        SourceError: there are so many that the file is no text.
    """
    if text.count("\0") * _MIN_CHARS_PER_NUL > len(text):
        raise SourceError(
            f"{path}: is a binary file (a NUL at character {text.find(chr(0))}), not text; save "
            "the page as text"
        )
    return text.replace("\0", "\ufffd")


def _nul_warning(text: str) -> str:
    line = text.count("\n", 0, text.find("\0")) + 1
    return (
        f"has {count_of(text.count(chr(0)), 'NUL')}, the first in line {line}, in place of other "
        "characters; check that line, or get the file again"
    )


def _unify_line_ends(text: str) -> str:
    """Return a text with LF as its line end."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    # Strings of JSON may have the others, and must not have LF.
    if text.isascii() or text.lstrip()[:1] in {"{", "["}:
        return text
    # In a text that has lines, this character is the dots of windows-1252.
    if "\n" not in text:
        text = text.replace("\x85", "\n")
    return text.replace("\u2028", "\n").replace("\u2029", "\n")


def is_utf8(encoding: str) -> bool:
    """Return whether Python knows an encoding's name as one of UTF-8 (``UTF_8``, ``u8``, …)."""
    try:
        return codecs.lookup(encoding).name in _UTF8_CODECS
    except (LookupError, ValueError):
        return False


def _decode_default(data: bytes, path: str, encoding: str) -> tuple[str, str]:
    """Return a text and a warning for data in UTF-8, or in the encoding that it shows.

    Raises:
        SourceError: it is in another encoding.
    """
    marked = next((name for bom, name in _BOMS if data.startswith(bom)), None)
    if marked:
        return _decode_as(data, path, marked), ""
    declared = _declared_encoding(data)
    # Escape sequences in a text of seven bits are UTF-8 too, but as nobody means it.
    if declared and declared.startswith("iso2022") and b"\x1b" in data:
        return _decode_as(data, path, declared), ""
    wide = _wide_encoding(data)
    if wide:
        return _decode_as(data, path, wide), f"read as {wide}, which has no byte order mark here"
    try:
        # "utf-8-sig" drops a byte order mark if there is one.
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError as error:
        fault = error
    text = _try_decode(data, declared) if declared and not is_utf8(declared) else None
    return (text, "") if text is not None else _decode_guess(data, path, encoding, fault)


def _decode_guess(
    data: bytes, path: str, encoding: str, fault: UnicodeDecodeError
) -> tuple[str, str]:
    """Return a text and a warning for data whose encoding nothing states.

    Raises:
        SourceError: no guess is sure.
    """
    paired = _decode_surrogates(data)
    if paired is not None:
        return paired, "has halves of characters (surrogates), which were joined or replaced"
    mixed = _decode_lines(data)
    if mixed is not None:
        return mixed
    damaged = _decode_damaged(data, fault)
    if damaged is not None:
        return damaged
    guess = guess_encoding(data)
    text = _try_decode(data, guess.encoding) if guess and guess.is_sure else None
    if guess is None or text is None:
        raise SourceError(_other_encoding(data, path, encoding, fault, guess))
    return text, (
        f"is not UTF-8 and was read as {guess.encoding}; check the accents, and give --encoding if "
        "they are wrong"
    )


def _decode_surrogates(data: bytes) -> str | None:
    """Decode UTF-8 with surrogates, as Java and old databases write it; lone ones are replaced."""
    try:
        text = data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return None
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _decode_lines(data: bytes) -> tuple[str, str] | None:
    """Decode a text in UTF-8 that has some lines in windows-1252.

    Returns:
        The text and a warning with the numbers of these lines; None if it is no such text.
    """
    lines = data.removeprefix(codecs.BOM_UTF8).split(b"\n")
    strange = [n for n, line in enumerate(lines) if _try_decode(line, "utf-8") is None]
    accented = sum(not line.isascii() for line in lines)
    # Letters in UTF-8 are no accident: they follow a strict pattern.
    if 2 * len(strange) >= accented:
        return None
    guess = guess_latin(b"\n".join(lines[n] for n in strange)[:SAMPLE_BYTES])
    if guess != ("cp1252", True):
        return None
    texts = [
        _decode_cp1252(line) if (text := _try_decode(line, "utf-8")) is None else text
        for line in lines
    ]
    numbers = ", ".join(str(n + 1) for n in strange[:_MAX_LISTED_LINES])
    more = f" and {len(strange) - _MAX_LISTED_LINES} more" * (len(strange) > _MAX_LISTED_LINES)
    verbs = ("lines", "are", "were") if len(strange) > 1 else ("line", "is", "was")
    return "\n".join(texts), (
        f"{verbs[0]} {numbers}{more} {verbs[1]} not UTF-8 and {verbs[2]} read as cp1252; "
        "check the accents"
    )


def _decode_damaged(data: bytes, fault: UnicodeDecodeError) -> tuple[str, str] | None:
    """Decode UTF-8 with a few damaged bytes, which become U+FFFD.

    Returns:
        The text and a warning with the first line; None if the text may be of another encoding:
        only letters in UTF-8 show that it is not.
    """
    text = data.decode("utf-8-sig", "replace")
    count = text.count("\ufffd") - data.count("\ufffd".encode())
    letters = sum(map(len, _NON_ASCII.findall(text))) - count
    if count * _MIN_LETTERS_PER_FAULT > letters:
        return None
    line = data.count(b"\n", 0, fault.start) + 1
    return text, (
        f"has {count_of(count, 'sequence')} of bytes that can't be UTF-8, the first in line {line};"
        " check that line, or get the file again"
    )


def _other_encoding(
    data: bytes, path: str, encoding: str, fault: UnicodeDecodeError, guess: Guess | None
) -> str:
    advice = f"--encoding {guess.encoding}" if guess else "--encoding NAME"
    line = data.count(b"\n", 0, fault.start) + 1
    return (
        f"{path}:{line}: byte 0x{data[fault.start]:02X} at offset {fault.start} is not {encoding}; "
        f"if the file has another encoding, give it: {advice}"
    )


def _decode_as(data: bytes, path: str, encoding: str) -> str:
    """Decode data in the encoding that the user or the file names.

    Raises:
        SourceError: the encoding is unknown, or the bytes are of another one.
    """
    try:
        if codecs.lookup(encoding).name == "iso8859-1":
            # As browsers do: the control characters of Latin-1 are never meant.
            return _decode_cp1252(data)
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError(
            _other_encoding(data, path, encoding, error, guess_encoding(data))
        ) from None
    except UnicodeError as error:
        # Codecs such as utf-16 and idna raise it without a position.
        raise SourceError(f"{path}: is not {encoding}: {error}") from None
    except (LookupError, ValueError):
        # ValueError: the name has a NUL. UnicodeError, its subclass, is handled above.
        raise SourceError(f"{path}: Python knows no encoding {encoding!r}; give another") from None


def _try_decode(data: bytes, encoding: str) -> str | None:
    try:
        return _decode_cp1252(data) if encoding == "cp1252" else data.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        return None


def _decode_cp1252(data: bytes) -> str:
    """Decode windows-1252; its five unassigned bytes stay control characters."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(bytes([code]).decode("cp1252", "ignore") or chr(code) for code in data)


def _declared_encoding(data: bytes) -> str | None:
    """Return Python's name of the encoding that the start of a text declares, or its superset."""
    match = _DECLARATION.search(data[:_DECLARATION_BYTES].decode("latin-1"))
    if not match:
        return None
    # Java's names have "x-" before those that are no standard: "x-MacRoman".
    label = next(filter(None, match.groups())).lower().removeprefix("x-")
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    return _SUPERSETS.get(name, name)


def _wide_encoding(data: bytes) -> str | None:
    """Return the name of UTF-16 or UTF-32 without a byte order mark, by its zero bytes."""
    head = data[: _DECLARATION_BYTES // 4 * 4]
    pairs = len(head) // 2
    if pairs < _MIN_PAIRS or b"\0" not in head:
        return None
    # Nearly all characters are below U+10000, whose two upper bytes are zero.
    zeros = [head[n::4].count(0) / (len(head) / 4) for n in range(4)]
    if min(zeros[2:]) > _MIN_FULL_SHARE:
        name = "utf-32-le"
    elif min(zeros[:2]) > _MIN_FULL_SHARE:
        name = "utf-32-be"
    elif min(zeros[1::2]) >= _MIN_ZERO_SHARE and not any(zeros[::2]):
        name = "utf-16-le"
    elif min(zeros[::2]) >= _MIN_ZERO_SHARE and not any(zeros[1::2]):
        name = "utf-16-be"
    else:
        return None
    is_whole = len(data) % (4 if "32" in name else 2) == 0
    return name if is_whole and _try_decode(data, name) is not None else None
