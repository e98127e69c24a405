"""Tagged text: records of lines that start with a short tag, as RIS, MEDLINE, Refer and WoS have.

A format declares its syntax; this module cuts the text into records and picks fields by tags.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.fields import Record
from sitegen.sources.people.names import has_several_names
from sitegen.sources.people.parts import GIVEN_SUFFIX, SUFFIX
from sitegen.sources.reading import RecordError
from sitegen.text.markup import unescape_entities
from sitegen.text.organizations import is_long_organization

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

_DOI: Final = re.compile(r"\b10\.\d{4,9}/\S+")
#: "Morikawa TK", as PubMed abbreviates names.
_INITIALS_LAST: Final = re.compile(r"(\S.*?) ([A-Z]{1,4})( (?:Jr|Sr|2nd|3rd|II|III|IV))?")
_HEADLESS: Final = "the line that starts this record is missing or damaged; check the lines above"
_STRAY: Final = "this line is of no record; is the line missing that starts one?"
#: Repeated tags that show two records without a blank line between them.
_MIN_REPEATED: Final = 2
#: A title alone, outside of a record, is no paper.
_MIN_HEADLESS_FIELDS: Final = 2
#: A subheading of a medical subject heading: "Noise/*prevention & control".
_SUBHEADING: Final = re.compile(r"/.*|\*")
_WEB_URL: Final = re.compile(r"(?:https?|ftp)://\S+")


@dataclass(frozen=True, slots=True)
class Syntax:
    """How a format writes its records.

    Attributes:
        tag_line: pattern of a line with a tag; group 1 is the tag, group 2 the value.
        starts: tags that begin a record.
        ends: tags that end a record.
        trailing: tags that may follow the end of a record, and say nothing of the next one.
        skipped: pattern of lines that belong to no field.
        indented: whether only indented lines continue a field.
        blank_ends: whether a blank line ends a record.
        singles: tags that a record has once: a second one is of a record whose start is damaged.
        block_singles: the same for tags below a blank line: elsewhere they may be repeated.
        min_stray: lines with tags outside of records that are a record whose start is damaged;
            other text may look like one.
    """

    tag_line: re.Pattern[str]
    starts: frozenset[str] = frozenset()
    ends: frozenset[str] = frozenset()
    trailing: frozenset[str] = frozenset()
    skipped: re.Pattern[str] | None = None
    indented: bool = False
    blank_ends: bool = False
    singles: frozenset[str] = frozenset()
    block_singles: frozenset[str] = frozenset()
    min_stray: int = 1

    def is_repeated(self, tag: str, record: TaggedRecord) -> bool:
        """Return whether a tag can't be of a record, since the record has it once already."""
        if tag in self.singles:
            return record.counts[tag] > 0
        if tag not in self.block_singles:
            return False
        if record.block > 0:
            return tag in record.settled
        # One tag may be written twice by mistake.
        counts = (record.counts[name] + (name == tag) for name in self.block_singles)
        return sum(count > 1 for count in counts) >= _MIN_REPEATED


