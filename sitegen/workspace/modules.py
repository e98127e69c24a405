"""Import every module of a package: how the registries find formats, page kinds and exports."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType


def load_modules(package: ModuleType) -> tuple[ModuleType, ...]:
    """Return all modules of a package, in alphabetical order."""
    # The search path is part of the cache key: a package that is extended is read again.
    return _load(package.__name__, tuple(package.__path__))


@cache
def _load(package_name: str, search_path: tuple[str, ...]) -> tuple[ModuleType, ...]:
    names = sorted(info.name for info in pkgutil.iter_modules(search_path))
    return tuple(import_module(f"{package_name}.{name}") for name in names)
