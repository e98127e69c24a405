"""A hash that scripts of the pages compute too."""

from __future__ import annotations

from typing import Final

#: JavaScript multiplies 32-bit integers exactly.
_OFFSET: Final = 0x811C9DC5
_PRIME: Final = 0x01000193
_MASK: Final = 0xFFFFFFFF


def fnv1a(text: str) -> int:
    """Return the 32-bit FNV-1a hash of a text's UTF-8 bytes, as ``hash.js`` does.

    Source: Fowler, Noll and Vo, draft-eastlake-fnv-17.
    """
    value = _OFFSET
    for byte in text.encode("utf-8", errors="replace"):
        value = (value ^ byte) * _PRIME & _MASK
    return value
