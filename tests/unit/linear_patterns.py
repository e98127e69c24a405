"""The patterns whose time is known to be linear, so that a run measures only new ones.

They are committed as hashes, which are those of the code that measures and of the version of Python:
if either changes, all patterns are measured. ``make golden`` writes the file.
"""

import hashlib
import sys
from pathlib import Path

from tests.unit import pattern_texts

PATH = Path(__file__).resolve().parents[1] / "fixtures" / "linear-patterns.txt"
#: The engine changes with Python's minor version.
_VERSION = f"{sys.version_info[:2]} {Path(pattern_texts.__file__).read_text('utf-8')}"


def hash_pattern(pattern, method):
    """Return what stands for the use of a pattern in the file."""
    text = "\0".join((_VERSION, method, str(pattern.flags), repr(pattern.pattern)))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def read_hashes():
    return set(PATH.read_text("utf-8").split())


def write_hashes(hashes):
    PATH.write_text("".join(f"{entry}\n" for entry in sorted(hashes)), "utf-8")
