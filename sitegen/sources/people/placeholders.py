"""Recognize what programs and people write where no author is known, in many languages."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

#: What is no letter or digit. "[S. n.]" is compared as "s n", "N/A" as "n a".
_SIGNS: Final = re.compile(r"[\W_]+")
_MAX_PLACEHOLDER_CHARS: Final = 60
#: Stand for any missing value: an author, a keyword, a venue.
_NO_VALUES: Final = frozenset({
    "n a", "na", "none", "null", "nil", "nan", "undefined", "not available", "not applicable",
    "not given", "not specified", "not provided", "not known", "not found", "not stated",
    "none given", "none listed", "none provided", "no data", "missing", "tba", "tbd", "tbc",
    "to be announced", "to be determined", "k a", "keine angabe", "keine angaben", "keine",
    "entfällt", "non disponible", "non renseigné", "néant", "aucun", "aucune", "no disponible",
    "sin datos",
    "ninguno", "ninguna", "não informado", "não disponível", "nessuno", "brak", "brak danych",
    "нет", "нет данных", "не указано", "н д", "无", "無", "暂无", "暫無", "なし", "該当なし",
    "없음",
})  # fmt: skip
#: Stand for an author who is not known, or for several whom the source does not name.
_NOBODY: Final = frozenset({
    "anon", "anonymous", "anonymus", "unknown", "unnamed", "unidentified", "unspecified", "nobody",
    "admin", "administrator", "webmaster", "object",
    "unattributed", "no name", "no names", "author", "authors", "author s", "author name",
    "author names", "authors names", "your name", "first last", "firstname lastname",
    "first name last name", "various", "anonymous submission", "under review",
    "paper under double blind review", "et al", "others", "and others", "et alii", "usw", "etc",
    "o v", "n n", "nn", "s n", "sine nomine", "anonym", "anonyma", "unbekannt", "unbekannter",
    "verfasser", "autor", "autoren", "aa vv", "vv aa", "aavv", "vvaa", "anonyme", "inconnu",
    "inconnue", "anónimo", "anonimo", "anónima", "anonima", "anônimo", "anônima", "desconocido",
    "desconhecido",
    "sconosciuto", "autori vari", "ignoto", "anoniem", "onbekend", "z n", "anonim", "nieznany",
    "okänd", "ukendt", "ukjent", "tuntematon", "bilinmiyor", "neznámý", "ismeretlen", "névtelen",
    "аноним", "анонимно", "неизвестен", "неизвестный", "неизвестно", "не указан", "б а",
    "佚名", "匿名", "不详", "不詳", "未知", "无名氏", "無名氏", "未署名", "不明", "名無し",
    "無記名", "無名", "미상", "익명", "무명", "مجهول", "غير معروف", "ανώνυμος", "άγνωστος",
})  # fmt: skip
#: Before the word for author: "No author", "Unknown Author", "sin autor", "ohne Verfasser".
_NO: Final = (
    "no|not an?|unknown|anonymous|anon|unnamed|unspecified|unidentified|various|multiple|several|"
    "without|missing|ohne|kein|keine|unbekannter?|unbekannte|anonymer|verschiedene|diverse|sans|"
    "aucun|auteurs? inconnus?|sin|ningún|varios|sem|nenhum|vários|senza|vari|nessun|geen|zonder|"
    "onbekende|brak|bez|без|нет|неизвестный|неизвестного|बिना|بدون|لا يوجد"
)
_AUTHOR: Final = (
    "authors?|author s|autore?s?|autor|autoren|autorin|autorenangabe|verfasser|verfasserin|"
    "verfasserangabe|auteurs?|autori|autora|автора?|авторов|مؤلف"
)
#: After it: "Author unknown", "No authors listed", "[No author name available]".
_STATE: Final = (
    "unknown|anonymous|unavailable|withheld|missing|undisclosed|available|listed|given|stated|found|"
    "specified|provided|named|information|info|name|names|not|n a|na|tba|tbd|yet|unbekannt|inconnu|"
    "desconocido|desconhecido|sconosciuto|onbekend|nieznany|неизвестен|не указан|id|is|are|"
    "متاح|مجهول|غير معروف"
)
_NO_AUTHOR: Final = re.compile(
    rf"(?:the )?(?:{_NO})(?: (?:{_AUTHOR}|names?))(?: (?:{_STATE}))*+|"
    rf"(?:{_AUTHOR})(?: (?:{_STATE}))++|"
    r"(?:作者|著者|责任者|作家|저자|작자)\s?(?:不详|不詳|未知|不明|匿名|佚名|名?なし|미상|불명|없음)|"
    r"(?:未知|无|無|匿名|不明)的?(?:作者|著者)|(?:anonymous|unknown)(?: authors?)? \d{1,2}|x{3,8}|"
    r"(?:anonymous|anonymised|anonymized)(?: (?:for|during|due to)(?: the)?(?: double)?(?: blind)? "
    r"(?:peer )?review| institution)"
)
_HINTS: Final = (
    "aut", "verf", "name", "作", "著", "责任", "작", "저자", "author", "автор", "مؤلف", "anonym",
    "anon", "unknown", "xxx",
)  # fmt: skip
#: Results of a spreadsheet's formulas that failed.
_CELL_ERROR: Final = re.compile(r"#(?:N/A|REF!?|NAME\??|VALUE!?|NULL!?|DIV/0!?)", re.IGNORECASE)


def is_no_value(text: str) -> bool:
    """Return whether a value stands for a missing one of any kind, such as "N/A" and "-"."""
    return len(text) <= _MAX_PLACEHOLDER_CHARS and (
        _words(text) in _NO_VALUES or not _words(text) or bool(_CELL_ERROR.fullmatch(text.strip()))
    )


@lru_cache(maxsize=1 << 12)
def is_placeholder(name: str) -> bool:
    """Return whether a value stands for an author who is not known, such as "[Anonymous]"."""
    if len(name) > _MAX_PLACEHOLDER_CHARS:
        return False
    words = _words(name)
    if words in _NOBODY or words in _NO_VALUES or not words:
        return True
    if "#" in name and _CELL_ERROR.fullmatch(name.strip()):
        return True
    # The pattern is slow, and all that it matches has one of these.
    return any(hint in words for hint in _HINTS) and bool(_NO_AUTHOR.fullmatch(words))


def _words(text: str) -> str:
    """Return the words of a text in lower case, a repeated one once: "undefined undefined"."""
    words = _SIGNS.sub(" ", text.casefold()).split()
    # One letter may be repeated: "N. N.".
    is_repeated = len(words) > 1 and len(words[0]) > 1 and len(set(words)) == 1
    return words[0] if is_repeated else " ".join(words)