@dataclass(slots=True)
class TaggedRecord:
    """One record.

    Attributes:
        line: 1-based line of its first tag.
        fields: (tag, lines of the value) in the order of the text.
        is_headless: whether its start is missing or damaged.
        block: index of the first field after the last blank line.
        min_fields: with fewer fields it is no record.
        counts: tag -> number of its fields.
        settled: tags above the last blank line.
        texts: tag -> index and text of each of its values, once one of them is asked for.
    """

    line: int
    fields: list[tuple[str, list[str]]] = field(default_factory=list)
    is_headless: bool = False
    block: int = 0
    min_fields: int = 1
    counts: Counter[str] = field(default_factory=Counter)
    settled: frozenset[str] = frozenset()
    texts: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    def add(self, tag: str, value: str) -> None:
        """Add a field."""
        self.fields.append((tag, [value]))
        self.counts[tag] += 1

    def end_block(self) -> None:
        """Note a blank line."""
        self.block = len(self.fields)
        self.settled = frozenset(self.counts)

    def split_at(self, tag: str, number: int, singles: frozenset[str]) -> TaggedRecord:
        """Part off the record that starts with this block, with the same tag as this one, or later.

        Args:
            tag: of the line that is not of this record.
            number: of that line.
            singles: tags that a record has once; without a better sign the second of one starts it.
        """
        tags = [name for name, _ in self.fields]
        index = self.block or self._second_single(singles)
        if not self.block and tags[0] != tag and tags.count(tags[0]) > 1:
            index = len(tags) - 1 - tags[::-1].index(tags[0])
        rest, self.fields = self.fields[index:], self.fields[:index]
        counts = Counter(name for name, _ in rest)
        return TaggedRecord(number - len(rest), rest, is_headless=True, counts=counts)

    def _second_single(self, singles: frozenset[str]) -> int:
        """Return the index of the first field of some tags that is not the first of its tag."""
        seen: set[str] = set()
        for index, (name, _) in enumerate(self.fields):
            if name in seen and name in singles:
                return index
            seen.add(name)
        return len(self.fields)

    def values(self, *tags: str) -> list[str]:
        """Return the values of some tags in the order of the text, each in one line."""
        texts = self._texts()
        if len(tags) == 1:
            return [text for _, text in texts.get(tags[0], ())]
        positions = [pair for tag in dict.fromkeys(tags) for pair in texts.get(tag, ())]
        return [text for _, text in sorted(positions)]

    def _texts(self) -> dict[str, list[tuple[int, str]]]:
        """Return the values of each tag with their positions; those of a whole record."""
        if not self.texts:
            for index, (tag, lines) in enumerate(self.fields):
                if text := (lines[0] if len(lines) == 1 else " ".join(lines)).strip():
                    self.texts.setdefault(tag, []).append((index, text))
        return self.texts

    def lines(self, *tags: str) -> list[str]:
        """Return the lines of the values of some tags, for tags with one item per line."""
        return [line for tag, lines in self.fields if tag in tags for line in lines if line]

    def first(self, *tags: str) -> str | None:
        """Return the first value of the first of some tags that has one."""
        texts = self._texts()
        return next((texts[tag][0][1] for tag in tags if tag in texts), None)


def iter_tagged(text: str, syntax: Syntax) -> Iterator[TaggedRecord]:
    """Yield the records of a text; text without tags outside of records is skipped.

    Tags outside of records are a record without a start, which is damaged or missing.
    """
    record: TaggedRecord | None = None
    lines = text.split("\n")
    indent = _first_indent(lines, syntax)
    for number, raw in enumerate(lines, start=1):
        line = raw.removeprefix(indent).rstrip()
        match = syntax.tag_line.match(line) or _indented_start(line, syntax)
        tag = match[1].upper() if match else ""
        if tag in syntax.starts or tag in syntax.ends or (syntax.blank_ends and not line):
            yield from _finish(record)
            record = TaggedRecord(number) if tag in syntax.starts else None
        if record and not line:
            record.end_block()
        if record and syntax.is_repeated(tag, record):
            first, record = record, record.split_at(tag, number, syntax.block_singles)
            yield from _finish(first)
        if match and record is None and tag not in syntax.ends | syntax.trailing:
            record = TaggedRecord(number, is_headless=bool(syntax.starts))
            record.min_fields = syntax.min_stray if syntax.starts else 1
        if record is None:
            continue
        if match:
            record.add(tag, (match[2] or "").strip())
        else:
            _continue_field(record, line, syntax)
    yield from _finish(record)


def _indented_start(line: str, syntax: Syntax) -> re.Match[str] | None:
    """Return the match of a starting tag with blanks before it, which some edit has left there."""
    if syntax.indented or not syntax.starts or not line[:1].isspace():
        return None
    match = syntax.tag_line.match(line.lstrip())
    return match if match and match[1].upper() in syntax.starts else None


