"""The picture of a site is the one that the tool draws."""

import struct
import zlib
from pathlib import Path

from tools.make_card import HEIGHT, WIDTH, draw

CARD = Path(__file__).parents[3] / "theme" / "assets" / "sitegen" / "card.png"


def parts(data):
    """Return name -> content of a PNG's chunks, each checked; pixels unpacked."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    chunks, position = {}, 8
    while position < len(data):
        (length,) = struct.unpack_from(">I", data, position)
        name, content = (
            data[position + 4 : position + 8],
            data[position + 8 : position + 8 + length],
        )
        assert struct.unpack_from(">I", data, position + 8 + length) == (
            zlib.crc32(name + content),
        )
        chunks[name], position = content, position + 12 + length
    return chunks | {b"IDAT": zlib.decompress(chunks[b"IDAT"])}


def test_the_shipped_picture_is_drawn_by_the_tool():
    shipped = parts(CARD.read_bytes())
    assert shipped == parts(draw())
    assert struct.unpack(">II", shipped[b"IHDR"][:8]) == (WIDTH, HEIGHT) == (1200, 630)
    assert len(shipped[b"IDAT"]) == HEIGHT * (1 + WIDTH // 4)
