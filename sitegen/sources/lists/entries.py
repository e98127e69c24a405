"""Read one entry of a reading list: an item, a paragraph, or a heading with the text below it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.lists.addresses import arxiv_id_of, doi_of, paper_evidence
from sitegen.sources.lists.details import (
    Details,
    add_texts,
    is_sentence,
    is_single_name,
    is_venue,
    parse_name_list,
    parse_whole_date,
)
from sitegen.sources.lists.inline import Span
from sitegen.sources.lists.labels import LabelKind, label_kind, split_label, strip_marks
from sitegen.text.links import safe_url

if TYPE_CHECKING:
    from collections.abc import Iterable

_QUOTED: Final = re.compile(r"[\"“”«„]([^\"“”«»]{8,400})[\"”“»]")
#: A number in front of an entry: "1. ", "[3] ", "#4 ".
_NUMBER: Final = re.compile(r"^\s*(?:\(?\d{1,4}[.)、:]\s+|\[\d{1,4}\]\.?\s*|#\d{1,4}[.:]?\s+)")
_OPENING_BRACKET: Final = re.compile(
    r"^\s*([\[【(（])([^\[\]【】()（）]{1,80})[\]】)）]\s*[:：,-]?\s*"
)
_CLOSING_BRACKET: Final = re.compile(r"\s*[\[【(（]([^\[\]【】()（）]{1,80})[\]】)）][\s.,;:]*$")
_DATE_PREFIX: Final = re.compile(r"^\s*((?:19|20)\d\d[-./]\d{1,2}(?:[-./]\d{1,2})?)\s*[:：|,-]*\s+")
_VENUE_PREFIX: Final = re.compile(r"^\s*([^:|,–—]{2,40}?)\s*(?:[|:：,]|\s[-–—])\s+")
_YEAR_TAIL: Final = re.compile(r"[\s.,]*\(?((?:19|20)\d\d)\)?[.,:\s]*$")
_INITIALS: Final = re.compile(r"(?:[A-Z]\.[ -]?){1,3}[A-Z][\w'’-]+\.?$")
_SENTENCE_END: Final = re.compile(
    r"(?<=[\w)”\"'][\w)”\"'])([.?!])\s+(?=[A-Z\u00c0-\u024f\u4e00-\u9fff(\"“])"
)
#: A label that is not known, before an address.
_COLON_LABEL: Final = re.compile(r"[^\x01:：]{1,30}[:：]\s*\x01")
#: An arXiv id in the text.
_ARXIV_TEXT: Final = re.compile(
    r"\barxiv(?: preprint)?(?: arxiv)?\s*[:：]\s*(\d{4}\.\d{4,5})(?:v\d+)?", re.IGNORECASE
)
_ID: Final = re.compile(r"(?:arxiv:)?(\d{4}\.\d{4,5})(?:v\d+)?", re.IGNORECASE)
_LINK_FIELDS: Final = frozenset({"paper", "code", "page"})
_EDGES: Final = " \t\n.,;:|/&·•-–—*_#>，。；：、"
_MIN_TITLE_LETTERS: Final = 2
_MAX_TITLE_CHARS: Final = 350
#: Beginnings of sentences about a list or a repository, not of titles.
_PROSE: Final = re.compile(
    r"(?:this|these|we|our|here|if you|please|you can|see|the (?:official|following|code|paper|repo)|official|"
    r"note that|for (?:more|details|a)|in this|based on|thanks|welcome|check|feel free|it|i|paper|code|click|as|"
    r"also|more|\d+ papers?|presents?|proposes?|introduces?|shows?|an? new paper|(?:\S+ ){1,3}(?:introduces|presents|proposes|releases|shows))\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Draft:
    """The values of one paper of a list.

    Attributes:
        line: 1-based line where its entry starts.
        title: plain text.
        urls: addresses of the paper, the preferred ones first.
        code: addresses of its code.
        pages: addresses of its other pages.
        details: authors, date, venue and sentences.
        fields: values of labelled lines and columns, by our names.
        has_label: whether a label or a known site says that the link is the paper's.
        evidence: 2 for a link to a known site or a label, 1 for any other PDF, 0 for no link.
        is_titled: whether the title is set apart: a link's text, bold, quoted.
    """

    line: int
    title: str = ""
    urls: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    details: Details = field(default_factory=Details)
    fields: dict[str, str] = field(default_factory=dict)
    evidence: int = 0
    is_linked: bool = False
    is_titled: bool = False

    @property
    def is_paper(self) -> bool:
        """Whether there is a title and a link to the paper."""
        return bool(self.title) and self.evidence > 0

    def add_link(self, url: str, kind: LabelKind | None) -> None:
        """Add a link with the kind that its label says."""
        if safe_url(url) is None:
            # The file of a paper beside the list.
            if "://" not in url and url.lower().endswith(".pdf"):
                self.evidence = max(self.evidence, 1)
            return
        evidence = paper_evidence(url)
        if kind == "paper" or (evidence and kind != "code"):
            if url not in self.urls:
                # An address of a known site leads before one that only a label calls a paper.
                self.urls.insert(len(self.urls) if not evidence else self._rank(evidence), url)
            self.evidence = max(self.evidence, 2 if kind == "paper" else evidence)
        elif kind == "code":
            self.code.append(url)
        else:
            self.pages.append(url)

    def _rank(self, evidence: int) -> int:
        ranks = [paper_evidence(url) for url in self.urls]
        return next((i for i, rank in enumerate(ranks) if rank < evidence), len(ranks))

    def merge(self, draft: Draft) -> None:
        """Add the links and details of a subordinate item, but not its title."""
        for url in draft.urls:
            if url not in self.urls:
                self.urls.append(url)
        self.code += draft.code
        self.pages += draft.pages
        self.evidence = max(self.evidence, draft.evidence)
        for name, value in draft.fields.items():
            self.fields.setdefault(name, value)
        details, added = self.details, draft.details
        details.authors = details.authors or added.authors
        details.date, details.year = details.date or added.date, details.year or added.year
        details.venue = details.venue or added.venue
        details.venue_year = details.venue_year or added.venue_year
        details.sentences += added.sentences


def record_fields(draft: Draft, keywords: Iterable[str]) -> dict[str, Any]:
    """Return the fields of a draft under our names."""
    details, labelled = draft.details, dict(draft.fields)
    if "date" in labelled and not details.add_date(labelled["date"]):
        details.date = details.date or labelled["date"]
    if "year" in labelled:
        details.add_date(labelled["year"])
    if labelled.get("venue"):
        details.venue = ""
        details.add_venue(labelled["venue"], is_certain=True)
    if labelled.get("authors"):
        details.authors = parse_name_list(labelled["authors"], is_certain=True) or [
            labelled["authors"]
        ]
    arxiv_id = next(filter(None, map(arxiv_id_of, draft.urls)), None) or labelled.get("arxiv_id")
    words = [word.strip() for word in re.split(r"[,;，、|/]", labelled.get("keywords", ""))]
    return {
        "title": draft.title,
        "abstract": labelled.get("abstract") or " ".join(details.sentences),
        "authors": details.authors,
        "date": details.date,
        "year": details.year or details.venue_year,
        "venue": details.venue,
        "arxiv_id": arxiv_id,
        "doi": labelled.get("doi") or next(filter(None, map(doi_of, draft.urls)), None),
        "url": [*draft.urls, *draft.pages],
        "code": draft.code,
        "keywords": list(dict.fromkeys(filter(None, [*words, *keywords]))),
    }


def read_entry(lines: list[list[Span]], line: int) -> Draft:
    """Return the draft of an entry's lines; its title is empty if none was recognized."""
    draft = Draft(line)
    spans: list[Span] = []
    for number, line_spans in enumerate(lines):
        if not _take_labelled_line(draft, line_spans, is_first=not number):
            spans += [*line_spans, Span("\n")]
    index = _title_index(spans, draft)
    if index is not None:
        _read_around(draft, spans, index)
    else:
        _read_plain(draft, spans)
    draft.title = _trim_title(_strip_closing(draft, draft.title))
    return draft


