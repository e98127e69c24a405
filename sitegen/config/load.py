"""Read sitegen.toml, check it against the declared settings, and print the reference.

``SECTIONS`` of ``config.settings`` is what a file is checked against, what ``sitegen config``
prints, and what examples/sitegen.toml shows; so are ``REPEATED_SECTIONS``, of
which a file has any number.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import MISSING, Field, fields, replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from sitegen.config.settings import REPEATED_SECTIONS, SECTIONS, Config, SiteSettings
from sitegen.config.topics import join_faults, parse_toml, toml_string
from sitegen.errors import ConfigError, read_fault, shorten
from sitegen.locale import texts_of

if TYPE_CHECKING:
    from pathlib import Path

#: (section, former name) -> name: settings that older files still hold.
_RENAMED: Final = {("tags", "least"): "min", ("tags", "most"): "max"}
#: Bytes of a file's name and of a path: those of the usual file systems, and well below Linux's.
_MAX_NAME_BYTES: Final = 255
_MAX_PATH_BYTES: Final = 1_000
#: Characters of a value that a message quotes.
_MAX_VALUE_CHARS: Final = 200
#: A header, `[site]` or `[[fetch]]`, and an assignment, `name = 1` or `"name".part = 1`.
_HEADER: Final = re.compile(r"\s*\[+\s*[\"']?([\w-]+)")
_ASSIGNED: Final = re.compile(r"\s*[\"']?([\w-]+)[\"']?\s*(?:\.|=)")
_TYPE_NAMES: Final = {
    str: "a text in quotes",
    int: "a whole number",
    float: "a number",
    list: "a list",
    bool: "true or false",
}


def read_config(path: Path) -> Config:
    """Read sitegen.toml.

    Raises:
        ConfigError: the file can't be read or has faults; the message lists all faults with lines.
    """
    text = read_text(path)
    return parse_config(parse_toml(text, path), text, path)


def read_text(path: Path) -> str:
    """Return the text of a settings file.

    Raises:
        ConfigError: the file can't be read.
    """
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(read_fault(path, error)) from error


def parse_config(tables: dict[str, Any], text: str, path: Path) -> Config:
    """Check the tables of a file against the declared settings.

    Args:
        tables: the parsed file.
        text: the file's text, in which faults find their lines.
        path: of the file; its folder is what relative paths start from.

    Raises:
        ConfigError: the file has faults; the message lists all of them with lines.
    """
    faults: list[str] = []
    sections: dict[str, Any] = {}
    for name, table in tables.items():
        section = SECTIONS.get(name)
        if name in REPEATED_SECTIONS:
            sections[name], repeated_faults = _check_repeated(name, table, text)
            faults += [f"{path}:{fault}" for fault in repeated_faults]
        elif section is None:
            line = find_line(text, name, None)
            fault = _unknown(name, {**SECTIONS, **REPEATED_SECTIONS}, "section")
            faults.append(f"{path}:{line}: {fault}")
        elif not isinstance(table, dict):
            line = find_line(text, None, name)
            faults.append(f"{path}:{line}: {name} is a section; write [{name}]")
        else:
            values, section_faults = _check_section(section, name, table, text)
            sections[name] = section(**_resolve_paths(section, values, path.parent))
            faults += [f"{path}:{fault}" for fault in section_faults]
    tags = sections.get("tags")
    if tags and tags.min > tags.max:
        key = "max" if "max" in tables["tags"] else "min"
        line = find_line(text, "tags", key)
        faults.append(f"{path}:{line}: max = {tags.max} is below min = {tags.min}")
    if faults:
        raise ConfigError(join_faults(faults))
    return default_config(path.parent, sections)


def _check_repeated(name: str, tables: Any, text: str) -> tuple[tuple[Any, ...], list[str]]:
    """Return the sections of a name that a file may repeat, and their faults with lines."""
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        line = find_line(text, name, None)
        return (), [f"{line}: {name} is a list of sections; write [[{name}]]"]
    repeated = REPEATED_SECTIONS[name]
    blocks = _blocks(text, name, len(tables))
    checked = [
        _check_section(repeated.section, name, *pair) for pair in zip(tables, blocks, strict=True)
    ]
    values = [entry for entry, _ in checked]
    faults = [fault for _, section_faults in checked for fault in section_faults]
    if faults:
        return (), faults
    faults = [
        f"{find_line(blocks[position], name, key)}: {fault}"
        for position, key, fault in repeated.find_faults(values)
    ]
    return tuple(repeated.section(**entry) for entry in values), faults


def _blocks(text: str, name: str, count: int) -> list[str]:
    """Return, for each [[name]] of a file, its lines where they are, and none before it."""
    lines = text.split("\n")
    starts = [
        number
        for number, line in enumerate(lines)
        if re.match(rf"[ \t]*\[\[[ \t]*[\"']?{name}\b", line)
    ]
    # A list that is written in another way has no blocks; its faults are on line 1.
    starts += [len(lines)] * (count + 1 - len(starts))
    return [
        "\n" * start + "\n".join(lines[start:end]) for start, end in pairwise(starts[: count + 1])
    ]


def _translated(site: SiteSettings) -> SiteSettings:
    """Return the settings of a site with their default texts in its language."""
    texts, defaults = texts_of(site.language), SiteSettings()
    return replace(
        site,
        name=texts.gettext(site.name) if site.name == defaults.name else site.name,
        description=texts.gettext(site.description)
        if site.description == defaults.description
        else site.description,
    )


def default_config(folder: Path, sections: dict[str, Any] | None = None) -> Config:
    """Return a configuration in which missing sections have their defaults, paths resolved."""
    complete = {
        name: (sections or {}).get(name) or section(**_resolve_paths(section, {}, folder))
        for name, section in SECTIONS.items()
    }
    complete["site"] = _translated(complete["site"])
    repeated: dict[str, Any] = {
        name: tuple((sections or {}).get(name, ())) for name in REPEATED_SECTIONS
    }
    return Config(**complete, **repeated, folder=folder)


def _resolve_paths(section: type[Any], values: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Return values with each path joined to the folder of the file; empty paths become None."""
    resolved = dict(values)
    for declared in fields(section):
        if declared.metadata["role"] is not None:
            path = values.get(declared.name, declared.default)
            resolved[declared.name] = folder / path if path else None
    if "sources" in resolved:
        resolved["sources"] = [str(folder / source) for source in resolved["sources"]]
    return resolved


