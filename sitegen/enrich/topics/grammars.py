"""What tells phrases in languages other than English: function words and endings, by language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Grammar:
    """How a language builds phrases.

    Attributes:
        code: ISO 639-1; the list of words that end phrases is ``words/stop.CODE.txt``.
        markers: short words by which a text shows its language.
        min_share: of a text's words that are markers.
        inner: words that join two nouns: French "de".
        modifier: endings of adjectives, participles and verbs, which start no phrase behind a noun;
            of German, those of adjectives that may start one.
        stop: endings of words that end phrases: adverbs, elided articles.
        has_capital_nouns: nouns have capitals, and compounds of one word are phrases.
    """

    code: str
    markers: frozenset[str]
    min_share: float
    inner: frozenset[str]
    modifier: re.Pattern[str]
    stop: re.Pattern[str] | None = None
    has_capital_nouns: bool = False


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Share of the markers of Spanish, Portuguese, Italian and German in their texts: 0.2 and more.
_MIN_SHARE: Final = 0.12
GRAMMARS: Final = (
    Grammar(
        "fr",
        # Words that Spanish, Italian, Portuguese, German and English lack.
        _words("le les des du et dans avec sur est sont par aux cette nous ces au une pour"),
        0.06,
        _words("de du des"),
        re.compile(
            r"(?:iques?|ée?s?|aires?|i(?:f|ve)s?|eu(?:x|ses?)|elles?|els?|ales?|aux|ables?)$"
        ),
    ),
    Grammar(
        "es",
        _words("el la los las una del con por para y es se como más su que en al lo este esta"),
        _MIN_SHARE,
        _words("de del"),
        re.compile(
            r"(?:ic[oa]s?|al(?:es)?|iv[oa]s?|os[oa]s?|[ai]d[oa]s?|ari[oa]s?|[ai]bles?|ar(?:se)?|ir"
            r"|ndo)$"
        ),
        re.compile(r"mente$"),
    ),
    Grammar(
        "pt",
        _words("o os um uma do dos da das ao em com não são pelo pela para por que e na no nos"),
        _MIN_SHARE,
        _words("de do da dos das"),
        re.compile(
            r"(?:ic[oa]s?|al|ais|iv[oa]s?|os[oa]s?|[ai]d[oa]s?|ári[oa]s?|[áí]ve(?:l|is)|ar|ir|ndo)$"
        ),
        re.compile(r"mente$"),
    ),
    Grammar(
        "it",
        _words(
            "il lo gli i della delle dei degli nel nella di che sono è una per con un si del le"
        ),
        _MIN_SHARE,
        _words("di del della dei delle degli"),
        re.compile(
            r"(?:ic(?:[oai]|he|hi)|al[ei]|iv[oaie]|os[oaie]|[aiu]t[oaie]|ari[oae]?|[aiu]bil[ei]"
            r"|(?:[^w]a|e|i)re|ndo)$"
        ),
        # "Dell'energia" is one word with its article.
        re.compile(r"(?:mente$|^[a-z]+['’])", re.IGNORECASE),
    ),
    Grammar(
        "de",
        _words(
            "der die das und mit ein eine einer eines den dem des auf ist sind wird werden zur zum"
            " im für nicht als auch bei sich durch von"
        ),
        _MIN_SHARE,
        frozenset(),
        re.compile(
            r"(?:lich|isch|ig|bar|sam|al|ell|iv|är|haft|los|ar|ent|ant|tief|schnell|offen|frei|end"
            r"|iert|elt|ert|ät)e[nrsm]?$"
        ),
        has_capital_nouns=True,
    ),
)
