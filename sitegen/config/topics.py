"""tags.toml: the topics of a collection as its curator wants them.

One line a topic, ``slug = "Name"``; sitegen adds lines for the topics that it finds and never
changes one that stands there, so that a topic's address stays and an edit always wins.
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any, Final

from sitegen.errors import ConfigError
from sitegen.paper import Tag, Topic

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

HEADER: Final = """\
# The topics of this collection, one a line. sitegen adds those that it finds at the end and leaves
# all other lines as they are; edit them freely:
#
#   slug = "Name"      what readers see; the slug is the page's address and stays
#   slug = false       never a topic
#   slug = { name = "Name", also = ["other name"], description = "What it is.", force = true }
#
# also: further names for the same topic. force: every paper that has the name or one of the others
# in its title or abstract gets the topic.

"""
_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_KEYS: Final = {"name": str, "also": list, "description": str, "force": bool}


def parse_topics(text: str, path: Path) -> tuple[Topic, ...]:
    """Read a tags.toml.

    Raises:
        ConfigError: it has faults; all of them are told, each with its line.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: is not TOML: {error}") from error
    topics: list[Topic] = []
    faults: list[str] = []
    for slug, value in table.items():
        fault = _fault(slug, value)
        if fault:
            faults.append(f"{path}:{_line(text, slug)}: {slug}: {fault}")
        else:
            topics.append(_topic(slug, value))
    faults += _doubled(topics, text, path)
    if faults:
        raise ConfigError("\n".join(faults))
    return tuple(topics)


def add_topics(text: str, tags: Iterable[Tag]) -> str:
    """Return the text with a line for each tag that it lacks, in the order of their slugs."""
    known = tomllib.loads(text)
    lines = [
        f"{tag.slug} = {toml_string(tag.name)}\n"
        for tag in sorted(tags, key=lambda t: t.slug)
        if tag.slug not in known
    ]
    text = text or HEADER
    end = "" if text.endswith("\n") or not lines else "\n"
    return text + end + "".join(lines)


def _fault(slug: str, value: Any) -> str | None:
    if not _SLUG.fullmatch(slug):
        return "is no slug; write a-z, 0-9 and single hyphens, as in an address"
    if isinstance(value, dict):
        return _table_fault(value)
    if value is False or (isinstance(value, str) and value.strip()):
        return None
    return 'must be "Name", false or { name = "Name" }'


def _table_fault(value: dict[str, Any]) -> str | None:
    for key, part in value.items():
        if key not in _KEYS:
            return f"there is no '{key}'; known are {', '.join(_KEYS)}"
        if not isinstance(part, _KEYS[key]):
            return f"{key} must be {_TYPES[_KEYS[key]]}"
    if not all(isinstance(name, str) and name.strip() for name in value.get("also", [])):
        return "also must be a list of names in quotes"
    return None if value.get("name", "").strip() else 'lacks its name; write name = "Name"'


_TYPES: Final = {str: "a text in quotes", list: "a list of names in quotes", bool: "true or false"}


def _topic(slug: str, value: Any) -> Topic:
    if value is False:
        return Topic(slug)
    if isinstance(value, str):
        return Topic(slug, _one_line(value))
    return Topic(
        slug,
        _one_line(value["name"]),
        tuple(map(_one_line, value.get("also", ()))),
        _one_line(value.get("description", "")),
        value.get("force", False),
    )


def _doubled(topics: Sequence[Topic], text: str, path: Path) -> list[str]:
    """Tell of names that two lines claim."""
    owner: dict[str, str] = {}
    faults = []
    for topic in topics:
        for name in (topic.name, *topic.also):
            other = owner.setdefault(name.casefold(), topic.slug) if name else topic.slug
            if other != topic.slug:
                line = _line(text, topic.slug)
                faults.append(f"{path}:{line}: {topic.slug}: “{name}” is {other} already")
    return faults


def _line(text: str, slug: str) -> int:
    pattern = re.compile(rf"""\s*\[?["']?{re.escape(slug)}["']?\s*[=.\]]""")
    lines = enumerate(text.splitlines(), start=1)
    return next((number for number, line in lines if pattern.match(line)), 1)


def _one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def toml_string(text: str) -> str:
    """Write a text of one line as TOML's basic string (TOML 1.0, "String")."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