def _check_section(
    section: type[Any], name: str, table: dict[str, Any], text: str
) -> tuple[dict[str, Any], list[str]]:
    """Return the valid values of a table, and its faults with lines."""
    declared = {f.name: f for f in fields(section)}
    values: dict[str, Any] = {}
    faults: list[str] = []
    for key, value in table.items():
        if key not in declared:
            line = find_line(text, name, key)
            current = _RENAMED.get((name, key))
            hint = f"'{key}' is now called '{current}'" if current else None
            faults.append(f"{line}: {hint or _unknown(key, declared, 'setting')}")
            continue
        fault = _find_fault(declared[key], value)
        if fault:
            # Lines are looked for only here: a file may have thousands of alerts.
            quoted = shorten(repr(value), _MAX_VALUE_CHARS)
            faults.append(f"{find_line(text, name, key)}: {key} = {quoted} {fault}")
        else:
            is_float = isinstance(_default(declared[key]), float)
            values[key] = float(value) if is_float else value
    return values, faults


def _find_fault(declared: Field[Any], value: Any) -> str | None:
    """Return what is wrong with a value, or None."""
    default = _default(declared)
    types: tuple[type, ...] = (int, float) if isinstance(default, float) else (type(default),)
    # bool is a subclass of int: true must not pass for 1.
    if not isinstance(value, types) or isinstance(value, bool) != isinstance(default, bool):
        return f"must be {_TYPE_NAMES[type(default)]}"
    if isinstance(value, list) and not all(isinstance(item, str) for item in value):
        return "must be a list of texts in quotes"
    if declared.metadata["role"] is not None and _is_no_path(str(value)):
        return "can't be a path: it is too long"
    check = declared.metadata["check"]
    return check(value) if check else None


def _is_no_path(value: str) -> bool:
    parts = [len(part.encode()) for part in value.split("/")]
    return max(parts) > _MAX_NAME_BYTES or sum(parts) > _MAX_PATH_BYTES


def _default(declared: Field[Any]) -> Any:
    """Return a setting's default as TOML has it: a path is a text."""
    if declared.metadata["role"] is not None:
        return str(declared.default or "")
    if declared.default is not MISSING:
        return declared.default
    factory: Any = declared.default_factory
    return factory()


def _unknown(name: str, known: dict[str, Any], noun: str) -> str:
    matches = difflib.get_close_matches(name, known, n=1, cutoff=0.4)
    hint = f"did you mean '{matches[0]}'?" if matches else f"known are {', '.join(known)}"
    return f"there is no {noun} '{name}'; {hint}"


def find_line(text: str, section: str | None, key: str | None) -> int:
    """Return the 1-based line of a key in a section of a TOML text, or of a section's header.

    Args:
        text: the file.
        section: name of the table; None for keys above the first header.
        key: None for the header of the section.

    Returns:
        The line; 1 if the key is written in a way that the search does not know.
    """
    return _line_numbers(text).get((section, key), 1)


@lru_cache(maxsize=4)  # a file with many faults asks for the line of each
def _line_numbers(text: str) -> dict[tuple[str | None, str | None], int]:
    """Return the first line of each pair of a section and a key; the header has the key None."""
    numbers: dict[tuple[str | None, str | None], int] = {}
    current = None
    for number, line in enumerate(text.splitlines(), start=1):
        header = _HEADER.match(line)
        if header:
            current = header.group(1)
            numbers.setdefault((current, None), number)
        assigned = _ASSIGNED.match(line)
        if assigned:
            numbers.setdefault((current, assigned.group(1)), number)
            # A section may be written as a key of the root: theme = "x", theme.accent = "x".
            if current is None:
                numbers.setdefault((assigned.group(1), None), number)
    return numbers


def reference() -> str:
    """Return a sitegen.toml that shows every setting with its default."""
    lines = ["# Every setting of sitegen.toml with its default. All are optional.", ""]
    for name, section in SECTIONS.items():
        lines.append(f"[{name}]")
        for declared in fields(section):
            lines.append(f"# {declared.metadata['text']}")
            lines.append(f"{declared.name} = {_to_toml(_default(declared))}")
        lines.append("")
    for name, repeated in REPEATED_SECTIONS.items():
        lines += [f"## {repeated.text}", "", f"# [[{name}]]"]
        for declared in fields(repeated.section):
            value = repeated.example.get(declared.name, _default(declared))
            lines += [f"## {declared.metadata['text']}", f"# {declared.name} = {_to_toml(value)}"]
        lines.append("")
    return "\n".join(lines)


def _to_toml(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return toml_string(value) if isinstance(value, str) else str(value)
