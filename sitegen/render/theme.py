"""Where the theme is: beside the package in a checkout, inside it once installed."""

from __future__ import annotations

from pathlib import Path

from sitegen.errors import BuildError


def theme_folder() -> Path:
    """Return the folder that becomes MkDocs' ``custom_dir``."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "theme", package.parent / "theme"):
        if (folder / "main.html").is_file():
            return folder
    raise BuildError("sitegen's theme is missing from its installation; install sitegen again")
