"""Split and clean keywords: of a list, or of a text with separators."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.csv_rows import parse_literal
from sitegen.sources.people.placeholders import is_no_value
from sitegen.sources.values.categories import CATEGORIES
from sitegen.text.clean import clean_name
from sitegen.text.markup import unescape_entities

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Keys of an object that name the keyword, best first: OpenAlex, DataCite, Zotero, schema.org.
_NAME_KEYS: Final = (
    "display_name", "displayName", "name", "keyword", "term", "tag", "subject", "label", "value",
    "text", "#text", "title", "descriptor", "descriptorName", "topic", "category", "prefLabel",
    "pref_label", "subjectTerm", "word", "kwd", "content", "keywords", "terms", "tags", "subjects",
    "topics", "concept", "$", "_", "@value", "en",
)  # fmt: skip
_MAX_DEPTH: Final = 4
_OPENING, _CLOSING = "([{", ")]}"
#: Separators from the strongest on: the first one that a text has separates, others are text.
_SEPARATORS: Final = tuple(
    map(re.compile, (
        r"[;；؛]", r"(?<!\s)\s++#(?=[^\W\d_])", r"[•●▪◦‣\t]|\|+|\s[·∙]\s",
        r",(?!\d)|(?<!\d),|[，、،､\n]", r"(?<=[^\W\d_a-zà-þ])[·・‧](?=[^\W\d_a-zà-þ])",
        r"\s/\s", r"\s[–—]{1,2}\s|\s--?\s", r"(?<=[^\W\d_]{3})\.\s+(?=[^\W\d_a-zà-þ])",
    ))
)  # fmt: skip
#: The first so many separate two keywords; a heading of a library, "Lakes -- Ecology", is one.
_STRONG_COUNT: Final = 5
#: "lakes. ice. snow.", in a text that ends so.
_STOP: Final = re.compile(r"(?<=[^\W\d_]{3})\.\s+")
_MIN_WEAK_PARTS: Final = 3
_ELEMENT_SEPARATOR: Final = re.compile(r"[;；؛\n•]")
_LINE_TAG: Final = re.compile(r"</?(?:br|p|li|ul|ol|div)\b[^<>]{0,200}>", re.IGNORECASE)
#: "cs.CL cs.LG": arXiv separates categories by blanks.
_CATEGORIES: Final = re.compile(
    r"(?:[a-z-]+(?:\.[A-Za-z-]{2,})?)(?:\s+[a-z-]+(?:\.[A-Za-z-]{2,})?)+"
)
#: "Keywords: …" before a list, and what may stand before or after a keyword.
_LABEL: Final = re.compile(
    r"\s*+(?:(?:\*\*|__|[*_【\[])\s*+)?(?:(?:author'?s?'?|index|indexing|search)\s)?"
    r"(?:key[\s-]?(?:words?|phrases?|terms)(?:\s?(?:and|&|/|or)\s?(?:key\s?)?phrases)?(?:\s?\(s\))?|"
    r"index terms|subject terms|subjects|subject headings|descriptors|mesh terms|tags?|topics|"
    r"schlüssel(?:wörter|begriffe)|schlag(?:wörter|worte?)|stich(?:wörter|worte?)|"
    r"mots?[\s-]cl(?:é|e|ef)s?|mots?[\s-]clefs?|palabras?\sclaves?|palavras?[\s-]chaves?|"
    r"descriptores|descritores|parole[\s-]chiave|paraules\sclau|trefwoorden|nyckelord|nøkkelord|"
    r"emneord|avainsanat|słowa\skluczowe|klíčová\sslova|kulcsszavak|cuvinte[\s-]cheie|"
    r"anahtar\s(?:kelimeler|sözcükler)|ключевые\sслова|ключові\sслова|kata\skunci|từ\skh[oó]á|"
    r"λέξεις[\s-]κλειδιά|الكلمات\sالمفتاحية|关\s?键\s?[词字]|關\s?鍵\s?[詞字]|主题词|キーワード|"
    r"키워드|주제어|핵심어)(?:\s*+(?:(?:\*\*|__|[*_])\s*+)?(?:[】\]]\s?[:：]?|[:：—–]|[-.](?=\s))|"
    r"\s*+(?:\*\*|__|[*_])[^\S\n]*+\n|[^\S\n]*+\n|(?<=[键鍵][词詞字])\s)\s*+(?:\*\*|__)?",
    re.IGNORECASE,
)
_BULLET: Final = re.compile(
    r"^[^\S\n]*+(?:[-*+–—•·●▪◦‣]\s+|\(?\d{1,3}[.)]\s+|[•●▪◦‣·]+)", re.MULTILINE
)
_HASHTAGS: Final = re.compile(r"\s*#[^\W_][^\s#,;]*(?:[\s,;]+#[^\W_][^\s#,;]*)+\s*")
_HASHTAG: Final = re.compile(r"#(?=[^\W\d_])")
#: MeSH marks a major topic so; "A*" and "C*" are names.
_MAJOR_TOPIC: Final = re.compile(r"(?<=\w{3})\*+$|(?<=[)\]])\*+$|^\*+(?=\w)")
_QUOTES: Final = tuple(zip("\"'“„«`‘", "\"'”“»`’", strict=True))
#: A full stop ends a list or a keyword, but not "U.S." and "et al.".
_FINAL_STOP: Final = re.compile(r"(?<=[^\W\d_]{3})\.$|(?<=[)\]\d])\.$")
_EDGES: Final = " \t,;，；、"


def parse_keywords(value: Any) -> tuple[str, ...]:
    """Return keywords, each once, with the names of arXiv's categories for their codes.

    A text is split at semicolons or lines, or else at commas, but never at "and" and not within
    brackets. An element of a list is one keyword unless it has semicolons; the only text of a list
    is split, as programs export all keywords in it. Values of any other type give no keywords.
    """
    distinct: dict[str, str] = {}
    for word in _words(value):
        name = CATEGORIES.get(word.strip()) or _clean(word)
        if name:
            # "Graphs" and "graphs" are one keyword; the first spelling stays.
            distinct.setdefault(name.casefold(), CATEGORIES.get(name, name))
    return tuple(distinct.values())


def unread_keywords(value: Any) -> Iterator[Any]:
    """Yield the items of a list that hold text and no keyword."""
    for item in value if isinstance(value, list | tuple) else ():
        has_text = isinstance(item, dict) and any(
            isinstance(part, str) and part.strip() for part in item.values()
        )
        if has_text and not _named_texts(item) and not any(_words(item)):
            yield item


def _words(value: Any, depth: int = 0) -> Iterator[str]:
    """Yield the keywords of a value, not yet clean."""
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, str):
        yield from split_keywords(value)
    elif isinstance(value, list | tuple):
        items = [item for item in value if item]
        is_single = len(items) == 1 and isinstance(items[0], str)
        for item in items:
            if isinstance(item, str):
                is_list = is_single and not depth
                yield from (
                    split_keywords(item, is_element=True) if is_list else _split_element(item)
                )
            else:
                yield from _words(item, depth + 1)
    elif isinstance(value, dict):
        yield from _words_of_object(value, depth)


def _words_of_object(value: dict[str, Any], depth: int) -> Iterator[str]:
    """Yield the keywords that an object names, or its keys if its values are weights."""
    named = _named_texts(value)
    if isinstance(named, str):
        yield from _split_element(named)
    elif named:
        yield from _words(named, depth + 1)
    elif value and all(isinstance(weight, int | float) for weight in value.values()):
        # The keys are the keywords: {"lakes": 0.8, "ice": 0.2}.
        yield from (word for word, weight in value.items() if weight)
    elif not any(isinstance(item, str) for item in value.values()):
        # Lists by their kind: {"author": ["lakes"], "mesh": ["ice"]}.
        for item in value.values():
            yield from _words(item, depth + 1)


def _named_texts(value: dict[str, Any]) -> Any:
    """Return what the best known key of an object holds, a text or a list, None without one."""
    keys = {key.lower(): key for key in reversed(value) if isinstance(key, str)}
    for name in _NAME_KEYS:
        item = value.get(keys.get(name.lower(), ""))
        if item and isinstance(item, str | list | dict):
            return item
    return None


def split_keywords(text: str, *, is_element: bool = False) -> list[str]:
    """Return the keywords of a text that holds several, not yet clean.

    Args:
        text: such as "Keywords: lakes, ice".
        is_element: whether it is the only text of a list.
    """
    text = _prepared(text)
    if text[:1] in ("[", "{") and not isinstance(items := parse_literal(text), str):
        return list(_words(items))
    text = _unwrapped(text)
    if _CATEGORIES.fullmatch(text) and all(word in CATEGORIES for word in text.split()):
        return text.split()
    if _HASHTAGS.fullmatch(text):
        return [word.lstrip("#") for word in re.split(r"[\s,;]+", text) if word]
    text = _BULLET.sub("\n", text).strip(_EDGES + "\n")
    for index, pattern in enumerate((*_SEPARATORS, _STOP)):
        parts = _split_outside_brackets(text, pattern)
        is_weak = pattern is _STOP or (is_element and index >= _STRONG_COUNT)
        if len(parts) >= (_MIN_WEAK_PARTS if is_weak else 2):
            return parts
    return [text]


def _prepared(text: str) -> str:
    text = unescape_entities(text)
    return (_LINE_TAG.sub("\n", text) if "<" in text else text).strip()


def _unwrapped(text: str) -> str:
    """Return a list without brackets around it and without its label."""
    for opening, closing in ("[]", "{}"):
        if text[:1] == opening and text.endswith(closing) and closing not in text[:-1]:
            text = text[1:-1]
    label = _LABEL.match(text)
    return text[label.end() :] if label else text


def _split_outside_brackets(text: str, pattern: re.Pattern[str]) -> list[str]:
    """Return the parts between separators; those in brackets separate nothing."""
    matches = list(pattern.finditer(text))
    if not matches:
        return [text]
    depths = _depths(text)
    parts, start = [], 0
    for match in matches:
        if not depths[match.start()]:
            parts.append(text[start : match.start()])
            start = match.end()
    return [*parts, text[start:]]


def _depths(text: str) -> list[int]:
    """Return the number of open brackets before each character; 0 if they are not balanced."""
    depths, depth = [], 0
    for character in text:
        depths.append(depth)
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth -= 1
        if depth < 0:
            break
    return depths if depth == 0 else [0] * len(text)


def _split_element(text: str) -> list[str]:
    """Return the keywords of an element of a list: one, as a rule."""
    text = _prepared(text)
    if _LABEL.match(text):
        return split_keywords(text)
    return _split_outside_brackets(text, _ELEMENT_SEPARATOR)


def _clean(word: str) -> str:
    """Return a keyword without marks, quotation marks and the full stop at its end."""
    word = clean_name(word.strip()).strip(_EDGES).lstrip("•●▪◦‣· ")
    for opening, closing in _QUOTES:
        if len(word) > len("''") and word.startswith(opening) and word.endswith(closing):
            inner = word[1:-1]
            word = inner if opening not in inner and closing not in inner else word
    word = _HASHTAG.sub("", word, count=1) if word.startswith("#") else word
    word = _FINAL_STOP.sub("", _MAJOR_TOPIC.sub("", word)).strip(_EDGES)
    return "" if is_no_value(word) else word
