"""Draw the picture that other sites show beside a link to a site: a page with lines, 1200 by 630.

python tools/make_card.py theme/assets/sitegen/card.png
"""

import struct
import sys
import zlib
from pathlib import Path

WIDTH, HEIGHT = 1200, 630
#: Palette: paper, page, line, accent.
COLOURS = (0xFDFCFA, 0xFFFFFF, 0xD9D6CF, 0x14598A)
#: Left, top, right, bottom, colour: later ones cover earlier ones.
RECTANGLES = (
    (0, 0, 1200, 24, 3), (330, 90, 870, 630, 2), (334, 94, 866, 630, 1), (400, 160, 800, 200, 3),
    (400, 220, 640, 236, 2),
    *((400, top, 800 - 60 * (top % 4 == 0), top + 14, 2) for top in range(290, 630, 34)),
)  # fmt: skip


def chunk(name, data):
    """Return a chunk. Source: PNG specification, third edition, section 5.3."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def draw():
    rows = [bytearray(WIDTH) for _ in range(HEIGHT)]
    for left, top, right, bottom, colour in RECTANGLES:
        for row in rows[top:bottom]:
            row[left:right] = bytes([colour]) * (right - left)
    lines = b"".join(b"\0" + bytes(pack(row)) for row in rows)
    palette = b"".join(colour.to_bytes(3) for colour in COLOURS)
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 2, 3, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join((
        chunk(b"IHDR", head), chunk(b"PLTE", palette), chunk(b"IDAT", zlib.compress(lines, 9)),
        chunk(b"IEND", b""),
    ))  # fmt: skip


def pack(row):
    """Yield bytes of four pixels of two bits."""
    for start in range(0, WIDTH, 4):
        a, b, c, d = row[start : start + 4]
        yield a << 6 | b << 4 | c << 2 | d


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(draw())
