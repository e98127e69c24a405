"""Which words carry a topic, and which forms of a word are one."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import Final

import snowballstemmer

_STEMMER: Final = snowballstemmer.stemmer("english")
#: What hangs on a noun after a hyphen and makes an adjective of it: ``transformer-based``.
_ADJECTIVAL: Final = frozenset(
    "based like aware driven free oriented specific level wise related efficient agnostic trained "
    "tuned scale only guided informed induced enabled enhanced augmented inspired invariant "
    "dependent independent friendly ready time art world quality intensive rich sized shaped art "
    "performing centric heavy optimal available known of powered shot source domain head target "
    "dimensionality reveals veals".split()
)
_ADJECTIVE_ENDING: Final = re.compile(
    r"(?:al|ive|ous|ic|able|ible|ary|less|ful|ed|ual|ial|ar|ant|ent|ish|ian|est|er than)$"
)
#: Nouns that end like adjectives.
_NOUNS: Final = frozenset(
    "retrieval removal animal signal journal logic music traffic topic arithmetic rhetoric fabric "
    "clinic tactic survival arrival hospital capital metal crystal material dialog seminar grammar "
    "radar lidar sonar polar calendar vocabulary dictionary glossary library event agent patent "
    "accident student talent content document comment element argument segment treatment "
    "measurement sentiment government environment entailment alignment embodiment deployment "
    "experiment management assessment moment equipment quant variant constant plant restaurant "
    "grant speed seed feed need embed guest forest test contest speech archive narrative "
    "drive adjective perspective objective variable table cable vegetable potential tutorial trial "
    "manual visual interval festival medical polymer physic robotic mathematic statistic linguistic "
    "semantic acoustic dynamic mechanic genetic economic ethic metric epidemic pandemic "
    "ant elephant infant merchant participant antioxidant".split()
) - {"visual", "medical", "semantic", "acoustic", "dynamic", "genetic", "economic", "linguistic",
     "robotic", "polar", "manual", "constant"}  # fmt: skip
_ADVERB_LIKE_NOUNS: Final = frozenset({"family", "anomaly", "assembly", "supply", "reply", "italy"})


#: Stems of heads that add nothing to a phrase, or leave it too broad.
_VAGUE: Final = frozenset(
    "task approach method techniqu applic benchmark capabl abil perform problem process result "
    "strategi improv issu set scenario framework solut experi evalu data dataset compon time "
    "research accuraci paper studi work advantag effici system oper paramet size scheme procedur "
    "mechan analysi inform text variant number differ qualiti type kind area field abil pattern "
    "baselin output input layer reason princip govern block checkpoint expert research state case exampl aspect "
    "concept level step stage direct progress gap limit drawback metric score tool resourc".split()
)


def _words_of(name: str) -> frozenset[str]:
    text = files("sitegen.enrich").joinpath("words", name).read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    """Words that say nothing about a topic; lower case."""
    return _words_of("stop.txt")


@lru_cache(maxsize=1)
def general_words() -> frozenset[str]:
    """Nouns too general to be a topic alone; lower case."""
    return _words_of("general.txt")


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return the stem of one lower-case word; British spelling first becomes American.

    Source: Porter's Snowball stemmer for English, https://snowballstem.org
    """
    if "is" in word:
        word = re.sub(r"is(ation|ations|ing|ed|er|ers|able)$", r"iz\1", word)
    return str(_STEMMER.stemWord(re.sub(r"(behavi|col|neighb|lab|hum)our", r"\1or", word)))


@lru_cache(maxsize=200_000)
def stems(text: str) -> tuple[str, ...]:
    """Return the stems of a word or phrase; hyphens part words, so ``pre-training`` has two."""
    return tuple(stem(part) for part in re.split(r"[-\s]+", text.lower()) if part)


@lru_cache(maxsize=1)
def compounds() -> frozenset[tuple[str, ...]]:
    """Stems of phrases with a stop word or a vague end that are topics ("deep learning")."""
    return frozenset(stems(line) for line in _words_of("compounds.txt"))


@lru_cache(maxsize=1)
def banned() -> frozenset[str]:
    """Keys of the phrases that read like topics and tell nothing."""
    return frozenset("".join(stems(line)) for line in _words_of("banned.txt"))


@lru_cache(maxsize=200_000)
def is_stop(word: str) -> bool:
    """Tell whether a word breaks a phrase: function word, adverb, number, ``-based`` adjective."""
    low = word.lower()
    if low in stop_words() or len(low) == 1 or not any(c.isalpha() for c in low):
        return True
    if "-" in low:
        parts = low.split("-")
        return parts[-1] in _ADJECTIVAL or all(
            p in stop_words() or not p.isalpha() for p in parts if p
        )
    is_adverb = low.endswith("ly") and len(low) > 5 and low not in _ADVERB_LIKE_NOUNS  # noqa: PLR2004
    return is_adverb and word[1:].islower()


@lru_cache(maxsize=200_000)
def is_general(word: str) -> bool:
    """Tell whether a word may not be a tag alone."""
    low = word.lower()
    return low in general_words() or is_stop(word)


@lru_cache(maxsize=200_000)
def is_vague(word: str) -> bool:
    """Tell whether a word at a phrase's end makes it less of a topic: ``… task``, ``… approach``."""
    return stem(word.lower()) in _VAGUE


@lru_cache(maxsize=200_000)
def is_model(word: str) -> bool:
    """Tell whether a word at a phrase's end needs a telling word before it: ``… model``."""
    return stem(word.lower()) in {"model", "architectur", "network"}


@lru_cache(maxsize=200_000)
def is_adjective(word: str) -> bool:
    """Guess from its ending whether a lower-case word is an adjective or a participle."""
    low = word.lower()
    last = low.rsplit("-", 1)[-1]
    singular = last.removesuffix("s")
    if {low, last, singular} & _NOUNS or last != singular:
        return False
    return bool(_ADJECTIVE_ENDING.search(last))
