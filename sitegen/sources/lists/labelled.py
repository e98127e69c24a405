"""Read lines of labels: "Authors: …", "[Paper](…) [Code](…)"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitegen.sources.lists.labels import LabelKind, label_kind, split_label, strip_marks
from sitegen.sources.lists.last_names import is_only_names
from sitegen.sources.lists.titles import EDGES
from sitegen.sources.lists.venues import is_venue, parse_whole_date

if TYPE_CHECKING:
    from sitegen.sources.lists.drafts import Draft
    from sitegen.sources.lists.inline import Span


#: A label that is not known, before an address.
_COLON_LABEL: Final = re.compile(r"[^\x01:：]{1,30}[:：]\s*\x01")
_ID: Final = re.compile(r"(?:arxiv:)?(\d{4}\.\d{4,5})(?:v\d+)?", re.IGNORECASE)
#: Stands for a link in the text of a line.
_LINK_MARK: Final = "\x01"
_ROW_SEPARATORS: Final = re.compile(r"[\s\x01\[\]()|,;/&·•*-]+|\band\b")
_KINDS: Final[dict[str, LabelKind]] = {
    "paper": "paper", "arxiv_id": "paper", "doi": "paper", "code": "code",
}  # fmt: skip
_LINK_FIELDS: Final = frozenset({"paper", "code", "page"})


def read_labelled_lines(draft: Draft, lines: list[list[Span]]) -> list[list[Span]]:
    """Add labelled lines and rows of labels to a draft; return the lines of text."""
    return [line for line in lines if not take_labelled_line(draft, line)]


def take_labelled_line(draft: Draft, line: list[Span], *, is_first: bool = False) -> bool:
    """Add a line such as "**Link**: https://…" or "[Paper](…) [Code](…)".

    Args:
        draft: receives the links and the values.
        line: the spans of the line.
        is_first: whether it is the first line of an entry, where a title is more likely.

    Returns:
        Whether the line is one.
    """
    text = "".join(span.text if not span.url else _LINK_MARK for span in line if not span.is_badge)
    labelled = split_label(text.replace(_LINK_MARK, " ").strip(" |"))
    links = [span for span in line if span.url]
    if labelled is None:
        return _take_label_row(draft, text, links, is_first=is_first)
    name, content = labelled
    if name in _LINK_FIELDS and not links:
        # "arXiv: 2401.00001", "Paper: to appear"; but "Code: The Hidden Language" is a title.
        if match := _ID.fullmatch(content):
            draft.add_link(f"https://arxiv.org/abs/{match[1]}", "paper")
        return not (is_first and " " in content)
    if is_first and name in {"keywords", "", "code"} and not (links and not content.strip(EDGES)):
        return False
    # "Paper: [Title](…)" is an entry.
    if name == "title" or any(not is_label(span) for span in links if span.text):
        return False
    _take_field(draft, name, line)
    return True


def _take_label_row(draft: Draft, text: str, links: list[Span], *, is_first: bool) -> bool:
    """Add a row of links with labels, or an address behind an unknown label."""
    is_bare = len(links) == 1 and not links[0].text
    if is_bare and not is_first and _COLON_LABEL.fullmatch(text.strip()):
        draft.add_link(links[0].url, None)
        return True
    if not links or _ROW_SEPARATORS.sub("", strip_marks(text)) or not all(map(is_label, links)):
        return False
    for span in links:
        draft.add_link(span.url, label_kind(span.text) if span.text else None)
    return True


def _take_field(draft: Draft, name: str, line: list[Span]) -> None:
    """Add the links of a labelled line, and its value if the field is not one of links."""
    for span in (span for span in line if span.url):
        kind = label_kind(span.text) if span.text else None
        is_specific = kind in {"code", "paper"}
        draft.add_link(span.url, kind if is_specific else _KINDS.get(name, "page"))
    value = split_label("".join(s.text for s in line if not s.is_badge).strip())
    if name and name not in _LINK_FIELDS and value and value[1].strip(EDGES):
        draft.fields.setdefault(name, value[1].strip(" *_|"))


def is_label(span: Span) -> bool:
    """Return whether a link's text is a label, an id, a date or a venue, not a title."""
    text = span.text.strip(" []()")
    if label_kind(text) is not None or parse_whole_date(text) is not None:
        return True
    words = text.split()
    return len(words) <= 6 and (is_venue(span.text.strip()) or is_only_names(text))  # noqa: PLR2004
