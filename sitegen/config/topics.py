"""tags.toml: the topics of a collection, as its curator wants them.

One line per topic, ``slug = "Name"``. sitegen adds lines for new topics and never changes a line
that is there, so a topic's address stays and an edit always wins.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from sitegen.errors import ConfigError, count_of, shorten
from sitegen.identifiers import MAX_ID_BYTES, is_reserved_name
from sitegen.paper import Tag, Topic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

HEADER: Final = """\
# The topics of this collection, one per line. sitegen adds new topics at the end and leaves all
# other lines as they are. Edit them freely:
#
#   slug = "Name"      what readers see; the slug is the page's address and stays
#   slug = false       never a topic
#   slug = { name = "Name", also = ["other name"], description = "What it is.", force = true }
#
# also: other names of the same topic. force: every paper with one of the names in its title or
# abstract gets the topic.

"""
#: A topic in one line.
_PLAIN_LINE: Final = re.compile(r"[a-z0-9-]++ = [\"f]")
#: A key at the start of a line: in quotes, in single quotes, or bare.
_KEY_LINE: Final = re.compile(
    r"""\s*+\[{0,2}+[ \t]*+(?:"((?:[^"\\]|\\.)*+)"|'([^']*+)'|([\w-]++))[ \t]*+[=.\]]"""
)
#: Faults of a file that one message has.
_MAX_MESSAGES: Final = 100
#: Characters of a key that a message quotes.
_MAX_KEY_CHARS: Final = 100
_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_KEYS: Final = {"name": str, "also": list, "description": str, "force": bool}
_TYPE_NAMES: Final = {
    str: "a text in quotes",
    list: "a list of names in quotes",
    bool: "true or false",
}


def parse_topics(text: str, path: Path) -> tuple[Topic, ...]:
    """Parse the text of a tags.toml.

    Raises:
        ConfigError: it has faults; the message lists all of them with lines.
    """
    topics: list[Topic] = []
    faults: list[tuple[str, str]] = []
    for slug, value in parse_toml(text, path).items():
        fault = _find_fault(slug, value)
        if fault:
            faults.append((slug, fault))
        else:
            topics.append(_parse_topic(slug, value))
    check_lines([*faults, *_find_shared_names(topics)], text, path)
    return tuple(topics)


def drop_repeated_lines(text: str) -> str:
    """Return the text of a tags.toml as it was meant when Git took the lines of two branches.

    Two builds may add one topic, each on its branch. TOML allows each slug once, so a line that
    repeats another is left out, if the text is not valid with it.
    """
    lines = text.splitlines(keepends=True)
    end = next((n for n, line in enumerate(lines) if line.startswith("[")), len(lines))
    topics = [line.strip() for line in lines[:end] if _PLAIN_LINE.match(line)]
    if len(set(topics)) == len(topics):
        return text
    with suppress(ConfigError):
        load_toml(text)
        return text
    seen: set[str] = set()
    remaining = []
    for line in lines[:end]:
        topic = line.strip() if _PLAIN_LINE.match(line) else ""
        if topic not in seen or not topic:
            remaining.append(line)
        seen.add(topic)
    return "".join([*remaining, *lines[end:]])


def add_topics(text: str, tags: Iterable[Tag]) -> str:
    """Return the text of a tags.toml with a line for each tag that it lacks.

    New lines are sorted by slug and stand at the end or, if the text has tables, above the first
    one: below its header they would belong to it.

    Raises:
        ConfigError: the text is not TOML.
    """
    known = load_toml(text)
    additions = {tag.slug: tag.name for tag in tags if tag.slug not in known}
    if not text:
        text = HEADER
    if not additions:
        return text
    lines = "".join(f"{slug} = {toml_string(additions[slug])}\n" for slug in sorted(additions))
    expected = known | additions
    for candidate in _insertions(text, lines):
        if _parses_as(candidate, expected):
            return candidate
    return lines + text


def _insertions(text: str, lines: str) -> Iterator[str]:
    """Yield the text with lines inserted at its end, then above each table header.

    A line that starts with a bracket may also be part of a value over several lines, so the caller
    checks what each candidate means.
    """
    end = "" if text.endswith("\n") else "\n"
    yield f"{text}{end}{lines}"
    parts = text.splitlines(keepends=True)
    for index, line in enumerate(parts):
        if line.lstrip().startswith("["):
            start = index
            # Comments right above a header describe its table and stay with it.
            while start and parts[start - 1].lstrip().startswith("#"):
                start -= 1
            yield f"{''.join(parts[:start])}{lines}{''.join(parts[start:])}"


def _parses_as(text: str, expected: dict[str, Any]) -> bool:
    try:
        return load_toml(text) == expected
    except ConfigError:
        return False