def read_labelled_lines(draft: Draft, lines: list[list[Span]]) -> list[list[Span]]:
    """Add labelled lines and rows of labels to a draft; return the lines of text."""
    return [line for line in lines if not _take_labelled_line(draft, line)]


def _take_labelled_line(draft: Draft, line: list[Span], *, is_first: bool = False) -> bool:
    """Add a line such as "**Link**: https://…" or "[Paper](…) [Code](…)"; return whether it is one."""
    text = "".join(span.text if not span.url else "\1" for span in line if not span.is_badge)
    labelled = split_label(text.replace("\1", " ").strip(" |") or "")
    links = [span for span in line if span.url]
    if (
        labelled is None
        and not is_first
        and len(links) == 1
        and not links[0].text
        and _COLON_LABEL.fullmatch(text.strip())
    ):
        draft.add_link(links[0].url, None)
        return True
    if labelled is None:
        rest = re.sub(r"[\s\1\[\]()|,;/&·•*-]+|\band\b", "", strip_marks(text))
        if not links or rest or not all(_is_label(span) for span in links):
            return False
        for span in links:
            draft.add_link(span.url, label_kind(span.text) if span.text else None)
        return True
    name, content = labelled
    if name in _LINK_FIELDS and not links:
        # "arXiv: 2401.00001", "Paper: to appear"; but "Code: The Hidden Language" is a title.
        if match := _ID.fullmatch(content):
            draft.add_link(f"https://arxiv.org/abs/{match[1]}", "paper")
        return not (is_first and " " in content)
    if is_first and name in {"keywords", "", "code"} and not (links and not content.strip(_EDGES)):
        return False
    # "Paper: [Title](…)" is an entry.
    if name == "title" or any(not _is_label(span) for span in links if span.text):
        return False
    kinds: dict[str, LabelKind] = {
        "paper": "paper",
        "arxiv_id": "paper",
        "doi": "paper",
        "code": "code",
    }
    for span in links:
        kind = label_kind(span.text) if span.text else None
        draft.add_link(span.url, kind if kind in {"code", "paper"} else kinds.get(name, "page"))
    value = split_label("".join(s.text for s in line if not s.is_badge).strip())
    if name and name not in {"paper", "code", "page"} and value and value[1].strip(_EDGES):
        draft.fields.setdefault(name, value[1].strip(" *_|"))
    return True


