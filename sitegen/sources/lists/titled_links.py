"""Read lists without markup: a title in the line above an address, or beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.sources.lists.addresses import paper_evidence
from sitegen.sources.lists.details import add_lone_author, add_texts
from sitegen.sources.lists.drafts import Draft
from sitegen.sources.lists.names import is_lone_name
from sitegen.sources.lists.sections import ListReading
from sitegen.sources.lists.titles import (
    EDGES,
    is_prose,
    is_title,
    strip_closing,
    strip_decorations,
    trim_title,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

#: An address or an identifier that stands for one; group 1 is an arXiv id, group 2 a DOI.
_ADDRESS: Final = re.compile(
    r"<?https?://[^\s<>\"]+>?|\barxiv:\s?(\d{4}\.\d{4,5})(?:v\d+)?|\bdoi:\s?(10\.\d{4,9}/\S+)",
    re.IGNORECASE,
)
_BULLET: Final = re.compile(r"^\s*+(?:[-*+•–]\s++|\(?\d{1,3}[.)]\s++|\[\d{1,3}\]\s*+)")
_LABEL_END: Final = re.compile(
    r"(?:(?:(?<![\s(\[])[\s(\[]++)?\b(?:link|url|pdf|paper|arxiv|doi|available at|see)\b|"
    r"(?<![\s:：=→>,;|()\[\]–—-]))[\s:：=→>,;|()\[\]–—-]*+$",
    re.IGNORECASE,
)
_MAX_TITLE_WORDS: Final = 30
#: A title, authors and a venue; more lines above an address are prose.
_MAX_TEXT_LINES: Final = 4
_MAX_LINE_CHARS: Final = 600
_MIN_SHARE: Final = 0.8


class _Entry(NamedTuple):
    """Lines that belong together: 1-based line, texts, addresses."""

    line: int
    texts: list[str]
    urls: list[str]


def read_titled_links(text: str) -> ListReading | None:
    """Return the papers of a text that consists of titles and addresses, or None."""
    lines = [(number, line) for number, line in enumerate(text.split("\n"), start=1)]
    entries = list(_entries(lines))
    titled = [entry for entry in entries if entry.urls and _is_titled(entry)]
    count = sum(len(entry.texts) + len(entry.urls) for entry in entries if not _is_heading(entry))
    is_list = sum(len(entry.texts) + len(entry.urls) for entry in titled) >= _MIN_SHARE * count
    reading = ListReading()
    for entry in entries if is_list else ():
        draft = _draft(entry)
        if draft.is_paper and entry in titled:
            reading.drafts.append((draft, ()))
        elif draft.evidence and not entry.texts:
            reading.untitled.append((entry.line, entry.urls[0]))
        elif entry.urls:
            reading.omitted.append((entry.line, draft.title or entry.urls[0]))
    is_certain = len(reading.drafts) > 1 or (len(entries) == 1 and len(entries[0].texts) == 1)
    # PDFs alone may be of anything.
    known = sum(draft.evidence > 1 for draft, _ in reading.drafts)
    is_mostly = 2 * known >= len(reading.drafts) >= len(reading.omitted) + len(reading.untitled)
    return reading if known and is_certain and is_mostly else None


def _entries(lines: list[tuple[int, str]]) -> Iterator[_Entry]:
    """Yield the entries: texts up to an address, or an address and the texts below it."""
    contents = [line for _, line in lines if line.strip()]
    is_address_first = bool(
        contents and _is_address(contents[0]) and not any(map(_ADDRESS.search, contents[-1:]))
    )
    entry = _Entry(0, [], [])
    is_parted = False  # whether a blank line is behind the entry's last line
    for number, line in lines:
        urls, text = _parse_line(line)
        if not line.strip():
            is_parted = True
            continue
        if (entry.texts or entry.urls) and _starts_entry(
            entry, text, urls, is_parted=is_parted, is_address_first=is_address_first
        ):
            yield entry
            entry = _Entry(0, [], [])
        is_parted = False
        entry = entry if entry.line else entry._replace(line=number)
        entry.texts.extend([text] if text else [])
        entry.urls.extend(urls)
    if entry.texts or entry.urls:
        yield entry


def _parse_line(line: str) -> tuple[list[str], str]:
    """Return the addresses in a line, and its text without them."""
    urls = [_url(match) for match in _ADDRESS.finditer(line)]
    if not urls:
        return [], line.strip()
    text = _BULLET.sub("", _ADDRESS.sub("\t", line), count=1).strip("\t ")
    return urls, _LABEL_END.sub("", text).strip(" ,;:–—-")


def _starts_entry(
    entry: _Entry, text: str, urls: list[str], *, is_parted: bool, is_address_first: bool
) -> bool:
    """Return whether a line is of the next entry."""
    if is_address_first:
        return bool(urls) or (is_parted and bool(entry.texts))
    if entry.urls:
        return bool(text) or is_parted
    # "Title", a blank line, and its address belong together; a text begins another entry.
    return bool(text) and (is_parted or bool(urls))


def _is_address(line: str) -> bool:
    match = _ADDRESS.search(line)
    return match is not None and not _BULLET.sub("", _ADDRESS.sub("", line)).strip(EDGES)


def _url(match: re.Match[str]) -> str:
    if match[1]:
        return f"https://arxiv.org/abs/{match[1]}"
    if match[2]:
        return f"https://doi.org/{match[2]}"
    return match.group().strip("<>").rstrip(".,;:)]")


def _is_titled(entry: _Entry) -> bool:
    """Return whether the first text is a title, and the others are few."""
    if not entry.texts or len(entry.texts) > _MAX_TEXT_LINES:
        return False
    title = strip_decorations(Draft(0), entry.texts[0])
    return (
        is_title(title)
        and len(title.split()) <= _MAX_TITLE_WORDS
        and not is_prose(title)
        and all(len(text) <= _MAX_LINE_CHARS for text in entry.texts)
        # A line that ends so goes on in the next one.
        and entry.texts[0][-1] not in ",;:"
        and not entry.texts[0].endswith((" the", " and", " of", " at", " in", " on"))
    )


def _is_heading(entry: _Entry) -> bool:
    return not entry.urls and len(entry.texts) == 1 and len(entry.texts[0].split()) <= 6  # noqa: PLR2004


def _draft(entry: _Entry) -> Draft:
    draft = Draft(entry.line)
    for url in entry.urls:
        draft.add_link(url, None)
    # Only addresses that are known to lead to papers count.
    draft.evidence = max((paper_evidence(url) for url in entry.urls), default=0)
    if entry.texts:
        draft.title = trim_title(strip_closing(draft, strip_decorations(draft, _title(entry))))
        for text in entry.texts[1:]:
            add_texts(draft.details, text)
        add_lone_author(draft.details, [text for text in entry.texts[1:] if is_lone_name(text)])
    return draft


def _title(entry: _Entry) -> str:
    return _BULLET.sub("", entry.texts[0].strip("#* "), count=1)