def _find_fault(slug: str, value: Any) -> str | None:
    if not _SLUG.fullmatch(slug):
        return "is not a slug; write a-z, 0-9 and single hyphens, as in an address"
    if len(slug) > MAX_ID_BYTES:
        return f"has {len(slug)} characters; a file name can have {MAX_ID_BYTES}"
    if is_reserved_name(slug):
        return f"is a name that Windows reserves; write tag-{slug}"
    if isinstance(value, dict):
        return _find_table_fault(value)
    if value is False or (isinstance(value, str) and value.strip()):
        return None
    return 'must be "Name", false or { name = "Name" }'


def _find_table_fault(table: dict[str, Any]) -> str | None:
    for key, value in table.items():
        if key not in _KEYS:
            return f"there is no '{key}'; known are {', '.join(_KEYS)}"
        if not isinstance(value, _KEYS[key]):
            return f"{key} must be {_TYPE_NAMES[_KEYS[key]]}"
    if not all(isinstance(name, str) and name.strip() for name in table.get("also", [])):
        return "also must be a list of names in quotes"
    return None if table.get("name", "").strip() else 'lacks its name; write name = "Name"'


def _parse_topic(slug: str, value: Any) -> Topic:
    if value is False:
        return Topic(slug)
    if isinstance(value, str):
        return Topic(slug, single_line(value))
    return Topic(
        slug,
        single_line(value["name"]),
        tuple(map(single_line, value.get("also", ()))),
        single_line(value.get("description", "")),
        value.get("force", False),
    )


def _find_shared_names(topics: Sequence[Topic]) -> Iterator[tuple[str, str]]:
    """Yield slug and fault for each name that two topics claim."""
    owners: dict[str, str] = {}
    for topic in topics:
        for name in filter(None, (topic.name, *topic.also)):
            owner = owners.setdefault(name.casefold(), topic.slug)
            if owner != topic.slug:
                yield topic.slug, f"the name “{name}” already belongs to {owner}"


def parse_toml(text: str, path: Path) -> dict[str, Any]:
    """Return the table of a file's text.

    Raises:
        ConfigError: the text is not TOML.
    """
    try:
        return load_toml(text)
    except ConfigError as error:
        raise ConfigError(f"{path}: {error}") from error


def load_toml(text: str) -> dict[str, Any]:
    """Return the table of a text.

    Raises:
        ConfigError: the text is not TOML; the message has no path.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"is not TOML: {error}") from error
    except ValueError as error:
        # TOML's numbers are of any size, Python's conversion has a limit.
        raise ConfigError("a number has too many digits") from error
    except RecursionError as error:
        raise ConfigError("a value is nested too deeply") from error


def find_key_lines(text: str) -> dict[str, int]:
    """Return key -> 1-based line of the keys of the root, as keys or as table headers."""
    numbers: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if match := _KEY_LINE.match(line):
            basic, literal, bare = match.groups()
            key = _unescape(basic) if basic is not None else literal or bare
            numbers.setdefault(key, number)
    return numbers


def _unescape(text: str) -> str:
    """Return what a basic string of TOML means, or the string itself."""
    if "\\" not in text:
        return text
    with suppress(ConfigError):
        return str(load_toml(f'key = "{text}"')["key"])
    return text


def check_lines(faults: Iterable[tuple[str, str]], text: str, path: Path) -> None:
    """Check that the lines of a curator's file have no faults.

    Args:
        faults: key of a line and what is wrong with it.
        text: of the file.
        path: of the file.

    Raises:
        ConfigError: there are faults; the message lists all of them with lines.
    """
    lines = find_key_lines(text)
    messages = [
        f"{path}:{lines.get(key, 1)}: {shorten(key, _MAX_KEY_CHARS)}: {fault}"
        for key, fault in faults
    ]
    if messages:
        raise ConfigError(join_faults(messages))


def join_faults(messages: Sequence[str]) -> str:
    """Return the messages of a file's faults, one per line; of very many the first ones."""
    hidden = len(messages) - _MAX_MESSAGES
    rest = [f"… and {count_of(hidden, 'other fault')}"] if hidden > 0 else []
    return "\n".join([*messages[:_MAX_MESSAGES], *rest])


def plain_name(text: str) -> str:
    """Return a name as the sources' names are cleaned."""
    return unicodedata.normalize("NFC", single_line(text))


def single_line(text: str) -> str:
    """Return a text with blanks in place of line ends and controls, and without repeated blanks."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def toml_string(text: str) -> str:
    """Return a single-line text as a basic string of TOML.

    Source: TOML 1.0, "String".
    """
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
