"""Read the papers of a reading list section by section."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from sitegen.sources.lists.addresses import paper_evidence
from sitegen.sources.lists.blocks import Block, Heading, Item, Paragraph, Table, finish_table
from sitegen.sources.lists.bodies import Body
from sitegen.sources.lists.entries import read_entry, split_titles
from sitegen.sources.lists.items import (
    citations_of,
    is_entry,
    is_prose_title,
    item_draft,
    join_items,
)
from sitegen.sources.lists.labels import (
    field_of_name,
    is_lecture_section,
    is_meeting_section,
    is_remark_section,
    is_side_section,
    is_software_section,
    is_topic,
    section_name,
)
from sitegen.sources.lists.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.sources.lists.drafts import Draft
    from sitegen.sources.lists.inline import Span


_BOLD_LEVEL: Final = 7
#: Values of the heading "Abstract" and the like below a paper's heading.
_SUBSECTION_FIELDS: Final = frozenset(
    {"abstract", "authors", "paper", "code", "page", "keywords", "venue", "date"}
)
_MIN_TITLE_WORDS: Final = 3
#: An id, a date or a venue behind a title in bold.
_BRACKET: Final = re.compile(r"\s*+[(\[][\w.,:' -]{2,40}[)\]]\s*+")


@dataclass(slots=True)
class Section:
    """A heading, or a paragraph in bold, and the blocks up to the next one.

    Attributes:
        heading: None for the blocks before the first heading.
        path: names of the headings around it, outermost first, its own last.
        blocks: the blocks below it.
        is_group: whether the next heading is below this one.
    """

    heading: Heading | None
    path: tuple[str, ...] = ()
    blocks: list[Block] = field(default_factory=list)
    is_group: bool = False


@dataclass(slots=True)
class ListReading:
    """The papers of a list.

    Attributes:
        drafts: each paper with its keywords, in the order of the list.
        omitted: lines of items and rows that link to no paper.
        untitled: lines of items and rows that are the address of a paper without its title.
        unlinked: lines of items and rows with a venue or a year, but neither link nor authors.
        records: papers without a link, whose authors and venue or year tell them, with keywords.
        is_software: whether the text is the documentation of software.
    """

    drafts: list[tuple[Draft, tuple[str, ...]]] = field(default_factory=list)
    omitted: list[tuple[int, str]] = field(default_factory=list)
    untitled: list[tuple[int, str]] = field(default_factory=list)
    unlinked: list[tuple[int, str]] = field(default_factory=list)
    records: list[tuple[Draft, tuple[str, ...]]] = field(default_factory=list)
    is_software: bool = False


def read_blocks(blocks: Sequence[Block]) -> ListReading:
    """Return the papers of a list's blocks."""
    reading = ListReading()
    # Headings whose only link to a paper is somewhere below them: one alone may be a project's.
    tentative: list[tuple[Draft, tuple[str, ...]]] = []
    for section in _sections(blocks):
        name = section.path[-1] if section.path else ""
        reading.is_software |= is_software_section(name)
        _SectionReader(section, reading, tentative).read()
    if len(tentative) > 1:
        reading.drafts += tentative
    if reading.drafts:
        # A list of papers has some without a link.
        reading.drafts += reading.records
    reading.drafts = sorted(reading.drafts, key=lambda pair: pair[0].line)
    return reading


def is_paper_list(blocks: Sequence[Block]) -> bool:
    """Return whether a list has a paper and is not the documentation of software.

    This reads as ``read_blocks`` does, but only up to the first paper.
    """
    sections = list(_sections(blocks))
    if any(is_software_section(section.path[-1]) for section in sections if section.path):
        return False
    reading = ListReading()
    tentative: list[tuple[Draft, tuple[str, ...]]] = []
    for section in sections:
        _SectionReader(section, reading, tentative, stops_at_first=True).read()
        if reading.drafts or len(tentative) > 1:
            return True
    return False


