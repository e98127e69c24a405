"""Paths to values in nested JSON: ``primary_location.source.display_name``.

A step is a key. ``key[]`` goes on in every element of a list, ``key[type=DOI]`` in the elements
whose ``type`` is ``DOI``; without brackets, a list stands for its first element. A single value
stands for a list of one, as APIs that come from XML write it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final, NamedTuple

_STEP: Final = re.compile(
    r"(?<![^.\[\]])([^.\[\]]++)(?:\[(?:([^\[\]=]*+)=)?([^\[\]]*+)\])?(?:\.|$)"
)


class _Step(NamedTuple):
    """A key, whether all elements of its value go on, and the pair that selects among them."""

    key: str
    is_list: bool
    filter_key: str
    filter_value: str


@cache
def _compile(path: str) -> tuple[_Step, ...]:
    return tuple(
        _Step(match[1], match[3] is not None and match[2] is None, match[2] or "", match[3] or "")
        for match in _STEP.finditer(path)
    )


def value_at(value: Any, path: str) -> Any:
    """Return the value at a path: a list if the path has ``[]``, None if there is nothing."""
    # Nearly all paths are a key, which needs no steps.
    if "." not in path and "[" not in path:
        return value.get(path) if isinstance(value, dict) else None
    return _follow(value, _compile(path), 0)


def _follow(value: Any, steps: tuple[_Step, ...], index: int) -> Any:
    for position in range(index, len(steps)):
        key, is_list, filter_key, filter_value = steps[position]
        if isinstance(value, list):
            value = next((item for item in value if isinstance(item, dict)), None)
        value = value.get(key) if isinstance(value, dict) else None
        if value is None:
            return None
        if not (is_list or filter_key):
            continue
        items = value if isinstance(value, list) else [value]
        if filter_key:
            items = [item for item in items if _is_selected(item, filter_key, filter_value)]
            value = items[0] if items else None
            continue
        values = [_follow(item, steps, position + 1) for item in items]
        return _flatten(values)
    return value


def _is_selected(item: Any, key: str, value: str) -> bool:
    """Return whether an object has a value under a key, whatever the case of its letters."""
    text = item.get(key) if isinstance(item, dict) else None
    return isinstance(text, str) and text.lower() == value.lower()


def _flatten(values: list[Any]) -> list[Any]:
    flat: list[Any] = []
    for value in values:
        if isinstance(value, list):
            flat += value
        elif value not in (None, ""):
            flat.append(value)
    return flat
