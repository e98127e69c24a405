"""Tell which language a text is in, where it is long enough to tell.

Nearly every text is English and is known by its small words; any other is py3langid's to tell
(Lui and Baldwin 2012, "langid.py"), which takes most of a second to load.
"""

from __future__ import annotations

import re
from typing import Final

#: Small words that no other language written in Latin letters has.
_ENGLISH_NAMES: Final = """
    the and of to with that this which from by are our been
"""
_ENGLISH: Final = frozenset(_ENGLISH_NAMES.split())
_ENGLISH_SHARE: Final = 0.1
#: Fewer do where there is no small word of another language: "Wir haben with und that geprüft".
_FEW_ENGLISH: Final = 2
_FOREIGN_NAMES: Final = """
    das dem den der des die ein eine für ist mit nicht sich sind und von wird zu aux avec ce cette
    dans du est et la le les nous par pas pour que qui sont sur un une como con del el es esta las
    los más no para por se sus com da do dos em não os são uma che della di gli il nel non per più
    sono een het met niet ook te van voor att av det en för inte är og på som til
"""
_FOREIGN: Final = frozenset(_FOREIGN_NAMES.split())
#: Letters of a text that can be told; of one in another script.
_LATIN_LETTERS: Final = 60
_OTHER_LETTERS: Final = 12
_LATIN: Final = re.compile(r"[A-Za-zÀ-ɏ]")
_MATHEMATICS: Final = re.compile(r"\$[^$]*\$|https?://\S+")
#: Languages whose writing is another's.
_FOLDED: Final = {"wuu": "zh", "yue": "zh"}
#: How much likelier than English a language must be, as the logarithm of a ratio.
_SURE: Final = 15.0
#: Names and three-letter codes that sources write; two letters are a code as they stand.
#: Source: ISO 639-1, ISO 639-2 (both its codes).
_NAMES: Final = {
    name: code
    for code, names in {
        "en": "eng english american british", "de": "deu ger german deutsch ngerman",
        "fr": "fra fre french français francais", "es": "spa spanish español espanol",
        "it": "ita italian italiano", "pt": "por portuguese português portugues brazilian",
        "nl": "nld dut dutch nederlands", "ru": "rus russian", "zh": "zho chi chinese",
        "ja": "jpn japanese", "ko": "kor korean", "pl": "pol polish", "tr": "tur turkish",
        "sv": "swe swedish", "da": "dan danish", "no": "nor norwegian", "fi": "fin finnish",
        "cs": "ces cze czech", "uk": "ukr ukrainian", "ar": "ara arabic", "fa": "fas per persian",
        "he": "heb hebrew", "el": "ell gre greek", "hu": "hun hungarian", "ro": "ron rum romanian",
        "vi": "vie vietnamese", "id": "ind indonesian", "hi": "hin hindi", "la": "lat latin",
    }.items()
    for name in names.split()
}  # fmt: skip


def detect_language(text: str) -> str | None:
    """Return a text's language (ISO 639-1), or None where it is too short to be sure."""
    words = text.lower().split()
    english = sum(word in _ENGLISH for word in words)
    if english > _ENGLISH_SHARE * len(words):
        return "en"
    if english >= _FEW_ENGLISH and _FOREIGN.isdisjoint(words):
        return "en"
    text = _MATHEMATICS.sub(" ", text)
    latin = len(_LATIN.findall(text))
    other = sum(map(str.isalpha, text)) - latin
    if latin < _LATIN_LETTERS and other < _OTHER_LETTERS:
        return None
    return _told_by_model(text)


def parse_language(text: str) -> str | None:
    """Return the ISO 639-1 code of ``en-US``, ``eng``, ``English``; None for what is none."""
    name = re.split(r"[-_,;\s]", text.strip().lower(), maxsplit=1)[0]
    return name if re.fullmatch("[a-z]{2}", name) else _NAMES.get(name)


def _told_by_model(text: str) -> str | None:
    import py3langid

    ranked = py3langid.rank(text[:2000])
    best, score = ranked[0]
    best = _FOLDED.get(best, best)
    english = next(value for name, value in ranked if name == "en")
    is_sure = best == "en" or score - english > _SURE
    return str(best) if is_sure and len(best) == len("en") else None