def _sections(blocks: Sequence[Block]) -> Iterator[Section]:
    """Yield the sections of a list; a heading such as "Abstract" continues the one above it."""
    blocks = join_items(blocks)
    sections = [Section(None)]
    stack: list[tuple[int, str]] = []
    level_1_count = sum(isinstance(b, Heading) and b.level == 1 for b in blocks)
    for block in blocks:
        heading = block if isinstance(block, Heading) else _bold_heading(block)
        if heading is None:
            sections[-1].blocks.append(block)
            continue
        last = sections[-1].heading
        field_name = field_of_name(heading.text)
        is_part = (
            field_name in _SUBSECTION_FIELDS and last is not None and heading.level > last.level
        )
        if (
            is_part
            and heading.level != _BOLD_LEVEL
            and not is_side_section(section_name(heading.text))
        ):
            sections[-1].blocks.append(heading)
            continue
        while stack and stack[-1][0] >= heading.level:
            stack.pop()
        stack.append((heading.level, section_name(heading.text)))
        if last is not None and heading.level > last.level and heading.level != _BOLD_LEVEL:
            sections[-1].is_group = True
        # The title of a list is no topic, unless its sections have the same level.
        path = tuple(name for level, name in stack if level > 1 or level_1_count > 1)
        sections.append(Section(heading, path))
    return iter(sections)


def _bold_heading(block: Block) -> Heading | None:
    """Return a paragraph that is one bold text, perhaps with badges, as a heading."""
    if not isinstance(block, Paragraph) or len(block.lines) != 1:
        return None
    spans = [
        s
        for s in block.lines[0]
        # An id or a venue may follow: "**Title** (2403.00071)".
        if s.text.strip(" .:") and not s.is_badge and not _is_bracket(s)
    ]
    if len(spans) != 1 or spans[0].style != "bold":
        return None
    return Heading(block.line, _BOLD_LEVEL, block.lines)


def _is_bracket(span: Span) -> bool:
    return not span.url and bool(_BRACKET.fullmatch(span.text))


def _forget_meeting(draft: Draft) -> None:
    """Remove the day of a meeting, and who presents the paper in front of its title."""
    details = draft.details
    details.date = None
    details.year = details.venue_year
    if draft.is_led:
        details.authors = []


