"""Locate the theme: beside the package in a checkout, inside it once installed."""

from __future__ import annotations

from pathlib import Path

from sitegen.errors import BuildError


def theme_folder() -> Path:
    """Return the folder of templates and assets that becomes MkDocs' ``custom_dir``.

    Raises:
        BuildError: the theme is not installed.
    """
    package = Path(__file__).resolve().parent.parent
    # The wheel's build copies the theme into the package.
    for folder in (package / "theme", package.parent / "theme"):
        # An unrelated folder may have the same name; main.html is what MkDocs renders first.
        if (folder / "main.html").is_file():
            return folder
    raise BuildError(
        f"{package}: sitegen's theme is missing from this installation; install sitegen again"
    )
