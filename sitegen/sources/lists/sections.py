"""Read the papers of a reading list section by section."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from sitegen.sources.lists.addresses import arxiv_id_of, paper_evidence
from sitegen.sources.lists.blocks import Block, Heading, Item, Lines, Paragraph, Table, finish_table
from sitegen.sources.lists.details import add_texts, parse_whole_date
from sitegen.sources.lists.entries import (
    Draft,
    is_prose,
    read_entry,
    read_labelled_lines,
)
from sitegen.sources.lists.inline import line_text, plain_text
from sitegen.sources.lists.labels import (
    field_of_name,
    is_lecture_section,
    is_remark_section,
    is_side_section,
    is_software_section,
    is_topic,
    label_kind,
    section_name,
)
from sitegen.sources.lists.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.sources.lists.inline import Span

_BOLD_LEVEL: Final = 7
_MAX_LABEL_CHARS: Final = 20
#: Values of the heading "Abstract" and the like below a paper's heading.
_SUBSECTION_FIELDS: Final = frozenset(
    {"abstract", "authors", "paper", "code", "page", "keywords", "venue", "date"}
)
_MIN_TITLE_WORDS: Final = 3
#: Longer texts that are not set apart are remarks.
MAX_TITLE_WORDS: Final = 30


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
        is_software: whether the text is the documentation of software.
    """

    drafts: list[tuple[Draft, tuple[str, ...]]] = field(default_factory=list)
    omitted: list[tuple[int, str]] = field(default_factory=list)
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
    reading.drafts = sorted(reading.drafts, key=lambda pair: pair[0].line)
    return reading


def _sections(blocks: Sequence[Block]) -> Iterator[Section]:
    """Yield the sections of a list; a heading such as "Abstract" continues the one above it."""
    blocks = _join_items(blocks)
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