class _SectionReader:
    """Reads the papers of one section."""

    def __init__(
        self,
        section: Section,
        reading: ListReading,
        tentative: list[tuple[Draft, tuple[str, ...]]],
        *,
        stops_at_first: bool = False,
    ) -> None:
        self._stops_at_first = stops_at_first
        self._section, self._reading, self._tentative = section, reading, tentative
        names = section.path
        # Text in bold is a paper's title or a remark, rarely a topic.
        is_bold = section.heading is not None and section.heading.level == _BOLD_LEVEL
        self._outer = tuple(name for name in names[:-1] if is_topic(name))
        self._keywords = self._outer if is_bold else tuple(filter(is_topic, names))
        self._is_side = any(map(is_side_section, names[-1:])) or any(
            map(is_remark_section, names[:-1])
        )
        self._is_meeting = any(map(is_meeting_section, names))
        self._is_lecture = any(is_lecture_section(name) for name in names[-2:])

    def read(self) -> None:
        """Add the papers of the section to the reading."""
        if self._section.heading is not None and self._read_heading(self._section.heading):
            return
        for block in self._section.blocks:
            self._read_block(block)
            if self._stops_at_first and self._reading.drafts:
                break

    def _read_heading(self, heading: Heading) -> bool:
        """Read the section as one paper, or return False."""
        draft = read_entry(heading.lines, heading.line)
        is_linked = draft.is_paper and (
            draft.is_linked or heading.level == _BOLD_LEVEL or draft.evidence > 0
        )
        name = section_name(heading.text)
        if self._is_side or is_side_section(name) or not draft.title:
            return False
        if not is_linked and (self._section.is_group or is_software_section(name)):
            return False
        body = Body(self._section.blocks, stops_at_paper=not is_linked)
        if not is_linked and (body.has_papers or not body.draft.evidence or len(body.ids) > 1):
            return False
        if not is_linked and heading.level != _BOLD_LEVEL and not body.is_paper_like:
            return self._add_body(draft, body, self._tentative)
        return self._add_body(draft, body, self._reading.drafts)

    def _add_body(
        self, draft: Draft, body: Body, drafts: list[tuple[Draft, tuple[str, ...]]]
    ) -> bool:
        draft.merge(body.draft)
        if body.abstract:
            draft.fields.setdefault("abstract", body.abstract)
        drafts.append((draft, self._outer))
        for block in body.papers:
            self._read_block(block)
        return True

    def _read_block(self, block: Block) -> None:
        if isinstance(block, Item):
            self._read_item(block)
        elif isinstance(block, Paragraph):
            self._read_paragraph(block)
        elif isinstance(block, Table):
            for draft in read_table(finish_table(block)):
                self._add(draft)
                if self._stops_at_first and self._reading.drafts:
                    break

    def _read_item(self, item: Item) -> None:
        block = item.blocks[0] if len(item.blocks) == 1 else None
        if isinstance(block, Paragraph) and len(entries := split_titles(block.lines)) > 1:
            for lines in entries:
                self._add(read_entry(lines, item.line))
            return
        draft, children = item_draft(item)
        citations = citations_of(draft, children)
        if citations:
            for citation in citations:
                self._add(citation)
            return
        if draft.is_paper:
            self._add(draft)
        elif not children:
            self._omit(draft)
        for child in children:
            self._read_block(child)

    def _read_paragraph(self, paragraph: Paragraph) -> None:
        """Read a paragraph that is an entry, or whose lines are entries."""
        lines = [line for line in paragraph.lines if any(span.url for span in line)]
        entries = [read_entry([line], paragraph.line + n) for n, line in enumerate(paragraph.lines)]
        is_row = (
            len(entries) > 1
            and sum(
                e.is_paper and is_entry(e, [line])
                for e, line in zip(entries, paragraph.lines, strict=True)
            )
            == len(lines)
            > 1
        )
        if is_row:
            for entry, line in zip(entries, paragraph.lines, strict=True):
                if entry.is_paper and line in lines:
                    self._add(entry)
            return
        draft = read_entry(paragraph.lines, paragraph.line)
        if draft.is_paper and is_entry(draft, paragraph.lines):
            self._add(draft)

    def _add(self, draft: Draft) -> None:
        """Add a draft if it is a paper by the standards of its section."""
        if self._is_meeting:
            _forget_meeting(draft)
        is_weak = draft.evidence < 2 and self._is_lecture  # noqa: PLR2004
        if self._is_side:
            is_weak = not (
                draft.is_linked
                and len(draft.title.split()) >= _MIN_TITLE_WORDS
                and any(paper_evidence(url) > 1 for url in draft.urls)
            )
        if draft.is_paper and not is_weak and not is_prose_title(draft):
            self._reading.drafts.append((draft, self._keywords))
        else:
            self._omit(draft)

    def _omit(self, draft: Draft) -> None:
        if (
            not self._is_side
            and not draft.title
            and any(paper_evidence(url) > 1 for url in draft.urls)
        ):
            self._reading.untitled.append((draft.line, draft.urls[0]))
        if self._is_side or not draft.title:
            return
        urls = (*draft.pages, *draft.code, *draft.urls)
        is_list = not (self._is_meeting or self._is_lecture or is_prose_title(draft))
        if is_list and draft.is_record:
            self._reading.records.append((draft, self._keywords))
        elif draft.is_linked or any("://" in url for url in urls):
            self._reading.omitted.append((draft.line, draft.title))
        elif is_list and (draft.details.venue or draft.details.venue_year):
            self._reading.unlinked.append((draft.line, draft.title))
