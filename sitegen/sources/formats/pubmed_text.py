"""PubMed's plain text, as its commands "Send to" and "Save" write it: summaries and abstracts.

A summary is one reference in the style of the NLM. An abstract has paragraphs: the imprint, the
title, the authors, their institutions, the abstract, and the ids.
Source: https://pubmed.ncbi.nlm.nih.gov/help/#save-send-email, and the files themselves.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.fields import Record, read_records
from sitegen.sources.reading import RecordError, line_finder
from sitegen.sources.tagged import abbreviated_name, find_doi

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.sources.reading import ReadResult

NAME: Final = "pubmed-text"
RANK: Final = 86

#: "2023 Jan 6;51(D1):D1373-D1380."; the names of journals have no full stops.
_IMPRINT: Final = (
    r"(?P<venue>[^.?!]{2,200})\. (?P<date>\d{4}(?: [A-Z][a-z]{2,5}(?:-[A-Z][a-z]{2,5})?)?"
    r"(?: \d{1,2})?)(?:;(?P<volume>[^(:;.]{0,30})(?:\((?P<issue>[^)]{1,40})\))?"
    r"(?::(?P<pages>[^.;]{1,40}))?|:[\w.]{1,40}(?=\. ))?[.;]"
)
_SUMMARY_START: Final = re.compile(r"^(\d{1,5}): (?=\S)", re.MULTILINE)
_ABSTRACT_START: Final = re.compile(r"^(\d{1,5})\. (?=[^\n]{2,200}\. \d{4})", re.MULTILINE)
_NEXT_IMPRINT: Final = re.compile(r"[A-Z][^\n]{2,100}\. \d{4}[ ;]")
_ABSTRACT_HEAD: Final = re.compile(_IMPRINT)
#: The last name of a journal with a year is the imprint: a title may have sentences.
_SUMMARY: Final = re.compile(rf"(?P<title>.*[.?!\]]) {_IMPRINT}")
_PMID: Final = re.compile(r"\bPMID: (\d{1,9})\b")
_PMID_LINE: Final = re.compile(r"^PMID: \d", re.MULTILINE)
_PARAGRAPH: Final = re.compile(r"\n(?:[ \t]*+\n)++")
#: Two blank lines part abstracts.
_RECORD_GAP: Final = re.compile(r"\n(?:[ \t]*+\n){2,}+")
_STRAY: Final = "this text is of no record; is the number missing that starts one?"
#: Paragraphs that are neither title nor authors nor abstract.
_REMARK: Final = re.compile(
    r"Author information:|Comment (?:in|on)\b|Erratum in\b|Update (?:in|of)\b|DOI: |PMCID: |PMID: "
    r"|Republished (?:in|from)\b|Retraction (?:in|of)\b|Collaborators?:|Conflict of interest|©"
    r"|Copyright\b|\(c\) |\[(?:Article|Indexed)|Summary for patients|Expression of concern"
)
_MARKS: Final = re.compile(r"(?:\((?:#|\d{1,3})\))+|[*†‡]")
_NAME: Final = re.compile(r"\S.{0,60} [A-Z][A-Z-]{0,4}(?: (?:Jr|Sr|[2-4](?:nd|rd|th)|I{2,3}))?")
#: "[A title that PubMed has translated]."
_TRANSLATED: Final = re.compile(r"\[(.*)\]\.?")
#: What the name of a server has behind it.
_PREPRINT: Final = " [Preprint]"
_NO_AUTHORS: Final = "[No authors listed]"
_EXCERPT_CHARS: Final = 80
_MAX_SUMMARY_CHARS: Final = 5_000


def sniff(head: str) -> bool:
    """Claim a text that starts with a numbered summary or abstract, with PubMed's id."""
    text = head.lstrip("\ufeff \n")
    is_record = _SUMMARY_START.match(text) or _ABSTRACT_START.match(text)
    return bool(is_record) and _PMID.search(text) is not None


def read(text: str, path: str) -> ReadResult:
    """Read summaries or abstracts; one that is not understood is a diagnostic."""
    return read_records(_iter_records(text), path)


