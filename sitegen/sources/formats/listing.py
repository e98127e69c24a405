"""Read a listing saved as text: lines that alternate between titles and abstracts.

A Hugging Face Papers page saved as plain text has this form. It starts with lines of its banner
("Get trending papers in your email inbox"), and its button's "Subscribe" is joined to the first
title.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitegen.errors import Diagnostic
from sitegen.paper import Origin, Paper
from sitegen.sources.limits import MAX_EXCERPT_CHARS, MAX_TITLE_CHARS
from sitegen.sources.reading import (
    ReadResult,
    RecordError,
    paper_links,
    unexpected_fault,
    validate_abstract,
    validate_title,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME: Final = "listing"
RANK: Final = 160

#: Whole lines of the site's banner, menu and buttons.
_BANNER: Final = re.compile(
    r"get trending papers in your email inbox.*|subscribe!?|trending papers|daily papers|"
    r"new|log in|sign up|upvote(?: \d+)?|view (?:all|more).*|"
    r"by akhaliq and the research community",
    re.IGNORECASE,
)
#: The button's text joined to a title; no blank or small letter follows ("Subscribers").
_BUTTON_PREFIX: Final = re.compile(r"^Subscribe(?=[^\sa-z])")
#: A line of this length or of two sentences is taken for an abstract.
_MIN_ABSTRACT_CHARS: Final = 250
#: First characters of XML, JSON, LaTeX, scripts, tags and front matter.
_MARKUP_STARTS: Final = frozenset("<{[\\%#@-+|*>")
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0e-\x1f]")
#: Lines of other kinds of text: tags ("AU  - ", "%A "), markup, bullets, times, code, headers of
#: mails and licences, addresses, labels of fields.
_OTHER_LINE: Final = re.compile(
    r"[A-Z][A-Z0-9]{1,3} {0,2}- |%\S |[A-Z][A-Z0-9]  |[<>{}\[\]|#@\\*+•/;$`~=]|- |--|"
    r"\d{4}-\d\d-\d\d|"
    r"https?://|\[?\d{1,2}:\d\d|(?:import|from|def|class|return|export|function|var|let|const) \w+|"
    r"(?i:copyright|dear|hello|hi|regards|thanks|sincerely|permission) (?=.{0,40}$)|"
    r"(?i:title|authors?|abstract|summary|pdf|url|link|doi|date|year|venue|journal|keywords?|tags|"
    r"from|to|cc|subject|sent|re|fwd?|received|message-id|x-[\w-]+)\s?:|[a-z_][\w-]*: ?"
)
_LABEL: Final = re.compile(r"^([A-Za-z][\w ]{0,24}): ", re.MULTILINE)
#: Two and more names: "Ada Lovelace, Alan M. Turing and Grace Hopper".
_NAMES: Final = re.compile(
    r"(?:[A-Z][\w.'’-]*(?: [\w.'’-]+){1,3})(?:(?:, and |, | and |; | & )"
    r"(?:[A-Z][\w.'’-]*(?: [\w.'’-]+){1,3}))+"
)
#: Headings of one paper's own text.
_SECTION: Final = re.compile(
    r"(?:\d+\.? |[IVX]+\. )?(?:abstract|introduction|related work|background|methods?|methodology|"
    r"materials and methods|results|discussion|conclusions?|references|acknowledge?ments?|"
    r"description|installation|usage|licen[cs]e|warranty|preamble)",
    re.IGNORECASE,
)
#: Shares of a listing: lines in pairs of all, likely pairs of all pairs, repeated labels per pair.
_MIN_PAIRED_SHARE: Final = 0.7
_MIN_LIKELY_SHARE: Final = 0.7
_MIN_LABELLED_SHARE: Final = 0.5
#: An abstract of two sentences in a listing is at least this long.
_MIN_PROSE_CHARS: Final = 60
#: A line that goes on in the next one.
_WRAPPED: Final = re.compile(r"\b(?:the|a|an|and|or|of|in|on|to|for|with|by|at|from|as|that)$")
#: A line with this many commas, semicolons, tabs or bars is a table's.
_MIN_SEPARATORS: Final = 5
#: A full stop, ASCII or CJK, before a capital, a digit or the end: not that of "e.g. this".
_SENTENCE_END: Final = re.compile(r"[.!?。！？][\"')\]]?(?=\s+[A-Z0-9]|\s*$)")


def sniff(head: str) -> bool:
    """Claim lines that alternate between titles and abstracts, as nearly all of the text.

    This format is asked last. A text of other structure, such as code, tags or running prose, has
    too few such pairs.
    """
    if head.lstrip()[:1] in _MARKUP_STARTS or _CONTROLS.search(head):
        return False
    lines = _content_lines(head)
    pairs = [pair for pair in _pairs(lines) if None not in pair]
    if not pairs or 2 * len(pairs) < _MIN_PAIRED_SHARE * len(lines):
        return False
    likely = sum(
        _looks_like_title(title or "") and _looks_like_abstract(abstract or "")
        for _, title, abstract in pairs
    )
    labels = _LABEL.findall(head)
    # The sections of one paper alternate as papers do; repeated labels are those of fields.
    return (
        likely >= _MIN_LIKELY_SHARE * len(pairs)
        and not any(_SECTION.fullmatch(title or "") for _, title, _ in pairs)
        and len(labels) - len(set(labels)) < _MIN_LABELLED_SHARE * len(pairs)
    )


def _looks_like_title(line: str) -> bool:
    """Return whether a line may be a title: words, no field, code, log or list of names."""
    return (
        len(line) <= MAX_TITLE_CHARS
        and any(map(str.isalpha, line))
        and line[-1] not in ",;:{}=\\(<>"
        and not _OTHER_LINE.match(line)
        and not (is_abstract(line) and line[-1] == ".")
        and not _WRAPPED.search(line)
        and not _NAMES.fullmatch(line)
        and max(map(line.count, ",;\t|")) < _MIN_SEPARATORS
    )


def _looks_like_abstract(line: str) -> bool:
    """Return whether a line may be an abstract: sentences, no field, code or log."""
    return (
        is_abstract(line)
        and len(line) >= _MIN_PROSE_CHARS
        and not _OTHER_LINE.match(line)
        # A line of wrapped prose goes on with any word.
        and not line[0].islower()
    )


def read(text: str, path: str) -> ReadResult:
    """Read a listing; a title without an abstract, or the reverse, becomes a diagnostic."""
    papers: list[Paper] = []
    diagnostics: list[Diagnostic] = []
    pairs = list(_pairs(_content_lines(text)))
    for line, title, abstract in pairs:
        try:
            papers.append(_paper(title, abstract, Origin(path, line)))
        except Exception as error:  # noqa: BLE001 - of any kind: a pair costs itself only
            fault = error if isinstance(error, RecordError) else unexpected_fault(error)
            excerpt = (title or abstract or "")[:MAX_EXCERPT_CHARS]
            diagnostics.append(Diagnostic(path, line, excerpt, str(fault)))
    return ReadResult(tuple(papers), tuple(diagnostics), len(pairs))


def _paper(title: str | None, abstract: str | None, origin: Origin) -> Paper:
    # Lengths first: for a line of a megabyte, its length is the fault to report, not that its
    # counterpart is missing.
    clean_abstract = validate_abstract(abstract or "")
    if title is None:
        raise RecordError("an abstract with no title; put the title on the line before")
    clean_title = validate_title(title)
    if abstract is None:
        raise RecordError("a title with no abstract; put the abstract on the next line")
    links = paper_links((), clean_abstract)
    return Paper(clean_title, clean_abstract, links=links, origins=(origin,))


def _content_lines(text: str) -> list[tuple[int, str]]:
    """Return (1-based number, stripped line) of all lines except blank ones and the banner's."""
    lines: list[tuple[int, str]] = []
    has_banner = False
    for number, raw in enumerate(text.split("\n"), start=1):
        line = raw.strip()
        if _BANNER.fullmatch(line):
            has_banner = True
            continue
        if has_banner and not lines:
            # Without a banner above it, a title may start with this word: "SubscribeNet".
            line = _BUTTON_PREFIX.sub("", line)
        if line:
            lines.append((number, line))
    return lines


