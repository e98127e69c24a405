"""Describe an exception that a hook or plugin of the user raised inside MkDocs."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.render.user_content import hook_files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import FrameType


def describe_fault(error: Exception, mkdocs: Path) -> str:
    """Return one sentence with the place, the hook or plugin, and the exception.

    Examples: ``/a/hooks.py:3: the hook raised KeyError: 'x'``;
    ``/b/plugin.py:7: the plugin "macros" raised ValueError: no``.

    Args:
        error: an exception with its traceback.
        mkdocs: the mkdocs.yml of the run, whose hooks are absolute paths.
    """
    hooks = {str(Path(path).resolve()) for path in hook_files(mkdocs)}
    fault = _exception_text(error)
    # A file that Python can't parse has no frame: its place is in the exception.
    if isinstance(error, SyntaxError) and error.filename:
        owner = "the hook" if _real_path(error.filename) in hooks else "Python"
        return f"{error.filename}:{error.lineno or 1}: {owner} raised {fault}"
    packages = _plugin_packages()
    frames = list(traceback.walk_tb(error.__traceback__))
    # The innermost frame of the user's code is where to look; frames below are libraries'.
    for frame, line in reversed(frames):
        if owner := _owner_of(frame, hooks, packages):
            return f"{frame.f_code.co_filename}:{line}: {owner} raised {fault}"
    frame, line = frames[-1]
    return f"{frame.f_code.co_filename}:{line}: {fault}"


def _exception_text(error: Exception) -> str:
    """Return class and message, with the file of an OSError."""
    name = type(error).__name__
    if isinstance(error, OSError) and error.filename is not None:
        return f"{name}: {error.filename}: {error.strerror}"
    # The text of a SyntaxError would repeat the place. Others may have several lines, or be empty.
    text = error.msg if isinstance(error, SyntaxError) else str(error)
    message = " ".join(text.split())
    return f"{name}: {message}" if message else name


def _owner_of(frame: FrameType, hooks: set[str], packages: Mapping[str, str]) -> str:
    """Return the hook or plugin that a frame's code belongs to, or an empty string."""
    if _real_path(frame.f_code.co_filename) in hooks:
        return "the hook"
    module = str(frame.f_globals.get("__name__", ""))
    matches = [p for p in packages if module == p or module.startswith(f"{p}.")]
    # Of nested packages the innermost counts: Material has one for each of its plugins.
    return f'the plugin "{packages[max(matches, key=len)]}"' if matches else ""


def _plugin_packages() -> dict[str, str]:
    """Return the packages of all installed plugins -> the plugin's name."""
    # Imported late, as importing MkDocs is slow and prints banners.
    from mkdocs.plugins import get_plugins

    return {_package_of(entry.module): name for name, entry in get_plugins().items()}


def _package_of(module: str) -> str:
    """Return the package of a plugin's module; a package, or a module at the top, is its own."""
    if hasattr(sys.modules.get(module), "__path__"):
        return module
    return module.rpartition(".")[0] or module


def _real_path(path: str) -> str:
    return str(Path(path).resolve())
