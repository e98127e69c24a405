"""Reduce a venue's name, as a source prints it, to keys that a table can have.

Sources print a venue with its year, its number, its place and its series: "Proceedings of the 26th
International Joint Conference on Artificial Intelligence (IJCAI 2017)", "NIPS'14", "ICLR 2020
Poster". The keys are of the whole name, of the name without what frames it, and of its acronym.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from sitegen.identifiers import ASCII_SPELLINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

#: A longer text is no name of a venue.
MAX_VENUE_CHARS: Final = 400
_NUMBER_WORDS: Final = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|"
    "fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|"
    "fortieth|fiftieth|sixtieth|seventieth|eightieth|ninetieth"
)
#: An ordinal number: "26th", "thirty-second", "1st", "XIII".
_ORDINAL: Final = re.compile(
    rf"\b(?:\d{{1,3}}(?:st|nd|rd|th|e|ieme|o|\.)(?= )|(?:(?:twenty|thirty|forty|fifty|sixty|"
    rf"seventy|eighty|ninety)[ -]?)?(?:{_NUMBER_WORDS}))\b"
)
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b|['’]\d\d\b|(?<=[a-z])-\d\d\b(?=[ .]|\Z)")
#: What follows a venue's name in lists of submissions.
_DECISION: Final = re.compile(
    r"\b(?:poster|oral|spotlight|talk|notable top \d+%?|top \d+%?|long paper|short paper|"
    r"full papers?|main conference|main track|conference track|research track|conference)\Z"
)
_FRAME: Final = re.compile(
    r"\A(?:in )?(?:the )?(?:(?:conference |annual )?proceedings|proc\.?|actes|atti|akten)"
    r"(?: (?:of|de|del|der|des))?\b"
)
_ARTICLES: Final = frozenset(
    {"the", "of", "on", "for", "in", "and", "annual", "a", "an", "le", "la"}
)
#: Organizers before the name of a conference.
_SPONSORS: Final = frozenset(
    {"ieee", "acm", "cvf", "rsj", "aaai", "siam", "usenix", "sigplan", "sigkdd", "sigmod", "sigir",
     "sigact", "sigsac", "ifip", "ifac", "eacsl", "ras", "computer", "society", "isca"}
)  # fmt: skip
_ACRONYM: Final = re.compile(r"\(([^()]{2,40})\)")
#: "NeurIPS 2023 Datasets and Benchmarks Track", "SIGGRAPH Asia 2023 Technical Communications".
_ACRONYM_AND_YEAR: Final = re.compile(
    r"([a-z][a-z*&-]{1,15}(?: [a-z]{2,15})?)[ -]?(?:(?:19|20)\d\d|['’]\d\d)\b"
)
#: "arXiv:1806.01261 [cs.LG]", "CoRR abs/1706.03762".
_SERVER: Final = re.compile(r"(?:arxiv|corr|biorxiv|medrxiv)\b")
_FINDINGS: Final = "findings of the association for computational linguistics"
_VOLUME: Final = re.compile(r",? (?:vol(?:ume|\.)? )?(?:\d{1,3}|[ivxl]{1,7})\Z")
_WORD: Final = re.compile(r"[^\W_]+|[*&]")
_SEPARATORS: Final = re.compile(r" ?[,:;] | [-–—|] |--+|[–—]|\. (?=\S)|/")
#: Words of a name that is no acronym.
_MIN_NAME_WORDS: Final = 3


def name_key(name: str) -> str:
    """Return a key that spelling and small words don't change: "ACM Trans. on the Web"."""
    *words, last = _words(_plain(name)) or [""]
    # The last letter of "Physical Review A" is no article.
    return " ".join([*(word for word in words if word not in _ARTICLES), last])


def unsponsored_key(name: str) -> str:
    """Return the key of a conference's name without its organizers."""
    words = name_key(name).split()
    return " ".join(word for word in words if word not in _SPONSORS) or " ".join(words)


def bare_key(name: str) -> str:
    """Return the key of a name without its frame, ordinal numbers and years; it may be empty."""
    return name_key(_unframed(_plain(name[:MAX_VENUE_CHARS])))


def name_variants(name: str) -> Iterator[str]:
    """Yield a name as printed, without its frame, and its acronym, the surest first."""
    text = _plain(name[:MAX_VENUE_CHARS])
    yield text
    if match := _SERVER.match(text):
        yield match[0]
    if text.startswith(_FINDINGS):
        # The conference that follows is that of the year.
        yield _FINDINGS
        return
    yield _unframed(text)
    acronyms = _ACRONYM.findall(text)
    outside = _unframed(_ACRONYM.sub(" ", text))
    yield outside
    yield _unframed(_DECISION.sub("", outside.rstrip(" .")))
    yield _VOLUME.sub("", outside)
    if "workshop" in text or "competition" in text:
        # "(ICAPS)" is then the conference that it belongs to.
        return
    for acronym in acronyms:
        yield _unframed(acronym)


def name_parts(name: str) -> Iterator[str]:
    """Yield the parts of a name that may name a conference: "Machine Learning: ECML 2007"."""
    text = _plain(name[:MAX_VENUE_CHARS])
    if "workshop" in text or text.startswith(_FINDINGS):
        return
    if match := _ACRONYM_AND_YEAR.match(text):
        yield match[1]
    parts = _SEPARATORS.split(text)
    if len(parts) == 1:
        return
    for part in sorted(parts, key=lambda part: not _YEAR.search(part)):
        unframed = _unframed(_ACRONYM.sub(" ", part))
        # Without a year, a part of few words may be a town, a subject or a publisher.
        is_name = len(unframed.split()) >= _MIN_NAME_WORDS
        if is_name or part is parts[0] or _YEAR.search(part):
            yield unframed


def _plain(name: str) -> str:
    """Return a name in small letters without diacritics; punctuation stays."""
    decomposed = unicodedata.normalize("NFKD", name.lower().translate(ASCII_SPELLINGS))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def _words(text: str) -> list[str]:
    return _WORD.findall(text.replace("&", " and "))


def _unframed(text: str) -> str:
    """Return a plain name without "Proceedings of the", ordinal numbers and years."""
    text = _YEAR.sub(" ", text)
    text = _FRAME.sub(" ", " ".join(text.split()))
    text = _ORDINAL.sub(" ", text)
    return " ".join(text.split()).strip(" ,.:;-–()")
