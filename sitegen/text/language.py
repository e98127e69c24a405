"""Detect the language of a text that is long enough.

Most texts are English and recognised by function words. Only the rest goes to py3langid (Lui and
Baldwin 2012, "langid.py"), which takes most of a second to load.
"""

from __future__ import annotations

import re
from typing import Final

#: Function words that are common in English, and rare in other languages in Latin script.
_ENGLISH_WORDS: Final = """
    the and of to with that this which from by are our been
"""
_ENGLISH: Final = frozenset(_ENGLISH_WORDS.split())
#: A text with a larger share of these words is English.
_MIN_ENGLISH_SHARE: Final = 0.1
#: A smaller number is enough if the text has no function word of another language; "Wir haben
#: with und that geprüft" has.
_MIN_ENGLISH_WORDS: Final = 2
_FOREIGN_WORDS: Final = """
    das dem den der des die ein eine für ist mit nicht sich sind und von wird zu aux avec ce cette
    dans du est et la le les nous par pas pour que qui sont sur un une como con del el es esta las
    los más no para por se sus com da do dos em não os são uma che della di gli il nel non per più
    sono een het met niet ook te van voor att av det en för inte är og på som til
"""
_FOREIGN: Final = frozenset(_FOREIGN_WORDS.split())
#: Letters that detection needs: 60 Latin ones, or 12 of other scripts, which say more.
_MIN_LATIN_LETTERS: Final = 60
_MIN_NON_LATIN_LETTERS: Final = 12
_LATIN: Final = re.compile(r"[A-Za-zÀ-ɏ]")
#: Source: BCP 47, section 2.1.
_LANGUAGE_TAG: Final = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
#: Formulas and URLs, which are in no language.
_NON_PROSE: Final = re.compile(r"\$[^$]*\$|https?://\S+")
#: Wu and Cantonese are written as Chinese in our texts.
_MACRO_LANGUAGE: Final = {"wuu": "zh", "yue": "zh"}
#: A language must be more probable than English by this natural logarithm of the ratio.
_MIN_LOG_RATIO: Final = 15.0
#: The model reads only the start of a text, which bounds its time.
_MAX_MODEL_CHARS: Final = 2_000
#: ISO 639-1 code of the names and three-letter codes in sources, in lower case.
#: Source: ISO 639-2, both its terminological and its bibliographic codes.
_CODES: Final = {
    name: code
    for code, names in {
        "en": "eng english american british canadian australian newzealand ukenglish usenglish",
        "de": "deu ger german deutsch ngerman austrian naustrian swissgerman nswissgerman",
        "fr": "fra fre french français francais acadian", "es": "spa spanish español espanol",
        "it": "ita italian italiano",
        "pt": "por portuguese português portugues portuges brazil brazilian",
        "nl": "nld dut dutch nederlands", "ru": "rus russian", "zh": "zho chi chinese",
        "ja": "jpn japanese", "ko": "kor korean", "pl": "pol polish", "tr": "tur turkish",
        "sv": "swe swedish", "da": "dan danish",
        "no": "nor norwegian norsk nob bokmal bokmål",
        "nn": "nno nynorsk", "fi": "fin finnish",
        "cs": "ces cze czech", "uk": "ukr ukrainian", "ar": "ara arabic",
        "fa": "fas per persian farsi",
        "he": "heb hebrew", "el": "ell gre greek polutonikogreek",
        "hu": "hun hungarian magyar", "ro": "ron rum romanian",
        "vi": "vie vietnamese", "id": "ind indonesian bahasa", "hi": "hin hindi", "la": "lat latin",
        "cy": "cym wel welsh", "ga": "gle irish", "eu": "eus baq basque", "ca": "cat catalan",
        "gl": "glg galician", "hr": "hrv croatian", "sr": "srp serbian", "sk": "slk slo slovak",
        "sl": "slv slovene slovenian", "bg": "bul bulgarian", "et": "est estonian",
        "lv": "lav latvian", "lt": "lit lithuanian", "is": "isl ice icelandic",
        "af": "afr afrikaans", "ms": "msa may malay", "th": "tha thai", "bn": "ben bengali",
        "ur": "urd urdu", "ta": "tam tamil", "sq": "sqi alb albanian", "mk": "mkd mac macedonian",
        "ka": "kat geo georgian", "hy": "hye arm armenian", "eo": "epo esperanto",
        "be": "bel belarusian", "kk": "kaz kazakh", "mn": "mon mongolian", "sa": "san sanskrit",
        "mr": "mar marathi", "te": "tel telugu", "ne": "nep nepali", "sw": "swa swahili",
        "br": "bre breton", "gd": "gla scottish", "oc": "oci occitan", "ia": "ina interlingua",
        "mt": "mlt maltese", "lb": "ltz luxembourgish",
        "az": "aze azerbaijani", "am": "amh amharic",
    }.items()
    for name in names.split()
}  # fmt: skip


def is_language(text: str) -> bool:
    """Return whether a text is a language with subtags, as ``en`` or ``zh-Hant``."""
    return bool(_LANGUAGE_TAG.fullmatch(text))


def detect_language(text: str) -> str | None:
    """Return the language of a text (ISO 639-1), or None if the text is too short to be sure."""
    # The first two checks decide for nearly all texts, without the model.
    words = text.lower().split()
    english_count = sum(word in _ENGLISH for word in words)
    if english_count > _MIN_ENGLISH_SHARE * len(words):
        return "en"
    if english_count >= _MIN_ENGLISH_WORDS and _FOREIGN.isdisjoint(words):
        return "en"
    text = _NON_PROSE.sub(" ", text)
    latin = len(_LATIN.findall(text))
    non_latin = sum(map(str.isalpha, text)) - latin
    if latin < _MIN_LATIN_LETTERS and non_latin < _MIN_NON_LATIN_LETTERS:
        return None
    return _classify(text)


def parse_language(text: str) -> str | None:
    """Return the ISO 639-1 code of ``en-US``, ``eng``, ``English``; None for other texts."""
    # Only the language of a tag counts, not its region.
    name = re.split(r"[-_,;\s]", text.strip().lower(), maxsplit=1)[0]
    return name if re.fullmatch("[a-z]{2}", name) else _CODES.get(name)


def _classify(text: str) -> str | None:
    """Return the language that the model prefers clearly to English, or None."""
    import py3langid

    ranked = py3langid.rank(text[:_MAX_MODEL_CHARS])
    language, score = ranked[0]
    language = _MACRO_LANGUAGE.get(language, language)
    # Short technical texts look like any language, so English is assumed to be the alternative.
    english_score = next(value for name, value in ranked if name == "en")
    is_sure = language == "en" or score - english_score > _MIN_LOG_RATIO
    # Some languages of the model have a three-letter code only.
    return str(language) if is_sure and len(language) == len("en") else None
