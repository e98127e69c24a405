"""Separate a title from what stands before and behind it in a line of plain text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitegen.sources.lists.details import add_date_or_venue, add_texts, is_sentence
from sitegen.sources.lists.labels import label_kind, split_label, strip_marks
from sitegen.sources.lists.last_names import split_et_al
from sitegen.sources.lists.names import is_local_name, is_single_name, parse_name_list
from sitegen.sources.lists.venues import is_preprint, is_venue, parse_whole_date

if TYPE_CHECKING:
    from sitegen.sources.lists.details import Details
    from sitegen.sources.lists.drafts import Draft


#: A number in front of an entry: "1. ", "[3] ", "#4 ".
NUMBER: Final = re.compile(
    r"^\s*(?:\(?\d{1,4}[.)、:]\s+|0\d{1,2}[.)](?=[^\W\d_])|\[[A-Z]{0,2}\d{1,4}\]\.?\s*|#\d{1,4}[.:]?\s+)"
)
_OPENING_BRACKET: Final = re.compile(
    r"^\s*([\[【(（])([^\[\]【】()（）]{1,80})[\]】)）]\s*[:：,-]?\s*"
)
_CLOSING_BRACKET: Final = re.compile(
    r"(?<!\s)\s*+[\[【(（]([^\[\]【】()（）]{1,80})[\]】)）][\s.,;:]*+$"
)
#: Names and a year: "Lovelace et al. 2017", "Lovelace & Hopper, 2018".
_CITED: Final = re.compile(r"([^\d,;]{2,60}(?:et\.? al\.?|&[^\d,;]{2,40})),? ?((?:19|20)\d\d)")
#: A word with a digit or two capitals: "[BoxNet]", "(BERT)", but not "[Re]" and "(Deep)".
_SHORT_NAME: Final = re.compile(
    r"[\[(](?=[^\s\[\]()]{0,29}?(?:[A-Z][^\s\[\]()]{0,29}?[A-Z]|\d))[^\s\[\]()]{1,30}[\])]:?\s+"
)
_DATE_PREFIX: Final = re.compile(
    r"^\s*((?:19|20)\d\d(?:[-./]\d{1,2}(?:[-./]\d{1,2})?(?=\s*[:：|,-]*\s)|(?=\s[-–—]\s)))"
    r"\s*[:：|,–—-]*\s+"
)
_VENUE_PREFIX: Final = re.compile(r"^\s*+([^:|,–—]{2,40}?)\s*(?:[|:：,]|\s[-–—])\s+")
_INITIALS: Final = re.compile(r"(?:[A-Z]\.[ -]?){1,3}[A-Z][\w'’-]+\.?$")
_INNER_INITIAL: Final = re.compile(r"(?<=\s)[A-Z]\. [A-Z]|^[A-Z]\. [A-Z]")
_SENTENCE_END: Final = re.compile(
    r"(?<=[\w)”\"'][\w)”\"'])([.?!])\s+(?=[A-Z\u00c0-\u024f\u4e00-\u9fff(\"“])"
)
#: "Title (University of Looms)".
_INSTITUTION: Final = re.compile(
    r"\b(?:Universit\w{1,3}|Universidad\w*|Institut\w{0,2}|Academy|College)\b|大学$|研究院$|研究所$"
)
#: "Grains of Sand (1988) Gilbert, Johnson and Keerthi".
_TITLE_YEAR: Final = re.compile(r"(.{10,300}?)\s\(((?:19|20)\d\d)\)[.,:]?\s(.{4,300})")
_WIDE_QUOTES: Final = re.compile(r"[《「『]([^《》「」『』]+)[》」』]")
EDGES: Final = " \t\n.,;:|/&·•-–—*_#>，。；：、"
#: Between names, and between them and a title.
_COMMA: Final = re.compile(r"(?:(?<!\s)\s++)?,\s*+(?:and\s++)?")
_WIDE_COMMA: Final = re.compile(r"(?:(?<!\s)\s++)?[,，]\s*+(?:and\s++)?")
_DETAIL_SEPARATOR: Final = re.compile(r"(?:(?<!\s)\s++)?[,;|/]\s*+")
#: What stands behind the last comma, full stop or dash.
_TAIL: Final = re.compile(r"(?:[,.;|]|\s[-–—])\s++([^,.;|–—]{2,60})[.\s]*+$")
_TITLE_LABEL: Final = re.compile(r"^(?:paper|title|论文|标题)\s*[:：]\s*", re.IGNORECASE)
_LABEL_EDGES: Final = " \t\n,;|/&·•:-–—"
#: What leads to names behind a title.
_NAMES_START: Final = re.compile(r"(?<!\s)\s++(?:[-–—|/·]|by)\s++")
#: The day of a meeting: "Sept 14", "3 May".
_DAY: Final = re.compile(
    r"(?:[a-z]{3,9}day,? )?(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? "
    r"\d{1,2}(?:st|nd|rd|th)?|\d{1,2}(?:st|nd|rd|th)?\.? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|"
    r"oct|nov|dec)[a-z]{0,6})",
    re.IGNORECASE,
)
_MIN_SENTENCE_WORDS: Final = 3
_PAIR: Final = 2
_MAX_ACRONYM_WORDS: Final = 3
_MIN_TITLE_LETTERS: Final = 2
_MAX_LABEL_CHARS: Final = 20
_MAX_WIDE_LABEL_CHARS: Final = 8
_MAX_TITLE_CHARS: Final = 350
#: Beginnings of sentences about a list or a repository, not of titles.
_PROSE: Final = re.compile(
    r"(?:this|these|we|our|here|if you|please|you can|see|the (?:official|following|code|"
    r"paper|repo)|official|"
    r"note that|for (?:more|details|a)|in this|based on|thanks|welcome|check|feel free|it|"
    r"i|paper|code|click|as|"
    r"also|more|\d+ papers?|presents?|proposes?|introduces?|shows?|an? new paper|"
    r"(?:\S+ ){1,3}(?:introduces|presents|proposes|releases|shows))\b",
    re.IGNORECASE,
)


def is_title(text: str) -> bool:
    """Return whether a text can be a title: not a label, a date, a venue or too long."""
    clean = strip_marks(text).strip(EDGES)
    # Nearly all begin with letters.
    is_short = not clean[:_MIN_TITLE_LETTERS].isalpha() or len(clean) < _MIN_TITLE_LETTERS
    if len(clean) > _MAX_TITLE_CHARS or (
        is_short and sum(map(str.isalpha, clean)) < _MIN_TITLE_LETTERS
    ):
        return False
    # Bold dates, venues and labels come before titles.
    return not (
        label_kind(clean) is not None
        or parse_whole_date(clean) is not None
        or _DAY.fullmatch(clean) is not None
        or (split_label(clean if ":" in clean else f"{clean}:") is not None and _is_short(clean))
        or (len(clean.split()) <= 5 and is_venue(clean))  # noqa: PLR2004
    )


def _is_short(text: str) -> bool:
    """Return whether a text may be a label; "大规模中文问答数据集" is a title."""
    return len(text) < (_MAX_LABEL_CHARS if text.isascii() else _MAX_WIDE_LABEL_CHARS)


def read_sentences(draft: Draft, text: str) -> None:
    """Read "Title. Authors. Venue", "Title, Venue" or a title alone."""
    text = " ".join(strip_closing(draft, text).split())
    dated = _TITLE_YEAR.fullmatch(text)
    names = parse_name_list(dated[3], is_certain=True) if dated else []
    if dated and names and is_title(dated[1]):
        draft.title, draft.details.authors = dated[1], names
        draft.details.add_date(dated[2])
        return
    parts = _SENTENCE_END.split(text)
    # Sentences with their ends: "Is it? It is." has two.
    sentences = ["".join(parts[i : i + 2]) for i in range(0, len(parts), 2)]
    if len(sentences) > 1:
        for count in range(1, len(sentences)):
            rest = sentences[count].strip(EDGES)
            if parse_name_list(rest, is_certain=" " in rest and "," in rest) or is_venue(rest):
                draft.title = " ".join(sentences[:count])
                add_texts(draft.details, ". ".join(s.strip(" .") for s in sentences[count:]))
                return
        names = parse_name_list(sentences[0].strip(EDGES))
        if names and is_title(sentences[1]):
            draft.details.authors = names
            draft.title = sentences[1]
            add_texts(draft.details, " ".join(sentences[2:]))
            return
        if (
            sentences[0].endswith(".")
            and len(sentences[0].split()) >= _MIN_SENTENCE_WORDS
            and is_sentence(sentences[1])
        ):
            draft.title = sentences[0]
            draft.details.sentences.append(" ".join(sentences[1:]))
            return
    title = _cut_last_names(draft, _cut_names(draft, cut_venue(draft, text)))
    # The venue may stand in front of the names: "Title, ICML 2020, Ada Lovelace et al.".
    draft.title = cut_venue(draft, title) if draft.details.authors else title


def _cut_names(draft: Draft, text: str) -> str:
    """Return the title of "Ada Lovelace, G. Hopper, Title" without the names before it."""
    if "," not in text:
        return text
    parts = _COMMA.split(text.strip(EDGES))
    count = next(
        (
            i
            for i, part in enumerate(parts)
            if not is_single_name(part) and not _INITIALS.match(part)
        ),
        len(parts) - 1,
    )
    names = parts[:count]
    has_initials = any(map(_INITIALS.match, names))
    if (not has_initials and len(names) < 3) or not is_title(", ".join(parts[count:])):  # noqa: PLR2004
        return text
    draft.details.add_authors(", ".join(names), is_certain=True)
    return ", ".join(parts[count:])


def _cut_last_names(draft: Draft, text: str) -> str:
    """Return the title of "Title - Ada Lovelace, G. Hopper" without the names behind it."""
    if draft.details.authors:
        return text
    details = draft.details
    cut = split_et_al(text)
    if cut is not None and is_title(cut[0]):
        details.authors = cut[1]
        return cut[0]
    is_structured = bool(details.venue or details.year or details.venue_year)
    for match in _NAMES_START.finditer(text):
        title, tail = text[: match.start()], text[match.end() :]
        # "Title — Lovelace & Hopper, ICML 2015"
        names = parse_name_list(tail, is_certain=is_structured and " & " in tail)
        is_by = match.group().strip() == "by"
        if names and is_title(title) and (len(names) > 1 or not is_by or _INITIALS.match(tail)):
            draft.details.authors = names
            return title
    if "," in text or "，" in text:
        return _cut_names_behind_comma(details, text, is_structured=is_structured)
    return text


def _cut_names_behind_comma(details: Details, text: str, *, is_structured: bool) -> str:
    # "Title, Ada Lovelace, Grace Hopper, ICML 2020": the venue shows that the line has parts.
    parts = _WIDE_COMMA.split(text)
    count = next((i for i, part in enumerate(reversed(parts)) if not is_single_name(part)), 0)
    # "Title, Ada Lovelace and Grace M. Hopper": a subject has no initials.
    title, _, pair = text.rpartition(", ")
    names = parse_name_list(pair) if _INNER_INITIAL.search(pair) else []
    if len(names) == _PAIR and len(title.split()) >= _MIN_SENTENCE_WORDS and is_title(title):
        details.authors = names
        return title
    if is_structured and count and len(", ".join(parts[:-count]).split()) >= _MIN_SENTENCE_WORDS:
        tail = ", ".join(parts[-count:])
        if details.add_authors(tail, is_certain=count > 1 or is_local_name(tail)):
            return ", ".join(parts[:-count])
    return text


def cut_venue(draft: Draft, text: str) -> str:
    """Return a title without a venue or a date behind its last comma, full stop or dash."""
    for _ in range(3):
        match = _TAIL.search(text)
        if match is None:
            break
        tail = match[1].strip()
        certain = parse_whole_date(tail) is not None or is_venue(tail) or is_preprint(tail)
        if (
            not certain
            or tail.count(")") > tail.count("(")
            or not (draft.details.add_date(tail) or draft.details.add_venue(tail))
        ):
            break
        text = text[: match.start()]
    return text


def strip_decorations(draft: Draft, text: str) -> str:
    """Return a text without number, date, venue and marks in front of it; add these to a draft."""
    for _ in range(6):
        text = strip_marks(NUMBER.sub("", text)).lstrip(EDGES)
        labelled = split_label(text)
        if labelled and labelled[0] in {"paper", "title"} and labelled[1]:
            text = labelled[1]
            continue
        bracket = _OPENING_BRACKET.match(text)
        date, venue = _DATE_PREFIX.match(text), _VENUE_PREFIX.match(text)
        if (
            bracket
            and (
                draft.details.add_date(bracket[2])
                or draft.details.add_venue(bracket[2])
                or _are_details(draft, bracket[2])
            )
        ) or (bracket and bracket[1] in "[【" and len(bracket[2].split()) <= _MAX_ACRONYM_WORDS):
            text = text[bracket.end() :]
        elif date and draft.details.add_date(date[1]):
            text = text[date.end() :]
        elif venue and len(venue[1].split()) <= 4 and is_venue(venue[1]):  # noqa: PLR2004
            draft.details.add_venue(venue[1])
            text = text[venue.end() :]
        else:
            break
    return text


def strip_short_name(title: str) -> str:
    """Return a title without the name of its method in brackets in front: "[BoxNet] Boxes"."""
    match = _SHORT_NAME.match(title)
    rest = title[match.end() :] if match else ""
    return rest if is_title(rest) and len(rest.split()) > 1 else title


def _are_details(draft: Draft, text: str) -> bool:
    parts = [part for part in _DETAIL_SEPARATOR.split(text) if part]
    # A list, so that each part is added.
    are_details = [add_date_or_venue(draft.details, part) for part in parts]
    return len(parts) > 1 and all(are_details)


def strip_closing(draft: Draft, text: str) -> str:
    """Return a text without dates and venues in brackets behind it; add these to a draft."""
    for _ in range(4):
        match = _CLOSING_BRACKET.search(text[-200:])
        if match is None:
            break
        content = match[1].strip()
        is_detail = (
            draft.details.add_date(content)
            or draft.details.add_venue(content)
            or _are_details(draft, content)
        )
        # Names and a year, as in "(Lovelace et al. 2017)".
        if not is_detail and (cited := _CITED.fullmatch(content)) is not None:
            is_detail = draft.details.add_authors(cited[1]) and draft.details.add_date(cited[2])
        # An institution and a year: "(Stanford, 2023)".
        if not is_detail and ", " in content:
            is_detail = draft.details.add_date(content.rpartition(", ")[2])
        is_detail = is_detail or bool(_INSTITUTION.search(content))
        if not is_detail and label_kind(content) is None:
            break
        text = text[: len(text) - len(match.group())]
    return text


def strip_brackets(text: str) -> str:
    """Return a text without the brackets that are left of labels and the punctuation around."""
    text = text.strip(_LABEL_EDGES)
    for opening, closing in ("[]", "()", "【】", "（）"):
        if opening not in text and closing not in text:
            text = text.strip(_LABEL_EDGES)
            continue
        # Half a pair belongs to a label.
        text = text.rstrip(opening + _LABEL_EDGES).lstrip(closing + _LABEL_EDGES)
        if text.count(opening) > text.count(closing) and text.startswith(opening):
            text = text[1:]
        if text.count(closing) > text.count(opening) and text.endswith(closing):
            text = text[:-1]
    return text.strip()


def trim_title(text: str) -> str:
    """Return a title without marks, number, quotes and the full stop at its end."""
    text = NUMBER.sub("", strip_marks(text)).strip(" \t\n,;|/·•*_-–—")
    text = _TITLE_LABEL.sub("", text)
    if len(text) > 2 and text[0] in '"“«' and text[-1] in '"”»':  # noqa: PLR2004
        text = text[1:-1].strip()
    if (wide := _WIDE_QUOTES.fullmatch(text)) is not None:
        text = wide[1].strip()
    if len(text) > 2 and text[0] == "[" and text[-1] == "]" and text.count("[") == 1:  # noqa: PLR2004
        text = text[1:-1].strip()
    return text.rstrip(" .,;:：。") if not text.endswith("...") else text


def is_prose(text: str) -> bool:
    """Return whether a paragraph is a sentence about the list, not an entry of it."""
    return bool(_PROSE.match(text.strip(EDGES + '"“')))