def _iter_records(text: str) -> Iterator[Record]:
    summaries, abstracts = (_starts(text, start) for start in (_SUMMARY_START, _ABSTRACT_START))
    is_summary = len(summaries) >= len(abstracts)
    fields_of = _summary_fields if is_summary else _abstract_fields
    spans = summaries if is_summary else abstracts
    line_of = line_finder(text)
    first = spans[0][0] if spans else len(text)
    if lead := text[:first].strip("\ufeff \n"):
        yield Record(1, RecordError(_STRAY), lead[:_EXCERPT_CHARS])
    stops = [start for start, _ in spans[1:]] + [len(text)]
    gap = _PARAGRAPH if is_summary else _RECORD_GAP
    for (start, end), stop in zip(spans, stops, strict=False):
        body, *strays = gap.split(text[end:stop].strip())
        yield Record(line_of(start), partial(fields_of, body), body[:_EXCERPT_CHARS])
        # A record without its number, or the rest of one; several ids are of several records.
        ids = (_PMID if is_summary else _PMID_LINE).findall(text, start, stop)
        swallowed = 0 if is_summary else _swallowed(text[start:stop])
        count = max(len(strays), len(ids) - 1, swallowed)
        for index in range(count):
            excerpt = strays[index][:_EXCERPT_CHARS] if index < len(strays) else ""
            yield Record(line_of(start), RecordError(_STRAY), excerpt)


def _swallowed(text: str) -> int:
    """Return 1 if the number and the imprint of the next abstract are inside of a line, else 0."""
    match = _ABSTRACT_START.match(text)
    following = f" {int(match[1]) + 1}. " if match else ""
    position = text.find(following) if following else -1
    while position >= 0:
        if _NEXT_IMPRINT.match(text, position + len(following)):
            return 1
        position = text.find(following, position + 1)
    return 0


def _starts(text: str, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
    """Return start and end of the numbers of records.

    A line of an abstract may have one, too, so that a blank line has to precede; a line of a
    summary is of the next one if it has the next number.
    """
    spans: list[tuple[int, int]] = []
    number = 0
    for match in pattern.finditer(text):
        start, end = match.span()
        is_next = pattern is _SUMMARY_START and int(match[1]) == number + 1
        if is_next or not text[max(0, start - 2) : start].strip("\ufeff\n"):
            spans.append((start, end))
            number = int(match[1])
    return spans


def _summary_fields(body: str) -> dict[str, Any]:
    text = " ".join(body[:_MAX_SUMMARY_CHARS].split()).removeprefix(f"{_NO_AUTHORS}. ")
    head, stop, rest = text.partition(". ")
    authors = _authors(head)
    match = _SUMMARY.match(rest if authors and stop else text)
    if match is None:
        raise RecordError("is no summary of PubMed: its title and journal can't be separated")
    ids = _ids(text[match.end() :])
    return _imprint(match) | {"title": _title(match["title"]), "authors": authors} | ids


def _abstract_fields(body: str) -> dict[str, Any]:
    head, *blocks = (" ".join(block.split()) for block in _PARAGRAPH.split(body))
    match = _ABSTRACT_HEAD.match(head)
    if match is None or not blocks:
        raise RecordError("is no abstract of PubMed: its journal and title are missing")
    title, *blocks = blocks
    content = [block for block in blocks if not _REMARK.match(block)]
    authors = _authors(content[0]) if content else []
    abstract = " ".join(content[bool(authors) :])
    # The ids are lines of a paragraph; others may be in the abstract.
    ids = _ids(f"{head} {_last_ids(body)}")
    return _imprint(match) | ids | {
        "title": _title(title), "authors": authors, "abstract": abstract,
    }  # fmt: skip


def _last_ids(body: str) -> str:
    ids = re.findall(r"^(?:DOI|PMID): [^\n]*", body, re.MULTILINE)
    return " ".join(ids).replace("DOI: ", "doi: ")


def _imprint(match: re.Match[str]) -> dict[str, Any]:
    names = ("venue", "date", "volume", "issue", "pages")
    fields: dict[str, Any] = {name: match[name] for name in names if match[name]}
    if fields["venue"].endswith(_PREPRINT):
        fields |= {"venue": fields["venue"].removesuffix(_PREPRINT), "kind": "preprint"}
    return fields


def _ids(text: str) -> dict[str, Any]:
    pmid = _PMID.search(text)
    doi = (find_doi([text]) or "").rstrip(".;,")
    fields: dict[str, Any] = {"doi": doi} if doi else {}
    if pmid:
        fields |= {"id": pmid[1], "url": f"https://pubmed.ncbi.nlm.nih.gov/{pmid[1]}/"}
    return fields


def _title(text: str) -> str:
    translated = _TRANSLATED.fullmatch(text)
    return translated[1] if translated else text.removesuffix(".")


def _authors(text: str) -> list[Any]:
    """Return authors if a whole text is a list of them: "Kim S(1), Chen J(1)(2)."."""
    names = [_MARKS.sub("", name).strip() for name in re.split(r"[,;] ", text.rstrip("."))]
    names = [name for name in names if name and name != "et al"]
    people = [name for name in names if _NAME.fullmatch(name)]
    # Of the others some are groups.
    if 2 * len(people) <= len(names):
        return []
    return [abbreviated_name(name) for name in names]
