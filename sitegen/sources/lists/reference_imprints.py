"""Read what stands behind the title of a formatted reference: where and when it appeared."""

from __future__ import annotations

import re
from typing import Any, Final

from sitegen.sources.lists.venues import is_preprint, is_venue

YEAR: Final = r"(?:1[89]\d\d|20[0-4]\d)"
_MONTH: Final = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
_YEAR_IN_BRACKETS: Final = re.compile(rf"[(\[]\s?(?:[^()\[\]\d]{{0,30}}\s)?({YEAR})[a-z]?\s?[)\]]")
_YEAR_ALONE: Final = re.compile(rf"(?<![\d./–—:-])({YEAR})[a-z]?(?![\d/]|[-–—]\d|\.\d)")
_PAGES: Final = re.compile(
    r"(?:\b(?:pp?|pages?|[SСC])\b\.?\s*|[:：]\s*|,\s*|;\s*|\)\s*|\s)"
    r"([A-Z]{0,2}\d{1,7}\s?(?:--?|[–—−‐])\s?[A-Z]{0,2}\d{1,7})(?![\d/-])"
)
_PAGE: Final = re.compile(
    r"\b(?:pp?|pages?)\b\.?\s*([A-Z]?\d{1,7})\b|\d\)?\s*[:：]\s*([a-z]?\d{1,7})\b"
)
_VOLUME: Final = re.compile(
    r"\b(?:[Vv]ol(?:ume)?|Bd|[ТT])\b\.?\s*(\d\w{0,5})|(?<![\d./-])(\d{1,4})\s*\(\s*(?!(?:19|20)\d\d\))[^()]{1,12}\)"
    r"|[\s,;](?!(?:19|20)\d\d\b)(\d{1,4})(?=\s*[:：,]\s*(?:pp?\.?\s*)?[A-Z]?\d|\s*\((?:19|20)\d\d\))"
)
_ISSUE: Final = re.compile(
    r"(?:\b(?:no|issue|iss|nr)\b|№)\.?\s*([\w/–-]{1,9})|\d\s*\(\s*(?!(?:19|20)\d\d\))([\w/–-]{1,9})\)",
    re.IGNORECASE,
)
#: "In", "in:", the editors behind it, and what introduces a report.
_IN: Final = re.compile(
    r"^(?:(?:presented|published|appeared|to appear)\s+)?(?:in|at)\b:?\s+", re.IGNORECASE
)
_EDITORS: Final = re.compile(
    r"^[^()]{3,200}?[(\[](?:eds?|hrsg|editors?)\.?[)\]]\s*[.,:]?\s*", re.IGNORECASE
)
#: The end of a name of a venue: a volume, a page, a date or a publisher.
_VENUE_END: Final = re.compile(
    r"\s?[,;.:(\[]{0,9}\s?(?:\b(?:vol(?:ume)?|no|pp?|pages?|art(?:icle)?|issue|ser(?:ies)?|ed(?:ition)?)\b\.?\s?\(?\d"
    rf"|(?<![\w])\d{{1,4}}\s?(?:[(:,;]|$)|[(\[]\s?(?:[^()\[\]\d]{{0,30}}\s)?{YEAR}|[(\[](?:pp?\.|vol)"
    rf"|[,;.]\s?(?:[–—-]\s?)?(?:{_MONTH}\.?\s?(?:\d{{1,2}},?\s?)?)?{YEAR}\b)",
    re.IGNORECASE,
)
#: What follows a venue behind a full stop: a series, a publisher, a imprint.
_SENTENCE: Final = re.compile(
    r"\.\s(?=(?:LNCS|Lecture Notes|CCIS|Association for|IEEE[.,]|ACM[.,]|Curran|Online|PMLR|"
    r"Springer|Wiley|Elsevier|"
    r"[\w&. ]{0,40}\b(?:Press|Publish\w+|Verlag)\b|[A-ZÀ-Þ][\w .,]{2,40}: [A-ZÀ-Þ]))|;\s|\s//\s"
)
#: Words and figures that only an address of a publication has.
_IMPRINT: Final = re.compile(
    r"\b(?:vol|no|pp?|eds?|art|iss)\.\s*\d|\bpages?\s+\d|\d\s*\(\d|"
    r"\d\s*[:;,]\s*(?:pp?\. ?)?[a-zA-Z]?\d|"
    r"\d\s?[–—-]{1,2}\s?\d|^in:?\s+[A-Z\d*]|\((?:eds?|Hrsg)\.?\)|\[S\. ?l\.\]|"
    # "New York: Penguin".
    r"^(?:\d\w{1,3} edn?\. )?[A-ZÀ-Þ][\w .,’'-]{2,40}: [A-ZÀ-Þ]|"
    r"\b(?:Proc|Proceedings|Conf|Conference|Symposium|Workshop|Journal|Trans|Transactions|Letters|"
    r"Reviews?|Lett|Rev|Annals|Advances in|arXiv|bioRxiv|medRxiv|CoRR|preprint|Press|Springer|"
    r"Wiley|"
    r"Elsevier|University|thesis|dissertation|Technical [Rr]eport|Tech\. [Rr]ep|Lecture Notes|LNCS|"
    r"Publishers?|Publishing|Verlag|Routledge|Sage|SAGE|McGraw|Academic|Magazine|Quarterly|"
    r"Bulletin|Acta|Archives|International|European|American|IEEE|ACM|J\.|Int\.)(?:\b|(?<=\.))|学报|杂志|出版社|大学|Журнал|Вестник"
)  # fmt: skip
_MAX_VENUE_CHARS: Final = 200
_SENTENCES: Final = re.compile(r"(?<=[\w)]{2})\. (?=[A-ZÀ-Þ\d])|; ")
#: "Oxford University Press", "New York: Springer", "MIT Press, Cambridge, 2011".
_PUBLISHER: Final = re.compile(
    r"(?:[A-ZÀ-Þ][^\W\d_]+(?:[ ,-]+[A-ZÀ-Þ][^\W\d_]*\.?){0,3}: )?"
    r"(?P<name>(?:[A-ZÀ-Þ&][\w&’'.-]*+ (?:of |and |de |& )?){0,5}"
    r"(?:Press|Springer(?:[ -]Verlag| Nature)?|Wiley(?: (?:& Sons|and Sons))?|Elsevier|"
    r"Publish(?:ers|ing)|Verlag|Books|Routledge|McGraw[ -]Hill|Penguin|Sage|SAGE|"
    r"Academic Press|Macmillan|Birkhäuser|Pearson|Addison[ -]Wesley|Prentice[ -]Hall)"
    r"(?: Publications)?)"
    rf"(?:, [A-ZÀ-Þ][\w .-]{{2,30}})?(?:,? \(?{YEAR}\)?)?"
)
_EDITION: Final = re.compile(
    r"\b(\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|rev(?:ised|\.)|expanded)\b"
    r"[^()]{0,10}\bed(?:n|ition)?\b",
    re.IGNORECASE,
)
_REMARK_KINDS: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), kind)
    for pattern, kind in (
        (r"\b(?:dissertation|thesis)\b", "thesis"),
        (r"\b(?:report|rep)\b", "report"),
        (r"\bpreprint\b", "preprint"),
        (r"\bdata ?set\b", "dataset"),
        (r"\bsoftware\b", "software"),
        (r"\b(?:conference|paper) (?:paper|session|presentation)\b", "conference"),
    )
)


