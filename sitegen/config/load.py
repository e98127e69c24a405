"""Read sitegen.toml, check it against ``settings``, and print what it may hold.

``SECTIONS`` is what checks a file, prints the reference (``sitegen config``) and makes
examples/sitegen.toml.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from dataclasses import MISSING, Field, fields
from typing import TYPE_CHECKING, Any

from sitegen.config.settings import SECTIONS, Config
from sitegen.config.topics import toml_string
from sitegen.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Config", "parse_config", "read_config", "read_text", "reference"]


def read_config(path: Path) -> Config:
    """Read sitegen.toml.

    Raises:
        ConfigError: it can't be read, or has faults; all of them are told, each with its line.
    """
    text = read_text(path)
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: is not TOML: {error}") from error
    return parse_config(tables, text, path)


def read_text(path: Path) -> str:
    """Return the text of a settings file.

    Raises:
        ConfigError: it can't be read.
    """
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "is not UTF-8"
        raise ConfigError(f"{path}: can't be read: {reason}") from error


def parse_config(tables: dict[str, Any], text: str, path: Path) -> Config:
    """Check the tables of a file against the declared settings; ``text`` is for line numbers."""
    faults: list[str] = []
    made: dict[str, Any] = {}
    for name, table in tables.items():
        section = SECTIONS.get(name)
        if section is None:
            faults.append(
                f"{path}:{_line(text, name, None)}: {_unknown(name, SECTIONS, 'section')}"
            )
        elif not isinstance(table, dict):
            faults.append(f"{path}:{_line(text, None, name)}: {name} is a section; write [{name}]")
        else:
            good, wrong = _checked(section, name, table, text)
            made[name] = section(**good)
            faults += [f"{path}:{fault}" for fault in wrong]
    tags = made.get("tags")
    if tags and tags.least > tags.most:
        faults.append(f"{path}:{_line(text, 'tags', 'least')}: least is above most")
    if faults:
        raise ConfigError("\n".join(faults))
    return Config(**made, folder=path.parent)


def _checked(
    section: type[Any], name: str, table: dict[str, Any], text: str
) -> tuple[dict[str, Any], list[str]]:
    declared = {f.name: f for f in fields(section)}
    good: dict[str, Any] = {}
    faults: list[str] = []
    for key, value in table.items():
        line = _line(text, name, key)
        if key not in declared:
            faults.append(f"{line}: {_unknown(key, declared, 'setting')}")
            continue
        fault = _fault(declared[key], value)
        if fault:
            faults.append(f"{line}: {key} = {value!r} {fault}")
        else:
            good[key] = float(value) if isinstance(_default(declared[key]), float) else value
    return good, faults


def _fault(declared: Field[Any], value: Any) -> str | None:
    default = _default(declared)
    wanted: tuple[type, ...] = (int, float) if isinstance(default, float) else (type(default),)
    if not isinstance(value, wanted) or isinstance(value, bool) != isinstance(default, bool):
        names = {
            str: "a text in quotes",
            int: "a whole number",
            float: "a number",
            list: "a list",
            bool: "true or false",
        }
        return f"must be {names.get(type(default), type(default).__name__)}"
    if isinstance(value, list) and not all(isinstance(item, str) for item in value):
        return "must be a list of texts in quotes"
    check = declared.metadata["check"]
    return check(value) if check else None


def _default(declared: Field[Any]) -> Any:
    if declared.default is not MISSING:
        return declared.default
    factory: Any = declared.default_factory
    return factory()


def _unknown(name: str, known: dict[str, Any], what: str) -> str:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.4)
    hint = f"did you mean '{near[0]}'?" if near else f"known are {', '.join(known)}"
    return f"there is no {what} '{name}'; {hint}"


def _line(text: str, section: str | None, key: str | None) -> int:
    """Find the 1-based line of a section's header, or of a key in it."""
    inside = None
    for number, raw in enumerate(text.splitlines(), start=1):
        header = re.match(r"\s*\[+\s*\"?([\w-]+)", raw)
        if header:
            inside = header.group(1)
            if key is None and inside == section:
                return number
        assigned = re.match(r"\s*\"?([\w-]+)\"?\s*(?:\.|=)", raw)
        if assigned and inside == section and assigned.group(1) == key:
            return number
        if assigned and inside is None and key is None and assigned.group(1) == section:
            return number
    return 1


def reference() -> str:
    """Return a sitegen.toml that shows every setting with its default."""
    lines = ["# Every setting of sitegen.toml with its default. All are optional.", ""]
    for name, section in SECTIONS.items():
        lines.append(f"[{name}]")
        for declared in fields(section):
            lines.append(f"# {declared.metadata['text']}")
            lines.append(f"{declared.name} = {_to_toml(_default(declared))}")
        lines.append("")
    return "\n".join(lines)


def _to_toml(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return toml_string(value)
    return str(value)