def _pairs(lines: list[tuple[int, str]]) -> Iterator[tuple[int, str | None, str | None]]:
    """Yield (line number, title, abstract), with None for a title or an abstract that is missing.

    Titles and abstracts alternate. Where they do not, their lengths show which one is missing, so
    that a lost line costs one paper instead of shifting all the following pairs.
    """
    index = 0
    while index < len(lines):
        number, line = lines[index]
        # A title is judged by the two lines after it.
        second = lines[index + 1][1] if index + 1 < len(lines) else None
        third = lines[index + 2][1] if index + 2 < len(lines) else None
        if _lacks_title(line, second):
            yield number, None, line
            index += 1
        elif second is None or _is_title(second, third):
            yield number, line, None
            index += 1
        else:
            yield number, line, second
            index += 2


def _lacks_title(line: str, next_line: str | None) -> bool:
    """Return whether a line in the position of a title is an abstract.

    A title can have two sentences ("Real? Yes."); then an abstract follows.
    """
    if len(line) >= _MIN_ABSTRACT_CHARS:
        return True
    return is_abstract(line) and not (next_line is not None and is_abstract(next_line))


def _is_title(line: str, next_line: str | None) -> bool:
    """Return whether a line in the position of an abstract is the title of the next paper."""
    return not is_abstract(line) and next_line is not None and is_abstract(next_line)


def is_banner(line: str) -> bool:
    """Return whether a line is one of the site's banner, menu or buttons."""
    return bool(_BANNER.fullmatch(line))


def is_abstract(line: str) -> bool:
    """Return whether a line is an abstract rather than a title: long, or of several sentences."""
    return len(line) >= _MIN_ABSTRACT_CHARS or len(_SENTENCE_END.findall(line)) > 1