def is_imprint(text: str) -> bool:
    """Return whether a text says where a work appeared: a venue, a volume, pages, a publisher."""
    text = text.strip(" .,;:")
    return bool(_IMPRINT.search(text)) or any(
        is_venue(part.strip()) for part in re.split(r"[,.(]", text)[:2] if part.strip()
    )


def find_year(text: str) -> str:
    """Return the year of a imprint: in brackets, or the last one that is no page; else ""."""
    if bracketed := _YEAR_IN_BRACKETS.findall(text):
        return str(bracketed[-1])
    years = _YEAR_ALONE.findall(_PAGES.sub(" ", text))
    return str(years[-1]) if years else ""


def parse_imprint(text: str) -> dict[str, Any]:
    """Return venue, volume, issue, pages and year of an imprint; what is not certain is absent."""
    text, editor_count = _EDITORS.subn("", _IN.sub("", text.strip(" .,;:")))
    is_part = editor_count > 0
    pages = _PAGES.search(text)
    page = None if pages else _PAGE.search(text)
    volume, issue = _VOLUME.search(text), _ISSUE.search(text)
    fields = {
        "venue": _venue(text),
        "volume": next(filter(None, volume.groups()), "") if volume else "",
        "issue": next(filter(None, issue.groups()), "") if issue else "",
        "pages": pages[1] if pages else next(filter(None, page.groups()), "") if page else "",
        "year": find_year(text),
    }
    if fields["volume"] == fields["year"]:
        fields["volume"] = ""
    fields |= _publication(text, fields, is_part=is_part)
    return {name: value for name, value in fields.items() if value}