def _is_label(span: Span) -> bool:
    """Return whether a link's text is a label, an id, a date or a venue, not a title."""
    text = span.text.strip(" []()")
    if label_kind(text) is not None or parse_whole_date(text) is not None:
        return True
    words = text.split()
    return len(words) <= 6 and (is_venue(text) or " et al" in text)  # noqa: PLR2004


def _is_title(text: str) -> bool:
    clean = strip_marks(text).strip(_EDGES)
    if sum(c.isalpha() for c in clean) < _MIN_TITLE_LETTERS or len(clean) > _MAX_TITLE_CHARS:
        return False
    # Bold dates, venues and labels come before titles.
    return not (
        label_kind(clean) is not None
        or parse_whole_date(clean) is not None
        or (split_label(clean if ":" in clean else f"{clean}:") is not None and len(clean) < 20)  # noqa: PLR2004
        or (len(clean.split()) <= 5 and is_venue(clean.strip("()[]【】 ")))  # noqa: PLR2004
    )


def _title_index(spans: list[Span], draft: Draft) -> int | None:
    """Return the position of the span that is the title: a link's text, or bold."""
    links = [
        i
        for i, s in enumerate(spans)
        if s.url and s.text and not _is_label(s) and _is_title(s.text)
    ]
    linked = next((i for i in links if paper_evidence(spans[i].url)), None)
    bold = next(
        (
            i
            for i, s in enumerate(spans)
            if s.style == "bold"
            and not s.is_badge
            # "(a must read)"
            and not s.text.strip().startswith("(")
            and _is_title(s.text)
            and (not s.url or i in links)
        ),
        None,
    )
    if linked is not None and (bold is None or bold >= linked or parse_name_list(spans[bold].text)):
        return linked
    if bold is not None:
        # A name in front of a title in quotes: **BoxNet**: "Boxes in Nets".
        text = "".join(s.text for s in spans if not s.url and not s.is_badge)
        is_name = len(spans[bold].text.split()) <= 2 and _QUOTED.search(text)  # noqa: PLR2004
        return None if is_name and not spans[bold].url else bold
    return linked if linked is not None else next(iter(links), None)


def _read_around(draft: Draft, spans: list[Span], index: int) -> None:
    """Read an entry whose title is one span."""
    title = spans[index]
    draft.title, draft.is_titled = title.text, True
    if title.url:
        draft.add_link(title.url, None)
        draft.is_linked = True
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
    _add_details(draft, behind)