def _finish(record: TaggedRecord | None) -> Iterator[TaggedRecord]:
    """Yield a record that has fields."""
    if record and len(record.fields) >= record.min_fields:
        yield record


def _first_indent(lines: Iterable[str], syntax: Syntax) -> str:
    """Return the blanks before the first tag, which all tags of a pasted text have."""
    for line in lines:
        match = syntax.tag_line.match(line.strip())
        if match and (not syntax.starts or match[1].upper() in syntax.starts):
            return line[: len(line) - len(line.lstrip())]
    return ""


def _continue_field(record: TaggedRecord, line: str, syntax: Syntax) -> None:
    """Add a line without a tag to the last field that has a value."""
    if not line.strip() or (syntax.indented and not line[0].isspace()):
        return
    if syntax.skipped and syntax.skipped.fullmatch(line.strip()):
        return
    # The starting tag is no text, and a line below an empty tag belongs to the one above it.
    fields = [lines for tag, lines in record.fields[-2:] if tag not in syntax.starts and lines[0]]
    if fields:
        fields[-1].append(line.strip())


def to_records(
    records: Iterable[TaggedRecord],
    fields_of: Callable[[TaggedRecord], dict[str, Any]],
    *titles: str,
) -> Iterator[Record]:
    """Yield the records with their fields under our names, which are parsed when they are read.

    Args:
        records: of one source.
        fields_of: return the named fields of a record.
        titles: tags of which a diagnostic quotes the first that has a value.
    """
    for record in records:
        excerpt = record.first(*titles) or ""
        if record.is_headless and len(record.fields) < _MIN_HEADLESS_FIELDS:
            yield Record(record.line, RecordError(_STRAY), excerpt)
            continue
        warning = _HEADLESS if record.is_headless else ""
        yield Record(record.line, partial(fields_of, record), excerpt, warning)


def pick_fields(record: TaggedRecord, tags: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """Return the first value for each of our fields; ``tags`` lists a field's tags, best first."""
    return {name: record.first(*names) for name, names in tags.items()}


def split_items(values: Iterable[str]) -> list[str]:
    """Return the items of values that may hold several ones, separated by semicolons."""
    texts = map(unescape_entities, values)
    return [item for text in texts for part in text.split(";") if (item := part.strip())]


def inverted_name(name: str) -> dict[str, str] | str:
    """Return the parts of "Last, First, Jr"; a name without a comma, or several, unchanged."""
    family, *rest = map(str.strip, name.split(","))
    if not rest or has_several_names(name) or is_long_organization(family):
        return name
    if len(rest) > 1 and SUFFIX.fullmatch(rest[0]):
        # BibTeX's order: "Smith, Jr., John".
        rest = [*rest[1:], rest[0]]
    given, suffix = rest[0], ", ".join(rest[1:])
    # PubMed writes "Smith, John 3rd".
    if not suffix and (match := GIVEN_SUFFIX.fullmatch(given)):
        given, suffix = match.groups()
    parts = {"family": family, "given": given, "suffix": suffix}
    return {key: part for key, part in parts.items() if part}


def abbreviated_name(name: str) -> dict[str, str] | str:
    """Return the parts of "Last FM" and "Last, FM"; any other name as ``inverted_name`` does."""
    match = _INITIALS_LAST.fullmatch(name)
    if not match or "," in name:
        return inverted_name(name)
    parts = {"family": match[1], "given": match[2], "suffix": (match[3] or "").strip()}
    return {key: part for key, part in parts.items() if part}


def plain_heading(heading: str) -> str:
    """Return a medical subject heading without its subheadings and the mark of a main topic."""
    return _SUBHEADING.sub("", heading).strip()


def web_urls(values: Iterable[str]) -> list[str]:
    """Return the web addresses in values, each once."""
    return list(dict.fromkeys(url.rstrip(";,") for v in values for url in _WEB_URL.findall(v)))


def find_doi(values: Iterable[str]) -> str | None:
    """Return the first DOI in some values."""
    return next((match.group() for value in values if (match := _DOI.search(value))), None)