def _publication(text: str, fields: dict[str, str], *, is_part: bool) -> dict[str, str]:
    """Return the publisher at the end of an imprint, and the kind of work that it shows.

    Args:
        text: the imprint.
        fields: the venue, the volume and the pages in it.
        is_part: whether the imprint names the editors of a book.
    """
    publisher = ""
    for sentence in reversed(_SENTENCES.split(text)):
        match = _PUBLISHER.fullmatch(sentence.strip(" .,;"))
        if match and not is_venue(match["name"].split(",")[0]):
            publisher = match["name"].strip(" ,")
            break
    if is_part and fields["venue"]:
        # The volume of a conference has editors, too.
        is_meeting = is_venue(fields["venue"])
        return {"publisher": publisher, "kind": "" if is_meeting else "chapter"}
    is_whole = not (fields["venue"] or fields["volume"] or fields["pages"])
    return {"publisher": publisher, "kind": "book"} if publisher and is_whole else {}


def parse_remark(text: str) -> dict[str, str]:
    """Return what a remark in brackets behind a title says of the work.

    The remarks are "2nd ed.", "Doctoral dissertation, University of Rome", "Report No. 12".
    """
    text = text.strip(" ()[].")
    if edition := _EDITION.search(text):
        return {"edition": edition[1], "kind": "book"}
    kind = next((kind for pattern, kind in _REMARK_KINDS if pattern.search(text)), "")
    _, comma, institution = text.partition(", ")
    is_named = kind in ("thesis", "report") and comma and not any(map(str.isdigit, institution))
    return {"kind": kind, **({"institution": institution} if is_named else {})} if kind else {}


def _venue(text: str) -> str:
    """Return the name in front of figures; without figures the first part that names a venue."""
    end = _VENUE_END.search(text)
    name = text[: end.start()] if end else text
    name = _SENTENCE.split(name)[0]
    # "Oxford: Oxford University Press" and "MIT Press, Cambridge" are publishers.
    is_short_form = ". " in name and text[len(name) :].startswith(".")
    name = name.strip(" .,;:([") + ("." if is_short_form else "")
    if end is None and not is_venue(name.split(",")[0]):
        name = ""
    is_name = 1 < len(name) <= _MAX_VENUE_CHARS and any(map(str.isalpha, name))
    return "" if not is_name or is_preprint(name) or _is_publisher(name) else name


def _is_publisher(name: str) -> bool:
    return bool(
        re.search(r"\b(?:Press|Springer|Wiley|Elsevier|Publish\w+|Verlag|Books|Routledge)\b", name)
        and not re.search(r"\b(?:Proc\w*|Conference|Journal|Notes|Letters|Transactions)\b", name)
    ) or bool(re.match(r"[A-ZÀ-Þ][\w .,]{2,40}: |[\u4e00-\u9fff]{2,6}[:：]|\d\w{1,3} edn?\b", name))
