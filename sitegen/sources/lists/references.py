"""Read one formatted reference, as a style of citations or a word processor writes it.

The styles differ in what ends the authors and the title: a year in brackets (APA, Harvard), quotes
(IEEE, MLA, Chicago), a mark of the kind of work (GB/T 7714), a colon (Springer), full stops
(plain, Vancouver, Nature) or commas (Elsevier). A text that fits none gives nothing: a title is
never guessed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitegen.sources.lists.citations import parse_citation
from sitegen.sources.lists.imprints import YEAR
from sitegen.sources.lists.reference_ids import take_identifiers
from sitegen.sources.lists.reference_imprints import imprint_fields, is_imprint, parse_remark
from sitegen.sources.lists.reference_names import has_inverted_initials, is_body, parse_people

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MAX_REFERENCE_CHARS: Final = 3_000
_PAGE_RANGE: Final = re.compile(r"\d\s?[-–—‐−]")
#: The number or the sign in front of a reference.
MARKER: Final = re.compile(
    r"\s*(?:\\?[\[［【](?:\d{1,4}|[A-Za-z][A-Za-z+]{0,9}\d{2,4}[a-z]?)\\?[\]］】]\.?\s*"
    r"|\(?\d{1,3}[.)]\s+|[-*+•–—·▪◦‣]\s+)"
)
#: The kind of work in GB/T 7714.
_KIND_MARK: Final = re.compile(
    r"(?:(?<!\s)\s++)?[\[［](?:J|M|D|C|N|R|S|P|G|Z|EB|DB|CP|A)(?:/OL|/CD)?[\]］]\s*+"
    r"(?:[.,:．，：]\s*+)?"
)
_UNDATED: Final = (
    r"(?:n\.? ?d\.|[Ii]n [Pp]ress|[Ff]orthcoming|[Aa]ccepted|[Ss]ubmitted|[Tt]o appear|"
    r"[Uu]nder review)"
)
# The styles read texts in which blanks are collapsed.
_DATED: Final = re.compile(
    rf"(?P<names>[^(\"“]{{2,2500}}?)\s?(?:\((?:eds?|Hrsg|editors?)\.?\)[.,]?\s?)?[(\[]"
    rf"(?:(?P<year>{YEAR})[a-z]?|{_UNDATED})(?:[,/ ][^()\[\]]{{0,30}})?[)\]]"
    r"\s?[.,:;]?\s(?P<rest>\S.*)"
)
_DATED_OPEN: Final = re.compile(
    rf"(?P<names>[^(\"“\d]{{2,2500}}?)[.,]\s+(?P<year>{YEAR})[a-z]?[.,:;]\s+(?P<rest>\S.*)"
)
_QUOTED: Final = re.compile(
    rf"(?P<names>[^\"“”„«»‘]{{2,2500}}?\.?)(?:(?<![\s,:])[\s,:]++)?"
    rf"(?:[(\[]?(?P<year>{YEAR})[a-z]?[)\]]?[.,:]?\s?)?"
    r"(?:[\"“„«](?P<title>[^\"“”„«»]{4,400})[\"”“»]|‘(?P<single>(?:[^‘’]|’(?=\w)){4,400})’)"
    r"\s?[.,:;]?\s?(?P<rest>.*)"
)
_QUOTED_START: Final = re.compile(
    r"(?:[\"“„«](?P<title>[^\"“”„«»]{4,400})[\"”“»]|[‘'](?P<single>(?:[^‘’']|[’'](?=\w)){4,400})[’'])"
    r"\s*[.,:;]?\s*(?P<rest>.*)"
)
_COLON: Final = re.compile(r"(?P<names>[^:：\"“]{3,2500}?):\s+(?P<rest>\S.*)")
#: The end of a sentence, but not behind an initial or a short form.
_STOP: Final = re.compile(
    r"(?<!\b[A-Z])(?<!\bvs)(?<!\bSt)(?<!\bDr)(?<!\bNo)(?<!\bal)(?<!\bcf)(?<!e\.g)(?<!i\.e)(?:(?<=[?!])|[.．])\s+"
    r"(?=[^a-z\s]|in\b|eds?\b|(?:ar|bio|med|chem)[Rr]?[Xx]iv|eLife|npj)"
)
_NAMES_END: Final = re.compile(r"[.．]\s+|[.．](?=[\u4e00-\u9fff])")
#: Behind a full stop that is inside of the authors.
_NAMES_GO_ON: Final = re.compile(r"&|,|(?:and|et al)\b|[^\W\d_]\. ")
#: "Smith, J. Sand.", whose title is one word.
_NAME_AND_TITLE: Final = re.compile(r"[^\W\d_][\w’'-]+, (?:[^\W\d_]\. ?){1,3}[^\W\d_]\w+\.")
_NAME_START: Final = re.compile(r"[^\W\d_][\w’'-]+(?: [^\W\d_][\w’'-]+)?(?:,| and | & )")
#: Remarks behind a title: its edition, the kind of work.
_TITLE_REMARK: Final = re.compile(
    r"(?:(?<!\s)\s++)?[(\[](?:[^()\[\]]{0,30}\b(?:edn?|edition)\b[^()\[\]]{0,10}|"
    r"(?:[^()\[\]]{0,40}\s)?(?:dissertation|thesis|"
    r"preprint|online|conference (?:paper|session)|paper presentation|data ?set|"
    r"computer software|(?:tech(?:nical|\.) )?"
    r"rep(?:ort|\.))\b[^()\[\]]{0,80})[)\]]$",
    re.IGNORECASE,
)
#: "Smith, J., & Roe, M. (2020)." or "[4] " inside of an imprint.
_ANOTHER: Final = re.compile(
    rf"[^\W\d_]{{2}}, (?:[A-Z]\.[ -]?){{1,3}}[^()]{{0,300}}\({YEAR}[a-z]?\)[.,:]? [A-Z]"
    rf"|[.)\d/] \[\d{{1,3}}\] [A-Z]"
)
_MAX_IMPRINT_CHARS: Final = 500
_MIN_TITLE_WORDS: Final = 2
_MAX_TITLE_CHARS: Final = 350


class Reference(NamedTuple):
    """One reference.

    Attributes:
        fields: values by our names.
        is_strong: whether only a reference can look so.
    """

    fields: dict[str, Any]
    is_strong: bool


class _Parts(NamedTuple):
    """What a style separates.

    Attributes:
        names: authors in reading order.
        title: the title.
        imprint: the text behind it.
        year: the year in front of the title, or "".
        is_marked: whether quotes, brackets or the form of names set the parts apart.
        is_undated: whether the text says that there is no year yet.
    """

    names: list[str]
    title: str
    imprint: str
    year: str = ""
    is_marked: bool = False
    is_undated: bool = False


def parse_reference(text: str) -> Reference | None:
    """Return a reference, or None for a text that has no authors, title and year in known places.

    Args:
        text: one entry in one line, perhaps with a number in front and marks of Markdown.
    """
    if len(text) > MAX_REFERENCE_CHARS:
        return None
    text, identifiers = take_identifiers(strip_marker(text))
    body = " ".join(text.split())
    for style in _STYLES:
        parts = style(body)
        if parts is None or not _is_title(parts.title) or _holds_another(parts.imprint):
            continue
        imprint = imprint_fields(parts.imprint)
        year = parts.year or imprint.get("year") or ""
        title, remark = _split_remark(parts.title.rstrip(" .,;:"))
        has_imprint = is_imprint(parts.imprint) or bool(identifiers) or bool(remark)
        is_dated = year or parts.is_undated or identifiers.get("arxiv_id")
        if is_dated and (has_imprint or parts.is_marked):
            fields = {
                **imprint,
                **remark,
                "title": title,
                "authors": parts.names,
                "year": year,
                **identifiers,
            }
            return Reference(fields, is_strong=has_imprint)
    return _read_citation(body, identifiers)


def _split_remark(title: str) -> tuple[str, dict[str, str]]:
    """Return a title without the remark in brackets behind it, and what this says."""
    match = _TITLE_REMARK.search(title)
    return (title[: match.start()], parse_remark(match[0])) if match else (title, {})


def _read_citation(text: str, identifiers: dict[str, Any]) -> Reference | None:
    """Return a reference whose names end as those of a citation in a list with links may end.

    Such a list shows that its entries are papers. Here, the first and the last page must.
    """
    citation = parse_citation(text)
    if citation is None or citation.remark or _holds_another(text):
        return None
    imprint = citation.imprint
    if not (imprint.venue and imprint.year and _PAGE_RANGE.search(imprint.pages)):
        return None
    fields = {
        "title": citation.title,
        "authors": list(citation.authors),
        "venue": imprint.venue,
        "volume": imprint.volume,
        "issue": imprint.issue,
        "pages": imprint.pages,
        "year": str(imprint.year),
    }
    known = {name: value for name, value in fields.items() if value}
    return Reference({**known, **identifiers}, is_strong=True)


def _holds_another(imprint: str) -> bool:
    """Return whether a second reference follows, which a wrong cut has joined."""
    return len(imprint) > _MAX_IMPRINT_CHARS or bool(_ANOTHER.search(imprint))


def strip_marker(text: str) -> str:
    """Return an entry without the number or the sign in front of it."""
    marker = MARKER.match(text)
    return text[marker.end() :] if marker else text


def _is_title(text: str) -> bool:
    text = text.strip(" .,;:")
    letters = sum(map(str.isalpha, text))
    return letters > 2 and len(text) <= _MAX_TITLE_CHARS and letters * 2 >= len(text)  # noqa: PLR2004


def _split_title(rest: str) -> tuple[str, str] | None:
    """Return the title and the imprint of a text without authors, or None."""
    if quoted := _QUOTED_START.match(rest):
        return quoted["title"] or quoted["single"], quoted["rest"]
    # GOST R 7.0.5 puts two strokes between them.
    title, strokes, imprint = rest.partition(" // ")
    if strokes:
        return title, imprint
    if mark := _KIND_MARK.search(rest):
        return rest[: mark.start()], rest[mark.end() :]
    stops = list(_STOP.finditer(rest))
    if stops:
        # "Is it? It is. Nature, 3(4)." has a title of two sentences.
        index = 0
        if rest[: stops[0].start()].endswith(("?", "!")) and len(stops) > 1:
            index = 0 if is_imprint(rest[stops[0].end() : stops[1].start()]) else 1
        return rest[: stops[index].start()], rest[stops[index].end() :]
    return _split_at_comma(rest) or (rest, "")


def _split_at_comma(text: str) -> tuple[str, str] | None:
    """Return title and imprint of "A title, Journal 3 (2001) 1" or "A title, in Proc."."""
    for match in re.finditer(r",\s|\s(?=[Ii]n:?\s(?:Proc|Advances|the Proc))", text):
        if text.count("(", 0, match.start()) > text.count(")", 0, match.start()):
            continue
        imprint = text[match.end() :]
        if re.match(r"[Ii]n:?\s+[A-Z\d]", imprint) or (
            re.match(r"[A-ZÀ-Þ]", imprint)
            and is_imprint(imprint.split(",")[0] + "," + imprint.partition(",")[2][:12])
        ):
            return text[: match.start()], imprint
    return None


def _read_dated(text: str) -> _Parts | None:
    """Read "Smith, J. (2020). Title. Journal, 3(4), 5-6." and "Smith, J., 2020. Title. …"."""
    match = _DATED.fullmatch(text) or _DATED_OPEN.fullmatch(text)
    if match is None:
        return None
    head = match["names"]
    # "Roe, M. 2011." has the full stop of an initial.
    names = _people_or_body(f"{head}." if re.search(r", [A-Z]$", head) else head)
    parts = _split_title(match["rest"]) if names else None
    if parts is None:
        return None
    if match["year"] is None and not (is_imprint(parts[1]) and names):
        return None
    is_marked = has_inverted_initials(match["names"]) and bool(parts[1])
    return _Parts(names, parts[0], parts[1], match["year"] or "", is_marked, match["year"] is None)


def _people_or_body(text: str) -> list[str]:
    people = parse_people(text)
    body = text.strip(" .,")
    return people or ([body] if is_body(body) else [])


def _read_quoted(text: str) -> _Parts | None:
    """Read 'A. Smith, "Title," in Proc. X, 2020.'."""
    match = _QUOTED.fullmatch(text)
    names = parse_people(match["names"]) if match else []
    if match is None or not names:
        return None
    return _Parts(names, match["title"] or match["single"], match["rest"], match["year"] or "")


def _read_marked(text: str) -> _Parts | None:
    """Read "余小明,李大华. 虚构之研究[J]. 虚构学报,2009,29(2):94-98."."""
    mark = _KIND_MARK.search(text)
    if mark is None:
        return None
    for end in _NAMES_END.finditer(text[: mark.start()]):
        if names := _people_or_body(text[: end.start()]):
            return _Parts(
                names,
                text[end.end() : mark.start()],
                text[mark.end() :].removeprefix("//"),
                is_marked=True,
            )
    return None


def _read_colon(text: str) -> _Parts | None:
    """Read "Smith, J., Jones, B.: Title. In: ECCV, pp. 5-6. Springer (2020)"."""
    match = _COLON.fullmatch(text)
    names = parse_people(match["names"]) if match else []
    if match is None or not names:
        return None
    if has_inverted_initials(match["names"]):
        # "Roe M., Poe A. Sand: a study" ends the names before the colon.
        if not re.search(r"\b[^\W\d_]{1,3}\.?$", match["names"]):
            return None
    elif len(names) < 2:  # noqa: PLR2004
        return None
    parts = _split_title(match["rest"])
    return _Parts(names, *parts) if parts else None


def _read_sentences(text: str) -> _Parts | None:
    """Read "A. Smith and B. Jones. Title. Journal, 3(4):5-6, 2020."."""
    last = None
    for head, rest in _heads(text):
        goes_on = _NAMES_GO_ON.match(rest) or _NAME_AND_TITLE.fullmatch(head)
        names = [] if goes_on else _people_or_body(head)
        parts = _split_title(rest) if names else None
        if parts is None or not parts[1]:
            continue
        last = _Parts(names, *parts)
        # "Tom B." may be the start of "Tom B. Brown, Jane Doe".
        is_title = len(parts[0].split()) >= _MIN_TITLE_WORDS and not parse_people(parts[0])
        if is_title and not _NAME_START.match(rest):
            break
    return last


def _heads(text: str) -> Iterator[tuple[str, str]]:
    """Yield the texts in front of full stops, with the text behind."""
    for end in _NAMES_END.finditer(text[:2500]):
        yield text[: end.start() + 1], text[end.end() :]


def _read_commas(text: str) -> _Parts | None:
    """Read "J. Roe, M. Poe, A title, Journal 3 (2001) 1-10."."""
    position = 0
    for match in re.finditer(r",\s+", text[:1500]):
        names = parse_people(text[: match.start()])
        pieces = re.split(r",|\band\b|&", text[position : match.start()])
        # Without initials a title of capitalized words would be a name.
        if not names or not all(
            re.search(r"\b[^\W\d_]\.", piece) for piece in pieces if piece.strip()
        ):
            break
        position = match.end()
    if not position:
        return None
    parts = _split_at_comma(text[position:])
    return _Parts(parse_people(text[:position].rstrip(", ")), *parts) if parts else None


def _read_title_first(text: str) -> _Parts | None:
    """Read "Title. Ada Lovelace, Grace Hopper. NeurIPS 2020."."""
    pieces = _STOP.split(text, maxsplit=1)
    if len(pieces) < 2 or len(pieces[0].split()) <= _MIN_TITLE_WORDS or parse_people(pieces[0]):  # noqa: PLR2004
        return None
    for head, rest in _heads(pieces[1]):
        names = parse_people(head)
        if len(names) > 1 or (names and re.search(r"\b[^\W\d_]\.", head)):
            return _Parts(names, pieces[0], rest) if is_imprint(rest) else None
    return None


#: The styles in the order of their certainty.
_STYLES: Final[tuple[Callable[[str], _Parts | None], ...]] = (
    _read_marked,
    _read_dated,
    _read_quoted,
    _read_colon,
    _read_sentences,
    _read_commas,
    _read_title_first,
)
