"""Read from an imprint and a remark behind the title of a reference what the work is.

Venue, numbers and year are those of ``imprints``; here are the publisher, the edition and the kind.
"""

from __future__ import annotations

import re
from typing import Any, Final

from sitegen.sources.lists.imprints import YEAR, Imprint, parse_imprint
from sitegen.sources.lists.venues import is_venue

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
#: "NeurIPS 2020" at the end of an imprint.
_LAST_YEAR: Final = re.compile(rf" {YEAR}\.?$")
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


def imprint_fields(text: str) -> dict[str, Any]:
    """Return venue, numbers, year, publisher and kind; what is not certain is absent."""
    imprint = parse_imprint(text)
    is_named = imprint.is_certain and not _is_publisher(imprint.venue)
    venue = imprint.venue if is_named else ""
    if text.rstrip(" .,;:([").endswith(venue.rstrip(".")):
        venue = _LAST_YEAR.sub("", venue)
    fields = {
        "venue": venue,
        "volume": imprint.volume,
        "issue": imprint.issue,
        "pages": imprint.pages,
        "year": str(imprint.year or ""),
    }
    if imprint.is_thesis:
        fields |= {"kind": "thesis", "institution": venue}
    else:
        fields |= _publication(text, imprint, venue)
    return {name: value for name, value in fields.items() if value}


def _publication(text: str, imprint: Imprint, venue: str) -> dict[str, str]:
    """Return the publisher at the end of an imprint, and the kind of work that it shows."""
    publisher = ""
    for sentence in reversed(_SENTENCES.split(text)):
        match = _PUBLISHER.fullmatch(sentence.strip(" .,;"))
        if match and not is_venue(match["name"].split(",")[0]):
            publisher = match["name"].strip(" ,")
            break
    if venue and imprint.has_editors:
        # The volume of a conference has editors, too.
        return {"publisher": publisher, "kind": "" if is_venue(imprint.venue) else "chapter"}
    is_whole = not (venue or imprint.volume or imprint.pages)
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


def _is_publisher(name: str) -> bool:
    return bool(
        re.search(r"\b(?:Press|Springer|Wiley|Elsevier|Publish\w+|Verlag|Books|Routledge)\b", name)
        and not re.search(r"\b(?:Proc\w*|Conference|Journal|Notes|Letters|Transactions)\b", name)
    ) or bool(re.match(r"[A-ZÀ-Þ][\w .,]{2,40}: |[\u4e00-\u9fff]{2,6}[:：]|\d\w{1,3} edn?\b", name))
