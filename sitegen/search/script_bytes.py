"""Bytes as text inside a script: what browsers load on file:// too.

Each character has 7 bits, the first bits first. Base64 has 6 bits per character, so it takes an
eighth more. The five characters that a string of JavaScript can't hold as they are, or that
programs may take for the end of a text, have 128 more, which UTF-8 writes as two bytes.
"""

from __future__ import annotations

from typing import Final

import numpy as np

_BITS: Final = 7
_ESCAPES: Final = {ord(character): 128 + ord(character) for character in '\0\n\r"\\'}


def encode_bytes(data: bytes) -> str:
    """Return the characters of bytes, to be put between double quotes."""
    bits = np.unpackbits(np.frombuffer(data, np.uint8))
    count = -(-len(bits) // _BITS)
    rows = np.pad(bits, (0, count * _BITS - len(bits))).reshape(-1, _BITS)
    # A byte per character, the first bit of which is 0.
    characters = np.packbits(np.pad(rows, ((0, 0), (1, 0))), axis=1)
    return characters.tobytes().decode("ascii").translate(_ESCAPES)
