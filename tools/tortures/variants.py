"""Damage the bytes of a sample, and remember which of its records are whole."""

from __future__ import annotations

import gzip
import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    from tortures.samples import Sample

_JUNK = (
    b'"', b"'", b"{", b"}", b"[", b"]", b"\\", b",", b"\n", b"\n\n", b"\t", b"<", b">", b"&", b"@",
    b"%", b"#", b"$", b"\0", b"\xff", b"- ", b":", b"--", b"```", b"\r", b"\\ud800", b"\xef\xbb\xbf",
)  # fmt: skip
_MAX_DELETED = 80


@dataclass(frozen=True)
class Variant:
    """A damaged file.

    Attributes:
        name: of the file, for its suffix.
        kind: of the damage.
        data: its bytes.
        edits: (start, end) in the sample of what was replaced; None if nothing is known of records.
    """

    name: str
    kind: str
    data: bytes
    edits: tuple[tuple[int, int], ...] | None


def draw_variant(samples: Sequence[Sample], random: Random) -> Variant:
    """Return a variant of a sample that was drawn, with the sample's name."""
    sample = samples[0]
    kinds = _RECORD_DAMAGES if sample.spans and random.random() < 0.75 else _DAMAGES
    kind, damage = random.choice(list(kinds.items()))
    if damage is None:
        return _PACKED[kind](samples, kind, random)
    start, end = (0, len(sample.data))
    if kinds is _RECORD_DAMAGES:
        start, end = random.choice(sample.spans)
    data, edits = damage(sample.data, start, end, random)
    return Variant(sample.name, kind, data, edits)


# Each damage takes the bytes and the range to damage; it returns the new bytes and the edits.


def _truncate(data, start, end, random):
    cut = random.randint(start, end)
    return data[:cut], ((cut, len(data)),)


def _cut_end(data, start, end, random):
    """Remove the end of a record."""
    cut = random.randint(start, max(start, end - 1))
    return data[:cut] + data[end:], ((cut, end),)


def _cut_start(data, start, end, random):
    cut = random.randint(min(start + 1, end), end)
    return data[:start] + data[cut:], ((start, cut),)


def _flip(data, start, end, random):
    content, edits = bytearray(data), []
    for _ in range(random.randint(1, 3)):
        position = random.randint(start, max(start, end - 1))
        if position < len(content):
            content[position] ^= 1 << random.randint(0, 7)
            edits.append((position, position + 1))
    return bytes(content), tuple(edits)


def _delete(data, start, end, random):
    left = random.randint(start, max(start, end - 1))
    right = min(end, left + random.randint(1, _MAX_DELETED))
    return data[:left] + data[right:], ((left, right),)


def _delete_sign(data, start, end, random):
    """Remove one character of the syntax."""
    signs = [i for i in range(start, end) if data[i] in b"\"'{}[](),:;<>/@=-%\n\\"]
    if not signs:
        return _delete(data, start, end, random)
    position = random.choice(signs)
    return data[:position] + data[position + 1 :], ((position, position + 1),)


def _insert(data, start, end, random):
    position = random.randint(start, end)
    return data[:position] + random.choice(_JUNK) + data[position:], ((position, position),)


def _swap_lines(data, start, end, random):
    lines = data[start:end].splitlines(keepends=True)
    if len(lines) < 2:
        return _insert(data, start, end, random)
    first, second = sorted(random.sample(range(len(lines)), 2))
    positions = [start]
    for line in lines:
        positions.append(positions[-1] + len(line))
    edits = tuple((positions[i], positions[i + 1]) for i in (first, second))
    lines[first], lines[second] = lines[second], lines[first]
    return data[:start] + b"".join(lines) + data[end:], edits


def _damage_packed(packed: bytes, random: Random) -> bytes:
    damage = random.choice((_truncate, _flip, _delete))
    return damage(packed, 0, len(packed), random)[0]


def _splice(samples, kind, random):
    first, second = (sample.data for sample in samples[:2])
    cut, rest = random.randint(0, len(first)), random.randint(0, len(second))
    return Variant(samples[0].name, kind, first[:cut] + second[rest:], None)


def _gzip(samples, kind, random):
    packed = gzip.compress(samples[0].data, 1, mtime=0)
    return Variant(f"{samples[0].name}.gz", kind, _damage_packed(packed, random), None)


def _zip(samples, kind, random):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, sample in enumerate(samples[:2]):
            info = zipfile.ZipInfo(f"{number}-{sample.name}")
            archive.writestr(info, sample.data, zipfile.ZIP_DEFLATED)
    return Variant("all.zip", kind, _damage_packed(stream.getvalue(), random), None)


_RECORD_DAMAGES: dict[str, Callable] = {
    "cut end": _cut_end, "cut start": _cut_start, "flip": _flip, "delete": _delete,
    "delete sign": _delete_sign, "insert": _insert, "swap lines": _swap_lines,
}  # fmt: skip
_PACKED = {"splice": _splice, "gzip": _gzip, "zip": _zip}
_DAMAGES: dict[str, Callable | None] = {
    "truncate": _truncate, "file flip": _flip, "file delete": _delete,
    "file swap lines": _swap_lines, "file insert": _insert, **dict.fromkeys(_PACKED),
}  # fmt: skip
