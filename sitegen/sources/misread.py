"""Repair texts whose UTF-8 was read as windows-1252 and written as UTF-8 again ("Ã©")."""

from __future__ import annotations

import re
from typing import Final

#: A lead byte and a continuation byte of UTF-8, both read as windows-1252.
_PAIR: Final = re.compile("[Â-ßà-ô][\\x80-\\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
#: Pairs that a repair needs, so that one word in odd letters is no reason for it.
_MIN_PAIRS: Final = 2
#: "à" whose second byte, a no-break space, was cleaned to a space; then a space may follow.
_LOST_SPACE: Final = re.compile(rb"\xc3  ?")


def repair_misread(text: str) -> str | None:
    """Return the text as it was meant; None unless all of it was read as windows-1252."""
    if len(_PAIR.findall(text)) < _MIN_PAIRS:
        return None
    try:
        data = b"".join(_encode_char(char) for char in text)
        return _LOST_SPACE.sub(b"\xc3\xa0 ", data).decode("utf-8")
    except UnicodeError:
        return None


def _encode_char(char: str) -> bytes:
    """Encode a character in windows-1252, with its five unassigned bytes.

    Raises:
        UnicodeEncodeError: it has no place there.
    """
    try:
        return char.encode("cp1252")
    except UnicodeEncodeError:
        return char.encode("latin-1")
