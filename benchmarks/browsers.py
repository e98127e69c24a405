"""The Chromium that benchmarks operate."""

from __future__ import annotations

import shutil
import sys

#: Programs, best first: readers have windows. ``tests/install-browsers`` installs the second one.
PROGRAMS = ("chromium", "chromium-headless-shell", "chromium-browser", "google-chrome", "chrome")


def chromium_path() -> str:
    """Return the path of the first program that is installed; exit without one."""
    path = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if path is None:
        sys.exit(f"none of {', '.join(PROGRAMS)} is installed; run tests/install-browsers")
    return path
