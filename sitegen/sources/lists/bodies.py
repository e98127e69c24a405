"""Read the blocks below a heading that is the title of a paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.sources.lists.addresses import arxiv_id_of
from sitegen.sources.lists.blocks import Block, Heading, Item, Lines, Paragraph, lines_of
from sitegen.sources.lists.details import add_texts
from sitegen.sources.lists.drafts import Draft
from sitegen.sources.lists.entries import read_entry
from sitegen.sources.lists.inline import line_text, plain_text
from sitegen.sources.lists.items import is_entry, item_draft
from sitegen.sources.lists.labelled import read_labelled_lines
from sitegen.sources.lists.labels import field_of_name, label_kind
from sitegen.sources.lists.names import is_lone_name, parse_name_list

if TYPE_CHECKING:
    from collections.abc import Sequence


def _has_link(block: Block) -> bool:
    """Return whether a block is a table, or has a link."""
    is_text = isinstance(block, Paragraph | Heading | Item)
    return not is_text or any(span.url for line in lines_of(block) for span in line)


class Body:
    """What the blocks below a heading say about the heading's paper.

    Attributes:
        draft: links and labelled values.
        abstract: text of the paragraphs.
        papers: blocks that are entries of other papers.
        is_paper_like: whether values are labelled as a paper's, or a line names authors.
    """

    def __init__(self, blocks: Sequence[Block], *, stops_at_paper: bool = False) -> None:
        """Read the blocks.

        Args:
            blocks: the blocks below the heading.
            stops_at_paper: whether the rest does not matter if there is an entry of another paper.
        """
        self.draft = Draft(1)
        self.papers: list[Block] = []
        self._texts: list[str] = []
        self._subsection = ""
        for block in blocks:
            self._add(block)
            if stops_at_paper and self.papers:
                break
        self.abstract = " ".join(self._texts)
        self.is_paper_like = bool(
            self.draft.fields.keys() & {"authors", "abstract", "date", "arxiv_id", "doi"}
            or self.draft.details.authors
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
            if rest and draft.is_paper and is_entry(draft, rest):
                self._add_entry(draft, block)
            else:
                self._add_lines(block.lines)
        elif isinstance(block, Item):
            self._add_item(block)
        else:
            self.papers.append(block)

    def _add_entry(self, draft: Draft, block: Paragraph) -> None:
        """Add an entry of another paper, or the line "Ada Lovelace. ICML 2020. [PDF](…)"."""
        names = [] if draft.is_titled else parse_name_list(draft.title)
        if not names or self.draft.details.authors:
            self.papers.append(block)
            return
        draft.details.authors = names
        self.draft.merge(draft)

    def _add_item(self, item: Item) -> None:
        draft, children = item_draft(item)
        lines = [line for b in item.blocks if isinstance(b, Paragraph) for line in b.lines]
        labelled = Draft(item.line)
        if not read_labelled_lines(labelled, lines) and not children:
            self.draft.merge(labelled)
        elif draft.is_paper or any(map(_has_link, children)):
            self.papers.append(item)
        elif children:
            # The points below "Key contributions:".
            self._add_lines(lines_of(item)[len(lines) :])
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
            details.add_date(clean)
            or details.add_venue(clean)
            or details.add_authors(clean, is_certain=is_lone_name(clean))
            or self._take_names_and_venue(clean)
        )

    def _take_names_and_venue(self, text: str) -> bool:
        """Add "Ada Lovelace, Max Roe - ICML 2018" and "Ada Lovelace and Max Roe (ICML 2018)"."""
        draft = Draft(1)
        # The signs at the text's end are stripped.
        add_texts(draft.details, f"{text})" if text.count("(") > text.count(")") else text)
        details = draft.details
        has_place = bool(details.venue or details.venue_year or details.year)
        if not details.authors or not has_place or details.sentences:
            return False
        self.draft.merge(draft)
        return True
