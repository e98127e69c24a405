"""Load YAML with all scalars as the texts that they are written as, and the lines of its values.

Source: https://yaml.org/spec/1.2.2/
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import yaml

from sitegen.sources.limits import MAX_ALIAS_CHARS
from sitegen.sources.reading import RecordError, line_finder
from sitegen.sources.surrogates import has_escape, replace_surrogates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

#: The C parser is ten times faster; not every build of PyYAML has it, and its messages differ.
_FastBase: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: Nesting of lists and mappings; the C parser has no limit that Python could catch.
_MAX_DEPTH: Final = 100
_BRACKET: Final = re.compile(r"[\[{\]}]")
_DEEP_INDENT: Final = re.compile(r"^(?: {400}|(?:[-?] +){50})", re.MULTILINE)
#: Characters that YAML forbids; PyYAML would refuse the whole text.
_FORBIDDEN: Final = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
#: Keys that a record has once; of others the last one counts.
_SINGLES: Final = frozenset({"title", "author", "authors", "year", "doi", "abstract"})
_SINGLE_KEY: Final = re.compile(rf"^[ \t]*+(?:- )?({'|'.join(sorted(_SINGLES))}):", re.MULTILINE)
#: Lines above a fault that may hold it.
_MAX_LINES_BACK: Final = 4
#: Starts of documents, pairs and items, from the largest; group 1 is the indent.
_PART_STARTS: Final = (
    re.compile(r"^()---[ \t]*\n(?=[\w\"'-]+:)", re.MULTILINE),
    re.compile(r"^()[^\s#\-][^\n]*:[ \t]*$", re.MULTILINE),
    re.compile(r"^([ \t]*)- ", re.MULTILINE),
)


class _TextLoader(yaml.SafeLoader):
    """Load texts, lists and mappings; numbers, booleans and dates stay texts."""


class _FastLoader(_FastBase):  # type: ignore[misc]
    """Load the same, in C."""


# As a number, the arXiv id 2410.10630 would lose its last zero. Resolvers turn unquoted scalars
# into other types, by their first character. Only those for null and merge keys ("<<") remain.
_CONSTRUCTORS: Final = yaml.SafeLoader.yaml_constructors | {
    "tag:yaml.org,2002:timestamp": yaml.SafeLoader.construct_yaml_str
}
for _loader in (_TextLoader, _FastLoader):
    _loader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag.endswith((":null", ":merge"))]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    # An explicit tag (!!timestamp 2024-10-07) makes no date either.
    _loader.yaml_constructors = _CONSTRUCTORS


class YamlError(RecordError):
    """A text that is not valid YAML.

    Attributes:
        line: 1-based line of the fault.
        is_remark: whether the record that it is in is read without it.
    """

    def __init__(self, message: str, line: int) -> None:
        """Keep the line beside the message."""
        super().__init__(message)
        self.line = line
        self.is_remark = False


def load_yaml(text: str) -> Any:
    """Return the value of a YAML text.

    Raises:
        YamlError: it is not valid.
    """
    return _load(text, _TextLoader, _construct_document)


def load_items(text: str) -> list[list[tuple[int, Any]]]:
    """Return the items of each document that has some.

    An item is the 1-based line and the value of a list's item, or a mapping's pair (key, value).

    Raises:
        YamlError: the text is not valid.
    """
    documents: list[list[tuple[int, Any]]]
    try:
        documents = _load(text, _FastLoader, _construct_documents)
    except YamlError:
        # For a message that is the same everywhere.
        documents = _load(text, _TextLoader, _construct_documents)
    return documents


def load_parts(text: str) -> list[tuple[int, list[tuple[int, Any]] | YamlError]]:
    """Return the items of a damaged text, or the fault of each part that is not valid.

    Parts are documents, the pairs of the outermost mapping, or the items of a list, each with its
    1-based line.
    """
    return _load_parts(text, 0, 0)


def _load_parts(
    text: str, line: int, level: int
) -> list[tuple[int, list[tuple[int, Any]] | YamlError]]:
    """Return the same of a part of a text.

    Args:
        text: the part.
        line: number of lines before it.
        level: index in ``_PART_STARTS`` of the largest parts that it may have.
    """
    starts: list[int] = []
    while len(starts) <= 1 and level < len(_PART_STARTS):
        starts = _part_starts(text, level)
        level += 1
    parts: list[tuple[int, list[tuple[int, Any]] | YamlError]] = []
    line_of = line_finder(text)
    # What precedes the first start is a part whose start is damaged.
    for start, end in pairwise(dict.fromkeys([0, *starts, len(text)])):
        part, line_count = text[start:end], line + line_of(start) - 1
        try:
            items = [(line_count + n, value) for items in load_items(part) for n, value in items]
            parts.append((line_count + 1, items))
        except YamlError as fault:
            if _holds_list(part, level):
                parts += _load_parts(part, line_count, level)
            else:
                parts += _load_head(part, line_count, fault)
    return parts


def _part_starts(text: str, level: int) -> list[int]:
    """Return the starts of the parts of one kind that are indented least."""
    matches = [*_PART_STARTS[level].finditer(text)]
    # Lists in the items are indented more.
    indent = min((match[1] for match in matches), key=len, default="")
    return [match.start() for match in matches if match[1] == indent]


def _holds_list(part: str, level: int) -> bool:
    """Return whether a damaged part is a list, or a key with one, that has smaller parts."""
    lines = (line.strip() for line in part.split("\n"))
    content = [line for line in lines if line and line[0] != "#"]
    is_list = any(line.startswith("- ") for line in content[:2])
    return is_list and level < len(_PART_STARTS) and len(_part_starts(part, level)) > 1


def _load_head(
    part: str, line: int, fault: YamlError
) -> list[tuple[int, list[tuple[int, Any]] | YamlError]]:
    """Return the items before the fault of a part, and the fault; without items the fault alone.

    Args:
        part: an item, a pair or a document.
        line: number of lines before it.
        fault: why it is not valid.
    """
    lines = part.split("\n")
    indent = _indent_of(lines[0])
    # The parser may see the fault some lines below it.
    for end in range(fault.line - 1, max(0, fault.line - 1 - _MAX_LINES_BACK), -1):
        try:
            items = [item for items in load_items("\n".join(lines[:end])) for item in items]
        except YamlError:
            continue
        if not items:
            break
        moved = YamlError(str(fault), line + end + 1)
        # The rest is of another record, whose start is damaged, if it starts as far to the left,
        # or has the same fields once more.
        keys = ({*_SINGLE_KEY.findall("\n".join(half))} for half in (lines[:end], lines[end:]))
        moved.is_remark = _indent_of(lines[end]) > indent and not set.intersection(*keys)
        return [(line + 1, [(line + n, value) for n, value in items]), (moved.line, moved)]
    return [(line + 1, YamlError(str(fault), line + fault.line))]


def _indent_of(line: str) -> int:
    return len(line) - len(line.lstrip())


def _load(text: str, loader_class: Any, construct: Callable[[Any], Any]) -> Any:
    _check_depth(text)
    text = _FORBIDDEN.sub(" ", text)
    try:
        value = construct(loader_class(text))
        return replace_surrogates(value) if has_escape(text) else value
    except yaml.MarkedYAMLError as error:
        # The mark counts lines from 0, and may be behind the last line.
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        line = min(line, text.count("\n") + 1)
        raise YamlError(error.problem or "it can't be read", line) from None
    # Deep nesting exhausts the stack; an impossible number is a ValueError, and a scalar that does
    # not fit its explicit tag ("!!int ''", "!!bool foo") any of the others.
    except (
        yaml.YAMLError,
        RecursionError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
    ) as error:
        raise YamlError(" ".join(str(error).split()), 1) from None


def _construct_document(loader: Any) -> Any:
    node = loader.get_single_node()
    if node is None:
        return None
    _check_aliases(node)
    return loader.construct_document(node)


def _check_aliases(root: yaml.Node) -> None:
    """Refuse a document of which the aliases (``*name``) repeat too much.

    Each alias may repeat one that repeats others, so that a few lines stand for gigabytes. One that
    holds itself repeats nothing.

    Raises:
        YamlError: they do.
    """
    # Node -> its characters with its aliases; 0 while it is entered. A stack, as nodes are deep.
    chars: dict[int, int] = {}
    source_chars = 0
    stack: list[tuple[yaml.Node, bool]] = [(root, False)]
    while stack:
        node, is_complete = stack.pop()
        children = _children(node)
        if is_complete:
            chars[id(node)] = 1 + sum(chars[id(child)] for child in children)
        elif id(node) not in chars:
            # What a node has itself; a list's or a mapping's value is its children.
            node_chars = 1 if children else 1 + len(node.value)
            source_chars += node_chars
            chars[id(node)] = 0 if children else node_chars
            if children:
                stack.append((node, True))
                stack += ((child, False) for child in children if not chars.get(id(child)))
        if chars[id(node)] > MAX_ALIAS_CHARS + source_chars:
            message = f"its aliases repeat more than {MAX_ALIAS_CHARS:,} characters"
            raise YamlError(message, node.start_mark.line + 1)


def _children(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.SequenceNode):
        return list(node.value)
    if isinstance(node, yaml.MappingNode):
        return [part for pair in node.value for part in pair]
    return []


def _construct_documents(loader: Any) -> list[list[tuple[int, Any]]]:
    documents = []
    while loader.check_node():
        node = loader.get_node()
        _check_aliases(node)
        documents.append(_construct_items(loader, node))
    return [items for items in documents if items]


def _construct_items(loader: Any, node: yaml.Node) -> list[tuple[int, Any]]:
    """Return the items of a list or the pairs of a mapping with their lines."""
    items: list[tuple[int, Any]] = []
    if isinstance(node, yaml.SequenceNode):
        items += _construct_all(loader, (part for item in node.value for part in _split(item)))
    elif isinstance(node, yaml.MappingNode):
        first, *others = _split(node)
        for key, value in first.value:
            name = str(loader.construct_object(key, deep=True))
            first_value, *rest = _split(value)
            pair = (name, loader.construct_object(first_value, deep=True))
            items.append((key.start_mark.line + 1, pair))
            items += _construct_all(loader, rest)
        items += _construct_all(loader, others)
    return items


def _construct_all(loader: Any, nodes: Iterable[yaml.Node]) -> list[tuple[int, Any]]:
    return [(n.start_mark.line + 1, loader.construct_object(n, deep=True)) for n in nodes]


def _split(node: yaml.Node) -> list[yaml.Node]:
    """Return a mapping as several ones if it has keys twice: the start of a record is missing.

    The second record starts with the first of its keys that the first one has, too.
    """
    if not isinstance(node, yaml.MappingNode):
        return [node]
    parts: list[list[tuple[yaml.Node, yaml.Node]]] = [[]]
    names: set[str] = set()
    start: int | None = None
    for key, value in node.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else ""
        is_repeated = bool(name) and name in names
        if is_repeated and start is None:
            start = len(parts[-1])
        parts[-1].append((key, value))
        names.add(name)
        if is_repeated and name in _SINGLES:
            last = parts.pop()
            parts += [last[:start], last[start:]]
            names = {key.value for key, _ in parts[-1] if isinstance(key, yaml.ScalarNode)}
            start = None
    if len(parts) == 1:
        return [node]
    return [
        yaml.MappingNode(node.tag, part, part[0][0].start_mark, node.end_mark, node.flow_style)
        for part in parts
    ]


def _check_depth(text: str) -> None:
    """Refuse a text whose brackets or indents are nested more deeply than records are.

    Raises:
        YamlError: it is.
    """
    depth = 0
    for match in _BRACKET.finditer(text):
        depth += 1 if match[0] in "[{" else -1
        if depth > _MAX_DEPTH:
            raise YamlError("it is nested too deeply", text.count("\n", 0, match.start()) + 1)
    if indent := _DEEP_INDENT.search(text):
        raise YamlError("it is nested too deeply", text.count("\n", 0, indent.start()) + 1)
