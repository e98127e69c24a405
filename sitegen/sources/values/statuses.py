"""Read that a paper was retracted, withdrawn, corrected or superseded.

Indexes say it by a type ("Retracted Publication"), by the kind of a later notice ("retraction",
"RetractionIn"), publishers in the title ("RETRACTED: …"), arXiv's authors in the comments or in the
place of the abstract. The notice itself ("Retraction of: …") is another paper and has no status.
What is in no list says nothing.

Sources: https://www.nlm.nih.gov/bsd/licensee/elements_descriptions.html (CommentsCorrections),
https://www.crossref.org/documentation/register-maintain-records/maintaining-your-metadata/registering-updates/,
https://datacite-metadata-schema.readthedocs.io (relationType), https://info.arxiv.org/help/withdraw.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from sitegen.paper import STATUS_ORDER
from sitegen.sources.values.dates import scalar_text
from sitegen.sources.values.kinds import names_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.paper import PaperStatus

#: A type of a paper that says it; the letters of the name.
_TYPES: Final[dict[PaperStatus, str]] = {
    "retracted": "retracted|retractedpublication|retractedarticle|retractedpaper|retractedchapter",
    "withdrawn": "withdrawn|withdrawnpublication|withdrawnarticle|withdrawnpaper",
    "corrected": "corrected|correctedandrepublishedarticle|correctedarticle",
    "superseded": "superseded|obsolete",
}
#: What a later notice does to the paper, in the paper's own record.
_UPDATES: Final[dict[PaperStatus, str]] = {
    "retracted": "retraction|partialretraction|retractionin|partialretractionin|"
    "retractedandrepublishedin|removal",
    "withdrawn": "withdrawal",
    "concern": "concern|expressionofconcern|expressionofconcernin",
    "corrected": "correction|corrigendum|erratum|erratumin|correctedandrepublishedin",
    "superseded": "newversion|newedition|updatein|isobsoletedby|ispreviousversionof|isreplacedby",
}
_STATUS_OF_TYPE: Final = {n: status for status, names in _TYPES.items() for n in names.split("|")}
_STATUS_OF_NAME: Final = _STATUS_OF_TYPE | {
    name: status for status, names in _UPDATES.items() for name in names.split("|")
}
#: A longer text is a sentence.
_MAX_NAME_CHARS: Final = 80
_MAX_SENTENCE_CHARS: Final = 200
_NOUN: Final = r"(?:paper|article|submission|manuscript|work|preprint|publication|chapter)"
#: "This paper has been withdrawn by the authors", "The authors have withdrawn this manuscript".
_SENTENCE: Final = re.compile(
    rf"\W{{0,9}}(?:th(?:is|e) {_NOUN}(?: has been| is| was)? (withdrawn|retracted)\b"
    rf"|the authors? (?:have|has) (withdrawn|retracted) (?:this|the|their) {_NOUN}\b)",
    re.IGNORECASE,
)
#: "Withdrawn by the author due to …", in comments and notes alone.
_REMARK: Final = re.compile(
    rf"\W{{0,9}}(?:{_NOUN} )?(withdrawn|retracted)(?= by\b| due\b| because\b|\W*$)", re.IGNORECASE
)
#: The whole of a note.
_CONCERN: Final = re.compile(r"\W{0,9}(?:editorial )?expression of concern\W{0,9}", re.IGNORECASE)
#: "RETRACTED ARTICLE: …", "[Retracted] …". A title may begin with the word "Withdrawn".
_TITLE_START: Final = re.compile(
    r"\W{0,9}(?:(?i:(retracted)(?: (?:article|paper|chapter|publication))?(?::|\]:?|\):?) )"
    r"|\[(?i:(withdrawn))\]:? |(WITHDRAWN)(?: (?:ARTICLE|PAPER|CHAPTER|PUBLICATION))?: )"
)
#: "… (Retracted article. See vol. 375, pg. 445, 2010)", as Web of Science writes.
_TITLE_END: Final = re.compile(
    r" [\[(](retracted|withdrawn)(?: (?:article|paper|publication))?"
    r"(?:[.,;:] ?[^\[\]()]{0,200})?[\])]$",
    re.IGNORECASE,
)


def parse_status(value: Any) -> PaperStatus | None:
    """Return the status that a separate field says, by a name or a list of names."""
    if isinstance(value, list | tuple):
        return worst_status(map(parse_status, value))
    text = scalar_text(value)
    return _STATUS_OF_NAME.get(_letters(text)) if len(text) <= _MAX_NAME_CHARS else None


def parse_remark(*values: Any) -> PaperStatus | None:
    """Return the status that comments and notes say, which speak of other things too."""
    texts = []
    for value in values:
        text = scalar_text(value)[:_MAX_SENTENCE_CHARS] if value else ""
        if text and _is_remarkable(text.lower()):
            texts.append(text)
    # Nearly all remarks have none of the words, which costs less to see.
    if not texts:
        return None
    matches = (pattern.match(text) for text in texts for pattern in (_REMARK, _SENTENCE))
    concern: PaperStatus | None = "concern" if any(map(_CONCERN.fullmatch, texts)) else None
    return worst_status((concern, *map(_of_match, matches)))


def _is_remarkable(lowered: str) -> bool:
    """Return whether a text in lower case has a word that each remark on a status has."""
    return "withdrawn" in lowered or "retracted" in lowered or "concern" in lowered


def status_of_kind(value: Any) -> PaperStatus | None:
    """Return the status that the name of a kind of papers implies: "Retracted Publication"."""
    if isinstance(value, list | tuple):
        return worst_status(map(status_of_kind, value))
    text = scalar_text(value)
    if len(text) > 4 * _MAX_NAME_CHARS or "ted" not in text.lower():
        # Nearly all records: their kinds cost no more than this.
        return "withdrawn" if text[:_MAX_NAME_CHARS].lower().startswith("withdrawn") else None
    return worst_status(_STATUS_OF_TYPE.get(name) for name in names_in(text))


def status_of_text(abstract: str) -> PaperStatus | None:
    """Return the status that the sentence in an abstract's place says."""
    return _of_match(_SENTENCE.match(abstract[:_MAX_SENTENCE_CHARS]))


def split_title(title: str) -> tuple[str, PaperStatus | None]:
    """Return a title without the publisher's mark, and the status that the mark says."""
    lowered = title.lower()
    if "retracted" not in lowered and "withdrawn" not in lowered:
        return title, None
    for pattern in (_TITLE_START, _TITLE_END):
        # The mark at the end is searched for once, in the last characters.
        match = pattern.match(title) if pattern is _TITLE_START else _find_end(title)
        if match:
            rest = title[: match.start()] + title[match.end() :]
            if any(map(str.isalpha, rest)):
                return rest.strip(), _of_match(match)
    return title, None


def worst_status(statuses: Iterable[PaperStatus | None]) -> PaperStatus | None:
    """Return the status that readers must know first."""
    known = set(filter(None, statuses))
    if not known:
        return None
    return next((status for status in STATUS_ORDER if status in known), None)


def _find_end(title: str) -> re.Match[str] | None:
    start = max(title.rfind(" ["), title.rfind(" ("))
    return _TITLE_END.match(title, start) if start > 0 else None


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text.lower()))


def _of_match(match: re.Match[str] | None) -> PaperStatus | None:
    word = next(filter(None, match.groups()), "").lower() if match else ""
    return _STATUS_OF_TYPE.get(word)
