"""The grammar of queries, as ``theme/assets/sitegen/queries.js`` has it.

A test runs both with the same queries and compares the results.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.alerts.query_words import QueryWords

#: The blanks of JavaScript's regular expressions and of String.trim().
_BLANKS: Final = (
    "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\ufeff"
)
_BLANK_RUN: Final = re.compile(f"[{_BLANKS}]+")
_MAX_QUERY_CHARS: Final = 1000
_MAX_WORDS: Final = 32
_MAX_EXACT: Final = 8
#: So many words are a sentence, not a title or a term.
_MIN_SENTENCE_WORDS: Final = 6
#: A word or two that start a question or a request, and what they are about.
_MIN_QUESTION_WORDS: Final = 3
_RESOLVERS: Final = re.compile(
    r"https?://(?:www\.|dx\.)?(?:doi\.org|arxiv\.org/(?:abs|pdf|html)|huggingface\.co/papers)/",
    re.IGNORECASE | re.ASCII,
)
_VERSION: Final = re.compile(r"\b(\d{4}\.\d{4,5})v\d+\b", re.ASCII)
#: The closing quotation mark may be missing.
_PHRASE: Final = re.compile(r'(-?)"([^"]*)"?')
_ARXIV: Final = re.compile(
    rf"(?:arxiv:[{_BLANKS}]*)?(\d{{2}}(?:0[1-9]|1[0-2])\.\d{{4,5}}"
    r"|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?",
    re.IGNORECASE | re.ASCII,
)
_DOI: Final = re.compile(
    rf"(?:doi:[{_BLANKS}]*)?(10\.\d{{4,9}}/[^{_BLANKS}]+)", re.IGNORECASE | re.ASCII
)
_ARXIV_DOI_PREFIX: Final = re.compile(rf"\Adoi:[{_BLANKS}]*(?=10\.48550)", re.IGNORECASE)
_ARXIV_DOI: Final = re.compile(r"\A10\.48550/arxiv\.", re.IGNORECASE)
_FILE_ENDING: Final = ".pdf"
#: A dot of JavaScript's regular expressions matches none of these.
_LINE_ENDS: Final = "\n\r\u2028\u2029"


@dataclass(frozen=True, slots=True)
class Query:
    """A query in its parts.

    Attributes:
        words: each once, whatever its case.
        phrases: words that stand in a row.
        excluded: words and phrases that a paper must not have.
    """

    words: tuple[str, ...]
    phrases: tuple[str, ...]
    excluded: tuple[str, ...]


def parse_query(text: str) -> Query:
    """Parse a query: words, "phrases", and -words or -"phrases" to exclude."""
    phrases: list[str] = []
    excluded: list[str] = []

    def take(match: re.Match[str]) -> str:
        if phrase := match[2].strip(_BLANKS):
            (excluded if match[1] else phrases).append(phrase)
        return " "

    bare = _VERSION.sub(r"\1", _RESOLVERS.sub("", text[:_MAX_QUERY_CHARS]))
    words = []
    for word in split_blanks(_PHRASE.sub(take, bare)):
        if word[0] == "-" and len(word) > 1 and _is_alphanumeric(word[1]):
            excluded.append(word[1:])
        else:
            words.append(word)
    return Query(
        _unique(words)[:_MAX_WORDS],
        _unique(phrases)[:_MAX_EXACT],
        _unique(excluded)[:_MAX_EXACT],
    )


def read_identifier(text: str) -> str:
    """Return the identifier that a query consists of, in lower case, or an empty text."""
    bare = _RESOLVERS.sub("", text[:_MAX_QUERY_CHARS].strip(_BLANKS))
    bare = _ARXIV_DOI.sub("", _ARXIV_DOI_PREFIX.sub("", bare))
    bare = _without_ending(bare)
    match = _ARXIV.fullmatch(bare) or _DOI.fullmatch(bare)
    return match[1].lower() if match else ""


def _without_ending(address: str) -> str:
    """Cut off the query and the fragment of an address, or else the ending of a file."""
    line_start = max(map(address.rfind, _LINE_ENDS)) + 1
    ends = [at for sign in "?#" if (at := address.find(sign, line_start)) >= 0]
    if ends:
        return address[: min(ends)]
    is_file = address.lower().endswith(_FILE_ENDING)
    return address[: -len(_FILE_ENDING)] if is_file else address


def is_sentence(text: str, known: QueryWords) -> bool:
    """Return whether a query is a question or a sentence in plain words, and no identifier."""
    if read_identifier(text):
        return False
    query = parse_query(text)
    words = _unique([*query.words, *split_blanks(" ".join(query.phrases))])
    typed = split_blanks(text)
    first, second = [*map(str.lower, typed[:2]), "", ""][:2]
    is_start = first in known.questions or (first in known.requests and second in known.objects)
    is_question = len(typed) >= _MIN_QUESTION_WORDS and is_start
    return len(words) >= _MIN_SENTENCE_WORDS or is_question or text.rstrip(_BLANKS).endswith("?")


def is_selective(word: str, known: QueryWords) -> bool:
    """Return whether a word selects papers: no stop word, and more than one letter or digit."""
    if word.lower() in known.stop:
        return False
    letters = [char for char in word if _is_alphanumeric(char)]
    return len(letters) > 1 or (len(letters) == 1 and not _is_latin_or_number(letters[0]))


def split_blanks(text: str) -> list[str]:
    """Split a text at blanks, as JavaScript knows them."""
    return [part for part in _BLANK_RUN.split(text) if part]


def _unique(words: Iterable[str]) -> tuple[str, ...]:
    first: dict[str, str] = {}
    for word in words:
        first.setdefault(word.lower(), word)
    return tuple(first.values())[:_MAX_WORDS]


def _is_alphanumeric(char: str) -> bool:
    return unicodedata.category(char)[0] in "LN"


def _is_latin_or_number(char: str) -> bool:
    if unicodedata.category(char)[0] == "N":
        return True
    return char in "ªº" or unicodedata.name(char, "").startswith(("LATIN", "FULLWIDTH LATIN"))
