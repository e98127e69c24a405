"""Read one entry of a reading list: an item, a paragraph, or a heading with the text below it."""

from __future__ import annotations

import re
from typing import Final

from sitegen.sources.lists.addresses import paper_evidence
from sitegen.sources.lists.citations import Citation, parse_authors, parse_citation
from sitegen.sources.lists.details import Details, add_date_or_venue, add_texts
from sitegen.sources.lists.drafts import Draft
from sitegen.sources.lists.inline import Span
from sitegen.sources.lists.labelled import is_label, take_labelled_line
from sitegen.sources.lists.labels import label_kind, split_label
from sitegen.sources.lists.last_names import split_et_al
from sitegen.sources.lists.names import is_lone_name, is_single_name, parse_name_list
from sitegen.sources.lists.paper_ids import take_ids
from sitegen.sources.lists.title_spans import (
    OTHERS,
    QUOTED,
    emphasized_title,
    plain_title_length,
    title_index,
)
from sitegen.sources.lists.titles import (
    EDGES,
    NUMBER,
    cut_venue,
    is_title,
    read_sentences,
    strip_brackets,
    strip_closing,
    strip_decorations,
    strip_short_name,
    trim_title,
)

#: What leads to an address at the end of a reference.
_LINK_LABEL: Final = re.compile(
    r"(?:(?<![\s.,;(\[])[\s.,;(\[]++)?(?:\b(?:available|retrieved|accessed|online|disponible|verfügbar|abgerufen|url|doi|"
    r"https?|link)\b(?: (?:at|from|online|en|unter|on|am))?(?: [\w ,.]{1,24})?)\s*+(?::\s*+)?$",
    re.IGNORECASE,
)
#: "Paper:" before a link.
_LINK_NAME: Final = re.compile(r"(?<![\w-])([\w-]{1,20})\s?[:：]\s?$")
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
#: A title in the quotes of Chinese and Japanese, at the start of an entry.
_WIDE_QUOTED: Final = re.compile(r"[《「『]([^《》「」『』]{3,300})[》」』]")
_NAME_STOP: Final = re.compile(r"(?<=[^\W\d_]{2})\.\s+(?=[A-Z])")
_PIECE_END: Final = re.compile(r"[.,;|\n]\s|[.,]$")
_YEAR_TAIL: Final = re.compile(r"(?<![\s.,])[\s.,]*+\(?((?:19|20)\d\d)\)?[.,:\s]*+$")


def read_entry(lines: list[list[Span]], line: int) -> Draft:
    """Return the draft of an entry's lines; its title is empty if none was recognized."""
    draft = Draft(line)
    spans: list[Span] = []
    for number, line_spans in enumerate(lines):
        if not take_labelled_line(draft, line_spans, is_first=not number):
            spans += [*line_spans, Span("\n")]
    index = title_index(spans)
    if index is not None:
        _read_around(draft, spans, index)
    elif count := plain_title_length(spans):
        title = "".join(span.text for span in spans[:count])
        draft.title, draft.is_titled = strip_decorations(draft, title), True
        _add_details(draft, spans[count:])
    else:
        _read_plain(draft, spans)
    title = strip_closing(draft, take_ids(draft, draft.title))
    parts = None if draft.details.authors else split_et_al(title)
    if parts is not None and is_title(parts[0]):
        # The text of a link may hold the names, too.
        title, draft.details.authors = parts
    draft.title = trim_title(strip_short_name(cut_venue(draft, title) if parts else title))
    return draft


def split_titles(lines: list[list[Span]]) -> list[list[list[Span]]]:
    """Return the lines of each entry in a text of several linked titles; else the lines alone.

    Between the titles are only separators, labels, dates and venues: text may say that a link leads
    to another work.
    """
    entries: list[list[list[Span]]] = [[]]
    has_title = False
    for line in lines:
        entries[-1].append([])
        for span in line:
            if span.url and not is_label(span) and is_title(span.text) and paper_evidence(span.url):
                if has_title:
                    entries.append([[]])
                has_title = True
            elif not span.url and not span.is_badge and not _is_between_titles(span.text):
                return [lines]
            entries[-1][-1].append(span)
    return entries


