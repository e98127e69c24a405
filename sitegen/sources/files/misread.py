"""Repair texts whose UTF-8 was read as windows-1252 and written as UTF-8 again ("Ã©")."""

from __future__ import annotations

import re
from typing import Final

#: A lead byte and a continuation byte of UTF-8, both read as windows-1252.
_PAIR: Final = re.compile("[Â-ßà-ô][\\x80-\\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
#: Pairs that a repair needs, so that one word in odd letters is no reason for it.
_MIN_PAIRS: Final = 2
#: What windows-1252 can't be read as.
_FOREIGN: Final = re.compile("[^\\x00-\\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
#: The codec refuses C1 controls, of which five stand for bytes that windows-1252 leaves unassigned;
#: "surrogateescape" writes these as the bytes of the controls.
_ESCAPED_CONTROLS: Final = {code: 0xDC00 + code for code in range(0x80, 0xA0)}
#: "à" whose second byte, a no-break space, was cleaned to a space; then a space may follow.
_LOST_SPACE: Final = re.compile(rb"\xc3  ?")


def repair_misread(text: str) -> str | None:
    """Return the text as it was meant; None unless all of it was read as windows-1252."""
    if len(_PAIR.findall(text)) < _MIN_PAIRS:
        return None
    if _FOREIGN.search(text):
        return None
    data = text.translate(_ESCAPED_CONTROLS).encode("cp1252", "surrogateescape")
    try:
        return _LOST_SPACE.sub(b"\xc3\xa0 ", data).decode("utf-8")
    except UnicodeDecodeError:
        return None