def _join_items(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with items that are only labels in the item before them.

    Such items are sub-items whose indentation is too small: "  - Paper: …" below "1. Title".
    """
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if isinstance(block, Item) and isinstance(last, Item) and _has_little_text(block):
            draft, _ = item_draft(block)
            if not draft.title and draft.urls and not item_draft(last)[0].evidence:
                last.blocks.append(block)
                continue
        joined.append(block)
    return joined


def _has_little_text(item: Item) -> bool:
    """Return whether an item can be labels alone; a quick test before it is read."""
    return all(
        isinstance(block, Paragraph)
        and sum(len(s.text) for line in block.lines for s in line if not s.url) < _MAX_LABEL_CHARS
        for block in item.blocks
    )


def _bold_heading(block: Block) -> Heading | None:
    """Return a paragraph that is one bold text, perhaps with badges, as a heading."""
    if not isinstance(block, Paragraph) or len(block.lines) != 1:
        return None
    spans = [s for s in block.lines[0] if s.text.strip(" .:") and not s.is_badge]
    if len(spans) != 1 or spans[0].style != "bold":
        return None
    return Heading(block.line, _BOLD_LEVEL, block.lines)


class _SectionReader:
    """Reads the papers of one section."""

    def __init__(
        self,
        section: Section,
        reading: ListReading,
        tentative: list[tuple[Draft, tuple[str, ...]]],
    ) -> None:
        self._section, self._reading, self._tentative = section, reading, tentative
        names = section.path
        # Text in bold is a paper's title or a remark, rarely a topic.
        is_bold = section.heading is not None and section.heading.level == _BOLD_LEVEL
        self._outer = tuple(name for name in names[:-1] if is_topic(name))
        self._keywords = self._outer if is_bold else tuple(filter(is_topic, names))
        self._is_side = any(map(is_side_section, names[-1:])) or any(
            map(is_remark_section, names[:-1])
        )
        self._is_lecture = any(is_lecture_section(name) for name in names[-2:])

    def read(self) -> None:
        """Add the papers of the section to the reading."""
        if self._section.heading is not None and self._read_heading(self._section.heading):
            return
        for block in self._section.blocks:
            self._read_block(block)

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
        body = _Body(self._section.blocks)
        if not is_linked and (body.has_papers or not body.draft.evidence or len(body.ids) > 1):
            return False
        if not is_linked and heading.level != _BOLD_LEVEL and not body.is_paper_like:
            return self._add_body(draft, body, self._tentative)
        return self._add_body(draft, body, self._reading.drafts)

    def _add_body(
        self, draft: Draft, body: _Body, drafts: list[tuple[Draft, tuple[str, ...]]]
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

    def _read_item(self, item: Item) -> None:
        draft, children = item_draft(item)
        citations = _citations(draft, children)
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
                e.is_paper and _is_entry(e, [line])
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
        if draft.is_paper and _is_entry(draft, paragraph.lines):
            self._add(draft)

    def _add(self, draft: Draft) -> None:
        """Add a draft if it is a paper by the standards of its section."""
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
        urls = (*draft.pages, *draft.code, *draft.urls)
        if not self._is_side and draft.title and (draft.is_linked or any("://" in u for u in urls)):
            self._reading.omitted.append((draft.line, draft.title))


def _citations(draft: Draft, children: list[Block]) -> list[Draft]:
    """Return the papers of an item with a short name and links, whose sub-items are citations."""
    if draft.is_titled or not draft.is_paper or not all(isinstance(c, Item) for c in children):
        return []
    citations = [item_draft(child)[0] for child in children if isinstance(child, Item)]
    if not all(sub.is_titled and sub.details.authors for sub in citations):
        return []
    if len(citations) == 1:
        # The links of several papers can't be separated.
        citations[0].merge(draft)
        citations[0].line = draft.line
    return citations


def is_prose_title(draft: Draft) -> bool:
    """Return whether a plain title is a sentence about the list."""
    count = len(draft.title.split())
    return not draft.is_titled and (
        count > MAX_TITLE_WORDS or (count > 6 and is_prose(draft.title))
    )


def _is_entry(draft: Draft, lines: Lines) -> bool:
    """Return whether a paragraph starts with a title, or is a text with labels behind it."""
    first = next((s for line in lines for s in line if s.text.strip(" \n[(") or s.url), None)
    text = plain_text(lines)
    if first is None or is_prose(text):
        return False
    if draft.is_titled and (first.url or first.style == "bold"):
        rest = text.partition(draft.title)[2].strip()
        # "[BERT](…) is a model": prose that begins with a link.
        return not rest or not rest[0].isalpha() or not rest[0].islower()
    labels = [s for line in lines for s in line if s.url]
    return (
        bool(labels)
        and all(label_kind(s.text) is not None or not s.text for s in labels[-1:])
        and len(text) < 600
    )


def item_draft(item: Item) -> tuple[Draft, list[Block]]:
    """Return the draft of an item with its labelled sub-items, and the blocks with other papers."""
    lines: Lines = []
    children: list[Block] = []
    for block in item.blocks:
        if isinstance(block, Paragraph | Heading):
            lines += block.lines
        else:
            children.append(block)
    draft = read_entry(lines, item.line)
    rest: list[Block] = []
    for child in children:
        if not isinstance(child, Item) or not _take_child(draft, child):
            rest.append(child)
    return draft, rest


def _take_child(draft: Draft, child: Item) -> bool:
    """Add a sub-item with labels or details to the draft above it; return False for another entry."""
    if not draft.title or parse_whole_date(draft.title):
        return False
    sub, grandchildren = item_draft(child)
    paragraphs = [b for b in child.blocks if isinstance(b, Paragraph)]
    lines = [line for paragraph in paragraphs for line in paragraph.lines]
    labelled = Draft(child.line)
    rest = read_labelled_lines(labelled, lines)
    if grandchildren:
        return False
    if not rest:
        draft.merge(labelled)
        return True
    # A sub-item with a title and a link to a paper is another paper.
    if sub.is_paper or (sub.is_titled and (sub.pages or sub.details.authors)):
        return False
    draft.merge(labelled)
    for line in rest:
        _add_line(draft, line)
    return True


def _add_line(draft: Draft, line: list[Span]) -> None:
    """Add a sub-item's line of authors, venue or text."""
    text = line_text(line)
    is_italic = all(span.style == "italic" for span in line if span.text.strip())
    details = draft.details
    if is_italic and (details.add_venue(text) or details.add_authors(text, is_certain=True)):
        return
    add_texts(details, text)


class _Body:
    """What the blocks below a heading say about the heading's paper.

    Attributes:
        draft: links and labelled values.
        abstract: text of the paragraphs.
        papers: blocks that are entries of other papers.
        is_paper_like: whether values are labelled as a paper's.
    """

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.draft = Draft(1)
        self.papers: list[Block] = []
        self._texts: list[str] = []
        self._subsection = ""
        for block in blocks:
            self._add(block)
        self.abstract = " ".join(self._texts)
        self.is_paper_like = bool(
            self.draft.fields.keys() & {"authors", "abstract", "date", "arxiv_id", "doi"}
        )

    @property
    def has_papers(self) -> bool:
        """Whether entries of other papers are below the heading."""
        return bool(self.papers)

    @property
    def ids(self) -> set[str]:
        """Identifiers of the papers that are linked."""
        return {arxiv_id for url in self.draft.urls if (arxiv_id := arxiv_id_of(url))}

    def _add(self, block: Block) -> None:
        if isinstance(block, Heading):
            self._subsection = field_of_name(block.text) or ""
        elif isinstance(block, Paragraph):
            rest = read_labelled_lines(Draft(1), block.lines)
            draft = read_entry(rest, block.line)
            if rest and draft.is_paper and _is_entry(draft, rest):
                self.papers.append(block)
            else:
                self._add_lines(block.lines)
        elif isinstance(block, Item):
            self._add_item(block)
        else:
            self.papers.append(block)

    def _add_item(self, item: Item) -> None:
        draft, children = item_draft(item)
        lines = [line for b in item.blocks if isinstance(b, Paragraph) for line in b.lines]
        labelled = Draft(item.line)
        if not read_labelled_lines(labelled, lines) and not children:
            self.draft.merge(labelled)
        elif draft.is_paper or children:
            self.papers.append(item)
        else:
            self._add_lines(lines)

    def _add_lines(self, lines: Lines) -> None:
        rest = read_labelled_lines(self.draft, lines)
        if not rest:
            return
        spans = [
            span for line in rest for span in line if span.text.strip(" ,.*") and not span.is_badge
        ]
        is_italic = bool(spans) and all(span.style == "italic" and not span.url for span in spans)
        text = plain_text(rest)
        if self._subsection not in {"", "abstract"}:
            self.draft.fields.setdefault(self._subsection, text)
        elif (
            is_italic and not self._texts and self.draft.details.add_authors(text, is_certain=True)
        ) or (
            not self._texts and self._subsection != "abstract" and self._take_citation(rest, text)
        ):
            pass
        elif text:
            self._texts.append(text)
        for span in (span for line in rest for span in line if span.url):
            kind = label_kind(span.text) if span.text else None
            if kind is not None or not span.text:
                self.draft.add_link(span.url, kind)

    def _take_citation(self, lines: Lines, text: str) -> bool:
        """Add a paragraph that lists authors, a venue or a date, perhaps with links."""
        sub = read_entry([*lines, []], 1) if len(text) < 400 else None  # noqa: PLR2004
        details = self.draft.details
        clean = "".join(line_text([s for s in line if not s.url]) for line in lines).strip(
            " .,[]()|"
        )
        return sub is not None and (
            details.add_date(clean) or details.add_venue(clean) or details.add_authors(clean)
        )