def _is_between_titles(text: str) -> bool:
    clean = text.strip().removesuffix("and").strip(EDGES + "()[]")
    return not clean or add_date_or_venue(Details(), clean)


def _read_around(draft: Draft, spans: list[Span], index: int) -> None:
    """Read an entry whose title is one span."""
    title = spans[index]
    draft.title, draft.is_titled = title.text, True
    citation = parse_citation(title.text) if title.url and _YEAR.search(title.text) else None
    if citation and citation.imprint.year and citation.imprint.is_certain:
        # The text of the link is the whole reference.
        _add_citation(draft, citation)
    if title.url:
        draft.add_link(title.url, None)
        # The lines of a table of contents lead to sections.
        draft.is_linked = not title.url.startswith("#")
    ahead, behind = spans[:index], spans[index + 1 :]
    # A bold title may consist of several spans: "**A $x$ [b](…) c**".
    while (
        behind
        and title.style == "bold"
        and not title.url
        and behind[0].style == "bold"
        and not behind[0].url
    ):
        draft.title += behind.pop(0).text
    prefix = split_label("".join(s.text for s in ahead if not s.url))
    if prefix and prefix[0] == "paper" and title.url:
        draft.add_link(title.url, "paper")
        draft.evidence = max(draft.evidence, 2)
    _add_details(draft, ahead, is_prefix=True)
    draft.is_led = bool(draft.details.authors)
    _add_details(draft, behind)


def _add_details(draft: Draft, spans: list[Span], *, is_prefix: bool = False) -> None:
    """Add the links and texts around a title."""
    plain = "".join(span.text for span in spans if not span.url and span.style != "italic")
    # Beside a name in plain text, emphasis is the venue's.
    has_name = not plain.isspace() and any(map(is_lone_name, _PIECE_END.split(plain)))
    parts = [_add_span(draft, span, is_venue=has_name) for span in spans]
    for index, span in enumerate(spans[1:]):
        # A label leads to an address, as in "Paper: https://…".
        if span.url and (not span.text or is_label(span)) and not spans[index].url:
            parts[index] = _strip_link_name(parts[index])
    text = take_ids(draft, "".join(parts))
    if is_prefix:
        text = NUMBER.sub("", text)
        if _add_prefix_authors(draft, text):
            return
    sentence_count = len(draft.details.sentences)
    add_texts(draft.details, text)
    if is_prefix:
        # Text before a title is a remark on the list, not on the paper.
        del draft.details.sentences[sentence_count:]


def _strip_link_name(text: str) -> str:
    """Return the text before a link without the label that names its target: "Paper:"."""
    match = _LINK_NAME.search(text)
    return text[: match.start()] if match and label_kind(match[1]) is not None else text


def _add_span(draft: Draft, span: Span, *, is_venue: bool) -> str:
    """Add what one span says by its style; return its text if it has to be read with others."""
    if span.url:
        _add_label_link(draft, span)
        return " " if is_label(span) else f" {span.text} "
    if span.is_badge or span.style == "code":
        add_date_or_venue(draft.details, span.text)
        return " "
    if span.style != "italic":
        return span.text
    is_taken = _take_italic(draft, span.text, is_certain_venue=is_venue)
    return " " if is_taken else span.text


def _add_prefix_authors(draft: Draft, text: str) -> bool:
    """Add the authors before a title: "Lovelace, A. (2024). [Title](…)"."""
    text = re.sub(r"(?<![\s,])[\s,]*+[\"“]\s*+$", ".", text)
    if year := _YEAR_TAIL.search(text):
        draft.details.add_date(year[1])
        text = text[: year.start()] + "."
    if not text.rstrip().endswith((",", ":", ".")):
        return False
    if draft.details.add_authors(text, is_certain=" " in text.strip()):
        return True
    draft.details.authors = draft.details.authors or parse_authors(text)
    return bool(draft.details.authors)


