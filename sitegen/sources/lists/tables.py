"""Read the tables of a reading list: one row per paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.sources.lists.details import add_date_or_venue
from sitegen.sources.lists.entries import read_entry, split_titles
from sitegen.sources.lists.inline import plain_text
from sitegen.sources.lists.labels import field_of_name, is_schedule, label_kind, strip_marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.sources.lists.blocks import Lines, Table
    from sitegen.sources.lists.drafts import Draft
    from sitegen.sources.lists.labels import LabelKind

_KINDS: Final[dict[str, LabelKind]] = {
    "paper": "paper", "arxiv_id": "paper", "doi": "paper", "code": "code", "page": "page",
}  # fmt: skip
_IMPRINTS: Final = frozenset({"venue", "year", "date", "arxiv_id", "doi"})
_MIN_TITLE_WORDS: Final = 2
#: Of a title in a script without blanks between words.
_MIN_TITLE_CHARS: Final = 5
#: Texts of cells without a value.
_EMPTY: Final = frozenset(
    {"", "-", "–", "—", "null", "none", "n/a", "na", "/", "nan", "tbd", "\\", "x", "无", "暂无"}
)


def read_table(table: Table) -> Iterator[Draft]:
    """Yield a draft per row; drafts without a title or a link are of rows that are no papers."""
    columns = [field_of_name(name) for name in table.header]
    title = _title_column(table, columns)
    if is_schedule(table.header):
        # The day of a meeting is no date of the paper, nor is who presents it an author.
        columns = ["" if column in {"date", None} else column for column in columns]
    # Columns of authors and of a venue or year are of papers, even without links.
    has_papers = "authors" in columns and not _IMPRINTS.isdisjoint(columns)
    for line, cells in table.rows:
        if title is None or title >= len(cells):
            continue
        row = cells
        for entry in _entries(cells[title], line):
            draft = _read_row(line, [*row[:title], entry, *row[title + 1 :]], columns, title)
            if has_papers and draft.title and draft.fields.get("authors"):
                # So is a row with authors below rows of papers.
                draft.evidence = max(draft.evidence, 1)
            has_papers |= draft.is_paper
            yield draft
            # The links beside several papers are the first one's, or nobody knows whose.
            row = [[[s for s in spans if not s.url] for spans in cell] for cell in cells]


def _entries(cell: Lines, line: int) -> list[Lines]:
    """Return the lines of each paper in a cell: one per line, or by their linked titles."""
    if len(cell) > 1:
        drafts = (read_entry([spans], line) for spans in cell)
        if all(draft.is_paper and draft.is_linked for draft in drafts):
            return [[spans] for spans in cell]
    return split_titles(cell)


def _title_column(table: Table, columns: list[str | None]) -> int | None:
    """Return the index of the column with titles: by its name, or "Paper" with texts in it."""
    if "title" in columns:
        return columns.index("title")
    for index, column in enumerate(columns):
        if column == "paper" and _has_titles(table, index):
            return index
    # A column that is named after the subject: the first one whose texts are long.
    named = [i for i, column in enumerate(columns) if column is None or column == "abstract"]
    return next((i for i in named if _has_titles(table, i, min_words=4)), None)


def _has_titles(table: Table, index: int, min_words: int = _MIN_TITLE_WORDS) -> bool:
    """Return whether most cells of a column have texts that are no labels."""
    cells_of = [plain_text(cells[index]) for _, cells in table.rows if index < len(cells)]
    texts = [text for text in cells_of if text.strip(" *|").lower() not in _EMPTY]
    titles = [
        t
        for t in texts
        if (label_kind(t) is None and len(t.split()) >= min_words)
        or (label_kind(t) is None and len(t) > _MIN_TITLE_CHARS and not t.isascii())
    ]
    return len(titles) * 2 > len(texts)


def _read_row(line: int, cells: list[Lines], columns: list[str | None], title: int) -> Draft:
    draft = read_entry(cells[title], line)
    # The column says that a text is a title, whatever its words.
    draft.is_titled |= columns[title] == "title"
    text = plain_text(cells[title])
    if draft.is_titled and "authors" in columns and text.startswith(f"{draft.title} "):
        # Nothing but the title is in its column: "Small? Ants, Bees, and Wasps".
        draft.title, draft.details.sentences, draft.details.authors = text, [], []
    for index, cell in enumerate(cells[: len(columns)]):
        column = columns[index]
        if index == title or column is None:
            _add_unnamed(draft, cell, is_title=index == title)
            continue
        for span in (span for spans in cell for span in spans if span.url):
            kind = label_kind(span.text) if span.text else None
            # The column's name counts more than a label such as "link".
            draft.add_link(
                span.url,
                kind
                if column in {"paper", ""}
                and kind in {"code", "page"}
                and span.text.strip().lower() not in {"link", "url", "here"}
                else _KINDS.get(column, kind),
            )
        text = strip_marks(plain_text(cell)).strip(" *|")
        if (
            column
            and column not in {"paper", "code", "page", "title"}
            and text.lower() not in _EMPTY
        ):
            _add_value(draft, column, text)
    return draft


def _add_value(draft: Draft, column: str, text: str) -> None:
    # A column "Publication" or "Date" may hold either.
    if column == "venue" and draft.details.add_date(text):
        return
    if column in {"date", "year"} and draft.details.add_venue(text):
        return
    draft.fields[column] = text


def _add_unnamed(draft: Draft, cell: Lines, *, is_title: bool) -> None:
    """Add the links of a column with an unknown name, by their labels."""
    if is_title:
        return
    for span in (span for spans in cell for span in spans if span.url):
        draft.add_link(span.url, label_kind(span.text) if span.text else None)
    text = plain_text(cell)
    add_date_or_venue(draft.details, text)