def _add_details(draft: Draft, spans: list[Span], *, is_prefix: bool = False) -> None:
    """Add the links and texts around a title."""
    texts: list[str] = []
    for span in spans:
        if span.url:
            _add_label_link(draft, span)
            texts.append(" " if _is_label(span) else f" {span.text} ")
        elif span.is_badge:
            draft.details.add_date(span.text) or draft.details.add_venue(span.text)
        elif span.style == "italic" and _take_italic(draft, span.text):
            texts.append(" ")
        elif span.style != "code":
            texts.append(span.text)
        else:
            draft.details.add_venue(span.text) or draft.details.add_date(span.text)
    text = _take_ids(draft, "".join(texts))
    if is_prefix:
        text = _NUMBER.sub("", text)
        text = re.sub(r"[\s,]*[\"“]\s*$", ".", text)
        if year := _YEAR_TAIL.search(text):
            draft.details.add_date(year[1])
            text = text[: year.start()] + "."
        # "Ada Lovelace, [Title](…)", "Lovelace, A. (2024). [Title](…)"
        if text.rstrip().endswith((",", ":", ".")) and draft.details.add_authors(
            text, is_certain=" " in text.strip()
        ):
            return
    sentence_count = len(draft.details.sentences)
    add_texts(draft.details, text)
    if is_prefix:
        # Text before a title is a remark on the list, not on the paper.
        del draft.details.sentences[sentence_count:]


def _take_ids(draft: Draft, text: str) -> str:
    """Return a text without the arXiv ids in it; add the first one as a link."""
    match = _ARXIV_TEXT.search(text)
    if match is None:
        return text
    if not any(map(arxiv_id_of, draft.urls)):
        draft.add_link(f"https://arxiv.org/abs/{match[1]}", "paper")
    return _ARXIV_TEXT.sub("", text)


def _take_italic(draft: Draft, text: str) -> bool:
    """Add emphasized authors or an emphasized venue."""
    clean = text.strip(" .,;:()[]")
    details = draft.details
    return (
        details.add_date(clean)
        or details.add_venue(clean)
        or details.add_authors(clean, is_certain=True)
    )


def _add_label_link(draft: Draft, span: Span) -> None:
    text = span.text.strip(" []()")
    if not _is_label(span):
        # A link with a text is the title of another work, or a person.
        if not paper_evidence(span.url):
            return
        if draft.urls:
            return
    draft.add_link(span.url, label_kind(text) if text else None)
    if text and label_kind(text) is None:
        draft.details.add_date(text) or draft.details.add_venue(text)


def _read_plain(draft: Draft, spans: list[Span]) -> None:
    """Read an entry whose title is plain, quoted or emphasized text between labels."""
    pieces: list[str] = [""]
    italics: list[str] = []
    for span in spans:
        if span.url:
            _add_label_link(draft, span)
            pieces.append("")
        elif span.is_badge:
            draft.details.add_date(span.text) or draft.details.add_venue(span.text)
        else:
            if span.style == "italic":
                italics.append(span.text)
            pieces[-1] += span.text
    texts = [piece for piece in (_strip_brackets(_take_ids(draft, p)) for p in pieces) if piece]
    if not texts:
        return
    index = next(
        (i for i, text in enumerate(texts) if _is_title(_strip_decorations(Draft(0), text))), 0
    )
    whole = texts[index]
    quoted = _QUOTED.search(whole)
    emphasized = next(
        (
            t
            for t in italics
            if t in whole
            and len(t.split()) > 2
            and _is_title(t)
            and not parse_name_list(t, is_certain=True)
        ),
        "",
    )
    if quoted and _is_title(quoted[1]):
        draft.is_titled = True
        _split_at(draft, whole, quoted.start(), quoted.end(), quoted[1])
    elif emphasized:
        draft.is_titled = True
        start = whole.index(emphasized)
        _split_at(draft, whole, start, start + len(emphasized), emphasized)
    else:
        _read_sentences(draft, _strip_decorations(draft, whole))
    for text in (*texts[:index], *texts[index + 1 :]):
        add_texts(draft.details, text)


def _split_at(draft: Draft, text: str, start: int, end: int, title: str) -> None:
    draft.title = title
    head = _strip_decorations(draft, text[:start])
    if not draft.details.add_authors(head.strip(_EDGES), is_certain=" " in head.strip(_EDGES)):
        add_texts(draft.details, head)
    add_texts(draft.details, text[end:])


def _read_sentences(draft: Draft, text: str) -> None:
    """Read "Title. Authors. Venue", "Title, Venue" or a title alone."""
    text = " ".join(_strip_closing(draft, text).split())
    parts = _SENTENCE_END.split(text)
    # Sentences with their ends: "Is it? It is." has two.
    sentences = ["".join(parts[i : i + 2]) for i in range(0, len(parts), 2)]
    if len(sentences) > 1:
        for count in range(1, len(sentences)):
            rest = sentences[count].strip(_EDGES)
            if parse_name_list(rest, is_certain=" " in rest and "," in rest) or is_venue(rest):
                draft.title = " ".join(sentences[:count])
                add_texts(draft.details, ". ".join(s.strip(" .") for s in sentences[count:]))
                return
        names = parse_name_list(sentences[0].strip(_EDGES))
        if names and _is_title(sentences[1]):
            draft.details.authors = names
            draft.title = sentences[1]
            add_texts(draft.details, " ".join(sentences[2:]))
            return
        if (
            sentences[0].endswith(".")
            and len(sentences[0].split()) > 2
            and is_sentence(sentences[1])
        ):
            draft.title = sentences[0]
            draft.details.sentences.append(" ".join(sentences[1:]))
            return
    draft.title = _cut_names(draft, _cut_venue(draft, text))