def _take_italic(draft: Draft, text: str, *, is_certain_venue: bool) -> bool:
    """Add emphasized authors or an emphasized venue."""
    clean = text.strip(" .,;:()[]")
    details = draft.details
    return (
        _take_people_and_venue(details, clean)
        or details.add_date(clean)
        or details.add_venue(clean)
        or (
            is_certain_venue
            and is_single_name(clean)
            and "," not in clean
            and details.add_venue(clean, is_certain=True)
        )
        or details.add_authors(clean, is_certain=True)
    )


def _take_people_and_venue(details: Details, text: str) -> bool:
    """Add "Ada Lovelace et al. ICML" or "Ada Lovelace. Journal of Looms"; return whether it is."""
    match = OTHERS.search(text) or _NAME_STOP.search(text)
    if match is None:
        return False
    head, venue = text[: match.start()], text[match.end() :].strip(" .,;")
    names = parse_name_list(head, is_certain=True) if is_lone_name(head) or "," in head else []
    if not names and match.re is OTHERS:
        names = parse_name_list(head, is_certain=True)
    if not names or is_lone_name(venue):
        return False
    details.authors = details.authors or names
    details.add_venue(venue, is_certain=True)
    return True


def _add_label_link(draft: Draft, span: Span) -> None:
    text = span.text.strip(" []()")
    if not is_label(span):
        # A link with a text is the title of another work, or a person.
        if not paper_evidence(span.url):
            return
        if draft.urls:
            return
    draft.add_link(span.url, label_kind(text) if text else None)
    if text and label_kind(text) is None:
        add_date_or_venue(draft.details, text)


def _read_plain(draft: Draft, spans: list[Span]) -> None:
    """Read an entry whose title is plain, quoted or emphasized text between labels."""
    texts = _split_pieces(draft, spans)
    if not texts:
        return
    titles = (i for i, text in enumerate(texts) if is_title(strip_decorations(Draft(0), text)))
    index = next(titles, 0)
    text = strip_decorations(draft, texts[index])
    citation = parse_citation(text)
    # Nearly all titles have no quotation mark, which costs less to see.
    quoted = QUOTED.search(text) if '"' in text or not text.isascii() else None
    emphasized = emphasized_title(spans, text)
    wide = _WIDE_QUOTED.match(text)
    if wide and not (citation and citation.title == wide[1]):
        _split_at(draft, text, wide.start(), wide.end(), wide[1])
    elif citation and is_title(citation.title):
        _add_citation(draft, citation)
    elif quoted and is_title(quoted[1]):
        _split_at(draft, text, quoted.start(), quoted.end(), quoted[1])
    elif emphasized:
        start = text.index(emphasized)
        _split_at(draft, text, start, start + len(emphasized), emphasized)
    else:
        read_sentences(draft, text)
    for remark in (*texts[:index], *texts[index + 1 :]):
        add_texts(draft.details, remark)


def _add_citation(draft: Draft, citation: Citation) -> None:
    draft.title, draft.is_titled, draft.is_cited = citation.title, True, True
    draft.details.authors = list(citation.authors)
    draft.details.add_imprint(citation.imprint)
    add_texts(draft.details, citation.remark)


def _split_pieces(draft: Draft, spans: list[Span]) -> list[str]:
    """Add the links and badges of an entry; return the texts between them."""
    pieces: list[str] = [""]
    for span in spans:
        if span.url:
            _add_label_link(draft, span)
            pieces.append("")
        elif span.is_badge:
            add_date_or_venue(draft.details, span.text)
        else:
            pieces[-1] += span.text
    texts = (_LINK_LABEL.sub("", strip_brackets(take_ids(draft, piece))) for piece in pieces)
    return [text for text in texts if text]


def _split_at(draft: Draft, text: str, start: int, end: int, title: str) -> None:
    draft.title, draft.is_titled = title, True
    head = strip_decorations(draft, text[:start])
    if not draft.details.add_authors(head.strip(EDGES), is_certain=" " in head.strip(EDGES)):
        add_texts(draft.details, head)
    add_texts(draft.details, text[end:])