def _cut_names(draft: Draft, text: str) -> str:
    """Return the title of "Ada Lovelace, G. Hopper, Title" without the names before it."""
    parts = re.split(r"\s*,\s*(?:and\s+)?", text.strip(_EDGES))
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
    if (not has_initials and len(names) < 3) or not _is_title(", ".join(parts[count:])):  # noqa: PLR2004
        return text
    draft.details.add_authors(", ".join(names), is_certain=True)
    return ", ".join(parts[count:])


def _cut_venue(draft: Draft, text: str) -> str:
    """Return a title without a venue or a date behind its last comma, full stop or dash."""
    for _ in range(3):
        match = re.search(r"(?:[,.;|]|\s[-–—])\s+([^,.;|–—]{2,60})[.\s]*$", text)
        if match is None:
            break
        tail = match[1].strip()
        certain = parse_whole_date(tail) is not None or is_venue(tail)
        if (
            not certain
            or tail.count(")") > tail.count("(")
            or not (draft.details.add_date(tail) or draft.details.add_venue(tail))
        ):
            break
        text = text[: match.start()]
    return text


def _strip_decorations(draft: Draft, text: str) -> str:
    """Return a text without number, date, venue and marks in front of it; add these to a draft."""
    for _ in range(6):
        text = strip_marks(_NUMBER.sub("", text)).lstrip(_EDGES)
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
        ) or (bracket and bracket[1] in "[【" and len(bracket[2].split()) <= 3):
            text = text[bracket.end() :]
        elif date and draft.details.add_date(date[1]):
            text = text[date.end() :]
        elif venue and len(venue[1].split()) <= 4 and is_venue(venue[1]):  # noqa: PLR2004
            draft.details.add_venue(venue[1])
            text = text[venue.end() :]
        else:
            break
    return text


def _are_details(draft: Draft, text: str) -> bool:
    parts = [part for part in re.split(r"\s*[,;|/]\s*", text) if part]
    return len(parts) > 1 and all(
        [draft.details.add_date(p) or draft.details.add_venue(p) for p in parts]
    )


def _strip_closing(draft: Draft, text: str) -> str:
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
        # "(Stanford, 2023)"
        if not is_detail and ", " in content:
            is_detail = draft.details.add_date(content.rpartition(", ")[2])
        if not is_detail and label_kind(content) is None:
            break
        text = text[: len(text) - len(match.group())]
    return text


def _strip_brackets(text: str) -> str:
    """Return a text without the brackets that are left of labels, and without punctuation around."""
    text = text.strip(" \t\n,;|/&·•:-–—")
    for opening, closing in ("[]", "()", "【】", "（）"):
        # Half a pair belongs to a label.
        while text.endswith(opening):
            text = text[:-1].rstrip(" \t\n,;|/&·•:-–—")
        while text.startswith(closing):
            text = text[1:].lstrip(" \t\n,;|/&·•:-–—")
        if text.count(opening) > text.count(closing) and text.startswith(opening):
            text = text[1:]
        if text.count(closing) > text.count(opening) and text.endswith(closing):
            text = text[:-1]
    return text.strip()


def _trim_title(text: str) -> str:
    """Return a title without marks, number, quotes and the full stop at its end."""
    text = _NUMBER.sub("", strip_marks(text)).strip(" \t\n,;|/·•*_-–—")
    text = re.sub(r"^(?:paper|title|论文|标题)\s*[:：]\s*", "", text, flags=re.IGNORECASE)
    if len(text) > 2 and text[0] in '"“«' and text[-1] in '"”»':  # noqa: PLR2004
        text = text[1:-1].strip()
    if len(text) > 2 and text[0] == "[" and text[-1] == "]" and text.count("[") == 1:  # noqa: PLR2004
        text = text[1:-1].strip()
    return text.rstrip(" .,;:：。") if not text.endswith("...") else text


def is_prose(text: str) -> bool:
    """Return whether a paragraph is a sentence about the list, not an entry of it."""
    return bool(_PROSE.match(text.strip(_EDGES + '"“')))
